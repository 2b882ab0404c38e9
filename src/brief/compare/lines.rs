//! The record line by line: what one coding has that the other has not, and what both have and say differently.

use std::collections::{BTreeMap, BTreeSet};

use crate::result::{Cell, CellKind, CellRef, ColumnRole, Method, Table};

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Only the later coding has it.
    Added,
    /// Only the earlier one has it.
    Removed,
    /// Both have it, and it says something else.
    Altered,
    /// The same content stands under another id.
    Renumbered,
}

impl Change {
    /// Every value.
    pub const ALL: [Self; 4] = [Self::Added, Self::Removed, Self::Altered, Self::Renumbered];
    /// The word that tables use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Altered => "altered",
            Self::Renumbered => "renumbered",
        }
    }
}

/// The four sorts of lines that a record is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// Claims.
    Claim,
    /// Rows of positions.
    Position,
    /// Counts of decisions.
    Count,
    /// Entities.
    Entity,
}

impl Sort {
    /// Every value.
    pub const ALL: [Self; 4] = [Self::Claim, Self::Position, Self::Count, Self::Entity];
    /// The word that tables use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Position => "position",
            Self::Count => "count",
            Self::Entity => "entity",
        }
    }
    /// The table of a report that keeps them.
    pub(super) const fn table(self) -> &'static str {
        match self {
            Self::Claim => "claims",
            Self::Position => "position-claims",
            Self::Count => "counts",
            Self::Entity => "entities",
        }
    }
    /// What makes two lines the same line: the id that the coder gave; of what has none, what it is about and where.
    const fn key(self) -> &'static [ColumnRole] {
        match self {
            Self::Claim | Self::Entity => &[ColumnRole::Id],
            Self::Position => &[ColumnRole::Claims, ColumnRole::Actor, ColumnRole::Item],
            Self::Count => &[ColumnRole::Item, ColumnRole::Position, ColumnRole::Evidence],
        }
    }
    /// Whether a column is coded, and not counted from other lines.
    fn is_coded(self, role: ColumnRole) -> bool {
        self != Self::Entity || matches!(role, ColumnRole::Kind | ColumnRole::Label | ColumnRole::LabelJa)
    }
}

/// A line that is not the same in both.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// Of what sort it is.
    pub sort: Sort,
    /// What became of it.
    pub change: Change,
    /// Its id, that of the later coding where both have one.
    pub id: String,
    /// What it says, from end to end.
    pub says: String,
    /// What is different: `date: 2015 → 2016`, or the id that it had.
    pub what: String,
    /// Where the world says it.
    pub evidence: String,
    /// Actor and item of a position, subject and object of a claim.
    pub(super) ends: (String, String),
    /// The relation of a claim.
    pub(super) relation: String,
}

/// What two tables of one sort have in common and what not.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub(super) changed: Vec<Line>,
    pub(super) same: usize,
}

/// One row: what it says column by column.
type Content = Vec<(String, String)>;

impl Lines {
    /// Compares two tables of one sort of lines, of those whose id is taken.
    pub(super) fn between(sort: Sort, tables: [Option<&Table>; 2], takes: &dyn Fn(&str) -> bool) -> Self {
        let [before, now] = tables.map(|table| rows(sort, table, takes));
        let keys: BTreeSet<&String> = before.keys().chain(now.keys()).collect();
        let (mut found, mut gone, mut new) = (Self::default(), Vec::new(), Vec::new());
        for key in keys {
            let none = Vec::new();
            let (mut was, mut is) = (before.get(key).unwrap_or(&none).clone(), now.get(key).unwrap_or(&none).clone());
            // What both say under this key is the same, however often they say it.
            is.retain(|content| match was.iter().position(|other| other == content) {
                Some(at) => {
                    was.remove(at);
                    found.same += 1;
                    false
                }
                None => true,
            });
            for at in 0..was.len().max(is.len()) {
                match (was.get(at), is.get(at)) {
                    (Some(was), Some(is)) => found.changed.push(altered(sort, key, was, is)),
                    (Some(was), None) => gone.push(line(sort, Change::Removed, key, was)),
                    (None, Some(is)) => new.push(line(sort, Change::Added, key, is)),
                    (None, None) => {}
                }
            }
        }
        if sort == Sort::Claim {
            found.changed.extend(renumbered(&mut gone, &mut new, &before, &now));
        }
        found.changed.append(&mut gone);
        found.changed.append(&mut new);
        found.changed.sort();
        found
    }
    pub(super) fn count(&self, change: Change) -> usize {
        self.changed.iter().filter(|line| line.change == change).count()
    }
}

/// The rows of a table under their keys.
fn rows(sort: Sort, table: Option<&Table>, takes: &dyn Fn(&str) -> bool) -> BTreeMap<String, Vec<Content>> {
    let mut rows: BTreeMap<String, Vec<Content>> = BTreeMap::new();
    let Some(table) = table else { return rows };
    for row in 0..table.len() {
        let key = key(sort, table, row);
        if !takes(&key) {
            continue;
        }
        let coded = table.columns.iter().filter(|column| sort.is_coded(column.role));
        rows.entry(key)
            .or_default()
            .push(coded.map(|column| (column.name.clone(), column.cells.at(row).plain())).collect());
    }
    // Rows under one key stand in no order that a coder chose.
    rows.values_mut().for_each(|contents| contents.sort());
    rows
}

/// The rows of an earlier table whose lines are gone.
pub(super) fn gone(sort: Sort, table: &Table, lines: &Lines) -> Table {
    let removed = lines.changed.iter().filter(|line| line.change == Change::Removed);
    let ids: BTreeSet<&str> = removed.map(|line| line.id.as_str()).collect();
    let rows: Vec<usize> = (0..table.len()).filter(|row| ids.contains(key(sort, table, *row).as_str())).collect();
    table.pick(&rows)
}

/// What makes a row the same row in another table of its sort.
fn key(sort: Sort, table: &Table, row: usize) -> String {
    let parts = sort.key().iter().map(|role| table.cell(row, *role).map(CellRef::plain).unwrap_or_default());
    let mut parts: Vec<String> = parts.collect();
    if sort == Sort::Position { parts.swap_remove(0) } else { parts.join("/") }
}

fn cell<'a>(content: &'a Content, name: &str) -> &'a str {
    content.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value)
}

fn line(sort: Sort, change: Change, key: &str, content: &Content) -> Line {
    let of = |names: &[&str]| -> String {
        let parts: Vec<&str> = names.iter().map(|name| cell(content, name)).filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    };
    let says = match sort {
        Sort::Claim => of(&["subject", "relation", "object", "date"]),
        Sort::Position => of(&["actor", "says", "item", "date"]),
        Sort::Count => of(&["decision", "measure", "count", "as_of"]),
        Sort::Entity => of(&["kind", "name"]),
    };
    Line {
        sort,
        change,
        id: key.to_owned(),
        says,
        what: String::new(),
        evidence: cell(content, "evidence").to_owned(),
        ends: match sort {
            Sort::Claim => (of(&["subject"]), of(&["object"])),
            _ => (of(&["actor"]), of(&["item"])),
        },
        relation: of(&["relation"]),
    }
}

fn altered(sort: Sort, key: &str, was: &Content, is: &Content) -> Line {
    let shown = |value: &str| if value.is_empty() { "–".to_owned() } else { value.to_owned() };
    let different = is.iter().filter(|(name, value)| cell(was, name) != value.as_str());
    let what: Vec<String> =
        different.map(|(name, value)| format!("{name}: {} → {}", shown(cell(was, name)), shown(value))).collect();
    Line { what: what.join("; "), ..line(sort, Change::Altered, key, is) }
}

/// Takes the pairs of a removed and an added claim that say the same under two ids out of both lists.
fn renumbered(
    gone: &mut Vec<Line>,
    new: &mut Vec<Line>,
    before: &BTreeMap<String, Vec<Content>>,
    now: &BTreeMap<String, Vec<Content>>,
) -> Vec<Line> {
    // Ids are unique, so that a key has one content.
    let content = |rows: &BTreeMap<String, Vec<Content>>, line: &Line| -> Option<Content> {
        Some(rows.get(&line.id)?.first()?.iter().filter(|(name, _)| name != "claim").cloned().collect())
    };
    let mut waiting: BTreeMap<Content, Vec<String>> = BTreeMap::new();
    for line in gone.iter().rev() {
        if let Some(content) = content(before, line) {
            waiting.entry(content).or_default().push(line.id.clone());
        }
    }
    let mut found = Vec::new();
    let mut met = BTreeSet::new();
    new.retain(|line| {
        let id = content(now, line).and_then(|content| waiting.get_mut(&content)?.pop());
        if let Some(id) = &id {
            let what = format!("claim: {id} → {}", line.id);
            found.push(Line { change: Change::Renumbered, what, ..line.clone() });
            met.insert(id.clone());
        }
        id.is_none()
    });
    gone.retain(|line| !met.contains(&line.id));
    found
}

/// A row a line that is not the same in both.
pub(super) fn table(lines: &[&Line]) -> Table {
    let mut table = Table::new(
        "changed-record",
        Method::new("comparison of two codings, line by line", "").counting("lines", lines.len()),
    )
    .titled("What the record says now and did not, or no longer")
    .column("change", CellKind::Text, ColumnRole::Status, "")
    .column("line", CellKind::Text, ColumnRole::Class, "")
    .column("id", CellKind::Text, ColumnRole::Id, "")
    .column("says", CellKind::Text, ColumnRole::Label, "")
    .column("what", CellKind::Text, ColumnRole::Attribute, "")
    .column("evidence", CellKind::Text, ColumnRole::Evidence, "");
    for line in lines {
        table.push([
            Cell::text(line.change.word()),
            Cell::text(line.sort.word()),
            Cell::text(&line.id),
            Cell::text(&line.says),
            Cell::text(&line.what),
            Cell::text(&line.evidence),
        ]);
    }
    table
}
