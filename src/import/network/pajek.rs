//! Pajek's `.net`: numbered vertices, then arcs, edges, lists or a matrix of weights.
//!
//! - A vertex is its label where the labels differ, else `v` and its number with the label as name; vertices that no line
//!   names are there all the same. In a two-mode network each has its `mode`, 1 or 2.
//! - The number after two ends is the `weight`, a text after `l` the `label`, a time in brackets the `time`, and the
//!   relation of `*Arcs :2 "trade"` the `relation`. A matrix holds a tie where it is not 0; in a two-mode one it has no
//!   direction. Behind a weight, or the coordinates of a vertex, a word that is none of Pajek's and the word after it are an
//!   attribute and its value, as networkx writes them.
//! - Coordinates, shapes, and the words for colours and widths are left out and said to be. Refused, with line and column:
//!   sections of project files (`*Partition`), numbers of no vertex, weights that are no finite numbers, words without their
//!   value, words behind a label (a name that lacks its quotes), attributes that come twice, a matrix with too few rows, more
//!   vertices than a file of its lines may promise.
//! - Nothing in the format ends a file, so what a cut may have left is told: vertices that no line names, no ties at all, a
//!   last line without its end.
//!
//! Reference: the Pajek manual, "Pajek data structures".

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::Network;
use crate::dataset::{Faults, rules};

/// The most vertices: `*Vertices` is a promise that no line need keep, so a file may promise some, and some more a line.
const VERTICES: usize = 10_000_000;
const VERTICES_OF_ANY_FILE: usize = 10_000;
const VERTICES_A_LINE: usize = 10;

/// The words in a line of a vertex or a tie that say how it is drawn, each with a value behind it, and those of shapes, which
/// stand alone.
const DRAWN: &str = "s_size x_fact y_fact phi r q ic bc bw lc la lr lphi fos font url l lp c w p s a ap h1 h2 a1 a2 k1 k2 ls \
                     hook1 hook2 angle1 angle2 velocity1";
const SHAPES: &str = "ellipse box diamond triangle cross empty house man woman circle heart star";

fn is_one_of(words: &str, word: &str) -> bool {
    words.split_whitespace().any(|other| other == word)
}

/// What the lines below a heading are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Vertices,
    /// Two ends a line.
    Ties {
        directed: bool,
    },
    /// An end, and all that it is tied to.
    Lists {
        directed: bool,
    },
    Matrix,
}

/// A field of a line: where it begins, its text, whether it was in quotes.
type Field<'t> = (usize, &'t str, bool);

/// The network of a text; faults say what cannot be read, and `None` that reading ended there.
pub(super) fn read(file: &Arc<str>, text: &str, faults: &mut Faults) -> Option<Network> {
    let mut parse = Parse {
        file,
        faults,
        line: 0,
        text: "",
        network: Network::default(),
        section: None,
        vertices: Vec::new(),
        first: None,
        relation: "",
        ties: Vec::new(),
        row: 0,
        matrix: None,
        drawn: 0,
        drawings: BTreeSet::new(),
        most: VERTICES.min(VERTICES_OF_ANY_FILE + VERTICES_A_LINE * text.lines().count()),
    };
    for (at, line) in text.lines().enumerate() {
        (parse.line, parse.text) = (at as u64 + 1, line);
        parse.line(line)?;
    }
    if !text.is_empty() && !text.ends_with('\n') {
        parse.network.unread.push(super::NO_END.to_owned());
    }
    parse.finish()
}

#[derive(Default)]
struct Vertex<'t> {
    line: u64,
    column: u64,
    label: &'t str,
    /// Whether a line names it.
    told: bool,
    values: Vec<Value<'t>>,
}

/// An attribute and what is said of it.
type Value<'t> = (&'t str, &'t str);

/// A tie by numbers of vertices, from 1.
struct Line<'t> {
    place: (u64, u64),
    ends: (usize, usize),
    directed: bool,
    values: Vec<Value<'t>>,
}

struct Parse<'t, 'f> {
    file: &'f Arc<str>,
    faults: &'f mut Faults,
    line: u64,
    text: &'t str,
    network: Network,
    section: Option<Section>,
    vertices: Vec<Vertex<'t>>,
    /// How many vertices are of the first mode, in a two-mode network.
    first: Option<usize>,
    relation: &'t str,
    ties: Vec<Line<'t>>,
    /// The row of the matrix that was read last.
    row: usize,
    /// Where the matrix that is read began.
    matrix: Option<(u64, u64)>,
    /// How many lines say how something is drawn, and by which words.
    drawn: u64,
    drawings: BTreeSet<&'t str>,
    /// How many vertices the file may promise.
    most: usize,
}

impl<'t> Parse<'t, '_> {
    /// A fault in the line that is read, at a byte of it.
    fn fault(&mut self, at: usize, message: impl Into<String>, expected: &str) {
        let column = self.text.get(..at).map_or(1, |before| before.chars().count() as u64 + 1);
        let place = (self.line, column, None);
        self.faults.push(rules::BAD_GRAPH_FILE, self.file, place, message, expected, "");
    }

    fn line(&mut self, line: &'t str) -> Option<()> {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('%') {
            if let Some(remark) = trimmed.strip_prefix('%').map(str::trim).filter(|remark| !remark.is_empty()) {
                self.network.said.push(remark.to_owned());
            }
            return Some(());
        }
        let fields = self.fields(line)?;
        if trimmed.starts_with('*') {
            return self.heading(&fields);
        }
        match self.section {
            None => self.fault(0, "a line before `*Vertices`", "*Vertices N"),
            Some(Section::Vertices) => self.vertex(&fields),
            Some(Section::Ties { directed }) => self.tie(&fields, directed),
            Some(Section::Lists { directed }) => self.list(&fields, directed),
            Some(Section::Matrix) => self.weights(&fields),
        }
        Some(())
    }

    fn fields(&mut self, line: &'t str) -> Option<Vec<Field<'t>>> {
        let (mut fields, mut at) = (Vec::new(), 0);
        while let Some(skip) = line[at..].find(|c: char| !c.is_whitespace()) {
            at += skip;
            let rest = &line[at..];
            if let Some(inside) = rest.strip_prefix('"') {
                let Some(length) = inside.find('"') else {
                    self.fault(at, "quotes that are not closed", "\"a label\"");
                    return None;
                };
                fields.push((at, &inside[..length], true));
                at += length + 2;
                // Quotes inside of quotes: which of them end the text nobody can tell.
                if line[at..].starts_with(|c: char| !c.is_whitespace()) {
                    self.fault(
                        at,
                        "a word that follows quotes without a space",
                        "white space, or no quotes inside of quotes",
                    );
                    return None;
                }
            } else {
                // A time has its brackets, whatever is between them.
                let time = rest.find(']').filter(|_| rest.starts_with('[')).map(|end| end + 1);
                let length = time.or_else(|| rest.find(char::is_whitespace)).unwrap_or(rest.len());
                fields.push((at, &rest[..length], false));
                at += length;
            }
        }
        Some(fields)
    }

    fn heading(&mut self, fields: &[Field<'t>]) -> Option<()> {
        let number = |at: usize| fields.get(at).and_then(|(_, text, _)| text.parse::<usize>().ok());
        let (at, word, _) = fields[0];
        self.matrix_ends();
        if let Some((at, ..)) = fields[1..].iter().find(|(_, text, quoted)| *text == ":" && !quoted) {
            self.fault(*at, "a relation without its number", ":NUMBER \"a name\"");
        }
        self.relation = fields[1..].iter().rev().map(|(_, text, _)| text.trim_start_matches(':')).next().unwrap_or("");
        self.row = 0;
        self.section = Some(match word.to_ascii_lowercase().as_str() {
            "*network" => {
                let name = fields[1..].iter().map(|(_, text, _)| *text).collect::<Vec<_>>().join(" ");
                self.network.said.extend((!name.is_empty()).then_some(name));
                return Some(());
            }
            "*vertices" => {
                let Some(count) = number(1) else {
                    self.fault(at, "how many vertices is not said", "*Vertices N");
                    return None;
                };
                if count > self.most {
                    let expected = format!("at most {} in a file of so many lines: a vertex a line", self.most);
                    self.fault(at, format!("{count} vertices are promised"), &expected);
                    return None;
                }
                if self.section.is_some() {
                    self.fault(at, "a second network", "one network a file");
                    return None;
                }
                let line = self.line;
                self.vertices.resize_with(count, || Vertex { line, column: 1, ..Vertex::default() });
                self.first = number(2).filter(|first| *first < count);
                if let Some((at, text, _)) = fields.get(2).filter(|_| self.first.is_none()) {
                    let message = format!("`{text}` of {count} vertices in the first mode");
                    self.fault(*at, message, "*Vertices N FIRST, with fewer in the first mode than there are");
                }
                if let Some((at, text, _)) = fields.get(3) {
                    self.fault(*at, format!("`{text}` behind the numbers of vertices"), "a new line for each vertex");
                }
                Section::Vertices
            }
            "*arcs" => Section::Ties { directed: true },
            "*edges" => Section::Ties { directed: false },
            "*arcslist" => Section::Lists { directed: true },
            "*edgeslist" => Section::Lists { directed: false },
            "*matrix" => {
                self.matrix = Some(self.place(at));
                Section::Matrix
            }
            _ => {
                self.fault(
                    at,
                    format!("a section `{word}`"),
                    "*Vertices, *Arcs, *Edges, *Arcslist, *Edgeslist, *Matrix",
                );
                return None;
            }
        });
        if self.vertices.is_empty() && self.section != Some(Section::Vertices) {
            self.fault(at, "ties before `*Vertices`", "*Vertices N first");
            return None;
        }
        Some(())
    }

    /// The number of a vertex, from 1.
    fn number(&mut self, field: Option<&Field<'t>>) -> Option<usize> {
        let most = self.vertices.len();
        let (at, text) = field.map_or((0, ""), |(at, text, _)| (*at, *text));
        let found = text.parse::<usize>().ok().filter(|number| (1..=most).contains(number));
        if found.is_none() {
            self.fault(at, format!("`{text}` is no vertex"), &format!("a number from 1 to {most}"));
        }
        found
    }

    fn place(&self, at: usize) -> (u64, u64) {
        (self.line, self.text.get(..at).map_or(1, |before| before.chars().count() as u64 + 1))
    }

    fn vertex(&mut self, fields: &[Field<'t>]) {
        let Some(number) = self.number(fields.first()) else { return };
        let (line, column) = self.place(fields[0].0);
        let vertex = &mut self.vertices[number - 1];
        if vertex.told {
            let before = vertex.line;
            self.fault(fields[0].0, format!("vertex {number} again; before in line {before}"), "each number once");
            return;
        }
        let label = fields.get(1).map_or("", |(_, text, _)| text);
        *vertex = Vertex { line, column, label, told: true, values: Vec::new() };
        let is_number = |(_, text, quoted): &Field<'t>| !quoted && text.parse::<f64>().is_ok();
        let behind = fields.get(2..).unwrap_or_default();
        let coordinates = behind.iter().take(3).take_while(|field| is_number(field)).count();
        let mut drawings = BTreeSet::new();
        let mut behind = &behind[coordinates..];
        if coordinates > 0 {
            drawings.insert("coordinates");
        }
        if let Some(((_, word, quoted), rest)) = behind.split_first() {
            // A shape of another program stands where one is awaited, alone among the words that come in twos. Where all do
            // come in twos, since a time may be a value, it stands before a word of Pajek's.
            let drawn = || rest.first().is_some_and(|(_, next, _)| is_one_of(DRAWN, next));
            let alone = coordinates > 0 && in_twos(rest) && (!in_twos(behind) || drawn());
            if !is_time(word, *quoted) && (is_one_of(SHAPES, word) || alone && !is_one_of(DRAWN, word)) {
                drawings.insert("shapes");
                behind = rest;
            }
        }
        let mut values = Vec::new();
        self.pairs(behind, coordinates > 0, &mut values, &mut drawings);
        self.draws(drawings);
        self.vertices[number - 1].values = values;
    }

    /// Words with the value behind each, and times; a word that is none of the format's is an attribute where there may be
    /// `others`.
    fn pairs(
        &mut self,
        fields: &[Field<'t>],
        others: bool,
        values: &mut Vec<Value<'t>>,
        drawings: &mut BTreeSet<&'t str>,
    ) {
        let mut rest = fields.iter();
        while let Some(&(at, word, quoted)) = rest.next() {
            let (name, value) = if is_time(word, quoted) {
                ("time", word)
            } else if !others && !is_one_of(DRAWN, word) {
                self.fault(
                    at,
                    format!("`{word}` behind a label"),
                    "a label in quotes, coordinates, or a word of Pajek's",
                );
                return;
            } else if let Some(&(_, value, _)) = rest.next() {
                (word, value)
            } else {
                self.fault(at, format!("`{word}` without a value"), &format!("{word} VALUE"));
                return;
            };
            let name = if name == "l" { "label" } else { name };
            if is_one_of(DRAWN, name) {
                drawings.insert(name);
            } else if values.iter().any(|(other, _)| *other == name) {
                self.fault(at, format!("`{name}` again"), "each attribute once");
            } else {
                values.push((name, value));
            }
        }
    }

    fn draws(&mut self, drawings: BTreeSet<&'t str>) {
        self.drawn += u64::from(!drawings.is_empty());
        self.drawings.extend(drawings);
    }

    fn tie(&mut self, fields: &[Field<'t>], directed: bool) {
        let (Some(from), Some(to)) = (self.number(fields.first()), self.number(fields.get(1))) else { return };
        let mut values = Vec::new();
        if !self.relation.is_empty() {
            values.push(("relation", self.relation));
        }
        let mut rest = &fields[2..];
        if let Some((at, weight, _)) =
            rest.first().filter(|(_, text, quoted)| !is_time(text, *quoted) && !is_one_of(DRAWN, text))
        {
            if self.is_weight(*at, weight) {
                values.push(("weight", weight));
            }
            rest = &rest[1..];
        }
        let mut drawings = BTreeSet::new();
        self.pairs(rest, true, &mut values, &mut drawings);
        self.draws(drawings);
        self.ties.push(Line { place: self.place(fields[0].0), ends: (from, to), directed, values });
    }

    /// Whether a weight is a finite number; a fault where it is none.
    fn is_weight(&mut self, at: usize, text: &str) -> bool {
        let sound = text.parse::<f64>().is_ok_and(f64::is_finite);
        if !sound {
            self.fault(at, format!("`{text}` as weight"), "a number");
        }
        sound
    }

    fn list(&mut self, fields: &[Field<'t>], directed: bool) {
        let Some(from) = self.number(fields.first()) else { return };
        for field in &fields[1..] {
            let Some(to) = self.number(Some(field)) else { continue };
            self.ties.push(Line { place: self.place(field.0), ends: (from, to), directed, values: Vec::new() });
        }
    }

    fn weights(&mut self, fields: &[Field<'t>]) {
        self.row += 1;
        // Rows are of the first mode and columns of the second, where there are two.
        let (rows, before) = (self.first.unwrap_or(self.vertices.len()), self.first.unwrap_or(0));
        let columns = self.vertices.len() - before;
        if self.row > rows || fields.len() != columns {
            self.fault(
                0,
                format!("row {} of {} weights", self.row, fields.len()),
                &format!("{rows} rows of {columns}"),
            );
            return;
        }
        for (column, (at, weight, _)) in fields.iter().enumerate() {
            if !self.is_weight(*at, weight) || weight.parse() == Ok(0.0) {
                continue;
            }
            let mut values = vec![("weight", *weight)];
            if !self.relation.is_empty() {
                values.push(("relation", self.relation));
            }
            let (ends, directed) = ((self.row, before + column + 1), self.first.is_none());
            self.ties.push(Line { place: self.place(*at), ends, directed, values });
        }
    }

    /// A matrix has a row for each vertex: one that ends before was cut.
    fn matrix_ends(&mut self) {
        let rows = self.first.unwrap_or(self.vertices.len());
        if let Some((line, column)) = self.matrix.take().filter(|_| self.row < rows) {
            let message = format!("a matrix that ends after row {}", self.row);
            let expected = format!("{rows} rows, one for each vertex");
            self.faults.push(rules::BAD_GRAPH_FILE, self.file, (line, column, None), message, &expected, "");
        }
    }

    /// What a file that was cut leaves out, where it shows.
    fn missing(&mut self) {
        let silent = self.vertices.iter().filter(|vertex| !vertex.told).count();
        if silent > 0 {
            let of = self.vertices.len();
            self.network.unread.push(format!("{silent} of the {of} vertices that are promised without a line"));
        }
        if self.section == Some(Section::Vertices) {
            self.network.unread.push("no ties: the file ends with its vertices".to_owned());
        }
    }

    fn finish(mut self) -> Option<Network> {
        self.matrix_ends();
        self.missing();
        if self.section.is_none() {
            self.line = 1;
            self.text = "";
            self.fault(0, "no network", "*Vertices N");
            return None;
        }
        let mut seen = HashSet::new();
        let labels = self.vertices.iter().all(|vertex| !vertex.label.is_empty() && seen.insert(vertex.label));
        let network = &mut self.network;
        let mut numbers = Vec::with_capacity(self.vertices.len());
        for (at, vertex) in self.vertices.iter().enumerate() {
            let id = if labels { vertex.label.to_owned() } else { format!("v{}", at + 1) };
            let mut node = network.begin(&id, (vertex.line, vertex.column));
            let told = |name: &str| vertex.values.iter().any(|(other, _)| *other == name);
            if !labels && !vertex.label.is_empty() {
                let name = network.of_nodes.named(if told("name") { "pajek label" } else { "name" });
                network.add(&mut node, name, vertex.label);
            }
            if let Some(first) = self.first {
                let mode = network.of_nodes.named(if told("mode") { "pajek mode" } else { "mode" });
                network.add(&mut node, mode, if at < first { "1" } else { "2" });
            }
            for (name, value) in &vertex.values {
                let at = network.of_nodes.named(name);
                network.add(&mut node, at, value);
            }
            network.node(node);
            numbers.push(network.number(&id));
        }
        for tie in &self.ties {
            let mut element = network.begin("", tie.place);
            for (name, value) in &tie.values {
                let at = network.of_ties.named(name);
                network.add(&mut element, at, value);
            }
            network.tie(element, (numbers[tie.ends.0 - 1], numbers[tie.ends.1 - 1]), tie.directed);
        }
        if self.drawn > 0 {
            let (drawn, words) = (self.drawn, self.drawings.iter().copied().collect::<Vec<_>>().join(", "));
            network.unread.push(format!("how {drawn} vertices and ties are drawn not read: {words}"));
        }
        Some(self.network)
    }
}

/// Whether each word has its value behind it; a time stands alone.
fn in_twos(fields: &[Field<'_>]) -> bool {
    let mut rest = fields.iter();
    while let Some((_, word, quoted)) = rest.next() {
        if !is_time(word, *quoted) && rest.next().is_none() {
            return false;
        }
    }
    true
}

fn is_time(text: &str, quoted: bool) -> bool {
    !quoted && text.starts_with('[')
}
