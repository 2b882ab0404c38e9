//! Paths of one length after another, in a fixed order, within a budget of work.

use std::collections::{BTreeSet, VecDeque};

use super::order::{self, Order};
use super::pattern::{Automaton, bits};
use super::{Certainties, Listing, Modalities, Options, Pattern, Preference, Times};
use crate::model::{Certainty, Day, Status};
use crate::view::{Flow, FlowTie};

/// The steps that options admit, by both ends.
pub(in crate::influence) struct Steps<'a> {
    pub flow: &'a Flow,
    pub out: Vec<Vec<usize>>,
    pub into: Vec<Vec<usize>>,
}

impl<'a> Steps<'a> {
    pub(in crate::influence) fn admitted(flow: &'a Flow, options: &Options) -> Self {
        let mut steps =
            Self { flow, out: vec![Vec::new(); flow.nodes.len()], into: vec![Vec::new(); flow.nodes.len()] };
        for (place, tie) in flow.ties.iter().enumerate().filter(|(_, tie)| tie.from != tie.to) {
            let certain = options.certainty == Certainties::Any || tie.certainty == Certainty::Stated;
            let plain = options.modality == Modalities::Any || !(is_planned(tie) || tie.modality.is_some());
            if certain && plain && tie.status != Status::Denied {
                steps.out[tie.from].push(place);
                steps.into[tie.to].push(place);
            }
        }
        steps
    }
    /// Leaves out the steps from and to all nodes but these.
    pub(super) fn retain(&mut self, is_kept: impl Fn(usize) -> bool) {
        let flow = self.flow;
        for ties in self.out.iter_mut().chain(&mut self.into) {
            ties.retain(|&tie| is_kept(flow.ties[tie].from) && is_kept(flow.ties[tie].to));
        }
    }
}

/// Not said to have happened: planned, proposed, requested.
pub(super) fn is_planned(tie: &FlowTie) -> bool {
    tie.status != Status::Actual
}

/// A path before it is judged: what is preferred, its length, and what decides among paths alike in both, best first.
type Ranked = (i64, usize, usize, usize, Vec<usize>);

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
    /// The fewest steps from each node, read at each place of the pattern, to an end, times aside; `u32::MAX` where there
    /// is no way.
    fn distances(&self, steps: &Steps<'_>) -> Distances {
        let places = self.automaton.places();
        let mut before = vec![0_u128; places];
        for place in 0..places {
            self.automaton.follow(place).for_each(|next| before[next] |= 1 << place);
        }
        let mut left = vec![u32::MAX; steps.flow.nodes.len() * places];
        let ends = self.ends.iter().enumerate().filter(|(_, is_end)| **is_end).map(|(node, _)| node);
        let mut waiting: VecDeque<(usize, usize)> = ends
            .flat_map(|node| self.automaton.last().map(move |place| (node, place)))
            .filter(|(_, place)| *place > 0)
            .collect();
        waiting.iter().for_each(|(node, place)| left[node * places + place] = 0);
        while let Some((node, place)) = waiting.pop_front() {
            let far = left[node * places + place];
            if far > 0 && self.barred[node] {
                continue;
            }
            for &tie in &steps.into[node] {
                if self.read(tie) >> place & 1 == 0 {
                    continue;
                }
                let from = steps.flow.ties[tie].from;
                for other in bits(before[place]) {
                    let known = &mut left[from * places + other];
                    if *known == u32::MAX {
                        *known = far + 1;
                        if other > 0 {
                            waiting.push_back((from, other));
                        }
                    }
                }
            }
        }
        Distances { places, left }
    }
    /// How far a pattern is followed when time is left aside: the first place that no entity reaches though entities reach
    /// one before it, with the number of these; none when it is followed to its end.
    pub(super) fn halt(&self, steps: &Steps<'_>) -> Option<(usize, usize)> {
        let places = self.automaton.places();
        let mut reached: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); places];
        let mut waiting: Vec<(usize, usize)> = self.starts.iter().map(|&start| (start, 0)).collect();
        reached[0].extend(&self.starts);
        while let Some((node, place)) = waiting.pop() {
            for &tie in &steps.out[node] {
                let to = steps.flow.ties[tie].to;
                for next in self.automaton.follow(place).filter(|next| self.read(tie) >> next & 1 == 1) {
                    if reached[next].insert(to) {
                        waiting.push((to, next));
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

/// The fewest steps to an end, by node and place.
struct Distances {
    places: usize,
    left: Vec<u32>,
}

impl Distances {
    fn from(&self, node: usize, places: u128) -> usize {
        let least = bits(places).map(|place| self.left[node * self.places + place]).min().unwrap_or(u32::MAX);
        if least == u32::MAX { usize::MAX } else { least as usize }
    }
}

/// Seeks paths, the shortest first.
pub(in crate::influence) fn search(steps: &Steps<'_>, quest: &Quest, options: &Options) -> Found {
    let distances = quest.distances(steps);
    let mut found = Found::default();
    let fewest = quest.starts.iter().map(|&start| distances.from(start, 1)).min().unwrap_or(usize::MAX);
    if fewest == usize::MAX {
        return found;
    }
    // No path without repeated nodes is longer than the nodes there are.
    let longest = options.max_steps.min(steps.flow.nodes.len().saturating_sub(1));
    let mut reached = longest;
    let mut walk = Walk {
        steps,
        distances: &distances,
        quest,
        order: options.order,
        within: options.within,
        work: options.budget,
    };
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
            let of = |test: fn(&FlowTie) -> bool| ties.iter().filter(|&&tie| test(&flow.ties[tie])).count();
            let inferred = of(|tie| tie.certainty == Certainty::Inferred);
            let hedged = of(|tie| is_planned(tie) || tie.modality.is_some());
            best.insert((value, length, inferred, hedged, ties.to_vec()));
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
    found.listed.extend(best.into_iter().map(|ranked| ranked.4));
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
    distances: &'a Distances,
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
            let Some(&tie) = self.steps.out[node].get(last.next).filter(|_| ties.len() < length) else {
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
            let next = &flow.ties[tie];
            let left = length - ties.len() - 1;
            let places = self.quest.automaton.next(last.places) & self.quest.read(tie);
            // At the end nothing is left, so only an end is near enough.
            if visited[next.to]
                || self.distances.from(next.to, places) > left
                || (self.quest.barred[next.to] && left > 0)
            {
                continue;
            }
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
            visited[next.to] = true;
            taken.push(Taken { next: 0, places, days, broken });
        }
        visited[from] = false;
        true
    }
}
