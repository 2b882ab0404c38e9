//! The ledger of a page: every claim with its source and lines, as data that the page's own script reads.
//!
//! One JSON object in an inert block. Texts stand once in `words` and are named by their place, so that ten thousand
//! claims take a megabyte. No text can end the block: `<` is written as an escape.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::model::{Claim, Dataset, Date, Day, Diagnostic, Evidence, Severity, Span};
use crate::result::{AttributedGraph, Block, CellRef, ColumnRole, Document, Language, Table};

/// Above this number of recorded positions a page keeps those alone that its own marks and rows rest on: the others stay
/// in the tables beside it.
const POSITIONS: usize = 20_000;

/// Texts, each once.
#[derive(Default)]
struct Words {
    places: BTreeMap<String, usize>,
    list: Vec<String>,
}

impl Words {
    fn place(&mut self, text: &str) -> usize {
        if let Some(place) = self.places.get(text) {
            return *place;
        }
        let place = self.list.len();
        self.places.insert(text.to_owned(), place);
        self.list.push(super::html::clean(text));
        place
    }
}

/// What one line of the ledger says, whether a claim, a position or a count.
struct Line<'a> {
    id: String,
    subject: &'a str,
    relation: &'a str,
    object: Option<&'a str>,
    value: String,
    dates: String,
    span: Span,
    status: &'a str,
    certainty: &'a str,
    hedge: String,
    evidence: Option<&'a Evidence>,
    note: &'a str,
}

/// What a page can be questioned about: the record, and what the door said of it.
#[derive(Debug, Clone, Copy)]
pub struct Ledger<'a> {
    /// Entities, claims, positions and counts.
    pub dataset: &'a Dataset,
    /// Where the record disagrees with itself.
    pub diagnostics: &'a [Diagnostic],
    /// The ties along which a reader may walk from one entity to another.
    pub steps: Option<&'a AttributedGraph>,
    /// Lines of an earlier report that the record no longer has, a table of each sort: they can still be opened.
    pub gone: &'a [Table],
}

/// The ledger of a document as text that may stand between the tags of a script element.
pub(super) fn json(ledger: Ledger<'_>, document: &Document, language: Language) -> String {
    let Ledger { dataset, diagnostics, .. } = ledger;
    let mut words = Words::default();
    let conflicts = conflicts(dataset, diagnostics);
    let entities: BTreeMap<&str, usize> =
        dataset.entities.iter().enumerate().map(|(at, entity)| (entity.id.as_str(), at)).collect();
    let sources: BTreeMap<&str, usize> =
        dataset.sources.iter().enumerate().map(|(at, source)| (source.id.as_str(), at)).collect();
    let place = |id: &str| entities.get(id).map_or(-1, |at| *at as i64);

    let mut lines: Vec<Value> = Vec::new();
    let mut push = |line: Line<'_>, words: &mut Words| {
        let year = |day: Day, end: Day| if day == end { Value::Null } else { day.civil().0.into() };
        let lines_cited = line.evidence.and_then(|evidence| evidence.lines).map(|lines| lines.to_string());
        let anchors = line.evidence.map(|evidence| evidence.anchors.join("; ")).unwrap_or_default();
        lines.push(json!([
            super::html::clean(&line.id),
            place(line.subject),
            words.place(line.relation),
            line.object.map_or(-1, place),
            words.place(&line.value),
            words.place(&line.dates),
            year(line.span.earliest, Span::UNKNOWN.earliest),
            year(line.span.latest, Span::UNKNOWN.latest),
            words.place(line.status),
            words.place(line.certainty),
            words.place(&line.hedge),
            line.evidence.and_then(|evidence| sources.get(evidence.source.as_str())).map_or(-1, |at| *at as i64),
            words.place(&lines_cited.unwrap_or_default()),
            words.place(&anchors),
            words.place(line.note),
            words.place(conflicts.get(line.id.as_str()).map_or("", String::as_str)),
        ]));
    };
    for claim in &dataset.claims {
        push(of_claim(claim), &mut words);
    }
    let named = (dataset.positions.rows.len() > POSITIONS).then(|| named(document));
    let mut left = 0;
    for row in &dataset.positions.rows {
        let detail = &dataset.positions.details[row.detail as usize];
        let decision = &dataset.decisions[row.decision as usize];
        let actor = &dataset.entities[row.actor as usize].id;
        if named.as_ref().is_some_and(|named| !named.contains(format!("{}/{actor}", decision.id).as_str())) {
            left += 1;
            continue;
        }
        let date = detail.date.as_ref().or(decision.date.as_ref());
        let tallied = || dataset.tallies.iter().find(|tally| tally.decision == decision.id);
        let own = dataset.positions.evidence(row);
        push(
            Line {
                id: format!("{}/{actor}", decision.id),
                subject: actor,
                relation: "position",
                object: Some(&decision.id),
                value: row.position.to_string(),
                dates: date.map(|date| date.text().to_owned()).unwrap_or_default(),
                span: date.map_or(Span::UNKNOWN, Date::span),
                status: "actual",
                certainty: detail.certainty.map_or("stated", |certainty| certainty.word()),
                hedge: detail.attributed_to.clone(),
                evidence: own.as_ref().or_else(|| tallied().map(|tally| &tally.evidence)),
                note: &detail.note,
            },
            &mut words,
        );
    }
    for tally in &dataset.tallies {
        push(
            Line {
                id: format!("{}/{}/{}", tally.decision, tally.measure.word(), tally.evidence),
                subject: &tally.decision,
                relation: "count",
                object: None,
                value: format!("{} {}", tally.measure.word(), tally.value),
                dates: tally.as_of.as_ref().map(|date| format!("as of {date}")).unwrap_or_default(),
                span: tally.as_of.as_ref().map_or(Span::UNKNOWN, Date::span),
                status: tally.status.word(),
                certainty: tally.certainty.word(),
                hedge: tally.attributed_to.clone(),
                evidence: Some(&tally.evidence),
                note: "",
            },
            &mut words,
        );
    }
    let record = lines.len();
    for table in ledger.gone {
        lines.extend((0..table.len()).map(|row| gone(table, row, &place, &sources, &mut words)));
    }
    let clean = super::html::clean;
    let entities: Vec<Value> = dataset
        .entities
        .iter()
        .map(|entity| {
            let aliases: Vec<String> = entity.aliases.iter().map(|alias| clean(alias)).collect();
            let names = [&entity.name, &entity.name_ja].map(|name| clean(name));
            json!([clean(&entity.id), words.place(&entity.kind), names[0], names[1], aliases, entity.iso3])
        })
        .collect();
    let sources: Vec<Value> = dataset
        .sources
        .iter()
        .map(|source| json!([clean(&source.id), clean(dataset.name(&source.id)), clean(&source.url)]))
        .collect();
    let steps: Vec<Value> = ledger.steps.iter().flat_map(|graph| steps(graph, &place)).collect();
    let labels = |of: &[(&str, &str, &str)]| -> BTreeMap<String, [String; 2]> {
        of.iter().map(|(id, english, japanese)| (clean(id), [clean(english), clean(japanese)])).collect()
    };
    let kinds: Vec<(&str, &str, &str)> =
        dataset.schema.kinds.iter().map(|kind| (kind.id.as_str(), &*kind.label, &*kind.label_ja)).collect();
    let relations: Vec<(&str, &str, &str)> = (dataset.schema.relations.iter())
        .map(|relation| (relation.id.as_str(), &*relation.label, &*relation.label_ja))
        .chain([("position", "position", "立場"), ("count", "count", "数")])
        .collect();
    let ledger = json!({
        "language": Language::ALL.iter().find(|(one, _)| *one == language).map_or("en", |(_, word)| *word),
        "left": left,
        "gone": lines.len() - record,
        "kinds": labels(&kinds),
        "relations": labels(&relations),
        "words": words.list,
        "sources": sources,
        "entities": entities,
        "claims": lines,
        "steps": steps,
    });
    inert(&ledger.to_string())
}

/// The ids of the rows that the marks and the shown rows of a document rest on.
fn named(document: &Document) -> BTreeSet<&str> {
    let tables = document.blocks.iter().flat_map(|block| match block {
        Block::Table { table, shown } => vec![(table, *shown)],
        Block::Drawing { subject, .. } => subject.tables().into_iter().map(|table| (table, usize::MAX)).collect(),
        _ => Vec::new(),
    });
    let columns = tables.flat_map(|(table, shown)| table.columns.iter().map(move |column| (column, shown)));
    let cells = columns
        .filter(|(column, _)| matches!(column.role, ColumnRole::Claims | ColumnRole::Id))
        .flat_map(|(column, shown)| column.cells.iter().take(shown));
    cells
        .flat_map(|cell| match cell {
            CellRef::List(ids) => ids.iter().map(String::as_str).collect(),
            CellRef::Text(id) => vec![id],
            _ => Vec::new(),
        })
        .collect()
}

/// A line of an earlier report, from its table: found by the roles of the columns.
fn gone(
    table: &Table,
    row: usize,
    place: &dyn Fn(&str) -> i64,
    sources: &BTreeMap<&str, usize>,
    words: &mut Words,
) -> Value {
    let text = |role: ColumnRole| table.cell(row, role).map(CellRef::plain).unwrap_or_default();
    let first = |roles: &[ColumnRole]| roles.iter().map(|role| text(*role)).find(|text| !text.is_empty());
    let (subject, evidence) =
        (first(&[ColumnRole::Actor, ColumnRole::Item]).unwrap_or_default(), text(ColumnRole::Evidence));
    let counted = table.by_role(ColumnRole::Actor).is_none();
    let object =
        if counted { String::new() } else { first(&[ColumnRole::Other, ColumnRole::Item]).unwrap_or_default() };
    let id = first(&[ColumnRole::Id, ColumnRole::Claims])
        .unwrap_or_else(|| format!("{subject}/{}/{evidence}", text(ColumnRole::Position)));
    let relation = first(&[ColumnRole::Class]).unwrap_or_else(|| if counted { "count" } else { "position" }.to_owned());
    // What the record no longer knows is named by its id.
    let known = |id: &str| if place(id) < 0 { id.to_owned() } else { String::new() };
    let said =
        [known(&object), text(ColumnRole::Position), if counted { text(ColumnRole::Value) } else { String::new() }];
    let said: Vec<&str> = said.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let (source, lines) = match evidence.find([':', ' ']) {
        Some(at) => (&evidence[..at], evidence[at + 1..].trim()),
        None => (evidence.as_str(), ""),
    };
    let named = |name: &str| table.named(name).map(|column| column.cells.at(row).plain()).unwrap_or_default();
    let numbers = !lines.is_empty() && lines.bytes().all(|byte| byte.is_ascii_digit() || b"-, ".contains(&byte));
    let anchors = if numbers { named("anchor") } else { lines.to_owned() };
    let year = |text: &str| text.get(..4).and_then(|year| year.parse::<i32>().ok());
    let date = text(ColumnRole::Begin);
    let note = match known(&subject) {
        unknown if unknown.is_empty() => named("note"),
        unknown => format!("{unknown} {relation}. {}", named("note")),
    };
    json!([
        super::html::clean(&id),
        place(&subject),
        words.place(&relation),
        if object.is_empty() { -1 } else { place(&object) },
        words.place(&said.join(" ")),
        words.place(&date),
        year(&date),
        year(&date),
        words.place(&text(ColumnRole::Status)),
        words.place(""),
        words.place(""),
        sources.get(source).map_or(-1, |at| *at as i64),
        words.place(if numbers { lines } else { "" }),
        words.place(&anchors),
        words.place(&note),
        words.place(""),
    ])
}

/// The same JSON without a `<`, and without a quotation mark inside a text: no label can end the block or an attribute.
fn inert(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut characters = json.chars();
    while let Some(c) = characters.next() {
        match c {
            '<' => out.push_str("\\u003c"),
            '\\' => match characters.next() {
                Some('"') => out.push_str("\\u0022"),
                other => {
                    out.push('\\');
                    out.extend(other);
                }
            },
            c => out.push(c),
        }
    }
    out
}

fn of_claim(claim: &Claim) -> Line<'_> {
    let span = |date: &Option<Date>| date.as_ref().map_or(Span::UNKNOWN, Date::span);
    let text = |date: &Option<Date>| date.as_ref().map(|date| date.text().to_owned()).unwrap_or_default();
    let (begin, end) = if claim.end.is_some() {
        (span(&claim.begin), span(&claim.end))
    } else if claim.begin.is_some() {
        (span(&claim.begin), span(&claim.begin))
    } else {
        (span(&claim.as_of), span(&claim.as_of))
    };
    let mut dates = [text(&claim.begin), text(&claim.end)].join(" – ").trim_matches([' ', '–']).to_owned();
    if claim.as_of.is_some() {
        dates = [dates, format!("as of {}", text(&claim.as_of))].join(" ").trim().to_owned();
    }
    let qualifiers: Vec<String> = claim.qualifiers.iter().map(|(key, value)| format!("{key}={value}")).collect();
    let value = claim.target.value().unwrap_or_default();
    let value = if qualifiers.is_empty() { value.to_owned() } else { format!("{value} [{}]", qualifiers.join("; ")) };
    let hedge: Vec<&str> = (claim.modality.map(|modality| modality.word()).into_iter())
        .chain(Some(claim.attributed_to.as_str()).filter(|by| !by.is_empty()))
        .collect();
    Line {
        id: claim.id.clone(),
        subject: &claim.subject,
        relation: &claim.relation,
        object: claim.target.entity(),
        value: value.trim().to_owned(),
        dates,
        span: Span { earliest: begin.earliest, latest: end.latest },
        status: claim.status.word(),
        certainty: claim.certainty.word(),
        hedge: hedge.join("; "),
        evidence: Some(&claim.evidence),
        note: &claim.note,
    }
}

/// What each claim in a conflict conflicts about: those at the line of the conflict, and those that it names.
fn conflicts<'a>(dataset: &'a Dataset, diagnostics: &[Diagnostic]) -> BTreeMap<&'a str, String> {
    let mut found = BTreeMap::new();
    for conflict in diagnostics.iter().filter(|found| found.severity == Severity::Conflict) {
        let named: Vec<&str> = conflict.message.split(|c: char| c.is_whitespace() || "`,;:()".contains(c)).collect();
        for claim in &dataset.claims {
            let here = *claim.origin.file == *conflict.file && claim.origin.line == conflict.line;
            if here || named.contains(&claim.id.as_str()) {
                found.insert(claim.id.as_str(), conflict.message.clone());
            }
        }
    }
    found
}

/// Each tie of a flow: from, to, its class, the years it may have happened in, its claims.
fn steps(graph: &AttributedGraph, place: &dyn Fn(&str) -> i64) -> Vec<Value> {
    let year = |row: usize, role: ColumnRole| {
        let text = graph.ties.cell(row, role).map(CellRef::plain).unwrap_or_default();
        text.get(..4).and_then(|year| year.parse::<i32>().ok())
    };
    let end = |node: usize| place(graph.nodes.text(node, ColumnRole::Id));
    (graph.ends.iter().enumerate())
        .map(|(row, (from, to))| {
            let claims = graph.ties.cell(row, ColumnRole::Claims).map(CellRef::plain).unwrap_or_default();
            let claims: Vec<&str> = claims.split("; ").filter(|id| !id.is_empty()).collect();
            let class = graph.ties.text(row, ColumnRole::Class);
            json!([end(*from), end(*to), class, year(row, ColumnRole::Begin), year(row, ColumnRole::End), claims])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inert_json_is_the_same_json() {
        for text in ["</script>", "a\\", "\\\"", "\" onload=x", "\u{1}\n日本"] {
            let written = inert(&json!([text]).to_string());
            assert!(!written.contains('<') && written.matches('"').count() == 2, "{written}");
            assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), json!([text]));
        }
    }
}
