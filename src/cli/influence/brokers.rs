//! `blocs influence brokers`: who stands between others.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use clap::Args as ClapArgs;

use blocs::brief;
use blocs::graph::Graph;
use blocs::influence::brokers::{Brokers, Options, by_bloc, by_body, by_kind};
use blocs::model::FlowClass;
use blocs::record::name;
use blocs::result::{Grouping, Subject};
use blocs::view::{Flow, GroupsBy, named_groups};

use super::super::failure::Failure;
use super::super::output::{self, Answer, at_least_one};
use super::super::show::resolve;
use super::{FlowArgs, WalkArgs};

/// Who stands between others: betweenness, roles between groups (Gould & Fernandez), and reach in the order of time
///
/// Roles on an open way a, b, c (no step leads from a to c), by their groups: coordinator A A A, itinerant A B A,
/// representative A A B, gatekeeper A B B, liaison A B C. What stands in no group takes part in no role. Steps of co-affirmation
/// are walked only when --classes names them; carriers (session and forum, part and whole, text and norm) make no roles, nor
/// does one that leads from a to c close a way.
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(after_help = "\
Example:
  blocs influence brokers --groups kind
  blocs influence brokers --groups body --figure output/brokers.svg
  blocs influence brokers --why gge                         the open ways through it, with claims and sources")]
pub struct Args {
    /// Groups: kinds of entities, the body at the root of each, blocs and camps (of several the one with fewest members named
    /// in the record), or a table with columns `actor` (an id, a code or a name, each once) and `group`
    #[arg(long, value_name = "kind|body|bloc|FILE.csv", default_value = "kind")]
    groups: String,
    /// Estimate betweenness from so many entities instead of all, with bounds
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    sources: Option<usize>,
    /// How often groups are dealt out anew for expected counts and z
    #[arg(long, value_name = "N", value_parser = at_least_one, default_value_t = Options::default().deals)]
    deals: usize,
    #[command(flatten)]
    walk: WalkArgs,
    /// The open ways through an entity, with the claims behind both steps
    #[arg(long, value_name = "ENTITY")]
    why: Option<String>,
    /// The seed of all that is drawn by lot
    #[arg(long, value_name = "N", value_parser = output::seed, default_value_t = Options::default().seed)]
    seed: u64,
    /// Threads; they change no digit
    #[arg(long, value_name = "N", value_parser = at_least_one, default_value_t = output::threads())]
    threads: usize,
    #[command(flatten)]
    flow: FlowArgs,
}

/// The most entities that are drawn.
const FIGURE: usize = 25;

impl Args {
    /// The groups, and what the method says of them.
    fn grouping(&self, graph: &Graph, flow: &Flow) -> Result<(Grouping, String), Failure> {
        let groups = match self.groups.as_str() {
            "kind" => by_kind(flow),
            "body" => by_body(flow),
            "bloc" => {
                let named = named_groups(graph, GroupsBy::Bloc, flow.options.window);
                let (groups, several) = by_bloc(flow, &named, &graph.dataset().schema);
                let rule = "of several the one with fewest members named in the record";
                return Ok((groups, format!("bloc or camp, {rule}; in several: {several}")));
            }
            file if Path::new(file).extension().is_some() => read(graph, file)?,
            other => {
                return Err(Failure::command(format!("`{other}`: expected kind, body, bloc or a file FILE.csv")));
            }
        };
        Ok((groups, self.groups.clone()))
    }
}

/// A table of groups: columns `actor` (or `entity`: an id, a code or a name) and `group`, each actor once.
fn read(graph: &Graph, file: &str) -> Result<Grouping, Failure> {
    let fault = |what: String| Failure::command(format!("{file}: {what}"));
    let text = fs::read_to_string(file).map_err(|error| Failure::at(Path::new(file), "read", &error))?;
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let marks = [b';', b'\t', b','].into_iter();
    let delimiter = marks.max_by_key(|mark| first.matches(char::from(*mark)).count()).unwrap_or(b',');
    let mut rows = csv::ReaderBuilder::new().delimiter(delimiter).trim(csv::Trim::All).from_reader(text.as_bytes());
    let head = rows.headers().map_err(|error| fault(error.to_string()))?.clone();
    let column = |names: &[&str]| {
        let found = head.iter().position(|name| names.contains(&name));
        found.ok_or_else(|| fault(format!("there is no column `{}`", names[0])))
    };
    let (actor, group) = (column(&["actor", "entity"])?, column(&["group"])?);
    let mut groups = BTreeMap::new();
    let mut lines: BTreeMap<String, u64> = BTreeMap::new();
    for row in rows.records() {
        let row = row.map_err(|error| fault(error.to_string()))?;
        let line = row.position().map_or(0, csv::Position::line);
        let (Some(actor), Some(group)) = (row.get(actor), row.get(group)) else { continue };
        let entity = name::resolve(graph, actor).map_err(|why| fault(format!("line {line}: `{actor}`: {why}")))?;
        if let Some(before) = lines.insert(entity.id.clone(), line) {
            let id = &entity.id;
            return Err(fault(format!("line {line}: `{id}` has a group in line {before} already; an actor is in one")));
        }
        if !group.is_empty() {
            groups.insert(entity.id.clone(), group.to_owned());
        }
    }
    Ok(Grouping { groups })
}

/// Affirming the same is no way from one to the other, unless asked.
fn walked(graph: &Graph, args: &FlowArgs) -> Result<Flow, Failure> {
    let mut options = args.options()?;
    if args.classes.is_empty() {
        options.classes.retain(|class| *class != FlowClass::CoAffirmation);
    }
    Ok(Flow::of(graph, &options))
}

/// Brokers between kinds, as the summary of the command names them: without roles dealt out anew.
pub(super) fn of_summary(graph: &Graph, args: &FlowArgs) -> Result<Brokers, Failure> {
    let flow = walked(graph, args)?;
    Ok(Brokers::of(&flow, &by_kind(&flow), &Options { deals: 1, ..Options::default() }))
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let (graph, _) = args.flow.data.graph_for(&args.flow.output)?;
    let flow = walked(&graph, &args.flow)?;
    let (order, certainty, modality) = args.walk.rules();
    let (grouping, groups) = args.grouping(&graph, &flow)?;
    let options = Options {
        groups,
        sources: args.sources,
        deals: args.deals,
        order,
        certainty,
        modality,
        seed: args.seed,
        threads: args.threads,
    };
    let found = Brokers::of(&flow, &grouping, &options);
    if let Some(entity) = &args.why {
        let entity = resolve(&graph, entity)?;
        return args.flow.output.emit(&super::why(&found.method, found.why(&entity)));
    }
    args.flow.output.emit(&Answer {
        document: brief::steps::brokers(&found),
        figure: Some(Subject::Dots(found.first(FIGURE))),
        table: Some(found.table()),
        graph: Some(found.graph()),
    })
}
