//! `blocs overlap agenda`: how far two forums treat the same, or two texts hold the same.

use clap::Args as ClapArgs;

use blocs::brief;
use blocs::graph::Graph;
use blocs::overlap::agenda::{Agenda, Options, Weighting};
use blocs::result::{Document, Undefined};
use blocs::view::{AgendaOptions, Agendas, Bearers, Bodies, Sessions};

use super::super::data::DataArgs;
use super::super::failure::Failure;
use super::super::output::{self, Answer, OutputArgs, one_of};
use super::super::show::resolve;
use super::view::{WhenArgs, emit_why, sessions};

/// Which issues and norms two forums (or two texts) both treat: weighted cosine, containment both ways
///
/// A forum's agenda is what it addresses and what the texts it issued or adopted hold; a set of norms stands for those in
/// it.
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(after_help = "\
Example:
  blocs overlap agenda --figure output/agenda.svg
  blocs overlap agenda --of documents --why g7-lucca-declaration gge-2015-report
  blocs overlap agenda --weighting presence --min 1 --table output/agenda.csv")]
pub struct Args {
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    when: WhenArgs,
    /// Whether what a session treats counts for its forum
    #[arg(long, value_name = "apart|lifted", value_parser = sessions, default_value = Sessions::default().word())]
    sessions: Sessions,
    /// Whose agendas
    #[arg(long, value_name = "forums|documents", value_parser = |word: &str| one_of(word, Bearers::ALL, Bearers::word), default_value = "forums")]
    of: Bearers,
    /// How much a topic counts: rarity (passages, the more the fewer treat it), passages, presence
    #[arg(long, value_name = "RULE", value_parser = |word: &str| one_of(word, Weighting::ALL, Weighting::word), default_value = "rarity")]
    weighting: Weighting,
    /// Fewer topics than this are no agenda
    #[arg(long, value_name = "N", value_parser = output::at_least_one, default_value_t = 2)]
    min: usize,
    /// The topics of two forums (or texts), with the claims on either side
    #[arg(long, value_name = "ONE", num_args = 2)]
    why: Vec<String>,
    #[command(flatten)]
    output: OutputArgs,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let (graph, _) = args.data.graph_for(&args.output)?;
    let options = AgendaOptions { window: args.when.window()?, of: args.of, sessions: args.sessions };
    let agendas = Agendas::of(&graph, &options);
    let found = Agenda::of(&agendas, Options { weighting: args.weighting, minimum: args.min });
    if let [a, b] = args.why.as_slice() {
        let (a, b) = (resolve(&graph, a)?, resolve(&graph, b)?);
        let why =
            found.why(&agendas, &a, &b).map_err(|reason| of_another_kind(&graph, args.of, [&a, &b]).unwrap_or(reason));
        return emit_why(&args.output, &graph, &found.method, why);
    }
    let mut page = Document::default();
    brief::overlap::undated(&graph, args.when.window()?).into_iter().for_each(|said| page.prose(said));
    brief::overlap::pooled_agendas(&agendas).into_iter().for_each(|said| page.prose(said));
    page.list(brief::overlap::agendas(&found));
    page.long_table(found.closest(), 40);
    brief::overlap::methods::agenda(&found).into_iter().for_each(|said| page.prose(said));
    args.output.emit(&Answer {
        document: page,
        table: Some(found.table()),
        graph: Some(found.graph()),
        figure: found.subject().or_else(|| Some(output::without_pairs(&found.method))),
    })
}

/// What was named is no text, or no forum, as the side that is compared asks for.
fn of_another_kind(graph: &Graph, of: Bearers, ids: [&str; 2]) -> Option<Undefined> {
    let (schema, documents) = (&graph.dataset().schema, of == Bearers::Documents);
    let other = |id: &str| {
        let kind = &graph.dataset().entity(id)?.kind;
        if !documents && schema.is_a(kind, "session") {
            return Some(Bodies::absent(graph, id));
        }
        let (is_text, is_forum) = (schema.is_a(kind, "document"), schema.is_arena(kind));
        let others = if documents { "texts" } else { "forums" };
        let hint = match (documents, is_text, is_forum) {
            (true, true, _) | (false, _, true) => return None,
            (true, _, true) => ": --of forums compares it",
            (false, true, _) => ": --of documents compares it",
            _ => "",
        };
        Some(format!("{id} is a {kind}, and {others} are compared here{hint}"))
    };
    let said: Vec<String> = ids.into_iter().filter_map(other).collect();
    (!said.is_empty()).then(|| Undefined::because(said.join("; ")))
}
