//! `blocs align`: who stands with whom.

use clap::{Args as ClapArgs, Subcommand};

use blocs::align::agreement::{Agreement, Options as AgreementOptions, Signatures};
use blocs::align::clusters::{Clusters, NullModel, Options as ClusterOptions};
use blocs::align::identifiability::Identifiability;
use blocs::align::positions::{Listing, Options as ListingOptions, PositionTable};
use blocs::brief;
use blocs::graph::Graph;
use blocs::record::behind;
use blocs::result::Document;
use blocs::view::{Inheritance, ItemKind, PositionOptions, Positions};

use super::data::{DataArgs, TimeArgs};
use super::failure::Failure;
use super::output::{Answer, OutputArgs};
use super::show::{kinds, resolve};

/// Who stands with whom: agreement and clusters from votes, signatures and stances
///
/// Without a question: what can be said at all on this data, then the clusters.
#[derive(ClapArgs)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Example:
  blocs align                                    what can be said, and the clusters
  blocs align agreement --min 3 --table output/agreement.csv
  blocs align agreement --why japan russia       the items on which the two met
  blocs align clusters --graph output/alignment.graphml
  blocs align positions --format csv"
)]
pub struct Args {
    #[command(subcommand)]
    question: Option<Question>,
    #[command(flatten)]
    clusters: ClusterArgs,
}

#[derive(Subcommand)]
enum Question {
    /// Lijphart's agreement index for each pair of actors, with the number of joint items
    #[command(after_help = "Example:\n  blocs align agreement --min 3 --why japan russia")]
    Agreement(AgreementArgs),
    /// Clusters of actors that agree with each other more than with others (Leiden, over defined pairs)
    #[command(after_help = "Example:\n  blocs align clusters --min 3 --graph output/alignment.graphml")]
    Clusters(ClusterArgs),
    /// Every position: actor, item, code, own or inherited or in conflict, date
    #[command(after_help = "Example:\n  blocs align positions --format csv")]
    Positions(PositionArgs),
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
    /// Kinds of items: vote, signing, consensus, statement, stance; by default all but consensus
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = item_kind)]
    items: Vec<ItemKind>,
    /// Whether blocs and camps pass their positions to members
    #[arg(long, value_name = "off|on", value_parser = inheritance, default_value = "off")]
    inherited: Inheritance,
    #[command(flatten)]
    output: OutputArgs,
}

#[derive(ClapArgs, Debug, Clone)]
struct AgreementArgs {
    #[command(flatten)]
    view: ViewArgs,
    /// A pair with fewer joint items has no value
    #[arg(long, value_name = "N", value_parser = super::output::at_least_one, default_value_t = 5)]
    min: usize,
    /// How signatures count: as positions, or apart from the rest
    #[arg(long, value_name = "as-positions|apart", value_parser = signatures, default_value = "as-positions")]
    signatures: Signatures,
    /// Threads to compute with; the result is the same for any number
    #[arg(long, value_name = "N", value_parser = super::output::at_least_one, default_value_t = super::output::threads())]
    threads: usize,
    /// The items on which two actors met, with their positions, sources and lines
    #[arg(long, value_name = "ACTOR", num_args = 2)]
    why: Vec<String>,
}

#[derive(ClapArgs, Debug, Clone)]
struct ClusterArgs {
    #[command(flatten)]
    agreement: AgreementArgs,
    /// What agreement is expected of two actors: the mean of all, or what their own means make likely
    #[arg(long, value_name = "cpm|modularity", value_parser = null_model, default_value = "cpm")]
    null: NullModel,
    /// The resolution; by default the mean agreement (cpm) or 1 (modularity)
    #[arg(long, value_name = "NUMBER", value_parser = finite, allow_negative_numbers = true)]
    gamma: Option<f64>,
    /// The seed of the search
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

#[derive(ClapArgs, Debug, Clone)]
struct PositionArgs {
    #[command(flatten)]
    view: ViewArgs,
    /// The claims and rows behind what an actor holds on an item
    #[arg(long, value_names = ["ACTOR", "ITEM"], num_args = 2)]
    why: Vec<String>,
}

fn finite(word: &str) -> Result<f64, String> {
    word.parse().ok().filter(|number: &f64| number.is_finite()).ok_or_else(|| "expected a number".to_owned())
}

fn item_kind(word: &str) -> Result<ItemKind, String> {
    let words = ItemKind::ALL.map(ItemKind::word);
    ItemKind::ALL
        .into_iter()
        .find(|kind| kind.word() == word)
        .ok_or_else(|| format!("expected one of {}", words.join(", ")))
}

fn inheritance(word: &str) -> Result<Inheritance, String> {
    match word {
        "off" => Ok(Inheritance::Off),
        "on" => Ok(Inheritance::On),
        _ => Err("expected off or on".to_owned()),
    }
}

fn signatures(word: &str) -> Result<Signatures, String> {
    Signatures::ALL
        .into_iter()
        .find(|rule| rule.word() == word)
        .ok_or_else(|| "expected as-positions or apart".to_owned())
}

fn null_model(word: &str) -> Result<NullModel, String> {
    NullModel::ALL.into_iter().find(|null| null.word() == word).ok_or_else(|| "expected cpm or modularity".to_owned())
}

impl ViewArgs {
    fn options(&self, graph: &Graph) -> Result<PositionOptions, Failure> {
        Ok(PositionOptions {
            window: self.time.window()?,
            actors: kinds(graph, &self.actors)?,
            items: self.items.clone(),
            inherited: self.inherited,
        })
    }
}

impl AgreementArgs {
    fn options(&self) -> AgreementOptions {
        AgreementOptions { minimum: self.min, signatures: self.signatures, threads: self.threads }
    }
    /// The items of two actors, with the claims behind each position.
    fn why(&self, graph: &Graph, positions: &Positions, agreement: &Agreement) -> Result<Answer, Failure> {
        let (a, b) = (resolve(graph, &self.why[0])?, resolve(graph, &self.why[1])?);
        Ok(match agreement.why(positions, &a, &b) {
            Ok(table) => Answer::table(behind::pair(graph, &positions.options, table, &a, &b)),
            Err(reason) => Answer::undefined(reason),
        })
    }
}

pub fn run(args: Args, _quiet: bool) -> Result<(), Failure> {
    match args.question {
        None => summary(&args.clusters),
        Some(Question::Agreement(args)) => agreement(&args),
        Some(Question::Clusters(args)) => clusters(&args),
        Some(Question::Positions(args)) => positions(&args),
    }
}

fn seen(args: &AgreementArgs) -> Result<(Graph, Positions, Agreement), Failure> {
    let (graph, _) = args.view.data.graph()?;
    let positions = Positions::of(&graph, &args.view.options(&graph)?);
    let agreement = Agreement::of(&positions, args.options());
    Ok((graph, positions, agreement))
}

fn found(args: &ClusterArgs, positions: &Positions, agreement: &Agreement) -> Clusters {
    let mut options = ClusterOptions { null: args.null, gamma: args.gamma, ..ClusterOptions::default() };
    options.search.seed = args.seed;
    options.search.threads = args.agreement.threads;
    Clusters::of(positions, agreement, options)
}

fn summary(args: &ClusterArgs) -> Result<(), Failure> {
    let (_, positions, agreement) = seen(&args.agreement)?;
    let clusters = found(args, &positions, &agreement);
    let page = brief::align::summary(&positions, &agreement, &clusters);
    args.agreement.view.output.emit(&Answer {
        document: page,
        table: Some(clusters.table()),
        graph: Some(clusters.graph()),
        figure: Some(brief::align::matrix(&agreement, &clusters)),
    })
}

fn agreement(args: &AgreementArgs) -> Result<(), Failure> {
    let (graph, positions, agreement) = seen(args)?;
    if !args.why.is_empty() {
        return args.view.output.emit(&args.why(&graph, &positions, &agreement)?);
    }
    let clusters = Clusters::of(&positions, &agreement, ClusterOptions::default());
    let mut page = gate(&positions, &agreement);
    page.table(agreement.table());
    args.view.output.emit(&Answer {
        document: page,
        table: Some(agreement.table()),
        graph: Some(agreement.graph()),
        figure: Some(brief::align::matrix(&agreement, &clusters)),
    })
}

fn clusters(args: &ClusterArgs) -> Result<(), Failure> {
    let (graph, positions, agreement) = seen(&args.agreement)?;
    let clusters = found(args, &positions, &agreement);
    if !args.agreement.why.is_empty() {
        return args.agreement.view.output.emit(&args.agreement.why(&graph, &positions, &agreement)?);
    }
    let mut page = gate(&positions, &agreement);
    brief::align::clusters(&mut page, &clusters);
    args.agreement.view.output.emit(&Answer {
        document: page,
        table: Some(clusters.table()),
        graph: Some(clusters.graph()),
        figure: Some(brief::align::matrix(&agreement, &clusters)),
    })
}

fn positions(args: &PositionArgs) -> Result<(), Failure> {
    let (graph, _) = args.view.data.graph()?;
    let options = args.view.options(&graph)?;
    if let [actor, item] = args.why.as_slice() {
        let actor = resolve(&graph, actor)?;
        let table = behind::position(&graph, &options, &actor, item);
        return args.view.output.emit(&Answer::table(table));
    }
    let positions = Positions::of(&graph, &options);
    let table = PositionTable::of(&positions, ListingOptions { listing: Listing::default() }).table();
    args.view.output.emit(&Answer::table(table))
}

/// What the data cannot carry comes before any number.
fn gate(positions: &Positions, agreement: &Agreement) -> Document {
    let mut page = Document::default();
    brief::align::gate(&mut page, &Identifiability::of(positions, agreement));
    page
}
