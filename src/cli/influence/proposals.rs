//! `blocs influence proposals`: who put what forward, and what came of it.

use clap::Args as ClapArgs;

use blocs::brief;
use blocs::influence::proposals::{Options, Proposals};
use blocs::result::{Document, Subject};
use blocs::view::{Advocacy, Flow};

use super::super::failure::Failure;
use super::super::output::Answer;
use super::super::show::resolve;
use super::{FlowArgs, OrderArgs};

/// What actors proposed, what came of it, who opposed it, and who opposes what grew out of an own proposal
///
/// Outcomes are those that claims give; what no claim says is not said. Without an actor all are ranked.
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(after_help = "\
Example:
  blocs influence proposals                                 all actors, by how much they put forward
  blocs influence proposals russia                          one of them
  blocs influence proposals --why oewg                      who proposed it, who opposed it, claim by claim
  blocs influence proposals --figure output/proposals.svg   bars by outcome")]
pub struct Args {
    /// Of whom: an id, code, name or alias; of everybody without it
    #[arg(value_name = "ACTOR")]
    actor: Option<String>,
    #[command(flatten)]
    order: OrderArgs,
    /// What is said of one proposal, with claims, sources and lines
    #[arg(long, value_name = "PROPOSAL")]
    why: Option<String>,
    #[command(flatten)]
    flow: FlowArgs,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let (graph, _) = args.flow.data.graph_for(&args.flow.output)?;
    let flow_options = args.flow.options()?;
    let advocacy = Advocacy::of(&graph, flow_options.window);
    let flow = Flow::of(&graph, &flow_options);
    let actor = args.actor.as_ref().map(|actor| resolve(&graph, actor)).transpose()?;
    let options = Options { order: args.order.order };
    let found = match Proposals::of(&advocacy, &flow, actor.as_deref(), &options) {
        Ok(found) => found,
        // That nothing is documented of an actor is an answer.
        Err(reason) => {
            let mut document = Document::new(actor.unwrap_or_default());
            document.list(vec![reason.clone()]);
            let of_all = Proposals::of(&advocacy, &flow, None, &options).map_err(Failure::command)?;
            let mut table = of_all.table().pick(&[]);
            table.method.note(reason);
            return args.flow.output.emit(&Answer { document, ..Answer::table(table) });
        }
    };
    if let Some(proposal) = &args.why {
        let why = found.why(&resolve(&graph, proposal)?);
        return args.flow.output.emit(&super::why(&found.method, why));
    }
    args.flow.output.emit(&Answer {
        document: brief::proposals::proposals(&found),
        table: Some(found.table()),
        graph: Some(found.graph()),
        figure: Some(Subject::Bars(found.bars())),
    })
}
