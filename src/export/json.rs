//! JSON: one object with name, title, method, columns and rows, a row a line.
//!
//! ```text
//! {"name":"agreement","title":"","method":{"name":"agreement","parameters":{"minimum":"5"},"n":{"actors":4},
//!  "seed":null,"reference":"Lijphart 1963","notes":[]},
//!  "columns":[{"name":"agreement","type":"number","role":"value","unit":""}],
//!  "rows":[{"agreement":0.5},{"agreement":{"undefined":"2 joint items, minimum 5"}}]}
//! ```
//!
//! An undefined cell is an object with its reason, an empty one is `null`, a list is an array.

use std::io;

use serde_json::{Map, Value, json};

use super::{Spec, undefined};
use crate::result::{Cell, Method, Table};

pub(super) const SPEC: Spec = Spec { name: "json", extensions: &["json"] };

/// Writes a table.
///
/// # Errors
/// Those of the writer.
pub fn write(table: &Table, out: &mut dyn io::Write) -> io::Result<()> {
    write!(out, "{{")?;
    members(&heading(table), out)?;
    lines("rows", table.len(), |row| object(table, row), out)?;
    writeln!(out, "}}")
}

/// What stands above the rows: name, title, method, columns.
pub(super) fn heading(table: &Table) -> Value {
    let columns: Vec<Value> = table
        .columns
        .iter()
        .map(|column| {
            json!({"name": column.name, "type": column.kind.word(), "role": column.role.word(), "unit": column.unit})
        })
        .collect();
    json!({"name": table.name, "title": table.title, "method": method(&table.method), "columns": columns})
}

/// A method as an object; its parameters and counts keep their order.
pub(super) fn method(method: &Method) -> Value {
    let parameters: Map<String, Value> =
        method.parameters.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
    let n: Map<String, Value> = method.n.iter().map(|(what, n)| (what.clone(), json!(n))).collect();
    json!({
        "name": method.name,
        "parameters": parameters,
        "n": n,
        "seed": method.seed,
        "reference": method.reference,
        "notes": method.notes,
    })
}

/// A row as an object.
pub(super) fn object(table: &Table, row: usize) -> Value {
    let member = |column: &crate::result::Column| {
        let cell = column.cells.get(row).map_or(Value::Null, value);
        (column.name.clone(), cell)
    };
    Value::Object(table.columns.iter().map(member).collect())
}

/// A cell as a value.
pub(super) fn value(cell: &Cell) -> Value {
    if let Some(reason) = undefined(cell) {
        return json!({"undefined": reason});
    }
    match cell {
        Cell::Text(text) => json!(text),
        Cell::Integer(value) => json!(value),
        // The same 9 digits as every other format.
        Cell::Number(_) => cell.plain().parse::<f64>().map_or(Value::Null, |number| json!(number)),
        Cell::Boolean(value) => json!(value),
        Cell::List(items) => json!(items),
        Cell::Empty | Cell::Undefined(_) => Value::Null,
    }
}

/// The members of an object without its braces, each followed by a comma and a line end.
pub(super) fn members(object: &Value, out: &mut dyn io::Write) -> io::Result<()> {
    for (name, value) in object.as_object().into_iter().flatten() {
        writeln!(out, "{}:{value},", Value::from(name.as_str()))?;
    }
    Ok(())
}

/// A member that is an array with an element a line: what keeps a large file readable by line.
pub(super) fn lines(
    name: &str,
    length: usize,
    element: impl Fn(usize) -> Value,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    write!(out, "\"{name}\":[")?;
    for index in 0..length {
        write!(out, "{}{}", if index == 0 { "\n" } else { ",\n" }, element(index))?;
    }
    write!(out, "{}]", if length == 0 { "" } else { "\n" })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{hostile_table, sample_table, written};
    use super::super::{TableFormat, write_table};
    use super::*;

    #[test]
    fn a_table_by_hand() {
        let text = written(|out| write_table(&sample_table(), TableFormat::Json, out));
        let golden = r#"{"name":"agreement",
"title":"Who agrees with whom",
"method":{"name":"agreement","parameters":{"minimum":"5"},"n":{"actors":2},"seed":7,"reference":"Lijphart 1963","notes":["one actor set aside"]},
"columns":[{"name":"actor","type":"text","role":"actor","unit":""},{"name":"agreement","type":"number","role":"value","unit":""},{"name":"joint_items","type":"integer","role":"count","unit":"items"},{"name":"allies","type":"list","role":"attribute","unit":""}],
"rows":[
{"actor":"日本","agreement":0.666666667,"joint_items":6,"allies":["us","uk"]},
{"actor":"a, \"b\"","agreement":{"undefined":"2 joint items, minimum 5"},"joint_items":2,"allies":null}
]}
"#;
        assert_eq!(text, golden);
    }

    #[test]
    fn hostile_cells_come_back_unchanged() {
        let table = hostile_table();
        let text = written(|out| write_table(&table, TableFormat::Json, out));
        let read: Value = serde_json::from_str(&text).unwrap();
        for row in 0..table.len() {
            for column in &table.columns {
                assert_eq!(read["rows"][row][&column.name], value(&column.cells[row]));
            }
        }
    }

    #[test]
    fn a_number_that_is_none_is_undefined() {
        assert_eq!(value(&Cell::Number(f64::NAN)), json!({"undefined": "not a finite number"}));
    }
}
