//! Where they meet, in words: of how many forums the lists are known, and which meet most.

use crate::overlap::forums::Forums;
use crate::result::{Cell, CellKind, Column, ColumnRole, Document, Subject, Table};
use crate::view::{Affiliations, Membership};

use super::report::Summary;
use super::{count, number};

/// The summary of a command without a question.
pub fn summary(view: &Affiliations, forums: &Forums) -> Document {
    let mut page = Document::new("Where they meet");
    page.list(sentences(view, forums));
    page.table(sizes(view, forums));
    page.long_table(meeting(forums), 30);
    page
}

/// What a report says of it, under its three headings.
pub(super) fn summarize(view: &Affiliations, forums: &Forums, summary: &mut Summary) {
    let mut sentences = sentences(view, forums);
    if view.arenas.is_empty() {
        return summary.unknown.extend(sentences.into_iter().map(|sentence| format!("Where they meet: {sentence}")));
    }
    if sentences.len() > 2 {
        summary.unknown.push(sentences.remove(1));
    }
    summary.says.push(("Where they meet".to_owned(), sentences));
}

/// How much of the lists is known, and which two forums certainly share most.
pub fn sentences(view: &Affiliations, forums: &Forums) -> Vec<String> {
    let complete: Vec<&str> =
        view.arenas.iter().filter(|arena| arena.complete).map(|arena| arena.node.name.as_str()).collect();
    let kinds = view.actor_kinds.join(", ");
    if view.arenas.is_empty() {
        return vec!["No affiliation is recorded.".to_owned()];
    }
    let placed = (0..view.actors.len())
        .filter(|&actor| (0..view.arenas.len()).any(|arena| view.cell(actor, arena) == Membership::In))
        .count();
    let mut sentences = vec![format!(
        "{placed} of {} of kind {kinds} are named in {}; {}.",
        count(view.actors.len(), "actor"),
        count(view.arenas.len(), "forum"),
        match complete.as_slice() {
            [] => "no list is complete".to_owned(),
            [one] => format!("one list is complete ({one})"),
            several => format!("{} lists are complete ({})", several.len(), several.join(", ")),
        },
    )];
    if complete.len() < view.arenas.len() {
        sentences.push(
            "Whoever is not named in an open list may or may not sit there, so overlaps are given as bounds, and of \
             the named."
                .to_owned(),
        );
    }
    let most = forums.pairs.iter().max_by_key(|(a, b, pair)| (pair.named.2, std::cmp::Reverse((*a, *b))));
    match most {
        Some((a, b, pair)) if pair.named.2 > 0 => sentences.push(format!(
            "{} and {} share most of the named: {}; their Jaccard overlap lies between {} and {}, over all {} of the data.",
            forums.arenas[a].node.name,
            forums.arenas[b].node.name,
            pair.named.2,
            number(&pair.jaccard.low),
            number(&pair.jaccard.high),
            count(view.actors.len(), "actor"),
        )),
        Some(_) => sentences.push("No two forums are known to share an actor.".to_owned()),
        None => sentences.push("Overlap is not defined: it takes two forums.".to_owned()),
    }
    sentences
}

/// One row a forum: how many are named, how many a source states, whether the list is complete.
pub fn sizes(view: &Affiliations, forums: &Forums) -> Table {
    let mut table = Table::new("forum-sizes", forums.method.clone())
        .titled("What is known of each list")
        .column("forum", CellKind::Text, ColumnRole::Id, "")
        .column("name", CellKind::Text, ColumnRole::Label, "")
        .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
        .column("named", CellKind::Integer, ColumnRole::Count, "actors")
        .column("stated_size", CellKind::Integer, ColumnRole::Value, "actors")
        .column("complete", CellKind::Boolean, ColumnRole::Attribute, "");
    for (arena, named) in view.arenas.iter().zip(&forums.named) {
        table.push([
            Cell::text(&arena.node.id),
            Cell::text(&arena.node.name),
            Cell::text(&arena.node.name_ja),
            Cell::count(*named),
            arena.stated_size.map_or(Cell::Empty, |size| Cell::Integer(i64::try_from(size).unwrap_or(i64::MAX))),
            Cell::Boolean(arena.complete),
        ]);
    }
    table
}

/// The pairs of forums of which somebody is named in both, the largest first.
pub fn meeting(forums: &Forums) -> Table {
    let table = forums.table();
    let mut shared: Vec<(usize, usize)> = forums
        .pairs
        .iter()
        .enumerate()
        .filter(|(_, (_, _, pair))| pair.named.2 > 0)
        .map(|(row, (_, _, pair))| (pair.named.2, row))
        .collect();
    shared.sort_by_key(|(shared, row)| (std::cmp::Reverse(*shared), *row));
    let rows: Vec<usize> = shared.into_iter().map(|(_, row)| row).collect();
    let mut kept = table.pick(&rows).without(&IN_FILES);
    kept.title = "Forums that are known to share an actor".to_owned();
    kept
}

/// Columns that a reader of a page can do without: they stand in the files.
const IN_FILES: [&str; 12] = [
    "forum_name",
    "other_name",
    "stated",
    "stated_other",
    "unknown_cells",
    "count",
    "count_low",
    "count_high",
    "count_of_named",
    "jaccard",
    "overlap",
    "overlap_of_named",
];

/// The matrix of forums; `None` when there are fewer than two.
pub fn matrix(view: &Affiliations, forums: &Forums) -> Option<Subject> {
    (view.arenas.len() > 1).then(|| {
        let mut pairs = forums.matrix();
        if pairs.len() <= TOLD {
            pairs.columns.push(behind(view, forums, &pairs));
        }
        Subject::Matrix { things: sizes(view, forums), pairs }
    })
}

/// Above this number of pairs, cells do not carry the claims behind them: `--why` tells them one by one.
const TOLD: usize = 400;

/// The claims that place somebody in either forum of each pair.
fn behind(view: &Affiliations, forums: &Forums, pairs: &Table) -> Column {
    let claims = |row: usize| -> Vec<String> {
        let why = forums.why(view, pairs.text(row, ColumnRole::Actor), pairs.text(row, ColumnRole::Other));
        let Ok(why) = why else { return Vec::new() };
        let cells = why.by_role(ColumnRole::Claims).map_or(&[][..], |column| column.cells.as_slice());
        let named = cells.iter().filter_map(|cell| if let Cell::List(ids) = cell { Some(ids) } else { None });
        named.flatten().cloned().collect::<std::collections::BTreeSet<_>>().into_iter().collect()
    };
    let cells = (0..pairs.len()).map(|row| Cell::List(claims(row))).collect();
    Column { name: "claims".to_owned(), kind: CellKind::List, role: ColumnRole::Claims, unit: "", cells }
}
