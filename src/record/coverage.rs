//! How far the record reaches: what was coded, from which source, how surely, and what is missing.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::Graph;
use crate::model::{Certainty, Claim, Status};
use crate::result::{Cell, CellKind, ColumnRole, Method, Table, Undefined};

/// One row a source: its claims, tallies and positions, how many are inferred, hedged, planned, denied and undated,
/// and how many lines of its text at least one claim cites.
///
/// # Undefined
/// The lines cited of a source whose text is not held.
///
/// ```
/// use blocs::{dataset, graph::Graph, record::coverage};
/// # let folder = dataset::builtin("toy-council").unwrap();
/// # let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// let table = coverage::by_source(&graph);
/// let gazette = table.index()["gazette"];
/// let count = |name: &str| table.named(name).and_then(|column| column.cells.at(gazette).as_f64());
/// // Three claims: one denied, one inferred, one planned.
/// assert_eq!((count("claims"), count("denied"), count("inferred")), (Some(3.0), Some(1.0), Some(1.0)));
/// assert_eq!(count("lines_cited"), None);
/// ```
pub fn by_source(graph: &Graph) -> Table {
    let dataset = graph.dataset();
    let mut table =
        Table::new("coverage", Method::new("coverage of the record", "").counting("sources", dataset.sources.len()))
            .titled("What was coded")
            .column("source", CellKind::Text, ColumnRole::Id, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("claims", CellKind::Integer, ColumnRole::Count, "claims")
            .column("inferred", CellKind::Integer, ColumnRole::Attribute, "claims")
            .column("hedged", CellKind::Integer, ColumnRole::Attribute, "claims")
            .column("planned", CellKind::Integer, ColumnRole::Attribute, "claims")
            .column("denied", CellKind::Integer, ColumnRole::Attribute, "claims")
            .column("undated", CellKind::Integer, ColumnRole::Attribute, "claims")
            .column("tallies", CellKind::Integer, ColumnRole::Attribute, "counts")
            .column("positions", CellKind::Integer, ColumnRole::Attribute, "rows")
            .column("lines_cited", CellKind::Integer, ColumnRole::Attribute, "lines");
    for source in &dataset.sources {
        let claims: Vec<&Claim> = dataset.claims.iter().filter(|claim| claim.evidence.source == source.id).collect();
        let tallies = dataset.tallies.iter().filter(|tally| tally.evidence.source == source.id);
        let of_source = |detail: u32| {
            dataset.positions.details[detail as usize].evidence.as_ref().is_some_and(|e| e.source == source.id)
        };
        let positions = dataset.positions.rows.iter().filter(|row| of_source(row.detail)).count();
        let mut lines = BTreeSet::new();
        for evidence in claims.iter().map(|claim| &claim.evidence).chain(tallies.clone().map(|tally| &tally.evidence)) {
            lines.extend(evidence.lines.iter().flat_map(|range| range.first..=range.last));
        }
        let how_many = |keep: fn(&Claim) -> bool| Cell::count(claims.iter().filter(|claim| keep(claim)).count());
        let cited = if source.sha256.is_empty() {
            Cell::Undefined(Undefined::because("no text is held"))
        } else {
            Cell::count(lines.len())
        };
        table.push([
            Cell::text(&source.id),
            Cell::text(dataset.name(&source.id)),
            Cell::count(claims.len()),
            how_many(|claim| claim.certainty == Certainty::Inferred),
            how_many(|claim| claim.modality.is_some()),
            how_many(|claim| claim.status == Status::Planned),
            how_many(|claim| claim.status == Status::Denied),
            how_many(|claim| claim.begin.is_none()),
            Cell::count(tallies.count()),
            Cell::count(positions),
            cited,
        ]);
    }
    table
}

/// One row a source and how its claims are made: stated or inferred of what is, hedged, planned, or denied. Each claim
/// is counted once, under the first of denied, planned (or proposed, or requested), hedged and inferred that holds.
pub fn by_manner(graph: &Graph) -> Table {
    let dataset = graph.dataset();
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for claim in &dataset.claims {
        let manner = match (claim.status, claim.modality, claim.certainty) {
            (Status::Denied, ..) => "denied",
            (Status::Planned | Status::Proposed | Status::Requested, ..) => "planned",
            (Status::Actual, Some(_), _) => "hedged",
            (Status::Actual, None, Certainty::Inferred) => "inferred",
            (Status::Actual, None, Certainty::Stated) => "stated",
        };
        *counts.entry((&claim.evidence.source, manner)).or_default() += 1;
    }
    let method = Method::new("claims by source and manner", "").counting("claims", dataset.claims.len());
    let mut table = Table::new("manners", method)
        .titled("How claims are made")
        .column("source", CellKind::Text, ColumnRole::Id, "")
        .column("name", CellKind::Text, ColumnRole::Label, "")
        .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
        .column("manner", CellKind::Text, ColumnRole::Group, "")
        .column("claims", CellKind::Integer, ColumnRole::Count, "claims");
    for ((source, manner), count) in counts {
        let name_ja = dataset.entity(source).map_or("", |entity| entity.name_ja.as_str());
        table.push([
            Cell::text(source),
            Cell::text(dataset.name(source)),
            Cell::text(name_ja),
            Cell::text(manner),
            Cell::count(count),
        ]);
    }
    table
}

/// One row a relation: how many claims, of how many sources.
///
/// ```
/// use blocs::{dataset, graph::Graph, record::coverage, result::{CellRef, ColumnRole}};
/// # let folder = dataset::builtin("toy-council").unwrap();
/// # let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// let table = coverage::by_relation(&graph);
/// // Thirteen memberships, one of them denied by the other source.
/// assert_eq!((table.text(0, ColumnRole::Class), table.cell(0, ColumnRole::Count)), ("member_of", Some(CellRef::Integer(13))));
/// ```
pub fn by_relation(graph: &Graph) -> Table {
    let mut counts: BTreeMap<&str, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for claim in &graph.dataset().claims {
        let slot = counts.entry(claim.relation.as_str()).or_default();
        slot.0 += 1;
        slot.1.insert(&claim.evidence.source);
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by(|a, b| b.1.0.cmp(&a.1.0).then_with(|| a.0.cmp(b.0)));
    let mut table = Table::new("relations", Method::new("claims by relation", "").counting("relations", rows.len()))
        .column("relation", CellKind::Text, ColumnRole::Class, "")
        .column("claims", CellKind::Integer, ColumnRole::Count, "claims")
        .column("sources", CellKind::Integer, ColumnRole::Attribute, "sources");
    for (relation, (claims, sources)) in rows {
        table.push([Cell::text(relation), Cell::count(claims), Cell::count(sources.len())]);
    }
    table
}

/// One row a kind: how many entities, how many without a Japanese name, how many that no claim speaks of.
///
/// ```
/// use blocs::{dataset, graph::Graph, record::coverage, result::{CellRef, ColumnRole}};
/// # let folder = dataset::builtin("toy-council").unwrap();
/// # let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// let table = coverage::by_kind(&graph);
/// assert_eq!((table.text(0, ColumnRole::Kind), table.cell(0, ColumnRole::Count)), ("state", Some(CellRef::Integer(6))));
/// ```
pub fn by_kind(graph: &Graph) -> Table {
    let dataset = graph.dataset();
    let spoken_of: BTreeSet<&str> = dataset
        .claims
        .iter()
        .flat_map(|claim| [Some(claim.subject.as_str()), claim.target.entity()])
        .flatten()
        .collect();
    let mut table =
        Table::new("kinds", Method::new("entities by kind", "").counting("entities", dataset.entities.len()))
            .titled("Entities by kind")
            .column("kind", CellKind::Text, ColumnRole::Kind, "")
            .column("entities", CellKind::Integer, ColumnRole::Count, "entities")
            .column("without_japanese", CellKind::Integer, ColumnRole::Attribute, "entities")
            .column("without_claims", CellKind::Integer, ColumnRole::Attribute, "entities");
    for kind in &dataset.schema.kinds {
        let of_kind: Vec<_> = dataset.entities.iter().filter(|entity| entity.kind == kind.id).collect();
        if !of_kind.is_empty() {
            table.push([
                Cell::text(&kind.id),
                Cell::count(of_kind.len()),
                Cell::count(of_kind.iter().filter(|entity| entity.name_ja.is_empty()).count()),
                Cell::count(of_kind.iter().filter(|entity| !spoken_of.contains(entity.id.as_str())).count()),
            ]);
        }
    }
    table
}
