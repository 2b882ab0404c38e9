//! The rules of time one by one, and what the trays show.

use super::*;
use crate::influence::{LineageGraph, lineage_graph};
use crate::model::{FlowClass, Modality, Span, Status};
use crate::result::{CellRef, ColumnRole};
use crate::view::{FlowOptions, Node, Step, Window};

pub(super) fn day(n: i32) -> Day {
    Day(Day::new(2000, 1, 1).0 + n)
}

pub(in crate::influence) fn span(earliest: i32, latest: i32) -> Span {
    Span { earliest: day(earliest), latest: day(latest) }
}

pub(in crate::influence) fn node(id: &str, date: Span) -> FlowNode {
    let node = Node { id: id.into(), kind: "document".into(), name: id.to_uppercase(), name_ja: String::new() };
    let root = Node { id: "un".into(), kind: "igo".into(), name: "United Nations".into(), name_ja: String::new() };
    FlowNode { node, date, planned: false, root: Some(root) }
}

pub(in crate::influence) fn tie(from: usize, to: usize, when: Step) -> FlowTie {
    FlowTie {
        from,
        to,
        relation: "input_to".into(),
        label: "is input to".into(),
        reversed: false,
        class: FlowClass::Input,
        when,
        date_inherited: false,
        soft: false,
        disputed: false,
        states_order: false,
        creates: false,
        status: Status::Actual,
        modality: None,
        certainty: Certainty::Stated,
        attributed: false,
        claims: vec![format!("c{from}{to}")],
        evidence: vec!["s:1".into()],
        date_text: String::new(),
    }
}

/// A step taken on some day between two.
pub(in crate::influence) fn event(from: usize, to: usize, earliest: i32, latest: i32) -> FlowTie {
    tie(from, to, Step::Event(span(earliest, latest)))
}

/// A step taken on one day.
pub(in crate::influence) fn on(from: usize, to: usize, day: i32) -> FlowTie {
    event(from, to, day, day)
}

fn undated(from: usize, to: usize) -> FlowTie {
    tie(from, to, Step::Event(Span::UNKNOWN))
}

fn lineage(tie: FlowTie) -> FlowTie {
    FlowTie { class: FlowClass::Lineage, states_order: true, relation: "cites".into(), ..tie }
}

fn carrier(tie: FlowTie, reversed: bool) -> FlowTie {
    let when = Step::State { begin: Span::UNKNOWN, end: Span::UNKNOWN };
    FlowTie { class: FlowClass::Carrier, relation: "session_of".into(), reversed, when, ..tie }
}

/// Nodes a, b, c, ... without dates.
pub(in crate::influence) fn flow(nodes: usize, mut ties: Vec<FlowTie>) -> Flow {
    let nodes = (0..nodes).map(|n| node(&((b'a' + n as u8) as char).to_string(), Span::UNKNOWN)).collect();
    ties.sort_by(|a, b| (a.from, a.to, &a.relation).cmp(&(b.from, b.to, &b.relation)));
    Flow { nodes, ties, options: FlowOptions::default() }
}

pub(in crate::influence) fn all() -> Options {
    Options { listing: Listing::All, ..Options::default() }
}

fn between(flow: &Flow, from: &str, to: &str) -> Paths {
    Paths::between(flow, from, to, &all()).unwrap()
}

fn orders(flow: &Flow, to: &str) -> Vec<StepOrder> {
    between(flow, "a", to).paths[0].orders.clone()
}

#[test]
fn dates_prove_an_order_or_leave_it_open_or_forbid_it() {
    use StepOrder::{Dated, First, Possible};
    assert_eq!(orders(&flow(3, vec![event(0, 1, 0, 5), event(1, 2, 5, 9)]), "c"), [First, Dated]);
    assert_eq!(orders(&flow(3, vec![event(0, 1, 0, 6), event(1, 2, 5, 9)]), "c"), [First, Possible]);
    assert_eq!(orders(&flow(3, vec![event(0, 1, 0, 5), undated(1, 2)]), "c"), [First, Possible]);
    let soft = FlowTie { soft: true, ..event(1, 2, 5, 9) };
    assert_eq!(orders(&flow(3, vec![event(0, 1, 0, 5), soft]), "c"), [First, Possible]);
    let none = between(&flow(3, vec![event(0, 1, 6, 7), event(1, 2, 0, 5)]), "a", "c");
    assert_eq!((none.paths.len(), none.impossible, none.broken.clone().unwrap().step), (0, 1, 1));
    assert_eq!(none.reach.as_ref().unwrap().stops.len(), 1);
    assert!(none.method.notes.iter().any(|note| note.starts_with("a -> b -> c breaks at step 2")));
    // The order of not neighbouring steps counts too: the undated step in between proves nothing about them.
    let far = flow(4, vec![event(0, 1, 8, 9), undated(1, 2), event(2, 3, 0, 5)]);
    assert!(between(&far, "a", "d").paths.is_empty());
}

#[test]
fn weak_and_strict_order_differ_on_one_day() {
    let same_day = flow(3, vec![event(0, 1, 4, 4), event(1, 2, 4, 4)]);
    assert_eq!(between(&same_day, "a", "c").paths[0].verdict, Verdict::Certain);
    let strict = Options { order: Order::Strict, ..all() };
    assert_eq!(Paths::between(&same_day, "a", "c", &strict).unwrap().impossible, 1);
    let made = FlowTie { creates: true, ..event(0, 1, 4, 4) };
    let stated = flow(3, vec![made, event(1, 2, 4, 4)]);
    assert_eq!(Paths::between(&stated, "a", "c", &strict).unwrap().paths[0].verdict, Verdict::Certain);
}

#[test]
fn stated_orders_hold_without_dates_and_lineage_against_them() {
    use StepOrder::{First, Possible, Stated, StatedAgainstDates};
    let made = || FlowTie { creates: true, ..undated(0, 1) };
    assert_eq!(orders(&flow(3, vec![made(), undated(1, 2)]), "c"), [First, Stated]);
    assert_eq!(orders(&flow(3, vec![lineage(undated(0, 1)), lineage(undated(1, 2))]), "c"), [First, Stated]);
    // That c cites b says nothing of when something else happened to b.
    assert_eq!(orders(&flow(3, vec![undated(0, 1), lineage(undated(1, 2))]), "c"), [First, Possible]);
    // Nothing leaves a text before it is made.
    let early = flow(3, vec![FlowTie { creates: true, ..event(0, 1, 5, 5) }, event(1, 2, 2, 2)]);
    assert_eq!(between(&early, "a", "c").impossible, 1);
    // A citation stands whatever the dates, and is not called certain.
    let cited = flow(3, vec![FlowTie { creates: true, ..event(0, 1, 5, 5) }, lineage(event(1, 2, 2, 2))]);
    let path = &between(&cited, "a", "c").paths[0];
    assert_eq!((path.verdict, path.orders[1]), (Verdict::Possible, StatedAgainstDates));
}

#[test]
fn a_date_taken_from_the_later_entity_proves_only_its_making() {
    let inherited = |tie: FlowTie| FlowTie { date_inherited: true, ..tie };
    let proposed = flow(3, vec![event(0, 1, 0, 0), inherited(event(1, 2, 5, 5))]);
    assert_eq!(orders(&proposed, "c")[1], StepOrder::Possible);
    let cited = flow(3, vec![event(0, 1, 0, 0), inherited(lineage(event(1, 2, 5, 5)))]);
    assert_eq!(orders(&cited, "c")[1], StepOrder::Dated);
}

#[test]
fn a_state_may_be_used_while_it_holds() {
    let state = |begin: Span, end: Span| tie(1, 2, Step::State { begin, end });
    let holds = state(span(0, 1), span(8, 9));
    assert_eq!(orders(&flow(3, vec![event(0, 1, 4, 4), holds.clone()]), "c")[1], StepOrder::Dated);
    let over = state(span(0, 1), span(2, 3));
    assert!(between(&flow(3, vec![event(0, 1, 4, 4), over]), "a", "c").paths.is_empty());
    // The state holds all along, but the two events may stand the other way round.
    let ends = flow(4, vec![event(0, 1, 3, 6), holds, event(2, 3, 5, 7)]);
    assert_eq!(orders(&ends, "d"), [StepOrder::First, StepOrder::Dated, StepOrder::Possible]);
}

#[test]
fn no_return_to_an_earlier_sibling() {
    // c3 and c1 are rounds of forum b; a leads to round 3, round 1 to d.
    let rounds = |third: Span, first: Span| Flow {
        nodes: vec![
            node("a", Span::UNKNOWN),
            node("c1", first),
            node("c3", third),
            node("d", Span::UNKNOWN),
            node("forum", Span::UNKNOWN),
        ],
        ties: vec![undated(0, 2), undated(1, 3), carrier(undated(2, 4), false), carrier(undated(4, 1), true)],
        options: FlowOptions::default(),
    };
    let back = between(&rounds(span(10, 12), span(1, 2)), "a", "d");
    assert_eq!((back.paths.len(), back.impossible, back.broken.unwrap().step), (0, 1, 2));
    assert_eq!(between(&rounds(span(1, 2), span(10, 12)), "a", "d").paths[0].carried, 2);
    assert_eq!(between(&rounds(span(1, 2), Span::UNKNOWN), "a", "d").paths[0].verdict, Verdict::Possible);
}

#[test]
fn the_better_supported_of_equal_paths_comes_first() {
    let inferred = FlowTie { certainty: Certainty::Inferred, ..event(0, 1, 0, 0) };
    let hedged = FlowTie { modality: Some(Modality::May), ..event(0, 2, 0, 0) };
    let ties = vec![inferred, event(1, 4, 1, 1), hedged, event(2, 4, 1, 1), event(0, 3, 0, 0), event(3, 4, 1, 1)];
    let graph = flow(5, ties);
    let paths = between(&graph, "a", "e");
    let through: Vec<usize> = paths.paths.iter().map(|path| graph.ties[path.ties[0]].to).collect();
    assert_eq!(through, [3, 2, 1]);
    let stated = Options { certainty: Certainties::Stated, ..all() };
    assert_eq!(Paths::between(&graph, "a", "e", &stated).unwrap().found, 2);
    let plain = Options { modality: Modalities::Plain, cap: 1, ..all() };
    let plain = Paths::between(&graph, "a", "e", &plain).unwrap();
    assert_eq!((plain.found, plain.paths.len()), (2, 1));
    assert!(plain.method.notes.contains(&"1 of 2 paths listed".into()));
}

#[test]
fn the_trays_show_steps_and_their_claims() {
    let graph = flow(4, vec![event(0, 1, 0, 0), event(1, 2, 1, 1), event(0, 2, 0, 3), event(2, 3, 4, 4)]);
    let paths = between(&graph, "a", "d");
    let table = paths.table();
    assert_eq!(table.len(), 5);
    assert_eq!((table.text(0, ColumnRole::Id), table.text(1, ColumnRole::Other)), ("a", "d"));
    assert_eq!(table.cell(0, ColumnRole::Claims), Some(CellRef::List(&["c02".into()])));
    assert_eq!(table.text(0, ColumnRole::Begin), "2000-01-01");
    assert_eq!(paths.summary().len(), 2);
    let drawn = paths.graph();
    assert_eq!((drawn.nodes.len(), drawn.ends.len()), (4, 4));
    let steps: Vec<String> = drawn.ties.by_role(ColumnRole::Step).unwrap().cells.iter().map(CellRef::plain).collect();
    assert_eq!(steps, ["", "1", "", "2"]);
    assert_eq!(drawn.nodes.text(0, ColumnRole::Lane), "United Nations");
}

#[test]
fn no_path_the_same_ends_and_strangers() {
    let apart = flow(4, vec![event(0, 1, 0, 0), event(2, 3, 0, 0)]);
    let none = between(&apart, "a", "d");
    let reach = none.reach.clone().unwrap();
    assert_eq!((reach.reached, reach.leading), (vec!["b".to_owned()], vec!["c".to_owned()]));
    assert_eq!(reach.latest, Some(Latest { entity: "b".to_owned(), day: day(0), planned: false }));
    assert!(none.method.notes.contains(&"no step of this view joins the two sides, whatever its date".into()));
    assert!(none.table().is_empty() && none.stops().is_empty());
    assert_eq!(none.graph().nodes.len(), 2);
    let same = between(&apart, "a", "a");
    assert_eq!(same.method.notes, ["start and end are the same: a"]);
    assert!(same.reach.is_none() && same.table().is_empty());
    assert!(Paths::between(&apart, "a", "x", &all()).unwrap_err().contains("`x`"));
    let mut part = apart.clone();
    part.options.classes = vec![FlowClass::Lineage, FlowClass::Input];
    part.options.window = Window::parse(Some("2001"), None).unwrap();
    let limits = "classes lineage input, window from 2001-01-01";
    let told = format!("only the steps of a part were looked at: {limits}");
    assert!(between(&part, "a", "d").method.notes.contains(&told.into()));
    let unknown = Paths::between(&part, "a", "x", &all()).unwrap_err();
    assert_eq!(unknown, format!("no step of influence in this view ({limits}) leads to or from `x`"));
    let short = Options { max_steps: 1, ..all() };
    let long = flow(3, vec![event(0, 1, 0, 0), event(1, 2, 1, 1)]);
    let cut = Paths::between(&long, "a", "c", &short).unwrap();
    assert!(cut.paths.is_empty() && cut.impossible == 0);
    assert!(cut.method.notes.iter().any(|note| note.starts_with("the two sides meet")));
}

/// Where nothing is dated no day is known, though a day must lie between two steps.
#[test]
fn days_that_are_not_known_stay_so_under_a_strict_order() {
    let flow = flow(3, vec![undated(0, 1), undated(1, 2)]);
    let strict = Options { order: Order::Strict, prefer: Preference::Latest, ..all() };
    let found = Paths::between(&flow, "a", "c", &strict).unwrap();
    assert_eq!(found.paths.iter().map(|path| path.times).collect::<Vec<_>>(), [Times::default()]);
    // A first day known, and one the day after it.
    let mut dated = flow;
    dated.ties[0] = on(0, 1, 3);
    let found = Paths::between(&dated, "a", "c", &strict).unwrap();
    assert_eq!(found.paths[0].times, Times { arrival: Some(day(4)), departure: Some(day(3)), days: Some(1) });
}

#[test]
fn an_explosion_of_paths_is_cut_and_said() {
    let ties = (0..12).flat_map(|a| (0..12).filter(move |&b| b != a).map(move |b| undated(a, b))).collect();
    let dense = flow(12, ties);
    let paths = Paths::between(&dense, "a", "b", &Options { budget: 20_000, ..all() }).unwrap();
    assert!(paths.cut && paths.paths.len() == 100 && paths.found > 100);
    assert!(paths.method.notes[0].starts_with("100 of at least"));
    let shortest = Paths::between(&dense, "a", "b", &Options::default()).unwrap();
    assert_eq!((shortest.found, shortest.cut), (1, false));
}

#[test]
fn the_lineage_graph_draws_what_has_a_step_of_its_own() {
    let mut graph = flow(5, vec![event(0, 1, 0, 0), carrier(undated(1, 0), true), carrier(undated(0, 1), false)]);
    graph.ties.push(carrier(undated(2, 3), false));
    graph.nodes[4].node.kind = "state".into();
    graph.ties.push(event(4, 2, 0, 0));
    let drawn = LineageGraph::of(&graph, &lineage_graph::Options::default());
    assert_eq!((drawn.graph().nodes.len(), drawn.graph().ends.clone()), (2, vec![(0, 1), (0, 1)]));
    assert_eq!(drawn.table().len(), 2);
    let every = LineageGraph::of(&graph, &lineage_graph::Options { kinds: Vec::new() });
    assert_eq!(every.graph().nodes.len(), 4);
}

/// c is known to be of day 10 or later. Behind b (day 50) it would have to be of day 50; behind d (day 5) it need not be
/// later than all that is known. What is bounded on both sides hangs on nothing.
#[test]
fn a_path_that_only_an_open_date_allows_says_so() {
    let nodes = ["a", "b", "c", "d"].map(|id| node(id, Span::UNKNOWN)).into();
    let open = |from| tie(from, 2, Step::Event(Span { earliest: day(10), latest: Day::MAX }));
    let mut flow =
        Flow { nodes, ties: vec![on(0, 1, 50), open(1), on(0, 3, 5), open(3)], options: FlowOptions::default() };
    let of =
        |flow: &Flow| Paths::between(flow, "a", "c", &Options { listing: Listing::All, ..Options::default() }).unwrap();
    let found = of(&flow);
    let through: Vec<usize> = found.paths.iter().map(|path| path.ties[0]).collect();
    let behind_b = through.iter().position(|tie| *tie == 0).unwrap() + 1;
    let expected = OpenDate { paths: vec![behind_b], entity: "c".to_owned(), not_before: day(10), after: day(50) };
    assert_eq!(found.open_dates(), [expected]);
    flow.ties[1] = event(1, 2, 10, 60);
    assert!(of(&flow).open_dates().is_empty());
}
