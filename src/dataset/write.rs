//! Writes what it reads: a dataset as its tables, in canonical order.

use crate::model::{Claim, Dataset, Evidence};

use super::columns::TableKind;
use super::raw::File;

/// The tables of a dataset as CSV files; a dataset written and read again is the same graph.
///
/// Origins are not written: they are the places in the new files.
///
/// ```
/// use blocs::dataset;
/// let load = |folder| dataset::load(vec![folder], None).dataset.unwrap();
/// let council = load(dataset::builtin("toy-council").unwrap());
/// let again = load(dataset::Folder { name: "again".into(), files: dataset::write(&council), ..Default::default() });
/// assert_eq!(again.claims.len(), council.claims.len());
/// ```
pub fn write(dataset: &Dataset) -> Vec<File> {
    let mut files: Vec<File> = Vec::new();
    for kind in TableKind::ALL {
        let rows = rows(dataset, kind);
        if rows.is_empty() && !matches!(kind, TableKind::Entities | TableKind::Sources) {
            continue;
        }
        let mut writer = ::csv::WriterBuilder::new().from_writer(Vec::new());
        let header: Vec<&str> = kind.columns().iter().map(|spec| spec.name).collect();
        // A vector takes every byte, so neither writing nor handing it back can fail.
        let _ = writer.write_record(&header);
        for row in &rows {
            let _ = writer.write_record(row);
        }
        files.push(File { name: format!("{}.csv", kind.name()), bytes: writer.into_inner().unwrap_or_default() });
    }
    let built_in = super::schema();
    let own = crate::model::Schema {
        kinds: dataset.schema.kinds.iter().filter(|kind| built_in.kind(&kind.id).is_none()).cloned().collect(),
        qualifiers: Vec::new(),
        relations: dataset.schema.relations.iter().filter(|r| built_in.relation(&r.id).is_none()).cloned().collect(),
    };
    if !own.kinds.is_empty() || !own.relations.is_empty() {
        let text = serde_json::to_string_pretty(&own).unwrap_or_default() + "\n";
        files.push(File { name: "schema.json".into(), bytes: text.into_bytes() });
    }
    files
}

fn date(date: &Option<crate::model::Date>) -> String {
    date.as_ref().map(|date| date.text().to_owned()).unwrap_or_default()
}

fn evidence(evidence: Option<&Evidence>) -> [String; 3] {
    evidence.map_or_else(Default::default, |evidence| {
        let lines = evidence.lines.map(|lines| lines.to_string()).unwrap_or_default();
        [evidence.source.clone(), lines, evidence.anchors.join("; ")]
    })
}

/// A certainty of "stated" is what an empty cell means.
fn claim(claim: &Claim) -> Vec<String> {
    let [source, lines, anchor] = evidence(Some(&claim.evidence));
    vec![
        claim.id.clone(),
        claim.subject.clone(),
        claim.relation.clone(),
        claim.target.entity().unwrap_or_default().to_owned(),
        claim.target.value().unwrap_or_default().to_owned(),
        date(&claim.begin),
        date(&claim.end),
        claim.status.word().to_owned(),
        claim.certainty.word().to_owned(),
        claim.modality.map_or("", |modality| modality.word()).to_owned(),
        claim.open.word().to_owned(),
        claim.attributed_to.clone(),
        date(&claim.as_of),
        claim.qualifier_cell(),
        source,
        lines,
        anchor,
        claim.note.clone(),
    ]
}

fn rows(dataset: &Dataset, kind: TableKind) -> Vec<Vec<String>> {
    match kind {
        TableKind::Sources => dataset
            .sources
            .iter()
            .map(|s| {
                let texts = [&s.id, &s.author, &s.publisher].map(String::clone);
                let rest = [&s.language, &s.url, &s.sha256, &s.note].map(String::clone);
                texts.into_iter().chain([date(&s.published)]).chain(rest).collect()
            })
            .collect(),
        TableKind::Entities => dataset
            .entities
            .iter()
            .map(|e| {
                let texts = [&e.id, &e.kind, &e.name, &e.name_ja].map(String::clone);
                texts.into_iter().chain([e.aliases.join("; "), e.iso3.clone(), e.note.clone()]).collect()
            })
            .collect(),
        TableKind::Claims => dataset.claims.iter().map(claim).collect(),
        TableKind::Decisions => dataset
            .decisions
            .iter()
            .map(|d| {
                let first = [d.id.clone(), d.procedure.word().to_owned(), d.forum.clone(), d.document.clone()];
                first.into_iter().chain([date(&d.date), d.rule.clone(), d.series.clone()]).collect()
            })
            .collect(),
        TableKind::Tallies => dataset
            .tallies
            .iter()
            .map(|t| {
                let first = [t.decision.clone(), t.measure.word().to_owned(), t.value.to_string()];
                let middle = [t.bound.word(), &date(&t.as_of), t.status.word(), t.certainty.word(), &t.attributed_to];
                let middle = middle.map(str::to_owned);
                first.into_iter().chain(middle).chain(evidence(Some(&t.evidence))).collect()
            })
            .collect(),
        TableKind::Positions => dataset
            .positions
            .rows
            .iter()
            .map(|row| {
                let detail = &dataset.positions.details[row.detail as usize];
                let decision = dataset.decisions[row.decision as usize].id.clone();
                let actor = dataset.entities[row.actor as usize].id.clone();
                let first = [decision, actor, row.position.word().to_owned(), date(&detail.date)];
                let certainty = detail.certainty.map_or("", |certainty| certainty.word()).to_owned();
                let middle = [certainty, detail.attributed_to.clone(), detail.reason.clone()];
                let last = [detail.note.clone()];
                first
                    .into_iter()
                    .chain(middle)
                    .chain(evidence(dataset.positions.evidence(row).as_ref()))
                    .chain(last)
                    .collect()
            })
            .collect(),
        TableKind::Codes => dataset
            .codes
            .iter()
            .map(|c| {
                let order = c.order.map(|order| order.to_string()).unwrap_or_default();
                let first = [&c.item, &c.code, &c.label, &c.label_ja].map(String::clone);
                first.into_iter().chain([order, c.side.clone()]).collect()
            })
            .collect(),
    }
}
