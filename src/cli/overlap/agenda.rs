//! `blocs overlap agenda`: how far two forums treat the same, or two texts hold the same.

use clap::Args as ClapArgs;

use blocs::brief;
use blocs::overlap::agenda::{Agenda, Options, Weighting};
use blocs::result::Document;
use blocs::view::{AgendaOptions, Agendas, Bearers, Sessions};

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
    #[arg(long, value_name = "apart|lifted", value_parser = sessions, default_value = "lifted")]
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
        return emit_why(&args.output, &graph, found.why(&agendas, &a, &b));
    }
    let mut page = Document::default();
    page.list(brief::overlap::agendas(&found));
    page.long_table(found.closest(), 40);
    page.prose(brief::overlap::methods::agenda(&found));
    args.output.emit(&Answer {
        document: page,
        table: Some(found.table()),
        graph: Some(found.graph()),
        figure: found.subject(),
    })
}
