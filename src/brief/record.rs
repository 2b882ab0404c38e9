//! What was coded, how surely, and where the record disagrees with itself, in words.

use std::collections::BTreeMap;

use crate::graph::Graph;
use crate::model::schema::Role;
use crate::model::{Certainty, Claim, Dataset, Decision, Diagnostic, Position, Severity, Status};
use crate::record::{conflicts, coverage, decision};
use crate::result::{Cell, CellKind, ColumnRole, Document, Phrase, Subject, Table};

use super::report::Summary;
use super::{count, japanese};

/// What figures are drawn from: the datasets, and the documents that speak in them, by their names where they are few.
///
/// ```
/// use blocs::{brief, model::Dataset};
/// let mut dataset = Dataset::default();
/// dataset.names = vec!["votes".into()];
/// assert_eq!(brief::record::data(&dataset).english, "Data: votes.");
/// ```
pub fn data(dataset: &Dataset) -> Phrase {
    let named = named(&dataset.names);
    let sources = &dataset.sources;
    let names = |japanese: bool| {
        let name = |id: &str| match dataset.entity(id) {
            Some(entity) if japanese && !entity.name_ja.is_empty() => entity.name_ja.clone(),
            Some(entity) if !entity.name.is_empty() => entity.name.clone(),
            _ => id.to_owned(),
        };
        sources.iter().map(|source| name(&source.id)).collect::<Vec<_>>().join("; ")
    };
    match sources.len() {
        0 => named,
        n @ 1..=FEW_SOURCES => Phrase::new(
            format!("{} {}: {}.", named.english, if n == 1 { "Source" } else { "Sources" }, names(false)),
            format!("{}出典：{}。", named.japanese, names(true)),
        ),
        n => Phrase::new(format!("{} Sources: {n}.", named.english), format!("{}出典{n}件。", named.japanese)),
    }
}

/// The most sources that a caption names one by one.
const FEW_SOURCES: usize = 3;

/// The same of data that are known by their names alone; of a file, its name without its folder.
pub fn named(names: &[String]) -> Phrase {
    let last = |name: &String| {
        let file = name.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(name);
        file.strip_suffix(".csv").unwrap_or(file).to_owned()
    };
    let mut names: Vec<String> = names.iter().map(last).collect();
    names.dedup();
    if names.is_empty() {
        return Phrase::default();
    }
    Phrase::new(format!("Data: {}.", names.join(", ")), format!("資料：{}。", names.join("、")))
}

/// One or two sentences on what the record holds.
pub fn sentences(graph: &Graph, diagnostics: &[Diagnostic]) -> Vec<Phrase> {
    let dataset = graph.dataset();
    let claims = &dataset.claims;
    let how_many = |keep: fn(&&Claim) -> bool| claims.iter().filter(keep).count();
    let inferred = how_many(|claim| claim.certainty == Certainty::Inferred);
    let undated = how_many(|claim| claim.begin.is_none());
    let planned = how_many(|claim| claim.status == Status::Planned);
    let speaking: std::collections::BTreeSet<&str> =
        claims.iter().map(|claim| claim.evidence.source.as_str()).collect();
    let (entities, decisions) = (dataset.entities.len(), dataset.decisions.len());
    let (positions, counts) = (dataset.positions.rows.len(), dataset.tallies.len());
    let mut sentences = vec![Phrase::new(
        format!(
            "{} of {} about {}; {} and {} on {}.",
            count(claims.len(), "claim"),
            count(speaking.len(), "source"),
            count(entities, "entity"),
            count(positions, "recorded position"),
            count(counts, "count"),
            count(decisions, "decision"),
        ),
        format!(
            "資料{}点による主張{}件が、主体・文書・会合など{entities}件について述べる。決定{decisions}件については、立場の記録が{positions}件、\
             票数などの数が{counts}件ある。",
            speaking.len(),
            claims.len(),
        ),
    )];
    if !claims.is_empty() {
        sentences.push(Phrase::new(
            format!(
                "{inferred} of the claims {} the coder's inference, {undated} undated, and {planned} of something planned.",
                if inferred == 1 { "is" } else { "are" },
            ),
            format!("主張のうち{inferred}件はコーダーの推論、{undated}件は日付不明、{planned}件は予定についてのものである。"),
        ));
    }
    let disagree = diagnostics.iter().filter(|found| found.severity == Severity::Conflict).count();
    sentences.push(match disagree {
        0 => Phrase::new("No two claims of the record contradict each other.", "互いに矛盾する主張はない。"),
        n => Phrase::new(
            format!("{} {} kept unresolved.", count(n, "conflict"), if n == 1 { "is" } else { "are" }),
            format!("矛盾{n}件は、どちらも採らずにそのまま残してある。"),
        ),
    });
    sentences
}

/// What a report says of it, under its three headings.
pub(super) fn summarize(graph: &Graph, diagnostics: &[Diagnostic], summary: &mut Summary) {
    let mut sentences = sentences(graph, diagnostics);
    summary.sure.extend(sentences.drain(1..));
    summary.says.push((Phrase::new("What was coded", "何を記録したか"), sentences));
    if let Some(decision) = most_named(graph, |_| true) {
        let (counts, unknown) = split_sentences(graph, decision);
        let name = decision_name(graph, decision);
        summary.says.push((name.clone(), counts));
        if decision::rest(graph, decision) != Some(0) {
            let of = |said: Phrase| {
                Phrase::new(
                    format!("{}: {}.", name.english, said.english),
                    format!("{}：{}。", name.japanese, said.japanese),
                )
            };
            summary.unknown.extend(unknown.into_iter().map(of));
        }
    }
}

/// The name of a decision.
pub(super) fn decision_name(graph: &Graph, decision: &Decision) -> Phrase {
    let entity = graph.dataset().entity(&decision.id);
    entity.map_or_else(
        || japanese::name(&decision.id, ""),
        |entity| japanese::name(graph.dataset().name(&entity.id), &entity.name_ja),
    )
}

/// The section of the record.
pub fn section(page: &mut Document, graph: &Graph, diagnostics: &[Diagnostic]) {
    page.table(coverage::by_source(graph));
    page.long_table(coverage::by_kind(graph), 20);
    let conflicts = conflicts::table(diagnostics, conflicts::Rows::Left);
    if !conflicts.is_empty() {
        page.long_table(conflicts, 20);
    }
}

/// Of these decisions the one of which most single actors are named; of several, the first by id.
pub fn most_named(graph: &Graph, of: impl Fn(&Decision) -> bool) -> Option<&Decision> {
    let dataset = graph.dataset();
    let named = |decision: &Decision| -> usize {
        decision.procedure.positions().iter().map(|position| dataset.named(&decision.id, *position, None).len()).sum()
    };
    let best = dataset.decisions.iter().filter(|decision| of(decision)).map(named).max().filter(|most| *most > 0)?;
    dataset.decisions.iter().find(|decision| of(decision) && named(decision) == best)
}

/// What a decision split, in sentences: counts and names; and what nobody accounts for.
fn split_sentences(graph: &Graph, of: &Decision) -> (Vec<Phrase>, Vec<Phrase>) {
    let dataset = graph.dataset();
    let counted = decision::classes(graph, of);
    let day = decision::day(graph, of);
    let mut sentences: Vec<Phrase> = Vec::new();
    for position in of.procedure.positions() {
        let named = dataset.named(&of.id, *position, day).len();
        let japanese = position.japanese();
        match counted.iter().find(|(measure, _)| measure.position() == Some(*position)) {
            Some((_, stated)) => sentences.push(Phrase::new(
                format!("{position}: {stated} counted, of whom the record names {named}."),
                format!("{japanese}：資料の挙げる数は{stated}、うち記録で名の分かるものは{named}。"),
            )),
            None if named > 0 => sentences.push(Phrase::new(
                format!("{position}: the record names {named}; no source counts them."),
                format!("{japanese}：記録で名の分かるものは{named}。数を挙げる資料はない。"),
            )),
            None => {}
        }
    }
    (sentences, decision::unaccounted(graph, of))
}

/// The split of a decision as a tray: a row an actor of the record's kinds, with region and position.
///
/// Actors of the register without a position are there, with an empty cell: unknown, never "no". Actors are the single
/// ones that hold a position on any decision, and all of their kind that have a region.
pub fn split(graph: &Graph, of: &Decision) -> Subject {
    let dataset = graph.dataset();
    let day = decision::day(graph, of);
    let method = crate::result::Method::new("positions on a decision, by region", "")
        .with("decision", &of.id)
        .with("procedure", of.procedure)
        .noting("An actor without a record is unknown, which is no position.");
    let mut actors = Table::new("split", method.clone())
        .titled(dataset.name(&of.id))
        .column("actor", CellKind::Text, ColumnRole::Id, "")
        .column("name", CellKind::Text, ColumnRole::Label, "")
        .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
        .column("code", CellKind::Text, ColumnRole::Code, "")
        .column("region", CellKind::Text, ColumnRole::Region, "")
        .column("region_ja", CellKind::Text, ColumnRole::RegionJa, "")
        .column("position", CellKind::Text, ColumnRole::Position, "")
        .column("claims", CellKind::List, ColumnRole::Claims, "");
    let behind = behind(graph, of);
    let held: Vec<(&str, std::collections::BTreeSet<&str>)> = of
        .procedure
        .positions()
        .iter()
        .map(|position| (position.word(), dataset.named(&of.id, *position, day)))
        .collect();
    let position = |id: &str| {
        let of_actor: Vec<&str> = held.iter().filter(|(_, named)| named.contains(id)).map(|(word, _)| *word).collect();
        // Two positions on record are a conflict, which is no position.
        if let [one] = of_actor.as_slice() { (*one).to_owned() } else { String::new() }
    };
    let mut unknown = 0;
    for entity in &dataset.entities {
        let region = crate::view::region(graph, &entity.id).map(|region| (region.name, region.name_ja));
        let at_issue = held.iter().any(|(_, named)| named.contains(entity.id.as_str()));
        let listed = dataset.schema.is_a(&entity.kind, "state") && region.is_some();
        if !at_issue && !listed {
            continue;
        }
        let position = position(&entity.id);
        unknown += usize::from(position.is_empty());
        let (region, region_ja) = region.unwrap_or_default();
        actors.push([
            Cell::text(&entity.id),
            Cell::text(&entity.name),
            Cell::text(&entity.name_ja),
            Cell::text(&entity.iso3),
            Cell::text(region),
            Cell::text(region_ja),
            Cell::text(position),
            behind.get(entity.id.as_str()).map_or(Cell::Empty, |claims| Cell::List(claims.clone())),
        ]);
    }
    actors.method = actors.method.clone().counting("actors", actors.len()).counting("unknown", unknown);
    if let Some(day) = day {
        actors.method = actors.method.clone().with("as of", day);
        let later = |position: &Position| {
            let then = dataset.named(&of.id, *position, Some(day));
            let names = dataset.named(&of.id, *position, None).difference(&then).map(|id| dataset.name(id)).collect();
            (*position, names)
        };
        let later: Vec<(Position, Vec<&str>)> = of.procedure.positions().iter().map(later).collect();
        for (position, names) in later.iter().filter(|(_, names)| !names.is_empty()) {
            actors.method.notes.push(format!("Later {position}: {}.", names.join(", ")));
        }
    }
    Subject::Split { actors, tallies: counted(graph, of) }
}

/// The claims and rows on a decision, or on the text it was about, of each actor.
fn behind<'a>(graph: &'a Graph, of: &Decision) -> BTreeMap<&'a str, Vec<String>> {
    let dataset = graph.dataset();
    let mut behind: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    if let Ok(place) = dataset.decisions.binary_search_by(|other| other.id.cmp(&of.id)) {
        for row in dataset.positions.of(place) {
            let actor = dataset.entities[row.actor as usize].id.as_str();
            behind.entry(actor).or_default().push(format!("{}/{actor}", of.id));
        }
    }
    let signs = |claim: &&Claim| {
        let object = claim.target.entity();
        let roles = dataset.schema.relation(&claim.relation).map_or(&[][..], |relation| relation.roles.as_slice());
        (object == Some(of.id.as_str()) || !of.document.is_empty() && object == Some(of.document.as_str()))
            && roles.iter().any(|role| matches!(role, Role::Signature { .. } | Role::Position { .. }))
    };
    for claim in dataset.claims.iter().filter(signs) {
        behind.entry(&claim.subject).or_default().push(claim.id.clone());
    }
    behind
}

/// The counts of a split: one row a position with its first count and the actors named, then those whom no class
/// accounts for. Being eligible or present is no position and has no part in the bar.
fn counted(graph: &Graph, of: &Decision) -> Table {
    let dataset = graph.dataset();
    let mut table = Table::new("split-counts", decision::tallies(graph, of).method)
        .column("position", CellKind::Text, ColumnRole::Position, "")
        .column("count", CellKind::Integer, ColumnRole::Value, "actors")
        .column("named", CellKind::Integer, ColumnRole::Count, "actors");
    for (measure, value) in decision::classes(graph, of) {
        let Some(position) = measure.position() else { continue };
        let named = dataset.named(&of.id, position, decision::day(graph, of)).len();
        let value = i64::try_from(value).unwrap_or(i64::MAX);
        table.push([Cell::text(measure.word()), Cell::Integer(value), Cell::count(named)]);
    }
    if let Some(rest) = decision::rest(graph, of).filter(|rest| *rest > 0) {
        table.push([Cell::Empty, Cell::Integer(i64::try_from(rest).unwrap_or(i64::MAX)), Cell::count(0)]);
    }
    table
}
