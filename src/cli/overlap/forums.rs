//! `blocs overlap forums`: how far the participants of two forums are the same.

use clap::Args as ClapArgs;

use blocs::brief;
use blocs::graph::Graph;
use blocs::model::Participation;
use blocs::overlap::forums::{Forums, Measure, Options};
use blocs::result::Document;
use blocs::view::{AffiliationOptions, Affiliations, Sessions};

use super::super::data::{DataArgs, TimeArgs};
use super::super::failure::Failure;
use super::super::output::{Answer, OutputArgs};
use super::super::show::{kinds, resolve};

/// Count, Jaccard and overlap coefficient of each pair of forums, as bounds where membership is unknown
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(after_help = "Example:\n  blocs overlap forums --why gge wgec")]
pub struct Args {
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    time: TimeArgs,
    /// Kinds of actors; by default states, and where none takes part the kind that does most
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    actors: Vec<String>,
    /// Ways to take part, never mixed unasked: entitled, attended, organised
    #[arg(long, value_name = "MODES", value_delimiter = ',', value_parser = mode, default_value = "entitled")]
    modes: Vec<Participation>,
    /// Whether taking part in a session counts for its forum
    #[arg(long, value_name = "apart|lifted", value_parser = sessions, default_value = "lifted")]
    sessions: Sessions,
    /// What the figure and the graph show
    #[arg(long, value_name = "jaccard|overlap|count", value_parser = measure, default_value = "jaccard")]
    measure: Measure,
    /// Who is shared by two forums, with claims, and of whom it is not known
    #[arg(long, value_name = "FORUM", num_args = 2)]
    why: Vec<String>,
    #[command(flatten)]
    output: OutputArgs,
}

fn mode(word: &str) -> Result<Participation, String> {
    let all = Participation::ALL;
    all.into_iter()
        .find(|mode| mode.word() == word)
        .ok_or_else(|| "expected entitled, attended or organised".to_owned())
}

fn sessions(word: &str) -> Result<Sessions, String> {
    match word {
        "apart" => Ok(Sessions::Apart),
        "lifted" => Ok(Sessions::Lifted),
        _ => Err("expected apart or lifted".to_owned()),
    }
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
        let (graph, _) = self.data.graph()?;
        let options = AffiliationOptions {
            window: self.time.window()?,
            modes: self.modes.clone(),
            actors: kinds(&graph, &self.actors)?,
            sessions: self.sessions,
        };
        let view = Affiliations::of(&graph, &options);
        let forums = Forums::of(&view, Options { measure: self.measure });
        Ok((graph, view, forums))
    }
    pub fn emit(&self, view: &Affiliations, forums: &Forums, document: Document) -> Result<(), Failure> {
        self.output.emit(&Answer {
            document,
            table: Some(forums.table()),
            graph: Some(forums.graph()),
            figure: brief::overlap::matrix(view, forums),
        })
    }
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let (graph, view, forums) = args.seen()?;
    if let [a, b] = args.why.as_slice() {
        let (a, b) = (resolve(&graph, a)?, resolve(&graph, b)?);
        return args.output.emit(&forums.why(&view, &a, &b).map_or_else(Answer::undefined, Answer::table));
    }
    args.emit(&view, &forums, Answer::table(forums.table()).document)
}
