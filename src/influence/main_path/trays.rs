//! The main path as tables, as a graph, and in plain words.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::{Cycles, MainPath, MainStep};
use crate::influence::layer;
use crate::model::FlowClass;
use crate::result::{AttributedGraph, Cell, CellKind, ColumnRole, GraphRole, Table, Undefined};
use crate::view::{FlowTie, Node};

impl MainPath {
    fn node(&self, row: usize) -> &Node {
        &self.nodes[row].node
    }
    fn with_ends(table: Table) -> Table {
        table
            .column("from", CellKind::Text, ColumnRole::Id, "")
            .column("from_name", CellKind::Text, ColumnRole::Label, "")
            .column("from_name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("to", CellKind::Text, ColumnRole::Other, "")
            .column("to_name", CellKind::Text, ColumnRole::Attribute, "")
            .column("to_name_ja", CellKind::Text, ColumnRole::Attribute, "")
    }
    fn ends(&self, tie: &FlowTie) -> impl Iterator<Item = Cell> {
        let names = |node: &Node| [&node.id, &node.name, &node.name_ja].map(|text| Cell::text(text.as_str()));
        names(self.node(tie.from)).into_iter().chain(names(self.node(tie.to)))
    }
    /// The paths through an arc and their share; empty for what is no arc.
    fn weight(&self, arc: Option<usize>) -> [Cell; 2] {
        let Some(arc) = arc.map(|arc| &self.arcs[arc]) else { return [Cell::Empty, Cell::Empty] };
        let weight = match (arc.weight.parse::<i64>(), arc.weight.parse::<f64>()) {
            (Ok(count), _) => Cell::Integer(count),
            (_, Ok(count)) if count.is_finite() => Cell::Number(count),
            _ => Cell::Undefined(Undefined::because(format!("a number of {} digits", digits(&arc.weight)))),
        };
        [weight, Cell::Number(arc.share)]
    }
    /// A row a step of the main path; steps of one number stand side by side. The share of paths is empty where a step
    /// leads on inside what was made one.
    pub fn table(&self) -> Table {
        let table = Table::new("main-path", self.method.clone()).titled("The main path").column(
            "step",
            CellKind::Integer,
            ColumnRole::Step,
            "",
        );
        let table = Self::with_ends(table)
            .column("paths", CellKind::Number, ColumnRole::Weight, "paths")
            .column("share", CellKind::Number, ColumnRole::Value, "")
            .column("before_its_cause", CellKind::Boolean, ColumnRole::Attribute, "");
        let mut table = layer::tie_columns(table);
        for step in &self.steps {
            let tie = &self.ties[step.tie];
            let row = [Cell::count(step.place)].into_iter().chain(self.ends(tie)).chain(self.weight(step.arc));
            table.push(row.chain([Cell::Boolean(step.is_before)]).chain(layer::tie_cells(tie)));
        }
        table
    }
    /// A row a step of any arc, the heaviest first.
    pub fn weights(&self) -> Table {
        let table = Self::with_ends(Table::new("main-path-weights", self.method.clone()))
            .titled("How many paths run through each step")
            .column("paths", CellKind::Number, ColumnRole::Weight, "paths")
            .column("share", CellKind::Number, ColumnRole::Value, "");
        let mut table = layer::tie_columns(table);
        let mut arcs: Vec<usize> = (0..self.arcs.len()).collect();
        arcs.sort_by(|a, b| self.arcs[*a].heavier(&self.arcs[*b]).then(a.cmp(b)));
        for arc in arcs {
            for &tie in &self.arcs[arc].ties {
                let tie = &self.ties[tie];
                table.push(self.ends(tie).chain(self.weight(Some(arc))).chain(layer::tie_cells(tie)));
            }
        }
        table
    }
    /// A row a step of a shortest circle, circle by circle.
    pub fn circle_steps(&self) -> Table {
        let table = Table::new("main-path-circles", self.method.clone()).titled("Steps that run in a circle").column(
            "circle",
            CellKind::Integer,
            ColumnRole::Order,
            "",
        );
        let mut table = layer::tie_columns(Self::with_ends(table));
        for (number, circle) in self.circles.iter().enumerate() {
            for &tie in &circle.ties {
                let tie = &self.ties[tie];
                table.push([Cell::count(number + 1)].into_iter().chain(self.ends(tie)).chain(layer::tie_cells(tie)));
            }
        }
        table
    }
    /// A row a text or body that stands on no step.
    pub fn alone(&self) -> Table {
        let mut table = Table::new("main-path-isolated", self.method.clone())
            .titled("Texts and bodies that no step leads to or from")
            .column("entity", CellKind::Text, ColumnRole::Id, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("kind", CellKind::Text, ColumnRole::Kind, "");
        for node in &self.isolated {
            table.push([&node.id, &node.name, &node.name_ja, &node.kind].map(|text| Cell::text(text.as_str())));
        }
        table
    }
    /// The claims behind every step between two entities (or what was made one with them), and the paths through it.
    ///
    /// # Errors
    /// Why there is none: an end is unknown here, or no step is counted between them.
    pub fn why(&self, from: &str, to: &str) -> Result<Table, Undefined> {
        let vertex = |id: &str| {
            let row = self.nodes.iter().position(|node| node.node.id == id);
            row.map(|row| self.vertex[row])
                .ok_or_else(|| Undefined::because(format!("no step of influence leads to or from {id}")))
        };
        let (u, v) = (vertex(from)?, vertex(to)?);
        let weights = self.weights();
        let rows: Vec<usize> = self
            .arc_ties()
            .enumerate()
            .filter(|(_, tie)| (self.vertex[self.ties[*tie].from], self.vertex[self.ties[*tie].to]) == (u, v))
            .map(|(row, _)| row)
            .collect();
        if rows.is_empty() {
            return Err(Undefined::because(format!("no step is counted from {from} to {to}")));
        }
        Ok(weights.pick(&rows).without(&["from_name", "from_name_ja", "to_name", "to_name_ja"]))
    }
    /// Rows of the ties of [`weights`](Self::weights), in its order.
    fn arc_ties(&self) -> impl Iterator<Item = usize> {
        let mut arcs: Vec<&super::Arc> = self.arcs.iter().collect();
        arcs.sort_by(|a, b| a.heavier(b));
        arcs.into_iter().flat_map(|arc| arc.ties.iter().copied())
    }
    /// Entities and all steps that are counted, with their weights; those of the main path are numbered.
    pub fn graph(&self) -> AttributedGraph {
        self.drawn("main-path", |_| true)
    }
    /// The main path with its surroundings along time: what is one step away from it and has a date, as what it is tied to.
    pub fn figure(&self) -> AttributedGraph {
        let on: BTreeSet<usize> = self.steps.iter().flat_map(|step| self.tie_ends(step)).collect();
        let steps: BTreeSet<usize> = self.steps.iter().map(|step| step.tie).collect();
        let near = |tie: &FlowTie| on.contains(&tie.from) || on.contains(&tie.to);
        let dated = |tie: &FlowTie| [tie.from, tie.to].iter().all(|&end| !self.nodes[end].date.is_unknown());
        let mut graph = self.drawn("main-path", |tie| near(tie) && dated(tie));
        let counted: BTreeSet<usize> = self.arcs.iter().flat_map(|arc| arc.ties.iter().copied()).collect();
        let aside = counted.difference(&steps).filter(|&&tie| near(&self.ties[tie]) && !dated(&self.ties[tie])).count();
        if aside > 0 {
            graph.method.note(format!("steps beside the path that are not drawn, since an end has no date: {aside}"));
        }
        graph
    }
    fn tie_ends(&self, step: &MainStep) -> [usize; 2] {
        [self.ties[step.tie].from, self.ties[step.tie].to]
    }
    fn drawn(&self, name: &str, keep: impl Fn(&FlowTie) -> bool) -> AttributedGraph {
        let mut rows: BTreeMap<usize, (Option<usize>, Option<usize>)> = BTreeMap::new();
        for (arc, of) in self.arcs.iter().enumerate() {
            rows.extend(of.ties.iter().filter(|tie| keep(&self.ties[**tie])).map(|&tie| (tie, (Some(arc), None))));
        }
        rows.extend(self.steps.iter().map(|step| (step.tie, (step.arc, Some(step.place)))));
        let kept: BTreeSet<usize> = rows.keys().flat_map(|&tie| [self.ties[tie].from, self.ties[tie].to]).collect();
        let place: BTreeMap<usize, usize> = kept.iter().enumerate().map(|(place, &node)| (node, place)).collect();
        let mut ties = layer::tie_columns(Table::new("steps", self.method.clone()))
            .column("paths", CellKind::Number, ColumnRole::Weight, "paths")
            .column("share", CellKind::Number, ColumnRole::Value, "")
            .column("step", CellKind::Integer, ColumnRole::Step, "");
        for (&tie, &(arc, step)) in &rows {
            let step = step.map_or(Cell::Empty, Cell::count);
            ties.push(layer::tie_cells(&self.ties[tie]).into_iter().chain(self.weight(arc)).chain([step]));
        }
        AttributedGraph {
            name: name.to_owned(),
            directed: true,
            role: GraphRole::OneMode,
            nodes: layer::nodes(&self.method, kept.iter().map(|&node| &self.nodes[node])),
            ties,
            ends: rows.keys().map(|&tie| (place[&self.ties[tie].from], place[&self.ties[tie].to])).collect(),
            method: self.method.clone(),
        }
    }
    /// Where the main path begins and where it ends.
    pub fn ends_of_path(&self) -> (Vec<&Node>, Vec<&Node>) {
        let ends: Vec<[usize; 2]> = self.steps.iter().map(|step| self.tie_ends(step)).collect();
        let vertices = |at: usize| ends.iter().map(|ends| self.vertex[ends[at]]).collect::<BTreeSet<usize>>();
        let (left, reached) = (vertices(0), vertices(1));
        let those = |at: usize, not: &BTreeSet<usize>| -> Vec<&Node> {
            let rows: BTreeSet<usize> = ends.iter().map(|ends| ends[at]).collect();
            rows.into_iter().filter(|&row| !not.contains(&self.vertex[row])).map(|row| self.node(row)).collect()
        };
        (those(0, &reached), those(1, &left))
    }
    /// The steps of the main path as ties, in order.
    pub fn ties_of_path(&self) -> impl Iterator<Item = &FlowTie> {
        self.steps.iter().map(|step| &self.ties[step.tie])
    }
    /// How many steps of the main path are such.
    pub fn steps_with(&self, such: impl Fn(&FlowTie) -> bool) -> usize {
        self.ties_of_path().filter(|tie| such(tie)).count()
    }
    /// How many steps, each once by its claims, the main path is chosen among: those on the arcs, and those that it takes
    /// within a circle that is shrunk.
    pub fn chosen_among(&self) -> usize {
        let ties = self.arcs.iter().flat_map(|arc| &arc.ties).map(|&tie| &self.ties[tie]);
        let taken = self.ties_of_path().filter(|tie| tie.class != FlowClass::Carrier);
        ties.chain(taken).map(|tie| tie.claims.as_slice()).collect::<BTreeSet<_>>().len()
    }
    /// What a reader must know beside the path: circles, what was made one, what stands alone, what dates forbid.
    pub fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        for (number, circle) in self.circles.iter().enumerate() {
            let ids: Vec<&str> = circle.entities.iter().map(|node| node.id.as_str()).collect();
            let claims: Vec<&str> =
                circle.ties.iter().flat_map(|&tie| &self.ties[tie].claims).map(String::as_str).collect();
            let then = match self.options.cycles {
                Cycles::Refuse => "refused",
                Cycles::Shrink => "shrunk to one",
                Cycles::Preprint => "cut by preprints",
            };
            remarks.push(format!(
                "circle {} ({then}): {} lie on circles with each other; a shortest one rests on {}",
                number + 1,
                ids.join(", "),
                claims.join(", "),
            ));
        }
        if self.contracted > 0 {
            remarks.push(match self.contracted {
                1 => "1 entity is made one with others by carriers".to_owned(),
                n => format!("{n} entities are made one with others by carriers"),
            });
        }
        let before = self.against_time();
        if before > 0 {
            remarks.push(format!("steps dated before one that leads to them: {before}"));
        }
        let carried = self.steps_with(|tie| tie.class == FlowClass::Carrier);
        if carried > 0 {
            remarks.push(format!("steps that are carriers: {carried}"));
        }
        if !self.isolated.is_empty() {
            let verb = if self.isolated.len() == 1 { "text or body stands" } else { "texts and bodies stand" };
            remarks.push(format!("{} {verb} on no step", self.isolated.len()));
        }
        remarks
    }
}

impl super::Arc {
    /// The heavier arc first. Numbers of one logarithm are told apart by their digits.
    fn heavier(&self, other: &Self) -> Ordering {
        let size = |arc: &Self| (digits(&arc.weight), arc.weight.clone());
        other.log2.total_cmp(&self.log2).then_with(|| size(other).cmp(&size(self)))
    }
}

/// How many digits a number has that is written in full or as a power of ten.
pub(crate) fn digits(number: &str) -> usize {
    match number.split_once('e') {
        Some((_, exponent)) => exponent.parse::<usize>().map_or(0, |exponent| exponent + 1),
        None => number.len(),
    }
}
