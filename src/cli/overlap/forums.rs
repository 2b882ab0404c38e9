//! `blocs overlap forums`: how far the participants of two forums are the same.

use clap::Args as ClapArgs;

use blocs::brief;
use blocs::graph::Graph;
use blocs::overlap::forums::{Forums, Measure, Options};
use blocs::overlap::seats;
use blocs::result::{Document, Subject};
use blocs::view::Affiliations;

use super::super::failure::Failure;
use super::super::output::Answer;
use super::super::show::resolve;
use super::view::ViewArgs;

/// Count, Jaccard and overlap coefficient of each pair of forums, as bounds where membership is unknown
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(after_help = "Example:\n  blocs overlap forums --why gge wgec")]
pub struct Args {
    #[command(flatten)]
    view: ViewArgs,
    /// What the figure and the graph show
    #[arg(long, value_name = "jaccard|overlap|count", value_parser = measure, default_value = "jaccard")]
    measure: Measure,
    /// Who is shared by two forums, with claims, and of whom it is not known
    #[arg(long, value_name = "FORUM", num_args = 2)]
    why: Vec<String>,
}

fn measure(word: &str) -> Result<Measure, String> {
    Measure::ALL
        .into_iter()
        .find(|measure| measure.word() == word)
        .ok_or_else(|| "expected jaccard, overlap or count".to_owned())
}

impl Args {
    /// The graph, the view of it, and the overlap of all pairs.
    pub fn seen(&self) -> Result<(Graph, Affiliations, Forums), Failure> {
        let (graph, view) = self.view.seen()?;
        let forums = Forums::of(&view, Options { measure: self.measure });
        Ok((graph, view, forums))
    }
    pub fn emit(&self, view: &Affiliations, forums: &Forums, document: Document) -> Result<(), Failure> {
        let answer = Answer {
            document,
            table: Some(forums.table()),
            graph: Some(forums.graph()),
            figure: brief::overlap::matrix(view, forums),
        };
        let network = || Subject::Network(forums.graph());
        let seats = || Subject::Network(seats::graph(view));
        self.view.output.emit_with(&answer, &[("network", &network), ("two-mode", &seats)])
    }
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let (graph, view, forums) = args.seen()?;
    if let [a, b] = args.why.as_slice() {
        let (a, b) = (resolve(&graph, a)?, resolve(&graph, b)?);
        return args.view.output.emit(&forums.why(&view, &a, &b).map_or_else(Answer::undefined, Answer::table));
    }
    args.emit(&view, &forums, Answer::table(forums.table()).document)
}
