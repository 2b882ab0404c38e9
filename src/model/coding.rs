//! What one coder wrote before claims were settled.

use super::Lines;

/// A claim of one coder: only what agreement between coders looks at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CodedClaim {
    /// The coder, by the name of the file: `a`.
    pub coder: String,
    /// The coder's own id of the claim.
    pub id: String,
    /// The text, as the coder names it.
    pub source: String,
    /// Where it stands.
    pub lines: Lines,
    /// The subject, under the id that stands for both coders.
    pub subject: String,
    /// The relation, likewise.
    pub relation: String,
    /// The object, likewise; empty for a value.
    pub object: String,
}
