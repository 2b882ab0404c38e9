//! Rivalry and complementarity, as sources say it of two bodies.

use crate::model::Span;
use crate::view::affiliations::meet;

/// What sources say of two bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Between {
    /// They, or texts of theirs, compete.
    Rival,
    /// A source says that they compete, another of what may be the same day that they do not.
    DisputedRival,
    /// They, or texts of theirs, complement each other.
    Complement,
    /// A source says that they complement each other, another of what may be the same day that they do not.
    DisputedComplement,
    /// A source says that they do not compete.
    NoRival,
    /// A source says that they do not complement each other.
    NoComplement,
}

impl Between {
    /// The word that tables use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rival => "rival",
            Self::DisputedRival => "rival (disputed)",
            Self::Complement => "complement",
            Self::DisputedComplement => "complement (disputed)",
            Self::NoRival => "no rival",
            Self::NoComplement => "no complement",
        }
    }
    /// Whether a source denies it, and none says so.
    pub const fn is_denied(self) -> bool {
        matches!(self, Self::NoRival | Self::NoComplement)
    }
    /// Whether a source says so, and another denies it.
    pub const fn is_disputed(self) -> bool {
        matches!(self, Self::DisputedRival | Self::DisputedComplement)
    }
    /// What denies it, and what it is where that is said too.
    pub(super) const fn against(self) -> Option<(Self, Self)> {
        match self {
            Self::Rival => Some((Self::NoRival, Self::DisputedRival)),
            Self::Complement => Some((Self::NoComplement, Self::DisputedComplement)),
            _ => None,
        }
    }
}

/// What sources say, or deny, of two bodies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statement {
    /// The claims, each once.
    pub claims: Vec<String>,
    /// The days of which each says so.
    pub held: Vec<Span>,
}

impl Statement {
    /// Whether both speak of what may be the same day.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.held.iter().any(|one| other.held.iter().any(|other| meet(*one, *other)))
    }
}

/// What is stated of two bodies, each with its claims.
pub type Stated = Vec<(Between, Vec<String>)>;
