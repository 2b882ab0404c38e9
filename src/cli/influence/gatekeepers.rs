//! `blocs influence gatekeepers`: whom every route passes, and how little holds the connection up.

use clap::Args as ClapArgs;

use blocs::brief;
use blocs::influence::gatekeepers::{Gatekeepers, Options};
use blocs::result::{Subject, Undefined};
use blocs::view::{Flow, denials};

use super::super::failure::Failure;
use super::super::output::Answer;
use super::super::show::resolve;
use super::{FlowArgs, WalkArgs};

/// Whom every documented route passes, and how few claims and sources hold the connection up
///
/// An entity is a gatekeeper if no route that time allows is left without it. Routes that share no entity are counted
/// between two bounds; the fewest sources, passages, claims and entities whose removal cuts the connection are named.
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(after_help = "\
Example:
  blocs influence gatekeepers unga-res-1998 g7-lucca-declaration
  blocs influence gatekeepers unga-res-1998 g7-lucca-declaration --why gge     why it is one, or a route round it
  blocs influence gatekeepers gcsc oewg --certainty stated --classes lineage,mandate,input")]
pub struct Args {
    /// Where it starts: an id, code, name or alias
    #[arg(value_name = "FROM", required_unless_present = "schema")]
    start: Option<String>,
    /// Where it ends
    #[arg(value_name = "TO", required_unless_present = "schema")]
    goal: Option<String>,
    #[command(flatten)]
    walk: WalkArgs,
    /// The steps that reach and leave a gatekeeper, or a route that goes round the entity, with sources and lines
    #[arg(long, value_name = "ENTITY")]
    why: Option<String>,
    #[command(flatten)]
    flow: FlowArgs,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let (graph, _) = args.flow.data.graph_for(&args.flow.output)?;
    let [from, to] = match (&args.start, &args.goal) {
        (Some(start), Some(goal)) => [resolve(&graph, start)?, resolve(&graph, goal)?],
        _ => super::any_two(&graph)?,
    };
    super::apart(&from, &to)?;
    // That nothing is documented of one of the two is an answer.
    let flow = Flow::of(&graph, &args.flow.options()?).with(&graph, &[&from, &to]);
    let (order, certainty, modality) = args.walk.rules();
    let options = Options { order, certainty, modality, ..Options::default() };
    let found = Gatekeepers::between(&flow, &from, &to, &options).map_err(Failure::command)?;
    if let Some(entity) = &args.why {
        let why = found.why(&flow, &resolve(&graph, entity)?);
        return args.flow.output.emit(&super::why(&found.method, why.map_err(Undefined::because)));
    }
    let mut table = found.table();
    table.method.note_each(brief::gatekeepers::said(&found).into_iter().map(|said| said.english));
    args.flow.output.emit(&Answer {
        document: brief::gatekeepers::gatekeepers(&found, &denials(&graph)),
        table: Some(table),
        graph: Some(found.graph()),
        figure: Some(Subject::Lineage(found.graph())),
    })
}
