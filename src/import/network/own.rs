//! An export of our own typed graph comes back: entities from its nodes, claims and sources from the records they carry.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Value, json};

use super::super::Options;
use super::Network;
use super::store::{Attributes, Element};
use super::tables::Tables;
use crate::dataset::{Faults, Folder, TableKind, rules, schema};

/// The attribute of ties that only the typed graph has: the rows of `claims.csv` behind the tie.
pub(super) const RECORDS: &str = "claim_records";
/// That of nodes: the row of `sources.csv`.
const SOURCE: &str = "source_record";

/// Denied claims, claims with a value, tallies, decisions' procedures and positions are in no graph and do not come back.
pub(super) fn folder(network: &Network, path: &Arc<str>, options: &Options, faults: &mut Faults) -> Option<Folder> {
    let known = schema();
    let mut tables = Tables::default();
    let (mut kinds, mut relations) = (BTreeMap::new(), BTreeSet::new());
    let mut stances: BTreeSet<(String, String)> = BTreeSet::new();
    let column = |name: &str| network.of_nodes.place(name);
    let columns = ["kind", "name", "name_ja", "aliases", "iso3", "note"].map(|name| (name, column(name)));
    let (class, source) = (column("class"), column(SOURCE));
    for node in &network.nodes {
        let value = |at| network.value(node, &network.of_nodes, at);
        let mut cells = vec![("id", network.id(node))];
        cells.extend(columns.iter().map(|(name, at)| (*name, value(*at))));
        // JSON has lists, where other formats join them as the tables do.
        let list = serde_json::from_str::<Vec<String>>(value(column("aliases"))).map(|list| list.join("; "));
        if let Ok(list) = &list {
            cells.push(("aliases", list));
            cells.retain(|(name, cell)| *name != "aliases" || cell == list);
        }
        tables.add(TableKind::Entities, &cells);
        let kind = value(columns[0].1);
        if known.kind(kind).is_none() && !kind.is_empty() {
            // A kind of the dataset's own: the first built-in kind of its class is its parent.
            let parent = known.kinds.iter().find(|other| class_word(other.class) == value(class));
            kinds.insert(kind.to_owned(), parent.map(|parent| (parent.id.clone(), parent.class)));
        }
        if !value(source).is_empty() {
            for row in rows(network, node, &network.of_nodes, source, path, faults) {
                add(&mut tables, TableKind::Sources, &row);
            }
        }
    }
    let records = network.of_ties.place(RECORDS);
    for tie in &network.ties {
        for row in rows(network, &tie.element, &network.of_ties, records, path, faults) {
            let cell = |name: &str| row.get(name).cloned().unwrap_or_default();
            add(&mut tables, TableKind::Claims, &row);
            if known.relation(&cell("relation")).is_none() {
                relations.insert(cell("relation"));
            } else if !cell("value").is_empty() {
                stances.insert((cell("object"), cell("value")));
            }
        }
    }
    for (item, code) in &stances {
        tables.add(TableKind::Codes, &[("item", item), ("code", code), ("label", code)]);
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

/// The records in an attribute: an object, or a list of them.
fn rows(
    network: &Network,
    element: &Element,
    of: &Attributes,
    attribute: Option<usize>,
    path: &Arc<str>,
    faults: &mut Faults,
) -> Vec<BTreeMap<String, String>> {
    let text = network.value(element, of, attribute);
    let read = if text.starts_with('[') {
        serde_json::from_str(text)
    } else {
        serde_json::from_str(text).map(|row| vec![row])
    };
    read.unwrap_or_else(|error| {
        let place = (u64::from(element.line), u64::from(element.column), None);
        let message = format!("records that cannot be read: {error}");
        faults.push(rules::BAD_GRAPH_FILE, path, place, message, "JSON, cells by column", "");
        Vec::new()
    })
}

fn add(tables: &mut Tables, kind: TableKind, row: &BTreeMap<String, String>) {
    let cells: Vec<(&str, &str)> = row.iter().map(|(column, cell)| (column.as_str(), cell.as_str())).collect();
    tables.add(kind, &cells);
}
