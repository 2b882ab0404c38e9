//! A node: an actor, an arena, an act or an idea that claims speak of.

use super::Origin;

/// Something that claims speak of. Its `kind` is one of the schema's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Stable and unique, `g7-lucca-declaration`.
    pub id: String,
    /// A kind of the schema, `document`.
    pub kind: String,
    /// The name in English.
    pub name: String,
    /// The name in Japanese; empty when none is known.
    pub name_ja: String,
    /// Other names, in either language.
    pub aliases: Vec<String>,
    /// ISO 3166-1 alpha-3, for states; empty otherwise.
    pub iso3: String,
    /// A remark for readers of the table.
    pub note: String,
    /// Every row that names this entity; several when datasets were merged.
    pub origins: Vec<Origin>,
}
