//! Node-link JSON, as networkx and d3 write it: `nodes` with an `id`, and `links` (or `edges`) with `source` and `target`.
//!
//! An id is a text or a whole number. A value is kept as it is written: a text as itself, anything else as its JSON, so
//! that an integer of any length and a list stay what they are. Without `directed` a graph is undirected, as networkx
//! reads it. The line of an element is that of its `{`. Refused, with their place: what is no JSON, members twice, ids of
//! other types, ties to unknown nodes, `NaN` and `Infinity`, which are no JSON. A value is never looked into, so that none is
//! nested too deep.
//!
//! Reference: networkx, `node_link_data`.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

use super::Network;
use super::store::{Attributes, Element};
use crate::dataset::{Faults, rules};

/// The members of an object in their order, each with the text of its value.
struct Members<'t>(Vec<(String, &'t RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let (mut members, mut seen) = (Vec::new(), BTreeSet::new());
                while let Some((name, value)) = map.next_entry::<String, &'de RawValue>()? {
                    if !seen.insert(name.clone()) {
                        return Err(serde::de::Error::custom(format!("the member `{name}` twice")));
                    }
                    members.push((name, value));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

impl<'t> Members<'t> {
    fn get(&self, name: &str) -> Option<&'t RawValue> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| *value)
    }
}

/// The graph of a text; faults say what cannot be read, and `None` that reading ended there.
pub(super) fn read(file: &Arc<str>, text: &str, faults: &mut Faults) -> Option<Network> {
    let mut parse = Parse { file, text, faults, counted: (0, 1, 1) };
    let graph: Members<'_> = parse.json(text, 0)?;
    let edges = graph.get("links").or_else(|| graph.get("edges"));
    let (Some(nodes), Some(edges)) = (graph.get("nodes"), edges) else {
        parse.fault(0, "no graph", "an object with `nodes`, and `links` or `edges`");
        return None;
    };
    if graph.get("links").is_some() && graph.get("edges").is_some() {
        parse.fault(0, "both `links` and `edges`", "one list of ties");
    }
    let directed = match graph.get("directed").map(RawValue::get) {
        Some("true") => true,
        Some("false") | None => false,
        Some(other) => {
            parse.fault(0, format!("`{}` as directed", short(other)), "true or false");
            false
        }
    };
    let mut network = Network::default();
    let told = ["directed", "multigraph", "graph", "nodes", "links", "edges"];
    for (name, value) in graph.0.iter().filter(|(name, _)| !told.contains(&name.as_str())) {
        network.said.push(format!("{name}: {}", plain(value)));
    }
    if let Some(about) = graph.get("graph").filter(|about| !matches!(about.get(), "{}" | "null")) {
        network.said.push(format!("graph: {}", about.get()));
    }
    parse.nodes(nodes, &mut network)?;
    parse.ties(edges, directed, &mut network)?;
    Some(network)
}

struct Parse<'t, 'f> {
    file: &'f Arc<str>,
    text: &'t str,
    faults: &'f mut Faults,
    /// How far lines have been counted: byte, line, column.
    counted: (usize, u64, u64),
}

impl<'t> Parse<'t, '_> {
    /// Where a part of the text begins: its bytes lie in it.
    fn offset(&self, part: &str) -> usize {
        (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize)
    }

    fn place(&mut self, at: usize) -> (u64, u64) {
        let (from, line, column) = if at < self.counted.0 { (0, 1, 1) } else { self.counted };
        let passed = self.text.get(from..at).unwrap_or_default();
        let lines = passed.bytes().filter(|&byte| byte == b'\n').count() as u64;
        let column = match passed.rfind('\n') {
            Some(end) => passed[end + 1..].chars().count() as u64 + 1,
            None => column + passed.chars().count() as u64,
        };
        self.counted = (at, line + lines, column);
        (line + lines, column)
    }

    fn fault(&mut self, at: usize, message: impl Into<String>, expected: &str) {
        let (line, column) = self.place(at);
        self.faults.push(rules::BAD_GRAPH_FILE, self.file, (line, column, None), message, expected, "");
    }

    /// A part of the text as JSON of some shape.
    fn json<T: Deserialize<'t>>(&mut self, part: &'t str, at: usize) -> Option<T> {
        serde_json::from_str(part)
            .map_err(|error| {
                let (line, column) = self.place(at);
                let further = error.line().max(1) as u64 - 1;
                let column = if further == 0 { column.max(1) - 1 } else { 0 } + error.column().max(1) as u64;
                // The place is said apart.
                let message = error.to_string();
                let message = message.split(" at line ").next().unwrap_or_default();
                let place = (line + further, column, None);
                let message = format!("no graph in JSON: {message}");
                let hint = match ["NaN", "Infinity"].iter().any(|word| part.contains(word)) {
                    true => "`NaN` and `Infinity` are no JSON: write null, or leave the member out",
                    false => "",
                };
                self.faults.push(rules::BAD_GRAPH_FILE, self.file, place, message, "node-link JSON", hint);
            })
            .ok()
    }

    fn elements(&mut self, list: &'t RawValue) -> Option<Vec<(usize, Members<'t>)>> {
        let list = list.get();
        let at = self.offset(list);
        let parts: Vec<&'t RawValue> = self.json(list, at)?;
        let mut elements = Vec::with_capacity(parts.len());
        for part in parts {
            let at = self.offset(part.get());
            elements.push((at, self.json(part.get(), at)?));
        }
        Some(elements)
    }

    fn nodes(&mut self, list: &'t RawValue, network: &mut Network) -> Option<()> {
        for (at, members) in self.elements(list)? {
            let id = self.id(members.get("id"), at, "a node without id");
            if members.get("id").is_none() {
                continue;
            }
            let mut element = network.begin(&id, self.place(at));
            self.add(network, &mut element, &members, &["id"], |network| &mut network.of_nodes);
            network.node(element);
        }
        Some(())
    }

    fn ties(&mut self, list: &'t RawValue, directed: bool, network: &mut Network) -> Option<()> {
        for (at, members) in self.elements(list)? {
            let from = self.id(members.get("source"), at, "an edge without source");
            let to = self.id(members.get("target"), at, "an edge without target");
            let ends = (network.number(&from), network.number(&to));
            let mut element = network.begin("", self.place(at));
            // A `key` numbers the ties of one pair only, so it is an attribute and no id.
            self.add(network, &mut element, &members, &["source", "target"], |network| &mut network.of_ties);
            network.tie(element, ends, directed);
        }
        Some(())
    }

    fn id(&mut self, value: Option<&RawValue>, at: usize, without: &str) -> String {
        let Some(value) = value else {
            self.fault(at, without, "an id: text or a whole number");
            return String::new();
        };
        let whole = value.get().strip_prefix('-').unwrap_or(value.get()).bytes().all(|byte| byte.is_ascii_digit());
        if !value.get().starts_with('"') && !whole {
            self.fault(at, format!("`{}` as an id", short(value.get())), "text or a whole number");
        }
        self.plain(value)
    }

    /// Adds the members of an element that are not told otherwise; `null` says nothing.
    fn add(
        &mut self,
        network: &mut Network,
        element: &mut Element,
        members: &Members<'t>,
        told: &[&str],
        of: fn(&mut Network) -> &mut Attributes,
    ) {
        for (name, value) in members.0.iter().filter(|(name, _)| !told.contains(&name.as_str())) {
            if value.get() != "null" {
                let at = of(network).named(name);
                network.add(element, at, &self.plain(value));
            }
        }
    }

    /// A text as itself, anything else as its JSON; half a character is a fault.
    fn plain(&mut self, value: &RawValue) -> String {
        if value.get().starts_with('"') && serde_json::from_str::<String>(value.get()).is_err() {
            let message = format!("`{}`, half of a pair of surrogates", short(value.get()));
            self.fault(self.offset(value.get()), message, "both halves of the character");
        }
        plain(value)
    }
}

/// A text as itself, anything else as its JSON.
fn plain(value: &RawValue) -> String {
    serde_json::from_str::<String>(value.get()).unwrap_or_else(|_| value.get().to_owned())
}

fn short(text: &str) -> String {
    text.chars().take(60).collect()
}
