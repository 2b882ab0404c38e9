//! The overlap of forums as tables and as a graph, and who is behind a number.

use crate::result::{AttributedGraph, Cell, CellKind, ColumnRole, GraphRole, Table, Undefined};
use crate::view::{Affiliations, ListState, Membership, Node};

use super::super::backbone::Side;
use super::{Forums, Measure};

impl Forums {
    /// A row a pair, with every number; in the order of ids.
    pub fn table(&self) -> Table {
        let number = CellKind::Number;
        let one = self.one();
        let unit = Measure::Count.unit(self.options.of);
        let mut table = Table::new(self.name(), self.method.clone())
            .titled(self.title())
            .of_pairs(one)
            .column("named", CellKind::Integer, ColumnRole::Attribute, unit)
            .column("named_other", CellKind::Integer, ColumnRole::Attribute, unit)
            .column("stated", CellKind::Integer, ColumnRole::Attribute, unit)
            .column("stated_other", CellKind::Integer, ColumnRole::Attribute, unit)
            .column("unknown_cells", CellKind::Integer, ColumnRole::Attribute, "cells")
            .column("shared_named", CellKind::Integer, ColumnRole::Count, unit);
        let plain = [ColumnRole::Attribute; 4];
        for (measure, roles) in [
            (Measure::Count, plain),
            (Measure::Jaccard, [ColumnRole::Value, ColumnRole::Low, ColumnRole::High, ColumnRole::Attribute]),
            (Measure::Overlap, plain),
            (Measure::Cosine, plain),
            (Measure::Bonacich, plain),
        ] {
            let (word, unit) = (measure.word(), measure.unit(self.options.of));
            table = table
                .column(word, number, roles[0], unit)
                .column(&format!("{word}_low"), number, roles[1], unit)
                .column(&format!("{word}_high"), number, roles[2], unit)
                .column(&format!("{word}_of_named"), number, roles[3], unit);
        }
        for (a, b, pair) in self.pairs.iter() {
            let stated =
                |arena: usize| self.things[arena].stated_size.map_or(Cell::Empty, |n| Cell::Integer(n.count() as i64));
            let mut row = self.things[a].node.beside(&self.things[b].node).map(Cell::text).to_vec();
            row.extend([
                Cell::count(pair.named.0),
                Cell::count(pair.named.1),
                stated(a),
                stated(b),
                Cell::count(pair.unknown),
                Cell::count(pair.named.2),
            ]);
            for bounded in [&pair.count, &pair.jaccard, &pair.overlap, &pair.cosine, &pair.bonacich] {
                let numbers = [bounded.value(), bounded.low.clone(), bounded.high.clone(), bounded.named.clone()];
                row.extend(numbers.map(Cell::number));
            }
            table.push(row);
        }
        table
    }
    /// The measure asked for as a symmetric matrix in long form: each pair once, rows in the order of ids.
    pub fn matrix(&self) -> Table {
        let (measure, unit) = (self.options.measure, self.options.measure.unit(self.options.of));
        let (one, count) = (self.one(), Measure::Count.unit(self.options.of));
        let mut table = Table::new(format!("{one}-matrix"), self.method.clone())
            .titled(self.title())
            .column(one, CellKind::Text, ColumnRole::Actor, "")
            .column(&format!("{one}_name"), CellKind::Text, ColumnRole::Label, "")
            .column(&format!("{one}_name_ja"), CellKind::Text, ColumnRole::LabelJa, "")
            .column("other", CellKind::Text, ColumnRole::Other, "")
            .column(measure.word(), CellKind::Number, ColumnRole::Value, unit)
            .column("low", CellKind::Number, ColumnRole::Low, unit)
            .column("high", CellKind::Number, ColumnRole::High, unit)
            .column("shared_named", CellKind::Integer, ColumnRole::Count, count)
            .column("of_named", CellKind::Number, ColumnRole::Attribute, unit)
            .column("order", CellKind::Integer, ColumnRole::Order, "");
        for (a, b, pair) in self.pairs.iter() {
            let bounded = pair.measure(measure);
            let node = &self.things[a].node;
            table.push([
                Cell::text(&node.id),
                Cell::text(&node.name),
                Cell::text(&node.name_ja),
                Cell::text(&self.things[b].node.id),
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
        let (measure, unit) = (self.options.measure, self.options.measure.unit(self.options.of));
        let count = Measure::Count.unit(self.options.of);
        let mut nodes = Table::new(self.options.of.word(), self.method.clone())
            .of_nodes()
            .column("named", CellKind::Integer, ColumnRole::Count, count)
            .column("stated", CellKind::Integer, ColumnRole::Attribute, count)
            .column("complete", CellKind::Boolean, ColumnRole::Attribute, "")
            .column("list", CellKind::Text, ColumnRole::Attribute, "");
        for ((arena, &named), list) in self.things.iter().zip(&self.named).zip(&self.lists) {
            let rest = [
                Cell::count(named),
                arena.stated_size.map_or(Cell::Empty, |stated| Cell::Integer(stated.count() as i64)),
                Cell::Boolean(*list == ListState::Complete),
                Cell::text(list.word()),
            ];
            nodes.push(arena.node.words().map(Cell::text).into_iter().chain(rest));
        }
        let mut ties = Table::new(self.name(), self.method.clone())
            .column(&format!("{}_of_named", measure.word()), CellKind::Number, ColumnRole::Weight, unit)
            .column("low", CellKind::Number, ColumnRole::Low, unit)
            .column("high", CellKind::Number, ColumnRole::High, unit)
            .column("shared_named", CellKind::Integer, ColumnRole::Count, count);
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
            name: self.name(),
            directed: false,
            role: GraphRole::OneMode,
            nodes,
            ties,
            ends,
            method: self.method.clone(),
        }
    }
    fn one(&self) -> &'static str {
        match self.options.of {
            Side::Forums => "forum",
            Side::Actors => "actor",
        }
    }
    fn name(&self) -> String {
        format!("{}-overlap", self.one())
    }
    fn title(&self) -> &'static str {
        match self.options.of {
            Side::Forums => "Overlap of forums",
            Side::Actors => "Overlap of actors",
        }
    }
    /// What two forums (or actors) share with the claims that say so, and of what it is unknown.
    ///
    /// `view` is the view that the answer was computed from.
    ///
    /// # Undefined
    /// When one of the two is none of the things compared, or both are the same.
    pub fn why(&self, view: &Affiliations, a: &str, b: &str) -> Result<Table, Undefined> {
        let actors = self.options.of == Side::Actors;
        let place = |id: &str| {
            let found = match self.options.of {
                Side::Forums => view.arena(id),
                Side::Actors => view.actors.binary_search_by(|actor| actor.id.as_str().cmp(id)).ok(),
            };
            let kinds = view.actor_kinds.join(", ");
            found.ok_or_else(|| {
                Undefined::because(match self.options.of {
                    Side::Forums if view.options.without.iter().any(|other| other == id) => {
                        format!("the list of {id} is left out")
                    }
                    Side::Forums => format!("{id} is no forum in which a {kinds} is named in these modes and roles"),
                    Side::Actors => format!("{id} is no {kinds} of this view"),
                })
            })
        };
        if a == b {
            return Err(Undefined::because(format!(
                "{a} is not compared with itself: an overlap takes two {}s",
                self.one()
            )));
        }
        // Of a forum that names nobody it is unknown of everybody; where the other names somebody, that is what is known.
        let (first, second) = match (place(a), place(b)) {
            (Err(why), Err(_)) => return Err(why),
            (Err(why), _) | (_, Err(why)) if actors => return Err(why),
            (first, second) => (first, second),
        };
        let mut method = self.method.clone();
        method.note_each(
            [&first, &second]
                .into_iter()
                .filter_map(|place| place.as_ref().err())
                .map(|why| format!("{}: of everybody else it is unknown", why.reason())),
        );
        let (first, second) = (first.ok(), second.ok());
        let title = if actors { "Where they sit" } else { "Who takes part" };
        let mut table = Table::new(format!("{}-why", self.name()), method)
            .titled(format!("{title}: {a} and {b}"))
            .column(if actors { "forum" } else { "actor" }, CellKind::Text, ColumnRole::Actor, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("shared", CellKind::Text, ColumnRole::Class, "")
            .column("in", CellKind::Text, ColumnRole::Status, "")
            .column("in_other", CellKind::Text, ColumnRole::Attribute, "")
            .column("claims", CellKind::List, ColumnRole::Claims, "");
        let others: Vec<&Node> = match self.options.of {
            Side::Forums => view.actors.iter().collect(),
            Side::Actors => view.arenas.iter().map(|arena| &arena.node).collect(),
        };
        let key = |thing: usize, other: usize| if actors { (thing, other) } else { (other, thing) };
        let mut rows = Vec::new();
        let mut unknown = 0;
        for (other, node) in others.into_iter().enumerate() {
            let cell = |thing: Option<usize>| {
                thing
                    .map(|thing| key(thing, other))
                    .map_or(Membership::Unknown, |(actor, arena)| view.cell(actor, arena))
            };
            let cells = (cell(first), cell(second));
            let doubted = |thing: Option<usize>| thing.and_then(|thing| view.doubted.get(&key(thing, other)));
            let shared = match cells {
                (Membership::In, Membership::In) => "yes",
                (Membership::Out, _) | (_, Membership::Out) => continue,
                (Membership::Unknown, Membership::Unknown) if doubted(first).or(doubted(second)).is_none() => {
                    unknown += 1;
                    continue;
                }
                _ => "unknown",
            };
            // Two cells may rest on the same claims: a bloc seats its members in both.
            let mut claims: Vec<String> = Vec::new();
            for thing in [first, second] {
                let seat = thing.filter(|_| cell(thing) == Membership::In);
                let sits = seat.and_then(|thing| view.claims.get(&key(thing, other)));
                let said = sits.or(doubted(thing).map(|(_, claims)| claims)).into_iter().flatten();
                said.for_each(|claim| claims.extend((!claims.contains(claim)).then(|| claim.clone())));
            }
            let inherited = |thing| view.inherited.contains(&key(thing, other));
            let said = |thing: Option<usize>, cell| match doubted(thing) {
                _ if thing.is_some_and(inherited) => "in (inherited)".to_owned(),
                Some((doubt, _)) => format!("{}: {}", word(cell), doubt.word()),
                None => word(cell).to_owned(),
            };
            let row = [
                Cell::text(&node.id),
                Cell::text(&node.name),
                Cell::text(&node.name_ja),
                Cell::text(shared),
                Cell::text(said(first, cells.0)),
                Cell::text(said(second, cells.1)),
                Cell::List(claims),
            ];
            rows.push((shared == "unknown", row));
        }
        // The shared first; a stable sort keeps the order of ids.
        rows.sort_by_key(|(unknown, _)| *unknown);
        for (_, row) in rows {
            table.push(row);
        }
        if unknown > 0 {
            let whom = match (actors, unknown) {
                (true, 1) => "forum it is unknown whether either sits there",
                (true, _) => "forums it is unknown whether either sits there",
                (false, 1) => "actor it is unknown whether it sits in either",
                (false, _) => "actors it is unknown whether they sit in either",
            };
            table.method.note(format!("of {unknown} more {whom}"));
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
