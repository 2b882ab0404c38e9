//! Whether a route is left when something is taken out, and how many routes share nothing.

use super::super::ancestry::Way;
use super::super::paths::{Listing, Options as PathOptions, Order, Quest, Steps, follow, search};
use super::super::walk::Walk;
use crate::math::min_cut::min_cut;
use crate::view::{Flow, FlowTie};

/// Routes between two entities, in an order that time allows and through no entity twice.
pub(super) struct Routes<'a> {
    pub flow: &'a Flow,
    pub steps: &'a Steps<'a>,
    pub from: usize,
    pub to: usize,
    order: Order,
    walk: Walk<'a>,
    /// How many more steps may be looked at.
    pub work: u64,
    /// Whether a search ended before everything was looked at.
    pub cut_short: bool,
}

impl<'a> Routes<'a> {
    pub fn new(steps: &'a Steps<'a>, from: usize, to: usize, order: Order, work: u64) -> Self {
        let walk = Walk::over(steps, order, Way::Descent);
        Self { flow: steps.flow, steps, from, to, order, walk, work, cut_short: false }
    }

    /// A route over open steps, with few of them; none when there is none (or when the work is spent, which is noted).
    pub fn route(&mut self, is_open: impl Fn(usize, &FlowTie) -> bool) -> Option<Vec<usize>> {
        if self.work == 0 {
            self.cut_short = true;
            return None;
        }
        let ways = self.walk.from(self.from, Some(self.to), None, &is_open);
        self.work = self.work.saturating_sub(ways.work);
        let way = ways.to(self.to)?;
        self.without_loops(way).or_else(|| self.searched(is_open))
    }

    /// The walk without the rounds in it, if time allows what is left.
    fn without_loops(&self, way: Vec<usize>) -> Option<Vec<usize>> {
        let mut route: Vec<usize> = Vec::new();
        for tie in way {
            let to = self.flow.ties[tie].to;
            if to == self.from {
                route.clear();
                continue;
            }
            match route.iter().position(|&earlier| self.flow.ties[earlier].to == to) {
                Some(place) => route.truncate(place + 1),
                None => route.push(tie),
            }
        }
        let first = self.flow.ties[*route.first()?].when.earliest();
        let fits = route.windows(2).try_fold(first, |bound, pair| {
            follow(self.flow, &self.flow.ties[pair[0]], bound, &self.flow.ties[pair[1]], self.order)
        });
        fits.map(|_| route)
    }

    /// Every route one after another, until one fits: for the rare walk that time allows only through an entity twice.
    fn searched(&mut self, is_open: impl Fn(usize, &FlowTie) -> bool) -> Option<Vec<usize>> {
        let steps = self.steps.only(|tie| is_open(tie, &self.flow.ties[tie]));
        let options = PathOptions {
            listing: Listing::Shortest,
            max_steps: usize::MAX,
            cap: 1,
            order: self.order,
            budget: self.work,
            ..PathOptions::default()
        };
        let found = search(&steps, &Quest::between(self.flow, self.from, self.to), &options);
        self.cut_short |= found.exhausted && found.paths == 0;
        self.work /= 2;
        found.listed.into_iter().next()
    }

    /// Entities between the two on a route.
    pub fn inner(&self, route: &[usize]) -> Vec<usize> {
        route.iter().map(|&tie| self.flow.ties[tie].to).filter(|&node| node != self.to).collect()
    }

    /// Routes that share no entity and no step, as many as were found: the first ones found, and again with each
    /// entity of the first one left out of it.
    pub fn apart(&mut self, at_most: usize) -> Vec<Vec<usize>> {
        let mut best = self.apart_after(Vec::new());
        let tried = best.first().map(|route| self.inner(route)).unwrap_or_default();
        for left_out in tried {
            if best.len() >= at_most {
                break;
            }
            let first = self.route(|_, tie| tie.to != left_out);
            let other = self.apart_after(first.into_iter().collect());
            if other.len() > best.len() {
                best = other;
            }
        }
        best
    }

    fn apart_after(&mut self, mut routes: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
        let mut gone = vec![false; self.flow.nodes.len()];
        loop {
            let direct = routes.iter().any(|route| route.len() == 1);
            for node in routes.iter().flat_map(|route| self.inner(route)) {
                gone[node] = true;
            }
            let (from, to) = (self.from, self.to);
            let is_taken = |tie: &FlowTie| direct && tie.from == from && tie.to == to;
            match self.route(|_, tie| !(gone[tie.to] || gone[tie.from] || is_taken(tie))) {
                Some(route) => routes.push(route),
                None => return routes,
            }
        }
    }

    /// How many routes share no entity when time is left aside: Menger's number, by the smallest set of entities whose
    /// removal cuts; a direct step counts once.
    pub fn apart_undated(&self) -> usize {
        let nodes = self.flow.nodes.len();
        let inner = (0..nodes).filter(|&node| node != self.from && node != self.to);
        let mut arcs: Vec<(usize, usize, u64)> = inner.map(|node| (node, nodes + node, 1)).collect();
        let mut pairs: Vec<(usize, usize)> =
            self.steps.out.all().map(|tie| (self.flow.ties[tie].from, self.flow.ties[tie].to)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let leaving = |node: usize| if node == self.from { node } else { nodes + node };
        arcs.extend(pairs.into_iter().filter(|&(_, to)| to != self.from).map(|(from, to)| (leaving(from), to, 1)));
        min_cut(2 * nodes, &arcs, self.from, self.to).map_or(0, |cut| cut.value as usize)
    }

    /// Whether steps join the two without an entity, when time is left aside.
    pub fn joined_undated_without(&self, node: usize) -> bool {
        let mut reached = vec![false; self.flow.nodes.len()];
        reached[self.from] = true;
        let mut waiting = vec![self.from];
        while let Some(at) = waiting.pop() {
            for next in self.steps.out.at(at).iter().map(|step| step.beyond()) {
                if next != node && !reached[next] {
                    reached[next] = true;
                    waiting.push(next);
                }
            }
        }
        reached[self.to]
    }
}
