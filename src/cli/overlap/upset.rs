//! `blocs overlap upset`: every combination of forums that somebody sits in.

use clap::Args as ClapArgs;

use blocs::brief;
use blocs::overlap::upset::{Counting, Intersections, Options};
use blocs::result::Document;

use super::super::failure::Failure;
use super::super::output::{Answer, one_of, without_graph};
use super::super::show::resolve;
use super::view::ViewArgs;

/// Who sits in exactly (or at least) which forums, those in none among them
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(
    mut_args(without_graph),
    after_help = "\
Example:
  blocs overlap upset -d memberships --table output/upset.csv
  blocs overlap upset -d memberships --counting inclusive --figure output/upset.svg
  blocs overlap upset -d memberships --counting inclusive --why oecd eu"
)]
pub struct Args {
    #[command(flatten)]
    view: ViewArgs,
    /// In exactly these forums and no other, or in at least these
    #[arg(long, value_name = "exclusive|inclusive", value_parser = |word: &str| one_of(word, Counting::ALL, Counting::word), default_value = "exclusive")]
    counting: Counting,
    /// Who sits in these forums, with claims
    #[arg(long, value_name = "FORUM", num_args = 1..)]
    why: Vec<String>,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let (graph, view) = args.view.seen()?;
    // A name that is unknown is the first to be told.
    let forums = args.why.iter().map(|one| resolve(&graph, one)).collect::<Result<Vec<_>, _>>()?;
    let found = match Intersections::of(&view, Options { counting: args.counting }) {
        Ok(found) => found,
        Err(reason) => return args.view.emit_unanswered(&graph, &view, "upset", reason),
    };
    if !args.why.is_empty() {
        return args.view.emit_why(&graph, &found.method, found.why(&view, &forums));
    }
    let mut page = Document::default();
    brief::overlap::in_time(&view).into_iter().for_each(|said| page.prose(said));
    page.long_table(brief::overlap::combinations(&found), 60);
    page.prose(brief::overlap::methods::upset(&found));
    args.view.output.emit(&Answer {
        document: page,
        figure: Some(found.subject()),
        table: Some(found.table()),
        graph: None,
    })
}
