//! `blocs influence paths`: documented paths from one entity to another, or along a pattern.

use clap::Args as ClapArgs;

use blocs::brief;
use blocs::graph::Graph;
use blocs::influence::paths::{Listing, Options, Paths, Pattern, Preference, Stop};
use blocs::model::{Kind, near};
use blocs::record::name;
use blocs::result::{Document, Subject, Undefined};
use blocs::view::{Flow, denials};
use unicode_width::UnicodeWidthChar as _;

use super::super::failure::Failure;
use super::super::output::{self, Answer};
use super::super::show::resolve;
use super::{FlowArgs, WalkArgs};

/// Time-respecting paths from one entity to another, fewest steps first; or all paths of a pattern
///
/// Every step shows its relation, dates, class, certainty, source and lines. The order of a path is certain when dates
/// and stated orders leave no other, and possible when some order fits; paths that time forbids are counted.
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(after_help = "\
Pattern: nodes and arrows in the order of time.
  node      a kind (document), a class of kinds (actor, arena, act, idea), an entity (between
            quotation marks where its name has spaces), any, or several: state|bloc
  arrow     -proposes-> where influence runs with the claim, <-cites- where it runs against it (the
            later text cites the earlier), either for a carrier; in place of a relation a class of
            steps (-mandate->), any, or several: -issues|adopts->
  repeated  * + ? {2} {1,3} {2,} after an arrow, for it and its node, or after steps in parentheses:
            document <-cites-{1,3} document, or forum (-issues-> document -mandates-> forum)+

Example:
  blocs influence paths unga-res-1998 g7-lucca-declaration --figure output/path.svg
  blocs influence paths unga-res-1998 g7-lucca-declaration --best 5
  blocs influence paths unga-res-1998 g7-lucca-declaration --avoid gge-reports --via session
  blocs influence paths unga-res-1998 g7-lucca-declaration --prefer earliest --within 5y
  blocs influence paths russia,china g7-lucca-declaration        from any of several
  blocs influence paths state gge                                from any state
  blocs influence paths --pattern 'state -proposes-> document -mandates-> forum'
  blocs influence paths --pattern 'document (-mandate-> arena|igo -mandate-> document)+'
  blocs influence paths un-charter g7-lucca-declaration --pattern 'any <-cites-{1,3} any'
  blocs influence paths unga-res-1998 g7-lucca-declaration --why gge-reports g7-lucca-declaration")]
pub struct Args {
    /// Where it starts: an id, code, name or alias; a kind; or several, with commas
    #[arg(value_name = "FROM")]
    start: Option<String>,
    /// Where it ends
    #[arg(value_name = "TO")]
    goal: Option<String>,
    /// Only paths that can be read along a pattern (see below); all of them, wherever FROM and TO are not given
    #[arg(long, value_name = "PATTERN")]
    pattern: Option<String>,
    /// List all paths up to --max-steps, not only those with the fewest steps
    #[arg(long)]
    all: bool,
    /// List the best K, though they differ in steps
    #[arg(long, value_name = "K", value_parser = output::at_least_one, conflicts_with = "all")]
    best: Option<usize>,
    /// What makes a path better: fewest steps, earliest arrival, latest departure, fewest days
    #[arg(long, value_name = "fewest|earliest|latest|fastest", value_parser = preference, default_value = "fewest")]
    prefer: Preference,
    /// Only paths that pass this entity or some entity of this kind; may be repeated
    #[arg(long, value_name = "ENTITY|KIND")]
    via: Vec<String>,
    /// Only paths that do not pass this entity or any entity of this kind; may be repeated
    #[arg(long, value_name = "ENTITY|KIND")]
    avoid: Vec<String>,
    /// The longest gap between a step and the next (30d, 18m, 5y)
    #[arg(long, value_name = "GAP", value_parser = gap)]
    within: Option<i32>,
    /// The most steps of a path
    #[arg(long, value_name = "N", value_parser = output::at_least_one, default_value_t = Options::default().max_steps)]
    max_steps: usize,
    /// The most paths that are listed; more are counted
    #[arg(long, value_name = "N", value_parser = output::at_least_one, default_value_t = Options::default().cap)]
    most: usize,
    /// Why a step stands on a path: the claims between two entities, with sources and lines
    #[arg(long, value_name = "ENTITY", num_args = 2)]
    why: Vec<String>,
    #[command(flatten)]
    walk: WalkArgs,
    #[command(flatten)]
    flow: FlowArgs,
}

fn preference(word: &str) -> Result<Preference, String> {
    output::one_of(word, &Preference::ALL, Preference::word)
}

/// Days: of a year 365.2425, of a month a twelfth of that.
fn gap(word: &str) -> Result<i32, String> {
    let expected = || "expected a number of days, months or years: 30d, 18m, 5y".to_owned();
    let unit = word.chars().last().ok_or_else(expected)?;
    let days = match unit {
        'd' => 1.0,
        'm' => 365.2425 / 12.0,
        'y' => 365.2425,
        _ => return Err(expected()),
    };
    let number: u16 = word[..word.len() - 1].parse().map_err(|_| expected())?;
    Ok((f64::from(number) * days) as i32)
}

/// Kinds of the schema with the kinds under them, else entities; several with commas.
fn stop(graph: &Graph, word: &str) -> Result<Stop, Failure> {
    let schema = &graph.dataset().schema;
    let mut stop = Stop { word: word.to_owned(), ..Stop::default() };
    // A name may hold a comma.
    let whole = name::resolve(graph, word).is_ok();
    for one in word.split(',').map(str::trim).filter(|_| !whole).chain(whole.then_some(word)) {
        let of = |kind: &&Kind| schema.allows(&[one.to_owned()], &kind.id);
        let kinds: Vec<String> = schema.kinds.iter().filter(of).map(|kind| kind.id.clone()).collect();
        if kinds.is_empty() {
            stop.entities.push(entity(graph, one)?);
        }
        stop.kinds.extend(kinds);
    }
    if let Some(one) = stop.one() {
        stop.word = one.to_owned();
    }
    Ok(stop)
}

/// An entity where a kind could stand too.
fn entity(graph: &Graph, word: &str) -> Result<String, Failure> {
    resolve(graph, word).map_err(|failure| {
        let kinds: Vec<&str> = graph.dataset().schema.kinds.iter().map(|kind| kind.id.as_str()).collect();
        match (failure, near::hint(word, &kinds)) {
            (Failure::Command(why), hint) if !hint.is_empty() => {
                Failure::Command(format!("{why}; among kinds: {hint}"))
            }
            (failure, _) => failure,
        }
    })
}

/// The pattern, or its fault with the place marked.
fn pattern(graph: &Graph, text: &str, flow: &Flow) -> Result<Pattern, Failure> {
    let dataset = graph.dataset();
    let entity = |word: &str| match name::resolve(graph, word) {
        Ok(entity) => Ok((entity.id.clone(), entity.kind.clone())),
        Err(why) => Err(why.to_string()),
    };
    Pattern::of(text, &dataset.schema, &flow.options.classes, &entity).map_err(|fault| {
        let mark = format!("{}^", " ".repeat(text.chars().take(fault.column - 1).map(columns).sum()));
        Failure::command(format!("--pattern, {fault}\n  {text}\n  {mark}"))
    })
}

/// The columns that a letter takes in a terminal.
fn columns(letter: char) -> usize {
    letter.width().unwrap_or(0)
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let (graph, _) = args.flow.data.graph_for(&args.flow.output)?;
    let mut flow = Flow::of(&graph, &args.flow.options()?);
    let stops = |words: &[String]| words.iter().map(|word| stop(&graph, word)).collect::<Result<Vec<_>, _>>();
    let pattern = args.pattern.as_ref().map(|text| pattern(&graph, text, &flow)).transpose()?;
    if let Some(pattern) = pattern.as_ref().filter(|pattern| pattern.least_steps() > args.max_steps) {
        let least = pattern.least_steps();
        return Err(Failure::command(format!("the pattern takes {least} steps at least: --max-steps {least}")));
    }
    if let Some(word) = args.via.iter().find(|word| args.avoid.contains(word)) {
        return Err(Failure::command(format!(
            "no path can pass {word} and not pass it: --via and --avoid name the same"
        )));
    }
    let end = |word: &Option<String>| word.as_ref().map(|word| stop(&graph, word)).transpose();
    let (mut from, mut to) = (end(&args.start)?, end(&args.goal)?);
    if pattern.is_none() && (from.is_none() || to.is_none()) {
        if args.flow.output.schema.is_none() {
            let message = "where do paths start and end? blocs influence paths FROM TO, or --pattern 'state -proposes-> document'";
            return Err(Failure::command(message));
        }
        [from, to] = super::any_two(&graph)?.map(|id| Some(Stop::entity(&id)));
    }
    if let (Some(from), Some(to)) = (from.as_ref().and_then(Stop::one), to.as_ref().and_then(Stop::one)) {
        super::apart(from, to)?;
    }
    // That nothing is documented of one of the two is an answer.
    let named = [&from, &to].into_iter().flatten().flat_map(|stop| &stop.entities);
    flow = flow.with(&graph, &named.map(String::as_str).collect::<Vec<_>>());
    let (order, certainty, modality) = args.walk.rules();
    let options = Options {
        listing: match (args.all, args.best) {
            (true, _) => Listing::All,
            (_, Some(_)) => Listing::Best,
            // Who asks for a pattern wants what matches it.
            (_, None) if pattern.is_some() => Listing::All,
            _ => Listing::Shortest,
        },
        prefer: args.prefer,
        pattern,
        via: stops(&args.via)?,
        avoid: stops(&args.avoid)?,
        within: args.within,
        max_steps: args.max_steps,
        cap: args.best.unwrap_or(args.most),
        order,
        certainty,
        modality,
        ..Options::default()
    };
    let paths = match Paths::among(&flow, from.as_ref(), to.as_ref(), &options) {
        Ok(paths) => paths,
        // Nothing of a kind stands on a step.
        Err(reason) => {
            let named = |end: Option<Stop>| end.map_or_else(|| "anywhere".to_owned(), |stop| stop.named());
            let mut document = Document::new(format!("From {} to {}", named(from), named(to)));
            document.list(vec![format!("no documented path: {reason}")]);
            return args
                .flow
                .output
                .emit(&Answer { document, ..Answer::undefined(options.method(&flow), Undefined::because(reason)) });
        }
    };
    if let [a, b] = args.why.as_slice() {
        let (a, b) = (resolve(&graph, a)?, resolve(&graph, b)?);
        return args.flow.output.emit(&super::why(&paths.method, paths.why(&a, &b)));
    }
    args.flow.output.emit(&Answer {
        document: brief::paths::paths(&paths, &denials(&graph)),
        table: Some(paths.table()),
        graph: Some(paths.graph()),
        figure: Some(Subject::Lineage(paths.graph())),
    })
}
