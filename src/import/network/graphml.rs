//! GraphML, read in one pass: nodes, ties, their typed attributes, `<default>` values.
//!
//! Refused, with their place: entities that the file defines, several or nested graphs, hyperedges, nesting deeper than
//! 64, ids or keys that repeat, ties to unknown nodes, values that are not of their key's type. Ports, and data that
//! hold elements (drawings), are left out and said to be. Integers stay the digits they are, however large.
//!
//! Reference: Brandes et al. (2002), GraphML progress report; <http://graphml.graphdrawing.org/specification.html>.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use super::keys::{Keys, Side};
use super::{Element, Network, Tie};
use crate::dataset::{Faults, rules};

/// How deep elements may nest; a graph of nodes and ties needs five.
const DEPTH: usize = 64;

/// Where the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    Root,
    Key,
    Default,
    Graph,
    Node,
    Edge,
    Data,
    /// An element that says nothing of the graph, with all that is in it.
    Skipped,
}

/// Line and column of a byte, found by counting on from the last one.
struct Place<'a> {
    text: &'a str,
    byte: usize,
    line: u64,
    column: u64,
}

impl Place<'_> {
    fn at(&mut self, byte: usize) -> (u64, u64) {
        let byte = (0..=byte.min(self.text.len())).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(0);
        if byte < self.byte {
            (self.byte, self.line, self.column) = (0, 1, 1);
        }
        let passed = &self.text[self.byte..byte];
        self.line += passed.bytes().filter(|&b| b == b'\n').count() as u64;
        match passed.rfind('\n') {
            Some(end) => self.column = passed[end + 1..].chars().count() as u64 + 1,
            None => self.column += passed.chars().count() as u64,
        }
        self.byte = byte;
        (self.line, self.column)
    }
}

/// The graph of a file; faults say what cannot be read, and `None` that reading ended there.
pub(super) fn read(file: &Arc<str>, text: &str, faults: &mut Faults) -> Option<Network> {
    let mut xml = Reader::from_str(text);
    let mut parse = Parse {
        file,
        faults,
        place: Place { text, byte: 0, line: 1, column: 1 },
        stack: Vec::new(),
        keys: Keys::default(),
        network: Network::default(),
        directed: None,
        element: Element::default(),
        ends: Default::default(),
        key: None,
        cell: String::new(),
        drawn: false,
        skipped: BTreeMap::new(),
    };
    loop {
        let begin = usize::try_from(xml.buffer_position()).unwrap_or(usize::MAX);
        let event = match xml.read_event() {
            Ok(event) => event,
            Err(error) => {
                let at = usize::try_from(xml.error_position()).unwrap_or(usize::MAX);
                parse.fault(at, format!("no XML: {error}"), "well-formed XML");
                return None;
            }
        };
        match event {
            Event::Start(start) => parse.open(&start, begin)?,
            Event::Empty(start) => {
                parse.open(&start, begin)?;
                parse.close(begin);
            }
            Event::End(_) => parse.close(begin),
            Event::Text(text) => parse.text(&text, begin),
            Event::CData(text) => parse.text(&text, begin),
            Event::GeneralRef(name) => match unescape(&format!("&{};", &*name)) {
                Ok(text) => parse.text(&text, begin),
                Err(_) => parse.fault(begin, format!("the entity `{}`", &*name), "only those of XML: &amp; &lt; ..."),
            },
            Event::DocType(text) if text.contains('[') => {
                parse.fault(begin, "a document type that defines entities or elements", "none: they are not read");
                return None;
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if !parse.stack.is_empty() || parse.directed.is_none() {
        let what = if parse.stack.is_empty() { "no graph" } else { "the file ends inside an element" };
        parse.fault(text.len(), what, "<graphml> with a <graph>, closed");
        return None;
    }
    Some(parse.finish())
}

struct Parse<'a> {
    file: &'a Arc<str>,
    faults: &'a mut Faults,
    place: Place<'a>,
    stack: Vec<Inside>,
    keys: Keys,
    network: Network,
    /// Whether ties are directed that do not say; known once the graph has begun.
    directed: Option<bool>,
    /// The node or tie that is read.
    element: Element,
    /// Its ends, and whether it is directed.
    ends: (String, String, bool),
    /// The key of the data that is read.
    key: Option<usize>,
    cell: String,
    /// Whether the data hold elements.
    drawn: bool,
    /// What was left out, with how often.
    skipped: BTreeMap<String, u64>,
}

impl Parse<'_> {
    fn fault(&mut self, at: usize, message: impl Into<String>, expected: &str) {
        let (line, column) = self.place.at(at);
        self.faults.push(rules::BAD_GRAPH_FILE, self.file, (line, column, None), message, expected, "");
    }

    /// An element begins; `None` ends the reading.
    fn open(&mut self, start: &BytesStart<'_>, at: usize) -> Option<()> {
        if self.stack.len() >= DEPTH {
            self.fault(at, format!("elements nest deeper than {DEPTH}"), "a graph of nodes and edges");
            return None;
        }
        let Some(attributes) = self.attributes(start, at) else {
            self.stack.push(Inside::Skipped);
            return Some(());
        };
        let of = |name: &str| attributes.get(name).map_or("", String::as_str);
        let name = start.local_name().as_ref().to_owned();
        let inside = match (self.stack.last().copied(), name.as_str()) {
            (None, "graphml") => Inside::Root,
            (None, _) => {
                self.fault(at, format!("`{name}` is no GraphML"), "<graphml>");
                return None;
            }
            (Some(Inside::Root | Inside::Graph), "key") => {
                let place = self.place.at(at);
                self.keys.declare(&attributes, self.file, place, self.faults);
                Inside::Key
            }
            (Some(Inside::Key), "default") => Inside::Default,
            (Some(Inside::Root), "graph") => {
                if self.directed.is_some() {
                    self.fault(at, "a second graph", "one graph a file: they would become one");
                }
                self.directed = Some(self.is_directed(of("edgedefault"), at, "edgedefault"));
                Inside::Graph
            }
            (Some(Inside::Node | Inside::Edge), "graph") => {
                self.fault(at, "a graph inside a node or an edge", "a flat graph");
                return None;
            }
            (Some(Inside::Graph), "node") => {
                self.begin(of("id"), at);
                Inside::Node
            }
            (Some(Inside::Graph), "edge") => {
                self.begin(of("id"), at);
                let directed = match of("directed") {
                    "" => self.directed == Some(true),
                    word => self.is_directed(word, at, "directed"),
                };
                for (what, end) in [("source", of("source")), ("target", of("target"))] {
                    if end.is_empty() {
                        self.fault(at, format!("an edge without {what}"), "the ids of two nodes");
                    }
                }
                self.ends = (of("source").to_owned(), of("target").to_owned(), directed);
                Inside::Edge
            }
            (Some(Inside::Graph), "hyperedge" | "locator") => {
                self.fault(at, format!("a {name}"), "nodes, and edges between two of them");
                Inside::Skipped
            }
            (Some(parent @ (Inside::Graph | Inside::Node | Inside::Edge)), "data") => {
                let side = match parent {
                    Inside::Node => Side::Node,
                    Inside::Edge => Side::Edge,
                    _ => Side::Graph,
                };
                self.key = self.keys.find(of("key"), side);
                if self.key.is_none() {
                    self.fault(at, format!("no key `{}` for {}", of("key"), side.word()), "the id of a <key>");
                }
                (self.drawn, self.cell) = (false, String::new());
                Inside::Data
            }
            (Some(Inside::Data | Inside::Default), _) => {
                self.drawn = true;
                Inside::Skipped
            }
            (Some(Inside::Skipped), _) | (_, "desc") => Inside::Skipped,
            _ => {
                *self.skipped.entry(format!("<{name}>")).or_default() += 1;
                Inside::Skipped
            }
        };
        if matches!(inside, Inside::Default) {
            (self.drawn, self.cell) = (false, String::new());
        }
        self.stack.push(inside);
        Some(())
    }

    fn attributes(&mut self, start: &BytesStart<'_>, at: usize) -> Option<HashMap<String, String>> {
        let mut attributes = HashMap::new();
        for attribute in start.attributes() {
            let read = attribute.map_err(|error| error.to_string()).and_then(|attribute| {
                let value = unescape(&attribute.value).map_err(|error| error.to_string())?.into_owned();
                Ok((attribute.key.as_ref().to_owned(), value))
            });
            match read {
                Ok((name, value)) => _ = attributes.insert(name, value),
                Err(error) => {
                    self.fault(at, format!("attributes cannot be read: {error}"), "name=\"value\"");
                    return None;
                }
            }
        }
        Some(attributes)
    }

    fn is_directed(&mut self, word: &str, at: usize, what: &str) -> bool {
        match word {
            "directed" | "true" => true,
            "undirected" | "false" => false,
            _ => {
                self.fault(at, format!("`{word}` as {what}"), "directed or undirected (of an edge: true or false)");
                false
            }
        }
    }

    fn begin(&mut self, id: &str, at: usize) {
        let (line, column) = self.place.at(at);
        self.element = Element { id: id.to_owned(), line, column, values: Vec::new() };
    }

    fn text(&mut self, text: &str, at: usize) {
        match self.stack.last() {
            Some(Inside::Data | Inside::Default) => self.cell.push_str(text),
            Some(Inside::Skipped) => {}
            _ if text.trim().trim_start_matches('\u{feff}').is_empty() => {}
            _ => self.fault(at, "text where none belongs", "elements"),
        }
    }

    fn close(&mut self, at: usize) {
        match self.stack.pop() {
            Some(Inside::Default) => {
                let value = std::mem::take(&mut self.cell);
                let place = self.place.at(at);
                self.keys.defaults_to(value, self.file, place, self.faults);
            }
            Some(Inside::Data) => self.datum(at),
            Some(Inside::Node) => self.network.nodes.push(std::mem::take(&mut self.element)),
            Some(Inside::Edge) => {
                let (from, to, directed) = std::mem::take(&mut self.ends);
                self.network.ties.push(Tie { element: std::mem::take(&mut self.element), from, to, directed });
            }
            _ => {}
        }
    }

    fn datum(&mut self, at: usize) {
        let Some(key) = self.key.take() else { return };
        let cell = std::mem::take(&mut self.cell);
        if self.drawn {
            *self.skipped.entry(format!("data `{}` that hold elements", self.keys.name(key))).or_default() += 1;
            return;
        }
        let place = self.place.at(at);
        let Some(value) = self.keys.value(key, &cell, self.file, place, self.faults) else { return };
        match self.stack.last() {
            Some(Inside::Node | Inside::Edge) => {
                if self.element.values.iter().any(|(other, _)| *other == key) {
                    self.fault(at, format!("a second `{}`", self.keys.name(key)), "each key once");
                }
                self.element.values.push((key, value));
            }
            _ => self.network.unread.push(format!("{}: {value}", self.keys.name(key))),
        }
    }

    fn finish(mut self) -> Network {
        let network = &mut self.network;
        self.keys.settle(Side::Node, network.nodes.iter_mut());
        self.keys.settle(Side::Edge, network.ties.iter_mut().map(|tie| &mut tie.element));
        network.node_attributes = self.keys.names(Side::Node);
        network.tie_attributes = self.keys.names(Side::Edge);
        network.unread.extend(self.skipped.into_iter().map(|(what, n)| format!("{n} {what} not read")));
        self.network
    }
}
