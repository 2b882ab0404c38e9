//! Attributes that come from elsewhere, as columns: what an imported graph said beside its nodes and ties.
//!
//! Its relations are of its own, children of built-in ones: the qualifiers of their claims are attributes of ties, and claims
//! of one attribute each (`attribute=NAME`) those of nodes, but for denied ones. Qualifiers of built-in relations stay in the
//! records of the claims.
//!
//! A column is of the type that all its texts can be read as and written in again with the same digits: whole numbers,
//! numbers, `true` and `false`; else it is text. `NaN` and the like among numbers are undefined. Weights are numbers in any
//! case: beside a fraction, whole ones beyond 2^53 are rounded as every number of 64 bits is.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::Graph;
use crate::model::{Claim, Dataset, Schema, Status, Target, is_no_number};
use crate::result::{Cell, CellKind, Column, ColumnRole, Table, Undefined};

/// Names that formats or the typed graph have for something else.
const TAKEN: [&str; 5] = ["id", "source", "target", "tie", "key"];
/// The same, of some formats alone.
const TAKEN_BY_SOME: [&str; 3] = ["start", "end", "parent"];
/// What formats put before any of these names.
const BEFORE: [&str; 2] = ["tie_", "node_"];

/// Where each node has attributes of its own, columns would be as many as nodes, and nearly all their cells empty: so many cells
/// there are in any case, and so many for each that says something. The fullest columns go first.
const CELLS: usize = 1 << 22;
const CELLS_A_VALUE: usize = 16;

/// What is said of each attribute, by the row.
type Attributes<'a> = BTreeMap<&'a str, Vec<(usize, &'a str)>>;

/// What became of attributes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Added {
    /// Whether one of them is the weight of ties.
    pub weighs: bool,
    /// How many values have no column.
    pub left: usize,
}

fn is_own(schema: &Schema, claim: &Claim) -> bool {
    schema.relation(&claim.relation).is_some_and(|relation| relation.parent.is_some())
}

/// Adds a column a qualifier of ties.
pub(super) fn of_ties(graph: &Graph, table: &mut Table) -> Added {
    let schema = &graph.dataset().schema;
    let mut attributes = Attributes::new();
    for (row, tie) in graph.ties().enumerate() {
        for (key, value) in
            graph.claims(tie.edge).filter(|claim| is_own(schema, claim)).flat_map(|claim| &claim.qualifiers)
        {
            put(&mut attributes, key, row, value);
        }
    }
    add(attributes, CELLS, table)
}

/// Adds a column an attribute of nodes, which stand in the order of the dataset's entities.
pub(super) fn of_nodes(dataset: &Dataset, table: &mut Table) -> Added {
    let rows: BTreeMap<&str, usize> =
        dataset.entities.iter().enumerate().map(|(row, entity)| (entity.id.as_str(), row)).collect();
    let mut attributes = Attributes::new();
    let said = |claim: &&Claim| claim.status != Status::Denied && is_own(&dataset.schema, claim);
    for claim in dataset.claims.iter().filter(said) {
        if let (Target::Value(value), Some(name), Some(row)) =
            (&claim.target, claim.qualifier("attribute"), rows.get(claim.subject.as_str()))
        {
            put(&mut attributes, name, *row, value);
        }
    }
    add(attributes, CELLS, table)
}

fn put<'a>(attributes: &mut Attributes<'a>, name: &'a str, row: usize, value: &'a str) {
    let value = value.trim();
    if !value.is_empty() {
        attributes.entry(name).or_default().push((row, value));
    }
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

/// The rows that say something, each once.
fn rows(name: &str, mut said: Vec<(usize, &str)>) -> Vec<(usize, String)> {
    said.sort_by_key(|(row, _)| *row);
    let of_row = |said: &[(usize, &str)]| (said[0].0, one(name, said.iter().map(|(_, text)| *text).collect()));
    said.chunk_by(|one, other| one.0 == other.0).map(of_row).collect()
}

/// The type of a column of these texts; what is no finite number says nothing of it, where others are numbers.
fn kind(name: &str, texts: &[(usize, String)]) -> CellKind {
    let words = || texts.iter().map(|(_, text)| text.as_str());
    let mut numbers = words().filter(|text| !is_no_number(text)).peekable();
    let any = numbers.peek().is_some();
    let numbers: Vec<&str> = numbers.collect();
    let all = |is: fn(&str) -> bool| any && numbers.iter().all(|text| is(text));
    match name {
        _ if all(|text| text.parse::<i64>().is_ok_and(|number| number.to_string() == text)) => CellKind::Integer,
        "weight" if all(|text| text.parse::<f64>().is_ok_and(f64::is_finite)) => CellKind::Number,
        // All of them undefined: a tie without a weight is no tie that nobody weighed.
        "weight" if numbers.is_empty() => CellKind::Number,
        _ if all(is_exact) && are_no_labels(&numbers) => CellKind::Number,
        // As JSON and XML, Python, and R write them.
        _ if [["true", "false"], ["True", "False"], ["TRUE", "FALSE"]]
            .iter()
            .any(|pair| words().all(|text| pair.contains(&text))) =>
        {
            CellKind::Boolean
        }
        _ => CellKind::Text,
    }
}

/// Whether a number of 64 bits has all the digits of a text; with zeros before it or a plus it is a code.
fn is_exact(text: &str) -> bool {
    let code = text.starts_with('+') || text.trim_start_matches('-').strip_prefix('0').is_some_and(is_digit_first);
    !code
        && text
            .parse::<f64>()
            .is_ok_and(|number| number.is_finite() && digits(text) == digits(&Cell::Stated(number).plain()))
}

/// Whether zeros at the end part no texts from others: articles 1.1 and 1.10 are two, and one number. All of one length may end
/// in zeros, and programs write whole doubles as `1.0`.
fn are_no_labels(numbers: &[&str]) -> bool {
    let decimals = |text: &str| text.split_once('.').map_or("", |(_, decimals)| decimals).to_owned();
    let padded = |text: &&str| decimals(text).ends_with('0') && decimals(text) != "0";
    let of_one_length = || numbers.iter().all(|text| decimals(text).len() == decimals(numbers[0]).len());
    !numbers.iter().any(padded) || of_one_length()
}

fn is_digit_first(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// The digits of a number without zeros at either end, and the power of ten of the first.
fn digits(text: &str) -> (String, i64) {
    let (mantissa, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let mantissa = mantissa.trim_start_matches(['+', '-']);
    let (whole, rest) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = [whole, rest].concat();
    let zeros = all.len() - all.trim_start_matches('0').len();
    let found = all.trim_matches('0').to_owned();
    let first = if found.is_empty() { 0 } else { power.parse().unwrap_or(0) + whole.len() as i64 - zeros as i64 };
    (found, first)
}

/// The names that have a column, where columns may have `cells` and some more for each value.
fn dense<'a>(attributes: &Attributes<'a>, cells: usize, rows: usize) -> BTreeSet<&'a str> {
    let values: usize = attributes.values().map(Vec::len).sum();
    let columns = (cells + CELLS_A_VALUE * values) / rows.max(1);
    let mut names: Vec<&str> = attributes.keys().copied().collect();
    names.sort_by_key(|name| std::cmp::Reverse(attributes[name].len()));
    names.into_iter().take(columns).collect()
}

fn add(mut attributes: Attributes<'_>, cells: usize, table: &mut Table) -> Added {
    let (height, mut added) = (table.len(), Added::default());
    let names = dense(&attributes, cells, height);
    let all: usize = attributes.values().map(Vec::len).sum();
    attributes.retain(|name, _| names.contains(name));
    added.left = all - attributes.values().map(Vec::len).sum::<usize>();
    for (name, said) in attributes {
        let texts = rows(name, said);
        let kind = kind(name, &texts);
        let role = match name {
            "weight" if kind != CellKind::Text => ColumnRole::Weight,
            "sign" if texts.iter().all(|(_, text)| matches!(text.as_str(), "1" | "-1")) => ColumnRole::Sign,
            _ => ColumnRole::Attribute,
        };
        added.weighs |= role == ColumnRole::Weight;
        let mut cells = vec![Cell::Empty; height];
        for (row, text) in texts {
            cells[row] = match kind {
                CellKind::Integer | CellKind::Number if is_no_number(&text) => {
                    Cell::Undefined(Undefined::because("not a finite number"))
                }
                CellKind::Integer => text.parse().map_or(Cell::Empty, Cell::Integer),
                CellKind::Number => text.parse().map_or(Cell::Empty, Cell::Stated),
                CellKind::Boolean => Cell::Boolean(text.eq_ignore_ascii_case("true")),
                _ => Cell::text(text),
            };
        }
        let taken = |free: &str| {
            let of_another = free != name && names.contains(&free);
            let taken = |name: &str| TAKEN.contains(&name) || TAKEN_BY_SOME.contains(&name);
            let of_formats = BEFORE.iter().any(|before| free.strip_prefix(before).is_some_and(taken));
            of_another || of_formats || TAKEN.contains(&free) || table.columns.iter().any(|column| column.name == free)
        };
        let mut free = name.to_owned();
        while taken(&free) {
            free.insert_str(0, "own_");
        }
        table.columns.push(Column { name: free, kind, role, unit: "", cells: cells.into() });
    }
    added
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::result::{CellRef, Method};

    fn added(said: &[(&'static str, usize, &'static str)], rows: usize, cells: usize) -> (Table, Added) {
        let mut table = Table::new("t", Method::default()).column("id", CellKind::Text, ColumnRole::Id, "");
        (0..rows).for_each(|row| table.push([Cell::count(row)]));
        let mut attributes = Attributes::new();
        said.iter().for_each(|(name, row, value)| put(&mut attributes, name, *row, value));
        let added = add(attributes, cells, &mut table);
        (table, added)
    }

    #[test]
    fn a_column_has_the_type_of_all_its_texts_with_all_their_digits() {
        let said = [
            ("whole", ["3", "-4"]),
            ("double", ["1.0", "2.5"]),
            ("money", ["1.00", "2.50"]),
            ("article", ["1.1", "1.10"]),
            ("mixed", ["1", "0.1234567890123456"]),
            ("large", ["1e300", "9007199254740993"]),
            ("digits", ["0.5", "0.12345678901234567890"]),
            ("odd", ["nan", "nan"]),
            ("gap", ["1.5", "NaN"]),
            ("weight", ["7", "inf"]),
            ("yes", ["true", "false"]),
            ("python", ["True", "True"]),
            ("both", ["true", "False"]),
            ("zip", ["00123", "1"]),
            ("weight", ["0.30", "0.12345678901234567890"]),
        ];
        for (name, texts) in said {
            let (table, _) = added(&[(name, 0, texts[0]), (name, 1, texts[1])], 3, CELLS);
            let column = table.columns.last().unwrap();
            let expected = match name {
                "weight" if texts[0] == "7" => CellKind::Integer,
                "whole" => CellKind::Integer,
                "double" | "money" | "mixed" | "weight" | "gap" => CellKind::Number,
                "yes" | "python" => CellKind::Boolean,
                // Digits that 64 bits cannot hold stay text.
                _ => CellKind::Text,
            };
            assert_eq!((column.kind, column.cells.at(2)), (expected, CellRef::Empty), "{name}");
            if texts[1].starts_with(['N', 'i']) {
                assert_eq!(column.cells.at(1).plain(), "undefined: not a finite number", "{name}");
                assert_eq!(column.role == ColumnRole::Weight, name == "weight");
            }
            if name == "mixed" {
                assert_eq!(column.cells.at(1).plain(), "0.1234567890123456");
            }
        }
    }

    /// By hand: 4 values give room for 64 cells, which are columns enough of 4 rows, and one of 64.
    #[test]
    fn attributes_of_few_have_no_column_where_there_are_many() {
        let said = [("a", 0, "x"), ("a", 1, "x"), ("b", 2, "x"), ("a", 2, "y")];
        assert_eq!(added(&said, 4, 4).0.columns.len(), 3);
        let mut attributes = Attributes::new();
        said.iter().for_each(|(name, row, value)| put(&mut attributes, name, *row, value));
        assert_eq!(dense(&attributes, 0, 64), ["a"].into());
        let (table, told) = added(&said, 64, 0);
        assert_eq!((table.columns.len(), table.columns[1].name.as_str(), told.left), (2, "a", 1));
    }

    /// Formats put `tie_` before a name that they have for something else.
    #[test]
    fn no_attribute_is_called_as_formats_call_ours() {
        let said = ["tie_end", "end", "own_tie_end", "tie_strength", "node_type"].map(|name| (name, 0, "x"));
        let (table, _) = added(&said, 1, CELLS);
        let names: Vec<&str> = table.columns[1..].iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names, ["end", "node_type", "own_tie_end", "own_own_tie_end", "tie_strength"]);
    }
}
