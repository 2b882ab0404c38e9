//! Paths of one length after another, in a fixed order, within a budget of work.

use std::collections::BTreeSet;

use super::order::{self, Order};
use super::pattern::{Automaton, bits};
use super::steps::{Steps, is_planned};
use super::{Listing, Options, Path, Pattern, Preference, Times, Verdict};
use crate::model::{Certainty, Day};
use crate::view::{Flow, FlowTie};

/// A path before it is judged: what is preferred, its length, and what decides among paths alike in both, best first.
type Ranked = (i64, usize, Verdict, usize, usize, Vec<usize>);

/// What is preferred as a number: less is better.
fn preferred(flow: &Flow, ties: &[usize], options: &Options) -> i64 {
    if options.prefer == Preference::Fewest {
        return 0;
    }
    let steps: Vec<&FlowTie> = ties.iter().map(|&tie| &flow.ties[tie]).collect();
    let times = Times::of(flow, &steps, options.order, options.within);
    let value = match options.prefer {
        Preference::Earliest => times.arrival.map(|day| i64::from(day.0)),
        Preference::Latest => times.departure.map(|day| -i64::from(day.0)),
        Preference::Fewest | Preference::Fastest => times.days.map(i64::from),
    };
    value.unwrap_or(i64::MAX)
}

/// What a search found.
#[derive(Default)]
pub(in crate::influence) struct Found {
    /// The ties of the paths that are listed, best first.
    pub listed: Vec<Vec<usize>>,
    /// How many there are.
    pub paths: usize,
    /// Whether the search ended before everything was looked at.
    pub exhausted: bool,
    /// How many paths no order of time allows, up to the length searched.
    pub impossible: usize,
    /// Whether there may be more of those.
    pub impossible_exhausted: bool,
    /// One of the shortest of those, with the place of the step that breaks the order.
    pub broken: Option<(Vec<usize>, usize)>,
}

/// From where to where paths are sought, and along what.
pub(in crate::influence) struct Quest {
    /// Where they may start.
    pub starts: Vec<usize>,
    /// Whether they may end at each node.
    pub ends: Vec<bool>,
    /// Nodes that lie inside no path: without a pattern, those where paths start or end.
    barred: Vec<bool>,
    automaton: Automaton,
    /// The places of the pattern at which each step may be read; empty without a pattern.
    read: Vec<u128>,
}

impl Quest {
    /// From one entity to another.
    pub fn between(flow: &Flow, start: usize, end: usize) -> Self {
        let ends = (0..flow.nodes.len()).map(|node| node == end).collect();
        Self::among(flow, vec![start], ends, None)
    }
    /// From some entities to some others, along a pattern when there is one.
    pub fn among(flow: &Flow, starts: Vec<usize>, ends: Vec<bool>, pattern: Option<&Pattern>) -> Self {
        let automaton = pattern.and_then(Automaton::of).unwrap_or_else(Automaton::any);
        let mut barred = vec![false; flow.nodes.len()];
        if pattern.is_none() {
            barred.clone_from(&ends);
            starts.iter().for_each(|&start| barred[start] = true);
        }
        let read = pattern.map_or_else(Vec::new, |pattern| automaton.read(pattern, flow));
        Self { read, starts, ends, barred, automaton }
    }
    /// The places of the pattern at which a step may be read.
    fn read(&self, tie: usize) -> u128 {
        // Without a pattern any step may be read at the only place there is.
        self.read.get(tie).copied().unwrap_or(2)
    }
    /// How far a pattern is followed when time is left aside: the first place that no entity reaches though entities reach
    /// one before it, with the number of these; none when it is followed to its end.
    pub(super) fn halt(&self, steps: &Steps<'_>) -> Option<(usize, usize)> {
        let places = self.automaton.places();
        let mut reached: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); places];
        let mut waiting: Vec<(usize, usize)> = self.starts.iter().map(|&start| (start, 0)).collect();
        reached[0].extend(&self.starts);
        while let Some((node, place)) = waiting.pop() {
            for step in steps.out.at(node) {
                for next in self.automaton.follow(place).filter(|next| self.read(step.tie()) >> next & 1 == 1) {
                    if reached[next].insert(step.beyond()) {
                        waiting.push((step.beyond(), next));
                    }
                }
            }
        }
        if self.automaton.last().any(|place| reached[place].iter().any(|&node| place > 0 && self.ends[node])) {
            return None;
        }
        let led = (0..places).filter(|place| !reached[*place].is_empty());
        let mut stuck = led.flat_map(|place| self.automaton.follow(place).map(move |next| (place, next)));
        let (place, next) = stuck.find(|(_, next)| reached[*next].is_empty())?;
        Some((self.automaton.step(next), reached[place].len()))
    }
}

/// The fewest steps from each node, read at each place of the pattern, to an end, times aside, as far as they are known:
/// one layer of nodes after another, no further than the paths that are sought are long.
struct Distances<'a> {
    quest: &'a Quest,
    steps: &'a Steps<'a>,
    places: usize,
    /// The places that may stand before each place.
    before: Vec<u128>,
    /// `u32::MAX` where no way is known.
    left: Vec<u32>,
    /// The nodes and places of the last layer, and how far they lie from an end.
    layer: Vec<(usize, usize)>,
    far: u32,
}

impl<'a> Distances<'a> {
    fn new(quest: &'a Quest, steps: &'a Steps<'a>) -> Self {
        let places = quest.automaton.places();
        let mut before = vec![0_u128; places];
        for place in 0..places {
            quest.automaton.follow(place).for_each(|next| before[next] |= 1 << place);
        }
        let mut left = vec![u32::MAX; steps.flow.nodes.len() * places];
        let ends = quest.ends.iter().enumerate().filter(|(_, is_end)| **is_end).map(|(node, _)| node);
        let layer: Vec<(usize, usize)> = ends
            .flat_map(|node| quest.automaton.last().map(move |place| (node, place)))
            .filter(|(_, place)| *place > 0)
            .collect();
        layer.iter().for_each(|(node, place)| left[node * places + place] = 0);
        Self { quest, steps, places, before, left, layer, far: 0 }
    }
    /// Knows every distance of at most so many steps.
    fn deepen(&mut self, most: usize) {
        while !self.layer.is_empty() && (self.far as usize) < most {
            self.far += 1;
            for (node, place) in std::mem::take(&mut self.layer) {
                if self.far > 1 && self.quest.barred[node] {
                    continue;
                }
                for step in self.steps.into.at(node) {
                    if self.quest.read(step.tie()) >> place & 1 == 0 {
                        continue;
                    }
                    for other in bits(self.before[place]) {
                        let known = &mut self.left[step.beyond() * self.places + other];
                        if *known == u32::MAX {
                            *known = self.far;
                            if other > 0 {
                                self.layer.push((step.beyond(), other));
                            }
                        }
                    }
                }
            }
        }
    }
    /// The fewest steps from any of the starts; none when there is no way.
    fn fewest(&mut self) -> Option<usize> {
        loop {
            let fewest = self.quest.starts.iter().map(|&start| self.from(start, 1)).min()?;
            if fewest != usize::MAX {
                return Some(fewest);
            }
            if self.layer.is_empty() {
                return None;
            }
            self.deepen(self.far as usize + 1);
        }
    }
    fn from(&self, node: usize, places: u128) -> usize {
        let least = bits(places).map(|place| self.left[node * self.places + place]).min().unwrap_or(u32::MAX);
        if least == u32::MAX { usize::MAX } else { least as usize }
    }
}

/// Seeks paths, the shortest first.
pub(in crate::influence) fn search(steps: &Steps<'_>, quest: &Quest, options: &Options) -> Found {
    let mut distances = Distances::new(quest, steps);
    let mut found = Found::default();
    let Some(fewest) = distances.fewest() else { return found };
    // No path without repeated nodes is longer than the nodes there are.
    let longest = options.max_steps.min(steps.flow.nodes.len().saturating_sub(1));
    let mut reached = longest;
    let mut walk = Walk { steps, distances, quest, order: options.order, within: options.within, work: options.budget };
    let flow = steps.flow;
    let makes_its_stops = |ties: &[usize]| {
        let inner = || ties.iter().skip(1).map(|&tie| &flow.nodes[flow.ties[tie].from]);
        options.via.iter().all(|stop| inner().any(|node| stop.is(node)))
    };
    let mut best: BTreeSet<Ranked> = BTreeSet::new();
    let mut as_good: Option<(i64, usize)> = None;
    for length in fewest..=longest {
        let whole = walk.each(length, false, |ties, _| {
            if !makes_its_stops(ties) {
                return;
            }
            let value = preferred(flow, ties, options);
            if options.listing == Listing::Shortest && as_good.is_some_and(|best| best < (value, length)) {
                return;
            }
            if options.listing == Listing::Shortest && as_good.is_none_or(|best| best > (value, length)) {
                as_good = Some((value, length));
                best.clear();
                found.paths = 0;
            }
            found.paths += 1;
            // What cannot be listed any more is not judged.
            if best.len() >= options.cap && best.last().is_some_and(|worst| (worst.0, worst.1) < (value, length)) {
                return;
            }
            let verdict = Path::verdict(flow, ties, options.order, options.within);
            let of = |test: fn(&FlowTie) -> bool| ties.iter().filter(|&&tie| test(&flow.ties[tie])).count();
            let inferred = of(|tie| tie.certainty == Certainty::Inferred);
            let hedged = of(|tie| is_planned(tie) || tie.modality.is_some());
            best.insert((value, length, verdict, inferred, hedged, ties.to_vec()));
            if best.len() > options.cap {
                best.pop_last();
            }
        });
        found.exhausted = !whole;
        let enough = match (options.prefer, options.listing) {
            (Preference::Fewest, Listing::Shortest) => found.paths > 0,
            (Preference::Fewest, Listing::Best) => found.paths >= options.cap,
            _ => false,
        };
        if !whole || enough {
            reached = length;
            break;
        }
    }
    found.listed.extend(best.into_iter().map(|ranked| ranked.5));
    // Paths that time forbids are counted apart, with work of their own: they may be many more.
    walk.work = options.budget / 4;
    for length in fewest..=reached {
        let whole = walk.each(length, true, |ties, broken| {
            if !makes_its_stops(ties) {
                return;
            }
            found.impossible += 1;
            found.broken.get_or_insert_with(|| (ties.to_vec(), broken));
        });
        if !whole {
            found.impossible_exhausted = true;
            break;
        }
    }
    found
}

/// No day is ruled out.
const ANY: (Day, Day) = (Day::MIN, Day::MAX);

struct Walk<'a> {
    steps: &'a Steps<'a>,
    distances: Distances<'a>,
    quest: &'a Quest,
    order: Order,
    within: Option<i32>,
    work: u64,
}

/// A step taken: the next one to try from where it led, the places of the pattern, its days, and where the order broke,
/// if it did.
struct Taken {
    next: usize,
    places: u128,
    days: (Day, Day),
    broken: Option<usize>,
}

impl Walk<'_> {
    /// Gives every path of exactly this length without a repeated node, by its start and then in the order of its ties:
    /// those that time allows, or those that it forbids with the place of the first step that breaks the order. Whether
    /// all were looked at.
    fn each(&mut self, length: usize, impossible: bool, mut visit: impl FnMut(&[usize], usize)) -> bool {
        self.distances.deepen(length);
        let quest = self.quest;
        let near = quest.starts.iter().filter(|start| self.distances.from(**start, 1) <= length);
        let starts: Vec<usize> = near.copied().collect();
        let mut visited = vec![false; self.steps.flow.nodes.len()];
        starts.into_iter().all(|start| self.each_from(start, length, impossible, &mut visited, &mut visit))
    }

    fn each_from(
        &mut self,
        from: usize,
        length: usize,
        impossible: bool,
        visited: &mut [bool],
        visit: &mut impl FnMut(&[usize], usize),
    ) -> bool {
        let flow = self.steps.flow;
        let mut ties: Vec<usize> = Vec::new();
        visited[from] = true;
        let mut taken = vec![Taken { next: 0, places: 1, days: ANY, broken: None }];
        while let Some(last) = taken.last_mut() {
            let node = ties.last().map_or(from, |&tie| flow.ties[tie].to);
            let Some(step) = self.steps.out.at(node).get(last.next).filter(|_| ties.len() < length) else {
                taken.pop();
                if let Some(tie) = ties.pop() {
                    visited[flow.ties[tie].to] = false;
                }
                continue;
            };
            last.next += 1;
            if self.work == 0 {
                return false;
            }
            self.work -= 1;
            let (tie, to) = (step.tie(), step.beyond());
            let left = length - ties.len() - 1;
            let places = self.quest.automaton.next(last.places) & self.quest.read(tie);
            // At the end nothing is left, so only an end is near enough.
            if visited[to] || self.distances.from(to, places) > left || (self.quest.barred[to] && left > 0) {
                continue;
            }
            let next = &flow.ties[tie];
            let after = |before: &FlowTie| order::days_after(flow, before, last.days, next, self.order, self.within);
            let (days, broken) = match (ties.last(), last.broken) {
                (_, Some(place)) => (ANY, Some(place)),
                (None, None) => ((next.when.earliest(), next.when.latest()), None),
                (Some(&before), None) => match after(&flow.ties[before]) {
                    Some(days) => (days, None),
                    None => (ANY, Some(ties.len())),
                },
            };
            if broken.is_some() && !impossible {
                continue;
            }
            if left == 0 {
                ties.push(tie);
                match broken {
                    Some(place) => visit(&ties, place),
                    None if !impossible => visit(&ties, 0),
                    None => {}
                }
                ties.pop();
                continue;
            }
            ties.push(tie);
            visited[to] = true;
            taken.push(Taken { next: 0, places, days, broken });
        }
        visited[from] = false;
        true
    }
}
