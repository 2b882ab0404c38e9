//! One issue in three small forums; access, bridges and gains by hand.

use super::*;
use crate::result::{CellRef, ColumnRole};
use crate::view::{AffiliationOptions, AgendaOptions, Arena, Treated};
use Membership::{In, Out, Unknown};

fn node(id: &str) -> Node {
    Node { id: id.into(), kind: "state".into(), name: id.into(), name_ja: String::new() }
}

fn agendas(forums: &[&str]) -> Agendas {
    let treated = |claim: &str| Treated { passages: 1, claims: vec![claim.to_owned()] };
    let row = |id: &str| BTreeMap::from([("tolls".to_owned(), treated(id)), ("fish".to_owned(), treated(id))]);
    let cells = forums.iter().map(|id| (id.to_string(), row(id))).collect();
    Agendas::from_cells(cells, AgendaOptions::default(), |id| Some(node(id)))
}

fn view(arenas: &[(&str, bool)], cells: &[Vec<Membership>]) -> Affiliations {
    let arena = |&(id, listed_in_full): &(&str, bool)| Arena { node: node(id), listed_in_full, stated_size: None };
    let actors = ["a", "b", "c", "d", "e"][..cells.len()].iter().map(|id| node(id)).collect();
    let arenas = arenas.iter().map(arena).collect();
    Affiliations::from_cells(actors, arenas, cells, BTreeMap::new(), AffiliationOptions::default())
}

fn bodies() -> Bodies {
    Bodies::default()
}

/// f holds a, b, c, d; g holds a, b, e. a agrees with b and e (0.9), with c and d it does not (0.1).
fn aligned(unknown: &[(usize, usize)]) -> Alignment {
    let mut agreement = Pairs::filled(5, Some(0.1));
    *agreement.get_mut(1, 0) = Some(0.9);
    *agreement.get_mut(4, 0) = Some(0.9);
    unknown.iter().for_each(|&(a, b)| *agreement.get_mut(a, b) = None);
    let actors = ["a", "b", "c", "d", "e"].map(str::to_owned).to_vec();
    Alignment { actors, agreement, method: Method::new("by hand", "") }
}

#[test]
fn who_gains_a_like_minded_majority() {
    let view =
        view(&[("f", true), ("g", true)], &[vec![In, In], vec![In, In], vec![In, Out], vec![In, Out], vec![Out, In]]);
    let of = |alignment: Option<&Alignment>| {
        let found = Shopping::of(
            &node("tolls"),
            &view,
            &agendas(&["f", "g"]),
            &bodies(),
            &BTreeSet::new(),
            alignment,
            Options::default(),
        );
        found.unwrap()
    };
    // In f a and b are two of four; in g a has both others with it, b and e have a. e has one voice of four in f, and none of its own.
    let found = of(Some(&aligned(&[])));
    let gain = |actor, share, share_then| Gain {
        basis: Basis::Complete,
        actor,
        from: 0,
        to: 1,
        share: (share, share),
        share_then: (share_then, share_then),
    };
    let gains = [gain(0, 0.5, 1.0), gain(1, 0.5, 2.0 / 3.0), gain(4, 0.25, 2.0 / 3.0)];
    assert_eq!(found.gains.clone().unwrap(), gains);
    assert_eq!(found.gains_table(&view).unwrap().len(), 3);
    // Of c it is unknown: a might have three of four in f already, so that its gain is not certain.
    assert_eq!(of(Some(&aligned(&[(2, 0)]))).gains.unwrap(), gains[1..]);
    assert!(of(None).gains.is_err() && of(None).gains_table(&view).is_err());
    assert_eq!(found.pairs[0].bridges, [0, 1]);
    assert_eq!((found.access(&view, 0), found.access(&view, 2)), (Access::All, Access::Some));
    assert_eq!(found.graph(&view).ends.len(), 7);
}

/// The same lists; b has left g, then c has left f, then a has left g. Without b, a and e have each other alone in g; of the
/// four in f, a is the one who is with e. Without c, a and b are a majority of f already, and e alone gains. Who has left gains
/// by no move there.
#[test]
fn who_has_left_is_part_of_no_majority() {
    let view =
        view(&[("f", true), ("g", true)], &[vec![In, In], vec![In, In], vec![In, Out], vec![In, Out], vec![Out, In]]);
    let of = |left: &[(usize, usize)]| {
        let (agendas, alignment, left) = (agendas(&["f", "g"]), aligned(&[]), left.iter().copied().collect());
        let found =
            Shopping::of(&node("tolls"), &view, &agendas, &bodies(), &left, Some(&alignment), Options::default());
        let found = found.unwrap();
        let gains: Vec<_> =
            found.gains.unwrap().iter().map(|gain| (gain.actor, gain.share.0, gain.share_then.0)).collect();
        (gains, found.method.notes.len())
    };
    assert_eq!(of(&[(1, 1)]), (vec![(0, 0.5, 1.0), (4, 0.25, 1.0)], 1));
    assert_eq!(of(&[(2, 0)]), (vec![(4, 1.0 / 3.0, 2.0 / 3.0)], 1));
    assert_eq!(of(&[(0, 1)]), (vec![], 1));
}

/// The lists of `who_gains_a_like_minded_majority`, but g names a, b and e and goes on: gains are of the named alone. With
/// f alone recorded there is nowhere to move to.
#[test]
fn of_open_lists_gains_are_of_the_named() {
    let cells = [vec![In, In], vec![In, In], vec![In, Unknown], vec![In, Unknown], vec![Out, In]];
    let of = |arenas: &[(&str, bool)], cells: &[Vec<Membership>]| {
        let view = view(arenas, cells);
        let (agendas, alignment) = (agendas(&["f", "g"]), aligned(&[]));
        Shopping::of(&node("tolls"), &view, &agendas, &bodies(), &BTreeSet::new(), Some(&alignment), Options::default())
            .unwrap()
    };
    let gains = of(&[("f", true), ("g", false)], &cells).gains.unwrap();
    let told: Vec<_> = gains.iter().map(|gain| (gain.basis.word(), gain.actor, gain.from, gain.to)).collect();
    assert_eq!(told, [0, 1, 4].map(|actor| ("of the named", actor, 0, 1)));
    let alone: Vec<Vec<Membership>> = cells.iter().map(|row| vec![row[0]]).collect();
    let alone = of(&[("f", true)], &alone);
    assert!(alone.gains.unwrap_err().reason().contains("two forums"));
    assert_eq!(alone.lacking.len(), 1);
}

/// a sits in f by claim s1, of b dates leave it open, by s2; e is out, of c and d nothing is said; of h nobody is recorded.
#[test]
fn why_a_forum_is_one_of_the_issue_and_who_has_access() {
    use crate::view::Doubt;
    let cells = [vec![In], vec![Unknown], vec![Unknown], vec![Unknown], vec![Out]];
    let mut view = view(&[("f", false)], &cells);
    view.claims.insert((0, 0), vec!["s1".to_owned()]);
    view.doubted.insert((1, 0), (Doubt::Dates, vec!["s2".to_owned()]));
    let found = Shopping::of(
        &node("tolls"),
        &view,
        &agendas(&["f", "h"]),
        &bodies(),
        &BTreeSet::new(),
        None,
        Options::default(),
    )
    .unwrap();
    let rows = |forums: &[&str]| {
        let forums: Vec<String> = forums.iter().map(ToString::to_string).collect();
        let table = found.why(&view, &forums)?;
        let word = |row, role| table.text(row, role).to_owned();
        let claims = |row| table.cell(row, ColumnRole::Claims).map(CellRef::plain).unwrap_or_default();
        let rows: Vec<_> = (0..table.len())
            .map(|row| [word(row, ColumnRole::Class), word(row, ColumnRole::Id), claims(row)])
            .collect();
        Ok::<_, Undefined>((rows, table.method.notes))
    };
    let (of_f, notes) = rows(&["f"]).unwrap();
    let expected =
        [["treats it", "tolls", "f"], ["has access", "a", "s1"], ["unknown: dates leave it open", "b", "s2"]];
    assert_eq!(of_f, expected);
    assert!(notes.iter().any(|note| note == "f: of 2 more actors it is unknown whether they have access"), "{notes:?}");
    let (of_both, notes) = rows(&["f", "h"]).unwrap();
    assert_eq!((of_both.len(), &of_both[3][..2]), (4, &["treats it".to_owned(), "tolls".to_owned()][..]));
    assert!(notes.iter().any(|note| note.starts_with("no participant of h")), "{notes:?}");
    assert_eq!(rows(&["z"]).unwrap_err().reason(), "z is not known to treat tolls");
}

/// A complete list that sources dispute and one of which dates leave somebody open lack a majority for reasons of their own.
#[test]
fn what_a_complete_list_lacks_is_said_by_its_reason() {
    use crate::view::Doubt;
    let mut view = view(&[("f", true), ("g", true)], &[vec![In, In], vec![Unknown, Unknown]]);
    view.doubted.insert((1, 0), (Doubt::Disputed, Vec::new()));
    view.doubted.insert((1, 1), (Doubt::Dates, Vec::new()));
    let why = |id: &str, arena| {
        lacks(&Venue { node: node(id), arena: Some(arena), passages: 1, claims: Vec::new() }, &view, &bodies())
    };
    assert_eq!(why("f", 0).unwrap(), "its list leaves some unknown (1 named): sources disagree");
    assert_eq!(why("g", 1).unwrap(), "its list leaves some unknown (1 named): dates leave it open");
}

/// Two sizes that sources state of f are of f itself, and of no single session.
#[test]
fn sizes_that_differ_in_the_window_are_said_to() {
    let mut view = view(&[("f", false), ("g", true)], &[vec![In, In], vec![Unknown, In]]);
    view.changing_sizes.insert(0, vec![2, 3]);
    let venue = Venue { node: node("f"), arena: Some(0), passages: 1, claims: Vec::new() };
    let why = lacks(&venue, &view, &bodies()).unwrap();
    assert_eq!(why, "its list is open: 1 named, and the sizes that sources state differ in the window (2, 3)");
}

/// A source counts 25 member states of f itself, and the view does not take it as the size: why, nobody told it.
#[test]
fn a_size_that_is_not_used_is_no_size_of_sessions() {
    let view = view(&[("f", false), ("g", true)], &[vec![In, In], vec![Unknown, In]]);
    let none = Vec::new;
    let said = crate::view::bodies::Said { text: "25 member-states".to_owned(), claims: vec!["x".to_owned()] };
    let (node, stated) = (node("f"), vec![said]);
    let f = crate::view::Body {
        node: node.clone(),
        above: Vec::new(),
        parties: Vec::new(),
        stated,
        rules: none(),
        outcomes: none(),
        texts: none(),
    };
    let bodies = Bodies { bodies: vec![f], ..bodies() };
    let venue = Venue { node, arena: Some(0), passages: 1, claims: Vec::new() };
    assert_eq!(
        lacks(&venue, &view, &bodies).unwrap(),
        "its list is open: 1 named; what sources count there (25 member-states) is not taken as its size: it may be of \
         another time, of single sessions or of other participants"
    );
}

#[test]
fn open_lists_leave_access_and_majorities_unknown() {
    let view =
        view(&[("f", true), ("g", false)], &[vec![In, Unknown], vec![Out, Unknown], vec![In, In], vec![Out, In]]);
    let issue = node("tolls");
    let found = Shopping::of(
        &issue,
        &view,
        &agendas(&["f", "g", "h"]),
        &bodies(),
        &BTreeSet::new(),
        Some(&aligned(&[])),
        Options::default(),
    );
    let found = found.unwrap();
    // Who sits in both f and h nobody can count; in f and g c is known to.
    let pairs = found.pairs_table(&view, &crate::view::Stances::default());
    let bridges: Vec<bool> =
        (0..pairs.len()).map(|row| matches!(pairs.cell(row, ColumnRole::Count), Some(CellRef::Undefined(_)))).collect();
    assert_eq!(bridges, found.pairs.iter().map(|pair| pair.ends.1 == 2).collect::<Vec<_>>());
    // Nobody is recorded in h at all: of c, who sits in f and g, it is unknown whether it sits there.
    assert_eq!(found.access(&view, 2), Access::SomePerhapsAll);
    assert_eq!(
        [0, 1, 3].map(|actor| found.access(&view, actor)),
        [Access::SomePerhapsAll, Access::NonePerhapsSome, Access::Some]
    );
    // a, c and d are named somewhere; of all three pairs it is known how far they agree.
    assert_eq!(found.agreement_known, Some((3, 3)));
    // g is open: what is known is of those named there. No member of either has more than half of the others with it.
    assert_eq!(found.gains, Ok(Vec::new()));
    let lacking: Vec<&str> = found.lacking.iter().map(|(_, why)| why.as_str()).collect();
    assert_eq!(
        lacking,
        [
            "its list is open: 2 named, and no size of the whole is known",
            "no participant of these kinds and modes is recorded"
        ]
    );
    let access = found.access_table(&view);
    let order: Vec<&str> = (0..access.len()).map(|row| access.text(row, ColumnRole::Actor)).collect();
    assert_eq!(order, ["d", "a", "c", "b"]);
    let divided: Vec<String> = {
        let table = found.pairs_table(&view, &crate::view::Stances::default());
        (0..3).map(|row| table.text(row, crate::result::ColumnRole::Group).to_owned()).collect()
    };
    assert_eq!(divided, ["no", "not known", "not known"]);
    let nowhere =
        Shopping::of(&node("piracy"), &view, &agendas(&["f"]), &bodies(), &BTreeSet::new(), None, Options::default());
    assert!(nowhere.unwrap_err().reason().contains("piracy"));
}

/// An alignment of others knows nothing of these: nobody "would surely gain" is more than can be said.
#[test]
fn an_alignment_of_others_defines_no_gain() {
    let view = view(&[("f", true), ("g", true)], &[vec![In, In], vec![In, Out], vec![Out, In]]);
    let of = |actors: [&str; 2]| {
        let agreement = Pairs::filled(2, Some(1.0));
        let actors = actors.map(str::to_owned).to_vec();
        let alignment = Alignment { actors, agreement, method: Method::new("by hand", "") };
        let agendas = agendas(&["f", "g"]);
        Shopping::of(&node("tolls"), &view, &agendas, &bodies(), &BTreeSet::new(), Some(&alignment), Options::default())
            .unwrap()
    };
    let others = of(["q", "r"]);
    assert!(others.gains.unwrap_err().reason().contains("of none of the 3 pairs of participants"));
    assert_eq!(of(["a", "b"]).agreement_known, Some((1, 3)));
    assert!(of(["a", "b"]).gains.is_ok());
}
