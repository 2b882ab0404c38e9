//! What is told of pairs: a row a pair, a graph, the items behind one pair.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::{Agreement, Joint, Weights, plural, rules, wilson};
use crate::result::{AttributedGraph, Cell, CellKind, Column, ColumnRole, GraphRole, RowByRow, Table, Undefined};
use crate::view::{Held, ItemKind, Positions};

/// What a bound that takes items for independent leaves unsaid.
const SHARED: &str = "some items share a family and are not independent: the bounds of `identical` take them for independent, \
                      and are too narrow";

impl Agreement {
    /// A row a pair, in the order of (actor, other).
    pub fn table(&self) -> Table {
        self.whole()
    }
    /// What is told of a pair, as columns behind those that a table has.
    pub(super) fn columns(&self, table: Table) -> Table {
        let unit = self.options.measure.unit();
        let mut table = table
            .column("actor", CellKind::Text, ColumnRole::Actor, "")
            .column("actor_name", CellKind::Text, ColumnRole::Label, "")
            .column("other", CellKind::Text, ColumnRole::Other, "")
            .column("other_name", CellKind::Text, ColumnRole::Attribute, "")
            .column(self.options.measure.column(), CellKind::Number, ColumnRole::Value, unit);
        if self.intervals.is_some() {
            table = table.column("low", CellKind::Number, ColumnRole::Low, unit).column(
                "high",
                CellKind::Number,
                ColumnRole::High,
                unit,
            );
        }
        if self.shares_families {
            table.method.note(SHARED);
        }
        table
            .column("joint_items", CellKind::Integer, ColumnRole::Count, "items")
            .column("same", CellKind::Integer, ColumnRole::Attribute, "items")
            .column("near", CellKind::Integer, ColumnRole::Attribute, "items")
            .column("between", CellKind::Integer, ColumnRole::Attribute, "items")
            .column("opposed", CellKind::Integer, ColumnRole::Attribute, "items")
            .column("identical", CellKind::Number, ColumnRole::Attribute, "share")
            .column("identical_low", CellKind::Number, ColumnRole::Attribute, "Wilson, 95 %")
            .column("identical_high", CellKind::Number, ColumnRole::Attribute, "Wilson, 95 %")
    }
    /// The cells of these columns.
    pub(super) fn row(&self, a: usize, b: usize, joint: &Joint) -> Vec<Cell> {
        let (actor, other) = (&self.actors[a], &self.actors[b]);
        let mut row = [&actor.id, &actor.name, &other.id, &other.name].map(Cell::text).to_vec();
        self.numbers(a, b, joint, &mut row);
        row
    }
    /// Those behind the names.
    fn numbers(&self, a: usize, b: usize, joint: &Joint, row: &mut Vec<Cell>) {
        row.push(Cell::number(self.number(joint)));
        if self.intervals.is_some() {
            let (low, high) =
                self.interval(a, b).map_or_else(|why| (Err(why.clone()), Err(why)), |(l, h)| (Ok(l), Ok(h)));
            row.extend([Cell::number(low), Cell::number(high)]);
        }
        let counts = [joint.items, joint.same, joint.near, joint.between, joint.opposed];
        row.extend(counts.map(|n| Cell::Integer(i64::from(n))));
        let (share, low, high) = wilson(joint.same, joint.items).map_or_else(
            |why| (Err(why.clone()), Err(why.clone()), Err(why)),
            |(share, low, high)| (Ok(share), Ok(low), Ok(high)),
        );
        row.extend([share, low, high].map(Cell::number));
    }
    /// Actors, tied where an index is defined. An index of 0 is a tie of weight 0; no tie means unknown.
    pub fn graph(&self) -> AttributedGraph {
        let (ties, ends) = self.ties();
        AttributedGraph {
            name: "agreement".to_owned(),
            directed: false,
            role: GraphRole::OneMode,
            nodes: self.nodes(&BTreeMap::new()),
            ties,
            ends,
            method: self.method.clone(),
        }
    }
    /// A graph of these pairs for a drawing: its ties signed where the measure has a middle (the index as 2 IA - 1), so that
    /// opposition is no friendship, and without those of weight 0, which are counted.
    pub fn drawn(&self, mut graph: AttributedGraph) -> AttributedGraph {
        let measure = self.options.measure;
        let signs = measure.signs(self.options.normalisation).ok();
        let name = signs.map_or_else(|| measure.column().to_owned(), |signs| signs.weight(measure));
        let mut ties =
            Table::new("agreement", graph.method.clone()).column(&name, CellKind::Number, ColumnRole::Weight, "");
        let (mut ends, mut none) = (Vec::new(), 0);
        for (a, b, value) in self.defined() {
            let weight = signs.map_or(value, |signs| signs.of(value));
            if weight.abs() < 1e-12 {
                none += 1;
                continue;
            }
            ties.push([Cell::Number(weight)]);
            ends.push((a, b));
        }
        if none > 0 {
            graph.method = graph.method.noting(format!("{} of weight 0 not drawn", plural(none, "tie")));
        }
        AttributedGraph { ties, ends, ..graph }
    }
    /// The actors as nodes, with the groups of those that are in one.
    pub(in crate::align) fn nodes(&self, groups: &BTreeMap<&str, &str>) -> Table {
        let mut nodes = Table::new("actors", self.method.clone())
            .column("id", CellKind::Text, ColumnRole::Id, "")
            .column("label", CellKind::Text, ColumnRole::Label, "")
            .column("label_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("kind", CellKind::Text, ColumnRole::Kind, "");
        if !groups.is_empty() {
            nodes = nodes.column("group", CellKind::Text, ColumnRole::Group, "");
        }
        for actor in &self.actors {
            let row =
                [Cell::text(&actor.id), Cell::text(&actor.name), Cell::text(&actor.name_ja), Cell::text(&actor.kind)];
            let group = (!groups.is_empty())
                .then(|| groups.get(actor.id.as_str()).map_or(Cell::Empty, |group| Cell::text(*group)));
            nodes.push(row.into_iter().chain(group));
        }
        nodes
    }
    /// The defined pairs as ties.
    pub(in crate::align) fn ties(&self) -> (Table, Vec<(usize, usize)>) {
        let mut ties = Table::new("agreement", self.method.clone())
            .column(self.options.measure.column(), CellKind::Number, ColumnRole::Weight, self.options.measure.unit())
            .column("joint_items", CellKind::Integer, ColumnRole::Count, "items");
        let mut ends = Vec::new();
        for (a, b, index) in self.defined() {
            ties.push([Cell::Number(index), Cell::Integer(i64::from(self.joint.get(a, b).items))]);
            ends.push((a, b));
        }
        (ties, ends)
    }
    /// The items on which two actors met with a position each: what their index is made of.
    ///
    /// `positions` is the view that the agreement was computed from. Items that do not enter the number are left out. The
    /// credit is 1 - distance; the index is the mean of the credits, by the weights where they differ.
    ///
    /// # Undefined
    /// When one of the two holds no position in this view, or both are the same.
    ///
    /// ```
    /// use blocs::align::{Agreement, agreement};
    /// use blocs::{dataset, graph::Graph, view::{PositionOptions, Positions}};
    /// # let folder = dataset::builtin("toy-council").unwrap();
    /// # let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
    /// let positions = Positions::of(&graph, &PositionOptions::default());
    /// let agreement = Agreement::of(&positions, agreement::Options { minimum: 1, ..Default::default() });
    /// let met = agreement.why(&positions, "ada", "dee").unwrap();
    /// let earned: f64 = (0..met.len()).filter_map(|row| met.cell(row, blocs::result::ColumnRole::Value)?.as_f64()).sum();
    /// // Half way on one of seven items, opposed on six.
    /// assert_eq!((met.len(), earned), (7, 0.5));
    /// let (ada, dee) = (agreement.actor("ada").unwrap(), agreement.actor("dee").unwrap());
    /// assert_eq!(agreement.between(ada, dee), Ok(0.5 / 7.0));
    /// ```
    pub fn why(&self, positions: &Positions, a: &str, b: &str) -> Result<Table, Undefined> {
        let place = |id: &str| {
            positions.actor(id).ok_or_else(|| Undefined::because(format!("{id} holds no position in this view")))
        };
        let (first, second) = (place(a)?, place(b)?);
        if first == second {
            return Err(Undefined::because("an actor is not compared with itself"));
        }
        let mut table = Table::new("agreement-why", self.method.clone())
            .titled(format!("Where {} and {} met", self.actors[first].name, self.actors[second].name))
            .column("item", CellKind::Text, ColumnRole::Item, "")
            .column("item_name", CellKind::Text, ColumnRole::Label, "")
            .column("item_name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("procedure", CellKind::Text, ColumnRole::Class, "")
            .column("position", CellKind::Text, ColumnRole::Position, "")
            .column("position_other", CellKind::Text, ColumnRole::Attribute, "")
            .column("held", CellKind::Text, ColumnRole::Attribute, "")
            .column("held_other", CellKind::Text, ColumnRole::Attribute, "")
            .column("credit", CellKind::Number, ColumnRole::Value, "");
        let weighted = self.options.weights != Weights::Items;
        let weights = self.options.item_weights(positions);
        if weighted {
            table = table.column("weight", CellKind::Number, ColumnRole::Weight, "");
        }
        for (place, item) in positions.items.iter().enumerate() {
            let held = |actor| self.options.position(positions, actor, place);
            let (true, Some(x), Some(y)) = (self.options.enters(item), held(first), held(second)) else { continue };
            let mut row = vec![
                Cell::text(&item.id),
                Cell::text(&item.name),
                Cell::text(&item.name_ja),
                Cell::text(item.kind.word()),
                Cell::text(&item.codes[x.code()].word),
                Cell::text(&item.codes[y.code()].word),
                Cell::text(how_held(item.kind, x)),
                Cell::text(how_held(item.kind, y)),
                Cell::Number(rules::credit(&self.options, item, x, y)),
            ];
            row.extend(weighted.then(|| Cell::Number(weights[place])));
            table.push(row);
        }
        Ok(table)
    }
}

impl RowByRow for Agreement {
    fn heading(&self) -> Table {
        self.columns(Table::new("agreement", self.method.clone()).titled("Agreement of pairs"))
    }
    fn undefined(&self) -> Vec<bool> {
        let pairs = || self.joint.values();
        let value = pairs().any(|joint| !joint.is_defined(self.options.minimum));
        let bound = self.intervals.is_some() && self.joint.iter().any(|(a, b, _)| self.interval(a, b).is_err());
        let share = pairs().any(|joint| joint.items == 0);
        let of_column = |column: &Column| match column.role {
            ColumnRole::Value => value,
            ColumnRole::Low | ColumnRole::High => bound,
            _ => share && column.name.starts_with("identical"),
        };
        self.heading().columns.iter().map(of_column).collect()
    }
    /// The pairs of each actor with those behind it.
    fn each_row(&self, tell: &mut dyn FnMut(&[Cell]) -> ControlFlow<()>) -> ControlFlow<()> {
        let mut row = vec![Cell::Empty; 4];
        for (a, actor) in self.actors.iter().enumerate() {
            row[0].set_text(&actor.id);
            row[1].set_text(&actor.name);
            for (b, other) in self.actors.iter().enumerate().skip(a + 1) {
                row[2].set_text(&other.id);
                row[3].set_text(&other.name);
                row.truncate(4);
                self.numbers(a, b, self.joint.get(a, b), &mut row);
                tell(&row)?;
            }
        }
        ControlFlow::Continue(())
    }
}

/// `own`, `near`, `inherited` or both: how a position is held. Who joins in an adoption without a vote took part, by a
/// position of its own or by its seat.
fn how_held(kind: ItemKind, held: Held) -> &'static str {
    match (held.is_near(), held.is_inherited()) {
        (_, false) if kind == ItemKind::Consensus => "took part",
        (false, false) => "own",
        (true, false) => "own, near",
        (false, true) => "inherited",
        (true, true) => "inherited, near",
    }
}
