//! A typed path query: which kinds, entities and relations follow each other on a path.

mod automaton;
mod read;
mod schema;

use std::collections::BTreeSet;
use std::fmt;

use super::Stop;
use crate::model::{FlowClass, Schema};
use crate::view::FlowTie;

pub(super) use automaton::{Automaton, bits};

/// What is wrong with a pattern, and where: the column is counted from 1, in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternFault {
    /// Where.
    pub column: usize,
    /// What was found and what was expected.
    pub message: String,
}

impl fmt::Display for PatternFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "column {}: {}", self.column, self.message)
    }
}

/// The id of an entity and its kind.
pub type Named = (String, String);

/// Which steps an arrow stands for: relations, and which way the claim runs.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Arrow {
    steps: BTreeSet<(String, bool)>,
}

impl Arrow {
    fn is(&self, tie: &FlowTie) -> bool {
        self.steps.iter().any(|(relation, reversed)| *relation == tie.relation && *reversed == tie.reversed)
    }
}

/// An arrow and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Move {
    arrow: Arrow,
    to: Stop,
    /// As it is written.
    text: String,
}

/// How often a part is repeated; no most: any number of times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Repeat {
    least: usize,
    most: Option<usize>,
}

/// A move by its place in the pattern, or moves that are repeated together.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Move(usize),
    Repeated(Vec<Part>, Repeat),
}

/// A pattern of paths: `state -proposes-> document -mandates-> forum`.
///
/// A pattern is a node, then arrows each with the node it leads to, in the order of time. A *node* is a kind
/// (`document`), a class of kinds (`actor`, `arena`, `act`, `idea`), the id of an entity, `any`, or several of them
/// (`state|bloc`). An *arrow* runs as the claim does, from its subject to its object: `-proposes->` where influence runs
/// with the claim, `<-cites-` where it runs against it (the later text cites the earlier), and either for a carrier. In
/// place of a relation stands a class of steps (`-mandate->`: lineage, mandate, input, co-affirmation, carrier), `any`,
/// or several (`-issues|adopts->`). After an arrow, `*`, `+`, `?`, `{2}`, `{1,3}` or `{2,}` repeats it with its node;
/// after steps in parentheses, all of them: `forum (-issues-> document -mandates-> forum)+`. A kind stands for the kinds
/// under it too, and a relation for those under it.
///
/// A path matches if its entities and steps can be read along the pattern from the first node to the last; it is one
/// path however many ways there are to read it. A path of no step is none.
///
/// # Errors
/// A [`PatternFault`] names the column, what was found and what was expected. A pattern is refused where the relations of
/// the schema can never match it, and the fault says at which step.
///
/// # Reference
/// Regular path queries: Mendelzon & Wood 1995; read as in Glushkov 1961.
///
/// ```
/// use blocs::influence::paths::Pattern;
/// use blocs::model::{FlowClass, Schema};
/// use blocs::dataset;
/// let folder = dataset::builtin("toy-council").unwrap();
/// let schema: Schema = dataset::load(vec![folder], None).dataset.unwrap().schema;
/// let nobody = |_: &str| Err("no such entity".to_owned());
/// let of = |text: &str| Pattern::of(text, &schema, &FlowClass::ALL, &nobody);
/// assert!(of("state -proposes-> document <-cites-{1,3} document").is_ok());
/// assert_eq!(of("state -proposes> document").unwrap_err().column, 16);
/// let refused = of("state -proposes-> document -mandates-> state").unwrap_err();
/// assert!(refused.message.starts_with("step 2"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// As it was written.
    pub text: String,
    first: Stop,
    moves: Vec<Move>,
    parts: Vec<Part>,
}

impl Pattern {
    /// Reads a pattern; `classes` are the classes of steps that are walked beside carriers, and `entity` gives the id and
    /// kind of what a node that is no kind names, or says why it names none.
    ///
    /// # Errors
    /// What is wrong, and where.
    pub fn of(
        text: &str,
        schema: &Schema,
        classes: &[FlowClass],
        entity: &dyn Fn(&str) -> Result<Named, String>,
    ) -> Result<Self, PatternFault> {
        let written = read::written(text)?;
        schema::Reader { schema, classes, entity }.pattern(text, &written)
    }
    /// The fewest steps of a path that matches.
    pub fn least_steps(&self) -> usize {
        fn least(parts: &[Part]) -> usize {
            let one = |part: &Part| match part {
                Part::Move(_) => 1,
                Part::Repeated(parts, repeat) => repeat.least.saturating_mul(least(parts)),
            };
            parts.iter().map(one).fold(0, usize::saturating_add)
        }
        least(&self.parts).max(1)
    }
    /// The most steps of a path that matches; none: any number.
    pub fn most_steps(&self) -> Option<usize> {
        fn most(parts: &[Part]) -> Option<usize> {
            let one = |part: &Part| match part {
                Part::Move(_) => Some(1),
                Part::Repeated(parts, repeat) => Some(repeat.most?.saturating_mul(most(parts)?)),
            };
            parts.iter().try_fold(0_usize, |sum, part| Some(sum.saturating_add(one(part)?)))
        }
        most(&self.parts)
    }
    /// What stands at its first node.
    pub fn first(&self) -> &Stop {
        &self.first
    }
    /// What stands at the node that is written last.
    pub fn last(&self) -> &Stop {
        self.moves.last().map_or(&self.first, |step| &step.to)
    }
    /// A step as it is written.
    pub(super) fn step(&self, place: usize) -> &str {
        &self.moves[place].text
    }
}

#[cfg(test)]
#[path = "pattern_tests.rs"]
mod tests;
