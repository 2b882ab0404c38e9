//! `blocs overlap mandate`: shared parent bodies, stated rivalry and complementarity.

use clap::Args as ClapArgs;

use blocs::brief;
use blocs::overlap::Mandate;
use blocs::result::{Document, Subject, Undefined};
use blocs::view::Bodies;

use super::super::data::DataArgs;
use super::super::failure::Failure;
use super::super::output::{Answer, OutputArgs, without_pairs};
use super::super::show::resolve;
use super::view::{WhenArgs, emit_why};

/// Which bodies two forums both stand under, and which sources call rivals or complements
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(after_help = "\
Example:
  blocs overlap mandate
  blocs overlap mandate --figure output/bodies.svg
  blocs overlap mandate --why gge wgec")]
pub struct Args {
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    when: WhenArgs,
    /// The ways up from two forums to what they share, and what is stated of the two, with claims
    #[arg(long, value_name = "FORUM", num_args = 2)]
    why: Vec<String>,
    #[command(flatten)]
    output: OutputArgs,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let (graph, _) = args.data.graph_for(&args.output)?;
    let bodies = Bodies::of(&graph, args.when.window()?);
    let found = Mandate::of(&bodies);
    if let [a, b] = args.why.as_slice() {
        let (a, b) = (resolve(&graph, a)?, resolve(&graph, b)?);
        let absent = [&a, &b].into_iter().find(|id| bodies.place(id).is_none());
        let absent = absent.map(|id| Undefined::because(Bodies::absent(&graph, id)));
        let why = found.why(&bodies, &a, &b).map_err(|reason| absent.unwrap_or(reason));
        return emit_why(&args.output, &graph, &found.method, why);
    }
    let table = found.table(&bodies);
    let mut page = Document::default();
    brief::overlap::undated(&graph, args.when.window()?).into_iter().for_each(|said| page.prose(said));
    page.long_table(table.clone().without(&["forum_name", "other_name", "claims"]), 40);
    brief::overlap::methods::mandate(&found, &bodies).into_iter().for_each(|said| page.prose(said));
    args.output.emit(&Answer {
        document: page,
        table: Some(table),
        figure: Some(match bodies.bodies.len() {
            0 | 1 => without_pairs(&found.method),
            _ => Subject::Tree(found.tree(&bodies)),
        }),
        graph: Some(found.graph(&bodies)),
    })
}
