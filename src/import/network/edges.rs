//! Edge lists: a table of ties, or lines of two ids and a weight; beside it, where there is one, a table of nodes.
//!
//! - A table has a header and `,` `;` or tab between its cells. Its ends are `source` and `target`, else `from` and `to` (in
//!   any case of letters), or the columns that the options name; `id` is the id of the tie, `type` says directed or undirected
//!   row by row (where it says something else throughout it is an attribute), every other column is an attribute. A `weight` that
//!   is empty or `NA` is none. Where the options say that there is no header, the first two columns are the ends, and a third
//!   of numbers is the weight.
//! - Without a delimiter a line is two ids and then a weight, or anything else as `data`, with white space between, as igraph
//!   and networkx write them, or it is under a header as in a table; ids with white space are in double quotes.
//! - A table of nodes has `id` (else `name`) and no ends. With one, a tie to an id that is not in it is a fault; without,
//!   the nodes are those that ties name. A last line without its end is told: nothing else shows that a list was cut. Our own
//!   three tables come back as the dataset that they were written from.
//!
//! A list does not say whether the order of two ends means anything: the options do, else the relation that is asked for.

use super::super::{Direction, Foreign, Header, Options};
use super::Network;
use super::keys::Kind;
use super::sheet::{Sheet, Sort, is_missing};
use super::store::Attributes;
use crate::dataset::{Faults, rules, schema};

/// The network of the files; faults say what cannot be read, and `None` that there is none.
pub(super) fn read(files: &[Foreign], options: &Options, faults: &mut Faults) -> Option<Network> {
    let mut network = Network::default();
    let (mut ties, mut nodes) = (None, None);
    for (at, file) in files.iter().enumerate() {
        let sheet = Sheet::open(file, options, faults)?;
        if !sheet.ends() {
            network.unread.push(format!("{}: {}", file.name, super::NO_END));
        }
        if sheet.counter.is_some() {
            network.unread.push(format!(
                "{}: the first column, which has no name and counts or names the rows, not read",
                file.name
            ));
        }
        let place = match sheet.sort(options) {
            Some(Sort::Ties { from, to }) => ties.replace((at, sheet, from, to)).map(|(before, ..)| before),
            Some(Sort::Nodes { id }) => nodes.replace((at, sheet, id)).map(|(before, ..)| before),
            Some(Sort::Claims) => None,
            None => {
                let message = format!("no columns that name the ends of ties: {}", sheet.header.join(", "));
                let expected = "a header with source and target, or from and to; a table of nodes has id";
                let hint = match options.header == Header::None {
                    true => "columns without a header have numbers: --columns source=1,target=2",
                    false => {
                        "if this line is a tie: --header none; if it names columns: --columns source=COLUMN,target=COLUMN"
                    }
                };
                sheet.fault(sheet.line(), 0, &message, expected, hint, faults);
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
            for (at, (name, cell)) in sheet.header.iter().zip(cells).enumerate() {
                if at != *id && Some(at) != sheet.counter {
                    say(&mut network, |network| &mut network.of_nodes, &mut node, name, cell);
                }
            }
            network.node(node);
        });
    }
    let named = nodes.is_some();
    let column = |name: &str| sheet.place(name).filter(|at| *at != from && *at != to);
    // In our own tables `tie` is the id: beside the claims of a tie. Elsewhere it may say how strong one is.
    let own = sheet.place("claims").and(column("tie"));
    let (id, weight) = (column("id").or(own), column("weight"));
    let word = |at: usize| !sheet.all(at, |_, cell| cell.trim().is_empty() || direction(cell).is_none());
    let direction_at = column("type").filter(|at| word(*at)).or(column("directed"));
    let of_relation = schema().relation(&options.relation).is_none_or(|relation| !relation.symmetric);
    let usual = options.ties.map_or(of_relation, |ties| ties == Direction::Directed);
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
        let own = direction_at.map_or("", |at| cells[at].trim());
        let directed = match direction(own) {
            Some(directed) => directed,
            None => {
                if let Some(at) = direction_at.filter(|_| !own.is_empty()) {
                    sheet.fault(line, at, &format!("`{own}` as type"), "directed or undirected", "", faults);
                }
                usual
            }
        };
        let unsaid = weight.filter(|at| is_missing(&cells[*at]));
        if let Some(at) = weight.filter(|_| unsaid.is_none())
            && let Err(expected) = Kind::Number.read(&cells[at])
        {
            let comma = Kind::Number.read(&cells[at].replacen(',', ".", 1)).is_ok();
            let hint = if comma { "write a point where the comma is: 1.5" } else { "" };
            sheet.fault(line, at, &format!("`{}` as weight", cells[at].trim()), expected, hint, faults);
        }
        let numbers = (network.number(ends[0]), network.number(ends[1]));
        let mut tie = network.begin(id.map_or("", |at| cells[at].trim()), (line, 1));
        for (at, (name, cell)) in sheet.header.iter().zip(cells).enumerate() {
            let told = [Some(from), Some(to), id, direction_at, unsaid, sheet.counter];
            if !told.contains(&Some(at)) {
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

/// Whether a word says that a tie has a direction, or has none.
fn direction(word: &str) -> Option<bool> {
    match word.trim().to_ascii_lowercase().as_str() {
        "directed" | "true" => Some(true),
        "undirected" | "false" => Some(false),
        _ => None,
    }
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
