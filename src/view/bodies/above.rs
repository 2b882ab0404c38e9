//! What stands above a body, by every way up.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Claim, Dataset, Day, Span};
use crate::view::affiliations::span;
use crate::view::{Node, Window};

/// A body above another, by every way up that may be whole on some day of the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Above {
    /// The body.
    pub node: Node,
    /// The claims that it stands right above; none further up.
    pub directly: Vec<String>,
    /// The days on which a way up may be whole, in their order. That to the body itself has no step.
    pub ways: Vec<Way>,
    /// The claims on ways up, by their ids, each with the days on which it is on one that may be whole, in their order.
    pub claims: BTreeMap<String, Vec<Span>>,
    /// Whether one of the ways ends here, with nothing above it.
    pub is_top: bool,
}

/// Days on which ways up may be whole, the shortest of them of so many steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// How many steps the shortest has.
    pub steps: usize,
    /// From which day to which, of those on which a step or the window begins: what may hold on one day does so on one of these.
    pub held: Span,
}

impl Above {
    /// How many steps up, at least; 0 is the body itself.
    pub fn steps(&self) -> usize {
        self.ways.iter().map(|way| way.steps).min().unwrap_or(0)
    }
    /// The days on which ways up from two bodies may both be whole, in their order, and how many steps the shortest have from
    /// either.
    pub fn meetings<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (Span, (usize, usize))> + 'a {
        self.ways.iter().flat_map(|one| {
            let first = other.ways.partition_point(|way| way.held.latest < one.held.earliest);
            let all = other.ways[first..].iter().take_while(|way| way.held.earliest <= one.held.latest);
            all.map(|way| (common(one.held, way.held), (one.steps, way.steps)))
        })
    }
    /// The claims on ways up that may be whole on some of these days, which do not meet and stand in their order.
    pub fn claims_on<'a>(&'a self, days: &'a [Span]) -> impl Iterator<Item = &'a String> {
        let is_on = |held: &Span| {
            let first = days.partition_point(|day| day.latest < held.earliest);
            days.get(first).is_some_and(|day| day.earliest <= held.latest)
        };
        self.claims.iter().filter(move |(_, held)| held.iter().any(is_on)).map(|(claim, _)| claim)
    }
}

fn common(one: Span, other: Span) -> Span {
    Span { earliest: one.earliest.max(other.earliest), latest: one.latest.min(other.latest) }
}

/// Of each body, the bodies right above it, with the claims.
pub(super) type Parents<'a> = BTreeMap<&'a str, BTreeMap<&'a str, Vec<&'a Claim>>>;

/// The days of the window on which something comes to stand above something, or the window begins, and the last of all.
///
/// Spans that have a day in common have the day in common on which the last of them begins.
pub(super) struct Days {
    all: Vec<Day>,
    last: Day,
}

impl Days {
    pub(super) fn of(dataset: &Dataset, up: &Parents<'_>, window: Window) -> Self {
        let (first, last) = (window.from.unwrap_or(Day::MIN), window.until.unwrap_or(Day::MAX));
        let claims = up.values().flat_map(BTreeMap::values).flatten();
        let begins = claims.map(|claim| span(dataset, claim).earliest).filter(|day| (first..=last).contains(day));
        let all: BTreeSet<Day> = begins.chain([first]).collect();
        Self { all: all.into_iter().collect(), last }
    }
}

/// Of each place that ways lead to, how many steps the shortest has, and the claims on all.
type Told<'a> = Vec<(usize, usize, Vec<&'a str>)>;

/// A step up between two places, and the days on which it may hold.
struct Step<'a> {
    from: usize,
    to: usize,
    claim: &'a str,
    held: Span,
}

/// What stands above the place 0 on one day: the steps that may hold, and how many lead to each place at least.
struct OnDay {
    day: Day,
    steps: Vec<usize>,
    onward: Vec<Vec<usize>>,
    back: Vec<Vec<usize>>,
    far: Vec<Option<usize>>,
}

impl OnDay {
    fn of(day: Day, all: &[Step<'_>], held: Vec<usize>, places: usize) -> Self {
        let (mut onward, mut back) = (vec![Vec::new(); places], vec![Vec::new(); places]);
        // A circle ends where it closes.
        for step in held.iter().map(|at| &all[*at]).filter(|step| step.to != 0) {
            onward[step.from].push(step.to);
            back[step.to].push(step.from);
        }
        let far = reach(0, usize::MAX, &onward);
        Self { day, steps: held, onward, back, far }
    }
    /// The claims on all ways to a place; none of these leads through it.
    fn claims<'a>(&self, all: &[Step<'a>], end: usize) -> Vec<&'a str> {
        let (reached, before) = (reach(0, end, &self.onward), reach(end, end, &self.back));
        let steps = self.steps.iter().map(|at| &all[*at]).filter(|step| step.to != 0 && step.from != end);
        steps.filter(|step| reached[step.from].is_some() && before[step.to].is_some()).map(|step| step.claim).collect()
    }
    /// Whether a way to a place ends there: nothing stands above that on any day on which all of the way may hold.
    fn ends(&self, all: &[Step<'_>], end: usize, days: &Days) -> bool {
        let above = || all.iter().filter(|step| step.from == end).map(|step| step.held);
        if above().any(|held| held.earliest <= self.day && self.day <= held.latest) {
            return false;
        }
        let before = above().map(|held| held.latest).filter(|day| (days.all[0]..self.day).contains(day)).max();
        let after = above().map(|held| held.earliest).filter(|day| *day > self.day && *day <= days.last).min();
        // A way that begins after the one and ends before the other: each place twice two times, by what its way has so far.
        let mark = |begins: bool, ends: bool| usize::from(begins) + 2 * usize::from(ends);
        let mut onward = vec![Vec::new(); 4 * self.far.len()];
        for step in self.steps.iter().map(|at| &all[*at]).filter(|step| step.to != 0 && step.from != end) {
            let own =
                mark(before.is_none_or(|day| step.held.earliest > day), after.is_none_or(|day| step.held.latest < day));
            (0..4).for_each(|so_far| onward[4 * step.from + so_far].push(4 * step.to + (so_far | own)));
        }
        let start = mark(before.is_none(), after.is_none());
        reach(start, usize::MAX, &onward)[4 * end + 3].is_some()
    }
}

/// How many steps each place is away from a start; ways end at `end`.
fn reach(start: usize, end: usize, onward: &[Vec<usize>]) -> Vec<Option<usize>> {
    let mut far = vec![None; onward.len()];
    far[start] = Some(0);
    let mut queue = std::collections::VecDeque::from([start]);
    while let Some(at) = queue.pop_front() {
        if at == end && at != start {
            continue;
        }
        for &next in &onward[at] {
            if far[next].is_none() {
                far[next] = far[at].map(|steps| steps + 1);
                queue.push_back(next);
            }
        }
    }
    far
}

/// A body and all above it, the nearest first, by all ways up. A circle ends where it closes.
///
/// # Cost
/// O(days on which something changes x bodies above x steps between them), however many ways there are.
pub(super) fn above(dataset: &Dataset, up: &Parents<'_>, days: &Days, id: &str) -> Vec<Above> {
    let Some(start) = dataset.entity(id) else { return Vec::new() };
    let mut bodies = vec![start];
    let mut place = BTreeMap::from([(start.id.as_str(), 0)]);
    let mut steps = Vec::new();
    let mut from = 0;
    while from < bodies.len() {
        for (&parent, claims) in up.get(bodies[from].id.as_str()).into_iter().flatten() {
            let Some(entity) = dataset.entity(parent) else { continue };
            let to = *place.entry(entity.id.as_str()).or_insert_with(|| {
                bodies.push(entity);
                bodies.len() - 1
            });
            steps.extend(claims.iter().map(|claim| Step { from, to, claim: &claim.id, held: span(dataset, claim) }));
        }
        from += 1;
    }
    let empty = |entity: &&crate::model::Entity| {
        let claims = up.get(id).and_then(|parents| parents.get(entity.id.as_str())).into_iter().flatten();
        let directly = claims.map(|claim| claim.id.clone()).collect();
        let node = crate::view::node(entity);
        Above { node, directly, ways: Vec::new(), claims: BTreeMap::new(), is_top: false }
    };
    let mut found: Vec<Above> = bodies.iter().map(empty).collect();
    let mut last: Option<(OnDay, Told<'_>)> = None;
    for &day in &days.all {
        let held = |step: &Step<'_>| step.held.earliest <= day && day <= step.held.latest;
        let held: Vec<usize> = (0..steps.len()).filter(|at| held(&steps[*at])).collect();
        let before = last.as_ref().map(|(on, _)| on.day);
        match &mut last {
            Some((on, _)) if on.steps == held => on.day = day,
            _ => {
                let on = OnDay::of(day, &steps, held, bodies.len());
                let reached = on.far.iter().enumerate().filter_map(|(end, far)| Some((end, (*far)?)));
                let told = reached.map(|(end, far)| (end, far, on.claims(&steps, end))).collect();
                last = Some((on, told));
            }
        }
        for (on, told) in last.iter() {
            for (end, far, claims) in told {
                let above = &mut found[*end];
                let one = Span { earliest: day, latest: day };
                match above.ways.last_mut().filter(|way| Some(way.held.latest) == before && way.steps == *far) {
                    Some(way) => way.held.latest = day,
                    None => above.ways.push(Way { steps: *far, held: one }),
                }
                for claim in claims {
                    let spans = above.claims.entry((*claim).to_owned()).or_default();
                    match spans.last_mut().filter(|held| Some(held.latest) == before) {
                        Some(held) => held.latest = day,
                        None => spans.push(one),
                    }
                }
                above.is_top = above.is_top || on.ends(&steps, *end, days);
            }
        }
    }
    found.retain(|above| !above.ways.is_empty());
    // A stable sort: of bodies as near, in the order in which one comes to them.
    found.sort_by_key(Above::steps);
    found
}

#[cfg(test)]
mod tests {
    use crate::dataset::{self, File, Folder};
    use crate::graph::Graph;
    use crate::overlap::Mandate;
    use crate::view::{Bodies, Window};

    fn bodies(claims: &str, on: Option<(&str, &str)>) -> Bodies {
        let entities = "id,kind,name\nsrc,document,S\nf,forum,F\ng,forum,G\np,forum,P\nq,forum,Q\nr,forum,R\n";
        let claims = format!("id,subject,relation,object,begin,end,source\n{claims}");
        let file = |(name, text): (&str, &str)| File { name: name.to_owned(), bytes: text.to_owned().into() };
        let files =
            [("entities.csv", entities), ("sources.csv", "id\nsrc\n"), ("claims.csv", &claims)].map(file).into();
        let folder = Folder { name: "small".to_owned(), files, ..Folder::default() };
        let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
        let window = on.map_or(Window::default(), |(from, until)| Window::parse(Some(from), Some(until)).unwrap());
        Bodies::of(&graph, window)
    }
    fn above<'a>(bodies: &'a Bodies, id: &str) -> Vec<(&'a str, usize, Vec<&'a str>)> {
        let body = &bodies.bodies[bodies.place(id).unwrap()];
        let of = |one: &'a super::Above| {
            (one.node.id.as_str(), one.steps(), one.claims.keys().map(String::as_str).collect())
        };
        body.above[1..].iter().map(of).collect()
    }

    /// F was under P until 1995, and P under Q until 1992; since 2000 F is under R, and R since 2003 under Q, where G
    /// came in 2010.
    const MOVED: &str = "1,f,organ_of,p,1990,1995,src\n2,p,organ_of,q,1990,1992,src\n3,f,organ_of,r,2000,..,src\n\
                         4,r,organ_of,q,2003,..,src\n5,g,organ_of,q,2010,..,src\n";

    #[test]
    fn of_several_ways_up_all_count() {
        let all = bodies(MOVED, None);
        let expected = [("p", 1, vec!["1"]), ("r", 1, vec!["3"]), ("q", 2, vec!["1", "2", "3", "4"])];
        assert_eq!(above(&all, "f"), expected);
        // F and G stand under Q at one time by the second way alone.
        let mandate = Mandate::of(&all);
        let shared = mandate.between(&all, "f", "g").unwrap().shared;
        assert_eq!((shared.len(), shared[0].steps, shared[0].claims.join(" ")), (1, (2, 1), "3 4 5".to_owned()));
        assert_eq!(mandate.tree(&all).ends.len(), 5);
        // Q is the last of both ways.
        let body = &all.bodies[all.place("f").unwrap()];
        assert_eq!(body.roots().into_iter().map(|root| root.id.as_str()).collect::<Vec<_>>(), ["q"]);
    }

    /// From 1993 to 2002 F was under P, then under R, but no day of these years had it under Q.
    #[test]
    fn a_way_counts_where_it_is_whole_in_the_window() {
        let some = bodies(MOVED, Some(("1993", "2002")));
        assert_eq!(above(&some, "f"), [("p", 1, vec!["1"]), ("r", 1, vec!["3"])]);
        assert_eq!(above(&bodies(MOVED, Some(("2005", "2005"))), "f").len(), 2);
    }

    /// F was under P in 1990 and again in 2010, P under Q from 1995 to 2000: between its days F was under neither.
    #[test]
    fn the_days_of_a_step_are_its_own() {
        let twice = "1,f,organ_of,p,1990,1991,src\n2,f,organ_of,p,2010,2011,src\n3,p,organ_of,q,1995,2000,src\n";
        assert_eq!(above(&bodies(twice, None), "f"), [("p", 1, vec!["1", "2"])]);
    }

    /// P and Q stand in each other, F in P: a way to P does not lead through it, and nothing is the top.
    #[test]
    fn a_circle_ends_where_it_closes() {
        let circle = bodies("1,f,organ_of,p,,,src\n2,p,organ_of,q,,,src\n3,q,organ_of,p,,,src\n", None);
        assert_eq!(above(&circle, "f"), [("p", 1, vec!["1"]), ("q", 2, vec!["1", "2"])]);
        assert!(circle.bodies[0].roots().is_empty());
        assert_eq!(above(&circle, "p"), [("q", 1, vec!["2"])]);
        let dated = bodies("1,f,organ_of,p,,,src\n2,p,organ_of,q,,,src\n3,q,organ_of,p,1990,1991,src\n", None);
        assert_eq!(dated.bodies[0].above[1].ways.len(), 1);
    }

    /// Twelve layers of four bodies, each under all of the next: 4^11 ways from the first to the last layer, walked once.
    #[test]
    fn bodies_in_many_layers_are_walked_once() {
        let mut entities = "id,kind,name\nsrc,document,S\n".to_owned();
        let mut claims = "id,subject,relation,object,source\n".to_owned();
        for (layer, at) in (0..12).flat_map(|layer| (0..4).map(move |at| (layer, at))) {
            entities.push_str(&format!("b{layer}-{at},forum,B\n"));
            if layer < 11 {
                let next = layer + 1;
                (0..4).for_each(|up| {
                    claims.push_str(&format!("c{layer}-{at}-{up},b{layer}-{at},organ_of,b{next}-{up},src\n"))
                });
            }
        }
        let tables = [("entities.csv", entities), ("sources.csv", "id\nsrc\n".to_owned()), ("claims.csv", claims)];
        let files = tables.map(|(name, text)| File { name: name.to_owned(), bytes: text.into() }).into();
        let folder = Folder { name: "small".to_owned(), files, ..Folder::default() };
        let bodies = Bodies::of(&Graph::from(dataset::load(vec![folder], None).dataset.unwrap()), Window::default());
        let top = above(&bodies, "b0-0").into_iter().find(|(id, ..)| *id == "b11-0").unwrap();
        // Four steps from the one below, sixteen between each of the nine layers after it, and four to the last one.
        assert_eq!((top.1, top.2.len()), (11, 4 + 16 * 9 + 4));
    }

    /// Forty bodies, each under the next five, all on different days that 1955 is one of: every two ways may hold then.
    #[test]
    fn ways_of_many_spells_are_walked_once() {
        let mut entities = "id,kind,name\nsrc,document,S\n".to_owned();
        let mut claims = "id,subject,relation,object,begin,end,source\n".to_owned();
        for at in 0..40 {
            entities.push_str(&format!("b{at:02},forum,B\n"));
            for up in at + 1..40.min(at + 6) {
                let (begin, end) = (1900 + (at * 17 + up * 29) % 50, 1960 + (at * 23 + up * 31) % 50);
                claims.push_str(&format!("c{at}-{up},b{at:02},organ_of,b{up:02},{begin},{end},src\n"));
            }
        }
        let tables = [("entities.csv", entities), ("sources.csv", "id\nsrc\n".to_owned()), ("claims.csv", claims)];
        let files = tables.map(|(name, text)| File { name: name.to_owned(), bytes: text.into() }).into();
        let folder = Folder { name: "small".to_owned(), files, ..Folder::default() };
        let bodies = Bodies::of(&Graph::from(dataset::load(vec![folder], None).dataset.unwrap()), Window::default());
        // Seven times five steps and one of four; five claims of 35 bodies each, and 4 + 3 + 2 + 1 of the last but one.
        let top = above(&bodies, "b00").into_iter().find(|(id, ..)| *id == "b39").unwrap();
        assert_eq!((top.1, top.2.len()), (8, 5 * 35 + 10));
        let mandate = Mandate::of(&bodies);
        let shared = &mandate.between(&bodies, "b00", "b05").unwrap().shared;
        // The other itself, and all above it.
        assert_eq!((shared[0].node.id.as_str(), shared[0].steps, shared.len()), ("b05", (1, 0), 35));
        // Every two meet: the last one, under which all stand, is what it shares with each.
        assert_eq!(mandate.table(&bodies).len(), 40 * 39 / 2);
    }

    /// F was under P from 1990 to 2010, and P under Q until 1995; by R it came under P once more, after that: one way ends at P.
    #[test]
    fn a_way_ends_where_nothing_stands_above_on_any_of_its_days() {
        let first = "1,f,organ_of,p,1990,2010,src\n2,p,organ_of,q,1985,1995,src\n";
        let roots = |claims: &str| {
            let bodies = bodies(claims, None);
            bodies.bodies[0].roots().into_iter().map(|root| root.id.clone()).collect::<Vec<_>>()
        };
        assert_eq!(roots(first), ["q"]);
        let again = format!("{first}3,f,organ_of,r,1996,..,src\n4,r,organ_of,p,1994,..,src\n");
        assert_eq!(roots(&again), ["p", "q"]);
        // A way through R that began before Q was left does not end at P.
        let before = format!("{first}3,f,organ_of,r,1994,..,src\n4,r,organ_of,p,1994,..,src\n");
        assert_eq!(roots(&before), ["q"]);
    }
}
