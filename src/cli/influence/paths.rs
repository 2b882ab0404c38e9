//! `blocs influence paths`: documented paths from one entity to another.

use clap::Args as ClapArgs;

use blocs::brief;
use blocs::influence::paths::{Certainties, Listing, Modalities, Options, Order, Paths};
use blocs::result::{Document, Subject};
use blocs::view::Flow;

use super::super::failure::Failure;
use super::super::output::{self, Answer};
use super::super::show::resolve;
use super::FlowArgs;

/// Time-respecting paths from one entity to another, fewest steps first
///
/// Every step shows its relation, dates, class, certainty, source and lines. The order of a path is certain when dates
/// and stated orders leave no other, and possible when some order fits; paths that time forbids are counted.
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(after_help = "Example:\n  blocs influence paths unga-res-1998 g7-lucca-declaration --figure output/path.svg")]
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
    /// The most steps of a path
    #[arg(long, value_name = "N", value_parser = output::at_least_one, default_value_t = Options::default().max_steps)]
    max_steps: usize,
    /// The most paths that are listed; more are counted
    #[arg(long, value_name = "N", value_parser = output::at_least_one, default_value_t = Options::default().cap)]
    most: usize,
    /// Whether two steps may be taken on one day
    #[arg(long, value_name = "weak|strict", value_parser = order, default_value = "weak")]
    order: Order,
    /// Walk inferred steps too, or stated ones only
    #[arg(long, value_name = "any|stated", value_parser = certainty, default_value = "any")]
    certainty: Certainties,
    /// Walk planned and hedged steps too, or plain ones only
    #[arg(long, value_name = "any|plain", value_parser = modality, default_value = "any")]
    modality: Modalities,
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

pub fn run(args: &Args) -> Result<(), Failure> {
    let (graph, _) = args.flow.data.graph()?;
    let flow = Flow::of(&graph, &args.flow.options()?);
    let (from, to) = (resolve(&graph, &args.start)?, resolve(&graph, &args.goal)?);
    let options = Options {
        listing: if args.all { Listing::All } else { Listing::Shortest },
        max_steps: args.max_steps,
        cap: args.most,
        order: args.order,
        certainty: args.certainty,
        modality: args.modality,
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
