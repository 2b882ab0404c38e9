//! The tables of claims and tallies.

use std::collections::BTreeMap;
use std::collections::hash_map::Entry;
use std::hash::BuildHasher as _;
use std::sync::Arc;

use foldhash::HashMap;
use foldhash::fast::FixedState;

use crate::model::decision::Bound;
use crate::model::schema::{Relation, TimeKind};
use crate::model::{Certainty, Claim, Decision, Measure, Modality, Openness, StanceCode, Status, Tally, Target};

use super::conflicts;
use super::faults::Faults;
use super::raw::{RawTable, Row};
use super::rules;
use super::words::{self, Known};

/// Which claims are kept once they have been looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Keep {
    /// All.
    #[default]
    All,
    /// Those of one dataset that can be at fault beside others: enough to know whether there is a fault, not which.
    ForFaults,
}

/// The claims read so far, over all tables.
#[derive(Default)]
pub(super) struct Claims {
    pub(super) read: Vec<Claim>,
    /// How many of each file were looked at and are not kept.
    pub(super) passed: BTreeMap<Arc<str>, u64>,
    keep: Keep,
    /// Hash of the id, or where another id has it the next one -> the dataset and the place among those read.
    seen: HashMap<u64, (u32, u32)>,
    hasher: FixedState,
}

impl Claims {
    pub(super) fn kept(keep: Keep) -> Self {
        Self { keep, ..Self::default() }
    }

    /// The dataset and the place of the claim that has this id already; else these are its. Of claims that are not kept the hash of
    /// their ids has to do.
    fn before(&mut self, id: &str, dataset: u32) -> Option<(u32, u32)> {
        let next = (dataset, self.read.len() as u32);
        let mut hash = self.hasher.hash_one(id);
        loop {
            match self.seen.entry(hash) {
                Entry::Vacant(free) => {
                    free.insert(next);
                    return None;
                }
                Entry::Occupied(found) => {
                    let found = *found.get();
                    if self.keep == Keep::ForFaults || self.read[found.1 as usize].id == id {
                        return Some(found);
                    }
                    hash = hash.wrapping_add(1);
                }
            }
        }
    }

    /// Reads the claims of a table of a dataset. A claim that two datasets hold alike is one claim, so that a layer can
    /// repeat what it needs of the dataset under it; an id that says two things, or the same twice in one table, is a fault.
    pub(super) fn table(
        &mut self,
        dataset: u32,
        table: &RawTable,
        known: &Known<'_>,
        codes: &[StanceCode],
        faults: &mut Faults,
    ) {
        table.rows(faults, |row, faults| {
            let Some(claim) = claim(&row, known, codes, faults) else { return };
            let is_kept = self.keep == Keep::All || known.relation(&claim.relation).is_some_and(conflicts::is_above);
            match self.before(&claim.id, dataset) {
                None if is_kept => self.read.push(claim),
                None => *self.passed.entry(table.file.clone()).or_default() += 1,
                Some(_) if self.keep == Keep::ForFaults => {
                    faults.cell(rules::REPEATED_ID, &row, "id", "a claim twice", "each id once", "");
                }
                Some((of, place)) => {
                    let before = &self.read[place as usize];
                    if of == dataset || (Claim { origin: before.origin.clone(), ..claim.clone() }) != *before {
                        let message = format!("claim `{}` is defined twice", claim.id);
                        let expected = if of == dataset { "each id once" } else { "the same in every cell" };
                        let hint = format!("first at {}", before.origin);
                        faults.cell(rules::REPEATED_ID, &row, "id", message, expected, hint);
                    }
                }
            }
        });
    }
}

fn claim(row: &Row<'_>, known: &Known<'_>, codes: &[StanceCode], faults: &mut Faults) -> Option<Claim> {
    let id = words::id(row, faults);
    words::required(row, "subject", faults);
    let subject = known.entity_of(row, "subject", faults);
    let object = known.entity_of(row, "object", faults);
    let relation = relation(row, known, faults);
    let (begin, end) = words::dates(row, faults);
    let evidence = words::evidence(row, known, faults);
    if evidence.is_none() && row.get("lines").is_empty() && row.get("anchor").is_empty() {
        faults.cell(rules::NO_EVIDENCE, row, "source", "a claim without a source", "an id of sources.csv", "");
    }
    let status = words::word(row, "status", Status::ALL, Status::word, faults);
    let certainty = words::word(row, "certainty", Certainty::ALL, Certainty::word, faults);
    let modality = words::word(row, "modality", Modality::ALL, Modality::word, faults);
    let open = words::word(row, "open", Openness::ALL, Openness::word, faults);
    let as_of = words::date(row, "as_of", faults);
    let relation = relation?;
    if relation.time == TimeKind::Event && end.is_some() {
        let message = format!("`{}` is an event and has no end", relation.id);
        let hint = "an uncertain instant is a set in `begin`: [2019-12..2020-08]";
        faults.cell(rules::END_OF_EVENT, row, "end", message, "begin only", hint);
    }
    let target = target(row, relation, known, codes, faults);
    if let Some(subject) = subject {
        ends(row, "subject", &relation.subject, &subject.kind, relation, known, faults);
    }
    if let Some(object) = object {
        ends(row, "object", &relation.object, &object.kind, relation, known, faults);
    }
    let qualifiers = words::qualifiers(row, relation, known, faults);
    Some(Claim {
        id: id?,
        subject: subject?.id.clone(),
        relation: relation.id.clone(),
        target: target?,
        begin,
        end,
        status: status.unwrap_or(Status::Actual),
        certainty: certainty.unwrap_or(Certainty::Stated),
        modality,
        open: open.unwrap_or(Openness::Unsaid),
        attributed_to: row.get("attributed_to").to_owned(),
        as_of,
        qualifiers,
        evidence: evidence?,
        note: row.get("note").to_owned(),
        origin: words::origin(row),
    })
}

fn relation<'a>(row: &Row<'_>, known: &Known<'a>, faults: &mut Faults) -> Option<&'a Relation> {
    let name = words::required(row, "relation", faults)?;
    let relation = known.relation(name);
    if relation.is_none() {
        let names: Vec<&str> = known.schema.relations.iter().map(|relation| relation.id.as_str()).collect();
        let message = format!("unknown relation `{}`", words::shorten(name));
        let expected = "a relation of the schema (blocs show schema)";
        let mended = name.to_lowercase().replace([' ', '-'], "_");
        let hint = faults.near(&mended, names.iter().copied());
        faults.cell(rules::UNKNOWN_RELATION, row, "relation", message, expected, hint);
    }
    relation
}

fn ends(
    row: &Row<'_>,
    column: &str,
    allowed: &[String],
    kind: &str,
    relation: &Relation,
    known: &Known<'_>,
    faults: &mut Faults,
) {
    if !known.schema.allows(allowed, kind) {
        let message = format!("`{}` allows no {kind} as {column}", relation.id);
        let expected = format!("an entity of {}", allowed.join(", "));
        faults.cell(rules::RELATION_ENDS, row, column, message, &expected, "");
    }
}

fn target(
    row: &Row<'_>,
    relation: &Relation,
    known: &Known<'_>,
    codes: &[StanceCode],
    faults: &mut Faults,
) -> Option<Target> {
    let (object, value) = (row.get("object"), row.get("value"));
    let mut wrong = |column: &str, found: &str, expected: &str| {
        faults.cell(rules::OBJECT_OR_VALUE, row, column, format!("`{}` has {found}", relation.id), expected, "");
        None
    };
    if relation.is_stance() {
        if object.is_empty() || value.is_empty() {
            let column = if object.is_empty() { "object" } else { "value" };
            return wrong(column, "one of two cells", "object = the item and value = the code taken on it");
        }
        let mut of_item = codes.iter().filter(|code| code.item == object);
        if !of_item.any(|code| code.code == value) {
            let names: Vec<&str> = codes.iter().filter(|c| c.item == object).map(|c| c.code.as_str()).collect();
            let message = format!("`{}` is no code of `{}`", words::shorten(value), words::shorten(object));
            let expected = if names.is_empty() {
                "codes.csv declares no code for this item".to_owned()
            } else {
                format!("one of {}", names.join(", "))
            };
            let hint = faults.near(value, names.iter().copied());
            faults.cell(rules::UNKNOWN_CODE, row, "value", message, &expected, hint);
        }
        return Some(Target::Stance { item: object.to_owned(), code: value.to_owned() });
    }
    match (object.is_empty(), value.is_empty()) {
        (false, true) if relation.is_literal() => wrong("object", "an object", "a value, and no object"),
        (false, true) => Some(Target::Entity(object.to_owned())),
        (true, false) => {
            let Some(kind) = &relation.value else { return wrong("value", "a value", "an object, and no value") };
            if let Some(expected) = words::misfit(value, kind, known) {
                let message = format!("`{}` is no value for `{}`", words::shorten(value), relation.id);
                faults.cell(rules::BAD_VALUE, row, "value", message, &expected, "");
            }
            Some(Target::Value(value.to_owned()))
        }
        (true, true) => wrong("object", "neither object nor value", "exactly one of the two"),
        (false, false) => wrong("value", "both object and value", "exactly one of the two"),
    }
}

/// Reads the tallies of a table.
pub(super) fn tallies(table: &RawTable, known: &Known<'_>, decisions: &[Decision], faults: &mut Faults) -> Vec<Tally> {
    let mut tallies = Vec::new();
    table.rows(faults, |row, faults| {
        let decision = decision_of(&row, decisions, faults);
        words::required(&row, "measure", faults);
        let measure = words::word(&row, "measure", Measure::ALL, Measure::word, faults);
        words::required(&row, "value", faults);
        let value = words::count(&row, "value", faults);
        let bound = words::word(&row, "bound", Bound::ALL, Bound::word, faults);
        let status = words::word(&row, "status", Status::ALL, Status::word, faults);
        let certainty = words::word(&row, "certainty", Certainty::ALL, Certainty::word, faults);
        let as_of = words::date(&row, "as_of", faults);
        let evidence = words::evidence(&row, known, faults);
        if evidence.is_none() && row.get("lines").is_empty() && row.get("anchor").is_empty() {
            faults.cell(rules::NO_EVIDENCE, &row, "source", "a tally without a source", "an id of sources.csv", "");
        }
        if let (Some(decision), Some(measure), Some(value), Some(evidence)) = (decision, measure, value, evidence) {
            tallies.push(Tally {
                decision: decisions[decision].id.clone(),
                measure,
                value,
                bound: bound.unwrap_or(Bound::Exact),
                as_of,
                status: status.unwrap_or(Status::Actual),
                certainty: certainty.unwrap_or(Certainty::Stated),
                attributed_to: row.get("attributed_to").to_owned(),
                evidence,
                origin: words::origin(&row),
            });
        }
    });
    tallies
}

/// A count that two datasets hold alike is one count.
pub(super) fn united(mut tallies: Vec<(usize, Tally)>) -> Vec<Tally> {
    tallies.sort_by(|(a_of, a), (b_of, b)| {
        let key = |t: &Tally| {
            (t.decision.clone(), t.measure, t.as_of.as_ref().map(|d| d.text().to_owned()), t.evidence.clone(), t.value)
        };
        key(a).cmp(&key(b)).then(a_of.cmp(b_of))
    });
    tallies.dedup_by(|(of, later), (first_of, first)| {
        of != first_of && (Tally { origin: first.origin.clone(), ..later.clone() }) == *first
    });
    tallies.into_iter().map(|(_, tally)| tally).collect()
}

/// The place of the decision that a row names; a fault when there is none.
pub(super) fn decision_of(row: &Row<'_>, decisions: &[Decision], faults: &mut Faults) -> Option<usize> {
    let id = words::required(row, "decision", faults)?;
    let found = decisions.binary_search_by(|decision| decision.id.as_str().cmp(id)).ok();
    if found.is_none() {
        let message = format!("unknown decision `{}`", words::shorten(id));
        let hint = faults.near(id, decisions.iter().map(|decision| decision.id.as_str()));
        faults.cell(rules::UNKNOWN_ID, row, "decision", message, "an id of decisions.csv", hint);
    }
    found
}
