//! Actors by arenas: who sits where, who does not, and of whom we do not know.

use std::collections::BTreeMap;

use super::{Node, Window};
use crate::model::Participation;

/// Whether an actor takes part in an arena.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Membership {
    /// A claim says so.
    In,
    /// A claim denies it, or a complete list leaves it out.
    Out,
    /// No source says.
    Unknown,
}

/// Which affiliations the view takes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AffiliationOptions {
    /// The window of time.
    pub window: Window,
    /// Ways to take part, never mixed unasked; default entitled.
    pub modes: Vec<Participation>,
    /// Kinds of actors; empty: states, and where no state is affiliated the actor kind that is most.
    pub actors: Vec<String>,
    /// Whether taking part in a session counts as taking part in its forum.
    pub sessions: Sessions,
}

impl Default for AffiliationOptions {
    fn default() -> Self {
        Self {
            window: Window::default(),
            modes: vec![Participation::Entitled],
            actors: Vec::new(),
            sessions: Sessions::Apart,
        }
    }
}

/// How sessions and their forums stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sessions {
    /// A session is an arena of its own.
    #[default]
    Apart,
    /// Who takes part in a session takes part in its forum; sessions are no arenas.
    Lifted,
}

/// An arena with what is known of its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arena {
    /// The arena.
    pub node: Node,
    /// Whether a source gives the complete list (within the window and modes).
    pub complete: bool,
    /// The size that a source states, with its claim, if one does ("25 members").
    pub stated_size: Option<u64>,
}

/// Actors by arenas. Both stand in the order of their ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affiliations {
    /// The actors that take part in at least one arena.
    pub actors: Vec<Node>,
    /// The arenas with at least one participant of these kinds.
    pub arenas: Vec<Arena>,
    /// The kinds of actors taken in.
    pub actor_kinds: Vec<String>,
    /// The options as used.
    pub options: AffiliationOptions,
    /// The claims behind each named cell, (actor, arena) -> ids of claims.
    pub claims: BTreeMap<(usize, usize), Vec<String>>,
    cells: Vec<Membership>,
}

impl Affiliations {
    /// Puts a view together from its cells: `cells[a][f]` says whether actor `a` takes part in arena `f`.
    ///
    /// # Panics
    /// When a row is shorter or longer than the arenas: a slip of the program.
    pub fn from_cells(
        actors: Vec<Node>,
        arenas: Vec<Arena>,
        cells: &[Vec<Membership>],
        claims: BTreeMap<(usize, usize), Vec<String>>,
        options: AffiliationOptions,
    ) -> Self {
        assert!(cells.len() == actors.len() && cells.iter().all(|row| row.len() == arenas.len()));
        let actor_kinds: std::collections::BTreeSet<String> = actors.iter().map(|actor| actor.kind.clone()).collect();
        Self {
            actors,
            arenas,
            actor_kinds: actor_kinds.into_iter().collect(),
            options,
            claims,
            cells: cells.iter().flatten().copied().collect(),
        }
    }
    /// In, out or unknown.
    pub fn cell(&self, actor: usize, arena: usize) -> Membership {
        self.cells[actor * self.arenas.len() + arena]
    }
    /// The actors named in an arena, in order.
    pub fn named(&self, arena: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.actors.len()).filter(move |&actor| self.cell(actor, arena) == Membership::In)
    }
    /// The place of an arena by its id.
    pub fn arena(&self, id: &str) -> Option<usize> {
        self.arenas.binary_search_by(|arena| arena.node.id.as_str().cmp(id)).ok()
    }
}
