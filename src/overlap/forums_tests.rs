//! Overlap of small forums, known, unknown and empty.

use std::collections::BTreeMap;

use super::*;
use crate::result::ColumnRole;
use crate::view::{AffiliationOptions, Node, StatedSize};
use Membership::{In, Out, Unknown};

fn node(id: &str) -> Node {
    Node { id: id.into(), kind: "state".into(), name: id.to_uppercase(), name_ja: String::new() }
}

fn view(arenas: &[(&str, bool, Option<StatedSize>)], cells: &[Vec<Membership>]) -> Affiliations {
    let actors = (0..cells.len()).map(|a| node(&format!("a{a}"))).collect();
    let arena = |&(id, listed_in_full, stated_size): &(&str, bool, Option<StatedSize>)| Arena {
        node: node(id),
        listed_in_full,
        stated_size,
    };
    let claims = BTreeMap::from([((0, 0), vec!["c-1".to_owned()]), ((0, 1), vec!["c-2".to_owned()])]);
    Affiliations::from_cells(actors, arenas.iter().map(arena).collect(), cells, claims, AffiliationOptions::default())
}

#[test]
fn complete_lists_have_one_value() {
    let view = view(
        &[("f", true, None), ("g", true, None)],
        &[vec![In, In], vec![In, In], vec![In, Out], vec![Out, In], vec![In, Out]],
    );
    let forums = Forums::of(&view, Options::default());
    let pair = forums.between(0, 1);
    assert_eq!((pair.named, pair.unknown), ((4, 3, 2), 0));
    assert_eq!((pair.count.value(), pair.jaccard.value(), pair.overlap.value()), (Ok(2.0), Ok(0.4), Ok(2.0 / 3.0)));
    assert_eq!(pair.jaccard.low, pair.jaccard.named);
    let why = forums.why(&view, "f", "g").unwrap();
    assert_eq!((why.len(), why.cell(0, ColumnRole::Claims).unwrap().plain().as_str()), (2, "c-1; c-2"));
}

#[test]
fn unknown_members_give_bounds_within_the_stated_size() {
    // g: 3 members, one named; a1 and a2 are known to sit in f, a3 and a4 not.
    let cells = [vec![In, In], vec![In, Unknown], vec![In, Unknown], vec![Out, Unknown], vec![Out, Unknown]];
    let of = |stated| Forums::of(&view(&[("f", true, None), ("g", false, stated)], &cells), Options::default());
    let pair = of(Some(StatedSize::Exactly(3))).between(0, 1).clone();
    assert_eq!((pair.count.low.clone(), pair.count.high.clone()), (Ok(1.0), Ok(3.0)));
    assert_eq!((pair.jaccard.low.clone(), pair.jaccard.high.clone()), (Ok(1.0 / 5.0), Ok(1.0)));
    assert_eq!(pair.jaccard.value().unwrap_err().reason(), "membership unknown: 0.2 to 1");
    assert_eq!(pair.jaccard.named, Ok(1.0 / 3.0));
    let pair = of(Some(StatedSize::Exactly(2))).between(0, 1).clone();
    assert_eq!((pair.jaccard.low.clone(), pair.jaccard.high.clone()), (Ok(1.0 / 4.0), Ok(2.0 / 3.0)));
    // As many named as stated: nothing is left to be unknown.
    let full = of(Some(StatedSize::Exactly(1)));
    assert_eq!(full.between(0, 1).jaccard.value(), Ok(1.0 / 3.0));
    assert!(full.method.notes.is_empty());
    // Fewer stated than named: a conflict that is told; the stated size says nothing, and the bounds are those without one.
    let conflict = of(Some(StatedSize::Exactly(0)));
    assert_eq!(conflict.method.notes, ["conflict: g names 1, but its stated size is 0; the stated size is not used"]);
    assert_eq!(conflict.between(0, 1).jaccard, of(None).between(0, 1).jaccard);
    // A ceiling leaves room below it: g may hold a0 alone.
    let at_most = of(Some(StatedSize::AtMost(3)));
    assert_eq!(at_most.between(0, 1).overlap.low, Ok(1.0 / 3.0));
    assert!(at_most.method.notes[0].contains("the most it may be"));
    let table = of(None).table();
    assert_eq!(table.cell(0, ColumnRole::Low).unwrap().plain(), "0.2");
    assert_eq!(table.cell(0, ColumnRole::High).unwrap().plain(), "1");
}

/// f holds two, g one of them: the first that is named is the first that is asked for.
#[test]
fn the_first_of_a_pair_is_the_first_asked_for() {
    let view = view(&[("f", true, None), ("g", true, None)], &[vec![In, In], vec![In, Out]]);
    let forums = Forums::of(&view, Options::default());
    assert_eq!((forums.between(0, 1).named, forums.between(1, 0).named), ((2, 1, 1), (1, 2, 1)));
    assert_eq!(forums.between(0, 1).jaccard, forums.between(1, 0).jaccard);
}

#[test]
fn empty_with_empty_is_undefined() {
    let forums = Forums::of(&view(&[("f", true, None), ("g", true, None)], &[vec![Out, Out]]), Options::default());
    let pair = forums.between(0, 1);
    assert!(pair.jaccard.value().is_err() && pair.overlap.value().is_err());
    assert_eq!(pair.count.value(), Ok(0.0));
    assert!(forums.graph().ends.is_empty());
}

#[test]
fn of_whom_it_is_unknown_comes_after_the_shared() {
    let view = view(&[("f", true, None), ("g", false, None)], &[vec![Unknown, In], vec![In, In], vec![Out, Unknown]]);
    let forums = Forums::of(&view, Options { measure: Measure::Count, ..Options::default() });
    let why = forums.why(&view, "f", "g").unwrap();
    assert_eq!([why.text(0, ColumnRole::Actor), why.text(1, ColumnRole::Actor)], ["a1", "a0"]);
    assert_eq!(why.text(1, ColumnRole::Class), "unknown");
    // The claim of a0 in f does not say that it is in.
    assert_eq!(why.cell(1, ColumnRole::Claims).unwrap().plain(), "c-2");
    assert!(forums.why(&view, "f", "f").is_err() && forums.why(&view, "x", "y").is_err());
    let matrix = forums.matrix();
    assert_eq!(matrix.cell(0, ColumnRole::High).unwrap().as_f64(), Some(2.0));
}

#[test]
fn no_forum_and_one_forum() {
    assert!(Forums::of(&view(&[], &[]), Options::default()).table().is_empty());
    assert!(Forums::of(&view(&[("f", true, None)], &[vec![In]]), Options::default()).table().is_empty());
}

/// Bonacich's overlap by hand. Of ten actors two sit in both, one in f alone, two in g alone, five in neither:
/// o = 2 x 5 / (1 x 2) = 5, √5 / (1 + √5) = 0.690983005625.
#[test]
fn bonacich_by_hand() {
    let mut cells = vec![vec![In, In]; 2];
    cells.extend([vec![In, Out], vec![Out, In], vec![Out, In]]);
    cells.extend(vec![vec![Out, Out]; 5]);
    let of = |cells: &[Vec<Membership>]| {
        Forums::of(&view(&[("f", true, None), ("g", true, None)], cells), Options::default()).between(0, 1).clone()
    };
    assert!((of(&cells).bonacich.value().unwrap() - 0.690_983_005_625).abs() < 1e-12);
    // One in each of the four cells: one list says nothing about the other.
    let even = of(&[vec![In, In], vec![In, Out], vec![Out, In], vec![Out, Out]]);
    assert_eq!(even.bonacich.value(), Ok(0.5));
    // Contained, with somebody in neither: the odds are without end, and the measure is 1; nobody shared: 0.
    assert_eq!(of(&[vec![In, In], vec![In, Out], vec![Out, Out]]).bonacich.value(), Ok(1.0));
    assert_eq!(of(&[vec![In, Out], vec![Out, In], vec![Out, Out]]).bonacich.value(), Ok(0.0));
    // Everybody in f: nothing to compare.
    assert!(of(&[vec![In, In], vec![In, Out]]).bonacich.value().unwrap_err().reason().contains("no odds"));
    assert!(of(&[vec![In, In], vec![Unknown, Out], vec![Out, Out]]).bonacich.value().is_err());
}

/// g names nobody and is no arena: what f names is said, and of g that nothing is known.
#[test]
fn a_forum_that_names_nobody_stands_beside_one_that_does() {
    let view = view(&[("f", false, None)], &[vec![In], vec![Unknown], vec![Unknown]]);
    let forums = Forums::of(&view, Options::default());
    let why = forums.why(&view, "f", "g").unwrap();
    assert_eq!(why.len(), 1);
    assert_eq!(why.text(0, ColumnRole::Class), "unknown");
    assert_eq!(why.cell(0, ColumnRole::Claims).unwrap().plain(), "c-1");
    assert!(why.method.notes.iter().any(|note| note.starts_with("g is no forum")), "{:?}", why.method.notes);
    assert!(why.method.notes.iter().any(|note| note == "of 2 more actors it is unknown whether they sit in either"));
    assert!(forums.why(&view, "g", "h").is_err() && forums.why(&view, "f", "f").is_err());
}

#[test]
fn more_pairs_than_anybody_reads_are_refused() {
    let many: Vec<String> = (0..2001).map(|n| format!("f{n:04}")).collect();
    let arenas: Vec<(&str, bool, Option<StatedSize>)> = many.iter().map(|id| (id.as_str(), true, None)).collect();
    let view = view(&arenas, &[vec![In; 2001], vec![Out; 2001]]);
    let why = Forums::within_reach(&view, Options::default()).unwrap_err();
    assert!(why.starts_with("2001 forums make 2001000 pairs"), "{why}");
    let actors = Options { of: Side::Actors, ..Options::default() };
    assert_eq!(Forums::within_reach(&view, actors).unwrap().things.len(), 1);
}

/// A source gives the whole list of f, a0 and a1, and of a2 it is unknown (hedged); g names a0 and a3. Of f there are two or
/// three. A stated size of 3 is no conflict, and takes a2 in: 1 of 4 shared. One of 4 is out of reach, and is told and not
/// used: 1 of 3 or of 4. The summary does not call f complete.
#[test]
fn an_unsettled_list_has_the_sizes_that_it_can_reach() {
    let cells = [vec![In, In], vec![In, Out], vec![Unknown, Out], vec![Out, In]];
    let of = |size: Option<u64>| {
        let view = view(&[("f", true, size.map(StatedSize::Exactly)), ("g", true, None)], &cells);
        let forums = Forums::of(&view, Options::default());
        let jaccard = forums.between(0, 1).jaccard;
        let says: Vec<String> =
            crate::brief::overlap::sentences(&view, &forums).into_iter().map(|said| said.english).collect();
        assert!(says[0].contains("one list is complete (G)") && says[1].contains("given as bounds"), "{says:?}");
        let notes: Vec<String> = forums.method.notes.iter().map(ToString::to_string).collect();
        (jaccard.low.unwrap(), jaccard.high.unwrap(), notes)
    };
    assert_eq!(of(Some(3)), (0.25, 0.25, vec![]));
    let told = "conflict: the complete list of f names 2, but its stated size is 4; the list is used";
    assert_eq!(of(Some(4)), (0.25, 1.0 / 3.0, vec![told.to_owned()]));
    assert_eq!(of(None), (0.25, 1.0 / 3.0, vec![]));
}
