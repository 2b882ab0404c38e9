//! The lineage of norms as tables and as a graph, and the claims behind a step.

use std::collections::{BTreeMap, BTreeSet};

use super::{Change, Lineage, NormStep};
use crate::influence::layer;
use crate::model::{Certainty, FlowClass, Status};
use crate::result::{AttributedGraph, Cell, CellKind, ColumnRole, GraphRole, Method, Table, Undefined};
use crate::view::{Node, NormClaim};

impl Lineage {
    fn node(&self, row: usize) -> &Node {
        &self.nodes[row].entity.node
    }
    fn ids(&self, rows: &[usize]) -> Cell {
        Cell::List(rows.iter().map(|&row| self.node(row).id.clone()).collect())
    }
    /// Of the norm asked, else of each, a row a step from an earlier text to a later one.
    pub fn table(&self) -> Table {
        let (text, other) = (CellKind::Text, ColumnRole::Attribute);
        let mut table = Table::new("norm-lineage", self.method.clone())
            .titled("What became of each norm, from text to text")
            .column("norm", text, ColumnRole::Item, "")
            .column("norm_name", text, other, "")
            .column("norm_name_ja", text, other, "")
            .column("change", text, ColumnRole::Kind, "")
            .column("earlier_norm", text, other, "")
            .column("from", text, ColumnRole::Id, "")
            .column("from_name", text, ColumnRole::Label, "")
            .column("from_name_ja", text, ColumnRole::LabelJa, "")
            .column("from_list", text, other, "")
            .column("to", text, ColumnRole::Other, "")
            .column("to_name", text, other, "")
            .column("to_name_ja", text, other, "")
            .column("to_list", text, other, "")
            .column("class", text, ColumnRole::Class, "")
            .column("order", text, other, "")
            .column("begin", text, ColumnRole::Begin, "day")
            .column("end", text, ColumnRole::End, "day")
            .column("status", text, ColumnRole::Status, "")
            .column("certainty", text, ColumnRole::Certainty, "")
            .column("claims", CellKind::List, ColumnRole::Claims, "")
            .column("evidence", CellKind::List, ColumnRole::Evidence, "");
        for step in &self.steps {
            let [norm, from, to] = [step.norm, step.from, step.to].map(|row| self.node(row));
            let in_text = |list: usize, text: usize| if list == text { "" } else { self.node(list).id.as_str() };
            let earlier = if step.earlier_norm == step.norm { "" } else { self.node(step.earlier_norm).id.as_str() };
            let date = self.nodes[step.to].entity.date;
            table.push([
                Cell::text(&norm.id),
                Cell::text(&norm.name),
                Cell::text(&norm.name_ja),
                Cell::text(step.change.word()),
                Cell::text(earlier),
                Cell::text(&from.id),
                Cell::text(&from.name),
                Cell::text(&from.name_ja),
                Cell::text(in_text(step.lists.0, step.from)),
                Cell::text(&to.id),
                Cell::text(&to.name),
                Cell::text(&to.name_ja),
                Cell::text(in_text(step.lists.1, step.to)),
                Cell::text(step.class.word()),
                Cell::text(step.order.word()),
                layer::day(date.earliest),
                layer::day(date.latest),
                Cell::text(step.status().word()),
                Cell::text(step.certainty().word()),
                Cell::List(step.claims.iter().map(|claim| claim.id.clone()).collect()),
                Cell::List(step.claims.iter().map(|claim| claim.evidence.clone()).collect()),
            ]);
        }
        table
    }
    /// A row a pair of lists or texts with stated lineage: what became of the whole.
    pub fn lists(&self) -> Table {
        let (text, count) = (CellKind::Text, CellKind::Integer);
        let mut table = Table::new("norm-lists", self.method.clone())
            .titled("Texts and lists of norms beside those on which they rest")
            .column("later", text, ColumnRole::Id, "")
            .column("later_name", text, ColumnRole::Label, "")
            .column("change", text, ColumnRole::Value, "")
            .column("earlier", text, ColumnRole::Other, "")
            .column("earlier_name", text, ColumnRole::Attribute, "")
            .column("said", text, ColumnRole::Attribute, "")
            .column("kept", count, ColumnRole::Count, "norms")
            .column("only_later", count, ColumnRole::Attribute, "norms")
            .column("only_earlier", count, ColumnRole::Attribute, "norms")
            .column("norms_only_later", CellKind::List, ColumnRole::Attribute, "")
            .column("norms_only_earlier", CellKind::List, ColumnRole::Attribute, "")
            .column("later_known", text, ColumnRole::Attribute, "")
            .column("earlier_known", text, ColumnRole::Attribute, "")
            .column("relations", CellKind::List, ColumnRole::Attribute, "")
            .column("certainty", text, ColumnRole::Certainty, "")
            .column("claims", CellKind::List, ColumnRole::Claims, "")
            .column("evidence", CellKind::List, ColumnRole::Evidence, "");
        let known = |known: &super::Whole| match (known.is_whole, known.counted) {
            (true, _) => format!("whole, {}", known.named),
            (false, Some(counted)) => format!("{} of {counted}", known.named),
            (false, None) => format!("{} named", known.named),
        };
        for pair in &self.comparisons {
            let [later, earlier] = [pair.later, pair.earlier].map(|row| self.node(row));
            let certainty = pair.claims.iter().map(|claim| claim.certainty).max().unwrap_or(Certainty::Inferred);
            table.push([
                Cell::text(&later.id),
                Cell::text(&later.name),
                pair.change.clone().map_or_else(Cell::Undefined, |change| Cell::text(change.word())),
                Cell::text(&earlier.id),
                Cell::text(&earlier.name),
                Cell::text(pair.said.map_or("", Change::word)),
                Cell::count(pair.kept.len()),
                Cell::count(pair.added.len()),
                Cell::count(pair.left_out.len()),
                self.ids(&pair.added),
                self.ids(&pair.left_out),
                Cell::text(known(&pair.later_known)),
                Cell::text(known(&pair.earlier_known)),
                Cell::List(pair.relations.clone()),
                Cell::text(certainty.word()),
                Cell::List(pair.claims.iter().map(|claim| claim.id.clone()).collect()),
                Cell::List(pair.claims.iter().map(|claim| claim.evidence.clone()).collect()),
            ]);
        }
        table
    }
    /// A row a norm and a text that holds it, in the order that dates and lineage leave.
    pub fn appearances(&self) -> Table {
        let text = CellKind::Text;
        let mut table = Table::new("norm-appearances", self.method.clone())
            .titled("Where each norm stands, earliest first")
            .column("norm", text, ColumnRole::Item, "")
            .column("norm_name", text, ColumnRole::Attribute, "")
            .column("generation", CellKind::Integer, ColumnRole::Order, "")
            .column("appears", text, ColumnRole::Class, "")
            .column("text", text, ColumnRole::Id, "")
            .column("name", text, ColumnRole::Label, "")
            .column("name_ja", text, ColumnRole::LabelJa, "")
            .column("how", text, ColumnRole::Kind, "")
            .column("list", text, ColumnRole::Attribute, "")
            .column("begin", text, ColumnRole::Begin, "day")
            .column("end", text, ColumnRole::End, "day")
            .column("status", text, ColumnRole::Status, "")
            .column("certainty", text, ColumnRole::Certainty, "")
            .column("claims", CellKind::List, ColumnRole::Claims, "")
            .column("evidence", CellKind::List, ColumnRole::Evidence, "");
        for one in &self.held {
            let (norm, holder) = (self.node(one.norm), self.node(one.text));
            let date = self.nodes[one.text].entity.date;
            let least = one.claims.iter();
            table.push([
                Cell::text(&norm.id),
                Cell::text(&norm.name),
                Cell::count(one.generation),
                Cell::text(one.first.within(self.window)),
                Cell::text(&holder.id),
                Cell::text(&holder.name),
                Cell::text(&holder.name_ja),
                Cell::text(one.how.word()),
                Cell::text(if one.list == one.text { "" } else { self.node(one.list).id.as_str() }),
                layer::day(date.earliest),
                layer::day(date.latest),
                Cell::text(least.clone().map(|claim| claim.status).max().unwrap_or(Status::Actual).word()),
                Cell::text(least.map(|claim| claim.certainty).max().unwrap_or(Certainty::Inferred).word()),
                Cell::List(one.claims.iter().map(|claim| claim.id.clone()).collect()),
                Cell::List(one.claims.iter().map(|claim| claim.evidence.clone()).collect()),
            ]);
        }
        table
    }
    /// Texts that hold norms, with a tie for all steps of one class between two of them. With a norm asked, the steps
    /// of lineage are numbered along time.
    pub fn graph(&self) -> AttributedGraph {
        let mut ties: BTreeMap<(usize, usize, FlowClass), Vec<&NormStep>> = BTreeMap::new();
        for step in &self.steps {
            ties.entry((step.from, step.to, step.class)).or_default().push(step);
        }
        let ends = ties.keys().flat_map(|(from, to, _)| [*from, *to]);
        let shown: BTreeSet<usize> = self.held.iter().map(|one| one.text).chain(ends).collect();
        let place: BTreeMap<usize, usize> = shown.iter().enumerate().map(|(place, &row)| (row, place)).collect();
        let date = |row: usize| self.nodes[row].entity.date;
        let mut numbered: Vec<_> =
            ties.keys().filter(|tie| self.asked.is_some() && tie.2 == FlowClass::Lineage).collect();
        numbered.sort_by_key(|(from, to, _)| (date(*to), date(*from), *from, *to));
        let number: BTreeMap<_, _> = numbered.into_iter().zip(1..).collect();
        let text = CellKind::Text;
        let mut table = Table::new("steps", self.method.clone())
            .column("changes", text, ColumnRole::Kind, "")
            .column("norms", CellKind::List, ColumnRole::Attribute, "")
            .column("class", text, ColumnRole::Class, "")
            .column("order", text, ColumnRole::Attribute, "")
            .column("begin", text, ColumnRole::Begin, "day")
            .column("end", text, ColumnRole::End, "day")
            .column("status", text, ColumnRole::Status, "")
            .column("certainty", text, ColumnRole::Certainty, "")
            .column("claims", CellKind::List, ColumnRole::Claims, "")
            .column("evidence", CellKind::List, ColumnRole::Evidence, "")
            .column("step", CellKind::Integer, ColumnRole::Step, "");
        for (tie, steps) in &ties {
            let claims = unique(steps.iter().flat_map(|step| &step.claims));
            let norms: BTreeSet<usize> = steps.iter().map(|step| step.norm).collect();
            // As sure as its surest step: one restatement that is stated joins the two texts.
            let certainty = steps.iter().map(|step| step.certainty()).min().unwrap_or(Certainty::Inferred);
            let status = steps.iter().map(|step| step.status()).min().unwrap_or(Status::Actual);
            table.push([
                Cell::text(changes(steps)),
                self.ids(&norms.into_iter().collect::<Vec<_>>()),
                Cell::text(tie.2.word()),
                Cell::text(steps[0].order.word()),
                layer::day(date(tie.1).earliest),
                layer::day(date(tie.1).latest),
                Cell::text(status.word()),
                Cell::text(certainty.word()),
                Cell::List(claims.iter().map(|claim| claim.id.clone()).collect()),
                Cell::List(claims.iter().map(|claim| claim.evidence.clone()).collect()),
                number.get(tie).map_or(Cell::Empty, |&number| Cell::Integer(number)),
            ]);
        }
        AttributedGraph {
            name: "norm-lineage".to_owned(),
            directed: true,
            role: GraphRole::OneMode,
            nodes: layer::nodes(&self.method, shown.iter().map(|&row| &self.nodes[row].entity)),
            ties: table,
            ends: ties.keys().map(|(from, to, _)| (place[from], place[to])).collect(),
            method: self.method.clone(),
        }
    }
    /// The claims behind the steps between two texts or lists, each with the norms it stands behind.
    ///
    /// # Errors
    /// No step joins the two.
    pub fn why(&self, a: &str, b: &str) -> Result<Table, Undefined> {
        let is = |row: usize, id: &str| self.node(row).id == id;
        let joins = |step: &&NormStep| {
            let ends = |from: usize, to: usize| is(from, a) && is(to, b) || is(from, b) && is(to, a);
            ends(step.from, step.to) || ends(step.lists.0, step.lists.1)
        };
        let steps: Vec<&NormStep> = self.steps.iter().filter(joins).collect();
        if steps.is_empty() {
            return Err(Undefined::because(format!("no step of a norm joins {a} and {b}")));
        }
        let mut behind: BTreeMap<&str, (&NormClaim, BTreeSet<usize>)> = BTreeMap::new();
        for (step, claim) in steps.iter().flat_map(|step| step.claims.iter().map(move |claim| (step, claim))) {
            behind.entry(&claim.id).or_insert_with(|| (claim, BTreeSet::new())).1.insert(step.norm);
        }
        // From the earlier to the later, whichever was named first; lists where lists were named.
        let (from, to) = (steps[0].from, steps[0].to);
        let texts = [from, to].into_iter().all(|row| is(row, a) || is(row, b));
        let (from, to) = if texts { (from, to) } else { steps[0].lists };
        let [from, to] = [from, to].map(|row| self.node(row).id.as_str());
        let method = Method::new("claims behind a step", "")
            .with("from", from)
            .with("to", to)
            .counting("steps", steps.len())
            .counting("claims", behind.len());
        let mut table = Table::new("behind", method)
            .titled(format!("{from} to {to}: {}", changes(&steps)))
            .column("claim", CellKind::Text, ColumnRole::Id, "")
            .column("says", CellKind::Text, ColumnRole::Label, "")
            .column("date", CellKind::Text, ColumnRole::Begin, "EDTF")
            .column("status", CellKind::Text, ColumnRole::Status, "")
            .column("modality", CellKind::Text, ColumnRole::Attribute, "")
            .column("certainty", CellKind::Text, ColumnRole::Certainty, "")
            .column("evidence", CellKind::Text, ColumnRole::Evidence, "")
            .column("norms", CellKind::List, ColumnRole::Attribute, "");
        for (claim, norms) in behind.into_values() {
            table.push([
                Cell::text(&claim.id),
                Cell::text(&claim.says),
                Cell::text(&claim.date),
                Cell::text(claim.status.word()),
                Cell::text(claim.modality.map_or("", |modality| modality.word())),
                Cell::text(claim.certainty.word()),
                Cell::text(&claim.evidence),
                self.ids(&norms.into_iter().collect::<Vec<_>>()),
            ]);
        }
        Ok(table)
    }
}

/// `restates 11, adds 1`.
fn changes(steps: &[&NormStep]) -> String {
    let of = |change: Change| steps.iter().filter(|step| step.change == change).count();
    let counted = Change::ALL.into_iter().map(|change| (change, of(change))).filter(|(_, n)| *n > 0);
    counted.map(|(change, n)| format!("{} {n}", change.word())).collect::<Vec<_>>().join(", ")
}

fn unique<'a>(claims: impl Iterator<Item = &'a NormClaim>) -> Vec<&'a NormClaim> {
    let mut seen = BTreeSet::new();
    claims.filter(|claim| seen.insert(&claim.id)).collect()
}
