//! An export of our own typed graph comes back: entities from its nodes, all other rows from the records they carry.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::iter::successors;
use std::sync::Arc;

use super::super::Options;
use super::super::places::source_of;
use super::claims;
use super::edited::{Edited, HELD, Known, qualifier, repeats, yes};
use super::extension::{Extension, SAYS};
use super::part::Part;
use super::store::{Attributes, Element};
use super::tables::Tables;
use super::{Network, Origin};
use crate::dataset::{self, Faults, Folder, TableKind, rules};
use crate::model::{Date, TimeKind};

/// The attribute of ties that only the typed graph has: the rows of `claims.csv` behind the tie.
pub(super) const OF_TIES: &str = "claim_records";
/// That of nodes: the rows that belong to it, by table.
pub(super) const OF_NODES: &str = "node_records";

/// What our typed graph is called by its method.
pub(super) const METHOD: &str = "typed graph of the record";

/// What is told of tables with decisions, which do not say how many positions were left out.
const POSITIONS_UNSAID: &str = "tables of nodes and ties hold no recorded positions, nor say how many there were: \
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
    "begin_planned",
    OF_NODES,
];
const COLUMNS_OF_TIES: [&str; 17] = [
    "relation",
    "code",
    "begin",
    "end",
    "begin_year",
    "begin_year_latest",
    "end_year_earliest",
    "end_year",
    "symmetric",
    "status",
    "certainty",
    "modality",
    "n_claims",
    "claims",
    "evidence",
    "weight",
    OF_TIES,
];
/// What formats add, and programs that write them: numbers of parallel ties, spells, labels.
const OF_FORMATS: [&str; 15] = [
    "id",
    "key",
    "tie",
    "tie_id",
    "edge_key",
    "networkx_key",
    "tie_end",
    "label",
    "start",
    "startopen",
    "endopen",
    "spells",
    "node_id",
    "gexf weight",
    "gexf label",
];

/// Positions are in no graph and do not come back. A schema of its own does; of a part of the graph that lacks the node which says
/// it, kinds and relations do by what is seen of them, not their roles.
///
/// A tie that somebody added has no records: it is a claim of the file, where it names a relation, with what it says itself;
/// so is an attribute that somebody gave to nodes, as [`claims`] has it. An attribute of a tie that was added is in the note
/// of its claim. One whose ends or relation were changed no longer is what its records say, and refused; where another
/// attribute was, the records are taken, and that is told. So are attributes of other makers on ties that have records.
pub(super) fn folder(network: &Network, origins: &[Origin], options: &Options, faults: &mut Faults) -> Option<Folder> {
    let (of_nodes, of_ties) = (origins.get(network.files.0)?, origins.get(network.files.1)?);
    let [nodes_path, path]: [Arc<str>; 2] = [of_nodes, of_ties].map(|origin| origin.name.as_str().into());
    let mut schema = Extension::of(dataset::schema());
    let mut tables = Tables::default();
    let mut ids: HashMap<u32, &str> = HashMap::with_capacity(network.nodes.len());
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
    let [strange, strange_of_ties] =
        [(&network.of_nodes.names, &COLUMNS_OF_NODES[..]), (&network.of_ties.names, &COLUMNS_OF_TIES[..])]
            .map(|(names, columns)| strange(names, columns));
    let (mut attributes, mut edited) = (0_usize, Edited::default());
    let id_of = |node: &Element| {
        // igraph numbers the nodes anew and keeps the id that it read as an attribute.
        let kept = network.value(node, &network.of_nodes, column("id"));
        if kept.is_empty() { network.id(node) } else { kept }
    };
    let mut decided = false;
    let mut part = Part::of(network.nodes.iter().map(id_of));
    for node in &network.nodes {
        let value = |at| network.value(node, &network.of_nodes, at);
        let id = id_of(node);
        if let Some(number) = network.number_of(network.id(node)) {
            ids.insert(number, id);
        }
        let mut cells = vec![("id", id)];
        cells.extend(columns.iter().map(|(name, at)| (*name, value(*at))));
        // JSON has lists, where other formats join them as the tables do.
        let list = serde_json::from_str::<Vec<String>>(value(column("aliases"))).map(|list| list.join("; "));
        if let Ok(list) = &list {
            cells.retain(|(name, _)| *name != "aliases");
            cells.push(("aliases", list));
        }
        tables.add(TableKind::Entities, &cells);
        let of_node: BTreeMap<String, Vec<Row>> =
            read(network, node, &network.of_nodes, records, &nodes_path, faults).unwrap_or_default();
        for (name, at) in &strange {
            let value = value(Some(*at));
            // A column of ours where the dataset has such attributes itself.
            if !value.trim().is_empty() && !own_names(name).any(|own| repeats(value.trim(), claimed(&of_node, own))) {
                attributes += 1;
                let claim = format!("{source_of_nodes}:attribute-{attributes}");
                claims::attributed(&mut tables, &claim, id, (name, value), (&source_of_nodes, node.line));
            }
        }
        let kind = value(columns[0].1);
        // Beside an attribute `label` GEXF draws another; both are the name, or the attribute's claim.
        let stands =
            |label: &str| label == id || label == value(columns[1].1) || repeats(label, claimed(&of_node, "label"));
        if labels.iter().map(|at| value(*at).trim()).any(|label| !label.is_empty() && !stands(label)) {
            edited.count("node", "label", node.line);
        }
        let class_of = schema.class_of(kind);
        if class_of.is_some_and(|class_of| !value(class).is_empty() && class_of != value(class)) {
            edited.count("node", "class", node.line);
        }
        // A format draws a node from its `begin` on; some programs write the hour behind a day.
        let (start, begin) = (value(start), value(begin));
        let drawn = !begin.is_empty() && start.starts_with(begin);
        if !start.is_empty() && !drawn && !repeats(start, claimed(&of_node, "start")) {
            edited.count("node", "start", node.line);
        }
        schema.saw_kind(kind, value(class));
        of_node.get(SAYS.0).into_iter().flatten().for_each(|row| schema.said(row));
        for (table, rows) in of_node {
            let Some(kind) = TableKind::ALL.into_iter().find(|kind| kind.name() == table) else { continue };
            decided |= kind == TableKind::Decisions;
            for row in &rows {
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
        (attribute, place(&format!("tie_{attribute}")).or_else(|| place(attribute)))
    };
    let places = HELD.map(place);
    let mut added = 0_usize;
    let mut unread = BTreeSet::new();
    for (row, tie) in network.ties.iter().enumerate() {
        let of_tie: Vec<Row> =
            read(network, &tie.element, &network.of_ties, records, &path, faults).unwrap_or_default();
        let relation = network.value(&tie.element, &network.of_ties, relation).trim();
        let mut fault = |message: String, expected: &str, hint: &str| {
            let place = (u64::from(tie.element.line), u64::from(tie.element.column), None);
            faults.push(rules::BAD_GRAPH_FILE, &path, place, message, expected, hint);
        };
        let ends = [tie.from, tie.to].map(|number| ids.get(&number).copied());
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
            let Some(row) = part.keep(TableKind::Claims, row, &schema) else { continue };
            schema.saw_claim(&row, symmetric, ends);
            add(&mut tables, TableKind::Claims, &row);
        }
        let others = strange_of_ties
            .iter()
            .map(|(name, at)| (*name, network.value(&tie.element, &network.of_ties, Some(*at)).trim()));
        let others: Vec<(&str, &str)> = others.filter(|(_, value)| !value.is_empty()).collect();
        if !of_tie.is_empty() {
            let says = |own: &str, value: &str| repeats(value, of_tie.iter().filter_map(|row| qualifier(row, own)));
            let new = others.iter().filter(|(name, value)| !own_names(name).any(|own| says(own, value)));
            unread.extend(new.map(|(name, _)| *name));
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
    for (what, _, _) in asked.iter().filter(|(_, word, usual)| !word.is_empty() && word != usual) {
        remarks.push(format!("the {what} that was asked for is not read: nodes and ties of our export say theirs"));
    }
    let used = [(attributes, &source_of_nodes, of_nodes), (added, &source, of_ties)];
    let used: BTreeMap<&String, &Origin> =
        used.into_iter().filter(|(n, ..)| *n > 0).map(|(_, source, origin)| (source, origin)).collect();
    for (source, origin) in used {
        tables.add(TableKind::Sources, &[("id", source), ("sha256", &origin.sha256)]);
        tables.add(TableKind::Entities, &[("id", source), ("kind", "document"), ("name", &origin.name)]);
    }
    if added > 0 {
        remarks.push(format!("ties that were added to our export, now claims of the source `{source}`: {added}"));
    }
    if attributes > 0 {
        let names: Vec<&str> = strange.iter().map(|(name, _)| *name).collect();
        remarks.push(format!(
            "attributes of nodes that were added to our export ({}), now claims of the source `{source_of_nodes}`: {attributes}",
            names.join(", ")
        ));
    }
    remarks.extend(edited.remarks());
    if !unread.is_empty() {
        let names: Vec<&str> = unread.into_iter().collect();
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
    } else if decided && network.files.0 != network.files.1 {
        // Of several tables each is a part, and none says what the whole left out.
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

/// The attributes of other makers, each with its place.
fn strange<'n>(names: &'n [String], ours: &[&str]) -> Vec<(&'n str, usize)> {
    let names = names.iter().enumerate().map(|(at, name)| (name.as_str(), at));
    names.filter(|(name, _)| !name.is_empty() && !ours.contains(name) && !OF_FORMATS.contains(name)).collect()
}

/// What an attribute may be called in the records: as its column, or without what our export put before a name that was taken.
fn own_names(name: &str) -> impl Iterator<Item = &str> {
    successors(Some(name), |name| name.strip_prefix("own_"))
}

/// What the claims of a node say of one of its attributes.
fn claimed<'r>(of_node: &'r BTreeMap<String, Vec<Row>>, attribute: &str) -> impl Iterator<Item = &'r str> {
    let rows = of_node.get(TableKind::Claims.name()).into_iter().flatten();
    let of_it = rows.filter(move |row| qualifier(row, claims::ATTRIBUTE.1) == Some(attribute));
    of_it.filter_map(|row| row.get("value")).map(|value| value.trim())
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
