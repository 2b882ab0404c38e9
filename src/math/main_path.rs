//! The arcs through which most paths of an acyclic graph run; cycles are taken out before.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::counts::Count;
use super::path_counts::{PathCounts, topological};

/// How the main path is sought. All arcs of equal weight are kept by every one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Route {
    /// From the heaviest arc that leaves a source, always by the heaviest arc onwards.
    #[default]
    Local,
    /// From the heaviest arc that enters a sink, always by the heaviest arc back.
    LocalBackward,
    /// The way from source to sink with the largest sum of weights: the critical path.
    Global,
    /// From the heaviest arcs anywhere, by the heaviest arcs onwards and back: no heaviest arc is missed.
    KeyRoute,
}

impl Route {
    /// Every value.
    pub const ALL: &[Self] = &[Self::Local, Self::LocalBackward, Self::Global, Self::KeyRoute];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::LocalBackward => "local-backward",
            Self::Global => "global",
            Self::KeyRoute => "key-route",
        }
    }
}

/// The arcs of the main path, in rising order; `key_routes` heaviest arcs (and those as heavy) are where key routes begin.
///
/// # Cost
/// One or two multiplications an arc, of numbers as long as the largest count. Weights are made when they are compared and
/// not kept: of a million arcs they would fill a gigabyte.
///
/// # Reference
/// Hummon & Doreian 1989 (local); Batagelj 2003 (critical path); Liu & Lu 2012 (global, key-route).
///
/// ```
/// use blocs::math::main_path::{Route, main_path};
/// use blocs::math::path_counts::{Counting, PathCounts};
/// // Two sources, one of them with two ways on: 0 -> 2, 1 -> 2, 2 -> 3, 1 -> 4.
/// let counts = PathCounts::of(5, &[(0, 2), (1, 2), (2, 3), (1, 4)], Counting::Spc).unwrap();
/// assert_eq!(main_path(&counts, Route::Global, 1), [0, 1, 2]); // weights 1, 1, 2, 1
/// ```
pub fn main_path<C: Count>(counts: &PathCounts<C>, route: Route, key_routes: usize) -> Vec<usize> {
    main_path_where(counts, route, key_routes, None)
}

/// The same where not every arc may follow every other: a way goes on only by an arc that may follow the one before, and ends
/// where there is none.
///
/// # Cost
/// Of a critical path the product of the arcs into and out of each vertex.
///
/// ```
/// use blocs::math::main_path::{Route, main_path_where};
/// use blocs::math::path_counts::{Counting, PathCounts};
/// // 0 -> 1, then 1 -> 2 -> 3 or 1 -> 4 -> 3 -> 5: the arc into 2 may not follow.
/// let counts = PathCounts::of(6, &[(0, 1), (1, 2), (1, 4), (2, 3), (4, 3), (3, 5)], Counting::Spc).unwrap();
/// let may_follow = |before: usize, next: usize| (before, next) != (0, 1);
/// for route in [Route::Local, Route::Global] {
///     assert_eq!(main_path_where(&counts, route, 1, Some(&may_follow)), [0, 2, 4, 5]);
/// }
/// ```
pub fn main_path_where<C: Count>(
    counts: &PathCounts<C>,
    route: Route,
    key_routes: usize,
    may_follow: Option<&dyn Fn(usize, usize) -> bool>,
) -> Vec<usize> {
    let arcs = counts.arcs();
    let n = counts.vertices();
    let (mut out, mut into) = (vec![Vec::new(); n], vec![Vec::new(); n]);
    for (arc, &(u, v)) in arcs.iter().enumerate() {
        out[u].push(arc);
        into[v].push(arc);
    }
    let heaviest = |among: &[usize]| -> Vec<usize> {
        let mut most: Option<C> = None;
        let mut kept: Vec<(usize, C)> = Vec::new();
        for &arc in among {
            let weight = counts.weight(arc);
            match most.as_ref().map_or(Ordering::Greater, |most| weight.against(most)) {
                Ordering::Less => continue,
                Ordering::Greater => {
                    kept.retain(|(_, other)| other.against(&weight) == Ordering::Equal);
                    most = Some(weight.clone());
                }
                Ordering::Equal => {}
            }
            kept.push((arc, weight));
        }
        kept.into_iter().map(|(arc, _)| arc).collect()
    };
    // From these arcs always by the heaviest arc, onwards or back.
    let follow = |begin: Vec<usize>, onwards: bool| -> BTreeSet<usize> {
        let mut taken: BTreeSet<usize> = begin.iter().copied().collect();
        let mut open = begin;
        while let Some(arc) = open.pop() {
            let beyond = if onwards { &out[arcs[arc].1] } else { &into[arcs[arc].0] };
            let next = match may_follow {
                None => heaviest(beyond),
                Some(may) => {
                    let fits = |next: &usize| if onwards { may(arc, *next) } else { may(*next, arc) };
                    heaviest(&beyond.iter().copied().filter(fits).collect::<Vec<_>>())
                }
            };
            open.extend(next.into_iter().filter(|&next| taken.insert(next)));
        }
        taken
    };
    let all = 0..arcs.len();
    let taken = match route {
        Route::Local => {
            let first: Vec<usize> = all.filter(|&arc| into[arcs[arc].0].is_empty()).collect();
            follow(heaviest(&first), true)
        }
        Route::LocalBackward => {
            let last: Vec<usize> = all.filter(|&arc| out[arcs[arc].1].is_empty()).collect();
            follow(heaviest(&last), false)
        }
        Route::Global => {
            return match may_follow {
                None => critical(counts, &out),
                Some(may) => critical_where(counts, &out, &into, may),
            };
        }
        Route::KeyRoute => {
            let keys = keys(counts, key_routes);
            let mut taken = follow(keys.clone(), true);
            taken.append(&mut follow(keys, false));
            taken
        }
    };
    taken.into_iter().collect()
}

/// So many of the heaviest arcs, and those as heavy as the last of them.
fn keys<C: Count>(counts: &PathCounts<C>, key_routes: usize) -> Vec<usize> {
    let mut heaviest: Vec<C> = Vec::new();
    for arc in 0..counts.arcs().len() {
        let weight = counts.weight(arc);
        let place = heaviest.partition_point(|other| other.against(&weight) != Ordering::Less);
        if place < key_routes.max(1) {
            heaviest.insert(place, weight);
            heaviest.truncate(key_routes.max(1));
        }
    }
    let Some(least) = heaviest.last() else { return Vec::new() };
    (0..counts.arcs().len()).filter(|&arc| counts.weight(arc).against(least) != Ordering::Less).collect()
}

/// The same by arcs, where not every one may follow every other; from an arc that leaves a source.
fn critical_where<C: Count>(
    counts: &PathCounts<C>,
    out: &[Vec<usize>],
    into: &[Vec<usize>],
    may_follow: &dyn Fn(usize, usize) -> bool,
) -> Vec<usize> {
    let arcs = counts.arcs();
    let Some(order) = topological(counts.vertices(), arcs) else { return Vec::new() };
    // Of each arc: the largest sum of a way that begins with it.
    let mut best = vec![C::default(); arcs.len()];
    let onwards = |arc: usize| out[arcs[arc].1].iter().copied().filter(move |&next| may_follow(arc, next));
    let more = |a: &C, b: &C| a.against(b) == Ordering::Greater;
    let most = |among: &mut dyn Iterator<Item = usize>, best: &[C]| -> Option<C> {
        among.fold(None, |most: Option<C>, arc| match most {
            Some(most) if !more(&best[arc], &most) => Some(most),
            _ => Some(best[arc].clone()),
        })
    };
    for &arc in order.iter().rev().flat_map(|&vertex| &out[vertex]) {
        let mut sum = counts.weight(arc);
        if let Some(rest) = most(&mut onwards(arc), &best) {
            sum.add(&rest);
        }
        best[arc] = sum;
    }
    let firsts: Vec<usize> = (0..arcs.len()).filter(|&arc| into[arcs[arc].0].is_empty()).collect();
    let Some(largest) = most(&mut firsts.iter().copied(), &best) else { return Vec::new() };
    let mut open: Vec<usize> =
        firsts.into_iter().filter(|&arc| best[arc].against(&largest) == Ordering::Equal).collect();
    let mut taken: BTreeSet<usize> = open.iter().copied().collect();
    while let Some(arc) = open.pop() {
        let Some(rest) = most(&mut onwards(arc), &best) else { continue };
        let next: Vec<usize> = onwards(arc).filter(|&next| best[next].against(&rest) == Ordering::Equal).collect();
        open.extend(next.into_iter().filter(|&next| taken.insert(next)));
    }
    taken.into_iter().collect()
}

/// All arcs on a way from source to sink whose weights sum to the most.
fn critical<C: Count>(counts: &PathCounts<C>, out: &[Vec<usize>]) -> Vec<usize> {
    let arcs = counts.arcs();
    let Some(order) = topological(counts.vertices(), arcs) else { return Vec::new() };
    let mut best = vec![C::default(); counts.vertices()];
    let sum = |arc: usize, best: &[C]| {
        let mut sum = counts.weight(arc);
        sum.add(&best[arcs[arc].1]);
        sum
    };
    let more = |a: &C, b: &C| a.against(b) == Ordering::Greater;
    for &vertex in order.iter().rev() {
        for &arc in &out[vertex] {
            let sum = sum(arc, &best);
            if more(&sum, &best[vertex]) {
                best[vertex] = sum;
            }
        }
    }
    // A way from inside could be made longer at its start: the largest sums belong to sources.
    let most = best.iter().fold(None, |most: Option<&C>, sum| match most {
        Some(most) if !more(sum, most) => Some(most),
        _ => Some(sum),
    });
    let Some(most) = most.filter(|most| more(most, &C::default())) else { return Vec::new() };
    let mut on: Vec<bool> = best.iter().map(|sum| sum.against(most) == Ordering::Equal).collect();
    let mut taken = Vec::new();
    for &vertex in &order {
        if !on[vertex] {
            continue;
        }
        for &arc in &out[vertex] {
            if sum(arc, &best).against(&best[vertex]) == Ordering::Equal {
                taken.push(arc);
                on[arcs[arc].1] = true;
            }
        }
    }
    taken.sort_unstable();
    taken
}

/// What becomes of arcs that run in a circle, where paths would be without number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cycles {
    /// There is no answer.
    Refuse,
    /// What lies on circles with each other becomes one vertex.
    #[default]
    Shrink,
    /// Each vertex on a circle stands twice: as a preprint, which arcs from outside enter, and as itself, which arcs to
    /// the outside leave. Arcs of the circle run from preprints.
    Preprint,
}

impl Cycles {
    /// Every value.
    pub const ALL: &[Self] = &[Self::Refuse, Self::Shrink, Self::Preprint];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Refuse => "refuse",
            Self::Shrink => "shrink",
            Self::Preprint => "preprint",
        }
    }
}

/// Sets of vertices that lie on circles with each other, each in rising order; loops are no circles.
///
/// ```
/// use blocs::math::main_path::circles;
/// assert_eq!(circles(4, &[(0, 1), (1, 2), (2, 1), (3, 3)]), [[1, 2]]);
/// ```
pub fn circles(n: usize, arcs: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut net: DiGraph<(), ()> = DiGraph::with_capacity(n, arcs.len());
    (0..n).for_each(|_| _ = net.add_node(()));
    arcs.iter().for_each(|&(u, v)| _ = net.add_edge(NodeIndex::new(u), NodeIndex::new(v), ()));
    let parts = kosaraju_scc(&net).into_iter().filter(|part| part.len() > 1);
    let mut parts: Vec<Vec<usize>> = parts.map(|part| part.into_iter().map(NodeIndex::index).collect()).collect();
    parts.iter_mut().for_each(|part| part.sort_unstable());
    parts.sort_unstable();
    parts
}

/// The fewest arcs that lead from one of these vertices to another of them through arcs that `may` be taken; from a
/// vertex to itself: a shortest circle through it.
pub fn shortest(
    n: usize,
    arcs: &[(usize, usize)],
    (from, to): (usize, usize),
    may: impl Fn(usize) -> bool,
) -> Option<Vec<usize>> {
    let mut out = vec![Vec::new(); n];
    (0..arcs.len()).filter(|&arc| may(arc)).for_each(|arc| out[arcs[arc].0].push(arc));
    let mut by: Vec<Option<usize>> = vec![None; n];
    let mut open = VecDeque::from([from]);
    while let Some(at) = open.pop_front() {
        for &arc in &out[at] {
            let next = arcs[arc].1;
            if by[next].is_some() || (next == from && to != from) {
                continue;
            }
            by[next] = Some(arc);
            if next == to {
                let mut way = vec![arc];
                while arcs[way[way.len() - 1]].0 != from {
                    way.push(by[arcs[way[way.len() - 1]].0]?);
                }
                way.reverse();
                return Some(way);
            }
            open.push_back(next);
        }
    }
    None
}

/// A graph without circles made of one that may have some. Parallel arcs are one, loops none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acyclic {
    /// The vertex of the given graph of each vertex; the least one of those shrunk.
    pub vertices: Vec<usize>,
    /// The arcs.
    pub arcs: Vec<(usize, usize)>,
    /// The arcs of the given graph that each stands for; none for the one from a preprint to itself.
    pub origin: Vec<Vec<usize>>,
}

impl Acyclic {
    /// Takes out all circles in one of the two ways; `None` when there are some and they are refused.
    ///
    /// # Reference
    /// Batagelj 2003.
    ///
    /// ```
    /// use blocs::math::main_path::{Acyclic, Cycles};
    /// let arcs = [(0, 1), (1, 2), (2, 1), (2, 3)];
    /// assert_eq!(Acyclic::of(4, &arcs, Cycles::Shrink).unwrap().arcs, [(0, 1), (1, 2)]);
    /// assert!(Acyclic::of(4, &arcs, Cycles::Refuse).is_none());
    /// ```
    pub fn of(n: usize, arcs: &[(usize, usize)], cycles: Cycles) -> Option<Self> {
        let circles = circles(n, arcs);
        if cycles == Cycles::Refuse && !circles.is_empty() {
            return None;
        }
        let mut circle_of = vec![None; n];
        for (place, circle) in circles.iter().enumerate() {
            circle.iter().for_each(|&vertex| circle_of[vertex] = Some(place));
        }
        let shrink = cycles == Cycles::Shrink;
        // Where arcs enter and where they leave.
        let (mut vertices, mut enters, mut leaves) = (Vec::new(), vec![0; n], vec![0; n]);
        let mut preprints = Vec::new();
        for vertex in 0..n {
            match circle_of[vertex] {
                Some(circle) if shrink && circles[circle][0] != vertex => {
                    enters[vertex] = enters[circles[circle][0]];
                    leaves[vertex] = enters[vertex];
                }
                Some(_) if !shrink => {
                    (enters[vertex], leaves[vertex]) = (vertices.len(), vertices.len() + 1);
                    preprints.push((vertices.len(), vertices.len() + 1));
                    vertices.extend([vertex, vertex]);
                }
                _ => {
                    (enters[vertex], leaves[vertex]) = (vertices.len(), vertices.len());
                    vertices.push(vertex);
                }
            }
        }
        let mut made: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for (arc, &(u, v)) in arcs.iter().enumerate().filter(|(_, (u, v))| u != v) {
            let inside = circle_of[u].is_some() && circle_of[u] == circle_of[v];
            match (inside, shrink) {
                (true, true) => {}
                (true, false) => made.entry((enters[u], leaves[v])).or_default().push(arc),
                (false, _) => made.entry((leaves[u], enters[v])).or_default().push(arc),
            }
        }
        preprints.into_iter().for_each(|pair| _ = made.entry(pair).or_default());
        let (arcs, origin) = made.into_iter().unzip();
        Some(Self { vertices, arcs, origin })
    }
}

#[cfg(test)]
mod tests {
    use num_bigint::BigUint;

    use super::super::path_counts::Counting;
    use super::*;

    /// The graph of eleven vertices of the golden vector, from 0.
    fn eleven() -> PathCounts {
        let arcs = [(1, 3), (2, 3), (2, 4), (3, 5), (3, 7), (4, 6), (4, 10), (4, 11), (5, 8), (5, 9), (6, 9), (6, 10)];
        PathCounts::of(11, &arcs.map(|(u, v)| (u - 1, v - 1)), Counting::Spc).unwrap()
    }

    /// By hand on the weights 3, 3, 4, 4, 2, 2, 1, 1, 2, 2, 1, 1.
    #[test]
    fn every_search_keeps_all_that_is_equal() {
        let counts = eleven();
        // 2 -> 4 leaves a source with 4; then 4 -> 6 with 2; then both arcs of 6 with 1.
        assert_eq!(main_path(&counts, Route::Local, 1), [2, 5, 10, 11]);
        // 3 -> 7, 5 -> 8 and 5 -> 9 enter sinks with 2; then back over 3 -> 5 to 1 and 2.
        assert_eq!(main_path(&counts, Route::LocalBackward, 1), [0, 1, 3, 4, 8, 9]);
        // 3 + 4 + 2 = 9 from 1 or 2 to 8 or 9; 2 -> 4 -> 6 gives 7 at most.
        assert_eq!(main_path(&counts, Route::Global, 1), [0, 1, 3, 8, 9]);
        // 2 -> 4 and 3 -> 5 have 4 both.
        assert_eq!(main_path(&counts, Route::KeyRoute, 1), [0, 1, 2, 3, 5, 8, 9, 10, 11]);
        // Where every arc may follow every other, nothing changes.
        for route in Route::ALL {
            let all = main_path_where(&counts, *route, 1, Some(&|_, _| true));
            assert_eq!(all, main_path(&counts, *route, 1), "{}", route.word());
        }
        // More key routes than arcs is everything.
        assert_eq!(main_path(&counts, Route::KeyRoute, 99).len(), 12);
    }

    #[test]
    fn a_graph_without_arcs_has_no_main_path() {
        let counts = PathCounts::of(3, &[], Counting::Spc).unwrap();
        assert!(Route::ALL.iter().all(|route| main_path(&counts, *route, 1).is_empty()));
    }

    /// The largest sum, against every way from source to sink listed one by one.
    #[test]
    fn the_global_path_has_the_largest_sum_of_all() {
        for salt in 0..30_usize {
            let arcs: Vec<(usize, usize)> = (0..8)
                .flat_map(|u| (u + 1..8).map(move |v| (u, v)))
                .filter(|(u, v)| (u * 7 + v * 13 + salt * 5) % 11 < 4)
                .collect();
            let counts = PathCounts::of(8, &arcs, Counting::ALL[salt % 3]).unwrap();
            let into = |v: usize| arcs.iter().any(|arc| arc.1 == v);
            let mut open: Vec<Vec<usize>> = (0..arcs.len()).filter(|&a| !into(arcs[a].0)).map(|a| vec![a]).collect();
            let mut sums: Vec<(BigUint, Vec<usize>)> = Vec::new();
            while let Some(way) = open.pop() {
                let end = arcs[way[way.len() - 1]].1;
                let next: Vec<usize> = (0..arcs.len()).filter(|&arc| arcs[arc].0 == end).collect();
                if next.is_empty() {
                    sums.push((way.iter().map(|&arc| counts.weight(arc)).sum(), way));
                } else {
                    open.extend(next.into_iter().map(|arc| way.iter().copied().chain([arc]).collect()));
                }
            }
            let most = sums.iter().map(|(sum, _)| sum).max().cloned();
            let best = sums.into_iter().filter(|(sum, _)| Some(sum) == most.as_ref());
            let expected: BTreeSet<usize> = best.flat_map(|(_, way)| way).collect();
            assert_eq!(main_path(&counts, Route::Global, 1), expected.into_iter().collect::<Vec<_>>(), "{salt}");
            // Numbers of fixed length lead the same way.
            let near = PathCounts::scaled(8, &arcs, Counting::ALL[salt % 3]).unwrap();
            for route in Route::ALL {
                assert_eq!(main_path(&near, *route, 1 + salt % 4), main_path(&counts, *route, 1 + salt % 4), "{salt}");
            }
        }
    }

    /// 3 -> 0 -> 1 -> 2 -> 0 and 2 -> 4. With preprints p: 3 0p 1; 3 0p 0; 1p 2 4; 1p 1; 2p 0; 2p 2 4: six paths.
    #[test]
    fn circles_shrink_or_stand_behind_preprints() {
        let arcs = [(3, 0), (0, 1), (1, 2), (2, 0), (2, 4)];
        assert_eq!(circles(5, &arcs), [[0, 1, 2]]);
        assert_eq!(shortest(5, &arcs, (1, 1), |_| true), Some(vec![2, 3, 1]));
        assert_eq!(shortest(5, &arcs, (4, 0), |_| true), None);
        let shrunk = Acyclic::of(5, &arcs, Cycles::Shrink).unwrap();
        assert_eq!((shrunk.vertices, shrunk.origin), (vec![0, 3, 4], vec![vec![4], vec![0]]));
        let doubled = Acyclic::of(5, &arcs, Cycles::Preprint).unwrap();
        let counts = PathCounts::of(doubled.vertices.len(), &doubled.arcs, Counting::Spc).unwrap();
        assert_eq!(counts.total().to_string(), "6");
        let weight = |arc: usize| {
            let place = doubled.origin.iter().position(|origin| origin[..] == [arc]).unwrap();
            counts.weight(place).to_string()
        };
        assert_eq!([0, 1, 2, 3, 4].map(weight), ["2", "1", "1", "1", "2"]);
    }
}
