//! The keys of an XML graph: which attributes there are, of what, and of which type.

use std::collections::{BTreeMap, HashMap, HashSet};

use foldhash::fast::FixedState;

use super::store;
use super::tokens::same;
use super::xml::Here;
use crate::model::is_no_number;

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

    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "port" | "endpoint" | "hyperedge" | "graphml" => Some(Self::Other),
            _ => [Self::All, Self::Node, Self::Edge, Self::Graph].into_iter().find(|side| side.word() == word),
        }
    }
}

/// The types of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Whole,
    Number,
    Boolean,
}

impl Kind {
    /// A value in the one form that its type has, or what was expected. Whole numbers stay the digits they are.
    pub fn read(self, cell: &str) -> Result<&str, &'static str> {
        // The usual number is as it should be.
        if matches!(self, Self::Whole | Self::Number) && is_decimal(cell, self == Self::Number) {
            return Ok(cell);
        }
        let trimmed = cell.trim();
        let (sound, expected) = match self {
            Self::Text => return Ok(cell),
            _ if trimmed.is_empty() => return Ok(""),
            Self::Whole => (is_whole(trimmed), "a whole number"),
            Self::Number => (trimmed.parse::<f64>().is_ok(), "a number"),
            Self::Boolean if trimmed.eq_ignore_ascii_case("true") || trimmed == "1" => return Ok("true"),
            Self::Boolean if trimmed.eq_ignore_ascii_case("false") || trimmed == "0" => return Ok("false"),
            Self::Boolean => (false, "true or false"),
        };
        if sound { Ok(trimmed) } else { Err(expected) }
    }
}

/// Digits with at most one point between them, if there may be one: the usual number, known without being computed.
fn is_decimal(cell: &str, point: bool) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell).as_bytes();
    let mut points = u8::from(!point);
    digits.first().is_some_and(u8::is_ascii_digit)
        && digits.last().is_some_and(u8::is_ascii_digit)
        && digits.iter().all(|byte| byte.is_ascii_digit() || (*byte == b'.' && std::mem::replace(&mut points, 1) == 0))
}

/// Digits alone, with or without a sign.
pub(super) fn is_whole(cell: &str) -> bool {
    let digits = cell.strip_prefix(['-', '+']).unwrap_or(cell).as_bytes();
    !digits.is_empty() && digits.iter().all(u8::is_ascii_digit)
}

#[derive(Debug)]
struct Key {
    side: Side,
    id: String,
    name: String,
    kind: Kind,
    default: Option<String>,
    /// The key that was found after this one; at first itself.
    next: usize,
}

/// The most keys of one file.
pub(super) const MOST: usize = 1 << 16;

/// Every key, in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Keys {
    keys: Vec<Key>,
    /// By id; one id may stand for a key of nodes and another of edges.
    places: HashMap<String, Vec<usize>, FixedState>,
    /// The key that was found last.
    last: usize,
    /// Of each key, how many whole numbers are larger than 64 bits hold.
    beyond: BTreeMap<usize, u64>,
}

impl Keys {
    /// A key is declared: its id, its name (the id without one), its type.
    pub fn declare(&mut self, side: Side, id: &str, name: &str, kind: Kind, here: &mut Here<'_, '_>) {
        if id.is_empty() {
            here.fault("a key without id", "an id, and what it is for");
        }
        if self.keys.len() >= MOST {
            here.fault(format!("more than {MOST} keys"), "fewer attributes");
            return;
        }
        let places = self.places.entry(id.to_owned()).or_default();
        let clash = |other: &usize| {
            let other = self.keys[*other].side;
            other == side || other == Side::All || side == Side::All
        };
        if places.iter().any(clash) {
            here.fault(format!("key `{id}` for {} twice", side.word()), "each key once");
            return;
        }
        let next = self.keys.len();
        places.push(next);
        let name = if name.is_empty() { id } else { name };
        self.keys.push(Key { side, id: id.to_owned(), name: name.to_owned(), kind, default: None, next });
    }

    /// The key of an id on one side. Elements mostly have their data in one order, so the key that followed the last one
    /// before is tried first.
    pub fn find(&mut self, id: &str, side: Side) -> Option<usize> {
        let keys = &self.keys;
        let is = |at: &usize| {
            same(keys[*at].id.as_bytes(), id.as_bytes()) && (keys[*at].side == side || keys[*at].side == Side::All)
        };
        let guess = keys.get(self.last)?.next;
        let found = match is(&guess) {
            true => guess,
            false => self.places.get(id)?.iter().copied().find(is)?,
        };
        self.keys[self.last].next = found;
        self.last = found;
        Some(found)
    }

    /// A value in the one form that its type has; a fault and `None` when it is of another type.
    pub fn value<'v>(&mut self, key: usize, cell: &'v str, here: &mut Here<'_, '_>) -> Option<&'v str> {
        let Key { name, kind, .. } = &self.keys[key];
        match kind.read(cell) {
            Ok(value) => {
                // Of eighteen digits every one fits.
                if *kind == Kind::Whole && value.len() > 18 && value.parse::<i64>().is_err() {
                    *self.beyond.entry(key).or_default() += 1;
                }
                Some(value)
            }
            Err(expected) => {
                let shown: String = cell.trim().chars().take(60).collect();
                here.fault(format!("`{shown}` as `{name}`"), expected);
                None
            }
        }
    }

    /// Whether a cell is, as it stands, a value of its key's type of which nothing is to be told.
    pub fn is_value(&self, key: usize, cell: &str) -> bool {
        let kind = self.keys[key].kind;
        kind == Kind::Text || (kind.read(cell) == Ok(cell) && (kind != Kind::Whole || cell.len() <= 18))
    }

    /// The default of the key that was declared last.
    pub fn defaults_to(&mut self, cell: &str, here: &mut Here<'_, '_>) {
        let Some(last) = self.keys.len().checked_sub(1) else { return };
        self.keys[last].default = self.value(last, cell, here).map(str::to_owned);
    }

    /// The key of what an element says without one of the file's: it has no id.
    pub fn extra(&mut self, name: &str) -> usize {
        let known = self.keys.iter().position(|key| key.id.is_empty() && key.name == name);
        known.unwrap_or_else(|| {
            let next = self.keys.len();
            let (id, name) = (String::new(), name.to_owned());
            self.keys.push(Key { side: Side::All, id, name, kind: Kind::Text, default: None, next });
            next
        })
    }

    /// Once all is read: keys of one name become one, and doubles stay doubles.
    pub fn settle(&mut self, network: &mut store::Network) {
        for side in [Side::Node, Side::Edge] {
            for key in network.unite(self.of_one_name(side)) {
                self.keys[key].side = Side::Other;
            }
        }
        self.keep_doubles(network);
    }

    /// Keys of one side and one name, where neither has a default: the later with the first. Programs that declare an attribute
    /// once a type write numbers of one attribute under several (networkx).
    fn of_one_name(&self, side: Side) -> Vec<(usize, usize)> {
        let mut first: HashMap<&str, usize> = HashMap::new();
        let of_side = self.keys.iter().enumerate().filter(|(_, key)| key.side == side && key.default.is_none());
        let mut found = Vec::new();
        for (at, key) in of_side {
            match first.get(key.name.as_str()) {
                Some(before) => found.push((at, *before)),
                None => _ = first.insert(&key.name, at),
            }
        }
        found
    }

    /// Numbers of a key that says they are doubles stay such where all of them happen to be whole: `3` becomes `3.0`, or nothing
    /// would tell them from whole numbers any more.
    fn keep_doubles(&mut self, network: &mut store::Network) {
        let mut doubles: Vec<bool> = self.keys.iter().map(|key| key.kind == Kind::Number).collect();
        let defaults = || self.keys.iter().map(|key| key.default.as_deref().unwrap_or_default());
        for (is_double, default) in doubles.iter_mut().zip(defaults()) {
            *is_double &= default.is_empty() || is_whole(default) || is_no_number(default);
        }
        network.write_whole_as_doubles(&mut doubles);
        for (key, _) in self.keys.iter_mut().zip(doubles).filter(|(_, is_double)| *is_double) {
            key.default.iter_mut().filter(|default| is_whole(default)).for_each(|default| default.push_str(".0"));
        }
    }

    /// What became of whole numbers that are larger than the format's types.
    pub fn remarks(&self) -> impl Iterator<Item = String> {
        let name = |key: &usize| &self.keys[*key].name;
        self.beyond.iter().map(move |(key, n)| format!("{n} of `{}` beyond 64 bits, kept digit by digit", name(key)))
    }

    pub fn name(&self, key: usize) -> &str {
        &self.keys[key].name
    }

    /// The attributes of one side. Where two keys share a name, the later has its number behind it.
    pub fn attributes(&self, side: Side) -> store::Attributes {
        let of = |key: &Key| key.side == side || key.side == Side::All;
        let mut seen: HashSet<&str> = HashSet::new();
        let name = |(at, key): (usize, &'_ Key)| {
            if !of(key) {
                return String::new();
            }
            let fresh = seen.insert(self.keys[at].name.as_str());
            if fresh { key.name.clone() } else { format!("{} {}", key.name, at + 1) }
        };
        let names = self.keys.iter().enumerate().map(name).collect();
        let defaults = self.keys.iter().enumerate().filter(|(_, key)| of(key));
        let defaults = defaults.filter_map(|(at, key)| Some((at, key.default.clone()?))).collect();
        store::Attributes::new(names, defaults)
    }
}

/// The type of GraphML's or GEXF's word for it.
pub(super) fn kind(word: &str) -> Option<Kind> {
    Some(match word {
        "string" | "anyURI" | "char" | "date" | "liststring" => Kind::Text,
        "int" | "integer" | "long" | "short" | "byte" | "biginteger" => Kind::Whole,
        "float" | "double" | "bigdecimal" => Kind::Number,
        "boolean" => Kind::Boolean,
        // Lists of GEXF are kept as they are written.
        _ if word.starts_with("list") => Kind::Text,
        _ => return None,
    })
}

/// The text of an element that holds but one: a datum, a default.
#[derive(Debug, Default)]
pub(super) struct Holder {
    pub text: String,
    /// Whether it holds elements.
    pub drawn: bool,
}

impl Holder {
    pub fn clear(&mut self) {
        self.text.clear();
        self.drawn = false;
    }
}

/// A word of an XML attribute that says yes or no, or names a direction.
pub(super) fn direction(word: &str) -> Option<bool> {
    match word {
        "directed" | "true" => Some(true),
        "undirected" | "false" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parser of the library is the oracle.
    #[test]
    fn decimals_are_numbers() {
        for cell in ["0", "-1", "1.5", "-0.25", "12345678901234567890.5"] {
            assert!(is_decimal(cell, true) && cell.parse::<f64>().is_ok(), "{cell}");
        }
        for cell in ["", "-", ".", "1.", ".5", "1.2.3", "--1", "1e5", "+1", "NaN", "1,5", "１", "1 2"] {
            assert!(!is_decimal(cell, true), "{cell}");
            assert_eq!(Kind::Number.read(cell).is_ok(), cell.is_empty() || cell.parse::<f64>().is_ok(), "{cell}");
        }
    }
}
