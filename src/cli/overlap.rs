//! `blocs overlap`: where they meet.

use clap::{Args as ClapArgs, Subcommand};

use blocs::brief;
use blocs::graph::Graph;
use blocs::model::Participation;
use blocs::overlap::forums::{Forums, Measure, Options};
use blocs::view::{AffiliationOptions, Affiliations, Sessions};

use super::data::{DataArgs, TimeArgs};
use super::failure::Failure;
use super::output::{Answer, OutputArgs};
use super::show::{kinds, resolve};

/// Where they meet: who sits in which forum, and how far forums share their participants
///
/// Without a question: what is known of each list, and which forums are known to share an actor.
#[derive(ClapArgs)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Example:
  blocs overlap                                  what is known of each list
  blocs overlap forums --format csv              every pair, with bounds where lists are open
  blocs overlap forums --modes attended --sessions lifted
  blocs overlap forums --why gge wgec            who is shared, and of whom it is not known"
)]
pub struct Args {
    #[command(subcommand)]
    question: Option<Question>,
    #[command(flatten)]
    forums: ForumArgs,
}

#[derive(Subcommand)]
enum Question {
    /// Count, Jaccard and overlap coefficient of each pair of forums, as bounds where membership is unknown
    #[command(after_help = "Example:\n  blocs overlap forums --why gge wgec")]
    Forums(ForumArgs),
}

#[derive(ClapArgs, Debug, Clone)]
struct ForumArgs {
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

pub fn run(args: Args, _quiet: bool) -> Result<(), Failure> {
    match args.question {
        None => {
            let (_, view, forums) = seen(&args.forums)?;
            emit(&args.forums, &view, &forums, brief::overlap::summary(&view, &forums))
        }
        Some(Question::Forums(args)) => {
            let (graph, view, forums) = seen(&args)?;
            if let [a, b] = args.why.as_slice() {
                let (a, b) = (resolve(&graph, a)?, resolve(&graph, b)?);
                return args.output.emit(&forums.why(&view, &a, &b).map_or_else(Answer::undefined, Answer::table));
            }
            let document = Answer::table(forums.table()).document;
            emit(&args, &view, &forums, document)
        }
    }
}

fn seen(args: &ForumArgs) -> Result<(Graph, Affiliations, Forums), Failure> {
    let (graph, _) = args.data.graph()?;
    let options = AffiliationOptions {
        window: args.time.window()?,
        modes: args.modes.clone(),
        actors: kinds(&graph, &args.actors)?,
        sessions: args.sessions,
    };
    let view = Affiliations::of(&graph, &options);
    let forums = Forums::of(&view, Options { measure: args.measure });
    Ok((graph, view, forums))
}

fn emit(
    args: &ForumArgs,
    view: &Affiliations,
    forums: &Forums,
    document: blocs::result::Document,
) -> Result<(), Failure> {
    args.output.emit(&Answer {
        document,
        table: Some(forums.table()),
        graph: Some(forums.graph()),
        figure: brief::overlap::matrix(view, forums),
    })
}
