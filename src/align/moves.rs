//! How camps move: the same groups followed from window to window.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::result::{Cell, CellKind, ColumnRole, Method, Subject, Table, Undefined};
use crate::view::{By, Node, Period, Periods, Positions};

use super::agreement::{Agreement, Options as AgreementOptions};
use super::clusters::{Clusters, Options as ClusterOptions};

/// Where an actor is in a window.
#[derive(Debug, Clone, PartialEq)]
pub struct Stay {
    /// The actor, by its place among the actors of the view.
    pub actor: usize,
    /// Its camp, by the name that the camp keeps over time; or why it is in none.
    pub camp: Result<String, Undefined>,
    /// The camp it was in when it was last in one, if that is another and it went alone or with a few.
    pub moved_from: Option<String>,
    /// The same, if that is another because camps merged or split: most of its company went along.
    pub regrouped_from: Option<String>,
    /// How firmly it stands there over resampled items.
    pub firmness: Result<f64, Undefined>,
}

/// An actor in every window.
struct InEach<'a> {
    actor: usize,
    stays: Vec<Option<&'a Stay>>,
    /// Whether its company differs between two windows.
    differ: Result<bool, Undefined>,
}

/// One window.
#[derive(Debug, Clone, PartialEq)]
pub struct WindowOfCamps {
    /// When.
    pub period: Period,
    /// Items in it.
    pub items: usize,
    /// Every actor that took a position in it.
    pub stays: Vec<Stay>,
    /// How many camps there are, or why there are none.
    pub camps: Result<usize, Undefined>,
    /// The resolution at which camps were sought, where the method has one: unless one is given, the mean agreement of
    /// this window.
    pub gamma: Option<f64>,
    /// Mean agreement of pairs within camps, and of pairs across them.
    pub within: Result<f64, Undefined>,
    /// See `within`.
    pub across: Result<f64, Undefined>,
}

impl WindowOfCamps {
    /// Polarisation: how much more pairs within camps agree than pairs across them.
    ///
    /// # Undefined
    /// With a single camp, or when no pair within or across is defined.
    pub fn polarisation(&self) -> Result<f64, Undefined> {
        Ok(self.within.clone()? - self.across.clone()?)
    }
    /// The camp of each actor that is in one.
    fn placed(&self) -> BTreeMap<usize, &String> {
        self.stays.iter().filter_map(|stay| Some((stay.actor, stay.camp.as_ref().ok()?))).collect()
    }
}

/// Camps followed over time: who moved, when, and how surely; and how far apart camps stand.
///
/// In each window agreement and groups are computed from its items alone. A group takes the name of the earlier camp with
/// which it shares most members (by where each actor was last in a camp), the largest overlaps first, each name once in a
/// window; a group that shares none gets a new name, k1, k2, ... in the order of appearance.
///
/// Camps merge and split, which moves nobody. An actor *moved* when its camp has another name than the one it was last
/// in, and it changed company: fewer than half of those who were in its last camp are with it now, and fewer than half of
/// those with it now were there. Where only the name changed, it is *regrouped*. Where windows are kinds of items
/// (statements, votes, signings) nothing moves: by the same rule the camps of an actor *differ* when it keeps other
/// company in one kind than in another, so that two fine camps within one coarse camp are no difference.
///
/// Polarisation is the mean agreement of pairs within camps less that of pairs across them.
///
/// # Undefined
/// A window without groups says why, of its moves too; moves of the first window that has any, as nothing is before it;
/// polarisation with a single camp, or when no pair within or across is defined.
///
/// # Cost
/// That of agreement and clusters, a window at a time.
///
/// # Reference
/// Greene, Doyle & Cunningham 2010.
///
/// ```
/// use blocs::align::{agreement, clusters, moves::Moves};
/// # use blocs::{dataset, graph::Graph, view::{Periods, PositionOptions, Positions}};
/// # let folder = dataset::builtin("toy-council").unwrap();
/// # let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// let positions = Positions::of(&graph, &PositionOptions::default());
/// let rules = agreement::Options { minimum: 2, ..Default::default() };
/// let moves = Moves::of(&positions, &Periods::years(&positions), rules, clusters::Options::default());
/// // Cy signed with Ada and Bo in 2001, and voted against what they were for in 2003.
/// assert_eq!(moves.windows.iter().map(|window| window.period.name.as_str()).collect::<Vec<_>>(), ["2001", "2003"]);
/// assert_eq!(moves.moved().len(), 1);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Moves {
    /// The actors of the view.
    pub actors: Vec<Node>,
    /// The windows, in the order of time.
    pub windows: Vec<WindowOfCamps>,
    /// How it was made.
    pub method: Method,
    /// By what windows were cut.
    pub by: By,
}

impl Moves {
    /// Follows the groups of a view over its periods.
    pub fn of(positions: &Positions, periods: &Periods, agreement: AgreementOptions, clusters: ClusterOptions) -> Self {
        let mut last: BTreeMap<usize, String> = BTreeMap::new();
        let mut known = 0;
        let mut method: Option<Method> = None;
        let mut windows = Vec::new();
        for (at, period) in periods.periods.iter().enumerate() {
            let seen = positions.only(periods.items(at));
            let of_window = Agreement::of(&seen, agreement);
            let found = Clusters::of(&seen, &of_window, clusters);
            method.get_or_insert_with(|| clusters.method(&of_window));
            let place: Vec<usize> = seen.actors.iter().filter_map(|actor| positions.actor(&actor.id)).collect();
            windows.push(followed(period, &found, &place, &mut last, &mut known, seen.items.len()));
        }
        let mut method = method.unwrap_or_default();
        // Without a window there is nothing behind it.
        let after =
            |first: &str, then: &str| [first, then].map(str::to_owned).join("; ").trim_end_matches("; ").to_owned();
        let first = if periods.by == By::Kind { "camps by kind of item" } else { "camps followed over time" };
        method.name = after(first, &method.name);
        method.reference = after("Greene, Doyle & Cunningham 2010", &method.reference);
        // What was counted in the first window is not what all of them rest on.
        method.n = vec![
            ("actors".to_owned(), positions.actors.len() as u64),
            ("items".to_owned(), positions.items.len() as u64),
        ];
        method = super::in_windows(method, periods);
        let is_said = method.parameters.iter().any(|(name, _)| name == "bootstrap");
        if let Some(bootstrap) = clusters.bootstrap.filter(|_| !is_said) {
            method = method.with("bootstrap", bootstrap.replicates).with("resample", bootstrap.resample.word());
        }
        Self { actors: positions.actors.clone(), windows, method, by: periods.by }
    }
    /// A row an actor and window.
    pub fn table(&self) -> Table {
        let (title, from) = match self.by {
            By::Kind => ("Camps by kind of item", "unlike"),
            _ => ("Camps over time", "moved_from"),
        };
        let mut table = Table::new("moves", self.method.clone())
            .titled(title)
            .column("window", CellKind::Text, ColumnRole::Class, "")
            .column("order", CellKind::Integer, ColumnRole::Order, "")
            .column("actor", CellKind::Text, ColumnRole::Actor, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("camp", CellKind::Text, ColumnRole::Group, "")
            .column(from, CellKind::Text, ColumnRole::Attribute, "")
            .column("regrouped_from", CellKind::Text, ColumnRole::Attribute, "")
            .column("firmness", CellKind::Number, ColumnRole::Value, "share of resamples");
        for (order, window) in self.windows.iter().enumerate() {
            for stay in &window.stays {
                let actor = &self.actors[stay.actor];
                table.push([
                    Cell::text(&window.period.name),
                    Cell::count(order),
                    Cell::text(&actor.id),
                    Cell::text(&actor.name),
                    Cell::text(&actor.name_ja),
                    stay.camp.clone().map_or_else(Cell::Undefined, Cell::text),
                    Cell::text(stay.moved_from.clone().unwrap_or_default()),
                    Cell::text(stay.regrouped_from.clone().unwrap_or_default()),
                    Cell::number(stay.firmness.clone()),
                ]);
            }
        }
        table
    }
    /// The rows of those who moved.
    pub fn moved(&self) -> Table {
        let table = self.table();
        let stays = self.windows.iter().flat_map(|window| &window.stays);
        let rows: Vec<usize> =
            stays.enumerate().filter(|(_, stay)| stay.moved_from.is_some()).map(|(row, _)| row).collect();
        table.pick(&rows).titled("Who moved")
    }
    /// How many actors keep other company in one window than in another, and of how many of which that can be told.
    pub fn differing(&self) -> (usize, usize) {
        let in_each = self.in_each();
        let told = in_each.iter().filter(|one| one.differ.is_ok()).count();
        (in_each.iter().filter(|one| one.differ == Ok(true)).count(), told)
    }
    /// Each actor's stay in each window, and whether its company differs between two of them.
    fn in_each(&self) -> Vec<InEach<'_>> {
        let camps: Vec<BTreeMap<usize, &String>> = self.windows.iter().map(WindowOfCamps::placed).collect();
        let of = |actor: usize| {
            let stay = |window: &'_ WindowOfCamps| window.stays.binary_search_by_key(&actor, |stay| stay.actor).ok();
            let stays: Vec<Option<&Stay>> =
                self.windows.iter().map(|window| stay(window).map(|at| &window.stays[at])).collect();
            let placed: Vec<&BTreeMap<usize, &String>> =
                camps.iter().filter(|camps| camps.contains_key(&actor)).collect();
            let pairs = (0..placed.len()).flat_map(|a| (a + 1..placed.len()).map(move |b| (a, b)));
            let told: Vec<bool> = pairs.filter_map(|(a, b)| other_company(actor, placed[a], placed[b])).collect();
            let differ = match told.as_slice() {
                [] if placed.len() < 2 => Err(Undefined::because("no camp in two kinds")),
                [] => Err(Undefined::because("alone in its camps")),
                told => Ok(told.contains(&true)),
            };
            InEach { differ, actor, stays }
        };
        (0..self.actors.len()).map(of).collect()
    }
    /// Where windows are kinds of items: a row an actor with its camp in each kind side by side, those whose camps differ
    /// first; what an actor did in no item of a kind is empty. `None` of windows of time.
    pub fn side_by_side(&self) -> Option<Table> {
        if self.by != By::Kind {
            return None;
        }
        let mut table = Table::new("camps-by-kind", self.method.clone())
            .titled("Camps in saying, voting and signing, side by side")
            .column("actor", CellKind::Text, ColumnRole::Actor, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "");
        for window in &self.windows {
            table = table.column(&window.period.name, CellKind::Text, ColumnRole::Attribute, "camp");
        }
        table = table.column("differ", CellKind::Boolean, ColumnRole::Class, "");
        let mut rows = self.in_each();
        let kinds = |stays: &[Option<&Stay>]| stays.iter().flatten().filter(|stay| stay.camp.is_ok()).count();
        rows.sort_by_key(|one| (one.differ != Ok(true), Reverse(kinds(&one.stays)), one.actor));
        for InEach { differ, actor, stays } in rows {
            let actor = &self.actors[actor];
            let camp = |stay: Option<&Stay>| match stay.map(|stay| &stay.camp) {
                None => Cell::Empty,
                Some(Ok(camp)) => Cell::text(camp),
                Some(Err(why)) => Cell::Undefined(why.clone()),
            };
            let ends = [Cell::text(&actor.id), Cell::text(&actor.name), Cell::text(&actor.name_ja)];
            let differ = differ.map_or_else(Cell::Undefined, Cell::Boolean);
            table.push(ends.into_iter().chain(stays.into_iter().map(camp)).chain([differ]));
        }
        Some(table)
    }
    /// A row a window: how many camps, how far apart, how many moved.
    pub fn polarisation(&self) -> Table {
        let mut table = Table::new("polarisation", self.method.clone())
            .titled("How far apart camps stand")
            .column("window", CellKind::Text, ColumnRole::Class, "")
            .column("items", CellKind::Integer, ColumnRole::Count, "")
            .column("camps", CellKind::Integer, ColumnRole::Attribute, "");
        let resolved = self.windows.iter().any(|window| window.gamma.is_some());
        if resolved {
            table = table.column("gamma", CellKind::Number, ColumnRole::Attribute, "resolution");
        }
        table = table
            .column("within", CellKind::Number, ColumnRole::Attribute, "mean agreement")
            .column("across", CellKind::Number, ColumnRole::Attribute, "mean agreement")
            .column("polarisation", CellKind::Number, ColumnRole::Value, "difference")
            .column(
                if self.by == By::Kind { "differ" } else { "moved" },
                CellKind::Integer,
                ColumnRole::Attribute,
                "actors",
            )
            .column("regrouped", CellKind::Integer, ColumnRole::Attribute, "actors");
        let mut before = false;
        for window in &self.windows {
            let told = window.camps.clone().and_then(|_| match before {
                true => Ok(()),
                false => Err(Undefined::because("no window with camps before it")),
            });
            before |= window.camps.is_ok();
            let moved = |from: fn(&Stay) -> &Option<String>| {
                let count = window.stays.iter().filter(|stay| from(stay).is_some()).count();
                told.clone().map_or_else(Cell::Undefined, |()| Cell::count(count))
            };
            let none = || window.camps.clone().err().unwrap_or_else(|| Undefined::because("no camp"));
            let gamma = resolved.then(|| Cell::number(window.gamma.ok_or_else(none)));
            let first = [
                Cell::text(&window.period.name),
                Cell::count(window.items),
                window.camps.clone().map_or_else(Cell::Undefined, Cell::count),
            ];
            let rest = [
                Cell::number(window.within.clone()),
                Cell::number(window.across.clone()),
                Cell::number(window.polarisation()),
                moved(|stay| &stay.moved_from),
                moved(|stay| &stay.regrouped_from),
            ];
            table.push(first.into_iter().chain(gamma).chain(rest));
        }
        table
    }
    /// The camps as bands over time.
    pub fn figure(&self) -> Subject {
        Subject::Moves(self.table())
    }
}

/// Whether an actor keeps other company here than there: fewer than half of those in its camp here are in its camp there,
/// and the other way round. Only actors with a camp in both are company; `None` when there is none.
fn other_company(actor: usize, here: &BTreeMap<usize, &String>, there: &BTreeMap<usize, &String>) -> Option<bool> {
    let mates = |camps: &BTreeMap<usize, &String>, other: &BTreeMap<usize, &String>| -> BTreeSet<usize> {
        let Some(own) = camps.get(&actor) else { return BTreeSet::new() };
        let with = camps.iter().filter(|(mate, camp)| **mate != actor && *camp == own && other.contains_key(mate));
        with.map(|(mate, _)| *mate).collect()
    };
    let (first, second) = (mates(here, there), mates(there, here));
    let shared = first.intersection(&second).count();
    let kept = |mates: &BTreeSet<usize>| (!mates.is_empty()).then(|| 2 * shared >= mates.len());
    match (kept(&first), kept(&second)) {
        (None, None) => None,
        (first, second) => Some(first != Some(true) && second != Some(true)),
    }
}

/// Names the groups of a window by the camps that their members were last in, and notes who moved.
fn followed(
    period: &Period,
    found: &Clusters,
    place: &[usize],
    last: &mut BTreeMap<usize, String>,
    known: &mut usize,
    items: usize,
) -> WindowOfCamps {
    let groups: &[(String, Vec<usize>)] = found.found.as_deref().unwrap_or_default();
    let mut overlaps: BTreeMap<(usize, String), usize> = BTreeMap::new();
    for (group, (_, members)) in groups.iter().enumerate() {
        for camp in members.iter().filter_map(|&member| last.get(&place[member])) {
            *overlaps.entry((group, camp.clone())).or_default() += 1;
        }
    }
    let mut order: Vec<((usize, String), usize)> = overlaps.into_iter().collect();
    order.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let mut names: BTreeMap<usize, String> = BTreeMap::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for ((group, camp), _) in order {
        if !names.contains_key(&group) && taken.insert(camp.clone()) {
            names.insert(group, camp);
        }
    }
    for group in 0..groups.len() {
        names.entry(group).or_insert_with(|| {
            *known += 1;
            format!("k{known}")
        });
    }
    let camp = |name: &str| groups.iter().position(|(other, _)| other == name).map(|group| names[&group].clone());
    let mut stays: Vec<Stay> = found
        .placements
        .iter()
        .map(|placement| {
            let actor = place[placement.actor];
            let none = || Undefined::because("no camp");
            let camp = placement.group.clone().and_then(|name| camp(&name).ok_or_else(none));
            Stay { actor, camp, moved_from: None, regrouped_from: None, firmness: placement.of_items.clone() }
        })
        .collect();
    stays.sort_by_key(|stay| stay.actor);
    let before: BTreeMap<usize, &String> = last.iter().map(|(actor, camp)| (*actor, camp)).collect();
    let now: BTreeMap<usize, String> =
        stays.iter().filter_map(|stay| Some((stay.actor, stay.camp.clone().ok()?))).collect();
    let now: BTreeMap<usize, &String> = now.iter().map(|(actor, camp)| (*actor, camp)).collect();
    for stay in &mut stays {
        let Some(from) = before.get(&stay.actor).filter(|from| now.get(&stay.actor).is_some_and(|camp| camp != *from))
        else {
            continue;
        };
        // Who was alone before or is alone now has no company that says otherwise.
        let from = Some((*from).clone());
        match other_company(stay.actor, &before, &now) {
            Some(false) => stay.regrouped_from = from,
            _ => stay.moved_from = from,
        }
    }
    for stay in &stays {
        if let Ok(camp) = &stay.camp {
            last.insert(stay.actor, camp.clone());
        }
    }
    let group_of: BTreeMap<usize, usize> = groups
        .iter()
        .enumerate()
        .flat_map(|(group, (_, members))| members.iter().map(move |&member| (member, group)))
        .collect();
    let mean = |same: bool, none: &'static str| {
        let pairs = found
            .agreement
            .defined()
            .filter(|(a, b, _)| group_of.get(a).zip(group_of.get(b)).is_some_and(|(x, y)| (x == y) == same));
        let (sum, count) = pairs.fold((0.0, 0_u32), |(sum, count), (_, _, index)| (sum + index, count + 1));
        if count == 0 { Err(Undefined::because(none)) } else { Ok(sum / f64::from(count)) }
    };
    WindowOfCamps {
        period: period.clone(),
        items,
        stays,
        camps: found.found.as_ref().map(Vec::len).map_err(Clone::clone),
        gamma: found.gamma,
        within: mean(true, "no defined pair within a camp"),
        across: mean(false, "no defined pair across camps"),
    }
}

#[cfg(test)]
#[path = "moves_tests.rs"]
mod tests;
