//! The overlap of forums as tables and as a graph, and who is behind a number.

use crate::result::{AttributedGraph, Cell, CellKind, ColumnRole, GraphRole, Table, Undefined};
use crate::view::{Affiliations, Membership};

use super::{Forums, Measure};

impl Forums {
    /// A row a pair, with every number; in the order of ids.
    pub fn table(&self) -> Table {
        let number = CellKind::Number;
        let mut table = Table::new("forum-overlap", self.method.clone())
            .titled("Overlap of forums")
            .column("forum", CellKind::Text, ColumnRole::Actor, "")
            .column("forum_name", CellKind::Text, ColumnRole::Label, "")
            .column("other", CellKind::Text, ColumnRole::Other, "")
            .column("other_name", CellKind::Text, ColumnRole::Attribute, "")
            .column("named", CellKind::Integer, ColumnRole::Attribute, "actors")
            .column("named_other", CellKind::Integer, ColumnRole::Attribute, "actors")
            .column("stated", CellKind::Integer, ColumnRole::Attribute, "actors")
            .column("stated_other", CellKind::Integer, ColumnRole::Attribute, "actors")
            .column("unknown_cells", CellKind::Integer, ColumnRole::Attribute, "cells")
            .column("shared_named", CellKind::Integer, ColumnRole::Count, "actors");
        for (measure, roles) in [
            (Measure::Count, [ColumnRole::Attribute; 4]),
            (Measure::Jaccard, [ColumnRole::Value, ColumnRole::Low, ColumnRole::High, ColumnRole::Attribute]),
            (Measure::Overlap, [ColumnRole::Attribute; 4]),
        ] {
            let (word, unit) = (measure.word(), measure.unit());
            table = table
                .column(word, number, roles[0], unit)
                .column(&format!("{word}_low"), number, roles[1], unit)
                .column(&format!("{word}_high"), number, roles[2], unit)
                .column(&format!("{word}_of_named"), number, roles[3], unit);
        }
        for (a, b, pair) in self.pairs.iter() {
            let stated = |arena: usize| self.arenas[arena].stated_size.map_or(Cell::Empty, |n| Cell::Integer(n as i64));
            let mut row = vec![
                Cell::text(&self.arenas[a].node.id),
                Cell::text(&self.arenas[a].node.name),
                Cell::text(&self.arenas[b].node.id),
                Cell::text(&self.arenas[b].node.name),
                Cell::count(pair.named.0),
                Cell::count(pair.named.1),
                stated(a),
                stated(b),
                Cell::count(pair.unknown),
                Cell::count(pair.named.2),
            ];
            for bounded in [&pair.count, &pair.jaccard, &pair.overlap] {
                let numbers = [bounded.value(), bounded.low.clone(), bounded.high.clone(), bounded.named.clone()];
                row.extend(numbers.map(Cell::number));
            }
            table.push(row);
        }
        table
    }
    /// The measure asked for as a symmetric matrix in long form: each pair once, rows in the order of ids.
    pub fn matrix(&self) -> Table {
        let (measure, unit) = (self.options.measure, self.options.measure.unit());
        let mut table = Table::new("forum-matrix", self.method.clone())
            .titled("Overlap of forums")
            .column("forum", CellKind::Text, ColumnRole::Actor, "")
            .column("forum_name", CellKind::Text, ColumnRole::Label, "")
            .column("forum_name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("other", CellKind::Text, ColumnRole::Other, "")
            .column(measure.word(), CellKind::Number, ColumnRole::Value, unit)
            .column("low", CellKind::Number, ColumnRole::Low, unit)
            .column("high", CellKind::Number, ColumnRole::High, unit)
            .column("shared_named", CellKind::Integer, ColumnRole::Count, "actors")
            .column("of_named", CellKind::Number, ColumnRole::Attribute, unit)
            .column("order", CellKind::Integer, ColumnRole::Order, "");
        for (a, b, pair) in self.pairs.iter() {
            let bounded = pair.measure(measure);
            let node = &self.arenas[a].node;
            table.push([
                Cell::text(&node.id),
                Cell::text(&node.name),
                Cell::text(&node.name_ja),
                Cell::text(&self.arenas[b].node.id),
                Cell::number(bounded.value()),
                Cell::number(bounded.low.clone()),
                Cell::number(bounded.high.clone()),
                Cell::count(pair.named.2),
                Cell::number(bounded.named.clone()),
                Cell::count(a),
            ]);
        }
        table
    }
    /// Forums, tied where somebody is named in both; the weight is the measure of the named, its bounds beside it.
    pub fn graph(&self) -> AttributedGraph {
        let (measure, unit) = (self.options.measure, self.options.measure.unit());
        let mut nodes = Table::new("forums", self.method.clone())
            .column("id", CellKind::Text, ColumnRole::Id, "")
            .column("label", CellKind::Text, ColumnRole::Label, "")
            .column("label_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("kind", CellKind::Text, ColumnRole::Kind, "")
            .column("named", CellKind::Integer, ColumnRole::Count, "actors")
            .column("stated", CellKind::Integer, ColumnRole::Attribute, "actors")
            .column("complete", CellKind::Boolean, ColumnRole::Attribute, "");
        for (arena, &named) in self.arenas.iter().zip(&self.named) {
            nodes.push([
                Cell::text(&arena.node.id),
                Cell::text(&arena.node.name),
                Cell::text(&arena.node.name_ja),
                Cell::text(&arena.node.kind),
                Cell::count(named),
                arena.stated_size.map_or(Cell::Empty, |stated| Cell::Integer(stated as i64)),
                Cell::Boolean(arena.complete),
            ]);
        }
        let mut ties = Table::new("forum-overlap", self.method.clone())
            .column(&format!("{}_of_named", measure.word()), CellKind::Number, ColumnRole::Weight, unit)
            .column("low", CellKind::Number, ColumnRole::Low, unit)
            .column("high", CellKind::Number, ColumnRole::High, unit)
            .column("shared_named", CellKind::Integer, ColumnRole::Count, "actors");
        let mut ends = Vec::new();
        for (a, b, pair) in self.pairs.iter().filter(|(_, _, pair)| pair.named.2 > 0) {
            let bounded = pair.measure(measure);
            ties.push([
                Cell::number(bounded.named.clone()),
                Cell::number(bounded.low.clone()),
                Cell::number(bounded.high.clone()),
                Cell::count(pair.named.2),
            ]);
            ends.push((a, b));
        }
        AttributedGraph {
            name: "forum-overlap".to_owned(),
            directed: false,
            role: GraphRole::OneMode,
            nodes,
            ties,
            ends,
            method: self.method.clone(),
        }
    }
    /// Who is shared by two forums with the claims that say so, and of whom it is unknown.
    ///
    /// `affiliations` is the view that the answer was computed from.
    ///
    /// # Undefined
    /// When one of the two is no arena of this view, or both are the same.
    pub fn why(&self, affiliations: &Affiliations, a: &str, b: &str) -> Result<Table, Undefined> {
        let place = |id: &str| {
            affiliations.arena(id).ok_or_else(|| Undefined::because(format!("{id} is no arena of this view")))
        };
        let (first, second) = (place(a)?, place(b)?);
        if first == second {
            return Err(Undefined::because("a forum is not compared with itself"));
        }
        let mut table = Table::new("forum-overlap-why", self.method.clone())
            .titled(format!("Who takes part in {a} and {b}"))
            .column("actor", CellKind::Text, ColumnRole::Actor, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("shared", CellKind::Text, ColumnRole::Class, "")
            .column("in", CellKind::Text, ColumnRole::Status, "")
            .column("in_other", CellKind::Text, ColumnRole::Attribute, "")
            .column("claims", CellKind::List, ColumnRole::Claims, "");
        let mut rows = Vec::new();
        for (place, actor) in affiliations.actors.iter().enumerate() {
            let cells = (affiliations.cell(place, first), affiliations.cell(place, second));
            let shared = match cells {
                (Membership::In, Membership::In) => "yes",
                (Membership::Out, _) | (_, Membership::Out) => continue,
                _ => "unknown",
            };
            let mut claims: Vec<String> = Vec::new();
            for arena in [first, second] {
                let said = affiliations.claims.get(&(place, arena)).into_iter().flatten();
                claims.extend(said.filter(|_| affiliations.cell(place, arena) == Membership::In).cloned());
            }
            let row = [
                Cell::text(&actor.id),
                Cell::text(&actor.name),
                Cell::text(&actor.name_ja),
                Cell::text(shared),
                Cell::text(word(cells.0)),
                Cell::text(word(cells.1)),
                Cell::List(claims),
            ];
            rows.push((shared == "unknown", row));
        }
        // The shared first; a stable sort keeps the order of ids.
        rows.sort_by_key(|(unknown, _)| *unknown);
        for (_, row) in rows {
            table.push(row);
        }
        Ok(table)
    }
}

fn word(cell: Membership) -> &'static str {
    match cell {
        Membership::In => "in",
        Membership::Out => "out",
        Membership::Unknown => "unknown",
    }
}
