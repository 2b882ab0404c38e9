//! The graph of another program as a dataset: its source is the file, and its lines are those of the elements.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt as _, HashSet};
use serde_json::{Value, json};

use super::super::Options;
use super::super::assembly::slug;
use super::super::places::{another, source_of};
use super::tables::Tables;
use super::{Network, Origin};
use crate::dataset::{Faults, Folder, TableKind, is_id, rules, schema};
use crate::model::{Date, TimeKind, qualifiers};

/// The relation of an attribute of a node, and the key that names the attribute.
pub(super) const ATTRIBUTE: (&str, &str) = ("has_attribute", "attribute");

/// A node is an entity (of the kind it names, else of the one asked for), its other attributes are claims with a value;
/// a tie is a claim, its attributes are qualifiers.
pub(super) fn folder(network: &Network, files: &[Origin], options: &Options, faults: &mut Faults) -> Option<Folder> {
    let mut tables = Tables::default();
    let (of_nodes, of_ties) = network.files;
    let mut sources: Vec<(String, Arc<str>)> = Vec::new();
    for (at, file) in files.iter().enumerate() {
        let id = another(source_of(&file.name), |id| sources.iter().any(|(known, _)| known == id));
        let note = || network.said.iter().chain(&network.unread).map(String::as_str).collect::<Vec<_>>().join("; ");
        let note = if at == 0 { note() } else { String::new() };
        // A table that only repeats what the others say is no source.
        if at == of_nodes || at == of_ties {
            tables.add(TableKind::Sources, &[("id", &id), ("sha256", &file.sha256), ("note", &note)]);
            tables.add(TableKind::Entities, &[("id", &id), ("kind", "document"), ("name", &file.name)]);
        }
        sources.push((id, file.name.as_str().into()));
    }
    let ((source_of_nodes, nodes_path), (source, path)) = (sources.get(of_nodes)?, sources.get(of_ties)?);
    let (ids, numbered) = nodes(network, nodes_path, source_of_nodes, options, &mut tables, faults);
    let keys = keys(&network.of_ties.names);
    let own = options.relation.is_empty();
    let mut seen: HashMap<&str, u32> = HashMap::new();
    let schema = schema();
    let asked = schema.relation(&options.relation);
    let event = asked.is_some_and(|relation| relation.time == TimeKind::Event);
    let turned = turned(network, asked.map(|relation| relation.symmetric), options, path, faults);
    let has_begin = network.of_ties.place("begin").is_some();
    let mut undated = 0_u64;
    let mut in_notes: BTreeMap<&str, u64> = BTreeMap::new();
    for (row, tie) in network.ties.iter().enumerate() {
        let (id, line) = (network.id(&tie.element), tie.element.line);
        let mut fault = |message: String, expected: &str| {
            let place = (u64::from(line), u64::from(tie.element.column), None);
            faults.push(rules::BAD_GRAPH_FILE, path, place, message, expected, "");
        };
        let entity = |number: u32| ids.get(&number);
        let (Some(from), Some(to)) = (entity(tie.from), entity(tie.to)) else {
            let end = if entity(tie.from).is_some() { tie.to } else { tie.from };
            // Of an edge without an end the reader has told.
            let id = network.id_behind(end);
            if !network.is_node(end) && !id.is_empty() {
                fault(format!("an edge to `{id}`, which is no node"), "the ids of two nodes");
            }
            continue;
        };
        if let Some(before) = (!id.is_empty()).then(|| seen.insert(id, line)).flatten() {
            fault(format!("edge `{id}` again; before in line {before}"), "each id once");
        }
        let (mut pairs, mut notes) = (Vec::new(), Vec::new());
        let (mut begin, mut end) = ("", "");
        for (at, value) in network.values(&tie.element, &network.of_ties).filter(|(_, value)| !value.trim().is_empty())
        {
            // The days of a tie are those of its claim, where they are dates as the house writes them.
            let day = |of: fn((usize, usize)) -> usize| network.spell.map(of) == Some(at) && Date::parse(value).is_ok();
            // In other formats than GEXF the columns of the house's own tables say it.
            let own_name = network.spell.is_none().then(|| network.of_ties.names[at].as_str());
            let named = |name: &str| own_name == Some(name) && Date::parse(value).is_ok();
            // An event has one day; of what lasts a day alone does not say which of the two it is.
            let starts = named("begin") || event && !has_begin && named("date");
            let (first, last) = (day(|spell| spell.0) || starts, day(|spell| spell.1) || !event && named("end"));
            let no_day = !first && !last && matches!(own_name, Some("begin" | "end" | "date"));
            undated += u64::from(no_day);
            if first {
                begin = value;
            } else if last {
                end = value;
            }
            // A relation of the schema cannot hold a qualifier that it does not know.
            match keys.get(&at) {
                _ if first || last => {}
                Some(key) if own => pairs.push(format!("{key}={}", value.trim())),
                _ => {
                    if !no_day {
                        *in_notes.entry(&network.of_ties.names[at]).or_default() += 1;
                    }
                    notes.push(format!("{} = {value}", network.of_ties.names[at]));
                }
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
                ("begin", begin),
                ("end", end),
                ("qualifiers", &qualifiers::cell(&pairs)),
                ("source", source),
                ("lines", &line.to_string()),
                ("note", &notes.join("; ")),
            ],
        );
    }
    let mut names: Vec<&String> = keys.values().collect();
    names.sort();
    let tie = |id: &str, symmetric: bool| {
        let (label, note) = (("is tied to", "と結ばれる"), "a tie of the imported file");
        let shape = Shape::Tie { symmetric, event: false };
        relation(id, shape, names.iter().map(|name| name.as_str()), label, note)
    };
    let (label, note) = (("has the attribute", "属性を持つ"), "an attribute of a node of the imported file");
    let attribute = relation(ATTRIBUTE.0, Shape::Attribute, std::iter::once(ATTRIBUTE.1), label, note);
    let relations = json!({ "kinds": [], "relations": [tie("arc", false), tie("edge", true), attribute] });
    let folder = tables.finish(&options.name, "Imported graph", Some(&relations));
    let mut remarks = network.unread.clone();
    remarks.extend(turned);
    if numbered > 0 {
        remarks.push(format!(
            "nodes whose id differs from that of another in case or signs alone, with a number behind it: {numbered}"
        ));
    }
    if undated > 0 {
        let expected =
            if event { "an event has one date, its `begin` or `date`" } else { "`begin` and `end`, as EDTF" };
        remarks.push(format!(
            "values of `begin`, `end` and `date` kept beside the claim, since they are not its days ({expected}): {undated}"
        ));
    }
    if !in_notes.is_empty() {
        let names: Vec<String> = in_notes.iter().map(|(name, n)| format!("{n} of `{name}`")).collect();
        remarks.push(format!(
            "values of ties kept in the notes of their claims, since `{}` has no such qualifiers: {}",
            options.relation,
            names.join(", ")
        ));
    }
    Some(Folder { remarks, ..folder })
}

/// Of the relation that is asked for, ties that go another way. One without direction has no first end, so none is made up;
/// the order of two ends is left out where the relation has none, and that is told.
fn turned(
    network: &Network,
    symmetric: Option<bool>,
    options: &Options,
    path: &Arc<str>,
    faults: &mut Faults,
) -> Option<String> {
    let symmetric = symmetric?;
    let mut turned = network.ties.iter().filter(|tie| tie.directed == symmetric);
    let (first, relation) = (turned.next()?, &options.relation);
    let n = 1 + turned.count();
    if symmetric {
        return Some(format!(
            "which end of a tie comes first not kept, since `{relation}` has no direction: {n} of the ties"
        ));
    }
    let place = (u64::from(first.element.line), u64::from(first.element.column), None);
    let message = format!("`{relation}` has a direction, and {n} of the ties have none, this one first");
    let hint = "ask for a relation without direction, or write which end is the first";
    faults.push(rules::BAD_GRAPH_FILE, path, place, message, "directed ties", hint);
    None
}

/// What the claims of a relation have.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    /// An object.
    Tie { symmetric: bool, event: bool },
    /// A value.
    Attribute,
    /// Both: a code taken on an item.
    Stance,
}

/// A relation of an imported graph, by what its claims have.
pub(super) fn relation<'a>(
    id: &str,
    shape: Shape,
    qualifiers: impl Iterator<Item = &'a str>,
    (label, label_ja): (&str, &str),
    note: &str,
) -> Value {
    let qualifiers: Vec<_> = qualifiers.map(|key| json!({ "key": key, "type": "text" })).collect();
    let (parent, role, actor) = match shape {
        Shape::Tie { .. } => ("tied_to", "structure", "none"),
        Shape::Attribute => ("has_property", "attribute", "none"),
        Shape::Stance => ("takes_position", "stance", "subject"),
    };
    let time = if matches!(shape, Shape::Tie { event: true, .. }) { "event" } else { "state" };
    let mut relation = json!({
        "id": id, "parent": parent, "subject": [], "object": [], "time": time, "actor": actor, "qualifiers": qualifiers,
        "roles": [{ "role": role }], "label": label, "label_ja": label_ja, "note": note,
    });
    match shape {
        Shape::Tie { symmetric, .. } => relation["symmetric"] = symmetric.into(),
        Shape::Attribute | Shape::Stance => relation["value"] = "text".into(),
    }
    relation
}

/// The id of the entity of each node whose own id cannot be one: its letters and digits, and a number behind them where another
/// node makes the same; and how many have one. The order of nodes means nothing: their own ids are the order.
fn made_ids<'n>(network: &'n Network, source: &str) -> (HashMap<&'n str, String>, usize) {
    let own = || network.nodes.iter().map(|node| network.id(node));
    let others: BTreeSet<&str> = own().filter(|own| !own.is_empty() && !is_id(own)).collect();
    if others.is_empty() {
        return (HashMap::new(), 0);
    }
    let mut taken: HashSet<String> = own().filter(|own| is_id(own)).map(str::to_owned).collect();
    taken.insert(source.to_owned());
    let (mut made, mut numbered) = (HashMap::with_capacity(others.len()), 0);
    // The number that was given last behind the same letters: it is not sought from 2 on each time.
    let mut last: HashMap<String, usize> = HashMap::new();
    for own in others {
        let plain = slug(own);
        let mut id = plain.clone();
        while !taken.insert(id.clone()) {
            let number = last.entry(plain.clone()).and_modify(|number| *number += 1).or_insert(2);
            id = format!("{plain}-{number}");
        }
        numbered += usize::from(id != plain);
        made.insert(own, id);
    }
    (made, numbered)
}

/// Entities and their attributes; number of the node's id -> id of the entity, and how many of those had to be numbered.
fn nodes(
    network: &Network,
    path: &Arc<str>,
    source: &str,
    options: &Options,
    tables: &mut Tables,
    faults: &mut Faults,
) -> (HashMap<u32, String>, usize) {
    let schema = schema();
    let (made, numbered) = made_ids(network, source);
    let names = &network.of_nodes.names;
    let kind_at = network.of_nodes.place("kind");
    let names_at = ["name", "label", "Label"].map(|name| network.of_nodes.place(name));
    let usual = if options.kind.is_empty() { "actor" } else { &options.kind };
    let mut ids: HashMap<u32, String> = HashMap::with_capacity(network.nodes.len());
    let mut taken: HashMap<String, u32> = HashMap::with_capacity(network.nodes.len() + 1);
    taken.insert(source.to_owned(), 0);
    let mut claims = 0u64;
    for node in &network.nodes {
        let own = network.id(node);
        let id = made.get(own).cloned().unwrap_or_else(|| own.to_owned());
        let place = (u64::from(node.line), u64::from(node.column), None);
        if own.is_empty() {
            faults.push(rules::BAD_GRAPH_FILE, path, place, "a node without id", "an id", "");
            continue;
        }
        if let Some(before) = taken.insert(id.clone(), node.line) {
            let (before, hint) = match before {
                0 => ("it is that of the file itself".to_owned(), "rename the file"),
                line => (format!("before in line {line}"), ""),
            };
            faults.push(
                rules::BAD_GRAPH_FILE,
                path,
                place,
                format!("node `{own}` again; {before}"),
                "each id once",
                hint,
            );
            continue;
        }
        let value = |at| network.value(node, &network.of_nodes, at);
        let kind = Some(value(kind_at)).filter(|kind| schema.kind(kind).is_some());
        let name_at = names_at.into_iter().find(|at| !value(*at).trim().is_empty()).flatten();
        let name = Some(value(name_at).trim()).filter(|name| !name.is_empty());
        let cells = [("id", id.as_str()), ("kind", kind.unwrap_or(usual)), ("name", name.unwrap_or(own))];
        tables.add(TableKind::Entities, &cells);
        let told = |at: usize| (kind.is_some() && Some(at) == kind_at) || (name.is_some() && Some(at) == name_at);
        let values = network.values(node, &network.of_nodes).filter(|(at, _)| !told(*at));
        let mut attributes: Vec<(&str, &str)> = values.map(|(at, value)| (names[at].as_str(), value)).collect();
        if id != own && name.is_some() {
            attributes.push(("id", own));
        }
        for (attribute, value) in attributes.into_iter().filter(|(_, value)| !value.trim().is_empty()) {
            claims += 1;
            let claim = format!("attribute-{claims}");
            attributed(tables, &claim, &id, (attribute, value), (source, node.line));
        }
        if let Some(number) = network.number_of(own) {
            ids.insert(number, id);
        }
    }
    (ids, numbered)
}

/// A claim that a node has an attribute, of a source and its line.
pub(super) fn attributed(
    tables: &mut Tables,
    id: &str,
    subject: &str,
    (attribute, value): (&str, &str),
    (source, line): (&str, u32),
) {
    let qualifier = qualifiers::cell([format!("{}={attribute}", ATTRIBUTE.1)]);
    let cells = [("id", id), ("subject", subject), ("relation", ATTRIBUTE.0), ("value", value)];
    let line = line.to_string();
    let evidence = [("qualifiers", qualifier.as_str()), ("source", source), ("lines", line.as_str())];
    tables.add(TableKind::Claims, &[&cells[..], &evidence].concat());
}

/// The key of the qualifier of each attribute of ties: its name, as far as a key can have it; each key once.
fn keys(names: &[String]) -> HashMap<usize, String> {
    let mut keys: HashMap<usize, String> = HashMap::new();
    for (at, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        let key = if is_id(name) { name.clone() } else { slug(name) };
        let taken = keys.values().any(|other| *other == key);
        keys.insert(at, if taken { format!("{key}-{}", at + 1) } else { key });
    }
    keys
}
