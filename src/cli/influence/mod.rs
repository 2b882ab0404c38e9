//! `blocs influence`: what led to what. One question a file.

mod ancestry;
mod gatekeepers;
mod brokers;
mod lineage;
mod main_path;
mod paths;
mod proposals;

use clap::{Args as ClapArgs, Subcommand};

use blocs::brief;
use blocs::graph::Graph;
use blocs::influence::lineage_graph::{LineageGraph, Options as LineageOptions};
use blocs::influence::main_path::{MainPath, Options as MainPathOptions};
use blocs::influence::paths::{Certainties, Modalities, Order};
use blocs::model::FlowClass;
use blocs::result::{Method, Subject, Table, Undefined};
use blocs::view::{Flow, FlowOptions};

use super::data::{DataArgs, TimeArgs};
use super::failure::Failure;
use super::output::{Answer, OutputArgs, one_of};

/// What led to what: documented paths through texts, bodies and actors, each step with its source
///
/// Without a question: how many steps are documented, how surely, and where they meet.
#[derive(ClapArgs)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Example:
  blocs influence                                                    what is documented
  blocs influence --figure output/lineage.svg                        texts and bodies along time
  blocs influence main-path                                          the steps most ways run through
  blocs influence brokers --groups body                              who stands between others
  blocs influence paths unga-res-1998 g7-lucca-declaration           the shortest documented paths
  blocs influence paths unga-res-1998 g7-lucca-declaration --all --max-steps 6"
)]
pub struct Args {
    #[command(subcommand)]
    question: Option<Question>,
    #[command(flatten)]
    flow: FlowArgs,
}

#[derive(Subcommand)]
enum Question {
    Paths(paths::Args),
    Ancestry(ancestry::Args),
    Gatekeepers(gatekeepers::Args),
    Proposals(proposals::Args),
    MainPath(main_path::Args),
    Brokers(brokers::Args),
    Lineage(lineage::Args),
}

#[derive(ClapArgs, Debug, Clone)]
struct FlowArgs {
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    time: TimeArgs,
    /// Classes of steps: lineage, mandate, input, co-affirmation; carriers are always in
    #[arg(long, value_name = "CLASSES", value_delimiter = ',', value_parser = class)]
    classes: Vec<FlowClass>,
    #[command(flatten)]
    output: OutputArgs,
}

/// When a step may follow another.
#[derive(ClapArgs, Debug, Clone)]
struct OrderArgs {
    /// Whether two steps may be taken on one day
    #[arg(long, value_name = "weak|strict", value_parser = |word: &str| one_of(word, &Order::ALL, Order::word), default_value = "weak")]
    order: Order,
}

/// Which steps are taken, by how the coder came to them.
#[derive(ClapArgs, Debug, Clone)]
struct CertaintyArgs {
    /// Take inferred steps too, or stated ones only
    #[arg(long, value_name = "any|stated", value_parser = |word: &str| one_of(word, &Certainties::ALL, Certainties::word), default_value = "any")]
    certainty: Certainties,
}

/// Which steps are taken, by whether they are said to have happened.
#[derive(ClapArgs, Debug, Clone)]
struct ModalityArgs {
    /// Take planned and hedged steps too, or plain ones only
    #[arg(long, value_name = "any|plain", value_parser = |word: &str| one_of(word, &Modalities::ALL, Modalities::word), default_value = "any")]
    modality: Modalities,
}

/// Which steps a walk may take.
#[derive(ClapArgs, Debug, Clone)]
struct WalkArgs {
    #[command(flatten)]
    order: OrderArgs,
    #[command(flatten)]
    certainty: CertaintyArgs,
    #[command(flatten)]
    modality: ModalityArgs,
}

impl WalkArgs {
    fn rules(&self) -> (Order, Certainties, Modalities) {
        (self.order.order, self.certainty.certainty, self.modality.modality)
    }
}

fn class(word: &str) -> Result<FlowClass, String> {
    let own: Vec<FlowClass> = FlowClass::ALL.into_iter().filter(|class| *class != FlowClass::Carrier).collect();
    one_of(word, &own, FlowClass::word)
}

impl FlowArgs {
    fn options(&self) -> Result<FlowOptions, Failure> {
        let mut options = FlowOptions { window: self.time.window()?, ..FlowOptions::default() };
        if !self.classes.is_empty() {
            options.classes.clone_from(&self.classes);
        }
        Ok(options)
    }
}

/// Refuses one entity as both ends: no path leads from a thing to itself.
fn apart(from: &str, to: &str) -> Result<(), Failure> {
    if from != to {
        return Ok(());
    }
    Err(Failure::command(format!(
        "start and end are the same, {from}, and no path leads from a thing to itself: name another end, or see what it \
         rests on (`blocs influence ancestry {from}`) and what rests on it (`--descent`)"
    )))
}

/// Two entities of the data, for the schema of an answer: it is the same whatever the ends.
fn any_two(graph: &Graph) -> Result<[String; 2], Failure> {
    match graph.dataset().entities.as_slice() {
        [one, other, ..] => Ok([one.id.clone(), other.id.clone()]),
        _ => Err(Failure::command("there are no two entities in this data")),
    }
}

/// Steps with their claims: what a reader needs on the page, all of it in the table; or why a method has none.
fn why(method: &Method, found: Result<Table, Undefined>) -> Answer {
    match found {
        Ok(table) => Answer { document: brief::steps::why(table.clone()), ..Answer::table(table) },
        Err(reason) => Answer::undefined(method.clone(), reason),
    }
}

pub fn run(args: Args) -> Result<(), Failure> {
    match args.question {
        None => {
            let (graph, _) = args.flow.data.graph_for(&args.flow.output)?;
            let flow = Flow::of(&graph, &args.flow.options()?);
            let lineage = LineageGraph::of(&flow, &LineageOptions::default());
            let options = MainPathOptions::of(&graph.dataset().schema);
            let main = MainPath::of(&flow, &flow.without_steps(&graph), &options);
            let brokers = brokers::of_summary(&graph, &args.flow)?;
            args.flow.output.emit(&Answer {
                document: brief::influence::summary(&flow, &lineage, &main, &brokers),
                table: Some(lineage.table()),
                graph: Some(lineage.graph()),
                figure: Some(Subject::Lineage(lineage.graph())),
            })
        }
        Some(Question::Paths(args)) => paths::run(&args),
        Some(Question::Ancestry(args)) => ancestry::run(&args),
        Some(Question::Gatekeepers(args)) => gatekeepers::run(&args),
        Some(Question::Proposals(args)) => proposals::run(&args),
        Some(Question::MainPath(args)) => main_path::run(&args),
        Some(Question::Brokers(args)) => brokers::run(&args),
        Some(Question::Lineage(args)) => lineage::run(&args),
    }
}
