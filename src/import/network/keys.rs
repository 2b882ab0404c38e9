//! The keys of a GraphML file: which attributes there are, of what, and of which type.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Element;
use crate::dataset::{Faults, rules};

/// What a key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Side {
    All,
    Node,
    Edge,
    Graph,
    /// Ports, hyperedges and ends, which are not read.
    Other,
}

impl Side {
    pub fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Node => "node",
            Self::Edge => "edge",
            Self::Graph => "graph",
            Self::Other => "port",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        match word {
            "port" | "endpoint" | "hyperedge" | "graphml" => Some(Self::Other),
            _ => [Self::All, Self::Node, Self::Edge, Self::Graph].into_iter().find(|side| side.word() == word),
        }
    }
}

/// The types of GraphML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Whole,
    Number,
    Boolean,
}

#[derive(Debug)]
struct Key {
    side: Side,
    name: String,
    kind: Kind,
    default: Option<String>,
}

/// Every key, in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Keys {
    keys: Vec<Key>,
    /// By id; one id may stand for a key of nodes and another of edges.
    places: HashMap<String, Vec<usize>>,
}

impl Keys {
    pub fn declare(
        &mut self,
        attributes: &HashMap<String, String>,
        file: &Arc<str>,
        (line, column): (u64, u64),
        faults: &mut Faults,
    ) {
        let of = |name: &str| attributes.get(name).map_or("", String::as_str);
        let mut fault = |message: String, expected: &str| {
            faults.push(rules::BAD_GRAPH_FILE, file, (line, column, None), message, expected, "");
        };
        let id = of("id");
        if id.is_empty() {
            fault("a key without id".to_owned(), "id, for, attr.name and attr.type");
        }
        // The specification lets a key without `for` stand for all.
        let side = Side::parse(attributes.get("for").map_or("all", String::as_str));
        let kind = match of("attr.type") {
            "string" => Some(Kind::Text),
            // Drawing programs leave the type out where the data hold elements.
            "" if !attributes.contains_key("attr.type") => Some(Kind::Text),
            "int" | "long" => Some(Kind::Whole),
            "float" | "double" => Some(Kind::Number),
            "boolean" => Some(Kind::Boolean),
            _ => None,
        };
        if side.is_none() {
            fault(format!("a key for `{}`", of("for")), "node, edge, graph, all, port, endpoint or hyperedge");
        }
        if kind.is_none() {
            let expected = "string, int, long, float, double or boolean";
            fault(format!("a key of type `{}`", of("attr.type")), expected);
        }
        let (Some(side), Some(kind)) = (side, kind) else { return };
        let places = self.places.entry(id.to_owned()).or_default();
        let clash = |other: &usize| {
            let other = self.keys[*other].side;
            other == side || other == Side::All || side == Side::All
        };
        if places.iter().any(clash) {
            fault(format!("key `{id}` for {} twice", side.word()), "each key once");
            return;
        }
        places.push(self.keys.len());
        let name = if of("attr.name").is_empty() { id } else { of("attr.name") };
        self.keys.push(Key { side, name: name.to_owned(), kind, default: None });
    }

    /// The key of an id on one side.
    pub fn find(&self, id: &str, side: Side) -> Option<usize> {
        self.places
            .get(id)?
            .iter()
            .copied()
            .find(|&at| matches!(self.keys[at].side, of if of == side || of == Side::All))
    }

    /// A value in the one form that its type has; a fault and `None` when it is of another type.
    pub fn value(
        &self,
        key: usize,
        cell: &str,
        file: &Arc<str>,
        (line, column): (u64, u64),
        faults: &mut Faults,
    ) -> Option<String> {
        let Key { name, kind, .. } = &self.keys[key];
        let trimmed = cell.trim();
        let digits = trimmed.strip_prefix(['-', '+']).unwrap_or(trimmed);
        let (sound, expected) = match kind {
            Kind::Text => return Some(cell.to_owned()),
            _ if trimmed.is_empty() => return Some(String::new()),
            Kind::Whole => (digits.bytes().all(|b| b.is_ascii_digit()) && !digits.is_empty(), "a whole number"),
            Kind::Number => (trimmed.parse::<f64>().is_ok(), "a number"),
            Kind::Boolean => match trimmed.to_ascii_lowercase().as_str() {
                "true" | "1" => return Some("true".to_owned()),
                "false" | "0" => return Some("false".to_owned()),
                _ => (false, "true or false"),
            },
        };
        if !sound {
            let message = format!("`{}` as `{name}`", trimmed.chars().take(60).collect::<String>());
            faults.push(rules::BAD_GRAPH_FILE, file, (line, column, None), message, expected, "");
        }
        sound.then(|| trimmed.to_owned())
    }

    /// The default of the key that was declared last.
    pub fn defaults_to(&mut self, cell: String, file: &Arc<str>, place: (u64, u64), faults: &mut Faults) {
        let Some(last) = self.keys.len().checked_sub(1) else { return };
        self.keys[last].default = self.value(last, &cell, file, place, faults);
    }

    /// Gives elements the defaults of the keys that they leave out.
    pub fn settle<'a>(&self, side: Side, elements: impl Iterator<Item = &'a mut Element>) {
        let defaults: Vec<(usize, &String)> = (0..self.keys.len())
            .filter(|&at| self.keys[at].side == side || self.keys[at].side == Side::All)
            .filter_map(|at| Some((at, self.keys[at].default.as_ref()?)))
            .collect();
        if defaults.is_empty() {
            return;
        }
        for element in elements {
            for (at, default) in &defaults {
                if !element.values.iter().any(|(other, _)| other == at) {
                    element.values.push((*at, (*default).clone()));
                }
            }
        }
    }

    pub fn name(&self, key: usize) -> &str {
        &self.keys[key].name
    }

    /// The names of the keys of one side (empty for those of others); where two share a name, the later has its number
    /// behind it.
    pub fn names(&self, side: Side) -> Vec<String> {
        let mut seen: HashSet<&str> = HashSet::new();
        let name = |(at, key): (usize, &'_ Key)| {
            if key.side != side && key.side != Side::All {
                return String::new();
            }
            let fresh = seen.insert(self.keys[at].name.as_str());
            if fresh { key.name.clone() } else { format!("{} {}", key.name, at + 1) }
        };
        self.keys.iter().enumerate().map(name).collect()
    }
}
