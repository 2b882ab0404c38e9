//! Documented paths from one to another, in words.

use super::influence::without_zeros;
use super::{and, are, are_ja, count, japanese, steps};
use crate::influence::paths::{End, OpenDate, Path, Paths, StepOrder, Verdict};
use crate::result::{CellRef, ColumnRole, Document, Phrase, Saying};
use crate::view::Denial;

/// How many paths a page shows step by step.
const STEP_BY_STEP: usize = 12;

/// Paths from one to another: what a reader must know first, then each path step by step.
pub fn paths(found: &Paths, denied: &[Denial]) -> Document {
    let mut page = Document::new(title(found));
    let mut remarks = sentences(found);
    remarks.extend(against(found, denied));
    remarks.extend(found.remarks().into_iter().map(japanese::told));
    if found.paths.len() > STEP_BY_STEP {
        let all = found.paths.len();
        remarks.push(Phrase::new(
            format!("the first {STEP_BY_STEP} of {all} paths are shown step by step; --table FILE has all"),
            format!("経路{all}本のうち最初の{STEP_BY_STEP}本を段階ごとに示す（すべては--table FILEに）"),
        ));
    }
    page.list(remarks);
    if found.paths.is_empty() {
        if !found.stops().is_empty() {
            page.table(steps::plain(found.stops()));
        }
        return page;
    }
    let mut summary = without_zeros(found.summary());
    // The list above has them.
    summary.method.notes.clear();
    page.long_table(summary, 40);
    let all = found.step_by_step();
    for (number, path) in found.paths.iter().enumerate().take(STEP_BY_STEP) {
        let rows: Vec<usize> = (0..all.len())
            .filter(|&row| all.cell(row, ColumnRole::Order) == Some(CellRef::Integer(number as i64 + 1)))
            .collect();
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
            (_, 1) => Phrase::new("all of it on one passage of one source", "すべて一つの資料の一か所に基づく"),
            (1, passages) => Phrase::new(
                format!("on {passages} passages of one source"),
                format!("一つの資料の{passages}か所に基づく"),
            ),
            (sources, _) => Phrase::new(format!("on {sources} sources"), format!("資料{sources}に基づく")),
        };
        let steps = count(path.ties.len(), "step");
        // What the word for its order does not say: on what the steps rest.
        let doubts = [
            (path.inferred, "inferred", "推論"),
            (path.planned, "planned", "予定"),
            (path.hedged, "hedged", "留保付き"),
            (path.attributed, "attributed", "引用"),
            (path.date_inherited, "dated by what stands around", "前後の段階の日付による"),
        ];
        let doubts = doubts.iter().filter(|(n, ..)| *n > 0);
        let (doubts, doubts_ja): (String, String) =
            doubts.map(|(n, what, ja)| (format!(", {n} {what}"), format!("、{ja}{n}"))).unzip();
        let order = path.verdict.word();
        let words = Phrase::new(
            format!("order {order}, {steps}{doubts}, {}", rests.english),
            format!("順序は{}、{}段階{doubts_ja}、{}", japanese::about(order), path.ties.len(), rests.japanese),
        );
        table.title = Saying::of("Path {}: {}", [(number + 1).to_string().into(), words]);
        page.table(table);
    }
    page
}

/// Where a path starts or ends: its name, or what it can be.
pub(super) fn end(end: &End) -> Phrase {
    let stop = &end.stop;
    match &end.node {
        Some(node) => japanese::node(&node.node),
        None if stop.one().is_some() => Phrase::new(end.name(), end.name()),
        None if stop.entities.is_empty() => Phrase::new(end.name(), format!("いずれかの{}", stop.word)),
        None => {
            let words: Vec<&str> = stop.word.split(',').map(str::trim).collect();
            Phrase::new(end.name(), words.join("または"))
        }
    }
}

/// From where to where, or along what.
fn title(found: &Paths) -> Phrase {
    let (from, to) = (end(&found.from).japanese, end(&found.to).japanese);
    let japanese = match &found.options.pattern {
        None => format!("{from}から{to}へ"),
        Some(pattern) if found.is_anywhere() => format!("{}に沿って", pattern.text),
        Some(pattern) => format!("{from}から{to}へ（{}に沿って）", pattern.text),
    };
    Phrase::new(found.title(End::name), japanese)
}

/// The answer in plain words: how long the best path is, whom it passes, how sure its order is and on what it rests.
fn sentences(found: &Paths) -> Vec<Phrase> {
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
        said.push(Phrase::new(
            format!("{lead} from {} to {}.", count(starts, "entity"), count(ends, "entity")),
            format!("掲げた経路{listed}本は{starts}の対象から{ends}の対象に至る。"),
        ));
    }
    let (lead, lead_ja) = if listed == 1 { ("The path", "経路") } else { ("The first path", "最初の経路") };
    let passed = japanese::nodes(found.steps_of(best).skip(1).map(|(from, _)| &from.node));
    let (through, through_ja) = match passed.english.as_str() {
        "" => (String::new(), String::new()),
        names => (format!(", through {names}"), format!("で、{}を通る", passed.japanese)),
    };
    said.push(Phrase::new(
        format!("{lead} takes {}{through}.", count(best.ties.len(), "step")),
        format!("{lead_ja}は{}段階{}。", best.ties.len(), if through_ja.is_empty() { "である" } else { &through_ja }),
    ));
    said.push(match best.verdict {
        Verdict::Certain => Phrase::new(
            "Its order is certain: dates and stated orders leave no other.",
            "順序は確かである：日付と明示された順序は他の順を残さない。",
        ),
        Verdict::Possible => {
            let (at, at_ja) = hangs(found, best);
            Phrase::new(
                format!("Its order is possible: dates leave this order and another{at}."),
                format!("順序は可能である：日付はこの順も別の順も残す{at_ja}。"),
            )
        }
    });
    said.extend(doubts(best));
    if listed > 1 {
        let certain = found.paths.iter().filter(|path| path.verdict == Verdict::Certain).count();
        let plain = found.paths.iter().filter(|path| path.inferred + path.planned + path.hedged == 0).count();
        said.push(Phrase::new(
            format!(
                "Of the {listed} paths listed, {} certain in order, and {} without an inferred, planned or hedged step.",
                are(certain, listed),
                are(plain, listed)
            ),
            format!(
                "掲げた経路{listed}本のうち、順序が確かなものは{}、推論・予定・留保の段階を含まないものは{}。",
                are_ja(certain, listed, "本"),
                are_ja(plain, listed, "本")
            ),
        ));
    }
    said.extend(found.open_dates().iter().map(open_date));
    said
}

/// What the record denies of two entities that a listed path joins in this order.
pub(super) fn against(found: &Paths, denied: &[Denial]) -> Vec<Phrase> {
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
        let (words, claim, evidence) = (&one.words, &one.claim, &one.evidence);
        Phrase::new(
            format!("The record denies that {words} ({claim}, {evidence}), though other steps run from the one to the other."),
            format!("記録は{words}を否定する（{claim}、{evidence}）が、他の段階は一方から他方に至る。"),
        )
    });
    said.collect()
}

/// The steps at which the order of a path hangs, `, at step 3 (a to b)`; nothing when gaps alone leave it open.
fn hangs(found: &Paths, path: &Path) -> (String, String) {
    let open = |order: &StepOrder| matches!(order, StepOrder::Possible | StepOrder::StatedAgainstDates);
    let steps = path.orders.iter().zip(found.steps_of(path)).enumerate().filter(|(_, (order, _))| open(order));
    let (english, japanese): (Vec<String>, Vec<String>) = steps
        .map(|(place, (_, (from, to)))| {
            let (place, from, to) = (place + 1, &from.node.id, &to.node.id);
            (format!("step {place} ({from} to {to})"), format!("段階{place}（{from}から{to}）"))
        })
        .unzip();
    match english.is_empty() {
        true => (String::new(), String::new()),
        false => (format!(", at {}", and(&english)), format!("（{}）", japanese.join("、"))),
    }
}

/// Which paths an open date makes possible, and how late it would have to be.
fn open_date(one: &OpenDate) -> Phrase {
    let numbers: Vec<String> = one.paths.iter().take(NUMBERED).map(usize::to_string).collect();
    let (paths, paths_ja) = match one.paths.len() {
        1 => (format!("Path {} is", numbers[0]), format!("経路{}", numbers[0])),
        n if n > NUMBERED => {
            let more = n - NUMBERED;
            let shown = numbers.join(", ");
            (format!("Paths {shown} and {more} more are"), format!("経路{}ほか{more}本", numbers.join("・")))
        }
        _ => (format!("Paths {} are", and(&numbers)), format!("経路{}", numbers.join("・"))),
    };
    let (entity, not_before, after) = (&one.entity, one.not_before, one.after);
    Phrase::new(
        format!(
            "{paths} possible only while the date of {entity} is open: of it is known that it is not before {not_before}, and the \
             steps that lead there are of {after} or later."
        ),
        format!(
            "{paths_ja}が可能なのは{entity}の日付が定まらない間に限る：{not_before}より前でないことだけが分かり、そこに至る段階は{after}\
             以後である。"
        ),
    )
}

/// The most paths that a sentence numbers.
const NUMBERED: usize = 6;

/// What the word for its order does not say: how sure its steps are, and how they are dated.
fn doubts(path: &Path) -> Option<Phrase> {
    let all = path.ties.len();
    let parts = [
        (path.inferred, "is the coder's inference", "are the coder's inference", "コーダーの推論"),
        (path.planned, "is not reported as done", "are not reported as done", "実施が報告されていないもの"),
        (path.hedged, "is hedged by its source", "are hedged by their sources", "資料が留保するもの"),
        (
            path.attributed,
            "is attributed to somebody inside its source",
            "are attributed to somebody inside their sources",
            "資料の中の誰かに帰されるもの",
        ),
        (
            path.date_inherited,
            "has no date of its own and takes that of what it leads to",
            "have no date of their own and take that of what they lead to",
            "固有の日付がなく先の日付をとるもの",
        ),
    ];
    let parts: Vec<_> = parts.into_iter().filter(|(n, ..)| *n > 0).collect();
    let english: Vec<String> =
        parts.iter().map(|(n, one, more, _)| format!("{n} {}", if *n == 1 { one } else { more })).collect();
    let japanese: Vec<String> = parts.iter().map(|(n, .., what)| format!("{what}は{n}")).collect();
    (!parts.is_empty()).then(|| {
        Phrase::new(
            format!("Of its {}, {}.", count(all, "step"), english.join("; ")),
            format!("その{all}段階のうち、{}。", japanese.join("、")),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::influence::paths::{Listing, Options};
    use crate::result::Block;
    use crate::view::{Flow, FlowOptions};

    /// Five paths and more join the two; three are listed, and a page says so once.
    #[test]
    fn a_remark_is_said_once() {
        let folders = ["cyber-norms", "states"].map(|name| crate::dataset::builtin(name).unwrap()).to_vec();
        let graph = crate::graph::Graph::from(crate::dataset::load(folders, None).dataset.unwrap());
        let flow = Flow::of(&graph, &FlowOptions::default());
        let options = Options { listing: Listing::Best, cap: 3, ..Options::default() };
        let found = Paths::between(&flow, "unga-res-1998", "g7-lucca-declaration", &options).unwrap();
        let mut said = Vec::new();
        for block in paths(&found, &[]).blocks {
            match block {
                Block::List(items) => said.extend(items.into_iter().map(|item| item.english)),
                Block::Table { table, .. } => said.extend(table.method.notes.iter().map(ToString::to_string)),
                _ => {}
            }
        }
        assert_eq!(said.iter().filter(|one| one.contains(" paths listed")).count(), 2, "{said:?}");
        let once: std::collections::BTreeSet<&String> = said.iter().collect();
        assert_eq!(once.len(), said.len(), "{said:?}");
    }
}
