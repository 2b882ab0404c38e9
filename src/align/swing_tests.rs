//! By hand: two camps of three, and one actor that votes with either on half of the items.

use super::*;
use crate::align::agreement::{Agreement, Bootstrap, Options as AgreementOptions, Resample};
use crate::align::clusters::Options as ClusterOptions;
use crate::model::Span;
use crate::view::{Code, Held, Item, ItemKind, Node, PositionOptions};
use std::collections::BTreeSet;

fn view() -> Positions {
    let rows = ["yyyyyyyy", "yyyyyyyy", "yyyyyyyy", "nnnnnnnn", "nnnnnnnn", "nnnnnnnn", "ynynynyn"];
    let node = |id: String| Node { name: id.clone(), id, kind: "state".into(), name_ja: String::new() };
    let code = |word: &str, level| Code { word: word.into(), level: Some(level), counts: true };
    let item = |at: usize| Item {
        id: format!("v{at}"),
        name: format!("v{at}"),
        name_ja: String::new(),
        kind: ItemKind::Vote,
        object: String::new(),
        date: Span::UNKNOWN,
        series: String::new(),
        codes: vec![code("against", 0), code("abstain", 1), code("for", 2)].into(),
    };
    let cell = |word: char| Some(Held::new(if word == 'y' { 2 } else { 0 }));
    let cells: Vec<Vec<Option<Held>>> = rows.iter().map(|row| row.chars().map(cell).collect()).collect();
    let actors = (0..rows.len()).map(|at| node(format!("a{at}"))).collect();
    Positions::from_cells(actors, (0..8).map(item).collect(), &cells, PositionOptions::default())
}

fn swing(bootstrap: Option<Bootstrap>, memberships: &[NamedGroup]) -> Swing {
    let positions = view();
    let agreement = Agreement::of(&positions, AgreementOptions::default());
    let clusters = Clusters::of(&positions, &agreement, ClusterOptions { bootstrap, ..ClusterOptions::default() });
    Swing::of(&positions, &clusters, memberships, &BTreeMap::new(), Options::default())
}

#[test]
fn who_votes_with_both_swings_and_nobody_else() {
    let found = swing(Some(Bootstrap::new(60, Resample::Items)), &[]);
    let actors = found.actors.as_ref().unwrap();
    let of = |actor: usize| actors.iter().find(|one| one.actor == actor).unwrap();
    for actor in 0..6 {
        assert_eq!(of(actor).swings, Ok(false), "{actor}");
        assert!(of(actor).margin > 0.4);
    }
    // Items are alike, but some resamples hold more of those on which it voted with one side.
    let middle = of(6);
    assert_eq!(middle.swings, Ok(true));
    let (low, high) = middle.interval.clone().unwrap();
    assert!(low < 0.0 && high > 0.0 && middle.entropy.clone().unwrap() > of(0).entropy.clone().unwrap());
    // On the first item 4 of 7 said yes: one that changes sides reverses it, and the one between is on that side.
    let rule = (Rule::Majority, false);
    assert_eq!(found.pivots[0], Pivot { item: 0, votes: [4, 3], rule, carried: true, reverses: Ok(1), swinging: 1 });
    assert_eq!(found.pivots[1], Pivot { item: 1, votes: [3, 4], rule, carried: false, reverses: Ok(1), swinging: 1 });
}

/// The one between votes with either camp on half of the items: those of the first draw it there by all of one position,
/// those of the other as much away.
#[test]
fn why_an_actor_swings() {
    let positions = view();
    let found = swing(None, &[]);
    let table = found.why(&positions, "a6").unwrap();
    let draws: Vec<f64> = (0..8).map(|row| table.cell(row, ColumnRole::Value).unwrap().as_f64().unwrap()).collect();
    // a6 sits in one of the two camps itself, and is not compared with itself.
    assert_eq!(draws, [1.0, 1.0, 1.0, 1.0, -1.0, -1.0, -1.0, -1.0]);
    assert!(found.why(&positions, "nobody").is_err());
}

#[test]
fn without_resamples_nothing_is_said_of_swinging() {
    let members = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<BTreeSet<String>>();
    let body = |id: &str, ids: &[&str]| NamedGroup {
        node: Node { id: id.into(), kind: "bloc".into(), name: id.into(), name_ja: String::new() },
        members: members(ids),
        open: false,
    };
    let found = swing(None, &[body("both", &["a0", "a3"]), body("one", &["a0", "a1"]), body("alone", &["a0"])]);
    let first = found.actors.as_ref().unwrap().iter().find(|one| one.actor == 0).unwrap().clone();
    assert!(first.swings.is_err() && first.entropy.is_err() && first.interval.is_err());
    // Two bodies with another clustered member, one of them across camps.
    assert_eq!(first.pressure, Ok((0.5, 2)));
}
