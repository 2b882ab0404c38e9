//! `blocs align agreement`: how alike two actors stand.

use clap::Args as ClapArgs;

use blocs::align::agreement::{Agreement, Options, Signatures};
use blocs::align::clusters::{Clusters, Options as ClusterOptions};
use blocs::brief;
use blocs::graph::Graph;
use blocs::record::behind;
use blocs::view::Positions;

use super::super::failure::Failure;
use super::super::output::{self, Answer};
use super::super::show::resolve;
use super::{ViewArgs, gate};

/// Lijphart's agreement index for each pair of actors, with the number of joint items
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(after_help = "Example:\n  blocs align agreement --min 3 --why japan russia")]
pub struct Args {
    #[command(flatten)]
    pub view: ViewArgs,
    /// A pair with fewer joint items has no value
    #[arg(long, value_name = "N", value_parser = output::at_least_one, default_value_t = 5)]
    min: usize,
    /// How signatures count: as positions, or apart from the rest
    #[arg(long, value_name = "as-positions|apart", value_parser = signatures, default_value = "as-positions")]
    signatures: Signatures,
    /// Threads to compute with; the result is the same for any number
    #[arg(long, value_name = "N", value_parser = output::at_least_one, default_value_t = output::threads())]
    pub threads: usize,
    /// The items on which two actors met, with their positions, sources and lines
    #[arg(long, value_name = "ACTOR", num_args = 2)]
    pub why: Vec<String>,
}

fn signatures(word: &str) -> Result<Signatures, String> {
    Signatures::ALL
        .into_iter()
        .find(|rule| rule.word() == word)
        .ok_or_else(|| "expected as-positions or apart".to_owned())
}

impl Args {
    fn options(&self) -> Options {
        Options { minimum: self.min, signatures: self.signatures, threads: self.threads }
    }
    /// The graph, the view of it, and the agreement of all pairs.
    pub fn seen(&self) -> Result<(Graph, Positions, Agreement), Failure> {
        let (graph, _) = self.view.data.graph()?;
        let positions = Positions::of(&graph, &self.view.options(&graph)?);
        let agreement = Agreement::of(&positions, self.options());
        Ok((graph, positions, agreement))
    }
    /// The items of two actors, with the claims behind each position.
    pub fn why(&self, graph: &Graph, positions: &Positions, agreement: &Agreement) -> Result<Answer, Failure> {
        let (a, b) = (resolve(graph, &self.why[0])?, resolve(graph, &self.why[1])?);
        Ok(match agreement.why(positions, &a, &b) {
            Ok(table) => Answer::table(behind::pair(graph, &positions.options, table, &a, &b)),
            Err(reason) => Answer::undefined(reason),
        })
    }
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let (graph, positions, agreement) = args.seen()?;
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
