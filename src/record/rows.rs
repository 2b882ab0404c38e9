//! Rows of a dataset's tables as JSON, cells by column: what a graph carries so that it can come back.

use serde_json::Value;

use crate::model::{Claim, Date, Decision, Evidence, Modality, Source, StanceCode, Tally};

/// The cells that are not empty.
fn record(cells: &[(&str, String)]) -> Value {
    let cells = cells.iter().filter(|(_, cell)| !cell.is_empty());
    Value::Object(cells.map(|(column, cell)| ((*column).to_owned(), Value::String(cell.clone()))).collect())
}

fn date(date: &Option<Date>) -> String {
    date.as_ref().map_or_else(String::new, |date| date.text().to_owned())
}

fn evidence(evidence: &Evidence) -> [(&'static str, String); 3] {
    [
        ("source", evidence.source.clone()),
        ("lines", evidence.lines.map(|lines| lines.to_string()).unwrap_or_default()),
        ("anchor", evidence.anchors.join("; ")),
    ]
}

/// A row of `claims.csv`.
pub(super) fn claim(claim: &Claim) -> Value {
    let qualifiers: Vec<String> = claim.qualifiers.iter().map(|(key, value)| format!("{key}={value}")).collect();
    let [source, lines, anchor] = evidence(&claim.evidence);
    record(&[
        ("id", claim.id.clone()),
        ("subject", claim.subject.clone()),
        ("relation", claim.relation.clone()),
        ("object", claim.target.entity().unwrap_or_default().to_owned()),
        ("value", claim.target.value().unwrap_or_default().to_owned()),
        ("begin", date(&claim.begin)),
        ("end", date(&claim.end)),
        ("status", claim.status.word().to_owned()),
        ("certainty", claim.certainty.word().to_owned()),
        ("modality", claim.modality.map_or("", Modality::word).to_owned()),
        ("open", claim.open.word().to_owned()),
        ("attributed_to", claim.attributed_to.clone()),
        ("as_of", date(&claim.as_of)),
        ("qualifiers", qualifiers.join("; ")),
        source,
        lines,
        anchor,
        ("note", claim.note.clone()),
    ])
}

/// A row of `sources.csv`.
pub(super) fn source(source: &Source) -> Value {
    record(&[
        ("id", source.id.clone()),
        ("author", source.author.clone()),
        ("publisher", source.publisher.clone()),
        ("published", date(&source.published)),
        ("language", source.language.clone()),
        ("url", source.url.clone()),
        ("sha256", source.sha256.clone()),
        ("note", source.note.clone()),
    ])
}

/// A row of `decisions.csv`.
pub(super) fn decision(decision: &Decision) -> Value {
    record(&[
        ("id", decision.id.clone()),
        ("procedure", decision.procedure.word().to_owned()),
        ("forum", decision.forum.clone()),
        ("document", decision.document.clone()),
        ("date", date(&decision.date)),
        ("rule", decision.rule.clone()),
        ("series", decision.series.clone()),
    ])
}

/// A row of `tallies.csv`.
pub(super) fn tally(tally: &Tally) -> Value {
    let [source, lines, anchor] = evidence(&tally.evidence);
    record(&[
        ("decision", tally.decision.clone()),
        ("measure", tally.measure.word().to_owned()),
        ("value", tally.value.to_string()),
        ("bound", tally.bound.word().to_owned()),
        ("as_of", date(&tally.as_of)),
        ("status", tally.status.word().to_owned()),
        ("certainty", tally.certainty.word().to_owned()),
        ("attributed_to", tally.attributed_to.clone()),
        source,
        lines,
        anchor,
    ])
}

/// A row of `codes.csv`.
pub(super) fn code(code: &StanceCode) -> Value {
    record(&[
        ("item", code.item.clone()),
        ("code", code.code.clone()),
        ("label", code.label.clone()),
        ("label_ja", code.label_ja.clone()),
        ("order", code.order.map(|order| order.to_string()).unwrap_or_default()),
        ("side", code.side.clone()),
    ])
}
