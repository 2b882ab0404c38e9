//! `blocs align`: who stands with whom. One question a file.

mod agreement;
mod clusters;
mod ideal_points;
mod cohesion;
mod items;
mod positions;
mod swing;

use clap::{Args as ClapArgs, Subcommand};

use blocs::align::agreement::Agreement;
use blocs::align::clusters::Approach;
use blocs::align::identifiability::Identifiability;
use blocs::brief;
use blocs::graph::Graph;
use blocs::result::{Document, Subject};
use blocs::view::positions::Inheritance;
use blocs::view::{Consensus, ItemKind, PositionOptions, Positions};

use super::data::{DataArgs, TimeArgs};
use super::failure::Failure;
use super::output::{Answer, OutputArgs, one_of};
use super::show::kinds;

/// Who stands with whom: agreement and clusters from votes, signatures and stances
///
/// Without a question: what can be said at all on this data, then the clusters.
#[derive(ClapArgs)]
#[command(
    args_conflicts_with_subcommands = true,
    mut_arg("by", |arg| arg.hide(true)),
    mut_arg("window", |arg| arg.hide(true)),
    mut_arg("rows", |arg| arg.value_name("actors|gate|counts").help("What a row of the table is: an actor with its group, what can be said at all, or the counts behind that")),
    mut_arg("compare", |arg| arg.hide(true)),
    mut_arg("why", |arg| arg.hide(true)),
    after_help = "\
Example:
  blocs align                                    what can be said, and the clusters
  blocs align --rows gate --format csv
  blocs align agreement --min 3 --table output/agreement.csv
  blocs align agreement --why japan russia       the items on which the two met
  blocs align clusters --graph output/alignment.graphml
  blocs align ideal-points -d un-ict-votes --model ordinal --left RUS --right USA
  blocs align positions --format csv"
)]
pub struct Args {
    #[command(subcommand)]
    question: Option<Question>,
    #[command(flatten)]
    clusters: clusters::Args,
}

#[derive(Subcommand)]
enum Question {
    Agreement(agreement::Args),
    Clusters(clusters::Args),
    IdealPoints(ideal_points::Args),
    Items(items::Args),
    Cohesion(cohesion::Args),
    Positions(positions::Args),
    Swing(swing::Args),
}

pub fn run(args: Args) -> Result<(), Failure> {
    match args.question {
        None => summary(&args.clusters),
        Some(Question::Agreement(args)) => agreement::run(&args),
        Some(Question::Clusters(args)) => clusters::run(&args),
        Some(Question::IdealPoints(args)) => ideal_points::run(&args),
        Some(Question::Items(args)) => items::run(&args),
        Some(Question::Cohesion(args)) => cohesion::run(&args),
        Some(Question::Positions(args)) => positions::run(&args),
        Some(Question::Swing(args)) => swing::run(&args),
    }
}

/// Which positions are taken in.
#[derive(ClapArgs, Debug, Clone)]
struct ViewArgs {
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    time: TimeArgs,
    /// Kinds of actors; by default states, and where none holds a position the kind that holds most
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    actors: Vec<String>,
    /// Kinds of items: vote, signing, consensus, statement, stance; by default all
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = item_kind)]
    items: Vec<ItemKind>,
    /// Whether blocs and camps pass their positions to members
    #[arg(long, value_name = "off|on", value_parser = |word: &str| one_of(word, Inheritance::ALL, Inheritance::word), default_value = "off")]
    inherited: Inheritance,
    /// Adoptions without a vote: left out, or counted for whoever the record says took part
    #[arg(long, value_name = "excluded|counted", value_parser = |word: &str| one_of(word, Consensus::ALL, Consensus::word), default_value = "excluded")]
    consensus: Consensus,
    #[command(flatten)]
    output: OutputArgs,
}

fn item_kind(word: &str) -> Result<ItemKind, String> {
    let words = ItemKind::ALL.map(ItemKind::word);
    ItemKind::ALL
        .into_iter()
        .find(|kind| kind.word() == word)
        .ok_or_else(|| format!("expected one of {}", words.join(", ")))
}

impl ViewArgs {
    /// The view of a plain long table, where nothing but all of it is asked for; `None` sends to the graph.
    fn votes(&self) -> Option<Positions> {
        let all =
            self.actors.is_empty() && self.items.is_empty() && self.time.from.is_none() && self.time.until.is_none();
        let options =
            PositionOptions { inherited: self.inherited, consensus: self.consensus, ..PositionOptions::default() };
        Some(Positions::of_roll_calls(all.then(|| self.data.votes())??, &options))
    }
    fn options(&self, graph: &Graph) -> Result<PositionOptions, Failure> {
        if self.items.contains(&ItemKind::Consensus) && self.consensus == Consensus::Excluded {
            return Err(Failure::command("adoptions without a vote are items with --consensus counted only"));
        }
        Ok(PositionOptions {
            window: self.time.window()?,
            actors: kinds(graph, &self.actors)?,
            items: self.items.clone(),
            inherited: self.inherited,
            consensus: self.consensus,
        })
    }
}

fn summary(args: &clusters::Args) -> Result<(), Failure> {
    args.one_answer(&["--rows"])?;
    let (graph, positions, agreement) = args.agreement.compared()?;
    let clusters = args.found(&positions, &agreement);
    let page = brief::align::summary(&positions, &agreement, &clusters);
    let (made, figure) = args.trays(&clusters);
    let table = Some(args.summary_table(&positions, &clusters)?);
    let answer = Answer { document: page, table, graph: made, figure };
    let network = || coded(Subject::Network(agreement.drawn(clusters.graph())), graph.as_ref());
    args.agreement.view.output.emit_with(&answer, &[("network", &network)])
}

/// A drawing of actors with the codes that the record has for them.
fn coded(subject: Subject, graph: Option<&Graph>) -> Subject {
    match graph {
        Some(graph) => brief::align::coded(subject, graph),
        None => subject,
    }
}

/// What the data cannot carry comes before any number.
fn gate(positions: &Positions, agreement: &Agreement, approach: Approach) -> Document {
    let mut page = Document::default();
    brief::align::gate(&mut page, &Identifiability::of_groups_by(positions, agreement, approach));
    page
}
