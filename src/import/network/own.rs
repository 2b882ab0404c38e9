//! An export of our own typed graph comes back: entities from its nodes, all other rows from the records they carry.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Value, json};

use super::super::Options;
use super::Network;
use super::store::{Attributes, Element};
use super::tables::Tables;
use crate::dataset::{Faults, Folder, TableKind, rules, schema};

/// The attribute of ties that only the typed graph has: the rows of `claims.csv` behind the tie.
pub(super) const OF_TIES: &str = "claim_records";
/// That of nodes: the rows that belong to it, by table.
pub(super) const OF_NODES: &str = "node_records";

type Row = BTreeMap<String, String>;

/// Positions, and kinds and relations of a schema of its own, are in no graph and do not come back.
pub(super) fn folder(network: &Network, path: &Arc<str>, options: &Options, faults: &mut Faults) -> Option<Folder> {
    let known = schema();
    let mut tables = Tables::default();
    let (mut kinds, mut relations) = (BTreeMap::new(), BTreeSet::new());
    let column = |name: &str| network.of_nodes.place(name);
    let columns = ["kind", "name", "name_ja", "aliases", "iso3", "note"].map(|name| (name, column(name)));
    let (class, records) = (column("class"), column(OF_NODES));
    let mut claim = |tables: &mut Tables, row: &Row| {
        add(tables, TableKind::Claims, row);
        let relation = row.get("relation").cloned().unwrap_or_default();
        if known.relation(&relation).is_none() {
            relations.insert(relation);
        }
    };
    for node in &network.nodes {
        let value = |at| network.value(node, &network.of_nodes, at);
        // igraph numbers the nodes anew and keeps the id that it read as an attribute.
        let kept = value(column("id"));
        let mut cells = vec![("id", if kept.is_empty() { network.id(node) } else { kept })];
        cells.extend(columns.iter().map(|(name, at)| (*name, value(*at))));
        // JSON has lists, where other formats join them as the tables do.
        let list = serde_json::from_str::<Vec<String>>(value(column("aliases"))).map(|list| list.join("; "));
        if let Ok(list) = &list {
            cells.retain(|(name, _)| *name != "aliases");
            cells.push(("aliases", list));
        }
        tables.add(TableKind::Entities, &cells);
        let kind = value(columns[0].1);
        if known.kind(kind).is_none() && !kind.is_empty() {
            // A kind of the dataset's own: the first built-in kind of its class is its parent.
            let parent = known.kinds.iter().find(|other| class_word(other.class) == value(class));
            kinds.insert(kind.to_owned(), parent.map(|parent| (parent.id.clone(), parent.class)));
        }
        let of_node: BTreeMap<String, Vec<Row>> =
            read(network, node, &network.of_nodes, records, path, faults).unwrap_or_default();
        for (table, rows) in of_node {
            let Some(kind) = TableKind::ALL.into_iter().find(|kind| kind.name() == table) else { continue };
            for row in rows {
                match kind {
                    TableKind::Claims => claim(&mut tables, &row),
                    kind => add(&mut tables, kind, &row),
                }
            }
        }
    }
    let records = network.of_ties.place(OF_TIES);
    for tie in &network.ties {
        let of_tie: Vec<Row> = read(network, &tie.element, &network.of_ties, records, path, faults).unwrap_or_default();
        of_tie.iter().for_each(|row| claim(&mut tables, row));
    }
    if !relations.is_empty() {
        let message =
            format!("relations of a schema of its own: {}", relations.into_iter().collect::<Vec<_>>().join(", "));
        faults.whole(rules::BAD_GRAPH_FILE, path, &message, "relations of the built-in schema", "");
        return None;
    }
    let kinds: Vec<Value> = kinds
        .into_iter()
        .filter_map(|(id, parent)| {
            let (parent, class) = parent?;
            Some(json!({ "id": id, "class": class, "parent": parent, "label": id, "label_ja": id }))
        })
        .collect();
    let schema = (!kinds.is_empty()).then(|| json!({ "kinds": kinds, "relations": [] }));
    Some(tables.finish(&options.name, "Imported typed graph", schema.as_ref()))
}

fn class_word(class: Option<crate::model::Class>) -> String {
    class.map(|class| format!("{class:?}").to_lowercase()).unwrap_or_default()
}

/// The records in an attribute, where it is there.
fn read<T: serde::de::DeserializeOwned>(
    network: &Network,
    element: &Element,
    of: &Attributes,
    attribute: Option<usize>,
    path: &Arc<str>,
    faults: &mut Faults,
) -> Option<T> {
    let text = network.value(element, of, attribute);
    if text.is_empty() {
        return None;
    }
    serde_json::from_str(text)
        .map_err(|error| {
            let place = (u64::from(element.line), u64::from(element.column), None);
            let message = format!("records that cannot be read: {error}");
            faults.push(rules::BAD_GRAPH_FILE, path, place, message, "JSON, cells by column", "");
        })
        .ok()
}

fn add(tables: &mut Tables, kind: TableKind, row: &Row) {
    let cells: Vec<(&str, &str)> = row.iter().map(|(column, cell)| (column.as_str(), cell.as_str())).collect();
    tables.add(kind, &cells);
}
