//! `blocs overlap profile`: a row a forum.

use clap::Args as ClapArgs;

use blocs::overlap::profile;
use blocs::record::behind;
use blocs::result::{ColumnRole, Document};

use super::super::failure::Failure;
use super::super::output::Answer;
use super::super::show::resolve;
use super::view::ViewArgs;

/// A row a forum: root body, participants by kind with mode and count, decision rule, force of outcome
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(
    after_help = "Example:\n  blocs overlap profile\n  blocs overlap profile --why gge\n  blocs overlap profile --format csv"
)]
pub struct Args {
    #[command(flatten)]
    view: ViewArgs,
    /// One forum, with the claims behind its row
    #[arg(long, value_name = "FORUM")]
    why: Option<String>,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let (graph, _) = args.view.data.graph_for(&args.view.output)?;
    let table = profile::table(&args.view.bodies(&graph)?);
    if let Some(one) = &args.why {
        let id = resolve(&graph, one)?;
        let rows: Vec<usize> = (0..table.len()).filter(|&row| table.text(row, ColumnRole::Id) == id).collect();
        return args.view.output.emit(&Answer::table(behind::claims(&graph, table.pick(&rows))));
    }
    let mut page = Document::default();
    page.long_table(table.clone().without(&["name", "name_ja", "kind", "above", "claims"]), 60);
    args.view.output.emit(&Answer { document: page, table: Some(table), graph: None, figure: None })
}
