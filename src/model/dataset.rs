//! A checked dataset: what the door lets through.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::decision::Bound;
use super::schema::Role;
use super::{
    Certainty, Claim, Date, Day, Decision, Entity, Evidence, Lines, Origin, Position, Schema, Source, StanceCode, Tally,
};

/// What a row of positions says beside who, on what and which; rows share it, so it is held once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PositionDetail {
    /// When, if it differs from the decision's date.
    pub date: Option<Date>,
    /// Inferred by the coder; stated otherwise.
    pub certainty: Option<Certainty>,
    /// Who says so inside the source.
    pub attributed_to: String,
    /// The reason given.
    pub reason: String,
    /// Where the world says it; `None`: where it says the decision's tally.
    pub evidence: Option<Evidence>,
    /// A remark for readers of the table.
    pub note: String,
}

/// One row of positions, packed: a million of them take 28 MB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PositionRow {
    /// The place of the decision in [`Dataset::decisions`].
    pub decision: u32,
    /// The place of the actor in [`Dataset::entities`].
    pub actor: u32,
    /// The position.
    pub position: Position,
    /// The place in [`PositionTable::details`].
    pub detail: u32,
    /// The one line of the source that says so; 0 when the detail gives a range, or there is none. Imported rows differ
    /// in nothing else, and a million of them share one detail.
    pub passage: u32,
    /// The place of the file in [`PositionTable::files`].
    pub file: u16,
    /// The line in that file.
    pub line: u32,
}

/// Every recorded position, in the order of decision, actor, position and detail: rows in another order are the same.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PositionTable {
    /// The rows.
    pub rows: Vec<PositionRow>,
    /// What rows share, in the order of its cells; the first says nothing.
    pub details: Vec<PositionDetail>,
    /// The files they stand in.
    pub files: Vec<Arc<str>>,
}

impl PositionTable {
    /// The rows of the decision at this place.
    pub fn of(&self, decision: usize) -> &[PositionRow] {
        let from = self.rows.partition_point(|row| (row.decision as usize) < decision);
        let until = self.rows.partition_point(|row| (row.decision as usize) <= decision);
        &self.rows[from..until]
    }
    /// Where the world says a row; `None` when the row leaves it to its decision.
    pub fn evidence(&self, row: &PositionRow) -> Option<Evidence> {
        let mut evidence = self.details[row.detail as usize].evidence.clone()?;
        if row.passage > 0 {
            evidence.lines = Some(Lines { first: row.passage, last: row.passage });
        }
        Some(evidence)
    }
    /// The table and the line of a row.
    pub fn origin(&self, row: &PositionRow) -> Origin {
        Origin { file: self.files[usize::from(row.file)].clone(), line: u64::from(row.line) }
    }
}

/// A checked dataset. Only the door can make one; no later room judges it again.
///
/// Entities, sources, decisions and claims stand in the order of their ids, tallies and codes in that of their keys.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Dataset {
    /// The datasets it was put together from.
    pub names: Vec<String>,
    /// Kinds and relations.
    pub schema: Schema,
    /// Documents that make claims.
    pub sources: Vec<Source>,
    /// Nodes.
    pub entities: Vec<Entity>,
    /// Claims.
    pub claims: Vec<Claim>,
    /// Decisions.
    pub decisions: Vec<Decision>,
    /// Counts of decisions.
    pub tallies: Vec<Tally>,
    /// Stances that can be taken.
    pub codes: Vec<StanceCode>,
    /// Positions on decisions.
    pub positions: PositionTable,
}

impl Dataset {
    /// The entity of an id.
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        self.entities.binary_search_by(|entity| entity.id.as_str().cmp(id)).ok().map(|at| &self.entities[at])
    }
    /// The decision of an id.
    pub fn decision(&self, id: &str) -> Option<&Decision> {
        self.decisions.binary_search_by(|decision| decision.id.as_str().cmp(id)).ok().map(|at| &self.decisions[at])
    }
    /// The source of an id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.binary_search_by(|source| source.id.as_str().cmp(id)).ok().map(|at| &self.sources[at])
    }
    /// The claim of an id.
    pub fn claim(&self, id: &str) -> Option<&Claim> {
        self.claims.binary_search_by(|claim| claim.id.as_str().cmp(id)).ok().map(|at| &self.claims[at])
    }
    /// The first exact count of each position on a decision, a later one may include who came later; with the last day for
    /// which it holds: that of the decision where the count may be of that day.
    pub fn first_counts(&self, decision: &Decision) -> Vec<(&Tally, Option<Day>)> {
        let exact = |tally: &&Tally| tally.decision == decision.id && tally.bound == Bound::Exact;
        let mut counts: Vec<&Tally> =
            self.tallies.iter().filter(exact).filter(|tally| tally.measure.position().is_some()).collect();
        counts.sort_by_key(|tally| (tally.measure, tally.as_of.as_ref().map(|date| date.span().earliest), tally.value));
        counts.dedup_by_key(|tally| tally.measure);
        counts.into_iter().map(|tally| (tally, tally.holds_until(decision))).collect()
    }
    /// The single actors (no blocs, camps, regions or classes) named with a position on a decision: by rows of
    /// positions, and by claims of signing its document; with `by`, only what may have been so on that day.
    pub fn named(&self, decision: &str, position: Position, by: Option<Day>) -> BTreeSet<&str> {
        let Ok(place) = self.decisions.binary_search_by(|other| other.id.as_str().cmp(decision)) else {
            return BTreeSet::new();
        };
        let single = |entity: &&Entity| !self.schema.is_collective(&entity.kind);
        let in_time =
            |date: &Option<Date>| by.is_none_or(|by| date.as_ref().is_none_or(|date| date.span().earliest <= by));
        let dated = |row: &&PositionRow| in_time(&self.positions.details[row.detail as usize].date);
        let of_rows = self.positions.of(place).iter().filter(|row| row.position == position).filter(dated);
        let mut named: BTreeSet<&str> = of_rows
            .map(|row| &self.entities[row.actor as usize])
            .filter(single)
            .map(|entity| entity.id.as_str())
            .collect();
        let sign = match position {
            Position::Signed => 1,
            Position::NotSigned => -1,
            _ => return named,
        };
        let document = self.decisions[place].document.as_str();
        if document.is_empty() {
            return named;
        }
        let signs = |relation: &str| {
            self.schema.relation(relation).is_some_and(|relation| relation.roles.contains(&Role::Signature { sign }))
        };
        for claim in self.claims.iter().filter(|claim| claim.is_plain() && claim.target.entity() == Some(document)) {
            if signs(&claim.relation)
                && in_time(&claim.begin)
                && let Some(entity) = self.entity(&claim.subject).filter(single)
            {
                named.insert(&entity.id);
            }
        }
        named
    }
    /// The name of an entity in English; its id when it has none.
    pub fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.entity(id).map_or(id, |entity| entity.name.as_str())
    }
}
