//! `blocs overlap profile`: a row a forum.

use clap::Args as ClapArgs;

use blocs::brief;
use blocs::model::Participation;
use blocs::overlap::profile;
use blocs::result::{Document, Undefined};
use blocs::view::{AffiliationOptions, Affiliations, Bodies};

use super::super::data::DataArgs;
use super::super::failure::Failure;
use super::super::output::{Answer, OutputArgs, without_figure, without_graph};
use super::super::show::resolve;
use super::view::{WhenArgs, emit_why};

/// A row a forum: root body, participants by kind with mode and count, decision rule, force of outcome
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(
    mut_args(without_graph),
    mut_args(without_figure),
    after_help = "Example:\n  blocs overlap profile\n  blocs overlap profile --why gge\n  blocs overlap profile --format csv"
)]
pub struct Args {
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    when: WhenArgs,
    /// One forum, with the claims behind its row
    #[arg(long, value_name = "FORUM")]
    why: Option<String>,
    #[command(flatten)]
    output: OutputArgs,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let (graph, _) = args.data.graph_for(&args.output)?;
    let bodies = Bodies::of(&graph, args.when.window()?);
    let table = profile::table(&bodies, bodies.silent(&graph));
    if let Some(one) = &args.why {
        let id = resolve(&graph, one)?;
        let known = bodies.place(&id).and_then(|_| table.index().get(id.as_str()).copied());
        let row = known.ok_or_else(|| Undefined::because(Bodies::absent(&graph, &id)));
        return emit_why(&args.output, &graph, &table.method, row.map(|row| table.pick(&[row])));
    }
    let mut page = Document::default();
    // Those who take part in one forum may have done so at other times than those of another.
    let window = args.when.window()?;
    let options = AffiliationOptions { window, modes: Participation::ALL.to_vec(), ..AffiliationOptions::default() };
    let in_time = || brief::overlap::in_time(&Affiliations::of(&graph, &options));
    brief::overlap::undated(&graph, window).or_else(in_time).into_iter().for_each(|said| page.prose(said));
    page.long_table(table.clone().without(&["name", "name_ja", "kind", "above", "claims"]), 60);
    brief::overlap::methods::profile(&table).into_iter().for_each(|said| page.prose(said));
    args.output.emit(&Answer { document: page, table: Some(table), graph: None, figure: None })
}
