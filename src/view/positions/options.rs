//! Which positions the view takes in.

use super::ItemKind;
use crate::view::Window;

/// Which positions the view takes in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PositionOptions {
    /// The window of time; all time by default.
    pub window: Window,
    /// Kinds of actors; empty: states, and where no state holds a position the actor kind that holds most.
    pub actors: Vec<String>,
    /// Kinds of items; empty: all. Adoptions without a vote enter by `consensus` alone.
    pub items: Vec<ItemKind>,
    /// Whether adoptions without a vote are items; not by default.
    pub consensus: Consensus,
    /// Whether blocs and camps pass their positions to members; not by default.
    pub inherited: Inheritance,
}

/// Whether adoptions without a vote are items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Consensus {
    /// Left out: nobody's position was recorded.
    #[default]
    Excluded,
    /// Of everybody of whom the record says that they took part: by a position of their own, or because they were
    /// entitled to sit in the body that adopted it at the time and no position says otherwise. Leaving adoptions out
    /// makes a body look more divided than it is (Häge & Hug 2016).
    Counted,
}

impl Consensus {
    /// Every value.
    pub const ALL: &[Self] = &[Self::Excluded, Self::Counted];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Excluded => "excluded",
            Self::Counted => "counted",
        }
    }
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

impl Inheritance {
    /// Every value.
    pub const ALL: &[Self] = &[Self::Off, Self::On];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::On => "on",
        }
    }
}

impl PositionOptions {
    /// The kinds of items taken in: consensus says nothing of who stands where unless it is asked for.
    pub(super) fn wanted(&self) -> Vec<ItemKind> {
        let named = |kind: &ItemKind| self.items.is_empty() || self.items.contains(kind);
        let counted = |kind: &ItemKind| *kind != ItemKind::Consensus || self.consensus == Consensus::Counted;
        ItemKind::ALL.into_iter().filter(|kind| named(kind) && counted(kind)).collect()
    }
}
