//! `blocs align positions`: the positions themselves, a row a cell.

use clap::Args as ClapArgs;

use blocs::align::positions::{self, Options};
use blocs::record::behind;
use blocs::view::Positions;

use super::super::failure::Failure;
use super::super::output::{Answer, without_figure, without_graph};
use super::super::show::resolve;
use super::ViewArgs;

/// Every position: actor, item, code, own or inherited or in conflict, date
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(
    mut_args(without_graph),
    mut_args(without_figure),
    after_help = "Example:\n  blocs align positions --format csv"
)]
pub struct Args {
    #[command(flatten)]
    view: ViewArgs,
    /// The claims and rows behind what an actor holds on an item
    #[arg(long, value_names = ["ACTOR", "ITEM"], num_args = 2)]
    why: Vec<String>,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let (graph, _) = args.view.data.graph_for(&args.view.output)?;
    let options = args.view.options(&graph)?;
    if let [actor, item] = args.why.as_slice() {
        let actor = resolve(&graph, actor)?;
        let table = behind::position(&graph, &options, &actor, item);
        return args.view.output.emit(&Answer::table(table));
    }
    let positions = Positions::of(&graph, &options);
    let table = positions::table(&positions, Options::default());
    args.view.output.emit(&Answer::table(table))
}
