//! Edge lists: a table of ties, or lines of two ids and a weight; beside it, where there is one, a table of nodes.
//!
//! - A table has a header and `,` `;` or tab between its cells. Its ends are `source` and `target`, else `from` and `to` (in
//!   any case of letters), or the columns that the options name; `id` or `tie` is the id of the tie, `type` says directed or
//!   undirected row by row, every other column is an attribute.
//! - Without a delimiter a line is two ids and then a weight, or anything else as `data`, with white space between, as igraph
//!   and networkx write them; lines that begin with `#` or `%` are remarks.
//! - A table of nodes has `id` (else `name`) and no ends. With one, a tie to an id that is not in it is a fault; without,
//!   the nodes are those that ties name. A last line without its end is told: nothing else shows that a list was cut. Our own
//!   three tables come back as the dataset that they were written from.
//!
//! A list does not say whether the order of two ends means anything: the options do.

use std::sync::Arc;

use super::super::{Direction, Foreign, Options};
use super::Network;
use super::keys::Kind;
use super::store::Attributes;
use crate::dataset::{Faults, begin, decode, locate, open_quote, rules};

/// A file as rows of cells, each row with its line.
struct Sheet {
    file: Arc<str>,
    text: String,
    /// `None`: white space.
    delimiter: Option<u8>,
    header: Vec<String>,
}

/// What a table is, by its columns.
enum Sort {
    Ties {
        from: usize,
        to: usize,
    },
    Nodes {
        id: usize,
    },
    /// The claims behind our own ties, which carry them too.
    Claims,
}

/// The network of the files; faults say what cannot be read, and `None` that there is none.
pub(super) fn read(files: &[Foreign], options: &Options, faults: &mut Faults) -> Option<Network> {
    let mut network = Network::default();
    let (mut ties, mut nodes) = (None, None);
    for (at, file) in files.iter().enumerate() {
        let sheet = Sheet::open(file, options, faults)?;
        if !sheet.text.ends_with(['\n', '\r']) {
            network.unread.push(format!("{}: {}", file.name, super::NO_END));
        }
        let place = match sheet.sort(options) {
            Some(Sort::Ties { from, to }) => ties.replace((at, sheet, from, to)).map(|(before, ..)| before),
            Some(Sort::Nodes { id }) => nodes.replace((at, sheet, id)).map(|(before, ..)| before),
            Some(Sort::Claims) => None,
            None => {
                let message = format!("no columns that name the ends of ties: {}", sheet.header.join(", "));
                let hint = "name them: --columns source=COLUMN,target=COLUMN";
                sheet.fault(1, 0, &message, "source and target, or from and to; a table of nodes has id", hint, faults);
                return None;
            }
        };
        if let Some(before) = place {
            let name = file.name.as_str().into();
            let message = format!("a second table beside {}", files[before].name);
            faults.whole(rules::REPEATED_ID, &name, &message, "one table of ties, one of nodes", "import each apart");
        }
    }
    let Some((of_ties, sheet, from, to)) = ties else {
        let name = files.first().map_or("", |file| file.name.as_str()).into();
        faults.whole(rules::BAD_GRAPH_FILE, &name, "no table of ties", "columns source and target", "");
        return None;
    };
    network.files = (of_ties, of_ties);
    if let Some((of_nodes, sheet, id)) = &nodes {
        network.files.0 = *of_nodes;
        // A table of ours is known by its columns, whether a node has such a value or not.
        if sheet.place(super::own::OF_NODES).is_some() {
            network.of_nodes.named(super::own::OF_NODES);
        }
        sheet.rows(faults, |line, cells, _| {
            let mut node = network.begin(cells[*id].trim(), (line, 1));
            for (name, cell) in sheet.header.iter().zip(cells).enumerate().filter(|(at, _)| at != id).map(|(_, of)| of)
            {
                say(&mut network, |network| &mut network.of_nodes, &mut node, name, cell);
            }
            network.node(node);
        });
    }
    let named = nodes.is_some();
    let column =
        |names: [&str; 2]| names.iter().find_map(|name| sheet.place(name)).filter(|at| *at != from && *at != to);
    let (id, direction, weight) = (column(["id", "tie"]), column(["type", "directed"]), column(["weight", "weight"]));
    let directed = options.ties == Direction::Directed;
    sheet.rows(faults, |line, cells, faults| {
        let ends = [from, to].map(|at| cells[at].trim());
        for (end, at) in ends.iter().zip([from, to]) {
            if end.is_empty() {
                sheet.fault(line, at, "an edge without an end", "the ids of two nodes", "", faults);
                return;
            }
            let number = network.number(end);
            if !named && !network.is_node(number) {
                let node = network.begin(end, (line, 1));
                network.node(node);
            }
        }
        let own = direction.map_or("", |at| cells[at].trim());
        let directed = match own.to_ascii_lowercase().as_str() {
            "" => directed,
            "directed" | "true" => true,
            "undirected" | "false" => false,
            _ => {
                let at = direction.unwrap_or_default();
                sheet.fault(line, at, &format!("`{own}` as type"), "directed or undirected", "", faults);
                directed
            }
        };
        if let Some(at) = weight
            && let Err(expected) = Kind::Number.read(cells[at])
        {
            sheet.fault(line, at, &format!("`{}` as weight", cells[at].trim()), expected, "", faults);
        }
        let numbers = (network.number(ends[0]), network.number(ends[1]));
        let mut tie = network.begin(id.map_or("", |at| cells[at].trim()), (line, 1));
        for (at, (name, cell)) in sheet.header.iter().zip(cells).enumerate() {
            if at != from && at != to && Some(at) != id && Some(at) != direction {
                // Gephi writes `Weight` and `Label`.
                let usual = ["weight", "label"].into_iter().find(|usual| sheet.place(usual) == Some(at));
                say(&mut network, |network| &mut network.of_ties, &mut tie, usual.unwrap_or(name), cell);
            }
        }
        network.tie(tie, numbers, directed);
    });
    if network.ties.is_empty() {
        network.unread.push("no ties: the table has no row".to_owned());
    }
    Some(network)
}

/// A cell that is not empty is a value.
fn say(
    network: &mut Network,
    of: impl Fn(&mut Network) -> &mut Attributes,
    element: &mut super::store::Element,
    name: &str,
    cell: &str,
) {
    if !cell.is_empty() {
        let at = of(network).named(name);
        network.add(element, at, cell);
    }
}

impl Sheet {
    fn open(file: &Foreign, options: &Options, faults: &mut Faults) -> Option<Self> {
        let name: Arc<str> = file.name.as_str().into();
        let text = decode(&name, file.bytes.clone(), faults)?;
        let first = text.lines().find(|line| !is_remark(line)).unwrap_or_default().to_owned();
        if first.is_empty() {
            faults.push(rules::BAD_GRAPH_FILE, &name, (1, 1, None), "no ties", "a table, or lines of two ids", "");
            return None;
        }
        let marks = [b',', b';', b'\t'].map(|mark| (first.bytes().filter(|byte| *byte == mark).count(), mark));
        let delimiter = marks.into_iter().max_by_key(|(count, _)| *count).filter(|(count, _)| *count > 0);
        let mut sheet = Self { file: name, text, delimiter: delimiter.map(|(_, mark)| mark), header: Vec::new() };
        if let Some(delimiter) = sheet.delimiter {
            if let Some(open) = open_quote(&sheet.text, delimiter) {
                let place = locate(&sheet.text, open, open + 1);
                let message = "quotes that are not closed";
                faults.push(rules::BAD_GRAPH_FILE, &sheet.file, place, message, "\"a cell\"", "");
                return None;
            }
            let mut reader = sheet.reader();
            let header = reader.headers().map(|header| header.iter().map(|name| name.trim().to_owned()).collect());
            sheet.header = header.unwrap_or_default();
        } else {
            let words: Vec<String> = first.split_whitespace().map(str::to_owned).collect();
            sheet.header = words;
            if sheet.header.len() == 1 && sheet.sort(options).is_some() {
                // One column is no list of ties: a table of nodes that says no more than their ids.
                sheet.delimiter = Some(b',');
                return Some(sheet);
            }
            if sheet.sort(options).is_none() {
                sheet.header = ["source", "target", "weight", "data"].map(str::to_owned).to_vec();
                return Some(sheet);
            }
            // A header of words; its line is no tie.
            let at = sheet.text.find(&first).unwrap_or_default();
            sheet.text.replace_range(at..at + first.len(), &" ".repeat(first.len()));
        }
        let mut seen = std::collections::BTreeSet::new();
        let twice = sheet.header.iter().find(|name| !seen.insert(name.as_str())).cloned();
        if let Some(name) = twice {
            sheet.fault(1, 0, &format!("column `{name}` twice"), "each name once", "", faults);
            return None;
        }
        Some(sheet)
    }

    fn reader(&self) -> ::csv::Reader<&[u8]> {
        let mut builder = ::csv::ReaderBuilder::new();
        builder.delimiter(self.delimiter.unwrap_or(b' ')).flexible(true).from_reader(self.text.as_bytes())
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column.eq_ignore_ascii_case(name))
    }

    fn sort(&self, options: &Options) -> Option<Sort> {
        let named = |name: &str, usual: [&str; 2]| {
            let usual = || usual.iter().find_map(|name| self.place(name));
            if name.is_empty() { usual() } else { self.header.iter().position(|column| column == name) }
        };
        let from = named(&options.columns.source, ["source", "from"]);
        let to = named(&options.columns.target, ["target", "to"]);
        if let (Some(from), Some(to)) = (from, to)
            && from != to
        {
            return Some(Sort::Ties { from, to });
        }
        if self.place("tie").is_some() && self.place("claim").is_some() {
            return Some(Sort::Claims);
        }
        self.place("id").or_else(|| self.place("name")).map(|id| Sort::Nodes { id })
    }

    /// Each row with its line and as many cells as the header has names; a fault where it has not.
    fn rows(&self, faults: &mut Faults, mut each: impl FnMut(u64, &[&str], &mut Faults)) {
        let width = self.header.len();
        if self.delimiter.is_none() {
            for (at, line) in self.text.lines().enumerate().filter(|(_, line)| !is_remark(line)) {
                let line_number = at as u64 + 1;
                let word = |rest: &'_ str| -> (usize, usize) {
                    let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
                    (length, length + rest[length..].len() - rest[length..].trim_start().len())
                };
                let mut cells: Vec<&str> = Vec::with_capacity(width);
                let mut rest = line.trim();
                while !rest.is_empty() && cells.len() < width {
                    let (length, next) = word(rest);
                    // What is no weight is data, to the end of the line: networkx writes a dictionary there.
                    let data = self.header.get(cells.len() + 1).is_some_and(|name| name == "data");
                    if data && rest[..length].parse::<f64>().is_err() {
                        cells.extend(["", if rest == "{}" { "" } else { rest }]);
                        break;
                    }
                    let last = cells.len() + 1 == width;
                    cells.push(if last { rest } else { &rest[..length] });
                    rest = if last { "" } else { &rest[next..] };
                }
                if cells.len() < 2 {
                    self.fault(line_number, 0, "a line of one id", "two ids, and a weight", "", faults);
                    continue;
                }
                cells.resize(width, "");
                each(line_number, &cells, faults);
            }
            return;
        }
        let mut reader = self.reader();
        let mut record = ::csv::StringRecord::new();
        while let Ok(true) = reader.read_record(&mut record) {
            let (line, _) = begin(&self.text, &record);
            let cells: Vec<&str> = record.iter().collect();
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            if cells.len() == width {
                each(line, &cells, faults);
            } else {
                let message = format!("{} cells where the header has {width}", cells.len());
                self.fault(line, cells.len().min(width) - 1, &message, &format!("{width} cells"), "", faults);
            }
        }
    }

    /// A fault in a cell of a line.
    fn fault(&self, line: u64, cell: usize, message: &str, expected: &str, hint: &str, faults: &mut Faults) {
        let text = self.text.lines().nth(usize::try_from(line).unwrap_or(1).saturating_sub(1)).unwrap_or_default();
        let (mut quoted, mut before, mut column) = (false, 0, 1);
        for (at, c) in text.chars().enumerate() {
            quoted ^= c == '"';
            let ends = self.delimiter.map_or(c.is_whitespace(), |mark| c == char::from(mark));
            if ends && !quoted && before < cell {
                before += 1;
                column = at as u64 + 2;
            }
        }
        faults.push(rules::BAD_GRAPH_FILE, &self.file, (line, column, None), message, expected, hint);
    }
}

fn is_remark(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with(['#', '%'])
}
