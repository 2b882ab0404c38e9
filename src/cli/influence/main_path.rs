//! `blocs influence main-path`: the steps through which most documented ways run.

use clap::Args as ClapArgs;

use blocs::brief;
use blocs::influence::main_path::{Carriers, Counting, Cycles, Dates, MainPath, Numbers, Options, Route};
use blocs::result::Subject;
use blocs::view::Flow;

use super::super::failure::Failure;
use super::super::output::{Answer, at_least_one, one_of};
use super::super::show::resolve;
use super::{CertaintyArgs, FlowArgs, ModalityArgs};

/// The main path: the steps of lineage, mandate and input through which most ways from beginnings to ends run
///
/// The weight of a step is the number of paths through it: from source to sink (spc), from anywhere to a sink (splc), or
/// from anywhere to anywhere (spnp), exact however large. Sessions and forums, parts and wholes are made one first.
/// Steps that run in a circle are named with their claims. Steps of equal weight are all kept.
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(after_help = "\
Example:
  blocs influence main-path --weights spc --graph output/main-path.graphml --figure output/main-path.svg
  blocs influence main-path --route key-route --key-routes 3 --cycles preprint
  blocs influence main-path --why gge-2015-report g7-lucca-declaration")]
pub struct Args {
    /// What counts as a path
    #[arg(long, value_name = "spc|splc|spnp", value_parser = |word: &str| one_of(word, Counting::ALL, Counting::word), default_value = "spc")]
    weights: Counting,
    /// Count in whole numbers, however long, or in logarithms of 9 digits, for very large graphs
    #[arg(long, value_name = "exact|log", value_parser = |word: &str| one_of(word, Numbers::ALL, Numbers::word), default_value = "exact")]
    numbers: Numbers,
    /// How the main path is sought; global is the critical path
    #[arg(long, value_name = "local|local-backward|global|key-route", value_parser = |word: &str| one_of(word, Route::ALL, Route::word), default_value = "local")]
    route: Route,
    /// How many of the heaviest steps key routes begin from
    #[arg(long, value_name = "N", value_parser = at_least_one, default_value_t = Options::default().key_routes)]
    key_routes: usize,
    /// What becomes of steps that run in a circle
    #[arg(long, value_name = "refuse|shrink|preprint", value_parser = |word: &str| one_of(word, Cycles::ALL, Cycles::word), default_value = "shrink")]
    cycles: Cycles,
    /// Whether the path goes on only by steps that can be taken after the one before; paths are counted without dates
    #[arg(long, value_name = "in-order|ignored", value_parser = |word: &str| one_of(word, Dates::ALL, Dates::word), default_value = "in-order")]
    dates: Dates,
    /// What becomes of carriers: what they join is made one, or they are left out
    #[arg(long, value_name = "contract|leave-out", value_parser = |word: &str| one_of(word, Carriers::ALL, Carriers::word), default_value = "contract")]
    carriers: Carriers,
    #[command(flatten)]
    certainty: CertaintyArgs,
    #[command(flatten)]
    modality: ModalityArgs,
    /// The steps between two entities, with paths, claims and sources
    #[arg(long, value_name = "ENTITY", num_args = 2)]
    why: Vec<String>,
    #[command(flatten)]
    flow: FlowArgs,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let (graph, _) = args.flow.data.graph_for(&args.flow.output)?;
    let flow = Flow::of(&graph, &args.flow.options()?);
    let options = Options {
        counting: args.weights,
        numbers: args.numbers,
        route: args.route,
        key_routes: args.key_routes,
        cycles: args.cycles,
        carriers: args.carriers,
        dates: args.dates,
        certainty: args.certainty.certainty,
        modality: args.modality.modality,
        ..Options::of(&graph.dataset().schema)
    };
    let found = MainPath::of(&flow, &flow.without_steps(&graph), &options);
    if let [a, b] = args.why.as_slice() {
        let (a, b) = (resolve(&graph, a)?, resolve(&graph, b)?);
        return args.flow.output.emit(&super::why(&found.method, found.why(&a, &b)));
    }
    args.flow.output.emit(&Answer {
        document: brief::steps::main_path(&found),
        table: Some(found.table()),
        graph: Some(found.graph()),
        figure: Some(Subject::Lineage(found.figure())),
    })
}
