//! Actors by items: who took which position on what.

use super::{Node, Window};
use crate::model::Span;

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
    pub codes: Vec<Code>,
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

/// Which positions the view takes in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PositionOptions {
    /// The window of time.
    pub window: Window,
    /// Kinds of actors; empty: states, and where no state holds a position the actor kind that holds most.
    pub actors: Vec<String>,
    /// Kinds of items; empty: all but consensus.
    pub items: Vec<ItemKind>,
    /// Whether blocs and camps pass their positions to members.
    pub inherited: Inheritance,
}

/// Whether blocs and camps pass their positions down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Inheritance {
    /// Only an actor's own positions.
    #[default]
    Off,
    /// Along memberships that hold at the time, never if the claim is open or partial, never over an own position.
    On,
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
    /// Row by row (an actor a row), a byte a cell; 0xff = no position.
    cells: Vec<u8>,
}

impl Positions {
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
        let cells = cells.iter().flatten().map(|cell| cell.map_or(Self::NONE, |held| held.0)).collect();
        Self {
            actors,
            items,
            conflicts: Vec::new(),
            actor_kinds: actor_kinds.into_iter().collect(),
            options,
            claimed_dyads: Vec::new(),
            cells,
        }
    }
    /// What an actor holds on an item; `None` = no record, which is neither abstention nor opposition.
    pub fn held(&self, actor: usize, item: usize) -> Option<Held> {
        match self.cells[actor * self.items.len() + item] {
            Self::NONE => None,
            packed => Some(Held(packed)),
        }
    }
    /// What an actor holds on an item, if it is a position at all (absent and not eligible are none).
    pub fn position(&self, actor: usize, item: usize) -> Option<Held> {
        self.held(actor, item).filter(|held| self.items[item].codes[held.code()].counts)
    }
    /// The place of an actor by its id.
    pub fn actor(&self, id: &str) -> Option<usize> {
        self.actors.binary_search_by(|actor| actor.id.as_str().cmp(id)).ok()
    }
    const NONE: u8 = 0xff;
}
