//! Brokers as tables and as a graph.

use std::collections::{BTreeMap, BTreeSet};

use super::{Broker, Brokers, Role};
use crate::influence::layer;
use crate::model::FlowClass;
use crate::result::{AttributedGraph, Cell, CellKind, ColumnRole, GraphRole, Table, Undefined};
use crate::view::Node;

impl Brokers {
    fn node(&self, row: usize) -> &Node {
        &self.nodes[row].node
    }
    fn group(broker: &Broker) -> Cell {
        let none = || Cell::Undefined(Undefined::because("in no group"));
        broker.group.as_ref().map_or_else(none, Cell::text)
    }
    /// A row an entity: betweenness, open ways in each role, and reach in time.
    pub fn table(&self) -> Table {
        let number = CellKind::Number;
        let mut table = Table::new("brokers", self.method.clone())
            .titled("Who stands between others")
            .column("entity", CellKind::Text, ColumnRole::Id, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("kind", CellKind::Text, ColumnRole::Kind, "")
            .column("group", CellKind::Text, ColumnRole::Group, "")
            .column("betweenness", number, ColumnRole::Value, "pairs");
        if self.error > 0.0 {
            table =
                table.column("low", number, ColumnRole::Low, "pairs").column("high", number, ColumnRole::High, "pairs");
        }
        for role in Role::ALL {
            table = table.column(role.word(), CellKind::Integer, ColumnRole::Attribute, "ways");
        }
        table = table.column("reaches", CellKind::Integer, ColumnRole::Count, "entities").column(
            "reached_by",
            CellKind::Integer,
            ColumnRole::Attribute,
            "entities",
        );
        for broker in &self.brokers {
            let node = self.node(broker.node);
            let mut row: Vec<Cell> =
                [&node.id, &node.name, &node.name_ja, &node.kind].map(|text| Cell::text(text.as_str())).to_vec();
            row.extend([Self::group(broker), Cell::Number(broker.betweenness)]);
            if self.error > 0.0 {
                let low = (broker.betweenness - self.error).max(0.0);
                row.extend([Cell::Number(low), Cell::Number(broker.betweenness + self.error)]);
            }
            row.extend((0..Role::ALL.len()).map(|role| match broker.roles {
                Some(roles) => Cell::Integer(roles.raw[role] as i64),
                None => Cell::Undefined(Undefined::because("in no group")),
            }));
            row.extend([Cell::count(broker.reaches), Cell::count(broker.reached_by)]);
            table.push(row);
        }
        table
    }
    /// How many of the first, up to so many, stand between more than all others whatever an estimate leaves open.
    pub fn told_apart(&self, most: usize) -> usize {
        let value = |place: usize| self.brokers.get(place).map_or(0.0, |broker| broker.betweenness);
        let is_apart = |first: &usize| self.error == 0.0 || value(first - 1) - self.error > value(*first) + self.error;
        (1..=most).rev().find(is_apart).unwrap_or(0)
    }
    /// The rows of those who stand between most, for drawing.
    pub fn first(&self, most: usize) -> Table {
        let rows = self.brokers.iter().take(most).take_while(|broker| broker.betweenness > 0.0).count();
        let mut table = self.table().pick(&(0..rows).collect::<Vec<_>>());
        if rows < self.brokers.len() {
            table.method.note(format!("drawn: the {rows} of {} entities with most", self.brokers.len()));
        }
        table
    }
    /// A row an entity and role that it has or would be expected to have: raw, weighted, expected, z.
    pub fn roles(&self) -> Table {
        let number = CellKind::Number;
        let mut table = Table::new("brokerage", self.method.clone())
            .titled("Between which groups, beside groups dealt out anew")
            .column("entity", CellKind::Text, ColumnRole::Id, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("group", CellKind::Text, ColumnRole::Group, "")
            .column("role", CellKind::Text, ColumnRole::Class, "")
            .column("raw", CellKind::Integer, ColumnRole::Count, "ways")
            .column("weighted", number, ColumnRole::Attribute, "ways")
            .column("expected", number, ColumnRole::Attribute, "ways")
            .column("z", number, ColumnRole::Value, "");
        for broker in &self.brokers {
            let Some(roles) = broker.roles else { continue };
            let node = self.node(broker.node);
            for (role, word) in Role::ALL.iter().map(|role| role.word()).enumerate() {
                if roles.raw[role] == 0.0 && roles.expected[role] == 0.0 {
                    continue;
                }
                table.push([
                    Cell::text(&node.id),
                    Cell::text(&node.name),
                    Cell::text(&node.name_ja),
                    Self::group(broker),
                    Cell::text(word),
                    Cell::Integer(roles.raw[role] as i64),
                    Cell::Number(roles.weighted[role]),
                    Cell::Number(roles.expected[role]),
                    Cell::number(
                        roles.z[role].ok_or_else(|| Undefined::because("dealing the groups out anew changes nothing")),
                    ),
                ]);
            }
        }
        table
    }
    /// Every open way through one entity, with the claims and sources of both steps.
    ///
    /// # Errors
    /// Why there is none.
    pub fn why(&self, id: &str) -> Result<Table, Undefined> {
        let of: BTreeMap<usize, &Broker> = self.brokers.iter().map(|broker| (broker.node, broker)).collect();
        let broker = self.brokers.iter().find(|broker| self.node(broker.node).id == id);
        let broker = broker.ok_or_else(|| Undefined::because(format!("no step of influence leads to or from {id}")))?;
        let ways: Vec<_> = self.open.iter().filter(|way| way.broker == broker.node).collect();
        if ways.is_empty() {
            let reason = if broker.group.is_none() {
                format!("{id} is in no group")
            } else {
                format!("no open way runs through {id}")
            };
            return Err(Undefined::because(reason));
        }
        let mut between: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        self.open.iter().for_each(|way| *between.entry((way.from, way.to)).or_default() += 1);
        let mut table = Table::new("open-ways", self.method.clone())
            .titled(format!("Open ways through {id}"))
            .column("role", CellKind::Text, ColumnRole::Class, "")
            .column("from", CellKind::Text, ColumnRole::Id, "")
            .column("from_group", CellKind::Text, ColumnRole::Group, "")
            .column("to", CellKind::Text, ColumnRole::Other, "")
            .column("to_group", CellKind::Text, ColumnRole::Attribute, "")
            .column("brokers", CellKind::Integer, ColumnRole::Count, "brokers")
            .column("claims", CellKind::List, ColumnRole::Claims, "")
            .column("evidence", CellKind::List, ColumnRole::Evidence, "");
        let group = |node: usize| of.get(&node).and_then(|broker| broker.group.as_deref()).unwrap_or_default();
        for way in ways {
            let groups = [way.from, way.broker, way.to].map(group);
            let both = self.walked.iter().map(|&tie| &self.ties[tie]).filter(|tie| {
                (tie.from, tie.to) == (way.from, way.broker) || (tie.from, tie.to) == (way.broker, way.to)
            });
            let (claims, evidence): (Vec<_>, Vec<_>) =
                both.map(|tie| (tie.claims.clone(), tie.evidence.clone())).unzip();
            table.push([
                Cell::text(Role::of(groups[0], groups[1], groups[2]).word()),
                Cell::text(&self.node(way.from).id),
                Cell::text(groups[0]),
                Cell::text(&self.node(way.to).id),
                Cell::text(groups[2]),
                Cell::count(between[&(way.from, way.to)]),
                Cell::List(claims.concat()),
                Cell::List(evidence.concat()),
            ]);
        }
        Ok(table)
    }
    /// Entities with their betweenness, group and reach, and every step between them.
    pub fn graph(&self) -> AttributedGraph {
        let mut nodes = layer::nodes(&self.method, self.nodes.iter())
            .column("group", CellKind::Text, ColumnRole::Group, "")
            .column("betweenness", CellKind::Number, ColumnRole::Value, "pairs")
            .column("reaches", CellKind::Integer, ColumnRole::Count, "entities");
        let by_node: BTreeMap<usize, &Broker> = self.brokers.iter().map(|broker| (broker.node, broker)).collect();
        let filled = nodes.columns.len() - 3;
        for broker in by_node.values() {
            let cells = [Self::group(broker), Cell::Number(broker.betweenness), Cell::count(broker.reaches)];
            nodes.columns[filled..].iter_mut().zip(cells).for_each(|(column, cell)| column.cells.push(cell));
        }
        let mut ties = layer::tie_columns(Table::new("steps", self.method.clone()));
        self.walked.iter().for_each(|&tie| ties.push(layer::tie_cells(&self.ties[tie])));
        AttributedGraph {
            name: "brokers".to_owned(),
            directed: true,
            role: GraphRole::OneMode,
            nodes,
            ties,
            ends: self.walked.iter().map(|&tie| (self.ties[tie].from, self.ties[tie].to)).collect(),
            method: self.method.clone(),
        }
    }
    /// What is said first: who stands between most, who lets others in, who is reached.
    pub fn between(&self, most: usize) -> Vec<&Node> {
        let between = self.brokers.iter().filter(|broker| broker.betweenness > 0.0);
        between.take(most).map(|broker| self.node(broker.node)).collect()
    }
    /// Of those named first, the containers: more than half of the steps at them are carriers (part and whole, text and norm).
    pub fn containers(&self, most: usize) -> Vec<&Node> {
        let is_container = |broker: &&Broker| {
            let here = self.walked.iter().map(|&tie| &self.ties[tie]);
            let here: Vec<bool> = here
                .filter(|tie| tie.from == broker.node || tie.to == broker.node)
                .map(|tie| tie.class == FlowClass::Carrier)
                .collect();
            2 * here.iter().filter(|carrier| **carrier).count() > here.len()
        };
        let between = self.brokers.iter().filter(|broker| broker.betweenness > 0.0);
        between.take(most).filter(is_container).map(|broker| self.node(broker.node)).collect()
    }
    /// The entity with most open ways in a role, and how many; none when nobody has one.
    pub fn most_in(&self, role: Role) -> Option<(&Node, usize)> {
        let at = Role::ALL.iter().position(|other| *other == role)?;
        let count = |broker: &Broker| broker.roles.map_or(0, |roles| roles.raw[at] as usize);
        let most = self.brokers.iter().max_by_key(|broker| (count(broker), std::cmp::Reverse(broker.node)))?;
        (count(most) > 0).then(|| (self.node(most.node), count(most)))
    }
    /// Groups, in the order of their names.
    pub fn groups(&self) -> BTreeSet<&str> {
        self.brokers.iter().filter_map(|broker| broker.group.as_deref()).collect()
    }
}
