//! The words: what a coded document is made of, before anything is computed.
//!
//! A [`Claim`] is the atom: who says what, and where. A [`Decision`] gathers positions and tallies; a [`Schema`]
//! says which kinds and relations there are and which question reads them; a [`Diagnostic`] says what is wrong with
//! a table, and where. Nothing here reads a file or computes a score.

pub mod cells;
pub mod characters;
pub mod claim;
pub mod coding;
pub mod complete_list;
pub mod dataset;
pub mod date;
pub mod decision;
pub mod diagnostic;
pub mod entity;
pub mod evidence;
pub mod near;
pub mod position;
pub mod qualifiers;
pub mod roll_calls;
pub mod schema;
pub mod source;

pub use cells::Cells;
pub use characters::{is_no_number, tame};
pub use claim::{Certainty, Claim, Modality, Openness, Status, Target};
pub use coding::CodedClaim;
pub use dataset::{Dataset, PositionDetail, PositionRow, PositionTable};
pub use date::{Date, Day, Span};
pub use decision::{Decision, Measure, Procedure, Tally};
pub use diagnostic::{Diagnostic, Severity, Snippet};
pub use entity::Entity;
pub use evidence::{Evidence, Lines, Origin};
pub use position::{Position, StanceCode};
pub use roll_calls::RollCalls;
pub use schema::{
    ActorEnd, Class, Direction, FlowClass, Kind, Participation, Relation, Role, Schema, TimeKind, ValueKind,
};
pub use source::Source;
