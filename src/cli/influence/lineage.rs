//! `blocs influence lineage`: which norm of which text goes back to which earlier one.

use clap::Args as ClapArgs;

use blocs::brief;
use blocs::influence::lineage::{Lineage, Options};
use blocs::result::{Phrase, Subject};
use blocs::view::Norms;

use super::super::data::{DataArgs, TimeArgs};
use super::super::failure::Failure;
use super::super::output::{Answer, OutputArgs};
use super::super::show::resolve;
use super::CertaintyArgs;

/// Which norm of which text restates, narrows, widens or adds to which earlier one; where each norm first appears
///
/// Norms are compared where claims say that a text or list rests on an earlier one. A norm is added only to a list that
/// is known whole, and left out only by one. Texts that affirm a norm one after the other, without a claim of lineage,
/// are joined by time alone, in a class of their own.
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(after_help = "\
Example:
  blocs influence lineage                                       what became of each norm
  blocs influence lineage --norm norm-il-applies --figure output/norm.svg
  blocs influence lineage --why gge-2015-report g7-lucca-declaration")]
pub struct Args {
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    time: TimeArgs,
    /// One norm, or a list of norms
    #[arg(long, value_name = "NORM")]
    norm: Option<String>,
    #[command(flatten)]
    certainty: CertaintyArgs,
    /// The claims behind the steps between two texts or lists
    #[arg(long, value_name = "TEXT", num_args = 2)]
    why: Vec<String>,
    #[command(flatten)]
    output: OutputArgs,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let (graph, _) = args.data.graph_for(&args.output)?;
    let norm = args.norm.as_deref().map(|word| resolve(&graph, word)).transpose()?;
    let title = norm.as_deref().map(|id| match graph.dataset().entity(id) {
        Some(entity) => Phrase::new(&entity.name, &entity.name_ja),
        None => Phrase::from(id),
    });
    let title = title.unwrap_or_else(|| Phrase::new("The lineage of norms", "規範の系譜"));
    let options = Options { norm, certainty: args.certainty.certainty };
    let norms = Norms::of(&graph, args.time.window()?);
    let lineage = match Lineage::of(&norms, &options) {
        Ok(lineage) => lineage,
        Err(reason) => {
            let schema = &graph.dataset().schema;
            let asked = options.norm.as_deref().and_then(|id| graph.dataset().entity(id));
            // A norm that no text holds has no lineage; what is no norm was no question.
            return match asked.is_some_and(|entity| !schema.is_a(&entity.kind, "norm")) {
                true => Err(Failure::command(reason.reason())),
                false => args.output.emit(&Answer::undefined(options.method(&norms), reason)),
            };
        }
    };
    if let [a, b] = args.why.as_slice() {
        let (a, b) = (resolve(&graph, a)?, resolve(&graph, b)?);
        return args.output.emit(&super::why(&lineage.method, lineage.why(&a, &b)));
    }
    args.output.emit(&Answer {
        document: brief::norms::page(&lineage, title),
        table: Some(lineage.table()),
        graph: Some(lineage.graph()),
        figure: Some(Subject::Lineage(lineage.graph())),
    })
}
