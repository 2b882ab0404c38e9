//! Pairs of actors and bodies: a list with a row a pair, or a matrix with a row an actor and a column a body.

use std::collections::BTreeSet;

use crate::dataset::{self, Faults, Folder};
use crate::model::{Date, TimeKind};

use super::assembly::{Assembly, slug};
use super::grid::Grid;
use super::{Foreign, Options};

pub(super) fn read(files: &[Foreign], options: &Options, faults: &mut Faults) -> Option<Folder> {
    let mut assembly = Assembly::new(&options.name, "Imported two-mode network");
    let kind = if options.kind.is_empty() { "actor" } else { &options.kind };
    let relation = if options.relation.is_empty() { "member_of" } else { &options.relation };
    // What is signed or sponsored is a text.
    let schema = dataset::schema();
    let of_texts = schema.relation(relation).is_some_and(|found| found.modes().any(|mode| mode.role().is_some()));
    let body = if of_texts { "document" } else { "forum" };
    assembly.expects(
        "0, 1 or nothing in each cell of a matrix",
        "a list names its column of bodies: --columns forum=COLUMN",
    );
    let mut last = None;
    for file in files {
        let Some(grid) = Grid::open(file, faults) else { continue };
        let source = assembly.source(file);
        let place = |name: &str, at: usize, faults: &mut Faults| {
            if name.is_empty() { Some(at) } else { grid.column(name, faults) }
        };
        let (Some(actor_at), Some(forum_at)) =
            (place(&options.columns.actor, 0, faults), place(&options.columns.forum, 1, faults))
        else {
            continue;
        };
        let matrix = options.columns.forum.is_empty() && is_matrix(&grid, actor_at);
        // From when to when, where the table says so; what is no date, or the end of an event, stays in the note.
        let event = schema.relation(relation).is_some_and(|found| found.time == TimeKind::Event);
        let place = |name: &str| grid.place(name).filter(|_| !matrix);
        let [begin_at, end_at, date_at] = ["begin", "end", "date"].map(place);
        // An event has one day; of what lasts a day alone does not say which of the two it is.
        let dates = if event { [begin_at.or(date_at), None] } else { [begin_at, end_at] };
        let beside: Vec<usize> =
            [begin_at, end_at, date_at].into_iter().flatten().filter(|at| !dates.contains(&Some(*at))).collect();
        let mut undated = 0_u64;
        let mut done: BTreeSet<(String, String, String)> = BTreeSet::new();
        grid.rows(faults, |line, record, faults| {
            let name = record.get(actor_at).unwrap_or_default().trim();
            let actor = assembly.entity(kind, name, &grid.file, line, faults);
            let forums: Vec<&str> = if matrix {
                let mut forums = Vec::new();
                for (at, name) in grid.header.iter().enumerate().filter(|(at, _)| *at != actor_at) {
                    match record.get(at).unwrap_or_default().trim() {
                        "1" => forums.push(name.as_str()),
                        "0" | "" => {}
                        word => assembly.unexplained(word),
                    }
                }
                forums
            } else {
                record.get(forum_at).map(str::trim).filter(|name| !name.is_empty()).into_iter().collect()
            };
            let mut read = vec![actor_at, forum_at];
            let [begin, end] = dates.map(|at| {
                let cell = at.and_then(|at| record.get(at)).map_or("", str::trim);
                let is_date = Date::parse(cell).is_ok();
                read.extend(at.filter(|_| is_date));
                undated += u64::from(!is_date && !cell.is_empty());
                if is_date { cell } else { "" }
            });
            undated +=
                beside.iter().filter(|at| record.get(**at).is_some_and(|cell| !cell.trim().is_empty())).count() as u64;
            let note = if matrix { String::new() } else { grid.rest(record, &read) };
            for name in forums {
                // An actor and a body of one name are two things.
                let forum = format!("{body}-{}", slug(name));
                assembly.known(&forum, body, name);
                if done.insert((actor.clone(), forum.clone(), format!("{begin}/{end} {note}"))) {
                    let (tie, days) = ((actor.as_str(), relation, forum.as_str()), (begin, end));
                    assembly.tie(tie, days, options.lists, (&source, line, &note));
                }
            }
        });
        if undated > 0 {
            let expected =
                if event { "an event has one date, its `begin` or `date`" } else { "`begin` and `end`, as EDTF" };
            assembly.remark(format!(
                "cells of `begin`, `end` and `date` kept as notes, since they are not the days of a claim ({expected}): {undated}"
            ));
        }
        last = Some(grid.file);
    }
    assembly.finish(&last?, faults)
}

/// Some cell of the column where a list has its bodies is 0 or 1, or two columns and more hold nothing but numbers: no
/// body is called that. A list whose bodies are is read with its column named, by an option or by its heading `forum`, which
/// decides where not every cell of several columns is 0, 1 or nothing.
fn is_matrix(grid: &Grid, names: usize) -> bool {
    let first = usize::from(names == 0);
    let several = grid.header.len() > 2;
    let (mut numbers, mut all_marks, mut marks) = (several, several, false);
    let is_mark = |cell: &str| matches!(cell.trim(), "0" | "1");
    grid.records(|_, record| {
        marks |= record.get(first).is_some_and(is_mark);
        for (_, cell) in record.iter().enumerate().filter(|(at, cell)| *at != names && !cell.trim().is_empty()) {
            numbers &= cell.trim().parse::<f64>().is_ok();
            all_marks &= is_mark(cell);
        }
    });
    match grid.header.get(first) {
        Some(name) if name.trim().eq_ignore_ascii_case("forum") => all_marks,
        _ => marks || numbers,
    }
}
