//! Who stands with whom, in words: first what can be said at all, then the groups.

mod gate;

use std::cmp::Ordering;

use crate::align::agreement::{Agreement, ByWindow, Measure};
use crate::align::clusters::{Clusters, Placement};
use crate::align::identifiability::{Identifiability, Verdict};
use crate::graph::Graph;
use crate::result::{Cell, CellKind, Column, ColumnRole, Document, Phrase, RowByRow as _, Subject, Table};
use crate::view::{By, GroupsBy, Positions};

use gate::carried;
pub(super) use gate::reasons;
pub use gate::{cohesion_gate, gate, no_named_group};

use super::report::Summary;
use super::{are_ja, count, japanese, number};

/// What a report says of it, under its three headings.
pub(super) fn summarize(positions: &Positions, found: &Clusters, said: &Identifiability, summary: &mut Summary) {
    let about = Phrase::new("Who stands with whom", "誰が誰と同調するか");
    if let (true, [none, ..]) = (positions.actors.is_empty(), said.statements.as_slice()) {
        return summary.unknown.push(Phrase::new(
            format!("{}: {}.", about.english, none.why.english),
            format!("{}：{}。", about.japanese, none.why.japanese),
        ));
    }
    let says = sentences(found);
    let verdict = |about| said.statements.iter().find(|one| one.about == about).map(|one| one.verdict);
    // Where no agreement is defined, why there are no groups is the reason of the agreement, and is said once.
    let once = verdict("agreement") != Some(Verdict::Undefined);
    match found.found {
        Ok(_) => summary.says.push((about, says)),
        Err(_) if once => summary.unknown.extend(says),
        Err(_) => {}
    }
    let none = found.found.is_err();
    for statement in &said.statements {
        match (statement.about, statement.verdict) {
            // Intervals of groups that do not exist are no gain, and whatever the groups lack has been said.
            ("intervals over families", _) if none => {}
            // What cannot be resampled is said of the groups themselves.
            ("intervals over families", _) if said.few_families() && matches!(found.resampled, Some(Err(_))) => {}
            ("clusters", Verdict::Undefined) if none && once => {}
            (_, Verdict::Defined) => summary.sure.push(carried(statement)),
            _ => summary.unknown.push(carried(statement)),
        }
    }
    let families = said.statements.iter().find(|one| one.about == "intervals over families" && said.few_families());
    summary.sure.extend(firm(found, families.map(|one| &one.why)));
}

/// How firmly the groups stand: over the runs of the search, and over resampled items.
fn firm(found: &Clusters, families: Option<&Phrase>) -> Option<Phrase> {
    let groups = found.found.as_ref().ok()?;
    let alike = |(mean, low, high): (f64, f64, f64)| {
        let [mean, low, high] = [mean, low, high].map(|value| number(&Ok(value)));
        Phrase::new(
            format!(
                "adjusted mutual information with these, 1 where they are the same: mean {mean}, middle 95 % {low} to {high}"
            ),
            format!("ここに示す集団との調整相互情報量（同じなら1）は平均{mean}、中央95 %で{low}から{high}"),
        )
    };
    let runs = match &found.runs {
        Some(runs) => match runs.likeness {
            Some((_, low, _)) if low >= 1.0 => Phrase::new(
                format!("The groups are the same in each of {} runs of the search", runs.partitions),
                format!("集団は探索{}回のすべてで同じである", runs.partitions),
            ),
            Some(likeness) => {
                let alike = alike(likeness);
                Phrase::new(
                    format!("The groups differ over {} runs of the search ({})", runs.partitions, alike.english),
                    format!("集団は探索{}回の間で異なる（{}）", runs.partitions, alike.japanese),
                )
            }
            None => return None,
        },
        None => Phrase::new("The groups are those of one run", "集団は一回の探索による"),
    };
    let items = match &found.resampled {
        None => Phrase::new("items were not resampled", "案件の再抽出は行っていない"),
        Some(Err(why)) => {
            let reason = || Phrase::new(why.reason(), japanese::reason(why));
            let why = families.cloned().unwrap_or_else(reason);
            Phrase::new(
                format!("how far they hang on single items is not known: {}", why.english),
                format!("個々の案件にどれほど左右されるかは分からない：{}", why.japanese),
            )
        }
        Some(Ok(spread)) => {
            let loose = spread.stability.iter().filter(|share| **share < FIRM).count();
            let of = groups.iter().map(|(_, members)| members.len()).sum();
            let alike = spread.likeness.map(alike).unwrap_or_default();
            Phrase::new(
                format!(
                    "over {} resamples of families of items, {} in less than {FIRM} of cases with the others of the group \
                     ({})",
                    spread.partitions,
                    match loose {
                        0 => format!("none of {} stands", count(of, "actor")),
                        1 => format!("1 of {} stands", count(of, "actor")),
                        _ => format!("{loose} of {} stand", count(of, "actor")),
                    },
                    alike.english,
                ),
                format!(
                    "案件の系列を{}回再抽出すると、同じ集団の他の主体と共にある割合が{FIRM}に満たない主体は{of}のうち{}（{}）",
                    spread.partitions,
                    are_ja(loose, of, ""),
                    alike.japanese,
                ),
            )
        }
    };
    Some(Phrase::new(
        format!("{}; {}.", runs.english, items.english),
        format!("{}。{}。", runs.japanese, items.japanese),
    ))
}

/// Below this share of resamples with the others of its group, an actor does not stand firm.
const FIRM: f64 = 0.9;

/// The summary of a command without a question: what there is, what it carries, the groups.
pub fn summary(positions: &Positions, agreement: &Agreement, found: &Clusters) -> Document {
    let mut page = Document::new(Phrase::new("Who stands with whom", "誰が誰と同調するか"));
    let said = Identifiability::of_groups_by(positions, agreement, found.options.approach);
    if positions.actors.is_empty() {
        gate(&mut page, &said);
        return page;
    }
    let (actors, items) = (positions.actors.len(), positions.items.len());
    let kinds = japanese::kinds(&positions.actor_kinds);
    page.prose(Phrase::new(
        format!(
            "{} of kind {} {} a position on {}.",
            count(actors, "actor"),
            kinds.english,
            if actors == 1 { "holds" } else { "hold" },
            count(items, "item"),
        ),
        format!("主体{actors}（種類：{}）が案件{items}について立場を示している。", kinds.japanese),
    ));
    let said = said.with_methods(positions, agreement);
    page.labels.extend(reasons(&said));
    page.table(said.table());
    page.table(said.counts());
    page.heading(2, Phrase::new("Groups", "集団"));
    clusters(&mut page, found);
    page
}

/// The groups, those set aside, and what sources claim beside them.
pub fn clusters(page: &mut Document, found: &Clusters) {
    page.list(sentences(found));
    if found.found.is_ok() {
        page.long_table(found.table(), 40);
    }
    if !found.claimed_dyads.is_empty() {
        page.table(found.claimed());
    }
}

/// One sentence a group, and one on who is set aside; or why there are none.
pub fn sentences(found: &Clusters) -> Vec<Phrase> {
    let groups = match &found.found {
        Err(undefined) => {
            return vec![Phrase::new(
                format!("No groups can be told apart: {}.", undefined.reason()),
                format!("集団は区別できない：{}。", japanese::reason(undefined)),
            )];
        }
        Ok(groups) => groups,
    };
    let names = |actors: &[usize], most: usize| {
        let all: Vec<Phrase> = actors.iter().map(|&actor| japanese::node(&found.agreement.actors[actor])).collect();
        japanese::names(&all, most)
    };
    let mut sentences: Vec<Phrase> = groups
        .iter()
        .map(|(group, members)| {
            let within: Vec<f64> = found
                .placements
                .iter()
                .filter(|placement| members.contains(&placement.actor))
                .filter_map(|placement| placement.within.clone().ok())
                .collect();
            let mean = (!within.is_empty()).then(|| within.iter().sum::<f64>() / within.len() as f64);
            let unknown = match members.len() {
                1 => Phrase::default(),
                _ => Phrase::new("; none of its pairs is defined", "、集団内に値の定まる組はない"),
            };
            let mean = mean.map_or(unknown, |mean| {
                let mean = number(&Ok(mean));
                Phrase::new(format!("; mean agreement within {mean}"), format!("、集団内の平均同調度{mean}"))
            });
            let names = names(members, 12);
            Phrase::new(
                format!("{group} ({}{}): {}.", count(members.len(), "actor"), mean.english, names.english),
                format!("集団{group}（主体{}{}）：{}。", members.len(), mean.japanese, names.japanese),
            )
        })
        .collect();
    if let (Ok(_), Some((mean, low, _))) = (found.dendrogram(), found.runs.as_ref().and_then(|runs| runs.likeness))
        && low < 1.0
    {
        let mean = number(&Ok(mean));
        sentences.push(Phrase::new(
            format!(
                "Joins of the tree are tied, so that other orders of the actors end in other groups; shown are those most \
                 like all of them (adjusted mutual information with these: mean {mean})."
            ),
            format!(
                "樹形には同距離の結合があり、主体の並び順によって集団が変わる。示したのは全体の結果に最も近いもの（これとの調整相互情報量は平均{mean}）。"
            ),
        ));
    }
    let explained = |actor: &usize| found.signless.contains(actor) || found.constant.contains(actor);
    let aside = found.placements.iter().filter(|placement| placement.group.is_err()).map(|one| one.actor);
    let aside: Vec<usize> = aside.filter(|actor| !explained(actor)).collect();
    let explained = [
        (
            &found.constant,
            "because chance explains all of their agreement",
            "一つの立場しかとらず、すべての一致が偶然で説明されるため",
        ),
        (
            &found.signless,
            "because none of their pairs has a sign and any camp fits",
            "符号のある組がなくどの陣営にも合うため",
        ),
    ];
    for (actors, why, why_ja) in explained.into_iter().filter(|(actors, ..)| !actors.is_empty()) {
        let names = names(actors, 8);
        let verb = if actors.len() == 1 { "is" } else { "are" };
        sentences.push(Phrase::new(
            format!("Set aside, {why}: {} {verb} in no group ({}).", count(actors.len(), "actor"), names.english),
            format!("{why_ja}、主体{}はどの集団にも入れていない（{}）。", actors.len(), names.japanese),
        ));
    }
    if !aside.is_empty() {
        let names = names(&aside, 8);
        let verb = if aside.len() == 1 { "is" } else { "are" };
        sentences.push(Phrase::new(
            format!(
                "Set aside, because too few of their pairs are defined: {} {verb} in no group ({}).",
                count(aside.len(), "actor"),
                names.english
            ),
            format!("値の定まる組が少ないため、主体{}はどの集団にも入れていない（{}）。", aside.len(), names.japanese),
        ));
    }
    sentences
}

/// What holds an actor in its group: of whoever agrees more with another one it is said that size decided.
pub fn held(found: &Clusters, actor: &str, table: Table) -> Document {
    let mut page = Document::default();
    let placement = found.placements.iter().find(|one| found.agreement.actors[one.actor].id == actor);
    if let Some(Placement { actor, group: Ok(own), within: Ok(within), nearest: Ok((next, nearest)), .. }) = placement
        && nearest > within
    {
        let name = japanese::node(&found.agreement.actors[*actor]);
        let members = found.found.iter().flatten().find(|(group, _)| group == own).map_or(0, |(_, all)| all.len());
        let [within, nearest] = [within, nearest].map(|value| number(&Ok(*value)));
        page.prose(Phrase::new(
            format!(
                "On average {} agrees more with {next} ({nearest}) than with {own} ({within}), its own: {own} has {}, and what \
                 is sought counts the sum over them.",
                name.english,
                count(members, "actor")
            ),
            format!(
                "{}の平均は自集団{own}（{within}）より{next}（{nearest}）の方が高い：{own}の主体は{members}で、探索は合計を見る。",
                name.japanese
            ),
        ));
    }
    if found.agreement.options.measure.corrects() {
        page.prose(Phrase::new(
            "The credits below are linear and not corrected for chance, unlike the numbers that the groups rest on.",
            "以下の点は線形で、集団の基となる値と違い偶然を除いていない。",
        ));
    }
    page.table(table);
    page
}

/// How groups split on an item.
pub fn split(table: Table, by: GroupsBy) -> Document {
    let mut page = Document::default();
    if table.is_empty() {
        page.prose(no_named_group(by, "here", "ここで"));
    }
    page.table(table);
    page
}

/// The first pairs, without bounds where the data support none: the method says why, and files keep the columns.
pub fn pairs(agreement: &Agreement, shown: usize) -> Table {
    let table = agreement.first(shown);
    if matches!(agreement.intervals, Some(Err(_))) { table.without(&["low", "high"]) } else { table }
}

/// That there are more pairs than a page shows, and where all of them are.
pub fn more_pairs(more: usize) -> Phrase {
    Phrase::new(
        format!("... and {}: --table FILE or --format csv gives all.", count(more, "more pair")),
        format!("ほか{more}組（--table ファイルまたは --format csv ですべて得られる）。"),
    )
}

/// Which pairs stand furthest apart and nearest, before a table in the order of names.
pub fn ends(agreement: &Agreement) -> Vec<Phrase> {
    const SHOWN: usize = 5;
    let mut low: Vec<(f64, usize, usize)> = Vec::new();
    let (mut high, mut alike, mut defined) = (f64::NEG_INFINITY, 0_usize, 0_usize);
    for (a, b, value) in agreement.defined() {
        defined += 1;
        match value.total_cmp(&high) {
            Ordering::Greater => (high, alike) = (value, 1),
            Ordering::Equal => alike += 1,
            Ordering::Less => {}
        }
        let at = low.partition_point(|kept| kept.0 <= value);
        if at < SHOWN {
            low.insert(at, (value, a, b));
            low.truncate(SHOWN);
        }
    }
    // A few pairs are read from the table itself.
    if defined <= SHOWN {
        return Vec::new();
    }
    if alike == defined {
        let value = number(&Ok(high));
        return vec![Phrase::new(
            format!("All {defined} defined pairs have {value}."),
            format!("値の定まる{defined}組はすべて{value}。"),
        )];
    }
    // Whoever is nearest is not among the furthest too, and of more that are as far as the last shown the number is told.
    low.retain(|kept| kept.0 < high);
    let last = low.last().map_or(high, |kept| kept.0);
    let shown = low.iter().filter(|kept| kept.0 == last).count();
    let more = agreement.defined().filter(|(.., value)| *value == last).count() - shown;
    let pair = |&(value, a, b): &(f64, usize, usize)| {
        let [a, b] = [a, b].map(|actor| japanese::node(&agreement.actors[actor]));
        let value = number(&Ok(value));
        Phrase::new(
            format!("{} and {} ({value})", a.english, b.english),
            format!("{}と{}（{value}）", a.japanese, b.japanese),
        )
    };
    let lowest: Vec<Phrase> = low.iter().map(pair).collect();
    let (english, japanese): (Vec<_>, Vec<_>) =
        lowest.iter().map(|one| (one.english.as_str(), one.japanese.as_str())).unzip();
    let apart = agreement.options.measure == Measure::Conflict;
    let (more, more_ja) = match more {
        0 => (String::new(), String::new()),
        more => (format!(" and {} with {}", count(more, "more pair"), number(&Ok(last))), format!("、ほか{more}組")),
    };
    let (first, last) = if apart { ("Lowest", "highest") } else { ("Furthest apart", "nearest") };
    vec![Phrase::new(
        format!("{first}: {}{more}; {last}: {} with {}.", english.join(", "), count(alike, "pair"), number(&Ok(high))),
        format!("値の小さい組：{}{more_ja}。最大値{}の組：{alike}。", japanese.join("、"), number(&Ok(high))),
    )]
}

/// Agreement window by window: where it was highest and lowest, every window, and the pairs that changed most.
pub fn in_windows(found: &ByWindow) -> Document {
    let mut page = Document::default();
    let mut means: Vec<(f64, &str)> =
        found.windows.iter().filter_map(|window| Some((window.mean().ok()?, window.period.name.as_str()))).collect();
    means.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(b.1)));
    let all = found.windows.len();
    let windows = count(all, if found.by == By::Kind { "kind" } else { "window" });
    let windows_ja = if found.by == By::Kind { "種類" } else { "期間" };
    let mut said = match all {
        0 => Vec::new(),
        _ => vec![Phrase::new(
            format!("A pair is defined in {} of {windows}.", means.len()),
            format!("値の定まる組があるのは{all}の{windows_ja}のうち{}。", means.len()),
        )],
    };
    said.extend(super::outside(&found.method, all, found.by));
    if let [(low, least), .., (high, most)] = means.as_slice() {
        let (low, high) = (number(&Ok(*low)), number(&Ok(*high)));
        let [first, last] = [most, least].map(|name| japanese::terms().get(name).copied().unwrap_or(name));
        said.push(Phrase::new(
            format!("Pairs agree most in {most} (mean {high}), least in {least} ({low})."),
            format!("組の値が最も高いのは{first}（平均{high}）、最も低いのは{last}（{low}）。"),
        ));
    }
    page.list(said);
    page.long_table(found.summary(), 80);
    page.long_table(found.changes(), 20);
    page
}

/// The pairs that met on most items, defined or not: the ones that come nearest to an answer.
pub fn best_known(agreement: &Agreement, most: usize) -> Table {
    let mut rows: Vec<(u32, usize)> =
        agreement.joint.iter().enumerate().map(|(row, (_, _, joint))| (joint.items, row)).collect();
    rows.sort_by_key(|(items, row)| (std::cmp::Reverse(*items), *row));
    let rows: Vec<usize> = rows.into_iter().filter(|(items, _)| *items > 0).map(|(_, row)| row).take(most).collect();
    let mut table = agreement.table().pick(&rows);
    table.title = "The pairs that met on most items, of equal ones the first by id".into();
    table
}

/// A drawing of actors with their short codes, for where their names find no room.
pub fn coded(mut subject: Subject, graph: &Graph) -> Subject {
    let table = match &mut subject {
        Subject::Dots(table) | Subject::Plane { points: table, .. } => table,
        Subject::Network(graph) => &mut graph.nodes,
        _ => return subject,
    };
    let role = if table.by_role(ColumnRole::Id).is_some() { ColumnRole::Id } else { ColumnRole::Actor };
    let code = |row| graph.dataset().entity(table.text(row, role)).map_or(String::new(), |actor| actor.iso3.clone());
    let cells = (0..table.len()).map(|row| Cell::text(code(row))).collect();
    if table.by_role(ColumnRole::Code).is_none() {
        table.columns.push(Column {
            name: "code".to_owned(),
            kind: CellKind::Text,
            role: ColumnRole::Code,
            unit: "",
            cells,
        });
    }
    subject
}

/// The agreement of all pairs as a matrix, in the order that shows the groups best.
pub fn matrix(found: &Clusters) -> Subject {
    let agreement = &found.agreement;
    let mut method = found.method.clone();
    if let Err(none) = &found.found {
        method = method.noting(format!("no groups: {}", none.reason()));
    }
    let mut things = Table::new("actors", method)
        .column("id", CellKind::Text, ColumnRole::Id, "")
        .column("name", CellKind::Text, ColumnRole::Label, "")
        .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
        .column("group", CellKind::Text, ColumnRole::Group, "")
        .column("order", CellKind::Integer, ColumnRole::Order, "")
        .column("distance", CellKind::Number, ColumnRole::Offset, "distance");
    let groups = found.groups();
    let heights = found.heights();
    for (order, actor) in found.order().into_iter().enumerate() {
        let actor = &agreement.actors[actor];
        things.push([
            Cell::text(&actor.id),
            Cell::text(&actor.name),
            Cell::text(&actor.name_ja),
            groups.of(&actor.id).map_or(Cell::Empty, Cell::text),
            Cell::count(order),
            heights[order].map_or(Cell::Empty, Cell::Number),
        ]);
    }
    // The figure shows the number alone: what is to be said of other columns is not its own.
    let pairs = Table { method: agreement.method.clone(), ..agreement.table() };
    Subject::Matrix { things, pairs }
}

#[cfg(test)]
#[path = "align_tests.rs"]
mod tests;
