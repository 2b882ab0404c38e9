//! An export of our own typed graph comes back: entities from its nodes, all other rows from the records they carry.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::super::Options;
use super::super::assembly::slug;
use super::super::places::source_of;
use super::claims;
use super::columns::{
    OWNERS, claimed, own_names, strange_of_nodes, strange_of_ties, tells_no_number, unknown_cell, untaken_of_nodes,
    untaken_of_ties,
};
use super::edited::{Begins, Edited, HELD, Known, Told, qualifier, repeats, yes};
use super::extension::{Extension, SAYS};
use super::part::Part;
use super::store::{Attributes, Element};
use super::tables::Tables;
use super::{Network, Origin};
use crate::dataset::{self, Faults, Folder, TableKind, is_id, rules};
use crate::model::{Date, TimeKind, is_no_number};

/// The attribute of ties that only the typed graph has: the rows of `claims.csv` behind the tie.
pub(super) const OF_TIES: &str = "claim_records";
/// That of nodes: the rows that belong to it, by table.
pub(super) const OF_NODES: &str = "node_records";

/// What our typed graph is called by its method.
pub(super) const METHOD: &str = "typed graph of the record";

/// What is told of a graph with decisions that no longer says how many positions were left out.
const POSITIONS_UNSAID: &str = "this graph holds no recorded positions, nor says how many there were: \
    if the dataset has a positions.csv, put it into the folder";

pub(super) type Row = BTreeMap<String, String>;

/// What a tie that was added says, and the columns of its claim.
const SAID: [(&str, &str); 6] = [
    ("code", "value"),
    ("begin", "begin"),
    ("end", "end"),
    ("status", "status"),
    ("certainty", "certainty"),
    ("modality", "modality"),
];

/// Positions are in no graph and do not come back. A schema of its own does; of a part of the graph that lacks the node which
/// says it, kinds and relations do by what is seen of them, not their roles.
///
/// A node that somebody added has no class and no records: it is of the kind that it names, else of the one that was asked for.
/// A tie that somebody added is a claim of the file, where it names a relation, with what it says itself; so is an attribute
/// that somebody gave to nodes, as [`claims`] has it. An attribute of a tie that was added is in the note of its claim. One
/// whose ends or relation were changed no longer is what its records say, and refused; where another
/// attribute was, the records are taken, and that is told. So are attributes of other makers on ties that have records.
pub(super) fn folder(network: &Network, origins: &[Origin], options: &Options, faults: &mut Faults) -> Option<Folder> {
    let (of_nodes, of_ties) = (origins.get(network.files.0)?, origins.get(network.files.1)?);
    let [nodes_path, path]: [Arc<str>; 2] = [of_nodes, of_ties].map(|origin| origin.name.as_str().into());
    let mut schema = Extension::of(dataset::schema());
    let mut tables = Tables::default();
    let mut ids: HashMap<u32, Cow<'_, str>> = HashMap::with_capacity(network.nodes.len());
    let column = |name: &str| network.of_nodes.place(name);
    let columns = ["kind", "name", "name_ja", "aliases", "iso3", "note"].map(|name| (name, column(name)));
    let (class, records) = (column("class"), column(OF_NODES));
    let (start, begin) = (column("start"), column("begin"));
    let labels = ["label", "gexf label"].map(column);
    if columns[0].1.is_none() && records.is_none() {
        let message = "the ties of an export of ours, and nothing of their nodes";
        let hint = "give its table of nodes too: NAME.nodes.csv";
        faults.whole(rules::BAD_GRAPH_FILE, &path, message, "the kind of each node", hint);
        return None;
    }
    let two_of_one_name = network.files.0 != network.files.1 && source_of(&of_nodes.name) == source_of(&of_ties.name);
    let [source_of_nodes, source] = [(of_nodes, ""), (of_ties, "-2")].map(|(origin, second)| {
        let mut source = source_of(&origin.name) + if two_of_one_name { second } else { "" };
        // An export of such an import, edited once more, has two.
        while network.number_of(&source).is_some() {
            source.push_str("-again");
        }
        source
    });
    let strange_of_nodes = strange_of_nodes(&network.of_nodes.names);
    let mut strange_of_ties = strange_of_ties(&network.of_ties.names);
    let [untaken_of_nodes, untaken_of_ties] =
        [untaken_of_nodes(&network.of_nodes.names), untaken_of_ties(&network.of_ties.names)];
    let (mut attributes, mut edited, mut begins) = (0_usize, Edited::default(), Begins::default());
    let [begin_latest, begin_status] = ["begin_latest", "begin_status"].map(column);
    let own_id = |node: &Element| {
        // igraph numbers the nodes anew and keeps the id that it read as an attribute.
        let kept = network.value(node, &network.of_nodes, column("id"));
        if kept.is_empty() { network.id(node) } else { kept }
    };
    let id_of = |node: &Element| {
        let id = own_id(node);
        if is_id(id) { Cow::Borrowed(id) } else { Cow::Owned(slug(id)) }
    };
    let usual = if options.kind.is_empty() { "actor" } else { &options.kind };
    let (mut decided, mut of_usual) = (false, false);
    let mut added_nodes = Told::default();
    let mut unnamed = Told::default();
    let mut given: BTreeSet<&str> = BTreeSet::new();
    let mut seen: HashMap<Cow<'_, str>, u32> = HashMap::with_capacity(network.nodes.len());
    let mut part = Part::of(network.nodes.iter().map(id_of));
    // What the dataset adds to the schema says which words its rows may have, wherever it stands.
    for node in &network.nodes {
        let text = network.value(node, &network.of_nodes, records);
        if !text.contains(SAYS.0) {
            continue;
        }
        let of_node: BTreeMap<String, Vec<Row>> = serde_json::from_str(text).unwrap_or_default();
        for row in of_node.get(SAYS.0).into_iter().flatten() {
            if let Err(error) = schema.said(row) {
                let message = format!("a schema that cannot be read: {error}");
                at(node, &nodes_path, &message, "the `schema` of the records as it was written", faults);
            }
        }
    }
    for node in &network.nodes {
        let value = |at| network.value(node, &network.of_nodes, at);
        let id = id_of(node);
        if let Some(number) = network.number_of(network.id(node)) {
            ids.insert(number, id.clone());
        }
        if let Some(before) = seen.insert(id.clone(), node.line) {
            let message = format!("node `{}` makes the id `{id}` again; before in line {before}", own_id(node));
            let place = (u64::from(node.line), u64::from(node.column), None);
            let hint = "in an export that comes back no id is numbered: give the node that was added another one";
            faults.push(
                rules::BAD_GRAPH_FILE,
                &nodes_path,
                place,
                message,
                "ids that differ in letters or digits",
                hint,
            );
        }
        let has_records = !value(records).is_empty();
        // Our export says the class of every node whose kind has one.
        let without = schema.class_of(value(columns[0].1)).is_some_and(|class| class.is_empty());
        let added = class.is_some() && value(class).is_empty() && !has_records && !without;
        let label = || labels.iter().map(|at| value(*at).trim()).find(|label| !label.is_empty());
        let mut cells = vec![("id", &*id)];
        cells.extend(columns.iter().map(|(name, at)| (*name, value(*at))));
        if cells[1].1.trim().is_empty() && added {
            (cells[1].1, of_usual) = (usual, true);
        } else if cells[1].1.trim().is_empty() {
            at(node, &nodes_path, "a node of our export without its `kind`", "the kind that it had", faults);
        } else if !schema.has_kind(cells[1].1) && value(class).is_empty() {
            let message = format!("a node of kind `{}`", cells[1].1);
            at(node, &nodes_path, &message, "a kind of the schema", faults);
        }
        if cells[2].1.trim().is_empty() {
            cells[2].1 = label().unwrap_or_else(|| own_id(node));
            if !added {
                unnamed.count(node.line);
            }
        }
        if added {
            added_nodes.count(node.line);
        }
        // JSON has lists, where other formats join them as the tables do.
        let list = serde_json::from_str::<Vec<String>>(value(column("aliases"))).map(|list| list.join("; "));
        if let Ok(list) = &list {
            cells.retain(|(name, _)| *name != "aliases");
            cells.push(("aliases", list));
        }
        tables.add(TableKind::Entities, &cells);
        let of_node: BTreeMap<String, Vec<Row>> =
            read(network, node, &network.of_nodes, records, &nodes_path, faults).unwrap_or_default();
        let (kind, name) = (cells[1].1, cells[2].1);
        // A format draws a node from its `begin` on; some programs write the hour behind a day.
        let begin = value(begin);
        if !added {
            let said = [begin, value(begin_latest), value(begin_status)].map(str::trim);
            begins.say(&id, node.line, said);
        }
        let is_drawn = |value: &str| !begin.is_empty() && value.starts_with(begin);
        let others = network
            .values(node, &network.of_nodes)
            .filter_map(|(at, value)| {
                let untaken = || untaken_of_nodes.get(&at).filter(|_| added && !is_no_number(value));
                Some((*strange_of_nodes.get(&at).or_else(untaken)?, value))
            })
            .filter(|(attribute, value)| *attribute != "start" || !(has_records || is_drawn(value)));
        let other_id = (*id != *own_id(node) && name != own_id(node)).then(|| ("id", own_id(node)));
        for (attribute, value) in others.chain(other_id) {
            // A column of ours where the dataset has such attributes itself.
            let ours = || {
                let said = |own: &str| repeats(value.trim(), claimed(&of_node, own));
                own_names(attribute).any(said)
                    || tells_no_number(attribute, |own| claimed(&of_node, own).any(is_no_number))
            };
            if !value.trim().is_empty() && !ours() {
                attributes += 1;
                given.insert(attribute);
                let claim = format!("{source_of_nodes}:attribute-{attributes}");
                claims::attributed(&mut tables, &claim, &id, (attribute, value), (&source_of_nodes, node.line));
            }
        }
        // Beside an attribute `label` GEXF draws another; both are the name, or the attribute's claim.
        let stands =
            |label: &str| [&*id, own_id(node), name].contains(&label) || repeats(label, claimed(&of_node, "label"));
        if labels.iter().map(|at| value(*at).trim()).any(|label| !label.is_empty() && !stands(label)) {
            edited.count("node", "label", node.line);
        }
        let class_of = schema.class_of(kind);
        if class_of.is_some_and(|class_of| !value(class).is_empty() && class_of != value(class)) {
            edited.count("node", "class", node.line);
        }
        let start = value(start);
        if has_records && !start.is_empty() && !is_drawn(start) && !repeats(start, claimed(&of_node, "start")) {
            edited.count("node", "start", node.line);
        }
        schema.saw_kind(kind, value(class));
        for (table, rows) in of_node {
            let Some((kind, owner)) = OWNERS.into_iter().find(|(kind, _)| kind.name() == table) else {
                if table != SAYS.0 {
                    let message = format!("records of `{table}` at a node");
                    at(node, &nodes_path, &message, "sources, decisions, tallies, codes, claims or schema", faults);
                }
                continue;
            };
            decided |= kind == TableKind::Decisions;
            for row in &rows {
                let of = row.get(owner).map_or("", String::as_str);
                if let Some(message) = unknown_cell(kind, row) {
                    at(node, &nodes_path, &message, "the records as they were written", faults);
                } else if of != id {
                    let message = format!("records of `{of}` at the node `{id}`");
                    at(node, &nodes_path, &message, "a node that is called as its records are", faults);
                }
                begins.settle(row);
                let Some(row) = part.keep(kind, row, &schema) else { continue };
                if kind == TableKind::Claims {
                    schema.saw_claim(&row, false, false);
                }
                add(&mut tables, kind, &row);
            }
        }
    }
    let records = network.of_ties.place(OF_TIES);
    let (relation, symmetric) = (network.of_ties.place("relation"), network.of_ties.place("symmetric"));
    let spelled = |at: &usize| network.spell.is_some_and(|(first, last)| *at == first || *at == last);
    // A format may keep the name for itself.
    let place = |attribute: &'static str| {
        let place = |name: &str| network.of_ties.place(name).filter(|at| !spelled(at));
        // networkx makes it the end of the spell, as it is.
        let last = || network.spell.map(|(_, last)| last).filter(|last| *last < network.of_ties.names.len());
        // Where days are drawn `end` is the last of them, and the date of the claim is called so.
        let drawn = network.spell.is_some() || network.of_ties.place("start").is_some();
        let names = if drawn { ["tie_end", "end"] } else { ["end", "tie_end"] };
        let end = || place(names[0]).or_else(|| place(names[1])).or_else(last);
        (attribute, if attribute == "end" { end() } else { place(attribute) })
    };
    let places = HELD.map(place);
    if let Some(at) = network.of_ties.place("tie_end").filter(|at| !places.contains(&("end", Some(*at)))) {
        strange_of_ties.insert(at, "tie_end");
    }
    let mut added = 0_usize;
    let mut unread: BTreeMap<&str, Told> = BTreeMap::new();
    for (row, tie) in network.ties.iter().enumerate() {
        let of_tie: Vec<Row> =
            read(network, &tie.element, &network.of_ties, records, &path, faults).unwrap_or_default();
        let relation = network.value(&tie.element, &network.of_ties, relation).trim();
        let mut fault = |message: String, expected: &str, hint: &str| {
            let place = (u64::from(tie.element.line), u64::from(tie.element.column), None);
            faults.push(rules::BAD_GRAPH_FILE, &path, place, message, expected, hint);
        };
        let ends = [tie.from, tie.to].map(|number| ids.get(&number).map(|id| &**id));
        let [Some(from), Some(to)] = ends else {
            let number = if ends[0].is_none() { tie.from } else { tie.to };
            // Of an edge without an end the reader has told.
            let id = network.id_behind(number);
            if !id.is_empty() {
                fault(format!("an edge to `{id}`, which is no node"), "the ids of two nodes", "");
            }
            continue;
        };
        let value = |attribute: &'static str| {
            let at = places.iter().find(|(other, _)| *other == attribute).and_then(|(_, at)| *at);
            network.value(&tie.element, &network.of_ties, at).trim()
        };
        // Between which days a format draws the tie.
        let drawn = network.spell.map_or([""; 2], |(first, last)| {
            [first, last].map(|at| network.value(&tie.element, &network.of_ties, Some(at)).trim())
        });
        let symmetric = yes(network.value(&tie.element, &network.of_ties, symmetric)).unwrap_or_default();
        let of_schema = schema
            .relation(relation)
            .map(|known| Known { symmetric: known.symmetric, event: known.time == TimeKind::Event });
        // Only where the order of the ends means nothing may another program turn them round.
        let turns = !tie.directed || of_schema.map_or(symmetric, |known| known.symmetric);
        for row in &of_tie {
            let of = |column: &str| row.get(column).map_or("", String::as_str);
            if let Some(message) = unknown_cell(TableKind::Claims, row) {
                fault(message, "the records as they were written", "");
                continue;
            }
            let (subject, object) = (of("subject"), of("object"));
            let moved = (subject, object) != (from, to) && !(turns && (object, subject) == (from, to));
            if moved || (!relation.is_empty() && relation != of("relation")) {
                let told = format!("{subject} {} {object}", of("relation"));
                let message = format!("`{from} {relation} {to}`, whose claim `{}` says `{told}`", of("id"));
                fault(
                    message,
                    "a tie as its records have it",
                    "take its `claim_records` away to make it a claim of this file",
                );
            }
        }
        if !of_tie.is_empty() {
            edited.hold(&of_tie, of_schema, value, tie.element.line);
            edited.hold_spell([value("begin"), value("end")], drawn, tie.element.line);
        }
        let ends = !value("end").is_empty();
        for row in &of_tie {
            begins.settle(row);
            let Some(row) = part.keep(TableKind::Claims, row, &schema) else { continue };
            schema.saw_claim(&row, symmetric, ends);
            add(&mut tables, TableKind::Claims, &row);
        }
        let values = network.values(&tie.element, &network.of_ties);
        let others = values.filter_map(|(at, value)| {
            let value = value.trim();
            // Formats draw the relation as a label, and some programs write what is missing as no number.
            let is_said = |name: &&&str| {
                of_tie.is_empty() && !is_no_number(value) && !(name.ends_with("label") && value == relation)
            };
            Some((*strange_of_ties.get(&at).or_else(|| untaken_of_ties.get(&at).filter(is_said))?, value))
        });
        let others: Vec<(&str, &str)> = others.filter(|(_, value)| !value.is_empty()).collect();
        if !of_tie.is_empty() {
            let says = |own: &str, value: &str| repeats(value, of_tie.iter().filter_map(|row| qualifier(row, own)));
            let no_number =
                |own: &str| of_tie.iter().filter_map(|row| qualifier(row, own)).any(|value| is_no_number(&value));
            let new = others.iter().filter(|(name, value)| {
                !own_names(name).any(|own| says(own, value)) && !tells_no_number(name, no_number)
            });
            new.for_each(|(name, _)| unread.entry(name).or_default().count(tie.element.line));
        } else {
            if schema.relation(relation).is_none() {
                let message = format!("a tie that was added, with `{relation}` as its relation");
                fault(message, "a relation of the schema in the attribute `relation`", "");
                continue;
            }
            added += 1;
            let (id, line) = (format!("{source}:{}", row + 1), tie.element.line.to_string());
            let cells = [("id", id.as_str()), ("subject", from), ("relation", relation), ("object", to)];
            // Who draws it between two days says when it was; an event has no end, and our exports say its begin again.
            let event = of_schema.is_some_and(|known| known.event);
            let or_drawn = |said, drawn| if is_date(drawn) && value(said).is_empty() { drawn } else { value(said) };
            let (begin, end) = (or_drawn("begin", drawn[0]), or_drawn("end", drawn[1]));
            let lasts = event && !end.is_empty() && end != begin;
            let values = SAID.map(|(attribute, column)| match attribute {
                "begin" => (column, begin),
                "end" => (column, if event { "" } else { end }),
                _ => (column, value(attribute)),
            });
            let others = others.into_iter().chain(lasts.then_some(("end", end)));
            let note = others.map(|(name, value)| format!("{name} = {value}")).collect::<Vec<_>>().join("; ");
            let evidence = [("source", source.as_str()), ("lines", &line), ("note", &note)];
            tables.add(TableKind::Claims, &[&cells[..], &values, &evidence].concat());
        }
    }
    let mut remarks = network.unread.clone();
    for source in part.sources() {
        tables.add(TableKind::Sources, &[("id", source)]);
        tables.add(TableKind::Entities, &[("id", source), ("kind", "document"), ("name", source)]);
    }
    remarks.extend(part.remarks());
    let asked = [("relation", &options.relation, ""), ("kind", &options.kind, "actor")];
    let is_read = |what: &str| what == "kind" && of_usual;
    for (what, _, _) in asked.iter().filter(|(what, word, usual)| !word.is_empty() && word != usual && !is_read(what)) {
        remarks.push(format!("the {what} that was asked for is not read: nodes and ties of our export say theirs"));
    }
    let used = [(attributes, &source_of_nodes, of_nodes), (added, &source, of_ties)];
    let used: BTreeMap<&String, &Origin> =
        used.into_iter().filter(|(n, ..)| *n > 0).map(|(_, source, origin)| (source, origin)).collect();
    for (source, origin) in used {
        tables.add(TableKind::Sources, &[("id", source), ("sha256", &origin.sha256)]);
        tables.add(TableKind::Entities, &[("id", source), ("kind", "document"), ("name", &origin.name)]);
    }
    if added_nodes.n > 0 {
        remarks.push(format!("nodes that were added to our export, which says the class of each: {added_nodes}"));
    }
    if unnamed.n > 0 {
        remarks.push(format!("nodes of our export without their name, called by their label or id: {unnamed}"));
    }
    if added > 0 {
        remarks.push(format!("ties that were added to our export, now claims of the source `{source}`: {added}"));
    }
    if attributes > 0 {
        let names: Vec<&str> = given.into_iter().collect();
        remarks.push(format!(
            "attributes of nodes that were added to our export ({}), now claims of the source `{source_of_nodes}`: {attributes}",
            names.join(", ")
        ));
    }
    begins.unsettled(&mut edited);
    remarks.extend(edited.remarks());
    if !unread.is_empty() {
        let names: Vec<String> = unread.into_iter().map(|(name, told)| format!("{name} ({told})")).collect();
        remarks.push(format!("attributes of ties that our export does not have, not read: {}", names.join(", ")));
    }
    let positions =
        |said: &String| Some(said.split_once("Left out: ")?.1.split_once(" recorded position")?.0.to_owned());
    let positions = network.said.iter().find_map(positions).filter(|count| count != "0");
    let mut title = format!("Imported from {}, a typed graph", origins.first()?.name);
    // In the words of our method, or in its JSON.
    let datasets =
        [("datasets = ", [';', ')']), ("\"datasets\":\"", ['"', '"'])].iter().find_map(|(before, behind)| {
            network.said.iter().find_map(|said| said.split_once(before)?.1.split(*behind).next())
        });
    title += &datasets.map_or(String::new(), |datasets| format!(" of {datasets}"));
    if let Some(count) = positions {
        let (positions, are) = if count == "1" { ("position", "is") } else { ("positions", "are") };
        title += &format!(", without its {count} recorded {positions}");
        remarks.push(format!(
            "{count} recorded {positions} {are} in no graph: put the dataset's positions.csv into the folder"
        ));
    } else if decided && !network.said.iter().any(|said| said.contains(METHOD)) {
        // Tables have no room for it, and programs drop what stands beside nodes and ties.
        remarks.push(POSITIONS_UNSAID.to_owned());
    }
    if attributes > 0 {
        schema.saw_attributes();
    }
    let (schema, remark) = schema.finish();
    remarks.extend(remark);
    let folder = tables.finish(&options.name, &title, schema.as_ref());
    Some(Folder { remarks, ..folder })
}

fn is_date(text: &str) -> bool {
    Date::parse(text).is_ok()
}

/// A fault in an element.
fn at(element: &Element, path: &Arc<str>, message: &str, expected: &str, faults: &mut Faults) {
    let place = (u64::from(element.line), u64::from(element.column), None);
    faults.push(rules::BAD_GRAPH_FILE, path, place, message, expected, "");
}

/// The records in an attribute, where it is there.
fn read<T: serde::de::DeserializeOwned>(
    network: &Network,
    element: &Element,
    of: &Attributes,
    attribute: Option<usize>,
    path: &Arc<str>,
    faults: &mut Faults,
) -> Option<T> {
    let text = network.value(element, of, attribute);
    if text.is_empty() {
        return None;
    }
    serde_json::from_str(text)
        .map_err(|error| {
            let place = (u64::from(element.line), u64::from(element.column), None);
            let message = format!("records that cannot be read: {error}");
            faults.push(rules::BAD_GRAPH_FILE, path, place, message, "JSON, cells by column", "");
        })
        .ok()
}

fn add(tables: &mut Tables, kind: TableKind, row: &Row) {
    let cells: Vec<(&str, &str)> = row.iter().map(|(column, cell)| (column.as_str(), cell.as_str())).collect();
    tables.add(kind, &cells);
}
