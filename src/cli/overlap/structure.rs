//! `blocs overlap structure`: nested, in modules, or around a core.

use clap::Args as ClapArgs;

use blocs::brief;
use blocs::overlap::structure::{Options, Structure};
use blocs::result::{Document, Subject};

use super::super::failure::Failure;
use super::super::output::{self, Answer};
use super::super::show::resolve;
use super::view::ViewArgs;

/// The shape of who sits where: nestedness against chance, two-mode modules, core and periphery
///
/// A table file holds the measures; the module of each actor and forum, and whether it is in the core, stand with the nodes of
/// --graph (--graph FILE.csv: a table of them).
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(
    after_help = "Example:\n  blocs overlap structure -d memberships\n  blocs overlap structure -d memberships --why japan"
)]
pub struct Args {
    #[command(flatten)]
    view: ViewArgs,
    /// How many tables with the same margins are drawn
    #[arg(long, value_name = "N", value_parser = output::at_least_one, default_value_t = 500)]
    trials: usize,
    /// The seed of draws and searches
    #[arg(long, value_name = "N", value_parser = output::seed, default_value_t = 1)]
    seed: u64,
    /// Threads to compute with; the result is the same for any number
    #[arg(long, value_name = "N", value_parser = output::at_least_one, default_value_t = output::threads())]
    threads: usize,
    /// The ties of one actor or forum, with the module of each and the claims
    #[arg(long, value_name = "ONE")]
    why: Option<String>,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let (graph, view) = args.view.seen()?;
    // A name that is unknown is the first to be told.
    let why = args.why.as_ref().map(|one| resolve(&graph, one)).transpose()?;
    let options = Options { trials: args.trials, seed: args.seed, threads: args.threads };
    let found = match Structure::of(&view, options) {
        Ok(found) => found,
        Err(reason) => return args.view.emit_unanswered(&graph, &view, "structure", reason),
    };
    if let Some(one) = &why {
        return args.view.emit_why(&graph, &found.method, found.why(&view, one));
    }
    let mut page = Document::default();
    brief::overlap::in_time(&view).into_iter().for_each(|said| page.prose(said));
    page.table(found.table());
    page.long_table(found.places(), 40);
    page.prose(brief::overlap::methods::structure(&found));
    args.view.output.emit(&Answer {
        document: page,
        table: Some(found.table()),
        graph: Some(found.graph()),
        figure: Some(Subject::Network(found.graph())),
    })
}
