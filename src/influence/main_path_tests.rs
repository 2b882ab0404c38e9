//! Flows made by hand.

use super::*;
use crate::influence::paths::tests::tie as tie_of;
use crate::model::{Date, Span};
use crate::result::ColumnRole;
use crate::view::{FlowOptions, Step};

pub(in crate::influence) fn made(ids: &[&str], ties: &[(&str, &str, FlowClass, &str)]) -> Flow {
    let at = |id: &str| ids.iter().position(|other| *other == id).unwrap();
    let kind = |id: &str| if id.starts_with('n') { "norm" } else { "document" };
    let node = |id: &&str| Node { id: (*id).into(), kind: kind(id).into(), name: (*id).into(), name_ja: String::new() };
    let tie = |(number, (from, to, class, date)): (usize, &(&str, &str, FlowClass, &str))| FlowTie {
        relation: "leads_to".into(),
        label: "leads_to".into(),
        class: *class,
        claims: vec![format!("c{number}")],
        evidence: vec![format!("s:{number}")],
        date_text: (*date).into(),
        ..tie_of(at(from), at(to), Step::Event(Date::parse(date).map_or(Span::UNKNOWN, |date| date.span())))
    };
    Flow {
        nodes: ids
            .iter()
            .map(|id| FlowNode { node: node(id), date: Span::UNKNOWN, planned: false, root: None })
            .collect(),
        ties: ties.iter().enumerate().map(tie).collect(),
        options: FlowOptions::default(),
    }
}

fn told(path: &MainPath) -> Vec<String> {
    let id = |node: usize| path.nodes[node].node.id.as_str();
    let steps = path.steps.iter();
    steps
        .map(|step| format!("{} {}>{}", step.place, id(path.ties[step.tie].from), id(path.ties[step.tie].to)))
        .collect()
}

use FlowClass::{Carrier, CoAffirmation, Input, Lineage, Mandate};

/// The golden vector of eleven vertices as documents: the paths from source to sink are 10.
#[test]
fn golden_vector_as_documents() {
    let ids = ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"];
    let arcs = [(1, 3), (2, 3), (2, 4), (3, 5), (3, 7), (4, 6), (4, 10), (4, 11), (5, 8), (5, 9), (6, 9), (6, 10)];
    let mut ties: Vec<_> = arcs.iter().map(|(u, v)| (ids[u - 1], ids[v - 1], Lineage, "")).collect();
    ties.push(("11", "12", CoAffirmation, ""));
    let path = MainPath::of(&made(&ids, &ties), &[], &Options { route: Route::Global, ..Options::default() });
    assert_eq!(told(&path), ["1 01>03", "1 02>03", "2 03>05", "3 05>08", "3 05>09"]);
    let weights: Vec<&str> = path.arcs.iter().map(|arc| arc.weight.as_str()).collect();
    assert_eq!(weights, ["3", "3", "4", "4", "2", "2", "1", "1", "2", "2", "1", "1"]);
    assert_eq!((path.total.as_str(), path.isolated.len()), ("10", 1)); // co-affirmation is no step
    assert_eq!(path.isolated[0].id, "12");
    assert_eq!(path.weights().len(), 12);
    assert_eq!(path.why("03", "05").unwrap().cell(0, ColumnRole::Weight), Some(crate::result::CellRef::Integer(4)));
    assert!(path.why("05", "03").is_err());
}

/// a leads to a session of f, and f to b: the carrier between is a step; and b's step is dated before that of a.
#[test]
fn carriers_are_contracted_and_walked() {
    let ids = ["a", "b", "f", "f1"];
    let ties =
        [("a", "f1", Mandate, "2012"), ("f", "b", Input, "2010"), ("f", "f1", Carrier, ""), ("f1", "f", Carrier, "")];
    let flow = made(&ids, &ties);
    let path = MainPath::of(&flow, &[], &Options { dates: Dates::Ignored, ..Options::default() });
    assert_eq!(told(&path), ["1 a>f1", "2 f1>f", "3 f>b"]);
    assert_eq!((path.total.as_str(), path.impossible.as_deref()), ("1", Some("1")));
    assert_eq!(path.steps.iter().map(|step| step.is_before).collect::<Vec<_>>(), [false, false, true]);
    assert_eq!(path.contracted, 2);
    let apart = MainPath::of(&flow, &[], &Options { carriers: Carriers::LeaveOut, ..Options::default() });
    assert_eq!(told(&apart), ["1 a>f1", "1 f>b"]);
    // In the order of dates the path ends where nothing follows, though the paths are counted alike.
    for route in [Route::Local, Route::Global] {
        let found = MainPath::of(&flow, &[], &Options { route, ..Options::default() });
        assert_eq!((told(&found)[0].as_str(), found.against_time()), ("1 a>f1", 0), "{}", route.word());
        assert_eq!((found.total.as_str(), found.impossible.as_deref()), ("1", Some("1")));
    }
}

/// A norm that two texts hold does not make them one; a list that one text holds is that text.
#[test]
fn shared_norms_join_no_texts() {
    let ids = ["a", "b", "n-list", "n-one"];
    let ties = [
        ("a", "n-one", Carrier, ""),
        ("b", "n-one", Carrier, ""),
        ("b", "n-list", Carrier, ""),
        ("a", "n-list", Lineage, "2015"),
        ("n-list", "b", Carrier, ""),
    ];
    let path = MainPath::of(&made(&ids, &ties), &[], &Options::default());
    assert_eq!(path.vertex, [0, 1, 1, 3]);
    assert_eq!(told(&path), ["1 a>n-list"]);
    assert!(path.isolated.is_empty()); // an idea alone is no text
}

#[test]
fn circles_are_named_and_handled_as_asked() {
    let ids = ["a", "b", "c", "d"];
    let ties = [("a", "b", Lineage, ""), ("b", "c", Lineage, ""), ("c", "b", Lineage, ""), ("c", "d", Input, "")];
    let flow = made(&ids, &ties);
    let with = |cycles| MainPath::of(&flow, &[], &Options { cycles, ..Options::default() });
    let refused = with(Cycles::Refuse);
    assert!(refused.steps.is_empty() && refused.total.is_empty());
    let circle = &refused.circles[0];
    assert_eq!(circle.entities.iter().map(|node| node.id.as_str()).collect::<Vec<_>>(), ["b", "c"]);
    assert_eq!(circle.ties, [1, 2]);
    assert_eq!(refused.circle_steps().len(), 2);
    assert!(refused.method.notes[0].contains("rests on c1, c2"));
    // The way through the shrunk circle is a step too.
    let shrunk = with(Cycles::Shrink);
    assert_eq!(told(&shrunk), ["1 a>b", "2 b>c", "3 c>d"]);
    assert_eq!((shrunk.total.as_str(), shrunk.steps[1].arc), ("1", None));
    // Paths: a b' c d; a b' b; c' b; c' c d. So a>b 2, b>c 1, c>b 1, c>d 2.
    let cut = with(Cycles::Preprint);
    let weights: Vec<(usize, &str)> = cut.arcs.iter().map(|arc| (arc.ties[0], arc.weight.as_str())).collect();
    let mut sorted = weights.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, [(0, "2"), (1, "1"), (2, "1"), (3, "2")]);
    assert_eq!(cut.total, "4");
}

#[test]
fn nothing_to_walk_is_said() {
    let path = MainPath::of(&made(&["a"], &[]), &[], &Options::default());
    assert!(path.steps.is_empty() && path.table().is_empty() && path.graph().ends.is_empty());
    assert_eq!(path.isolated.len(), 1);
}

/// a > b > c is the path; d leads to b beside it, and u, of which no date is known, too.
#[test]
fn beside_the_path_only_what_has_a_date_is_drawn_and_the_rest_is_counted() {
    let ties =
        [("a", "b", Lineage, "2001"), ("b", "c", Lineage, "2003"), ("d", "b", Input, "2002"), ("u", "b", Input, "")];
    let mut flow = made(&["a", "b", "c", "d", "u"], &ties);
    for node in flow.nodes.iter_mut().take(4) {
        node.date = Date::parse("2002").unwrap().span();
    }
    let mut path = MainPath::of(&flow, &[], &Options::default());
    path.steps.retain(|step| step.tie < 2);
    let figure = path.figure();
    assert_eq!((figure.nodes.len(), figure.ends.len()), (4, 3));
    let note = "steps beside the path that are not drawn, since an end has no date: 1";
    assert!(figure.method.notes.iter().any(|said| said == note), "{:?}", figure.method.notes);
    assert_eq!(path.graph().ends.len(), 4);
}
