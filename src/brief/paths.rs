//! Documented paths from one to another, in words.

use super::influence::without_zeros;
use super::{and, are, count, steps};
use crate::influence::paths::{End, OpenDate, Path, Paths, StepOrder, Verdict};
use crate::result::{Cell, ColumnRole, Document};
use crate::view::Denial;

/// How many paths a page shows step by step.
const STEP_BY_STEP: usize = 12;

/// Paths from one to another: what a reader must know first, then each path step by step.
pub fn paths(found: &Paths, denied: &[Denial]) -> Document {
    let mut page = Document::new(found.title(End::name));
    let mut remarks = sentences(found);
    remarks.extend(against(found, denied));
    remarks.extend(found.remarks());
    if found.paths.len() > STEP_BY_STEP {
        let all = found.paths.len();
        remarks.push(format!("the first {STEP_BY_STEP} of {all} paths are shown step by step; --table FILE has all"));
    }
    page.list(remarks);
    if found.paths.is_empty() {
        if !found.stops().is_empty() {
            page.table(steps::plain(found.stops()));
        }
        return page;
    }
    page.long_table(without_zeros(found.summary()), 40);
    let all = found.step_by_step();
    for (number, path) in found.paths.iter().enumerate().take(STEP_BY_STEP) {
        let rows: Vec<usize> =
            (0..all.len()).filter(|&row| all.cell(row, ColumnRole::Order) == Some(&Cell::count(number + 1))).collect();
        let mut table = steps::plain(all.pick(&rows)).without(&["path"]);
        // In a narrow terminal a reader misses the relation and the date before the order.
        for column in &mut table.columns {
            match column.name.as_str() {
                "relation" => column.role = ColumnRole::Kind,
                "date" => column.role = ColumnRole::Begin,
                _ => {}
            }
        }
        let rests = match (path.sources, path.passages) {
            (_, 1) => "all of it on one passage of one source".to_owned(),
            (1, passages) => format!("on {passages} passages of one source"),
            (sources, _) => format!("on {sources} sources"),
        };
        let steps = count(path.ties.len(), "step");
        // What the word for its order does not say: on what the steps rest.
        let doubts = [
            (path.inferred, "inferred"),
            (path.planned, "planned"),
            (path.hedged, "hedged"),
            (path.attributed, "attributed"),
            (path.date_inherited, "dated by what stands around"),
        ];
        let doubts = doubts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!(", {n} {what}")).collect::<String>();
        table.title = format!("Path {}: order {}, {steps}{doubts}, {rests}", number + 1, path.verdict.word());
        page.table(table);
    }
    page
}

/// The answer in plain words: how long the best path is, whom it passes, how sure its order is and on what it rests.
fn sentences(found: &Paths) -> Vec<String> {
    let Some(best) = found.paths.first() else { return Vec::new() };
    let listed = found.paths.len();
    let mut said = Vec::new();
    if found.from.node.is_none() || found.to.node.is_none() {
        let (starts, ends) = found.ends_walked();
        let lead = match (listed, found.found > listed) {
            (1, false) => "1 path leads".to_owned(),
            (_, false) => format!("{listed} paths lead"),
            (_, true) => format!("The {} listed lead", count(listed, "path")),
        };
        said.push(format!("{lead} from {} to {}.", count(starts, "entity"), count(ends, "entity")));
    }
    let lead = if listed == 1 { "The path" } else { "The first path" };
    let passed: Vec<String> = found.steps_of(best).skip(1).map(|(from, _)| from.node.name.clone()).collect();
    let through = if passed.is_empty() { String::new() } else { format!(", through {}", and(&passed)) };
    said.push(format!("{lead} takes {}{through}.", count(best.ties.len(), "step")));
    said.push(match best.verdict {
        Verdict::Certain => "Its order is certain: dates and stated orders leave no other.".to_owned(),
        Verdict::Possible => {
            format!("Its order is possible: dates leave this order and another{}.", hangs(found, best))
        }
    });
    said.extend(doubts(best));
    if listed > 1 {
        let certain = found.paths.iter().filter(|path| path.verdict == Verdict::Certain).count();
        let plain = found.paths.iter().filter(|path| path.inferred + path.planned + path.hedged == 0).count();
        said.push(format!(
            "Of the {listed} paths listed, {} certain in order, and {} without an inferred, planned or hedged step.",
            are(certain, listed),
            are(plain, listed)
        ));
    }
    said.extend(found.open_dates().iter().map(open_date));
    said
}

/// What the record denies of two entities that a listed path joins in this order.
pub(super) fn against(found: &Paths, denied: &[Denial]) -> Vec<String> {
    let routes = found.paths.iter().map(|path| -> Vec<&str> {
        let last = found.steps_of(path).last().map(|(_, to)| to.node.id.as_str());
        found.steps_of(path).map(|(from, _)| from.node.id.as_str()).chain(last).collect()
    });
    let routes: Vec<Vec<&str>> = routes.collect();
    let joins = |one: &&Denial| {
        let place = |route: &Vec<&str>, id: &str| route.iter().position(|other| *other == id);
        routes.iter().any(|route| match (place(route, &one.from), place(route, &one.to)) {
            (Some(from), Some(to)) => from < to,
            _ => false,
        })
    };
    let said = denied.iter().filter(joins).map(|one| {
        format!(
            "The record denies that {} ({}, {}), though other steps run from the one to the other.",
            one.words, one.claim, one.evidence
        )
    });
    said.collect()
}

/// The steps at which the order of a path hangs, `, at step 3 (a to b)`; nothing when gaps alone leave it open.
fn hangs(found: &Paths, path: &Path) -> String {
    let open = |order: &StepOrder| matches!(order, StepOrder::Possible | StepOrder::StatedAgainstDates);
    let steps = path.orders.iter().zip(found.steps_of(path)).enumerate().filter(|(_, (order, _))| open(order));
    let steps: Vec<String> = steps
        .map(|(place, (_, (from, to)))| format!("step {} ({} to {})", place + 1, from.node.id, to.node.id))
        .collect();
    if steps.is_empty() { String::new() } else { format!(", at {}", and(&steps)) }
}

/// Which paths an open date makes possible, and how late it would have to be.
fn open_date(one: &OpenDate) -> String {
    let numbers: Vec<String> = one.paths.iter().take(NUMBERED).map(usize::to_string).collect();
    let paths = match one.paths.len() {
        1 => format!("Path {} is", numbers[0]),
        n if n > NUMBERED => format!("Paths {} and {} more are", numbers.join(", "), n - NUMBERED),
        _ => format!("Paths {} are", and(&numbers)),
    };
    format!(
        "{paths} possible only while the date of {} is open: of it is known that it is not before {}, and the steps that lead \
         there are of {} or later.",
        one.entity, one.not_before, one.after
    )
}

/// The most paths that a sentence numbers.
const NUMBERED: usize = 6;

/// What the word for its order does not say: how sure its steps are, and how they are dated.
fn doubts(path: &Path) -> Option<String> {
    let all = path.ties.len();
    let of = |n: usize, one: &str, more: &str| (n > 0).then(|| format!("{n} {}", if n == 1 { one } else { more }));
    let parts: Vec<String> = [
        of(path.inferred, "is the coder's inference", "are the coder's inference"),
        of(path.planned, "is not reported as done", "are not reported as done"),
        of(path.hedged, "is hedged by its source", "are hedged by their sources"),
        of(
            path.attributed,
            "is attributed to somebody inside its source",
            "are attributed to somebody inside their sources",
        ),
        of(
            path.date_inherited,
            "has no date of its own and takes that of what it leads to",
            "have no date of their own and take that of what they lead to",
        ),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| format!("Of its {}, {}.", count(all, "step"), parts.join("; ")))
}
