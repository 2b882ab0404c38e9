//! Words become values: the cells of a row, read with their faults.

use foldhash::HashMap;

use crate::model::evidence::{Evidence, Lines, Origin};
use crate::model::schema::{Relation, Schema, ValueKind};
use crate::model::{Date, Entity, Source, qualifiers as cells};

use super::faults::Faults;
use super::raw::Row;
use super::rules;

/// What ids may be referred to while later tables are read.
pub(super) struct Known<'a> {
    pub schema: &'a Schema,
    pub sources: &'a [Source],
    pub entities: &'a [Entity],
    /// Every claim names two: of thousands, a hash finds one in a step or two where a search takes fifteen.
    pub places: HashMap<&'a str, u32>,
    relations: HashMap<&'a str, &'a Relation>,
}

impl<'a> Known<'a> {
    pub fn new(schema: &'a Schema, sources: &'a [Source], entities: &'a [Entity]) -> Self {
        let places = entities.iter().enumerate().map(|(place, entity)| (entity.id.as_str(), place as u32)).collect();
        let relations = schema.relations.iter().map(|relation| (relation.id.as_str(), relation)).collect();
        Self { schema, sources, entities, places, relations }
    }
    pub fn relation(&self, id: &str) -> Option<&'a Relation> {
        self.relations.get(id).copied()
    }
    pub fn entity(&self, id: &str) -> Option<&'a Entity> {
        self.places.get(id).map(|&place| &self.entities[place as usize])
    }
    pub fn source(&self, id: &str) -> bool {
        self.sources.binary_search_by(|source| source.id.as_str().cmp(id)).is_ok()
    }
    /// The entity that a cell names; a fault when there is none. An empty cell is for the caller to judge.
    pub fn entity_of(&self, row: &Row<'_>, column: &str, faults: &mut Faults) -> Option<&'a Entity> {
        let id = row.get(column);
        let found = self.entity(id);
        if found.is_none() && !id.is_empty() {
            let message = format!("unknown entity `{}`", shorten(id));
            let hint = match faults.near(id, self.entities.iter().map(|entity| entity.id.as_str())) {
                hint if hint.is_empty() && !is_id(id) => mended(id),
                hint => hint,
            };
            faults.cell(rules::UNKNOWN_ID, row, column, message, "an id of entities.csv", hint);
        }
        found
    }
}

/// A text for a message: long cells are cut.
pub(super) fn shorten(text: &str) -> String {
    text.char_indices().nth(60).map_or_else(|| text.to_owned(), |(at, _)| format!("{}…", &text[..at]))
}

pub(super) fn origin(row: &Row<'_>) -> Origin {
    Origin { file: row.table.file.clone(), line: row.line }
}

/// The items of a list cell, separated by `;`.
pub(super) fn list(cell: &str) -> Vec<String> {
    cell.split(';').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

/// Whether a text can be an id: a letter or digit, then letters, digits, `-`, `_`, `.` or `:`.
pub fn is_id(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_alphanumeric)
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':'))
}

/// The id of a row: present and well formed, or a fault.
pub(super) fn id(row: &Row<'_>, faults: &mut Faults) -> Option<String> {
    let id = required(row, "id", faults)?;
    if is_id(id) {
        return Some(id.to_owned());
    }
    let hint = mended(id);
    let expected = "letters, digits, `-`, `_`, `.` or `:`, beginning with a letter or digit";
    faults.cell(rules::ILL_FORMED_ID, row, "id", format!("`{}` is no id", shorten(id)), expected, hint);
    None
}

/// How a name can be written as an id, when that is plain.
fn mended(name: &str) -> String {
    let mended = name.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-");
    if is_id(&mended) { format!("write `{mended}`") } else { String::new() }
}

/// A cell that must not be empty.
pub(super) fn required<'a>(row: &'a Row<'_>, column: &str, faults: &mut Faults) -> Option<&'a str> {
    let cell = row.get(column);
    if cell.is_empty() {
        faults.cell(rules::MISSING_CELL, row, column, format!("`{column}` is empty"), "a value", "");
        return None;
    }
    Some(cell)
}

/// A word of a closed vocabulary; empty is `None` without a fault.
pub(super) fn word<T: Copy>(
    row: &Row<'_>,
    column: &str,
    all: &[T],
    name: impl Fn(T) -> &'static str,
    faults: &mut Faults,
) -> Option<T> {
    let cell = row.get(column);
    if cell.is_empty() {
        return None;
    }
    let found = all.iter().copied().find(|&value| name(value) == cell);
    if found.is_none() {
        let words: Vec<&str> = all.iter().map(|&value| name(value)).filter(|word| !word.is_empty()).collect();
        let message = format!("`{}` is no word for `{column}`", shorten(cell));
        let expected = format!("one of {}", words.join(", "));
        let hint = faults.near(&cell.to_lowercase(), words.iter().copied());
        faults.cell(rules::BAD_WORD, row, column, message, &expected, hint);
    }
    found
}

/// A date; empty is `None` without a fault.
pub(super) fn date(row: &Row<'_>, column: &str, faults: &mut Faults) -> Option<Date> {
    let cell = row.get(column);
    if cell.is_empty() {
        return None;
    }
    match Date::parse(cell) {
        Ok(date) if date.is_ongoing() && column != "end" => {
            let expected = "a date; `..` stands only in `end`";
            faults.cell(rules::BAD_DATE, row, column, "`..` is no beginning", expected, "");
            None
        }
        Ok(date) => Some(date),
        Err(_) => {
            let message = format!("`{}` is no date", shorten(cell));
            let expected = "EDTF: 2012-12-14, 2012-12, 2004/2005, 2017-12~, [2019-12..2020-08]";
            faults.cell(rules::BAD_DATE, row, column, message, expected, date_hint(cell));
            None
        }
    }
}

/// What a date of another form would be in EDTF, for the forms that cannot be misread.
fn date_hint(cell: &str) -> String {
    if let Some((first, last)) = cell.split_once('/')
        && let (Ok(begin), Ok(end)) = (Date::parse(first), Date::parse(last))
        && begin.span().earliest > end.span().latest
    {
        return format!("an interval runs forwards: {last}/{first}");
    }
    let parts: Vec<&str> = cell.split(['/', '.', '年', '月']).map(|part| part.trim_end_matches('日')).collect();
    let numbers: Option<Vec<u32>> =
        parts.iter().filter(|part| !part.is_empty()).map(|part| part.parse().ok()).collect();
    match numbers.as_deref() {
        Some([year, month, day]) if *year > 999 => format!("write `{year:04}-{month:02}-{day:02}`"),
        Some([year, month]) if *year > 999 && (1..=12).contains(month) => format!("write `{year:04}-{month:02}`"),
        Some([a, b, year]) if *year > 999 => format!("write `{year:04}-MM-DD`: {a} and {b} can be day or month"),
        _ => String::new(),
    }
}

/// Begin and end of a row, in order.
pub(super) fn dates(row: &Row<'_>, faults: &mut Faults) -> (Option<Date>, Option<Date>) {
    let begin = date(row, "begin", faults);
    let end = date(row, "end", faults);
    if let (Some(b), Some(e)) = (&begin, &end)
        && b.span().earliest > e.span().latest
    {
        let message = format!("`{e}` lies before the beginning `{b}`");
        faults.cell(rules::REVERSED_DATES, row, "end", message, "an end at or after the beginning", "");
    }
    (begin, end)
}

/// A whole number, not negative; empty is `None` without a fault.
pub(super) fn count(row: &Row<'_>, column: &str, faults: &mut Faults) -> Option<u64> {
    let cell = row.get(column);
    if cell.is_empty() {
        return None;
    }
    let number = counted(cell);
    if number.is_none() {
        let message = format!("`{}` is no count", shorten(cell));
        faults.cell(rules::BAD_NUMBER, row, column, message, "a whole number, not negative and below 2^63", "");
    }
    number
}

/// A count, which tables can hold: beyond 2^63 - 1 they have no whole numbers.
fn counted(word: &str) -> Option<u64> {
    word.parse().ok().filter(|count| i64::try_from(*count).is_ok())
}

/// Source, lines and anchors of a row. `None` when the row names none of them.
pub(super) fn evidence(row: &Row<'_>, known: &Known<'_>, faults: &mut Faults) -> Option<Evidence> {
    let source = row.get("source");
    let cell = row.get("lines");
    let lines = Lines::parse(cell);
    if lines.is_none() && !cell.is_empty() {
        let message = format!("`{}` is no range of lines", shorten(cell));
        let expected = "12 or 12-15, counted from 1, not backwards";
        faults.cell(rules::BAD_LINES, row, "lines", message, expected, "");
    }
    let anchors = list(row.get("anchor"));
    if source.is_empty() {
        if !cell.is_empty() || !anchors.is_empty() {
            let message = "lines or an anchor without a source";
            faults.cell(rules::EVIDENCE_WITHOUT_SOURCE, row, "source", message, "an id of sources.csv", "");
        }
        return None;
    }
    if !known.source(source) {
        let message = format!("unknown source `{}`", shorten(source));
        let hint = faults.near(source, known.sources.iter().map(|source| source.id.as_str()));
        faults.cell(rules::UNKNOWN_ID, row, "source", message, "an id of sources.csv", hint);
    }
    Some(Evidence { source: source.to_owned(), lines, anchors })
}

/// The qualifiers of a claim, in the order of their keys.
pub(super) fn qualifiers(
    row: &Row<'_>,
    relation: &Relation,
    known: &Known<'_>,
    faults: &mut Faults,
) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for item in cells::pairs(row.get("qualifiers")) {
        let Some((key, value)) = item.split_once('=').map(|(key, value)| (key.trim(), value.trim())) else {
            let message = format!("`{}` is no qualifier", shorten(&item));
            faults.cell(rules::BAD_QUALIFIER, row, "qualifiers", message, "`key=value` pairs separated by `;`", "");
            continue;
        };
        let Some(declared) = known.schema.qualifier(relation, key) else {
            let names: Vec<&str> =
                relation.qualifiers.iter().chain(&known.schema.qualifiers).map(|q| q.key.as_str()).collect();
            let message = format!("`{}` has no qualifier `{}`", relation.id, shorten(key));
            let expected = format!("one of {}", names.join(", "));
            let hint = faults.near(key, names.iter().copied());
            faults.cell(rules::UNDECLARED_QUALIFIER, row, "qualifiers", message, &expected, hint);
            continue;
        };
        if pairs.iter().any(|(other, _)| other == key) {
            let message = format!("qualifier `{key}` twice");
            faults.cell(rules::BAD_QUALIFIER, row, "qualifiers", message, "each key once", "");
            continue;
        }
        if let Some(expected) = misfit(value, &declared.kind, known) {
            let message = format!("`{}` is no value for `{key}`", shorten(value));
            let rule = if declared.kind == ValueKind::Entity { rules::UNKNOWN_ID } else { rules::BAD_QUALIFIER };
            faults.cell(rule, row, "qualifiers", message, &expected, "");
        }
        pairs.push((key.to_owned(), value.to_owned()));
    }
    pairs.sort();
    pairs
}

/// What was expected, when a value is not of its type.
pub(super) fn misfit(value: &str, kind: &ValueKind, known: &Known<'_>) -> Option<String> {
    match kind {
        ValueKind::Text => value.is_empty().then(|| "a text".to_owned()),
        ValueKind::Count => counted(value).is_none().then(|| "a whole number, not negative and below 2^63".to_owned()),
        ValueKind::Number => {
            value.parse::<f64>().map_or(true, |number| !number.is_finite()).then(|| "a number".to_owned())
        }
        ValueKind::YesNo => (value != "yes" && value != "no").then(|| "yes or no".to_owned()),
        ValueKind::Date => Date::parse(value).is_err().then(|| "an EDTF date".to_owned()),
        ValueKind::Entity => known.entity(value).is_none().then(|| "the id of an entity".to_owned()),
        ValueKind::OneOf(words) => {
            (!words.iter().any(|word| word == value)).then(|| format!("one of {}", words.join(", ")))
        }
    }
}
