//! A graph as a file has it, kept small: the texts of a million ties are one text, and an id is a number.

use std::collections::{BTreeSet, HashMap};

use foldhash::fast::FixedState;

use super::keys::is_whole;
use super::tokens::same;
use crate::model::is_no_number;

/// A part of the text of a network.
#[derive(Debug, Clone, Copy, Default)]
struct Span {
    begin: u32,
    length: u32,
}

/// A node, or what a tie says beside its ends.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Element {
    id: Span,
    pub line: u32,
    pub column: u32,
    /// Its values: from the first to before the second.
    values: (u32, u32),
}

/// A tie between two ids, each by its number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tie {
    pub element: Element,
    pub from: u32,
    pub to: u32,
    pub directed: bool,
}

/// Attributes of nodes, or of ties.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    /// The name of each, once; empty where a number is an attribute of the other side only.
    pub names: Vec<String>,
    /// What an element has that does not say.
    pub defaults: Vec<(usize, String)>,
    /// The places of names that were given one by one.
    places: HashMap<String, usize, FixedState>,
}

impl Attributes {
    pub fn new(names: Vec<String>, defaults: Vec<(usize, String)>) -> Self {
        Self { names, defaults, places: HashMap::default() }
    }

    /// The place of an attribute by its name.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|other| other == name)
    }

    /// The place of an attribute, which is new when its name is.
    pub fn named(&mut self, name: &str) -> usize {
        if let Some(at) = self.places.get(name) {
            return *at;
        }
        self.places.insert(name.to_owned(), self.names.len());
        self.names.push(name.to_owned());
        self.names.len() - 1
    }
}

/// Numbers of ids. Ids that count up, `n0 n1 n2`, as most files have them, are one [`Run`]; of the others, short ones are
/// numbers themselves: they lie in the table, not behind it.
#[derive(Debug, Default)]
struct Ids {
    runs: Vec<Run>,
    short: HashMap<u64, u32, FixedState>,
    long: HashMap<Box<str>, u32, FixedState>,
    given: u32,
}

/// Ids that are the same letters before a count that goes up by one, and so do their numbers.
#[derive(Debug)]
struct Run {
    letters: Box<str>,
    count: u32,
    number: u32,
    length: u32,
}

/// The most runs: an id is held against each.
const RUNS: usize = 4;

impl Ids {
    /// At most seven bytes and their count.
    fn short(id: &str) -> Option<u64> {
        let mut bytes = [0u8; 8];
        let length = id.len();
        bytes[..7].get_mut(..length)?.copy_from_slice(id.as_bytes());
        bytes[7] = length as u8;
        Some(u64::from_le_bytes(bytes))
    }

    /// The letters of an id and the count behind them, where it has one and that is written as counts are.
    #[inline(always)]
    fn counted(id: &str) -> Option<(&str, u32)> {
        let (mut count, mut place, mut at) = (0, 1, id.len());
        let mut digit = 0;
        for &byte in id.as_bytes().iter().rev().take(9) {
            let next = byte.wrapping_sub(b'0');
            if next > 9 {
                break;
            }
            digit = next;
            count += u32::from(digit) * place;
            place *= 10;
            at -= 1;
        }
        let length = id.len() - at;
        (length == 1 || digit > 0).then_some((&id[..at], count))
    }

    fn get(&self, id: &str) -> Option<u32> {
        let of = |(letters, count): (&str, u32)| self.runs.iter().find_map(|run| run.get(letters, count));
        Self::counted(id).and_then(of).or_else(|| match Self::short(id) {
            Some(id) => self.short.get(&id).copied(),
            None => self.long.get(id).copied(),
        })
    }

    /// The number of an id; the next one when it has none yet.
    fn number(&mut self, id: &str) -> u32 {
        let counted = Self::counted(id);
        if let Some((letters, count)) = counted
            && let Some(number) = self.runs.iter().find_map(|run| run.get(letters, count))
        {
            return number;
        }
        let found = match Self::short(id) {
            Some(id) => self.short.get(&id),
            None => self.long.get(id),
        };
        if let Some(number) = found {
            return *number;
        }
        let next = self.given;
        self.given = next.saturating_add(1);
        if let Some((letters, count)) = counted {
            let goes_on = |run: &&mut Run| {
                count == run.count + run.length && next == run.number + run.length && *letters == *run.letters
            };
            if let Some(run) = self.runs.iter_mut().find(goes_on) {
                run.length += 1;
                return next;
            }
            if self.runs.len() < RUNS {
                self.runs.push(Run { letters: letters.into(), count, number: next, length: 1 });
                return next;
            }
        }
        match Self::short(id) {
            Some(id) => self.short.insert(id, next),
            None => self.long.insert(id.into(), next),
        };
        next
    }

    fn behind(&self, number: u32) -> String {
        let run = self.runs.iter().find(|run| number.checked_sub(run.number).is_some_and(|at| at < run.length));
        let counted = run.map(|run| format!("{}{}", run.letters, run.count + (number - run.number)));
        let short = || {
            self.short.iter().find(|(_, other)| **other == number).map(|(id, _)| {
                let bytes = id.to_le_bytes();
                String::from_utf8_lossy(&bytes[..usize::from(bytes[7])]).into_owned()
            })
        };
        let long = || self.long.iter().find(|(_, other)| **other == number).map(|(id, _)| id.to_string());
        counted.or_else(short).or_else(long).unwrap_or_default()
    }
}

impl Run {
    #[inline(always)]
    fn get(&self, letters: &str, count: u32) -> Option<u32> {
        let at = count.wrapping_sub(self.count);
        (at < self.length && same(self.letters.as_bytes(), letters.as_bytes())).then(|| self.number + at)
    }
}

/// A graph of another program, or one of our own.
///
/// A reader begins an element, adds its values, and closes it as a node or a tie.
#[derive(Debug, Default)]
pub struct Network {
    pub(super) of_nodes: Attributes,
    pub(super) of_ties: Attributes,
    pub(super) nodes: Vec<Element>,
    pub(super) ties: Vec<Tie>,
    /// The attributes of ties that are the first and the last day of it, where the format says so.
    pub(super) spell: Option<(usize, usize)>,
    /// Which of the files the nodes are from, and which the ties.
    pub(super) files: (usize, usize),
    /// What the file says of the graph as a whole: it becomes the note of the source.
    pub(super) said: Vec<String>,
    /// What a dataset cannot hold, in words: in the note too, and told to who imports.
    pub(super) unread: Vec<String>,
    values: Vec<(u32, Span)>,
    texts: String,
    /// The number of each id; whether it is one of a node.
    ids: Ids,
    known: Vec<bool>,
    /// More text than can be counted here.
    full: bool,
    /// How many elements have begun, and which of them had a value of each attribute last.
    begun: u32,
    last: Vec<u32>,
}

impl Network {
    /// How many nodes and ties it has.
    pub fn size(&self) -> (usize, usize) {
        (self.nodes.len(), self.ties.len())
    }

    /// The numbers in one attribute of ties, added up: what a check against another program's reading compares.
    pub fn sum_of_ties(&self, attribute: &str) -> f64 {
        let at = self.of_ties.place(attribute);
        let number = |tie: &Tie| self.value(&tie.element, &self.of_ties, at).parse::<f64>().unwrap_or_default();
        self.ties.iter().map(number).sum()
    }

    /// Whether there was more text than can be held: 4 GB.
    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    fn keep(&mut self, text: &str) -> Span {
        let (Ok(begin), Ok(length)) = (u32::try_from(self.texts.len()), u32::try_from(text.len())) else {
            self.full = true;
            return Span::default();
        };
        self.texts.push_str(text);
        Span { begin, length }
    }

    fn text(&self, span: Span) -> &str {
        let begin = span.begin as usize;
        self.texts.get(begin..begin + span.length as usize).unwrap_or_default()
    }

    /// An element begins: what is added next is its.
    pub(super) fn begin(&mut self, id: &str, (line, column): (u64, u64)) -> Element {
        let first = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        self.begun = self.begun.saturating_add(1);
        let short = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        Element { id: self.keep(id), line: short(line), column: short(column), values: (first, first) }
    }

    /// Adds a value to the element that was begun last; whether it had one of this attribute.
    pub(super) fn add(&mut self, element: &mut Element, attribute: usize, value: &str) -> bool {
        let span = self.keep(value);
        if self.last.len() <= attribute {
            self.last.resize(attribute + 1, 0);
        }
        let again = std::mem::replace(&mut self.last[attribute], self.begun) == self.begun;
        self.values.push((u32::try_from(attribute).unwrap_or(u32::MAX), span));
        element.values.1 = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        self.full |= element.values.1 == u32::MAX;
        again
    }

    /// The element is a node.
    pub(super) fn node(&mut self, element: Element) {
        let id = self.text(element.id).to_owned();
        let number = self.number(&id) as usize;
        self.known[number] = true;
        self.nodes.push(element);
    }

    /// The element is a tie.
    pub(super) fn tie(&mut self, element: Element, (from, to): (u32, u32), directed: bool) {
        self.ties.push(Tie { element, from, to, directed });
    }

    /// The same element without its id, for a tie that a format writes once and means twice.
    pub(super) fn without_id(&self, element: Element) -> Element {
        Element { id: Span::default(), ..element }
    }

    /// Makes one attribute of two, where no element has both: values of the later become values of the first. Which later ones
    /// are no more. One that clashes with another anywhere stays itself: the order of elements means nothing.
    pub(super) fn unite(&mut self, pairs: Vec<(usize, usize)>) -> Vec<usize> {
        if pairs.is_empty() {
            return Vec::new();
        }
        let mut first: HashMap<u32, u32> = pairs.iter().map(|(later, first)| (*later as u32, *first as u32)).collect();
        let mut torn: BTreeSet<u32> = BTreeSet::new();
        let elements = self.nodes.iter().chain(self.ties.iter().map(|tie| &tie.element));
        for element in elements {
            let own = self.values.get(element.values.0 as usize..element.values.1 as usize).unwrap_or_default();
            let one = |at: &u32| first.get(at).copied().unwrap_or(*at);
            let both = |at: &&u32| own.iter().any(|(other, _)| other != *at && one(other) == one(at));
            torn.extend(own.iter().map(|(at, _)| at).filter(both));
        }
        first.retain(|at, _| !torn.contains(at));
        self.values.iter_mut().for_each(|(at, _)| *at = first.get(at).copied().unwrap_or(*at));
        pairs.into_iter().map(|(later, _)| later).filter(|later| first.contains_key(&(*later as u32))).collect()
    }

    /// Writes whole numbers of some attributes with a point and a zero; of those attributes no more is marked that says another
    /// number somewhere.
    pub(super) fn write_whole_as_doubles(&mut self, marked: &mut [bool]) {
        if !marked.contains(&true) {
            return;
        }
        let text = |span: Span| {
            self.texts.get(span.begin as usize..span.begin as usize + span.length as usize).unwrap_or_default()
        };
        for (at, span) in &self.values {
            if let Some(is_marked) = marked.get_mut(*at as usize).filter(|is_marked| **is_marked) {
                *is_marked = is_whole(text(*span)) || text(*span).is_empty() || is_no_number(text(*span));
            }
        }
        for value in 0..self.values.len() {
            let (at, span) = self.values[value];
            if marked.get(at as usize) == Some(&true) && is_whole(self.text(span)) {
                let double = format!("{}.0", self.text(span));
                self.values[value].1 = self.keep(&double);
            }
        }
    }

    /// The number of an id; whether it is a node's shows when all is read.
    pub(super) fn number(&mut self, id: &str) -> u32 {
        let number = self.ids.number(id);
        if number as usize >= self.known.len() {
            self.known.push(false);
        }
        number
    }

    /// The number that an id has, if it has one.
    pub(super) fn number_of(&self, id: &str) -> Option<u32> {
        self.ids.get(id)
    }

    /// Whether the number is that of a node.
    pub(super) fn is_node(&self, number: u32) -> bool {
        self.known.get(number as usize).copied().unwrap_or_default()
    }

    /// The id behind a number: looked for, since only a fault asks.
    pub(super) fn id_behind(&self, number: u32) -> String {
        self.ids.behind(number)
    }

    pub(super) fn id(&self, element: &Element) -> &str {
        self.text(element.id)
    }

    /// What an element says, attribute by attribute, and then what it leaves to the defaults.
    pub(super) fn values<'a>(
        &'a self,
        element: &Element,
        of: &'a Attributes,
    ) -> impl Iterator<Item = (usize, &'a str)> + use<'a> {
        let (first, end) = (element.values.0 as usize, element.values.1 as usize);
        let own = self.values.get(first..end).unwrap_or_default();
        let left = move |at: usize| !own.iter().any(|(other, _)| *other as usize == at);
        let defaults = of.defaults.iter().filter(move |(at, _)| left(*at));
        let own = own.iter().map(|(at, span)| (*at as usize, self.text(*span)));
        own.chain(defaults.map(|(at, value)| (*at, value.as_str())))
    }

    /// What an element says of one attribute; nothing when it does not.
    pub(super) fn value<'a>(&'a self, element: &Element, of: &'a Attributes, attribute: Option<usize>) -> &'a str {
        let found = attribute.and_then(|at| self.values(element, of).find(|(other, _)| *other == at));
        found.map_or("", |(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A plain map is the oracle.
    #[test]
    fn ids_of_every_length_keep_their_numbers() {
        let (mut ids, mut plain) = (Ids::default(), HashMap::new());
        let texts = [
            "",
            "\0",
            "\0\0",
            "a",
            "a\0",
            "n999999",
            "n9999999",
            "日本",
            "日本国",
            "0",
            "00",
            "1",
            "01",
            "2",
            "1234567",
            "12345678",
            "a1",
            "a2",
            "a3",
            "b3",
            "a03",
            "a4",
            "日本1",
            "日本2",
            "a 5",
            "b4",
            "a5",
            "c9",
            "d1",
            "d2",
            "c10",
            "999999999",
            "1000000000",
            "0000000001",
            "+1",
            "a-1",
            "node-number-8",
            "node-number-9",
        ];
        for text in texts.into_iter().chain(texts) {
            let next = plain.len() as u32;
            let number = *plain.entry(text).or_insert(next);
            assert_eq!(ids.number(text), number);
            assert_eq!((ids.get(text), ids.behind(number).as_str()), (Some(number), text));
        }
        assert_eq!((ids.get("b"), ids.get("another of some length")), (None, None));
        assert_eq!(plain.len(), texts.len());
    }
}
