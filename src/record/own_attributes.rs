//! Attributes that come from elsewhere, as columns: what an imported graph said beside its nodes and ties.
//!
//! Its relations are of its own, children of built-in ones: the qualifiers of their claims are attributes of ties, and claims
//! of one attribute each (`attribute=NAME`) those of nodes. Qualifiers of built-in relations stay in the records of the claims.

use std::collections::BTreeMap;

use crate::graph::Graph;
use crate::model::{Claim, Dataset, Schema, Target};
use crate::result::{Cell, CellKind, Column, ColumnRole, Table};

/// Names that formats or the typed graph have for something else.
const TAKEN: [&str; 5] = ["id", "source", "target", "tie", "key"];

/// The texts of each attribute, a cell a row.
type Attributes<'a> = BTreeMap<&'a str, Vec<Vec<&'a str>>>;

fn is_own(schema: &Schema, claim: &Claim) -> bool {
    schema.relation(&claim.relation).is_some_and(|relation| relation.parent.is_some())
}

/// Adds a column a qualifier of ties; whether one of them is their weight.
pub(super) fn of_ties(graph: &Graph, table: &mut Table) -> bool {
    let schema = &graph.dataset().schema;
    let mut attributes = Attributes::new();
    for (row, tie) in graph.ties().enumerate() {
        for (key, value) in
            graph.claims(tie.edge).filter(|claim| is_own(schema, claim)).flat_map(|claim| &claim.qualifiers)
        {
            put(&mut attributes, key, row, table.len(), value);
        }
    }
    add(attributes, table)
}

/// Adds a column an attribute of nodes, which stand in the order of the dataset's entities.
pub(super) fn of_nodes(dataset: &Dataset, table: &mut Table) {
    let rows: BTreeMap<&str, usize> =
        dataset.entities.iter().enumerate().map(|(row, entity)| (entity.id.as_str(), row)).collect();
    let mut attributes = Attributes::new();
    for claim in dataset.claims.iter().filter(|claim| is_own(&dataset.schema, claim)) {
        if let (Target::Value(value), Some(name), Some(row)) =
            (&claim.target, claim.qualifier("attribute"), rows.get(claim.subject.as_str()))
        {
            put(&mut attributes, name, *row, table.len(), value);
        }
    }
    add(attributes, table);
}

fn put<'a>(attributes: &mut Attributes<'a>, name: &'a str, row: usize, rows: usize, value: &'a str) {
    let cells = attributes.entry(name).or_insert_with(|| vec![Vec::new(); rows]);
    cells[row].extend(Some(value.trim()).filter(|value| !value.is_empty()));
}

/// What several claims say of one attribute: weights add up, all else stands side by side.
fn one(name: &str, mut texts: Vec<&str>) -> String {
    // A sum of whole numbers has all its digits.
    let whole = || texts.iter().try_fold(0_i64, |sum, text| sum.checked_add(text.parse().ok()?));
    let numbers: Option<Vec<f64>> = texts.iter().map(|text| text.parse().ok()).collect();
    match numbers {
        Some(numbers) if name == "weight" && numbers.len() > 1 => {
            whole().map_or_else(|| Cell::Number(numbers.iter().sum()), Cell::Integer).plain()
        }
        _ => {
            texts.sort_unstable();
            texts.dedup();
            texts.join("; ")
        }
    }
}

fn add(attributes: Attributes<'_>, table: &mut Table) -> bool {
    let mut weighs = false;
    let names: Vec<&str> = attributes.keys().copied().collect();
    for (name, cells) in attributes {
        let texts: Vec<String> = cells.into_iter().map(|cell| one(name, cell)).collect();
        let said = || texts.iter().filter(|text| !text.is_empty());
        let whole = said().all(|text| text.parse::<i64>().is_ok_and(|number| number.to_string() == *text));
        let number = said().all(|text| text.parse::<f64>().is_ok_and(f64::is_finite));
        // A number of other digits than a table prints stays the text that it is, but for a weight: that one is read.
        let exact = || said().all(|text| text.parse::<f64>().is_ok_and(|n| Cell::Number(n).plain() == *text));
        let kind = match name {
            _ if whole => CellKind::Integer,
            "weight" if number => CellKind::Number,
            _ if number && exact() => CellKind::Number,
            _ => CellKind::Text,
        };
        let role = match name {
            "weight" if kind != CellKind::Text => ColumnRole::Weight,
            "sign" if said().all(|text| matches!(text.as_str(), "1" | "-1")) => ColumnRole::Sign,
            _ => ColumnRole::Attribute,
        };
        weighs |= role == ColumnRole::Weight;
        let cell = |text: &String| match kind {
            _ if text.is_empty() => Cell::Empty,
            CellKind::Integer => text.parse().map_or(Cell::Empty, Cell::Integer),
            CellKind::Number => text.parse().map_or(Cell::Empty, Cell::Number),
            _ => Cell::text(text),
        };
        let taken = |free: &str| {
            let of_another = free != name && names.contains(&free);
            of_another || TAKEN.contains(&free) || table.columns.iter().any(|column| column.name == free)
        };
        let mut free = name.to_owned();
        while taken(&free) {
            free.insert_str(0, "own_");
        }
        let name = free;
        table.columns.push(Column { name, kind, role, unit: "", cells: texts.iter().map(cell).collect() });
    }
    weighs
}
