//! The typed graph as a tray, so that every format can hold it.

use serde_json::Value;

use crate::graph::Graph;
use crate::model::{Certainty, Claim, Date, Modality, Source, Status};
use crate::result::{AttributedGraph, Cell, CellKind, ColumnRole, GraphRole, Method, Table};

/// Every entity and every edge, with the claims behind it: ids, sources and lines travel with the tie.
///
/// An edge is actual if one of its claims is, stated if one is, hedged only if all are. Denied claims and claims with
/// a value are no edges; positions are a table of their own.
///
/// `claim_records` and `source_record` hold the rows of `claims.csv` and `sources.csv` as JSON, cells by column, so that
/// a graph that comes back is the same dataset.
pub fn attributed(graph: &Graph) -> AttributedGraph {
    let dataset = graph.dataset();
    let method = Method::new("typed graph of the record", "")
        .with("datasets", dataset.names.join(", "))
        .counting("entities", dataset.entities.len())
        .counting("edges", graph.edge_count())
        .counting("claims", graph.ties().map(|tie| tie.edge.claims.len()).sum())
        .noting("Denied claims and claims that carry a value are no edges; recorded positions are a table.");
    let mut nodes = Table::new("nodes", method.clone())
        .column("id", CellKind::Text, ColumnRole::Id, "")
        .column("kind", CellKind::Text, ColumnRole::Kind, "")
        .column("class", CellKind::Text, ColumnRole::Class, "")
        .column("name", CellKind::Text, ColumnRole::Label, "")
        .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
        .column("aliases", CellKind::List, ColumnRole::Attribute, "")
        .column("iso3", CellKind::Text, ColumnRole::Attribute, "")
        .column("note", CellKind::Text, ColumnRole::Attribute, "")
        .column("source_record", CellKind::Text, ColumnRole::Attribute, "");
    for entity in &dataset.entities {
        let class = dataset.schema.class(&entity.kind).map(|class| format!("{class:?}").to_lowercase());
        nodes.push([
            Cell::text(&entity.id),
            Cell::text(&entity.kind),
            Cell::text(class.unwrap_or_default()),
            Cell::text(&entity.name),
            Cell::text(&entity.name_ja),
            if entity.aliases.is_empty() { Cell::Empty } else { Cell::List(entity.aliases.clone()) },
            Cell::text(&entity.iso3),
            Cell::text(&entity.note),
            Cell::text(dataset.source(&entity.id).map(source_record).unwrap_or_default()),
        ]);
    }
    let mut ties = Table::new("ties", method.clone())
        .column("relation", CellKind::Text, ColumnRole::Class, "")
        .column("code", CellKind::Text, ColumnRole::Position, "")
        .column("begin", CellKind::Text, ColumnRole::Begin, "")
        .column("end", CellKind::Text, ColumnRole::End, "")
        .column("status", CellKind::Text, ColumnRole::Status, "")
        .column("certainty", CellKind::Text, ColumnRole::Certainty, "")
        .column("modality", CellKind::Text, ColumnRole::Attribute, "")
        .column("n_claims", CellKind::Integer, ColumnRole::Weight, "claims")
        .column("claims", CellKind::List, ColumnRole::Claims, "")
        .column("evidence", CellKind::List, ColumnRole::Evidence, "")
        .column("claim_records", CellKind::Text, ColumnRole::Attribute, "");
    for tie in graph.ties() {
        let claims: Vec<&Claim> = graph.claims(tie.edge).collect();
        let date = |of: fn(&Claim) -> &Option<crate::model::Date>| {
            claims.iter().find_map(|claim| of(claim).as_ref()).map(|date| date.text().to_owned()).unwrap_or_default()
        };
        let status = claims.iter().map(|claim| claim.status).min().unwrap_or(Status::Actual);
        let certainty = claims.iter().map(|claim| claim.certainty).min().unwrap_or(Certainty::Stated);
        let modality = claims.iter().map(|claim| claim.modality).min().flatten();
        ties.push([
            Cell::text(&tie.edge.relation),
            Cell::text(tie.edge.code.clone().unwrap_or_default()),
            Cell::text(date(|claim| &claim.begin)),
            Cell::text(date(|claim| &claim.end)),
            Cell::text(status.word()),
            Cell::text(certainty.word()),
            Cell::text(modality.map_or("", Modality::word)),
            Cell::count(claims.len()),
            Cell::List(claims.iter().map(|claim| claim.id.clone()).collect()),
            Cell::List(claims.iter().map(|claim| claim.evidence.to_string()).collect()),
            Cell::text(Value::Array(claims.iter().map(|claim| claim_record(claim)).collect()).to_string()),
        ]);
    }
    let ends = graph.ends().collect();
    AttributedGraph {
        name: "typed-graph".to_owned(),
        directed: true,
        role: GraphRole::OneMode,
        nodes,
        ties,
        ends,
        method,
    }
}

/// A row as an object: the cells that are not empty.
fn record(cells: &[(&str, String)]) -> Value {
    let cells = cells.iter().filter(|(_, cell)| !cell.is_empty());
    Value::Object(cells.map(|(column, cell)| ((*column).to_owned(), Value::String(cell.clone()))).collect())
}

fn date(date: &Option<Date>) -> String {
    date.as_ref().map_or_else(String::new, |date| date.text().to_owned())
}

fn source_record(source: &Source) -> String {
    record(&[
        ("id", source.id.clone()),
        ("author", source.author.clone()),
        ("publisher", source.publisher.clone()),
        ("published", date(&source.published)),
        ("language", source.language.clone()),
        ("url", source.url.clone()),
        ("sha256", source.sha256.clone()),
        ("note", source.note.clone()),
    ])
    .to_string()
}

fn claim_record(claim: &Claim) -> Value {
    let qualifiers: Vec<String> = claim.qualifiers.iter().map(|(key, value)| format!("{key}={value}")).collect();
    record(&[
        ("id", claim.id.clone()),
        ("subject", claim.subject.clone()),
        ("relation", claim.relation.clone()),
        ("object", claim.target.entity().unwrap_or_default().to_owned()),
        ("value", claim.target.value().unwrap_or_default().to_owned()),
        ("begin", date(&claim.begin)),
        ("end", date(&claim.end)),
        ("status", claim.status.word().to_owned()),
        ("certainty", claim.certainty.word().to_owned()),
        ("modality", claim.modality.map_or("", Modality::word).to_owned()),
        ("open", claim.open.word().to_owned()),
        ("attributed_to", claim.attributed_to.clone()),
        ("as_of", date(&claim.as_of)),
        ("qualifiers", qualifiers.join("; ")),
        ("source", claim.evidence.source.clone()),
        ("lines", claim.evidence.lines.map(|lines| lines.to_string()).unwrap_or_default()),
        ("anchor", claim.evidence.anchors.join("; ")),
        ("note", claim.note.clone()),
    ])
}
