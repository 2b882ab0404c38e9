//! The main path: the documented steps through which most ways from beginnings to ends run.

mod in_time;
mod trays;
mod walk;

pub(crate) use trays::digits;

use std::collections::{BTreeMap, BTreeSet};

use crate::math::counts::Count;
use crate::math::main_path::{Acyclic, circles, main_path_where, shortest};
use crate::math::path_counts::PathCounts;
use crate::model::schema::{Class, Schema};
use crate::model::{Certainty, Day, FlowClass, Status};
use crate::result::Method;
use crate::view::{Flow, FlowNode, FlowTie, Node};

use super::paths::{Certainties, Modalities};
pub use crate::math::main_path::{Cycles, Route};
pub use crate::math::path_counts::Counting;

/// What becomes of carriers: a session of its forum, a part of its whole, a norm of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Carriers {
    /// Entities joined by them are one.
    #[default]
    Contract,
    /// They are left out, and what they join stands apart.
    LeaveOut,
}

impl Carriers {
    /// Every value.
    pub const ALL: &[Self] = &[Self::Contract, Self::LeaveOut];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Contract => "contract",
            Self::LeaveOut => "leave-out",
        }
    }
}

/// Whether the path goes on only by steps that can be taken after the one before. Paths are counted without their dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dates {
    /// It does.
    #[default]
    InOrder,
    /// It goes on by the heaviest step, whatever its date.
    Ignored,
}

impl Dates {
    /// Every value.
    pub const ALL: &[Self] = &[Self::InOrder, Self::Ignored];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::InOrder => "in-order",
            Self::Ignored => "ignored",
        }
    }
}

/// In which numbers paths are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Numbers {
    /// Whole numbers of any length.
    #[default]
    Exact,
    /// Logarithms, in effect: 9 digits and an exponent of any length, for graphs whose whole numbers fill the memory.
    Log,
}

impl Numbers {
    /// Every value.
    pub const ALL: &[Self] = &[Self::Exact, Self::Log];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Log => "log",
        }
    }
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// What counts as a path; SPC by default.
    pub counting: Counting,
    /// In which numbers; exact ones by default.
    pub numbers: Numbers,
    /// How the main path is sought; forward, by the heaviest step each time, by default.
    pub route: Route,
    /// How many of the heaviest arcs key routes begin from; 1 by default.
    pub key_routes: usize,
    /// What becomes of circles; what lies on one becomes one entity by default.
    pub cycles: Cycles,
    /// What becomes of carriers; what they join is one entity by default.
    pub carriers: Carriers,
    /// Whether the path keeps the order of dates; it does by default.
    pub dates: Dates,
    /// Kinds of ideas, issues and norms by default: one joins the single text that holds it, and none where several do.
    pub ideas: Vec<String>,
    /// Whether inferred steps are counted; they are by default.
    pub certainty: Certainties,
    /// Whether planned and hedged steps are counted; they are by default.
    pub modality: Modalities,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            counting: Counting::default(),
            numbers: Numbers::default(),
            route: Route::default(),
            key_routes: 1,
            cycles: Cycles::default(),
            carriers: Carriers::default(),
            dates: Dates::default(),
            ideas: ["issue", "norm"].map(str::to_owned).to_vec(),
            certainty: Certainties::default(),
            modality: Modalities::default(),
        }
    }
}

impl Options {
    /// The default, with the kinds that a schema calls ideas.
    pub fn of(schema: &Schema) -> Self {
        let ideas = schema.kinds.iter().filter(|kind| schema.class(&kind.id) == Some(Class::Idea));
        Self { ideas: ideas.map(|kind| kind.id.clone()).collect(), ..Self::default() }
    }
    /// The method, with the rules of the view it is used on.
    pub fn method(&self, flow: &Flow) -> Method {
        let classes = flow.options.classes.iter().filter(|class| **class != FlowClass::CoAffirmation);
        let classes: Vec<&str> = classes.map(|class| class.word()).collect();
        let reference = "Hummon & Doreian 1989; Batagelj 2003; Liu & Lu 2012";
        let mut method = Method::new("main path", reference)
            .with("weights", self.counting.word())
            .with("numbers", self.numbers.word())
            .with("route", self.route.word())
            .with("cycles", self.cycles.word())
            .with("carriers", self.carriers.word())
            .with("dates", self.dates.word())
            .with("certainty", self.certainty.word())
            .with("modality", self.modality.word())
            .with("classes", classes.join(" "))
            .with("window", flow.options.window);
        if self.route == Route::KeyRoute {
            method = method.with("key routes", self.key_routes);
        }
        method
    }
    fn admits(&self, tie: &FlowTie) -> bool {
        let stated = self.certainty == Certainties::Any || tie.certainty == Certainty::Stated;
        let plain = tie.status == Status::Actual && tie.modality.is_none();
        tie.class != FlowClass::CoAffirmation && stated && (self.modality == Modalities::Any || plain)
    }
}

/// An arc of the graph that is counted, with the steps that it stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Arc {
    /// Rows of its steps in the flow's ties: several when several relations join the two.
    pub ties: Vec<usize>,
    /// How many paths run through it: in full, or as a power of ten where they are counted in logarithms.
    pub weight: String,
    /// The logarithm of the same to base 2.
    pub log2: f64,
    /// Which share of all paths.
    pub share: f64,
}

/// A circle of steps: paths through it are without number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circle {
    /// All entities that lie on circles with each other.
    pub entities: Vec<Node>,
    /// Rows of the steps of a shortest circle among them.
    pub ties: Vec<usize>,
}

/// A step on the main path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MainStep {
    /// Its place from 1; steps of one place stand side by side.
    pub place: usize,
    /// Its row in the flow's ties.
    pub tie: usize,
    /// The arc that it belongs to; none where it leads on inside what was made one (a carrier, a shrunk circle).
    pub arc: Option<usize>,
    /// Its dates lie before those of a step that leads to it: what was made one has no time inside.
    pub is_before: bool,
}

/// The main path through documented steps: where most ways from a beginning to an end run.
///
/// Entities joined by carriers are one vertex, since a carrier runs both ways; ideas (norms, issues) join the single text that
/// holds them. Steps of lineage, mandate and input are arcs from the earlier to the later; several between the same
/// two count once. The *weight* of an arc u → v is N⁻(u) · N⁺(v), the paths that end in u times those that begin in v:
/// from source to sink for SPC; for SPLC a path may begin at any vertex; for SPNP begin and end at any. The search
/// then follows the heaviest arcs, and all that are equally heavy (in logarithms: to 9 digits).
///
/// Co-affirmation is no derivation and is never counted.
///
/// # Undefined
/// Arcs that run in a circle make paths without number. Each circle is named with its claims; then it is shrunk to one
/// vertex, cut by preprints, or the answer refused. The path has no order of time inside what was made one: a step
/// whose dates lie before those of a step that leads to it is marked; and paths are counted without their dates, those that
/// no days allow among them ([`MainPath::impossible`]), while the search goes on only by steps that can be taken after the
/// one before ([`Dates`]).
///
/// # Cost
/// O(steps) additions and multiplications of whole numbers as long as the largest count.
///
/// # Reference
/// Hummon & Doreian 1989; Batagelj 2003; Liu & Lu 2012.
///
/// ```
/// use blocs::{dataset, graph::Graph, influence::main_path::{MainPath, Options}, view::{Flow, FlowOptions}};
/// let folders = ["cyber-norms", "states"].map(|name| dataset::builtin(name).unwrap()).to_vec();
/// let graph = Graph::from(dataset::load(folders, None).dataset.unwrap());
/// let flow = Flow::of(&graph, &FlowOptions::default());
/// let main = MainPath::of(&flow, &flow.without_steps(&graph), &Options::default());
/// assert!(!main.steps.is_empty() && main.arcs.iter().all(|arc| !arc.ties.is_empty()));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct MainPath {
    /// The steps of the main path, in order.
    pub steps: Vec<MainStep>,
    /// All arcs, in the order of their ends.
    pub arcs: Vec<Arc>,
    /// The number of all paths, as those of an arc; empty when circles were refused.
    pub total: String,
    /// How many of them have no order in time; none where that is not counted (circles, large graphs).
    pub impossible: Option<String>,
    /// The circles that were found.
    pub circles: Vec<Circle>,
    /// Texts and bodies that no step of these classes leads to or from.
    pub isolated: Vec<Node>,
    /// How many entities were made one with others by carriers.
    pub contracted: usize,
    /// How it was made.
    pub method: Method,
    /// The options as used.
    pub options: Options,
    nodes: Vec<FlowNode>,
    ties: Vec<FlowTie>,
    /// The vertex of each node: its least node.
    vertex: Vec<usize>,
}

impl MainPath {
    /// The main path of a flow; `without` are acts that have no step at all, to be listed as isolated.
    pub fn of(flow: &Flow, without: &[Node], options: &Options) -> Self {
        let vertex = vertices(flow, options);
        // Arcs between vertices, each with its ties.
        let mut between: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for (row, tie) in flow.ties.iter().enumerate() {
            let (u, v) = (vertex[tie.from], vertex[tie.to]);
            if tie.class != FlowClass::Carrier && options.admits(tie) && u != v {
                between.entry((u, v)).or_default().push(row);
            }
        }
        // Only what has an arc is numbered: a vertex alone would be a path of its own.
        let touched: BTreeSet<usize> = between.keys().flat_map(|(u, v)| [*u, *v]).collect();
        let number: BTreeMap<usize, usize> = touched.iter().enumerate().map(|(at, &row)| (row, at)).collect();
        let ends: Vec<(usize, usize)> = between.keys().map(|(u, v)| (number[u], number[v])).collect();
        let ties: Vec<Vec<usize>> = between.into_values().collect();
        let n = touched.len();
        let rows = 0..flow.nodes.len();
        let node = |row: usize| flow.nodes[row].node.clone();
        let circles: Vec<Circle> = circles(n, &ends)
            .into_iter()
            .map(|circle| {
                let on = |vertex: &usize| circle.binary_search(vertex).is_ok();
                let inside = |arc: usize| on(&ends[arc].0) && on(&ends[arc].1);
                let way = shortest(n, &ends, (circle[0], circle[0]), inside).unwrap_or_default();
                let entities = rows.clone().filter(|row| number.get(&vertex[*row]).is_some_and(on));
                Circle {
                    ties: way.into_iter().flat_map(|arc| ties[arc].iter().copied()).collect(),
                    entities: entities.map(node).collect(),
                }
            })
            .collect();
        let alone =
            |row: &usize| !touched.contains(&vertex[*row]) && !options.ideas.contains(&flow.nodes[*row].node.kind);
        let mut isolated: Vec<Node> = rows.clone().filter(alone).map(node).chain(without.iter().cloned()).collect();
        isolated.sort();
        let mut joined: BTreeMap<usize, usize> = BTreeMap::new();
        vertex.iter().for_each(|vertex| *joined.entry(*vertex).or_default() += 1);
        let mut answer = Self {
            steps: Vec::new(),
            arcs: Vec::new(),
            total: String::new(),
            impossible: None,
            contracted: joined.values().filter(|size| **size > 1).sum(),
            method: options.method(flow).counting("vertices", n).counting("arcs", ends.len()),
            circles,
            isolated,
            options: options.clone(),
            nodes: flow.nodes.clone(),
            ties: flow.ties.clone(),
            vertex,
        };
        let acyclic = Acyclic::of(n, &ends, options.cycles);
        if let Some(acyclic) = acyclic {
            let (n, arcs, counting) = (acyclic.vertices.len(), &acyclic.arcs, options.counting);
            match options.numbers {
                Numbers::Exact => answer.fill(&ties, &acyclic, PathCounts::of(n, arcs, counting)),
                Numbers::Log => answer.fill(&ties, &acyclic, PathCounts::scaled(n, arcs, counting)),
            }
        }
        answer.method = answer.method.counting("steps", answer.steps.len());
        answer.method.note_each(answer.remarks());
        answer
    }

    /// The bounds of the dates of the steps of each arc; none for an arc that is no step.
    fn days(&self, ties: &[Vec<usize>], acyclic: &Acyclic) -> Vec<Vec<(Day, Day)>> {
        let bounds = |tie: &usize| {
            let tie = &self.ties[*tie];
            let is_dated = !tie.date_inherited && !tie.soft;
            if is_dated { (tie.when.earliest(), tie.when.latest()) } else { (Day::MIN, Day::MAX) }
        };
        let ties_of = |origin: &Vec<usize>| origin.iter().flat_map(|arc| &ties[*arc]).map(bounds).collect();
        acyclic.origin.iter().map(ties_of).collect()
    }

    /// How many steps of the path are dated before one that leads to them.
    pub fn against_time(&self) -> usize {
        self.steps.iter().filter(|step| step.is_before).count()
    }

    /// Arcs with their weights, and the steps of the path; `ties` are those of each arc before circles were taken out.
    fn fill<C: Count>(&mut self, ties: &[Vec<usize>], acyclic: &Acyclic, counts: Option<PathCounts<C>>) {
        let Some(counts) = counts else { return };
        let days = self.days(ties, acyclic);
        let in_order = |before: usize, next: usize| {
            let first = days[before].iter().map(|(first, _)| first).min();
            let last = days[next].iter().map(|(_, last)| last).max();
            first.zip(last).is_none_or(|(first, last)| first <= last)
        };
        let may_follow: Option<&dyn Fn(usize, usize) -> bool> = match self.options.dates {
            Dates::InOrder => Some(&in_order),
            Dates::Ignored => None,
        };
        let taken = main_path_where(&counts, self.options.route, self.options.key_routes, may_follow);
        let mut place = vec![None; acyclic.arcs.len()];
        for (arc, origin) in acyclic.origin.iter().enumerate().filter(|(_, origin)| !origin.is_empty()) {
            place[arc] = Some(self.arcs.len());
            let weight = counts.weight(arc);
            self.arcs.push(Arc {
                ties: origin.iter().flat_map(|arc| ties[*arc].iter().copied()).collect(),
                weight: weight.text(),
                log2: weight.log2(),
                share: counts.share(arc),
            });
        }
        self.total = counts.total().text();
        let impossible = in_time::impossible(acyclic.vertices.len(), &acyclic.arcs, &days, self.options.counting);
        self.impossible = impossible.map(|paths| paths.to_string());
        self.steps = walk::steps(self, acyclic, &taken, &place);
    }
}

/// The vertex of each node: the least of those that carriers join.
fn vertices(flow: &Flow, options: &Options) -> Vec<usize> {
    let mut above: Vec<usize> = (0..flow.nodes.len()).collect();
    fn root(above: &mut [usize], mut node: usize) -> usize {
        while above[node] != node {
            above[node] = above[above[node]];
            node = above[node];
        }
        node
    }
    if options.carriers == Carriers::Contract {
        let is_idea = |node: usize| options.ideas.contains(&flow.nodes[node].node.kind);
        let carriers = flow.ties.iter().filter(|tie| tie.class == FlowClass::Carrier && options.admits(tie));
        let mut holders: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for tie in carriers {
            match (is_idea(tie.from), is_idea(tie.to)) {
                (false, false) => {
                    let (a, b) = (root(&mut above, tie.from), root(&mut above, tie.to));
                    above[a.max(b)] = a.min(b);
                }
                (false, true) => _ = holders.entry(tie.to).or_default().insert(tie.from),
                (true, false) => _ = holders.entry(tie.from).or_default().insert(tie.to),
                (true, true) => {}
            }
        }
        for (idea, holders) in holders {
            if let (Some(&holder), 1) = (holders.first(), holders.len()) {
                let (a, b) = (root(&mut above, idea), root(&mut above, holder));
                above[a.max(b)] = a.min(b);
            }
        }
    }
    (0..flow.nodes.len()).map(|node| root(&mut above, node)).collect()
}

#[cfg(test)]
#[path = "main_path_tests.rs"]
pub(in crate::influence) mod tests;
