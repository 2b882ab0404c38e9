//! How groups split on an item: who holds what, of whom nothing is known, and who departs.

use std::collections::BTreeMap;

use crate::result::{Cell, CellKind, ColumnRole, Method, Table, Undefined};
use crate::view::positions::Inheritance;
use crate::view::{DatedGroup, GroupsBy, Held, NamedGroup, Positions};

use super::super::agreement::{Options as AgreementOptions, plural, set_apart};

/// How one group stands on one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupSplit {
    /// The group, with its members at the time of the item.
    pub group: NamedGroup,
    /// What the group itself holds, where a source says so.
    pub says: Option<String>,
    /// Position -> the members that hold it of their own.
    pub held: BTreeMap<String, Vec<String>>,
    /// Members on which a position was passed down: it is no departure, and no part of a majority.
    pub inherited: Vec<String>,
    /// What is on record of members that is no position under the rules -> these members: absent, not eligible.
    pub without: BTreeMap<String, Vec<String>>,
    /// Members of whom nothing is on record.
    pub unknown: Vec<String>,
    /// What a member's own position is compared with.
    pub norm: Norm,
    /// Members whose position is unlike that.
    pub departs: Vec<String>,
    /// What must be said of members beside the word of their position: that one is itself a group, that its own wording
    /// is only near the word.
    pub marks: BTreeMap<String, Vec<&'static str>>,
}

impl GroupSplit {
    /// How many members hold a position, and how many of these in a wording that is only near it: `low: 2 (1 near)`.
    fn holding(&self, word: &str, members: &[String]) -> String {
        let near = |member: &&String| self.marks.get(*member).is_some_and(|marks| marks.contains(&"near"));
        match members.iter().filter(near).count() {
            0 => format!("{word}: {}", members.len()),
            near => format!("{word}: {} ({near} near)", members.len()),
        }
    }
    /// A member that departs, with what it holds: `eu (not-signed, itself a group)`.
    fn departing(&self, member: &str) -> String {
        let held = self.held.iter().find(|(_, members)| members.iter().any(|other| other == member));
        let marks = self.marks.get(member).into_iter().flatten().copied();
        let open = matches!(self.norm, Norm::Open(..)).then_some("open");
        let said: Vec<&str> = held.map(|(word, _)| word.as_str()).into_iter().chain(marks).chain(open).collect();
        format!("{member} ({})", said.join(", "))
    }
}

/// What a member of a group departs from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Norm {
    /// The position that the group itself holds.
    Group(String),
    /// The position of more than half of the members that hold one or may hold one, where the group itself holds none: of
    /// how many.
    Most(String, usize),
    /// The same of those with a known position alone, and of how many members no own position is known: these could turn it,
    /// so that whoever departs departs as far as is known.
    Open(String, usize, usize),
    /// Nothing: the group holds no position, and more members hold this one than another, but not more than half.
    Minority(String, usize),
    /// Nothing: the group holds no position, and of those of its members two are held by equally many.
    Divided,
}

impl Norm {
    fn position(&self) -> Option<&str> {
        match self {
            Self::Group(word) | Self::Most(word, _) | Self::Open(word, ..) => Some(word),
            Self::Minority(..) | Self::Divided => None,
        }
    }
    fn sentence(&self, known: usize) -> String {
        match self {
            Self::Group(word) => format!("{word}, held by the group"),
            Self::Most(word, holders) => format!("{word}, held by {holders} of {known} known"),
            Self::Open(word, holders, others) => {
                format!("open: {word}, held by {holders} of {known} known; of {others} no own position is known")
            }
            Self::Minority(word, holders) => {
                format!("none: {word}, held by {holders} of {known} known, is no majority")
            }
            Self::Divided if known == 0 => "none: no member holds a position of its own".to_owned(),
            Self::Divided => "none: as many hold another".to_owned(),
        }
    }
}

/// Why no item is about what was asked for: there is none in the view, or all there are are signings that are set apart.
pub fn no_item(about: &str, apart: bool) -> Undefined {
    Undefined::because(match apart {
        true => format!("{about}: a signing, and signatures are apart"),
        false => format!("nobody holds a position on {about} in this view"),
    })
}

/// How the groups stand on one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemSplit {
    /// Its place in the view.
    pub item: usize,
    /// The groups of which anything is known there, by their ids.
    pub groups: Vec<GroupSplit>,
}

/// How named groups split on an item, or on every item about one text or issue: who holds what, of whom nothing is known,
/// and who departs from its group.
///
/// The members of a group are those of the day of the item: whoever joined later departs from nothing. What a member is
/// compared with is the position of the group itself, else that of more than half of the members, but for those on record
/// without a position; where more than half of the known hold one, but the others could turn that, the position and the
/// departures from it are *open*; where there is no such position nobody departs. Positions that were passed down are counted
/// apart: nobody took them.
///
/// # Undefined
/// When the view has no such item, or the rules set all of them apart.
///
/// # Cost
/// O(items x members).
///
/// ```
/// use blocs::align::{agreement, items::ByGroup};
/// use blocs::{dataset, graph::Graph, view::{GroupsBy, PositionOptions, Positions, dated_groups}};
/// let graph = Graph::from(dataset::load(vec![dataset::builtin("toy-council").unwrap()], None).dataset.unwrap());
/// let positions = Positions::of(&graph, &PositionOptions::default());
/// let groups = dated_groups(&graph, GroupsBy::Bloc);
/// let found = ByGroup::of(&positions, &groups, GroupsBy::Bloc, "vote-1", &agreement::Options::default()).unwrap();
/// // Of the five of the council three voted for the charter.
/// let council = found.items[0].groups.iter().find(|split| split.group.node.id == "harbour-council").unwrap();
/// assert_eq!(council.departs, ["dee", "eli"]);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ByGroup {
    /// The items, in the order of their ids.
    pub items: Vec<ItemSplit>,
    /// How it was made.
    pub method: Method,
}

impl ByGroup {
    /// Splits an item, by its id, or else all items about a text or issue.
    ///
    /// The view must take in the kinds of the groups beside those of the members, so that a position of a group is seen.
    pub fn of(
        positions: &Positions,
        groups: &[DatedGroup],
        by: GroupsBy,
        item: &str,
        rules: &AgreementOptions,
    ) -> Result<Self, Undefined> {
        let items = || positions.items.iter().enumerate();
        let mut about: Vec<usize> = items().filter(|(_, other)| other.id == item).map(|(place, _)| place).collect();
        if about.is_empty() {
            about = items().filter(|(_, other)| other.object == item).map(|(place, _)| place).collect();
        }
        if about.is_empty() {
            return Err(no_item(item, false));
        }
        let (taken, apart): (Vec<usize>, Vec<usize>) =
            about.into_iter().partition(|&place| rules.takes(positions.items[place].kind));
        if taken.is_empty() {
            return Err(no_item(item, true));
        }
        let mut method = Method::new("split of groups", "")
            .with("groups", by.word())
            .with("members", "on the day of the item")
            .with("compared with", "the group's own position, else that of more than half of the members")
            .with("signatures", rules.signatures.word())
            .with("abstention", rules.abstention.word())
            .with("absence", rules.absence.word());
        method = super::super::seen(method, positions).counting("items", taken.len()).noting_each(positions.remarks());
        if !apart.is_empty() {
            method = method.noting(set_apart(apart.len()));
        }
        let undated = taken.iter().filter(|&&place| positions.items[place].date.is_unknown()).count();
        if undated > 0 && by == GroupsBy::Bloc {
            let what = plural(undated, "item");
            method = method.noting(format!("{what} without a date: members at any time of the window"));
        }
        let split = |&item: &usize| ItemSplit { item, groups: splits(positions, groups, item, rules) };
        Ok(Self { items: taken.iter().map(split).collect(), method })
    }
    /// A row a group and item: how many members hold what, of how many nothing is known, who departs.
    pub fn table(&self, positions: &Positions) -> Table {
        let title = match self.items.as_slice() {
            [one] => format!("How groups split on {}", positions.items[one.item].name),
            more => format!("How groups split on {}", plural(more.len(), "item")),
        };
        let mut table = Table::new("item-by-group", self.method.clone())
            .titled(title)
            .column("item", CellKind::Text, ColumnRole::Item, "")
            .column("group", CellKind::Text, ColumnRole::Id, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("known_members", CellKind::Integer, ColumnRole::Count, "actors")
            .column("list", CellKind::Text, ColumnRole::Status, "")
            .column("group_says", CellKind::Text, ColumnRole::Position, "")
            .column("members_hold", CellKind::List, ColumnRole::Attribute, "")
            .column("no_position", CellKind::List, ColumnRole::Attribute, "")
            .column("unknown", CellKind::Integer, ColumnRole::Attribute, "actors");
        let passed = positions.options.inherited == Inheritance::On;
        if passed {
            table = table.column("inherited", CellKind::Integer, ColumnRole::Attribute, "actors");
        }
        table = table.column("norm", CellKind::Text, ColumnRole::Attribute, "").column(
            "departs",
            CellKind::List,
            ColumnRole::Attribute,
            "",
        );
        let all = self.items.iter().flat_map(|split| split.groups.iter().map(move |group| (split.item, group)));
        for (item, split) in all {
            let held = split.held.iter().map(|(word, members)| split.holding(word, members)).collect();
            let known = split.held.values().map(Vec::len).sum();
            let mut row = vec![
                Cell::text(&positions.items[item].id),
                Cell::text(&split.group.node.id),
                Cell::text(&split.group.node.name),
                Cell::text(&split.group.node.name_ja),
                Cell::count(split.group.members.len()),
                Cell::text(if split.group.open { "open" } else { "complete" }),
                Cell::text(split.says.clone().unwrap_or_default()),
                Cell::List(held),
                Cell::List(split.without.iter().map(|(word, members)| format!("{word}: {}", members.len())).collect()),
                Cell::count(split.unknown.len()),
            ];
            row.extend(passed.then(|| Cell::count(split.inherited.len())));
            row.push(Cell::text(split.norm.sentence(known)));
            row.push(Cell::List(split.departs.iter().map(|member| split.departing(member)).collect()));
            table.push(row);
        }
        table
    }
}

/// The groups as they were on the day of an item, where they or a member hold a position on it.
fn splits(positions: &Positions, groups: &[DatedGroup], item: usize, rules: &AgreementOptions) -> Vec<GroupSplit> {
    let day = positions.options.window.within(positions.items[item].date);
    let holds = |id: &str| rules.position(positions, positions.actor(id)?, item);
    let own = |id: &str| holds(id).filter(|held| !held.is_inherited());
    let word = |id: &str| Some(positions.items[item].codes[own(id)?.code()].word.clone());
    let on_record = |id: &str| {
        let held = positions.held(positions.actor(id)?, item)?;
        Some(positions.items[item].codes[held.code()].word.clone())
    };
    let split = |group: NamedGroup| {
        let mut held: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut without: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let (mut inherited, mut unknown, mut marks) = (Vec::new(), Vec::new(), BTreeMap::new());
        for member in &group.members {
            match word(member) {
                Some(word) => held.entry(word).or_default().push(member.clone()),
                None if holds(member).is_some() => inherited.push(member.clone()),
                None => match on_record(member) {
                    Some(word) => without.entry(word).or_default().push(member.clone()),
                    None => unknown.push(member.clone()),
                },
            }
            let near = holds(member).is_some_and(Held::is_near);
            let is_group = groups.iter().any(|other| other.node.id == *member);
            let said = [(near, "near"), (is_group, "itself a group")];
            let said: Vec<&'static str> = said.into_iter().filter(|(so, _)| *so).map(|(_, mark)| mark).collect();
            if !said.is_empty() {
                marks.insert(member.clone(), said);
            }
        }
        let says = word(&group.node.id);
        let norm = norm(says.as_deref(), &held, inherited.len() + unknown.len());
        let departs = match norm.position() {
            Some(norm) => {
                held.iter().filter(|(word, _)| *word != norm).flat_map(|(_, members)| members.clone()).collect()
            }
            None => Vec::new(),
        };
        GroupSplit { group, says, held, inherited, without, unknown, norm, departs, marks }
    };
    let all = groups.iter().filter_map(|group| group.at(day)).map(split);
    let known = |split: &GroupSplit| !split.held.is_empty() || split.says.is_some() || !split.inherited.is_empty();
    all.filter(known).collect()
}

/// `others` are the members that may hold a position of their own which is not known.
fn norm(says: Option<&str>, held: &BTreeMap<String, Vec<String>>, others: usize) -> Norm {
    if let Some(word) = says {
        return Norm::Group(word.to_owned());
    }
    let known: usize = held.values().map(Vec::len).sum();
    let most = held.values().map(Vec::len).max().unwrap_or(0);
    let mut most_held = held.iter().filter(|(_, members)| members.len() == most).map(|(word, _)| word);
    match (most_held.next(), most_held.next()) {
        (Some(word), None) if 2 * most > known + others => Norm::Most(word.clone(), most),
        (Some(word), None) if 2 * most > known => Norm::Open(word.clone(), most, others),
        (Some(word), None) => Norm::Minority(word.clone(), most),
        _ => Norm::Divided,
    }
}

#[cfg(test)]
#[path = "by_group_tests.rs"]
mod tests;
