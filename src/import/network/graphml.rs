//! GraphML, read in one pass: nodes, ties, their typed attributes, `<default>` values.
//!
//! Refused, with their place: entities that the file defines, several or nested graphs, hyperedges, nesting deeper than
//! 64, ids or keys that repeat, ties to unknown nodes, values that are not of their key's type. A `<desc>` is an attribute
//! of that name. Ports, attributes of XML that are none of GraphML, and data that hold elements (drawings) are left out and
//! said to be. Whole numbers stay the digits they are: of those beyond the 64 bits of a `long` it is told how many there are.
//!
//! Reference: Brandes et al. (2002), GraphML progress report; <http://graphml.graphdrawing.org/specification.html>.

mod usual;

use std::collections::BTreeMap;

use super::Network;
use super::keys::{Holder, Keys, Kind, Side, direction, kind};
use super::store::Element;
use super::xml::{Attributes, Elements, Graphs, Here};

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
    /// What a graph, a node or an edge says of itself.
    Remark,
    /// An element that says nothing of the graph, with all that is in it.
    Skipped,
}

/// What was told so far.
#[derive(Default)]
pub(super) struct Parse {
    stack: Vec<Inside>,
    keys: Keys,
    network: Network,
    /// Whether ties are directed that do not say; known once the graph has begun.
    directed: Option<bool>,
    /// The node or tie that is read.
    element: Element,
    /// Its ends, and whether it is directed.
    ends: (u32, u32, bool),
    /// The key of the data that is read.
    key: Option<usize>,
    cell: Holder,
    /// Of an element of the usual form, each key with the begin and the end of its value.
    usual: Vec<(usize, usize, usize)>,
    /// What was left out, with how often.
    skipped: BTreeMap<String, u64>,
}

impl Elements for Parse {
    fn whole(&mut self, tag: &str, here: &mut Here<'_, '_>) -> Option<usize> {
        self.usual(tag, here)
    }

    fn open(&mut self, name: &str, attributes: &Attributes<'_>, here: &mut Here<'_, '_>) -> Option<()> {
        let inside = match (self.stack.last().copied(), name) {
            (Some(Inside::Node), "data") => self.data(Side::Node, attributes, here),
            (Some(Inside::Edge), "data") => self.data(Side::Edge, attributes, here),
            (Some(Inside::Graph), "data") => self.data(Side::Graph, attributes, here),
            (Some(Inside::Graph), "edge") => {
                if attributes.len() > 2 {
                    self.unread("edge", attributes, &["id", "source", "target", "directed"]);
                }
                self.element = self.network.begin(&attributes.of("id"), here.line_and_column());
                let directed = match attributes.get("directed") {
                    None => self.directed == Some(true),
                    Some(word) => is_directed(direction(&word), &word, "directed", here),
                };
                let (from, to) = (attributes.of("source"), attributes.of("target"));
                for (what, id) in [("source", &from), ("target", &to)] {
                    if id.is_empty() {
                        here.fault(format!("an edge without {what}"), "the ids of two nodes");
                    }
                }
                self.ends = (self.network.number(&from), self.network.number(&to), directed);
                Inside::Edge
            }
            (Some(Inside::Graph), "node") => {
                if attributes.len() > 1 {
                    self.unread("node", attributes, &["id"]);
                }
                self.element = self.network.begin(&attributes.of("id"), here.line_and_column());
                Inside::Node
            }
            (None, "graphml") => Inside::Root,
            (None, _) => {
                here.fault(format!("`{name}` is no GraphML"), "<graphml>");
                return None;
            }
            (Some(Inside::Root | Inside::Graph), "key") => {
                self.declare(attributes, here);
                Inside::Key
            }
            (Some(Inside::Key), "default") => {
                self.cell.clear();
                Inside::Default
            }
            (Some(Inside::Root), "graph") => {
                if self.directed.is_some() {
                    here.fault("a second graph", "one graph a file: they would become one");
                }
                let word = attributes.of("edgedefault");
                self.directed = Some(is_directed(direction(&word), &word, "edgedefault", here));
                Inside::Graph
            }
            (Some(Inside::Node | Inside::Edge), "graph") => {
                here.fault("a graph inside a node or an edge", "a flat graph");
                return None;
            }
            (Some(Inside::Graph), "hyperedge" | "locator") => {
                here.fault(format!("a {name}"), "nodes, and edges between two of them");
                Inside::Skipped
            }
            (Some(Inside::Root | Inside::Graph | Inside::Node | Inside::Edge), "desc") => {
                self.cell.clear();
                Inside::Remark
            }
            (Some(Inside::Data | Inside::Default | Inside::Remark), _) => {
                self.cell.drawn = true;
                Inside::Skipped
            }
            (Some(Inside::Skipped), _) => Inside::Skipped,
            _ => {
                *self.skipped.entry(format!("<{name}>")).or_default() += 1;
                Inside::Skipped
            }
        };
        self.stack.push(inside);
        Some(())
    }

    fn text(&mut self, text: &str, here: &mut Here<'_, '_>) {
        match self.stack.last() {
            Some(Inside::Data | Inside::Default | Inside::Remark) => self.cell.text.push_str(text),
            Some(Inside::Skipped) => {}
            _ if text.bytes().all(|byte| byte.is_ascii_whitespace()) => {}
            _ => here.fault("text where none belongs", "elements"),
        }
    }

    fn close(&mut self, here: &mut Here<'_, '_>) {
        match self.stack.pop() {
            Some(Inside::Data) => self.datum(here),
            Some(Inside::Remark) => self.remark(here),
            Some(Inside::Edge) => {
                let (from, to, directed) = self.ends;
                self.network.tie(self.element, (from, to), directed);
            }
            Some(Inside::Node) => self.network.node(self.element),
            Some(Inside::Default) => self.keys.defaults_to(&self.cell.text, here),
            _ => {}
        }
    }
}

impl Graphs for Parse {
    const ROOT: &'static str = "graphml";

    fn finish(mut self) -> Option<Network> {
        self.directed?;
        self.keys.settle(&mut self.network);
        self.network.of_nodes = self.keys.attributes(Side::Node);
        self.network.of_ties = self.keys.attributes(Side::Edge);
        self.network.unread.extend(self.keys.remarks());
        self.network.unread.extend(self.skipped.into_iter().map(|(what, n)| format!("{n} {what} not read")));
        Some(self.network)
    }
}

impl Parse {
    fn declare(&mut self, attributes: &Attributes<'_>, here: &mut Here<'_, '_>) {
        // The specification lets a key without `for` stand for all.
        let of = attributes.get("for").unwrap_or("all".into());
        let side = Side::parse(&of);
        // Drawing programs leave the type out where the data hold elements.
        let word = attributes.get("attr.type").unwrap_or("string".into());
        let kind = kind(&word).filter(|_| matches!(&*word, "string" | "int" | "long" | "float" | "double" | "boolean"));
        if side.is_none() {
            here.fault(format!("a key for `{of}`"), "node, edge, graph, all, port, endpoint or hyperedge");
        }
        if kind.is_none() {
            here.fault(format!("a key of type `{word}`"), "string, int, long, float, double or boolean");
        }
        let (side, kind) = (side.unwrap_or(Side::All), kind.unwrap_or(Kind::Text));
        self.keys.declare(side, &attributes.of("id"), &attributes.of("attr.name"), kind, here);
    }

    /// Counts attributes of XML that say what is not read: ports, and what programs add.
    #[cold]
    fn unread(&mut self, of: &str, attributes: &Attributes<'_>, known: &[&str]) {
        for name in attributes.others(known) {
            *self.skipped.entry(format!("`{name}` of <{of}>")).or_default() += 1;
        }
    }

    /// A `<desc>`: an attribute of that name of a node or an edge.
    fn remark(&mut self, here: &mut Here<'_, '_>) {
        let text = self.cell.text.trim();
        if self.cell.drawn {
            *self.skipped.entry("<desc> that hold elements".to_owned()).or_default() += 1;
        } else if !matches!(self.stack.last(), Some(Inside::Node | Inside::Edge)) {
            self.network.said.push(format!("desc: {text}"));
        } else if self.network.add(&mut self.element, self.keys.extra("desc"), text) {
            here.fault("a second <desc>", "one of each");
        }
    }

    fn data(&mut self, side: Side, attributes: &Attributes<'_>, here: &mut Here<'_, '_>) -> Inside {
        let id = attributes.of("key");
        self.key = self.keys.find(&id, side);
        if self.key.is_none() {
            here.fault(format!("no key `{id}` for {}", side.word()), "the id of a <key>");
        }
        self.cell.clear();
        Inside::Data
    }

    fn datum(&mut self, here: &mut Here<'_, '_>) {
        let Some(key) = self.key.take() else { return };
        if self.cell.drawn {
            *self.skipped.entry(format!("data `{}` that hold elements", self.keys.name(key))).or_default() += 1;
            return;
        }
        let Some(value) = self.keys.value(key, &self.cell.text, here) else { return };
        match self.stack.last() {
            Some(Inside::Node | Inside::Edge) => {
                if self.network.add(&mut self.element, key, value) {
                    here.fault(format!("a second `{}`", self.keys.name(key)), "each key once");
                }
            }
            _ => self.network.said.push(format!("{}: {value}", self.keys.name(key))),
        }
    }
}

fn is_directed(found: Option<bool>, word: &str, what: &str, here: &mut Here<'_, '_>) -> bool {
    if found.is_none() {
        here.fault(format!("`{word}` as {what}"), "directed or undirected (of an edge: true or false)");
    }
    found.unwrap_or_default()
}
