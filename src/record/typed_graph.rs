//! The typed graph as a tray, so that every format can hold it.

use std::collections::BTreeMap;

use serde_json::json;

use super::{own_attributes, rows};
use crate::graph::Graph;
use crate::model::{Certainty, Claim, Dataset, Date, Day, Modality, Relation, Schema, Span, Status, Target, TimeKind};
use crate::result::{AttributedGraph, Cell, CellKind, ColumnRole, GraphRole, Method, Table, counted};
use crate::view::of_entities;

/// Every entity and every edge, with the claims behind it: ids, sources and lines travel with the tie.
///
/// An edge is actual if one of its claims is, stated if one is, hedged only if all are. It begins with the earliest of their
/// dates and ends with the latest, and has no end where a later claim has none; an event ends when it begins. Years bound
/// both. A node begins when it came to be or took place, as in the flow of [`crate::view::Flow`]: the earliest that is reported,
/// else the earliest that is planned; of states and other standing things most have no such day. A graph whose edges are all
/// symmetric is undirected; in any other the column `symmetric` tells which are. Denied claims and claims with a value are no
/// edges; positions are a table of their own.
///
/// So that a graph that comes back is the same dataset, rows travel as JSON, cells by column: those of `claims.csv` in
/// `claim_records` of their tie, and in `node_records` of a node its source, decision, tallies and codes and the claims that
/// are no edges, by table. The first node has what the dataset adds to the schema there. Recorded positions, which may be
/// millions, stay out.
///
/// ```
/// use blocs::{dataset, graph::Graph, record::typed_graph, result::ColumnRole};
/// # let folder = dataset::builtin("toy-council").unwrap();
/// # let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// let typed = typed_graph::attributed(&graph);
/// assert_eq!((typed.nodes.len(), typed.ends.len()), (graph.dataset().entities.len(), graph.edge_count()));
/// assert!((0..typed.ties.len()).all(|tie| typed.ties.cell(tie, ColumnRole::Claims).is_some()));
/// ```
pub fn attributed(graph: &Graph) -> AttributedGraph {
    let dataset = graph.dataset();
    let one_way = |relation: Option<&Relation>| relation.is_none_or(|relation| !relation.symmetric);
    let undirected = graph.ties().filter(|tie| !one_way(graph.relation(tie.edge))).count();
    let directed = undirected < graph.edge_count() || undirected == 0;
    let mut method = Method::new("typed graph of the record", "")
        .with("datasets", dataset.names.join(", "))
        .counting("entities", dataset.entities.len())
        .counting("edges", graph.edge_count())
        .counting("claims", graph.ties().map(|tie| tie.edge.claims.len()).sum())
        .noting("Denied claims and claims that carry a value are no edges but `node_records` of their subjects.")
        .noting(
            "A tie of several claims runs from the earliest begin to the latest end of those that have its status and modality, an \
             event ends when it begins; the dates of each claim are in `claim_records`.",
        )
        .noting(
            "A node begins on the first day on which it may have come to be or taken place (`begin`; the last is `begin_latest`), \
             as its occurrence, the act that made it, its decision or its publication says; `begin_status` tells whether that is so or only planned.",
        )
        .leaving_out("positions", dataset.positions.rows.len(), "a table: positions.csv, or `align positions`");
    match dataset.positions.rows.len() {
        0 => {}
        n => {
            let left = format!("Left out: {n} recorded {}", counted(n as u64, "positions"));
            method = method.noting(format!("{left}: a table (positions.csv, or `align positions`)."));
        }
    }
    if directed && undirected > 0 {
        let (ties, have) = (counted(undirected as u64, "ties"), if undirected == 1 { "has" } else { "have" });
        method = method.noting(format!(
            "{undirected} {ties} {have} no direction, which `symmetric` tells; a file with one direction for all ties has them as directed."
        ));
    }
    let mut records = records(dataset);
    let mut nodes = Table::new("nodes", method.clone())
        .column("id", CellKind::Text, ColumnRole::Id, "")
        .column("kind", CellKind::Text, ColumnRole::Kind, "")
        .column("class", CellKind::Text, ColumnRole::Class, "")
        .column("name", CellKind::Text, ColumnRole::Label, "")
        .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
        .column("aliases", CellKind::List, ColumnRole::Attribute, "")
        .column("iso3", CellKind::Text, ColumnRole::Attribute, "")
        .column("note", CellKind::Text, ColumnRole::Attribute, "")
        .column("begin", CellKind::Text, ColumnRole::Begin, "day")
        .column("begin_latest", CellKind::Text, ColumnRole::Attribute, "day")
        .column("begin_status", CellKind::Text, ColumnRole::Attribute, "")
        .column("node_records", CellKind::Text, ColumnRole::Attribute, "");
    let born = of_entities(graph);
    for entity in &dataset.entities {
        let born = born.get(entity.id.as_str());
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
            born.map_or(Cell::Empty, |born| day(born.date.earliest)),
            born.map_or(Cell::Empty, |born| day(born.date.latest)),
            // A word and no truth value: igraph has none that is missing, and would say that states have begun.
            Cell::text(born.map_or("", |born| (if born.planned { Status::Planned } else { Status::Actual }).word())),
            Cell::text(records.remove(entity.id.as_str()).unwrap_or_default()),
        ]);
    }
    let of_nodes = own_attributes::of_nodes(dataset, &mut nodes);
    let mut ties = Table::new("ties", method.clone())
        .column("relation", CellKind::Text, ColumnRole::Class, "")
        .column("code", CellKind::Text, ColumnRole::Position, "")
        .column("begin", CellKind::Text, ColumnRole::Begin, "")
        .column("end", CellKind::Text, ColumnRole::End, "")
        .column("begin_year", CellKind::Integer, ColumnRole::Attribute, "year")
        .column("begin_year_latest", CellKind::Integer, ColumnRole::Attribute, "year")
        .column("end_year_earliest", CellKind::Integer, ColumnRole::Attribute, "year")
        .column("end_year", CellKind::Integer, ColumnRole::Attribute, "year")
        .column("symmetric", CellKind::Boolean, ColumnRole::Undirected, "")
        .column("status", CellKind::Text, ColumnRole::Status, "")
        .column("certainty", CellKind::Text, ColumnRole::Certainty, "")
        .column("modality", CellKind::Text, ColumnRole::Attribute, "")
        .column("n_claims", CellKind::Integer, ColumnRole::Weight, "claims")
        .column("claims", CellKind::List, ColumnRole::Claims, "")
        .column("evidence", CellKind::List, ColumnRole::Evidence, "")
        .column("claim_records", CellKind::Text, ColumnRole::Attribute, "");
    for tie in graph.ties() {
        let claims: Vec<&Claim> = graph.claims(tie.edge).collect();
        let relation = graph.relation(tie.edge);
        let text = |date: Option<&Date>| Cell::text(date.map_or("", Date::text));
        let status = claims.iter().map(|claim| claim.status).min().unwrap_or(Status::Actual);
        let certainty = claims.iter().map(|claim| claim.certainty).min().unwrap_or(Certainty::Stated);
        let modality = claims.iter().map(|claim| claim.modality).min().flatten();
        // What is planned or hedged has no say about when what is actual was.
        let told: Vec<&Claim> =
            claims.iter().copied().filter(|claim| claim.status == status && claim.modality == modality).collect();
        let told = if told.is_empty() { &claims } else { &told };
        let (begin, end) = dates(told, relation.is_some_and(|relation| relation.time == TimeKind::Event));
        ties.push([
            Cell::text(&tie.edge.relation),
            Cell::text(tie.edge.code.clone().unwrap_or_default()),
            text(begin),
            text(end),
            year(begin, |span| span.earliest),
            year(begin, |span| span.latest),
            year(end, |span| span.earliest),
            year(end, |span| span.latest),
            Cell::Boolean(!one_way(relation)),
            Cell::text(status.word()),
            Cell::text(certainty.word()),
            Cell::text(modality.map_or("", Modality::word)),
            Cell::count(claims.len()),
            Cell::List(claims.iter().map(|claim| claim.id.clone()).collect()),
            Cell::List(claims.iter().map(|claim| claim.evidence.to_string()).collect()),
            Cell::text(list(claims.iter().map(|claim| rows::claim(claim)))),
        ]);
    }
    let of_ties = own_attributes::of_ties(graph, &mut ties);
    if of_ties.weighs {
        // What the ties weigh is said by themselves.
        let counts = ties.columns.iter_mut().filter(|column| column.name == "n_claims");
        counts.for_each(|column| column.role = ColumnRole::Count);
    }
    let left = of_nodes.left + of_ties.left;
    if left > 0 {
        method = method
            .leaving_out("values of attributes that few have", left, "`node_records` and `claim_records` have them")
            .noting(format!(
                "{left} values of attributes that few nodes or ties have stand in `node_records` and `claim_records`, without a column."
            ));
        (nodes.method, ties.method) = (method.clone(), method.clone());
    }
    let ends = graph.ends().collect();
    AttributedGraph { name: "typed-graph".to_owned(), directed, role: GraphRole::OneMode, nodes, ties, ends, method }
}

/// From when to when the claims behind an edge hold: the earliest begin and the latest end.
fn dates<'a>(claims: &[&'a Claim], event: bool) -> (Option<&'a Date>, Option<&'a Date>) {
    let begin = claims.iter().filter_map(|claim| claim.begin.as_ref()).min_by_key(|date| date.span());
    let latest = |date: &&Date| (date.span().latest, date.span().earliest);
    if event {
        return (begin, claims.iter().filter_map(|claim| claim.begin.as_ref()).max_by_key(latest));
    }
    let end = claims.iter().filter_map(|claim| claim.end.as_ref()).max_by_key(latest);
    // A claim that begins behind that end, and says nothing of its own, holds on for all that is known.
    let later = |claim: &&Claim| {
        let begin = claim.begin.as_ref().filter(|_| claim.end.is_none());
        begin.zip(end).is_some_and(|(begin, end)| begin.span().earliest > end.span().latest)
    };
    (begin, end.filter(|_| !claims.iter().any(later)))
}

/// The year of a bound, where there is one.
fn year(date: Option<&Date>, bound: fn(Span) -> Day) -> Cell {
    let day = date.map(|date| bound(date.span())).filter(is_bound);
    day.map_or(Cell::Empty, |day| Cell::Integer(i64::from(day.civil().0)))
}

/// A day, where it bounds anything.
fn day(day: Day) -> Cell {
    Some(day).filter(is_bound).map_or(Cell::Empty, |day| Cell::text(day.to_string()))
}

fn is_bound(day: &Day) -> bool {
    ![Day::MIN, Day::MAX].contains(day)
}

/// The rows that belong to an entity and to no edge, by table; nothing where there are none.
fn records(dataset: &Dataset) -> BTreeMap<&str, String> {
    let mut tables: BTreeMap<&str, BTreeMap<&str, Vec<String>>> = BTreeMap::new();
    let mut put = |entity, table, row| {
        let of: &mut Vec<String> = tables.entry(entity).or_default().entry(table).or_default();
        of.push(row);
    };
    for source in &dataset.sources {
        put(source.id.as_str(), "sources", rows::source(source));
    }
    for decision in &dataset.decisions {
        put(&decision.id, "decisions", rows::decision(decision));
    }
    for tally in &dataset.tallies {
        put(&tally.decision, "tallies", rows::tally(tally));
    }
    for code in &dataset.codes {
        put(&code.item, "codes", rows::code(code));
    }
    for claim in &dataset.claims {
        if claim.status == Status::Denied || matches!(claim.target, Target::Value(_)) {
            put(&claim.subject, "claims", rows::claim(claim));
        }
    }
    // Of the built-in schema nothing has a parent, and whatever a dataset adds has one.
    let own = Schema {
        kinds: dataset.schema.kinds.iter().filter(|kind| kind.parent.is_some()).cloned().collect(),
        qualifiers: Vec::new(),
        relations: dataset.schema.relations.iter().filter(|relation| relation.parent.is_some()).cloned().collect(),
    };
    if let Some(first) = dataset.entities.first().filter(|_| !own.kinds.is_empty() || !own.relations.is_empty()) {
        put(&first.id, "schema", json!({ "json": json!(own).to_string() }).to_string());
    }
    let text = |tables: BTreeMap<&str, Vec<String>>| {
        let tables: Vec<String> =
            tables.into_iter().map(|(table, rows)| format!("\"{table}\":{}", list(rows.into_iter()))).collect();
        format!("{{{}}}", tables.join(","))
    };
    tables.into_iter().map(|(entity, tables)| (entity, text(tables))).collect()
}

/// Rows as a list of JSON.
fn list(rows: impl Iterator<Item = String>) -> String {
    format!("[{}]", rows.collect::<Vec<_>>().join(","))
}
