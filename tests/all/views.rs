//! What the views must not make of claims, on the built-in data.

use blocs::dataset;
use blocs::graph::Graph;
use blocs::model::{Day, Status};
use blocs::view::{AffiliationOptions, Affiliations, Flow, FlowOptions, Sessions, Step};

fn graph(names: &[&str]) -> Graph {
    let folders = names.iter().map(|name| dataset::builtin(name).unwrap()).collect();
    Graph::from(dataset::load(folders, None).dataset.unwrap())
}

#[test]
fn a_complete_list_of_one_round_is_none_of_the_series() {
    let graph = graph(&["cyber-norms", "memberships", "states"]);
    let view = |sessions| Affiliations::of(&graph, &AffiliationOptions { sessions, ..AffiliationOptions::default() });
    let (apart, lifted) = (view(Sessions::Apart), view(Sessions::Lifted));
    // The 25 members of 2019 to 2021 are all there are of that round, and say nothing of the five before it.
    assert!(apart.arenas[apart.arena("gge-6").unwrap()].complete);
    assert!(!lifted.arenas[lifted.arena("gge").unwrap()].complete);
}

#[test]
fn whoever_is_named_nowhere_may_sit_in_an_open_list() {
    let graph = graph(&["cyber-norms", "states"]);
    let view = Affiliations::of(&graph, &AffiliationOptions::default());
    let states = graph.dataset().entities.iter().filter(|entity| entity.kind == "state").count();
    assert_eq!(view.actors.len(), states);
}

#[test]
fn a_plan_gives_no_date_to_what_was_reported() {
    // The slides plan the report for June 2013; the commentary reports it for 2013, and no month.
    let flow = Flow::of(&graph(&["cyber-norms", "states"]), &FlowOptions::default());
    let ends = (flow.node("gge-3").unwrap(), flow.node("gge-2013-report").unwrap());
    let tie = flow.ties.iter().find(|tie| (tie.from, tie.to) == ends && tie.relation == "issues").unwrap();
    assert_eq!((tie.status, tie.claims.len()), (Status::Actual, 2));
    let Step::Event(span) = tie.when else { panic!("issuing is an event") };
    assert_eq!((span.earliest, span.latest), (Day::new(2013, 1, 1), Day::new(2013, 12, 31)));
}
