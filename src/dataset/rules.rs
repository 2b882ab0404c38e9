//! The rules of the door, by their stable names, with an explanation for `check --explain`.

use crate::model::Severity;

/// A rule of the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The stable name.
    pub name: &'static str,
    /// What breaking it means.
    pub severity: Severity,
    /// What the rule says and why it is there.
    pub why: &'static str,
}

macro_rules! rules {
    ($($constant:ident $name:literal $severity:ident $why:literal)+) => {
        $(pub(crate) const $constant: Rule = Rule { name: $name, severity: Severity::$severity, why: $why };)+
        /// Every rule, by family.
        pub const ALL: &[Rule] = &[$($constant),+];
    };
}

rules! {
    MISSING_TABLE "missing-table" Fault
        "A dataset needs `entities.csv` (or `.json`), and `sources.csv` as soon as a row names a source. Every other table may be left out."
    EMPTY_DATASET "empty-dataset" Fault
        "The folder holds no table of a dataset. A dataset is a folder with `entities.csv`, `sources.csv`, `claims.csv` and so on."
    UNKNOWN_TABLE "unknown-table" Note
        "A file that is nearly named like a table is not read. Tables are sources, entities, claims, decisions, tallies, positions and codes."
    TWIN_TABLES "twin-tables" Fault
        "A table is written once: as CSV or as its JSON twin, not both."
    EMPTY_FILE "empty-file" Fault
        "A table has at least its header."
    EMPTY_TABLE "empty-table" Note
        "A table with a header and no row says nothing; it may be left out."
    NOT_UTF8 "not-utf8" Fault
        "Tables are UTF-8, with or without byte order mark. A byte in another encoding would change names silently, so the file is not read at all."
    NUL_BYTE "nul-byte" Fault
        "A NUL character is no text; it is the sign of a damaged or binary file."
    CELL_TOO_LONG "cell-too-long" Fault
        "A cell of more than 1 MiB is nearly always an unclosed quote."
    WRONG_DELIMITER "wrong-delimiter" Fault
        "Columns are separated by a comma, a semicolon or a tab. The delimiter is the one under which most names of the header are known."
    UNKNOWN_COLUMN "unknown-column" Fault
        "A column that no table has would be lost silently, so it is a fault. Columns may stand in any order."
    MISSING_COLUMN "missing-column" Fault
        "Without this column the table cannot be read."
    REPEATED_COLUMN "repeated-column" Fault
        "A column stands once in a table."
    RAGGED_ROW "ragged-row" Fault
        "A row has as many cells as the header. A delimiter inside a cell must be quoted."
    BAD_JSON "bad-json" Fault
        "The JSON twin of a table is an array with one object a record; the keys are the columns, all values are texts, numbers, yes/no or lists."
    BAD_PACKAGE "bad-package" Fault
        "`datapackage.json` is a Frictionless Data Package: a JSON object. Its list `uses` names the datasets loaded with this one."
    BAD_SCHEMA "bad-schema" Fault
        "A dataset's own `schema.json` adds kinds and relations as children of existing ones; it cannot change what is built in."
    MISSING_CELL "missing-cell" Fault
        "This cell must not be empty."
    ILL_FORMED_ID "ill-formed-id" Fault
        "An id begins with a letter or a digit and goes on with letters, digits, `-`, `_`, `.` or `:`. No spaces, so that ids can be listed and typed."
    REPEATED_ID "repeated-id" Fault
        "An id names one thing. Two rows of one table of one dataset cannot share it."
    UNKNOWN_ID "unknown-id" Fault
        "Every id that a row uses is defined: entities in `entities.csv`, sources in `sources.csv`, decisions in `decisions.csv`, here or in a dataset loaded with it."
    KIND_MISMATCH "kind-mismatch" Fault
        "The same id is the same entity in every dataset, so its kind must agree."
    UNKNOWN_KIND "unknown-kind" Fault
        "The kind of an entity is one of the schema's (`blocs show schema`), or a child added by the dataset."
    UNKNOWN_RELATION "unknown-relation" Fault
        "The relation of a claim is one of the schema's (`blocs show schema`), or a child added by the dataset."
    RELATION_ENDS "relation-ends" Fault
        "The schema says between which kinds a relation may run."
    OBJECT_OR_VALUE "object-or-value" Fault
        "A claim fills exactly one of `object` (an entity) and `value` (a number or text). Only a stance fills both: the item and the code taken on it."
    BAD_VALUE "bad-value" Fault
        "The schema gives the type of a relation's value: a count, a number, a word of a list, a text."
    UNDECLARED_QUALIFIER "undeclared-qualifier" Fault
        "The keys of `qualifiers` are declared by the relation in the schema; an unknown key would be read by nobody."
    BAD_QUALIFIER "bad-qualifier" Fault
        "Qualifiers are `key=value` pairs separated by `;`, each key once, each value of the type that the schema declares."
    UNKNOWN_CODE "unknown-code" Fault
        "A stance takes one of the codes that `codes.csv` declares for its item, so that a slip of the pen is no new camp."
    BAD_WORD "bad-word" Fault
        "This column takes one of a few words."
    BAD_DATE "bad-date" Fault
        "Dates are EDTF (ISO 8601-2): 2012-12-14, 2012-12, 2004/2005, 2017-12~, [2019-12..2020-08]; `..` as end of a state means still so."
    REVERSED_DATES "reversed-dates" Fault
        "What ends does not end before it began."
    END_OF_EVENT "end-of-event" Fault
        "An event happens at one instant: it has `begin` only. An uncertain instant is a set, [2019-12..2020-08]."
    BAD_NUMBER "bad-number" Fault
        "A count is a whole number, not negative and below 2^63."
    BAD_LINES "bad-lines" Fault
        "`lines` is a line of the source's text or a range, 12 or 12-15, counted from 1."
    EVIDENCE_WITHOUT_SOURCE "evidence-without-source" Fault
        "Lines and anchors are of a source: without one nobody can look them up."
    NO_EVIDENCE "no-evidence" Fault
        "Nothing without a claim: a row says which source supports it. A position may leave that to its decision's source."
    POSITION_WORD "position-word" Fault
        "Positions are for, against, abstain, present-not-voting, absent, not-eligible, signed and not-signed; an empty cell is not one of them."
    POSITION_PROCEDURE "position-procedure" Fault
        "The procedure of a decision says which positions can be taken: a signature is not a vote."
    DECISION_KIND "decision-kind" Fault
        "A decision is an entity of kind decision; its document and forum are entities of such kinds."
    POSITION_ACTOR "position-actor" Fault
        "Only actors take positions."
    CYCLE "cycle" Fault
        "A thing cannot be a part of itself, nor a bloc a member of itself, however many steps lie between."
    UNKNOWN_WORD "unknown-word" Fault
        "An imported table holds words that no code explains. They are listed with their counts and never guessed: `--codes word=position,...` explains them, `-` means no record."
    BAD_GRAPH_FILE "bad-graph-file" Fault
        "A graph of another program is well formed and flat: one graph a file, each id once, ties between its nodes, values of the type their key declares. Entities that the file defines, graphs within graphs and ties of more than two ends are not read, and nothing is left out without a word."
    TOO_MANY_CODES "too-many-codes" Fault
        "An item has at most 62 codes."
    LINES_BEYOND_TEXT "lines-beyond-text" Fault
        "The line range ends after the last line of the source's text."
    ANCHOR_NOT_FOUND "anchor-not-found" Fault
        "An anchor stands in the lines it is given for, after NFKC folding and without regard to white space. A failed proof means that the line or the term is wrong."
    POSITION_REPEATED "position-repeated" Note
        "The same position of one actor on one decision is recorded twice by one source: one position with two claims."
    SELF_CONTRADICTION "self-contradiction" Conflict
        "One source gives two different positions of one actor on one decision, at the same date. Neither is believed over the other: the actor has no position there."
    SOURCES_DISAGREE "sources-disagree" Conflict
        "Two sources give different positions of one actor on one decision, at the same date. Neither is believed over the other: the actor has no position there."
    TALLY_EXCEEDED "tally-exceeded" Conflict
        "More actors are named with a position than the tally counts."
    COUNTS_DIFFER "counts-differ" Conflict
        "Two counts of one measure differ at the same `as_of`. Differences at different dates are no conflict."
    ENTITY_DIFFERS "entity-differs" Conflict
        "Two datasets describe one entity or decision differently. Names and aliases unite; other differences are kept and reported."
    DENIED_AND_CLAIMED "denied-and-claimed" Conflict
        "One source says so, another that it is not so. The denied claim is never drawn; both are kept."
    SEVERAL_SERIES "several-series" Conflict
        "A session is an instance of one series, and claims name two. Neither is believed over the other: who takes part in it is counted in none."
    LISTS_DIFFER "lists-differ" Conflict
        "Two sources give complete lists of one body, as of the same time or of all time, and name others. Neither is believed over the other: whom one of them leaves out is neither in nor out."
    PLANNED_THEN_HELD "planned-then-held" Note
        "A planned event was later reported as held: two claims about one thing, both kept."
    AHEAD_OF_SOURCE "ahead-of-source" Note
        "A claim is coded as actual and begins after its source was published: the source can only have planned or expected it. Code it as planned, give it a modality, or check the two dates."
    TEXT_NOT_HELD "text-not-held" Note
        "No text with the source's SHA-256 lies in the folder given by --sources, so its anchors were not looked up."
}

/// The rule of this name.
pub fn by_name(name: &str) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.name == name)
}
