//! The tables of what positions can carry: the sentences, the counts behind them, who cannot be told apart.

use crate::result::{Cell, CellKind, ColumnRole, Table};

use super::{Identifiability, JointCounts, Statement};

impl Identifiability {
    /// The sentences: a row a method.
    pub fn table(&self) -> Table {
        let mut table = Table::new("identifiability", self.method.clone())
            .titled("Can it be said at all?")
            .column("about", CellKind::Text, ColumnRole::Label, "")
            .column("verdict", CellKind::Text, ColumnRole::Status, "")
            .column("why", CellKind::Text, ColumnRole::Attribute, "");
        for statement in &self.statements {
            let Statement { about, verdict, why } = statement;
            table.push([Cell::text(*about), Cell::text(verdict.word()), Cell::text(&why.english)]);
        }
        table
    }
    /// The counts behind the sentences.
    pub fn counts(&self) -> Table {
        let mut table = Table::new("identifiability-counts", self.method.clone())
            .titled("What there is to compare")
            .column("measure", CellKind::Text, ColumnRole::Label, "")
            .column("value", CellKind::Number, ColumnRole::Value, "");
        for (kind, items) in &self.kinds {
            table.push([Cell::text(format!("items: {}", kind.word())), number(*items)]);
        }
        table.push([Cell::text("families of items"), number(self.families)]);
        table.push([Cell::text("distinct profiles"), number(self.profiles)]);
        table.push([Cell::text("classes of indistinguishable actors"), number(self.alike.len())]);
        type Read = fn(&JointCounts) -> f64;
        let joint: [(&str, Read); 6] = [
            ("joint items of a pair: fewest", |joint| f64::from(joint.min)),
            ("joint items of a pair: median", |joint| joint.median),
            ("joint items of a pair: most", |joint| f64::from(joint.max)),
            ("pairs", |joint| joint.pairs as f64),
            ("pairs without a joint item", |joint| joint.none as f64),
            ("pairs below the minimum", |joint| joint.below as f64),
        ];
        for (measure, read) in joint {
            table.push([Cell::text(measure), Cell::number(self.joint.as_ref().map(read).map_err(Clone::clone))]);
        }
        table
    }
    /// The classes of actors that no method can tell apart: a row an actor.
    pub fn classes(&self) -> Table {
        let mut table = Table::new("indistinguishable", self.method.clone())
            .titled("Actors with identical positions")
            .column("actor", CellKind::Text, ColumnRole::Actor, "")
            .column("class", CellKind::Text, ColumnRole::Group, "")
            .column("size", CellKind::Integer, ColumnRole::Count, "actors");
        for (number, class) in self.alike.iter().enumerate() {
            for actor in class {
                let row = [Cell::text(actor), Cell::text(format!("s{}", number + 1)), Cell::count(class.len())];
                table.push(row);
            }
        }
        table
    }
}

fn number(count: usize) -> Cell {
    Cell::Number(count as f64)
}
