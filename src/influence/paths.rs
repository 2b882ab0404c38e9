//! Documented paths from one entity to another that time allows.

mod order;
mod reach;
mod search;
mod trays;

use std::collections::BTreeMap;

use crate::model::{Certainty, Day, FlowClass};
use crate::result::Method;
use crate::view::{Flow, FlowNode, FlowTie};

pub use order::{Order, StepOrder};
pub use reach::Reach;

pub(super) use order::{follow, precede};
pub(super) use reach::reached;
pub(super) use search::Steps;

/// Which paths are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Listing {
    /// Those with the fewest steps.
    #[default]
    Shortest,
    /// All up to the largest number of steps, the shortest first.
    All,
}

impl Listing {
    /// Every value.
    pub const ALL: [Self; 2] = [Self::Shortest, Self::All];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Shortest => "shortest",
            Self::All => "all",
        }
    }
}

/// Which steps are walked, by how the coder came to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Certainties {
    /// Stated and inferred ones; the inferred are counted and marked.
    #[default]
    Any,
    /// Only those that stand in a text.
    Stated,
}

impl Certainties {
    /// Every value.
    pub const ALL: [Self; 2] = [Self::Any, Self::Stated];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Stated => "stated",
        }
    }
}

/// Which steps are walked, by whether they are said to have happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Modalities {
    /// Planned, proposed and hedged ones too; they are counted and marked.
    #[default]
    Any,
    /// Only what is said, without a hedge, to have happened.
    Plain,
}

impl Modalities {
    /// Every value.
    pub const ALL: [Self; 2] = [Self::Any, Self::Plain];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Plain => "plain",
        }
    }
}

/// How paths are sought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Which paths are listed.
    pub listing: Listing,
    /// The most steps of a path.
    pub max_steps: usize,
    /// The most paths that are listed; more are counted.
    pub cap: usize,
    /// Whether two steps may be taken on one day.
    pub order: Order,
    /// Which steps are walked, by how the coder came to them.
    pub certainty: Certainties,
    /// Which steps are walked, by whether they are said to have happened.
    pub modality: Modalities,
    /// How many steps may be looked at before the search ends and says so.
    pub budget: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listing: Listing::Shortest,
            max_steps: 8,
            cap: 100,
            order: Order::Weak,
            certainty: Certainties::Any,
            modality: Modalities::Any,
            budget: 4_000_000,
        }
    }
}

impl Options {
    /// The method, with the rules of the view it is used on.
    pub fn method(&self, flow: &Flow) -> Method {
        let classes: Vec<&str> = flow.options.classes.iter().map(|class| class.word()).collect();
        let reference = "Kempe, Kleinberg & Kumar 2002; Holme & Saramäki 2012; Wu et al. 2014";
        Method::new("time-respecting documented paths", reference)
            .with("listing", self.listing.word())
            .with("most steps", self.max_steps)
            .with("most listed", self.cap)
            .with("order within a day", self.order.word())
            .with("certainty", self.certainty.word())
            .with("modality", self.modality.word())
            .with("classes", classes.join(" "))
            .with("window", flow.options.window)
            .counting("entities", flow.nodes.len())
            .counting("steps", flow.ties.len())
    }
}

/// Whether a path must have run in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Dates and stated orders leave no other order.
    Certain,
    /// Some order of the unknown and uncertain dates fits.
    Possible,
}

impl Verdict {
    /// Every value.
    pub const ALL: [Self; 2] = [Self::Certain, Self::Possible];
    /// The word that tables use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Possible => "possible",
        }
    }
}

/// One path, step by step, with what makes it weaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// Rows of its steps in the flow's ties.
    pub ties: Vec<usize>,
    /// Why each step stands after those before it.
    pub orders: Vec<StepOrder>,
    /// Whether it must have run in this order.
    pub verdict: Verdict,
    /// Steps whose every claim is inferred.
    pub inferred: usize,
    /// Steps planned, proposed or requested.
    pub planned: usize,
    /// Steps whose every claim is hedged.
    pub hedged: usize,
    /// Steps whose every claim is attributed to somebody inside its source.
    pub attributed: usize,
    /// Steps without a meaning of their own (session and forum, text and norm).
    pub carried: usize,
    /// Steps that took their date from the later entity.
    pub date_inherited: usize,
    /// The earliest day of the first step; none when unknown.
    pub begin: Option<Day>,
    /// The latest day of the last step; none when unknown.
    pub end: Option<Day>,
}

impl Path {
    pub(super) fn of(flow: &Flow, ties: Vec<usize>, order: Order) -> Self {
        let steps: Vec<&FlowTie> = ties.iter().map(|&tie| &flow.ties[tie]).collect();
        let orders = order::judge(flow, &steps, order);
        let sure = |order: &StepOrder| matches!(order, StepOrder::First | StepOrder::Dated | StepOrder::Stated);
        let of = |test: fn(&FlowTie) -> bool| steps.iter().filter(|&&tie| test(tie)).count();
        Self {
            verdict: if orders.iter().all(sure) { Verdict::Certain } else { Verdict::Possible },
            inferred: of(|tie| tie.certainty == Certainty::Inferred),
            planned: of(search::is_planned),
            hedged: of(|tie| tie.modality.is_some()),
            attributed: of(|tie| tie.attributed),
            carried: of(|tie| tie.class == FlowClass::Carrier),
            date_inherited: of(|tie| tie.date_inherited),
            begin: steps.first().map(|tie| tie.when.earliest()).filter(|&day| day != Day::MIN),
            end: steps.last().map(|tie| tie.when.latest()).filter(|&day| day != Day::MAX),
            ties,
            orders,
        }
    }
}

/// A path that no order of time allows, and where it breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Rows of its steps in the flow's ties.
    pub ties: Vec<usize>,
    /// The place of the step that cannot follow, from 0.
    pub step: usize,
}

/// What led from one entity to another, step by step, in an order that time allows: documented paths, not influence.
///
/// Each step is a tie of the flow with its claims. A path repeats no entity. Days x₁ ≤ x₂ ≤ … (strictly rising under
/// [`Order::Strict`]) must exist: for an event one inside its bounds, for a state one at which it may hold. A step
/// that *states* its order (lineage) puts the earlier text before the later whatever their dates, and nothing leaves
/// a text or body before the step that makes it. A path is *certain* when dates and stated orders leave no other
/// order, else *possible*; approximate and uncertain dates prove none, nor does a date taken from the later entity
/// unless the step belongs to its making. A carrier is not walked back to a sibling (round 3, forum, round 1) unless
/// the sibling may lie at or after the first.
///
/// Paths with the fewest steps come first; among equals those with fewer inferred, then fewer planned or hedged
/// steps, then in the order of ids.
///
/// # Undefined
/// No path is no statement that nothing led there: it says what can be reached and where it stops. From an entity to
/// itself there is no path.
///
/// # Errors
/// In words, when one of the two is not in the flow.
///
/// # Cost
/// Grows with the number of paths, cut by distance to the end and by a budget of work that is said when it is spent.
///
/// # Reference
/// Kempe, Kleinberg & Kumar 2002; Holme & Saramäki 2012; Wu et al. 2014.
///
/// ```
/// use blocs::influence::paths::{Options, Paths};
/// # use blocs::model::{Certainty, Date, FlowClass, Span, Status};
/// # use blocs::view::{Flow, FlowNode, FlowOptions, FlowTie, Node, Step};
/// # let node = |id: &str| FlowNode { node: Node { id: id.into(), kind: "document".into(), name: id.into(),
/// #     name_ja: String::new() }, date: Span::UNKNOWN, planned: false, root: None };
/// # let tie = |from, to, date: &str| FlowTie { from, to, relation: "input_to".into(), label: "is input to".into(),
/// #     reversed: false, class: FlowClass::Input, when: Step::Event(Date::parse(date).unwrap().span()),
/// #     date_inherited: false, soft: false, states_order: false, creates: false, status: Status::Actual,
/// #     modality: None, certainty: Certainty::Stated, attributed: false, claims: vec!["c".into()],
/// #     evidence: vec!["s:1".into()], date_text: date.into() };
/// let flow = Flow {
///     nodes: vec![node("draft"), node("report"), node("treaty")],
///     ties: vec![tie(0, 1, "2012"), tie(1, 2, "2013"), tie(2, 0, "2011")],
///     options: FlowOptions::default(),
/// };
/// let paths = Paths::between(&flow, "draft", "treaty", &Options::default()).unwrap();
/// assert_eq!(paths.paths[0].ties, [0, 1]);
/// let back = Paths::between(&flow, "report", "draft", &Options::default()).unwrap();
/// assert!(back.paths.is_empty() && back.impossible == 1); // 2013, then 2011
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Paths {
    /// Where they start.
    pub from: FlowNode,
    /// Where they end.
    pub to: FlowNode,
    /// The paths that are listed, best first.
    pub paths: Vec<Path>,
    /// How many there are; at least so many when the search was cut.
    pub found: usize,
    /// Whether the budget was spent before everything was looked at.
    pub cut: bool,
    /// How many paths of these lengths no order of time allows.
    pub impossible: usize,
    /// Whether there may be more of those.
    pub impossible_cut: bool,
    /// When there is no path: the shortest that time forbids, if there is one.
    pub broken: Option<Broken>,
    /// When there is no path: what can be reached, and where it stops.
    pub reach: Option<Reach>,
    /// The options as used.
    pub options: Options,
    /// How it was made.
    pub method: Method,
    /// What the answer shows of the flow.
    nodes: BTreeMap<usize, FlowNode>,
    ties: BTreeMap<usize, FlowTie>,
}

impl Paths {
    /// Seeks the paths from one node to another, by their ids.
    ///
    /// # Errors
    /// In words, when one of the two is not in the flow.
    pub fn between(flow: &Flow, from: &str, to: &str, options: &Options) -> Result<Self, String> {
        let place = |id: &str| {
            flow.node(id).ok_or_else(|| format!("no step of influence in this view leads to or from `{id}`"))
        };
        let (start, end) = (place(from)?, place(to)?);
        let mut answer = Self {
            from: flow.nodes[start].clone(),
            to: flow.nodes[end].clone(),
            paths: Vec::new(),
            found: 0,
            cut: false,
            impossible: 0,
            impossible_cut: false,
            broken: None,
            reach: None,
            options: *options,
            method: options.method(flow),
            nodes: BTreeMap::new(),
            ties: BTreeMap::new(),
        };
        if start != end {
            let steps = search::Steps::admitted(flow, options);
            let found = search::search(&steps, start, end, options);
            answer.paths = found.listed.into_iter().map(|ties| Path::of(flow, ties, options.order)).collect();
            (answer.found, answer.cut) = (found.paths, found.exhausted);
            (answer.impossible, answer.impossible_cut) = (found.impossible, found.impossible_exhausted);
            if found.paths == 0 {
                answer.broken = found.broken.map(|(ties, step)| Broken { ties, step });
                answer.reach = Some(reach::reach(&steps, start, end, options.max_steps, options.order));
            }
        }
        answer.keep(flow, start, end);
        answer.method.notes = answer.remarks();
        Ok(answer)
    }

    /// Keeps what the trays show of the flow, so that the answer stands alone.
    fn keep(&mut self, flow: &Flow, start: usize, end: usize) {
        let walked = self.paths.iter().flat_map(|path| &path.ties);
        let broken = self.broken.iter().flat_map(|broken| &broken.ties);
        let stops = self.reach.iter().flat_map(|reach| reach.stops.iter().map(|(tie, _)| tie));
        self.ties = walked.chain(broken).chain(stops).map(|&tie| (tie, flow.ties[tie].clone())).collect();
        let ends = self.ties.values().flat_map(|tie| [tie.from, tie.to]).chain([start, end]);
        self.nodes = ends.map(|node| (node, flow.nodes[node].clone())).collect();
    }
}

#[cfg(test)]
#[path = "paths_tests.rs"]
pub(super) mod tests;

#[cfg(test)]
#[path = "paths_laws.rs"]
mod laws;
