//! The JSON twin of a table: an array of objects, whose keys are the columns.

use std::fmt;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::columns::TableKind;
use super::faults::Faults;
use super::raw::{RawTable, Row, Syntax, locate};
use super::rules;
use super::words::shorten;

/// The members of an object in the order written, repeats kept: a map would keep the last of two silently.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

pub(super) fn open(kind: TableKind, file: Arc<str>, text: String, faults: &mut Faults) -> Option<RawTable> {
    let records: Vec<&RawValue> = match serde_json::from_str(&text) {
        Ok(records) => records,
        Err(error) => {
            let at = offset(&text, error.line(), error.column());
            faults.push(
                rules::BAD_JSON,
                &file,
                locate(&text, at, at),
                format!("not an array of objects: {error}"),
                "a JSON array with one object a record",
                "",
            );
            return None;
        }
    };
    let mut sound = true;
    for record in records {
        let byte = record.get().as_ptr() as usize - text.as_ptr() as usize;
        let members = match serde_json::from_str::<Members>(record.get()) {
            Ok(members) => members.0,
            Err(_) => {
                let found = locate(&text, byte, byte + record.get().len());
                faults.push(rules::BAD_JSON, &file, found, "not an object", "one object a record", "");
                sound = false;
                continue;
            }
        };
        for (name, value) in &members {
            let start = value.get().as_ptr() as usize - text.as_ptr() as usize;
            let found = || locate(&text, start, start + value.get().len());
            if value.get().len() > super::csv::LONGEST_CELL {
                let message = format!("`{}` of {} bytes", shorten(name), value.get().len());
                faults.push(rules::CELL_TOO_LONG, &file, found(), message, "at most 1 MiB a cell", "");
                sound = false;
            } else if let Err(error) = serde_json::from_str::<serde_json::Value>(value.get()) {
                let message = format!("`{}` cannot be read: {error}", shorten(name));
                faults.push(rules::BAD_JSON, &file, found(), message, "a text, number, yes/no or list", "");
                sound = false;
            }
        }
        for (at, (name, value)) in members.iter().enumerate() {
            let repeated = members[..at].iter().any(|(other, _)| other == name);
            let known = kind.columns().iter().any(|spec| spec.name == name);
            if repeated || !known {
                sound = false;
                let start = value.get().as_ptr() as usize - text.as_ptr() as usize;
                let found = locate(&text, start, start + value.get().len());
                if repeated {
                    faults.push(
                        rules::REPEATED_COLUMN,
                        &file,
                        found,
                        format!("key `{}` twice in one object", shorten(name)),
                        "each key once",
                        "",
                    );
                } else {
                    faults.push(
                        rules::UNKNOWN_COLUMN,
                        &file,
                        found,
                        format!("unknown key `{}`", shorten(name)),
                        &format!("one of {}", kind.header()),
                        kind.hint(name),
                    );
                }
            }
        }
    }
    sound.then(|| RawTable {
        kind,
        file,
        text,
        syntax: Syntax::Json,
        places: (0..kind.columns().len()).map(Some).collect(),
        source: String::new(),
    })
}

pub(super) fn rows(table: &RawTable, faults: &mut Faults, each: &mut dyn FnMut(Row<'_>, &mut Faults)) {
    // `open` has read it once: it is an array of objects.
    let records: Vec<&RawValue> = serde_json::from_str(&table.text).unwrap_or_default();
    let (mut line, mut counted) = (1, 0);
    for record in records {
        let byte = record.get().as_ptr() as usize - table.text.as_ptr() as usize;
        line += table.text.as_bytes()[counted..byte].iter().filter(|&&b| b == b'\n').count() as u64;
        counted = byte;
        let Ok(Members(members)) = serde_json::from_str::<Members>(record.get()) else { continue };
        let cells: ::csv::StringRecord = table
            .kind
            .columns()
            .iter()
            .map(|spec| {
                let member = members.iter().find(|(name, _)| name == spec.name);
                // `open` has looked that every value can be read.
                member.and_then(|(_, value)| serde_json::from_str(value.get()).ok()).map_or(String::new(), |v| cell(&v))
            })
            .collect();
        each(Row { table, line, byte, record: &cells }, faults);
    }
}

/// A value as the cell of a table: lists are joined by `;`, objects become `key=value` pairs, null is empty.
fn cell(value: &serde_json::Value) -> String {
    use serde_json::Value::{Array, Bool, Null, Number, Object, String as Text};
    match value {
        Null => String::new(),
        Text(text) => text.clone(),
        Number(number) => number.to_string(),
        Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Array(items) => items.iter().map(cell).collect::<Vec<_>>().join("; "),
        Object(members) => {
            members.iter().map(|(key, value)| format!("{key}={}", cell(value))).collect::<Vec<_>>().join("; ")
        }
    }
}

/// Where the value of a key stands in a text that begins with an object.
pub(super) fn value_range(text: &str, key: &str) -> Option<(usize, usize)> {
    let Members(members) = serde_json::Deserializer::from_str(text).into_iter().next()?.ok()?;
    let (_, value) = members.into_iter().find(|(name, _)| name == key)?;
    let start = value.get().as_ptr() as usize - text.as_ptr() as usize;
    Some((start, start + value.get().len()))
}

fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
