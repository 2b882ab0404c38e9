//! The table of positions: read once, packed while it is read.

use foldhash::{HashMap, HashMapExt as _};

use crate::model::schema::Class;
use crate::model::{Certainty, Decision, Evidence, Position, PositionDetail, PositionRow, PositionTable};

use super::claims::decision_of;
use super::faults::Faults;
use super::raw::{RawTable, Row};
use super::rules;
use super::words::{self, Known};

/// Reads the tables of positions, in the order of their files.
pub(super) fn positions(
    tables: &[&RawTable],
    known: &Known<'_>,
    decisions: &[Decision],
    words: &[(String, Position)],
    faults: &mut Faults,
) -> PositionTable {
    let takes_positions: Vec<bool> =
        known.entities.iter().map(|entity| known.schema.class(&entity.kind) == Some(Class::Actor)).collect();
    let places: HashMap<&str, u32> =
        decisions.iter().enumerate().map(|(at, decision)| (decision.id.as_str(), at as u32)).collect();
    let mut table = PositionTable { details: vec![PositionDetail::default()], ..PositionTable::default() };
    let mut details: HashMap<[String; 8], u32> = HashMap::new();
    let mut last: ([String; 8], u32) = Default::default();
    let mut last_decision: (String, Option<u32>) = Default::default();
    for (file, raw) in tables.iter().enumerate() {
        table.files.push(raw.file.clone());
        // Columns are resolved once: a name looked up in each of a million rows would cost more than the reading.
        let (decision_at, actor_at, position_at) = (raw.place("decision"), raw.place("actor"), raw.place("position"));
        let rest = ["date", "certainty", "attributed_to", "reason", "source", "lines", "anchor", "note"];
        let rest_at = rest.map(|column| raw.place(column));
        raw.rows(faults, |row, faults| {
            // Rows of one decision mostly stand together: its place is looked up once for all of them.
            let id = row.at(decision_at);
            if id != last_decision.0 {
                last_decision = (id.to_owned(), places.get(id).copied());
            }
            let decision = last_decision.1;
            let actor = known.places.get(row.at(actor_at)).copied();
            let word = row.at(position_at);
            let other = || words.iter().find(|(other, _)| other == word).map(|(_, position)| *position);
            let position = Position::parse(word).or_else(other);
            let (Some(decision), Some(actor), Some(position)) = (decision, actor, position) else {
                explain(&row, known, decisions, position.is_none(), faults);
                return;
            };
            if !takes_positions[actor as usize] {
                let entity = &known.entities[actor as usize];
                let message = format!("`{}` is a {}", entity.id, entity.kind);
                faults.cell(rules::POSITION_ACTOR, &row, "actor", message, "an actor", "");
            }
            let procedure = decisions[decision as usize].procedure;
            if !procedure.positions().contains(&position) {
                let words: Vec<&str> = procedure.positions().iter().map(|position| position.word()).collect();
                let message = format!("`{position}` is no position under the procedure `{procedure}`");
                let expected = format!("one of {}", words.join(", "));
                faults.cell(rules::POSITION_PROCEDURE, &row, "position", message, &expected, "");
            }
            let mut cells = rest_at.map(|place| row.at(place));
            // A single line is kept with the row, so that rows that differ in nothing else share a detail.
            let line = u32::try_from(row.line).unwrap_or(u32::MAX);
            // A row of a table that is a source stands in it, unless it names another.
            let itself = !raw.source.is_empty() && cells[SOURCE..=ANCHOR].iter().all(|cell| cell.is_empty());
            if itself {
                cells[SOURCE] = &raw.source;
            }
            let passage = match itself {
                true => line,
                false => cells[LINES].parse::<u32>().ok().filter(|line| *line > 0).unwrap_or_default(),
            };
            if passage > 0 {
                cells[LINES] = "";
            }
            let detail = if cells.iter().all(|cell| cell.is_empty()) {
                0
            } else if last.1 > 0 && last.0.iter().zip(cells).all(|(before, cell)| same(before, cell)) {
                // Rows of one decision stand together and mostly say the same beside the position.
                last.1
            } else {
                let key = cells.map(str::to_owned);
                last.0.clone_from(&key);
                last.1 = *details.entry(key).or_insert_with(|| {
                    let mut detail = detail(&row, known, faults);
                    if itself {
                        let source = raw.source.clone();
                        detail.evidence = Some(Evidence { source, lines: None, anchors: Vec::new() });
                    }
                    if let Some(evidence) = detail.evidence.as_mut().filter(|_| passage > 0) {
                        evidence.lines = None;
                    }
                    table.details.push(detail);
                    (table.details.len() - 1) as u32
                });
                last.1
            };
            table.rows.push(PositionRow { decision, actor, position, detail, passage, file: file as u16, line });
        });
    }
    canonical(&mut table, details);
    table.rows.sort_unstable();
    table.rows.shrink_to_fit();
    table
}

/// Whether two cells are the same, the empty ones told by their length alone: an empty slice points nowhere, and the
/// vector comparison of some libraries looks there all the same, which costs hundreds of cycles a cell.
fn same(before: &str, cell: &str) -> bool {
    before.len() == cell.len() && (cell.is_empty() || before == cell)
}

/// The places of the evidence among the cells that rows share.
const SOURCE: usize = 4;
const LINES: usize = 5;
const ANCHOR: usize = 6;

/// Numbers the details by what they say, not by the row that said it first.
fn canonical(table: &mut PositionTable, details: HashMap<[String; 8], u32>) {
    let mut order: Vec<([String; 8], u32)> = details.into_iter().collect();
    order.sort_unstable();
    let mut rank = vec![0; table.details.len()];
    let mut sorted = vec![PositionDetail::default()];
    for (place, (_, old)) in order.into_iter().enumerate() {
        rank[old as usize] = place as u32 + 1;
        sorted.push(std::mem::take(&mut table.details[old as usize]));
    }
    table.details = sorted;
    table.rows.iter_mut().for_each(|row| row.detail = rank[row.detail as usize]);
}

/// What a row says beside who, on what and which; its faults are told at the first row that says so.
fn detail(row: &Row<'_>, known: &Known<'_>, faults: &mut Faults) -> PositionDetail {
    PositionDetail {
        date: words::date(row, "date", faults),
        certainty: words::word(row, "certainty", Certainty::ALL, Certainty::word, faults),
        attributed_to: row.get("attributed_to").to_owned(),
        reason: row.get("reason").to_owned(),
        evidence: words::evidence(row, known, faults),
        note: row.get("note").to_owned(),
    }
}

/// Says which of the three cells that a position needs is at fault.
fn explain(row: &Row<'_>, known: &Known<'_>, decisions: &[Decision], no_word: bool, faults: &mut Faults) {
    decision_of(row, decisions, faults);
    if words::required(row, "actor", faults).is_some() {
        known.entity_of(row, "actor", faults);
    }
    if let Some(cell) = words::required(row, "position", faults)
        && no_word
    {
        let all: Vec<&str> = Position::ALL.iter().map(|position| position.word()).collect();
        let meant = match cell.to_lowercase().as_str() {
            "yes" | "yea" | "y" | "aye" | "favour" | "favor" | "in favour" | "1" => "did you mean `for`?".to_owned(),
            "no" | "nay" | "n" => "did you mean `against`?".to_owned(),
            "abstention" | "abstained" => "did you mean `abstain`?".to_owned(),
            lower => faults.near(lower, all.iter().copied()),
        };
        let message = format!("`{}` is no position", words::shorten(cell));
        faults.cell(rules::POSITION_WORD, row, "position", message, &format!("one of {}", all.join(", ")), meant);
    }
}
