//! A row an actor and a column a decision, or turned round.

use crate::dataset::{Faults, Folder};
use crate::model::Position;

use super::assembly::{Assembly, Vote, explain};
use super::grid::Grid;
use super::{Foreign, Options, RowsAre};

/// Words that need no code.
pub(super) const KNOWN: [(&str, Option<Position>); 4] =
    [("yes", Some(Position::For)), ("no", Some(Position::Against)), ("", None), ("NA", None)];

pub(super) fn read(files: &[Foreign], options: &Options, faults: &mut Faults) -> Option<Folder> {
    let mut assembly = Assembly::new(&options.name, "Imported wide table of votes");
    let kind = if options.kind.is_empty() { "actor" } else { &options.kind };
    let grids: Vec<(Grid, &Foreign)> =
        files.iter().filter_map(|file| Some((Grid::open(file, faults)?, file))).collect();
    // A column that no file has is a slip of the pen, and another would be read as a vote in its place.
    for name in options.skip.iter().filter(|name| grids.iter().all(|(grid, _)| grid.place(name).is_none())) {
        if let Some((grid, _)) = grids.first() {
            grid.column(name, faults);
        }
    }
    let mut last = None;
    for (grid, file) in &grids {
        let source = assembly.source(file);
        let named = match options.rows {
            RowsAre::Actors => &options.columns.actor,
            RowsAre::Decisions => &options.columns.decision,
        };
        let first = if named.is_empty() { Some(0) } else { grid.column(named, faults) };
        let Some(first) = first else { continue };
        let mut heads: Vec<String> = Vec::new();
        for (at, name) in grid.header.iter().enumerate() {
            heads.push(match options.rows {
                _ if at == first || options.skip.contains(name) => String::new(),
                RowsAre::Actors => {
                    let id = assembly.entity("decision", name, &grid.file, 1, faults);
                    assembly.vote(&id, Vote { name: name.clone(), ..Vote::default() });
                    id
                }
                RowsAre::Decisions => assembly.entity(kind, name, &grid.file, 1, faults),
            });
        }
        grid.rows(faults, |line, record, faults| {
            let name = record.get(first).unwrap_or_default().trim();
            let row = match options.rows {
                RowsAre::Actors => assembly.entity(kind, name, &grid.file, line, faults),
                RowsAre::Decisions => {
                    let id = assembly.entity("decision", name, &grid.file, line, faults);
                    assembly.vote(&id, Vote { name: name.to_owned(), ..Vote::default() });
                    id
                }
            };
            for (at, head) in heads.iter().enumerate().filter(|(_, head)| !head.is_empty()) {
                let word = record.get(at).unwrap_or_default().trim();
                let (decision, actor) = match options.rows {
                    RowsAre::Actors => (head, &row),
                    RowsAre::Decisions => (&row, head),
                };
                match explain(word, options, &KNOWN) {
                    Some(Some(position)) => assembly.position(decision, actor, position, "", (&source, line, "")),
                    Some(None) => {}
                    None => assembly.unexplained(word),
                }
            }
        });
        last = Some(grid.file.clone());
    }
    assembly.finish(&last?, faults)
}
