//! Documented paths from one entity to another that time allows.

mod open_dates;
mod options;
mod order;
mod pattern;
mod reach;
mod search;
mod steps;
mod trays;

use std::collections::{BTreeMap, BTreeSet};

use super::passages;
use crate::model::{Certainty, Day, FlowClass};
use crate::result::Method;
use crate::view::{Flow, FlowNode, FlowTie};

pub use open_dates::OpenDate;
pub use options::{Certainties, Listing, Modalities, Options, Preference, Stop};
pub use order::{Order, StepOrder, Times};
pub use pattern::{Named, Pattern, PatternFault};
pub use reach::{Latest, Reach};

pub(super) use order::{follow, is_stated, precede, sibling_may_follow};
pub(super) use search::{Quest, search};
pub(super) use steps::Steps;

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
    /// When it can be begun, ended and walked at best.
    pub times: Times,
    /// How many sources its steps rest on.
    pub sources: usize,
    /// How many passages of them: one, when all of it stands in the same lines or in lines inside them.
    pub passages: usize,
    /// The earliest day of the first step; none when unknown.
    pub begin: Option<Day>,
    /// The latest day of the last step; none when unknown.
    pub end: Option<Day>,
}

impl Path {
    pub(super) fn of(flow: &Flow, ties: Vec<usize>, order: Order) -> Self {
        Self::within(flow, ties, order, None)
    }

    /// Whether a path of these steps must have run in their order.
    fn verdict(flow: &Flow, ties: &[usize], order: Order, within: Option<i32>) -> Verdict {
        let steps: Vec<&FlowTie> = ties.iter().map(|&tie| &flow.ties[tie]).collect();
        judged(&order::judge(flow, &steps, order), &steps, within)
    }

    fn within(flow: &Flow, ties: Vec<usize>, order: Order, within: Option<i32>) -> Self {
        let steps: Vec<&FlowTie> = ties.iter().map(|&tie| &flow.ties[tie]).collect();
        let orders = order::judge(flow, &steps, order);
        let of = |test: fn(&FlowTie) -> bool| steps.iter().filter(|&&tie| test(tie)).count();
        Self {
            verdict: judged(&orders, &steps, within),
            times: Times::of(flow, &steps, order, within),
            inferred: of(|tie| tie.certainty == Certainty::Inferred),
            planned: of(steps::is_planned),
            hedged: of(|tie| tie.modality.is_some()),
            attributed: of(|tie| tie.attributed),
            carried: of(|tie| tie.class == FlowClass::Carrier),
            date_inherited: of(|tie| tie.date_inherited),
            sources: steps.iter().flat_map(|tie| tie.sources()).collect::<BTreeSet<_>>().len(),
            passages: passages::count(steps.iter().flat_map(|tie| &tie.evidence).map(String::as_str)),
            begin: steps.first().map(|tie| tie.when.earliest()).filter(|&day| day != Day::MIN),
            end: steps.last().map(|tie| tie.when.latest()).filter(|&day| day != Day::MAX),
            ties,
            orders,
        }
    }
}

fn judged(orders: &[StepOrder], steps: &[&FlowTie], within: Option<i32>) -> Verdict {
    let sure = |order: &StepOrder| matches!(order, StepOrder::First | StepOrder::Dated | StepOrder::Stated);
    let is_certain = orders.iter().all(sure) && order::surely_within(steps, within);
    if is_certain { Verdict::Certain } else { Verdict::Possible }
}

/// A path that no order of time allows, and where it breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Rows of its steps in the flow's ties.
    pub ties: Vec<usize>,
    /// The place of the step that cannot follow, from 0.
    pub step: usize,
}

/// Where paths start or end: one entity, or several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// As it was asked for.
    pub stop: Stop,
    /// The only entity that it can be.
    pub node: Option<FlowNode>,
}

impl End {
    fn of(flow: &Flow, stop: &Stop) -> Self {
        let node = stop.one().and_then(|id| flow.node(id)).map(|node| flow.nodes[node].clone());
        Self { stop: stop.clone(), node }
    }
    /// Its id, or what it can be: `any state`.
    pub fn id(&self) -> String {
        self.stop.named()
    }
    /// Its name, or what it can be.
    pub fn name(&self) -> String {
        self.node.as_ref().map_or_else(|| self.stop.named(), |node| node.node.name.clone())
    }
}

/// How far a pattern was followed, when no path matches it whatever the dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Halt {
    /// The step of the pattern that nothing takes, as it is written.
    pub step: String,
    /// How many entities stand before it.
    pub before: usize,
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
/// Paths with the fewest steps come first, or those that can be ended earliest, begun latest, or walked in the fewest
/// days; among equals those with fewer steps, those certain in order, fewer inferred, then fewer planned or hedged steps, then
/// in the order of
/// ids. Days are the best that dates leave; a path whose days are not known comes last.
///
/// Where paths start or end at one of several entities ([`among`](Self::among)), none of these lies inside a path: it
/// leaves the first ones once and ends at the first of the last ones. Along a [`Pattern`] any entity may stand where the
/// pattern lets it.
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
/// #     date_inherited: false, soft: false, disputed: false, states_order: false, creates: false, status: Status::Actual,
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
    pub from: End,
    /// Where they end.
    pub to: End,
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
    /// When no path is left by stops, gaps, certainty and modality: how many steps a shortest one takes without these.
    pub unlimited: Option<usize>,
    /// When no path matches a pattern whatever the dates: how far it was followed.
    pub halt: Option<Halt>,
    /// The options as used.
    pub options: Options,
    /// How it was made.
    pub method: Method,
    /// What leaves steps out of the view, in words.
    view: Vec<String>,
    /// Whether only a pattern says where paths start and end.
    anywhere: bool,
    /// What the answer shows of the flow.
    nodes: BTreeMap<usize, FlowNode>,
    ties: BTreeMap<usize, FlowTie>,
}

impl Paths {
    /// The places of two ids.
    pub(super) fn ends_of(flow: &Flow, from: &str, to: &str) -> Result<(usize, usize), String> {
        let place = |id: &str| flow.node(id).ok_or_else(|| flow.without(&format!("`{id}`")));
        Ok((place(from)?, place(to)?))
    }

    fn empty(flow: &Flow, (from, to): (&Stop, &Stop), options: &Options) -> Self {
        Self {
            from: End::of(flow, from),
            to: End::of(flow, to),
            paths: Vec::new(),
            found: 0,
            cut: false,
            impossible: 0,
            impossible_cut: false,
            broken: None,
            reach: None,
            unlimited: None,
            halt: None,
            options: options.clone(),
            method: options.method(flow),
            view: flow.options.limits(),
            anywhere: false,
            nodes: BTreeMap::new(),
            ties: BTreeMap::new(),
        }
    }

    /// These paths and no others, found in another way.
    pub(super) fn listed(flow: &Flow, ends: (usize, usize), ties: Vec<Vec<usize>>, options: &Options) -> Self {
        let stop = |node: usize| Stop::entity(&flow.nodes[node].node.id);
        let mut answer = Self::empty(flow, (&stop(ends.0), &stop(ends.1)), options);
        answer.found = ties.len();
        answer.paths = ties.into_iter().map(|ties| Path::of(flow, ties, options.order)).collect();
        answer.keep(flow);
        answer
    }

    /// Seeks the paths from one node to another, by their ids.
    ///
    /// # Errors
    /// In words, when one of the two is not in the flow.
    pub fn between(flow: &Flow, from: &str, to: &str, options: &Options) -> Result<Self, String> {
        Self::among(flow, Some(&Stop::entity(from)), Some(&Stop::entity(to)), options)
    }

    /// Seeks the paths from some entities to some others: each may be one, several, or all of some kinds; none where the
    /// pattern of the options says where they start or end.
    ///
    /// # Errors
    /// In words, when nothing in the flow is one of the first or one of the last, or neither an end nor a pattern is given.
    pub fn among(flow: &Flow, from: Option<&Stop>, to: Option<&Stop>, options: &Options) -> Result<Self, String> {
        let of = |stop: Option<&Stop>| -> Result<Vec<usize>, String> {
            let is = |node: &usize| stop.is_none_or(|stop| stop.is(&flow.nodes[*node]));
            let found: Vec<usize> = match stop.and_then(Stop::one) {
                Some(id) => flow.node(id).into_iter().collect(),
                None => (0..flow.nodes.len()).filter(is).collect(),
            };
            match stop.filter(|_| found.is_empty()) {
                Some(stop) => Err(flow.without(&quoted(stop))),
                None => Ok(found),
            }
        };
        let pattern = options.pattern.as_ref();
        let first = from.or_else(|| pattern.map(Pattern::first));
        let end = to.or_else(|| pattern.map(Pattern::last));
        let Some(ends) = first.zip(end) else { return Err("it is not said where paths start and end".to_owned()) };
        let (starts, last) = (of(from)?, of(to)?);
        let mut answer = Self::empty(flow, ends, options);
        answer.anywhere = from.is_none() && to.is_none();
        answer.method = many(many(answer.method, "from", from), "to", to);
        if starts != last || starts.len() > 1 {
            answer.seek(flow, starts, &last);
        }
        answer.keep(flow);
        answer.method.note_each(answer.remarks());
        Ok(answer)
    }

    fn seek(&mut self, flow: &Flow, mut starts: Vec<usize>, last: &[usize]) {
        let options = self.options.clone();
        let pattern = options.pattern.as_ref();
        starts.retain(|&start| pattern.is_none_or(|pattern| pattern.first().is(&flow.nodes[start])));
        let mut is_end = vec![false; flow.nodes.len()];
        last.iter().for_each(|&end| is_end[end] = true);
        let mut steps = Steps::admitted(flow, &options);
        let mut avoided: Vec<bool> =
            flow.nodes.iter().map(|node| options.avoid.iter().any(|stop| stop.is(node))).collect();
        // An entity named as an end is one, whatever is avoided between.
        for end in [&self.from, &self.to].iter().filter_map(|end| flow.node(end.stop.one()?)) {
            avoided[end] = false;
        }
        if avoided.contains(&true) {
            steps = steps.among(|node| !avoided[node]);
        }
        let quest = Quest::among(flow, starts, is_end, pattern);
        let found = search(&steps, &quest, &options);
        self.paths =
            (found.listed.into_iter()).map(|ties| Path::within(flow, ties, options.order, options.within)).collect();
        (self.found, self.cut) = (found.paths, found.exhausted);
        (self.impossible, self.impossible_cut) = (found.impossible, found.impossible_exhausted);
        if found.paths > 0 {
            return;
        }
        self.broken = found.broken.map(|(ties, step)| Broken { ties, step });
        let free = Options {
            listing: Listing::Shortest,
            cap: 1,
            via: Vec::new(),
            avoid: Vec::new(),
            within: None,
            certainty: Certainties::Any,
            modality: Modalities::Any,
            ..options.clone()
        };
        let is_limited = self.is_narrowed()
            || !options.avoid.is_empty()
            || (options.certainty, options.modality) != (free.certainty, free.modality);
        if is_limited {
            let found = search(&Steps::admitted(flow, &free), &quest, &free);
            self.unlimited = found.listed.first().map(Vec::len);
        }
        if let Some(pattern) = pattern {
            self.halt = quest.halt(&steps).map(|(step, before)| Halt { step: pattern.step(step).to_owned(), before });
            return;
        }
        let mut reach = reach::reach(&steps, &quest.starts, last, options.max_steps, options.order);
        if self.is_narrowed() && reach.meets {
            // Time stops nothing that would help: it is the stops and gaps asked for.
            reach.stops.clear();
        }
        self.reach = Some(reach);
    }

    /// Keeps what the trays show of the flow, so that the answer stands alone.
    fn keep(&mut self, flow: &Flow) {
        let walked = self.paths.iter().flat_map(|path| &path.ties);
        let broken = self.broken.iter().flat_map(|broken| &broken.ties);
        let stops = self.reach.iter().flat_map(|reach| reach.stops.iter().map(|(tie, _)| tie));
        self.ties = walked.chain(broken).chain(stops).map(|&tie| (tie, flow.ties[tie].clone())).collect();
        let named = [&self.from, &self.to].into_iter().filter_map(|end| flow.node(end.stop.one()?));
        let ends = self.ties.values().flat_map(|tie| [tie.from, tie.to]).chain(named);
        self.nodes = ends.map(|node| (node, flow.nodes[node].clone())).collect();
    }
}

/// What nothing was found of, as a sentence names it.
fn quoted(stop: &Stop) -> String {
    stop.one().map_or_else(|| stop.named(), |one| format!("`{one}`"))
}

/// Several starts or ends are parameters; a single one stands in the title.
fn many(method: Method, name: &str, stop: Option<&Stop>) -> Method {
    match stop.filter(|stop| stop.one().is_none()) {
        Some(stop) => method.with(name, &stop.word),
        None => method,
    }
}

#[cfg(test)]
#[path = "paths_tests.rs"]
pub(super) mod tests;

#[cfg(test)]
#[path = "paths_laws.rs"]
pub(super) mod laws;
