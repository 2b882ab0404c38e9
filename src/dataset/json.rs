//! The JSON twin of a table: an array of objects, whose keys are the columns.

use std::fmt;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::columns::TableKind;
use super::faults::Faults;
use super::raw::{RawTable, Row, Syntax, locate};
use super::rules;

/// The members of an object in the order written, repeats kept: a map would keep the last of two silently.
struct Members(Vec<(String, serde_json::Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Members;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
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
        for (at, (name, _)) in members.iter().enumerate() {
            let repeated = members[..at].iter().any(|(other, _)| other == name);
            let known = kind.columns().iter().any(|spec| spec.name == name);
            if repeated || !known {
                sound = false;
                let (start, end) = value_range(&text[byte..], name).unwrap_or((0, 0));
                let found = locate(&text, byte + start, byte + end);
                if repeated {
                    faults.push(
                        rules::REPEATED_COLUMN,
                        &file,
                        found,
                        format!("key `{name}` twice in one object"),
                        "each key once",
                        "",
                    );
                } else {
                    faults.push(
                        rules::UNKNOWN_COLUMN,
                        &file,
                        found,
                        format!("unknown key `{name}`"),
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
                members.iter().find(|(name, _)| name == spec.name).map_or(String::new(), |(_, value)| cell(value))
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

/// Where the value of a key stands in the text of an object; of the key itself, if it cannot be told.
pub(super) fn value_range(object: &str, key: &str) -> Option<(usize, usize)> {
    let quoted = serde_json::to_string(key).ok()?;
    let at = object.find(&quoted)?;
    let after = at + quoted.len();
    let rest = object[after..].trim_start().strip_prefix(':')?.trim_start();
    let start = object.len() - rest.len();
    let length = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>().next()?.ok()?.get().len();
    Some((start, start + length))
}

fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
