//! Who stands with whom, in words: first what can be said at all, then the groups.

use crate::align::agreement::{Agreement, ByWindow};
use crate::align::clusters::Clusters;
use crate::align::identifiability::{Identifiability, Statement, Verdict};
use crate::graph::Graph;
use crate::result::{Cell, CellKind, Column, ColumnRole, Document, Phrase, Subject, Table};
use crate::view::{By, Positions};

use super::report::Summary;
use super::{count, japanese, number};

/// What the data cannot carry, before any number; nothing when it carries all.
pub fn gate(page: &mut Document, said: &Identifiability) {
    let doubts: Vec<Phrase> =
        said.statements.iter().filter(|statement| statement.verdict != Verdict::Defined).map(carried).collect();
    if !doubts.is_empty() {
        page.prose(Phrase::new(
            "What this data cannot carry, or carries only in part:",
            "このデータからは言えないこと、または一部しか言えないこと：",
        ));
        page.list(doubts);
    }
}

/// Whether the data carry a method, and why, in a sentence.
fn carried(statement: &Statement) -> Phrase {
    let Statement { about, verdict, why } = statement;
    let mut letters = about.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    let (capital, japanese) = (first + letters.as_str(), japanese::about(about));
    match verdict {
        Verdict::Defined => Phrase::new(
            format!("The data carry {about}: {}.", why.english),
            format!("{japanese}はデータから求められる：{}。", why.japanese),
        ),
        Verdict::Partly => Phrase::new(
            format!("{capital}, only in part: {}.", why.english),
            format!("{japanese}について言えることは一部に限られる：{}。", why.japanese),
        ),
        Verdict::Undefined => Phrase::new(
            format!("{capital}, not at all: {}.", why.english),
            format!("{japanese}は定義できない：{}。", why.japanese),
        ),
    }
}

/// What a report says of it, under its three headings.
pub(super) fn summarize(positions: &Positions, found: &Clusters, said: &Identifiability, summary: &mut Summary) {
    let about = Phrase::new("Who stands with whom", "誰が誰と同調するか");
    if positions.actors.is_empty() {
        return summary.unknown.push(Phrase::new(
            "Who stands with whom: no position is recorded.",
            "誰が誰と同調するか：立場の記録がない。",
        ));
    }
    let (mut says, mut unknown) = (sentences(found), Vec::new());
    match found.found {
        Ok(_) => summary.says.push((about, says)),
        Err(_) => unknown.append(&mut says),
    }
    for statement in &said.statements {
        match statement.verdict {
            Verdict::Defined => summary.sure.push(carried(statement)),
            _ => unknown.push(carried(statement)),
        }
    }
    summary.unknown.append(&mut unknown);
}

/// The summary of a command without a question: what there is, what it carries, the groups.
pub fn summary(positions: &Positions, agreement: &Agreement, found: &Clusters) -> Document {
    let mut page = Document::new("Who stands with whom");
    let said = Identifiability::of(positions, agreement).with_methods(positions, agreement);
    if positions.actors.is_empty() {
        page.prose("No position is recorded.");
        return page;
    }
    page.prose(format!(
        "{} of kind {} {} a position on {}.",
        count(positions.actors.len(), "actor"),
        positions.actor_kinds.join(", "),
        if positions.actors.len() == 1 { "holds" } else { "hold" },
        count(positions.items.len(), "item"),
    ));
    page.table(said.table());
    page.table(said.counts());
    page.heading(2, "Groups");
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
            let mean = mean.map_or(Phrase::default(), |mean| {
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
    let aside: Vec<usize> =
        found.placements.iter().filter(|placement| placement.group.is_err()).map(|one| one.actor).collect();
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

/// Agreement window by window: where it was highest and lowest, every window, and the pairs that changed most.
pub fn in_windows(found: &ByWindow) -> Document {
    let mut page = Document::default();
    let mut means: Vec<(f64, &str)> =
        found.windows.iter().filter_map(|window| Some((window.mean().ok()?, window.period.name.as_str()))).collect();
    means.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(b.1)));
    let windows = count(found.windows.len(), if found.by == By::Kind { "kind" } else { "window" });
    let mut said = match found.windows.len() {
        0 => Vec::new(),
        _ => vec![format!("A pair is defined in {} of {windows}.", means.len())],
    };
    said.extend(super::outside(&found.method, found.windows.len(), found.by));
    if let [(low, least), .., (high, most)] = means.as_slice() {
        let (low, high) = (number(&Ok(*low)), number(&Ok(*high)));
        said.push(format!("Pairs agree most in {most} (mean {high}), least in {least} ({low})."));
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
    table.title = "The pairs that met on most items".to_owned();
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
    let cells: Vec<Cell> = (0..table.len()).map(|row| Cell::text(code(row))).collect();
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
    let mut things = Table::new("actors", found.method.clone())
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
    Subject::Matrix { things, pairs: agreement.table() }
}
