//! How far the mandates of two forums meet: bodies above both, rivalry and complementarity that sources state.

use std::collections::{BTreeMap, BTreeSet};

use crate::result::{AttributedGraph, Cell, CellKind, ColumnRole, GraphRole, Method, Table, Undefined};
use crate::view::bodies::{Above, Stated};
use crate::view::{Bodies, Body, Node};

/// Where two forums meet by mandate.
#[derive(Debug, Clone, PartialEq)]
pub struct Meeting {
    /// The bodies that both are or stand under, the nearest to both first.
    pub shared: Vec<Shared>,
    /// What sources state between them, with the claims.
    pub stated: Stated,
}

/// A body that two forums are or stand under, by ways up that may hold on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// The body.
    pub node: Node,
    /// How many steps up from either, by the shortest such ways.
    pub steps: (usize, usize),
    /// The claims on all such ways.
    pub claims: Vec<String>,
}

/// Where they meet by mandate: the bodies that two forums both stand under, and what sources say of the two.
///
/// A forum stands under what it is an organ or a part of, and under what that stands under. Two forums of one parent can
/// be told to share the work; two without a common body can only compete. A forum under the other shares the other
/// itself. A body is shared where a way up from either may hold on one day; of several ways all count. Rivalry and
/// complementarity are claims of a source, never computed from agendas.
///
/// # Undefined
/// The shared bodies where of one of the two no parent is stated and it is no parent of the other: nothing is known.
///
/// # Cost
/// O(forums² x bodies above one x claims on the ways to it, each with the spells of days on which it is on one).
///
/// ```
/// use blocs::{dataset, graph::Graph, overlap::mandate::Mandate, view::{Bodies, Window}};
/// let folder = dataset::builtin("cyber-norms").unwrap();
/// let graph = Graph::from(dataset::load(vec![folder, dataset::builtin("states").unwrap()], None).dataset.unwrap());
/// let bodies = Bodies::of(&graph, Window::default());
/// let mandate = Mandate::of(&bodies);
/// // Both are organs of the First Committee, and a source calls them rivals.
/// let pair = mandate.between(&bodies, "gge", "oewg").unwrap();
/// assert_eq!((pair.shared[0].steps, pair.stated.len()), ((1, 1), 1));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Mandate {
    /// How it was made.
    pub method: Method,
}

/// Why there is neither a pair nor a tree: the record speaks of who sits where alone.
const NOTHING: &str =
    "no body above these forums is on record (`organ_of`, `part_of`), nor that two are rivals or complements";

impl Mandate {
    /// The answer on a view of bodies.
    pub fn of(bodies: &Bodies) -> Self {
        let placed = bodies.bodies.iter().filter(|body| body.above.len() > 1).count();
        let mut method = Method::new("mandate overlap", "Raustiala & Victor 2004; Haftel & Lenz 2022")
            .with("parents", "organ_of, part_of")
            .with("rivalry and complementarity", "as stated, between forums or their texts")
            .with("window", bodies.window)
            .counting("forums", bodies.bodies.len())
            .counting("forums with a parent", placed)
            .counting(
                "stated pairs",
                bodies.between.values().filter(|said| said.iter().any(|(what, _)| !what.is_denied())).count(),
            );
        if placed == 0 && bodies.between.is_empty() {
            method.note(NOTHING);
        }
        method.note_each(super::disputed_of_bodies(bodies));
        method.notes.extend(super::of_several_series(&bodies.of_several_series));
        Self { method }
    }
    /// Where two forums meet.
    ///
    /// # Undefined
    /// When one of the two is no body of this view, both are the same, or nothing is known of the mandate of one.
    pub fn between(&self, bodies: &Bodies, a: &str, b: &str) -> Result<Meeting, Undefined> {
        let body = |id: &str| {
            let place =
                bodies.place(id).ok_or_else(|| Undefined::because(format!("nothing is known of {id} as a body")));
            place.map(|place| &bodies.bodies[place])
        };
        let (one, other) = (body(a)?, body(b)?);
        if a == b {
            return Err(Undefined::because(format!("{a} is not compared with itself: an overlap takes two forums")));
        }
        let stated = bodies.stated(a, b);
        match (shared(one, other), stated.is_empty()) {
            (Ok(shared), _) => Ok(Meeting { shared, stated }),
            (Err(_), false) => Ok(Meeting { shared: Vec::new(), stated }),
            (Err(why), true) => Err(why),
        }
    }
    /// A row a pair of which something is known: what is stated first, then the nearest.
    pub fn table(&self, bodies: &Bodies) -> Table {
        let mut table = Table::new("mandate", self.method.clone())
            .titled("Overlap of mandates")
            .of_pairs("forum")
            .column("stated", CellKind::Text, ColumnRole::Class, "")
            .column("nearest_shared", CellKind::Text, ColumnRole::Group, "")
            .column("steps", CellKind::Integer, ColumnRole::Attribute, "steps")
            .column("steps_other", CellKind::Integer, ColumnRole::Attribute, "steps")
            .column("shared_bodies", CellKind::Integer, ColumnRole::Count, "bodies")
            .column("claims", CellKind::List, ColumnRole::Claims, "");
        let mut rows = Vec::new();
        for (b, other) in bodies.bodies.iter().enumerate() {
            for one in &bodies.bodies[..b] {
                let (shared, stated) = (shared(one, other), bodies.stated(&one.node.id, &other.node.id));
                if shared.is_err() && stated.is_empty() {
                    continue;
                }
                let words: Vec<&str> = stated.iter().map(|(between, _)| between.word()).collect();
                let mut claims: Vec<String> = stated.iter().flat_map(|(_, claims)| claims.clone()).collect();
                let nearest = shared.as_ref().ok().and_then(|shared| shared.first());
                claims.extend(nearest.iter().flat_map(|shared| shared.claims.iter().cloned()));
                let steps = nearest.map_or(usize::MAX, |shared| shared.steps.0 + shared.steps.1);
                let step = |of: Option<usize>| of.map_or(Cell::Empty, Cell::count);
                let number = shared.as_ref().map_err(Clone::clone).and_then(|shared| counted(shared));
                let row = [
                    Cell::text(words.join(", ")),
                    Cell::text(nearest.map(|shared| shared.node.id.as_str()).unwrap_or_default()),
                    step(nearest.map(|shared| shared.steps.0)),
                    step(nearest.map(|shared| shared.steps.1)),
                    number.map_or_else(Cell::Undefined, Cell::count),
                    Cell::List(claims),
                ];
                let row = one.node.beside(&other.node).map(Cell::text).into_iter().chain(row);
                rows.push(((words.is_empty(), steps), row));
            }
        }
        // A stable sort keeps the order of ids.
        rows.sort_by_key(|(key, _)| *key);
        rows.into_iter().for_each(|(_, row)| table.push(row));
        table
    }
    /// What is an organ or a part of what, from the part to the whole, and what sources state of two forums; such a tie has no
    /// direction, and runs from the earlier id.
    pub fn graph(&self, bodies: &Bodies) -> AttributedGraph {
        let stated = bodies.between.keys().map(|&(a, b)| {
            let [one, other] = [a, b].map(|at| bodies.bodies[at].node.id.as_str());
            ((a, b), bodies.stated(one, other))
        });
        self.drawn(bodies, stated.collect())
    }
    /// The same without what sources state of two forums, as a tree of bodies.
    pub fn tree(&self, bodies: &Bodies) -> AttributedGraph {
        self.drawn(bodies, Vec::new())
    }
    fn drawn(&self, bodies: &Bodies, between: Vec<((usize, usize), Stated)>) -> AttributedGraph {
        let mut nodes = Table::new("bodies", self.method.clone()).of_nodes();
        let with_parents = bodies.bodies.iter().filter(|body| body.above.len() > 1);
        let between = between.into_iter().flat_map(|(pair, said)| said.into_iter().map(move |said| (pair, said)));
        let between: Vec<_> = between.collect();
        let above = with_parents.clone().flat_map(|body| body.above.iter().map(|above| &above.node));
        let of_pairs = between.iter().flat_map(|((a, b), _)| [&bodies.bodies[*a].node, &bodies.bodies[*b].node]);
        let all: BTreeMap<&str, &Node> = above.chain(of_pairs).map(|node| (node.id.as_str(), node)).collect();
        for node in all.values() {
            nodes.push(node.words().map(Cell::text));
        }
        let place: BTreeMap<&str, usize> = all.keys().enumerate().map(|(at, id)| (*id, at)).collect();
        let mut ties = Table::new("under", self.method.clone())
            .column("relation", CellKind::Text, ColumnRole::Class, "")
            .column("claims", CellKind::List, ColumnRole::Claims, "");
        let mut found: BTreeMap<(usize, usize, &str), Vec<String>> = BTreeMap::new();
        for body in with_parents {
            for above in body.above.iter().filter(|above| !above.directly.is_empty()) {
                let ends = (place[body.node.id.as_str()], place[above.node.id.as_str()], "under");
                found.insert(ends, above.directly.clone());
            }
        }
        for ((a, b), (what, claims)) in between {
            let [a, b] = [a, b].map(|at| place[bodies.bodies[at].node.id.as_str()]);
            found.insert((a, b, what.word()), claims);
        }
        let mut ends = Vec::new();
        for ((a, b, tie), claims) in found {
            ties.push([Cell::text(tie), Cell::List(claims)]);
            ends.push((a, b));
        }
        AttributedGraph {
            name: "mandate".to_owned(),
            directed: true,
            role: GraphRole::OneMode,
            nodes,
            ties,
            ends,
            method: self.method.clone(),
        }
    }
    /// The ways up from two forums to what they share, and what is stated of them: a row each, with claims.
    ///
    /// # Undefined
    /// As [`Mandate::between`].
    pub fn why(&self, bodies: &Bodies, a: &str, b: &str) -> Result<Table, Undefined> {
        // What a source denies is all that is known of some.
        let denied = bodies.said(a, b).len() > bodies.stated(a, b).len();
        let none = Meeting { shared: Vec::new(), stated: Vec::new() };
        let found = self.between(bodies, a, b).or_else(|why| if denied { Ok(none) } else { Err(why) })?;
        if found.shared.is_empty() && bodies.said(a, b).is_empty() {
            counted(&[])?;
        }
        let mut table = Table::new("mandate-why", self.method.clone())
            .titled(format!("Where the mandates of {a} and {b} meet"))
            .column("what", CellKind::Text, ColumnRole::Class, "")
            .column("body", CellKind::Text, ColumnRole::Id, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("claims", CellKind::List, ColumnRole::Claims, "");
        for (between, said) in bodies.said(a, b) {
            let empty = [Cell::Empty, Cell::Empty, Cell::Empty];
            let row = [Cell::text(format!("stated: {}", between.word()))].into_iter().chain(empty);
            table.push(row.chain([Cell::List(said.claims.clone())]));
        }
        for Shared { node, steps: (one, other), claims } in found.shared {
            table.push([
                Cell::text(format!("above both: {one} and {other} steps up")),
                Cell::text(&node.id),
                Cell::text(&node.name),
                Cell::text(&node.name_ja),
                Cell::List(claims),
            ]);
        }
        Ok(table)
    }
}

/// How many bodies are shared. Of parents nobody has a complete list: that none is shared is not known.
pub(super) fn counted(shared: &[Shared]) -> Result<usize, Undefined> {
    match shared.len() {
        0 => Err(Undefined::because("no body above both at one time is stated")),
        n => Ok(n),
    }
}

/// The bodies that two forums are or stand under at one time, the nearest to both first.
fn shared(one: &Body, other: &Body) -> Result<Vec<Shared>, Undefined> {
    let above: BTreeMap<&str, &Above> = other.above.iter().map(|above| (above.node.id.as_str(), above)).collect();
    let both = one.above.iter().filter_map(|x| Some((x, *above.get(x.node.id.as_str())?)));
    let mut both: Vec<Shared> = both
        .filter_map(|(x, y)| {
            let (days, steps): (Vec<_>, Vec<_>) = x.meetings(y).unzip();
            let steps = steps.into_iter().min_by_key(|(up, other)| (up + other, *up))?;
            let claims: BTreeSet<&String> = x.claims_on(&days).chain(y.claims_on(&days)).collect();
            Some(Shared { node: x.node.clone(), steps, claims: claims.into_iter().cloned().collect() })
        })
        .collect();
    // A stable sort keeps the order of the first one's ways.
    both.sort_by_key(|shared| shared.steps.0 + shared.steps.1);
    let orphan = [one, other].into_iter().find(|body| body.above.len() < 2);
    match orphan.filter(|_| both.is_empty()) {
        Some(body) => Err(Undefined::because(format!("no parent body of {} is stated", body.node.id))),
        None => Ok(both),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Day, Span};
    use crate::result::CellRef;
    use crate::view::Window;
    use crate::view::bodies::{Between, Statement, Way};

    fn statement(claim: &str, held: Span) -> Statement {
        Statement { claims: vec![claim.to_owned()], held: vec![held] }
    }
    fn body(id: &str, above: &[&str]) -> Body {
        let node = |id: &str| Node { id: id.into(), kind: "forum".into(), name: id.into(), name_ja: String::new() };
        let way = [id].into_iter().chain(above.iter().copied()).enumerate();
        let above = |(steps, id): (usize, &str)| {
            let claims = vec![format!("c-{id}")];
            let directly = if steps == 1 { claims.clone() } else { Vec::new() };
            let claims = claims.into_iter().map(|claim| (claim, vec![Span::UNKNOWN])).collect();
            let ways = vec![Way { steps, held: Span::UNKNOWN }];
            Above { node: node(id), directly, ways, claims, is_top: steps == above.len() }
        };
        let above = way.map(above).collect();
        let (parties, none) = (Vec::new(), Vec::new);
        Body { node: node(id), above, parties, stated: none(), rules: none(), outcomes: none(), texts: none() }
    }

    /// a and b under p under r; c under r; d alone; p itself. By hand.
    #[test]
    fn the_nearest_body_above_both_comes_first() {
        let between = BTreeMap::from([((0, 3), vec![(Between::Rival, statement("x", Span::UNKNOWN))])]);
        let bodies =
            vec![body("a", &["p", "r"]), body("b", &["p", "r"]), body("c", &["r"]), body("d", &[]), body("p", &["r"])];
        let bodies = Bodies { bodies, between, ..Bodies::default() };
        let found = Mandate::of(&bodies);
        let shared = |a, b| -> Result<Vec<_>, Undefined> {
            let shared = found.between(&bodies, a, b)?.shared;
            Ok(shared.into_iter().map(|shared| (shared.node.id, shared.steps)).collect())
        };
        let of = |id: &str, one, other| (id.to_owned(), (one, other));
        assert_eq!(shared("a", "b"), Ok(vec![of("p", 1, 1), of("r", 2, 2)]));
        assert_eq!(shared("a", "c"), Ok(vec![of("r", 2, 1)]));
        // A parent shares itself with what stands under it.
        assert_eq!(shared("a", "p"), Ok(vec![of("p", 1, 0), of("r", 2, 1)]));
        assert_eq!(shared("b", "d").unwrap_err().reason(), "no parent body of d is stated");
        assert!(shared("a", "a").is_err() && shared("a", "nowhere").is_err());
        // Rivals without a common body: stated, and nothing shared.
        let rivals = found.between(&bodies, "a", "d").unwrap();
        assert!(rivals.shared.is_empty() && rivals.stated[0].0 == Between::Rival);
        let table = found.table(&bodies);
        assert_eq!((table.text(0, ColumnRole::Class), table.text(0, ColumnRole::Other)), ("rival", "d"));
        assert!(matches!(table.cell(0, ColumnRole::Count), Some(CellRef::Undefined(_))));
        // Four steps up, and the rivals.
        assert_eq!((found.tree(&bodies).ends.len(), found.graph(&bodies).ends.len()), (4, 5));
        assert!(found.graph(&bodies).nodes.len() == found.tree(&bodies).nodes.len() + 1);
        assert_eq!(found.why(&bodies, "a", "b").unwrap().len(), 2);
    }
    /// A source calls a and b rivals, another denies it: neither is told without the other.
    #[test]
    fn what_a_source_denies_is_disputed() {
        let statement = |claim| statement(claim, Span::UNKNOWN);
        let said = vec![(Between::Rival, statement("x")), (Between::NoRival, statement("y"))];
        let bodies = vec![body("a", &[]), body("b", &[])];
        let bodies = Bodies { bodies, between: BTreeMap::from([((0, 1), said)]), ..Bodies::default() };
        let found = Mandate::of(&bodies);
        let table = found.table(&bodies);
        assert_eq!(table.text(0, ColumnRole::Class), "rival (disputed)");
        assert_eq!(table.cell(0, ColumnRole::Claims), Some(CellRef::List(&["x".to_owned(), "y".to_owned()])));
        assert_eq!(found.graph(&bodies).ties.text(0, ColumnRole::Class), "rival (disputed)");
        let why = found.why(&bodies, "a", "b").unwrap();
        assert_eq!([0, 1].map(|row| why.text(row, ColumnRole::Class)), ["stated: rival", "stated: no rival"]);
    }
    /// What is denied of other days is not disputed, and both are told where it is asked why.
    #[test]
    fn what_is_denied_of_another_time_is_not_disputed() {
        let of = |from, until| Span { earliest: Day::new(from, 1, 1), latest: Day::new(until, 12, 31) };
        let (said, denied) = (statement("x", of(1990, 1995)), statement("y", of(2010, 2015)));
        let said = vec![(Between::Rival, said), (Between::NoRival, denied)];
        let bodies = vec![body("a", &[]), body("b", &[])];
        let bodies = Bodies { bodies, between: BTreeMap::from([((0, 1), said)]), ..Bodies::default() };
        assert_eq!(bodies.stated("a", "b"), [(Between::Rival, vec!["x".to_owned()])]);
        assert_eq!(Mandate::of(&bodies).why(&bodies, "a", "b").unwrap().len(), 2);
    }
    /// The claim that makes a text that of a stands behind both, and is told once.
    #[test]
    fn claims_behind_both_are_told_once() {
        let said = |claim: &str| Statement { claims: vec![claim.into(), "issued".into()], held: vec![Span::UNKNOWN] };
        let said = vec![(Between::Rival, said("x")), (Between::NoRival, said("y"))];
        let bodies = vec![body("a", &[]), body("b", &[])];
        let bodies = Bodies { bodies, between: BTreeMap::from([((0, 1), said)]), ..Bodies::default() };
        assert_eq!(bodies.stated("a", "b")[0].1.join(" "), "x issued y");
    }
    /// f left p before p came under q, where g stands too: p is the last body above f, and nothing is above both at one time.
    #[test]
    fn what_lies_above_at_another_time_alone_is_no_circle() {
        use crate::dataset::{self, File, Folder};
        let claims = "id,subject,relation,object,begin,end,source\n1,f,organ_of,p,1990,1995,src\n\
                      2,p,organ_of,q,2000,..,src\n3,g,organ_of,q,2000,..,src\n";
        let entities = "id,kind,name\nsrc,document,S\nf,forum,F\ng,forum,G\np,forum,P\nq,forum,Q\n";
        let file = |(name, text): (&str, &str)| File { name: name.to_owned(), bytes: text.to_owned().into() };
        let files = [("entities.csv", entities), ("sources.csv", "id\nsrc\n"), ("claims.csv", claims)].map(file).into();
        let folder = Folder { name: "small".to_owned(), files, ..Folder::default() };
        let graph = crate::graph::Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
        let bodies = Bodies::of(&graph, Window::default());
        let roots = |id: &str| {
            let body = &bodies.bodies[bodies.place(id).unwrap()];
            body.roots().into_iter().map(|root| root.id.as_str()).collect::<Vec<_>>()
        };
        assert_eq!([roots("f"), roots("g"), roots("p")], [["p"], ["q"], ["q"]]);
        let why = Mandate::of(&bodies).why(&bodies, "f", "g").unwrap_err();
        assert_eq!(why.reason(), "no body above both at one time is stated");
    }
}
