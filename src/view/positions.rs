//! Actors by items: who took which position on what.

mod elsewhere;
mod inherit;
mod options;
mod series;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use inherit::{Passed, inherit};

use super::records::{self, Record, Records, Support};
use super::{Node, Window};
use crate::graph::Graph;
use crate::model::schema::Role;
use crate::model::{Cells, Dataset, Procedure, RollCalls, Span, Status};

pub use elsewhere::Elsewhere;
pub use options::{Consensus, Inheritance, PositionOptions};

/// Under which procedure the positions of an item were taken. A signature is not a vote, a stance is neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemKind {
    /// A recorded vote.
    Vote,
    /// The signing of a text.
    Signing,
    /// Adopted without a vote.
    Consensus,
    /// Support or opposition said or done outside a decision.
    Statement,
    /// A coded stance on an issue or norm.
    Stance,
}

impl ItemKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Vote, Self::Signing, Self::Consensus, Self::Statement, Self::Stance];
    /// The word that tables use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Vote => "vote",
            Self::Signing => "signing",
            Self::Consensus => "consensus",
            Self::Statement => "statement",
            Self::Stance => "stance",
        }
    }
}

/// One position that can be taken on an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// The word of the position or stance.
    pub word: String,
    /// Its place on the item's scale; `None` when it is off the scale (absent, not eligible, a nominal stance).
    pub level: Option<i32>,
    /// Whether an actor with this code has taken a position at all (absent and not eligible have not).
    pub counts: bool,
}

/// One object under one procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The id: that of the decision, or `statement:X`, `stance:X`, `signing:X`.
    pub id: String,
    /// The name in English.
    pub name: String,
    /// The name in Japanese; empty when none is known.
    pub name_ja: String,
    /// Under which procedure.
    pub kind: ItemKind,
    /// The document, issue or body that it is about.
    pub object: String,
    /// When, if known.
    pub date: Span,
    /// The family of repeated decisions; empty when none.
    pub series: String,
    /// The positions that can be taken; the cell of an actor points into this list.
    pub codes: Arc<[Code]>,
}

impl Item {
    /// Whether it has this id, or is about what has it.
    pub fn is_about(&self, id: &str) -> bool {
        self.id == id || self.object == id
    }
}

/// A position held, packed into a byte: the code, whether it is only near it, whether it was inherited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held(u8);

impl Held {
    const NEAR: u8 = 0x40;
    const INHERITED: u8 = 0x80;
    /// The most codes an item can have.
    pub const MOST_CODES: usize = 0x3f;

    /// The code at this place of the item's list.
    ///
    /// # Panics
    /// When the place is not below [`Held::MOST_CODES`]; the door refuses items with more.
    pub fn new(code: usize) -> Self {
        assert!(code < Self::MOST_CODES, "an item has fewer than 63 codes");
        Self(code as u8)
    }
    /// Marks it as the actor's own wording in the same direction.
    #[must_use]
    pub fn near(self) -> Self {
        Self(self.0 | Self::NEAR)
    }
    /// Marks it as passed down by a bloc or camp.
    #[must_use]
    pub fn inherited(self) -> Self {
        Self(self.0 | Self::INHERITED)
    }
    /// As a cell of [`Positions::cells`] holds it.
    pub fn packed(self) -> u8 {
        self.0
    }
    /// The place in the item's list of codes.
    pub fn code(self) -> usize {
        usize::from(self.0 & Self::MOST_CODES as u8)
    }
    /// Only near the code.
    pub fn is_near(self) -> bool {
        self.0 & Self::NEAR != 0
    }
    /// Passed down by a bloc or camp.
    pub fn is_inherited(self) -> bool {
        self.0 & Self::INHERITED != 0
    }
}

/// Two different positions of one actor on one item at the same date: no position, and reported.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    /// The actor.
    pub actor: String,
    /// The item.
    pub item: String,
    /// The words of the positions that disagree, with their sources.
    pub said: Vec<String>,
}

/// Actors by items. Actors and items stand in the order of their ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Positions {
    /// The actors that hold at least one position.
    pub actors: Vec<Node>,
    /// The items on which at least one of them does.
    pub items: Vec<Item>,
    /// Actors with two different positions at one date: no position.
    pub conflicts: Vec<Conflict>,
    /// The kinds of actors taken in.
    pub actor_kinds: Vec<String>,
    /// The options as used.
    pub options: PositionOptions,
    /// Claimed dyads of these actors: (actor, actor, +1 or -1, the claims). Never input.
    pub claimed_dyads: Vec<(String, String, i8, Vec<String>)>,
    /// Of items whose positions sources count, how many of these actors are named, only where some are not; how many
    /// adoptions without a vote nobody is known to have taken part in; which series have items of
    /// several datasets; and who of other kinds holds positions.
    pub unnamed: Vec<String>,
    /// What the record holds, where this view of it holds nothing.
    pub elsewhere: Option<Elsewhere>,
    /// An actor a row: [`Held::packed`].
    cells: Cells,
}

impl Positions {
    /// What the graph knows of who stands where, under these options.
    ///
    /// Several claims of one actor on one item: equal ones are one position; of different ones the latest counts, and
    /// when the dates do not tell which is latest there is no position, but a [`Conflict`].
    ///
    /// ```
    /// use blocs::{dataset, graph::Graph, view::{PositionOptions, Positions}};
    /// let folder = dataset::builtin("toy-council").unwrap();
    /// let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
    /// let positions = Positions::of(&graph, &PositionOptions::default());
    /// assert!(positions.actors.iter().all(|actor| actor.kind == "state"));
    /// ```
    pub fn of(graph: &Graph, options: &PositionOptions) -> Self {
        let records = records::gather(graph, options.window, &options.wanted());
        let dataset = graph.dataset();
        let passed = match options.inherited {
            Inheritance::On => inherit(graph, &records, options.window),
            Inheritance::Off => BTreeMap::new(),
        };
        let actor_kinds = actor_kinds(dataset, options, &records, &passed);
        let mut conflicts = Vec::new();
        let mut own: BTreeMap<(u32, u32), Held> = BTreeMap::new();
        for group in records.records.chunk_by(|a, b| (a.actor, a.item) == (b.actor, b.item)) {
            let key = (group[0].actor, group[0].item);
            if !of_kinds(dataset, key.0, &actor_kinds) {
                continue;
            }
            match latest(group) {
                Some(held) => _ = own.insert(key, held),
                None => conflicts.push(conflict(graph, &records, key)),
            }
        }
        for (key, found) in passed.into_iter().filter(|(key, _)| of_kinds(dataset, key.0, &actor_kinds)) {
            match found {
                Ok(held) => _ = own.insert(key, held),
                Err(conflict) => conflicts.push(conflict),
            }
        }
        let actors: BTreeSet<u32> = own.keys().map(|(actor, _)| *actor).collect();
        let items: BTreeSet<u32> = own.keys().map(|(_, item)| *item).collect();
        let rank: BTreeMap<u32, usize> = items.iter().enumerate().map(|(at, &item)| (item, at)).collect();
        let rows: BTreeMap<u32, usize> = actors.iter().enumerate().map(|(at, &actor)| (actor, at)).collect();
        let most = own.values().map(|held| held.0).max().unwrap_or_default();
        let mut cells = Cells::new(actors.len(), items.len(), most);
        for ((actor, item), held) in own {
            cells.put(rows[&actor], rank[&item], held.0);
        }
        let short = items.iter().filter_map(|&item| unnamed(graph, &records.items[item as usize].id));
        let mut unnamed = told(short.collect());
        unnamed.extend(unknown_adoptions(&records, &items));
        unnamed.extend(series::shared(dataset, items.iter().map(|&item| records.items[item as usize].id.as_str())));
        unnamed.extend(elsewhere::left_out(graph, &records, options, &actor_kinds));
        let nodes: Vec<Node> = actors.iter().map(|&actor| super::node(&dataset.entities[actor as usize])).collect();
        conflicts.sort();
        Self {
            elsewhere: nodes.is_empty().then(|| Elsewhere::of(graph, options)),
            claimed_dyads: dyads(graph, &nodes, options.window),
            unnamed,
            items: items.iter().map(|&item| records.items[item as usize].clone()).collect(),
            actors: nodes,
            conflicts,
            actor_kinds,
            options: options.clone(),
            cells,
        }
    }

    /// The view of a long table of votes, of all its actors and decisions. It is the view of the graph that would be
    /// made of the table, without its rows: whoever asks why reads them again.
    pub fn of_roll_calls(votes: RollCalls, options: &PositionOptions) -> Self {
        let RollCalls { source, actors, decisions, cells } = votes;
        let kind = RollCalls::ACTOR;
        let codes = Procedure::RollCall.positions().iter().map(|position| records::code_of(*position));
        let codes: Arc<[Code]> = codes.collect();
        let node = |id: String| Node { name: id.clone(), id, kind: kind.to_owned(), name_ja: String::new() };
        let item = |id: String| Item {
            name: id.clone(),
            id,
            name_ja: String::new(),
            kind: ItemKind::Vote,
            object: source.clone(),
            date: Span::UNKNOWN,
            series: String::new(),
            codes: codes.clone(),
        };
        Self {
            actors: actors.into_iter().map(node).collect(),
            items: decisions.into_iter().map(item).collect(),
            conflicts: Vec::new(),
            actor_kinds: vec![kind.to_owned()],
            options: options.clone(),
            claimed_dyads: Vec::new(),
            unnamed: Vec::new(),
            elsewhere: None,
            cells,
        }
    }

    /// The claims and rows behind what an actor holds, by item; those that lost to a later one included. Read again
    /// from the dataset, never stored.
    pub fn behind(graph: &Graph, options: &PositionOptions, actor: &str) -> BTreeMap<String, Vec<Support>> {
        let records = records::gather(graph, options.window, &options.wanted());
        let place = graph.dataset().entities.binary_search_by(|entity| entity.id.as_str().cmp(actor));
        let Ok(place) = place else { return BTreeMap::new() };
        let of_actor = records.records.iter().filter(|record| record.actor as usize == place);
        let items: BTreeSet<u32> = of_actor.map(|record| record.item).collect();
        let support = |item: u32| records::support(graph, &records, place as u32, item);
        items.into_iter().map(|item| (records.items[item as usize].id.clone(), support(item))).collect()
    }

    /// All that was recorded of who stands where, claim by claim and row by row, in the order of actors and items: the
    /// id of the actor, that of the item, and what it rests on.
    pub fn recorded(graph: &Graph, options: &PositionOptions) -> Vec<(String, String, Support)> {
        let records = records::gather(graph, options.window, &options.wanted());
        let dataset = graph.dataset();
        let told = |record: &records::Record| {
            let actor = dataset.entities[record.actor as usize].id.clone();
            (actor, records.items[record.item as usize].id.clone(), records::rests_on(dataset, &records, record))
        };
        records.records.iter().map(told).collect()
    }

    /// Puts a view together from its cells: `cells[a][i]` is what actor `a` holds on item `i`.
    ///
    /// # Panics
    /// When a row is shorter or longer than the items: a slip of the program.
    pub fn from_cells(
        actors: Vec<Node>,
        items: Vec<Item>,
        cells: &[Vec<Option<Held>>],
        options: PositionOptions,
    ) -> Self {
        assert!(cells.len() == actors.len() && cells.iter().all(|row| row.len() == items.len()));
        let actor_kinds: std::collections::BTreeSet<String> = actors.iter().map(|actor| actor.kind.clone()).collect();
        let cells = Cells::from_rows(actors.len(), items.len(), |actor, item| {
            cells[actor][item].map_or(Cells::NONE, |held| held.0)
        });
        Self {
            actors,
            items,
            conflicts: Vec::new(),
            actor_kinds: actor_kinds.into_iter().collect(),
            options,
            claimed_dyads: Vec::new(),
            unnamed: Vec::new(),
            elsewhere: None,
            cells,
        }
    }
    /// The same view with these items only (in their order), and the actors that hold something on them.
    #[must_use]
    pub fn only(&self, items: &[usize]) -> Self {
        let holds = |actor: &usize| items.iter().any(|&item| self.cells.get(*actor, item) != Cells::NONE);
        let actors: Vec<usize> = (0..self.actors.len()).filter(holds).collect();
        let cell = |actor: usize, item: usize| self.cells.get(actors[actor], items[item]);
        let cells = Cells::from_rows(actors.len(), items.len(), cell);
        let kept = |conflict: &&Conflict| items.iter().any(|&item| self.items[item].id == conflict.item);
        Self {
            items: items.iter().map(|&item| self.items[item].clone()).collect(),
            conflicts: self.conflicts.iter().filter(kept).cloned().collect(),
            actor_kinds: self.actor_kinds.clone(),
            options: self.options.clone(),
            claimed_dyads: self.claimed_dyads.clone(),
            unnamed: self.unnamed.clone(),
            elsewhere: self.elsewhere.clone(),
            cells,
            actors: actors.into_iter().map(|actor| self.actors[actor].clone()).collect(),
        }
    }
    /// What a reader must know beside any number made of these positions: how many of those that sources count are named,
    /// and which positions are left out because sources disagree on them.
    pub fn remarks(&self) -> Vec<String> {
        let mut remarks = self.unnamed.clone();
        let left_out = self.conflicts.len();
        if left_out > 0 {
            let shown = self.conflicts.iter().take(5).map(|conflict| format!("{} ({})", conflict.actor, conflict.item));
            let mut shown: Vec<String> = shown.collect();
            if left_out > shown.len() {
                shown.push(format!("and {} more", left_out - shown.len()));
            }
            let what = if left_out == 1 { "1 position".to_owned() } else { format!("{left_out} positions") };
            remarks.push(format!("{what} in conflict left out: {}", shown.join(", ")));
        }
        remarks
    }
    /// What an actor holds on an item; `None` = no record, which is neither abstention nor opposition.
    pub fn held(&self, actor: usize, item: usize) -> Option<Held> {
        match self.cells.get(actor, item) {
            Cells::NONE => None,
            packed => Some(Held(packed)),
        }
    }
    /// Every cell, an actor a row, packed as [`Held::packed`] says. For whoever counts millions.
    pub fn cells(&self) -> &Cells {
        &self.cells
    }
    /// What an actor holds on an item, if it is a position at all (absent and not eligible are none).
    pub fn position(&self, actor: usize, item: usize) -> Option<Held> {
        self.held(actor, item).filter(|held| self.items[item].codes[held.code()].counts)
    }
    /// The place of an actor by its id.
    pub fn actor(&self, id: &str) -> Option<usize> {
        self.actors.binary_search_by(|actor| actor.id.as_str().cmp(id)).ok()
    }
}

fn of_kinds(dataset: &Dataset, actor: u32, kinds: &[String]) -> bool {
    let kind = &dataset.entities[actor as usize].kind;
    kinds.iter().any(|other| dataset.schema.is_a(kind, other))
}

/// States; where no state holds a position, the actor kind that holds most. What members inherit counts where it is asked
/// for, so that a bloc that speaks alone stands for them.
fn actor_kinds(dataset: &Dataset, options: &PositionOptions, records: &Records, passed: &Passed) -> Vec<String> {
    if !options.actors.is_empty() {
        return options.actors.clone();
    }
    let kind = |actor: u32| dataset.entities[actor as usize].kind.as_str();
    let mut held: BTreeMap<&str, usize> = BTreeMap::new();
    let spoken = records.records.iter().map(|record| record.actor);
    let stand = passed.iter().filter(|(_, found)| found.is_ok()).map(|((actor, _), _)| *actor);
    for actor in spoken.chain(stand) {
        *held.entry(kind(actor)).or_default() += 1;
    }
    super::default_kind(dataset, &held)
}

/// The position that several records of one actor on one item leave: the latest, if the dates tell which it is.
fn latest(records: &[Record]) -> Option<Held> {
    let wins = |record: &&Record| {
        records.iter().all(|other| other.code == record.code || other.when.latest < record.when.earliest)
    };
    let winner = records.iter().find(wins)?;
    let held = Held::new(usize::from(winner.code));
    // Near only if every claim of the winning code is.
    let near = records.iter().filter(|record| record.code == winner.code).all(|record| record.near);
    Some(if near { held.near() } else { held })
}

fn conflict(graph: &Graph, records: &Records, (actor, item): (u32, u32)) -> Conflict {
    let said = records::support(graph, records, actor, item);
    Conflict {
        actor: graph.dataset().entities[actor as usize].id.clone(),
        item: records.items[item as usize].id.clone(),
        said: said
            .into_iter()
            .map(|support| {
                let source = support.evidence.map(|evidence| format!(", {}", evidence.source)).unwrap_or_default();
                format!("{} ({}{source})", support.says, support.claim)
            })
            .collect(),
    }
}

/// The first five sentences, and how many more there are.
fn told(mut sentences: Vec<String>) -> Vec<String> {
    let more = sentences.len().saturating_sub(5);
    sentences.truncate(5);
    if more > 0 {
        sentences.push(format!("sources count more than they name on {more} more items"));
    }
    sentences
}

/// How many adoptions in the window are no items, because the record says of none of these actors that they took part.
fn unknown_adoptions(records: &Records, items: &BTreeSet<u32>) -> Option<String> {
    let taken = items.iter().filter(|&&item| records.adoptions.contains(&records.items[item as usize].id));
    let unknown = records.adoptions.len() - taken.count();
    let what = if unknown == 1 { "1 adoption".to_owned() } else { format!("{unknown} adoptions") };
    (unknown > 0)
        .then(|| format!("{what} without a vote left out: the record says of none of these actors that they took part"))
}

/// How many of those that sources count on a decision the record names, where it does not name them all.
fn unnamed(graph: &Graph, item: &str) -> Option<String> {
    let dataset = graph.dataset();
    let decision = dataset.decision(item)?;
    let mut short = false;
    let counts = dataset.first_counts(decision).into_iter().filter_map(|(tally, day)| {
        let named = dataset.named(item, tally.measure.position()?, day).len() as u64;
        short |= named < tally.value;
        Some(format!("{named} of {} {}", tally.value, tally.measure))
    });
    let counts: Vec<String> = counts.collect();
    short.then(|| format!("{}: sources name {}; the others are unknown", dataset.name(item), counts.join(", ")))
}

/// Dyads that sources claim between these actors: shown beside computed pairs, never input.
fn dyads(graph: &Graph, actors: &[Node], window: Window) -> Vec<(String, String, i8, Vec<String>)> {
    let ids: BTreeSet<&str> = actors.iter().map(|actor| actor.id.as_str()).collect();
    let mut found: BTreeMap<(String, String, i8), Vec<String>> = BTreeMap::new();
    for tie in graph.ties().filter(|tie| ids.contains(tie.subject.id.as_str()) && ids.contains(tie.object.id.as_str()))
    {
        let roles = graph.relation(tie.edge).map_or(&[][..], |relation| &relation.roles);
        for role in roles {
            let Role::Dyad { sign } = role else { continue };
            let mut ends = [tie.subject.id.clone(), tie.object.id.clone()];
            ends.sort();
            let [a, b] = ends;
            let claims = graph.claims(tie.edge).filter(|claim| {
                claim.status == Status::Actual
                    && window.may_hold(claim.begin.as_ref().map_or(Span::UNKNOWN, |date| date.span()))
            });
            found.entry((a, b, *sign)).or_default().extend(claims.map(|claim| claim.id.clone()));
        }
    }
    found
        .into_iter()
        .filter(|(_, claims)| !claims.is_empty())
        .map(|((a, b, sign), claims)| (a, b, sign, claims))
        .collect()
}
