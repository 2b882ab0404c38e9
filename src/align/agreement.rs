//! How alike two actors stand on the items on which both took a position.

mod scales;

use std::collections::BTreeMap;

use crate::math::parallel;
use crate::result::{AttributedGraph, Cell, CellKind, ColumnRole, GraphRole, Method, Pairs, Table, Undefined};
use crate::view::positions::Inheritance;
use crate::view::{Held, ItemKind, Node, Positions};

use scales::Scales;

/// Whether signatures count among positions. A signature is never called a vote; the rule that maps it is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Signatures {
    /// Signed and not signed are the two ends of a scale, and the signing is an item like any other.
    #[default]
    AsPositions,
    /// Signings are left out; a view of signings alone shows them.
    Apart,
}

impl Signatures {
    /// Every value.
    pub const ALL: [Self; 2] = [Self::AsPositions, Self::Apart];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::AsPositions => "as-positions",
            Self::Apart => "apart",
        }
    }
}

/// How agreement is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The fewest joint items for which an index is given.
    pub minimum: usize,
    /// Whether signatures count among positions.
    pub signatures: Signatures,
    /// On how many threads; the answer does not depend on it.
    pub threads: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { minimum: 5, signatures: Signatures::AsPositions, threads: 1 }
    }
}

impl Options {
    /// Whether items of this kind are compared.
    pub(super) fn takes(&self, kind: ItemKind) -> bool {
        self.signatures == Signatures::AsPositions || kind != ItemKind::Signing
    }
    /// The method, with the rules of the view it is used on.
    pub fn method(&self, positions: &Positions) -> Method {
        let inherited = match positions.options.inherited {
            Inheritance::Off => "off",
            Inheritance::On => "on",
        };
        Method::new("agreement index", "Lijphart 1963")
            .with("minimum", self.minimum)
            .with("signatures", self.signatures.word())
            .with("near", "half")
            .with("nominal", "same or different")
            .with("absence", "no position")
            .with("inherited", inherited)
            .with("window", positions.options.window)
            .with("actor kinds", positions.actor_kinds.join(" "))
            .counting("actors", positions.actors.len())
            .counting("items", positions.items.iter().filter(|item| self.takes(item.kind)).count())
    }
}

/// What two actors have in common: counts of the items on which both took a position.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Joint {
    /// Items on which both took a position.
    pub items: u32,
    /// Of these, the same position: full credit.
    pub same: u32,
    /// The same position, but at least one of the two only near it: half credit.
    pub near: u32,
    /// Different positions with part of the distance between them: some credit.
    pub between: u32,
    /// Opposite ends of the scale, or different nominal codes: no credit.
    pub opposed: u32,
    credit: f64,
}

impl Joint {
    /// The index, or the reason why there is none.
    pub fn index(&self, minimum: usize) -> Result<f64, Undefined> {
        match self.items {
            0 => Err(Undefined::because("no joint item")),
            items if (items as usize) < minimum => {
                Err(Undefined::because(format!("{}, minimum {minimum}", plural(items as usize, "joint item"))))
            }
            items => Ok(self.credit / f64::from(items)),
        }
    }
}

/// How alike two actors stand: Lijphart's index of agreement, for every pair.
///
/// Two actors agree fully when they took the same position on every item that both took one on. Absence is no
/// position, so it neither agrees nor disagrees; an index of 0 means opposite positions throughout, while a pair that
/// never met has none.
///
/// IA = (sum of credit) / n in 0..=1, over the n joint items of the pair. On an ordered item the credit is
/// 1 - |x - y| / range, where range is that of the item's *scale*, never of the positions observed; so for votes
/// IA = (f + g/2) / n with f identical and g one step apart. Nominal codes earn 1 when they are the same, else 0.
/// A position that is only *near* its code never earns more than 1/2.
///
/// # Undefined
/// Below `minimum` joint items (default 5), and without any, at every minimum.
///
/// # Cost
/// O(pairs x items) time and O(pairs) space: 200 actors and 5,000 items in about a tenth of a second.
///
/// # Reference
/// Lijphart 1963; the general credit is the linear one of Signorino & Ritter 1999 (S = 2 IA - 1).
///
/// ```
/// # use blocs::{model::Span, view::{Code, Held, Item, ItemKind, Node, Positions, PositionOptions}};
/// use blocs::align::agreement::{Agreement, Options};
/// # let node = |id: &str| Node { id: id.into(), kind: "state".into(), name: id.into(), name_ja: String::new() };
/// # let code = |word: &str, level| Code { word: word.into(), level: Some(level), counts: true };
/// # let item = |id: &str| Item { id: id.into(), name: id.into(), name_ja: String::new(), kind: ItemKind::Vote,
/// #     object: String::new(), date: Span::UNKNOWN, series: String::new(),
/// #     codes: vec![code("against", 0), code("abstain", 1), code("for", 2)] };
/// # let (no, abstain, yes) = (Some(Held::new(0)), Some(Held::new(1)), Some(Held::new(2)));
/// let positions = Positions::from_cells(
///     vec![node("ann"), node("bo"), node("cy")],
///     vec![item("v1"), item("v2")],
///     &[vec![yes, no], vec![yes, abstain], vec![None, None]],
///     PositionOptions::default(),
/// );
/// let agreement = Agreement::of(&positions, Options { minimum: 2, ..Options::default() });
/// assert_eq!(agreement.between(0, 1), Ok(0.75));
/// assert!(agreement.between(0, 2).is_err()); // cy never took part: unknown, not opposed
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// The actors, in the order of their ids.
    pub actors: Vec<Node>,
    /// What each pair has in common.
    pub joint: Pairs<Joint>,
    /// The options as used.
    pub options: Options,
    /// How it was made.
    pub method: Method,
}

impl Agreement {
    /// Computes the index of every pair of the view's actors.
    pub fn of(positions: &Positions, options: Options) -> Self {
        let scales = Scales::of(positions, |kind| options.takes(kind));
        let n = positions.actors.len();
        let rows = parallel::map(n, options.threads, |actor| {
            (0..actor).map(|other| scales.joint(actor, other)).collect::<Vec<Joint>>()
        });
        let joint = Pairs::from_values(n, rows.concat()).expect("one value a pair, by construction");
        let defined = joint.iter().filter(|(_, _, joint)| joint.index(options.minimum).is_ok()).count();
        let method = options.method(positions).counting("pairs", joint.len()).counting("defined pairs", defined);
        Self { actors: positions.actors.clone(), joint, options, method }
    }
    /// The index of two actors, or the reason why there is none.
    ///
    /// # Panics
    /// When both are the same or one is not below the number of actors.
    pub fn between(&self, a: usize, b: usize) -> Result<f64, Undefined> {
        self.joint.get(a, b).index(self.options.minimum)
    }
    /// Every pair that has an index: (a, b, index) with a < b, in order.
    pub fn defined(&self) -> impl Iterator<Item = (usize, usize, f64)> + '_ {
        self.joint.iter().filter_map(|(a, b, joint)| joint.index(self.options.minimum).ok().map(|index| (a, b, index)))
    }
    /// The index of every pair, `None` where it is undefined: how another question takes it in.
    pub fn weights(&self) -> Pairs<Option<f64>> {
        let mut weights = Pairs::filled(self.actors.len(), None);
        for (a, b, index) in self.defined() {
            *weights.get_mut(a, b) = Some(index);
        }
        weights
    }
    /// The place of an actor by its id.
    pub fn actor(&self, id: &str) -> Option<usize> {
        self.actors.binary_search_by(|actor| actor.id.as_str().cmp(id)).ok()
    }
    /// A row a pair, in the order of (actor, other).
    pub fn table(&self) -> Table {
        let mut table = Table::new("agreement", self.method.clone())
            .titled("Agreement of pairs")
            .column("actor", CellKind::Text, ColumnRole::Actor, "")
            .column("actor_name", CellKind::Text, ColumnRole::Label, "")
            .column("other", CellKind::Text, ColumnRole::Other, "")
            .column("other_name", CellKind::Text, ColumnRole::Attribute, "")
            .column("agreement", CellKind::Number, ColumnRole::Value, "index 0-1")
            .column("joint_items", CellKind::Integer, ColumnRole::Count, "items")
            .column("same", CellKind::Integer, ColumnRole::Attribute, "items")
            .column("near", CellKind::Integer, ColumnRole::Attribute, "items")
            .column("between", CellKind::Integer, ColumnRole::Attribute, "items")
            .column("opposed", CellKind::Integer, ColumnRole::Attribute, "items");
        for (a, b, joint) in self.joint.iter() {
            let (actor, other) = (&self.actors[a], &self.actors[b]);
            table.push([
                Cell::text(&actor.id),
                Cell::text(&actor.name),
                Cell::text(&other.id),
                Cell::text(&other.name),
                Cell::number(joint.index(self.options.minimum)),
                Cell::Integer(i64::from(joint.items)),
                Cell::Integer(i64::from(joint.same)),
                Cell::Integer(i64::from(joint.near)),
                Cell::Integer(i64::from(joint.between)),
                Cell::Integer(i64::from(joint.opposed)),
            ]);
        }
        table
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
    /// The actors as nodes, with the groups of those that are in one.
    pub(super) fn nodes(&self, groups: &BTreeMap<&str, &str>) -> Table {
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
    pub(super) fn ties(&self) -> (Table, Vec<(usize, usize)>) {
        let mut ties = Table::new("agreement", self.method.clone())
            .column("agreement", CellKind::Number, ColumnRole::Weight, "index 0-1")
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
    /// `positions` is the view that the agreement was computed from; the credits add up to index x joint items.
    ///
    /// # Undefined
    /// When one of the two holds no position in this view, or both are the same.
    pub fn why(&self, positions: &Positions, a: &str, b: &str) -> Result<Table, Undefined> {
        let place = |id: &str| {
            positions.actor(id).ok_or_else(|| Undefined::because(format!("{id} holds no position in this view")))
        };
        let (first, second) = (place(a)?, place(b)?);
        if first == second {
            return Err(Undefined::because("an actor is not compared with itself"));
        }
        let mut table = Table::new("agreement-why", self.method.clone())
            .titled(format!("Where {a} and {b} met"))
            .column("item", CellKind::Text, ColumnRole::Item, "")
            .column("item_name", CellKind::Text, ColumnRole::Label, "")
            .column("item_name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("procedure", CellKind::Text, ColumnRole::Class, "")
            .column("position", CellKind::Text, ColumnRole::Position, "")
            .column("position_other", CellKind::Text, ColumnRole::Attribute, "")
            .column("held", CellKind::Text, ColumnRole::Attribute, "")
            .column("held_other", CellKind::Text, ColumnRole::Attribute, "")
            .column("credit", CellKind::Number, ColumnRole::Value, "");
        for (place, item) in positions.items.iter().enumerate() {
            let (Some(x), Some(y)) = (positions.position(first, place), positions.position(second, place)) else {
                continue;
            };
            if !self.options.takes(item.kind) {
                continue;
            }
            table.push([
                Cell::text(&item.id),
                Cell::text(&item.name),
                Cell::text(&item.name_ja),
                Cell::text(item.kind.word()),
                Cell::text(&item.codes[x.code()].word),
                Cell::text(&item.codes[y.code()].word),
                Cell::text(how_held(x)),
                Cell::text(how_held(y)),
                Cell::Number(scales::credit(&item.codes, x, y)),
            ]);
        }
        Ok(table)
    }
}

/// `own`, `near`, `inherited` or both: how a position is held.
fn how_held(held: Held) -> &'static str {
    match (held.is_near(), held.is_inherited()) {
        (false, false) => "own",
        (true, false) => "own, near",
        (false, true) => "inherited",
        (true, true) => "inherited, near",
    }
}

/// `1 item`, `2 items`.
pub(super) fn plural(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
#[path = "agreement_tests.rs"]
pub(super) mod tests;
