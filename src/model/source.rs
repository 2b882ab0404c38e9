//! A document that makes claims.

use super::{Date, Origin};

/// A document that makes claims. Its id is that of its document entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The id, which is also that of an entity of kind document.
    pub id: String,
    /// Who wrote it.
    pub author: String,
    /// Who published it.
    pub publisher: String,
    /// When it was published, if known.
    pub published: Option<Date>,
    /// The language of the text, `ja`.
    pub language: String,
    /// Where a reader finds it.
    pub url: String,
    /// The SHA-256 of the text that line numbers refer to, in lower-case hexadecimal; empty when no text is held.
    pub sha256: String,
    /// A remark for readers of the table.
    pub note: String,
    /// Every row that names this source.
    pub origins: Vec<Origin>,
}
