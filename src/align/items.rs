//! What sets groups apart: the items on which they stand differently, and how a group splits on one of them.

mod by_group;

use std::collections::BTreeMap;

use crate::result::{Cell, CellKind, ColumnRole, Grouping, Method, Table, Undefined};
use crate::view::{Held, Item, Positions};

use super::agreement::{Options as AgreementOptions, plural, rules};

pub use by_group::{ByGroup, GroupSplit, ItemSplit, Norm, no_item};

/// How items are compared. The rules are those of agreement.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// What counts as a position, and how far two are apart.
    pub rules: AgreementOptions,
    /// Why there are no groups, where there are none and it is known.
    pub no_groups: Option<Undefined>,
    /// The one item to read, or the text or issue of those to read; all without.
    pub about: Option<String>,
}

/// How much of the disagreement on each item lies between groups.
///
/// For an item, D = mean distance of two actors who both took a position on it, W = the same within groups (pairs of one
/// group together). The item *divides* by D - W, at most 1: 0 where groups are no more alike inside than all are, and below
/// it where they are more divided inside than all are. Beside it stand the positions of each group, counted.
///
/// A number that rests on few positions is no finding on the groups: items on which fewer than half of the grouped actors
/// took a position are listed behind the others, by the same number.
///
/// # Undefined
/// An item on which fewer than two grouped actors took a position, or where no two of one group did. Without groups all
/// numbers, for the reason why there are none; the positions of all actors are counted nevertheless.
///
/// # Cost
/// O(items x actors).
///
/// ```
/// # use blocs::{model::Span, view::{Code, Held, Item, ItemKind, Node, Positions, PositionOptions}, result::Grouping};
/// use blocs::align::items::{DividingItems, Options};
/// # let node = |id: &str| Node { id: id.into(), kind: "state".into(), name: id.into(), name_ja: String::new() };
/// # let code = |word: &str, level| Code { word: word.into(), level: Some(level), counts: true };
/// # let item = |id: &str| Item { id: id.into(), name: id.into(), name_ja: String::new(), kind: ItemKind::Vote,
/// #     object: String::new(), date: Span::UNKNOWN, series: String::new(),
/// #     codes: vec![code("against", 0), code("abstain", 1), code("for", 2)].into() };
/// # let (no, yes) = (Some(Held::new(0)), Some(Held::new(2)));
/// # let positions = Positions::from_cells(
/// #     vec![node("ann"), node("bo"), node("cy"), node("di")], vec![item("apart"), item("alike")],
/// #     &[vec![yes, yes], vec![yes, yes], vec![no, yes], vec![no, yes]], PositionOptions::default());
/// let groups = [("ann", "c1"), ("bo", "c1"), ("cy", "c2"), ("di", "c2")];
/// let groups = Grouping { groups: groups.map(|(actor, group)| (actor.into(), group.into())).into() };
/// let found = DividingItems::of(&positions, &groups, Options::default());
/// // Of six pairs four are apart, none within a group: D = 2/3, W = 0.
/// assert_eq!((found.rows[0].item, found.rows[0].divides.clone()), (0, Ok(2.0 / 3.0)));
/// assert_eq!(found.rows[1].divides, Ok(0.0));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct DividingItems {
    /// The items on which at least half of the grouped actors took a position, then the others; of either the most dividing
    /// first, those where it is undefined last.
    pub rows: Vec<Dividing>,
    /// How it was made.
    pub method: Method,
}

/// One item.
#[derive(Debug, Clone, PartialEq)]
pub struct Dividing {
    /// Its place in the view.
    pub item: usize,
    /// D - W.
    pub divides: Result<f64, Undefined>,
    /// D: the mean distance of two actors.
    pub all: Result<f64, Undefined>,
    /// W: the mean distance of two actors of one group.
    pub within: Result<f64, Undefined>,
    /// How many grouped actors took a position.
    pub took: Result<usize, Undefined>,
    /// Group -> position -> how many actors, those whose own wording is only near it apart; `all` where there are no groups.
    pub tallies: BTreeMap<String, BTreeMap<String, usize>>,
}

impl DividingItems {
    /// Reads every item that the rules take.
    pub fn of(positions: &Positions, groups: &Grouping, options: Options) -> Self {
        let rules = &options.rules;
        let asked = |item: &Item| options.about.as_ref().is_none_or(|about| item.is_about(about));
        let taken = |item: &Item| rules.takes(item.kind) && asked(item);
        let taken = (0..positions.items.len()).filter(|&item| taken(&positions.items[item]));
        let mut rows: Vec<Dividing> = taken.map(|item| Dividing::of(positions, groups, &options, item)).collect();
        let grouped = groups.groups.len();
        let few = |row: &Dividing| row.took.as_ref().is_ok_and(|took| 2 * took < grouped);
        rows.sort_by(|a, b| {
            let value = |row: &Dividing| row.divides.as_ref().copied().unwrap_or(f64::NEG_INFINITY);
            few(a)
                .cmp(&few(b))
                .then_with(|| value(b).total_cmp(&value(a)))
                .then_with(|| positions.items[a.item].id.cmp(&positions.items[b.item].id))
        });
        let mut method = rules.method(positions);
        method.name = "items that divide groups".to_owned();
        method.reference = String::new();
        method = method
            .with("divides", "mean distance of all pairs less that within groups")
            .with("listed first", "items on which half of the grouped actors took a position")
            .counting("grouped actors", grouped);
        let last = rows.iter().filter(|row| few(row)).count();
        if last > 0 {
            let all = plural(rows.len(), "item");
            method = method
                .noting(format!("{last} of {all} listed last: fewer than half of the grouped actors took a position"));
        }
        Self { rows, method }
    }
    /// A row an item, the most dividing first; the positions of each group as `c1: 12 for, 3 against`.
    pub fn table(&self, positions: &Positions) -> Table {
        let mut table = Table::new("items", self.method.clone())
            .titled("What sets the groups apart")
            .column("item", CellKind::Text, ColumnRole::Id, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("procedure", CellKind::Text, ColumnRole::Class, "")
            .column("divides", CellKind::Number, ColumnRole::Value, "at most 1")
            .column("distance_all", CellKind::Number, ColumnRole::Attribute, "0-1")
            .column("distance_within", CellKind::Number, ColumnRole::Attribute, "0-1")
            .column("took_position", CellKind::Integer, ColumnRole::Count, "actors")
            .column("positions", CellKind::List, ColumnRole::Attribute, "");
        for row in &self.rows {
            let item = &positions.items[row.item];
            let tallies = row.tallies.iter().filter(|(_, counts)| !counts.is_empty()).map(|(group, counts)| {
                let counts: Vec<String> = counts.iter().map(|(word, count)| format!("{count} {word}")).collect();
                format!("{group}: {}", counts.join(", "))
            });
            table.push([
                Cell::text(&item.id),
                Cell::text(&item.name),
                Cell::text(&item.name_ja),
                Cell::text(item.kind.word()),
                Cell::number(row.divides.clone()),
                Cell::number(row.all.clone()),
                Cell::number(row.within.clone()),
                row.took.clone().map_or_else(Cell::Undefined, Cell::count),
                Cell::List(tallies.collect()),
            ]);
        }
        table
    }
}

impl Dividing {
    fn of(positions: &Positions, groups: &Grouping, options: &Options, item: usize) -> Self {
        let rules = &options.rules;
        let word = |held: Held| {
            let word = &positions.items[item].codes[held.code()].word;
            if held.is_near() { format!("{word} (near)") } else { word.clone() }
        };
        // Actors with the same position on an item are alike: counts of (group, position) say all.
        let mut counts: BTreeMap<(&str, u8, bool), (Held, f64)> = BTreeMap::new();
        let mut tallies: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
        for (place, actor) in positions.actors.iter().enumerate() {
            let (Some(group), Some(held)) = (groups.of(&actor.id), rules.position(positions, place, item)) else {
                continue;
            };
            counts.entry((group, held.code() as u8, held.is_near())).or_insert((held, 0.0)).1 += 1.0;
            *tallies.entry(group.to_owned()).or_default().entry(word(held)).or_default() += 1;
        }
        if groups.groups.is_empty() {
            let none = options.no_groups.clone().unwrap_or_else(|| Undefined::because("there are no groups"));
            let (divides, all, within) = (Err(none.clone()), Err(none.clone()), Err(none.clone()));
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for held in (0..positions.actors.len()).filter_map(|actor| rules.position(positions, actor, item)) {
                *counts.entry(word(held)).or_default() += 1;
            }
            let tallies = [("all".to_owned(), counts)].into();
            return Self { item, divides, all, within, took: Err(none), tallies };
        }
        let took = tallies.values().flat_map(BTreeMap::values).sum();
        let cells: Vec<(&str, Held, f64)> =
            counts.iter().map(|((group, _, _), (held, count))| (*group, *held, *count)).collect();
        let (mut all, mut within) = ((0.0, 0.0), (0.0, 0.0));
        for (n, (group, held, count)) in cells.iter().enumerate() {
            for (m, (other, holds, others)) in cells.iter().enumerate().skip(n) {
                let pairs = if n == m { count * (count - 1.0) / 2.0 } else { count * others };
                let apart = 1.0 - rules::credit(rules, &positions.items[item], *held, *holds);
                let add = |sum: &mut (f64, f64)| *sum = (sum.0 + pairs * apart, sum.1 + pairs);
                add(&mut all);
                if group == other {
                    add(&mut within);
                }
            }
        }
        let mean = |(sum, pairs): (f64, f64), why: &'static str| {
            if pairs > 0.0 { Ok(sum / pairs) } else { Err(Undefined::because(why)) }
        };
        let all = mean(all, "fewer than two grouped actors took a position");
        let within = mean(within, "no two actors of one group took a position");
        let divides = all.clone().and_then(|all| within.clone().map(|within| all - within));
        Self { item, divides, all, within, took: Ok(took), tallies }
    }
}

#[cfg(test)]
mod tests {
    use super::super::agreement::tests::votes;
    use super::*;
    use crate::view::PositionOptions;

    fn found(rows: &[&str], groups: &[&str]) -> (Positions, DividingItems) {
        let positions = votes(rows);
        let of = positions.actors.iter().zip(groups).map(|(actor, group)| (actor.id.clone(), (*group).to_owned()));
        let found = DividingItems::of(&positions, &Grouping { groups: of.collect() }, Options::default());
        (positions, found)
    }

    /// Eight actors: on the first item two of either group took a position, and no two of one group are apart (D = 4/6,
    /// W = 0); on the second two of one and one of the other, likewise (D = 2/3); on the third all of them, one out of line
    /// (by hand D = 15/28, W = 3/12).
    #[test]
    fn an_item_of_few_positions_is_not_first() {
        let groups = ["c1", "c1", "c1", "c1", "c2", "c2", "c2", "c2"];
        let (positions, all) = found(&["YYY", "YYY", "..Y", "..Y", "NNN", "N.N", "..N", "..Y"], &groups);
        let ids: Vec<usize> = all.rows.iter().map(|row| row.item).collect();
        let values: Vec<f64> = all.rows.iter().map(|row| row.divides.clone().unwrap_or(f64::NAN)).collect();
        assert_eq!(all.rows.iter().map(|row| row.took.clone()).collect::<Vec<_>>(), [Ok(4), Ok(8), Ok(3)]);
        assert_eq!(ids, [0, 2, 1]);
        assert!((values[0] - 2.0 / 3.0).abs() < 1e-12 && (values[1] - (15.0 / 28.0 - 3.0 / 12.0)).abs() < 1e-12);
        assert_eq!(
            all.method.notes,
            ["1 of 3 items listed last: fewer than half of the grouped actors took a position"]
        );
        let table = all.table(&positions);
        assert_eq!(table.cell(2, ColumnRole::Count).unwrap().plain(), "3");
    }

    /// Of three items, of which the second has one position of four, the others are asked for one by one: no remark tells of
    /// what is not read.
    #[test]
    fn a_remark_is_on_the_items_that_are_read() {
        let groups = ["c1", "c1", "c2", "c2"];
        let (positions, all) = found(&["YYY", "Y.Y", "N.N", "N.N"], &groups);
        assert_eq!(all.method.notes.len(), 1);
        let of = positions.actors.iter().zip(groups).map(|(actor, group)| (actor.id.clone(), group.to_owned()));
        let groups = Grouping { groups: of.collect() };
        for (item, notes) in [(0, 0), (1, 1), (2, 0)] {
            let about = Some(positions.items[item].id.clone());
            let one = DividingItems::of(&positions, &groups, Options { about, ..Options::default() });
            assert_eq!(one.rows.iter().map(|row| row.item).collect::<Vec<_>>(), [item]);
            assert_eq!(one.method.notes.len(), notes);
        }
    }

    /// Without groups nobody is grouped who could have taken a position: no number, and not none.
    #[test]
    fn without_groups_no_one_is_counted_in_them() {
        let (positions, all) = found(&["Y", "N"], &[]);
        let table = all.table(&positions);
        assert_eq!(table.cell(0, ColumnRole::Count).unwrap().plain(), "undefined: there are no groups");
        assert_eq!(all.rows[0].tallies["all"].values().sum::<usize>(), 2);
    }

    /// One vote, c1 = {Y, N}, c2 = {Y}: D = 2/3 and W = 1, so that groups are more divided inside.
    #[test]
    fn what_divides_groups_inside_is_below_zero() {
        let (_, all) = found(&["Y", "N", "Y"], &["c1", "c1", "c2"]);
        assert!((all.rows[0].divides.clone().unwrap() + 1.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn a_wording_only_near_a_position_is_counted_apart() {
        let plain = votes(&["Y", "Y", "N"]);
        let cells = [Held::new(2), Held::new(2).near(), Held::new(0)].map(|held| vec![Some(held)]);
        let positions = Positions::from_cells(plain.actors, plain.items, &cells, PositionOptions::default());
        let groups = positions.actors.iter().map(|actor| (actor.id.clone(), "c1".to_owned())).collect();
        let found = DividingItems::of(&positions, &Grouping { groups }, Options::default());
        let said: Vec<(&str, usize)> =
            found.rows[0].tallies["c1"].iter().map(|(word, n)| (word.as_str(), *n)).collect();
        assert_eq!(said, [("against", 1), ("for", 1), ("for (near)", 1)]);
    }
}
