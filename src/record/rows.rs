//! Rows of a dataset's tables as JSON, cells by column: what a graph carries so that it can come back.

use crate::model::{Claim, Date, Decision, Evidence, Modality, Source, StanceCode, Tally};

/// The cells that are not empty. What they are made of is let go cell by cell: a million rows have as many texts, and no trees.
fn record(cells: &[(&str, String)]) -> String {
    let mut text = String::from("{");
    for (column, cell) in cells.iter().filter(|(_, cell)| !cell.is_empty()) {
        let comma = if text.len() > 1 { "," } else { "" };
        // Names of columns need no escapes, and a text can always be written.
        text.extend([comma, "\"", column, "\":", &serde_json::to_string(cell).unwrap_or_default()]);
    }
    text + "}"
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
pub(super) fn claim(claim: &Claim) -> String {
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
        ("qualifiers", claim.qualifier_cell()),
        source,
        lines,
        anchor,
        ("note", claim.note.clone()),
    ])
}

/// A row of `sources.csv`.
pub(super) fn source(source: &Source) -> String {
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
pub(super) fn decision(decision: &Decision) -> String {
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
pub(super) fn tally(tally: &Tally) -> String {
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
pub(super) fn code(code: &StanceCode) -> String {
    record(&[
        ("item", code.item.clone()),
        ("code", code.code.clone()),
        ("label", code.label.clone()),
        ("label_ja", code.label_ja.clone()),
        ("order", code.order.map(|order| order.to_string()).unwrap_or_default()),
        ("side", code.side.clone()),
    ])
}
