//! Which affiliations a question of overlap takes in.

use std::collections::BTreeSet;

use clap::Args as ClapArgs;

use blocs::brief;
use blocs::graph::Graph;
use blocs::model::Participation;
use blocs::record::behind;
use blocs::result::{Method, Table, Undefined};
use blocs::view::{
    AffiliationOptions, Affiliations, AgendaOptions, Agendas, Bearers, Bodies, Inheritance, Sessions, Window,
    members_of,
};

use super::super::data::{DataArgs, TimeArgs};
use super::super::failure::Failure;
use super::super::output::{Answer, OutputArgs, one_of};
use super::super::show::{kinds, resolve};

/// The window of time, which may be one day.
#[derive(ClapArgs, Debug, Clone)]
pub struct WhenArgs {
    #[command(flatten)]
    time: TimeArgs,
    /// On this date (the same as --from and --until it)
    #[arg(long, value_name = "DATE", conflicts_with_all = ["from", "until"])]
    on: Option<String>,
}

impl WhenArgs {
    /// The window that the words mean.
    pub fn window(&self) -> Result<Window, Failure> {
        match &self.on {
            Some(day) => Window::parse(Some(day), Some(day)).map_err(Failure::Command),
            None => self.time.window(),
        }
    }
}

/// Reads whether sessions count for their forums.
pub fn sessions(word: &str) -> Result<Sessions, String> {
    one_of(word, &Sessions::ALL, Sessions::word)
}

/// Prints the claims behind a pair of things, or why there are none by this method.
pub fn emit_why(
    output: &OutputArgs,
    graph: &Graph,
    method: &Method,
    why: Result<Table, Undefined>,
) -> Result<(), Failure> {
    output.emit(&match why {
        Ok(table) => Answer::table(behind::claims(graph, table)),
        Err(reason) => Answer::undefined(method.clone(), reason),
    })
}

/// Which affiliations are taken in.
#[derive(ClapArgs, Debug, Clone)]
pub struct ViewArgs {
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    when: WhenArgs,
    /// Kinds of actors; by default states, and where none takes part the kind that does most
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    actors: Vec<String>,
    /// Ways to take part, never mixed unasked: entitled, attended, organised; signed, sponsored, endorsed and bound, where
    /// texts are what actors meet in (default: entitled, or what the roles ask for)
    #[arg(long, value_name = "MODES", value_delimiter = ',', value_parser = mode)]
    modes: Vec<Participation>,
    /// Whether taking part in a session counts for its forum
    #[arg(long, value_name = "apart|lifted", value_parser = sessions, default_value = Sessions::default().word())]
    sessions: Sessions,
    /// Roles in which they take part: member, observer, signatory, sponsor, endorser of or party to texts, ... (default:
    /// members; of texts, all but observers)
    #[arg(long, value_name = "ROLES", value_delimiter = ',')]
    roles: Vec<String>,
    /// Count members where their bloc or camp takes part; such cells are marked
    #[arg(long)]
    inherit: bool,
    /// Leave out the lists of these forums; may be repeated
    #[arg(long, value_name = "FORUMS", value_delimiter = ',')]
    without: Vec<String>,
    #[command(flatten)]
    pub output: OutputArgs,
}

fn mode(word: &str) -> Result<Participation, String> {
    let all = Participation::ALL;
    all.into_iter()
        .find(|mode| mode.word() == word)
        .ok_or_else(|| format!("expected {}", all.map(Participation::word).join(", ")))
}

impl ViewArgs {
    /// The graph and the view of it.
    pub fn seen(&self) -> Result<(Graph, Affiliations), Failure> {
        self.seen_with(&[], &[])
    }
    /// The same, with cells that are no matter of chance: `FORUM=GROUP`.
    pub fn seen_with(&self, closed: &[String], certain: &[String]) -> Result<(Graph, Affiliations), Failure> {
        let (graph, _) = self.data.graph_for(&self.output)?;
        let rule = |word: &String| -> Result<(String, String), Failure> {
            let (forum, group) =
                word.split_once('=').ok_or_else(|| Failure::command(format!("`{word}`: expected FORUM=GROUP")))?;
            let (forum, group) = (resolve(&graph, forum)?, resolve(&graph, group)?);
            match members_of(&graph, &group, Window::default()).is_empty() {
                false => Ok((forum, group)),
                true => Err(Failure::command(format!("`{word}`: nobody is known to belong to {group}"))),
            }
        };
        let rules = |words: &[String]| words.iter().map(rule).collect::<Result<Vec<_>, _>>();
        let view = self.view(&graph, rules(closed)?, rules(certain)?)?;
        Ok((graph, view))
    }
    fn view(
        &self,
        graph: &Graph,
        closed: Vec<(String, String)>,
        certain: Vec<(String, String)>,
    ) -> Result<Affiliations, Failure> {
        let options = AffiliationOptions {
            window: self.window()?,
            modes: self.modes(),
            actors: kinds(graph, &self.actors)?,
            sessions: self.sessions,
            roles: self.roles.clone(),
            inherited: if self.inherit { Inheritance::On } else { Inheritance::Off },
            closed,
            certain,
            without: self.without(graph)?,
        };
        let known = Affiliations::roles(graph);
        if let Some(unknown) = self.roles.iter().find(|role| !known.contains(*role)) {
            let known = known.into_iter().collect::<Vec<_>>().join(", ");
            return Err(Failure::command(format!(
                "--roles: `{unknown}`: nobody takes part in this role; known are {known}"
            )));
        }
        let both = Affiliations::contradictions(graph, &options);
        if !both.is_empty() {
            let both: Vec<String> = both.iter().map(|(forum, actor)| format!("{actor} in {forum}")).collect();
            return Err(Failure::command(format!(
                "--closed shuts out who sits there for certain by --certain: {}",
                both.join(", ")
            )));
        }
        Ok(Affiliations::of(graph, &options))
    }
    /// The forums whose lists are left out, each once.
    fn without(&self, graph: &Graph) -> Result<Vec<String>, Failure> {
        let dataset = graph.dataset();
        let one = |word: &String| {
            let id = resolve(graph, word)?;
            let kind = dataset.entity(&id).map_or("", |entity| entity.kind.as_str());
            match Participation::ALL.into_iter().any(|mode| dataset.schema.meets(mode, kind)) {
                true => Ok(id),
                false => Err(Failure::command(format!("--without: `{id}` is a {kind}: nobody takes part in it"))),
            }
        };
        let ids = self.without.iter().map(one).collect::<Result<BTreeSet<_>, _>>()?;
        Ok(ids.into_iter().collect())
    }
    /// The ways to take part that are asked for; by default who is entitled to, and for roles that texts give, those too.
    fn modes(&self) -> Vec<Participation> {
        if !self.modes.is_empty() {
            return self.modes.clone();
        }
        let of_texts =
            |mode: &Participation| mode.role().is_some_and(|role| self.roles.iter().any(|word| word == role));
        [Participation::Entitled].into_iter().chain(Participation::ALL.into_iter().filter(of_texts)).collect()
    }
    /// The agendas in the same window, sessions treated alike.
    pub fn agendas(&self, graph: &Graph, of: Bearers) -> Result<Agendas, Failure> {
        Ok(Agendas::of(graph, &AgendaOptions { window: self.window()?, of, sessions: self.sessions }))
    }
    /// Forums as bodies in the same window.
    pub fn bodies(&self, graph: &Graph) -> Result<Bodies, Failure> {
        Ok(Bodies::of(graph, self.window()?))
    }
    fn window(&self) -> Result<Window, Failure> {
        self.when.window()
    }
    /// The claims behind a pair of things, or why there are none.
    pub fn emit_why(&self, graph: &Graph, method: &Method, why: Result<Table, Undefined>) -> Result<(), Failure> {
        emit_why(&self.output, graph, method, why)
    }
    /// Why a question of this view has no answer.
    pub fn emit_unanswered(
        &self,
        graph: &Graph,
        view: &Affiliations,
        question: &str,
        reason: Undefined,
    ) -> Result<(), Failure> {
        let (method, reason) = brief::overlap::unanswered(graph, view, question, reason);
        self.output.emit(&Answer::undefined(method, reason))
    }
}
