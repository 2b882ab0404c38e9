//! The schema as tables, with how often the record uses each part.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::Graph;
use crate::model::schema::{ActorEnd, Direction, Role, TimeKind, ValueKind};
use crate::result::{AttributedGraph, Cell, CellKind, ColumnRole, GraphRole, Method, Table};

/// The part of the schema that the record uses: kinds, and a tie between two kinds that some claim relates, with the
/// relations and the number of claims. Denied claims and claims with a value relate nothing.
pub fn used(graph: &Graph) -> AttributedGraph {
    let dataset = graph.dataset();
    let mut between: BTreeMap<(&str, &str), (usize, BTreeSet<&str>)> = BTreeMap::new();
    for tie in graph.ties() {
        let slot = between.entry((&tie.subject.kind, &tie.object.kind)).or_default();
        slot.0 += tie.edge.claims.len();
        slot.1.insert(&tie.edge.relation);
    }
    let kinds: BTreeSet<&str> = dataset.entities.iter().map(|entity| entity.kind.as_str()).collect();
    let method = Method::new("kinds and the relations between them", "")
        .with("datasets", dataset.names.join(", "))
        .counting("kinds", kinds.len())
        .counting("claims", between.values().map(|(claims, _)| claims).sum());
    let mut nodes = Table::new("schema-kinds-used", method.clone())
        .column("kind", CellKind::Text, ColumnRole::Id, "")
        .column("name", CellKind::Text, ColumnRole::Label, "")
        .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
        .column("class", CellKind::Text, ColumnRole::Group, "");
    for id in &kinds {
        let class = dataset.schema.class(id).map_or(String::new(), |class| format!("{class:?}").to_lowercase());
        let (name, name_ja) = dataset.schema.kind(id).map_or(("", ""), |kind| (&kind.label, &kind.label_ja));
        nodes.push([Cell::text(*id), Cell::text(name), Cell::text(name_ja), Cell::text(class)]);
    }
    let places: BTreeMap<&str, usize> = kinds.iter().enumerate().map(|(place, id)| (*id, place)).collect();
    let mut ties = Table::new("schema-ties", method.clone())
        .column("claims", CellKind::Integer, ColumnRole::Weight, "claims")
        .column("relations", CellKind::List, ColumnRole::Class, "");
    for (claims, relations) in between.values() {
        ties.push([Cell::count(*claims), Cell::List(relations.iter().map(|id| (*id).to_owned()).collect())]);
    }
    let ends = between.keys().map(|(from, to)| (places[from], places[to])).collect();
    let role = GraphRole::OneMode;
    AttributedGraph { name: "schema".to_owned(), directed: true, role, nodes, ties, ends, method }
}

/// One row a kind.
pub fn kinds(graph: &Graph) -> Table {
    let dataset = graph.dataset();
    let mut table = Table::new(
        "schema-kinds",
        Method::new("kinds of the schema", "").counting("kinds", dataset.schema.kinds.len()),
    )
    .titled("Kinds")
    .column("kind", CellKind::Text, ColumnRole::Id, "")
    .column("class", CellKind::Text, ColumnRole::Class, "")
    .column("label_ja", CellKind::Text, ColumnRole::LabelJa, "")
    .column("entities", CellKind::Integer, ColumnRole::Count, "entities")
    .column("covers", CellKind::Text, ColumnRole::Label, "");
    for kind in &dataset.schema.kinds {
        let class =
            dataset.schema.class(&kind.id).map_or("(none)".to_owned(), |class| format!("{class:?}").to_lowercase());
        table.push([
            Cell::text(&kind.id),
            Cell::Text(class),
            Cell::text(&kind.label_ja),
            Cell::count(dataset.entities.iter().filter(|entity| entity.kind == kind.id).count()),
            Cell::text(&kind.note),
        ]);
    }
    table
}

/// One row a relation: ends, time, actor, roles, qualifiers, and how many claims use it.
pub fn relations(graph: &Graph) -> Table {
    let dataset = graph.dataset();
    let n = dataset.schema.relations.len();
    let mut table = Table::new("schema-relations", Method::new("relations of the schema", "").counting("relations", n))
        .titled("Relations")
        .column("relation", CellKind::Text, ColumnRole::Id, "")
        .column("from", CellKind::Text, ColumnRole::Actor, "")
        .column("to", CellKind::Text, ColumnRole::Other, "")
        .column("time", CellKind::Text, ColumnRole::Attribute, "")
        .column("actor", CellKind::Text, ColumnRole::Attribute, "")
        .column("roles", CellKind::Text, ColumnRole::Class, "")
        .column("qualifiers", CellKind::Text, ColumnRole::Attribute, "")
        .column("claims", CellKind::Integer, ColumnRole::Count, "claims");
    for relation in &dataset.schema.relations {
        let ends = |list: &[String]| if list.is_empty() { "any".to_owned() } else { list.join(" ") };
        let value = match &relation.value {
            Some(ValueKind::OneOf(words)) => Some(words.join("|")),
            Some(kind) => Some(format!("{kind:?}").to_lowercase()),
            None => None,
        };
        let to = match value {
            Some(_) if relation.is_stance() => format!("{} and a code", ends(&relation.object)),
            Some(value) => format!("value: {value}"),
            None => ends(&relation.object),
        };
        let time = if relation.time == TimeKind::Event { "event" } else { "state" };
        let actor = match relation.actor {
            ActorEnd::Subject => "from",
            ActorEnd::Object => "to",
            ActorEnd::Both => "both",
            ActorEnd::None => "",
        };
        let qualifiers: Vec<&str> = relation.qualifiers.iter().map(|qualifier| qualifier.key.as_str()).collect();
        let roles: Vec<String> = relation.roles.iter().map(role).collect();
        table.push([
            Cell::text(&relation.id),
            Cell::Text(ends(&relation.subject)),
            Cell::Text(to),
            Cell::text(time),
            Cell::text(actor),
            Cell::text(roles.join(", ")),
            Cell::text(qualifiers.join(" ")),
            Cell::count(dataset.claims.iter().filter(|claim| claim.relation == relation.id).count()),
        ]);
    }
    table
}

fn role(role: &Role) -> String {
    match role {
        Role::Position { sign } => format!("position {sign:+}"),
        Role::Signature { sign } => format!("signature {sign:+}"),
        Role::Stance => "stance".to_owned(),
        Role::Affiliation { mode } => format!("affiliation {}", mode.word()),
        Role::Agenda => "agenda".to_owned(),
        Role::Influence { direction, class, .. } => {
            let way = match direction {
                Direction::Forward => "forward",
                Direction::Reverse => "reverse",
                Direction::Both => "both ways",
            };
            format!("influence {} {way}", class.word())
        }
        Role::Dyad { sign } => format!("dyad {sign:+}"),
        Role::Structure => "structure".to_owned(),
        Role::SessionOf => "session of".to_owned(),
        Role::Membership => "membership".to_owned(),
        Role::Occurrence => "occurrence".to_owned(),
        Role::Existence => "existence".to_owned(),
        Role::Attribute => "attribute".to_owned(),
    }
}
