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
use crate::result::{CellRef, Method, Table};

pub(super) const SPEC: Spec = Spec { name: "json", extensions: &["json"] };

/// Writes a table.
///
/// # Errors
/// Those of the writer.
pub fn write(table: &Table, out: &mut dyn io::Write) -> io::Result<()> {
    write!(out, "{{")?;
    members(&heading(table), out)?;
    let (row, mut rows) = (Row::of(table), table.rows());
    lines("rows", table.len(), |at, out| row.put(rows.row(at).iter().copied(), out), out)?;
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
    json!({"name": table.name, "title": &*table.title, "method": method(&table.method), "columns": columns})
}

/// A method as an object; its parameters and counts keep their order.
pub(crate) fn method(method: &Method) -> Value {
    let parameters: Map<String, Value> =
        method.parameters.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
    let n: Map<String, Value> = method.n.iter().map(|(what, n)| (what.clone(), json!(n))).collect();
    json!({
        "name": method.name,
        "parameters": parameters,
        "n": n,
        "seed": method.seed,
        "reference": method.reference,
        "notes": method.notes.iter().map(|note| &**note).collect::<Vec<_>>(),
    })
}

/// How the rows of a table become objects: the names of their members.
pub(super) struct Row {
    names: Vec<String>,
}

impl Row {
    pub fn of(table: &Table) -> Self {
        Self { names: table.columns.iter().map(|column| named(&column.name)).collect() }
    }

    /// A row as an object: every column, an empty cell as `null`, an undefined one as an object with its reason.
    pub fn put<'c>(&self, cells: impl Iterator<Item = CellRef<'c>>, out: &mut String) {
        out.push('{');
        for (at, (cell, name)) in cells.zip(&self.names).enumerate() {
            if at > 0 {
                out.push(',');
            }
            out.push_str(name);
            match cell {
                CellRef::Empty => out.push_str("null"),
                cell => match undefined(cell) {
                    Some(reason) => {
                        out.push_str("{\"undefined\":");
                        put_text(reason, out);
                        out.push('}');
                    }
                    None => put(cell, out),
                },
            }
        }
        out.push('}');
    }
}

/// The name of a member and its colon.
pub(super) fn named(name: &str) -> String {
    let mut text = String::new();
    put_text(name, &mut text);
    text.push(':');
    text
}

/// A cell that has a value.
pub(super) fn put(cell: CellRef<'_>, out: &mut String) {
    match cell {
        CellRef::Text(text) => put_text(text, out),
        CellRef::Boolean(value) => out.push_str(if value { "true" } else { "false" }),
        CellRef::Integer(_) => cell.write_plain(out),
        CellRef::Number(value) | CellRef::Stated(value) => put_number(cell, value, out),
        CellRef::List(items) => {
            for (at, item) in items.iter().enumerate() {
                out.push(if at == 0 { '[' } else { ',' });
                put_text(item, out);
            }
            out.push_str(if items.is_empty() { "[]" } else { "]" });
        }
        CellRef::Empty | CellRef::Undefined(_) => out.push_str("null"),
    }
}

/// The same digits as in every other format, with a point or a power of ten so that a reader takes it for no whole number.
fn put_number(cell: CellRef<'_>, value: f64, out: &mut String) {
    let begin = out.len();
    cell.write_plain(out);
    if !(1e-4..1e9).contains(&value.abs()) {
        // Where the forms of large and small numbers differ, the library has its own.
        let number = out[begin..].parse::<f64>().map_or(Value::Null, |number| json!(number)).to_string();
        out.truncate(begin);
        out.push_str(&number);
    } else if !out[begin..].contains('.') {
        out.push_str(".0");
    }
}

/// Text in its quotes.
pub(super) fn put_text(text: &str, out: &mut String) {
    if text.bytes().any(|byte| byte < 0x20 || matches!(byte, b'"' | b'\\')) {
        out.push_str(&Value::from(text).to_string());
    } else {
        out.push('"');
        out.push_str(text);
        out.push('"');
    }
}

/// The members of an object without its braces, each followed by a comma and a line end.
pub(super) fn members(object: &Value, out: &mut dyn io::Write) -> io::Result<()> {
    for (name, value) in object.as_object().into_iter().flatten() {
        writeln!(out, "{}:{value},", Value::from(name.as_str()))?;
    }
    Ok(())
}

/// The bytes that are handed on at once.
const PIECE: usize = 1 << 16;

/// A member that is an array with an element a line: what keeps a large file readable by line.
pub(super) fn lines(
    name: &str,
    length: usize,
    mut element: impl FnMut(usize, &mut String),
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut text = format!("\"{name}\":[");
    for index in 0..length {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        element(index, &mut text);
        if text.len() >= PIECE {
            out.write_all(text.as_bytes())?;
            text.clear();
        }
    }
    text.push_str(if length == 0 { "]" } else { "\n]" });
    out.write_all(text.as_bytes())
}

/// The plain way, by the library's values: what the tests hold the fast one against.
#[cfg(test)]
pub(super) fn value(cell: CellRef<'_>) -> Value {
    if let Some(reason) = undefined(cell) {
        return json!({"undefined": reason});
    }
    match cell {
        CellRef::Text(text) => json!(text),
        CellRef::Integer(value) => json!(value),
        CellRef::Number(_) | CellRef::Stated(_) => {
            cell.plain().parse::<f64>().map_or(Value::Null, |number| json!(number))
        }
        CellRef::Boolean(value) => json!(value),
        CellRef::List(items) => json!(items),
        CellRef::Empty | CellRef::Undefined(_) => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{hostile_table, sample_table, written};
    use super::super::{TableFormat, write_table};
    use super::*;
    use crate::result::{Cell, CellKind, ColumnRole};

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
                assert_eq!(read["rows"][row][&column.name], value(column.cells.at(row)));
            }
        }
    }

    /// The values of the library are the oracle.
    #[test]
    fn a_row_is_what_the_library_makes_of_it() {
        let mut table = hostile_table();
        let numbers =
            [0.0, -0.0, 1.0, -2.0, 0.5, 1e-5, 9.99e-5, 1e-4, 123456789.0, 1e9, 1e15, 1e16, 1e21, 1e300, 5e-324];
        let mut state = 1_u64;
        let drawn = (0..3000).map(|n: i32| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 11) as f64 / (1_u64 << 53) as f64 * 10_f64.powi(n % 40 - 20)
        });
        let mut more = Table::new("numbers", Method::default())
            .column("a \"b\"\n", CellKind::Number, ColumnRole::Value, "")
            .column("l", CellKind::List, ColumnRole::Attribute, "");
        for number in numbers.into_iter().chain(drawn) {
            more.push([Cell::Number(number), Cell::List(vec!["\\".to_owned(), "\u{7f}日本".to_owned()])]);
        }
        more.push([Cell::Number(f64::INFINITY), Cell::List(Vec::new())]);
        more.push([Cell::Undefined(crate::result::Undefined::because("\"no\"")), Cell::Empty]);
        table.title = "".into();
        for table in [table, more] {
            let row = Row::of(&table);
            for at in 0..table.len() {
                let members = table.columns.iter().map(|column| (column.name.clone(), value(column.cells.at(at))));
                let mut text = String::new();
                row.put(table.row(at), &mut text);
                assert_eq!(text, Value::Object(members.collect()).to_string());
            }
        }
    }

    #[test]
    fn a_number_that_is_none_is_undefined() {
        assert_eq!(value(CellRef::Number(f64::NAN)), json!({"undefined": "not a finite number"}));
    }
}
