//! What is known, by whom, with what gaps: claim by claim, nothing computed that could not be counted by hand.

pub mod behind;
pub mod bodies;
pub mod coders;
pub mod conflicts;
pub mod coverage;
pub mod decision;
pub mod edge;
pub mod entity;
pub mod list;
pub mod name;
pub mod schema;
mod own_attributes;
mod rows;
pub mod typed_graph;

use crate::model::{Claim, Evidence, Target};
use crate::result::{Cell, CellKind, ColumnRole, Method, Table};

/// Hands out the lines of a passage, when the reader holds the text.
pub type Quote<'a> = &'a dyn Fn(&Evidence) -> Option<Vec<String>>;

/// A reader who holds no text.
///
/// ```
/// use blocs::{model::{Evidence, Lines}, record::no_text};
/// let passage = Evidence { source: "memo".to_owned(), lines: Lines::parse("3"), anchors: Vec::new() };
/// assert_eq!(no_text(&passage), None);
/// ```
pub fn no_text(_: &Evidence) -> Option<Vec<String>> {
    None
}

/// Claims as a table, one a row, in the order given.
pub(crate) fn claims_table<'a>(name: &str, claims: impl Iterator<Item = &'a Claim>, quote: Quote<'_>) -> Table {
    let mut rows: Vec<(&Claim, Option<Vec<String>>)> = claims.map(|claim| (claim, quote(&claim.evidence))).collect();
    rows.dedup_by(|a, b| a.0.id == b.0.id);
    let quoted = rows.iter().any(|(_, lines)| lines.is_some());
    let method = Method::new("claims of the record", "").counting("claims", rows.len());
    let mut table = Table::new(name, method)
        .column("claim", CellKind::Text, ColumnRole::Id, "")
        .column("subject", CellKind::Text, ColumnRole::Actor, "")
        .column("relation", CellKind::Text, ColumnRole::Class, "")
        .column("object", CellKind::Text, ColumnRole::Other, "")
        .column("date", CellKind::Text, ColumnRole::Begin, "")
        .column("how", CellKind::Text, ColumnRole::Status, "")
        .column("evidence", CellKind::Text, ColumnRole::Evidence, "");
    if quoted {
        table = table.column("text", CellKind::Text, ColumnRole::Attribute, "");
    }
    for (claim, lines) in rows {
        let mut row = vec![
            Cell::text(&claim.id),
            Cell::text(&claim.subject),
            Cell::text(&claim.relation),
            Cell::text(object(claim)),
            Cell::text(dates(claim)),
            Cell::text(how(claim)),
            Cell::text(claim.evidence.to_string()),
        ];
        if quoted {
            row.push(Cell::text(lines.unwrap_or_default().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")));
        }
        table.push(row);
    }
    table
}

/// The far end of a claim, its value, or both for a stance; qualifiers behind it.
pub(crate) fn object(claim: &Claim) -> String {
    let target = match &claim.target {
        Target::Entity(id) => id.clone(),
        Target::Value(value) => value.clone(),
        Target::Stance { item, code } => format!("{item} = {code}"),
    };
    let qualifiers: Vec<String> = claim.qualifiers.iter().map(|(key, value)| format!("{key}={value}")).collect();
    if qualifiers.is_empty() { target } else { format!("{target} [{}]", qualifiers.join("; ")) }
}

/// Begin and end as written.
pub(crate) fn dates(claim: &Claim) -> String {
    let begin = claim.begin.as_ref().map(|date| date.text()).unwrap_or_default();
    let end = claim.end.as_ref().map(|date| date.text()).unwrap_or_default();
    let as_of = claim.as_of.as_ref().map(|date| format!("as of {date}")).unwrap_or_default();
    let dates = match (begin, end) {
        ("", "") => String::new(),
        (begin, "") => begin.to_owned(),
        ("", "..") => "until today".to_owned(),
        ("", end) => format!("until {end}"),
        (begin, "..") => format!("since {begin}"),
        (begin, end) => format!("{begin} to {end}"),
    };
    [dates, as_of].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
}

/// All that keeps a claim from being plain: status, certainty, hedge, open list, attribution.
pub(crate) fn how(claim: &Claim) -> String {
    let mut words: Vec<String> = Vec::new();
    if claim.status != crate::model::Status::Actual {
        words.push(claim.status.word().to_owned());
    }
    words.push(claim.certainty.word().to_owned());
    words.extend(claim.modality.map(|modality| modality.word().to_owned()));
    match claim.open {
        crate::model::Openness::Open => words.push("open list".to_owned()),
        crate::model::Openness::Complete => words.push("complete list".to_owned()),
        crate::model::Openness::Unsaid => {}
    }
    if !claim.attributed_to.is_empty() {
        words.push(format!("by {}", claim.attributed_to));
    }
    words.join(", ")
}
