//! The answers cell by cell: which changed, and which changed claims lie behind each.

use std::collections::{BTreeMap, BTreeSet};

use crate::result::{Cell, CellKind, CellRef, ColumnRole, Method, Table, Undefined};

use super::lines::{Line, Lines};

/// The answers that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// The group of each actor.
    Groups,
    /// The agreement of each pair.
    Agreement,
    /// The overlap of each pair of forums.
    Overlap,
    /// Each documented step.
    Steps,
    /// Which texts and bodies a documented path joins.
    Paths,
    /// The steps of the main path.
    MainPath,
}

impl Answer {
    /// Every answer, in the order of the page.
    pub const ALL: [Self; 6] = [Self::Groups, Self::Agreement, Self::Overlap, Self::Steps, Self::Paths, Self::MainPath];
    /// The table of a report that holds it.
    pub(super) const fn table(self) -> &'static str {
        match self {
            Self::Groups => "clusters",
            Self::Agreement => "agreement",
            Self::Overlap => "forum-overlap",
            Self::Steps => "lineage",
            Self::Paths => "documented-paths",
            Self::MainPath => "main-path",
        }
    }
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Groups => "Who is in another group",
            Self::Agreement => "Pairs whose agreement changed",
            Self::Overlap => "Forums whose overlap changed",
            Self::Steps => "Documented steps that changed",
            Self::Paths => "Documented paths that changed",
            Self::MainPath => "Steps on and off the main path",
        }
    }
}

/// A cell that is not the same in both; empty where one of the two has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The actor, forum or text.
    pub one: String,
    /// The other end of a pair.
    pub other: String,
    /// What the earlier coding says.
    pub was: String,
    /// What the later one says.
    pub is: String,
    /// The claims behind it that changed.
    pub claims: Vec<String>,
}

/// The cells of one answer.
#[derive(Debug, Clone, Default)]
pub(super) struct Cells {
    pub(super) changed: Vec<Changed>,
    /// Cells of either.
    pub(super) all: usize,
}

/// The changed lines of the record, by what they lie behind.
pub(super) struct Behind<'a> {
    /// Ids of claims and rows that were added, removed or altered.
    ids: BTreeSet<&'a str>,
    /// What changed of each actor, item by item.
    positions: BTreeMap<&'a str, BTreeMap<&'a str, BTreeSet<&'a str>>>,
    /// The items of each actor in either coding.
    items: BTreeMap<String, BTreeSet<String>>,
    /// The claims that place somebody in a forum, or no longer do.
    members: BTreeMap<String, BTreeSet<String>>,
}

impl<'a> Behind<'a> {
    pub(super) fn of(
        claims: &'a [&'a Line],
        positions: &'a Lines,
        tables: &dyn Fn(&str) -> [Option<&'a Table>; 2],
    ) -> Self {
        let ids: BTreeSet<&str> =
            claims.iter().copied().chain(&positions.changed).map(|line| line.id.as_str()).collect();
        let mut of: BTreeMap<&str, BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
        for line in &positions.changed {
            let (actor, item) = (line.ends.0.as_str(), line.ends.1.as_str());
            of.entry(actor).or_default().entry(item).or_default().insert(line.id.as_str());
        }
        let mut items: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for table in tables("position-claims").into_iter().flatten() {
            for row in 0..table.len() {
                let actor = table.text(row, ColumnRole::Actor).to_owned();
                items.entry(actor).or_default().insert(table.text(row, ColumnRole::Item).to_owned());
            }
        }
        let sits = |table: Option<&Table>| -> BTreeMap<(String, String), (String, Vec<String>)> {
            let rows = table.into_iter().flat_map(|table| (0..table.len()).map(move |row| (table, row)));
            rows.map(|(table, row)| {
                let ends =
                    (table.text(row, ColumnRole::Actor).to_owned(), table.text(row, ColumnRole::Other).to_owned());
                (ends, (table.text(row, ColumnRole::Status).to_owned(), claims_of(table, row)))
            })
            .collect()
        };
        let [before, now] = tables("memberships").map(sits);
        let mut members: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let ends: BTreeSet<&(String, String)> = before.keys().chain(now.keys()).collect();
        for ends in ends {
            let sides = [before.get(ends), now.get(ends)];
            let claims = sides.into_iter().flatten().flat_map(|(_, claims)| claims);
            let changed = claims.filter(|id| ids.contains(id.as_str())).cloned();
            members.entry(ends.1.clone()).or_default().extend(changed);
        }
        // Whoever is denied a seat has no row there: the claim is found by its relation and the forum that it names.
        let placing: BTreeSet<&String> =
            [&before, &now].into_iter().flat_map(|side| side.values()).flat_map(|(_, claims)| claims).collect();
        let mut relations: BTreeSet<&str> = BTreeSet::new();
        for table in tables("claims").into_iter().flatten() {
            let place = |row: &usize| placing.contains(&table.text(*row, ColumnRole::Id).to_owned());
            relations.extend((0..table.len()).filter(place).map(|row| table.text(row, ColumnRole::Class)));
        }
        for line in claims.iter().filter(|line| relations.contains(line.relation.as_str())) {
            for end in [&line.ends.0, &line.ends.1] {
                members.entry(end.clone()).or_default().insert(line.id.clone());
            }
        }
        Self { ids, positions: of, items, members }
    }
    fn listed(&self, claims: impl IntoIterator<Item = String>) -> Vec<String> {
        let kept: BTreeSet<String> = claims.into_iter().filter(|id| self.ids.contains(id.as_str())).collect();
        kept.into_iter().collect()
    }
    /// The changed claims on an actor's positions; with another actor, only on items where that one is recorded too.
    fn positions(&self, actor: &str, with: Option<&str>) -> impl Iterator<Item = String> + '_ {
        let met = with.map(|other| self.items.get(other));
        let items = self.positions.get(actor).into_iter().flatten();
        let counts = move |item: &str| met.is_none_or(|met| met.is_some_and(|met| met.contains(item)));
        items.filter(move |(item, _)| counts(item)).flat_map(|(_, ids)| ids.iter().map(|id| (*id).to_owned()))
    }
}

fn claims_of(table: &Table, row: usize) -> Vec<String> {
    match table.cell(row, ColumnRole::Claims) {
        Some(CellRef::List(ids)) => ids.to_vec(),
        Some(CellRef::Text(id)) => vec![id.to_owned()],
        _ => Vec::new(),
    }
}

/// What each cell says, and the claims that its row names.
type Said = BTreeMap<(String, String), (String, Vec<String>)>;

impl Cells {
    pub(super) fn between(answer: Answer, tables: [&Table; 2], behind: &Behind<'_>) -> Self {
        if answer == Answer::Groups {
            return groups(tables, behind);
        }
        let [was, is] = tables.map(|table| said(answer, table));
        let ends: BTreeSet<&(String, String)> = was.keys().chain(is.keys()).collect();
        let mut cells = Self { changed: Vec::new(), all: ends.len() };
        for ends in ends {
            let sides = [was.get(ends), is.get(ends)];
            let [before, now] = sides.map(|side| side.map_or("", |(text, _)| text));
            if before == now {
                continue;
            }
            let (one, other) = ends;
            let named = sides.into_iter().flatten().flat_map(|(_, claims)| claims.iter().cloned());
            let claims = match answer {
                Answer::Agreement => {
                    behind.listed(behind.positions(one, Some(other)).chain(behind.positions(other, Some(one))))
                }
                Answer::Overlap => {
                    behind.listed([one, other].into_iter().flat_map(|end| behind.members.get(end)).flatten().cloned())
                }
                _ => behind.listed(named),
            };
            let [was, is] = [before, now].map(str::to_owned);
            // The relation that tells two steps of the same ends apart stands in what they say.
            let other = other.split(SAME_ENDS).next().unwrap_or_default().to_owned();
            cells.changed.push(Changed { one: one.clone(), other, was, is, claims });
        }
        cells
    }
    /// The cells as a table; of what no changed claim lies behind, that is said.
    pub(super) fn table(&self, answer: Answer) -> Table {
        let method = Method::new("comparison of two codings, cell by cell", "")
            .with("answer", answer.table())
            .counting("cells", self.all)
            .counting("changed", self.changed.len());
        let pairs = answer != Answer::Groups;
        let first = match answer {
            Answer::Groups | Answer::Agreement => "actor",
            Answer::Overlap => "forum",
            _ => "from",
        };
        let second = if matches!(answer, Answer::Agreement | Answer::Overlap) { "other" } else { "to" };
        let mut table = Table::new(format!("changed-{}", answer.table()), method).titled(answer.title()).column(
            first,
            CellKind::Text,
            ColumnRole::Actor,
            "",
        );
        if pairs {
            table = table.column(second, CellKind::Text, ColumnRole::Other, "");
        }
        table = table
            .column("was", CellKind::Text, ColumnRole::Attribute, "")
            .column("is", CellKind::Text, ColumnRole::Value, "")
            .column("claims", CellKind::List, ColumnRole::Claims, "");
        for cell in &self.changed {
            let ends = [&cell.one, &cell.other].into_iter().take(1 + usize::from(pairs)).map(Cell::text);
            let claims = match cell.claims.as_slice() {
                [] => Cell::Undefined(Undefined::because(
                    "no claim of its own changed: it follows from claims on others, or from an option",
                )),
                claims => Cell::List(claims.to_vec()),
            };
            table.push(ends.chain([Cell::text(&cell.was), Cell::text(&cell.is), claims]));
        }
        table
    }
}

/// Between the id of an end and what tells steps of the same ends apart.
const SAME_ENDS: char = '\u{1f}';

fn said(answer: Answer, table: &Table) -> Said {
    let text = |row: usize, role: ColumnRole| table.cell(row, role).map(CellRef::plain).unwrap_or_default();
    let named =
        |row: usize, name: &str| table.named(name).map(|column| column.cells.at(row).plain()).unwrap_or_default();
    let reason = |row: usize, role: ColumnRole| match table.cell(row, role) {
        Some(CellRef::Undefined(why)) => why.reason().to_owned(),
        Some(cell) => cell.plain(),
        None => String::new(),
    };
    let words = |parts: &[String]| parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(", ");
    let mut said = Said::new();
    for row in 0..table.len() {
        let (first, second) = match answer {
            Answer::Agreement | Answer::Overlap => (ColumnRole::Actor, ColumnRole::Other),
            _ => (ColumnRole::Id, ColumnRole::Other),
        };
        let (one, mut other) = (text(row, first), text(row, second));
        let claims = claims_of(table, row);
        let says = match answer {
            Answer::Agreement => format!("{} (n = {})", reason(row, ColumnRole::Value), text(row, ColumnRole::Count)),
            Answer::Overlap => {
                let bounds = [ColumnRole::Low, ColumnRole::High].map(|role| reason(row, role));
                let bounds = if bounds[0] == bounds[1] { bounds[0].clone() } else { bounds.join("–") };
                format!("{bounds} (n = {})", text(row, ColumnRole::Count))
            }
            Answer::Steps => {
                let relation = named(row, "relation");
                other = format!("{other}{SAME_ENDS}{relation}");
                let parts = [named(row, "date"), text(row, ColumnRole::Status), named(row, "modality")];
                let certainty = text(row, ColumnRole::Certainty);
                format!("{relation}: {} (n = {})", words(&[&parts[..], &[certainty]].concat()), claims.len())
            }
            Answer::Paths => format!("{} ({})", text(row, ColumnRole::Value), text(row, ColumnRole::Status)),
            Answer::MainPath => "•".to_owned(),
            Answer::Groups => String::new(),
        };
        let cell = said.entry((one, other)).or_default();
        if cell.0.is_empty() {
            cell.0 = says;
        } else if cell.0 != says {
            cell.0 = format!("{}; {says}", cell.0);
        }
        cell.1.extend(claims);
    }
    said
}

/// Which group of the later coding is which of the earlier: the pair that shares most actors first, each once.
pub(super) fn matched(was: &BTreeMap<String, String>, is: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut shared: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (actor, group) in is {
        if let Some(before) = was.get(actor) {
            *shared.entry((group, before)).or_default() += 1;
        }
    }
    let mut pairs: Vec<((&str, &str), usize)> = shared.into_iter().collect();
    pairs.sort_by_key(|(ends, n)| (std::cmp::Reverse(*n), *ends));
    let mut matched: BTreeMap<String, String> = BTreeMap::new();
    for ((group, before), _) in pairs {
        if !matched.contains_key(group) && !matched.values().any(|taken| taken == before) {
            matched.insert(group.to_owned(), before.to_owned());
        }
    }
    matched
}

/// The group of each actor that has one.
pub(super) fn grouping(table: &Table) -> BTreeMap<String, String> {
    let group = |row: usize| match table.cell(row, ColumnRole::Group) {
        Some(CellRef::Text(group)) => Some((table.text(row, ColumnRole::Actor).to_owned(), group.to_owned())),
        _ => None,
    };
    (0..table.len()).filter_map(group).collect()
}

fn groups(tables: [&Table; 2], behind: &Behind<'_>) -> Cells {
    let [was, is] = tables.map(grouping);
    let matched = matched(&was, &is);
    let actors = |table: &Table| -> BTreeSet<String> {
        (0..table.len()).map(|row| table.text(row, ColumnRole::Actor).to_owned()).collect()
    };
    let [before, now] = tables.map(actors);
    let all: BTreeSet<&String> = before.iter().chain(&now).collect();
    let mut cells = Cells { changed: Vec::new(), all: all.len() };
    for actor in all {
        let (group, then) = (is.get(actor), was.get(actor));
        let same = group.map(|group| matched.get(group)) == then.map(Some);
        if same {
            continue;
        }
        let now = match group {
            None => String::new(),
            Some(group) => match matched.get(group) {
                Some(before) if before != group => format!("{group} (= {before})"),
                _ => group.clone(),
            },
        };
        let claims = behind.listed(behind.positions(actor, None));
        let was = then.cloned().unwrap_or_default();
        cells.changed.push(Changed { one: actor.clone(), other: String::new(), was, is: now, claims });
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_matched_by_their_members() {
        // Then c1 = {a, b, c}, c2 = {d, e}. Now c1 = {d, e, f}, c2 = {a, b}, c3 = {c}: c2 shares two actors with c1 of
        // then, c1 two with c2 of then, and c3 is new. So c (which left) and f (which came) changed, nobody else.
        let grouping = |groups: &[(&str, &str)]| {
            let mut table = Table::new("clusters", Method::default())
                .column("actor", CellKind::Text, ColumnRole::Actor, "")
                .column("group", CellKind::Text, ColumnRole::Group, "");
            groups.iter().for_each(|(actor, group)| table.push([Cell::text(*actor), Cell::text(*group)]));
            table
        };
        let was = grouping(&[("a", "c1"), ("b", "c1"), ("c", "c1"), ("d", "c2"), ("e", "c2")]);
        let is = grouping(&[("a", "c2"), ("b", "c2"), ("c", "c3"), ("d", "c1"), ("e", "c1"), ("f", "c1")]);
        let nothing = Lines::default();
        let behind = Behind::of(&[], &nothing, &|_| [None, None]);
        let cells = Cells::between(Answer::Groups, [&was, &is], &behind);
        let told: Vec<_> =
            cells.changed.iter().map(|cell| (cell.one.as_str(), cell.was.as_str(), cell.is.as_str())).collect();
        assert_eq!(told, [("c", "c1", "c3"), ("f", "", "c1 (= c2)")]);
        assert_eq!(cells.all, 6);
        assert!(
            cells.table(Answer::Groups).columns.last().unwrap().cells.at(0).plain().contains("no claim of its own")
        );
    }

    #[test]
    fn two_steps_of_the_same_ends_are_told_apart() {
        let steps = |rows: &[(&str, &str)]| {
            let mut table = Table::new("lineage", Method::default())
                .column("from", CellKind::Text, ColumnRole::Id, "")
                .column("to", CellKind::Text, ColumnRole::Other, "")
                .column("relation", CellKind::Text, ColumnRole::Attribute, "")
                .column("date", CellKind::Text, ColumnRole::Attribute, "")
                .column("claims", CellKind::List, ColumnRole::Claims, "");
            for (relation, date) in rows {
                let claims = Cell::List(vec![format!("{relation}-{date}")]);
                table.push([Cell::text("x"), Cell::text("y"), Cell::text(*relation), Cell::text(*date), claims]);
            }
            table
        };
        let nothing = Lines::default();
        let behind = Behind::of(&[], &nothing, &|_| [None, None]);
        let (was, is) =
            (steps(&[("cites", "2001"), ("adopts", "2002")]), steps(&[("cites", "2001"), ("adopts", "2003")]));
        let cells = Cells::between(Answer::Steps, [&was, &is], &behind);
        assert_eq!((cells.all, cells.changed.len()), (2, 1));
        let changed = &cells.changed[0];
        assert_eq!([&changed.other, &changed.was, &changed.is], ["y", "adopts: 2002 (n = 1)", "adopts: 2003 (n = 1)"]);
    }
}
