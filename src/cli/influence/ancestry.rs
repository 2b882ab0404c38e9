//! `blocs influence ancestry`: what a text or body rests on, generation by generation.

use clap::Args as ClapArgs;

use blocs::brief;
use blocs::influence::ancestry::{Ancestry, Options, Way};
use blocs::result::Subject;
use blocs::view::Flow;

use super::super::failure::Failure;
use super::super::output::{self, Answer};
use super::super::show::resolve;
use super::{FlowArgs, ModalityArgs, OrderArgs};

/// Everything a text or body rests on, by generation, with the share that is inferred
///
/// A generation is the fewest documented steps between the two that some order of time allows. An entity is there by
/// inference when no way of stated steps alone leads to it.
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(after_help = "\
Example:
  blocs influence ancestry paris-call                       what the Paris Call rests on
  blocs influence ancestry gcsc --descent                   what rests on the commission's work
  blocs influence ancestry paris-call --why gge             step by step, with sources and lines")]
pub struct Args {
    /// Of whom: an id, code, name or alias
    #[arg(value_name = "OF", required_unless_present = "schema")]
    of: Option<String>,
    /// What rests on it, not what it rests on
    #[arg(long)]
    descent: bool,
    /// The most generations; all there are without it
    #[arg(long, value_name = "N", value_parser = output::at_least_one)]
    generations: Option<usize>,
    #[command(flatten)]
    order: OrderArgs,
    #[command(flatten)]
    modality: ModalityArgs,
    /// The steps that join it to this one, with claims, sources and lines
    #[arg(long, value_name = "ENTITY")]
    why: Option<String>,
    #[command(flatten)]
    flow: FlowArgs,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let (graph, _) = args.flow.data.graph_for(&args.flow.output)?;
    let of = match &args.of {
        Some(of) => resolve(&graph, of)?,
        None => super::any_two(&graph)?[0].clone(),
    };
    // That nothing is documented of it is an answer.
    let flow = Flow::of(&graph, &args.flow.options()?).with(&graph, &[&of]);
    let options = Options {
        way: if args.descent { Way::Descent } else { Way::Ancestry },
        generations: args.generations,
        order: args.order.order,
        modality: args.modality.modality,
    };
    let found = Ancestry::of(&flow, &of, &options).map_err(Failure::command)?;
    if let Some(other) = &args.why {
        let other = resolve(&graph, other)?;
        return args.flow.output.emit(&super::why(&found.method, found.why(&other)));
    }
    args.flow.output.emit(&Answer {
        document: brief::influence::ancestry(&found),
        table: Some(found.table()),
        graph: Some(found.graph()),
        figure: Some(Subject::Lineage(found.graph())),
    })
}
