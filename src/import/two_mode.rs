//! Pairs of actors and bodies: a list with a row a pair, or a matrix with a row an actor and a column a body.

use std::collections::BTreeSet;

use crate::dataset::{Faults, Folder};

use super::assembly::{Assembly, slug};
use super::grid::Grid;
use super::{Foreign, Options};

pub(super) fn read(files: &[Foreign], options: &Options, faults: &mut Faults) -> Option<Folder> {
    let mut assembly = Assembly::new(&options.name, "Imported two-mode network");
    let kind = if options.kind.is_empty() { "actor" } else { &options.kind };
    let relation = if options.relation.is_empty() { "member_of" } else { &options.relation };
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
        let matrix = options.columns.forum.is_empty() && grid.header.len() > 2 && is_matrix(&grid, actor_at);
        let mut done: BTreeSet<(String, String)> = BTreeSet::new();
        grid.rows(|line, record| {
            let name = record.get(actor_at).unwrap_or_default().trim();
            let actor = assembly.entity(kind, name, &grid.file, line, faults);
            let forums: Vec<&str> = if matrix {
                let cells = grid.header.iter().enumerate().filter(|(at, _)| *at != actor_at);
                cells
                    .filter(|(at, _)| record.get(*at).unwrap_or_default().trim() == "1")
                    .map(|(_, name)| name.as_str())
                    .collect()
            } else {
                record.get(forum_at).map(str::trim).filter(|name| !name.is_empty()).into_iter().collect()
            };
            for name in forums {
                // An actor and a body of one name are two things.
                let forum = format!("forum-{}", slug(name));
                assembly.known(&forum, "forum", name);
                if done.insert((actor.clone(), forum.clone())) {
                    assembly.tie(&actor, relation, &forum, options.lists, &source, line);
                }
            }
        });
        last = Some(grid.file);
    }
    assembly.finish(&last?, faults)
}

/// Every cell beside the names is 0, 1 or empty.
fn is_matrix(grid: &Grid, names: usize) -> bool {
    let mut all = true;
    grid.rows(|_, record| {
        let cells = record.iter().enumerate().filter(|(at, _)| *at != names);
        all &= cells.map(|(_, cell)| cell.trim()).all(|cell| matches!(cell, "" | "0" | "1"));
    });
    all
}
