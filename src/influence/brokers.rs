//! Who stands between others on documented steps, between which groups, and whom each reaches in time.

mod trays;

use std::collections::{BTreeMap, BTreeSet};

use crate::math::betweenness::{Ways, betweenness, sampled};
use crate::math::brokerage::{Brokerage, brokerage};
use crate::math::parallel;
use crate::model::FlowClass;
use crate::model::schema::Schema;
use crate::result::{Grouping, Method};
use crate::view::{Flow, FlowNode, FlowTie, NamedGroup};

use super::ancestry::Way;
use super::paths::{self, Certainties, Modalities, Order, Steps};
use super::walk::Walk;
pub use crate::math::brokerage::Role;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// What the groups are, for the method; `kind` by default.
    pub groups: String,
    /// Betweenness is estimated from so many sources; none: exact.
    pub sources: Option<usize>,
    /// How often groups are dealt out anew for expected counts and z; 1000 times by default.
    pub deals: usize,
    /// Whether two steps may be taken on one day, for reach; they may by default.
    pub order: Order,
    /// Whether inferred steps are walked; they are by default.
    pub certainty: Certainties,
    /// Whether planned and hedged steps are walked; they are by default.
    pub modality: Modalities,
    /// The seed; 1 by default.
    pub seed: u64,
    /// On how many threads, 1 by default; the answer does not depend on it.
    pub threads: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            groups: "kind".to_owned(),
            sources: None,
            deals: 1000,
            order: Order::default(),
            certainty: Certainties::default(),
            modality: Modalities::default(),
            seed: 1,
            threads: 1,
        }
    }
}

impl Options {
    /// The method, with the rules of the view it is used on.
    pub fn method(&self, flow: &Flow) -> Method {
        let classes: Vec<&str> = flow.options.classes.iter().map(|class| class.word()).collect();
        let betweenness = self.sources.map_or("exact".to_owned(), |sources| match sources {
            1 => "from 1 source".to_owned(),
            n => format!("from {n} sources"),
        });
        let reference = "Freeman 1977; Brandes 2001; Gould & Fernandez 1989; Holme & Saramäki 2012";
        Method::new("brokers", reference)
            .with("groups", &self.groups)
            .with("betweenness", betweenness)
            .with("deals", self.deals)
            .with("order within a day", self.order.word())
            .with("certainty", self.certainty.word())
            .with("modality", self.modality.word())
            .with("classes", classes.join(" "))
            .with("window", flow.options.window)
            .seeded(self.seed)
    }
}

/// Each entity in the group of its kind.
///
/// ```
/// use blocs::{dataset, graph::Graph, influence::brokers::by_kind, view::{Flow, FlowOptions}};
/// # let folder = dataset::builtin("toy-council").unwrap();
/// # let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// assert_eq!(by_kind(&Flow::of(&graph, &FlowOptions::default())).of("charter"), Some("document"));
/// ```
pub fn by_kind(flow: &Flow) -> Grouping {
    let groups = flow.nodes.iter().map(|node| (node.node.id.clone(), node.node.kind.clone()));
    Grouping { groups: groups.collect() }
}

/// Each entity in the group of the body at the root of its parents; what has none is in no group.
pub fn by_body(flow: &Flow) -> Grouping {
    let groups = flow.nodes.iter().filter_map(|node| Some((node.node.id.clone(), node.root.as_ref()?.id.clone())));
    Grouping { groups: groups.collect() }
}

/// Each actor of a flow in its bloc or camp: of several the one with the fewest members named in the record, of these the
/// first by id. Bodies and classes, which do not act as one, make no groups. Also how many are in several.
pub fn by_bloc(flow: &Flow, named: &[NamedGroup], schema: &Schema) -> (Grouping, usize) {
    let mut blocs: Vec<&NamedGroup> = named.iter().filter(|one| schema.passes_positions(&one.node.kind)).collect();
    blocs.sort_by_key(|bloc| (bloc.members.len(), &bloc.node.id));
    let (mut groups, mut several) = (BTreeMap::new(), 0);
    for node in &flow.nodes {
        let id = &node.node.id;
        let mut of = blocs.iter().filter(|bloc| bloc.members.contains(id));
        if let Some(bloc) = of.next() {
            groups.insert(id.clone(), bloc.node.id.clone());
            several += usize::from(of.next().is_some());
        }
    }
    (Grouping { groups }, several)
}

/// One entity as a broker.
#[derive(Debug, Clone, PartialEq)]
pub struct Broker {
    /// Its row in the flow's nodes.
    pub node: usize,
    /// Its group; none when the grouping does not know it.
    pub group: Option<String>,
    /// How many ordered pairs of others have their shortest ways through it, shares summed.
    pub betweenness: f64,
    /// Its roles between groups; none when it is in no group.
    pub roles: Option<Brokerage>,
    /// How many others it reaches in the order of time.
    pub reaches: usize,
    /// How many others reach it.
    pub reached_by: usize,
}

/// An open way a → b → c: no step leads from a to c (a carrier does not close it).
#[derive(Debug, Clone, PartialEq, Eq)]
struct OpenWay {
    from: usize,
    broker: usize,
    to: usize,
}

/// Who stands between others.
///
/// **Betweenness** of an entity is the sum over ordered pairs of others of the share of their shortest ways that run
/// through it, all steps counted alike and dates aside. Carriers (session and forum, text and norm) are steps of such ways.
///
/// **Roles** (Gould & Fernandez): on an open way a → b → c without a step a → c, b is coordinator (A A A), itinerant (A
/// B A), representative (A A B: it speaks for its group), gatekeeper (A B B: it lets others in) or liaison (A B C). *Raw*
/// counts ways, *weighted* shares each way among all who stand between the same two, *expected* is the mean when groups
/// are dealt out anew with their sizes kept, and z is raw less expected in standard deviations of that. A carrier is no
/// step of an open way: a forum does not broker between its own sessions.
///
/// **Reach in time** counts the others to which some path leads that some order of dates allows (the rules of
/// [`Paths`](super::Paths)): betweenness of dated steps may promise what time forbids.
///
/// # Undefined
/// Roles where the entity is in no group: such entities take part in no way that is counted. z where dealing anew
/// changes nothing.
///
/// # Cost
/// Betweenness O(entities × steps), in parallel; roles O(deals × open ways); reach O(entities × steps × neighbours).
///
/// # Reference
/// Freeman 1977; Brandes 2001; Gould & Fernandez 1989; Holme & Saramäki 2012.
///
/// ```
/// use blocs::{dataset, graph::Graph, influence::brokers::{self, Brokers, Options}, view::{Flow, FlowOptions}};
/// let folders = ["cyber-norms", "states"].map(|name| dataset::builtin(name).unwrap()).to_vec();
/// let graph = Graph::from(dataset::load(folders, None).dataset.unwrap());
/// let flow = Flow::of(&graph, &FlowOptions::default());
/// let options = Options { deals: 10, ..Options::default() };
/// let found = Brokers::of(&flow, &brokers::by_kind(&flow), &options);
/// assert_eq!(found.brokers.len(), flow.nodes.len());
/// assert!(found.brokers[0].betweenness >= found.brokers[1].betweenness);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Brokers {
    /// Every entity, by falling betweenness, then by id.
    pub brokers: Vec<Broker>,
    /// How far an estimate of betweenness may be off, with probability 0.95 for all at once; 0 when exact.
    pub error: f64,
    /// From how many entities betweenness is estimated; none when exact.
    pub sampled: Option<usize>,
    /// How it was made.
    pub method: Method,
    nodes: Vec<FlowNode>,
    ties: Vec<FlowTie>,
    walked: Vec<usize>,
    open: Vec<OpenWay>,
}

impl Brokers {
    /// Brokers of a flow, with the group of each entity.
    pub fn of(flow: &Flow, groups: &Grouping, options: &Options) -> Self {
        let n = flow.nodes.len();
        let admitted =
            paths::Options { certainty: options.certainty, modality: options.modality, ..paths::Options::default() };
        let steps = Steps::admitted(flow, &admitted);
        let walked: BTreeSet<usize> = steps.out.all().collect();
        let arcs: BTreeSet<(usize, usize)> =
            walked.iter().map(|&tie| (flow.ties[tie].from, flow.ties[tie].to)).collect();
        let arcs: Vec<(usize, usize)> = arcs.into_iter().collect();
        let ways = Ways::directed(n, &arcs);
        let (between, error) = match options.sources {
            Some(sources) => sampled(&ways, sources, options.seed, options.threads),
            None => (betweenness(&ways, options.threads), 0.0),
        };
        let walk = Walk::over(&steps, options.order, Way::Descent);
        let reaches: Vec<Vec<usize>> = parallel::map(n, options.threads, |node| walk.reached(node));
        let mut reached_by = vec![0; n];
        reaches.iter().flatten().for_each(|&node| reached_by[node] += 1);

        let group = |node: usize| groups.of(&flow.nodes[node].node.id);
        let names: BTreeSet<&str> = (0..n).filter_map(group).collect();
        let names: Vec<&str> = names.into_iter().collect();
        // Roles are counted among those in a group.
        let within: Vec<usize> = (0..n).filter(|&node| group(node).is_some()).collect();
        let place: BTreeMap<usize, usize> = within.iter().enumerate().map(|(place, &node)| (node, place)).collect();
        let numbers: Vec<usize> = within.iter().filter_map(|&node| names.binary_search(&group(node)?).ok()).collect();
        let own: BTreeSet<(usize, usize)> = walked
            .iter()
            .map(|&tie| &flow.ties[tie])
            .filter(|tie| tie.class != FlowClass::Carrier)
            .map(|tie| (tie.from, tie.to))
            .collect();
        let own: Vec<(usize, usize)> = own.iter().filter_map(|(a, b)| Some((*place.get(a)?, *place.get(b)?))).collect();
        let roles = brokerage(within.len(), &own, &numbers, options.deals, options.seed);
        let mut brokers: Vec<Broker> = (0..n)
            .map(|node| Broker {
                node,
                group: group(node).map(str::to_owned),
                betweenness: between[node],
                roles: place.get(&node).map(|&place| roles[place]),
                reaches: reaches[node].len(),
                reached_by: reached_by[node],
            })
            .collect();
        brokers.sort_by(|a, b| b.betweenness.total_cmp(&a.betweenness).then(a.node.cmp(&b.node)));
        let sampled = options.sources.filter(|_| error > 0.0);
        let mut method = options
            .method(flow)
            .counting("entities", n)
            .counting("steps", walked.len())
            .counting("pairs joined by a step", arcs.len())
            .counting("groups", names.len())
            .counting("entities in a group", within.len());
        if let Some(sources) = sampled {
            method.note(format!("betweenness is estimated from {sources} of {n} entities"));
        }
        Self {
            brokers,
            error,
            sampled,
            method,
            nodes: flow.nodes.clone(),
            ties: flow.ties.clone(),
            walked: walked.into_iter().collect(),
            open: open_ways(&own)
                .into_iter()
                .map(|[a, b, c]| OpenWay { from: within[a], broker: within[b], to: within[c] })
                .collect(),
        }
    }
}

/// Two arcs in a row whose ends no arc joins; arcs in rising order.
fn open_ways(arcs: &[(usize, usize)]) -> Vec<[usize; 3]> {
    let from = |node: usize| {
        let first = arcs.partition_point(|(a, _)| *a < node);
        arcs[first..].iter().take_while(move |(a, _)| *a == node).map(|(_, b)| *b)
    };
    let open = |a: usize, c: usize| a != c && arcs.binary_search(&(a, c)).is_err();
    arcs.iter().flat_map(|&(a, b)| from(b).filter(move |&c| open(a, c)).map(move |c| [a, b, c])).collect()
}

#[cfg(test)]
#[path = "brokers_tests.rs"]
mod tests;
