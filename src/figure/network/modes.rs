//! Who meets, and in what: the two sides of a two-mode network.

use crate::result::{AttributedGraph, ColumnRole, GraphRole};

/// The two sides of a two-mode network.
pub(super) struct Modes {
    /// Of each row of the nodes, whether it is what one meets in.
    is_arena: Vec<bool>,
    /// What those are who meet: their kind, where all are of one.
    pub(super) actors: String,
    /// What they meet in.
    pub(super) arenas: String,
}

impl Modes {
    /// Read from the ties: what a tie leads to is what one meets in, of whatever kind. So is what has no tie, unless an actor
    /// is of its kind: who meets nobody is in no such network.
    pub(super) fn of(graph: &AttributedGraph) -> Option<Self> {
        if graph.role != GraphRole::TwoMode || graph.ends.is_empty() {
            return None;
        }
        let kind = |row: usize| graph.nodes.text(row, ColumnRole::Kind);
        let mut side = vec![None; graph.nodes.len()];
        graph.ends.iter().for_each(|(from, _)| side[*from] = Some(false));
        graph.ends.iter().for_each(|(_, to)| side[*to] = Some(true));
        let kinds = |of: bool| {
            let mut kinds: Vec<&str> = (0..side.len()).filter(|row| side[*row] == Some(of)).map(kind).collect();
            kinds.sort_unstable();
            kinds.dedup();
            kinds
        };
        let (from, to) = (kinds(false), kinds(true));
        let one = |kinds: &[&str], several: &str| match kinds {
            [one] if from != to => (*one).to_owned(),
            _ => several.to_owned(),
        };
        let untied = |row: usize| !from.contains(&kind(row));
        let is_arena = (0..side.len()).map(|row| side[row].unwrap_or_else(|| untied(row))).collect();
        Some(Self { is_arena, actors: one(&from, "actor"), arenas: one(&to, "forum") })
    }
    /// Whether a row is what one meets in.
    pub(super) fn is_arena(&self, row: usize) -> bool {
        self.is_arena[row]
    }
}
