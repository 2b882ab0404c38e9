//! What the JSON outputs look like, as JSON Schema (draft 2020-12), so that a program can check what it reads.
//!
//! A schema is made for the table or graph at hand: its columns are named, each with its type. The structure and the names
//! of columns are stable within a [`VERSION`]; `graph-data/COLUMNS.md` lists the columns of every command.

use serde_json::{Map, Value, json};

use super::{Side, has_undefined};
use crate::result::{AttributedGraph, CellKind, Column, Table};

/// The version of the names of columns and of the structure of the JSON outputs: raised when one is renamed or taken away.
pub const VERSION: u32 = 1;

/// The outputs that have a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// A table as one object.
    Json,
    /// A line of a table as JSON lines.
    JsonLines,
    /// What stands beside a CSV file.
    Sidecar,
    /// A graph as node-link JSON.
    NodeLink,
    /// A graph as Cytoscape JSON.
    Cytoscape,
}

impl Output {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Json, Self::JsonLines, Self::Sidecar, Self::NodeLink, Self::Cytoscape];
    /// The word that options use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::JsonLines => "jsonl",
            Self::Sidecar => "sidecar",
            Self::NodeLink => "node-link",
            Self::Cytoscape => "cytoscape",
        }
    }
    /// Whether it is an output of graphs.
    pub const fn of_graph(self) -> bool {
        matches!(self, Self::NodeLink | Self::Cytoscape)
    }
}

/// The schema of an output of a table.
///
/// ```
/// use blocs::export::schema::{Output, of_table};
/// use blocs::result::{CellKind, ColumnRole, Method, Table};
/// let table = Table::new("sizes", Method::default()).column("size", CellKind::Integer, ColumnRole::Value, "");
/// let schema = of_table(&table, Output::Json);
/// assert_eq!(schema["properties"]["rows"]["items"]["required"][0], "size");
/// ```
pub fn of_table(table: &Table, output: Output) -> Value {
    let row = closed(table.columns.iter().map(|column| (column.name.clone(), cell(column))).collect());
    let heading = || {
        let column = closed(Map::from_iter([
            ("name".to_owned(), json!({"enum": table.columns.iter().map(|column| &column.name).collect::<Vec<_>>()})),
            ("type".to_owned(), json!({"enum": ["text", "integer", "number", "boolean", "list"]})),
            ("role".to_owned(), json!({"type": "string"})),
            ("unit".to_owned(), json!({"type": "string"})),
        ]));
        Map::from_iter([
            ("name".to_owned(), json!({"const": table.name})),
            ("title".to_owned(), json!({"type": "string"})),
            ("method".to_owned(), method()),
            ("columns".to_owned(), json!({"type": "array", "items": column})),
        ])
    };
    let schema = match output {
        Output::JsonLines => json!({"oneOf": [closed(heading()), row]}),
        Output::Json => {
            let mut members = heading();
            members.insert("rows".to_owned(), json!({"type": "array", "items": row}));
            closed(members)
        }
        _ => closed(heading()),
    };
    titled(&format!("{} as {}", table.name, output.word()), schema)
}

/// The schema of an output of a graph.
pub fn of_graph(graph: &AttributedGraph, output: Output) -> Value {
    let text = || json!({"type": "string"});
    let about = |more: &[(&str, Value)]| {
        let mut members = Map::from_iter([
            ("name".to_owned(), text()),
            ("mode".to_owned(), json!({"enum": ["one-mode", "two-mode"]})),
            ("method".to_owned(), method()),
        ]);
        members.extend(more.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())));
        closed(members)
    };
    let boolean = json!({"type": "boolean"});
    let list = |items: Value| json!({"type": "array", "items": items});
    let members = if output == Output::Cytoscape {
        let element = |group: &str, data: Value| {
            closed(Map::from_iter([("group".to_owned(), json!({"const": group})), ("data".to_owned(), data)]))
        };
        let nodes = element("nodes", attributes(graph, Side::Node, &["id"], "node_parent"));
        let edges = element("edges", attributes(graph, Side::Tie, &["id", "source", "target"], "tie_parent"));
        let elements = Map::from_iter([("nodes".to_owned(), list(nodes)), ("edges".to_owned(), list(edges))]);
        Map::from_iter([
            ("format_version".to_owned(), json!({"const": "1.0"})),
            ("generated_by".to_owned(), json!({"const": "blocs"})),
            ("data".to_owned(), about(&[("directed", boolean)])),
            ("elements".to_owned(), closed(elements)),
        ])
    } else {
        Map::from_iter([
            ("directed".to_owned(), boolean.clone()),
            ("multigraph".to_owned(), boolean),
            ("graph".to_owned(), about(&[])),
            ("nodes".to_owned(), list(attributes(graph, Side::Node, &["id"], "parent"))),
            ("links".to_owned(), list(attributes(graph, Side::Tie, &["source", "target", "key"], "parent"))),
        ])
    };
    titled(&format!("{} as {}", graph.name, output.word()), closed(members))
}

/// The attributes of nodes or ties: what all have, and what some have.
fn attributes(graph: &AttributedGraph, side: Side, all: &[&str], parent: &str) -> Value {
    let mut members: Map<String, Value> =
        all.iter().map(|name| ((*name).to_owned(), json!({"type": "string"}))).collect();
    for column in side.columns(graph) {
        let name = side.attribute(&column.name);
        let name = if name == "parent" { parent } else { &*name };
        if has_undefined(column) {
            members.insert(format!("{name}_undefined"), json!({"type": "string"}));
        }
        members.insert(name.to_owned(), kind(column.kind));
    }
    json!({"type": "object", "properties": members, "required": all, "additionalProperties": false})
}

/// The schema of a line that may be of any of several tables.
pub fn any_of(schemas: Vec<Value>) -> Value {
    titled("a line of one of several tables", json!({"anyOf": schemas}))
}

/// The schema of one line of `check --format json`.
pub fn of_diagnostics() -> Value {
    let text = || json!({"type": "string"});
    let number = || json!({"type": "integer", "minimum": 0});
    let members = Map::from_iter([
        ("severity".to_owned(), json!({"enum": ["fault", "conflict", "note"]})),
        ("rule".to_owned(), text()),
        ("file".to_owned(), text()),
        ("line".to_owned(), number()),
        ("column".to_owned(), number()),
        ("message".to_owned(), text()),
        ("expected".to_owned(), text()),
        ("hint".to_owned(), text()),
    ]);
    titled("a line of check", closed(members))
}

fn titled(title: &str, mut schema: Value) -> Value {
    let mut members = Map::from_iter([
        ("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema")),
        ("title".to_owned(), json!(title)),
        ("$comment".to_owned(), json!(format!("version {VERSION} of the names and the structure"))),
    ]);
    members.append(schema.as_object_mut().unwrap_or(&mut Map::new()));
    Value::Object(members)
}

/// An object of which every member is there, and no other.
fn closed(members: Map<String, Value>) -> Value {
    let required: Vec<&String> = members.keys().collect();
    json!({"type": "object", "required": required, "additionalProperties": false, "properties": members})
}

fn kind(kind: CellKind) -> Value {
    match kind {
        CellKind::Text => json!({"type": "string"}),
        CellKind::Integer => json!({"type": "integer"}),
        CellKind::Number => json!({"type": "number"}),
        CellKind::Boolean => json!({"type": "boolean"}),
        CellKind::List => json!({"type": "array", "items": {"type": "string"}}),
    }
}

/// A cell of a column: a value, nothing, or the reason why there is none.
fn cell(column: &Column) -> Value {
    let reason = closed(Map::from_iter([("undefined".to_owned(), json!({"type": "string"}))]));
    json!({"anyOf": [kind(column.kind), {"type": "null"}, reason]})
}

fn method() -> Value {
    let text = || json!({"type": "string"});
    closed(Map::from_iter([
        ("name".to_owned(), text()),
        ("parameters".to_owned(), json!({"type": "object", "additionalProperties": text()})),
        ("n".to_owned(), json!({"type": "object", "additionalProperties": {"type": "integer"}})),
        ("seed".to_owned(), json!({"type": ["integer", "null"]})),
        ("reference".to_owned(), text()),
        ("notes".to_owned(), json!({"type": "array", "items": text()})),
    ]))
}
