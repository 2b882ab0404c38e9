//! What enters: informative items, actors with enough of them, window by window, and what is estimated together.

use std::collections::{BTreeMap, BTreeSet};

use super::{Bridge, Model, Options, Prior};
use crate::math::item_response::{Chain, Responses};
use crate::result::Undefined;
use crate::view::{Item, Period, Periods, Positions};

/// An informative item: who answered which step of its scale, lowest 0.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Kept {
    /// Its place among the items of the view.
    pub item: usize,
    /// The levels that were observed, lowest first; one category each.
    pub levels: Vec<i32>,
    /// Actor and category.
    pub answers: Vec<(usize, u8)>,
}

/// What enters in one window.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub period: Period,
    /// Informative items of each actor that took any position in the window.
    pub actors: BTreeMap<usize, usize>,
    /// The actors that have enough of them.
    pub estimated: BTreeSet<usize>,
    pub items: Vec<Kept>,
    pub lopsided: usize,
    /// Why nothing can be estimated.
    pub gate: Option<Undefined>,
}

/// What is estimated in one go: one window, or all of them where time ties them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unit {
    /// Window and actor of each point.
    pub points: Vec<(usize, usize)>,
    /// The (window, item of the window) behind each item of the responses.
    pub items: Vec<Vec<(usize, usize)>>,
    /// The level of each category of these items.
    pub levels: Vec<Vec<i32>>,
    pub responses: Responses,
    pub chains: Vec<Chain>,
}

/// All of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Design {
    pub windows: Vec<Entry>,
    pub units: Vec<Unit>,
    /// The family of each item of the view.
    pub families: Vec<usize>,
    /// The name of each actor.
    pub names: Vec<String>,
    /// The places of the anchors.
    pub anchors: [Option<usize>; 2],
    /// Whether there are two anchors on one axis, which set the scale.
    pub anchored: bool,
}

impl Design {
    pub fn of(positions: &Positions, periods: &Periods, options: &Options) -> Self {
        let windows: Vec<Entry> = (0..periods.periods.len())
            .map(|window| entry(positions, periods.items(window), &periods.periods[window], options))
            .collect();
        let families = super::super::agreement::families(positions);
        let units = units(&windows, &families, options);
        let anchor = |id: &Option<String>| id.as_ref().and_then(|id| positions.actor(id));
        Self {
            windows,
            units,
            families,
            names: positions.actors.iter().map(|actor| actor.name.clone()).collect(),
            anchors: [anchor(&options.left), anchor(&options.right)],
            anchored: options.left.is_some() && options.right.is_some() && options.axes() == 1,
        }
    }
}

impl Design {
    /// How many families are asked in several windows, and how many of them tie these windows.
    pub fn bridges(&self, options: &Options) -> (usize, usize) {
        let open: Vec<usize> = (0..self.windows.len()).filter(|&window| self.windows[window].gate.is_none()).collect();
        let mut windows: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for &window in &open {
            for kept in &self.windows[window].items {
                windows.entry(self.families[kept.item]).or_default().insert(window);
            }
        }
        let again = windows.values().filter(|windows| windows.len() > 1).count();
        (again, bridged(&self.windows, &open, &self.families, options).len())
    }
    /// The same windows under other ties in time.
    pub fn apart(&self, options: &Options) -> Self {
        Self { units: units(&self.windows, &self.families, options), ..self.clone() }
    }
}

/// What is estimated in one go.
fn units(windows: &[Entry], families: &[usize], options: &Options) -> Vec<Unit> {
    let open: Vec<usize> = (0..windows.len()).filter(|&window| windows[window].gate.is_none()).collect();
    let tied = options.prior == Prior::RandomWalk || options.bridge == Bridge::Series;
    match tied {
        true if open.is_empty() => Vec::new(),
        true => vec![unit(windows, &open, families, options)],
        false => open.iter().map(|&window| unit(windows, &[window], families, options)).collect(),
    }
}

/// The level of a code under the model; `None` is no position.
pub(super) fn level(options: &Options, item: &Item, code: usize) -> Option<i32> {
    let code = &item.codes[code];
    let level = code.level.filter(|_| code.counts)?;
    if options.model == Model::Ordinal {
        return Some(level);
    }
    let levels = || item.codes.iter().filter(|code| code.counts).filter_map(|code| code.level);
    let (low, high) = (levels().min()?, levels().max()?);
    match (2 * i64::from(level)).cmp(&(i64::from(low) + i64::from(high))) {
        std::cmp::Ordering::Less => Some(low),
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some(high),
    }
}

fn entry(positions: &Positions, items: &[usize], period: &Period, options: &Options) -> Entry {
    let mut present: BTreeSet<usize> = BTreeSet::new();
    let mut all: Vec<(usize, Vec<(usize, i32)>)> = Vec::new();
    for &item in items {
        let mut answers = Vec::new();
        for actor in 0..positions.actors.len() {
            let Some(held) = positions.position(actor, item) else { continue };
            present.insert(actor);
            if let Some(level) = level(options, &positions.items[item], held.code()) {
                answers.push((actor, level));
            }
        }
        if !answers.is_empty() {
            all.push((item, answers));
        }
    }
    // An actor with too few items leaves, which can make an item lop-sided, which can leave another with too few.
    let informative = all.iter().filter(|(item, answers)| kept(*item, answers, &BTreeSet::new(), options).is_some());
    let lopsided = all.len() - informative.count();
    let mut out: BTreeSet<usize> = BTreeSet::new();
    let (items, counts) = loop {
        let kept: Vec<Kept> = all.iter().filter_map(|(item, answers)| kept(*item, answers, &out, options)).collect();
        let mut counts: BTreeMap<usize, usize> = present.iter().map(|&actor| (actor, 0)).collect();
        kept.iter().flat_map(|kept| &kept.answers).for_each(|(actor, _)| *counts.entry(*actor).or_default() += 1);
        let few = |actor: &usize| !out.contains(actor) && counts[actor] < options.minimum.max(1);
        let leaving: Vec<usize> = present.iter().copied().filter(few).collect();
        if leaving.is_empty() {
            // What an actor that left answered of the items that stayed is still told.
            let stayed: BTreeSet<usize> = kept.iter().map(|kept| kept.item).collect();
            let answers = all.iter().filter(|(item, _)| stayed.contains(item)).flat_map(|(_, answers)| answers);
            let gone = answers.filter(|(actor, _)| out.contains(actor));
            gone.for_each(|(actor, _)| *counts.entry(*actor).or_default() += 1);
            break (kept, counts);
        }
        out.extend(leaving);
    };
    let gate = match () {
        () if present.is_empty() => Some(Undefined::because("nobody took a position")),
        () if all.is_empty() => {
            Some(Undefined::because("nobody stands at an end of a scale: all positions lie in the middle"))
        }
        () if lopsided == all.len() => Some(Undefined::because("no informative item: all are lop-sided")),
        () if all.len() - lopsided == 1 => Some(single()),
        () if out.len() == present.len() => {
            Some(Undefined::because(format!("no actor took a position on {} informative items", options.minimum)))
        }
        () => gate(&items, present.len() - out.len(), options),
    };
    let estimated = present.difference(&out).copied().collect();
    Entry { period: period.clone(), actors: counts, estimated, items, lopsided, gate }
}

/// An item as it enters, unless it is lop-sided.
fn kept(item: usize, answers: &[(usize, i32)], out: &BTreeSet<usize>, options: &Options) -> Option<Kept> {
    let answers: Vec<(usize, i32)> = answers.iter().copied().filter(|(actor, _)| !out.contains(actor)).collect();
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    answers.iter().for_each(|(_, level)| *counts.entry(*level).or_default() += 1);
    if lopsided(counts.values().copied(), options) {
        return None;
    }
    // Beyond the most steps an item can have, neighbours at the top fall together.
    let levels: Vec<i32> = counts.into_keys().take(Responses::MOST_CATEGORIES).collect();
    let category = |level: i32| levels.binary_search(&level).unwrap_or(levels.len() - 1) as u8;
    let answers = answers.into_iter().map(|(actor, level)| (actor, category(level))).collect();
    Some(Kept { item, levels, answers })
}

/// Whether so few stand against the most of an item that it tells nothing.
fn lopsided(counts: impl Iterator<Item = usize>, options: &Options) -> bool {
    let (all, most) = counts.fold((0, 0), |(all, most), count| (all + count, count.max(most)));
    let minority = all - most;
    minority == 0 || (minority as f64) < options.minority * all as f64
}

/// What there is to scale, before anything is estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::align) struct Outlook {
    /// Items that are not lop-sided.
    pub informative: usize,
    /// Actors with enough of them.
    pub placed: usize,
}

/// Counts informative items and the actors with enough of them, holding nothing but counts.
pub(in crate::align) fn outlook(positions: &Positions, options: &Options) -> Outlook {
    let levels: Vec<Vec<Option<i32>>> = positions
        .items
        .iter()
        .map(|item| (0..item.codes.len()).map(|code| level(options, item, code)).collect())
        .collect();
    let told = |actor: usize, item: usize| {
        let held = positions.held(actor, item)?;
        levels[item][held.code()]
    };
    let mut counts: Vec<BTreeMap<i32, usize>> = vec![BTreeMap::new(); positions.items.len()];
    for actor in 0..positions.actors.len() {
        for (item, counts) in counts.iter_mut().enumerate() {
            if let Some(level) = told(actor, item) {
                *counts.entry(level).or_default() += 1;
            }
        }
    }
    let informative: Vec<usize> =
        (0..counts.len()).filter(|&item| !lopsided(counts[item].values().copied(), options)).collect();
    let enough = |actor: &usize| {
        informative.iter().filter(|&&item| told(*actor, item).is_some()).count() >= options.minimum.max(1)
    };
    let placed = (0..positions.actors.len()).filter(enough).count();
    Outlook { informative: informative.len(), placed }
}

fn single() -> Undefined {
    Undefined::because("a single informative item: it tells sides, not positions")
}

/// What cannot be estimated, and why.
fn gate(items: &[Kept], actors: usize, options: &Options) -> Option<Undefined> {
    let because = |reason: String| Some(Undefined::because(reason));
    match items.len() {
        0 => return because("no informative item is left among the actors with enough of them".to_owned()),
        1 => return Some(single()),
        _ => {}
    }
    let fewest = options.axes() + 2;
    if actors < fewest {
        let have = if actors == 1 { "actor has" } else { "actors have" };
        return because(format!(
            "{actors} {have} a position on at least {} informative items: it takes {fewest}",
            options.minimum
        ));
    }
    if items.len() <= options.axes() {
        return because(format!(
            "{} informative items are too few for {} dimensions: it takes {}",
            items.len(),
            options.axes(),
            options.axes() + 1
        ));
    }
    // Each item cuts the actors in two (at its lowest step that somebody does not share); if all cut alike, nothing
    // is known but two sides.
    let first: BTreeMap<usize, bool> =
        items[0].answers.iter().map(|(actor, category)| (*actor, *category > 0)).collect();
    let alike = items.iter().all(|item| {
        let two = item.levels.len() == 2;
        let same = |flip: bool| {
            item.answers
                .iter()
                .all(|(actor, category)| first.get(actor).is_some_and(|high| *high == ((*category > 0) != flip)))
        };
        two && item.answers.len() == first.len() && (same(false) || same(true))
    });
    alike.then(|| Undefined::because("all informative items split the actors alike: two sides, no positions"))
}

/// The families whose items are one item in all windows. Where a window has two items of a family, they are two
/// questions: nobody knows which of them another window asks again, and all of the family stand apart.
fn bridged(windows: &[Entry], open: &[usize], families: &[usize], options: &Options) -> BTreeSet<usize> {
    if options.bridge == Bridge::None {
        return BTreeSet::new();
    }
    let mut times: BTreeMap<usize, usize> = BTreeMap::new();
    let mut twice = BTreeSet::new();
    for &window in open {
        let mut here = BTreeSet::new();
        for family in windows[window].items.iter().map(|kept| families[kept.item]) {
            if here.insert(family) {
                *times.entry(family).or_default() += 1;
            } else {
                twice.insert(family);
            }
        }
    }
    times
        .into_iter()
        .filter(|(family, windows)| *windows > 1 && !twice.contains(family))
        .map(|(family, _)| family)
        .collect()
}

fn unit(windows: &[Entry], open: &[usize], families: &[usize], options: &Options) -> Unit {
    let mut points: Vec<(usize, usize)> = Vec::new();
    for &window in open {
        points.extend(windows[window].estimated.iter().map(|&actor| (window, actor)));
    }
    let place: BTreeMap<(usize, usize), u32> = points.iter().zip(0..).map(|(point, at)| (*point, at)).collect();
    let bridged = bridged(windows, open, families, options);
    let mut columns: BTreeMap<(usize, usize), Vec<(usize, usize)>> = BTreeMap::new();
    for &window in open {
        for (at, kept) in windows[window].items.iter().enumerate() {
            let family = families[kept.item];
            let key = if bridged.contains(&family) { (family, 0) } else { (kept.item, 1) };
            columns.entry(key).or_default().push((window, at));
        }
    }
    let mut items: Vec<Vec<(usize, usize)>> = columns.into_values().collect();
    items.sort();
    let of = |&(window, at): &(usize, usize)| &windows[window].items[at];
    let observed = |column: &Vec<(usize, usize)>| {
        let levels: BTreeSet<i32> = column.iter().flat_map(|at| of(at).levels.iter().copied()).collect();
        levels.into_iter().collect::<Vec<i32>>()
    };
    let levels: Vec<Vec<i32>> = items.iter().map(observed).collect();
    let packed: Vec<(usize, Vec<(u32, u8)>)> = items
        .iter()
        .zip(&levels)
        .map(|(column, levels)| {
            let most = levels.len().min(Responses::MOST_CATEGORIES);
            let mut answers = Vec::new();
            for at in column {
                let kept = of(at);
                for (actor, category) in &kept.answers {
                    let level = kept.levels[usize::from(*category)];
                    let category = levels.binary_search(&level).unwrap_or(0).min(most - 1) as u8;
                    answers.push((place[&(at.0, *actor)], category));
                }
            }
            (most, answers)
        })
        .collect();
    let responses = Responses::of(points.len(), &packed);
    let mut by_actor: BTreeMap<usize, Chain> = BTreeMap::new();
    let mut last: BTreeMap<usize, i32> = BTreeMap::new();
    for (point, (window, actor)) in points.iter().enumerate() {
        let now = windows[*window].period.place;
        let steps = last.insert(*actor, now).map_or(1, |before| (now - before).max(1));
        by_actor.entry(*actor).or_default().push((point, options.drift * f64::from(steps)));
    }
    let chains = match options.prior {
        Prior::RandomWalk => by_actor.into_values().collect(),
        Prior::Static => (0..points.len()).map(|point| vec![(point, 1.0)]).collect(),
    };
    Unit { points, items, levels, responses, chains }
}
