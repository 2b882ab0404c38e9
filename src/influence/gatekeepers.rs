//! Whom every documented route must pass, how many routes share nothing, and how little holds the connection up.

mod cuts;
mod routes;
mod trays;

use super::paths::{Certainties, Modalities, Options as PathOptions, Order, Paths, Steps};
use crate::result::Method;
use crate::view::{Flow, FlowNode};

pub use cuts::{Cut, Unit};
use routes::Routes;

/// How routes are sought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Whether two steps may be taken on one day; they may by default.
    pub order: Order,
    /// Which steps are walked, by how the coder came to them; all by default.
    pub certainty: Certainties,
    /// Which steps are walked, by whether they are said to have happened; all by default.
    pub modality: Modalities,
    /// How many steps may be looked at in each search for a smallest set before it ends with bounds; a million by default.
    pub budget: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { order: Order::Weak, certainty: Certainties::Any, modality: Modalities::Any, budget: 1_000_000 }
    }
}

impl Options {
    /// The method, with the rules of the view it is used on.
    pub fn method(&self, flow: &Flow) -> Method {
        let classes: Vec<&str> = flow.options.classes.iter().map(|class| class.word()).collect();
        let reference = "Kempe, Kleinberg & Kumar 2002; Menger 1927; Ford & Fulkerson 1956";
        Method::new("gatekeepers by removal, smallest cuts", reference)
            .with("order within a day", self.order.word())
            .with("certainty", self.certainty.word())
            .with("modality", self.modality.word())
            .with("most steps looked at", self.budget)
            .with("classes", classes.join(" "))
            .with("window", flow.options.window)
            .counting("entities", flow.nodes.len())
            .counting("steps", flow.ties.len())
    }
    fn of_paths(&self) -> PathOptions {
        PathOptions {
            order: self.order,
            certainty: self.certainty,
            modality: self.modality,
            max_steps: usize::MAX,
            ..PathOptions::default()
        }
    }
}

/// An entity that every route passes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gatekeeper {
    /// The entity.
    pub entity: FlowNode,
    /// It is one when time is left aside too; else only time closes the ways round it.
    pub undated: bool,
    /// Rows in the flow's ties of the steps that reach and leave it on the first of the routes listed.
    pub steps: [usize; 2],
}

/// Whom every documented route from one entity to another passes, how many routes share no entity, and the fewest
/// sources, passages, claims and entities without which none is left.
///
/// A *gatekeeper* is an entity whose removal leaves no route that time allows; each is tested by removing it. *Routes
/// apart* share no entity between the two ends: as many as were found, and no more than the smallest of Menger's number
/// of the undated graph and the sets of entities and of claims that cut the dated one. The two bounds need not meet: with
/// dates the theorem fails. A step *stands* while one of its claims does; a claim falls with its passage, a passage
/// with its source. Rules of time are those of [`Paths`], and a route is of any length.
///
/// # Undefined
/// Where a step joins the two there is no gatekeeper, and no set of entities cuts. Where no route is found, the answer
/// says what can be reached and where it stops.
///
/// # Errors
/// In words, when one of the two is not in the flow.
///
/// # Cost
/// A walk for each entity of one route; smallest sets grow as (steps of a route)^(size of the set), within a budget of
/// steps looked at, after which bounds are given.
///
/// # Reference
/// Kempe, Kleinberg & Kumar 2002; Menger 1927; Ford & Fulkerson 1956.
///
/// ```
/// use blocs::influence::gatekeepers::{Gatekeepers, Options, Unit};
/// use blocs::{dataset, graph::Graph, view::{Flow, FlowOptions}};
/// let folder = dataset::builtin("cyber-norms").unwrap();
/// let states = dataset::builtin("states").unwrap();
/// let graph = Graph::from(dataset::load(vec![folder, states], None).dataset.unwrap());
/// let flow = Flow::of(&graph, &FlowOptions::default());
/// let found = Gatekeepers::between(&flow, "london-2011", "gcsc", &Options::default()).unwrap();
/// assert_eq!(found.gatekeepers[0].entity.node.id, "london-process");
/// let sources = found.cuts.iter().find(|cut| cut.unit == Unit::Source).unwrap();
/// assert!(sources.is_exact() && sources.which.len() == 1); // it rests on one source
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Gatekeepers {
    /// In the order of the route.
    pub gatekeepers: Vec<Gatekeeper>,
    /// Entities of which the work allowed did not settle whether every route passes them, in the order of the route.
    pub unsettled: Vec<FlowNode>,
    /// Routes that share no entity; where there is no route, why not.
    pub routes: Paths,
    /// There are no more routes apart than this.
    pub apart_at_most: usize,
    /// How many there are when time is left aside.
    pub apart_undated: usize,
    /// The smallest sets, in the order of [`Unit::ALL`]; empty when there is no route.
    pub cuts: Vec<Cut>,
    /// Whether a search ended before everything was looked at: what it would have found is not known.
    pub cut_short: bool,
    /// The options as used.
    pub options: Options,
    /// How it was made.
    pub method: Method,
}

impl Gatekeepers {
    /// Tests the routes from one node to another, by their ids.
    ///
    /// # Errors
    /// In words, when one of the two is not in the flow.
    pub fn between(flow: &Flow, from: &str, to: &str, options: &Options) -> Result<Self, String> {
        let path_options = options.of_paths();
        let (start, end) = Paths::ends_of(flow, from, to)?;
        let steps = Steps::admitted(flow, &path_options);
        let fresh = || Routes::new(&steps, start, end, options.order, options.budget);
        let mut routes = fresh();
        let first = if start == end { None } else { routes.route(|_, _| true) };
        let Some(first) = first else {
            return Ok(Self {
                gatekeepers: Vec::new(),
                unsettled: Vec::new(),
                routes: Paths::between(flow, from, to, &path_options)?,
                apart_at_most: 0,
                apart_undated: 0,
                cuts: Vec::new(),
                cut_short: routes.cut_short,
                options: *options,
                method: options.method(flow),
            });
        };
        let (mut passed, mut unsettled) = (routes.inner(&first), Vec::new());
        passed.retain(|&node| {
            let mut round = fresh();
            let is_passed = round.route(|_, tie| tie.to != node).is_none();
            if is_passed && round.cut_short {
                unsettled.push(flow.nodes[node].clone());
            }
            is_passed && !round.cut_short
        });
        let mut cut_short = routes.cut_short || !unsettled.is_empty();
        let mut cuts = Vec::new();
        for unit in Unit::ALL {
            let mut routes = fresh();
            cuts.push(cuts::cut(&mut routes, unit));
            cut_short |= routes.cut_short;
        }
        let apart_undated = routes.apart_undated();
        let entities = cuts.iter().find(|cut| cut.unit == Unit::Entity && !cut.which.is_empty());
        // Routes that share no entity share no step, nor a claim that stands behind steps between one pair alone.
        let claims = cuts.iter().find(|cut| cut.unit == Unit::Claim && cuts::is_of_pairs(flow, cut));
        let bounds = entities.into_iter().chain(claims).map(|cut| cut.which.len());
        let apart_at_most = bounds.fold(apart_undated, usize::min);
        let mut last = fresh();
        let mut apart = last.apart(apart_at_most);
        if apart.is_empty() {
            apart.push(first);
        }
        let on_first = apart[0].windows(2).filter(|pair| passed.contains(&flow.ties[pair[0]].to));
        let gatekeepers = on_first.map(|pair| Gatekeeper {
            entity: flow.nodes[flow.ties[pair[0]].to].clone(),
            undated: !routes.joined_undated_without(flow.ties[pair[0]].to),
            steps: [pair[0], pair[1]],
        });
        let gatekeepers = gatekeepers.collect();
        Ok(Self {
            gatekeepers,
            unsettled,
            routes: Paths::listed(flow, (start, end), apart, &path_options),
            apart_at_most,
            apart_undated,
            cuts,
            cut_short: cut_short | last.cut_short,
            options: *options,
            method: options.method(flow),
        })
    }

    /// A route that does not pass an entity.
    fn round(&self, flow: &Flow, node: usize) -> Option<Paths> {
        let path_options = self.options.of_paths();
        let steps = Steps::admitted(flow, &path_options);
        let ends = (flow.node(&self.routes.from.id())?, flow.node(&self.routes.to.id())?);
        let mut routes = Routes::new(&steps, ends.0, ends.1, self.options.order, self.options.budget);
        let route = routes.route(|_, tie| tie.to != node)?;
        Some(Paths::listed(flow, ends, vec![route], &path_options))
    }
}

#[cfg(test)]
#[path = "gatekeepers_tests.rs"]
mod tests;
