//! The tables of a dataset and their columns, with the usual misnomers, so that a wrong header gets a polite hint.

use std::sync::Arc;

use crate::model::Snippet;

use super::faults::Faults;
use super::rules;
use super::words::shorten;

/// A column of a table.
#[derive(Debug)]
pub struct ColumnSpec {
    /// The name in the header.
    pub name: &'static str,
    /// Whether the table is unusable without it.
    pub required: bool,
}

/// The tables of a dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableKind {
    /// Documents that make claims.
    Sources,
    /// Nodes.
    Entities,
    /// Claims.
    Claims,
    /// Decisions.
    Decisions,
    /// Counts of decisions.
    Tallies,
    /// Positions on decisions.
    Positions,
    /// Stances that can be taken.
    Codes,
}

const fn must(name: &'static str) -> ColumnSpec {
    ColumnSpec { name, required: true }
}
const fn may(name: &'static str) -> ColumnSpec {
    ColumnSpec { name, required: false }
}

const SOURCES: &[ColumnSpec] = &[
    must("id"),
    may("author"),
    may("publisher"),
    may("published"),
    may("language"),
    may("url"),
    may("sha256"),
    may("note"),
];
const ENTITIES: &[ColumnSpec] =
    &[must("id"), must("kind"), must("name"), may("name_ja"), may("aliases"), may("iso3"), may("note")];
const CLAIMS: &[ColumnSpec] = &[
    must("id"),
    must("subject"),
    must("relation"),
    must("object"),
    may("value"),
    may("begin"),
    may("end"),
    may("status"),
    may("certainty"),
    may("modality"),
    may("open"),
    may("attributed_to"),
    may("as_of"),
    may("qualifiers"),
    must("source"),
    may("lines"),
    may("anchor"),
    may("note"),
];
const DECISIONS: &[ColumnSpec] =
    &[must("id"), must("procedure"), may("forum"), may("document"), may("date"), may("rule"), may("series")];
const TALLIES: &[ColumnSpec] = &[
    must("decision"),
    must("measure"),
    must("value"),
    may("bound"),
    may("as_of"),
    may("status"),
    may("certainty"),
    may("attributed_to"),
    must("source"),
    may("lines"),
    may("anchor"),
];
const POSITIONS: &[ColumnSpec] = &[
    must("decision"),
    must("actor"),
    must("position"),
    may("date"),
    may("certainty"),
    may("attributed_to"),
    may("reason"),
    may("source"),
    may("lines"),
    may("anchor"),
    may("note"),
];
const CODES: &[ColumnSpec] = &[must("item"), must("code"), must("label"), may("label_ja"), may("order"), may("side")];

/// What people call our columns.
const MISNOMERS: &[(&str, &str)] = &[
    ("from", "subject"),
    ("source_id", "source"),
    ("doc", "source"),
    ("document_id", "source"),
    ("to", "object"),
    ("target", "object"),
    ("predicate", "relation"),
    ("type", "kind"),
    ("label", "name"),
    ("title", "name"),
    ("name_en", "name"),
    ("name_jp", "name_ja"),
    ("japanese", "name_ja"),
    ("alias", "aliases"),
    ("iso", "iso3"),
    ("country_code", "iso3"),
    ("start", "begin"),
    ("start_date", "begin"),
    ("end_date", "end"),
    ("until", "end"),
    ("vote", "position"),
    ("choice", "position"),
    ("stance", "position"),
    ("country", "actor"),
    ("state", "actor"),
    ("member", "actor"),
    ("resolution", "decision"),
    ("rcid", "decision"),
    ("line", "lines"),
    ("pages", "lines"),
    ("anchors", "anchor"),
    ("quote", "anchor"),
    ("comment", "note"),
    ("notes", "note"),
    ("remark", "note"),
    ("confidence", "certainty"),
    ("asof", "as_of"),
    ("as-of", "as_of"),
    ("attributed", "attributed_to"),
    ("qualifier", "qualifiers"),
    ("open_list", "open"),
    ("count", "value"),
    ("hash", "sha256"),
];

impl TableKind {
    /// Every table, in the order in which they are read.
    pub const ALL: [Self; 7] =
        [Self::Sources, Self::Entities, Self::Decisions, Self::Codes, Self::Claims, Self::Tallies, Self::Positions];

    /// The stem of its file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sources => "sources",
            Self::Entities => "entities",
            Self::Claims => "claims",
            Self::Decisions => "decisions",
            Self::Tallies => "tallies",
            Self::Positions => "positions",
            Self::Codes => "codes",
        }
    }
    /// Its columns, in the order in which we write them.
    pub const fn columns(self) -> &'static [ColumnSpec] {
        match self {
            Self::Sources => SOURCES,
            Self::Entities => ENTITIES,
            Self::Claims => CLAIMS,
            Self::Decisions => DECISIONS,
            Self::Tallies => TALLIES,
            Self::Positions => POSITIONS,
            Self::Codes => CODES,
        }
    }
    /// Whether a file of a dataset's folder is this table: `claims.csv`, `claims.json`, `positions/1998.csv`.
    pub fn of_file(name: &str) -> Option<Self> {
        let stem = name.strip_suffix(".csv").or_else(|| name.strip_suffix(".json"))?;
        Self::ALL
            .into_iter()
            .find(|kind| stem == kind.name() || (*kind == Self::Positions && stem.starts_with("positions/")))
    }
    /// The header as a file would have it.
    pub fn header(self) -> String {
        self.columns().iter().map(|spec| spec.name).collect::<Vec<_>>().join(",")
    }
    /// What an unknown column was probably meant to be.
    pub fn hint(self, name: &str) -> String {
        let has = |column: &str| self.columns().iter().any(|spec| spec.name == column);
        if let Some((_, meant)) = MISNOMERS.iter().find(|(misnomer, meant)| *misnomer == name && has(meant)) {
            return format!("did you mean `{meant}`?");
        }
        let names: Vec<&str> = self.columns().iter().map(|spec| spec.name).collect();
        crate::model::near::hint(name, &names)
    }

    /// Where each column stands in a header; unknown, repeated and missing columns are faults, and then `None`.
    pub(super) fn places(
        self,
        file: &Arc<str>,
        header: &[String],
        faults: &mut Faults,
        locate: impl Fn(usize) -> (u64, u64, Option<Snippet>),
    ) -> Option<Vec<Option<usize>>> {
        let mut sound = true;
        for (at, name) in header.iter().enumerate() {
            if header[..at].contains(name) && !name.is_empty() {
                let message = format!("column `{}` twice", shorten(name));
                faults.push(rules::REPEATED_COLUMN, file, locate(at), message, "each column once", "");
                sound = false;
            } else if !self.columns().iter().any(|spec| spec.name == name) && !name.is_empty() {
                let message = format!("unknown column `{}`", shorten(name));
                let expected = format!("one of {}", self.header());
                faults.push(rules::UNKNOWN_COLUMN, file, locate(at), message, &expected, self.hint(name));
                sound = false;
            }
        }
        let places: Vec<Option<usize>> =
            self.columns().iter().map(|spec| header.iter().position(|name| name == spec.name)).collect();
        for (spec, place) in self.columns().iter().zip(&places) {
            if spec.required && place.is_none() {
                let message = format!("column `{}` is missing", spec.name);
                faults.push(
                    rules::MISSING_COLUMN,
                    file,
                    locate(0),
                    message,
                    &format!("a header: {}", self.header()),
                    "",
                );
                sound = false;
            }
        }
        sound.then_some(places)
    }
}
