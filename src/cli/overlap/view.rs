//! Which affiliations a question of overlap takes in.

use clap::Args as ClapArgs;

use blocs::graph::Graph;
use blocs::model::Participation;
use blocs::view::{AffiliationOptions, Affiliations, Sessions};

use super::super::data::{DataArgs, TimeArgs};
use super::super::failure::Failure;
use super::super::output::OutputArgs;
use super::super::show::kinds;

/// Which affiliations are taken in.
#[derive(ClapArgs, Debug, Clone)]
pub struct ViewArgs {
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
    #[command(flatten)]
    pub output: OutputArgs,
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

impl ViewArgs {
    /// The graph and the view of it.
    pub fn seen(&self) -> Result<(Graph, Affiliations), Failure> {
        let (graph, _) = self.data.graph()?;
        let options = AffiliationOptions {
            window: self.time.window()?,
            modes: self.modes.clone(),
            actors: kinds(&graph, &self.actors)?,
            sessions: self.sessions,
        };
        let view = Affiliations::of(&graph, &options);
        Ok((graph, view))
    }
}
