//! GEXF 1.1 to 1.3, the format of Gephi, read in one pass: nodes, edges, typed attributes, spells.
//!
//! An edge without type has the graph's; one that is `mutual` is two, one each way. `start` and `end` become the days of a
//! tie where they are dates, and attributes of a node. A value that holds for a time only is written with its time, and
//! several of one attribute stand in one cell, joined by `; `. Drawings (`viz`) are left out and said to be. Refused, with
//! their place: nodes within nodes, ties to unknown nodes, values that are not of their attribute's type.
//!
//! Reference: the GEXF 1.3 primer, <https://gexf.net/primer.html>.

use std::collections::BTreeMap;

use super::Network;
use super::keys::{Holder, Keys, Kind, MOST, Side, kind};
use super::store::Element;
use super::xml::{Attributes, Elements, Graphs, Here};

/// What a node and an edge say in attributes of XML. Moments (`timestamp`) and sets of times stay as they are written.
const OF_NODES: [&str; 12] = [
    "label",
    "kind",
    "start",
    "startopen",
    "end",
    "endopen",
    "pid",
    "timestamp",
    "timestamps",
    "timeset",
    "intervals",
    "slices",
];
const OF_EDGES: [&str; 12] = [
    "label",
    "weight",
    "kind",
    "start",
    "startopen",
    "end",
    "endopen",
    "timestamp",
    "timestamps",
    "timeset",
    "intervals",
    "slices",
];

/// Where the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    Root,
    Meta,
    Remark,
    Graph,
    Declarations(Side),
    Declaration,
    Default,
    Nodes,
    Edges,
    Node,
    Edge,
    Values(Side),
    Spells(Side),
    /// An element that says nothing of the graph, with all that is in it.
    Skipped,
}

/// What an edge may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Type {
    Directed,
    #[default]
    Undirected,
    Mutual,
}

/// What was told so far.
#[derive(Default)]
pub(super) struct Parse {
    stack: Vec<Inside>,
    keys: Keys,
    network: Network,
    /// What an edge is that does not say; known once the graph has begun.
    usual: Option<Type>,
    element: Element,
    /// The ends of the edge that is read, and its type.
    ends: (u32, u32, Type),
    /// What the element says, by key: its label, its days, its values.
    values: BTreeMap<usize, String>,
    text: Holder,
    /// Keys of what is no attribute of GEXF's own declarations: label, weight, kind, start, end, spells.
    own: BTreeMap<(u8, &'static str), usize>,
    skipped: BTreeMap<String, u64>,
}

impl Elements for Parse {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>, here: &mut Here<'_, '_>) -> Option<()> {
        let inside = match (self.stack.last().copied(), name) {
            (None, "gexf") => Inside::Root,
            (None, _) => {
                here.fault(format!("`{name}` is no GEXF"), "<gexf>");
                return None;
            }
            (Some(Inside::Root), "meta") => Inside::Meta,
            (Some(Inside::Meta), "creator" | "description" | "keywords") => {
                self.text.clear();
                Inside::Remark
            }
            (Some(Inside::Root), "graph") => {
                if self.usual.is_some() {
                    here.fault("a second graph", "one graph a file: they would become one");
                }
                // The specification's own default.
                let word = attributes.get("defaultedgetype").unwrap_or("undirected".into());
                self.usual = Some(edge_type(&word, here));
                Inside::Graph
            }
            (Some(Inside::Graph), "attributes") => match &*attributes.of("class") {
                "node" => Inside::Declarations(Side::Node),
                "edge" => Inside::Declarations(Side::Edge),
                other => {
                    here.fault(format!("attributes of class `{other}`"), "node or edge");
                    Inside::Skipped
                }
            },
            (Some(Inside::Declarations(side)), "attribute") => {
                let word = attributes.of("type");
                let kind = kind(&word);
                if kind.is_none() {
                    here.fault(format!("an attribute of type `{word}`"), "string, integer, long, double, boolean ...");
                }
                let (id, title) = (attributes.of("id"), attributes.of("title"));
                self.keys.declare(side, &id, &title, kind.unwrap_or(Kind::Text), here);
                Inside::Declaration
            }
            (Some(Inside::Declaration), "default") => {
                self.text.clear();
                Inside::Default
            }
            (Some(Inside::Graph), "nodes") => Inside::Nodes,
            (Some(Inside::Graph), "edges") => Inside::Edges,
            (Some(Inside::Nodes), "node") => {
                self.element = self.network.begin(&attributes.of("id"), here.line_and_column());
                self.say(Side::Node, attributes, &OF_NODES);
                Inside::Node
            }
            (Some(Inside::Edges), "edge") => {
                self.edge(attributes, here);
                Inside::Edge
            }
            (Some(Inside::Node), "node" | "nodes" | "edges") => {
                here.fault("a node inside a node", "a flat graph");
                return None;
            }
            (Some(Inside::Node), "attvalues") => Inside::Values(Side::Node),
            (Some(Inside::Edge), "attvalues") => Inside::Values(Side::Edge),
            (Some(Inside::Values(side)), "attvalue") => {
                self.value(side, attributes, here);
                Inside::Skipped
            }
            (Some(Inside::Node), "spells") => Inside::Spells(Side::Node),
            (Some(Inside::Edge), "spells") => Inside::Spells(Side::Edge),
            (Some(Inside::Spells(side)), "spell") => {
                let key = self.own_key(side, "spells");
                join(&mut self.values, key, &time(attributes));
                Inside::Skipped
            }
            (Some(Inside::Skipped | Inside::Remark | Inside::Default | Inside::Declaration), _) => Inside::Skipped,
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
            Some(Inside::Remark | Inside::Default) => self.text.text.push_str(text),
            Some(Inside::Skipped | Inside::Declaration) => {}
            _ if text.trim().is_empty() => {}
            _ => here.fault("text where none belongs", "elements"),
        }
    }

    fn close(&mut self, here: &mut Here<'_, '_>) {
        match self.stack.pop() {
            Some(Inside::Remark) if !self.text.text.trim().is_empty() => {
                self.network.said.push(self.text.text.trim().replace('\n', "; "));
            }
            Some(Inside::Default) => self.keys.defaults_to(&self.text.text, here),
            Some(Inside::Node) => {
                self.say_all();
                self.network.node(self.element);
            }
            Some(Inside::Edge) => {
                self.say_all();
                let (from, to, kind) = self.ends;
                self.network.tie(self.element, (from, to), kind != Type::Undirected);
                if kind == Type::Mutual {
                    // The same again, the other way; an id can be of one tie only.
                    let back = self.network.without_id(self.element);
                    self.network.tie(back, (to, from), true);
                }
            }
            _ => {}
        }
    }
}

impl Graphs for Parse {
    const ROOT: &'static str = "gexf";

    fn finish(mut self) -> Option<Network> {
        self.usual?;
        self.keys.settle(&mut self.network);
        for (side, nodes_or_ties) in [(Side::Node, 0), (Side::Edge, 1)] {
            let mut attributes = self.keys.attributes(side);
            attributes.names.resize(OWN, String::new());
            attributes.names.resize(OWN + self.own.len(), String::new());
            for ((_, name), at) in self.own.iter().filter(|((of, _), _)| *of == nodes_or_ties) {
                // A declared attribute of that name is another thing; the format's own says so.
                let taken = attributes.place(name).is_some();
                attributes.names[*at] = if taken { format!("gexf {name}") } else { (*name).to_owned() };
            }
            *if side == Side::Node { &mut self.network.of_nodes } else { &mut self.network.of_ties } = attributes;
        }
        let own = |name| self.own.get(&(1, name)).copied();
        self.network.spell = (own("start").is_some() || own("end").is_some())
            .then(|| (own("start").unwrap_or(usize::MAX), own("end").unwrap_or(usize::MAX)));
        self.network.unread.extend(self.keys.remarks());
        self.network.unread.extend(self.skipped.into_iter().map(|(what, n)| format!("{n} {what} not read")));
        Some(self.network)
    }
}

impl Parse {
    fn edge(&mut self, attributes: &Attributes<'_>, here: &mut Here<'_, '_>) {
        self.element = self.network.begin(&attributes.of("id"), here.line_and_column());
        let kind = match attributes.get("type") {
            None => self.usual.unwrap_or_default(),
            Some(word) => edge_type(&word, here),
        };
        let mut end = |what: &str| {
            let id = attributes.of(what);
            if id.is_empty() {
                here.fault(format!("an edge without {what}"), "the ids of two nodes");
            }
            self.network.number(&id)
        };
        self.ends = (end("source"), end("target"), kind);
        if let Some(weight) = attributes.get("weight")
            && let Err(expected) = Kind::Number.read(&weight)
        {
            here.fault(format!("`{weight}` as weight"), expected);
        }
        self.say(Side::Edge, attributes, &OF_EDGES);
    }

    /// What an element says in attributes of XML rather than in declared ones.
    fn say(&mut self, side: Side, attributes: &Attributes<'_>, names: &[&'static str]) {
        self.values.clear();
        for name in attributes.others(names).filter(|name| !["id", "source", "target", "type"].contains(name)) {
            *self.skipped.entry(format!("`{name}` of <{}>", side.word())).or_default() += 1;
        }
        for name in names {
            if let Some(value) = attributes.get(name).filter(|value| !value.is_empty()) {
                let key = self.own_key(side, name);
                self.values.insert(key, value.into_owned());
            }
        }
    }

    /// Keys of the format's own stand behind those that the file declares: their numbers are given when all is known.
    fn own_key(&mut self, side: Side, name: &'static str) -> usize {
        let next = OWN + self.own.len();
        *self.own.entry((u8::from(side == Side::Edge), name)).or_insert(next)
    }

    fn value(&mut self, side: Side, attributes: &Attributes<'_>, here: &mut Here<'_, '_>) {
        // GEXF 1.0 and 1.1 wrote `id` for `for`.
        let id = attributes.get("for").or_else(|| attributes.get("id")).unwrap_or_default();
        let Some(key) = self.keys.find(&id, side) else {
            here.fault(format!("no attribute `{id}` of a {}", side.word()), "the id of an <attribute>");
            return;
        };
        let value = attributes.of("value");
        let Some(value) = self.keys.value(key, &value, here).map(str::to_owned) else { return };
        let time = time(attributes);
        if time.is_empty() && self.values.contains_key(&key) {
            here.fault(format!("a second `{}`", self.keys.name(key)), "each attribute once, or each with its time");
        }
        let value = if time.is_empty() { value } else { format!("{value} ({time})") };
        join(&mut self.values, key, &value);
    }

    fn say_all(&mut self) {
        for (key, value) in std::mem::take(&mut self.values) {
            self.network.add(&mut self.element, key, &value);
        }
    }
}

/// Where the numbers of the format's own attributes begin: no file declares as many.
const OWN: usize = MOST;

fn edge_type(word: &str, here: &mut Here<'_, '_>) -> Type {
    match word {
        "directed" => Type::Directed,
        "undirected" => Type::Undirected,
        "mutual" => Type::Mutual,
        _ => {
            here.fault(format!("`{word}` as type of an edge"), "directed, undirected or mutual");
            Type::default()
        }
    }
}

/// From when to when, as the file writes it; nothing when it does not.
fn time(attributes: &Attributes<'_>) -> String {
    let of = |names: [&str; 2]| names.iter().find_map(|name| attributes.get(name)).unwrap_or_default();
    let (start, end) = (of(["start", "startopen"]), of(["end", "endopen"]));
    if start.is_empty() && end.is_empty() { String::new() } else { format!("{start} to {end}") }
}

fn join(values: &mut BTreeMap<usize, String>, key: usize, value: &str) {
    let cell = values.entry(key).or_default();
    if !cell.is_empty() {
        cell.push_str("; ");
    }
    cell.push_str(value);
}
