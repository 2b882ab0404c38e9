//! What stands above a body, by every way up.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Claim, Dataset, Day, Span};
use crate::view::affiliations::{meet, span};
use crate::view::{Node, Window};

/// A body above another, by every way up that may be whole on some day of the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Above {
    /// The body.
    pub node: Node,
    /// The claims that it stands right above; none further up.
    pub directly: Vec<String>,
    /// The ways up, the shortest first; ways that may hold on the same days are one. That to the body itself has no step.
    pub ways: Vec<Way>,
    /// Whether one of the ways ends here, with nothing above it.
    pub is_top: bool,
}

/// Ways up from one body to another that may hold on the same days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// How many steps the shortest of them has.
    pub steps: usize,
    /// The days on which all of a way may hold.
    pub held: Span,
    /// The claims on them, in the order of their ids.
    pub claims: Vec<String>,
}

impl Above {
    /// How many steps up, at least; 0 is the body itself.
    pub fn steps(&self) -> usize {
        self.ways.first().map_or(0, |way| way.steps)
    }
    /// The claims on all ways up.
    pub fn claims(&self) -> BTreeSet<&str> {
        self.ways.iter().flat_map(|way| &way.claims).map(String::as_str).collect()
    }
    /// The ways up from two bodies that may hold on one day, from either, two by two.
    pub fn meetings<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (&'a Way, &'a Way)> {
        let pairs = self.ways.iter().flat_map(|one| other.ways.iter().map(move |other| (one, other)));
        pairs.filter(|(one, other)| meet(one.held, other.held))
    }
}

/// Of each body, the bodies right above it, with the claims.
pub(super) type Parents<'a> = BTreeMap<&'a str, BTreeMap<&'a str, Vec<&'a Claim>>>;

/// A body and all above it, the nearest first, by all ways up. A circle ends where it closes.
///
/// Ways to one body that may hold on the same days are one place to go on from: there are no more places than bodies times
/// spans, however many ways.
pub(super) fn above(dataset: &Dataset, up: &Parents<'_>, id: &str, window: Window) -> Vec<Above> {
    let Some(start) = dataset.entity(id) else { return Vec::new() };
    struct Stop<'a> {
        body: &'a str,
        held: Span,
        steps: usize,
        /// From which stops one comes here, by which claims.
        from: Vec<(usize, &'a str)>,
        is_top: bool,
    }
    let all = Span { earliest: window.from.unwrap_or(Day::MIN), latest: window.until.unwrap_or(Day::MAX) };
    let mut stops = vec![Stop { body: &start.id, held: all, steps: 0, from: Vec::new(), is_top: false }];
    let mut places = BTreeMap::from([((start.id.as_str(), all), 0)]);
    let mut at = 0;
    while at < stops.len() {
        let (body, below, steps) = (stops[at].body, stops[at].held, stops[at].steps);
        let mut is_top = true;
        for (&parent, claims) in up.get(body).into_iter().flatten() {
            // Who left one body before it came under the next never stood under that.
            for (claim, when) in
                claims.iter().map(|claim| (claim, span(dataset, claim))).filter(|(_, days)| meet(below, *days))
            {
                is_top = false;
                if parent == id {
                    continue;
                }
                let held = Span { earliest: below.earliest.max(when.earliest), latest: below.latest.min(when.latest) };
                let place = *places.entry((parent, held)).or_insert_with(|| {
                    stops.push(Stop { body: parent, held, steps: steps + 1, from: Vec::new(), is_top: false });
                    stops.len() - 1
                });
                stops[place].from.push((at, &claim.id));
            }
        }
        stops[at].is_top = is_top;
        at += 1;
    }
    let mut onward: Vec<Vec<usize>> = vec![Vec::new(); stops.len()];
    for (at, stop) in stops.iter().enumerate() {
        stop.from.iter().for_each(|(before, _)| onward[*before].push(at));
    }
    let way = |end: usize| {
        // A way to a body does not lead through it: of the stops from which one comes here, those to which one comes without it.
        let elsewhere = |at: &usize| stops[*at].body != stops[end].body;
        let reach = |start: usize, next: &dyn Fn(usize) -> Vec<usize>| {
            let (mut seen, mut queue) = (BTreeSet::from([start]), vec![start]);
            while let Some(at) = queue.pop() {
                queue.extend(next(at).into_iter().filter(elsewhere).filter(|next| seen.insert(*next)));
            }
            seen
        };
        let reached = reach(0, &|at| onward[at].clone());
        let before = reach(end, &|at| stops[at].from.iter().map(|(before, _)| *before).collect());
        let steps = before.iter().flat_map(|at| &stops[*at].from);
        let steps = steps.filter(|(from, _)| elsewhere(from) && reached.contains(from));
        let claims: BTreeSet<&str> = steps.map(|(_, claim)| *claim).collect();
        let claims = claims.into_iter().map(str::to_owned).collect();
        Way { steps: stops[end].steps, held: stops[end].held, claims }
    };
    let mut found: Vec<Above> = Vec::new();
    let mut place: BTreeMap<&str, usize> = BTreeMap::new();
    for (end, stop) in stops.iter().enumerate() {
        let Some(entity) = dataset.entity(stop.body) else { continue };
        let at = *place.entry(stop.body).or_insert_with(|| {
            let claims = up.get(id).and_then(|parents| parents.get(stop.body)).into_iter().flatten();
            let directly = claims.map(|claim| claim.id.clone()).collect();
            found.push(Above { node: crate::view::node(entity), directly, ways: Vec::new(), is_top: false });
            found.len() - 1
        });
        // To what one comes only through itself there is no way of its own.
        found[at].ways.extend(Some(way(end)).filter(|way| way.steps == 0 || !way.claims.is_empty()));
        found[at].is_top |= stop.is_top;
    }
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
        let of = |one: &'a super::Above| (one.node.id.as_str(), one.steps(), one.claims().into_iter().collect());
        body.above[1..].iter().map(of).collect()
    }

    /// F was under P until 1995, and P under Q until 1992; since 2000 F is under R, and R since 2003 under Q, where G came in 2010.
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
}
