//! Which attributes of a typed graph are ours, under which names, and what its records may hold.

use std::collections::{BTreeMap, HashMap};
use std::iter::successors;

use super::claims;
use super::edited::{HELD, qualifier};
use super::own::{OF_NODES, OF_TIES, Row};
use crate::dataset::TableKind;
use crate::model::{Status, tame};

/// The columns of the typed graph beside its records: what is not among them is of another maker.
const COLUMNS_OF_NODES: [&str; 12] = [
    "id",
    "kind",
    "class",
    "name",
    "name_ja",
    "aliases",
    "iso3",
    "note",
    "begin",
    "begin_latest",
    "begin_status",
    OF_NODES,
];

/// What formats add to ties, and programs that write them: numbers of parallel ties, spells.
const OF_FORMATS: [&str; 14] = [
    "id",
    "key",
    "tie",
    "tie_id",
    "edge_key",
    "networkx_key",
    "tie_end",
    "start",
    "startopen",
    "endopen",
    "spells",
    "node_id",
    "gexf weight",
    "gexf label",
];

/// The same for nodes.
const OF_FORMATS_NODES: [&str; 4] = ["id", "label", "gexf label", "node_id"];

/// What a node and a tie that somebody added may say under names of ours, and is in no cell of their rows.
const UNTAKEN_OF_NODES: [&str; 3] = ["begin", "begin_latest", "begin_status"];
const UNTAKEN_OF_TIES: [&str; 12] = [
    "id",
    "label",
    "gexf label",
    "weight",
    "gexf weight",
    "begin_year",
    "begin_year_latest",
    "end_year_earliest",
    "end_year",
    "n_claims",
    "claims",
    "evidence",
];

/// Such attributes of nodes, by their places.
pub(super) fn untaken_of_nodes(names: &[String]) -> HashMap<usize, &str> {
    named(names, |name| UNTAKEN_OF_NODES.contains(&name))
}

/// Those of ties.
pub(super) fn untaken_of_ties(names: &[String]) -> HashMap<usize, &str> {
    named(names, |name| UNTAKEN_OF_TIES.contains(&name))
}

/// The attributes of nodes of other makers, by their places.
pub(super) fn strange_of_nodes(names: &[String]) -> HashMap<usize, &str> {
    strange(names, &[&COLUMNS_OF_NODES, &OF_FORMATS_NODES])
}

/// Those of ties.
pub(super) fn strange_of_ties(names: &[String]) -> HashMap<usize, &str> {
    strange(names, &[&HELD, &[OF_TIES], &OF_FORMATS])
}

fn strange<'n>(names: &'n [String], ours: &[&[&str]]) -> HashMap<usize, &'n str> {
    named(names, |name| !name.is_empty() && !ours.iter().any(|ours| ours.contains(&name)))
}

fn named(names: &[String], is: impl Fn(&str) -> bool) -> HashMap<usize, &str> {
    names.iter().map(String::as_str).enumerate().filter(|(_, name)| is(name)).collect()
}

/// What an attribute may be called in the records: as its column, or without what our export put before a name that was taken.
pub(super) fn own_names(name: &str) -> impl Iterator<Item = &str> {
    successors(Some(name), |name| {
        let of_gexf = || ["tie_", "node_"].iter().find_map(|before| name.strip_prefix(before));
        name.strip_prefix("own_").or_else(|| of_gexf().filter(|name| ["start", "end"].contains(name)))
    })
}

/// Whether an attribute is the reason why a number is undefined that came in as none.
pub(super) fn tells_no_number(attribute: &str, none: impl Fn(&str) -> bool) -> bool {
    attribute.strip_suffix("_undefined").is_some_and(|name| own_names(name).any(none))
}

/// What the claims of a node say of one of its attributes; denied ones are not drawn.
pub(super) fn claimed<'r>(of_node: &'r BTreeMap<String, Vec<Row>>, attribute: &str) -> impl Iterator<Item = &'r str> {
    let rows = of_node.get(TableKind::Claims.name()).into_iter().flatten();
    let drawn = rows.filter(|row| row.get("status").map(String::as_str) != Some(Status::Denied.word()));
    let of_it =
        drawn.filter(move |row| qualifier(row, claims::ATTRIBUTE.1).is_some_and(|name| tame(&name) == tame(attribute)));
    of_it.filter_map(|row| row.get("value")).map(|value| value.trim())
}

/// The tables whose rows a node carries, and the column of each that names the node.
pub(super) const OWNERS: [(TableKind, &str); 5] = [
    (TableKind::Sources, "id"),
    (TableKind::Decisions, "id"),
    (TableKind::Tallies, "decision"),
    (TableKind::Codes, "item"),
    (TableKind::Claims, "subject"),
];

/// What is wrong with a row that has a cell of a column which its table does not have.
pub(super) fn unknown_cell(kind: TableKind, row: &Row) -> Option<String> {
    let known = |name: &String| kind.columns().iter().any(|column| column.name == name);
    let unknown = row.keys().find(|name| !known(name))?;
    Some(format!("records of {} with a cell `{unknown}`", kind.name()))
}
