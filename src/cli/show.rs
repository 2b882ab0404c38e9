//! `blocs show`: all that is known of an entity, an edge or a decision; lists; coverage, conflicts, schema.

use std::path::PathBuf;

use blocs::brief;
use blocs::dataset::Text;
use blocs::graph::Graph;
use blocs::model::{Evidence, Status};
use blocs::record::list::{CountBy, Filter, Sort};
use blocs::record::{bodies, conflicts, coverage, edge, entity, list, name, schema};
use blocs::result::{Document, Phrase, Subject, Table};

use super::data::{self, DataArgs, TimeArgs};
use super::failure::Failure;
use super::output::{Answer, OutputArgs};

/// Show all that is known: an entity, what runs between two, a decision; lists; bodies, coverage, conflicts, the schema
///
/// A name is an id, else an ISO 3166 alpha-3 code, else a name or alias in either language. With filters and no name,
/// the answer is a list: of entities when only kinds and time are given, of claims otherwise.
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  blocs show itr-2012                       a text, its signing and every claim about it
  blocs show japan itr-2012                 what is stated between two, or that nothing is
  blocs show --kind session --sort date     a list
  blocs show --relation signs --count-by source
  blocs show coverage ; blocs show conflicts ; blocs show schema
  blocs show bodies --figure output/bodies.svg     bodies and what they are part of, as a tree
  blocs show itr-2012 --figure output/split.svg")]
pub struct Args {
    /// An entity, or two; or one of bodies, coverage, conflicts, schema
    #[arg(value_name = "ID", num_args = 0..=2)]
    ids: Vec<String>,
    #[command(flatten)]
    data: DataArgs,
    /// Entities of this kind; with other filters, claims with an end of this kind
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<String>,
    /// Claims of this relation
    #[arg(long, value_name = "RELATION", value_delimiter = ',')]
    relation: Vec<String>,
    /// Claims about this entity
    #[arg(long, value_name = "ID")]
    subject: Vec<String>,
    /// Claims whose object it is
    #[arg(long, value_name = "ID")]
    object: Vec<String>,
    /// Claims of this source
    #[arg(long, value_name = "ID")]
    source: Vec<String>,
    /// Claims with this status: actual, planned, proposed, requested, denied
    #[arg(long, value_name = "STATUS", value_parser = status)]
    status: Vec<Status>,
    #[command(flatten)]
    time: TimeArgs,
    /// Count the list instead of printing it
    #[arg(long, value_name = "source|kind|place", value_parser = count_by)]
    count_by: Option<CountBy>,
    /// The order of the list
    #[arg(long, value_name = "id|date", value_parser = sort, default_value = "id")]
    sort: Sort,
    /// Print the lines themselves, from the texts in this folder
    #[arg(long, value_name = "DIR")]
    sources: Option<PathBuf>,
    #[command(flatten)]
    output: OutputArgs,
}

impl Args {
    /// Whether a filter, a count or an order was asked for.
    fn filters(&self) -> bool {
        let lists = [&self.kind, &self.relation, &self.subject, &self.object, &self.source];
        lists.iter().any(|list| !list.is_empty())
            || !self.status.is_empty()
            || self.time.from.is_some()
            || self.time.until.is_some()
            || self.count_by.is_some()
            || self.sort != Sort::Id
    }
}

fn status(word: &str) -> Result<Status, String> {
    let words: Vec<&str> = Status::ALL.iter().map(|status| status.word()).collect();
    Status::parse(word).ok_or_else(|| format!("expected one of {}", words.join(", ")))
}

fn count_by(word: &str) -> Result<CountBy, String> {
    match word {
        "source" => Ok(CountBy::Source),
        "kind" => Ok(CountBy::Kind),
        "place" => Ok(CountBy::Place),
        _ => Err("expected source, kind or place".to_owned()),
    }
}

fn sort(word: &str) -> Result<Sort, String> {
    match word {
        "id" => Ok(Sort::Id),
        "date" => Ok(Sort::Date),
        _ => Err("expected id or date".to_owned()),
    }
}

pub fn run(args: Args) -> Result<(), Failure> {
    let (graph, opened) = args.data.graph_for(&args.output)?;
    let texts = args.sources.as_deref().map(data::texts).transpose()?.unwrap_or_default();
    let quote = |evidence: &Evidence| quote(&graph, &texts, evidence);
    let words: Vec<&str> = args.ids.iter().map(String::as_str).collect();
    if !words.is_empty() && args.filters() {
        return Err(Failure::command("filters are for lists: leave the name out, or use --subject and --object"));
    }
    let split = |id: &str| {
        let decision = brief::record::most_named(&graph, |decision| decision.id == id || decision.document == id);
        decision.map(|most| brief::record::split(&graph, most.decision))
    };
    let answer = match words.as_slice() {
        [] => listed(&args, &graph)?,
        ["coverage"] => Answer {
            figure: Some(Subject::Bars(coverage::by_manner(&graph))),
            ..tables(
                Phrase::new("Coverage of the record", "記録の範囲"),
                [coverage::by_source(&graph), coverage::by_kind(&graph), coverage::by_relation(&graph)],
            )
        },
        ["conflicts"] => Answer::table(conflicts::table(&opened.diagnostics(), conflicts::Rows::Shown)),
        ["schema"] => Answer {
            figure: Some(Subject::Network(schema::used(&graph))),
            graph: Some(schema::used(&graph)),
            ..tables(Phrase::new("The schema", "スキーマ"), [schema::kinds(&graph), schema::relations(&graph)])
        },
        ["bodies"] => {
            let bodies = bodies::graph(&graph);
            Answer {
                figure: Some(Subject::Tree(bodies.clone())),
                ..Answer { graph: Some(bodies.clone()), ..Answer::table(bodies.ties) }
            }
        }
        [one] => {
            let id = resolve(&graph, one)?;
            let page = entity::about(&graph, &id, args.output.lang, &quote).unwrap_or_default();
            Answer { figure: split(&id), ..document(page) }
        }
        [a, b, ..] => {
            let (a, b) = (resolve(&graph, a)?, resolve(&graph, b)?);
            document(edge::between(&graph, &a, &b, args.output.lang, &quote).unwrap_or_default())
        }
    };
    args.output.emit(&answer)
}

/// The id of what the user named.
pub fn resolve(graph: &Graph, word: &str) -> Result<String, Failure> {
    match name::resolve(graph, word) {
        Ok(entity) => Ok(entity.id.clone()),
        Err(unresolved) => Err(Failure::command(format!("`{word}`: {unresolved}"))),
    }
}

fn listed(args: &Args, graph: &Graph) -> Result<Answer, Failure> {
    let ids = |words: &[String]| words.iter().map(|word| resolve(graph, word)).collect::<Result<Vec<_>, _>>();
    let filter = Filter {
        kinds: kinds(graph, &args.kind)?,
        relations: relations(graph, &args.relation)?,
        subjects: ids(&args.subject)?,
        objects: ids(&args.object)?,
        sources: ids(&args.source)?,
        statuses: args.status.clone(),
        window: args.time.window()?,
        sort: args.sort,
    };
    let table = match args.count_by {
        Some(by) => list::counts(graph, &filter, by),
        None if filter.is_of_entities() => list::entities(graph, &filter),
        None => list::claims(graph, &filter),
    };
    Ok(Answer::table(table))
}

/// Kinds that the schema knows.
pub fn kinds(graph: &Graph, words: &[String]) -> Result<Vec<String>, Failure> {
    known(words, "kind", graph.dataset().schema.kinds.iter().map(|kind| kind.id.as_str()).collect())
}

fn relations(graph: &Graph, words: &[String]) -> Result<Vec<String>, Failure> {
    known(words, "relation", graph.dataset().schema.relations.iter().map(|relation| relation.id.as_str()).collect())
}

fn known(words: &[String], what: &str, all: Vec<&str>) -> Result<Vec<String>, Failure> {
    match words.iter().find(|word| !all.contains(&word.as_str())) {
        Some(word) => Err(Failure::command(format!("no {what} `{word}`; the schema has {}", all.join(", ")))),
        None => Ok(words.to_vec()),
    }
}

/// The lines of a passage, when its text is held.
fn quote(graph: &Graph, texts: &[Text], evidence: &Evidence) -> Option<Vec<String>> {
    let source = graph.dataset().source(&evidence.source)?;
    let text = texts.iter().find(|text| text.sha256 == source.sha256)?;
    Some(text.lines(evidence.lines?).to_vec())
}

fn tables<const N: usize>(title: Phrase, tables: [Table; N]) -> Answer {
    let mut page = Document::new(title);
    for table in tables {
        page.table(table);
    }
    document(page)
}

/// A page whose first table is the main one.
pub fn document(page: Document) -> Answer {
    let table = page.tables().next().cloned();
    Answer { document: page, table, graph: None, figure: None }
}
