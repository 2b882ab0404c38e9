//! `blocs overlap backbone`: which pairs share more than chance would, or less.

use std::path::PathBuf;

use clap::Args as ClapArgs;

use blocs::brief;
use blocs::overlap::backbone::{Backbone, Correction, Null, Options, Side, Weights};
use blocs::record::name;
use blocs::result::{Document, Phrase, Subject};

use super::super::failure::Failure;
use super::super::output::{self, Answer, one_of};
use super::super::show::resolve;
use super::view::ViewArgs;

/// Which actors share forums, or forums actors, beyond chance: more than chance would, or kept apart
///
/// Only forums whose list is complete enter. p-values stay with the result; --alpha cuts last.
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(after_help = "\
Example:
  blocs overlap backbone -d memberships --of actors --null sdsm --alpha 0.05 --correct bh
  blocs overlap backbone -d memberships --null fdsm --trials 2000 --graph output/backbone.graphml
  blocs overlap backbone -d memberships --of actors --closed eu=m49-europe --closed council-of-europe=m49-europe
  blocs overlap backbone -d memberships --of actors --why JPN USA")]
pub struct Args {
    #[command(flatten)]
    view: ViewArgs,
    /// Which pairs: of actors, by the forums they share, or of forums, by the actors
    #[arg(long, value_name = "actors|forums", value_parser = |word: &str| one_of(word, Side::ALL, Side::word), default_value = "forums")]
    of: Side,
    /// What chance keeps: sdsm (sums on average), fdsm (sums exactly), fixed-row or hypergeometric, fixed-column
    #[arg(long, value_name = "NULL", value_parser = null, default_value = "sdsm")]
    null: Null,
    /// A forum is closed to whoever is not of this bloc, body or region (a structural zero); may be repeated
    #[arg(long, value_name = "FORUM=GROUP")]
    closed: Vec<String>,
    /// The members of this group sit in the forum for certain (structural ones)
    #[arg(long, value_name = "FORUM=GROUP")]
    certain: Vec<String>,
    /// Cell probabilities for sdsm, in place of those of the sums: a CSV file `actor,forum,probability` with every cell
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    /// Where p-values are cut
    #[arg(long, value_name = "NUMBER", value_parser = output::share, default_value_t = 0.05)]
    alpha: f64,
    /// How p-values of many pairs are corrected: none, holm, bh
    #[arg(long, value_name = "RULE", value_parser = |word: &str| one_of(word, Correction::ALL, Correction::word), default_value = "none")]
    correct: Correction,
    /// How many tables fdsm draws (default: 1000)
    #[arg(long, value_name = "N", value_parser = output::at_least_one)]
    trials: Option<usize>,
    /// The seed of its draws (default: 1)
    #[arg(long, value_name = "N", value_parser = output::seed)]
    seed: Option<u64>,
    /// Threads to compute with; the result is the same for any number
    #[arg(long, value_name = "N", value_parser = output::at_least_one, default_value_t = output::threads())]
    threads: usize,
    /// What two actors, or two forums, share, with claims
    #[arg(long, value_name = "ONE", num_args = 2)]
    why: Vec<String>,
}

/// How many pairs a page shows.
const SHOWN: usize = 40;

/// The null models, one of them also by the name of its distribution.
fn null(word: &str) -> Result<Null, String> {
    match word {
        "hypergeometric" => Ok(Null::FixedRow),
        _ => one_of(word, Null::ALL, Null::word),
    }
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let (graph, view) = args.view.seen_with(&args.closed, &args.certain)?;
    if args.null != Null::Fdsm && (args.trials.is_some() || args.seed.is_some()) {
        let null = args.null.word();
        return Err(Failure::command(format!("--trials and --seed: {null} draws nothing; --null fdsm does")));
    }
    let plain = Options::default();
    let options = Options {
        of: args.of,
        null: args.null,
        alpha: args.alpha,
        correction: args.correct,
        trials: args.trials.unwrap_or(plain.trials),
        seed: args.seed.unwrap_or(plain.seed),
        threads: args.threads,
    };
    // A name that is unknown is the first to be told.
    let why = args.why.iter().map(|one| resolve(&graph, one)).collect::<Result<Vec<_>, _>>()?;
    let found = match &args.weights {
        None => Backbone::of(&view, options),
        Some(file) => {
            let text = std::fs::read_to_string(file).map_err(|error| Failure::at(file, "read", &error))?;
            let faults = |faults: Vec<String>| Failure::command(format!("{}: {}", file.display(), faults.join("; ")));
            let id = |word: &str| {
                let found = name::resolve(&graph, word).map(|entity| entity.id.clone());
                found.map_err(|unresolved| format!("`{word}`: {unresolved}"))
            };
            let weights = Weights::read(&text).and_then(|read| read.named(id)).map_err(faults)?;
            Backbone::weighed(&view, options, &weights)
        }
    };
    let found = match found {
        Ok(found) => found,
        Err(reason) => return args.view.emit_unanswered(&graph, &view, "backbone", reason),
    };
    if let [a, b] = why.as_slice() {
        return args.view.emit_why(&graph, &found.method, found.why(&view, a, b));
    }
    let mut page = Document::default();
    brief::overlap::in_time(&view).into_iter().for_each(|said| page.prose(said));
    page.prose(brief::overlap::methods::backbone(&found));
    page.prose(brief::overlap::standing_out(&found));
    page.table(found.page(SHOWN));
    let more = found.pairs_compared().saturating_sub(SHOWN);
    if more > 0 {
        page.prose(Phrase::new(
            format!("{more} more pair{}: --format csv or --table FILE gives all.", if more == 1 { "" } else { "s" }),
            format!("ほか{more}組：--format csvまたは--table ファイルですべて得られる。"),
        ));
    }
    // Of millions of pairs a graph is made only for whoever asks.
    let output = &args.view.output;
    let drawn = !output.figure.is_empty();
    let answer = Answer {
        document: page,
        table: None,
        graph: (output.wants_graph() || drawn).then(|| found.graph()),
        figure: drawn.then(|| Subject::Network(found.graph())),
    };
    output.emit_row_by_row(&answer, &found, &[])
}
