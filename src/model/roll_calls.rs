//! Votes and nothing beside them: what one long table holds.

use super::Cells;

/// Who voted how, actors by decisions, without dates, sources or notes of their own.
///
/// Such a record needs no row a position: twenty million votes of a thousand actors fit into 8 MB.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RollCalls {
    /// The document that says so: the table itself.
    pub source: String,
    /// The ids of the actors, in order.
    pub actors: Vec<String>,
    /// The ids of the decisions, in order.
    pub decisions: Vec<String>,
    /// Actors by decisions: the place of the position among those of a roll call.
    pub cells: Cells,
}

impl RollCalls {
    /// What actors of such a table are.
    pub const ACTOR: &'static str = "actor";
}
