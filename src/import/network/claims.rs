//! The graph of another program as a dataset: its source is the file, and its lines are those of the elements.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::json;

use super::super::assembly::slug;
use super::super::{Foreign, Options};
use super::tables::Tables;
use super::{Element, Network, place};
use crate::dataset::{Faults, Folder, TableKind, is_id, rules, schema};

/// The relation of an attribute of a node, and the key that names the attribute.
const ATTRIBUTE: (&str, &str) = ("has_attribute", "attribute");

/// A node is an entity (of the kind it names, else of the one asked for), its other attributes are claims with a value;
/// a tie is a claim, its attributes are qualifiers.
pub(super) fn folder(
    network: &Network,
    file: &Foreign,
    sha256: &str,
    options: &Options,
    faults: &mut Faults,
) -> Option<Folder> {
    let path: Arc<str> = file.name.as_str().into();
    let mut tables = Tables::default();
    let source = slug(&format!("file-{}", file.name.rsplit_once('.').map_or(file.name.as_str(), |(stem, _)| stem)));
    let note = network.unread.join("; ");
    tables.add(TableKind::Sources, &[("id", &source), ("sha256", sha256), ("note", &note)]);
    tables.add(TableKind::Entities, &[("id", &source), ("kind", "document"), ("name", &file.name)]);

    let ids = nodes(network, &path, &source, options, &mut tables, faults);
    let keys = qualifiers(&network.tie_attributes);
    let own = options.relation.is_empty();
    let mut seen: HashMap<&str, u64> = HashMap::new();
    for (row, tie) in network.ties.iter().enumerate() {
        let Element { id, line, column, .. } = &tie.element;
        let mut fault = |message: String, expected: &str| {
            faults.push(rules::BAD_GRAPH_FILE, &path, (*line, *column, None), message, expected, "");
        };
        let (Some(from), Some(to)) = (ids.get(tie.from.as_str()), ids.get(tie.to.as_str())) else {
            let end = if ids.contains_key(tie.from.as_str()) { &tie.to } else { &tie.from };
            fault(format!("an edge to `{end}`, which is no node"), "the ids of two nodes");
            continue;
        };
        if let Some(before) = (!id.is_empty()).then(|| seen.insert(id, *line)).flatten() {
            fault(format!("edge `{id}` again; before in line {before}"), "each id once");
        }
        let (mut pairs, mut notes) = (Vec::new(), Vec::new());
        for (at, value) in tie.element.values.iter().filter(|(_, value)| !value.trim().is_empty()) {
            // A qualifier cannot hold what separates qualifiers, nor a relation of the schema one that it does not know.
            match keys.get(at) {
                Some(key) if own && !value.contains(';') => pairs.push(format!("{key}={}", value.trim())),
                _ => notes.push(format!("{} = {value}", network.tie_attributes[*at])),
            }
        }
        let claim = if is_id(id) { format!("tie:{id}") } else { format!("tie-row-{}", row + 1) };
        if !id.is_empty() && !is_id(id) {
            notes.push(format!("id = {id}"));
        }
        let relation = match (own, tie.directed) {
            (false, _) => options.relation.as_str(),
            (true, true) => "arc",
            (true, false) => "edge",
        };
        tables.add(
            TableKind::Claims,
            &[
                ("id", &claim),
                ("subject", from),
                ("relation", relation),
                ("object", to),
                ("qualifiers", &pairs.join("; ")),
                ("source", &source),
                ("lines", &line.to_string()),
                ("note", &notes.join("; ")),
            ],
        );
    }
    let mut names: Vec<&String> = keys.values().collect();
    names.sort();
    let declared: Vec<_> = names.iter().map(|key| json!({ "key": key, "type": "text" })).collect();
    let tie = |id: &str, symmetric: bool| {
        json!({
            "id": id, "parent": "tied_to", "subject": [], "object": [], "time": "state", "actor": "none",
            "symmetric": symmetric, "qualifiers": declared, "roles": [{ "role": "structure" }],
            "label": "is tied to", "label_ja": "と結ばれる", "note": "a tie of the imported file",
        })
    };
    let attribute = json!({
        "id": ATTRIBUTE.0, "parent": "has_property", "subject": [], "object": [], "value": "text", "time": "state",
        "actor": "none", "qualifiers": [{ "key": ATTRIBUTE.1, "type": "text" }], "roles": [{ "role": "attribute" }],
        "label": "has the attribute", "label_ja": "属性を持つ", "note": "an attribute of a node of the imported file",
    });
    let relations = json!({ "kinds": [], "relations": [tie("arc", false), tie("edge", true), attribute] });
    Some(tables.finish(&options.name, "Imported graph", Some(&relations)))
}

/// Entities and their attributes; node id -> id of the entity.
fn nodes<'a>(
    network: &'a Network,
    path: &Arc<str>,
    source: &str,
    options: &Options,
    tables: &mut Tables,
    faults: &mut Faults,
) -> HashMap<&'a str, String> {
    let schema = schema();
    let names = &network.node_attributes;
    let kind_at = place(names, "kind");
    let name_at = ["name", "label", "Label"].into_iter().find_map(|name| place(names, name));
    let usual = if options.kind.is_empty() { "actor" } else { &options.kind };
    let mut ids: HashMap<&str, String> = HashMap::with_capacity(network.nodes.len());
    let mut taken: HashMap<String, u64> = HashMap::from([(source.to_owned(), 0)]);
    let mut claims = 0u64;
    for node in &network.nodes {
        let id = if is_id(&node.id) { node.id.clone() } else { slug(&node.id) };
        let place = (node.line, node.column, None);
        if node.id.is_empty() {
            faults.push(rules::BAD_GRAPH_FILE, path, place, "a node without id", "an id", "");
            continue;
        }
        if let Some(before) = taken.insert(id.clone(), node.line) {
            let message = format!("node `{}` makes the id `{id}` again; before in line {before}", node.id);
            faults.push(rules::BAD_GRAPH_FILE, path, place, message, "ids that differ in letters or digits", "");
            continue;
        }
        let kind = Some(node.value(kind_at)).filter(|kind| schema.kind(kind).is_some());
        let name = Some(node.value(name_at).trim()).filter(|name| !name.is_empty());
        let cells = [("id", id.as_str()), ("kind", kind.unwrap_or(usual)), ("name", name.unwrap_or(&node.id))];
        tables.add(TableKind::Entities, &cells);
        let told = |at: &usize| (kind.is_some() && Some(*at) == kind_at) || (name.is_some() && Some(*at) == name_at);
        let mut attributes: Vec<(&str, &str)> =
            node.values.iter().filter(|(at, _)| !told(at)).map(|(at, v)| (names[*at].as_str(), v.as_str())).collect();
        if id != node.id && name.is_some() {
            attributes.push(("id", &node.id));
        }
        for (attribute, value) in attributes.into_iter().filter(|(_, value)| !value.trim().is_empty()) {
            claims += 1;
            let qualifier = format!("{}={}", ATTRIBUTE.1, attribute.replace(';', ","));
            tables.add(
                TableKind::Claims,
                &[
                    ("id", &format!("attribute-{claims}")),
                    ("subject", &id),
                    ("relation", ATTRIBUTE.0),
                    ("value", value),
                    ("qualifiers", &qualifier),
                    ("source", source),
                    ("lines", &node.line.to_string()),
                ],
            );
        }
        ids.insert(&node.id, id);
    }
    ids
}

/// The key of the qualifier of each attribute of ties: its name, as far as a key can have it; each key once.
fn qualifiers(names: &[String]) -> HashMap<usize, String> {
    let mut keys: HashMap<usize, String> = HashMap::new();
    for (at, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        let key = if is_id(name) { name.clone() } else { slug(name) };
        let taken = keys.values().any(|other| *other == key);
        keys.insert(at, if taken { format!("{key}-{}", at + 1) } else { key });
    }
    keys
}
