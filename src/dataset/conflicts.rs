//! What rows say against each other: cycles are faults, disagreements are conflicts, plans that came true and reports
//! of what was yet to come are notes.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::model::complete_list::rival_lists;
use crate::model::decision::Bound;
use crate::model::schema::{Relation, Role};
use crate::model::{Claim, Dataset, Diagnostic, Origin, Position, PositionRow, Severity, Status, Tally, Target};

use super::faults::Faults;
use super::rules::{self, Rule};

/// Every rule that looks at more than one row.
pub(super) fn look(dataset: &Dataset, faults: &mut Faults) {
    cycles(dataset, faults);
    denied(&dataset.claims, faults);
    series(dataset, faults);
    lists(dataset, faults);
    plans(dataset, faults);
    ahead(dataset, faults);
    counts_of_claims(&dataset.claims, faults);
    counts_of_tallies(&dataset.tallies, faults);
    positions(dataset, faults);
    exceeded(dataset, faults);
}

fn say(faults: &mut Faults, rule: Rule, origin: &Origin, message: String, hint: impl Into<String>) {
    faults.push(rule, &origin.file, (origin.line, 0, None), message, "", hint);
}

/// Parts of wholes, members of blocs and camps: no thing is above itself.
fn cycles(dataset: &Dataset, faults: &mut Faults) {
    let above = |keep: &dyn Fn(&Claim) -> bool| {
        let mut above: BTreeMap<&str, BTreeMap<&str, &Claim>> = BTreeMap::new();
        for claim in dataset.claims.iter().filter(|claim| claim.status != Status::Denied && keep(claim)) {
            if let Target::Entity(object) = &claim.target {
                above.entry(&claim.subject).or_default().entry(object).or_insert(claim);
            }
        }
        above
    };
    let passing: HashSet<&str> = dataset
        .entities
        .iter()
        .filter(|entity| dataset.schema.passes_positions(&entity.kind))
        .map(|entity| entity.id.as_str())
        .collect();
    let is = |claim: &Claim, kind: fn(&Relation) -> bool| dataset.schema.relation(&claim.relation).is_some_and(kind);
    let parts = above(&|claim| is(claim, is_part));
    let blocs =
        above(&|claim| is(claim, is_member) && claim.target.entity().is_some_and(|object| passing.contains(object)));
    for ties in [parts, blocs] {
        let mut done = BTreeSet::new();
        for &start in ties.keys() {
            if let Some(ring) = ring(start, &ties, &mut done) {
                let claim = ties[ring[0]][ring[1 % ring.len()]];
                let message = format!("`{}` runs in a circle: {}", claim.relation, circle(&ring));
                say(faults, rules::CYCLE, &claim.origin, message, "");
            }
        }
    }
}

/// `a -> b -> a`; a long way is cut, since its first steps are enough to find it.
fn circle(ring: &[&str]) -> String {
    const SHOWN: usize = 8;
    let shown = ring.iter().take(SHOWN).copied().collect::<Vec<_>>().join(" -> ");
    let more = if ring.len() > SHOWN { format!(" -> ... ({} more)", ring.len() - SHOWN) } else { String::new() };
    format!("{shown}{more} -> {}", ring[0])
}

fn is_part(relation: &Relation) -> bool {
    relation.id == "part_of" || relation.parent.as_deref() == Some("part_of")
}

fn is_member(relation: &Relation) -> bool {
    relation.roles.contains(&Role::Membership)
}

/// Whether claims of a relation can be at fault beside each other, and not only each by itself: they may run in a circle.
pub(super) fn is_above(relation: &Relation) -> bool {
    is_part(relation) || is_member(relation)
}

/// The first circle met when walking upwards from a start, each thing visited once over all starts.
fn ring<'a>(
    start: &'a str,
    ties: &BTreeMap<&'a str, BTreeMap<&'a str, &Claim>>,
    done: &mut BTreeSet<&'a str>,
) -> Option<Vec<&'a str>> {
    // A stack of its own: a chain of a million parts must not end the program.
    let mut path: Vec<(&str, Vec<&str>)> = Vec::new();
    if done.insert(start) {
        path.push((start, ties.get(start).map_or(Vec::new(), |up| up.keys().rev().copied().collect())));
    }
    let mut on_path: BTreeSet<&str> = BTreeSet::from([start]);
    while let Some((at, rest)) = path.last_mut() {
        let at = *at;
        let Some(next) = rest.pop() else {
            on_path.remove(at);
            path.pop();
            continue;
        };
        if on_path.contains(next) {
            return Some(path.iter().map(|(id, _)| *id).skip_while(|id| *id != next).collect());
        }
        if done.insert(next) {
            on_path.insert(next);
            path.push((next, ties.get(next).map_or(Vec::new(), |up| up.keys().rev().copied().collect())));
        }
    }
    None
}

/// Said by one source, denied by another.
fn denied(claims: &[Claim], faults: &mut Faults) {
    if !claims.iter().any(|claim| claim.status == Status::Denied) {
        return;
    }
    let mut said: BTreeMap<(&str, &str, &Target), &Claim> = BTreeMap::new();
    for claim in claims.iter().filter(|claim| claim.status == Status::Actual) {
        said.entry((&claim.subject, &claim.relation, &claim.target)).or_insert(claim);
    }
    for claim in claims.iter().filter(|claim| claim.status == Status::Denied) {
        if let Some(other) = said.get(&(claim.subject.as_str(), claim.relation.as_str(), &claim.target)) {
            let message = format!("`{}` denies what `{}` claims", claim.id, other.id);
            say(faults, rules::DENIED_AND_CLAIMED, &claim.origin, message, format!("claimed at {}", other.origin));
        }
    }
}

/// One session of two series.
fn series(dataset: &Dataset, faults: &mut Faults) {
    let lifts = |claim: &&Claim| {
        let relation = dataset.schema.relation(&claim.relation);
        claim.is_plain() && relation.is_some_and(|relation| relation.roles.contains(&Role::SessionOf))
    };
    let mut first: BTreeMap<&str, &Claim> = BTreeMap::new();
    for claim in dataset.claims.iter().filter(lifts) {
        let known = *first.entry(&claim.subject).or_insert(claim);
        if known.target != claim.target {
            let message = format!("`{}` and `{}` make `{}` a session of two series", known.id, claim.id, claim.subject);
            say(faults, rules::SEVERAL_SERIES, &claim.origin, message, format!("the other at {}", known.origin));
        }
    }
}

/// Complete lists that two sources give of one time, and that name others of the kinds that both name: whom one of them has, the
/// view of affiliations disputes, but where it lifts the list of a session to its forum or a list names a bloc that its members join.
fn lists(dataset: &Dataset, faults: &mut Faults) {
    // A relation that is several ways to take part makes one list of each.
    let mut told = BTreeSet::new();
    for lists in rival_lists(dataset, |_, _| true) {
        for (at, claim) in lists.iter().enumerate() {
            for first in &lists[..at] {
                let mut differ = first.denied_by(claim, dataset);
                differ.extend(claim.denied_by(first, dataset));
                differ.sort_unstable();
                if differ.is_empty() || !told.insert((&first.first.id, &claim.first.id, differ.clone())) {
                    continue;
                }
                let (arena, whom) = (first.arena, differ.join("`, `"));
                let (one, other) = (first.source, claim.source);
                let message = format!("the complete lists of `{arena}` by `{one}` and `{other}` differ: `{whom}`");
                let hint = format!("the other begins at {}", first.first.origin);
                say(faults, rules::LISTS_DIFFER, &claim.first.origin, message, hint);
            }
        }
    }
}

/// A plan that a claim about the same thing reports as held.
fn plans(dataset: &Dataset, faults: &mut Faults) {
    let occurs = |claim: &Claim| {
        let relation = dataset.schema.relation(&claim.relation);
        relation.is_some_and(|relation| relation.roles.contains(&Role::Occurrence))
    };
    if !dataset.claims.iter().any(|claim| claim.status == Status::Planned) {
        return;
    }
    let mut held: HashMap<(&str, &str, Option<&str>), &Claim> = HashMap::new();
    for claim in dataset.claims.iter().filter(|claim| claim.status == Status::Actual) {
        // An occurrence counts whatever its word: planned to be published, then written and published.
        let target = if occurs(claim) { None } else { claim.target.entity() };
        held.entry((&claim.subject, &claim.relation, target)).or_insert(claim);
    }
    for claim in dataset.claims.iter().filter(|claim| claim.status == Status::Planned) {
        let target = if occurs(claim) { None } else { claim.target.entity() };
        if target.is_none() && !occurs(claim) {
            continue;
        }
        if let Some(other) = held.get(&(claim.subject.as_str(), claim.relation.as_str(), target)) {
            let message = format!("`{}` plans what `{}` reports as held", claim.id, other.id);
            say(faults, rules::PLANNED_THEN_HELD, &claim.origin, message, format!("reported at {}", other.origin));
        }
    }
}

/// What a source is said to report, without a hedge, from after its own day.
fn ahead(dataset: &Dataset, faults: &mut Faults) {
    for claim in dataset.claims.iter().filter(|claim| claim.is_plain()) {
        let Some(begin) = &claim.begin else { continue };
        let source = dataset.source(&claim.evidence.source);
        let Some(published) = source.and_then(|source| source.published.as_ref()) else { continue };
        if begin.span().earliest > published.span().latest {
            let message = format!("`{}` reports what begins {begin}, its source is of {published}", claim.id);
            say(faults, rules::AHEAD_OF_SOURCE, &claim.origin, message, "a source can plan or expect it: `planned`");
        }
    }
}

/// Exact counts of one measure of one thing at one `as_of`.
fn counts_of_claims(claims: &[Claim], faults: &mut Faults) {
    let mut first: HashMap<(&str, &str, &str, &str, &str), &Claim> = HashMap::new();
    for claim in claims.iter().filter(|claim| claim.status == Status::Actual) {
        let Some(measure) = claim.qualifier("measure") else { continue };
        let exact = claim.qualifier("bound").is_none() && claim.qualifier("approx").is_none();
        let (Some(value), true) = (claim.target.value(), exact) else { continue };
        let as_of = claim.as_of.as_ref().map_or("", |date| date.text());
        let class = claim.qualifier("class").unwrap_or_default();
        let before = *first.entry((&claim.subject, &claim.relation, measure, class, as_of)).or_insert(claim);
        if before.target.value() != Some(value) {
            let other = before.target.value().unwrap_or_default();
            let message = format!("`{}` counts {value} {measure}, `{}` counts {other}", claim.id, before.id);
            say(faults, rules::COUNTS_DIFFER, &claim.origin, message, format!("the other at {}", before.origin));
        }
    }
}

fn counts_of_tallies(tallies: &[Tally], faults: &mut Faults) {
    let exact = |tally: &&Tally| tally.bound == Bound::Exact && tally.status == Status::Actual;
    for (at, tally) in tallies.iter().enumerate().filter(|(_, tally)| exact(tally)) {
        // Tallies stand in the order of decision and measure, so that the others are neighbours.
        let others = tallies[..at]
            .iter()
            .rev()
            .take_while(|other| (other.decision.as_str(), other.measure) == (tally.decision.as_str(), tally.measure));
        let same_time = |other: &&Tally| {
            other.as_of.as_ref().map(|date| date.text()) == tally.as_of.as_ref().map(|date| date.text())
        };
        if let Some(other) = others.filter(exact).filter(same_time).find(|other| other.value != tally.value) {
            let message = format!(
                "`{}` counts {} {} of `{}`, `{}` counts {}",
                tally.evidence.source, tally.value, tally.measure, tally.decision, other.evidence.source, other.value
            );
            say(faults, rules::COUNTS_DIFFER, &tally.origin, message, format!("the other at {}", other.origin));
        }
    }
}

/// What one row says of an actor on a decision: when, what, by which source; and the row.
type Said<'a> = (Option<&'a str>, Position, Option<&'a str>, &'a PositionRow);

/// Rows about one actor on one decision.
fn positions(dataset: &Dataset, faults: &mut Faults) {
    let table = &dataset.positions;
    let same = |a: &PositionRow, b: &PositionRow| (a.decision, a.actor) == (b.decision, b.actor);
    for rows in table.rows.chunk_by(same).filter(|rows| rows.len() > 1) {
        let said = |row: &'_ PositionRow| {
            let detail = &table.details[row.detail as usize];
            (detail.date.as_ref().map(|date| date.text()), detail.evidence.as_ref().map(|e| e.source.as_str()))
        };
        let mut said: Vec<Said<'_>> = rows
            .iter()
            .map(|row| {
                let (date, source) = said(row);
                (date, row.position, source, row)
            })
            .collect();
        // What is told first depends on what the rows say, and among equal rows alone on where they stand.
        said.sort_by_key(|&(date, position, source, row)| (date, position, source, row.file, row.line));
        for of_date in said.chunk_by(|a, b| a.0 == b.0) {
            at_one_date(dataset, of_date, faults);
        }
    }
}

/// Repetitions by one source are notes; different positions are a conflict within a source, or between two.
fn at_one_date(dataset: &Dataset, said: &[Said<'_>], faults: &mut Faults) {
    let table = &dataset.positions;
    let mut tell = |rule: Rule, first: &Said<'_>, second: &Said<'_>| {
        let actor = &dataset.entities[second.3.actor as usize].id;
        let decision = &dataset.decisions[second.3.decision as usize].id;
        let message = match rule.severity {
            Severity::Note => format!("`{actor}` on `{decision}` is recorded twice as {}", second.1),
            _ => format!("`{actor}` on `{decision}` is {} and {}", first.1, second.1),
        };
        say(faults, rule, &table.origin(second.3), message, format!("first at {}", table.origin(first.3)));
    };
    for pair in said.windows(2).filter(|pair| (pair[0].1, pair[0].2) == (pair[1].1, pair[1].2)) {
        tell(rules::POSITION_REPEATED, &pair[0], &pair[1]);
    }
    // One of each suffices to say that the actor has no position here.
    let against = |first: &Said<'_>, one_source: bool| {
        said.iter().position(|other| other.1 != first.1 && (other.2 == first.2) == one_source)
    };
    for (rule, one_source) in [(rules::SELF_CONTRADICTION, true), (rules::SOURCES_DISAGREE, false)] {
        let found = said.iter().find_map(|first| against(first, one_source).map(|second| (first, &said[second])));
        if let Some((first, second)) = found {
            tell(rule, first, second);
        }
    }
}

/// More actors named with a position than the tally counts.
fn exceeded(dataset: &Dataset, faults: &mut Faults) {
    for tally in dataset.tallies.iter().filter(|tally| matches!(tally.bound, Bound::Exact | Bound::AtMost)) {
        let Some(position) = tally.measure.position() else { continue };
        let named = dataset.named(&tally.decision, position, None);
        // A later count may be larger: the largest exact count of the measure decides.
        let largest = dataset
            .tallies
            .iter()
            .filter(|other| other.decision == tally.decision && other.measure == tally.measure)
            .map(|other| other.value)
            .max();
        if named.len() as u64 > tally.value && largest == Some(tally.value) {
            let message = format!(
                "{} actors are named as {position} in `{}`, the tally counts {}",
                named.len(),
                tally.decision,
                tally.value
            );
            say(faults, rules::TALLY_EXCEEDED, &tally.origin, message, "");
        }
    }
}

/// Fills in the lines that cross-record diagnostics point at, so that each is shown with its row.
pub(super) fn show_lines(diagnostics: &mut [Diagnostic], texts: &HashMap<String, &str>) {
    const SHOWN: usize = 300;
    let mut starts: HashMap<&str, Vec<usize>> = HashMap::new();
    for diagnostic in diagnostics.iter_mut().filter(|d| d.snippet.is_none() && d.line > 0).take(SHOWN) {
        let Some((name, text)) = texts.get_key_value(diagnostic.file.as_ref()) else { continue };
        let starts = starts
            .entry(name.as_str())
            .or_insert_with(|| std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect());
        let Some(&start) = starts.get(diagnostic.line as usize - 1) else { continue };
        // The first cell names the row: an id, or a decision.
        let end = text[start..].find(['\n', '\r', ',', ';', '\t']).map_or(text.len(), |at| start + at);
        diagnostic.snippet = super::raw::locate(text, start, end).2;
    }
}
