//! `blocs influence paths`: documented paths from one entity to another.

use clap::Args as ClapArgs;

use blocs::brief;
use blocs::graph::Graph;
use blocs::influence::paths::{Certainties, Listing, Modalities, Options, Order, Paths, Preference, Stop};
use blocs::result::{Document, Subject};
use blocs::view::Flow;

use super::super::failure::Failure;
use super::super::output::{self, Answer};
use super::super::show::resolve;
use super::{FlowArgs, WalkArgs};

/// Time-respecting paths from one entity to another, fewest steps first
///
/// Every step shows its relation, dates, class, certainty, source and lines. The order of a path is certain when dates
/// and stated orders leave no other, and possible when some order fits; paths that time forbids are counted.
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(after_help = "\
Example:
  blocs influence paths unga-res-1998 g7-lucca-declaration --figure output/path.svg
  blocs influence paths unga-res-1998 g7-lucca-declaration --best 5
  blocs influence paths unga-res-1998 g7-lucca-declaration --avoid gge-reports --via session
  blocs influence paths unga-res-1998 g7-lucca-declaration --prefer earliest --within 5y")]
pub struct Args {
    /// Where it starts: an id, code, name or alias
    #[arg(value_name = "FROM")]
    start: String,
    /// Where it ends
    #[arg(value_name = "TO")]
    goal: String,
    /// List all paths up to --max-steps, not only those with the fewest steps
    #[arg(long)]
    all: bool,
    /// List the best K, though they differ in steps
    #[arg(long, value_name = "K", value_parser = output::at_least_one, conflicts_with = "all")]
    best: Option<usize>,
    /// What makes a path better: fewest steps, earliest arrival, latest departure, fewest days
    #[arg(long, value_name = "fewest|earliest|latest|fastest", value_parser = preference, default_value = "fewest")]
    prefer: Preference,
    /// Only paths that pass this entity or some entity of this kind; may be repeated
    #[arg(long, value_name = "ENTITY|KIND")]
    via: Vec<String>,
    /// Only paths that do not pass this entity or any entity of this kind; may be repeated
    #[arg(long, value_name = "ENTITY|KIND")]
    avoid: Vec<String>,
    /// The longest gap between a step and the next (30d, 18m, 5y)
    #[arg(long, value_name = "GAP", value_parser = gap)]
    within: Option<i32>,
    /// The most steps of a path
    #[arg(long, value_name = "N", value_parser = output::at_least_one, default_value_t = Options::default().max_steps)]
    max_steps: usize,
    /// The most paths that are listed; more are counted
    #[arg(long, value_name = "N", value_parser = output::at_least_one, default_value_t = Options::default().cap)]
    most: usize,
    #[command(flatten)]
    walk: WalkArgs,
    #[command(flatten)]
    flow: FlowArgs,
}

pub(super) fn order(word: &str) -> Result<Order, String> {
    Order::ALL.into_iter().find(|order| order.word() == word).ok_or_else(|| "expected weak or strict".to_owned())
}

pub(super) fn certainty(word: &str) -> Result<Certainties, String> {
    Certainties::ALL.into_iter().find(|rule| rule.word() == word).ok_or_else(|| "expected any or stated".to_owned())
}

pub(super) fn modality(word: &str) -> Result<Modalities, String> {
    Modalities::ALL.into_iter().find(|rule| rule.word() == word).ok_or_else(|| "expected any or plain".to_owned())
}

fn preference(word: &str) -> Result<Preference, String> {
    output::one_of(word, &Preference::ALL, Preference::word)
}

/// Days: of a year 365.2425, of a month a twelfth of that.
fn gap(word: &str) -> Result<i32, String> {
    let expected = || "expected a number of days, months or years: 30d, 18m, 5y".to_owned();
    let unit = word.chars().last().ok_or_else(expected)?;
    let days = match unit {
        'd' => 1.0,
        'm' => 365.2425 / 12.0,
        'y' => 365.2425,
        _ => return Err(expected()),
    };
    let number: u16 = word[..word.len() - 1].parse().map_err(|_| expected())?;
    Ok((f64::from(number) * days) as i32)
}

/// A kind of the schema with the kinds under it, else an entity.
fn stops(graph: &Graph, words: &[String]) -> Result<Vec<Stop>, Failure> {
    let schema = &graph.dataset().schema;
    let stop = |word: &String| {
        let kinds = schema.kinds.iter().filter(|kind| schema.is_a(&kind.id, word)).map(|kind| kind.id.clone());
        let kinds: Vec<String> = kinds.collect();
        let entity = if kinds.is_empty() { Some(resolve(graph, word)?) } else { None };
        Ok(Stop { word: word.clone(), entity, kinds })
    };
    words.iter().map(stop).collect()
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let (graph, _) = args.flow.data.graph()?;
    let flow = Flow::of(&graph, &args.flow.options()?);
    let (from, to) = (resolve(&graph, &args.start)?, resolve(&graph, &args.goal)?);
    let options = Options {
        listing: match (args.all, args.best) {
            (true, _) => Listing::All,
            (_, Some(_)) => Listing::Best,
            _ => Listing::Shortest,
        },
        prefer: args.prefer,
        via: stops(&graph, &args.via)?,
        avoid: stops(&graph, &args.avoid)?,
        within: args.within,
        max_steps: args.max_steps,
        cap: args.best.unwrap_or(args.most),
        order: args.walk.order,
        certainty: args.walk.certainty,
        modality: args.walk.modality,
        ..Options::default()
    };
    let paths = match Paths::between(&flow, &from, &to, &options) {
        Ok(paths) => paths,
        // That nothing is documented of one of the two is an answer.
        Err(reason) => {
            let mut document = Document::new(format!("From {from} to {to}"));
            document.list(vec![format!("no documented path: {reason}")]);
            return args.flow.output.emit(&Answer { document, table: None, graph: None, figure: None });
        }
    };
    args.flow.output.emit(&Answer {
        document: brief::influence::paths(&paths),
        table: Some(paths.table()),
        graph: Some(paths.graph()),
        figure: Some(Subject::Lineage(paths.graph())),
    })
}
