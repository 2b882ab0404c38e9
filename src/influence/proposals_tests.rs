//! The proposals of a small council, counted by hand, and who later stood against the own ones.

use super::*;
use crate::influence::paths::tests::{node, on, span};
use crate::model::{Certainty, Span, Status};
use crate::result::{CellRef, ColumnRole};
use crate::view::FlowOptions;
use crate::view::advocacy::Against;

fn named(id: &str) -> Node {
    Node { id: id.into(), kind: "state".into(), name: id.to_uppercase(), name_ja: String::new() }
}

fn proposal(proposer: &str, object: &str, outcomes: &[&str]) -> Proposal {
    Proposal {
        proposer: named(proposer),
        object: named(object),
        outcomes: outcomes.iter().map(|word| (*word).to_owned()).collect(),
        when: Span::UNKNOWN,
        date_text: String::new(),
        status: Status::Actual,
        modality: None,
        certainty: Certainty::Stated,
        claims: vec![format!("{proposer}-{object}")],
        evidence: vec!["s:1".into()],
        outcome_claims: Vec::new(),
        outcome_evidence: Vec::new(),
    }
}

fn opposition(actor: &str, object: &str) -> Opposition {
    Opposition {
        actor: named(actor),
        object: named(object),
        aspect: String::new(),
        against: Against::Said,
        date_text: String::new(),
        certainty: Certainty::Stated,
        claims: vec![format!("{actor}-against-{object}")],
        evidence: vec!["s:2".into()],
    }
}

/// ada puts a and d forward, bo puts d forward; a (day 5) leads to b, b (day 9) to c; c (day 2) leads to d too early.
fn council() -> (Advocacy, Flow) {
    let nodes = ["a", "b", "c", "d"].map(|id| node(id, span(0, 100))).into();
    let mut ties = vec![on(0, 1, 5), on(1, 2, 9), on(2, 3, 2)];
    ties[0].claims = vec!["made".into()];
    let flow = Flow { nodes, ties, options: FlowOptions::default() };
    let advocacy = Advocacy {
        proposals: vec![
            proposal("ada", "a", &["adopted"]),
            proposal("ada", "d", &["adopted", "blocked"]),
            proposal("bo", "d", &[]),
        ],
        oppositions: vec![opposition("ada", "c"), opposition("bo", "d"), opposition("cy", "a")],
        outcomes: vec!["adopted".into(), "blocked".into()],
        ..Advocacy::default()
    };
    (advocacy, flow)
}

#[test]
fn outcomes_are_counted_and_disagreement_is_its_own() {
    let (advocacy, flow) = council();
    let found = Proposals::of(&advocacy, &flow, None, &Options::default()).unwrap();
    let actors = found.actors();
    assert_eq!(
        actors.columns.iter().skip(4).map(|column| column.name.as_str()).collect::<Vec<_>>(),
        ["proposals", "adopted", "blocked", "claims_disagree", "not_said", "opposed", "stands_against_own"]
    );
    let row = |row: usize| actors.row(row).skip(4).map(CellRef::plain).collect::<Vec<_>>();
    // ada: one adopted, one of which claims disagree; both opposed (by cy, by bo); against c, which grew out of a.
    assert_eq!(row(0), ["2", "1", "0", "1", "0", "2", "1"]);
    // bo: no word on the outcome; stands against the thing itself.
    assert_eq!(row(1), ["1", "0", "0", "0", "1", "1", "1"]);
    let bars = found.bars();
    let total: f64 = (0..bars.len()).filter_map(|row| bars.cell(row, ColumnRole::Count)?.as_f64()).sum();
    assert_eq!(total, 3.0);
}

#[test]
fn what_grew_out_of_a_proposal_keeps_the_order_of_time() {
    let (advocacy, flow) = council();
    let found = Proposals::of(&advocacy, &flow, Some("ada"), &Options::default()).unwrap();
    assert_eq!(found.reversals.len(), 1);
    assert_eq!(found.reversals[0].way.as_ref().map(|way| way.ties.clone()), Some(vec![0, 1]));
    // a does not lead to d (day 9, then day 2): who stands against d stands against nothing that grew out of a.
    let mut later = advocacy.clone();
    later.oppositions[0] = opposition("ada", "d");
    let found = Proposals::of(&later, &flow, Some("ada"), &Options::default()).unwrap();
    let fates: Vec<(usize, bool)> = found.reversals.iter().map(|one| (one.fate, one.way.is_none())).collect();
    assert_eq!(fates, [(1, true)]);
    // b, put forward by the same actor, leads to c too: two ways, and one stand against one thing.
    let mut twice = advocacy.clone();
    twice.proposals.push(proposal("ada", "b", &[]));
    let found = Proposals::of(&twice, &flow, Some("ada"), &Options::default()).unwrap();
    assert_eq!(found.reversals.len(), 2);
    let actors = found.actors();
    assert_eq!(actors.row(0).last().map(|cell| cell.plain()), Some("1".to_owned()));
    // Saying the same is no descent.
    let mut affirmed = flow.clone();
    affirmed.ties[1].class = FlowClass::CoAffirmation;
    assert!(Proposals::of(&advocacy, &affirmed, Some("ada"), &Options::default()).unwrap().reversals.is_empty());
}

#[test]
fn why_walks_back_to_every_claim() {
    let (advocacy, flow) = council();
    let found = Proposals::of(&advocacy, &flow, None, &Options::default()).unwrap();
    let why = found.why("a").unwrap();
    let claims: Vec<&str> = (0..why.len()).map(|row| why.text(row, ColumnRole::Claims)).collect();
    assert_eq!(claims, ["ada-a", "made", "c12", "ada-against-c", "cy-against-a"]);
    assert!(found.why("c").is_err());
    assert!(Proposals::of(&advocacy, &flow, Some("cy"), &Options::default()).is_err());
    let own = found.against_own();
    assert_eq!(own.text(0, ColumnRole::Other), "c");
}
