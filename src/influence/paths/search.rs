//! Paths of one length after another, in a fixed order, within a budget of work.

use std::collections::{BTreeSet, VecDeque};

use super::order::{self, Order};
use super::{Certainties, Modalities, Options};
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
    /// The fewest steps from each node to this one, times aside; `usize::MAX` where there is no way.
    fn distances(&self, to: usize) -> Vec<usize> {
        let mut distances = vec![usize::MAX; self.flow.nodes.len()];
        distances[to] = 0;
        let mut waiting = VecDeque::from([to]);
        while let Some(node) = waiting.pop_front() {
            for &tie in &self.into[node] {
                let from = self.flow.ties[tie].from;
                if distances[from] == usize::MAX {
                    distances[from] = distances[node] + 1;
                    waiting.push_back(from);
                }
            }
        }
        distances
    }
}

/// Not said to have happened: planned, proposed, requested.
pub(super) fn is_planned(tie: &FlowTie) -> bool {
    tie.status != Status::Actual
}

/// A path before it is judged: what decides among paths of one length, best first.
type Ranked = (usize, usize, Vec<usize>);

/// What a search found.
#[derive(Default)]
pub(super) struct Found {
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

/// Seeks paths from one node to another, the shortest first.
pub(super) fn search(steps: &Steps<'_>, from: usize, to: usize, options: &Options) -> Found {
    let distances = steps.distances(to);
    let mut found = Found::default();
    if distances[from] == usize::MAX {
        return found;
    }
    // No path without repeated nodes is longer than the nodes there are.
    let longest = options.max_steps.min(steps.flow.nodes.len().saturating_sub(1));
    let mut reached = longest;
    let mut walk = Walk { steps, distances: &distances, to, order: options.order, work: options.budget };
    for length in distances[from]..=longest {
        let room = options.cap.saturating_sub(found.listed.len());
        let mut best: BTreeSet<Ranked> = BTreeSet::new();
        let whole = walk.each(from, length, false, |ties, _| {
            found.paths += 1;
            let of = |test: fn(&FlowTie) -> bool| ties.iter().filter(|&&tie| test(&steps.flow.ties[tie])).count();
            let inferred = of(|tie| tie.certainty == Certainty::Inferred);
            let hedged = of(|tie| is_planned(tie) || tie.modality.is_some());
            best.insert((inferred, hedged, ties.to_vec()));
            if best.len() > room {
                best.pop_last();
            }
        });
        found.listed.extend(best.into_iter().map(|(_, _, ties)| ties));
        found.exhausted = !whole;
        if !whole || found.paths > 0 && options.listing == super::Listing::Shortest {
            reached = length;
            break;
        }
    }
    // Paths that time forbids are counted apart, with work of their own: they may be many more.
    walk.work = options.budget / 4;
    for length in distances[from]..=reached {
        let whole = walk.each(from, length, true, |ties, broken| {
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

struct Walk<'a> {
    steps: &'a Steps<'a>,
    distances: &'a [usize],
    to: usize,
    order: Order,
    work: u64,
}

/// A step taken: the next one to try from where it led, its earliest day, and where the order broke, if it did.
struct Taken {
    next: usize,
    bound: Day,
    broken: Option<usize>,
}

impl Walk<'_> {
    /// Gives every path of exactly this length without a repeated node, in the order of its ties: those that time
    /// allows, or those that it forbids with the place of the first step that breaks the order. Whether all were
    /// looked at.
    fn each(&mut self, from: usize, length: usize, impossible: bool, mut visit: impl FnMut(&[usize], usize)) -> bool {
        let flow = self.steps.flow;
        let mut ties: Vec<usize> = Vec::new();
        let mut visited = vec![false; flow.nodes.len()];
        visited[from] = true;
        let mut taken = vec![Taken { next: 0, bound: Day::MIN, broken: None }];
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
            if visited[next.to] || self.distances[next.to] > left || (next.to == self.to && left > 0) {
                continue;
            }
            let (bound, broken) = match (ties.last(), last.broken) {
                (_, Some(place)) => (Day::MIN, Some(place)),
                (None, None) => (next.when.earliest(), None),
                (Some(&before), None) => match order::follow(flow, &flow.ties[before], last.bound, next, self.order) {
                    Some(bound) => (bound, None),
                    None => (Day::MIN, Some(ties.len())),
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
            taken.push(Taken { next: 0, bound, broken });
        }
        true
    }
}
