//! A decision: every tally beside the counts of the record, so that what nobody names is seen.

use super::entity::fact;
use crate::graph::Graph;
use crate::model::decision::Bound;
use crate::model::{Day, Decision, Measure, Tally};
use crate::result::{Cell, CellKind, ColumnRole, Document, Language, Method, Phrase, Saying, Table, Undefined};

/// The tallies of a decision beside the actors that the record names.
///
/// One row a count of a source: how many it counts, how many the record names, how many stay unnamed. The last rows
/// give what no class accounts for: eligible or present less all that is counted at the same time.
///
/// # Undefined
/// `unnamed` has no value for eligible and present, whose members are no position, and for counts that are a bound.
pub fn tallies(graph: &Graph, decision: &Decision) -> Table {
    let dataset = graph.dataset();
    let name = dataset
        .entity(&decision.id)
        .map_or_else(|| decision.id.as_str().into(), |entity| Phrase::name(&entity.name, &entity.name_ja));
    let mut table = Table::new("tallies", Method::new("tallies beside the record", ""))
        .titled(Saying::of("Tallies of {}", [name]))
        .column("measure", CellKind::Text, ColumnRole::Position, "")
        .column("count", CellKind::Integer, ColumnRole::Value, "actors")
        .column("bound", CellKind::Text, ColumnRole::Attribute, "")
        .column("as_of", CellKind::Text, ColumnRole::Begin, "")
        .column("named", CellKind::Integer, ColumnRole::Count, "actors")
        .column("unnamed", CellKind::Integer, ColumnRole::Attribute, "actors")
        .column("evidence", CellKind::Text, ColumnRole::Evidence, "");
    let of_decision: Vec<_> = dataset.tallies.iter().filter(|tally| tally.decision == decision.id).collect();
    for tally in &of_decision {
        let named = tally
            .measure
            .position()
            .map(|position| dataset.named(&decision.id, position, tally.holds_until(decision)).len());
        let unnamed = match (named, tally.bound) {
            (None, _) => Cell::Undefined(Undefined::because("being eligible or present is no position")),
            (Some(_), Bound::AtLeast | Bound::About) => {
                Cell::Undefined(Undefined::because("the count is no exact one"))
            }
            (Some(named), _) => Cell::Integer(i64::try_from(tally.value).unwrap_or(i64::MAX) - named as i64),
        };
        table.push([
            Cell::text(tally.measure.word()),
            Cell::Integer(i64::try_from(tally.value).unwrap_or(i64::MAX)),
            Cell::text(tally.bound.word()),
            Cell::text(tally.as_of.as_ref().map(|date| date.text()).unwrap_or_default()),
            named.map_or(Cell::Empty, Cell::count),
            unnamed,
            Cell::text(tally.evidence.to_string()),
        ]);
    }
    // Positions that the record names and no source counts.
    for position in decision.procedure.positions() {
        let named = dataset.named(&decision.id, *position, None).len();
        if named > 0 && !of_decision.iter().any(|tally| tally.measure.position() == Some(*position)) {
            table.push([
                Cell::text(position.word()),
                Cell::Undefined(Undefined::because("no source counts them")),
                Cell::Empty,
                Cell::Empty,
                Cell::count(named),
                Cell::Undefined(Undefined::because("no source counts them")),
                Cell::Empty,
            ]);
        }
    }
    table.method = table.method.clone().counting("counts", of_decision.len());
    table
}

/// The day for which the split of a decision is drawn: that of its first counts.
pub fn day(graph: &Graph, decision: &Decision) -> Option<Day> {
    let counts = graph.dataset().first_counts(decision);
    let first = counts.iter().min_by_key(|(tally, _)| tally.as_of.as_ref().map(|date| date.span().earliest));
    first.and_then(|(_, day)| *day)
}

/// The first exact count of each position.
pub fn classes(graph: &Graph, decision: &Decision) -> Vec<(Measure, u64)> {
    let counts = graph.dataset().first_counts(decision);
    counts.into_iter().map(|(tally, _)| (tally.measure, tally.value)).collect()
}

fn exact<'a>(graph: &'a Graph, decision: &Decision) -> impl Iterator<Item = &'a Tally> {
    let id = decision.id.clone();
    graph.dataset().tallies.iter().filter(move |tally| tally.decision == id && tally.bound == Bound::Exact)
}

/// The counts of those eligible or present.
fn wholes<'a>(graph: &'a Graph, decision: &Decision) -> impl Iterator<Item = &'a Tally> {
    exact(graph, decision).filter(|tally| matches!(tally.measure, Measure::Eligible | Measure::Present))
}

/// How many of those eligible or present no counted class accounts for, and that in words; empty when it cannot be said.
/// Where classes exceed the whole, there is no number.
pub fn wholes_said(graph: &Graph, decision: &Decision) -> Vec<(Option<u64>, Phrase)> {
    let classes = classes(graph, decision);
    let sum: u64 = classes.iter().map(|(_, value)| value).sum();
    let list: Vec<String> = classes.iter().map(|(measure, value)| format!("{value} {measure}")).collect();
    let list_ja: Vec<String> =
        classes.iter().map(|(measure, value)| format!("{}{value}", measure.japanese())).collect();
    let (list, list_ja) = (list.join(", "), list_ja.join("、"));
    let said = |tally: &Tally| {
        let (whole, what) = (tally.value, tally.measure);
        let japanese = what.japanese();
        let rest = whole.checked_sub(sum);
        let said = match rest {
            Some(rest) => Phrase::new(
                format!("{whole} {what}: {list}, {rest} unaccounted for"),
                format!("{japanese}{whole}：{list_ja}、内訳不明{rest}"),
            ),
            None => Phrase::new(
                format!("{whole} {what}, but {list} together: {sum}"),
                format!("{japanese}{whole}に対し、{list_ja}の合計は{sum}"),
            ),
        };
        (rest, said)
    };
    let mut sentences: Vec<(Option<u64>, Phrase)> =
        wholes(graph, decision).filter(|_| !classes.is_empty()).map(said).collect();
    sentences.dedup();
    sentences
}

/// The same in words alone.
pub fn unaccounted(graph: &Graph, decision: &Decision) -> Vec<Phrase> {
    wholes_said(graph, decision).into_iter().map(|(_, said)| said).collect()
}

/// How many of the largest whole that a source counts no class accounts for; `None` when it cannot be said.
pub fn rest(graph: &Graph, decision: &Decision) -> Option<u64> {
    let classes = classes(graph, decision);
    let whole = wholes(graph, decision).map(|tally| tally.value).max().filter(|_| !classes.is_empty())?;
    whole.checked_sub(classes.iter().map(|(_, value)| value).sum())
}

/// The section of a decision in the page of an entity.
pub(super) fn section(graph: &Graph, decision: &Decision, page: &mut Document, language: Language) {
    let dataset = graph.dataset();
    let name = dataset.entity(&decision.id).map_or(decision.id.clone(), |e| language.choose(&e.name, &e.name_ja));
    let id = &decision.id;
    page.heading(2, Phrase::new(format!("Decision: {name} ({id})"), format!("決定：{name} ({id})")));
    let (word, japanese) = (decision.procedure.word(), decision.procedure.japanese());
    let mut facts = vec![Phrase::new(format!("procedure: {word}"), format!("手続：{japanese}"))];
    for (label, japanese, text) in [
        ("forum", "フォーラム", decision.forum.as_str()),
        ("document", "文書", decision.document.as_str()),
        ("date", "日付", decision.date.as_ref().map_or("", |date| date.text())),
        ("rule", "規則", decision.rule.as_str()),
        ("series", "系列", decision.series.as_str()),
    ] {
        if !text.is_empty() {
            facts.push(fact(label, japanese, text));
        }
    }
    facts.extend(unaccounted(graph, decision));
    page.list(facts);
    let tallies = tallies(graph, decision);
    if !tallies.is_empty() {
        page.table(tallies);
    }
    let called = |ids: &[&str]| -> String {
        let entities = ids.iter().filter_map(|id| dataset.entity(id));
        let names = entities.map(|entity| language.choose(&entity.name, &entity.name_ja)).collect::<Vec<_>>();
        names.join(if language == Language::Japanese { "、" } else { ", " })
    };
    let day = decision.date.as_ref().map(|date| date.span().latest);
    let mut holders = Vec::new();
    for position in decision.procedure.positions() {
        // Who came later is named apart: the counts of the day are without them.
        let then = dataset.named(&decision.id, *position, day);
        let all = dataset.named(&decision.id, *position, None);
        let later: Vec<&str> = all.difference(&then).copied().collect();
        let then: Vec<&str> = then.into_iter().collect();
        if !then.is_empty() {
            let (n, names, japanese) = (then.len(), called(&then), position.japanese());
            holders.push(Phrase::new(format!("{position} ({n}): {names}"), format!("{japanese}（{n}）：{names}")));
        }
        if !later.is_empty() {
            let (n, names, japanese) = (later.len(), called(&later), position.japanese());
            let said = format!("後日の{japanese}（{n}）：{names}");
            holders.push(Phrase::new(format!("{position} later ({n}): {names}"), said));
        }
    }
    page.list(holders);
}
