//! What is known of each list, who sits where, and which pairs meet, as tables.

use std::collections::{BTreeMap, BTreeSet};

use crate::overlap::Intersections;
use crate::overlap::backbone::Side;
use crate::overlap::forums::Forums;
use crate::result::{Cell, CellKind, CellRef, Column, ColumnRole, Subject, Table};
use crate::view::{Affiliations, ListState};

use super::methods;

/// One row a forum: how many are named, how many a source states, whether the list is complete.
pub fn sizes(view: &Affiliations, forums: &Forums) -> Table {
    let mut table = Table::new("forum-sizes", forums.method.clone())
        .titled("What is known of each list")
        .column("forum", CellKind::Text, ColumnRole::Id, "")
        .column("name", CellKind::Text, ColumnRole::Label, "")
        .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
        .column("named", CellKind::Integer, ColumnRole::Count, "actors")
        .column("stated_size", CellKind::Integer, ColumnRole::Value, "actors")
        .column("complete", CellKind::Boolean, ColumnRole::Attribute, "")
        .column("list", CellKind::Text, ColumnRole::Attribute, "");
    for (at, (arena, named)) in view.arenas.iter().zip(&forums.named).enumerate() {
        table.push([
            Cell::text(&arena.node.id),
            Cell::text(&arena.node.name),
            Cell::text(&arena.node.name_ja),
            Cell::count(*named),
            arena
                .stated_size
                .map_or(Cell::Empty, |size| Cell::Integer(i64::try_from(size.count()).unwrap_or(i64::MAX))),
            Cell::Boolean(view.is_settled(at)),
            Cell::text(view.list(at).word()),
        ]);
    }
    table
}

/// Who sits where by which claims, and of whom claims leave it unknown, and why: a row an actor and forum.
pub fn memberships(view: &Affiliations, forums: &Forums) -> Table {
    let mut table = Table::new("memberships", forums.method.clone())
        .titled("Who sits where")
        .column("actor", CellKind::Text, ColumnRole::Actor, "")
        .column("forum", CellKind::Text, ColumnRole::Other, "")
        .column("sits", CellKind::Text, ColumnRole::Status, "")
        .column("claims", CellKind::List, ColumnRole::Claims, "");
    let named = view.claims.iter().map(|(cell, claims)| (*cell, ("in".to_owned(), claims)));
    let doubted = view.doubted.iter();
    let doubted = doubted.map(|(cell, (doubt, claims))| (*cell, (format!("unknown: {}", doubt.word()), claims)));
    let rows: BTreeMap<(usize, usize), (String, &Vec<String>)> = named.chain(doubted).collect();
    for ((actor, arena), (sits, claims)) in rows {
        table.push([
            Cell::text(&view.actors[actor].id),
            Cell::text(&view.arenas[arena].node.id),
            Cell::text(sits),
            Cell::List(claims.clone()),
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
    let mut kept = table.pick(&rows).without(&IN_FILES).without(&["cosine", "bonacich_of_named"]);
    kept.title = match (forums.options.of, methods::meeting_in(forums).0) {
        (Side::Forums, "text") => "Texts that are known to share an actor",
        (Side::Forums, "forum or text") => "Forums or texts that are known to share an actor",
        (Side::Forums, _) => "Forums that are known to share an actor",
        (Side::Actors, "text") => "Actors that are known to share a text",
        (Side::Actors, "forum or text") => "Actors that are known to share a forum or text",
        (Side::Actors, _) => "Actors that are known to share a forum",
    }
    .into();
    kept
}

/// Columns that a reader of a page can do without: they stand in the files.
pub(super) const IN_FILES: [&str; 19] = [
    "forum_name",
    "actor_name",
    "other_name",
    "cosine_low",
    "cosine_high",
    "cosine_of_named",
    "bonacich",
    "bonacich_low",
    "bonacich_high",
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

/// Who sits in which combination, as a page shows it: those in none are told in words, where a file has an empty list.
pub fn combinations(found: &Intersections) -> Table {
    let mut table = found.table();
    for column in table.columns.iter_mut().filter(|column| column.role == ColumnRole::Sets) {
        column.cells.change(|cell| {
            if *cell == Cell::List(Vec::new()) {
                *cell = Cell::List(vec!["in none of them".to_owned()]);
            }
        });
    }
    table
}

/// The matrix of forums or actors; `None` when there are fewer than two.
pub fn matrix(view: &Affiliations, forums: &Forums) -> Option<Subject> {
    let mut things = match forums.options.of {
        Side::Forums => sizes(view, forums),
        Side::Actors => forums.graph().nodes,
    };
    things.columns.push(at_least(forums));
    (forums.things.len() > 1).then(|| {
        let mut pairs = forums.matrix();
        if pairs.len() <= TOLD {
            pairs.columns.push(behind(view, forums, &pairs));
        }
        Subject::Matrix { things, pairs }
    })
}

/// Of what more may belong to each thing than is named: a lower bound of its size.
fn at_least(forums: &Forums) -> Column {
    let bound = |(list, named): (&ListState, &usize)| match list {
        ListState::Complete => Cell::Empty,
        ListState::Open | ListState::Unsettled => Cell::count(*named),
    };
    let cells = forums.lists.iter().zip(&forums.named).map(bound).collect();
    Column { name: "at_least".to_owned(), kind: CellKind::Integer, role: ColumnRole::Low, unit: "", cells }
}

/// Above this number of pairs, cells do not carry the claims behind them: `--why` tells them one by one.
const TOLD: usize = 400;

/// The claims that place somebody in either thing of each pair.
fn behind(view: &Affiliations, forums: &Forums, pairs: &Table) -> Column {
    let claims = |row: usize| -> Vec<String> {
        let why = forums.why(view, pairs.text(row, ColumnRole::Actor), pairs.text(row, ColumnRole::Other));
        let Ok(why) = why else { return Vec::new() };
        let cells = why.by_role(ColumnRole::Claims).into_iter().flat_map(|column| column.cells.iter());
        let named = cells.filter_map(|cell| if let CellRef::List(ids) = cell { Some(ids) } else { None });
        named.flatten().cloned().collect::<BTreeSet<_>>().into_iter().collect()
    };
    let cells = (0..pairs.len()).map(|row| Cell::List(claims(row))).collect();
    Column { name: "claims".to_owned(), kind: CellKind::List, role: ColumnRole::Claims, unit: "", cells }
}
