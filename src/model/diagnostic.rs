//! What is wrong with a table, or worth knowing of it, and where.

use std::sync::Arc;

use super::claim::words;

words! {
    /// Faults, conflicts and notes are three things.
    Severity {
        /// The tables break a rule: nothing is computed from them.
        Fault = "fault",
        /// Two claims disagree: both are kept, none is believed over the other.
        Conflict = "conflict",
        /// Worth knowing, nothing to mend.
        Note = "note",
    }
}

/// The line at fault, with the cell that is meant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Snippet {
    /// The line as it stands in the file, shortened around the cell when it is long.
    pub text: String,
    /// Where the cell begins in `text`, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// One thing to say about a table: where, what was found, what was expected, and how to mend it.
///
/// Diagnostics sort by severity, file, line and column, so that a report has one order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Fault, conflict or note.
    pub severity: Severity,
    /// The file as the reader named it.
    pub file: Arc<str>,
    /// Counted from 1; 0 when the file as a whole is meant.
    pub line: u64,
    /// The character in the line, counted from 1; 0 when the record as a whole is meant.
    pub column: u64,
    /// The rule's stable name, `unknown-id`.
    pub rule: &'static str,
    /// What was found, as one sentence.
    pub message: String,
    /// What was expected; empty when the message says it.
    pub expected: String,
    /// How to mend it; empty when there is nothing to offer.
    pub hint: String,
    /// The line and the cell, where there is one.
    pub snippet: Option<Snippet>,
}
