//! What kappa and pi are made of, and which items enter them.

use super::super::tests::{item, node, votes};
use super::super::{Absence, Near, Options, Signatures, Weights};
use super::*;
use crate::align::Identifiability;
use crate::view::{Held, ItemKind, PositionOptions};

const CORRECTED: [Measure; 4] = [Measure::Kappa, Measure::KappaSquared, Measure::Pi, Measure::PiSquared];

fn of(actors: &[&str], items: Vec<crate::view::Item>, cells: &[Vec<Option<Held>>]) -> Positions {
    let actors = actors.iter().map(|id| node(id)).collect();
    Positions::from_cells(actors, items, cells, PositionOptions::default())
}

/// `found` makes the number of every measure.
fn made(positions: &Positions, options: Options) {
    for measure in CORRECTED {
        let agreement = Agreement::of(positions, Options { measure, ..options });
        for (a, b, number) in agreement.defined() {
            let found = agreement.chance(positions, a, b).unwrap();
            assert!((1.0 - found.observed / found.expected - number).abs() < 1e-12, "{measure:?} {a} {b}");
        }
    }
}

/// The golden vector of Cohen's and Scott's coefficients (scikit-learn): D_o = 2/7, D_e = 24/49 and, pooled, 47/98; every
/// other pair against the kernel.
#[test]
fn the_two_distances_make_the_number() {
    let mut positions = votes(&["YYNAYN-Y", "YNNYANYY", "NNNYYYAA", "YYYYYYYY"]);
    positions.items[3].series = "s".into();
    positions.items[4].series = "s".into();
    for measure in [Measure::Kappa, Measure::KappaSquared, Measure::Pi, Measure::PiSquared] {
        for weights in [Weights::Items, Weights::Families] {
            let options = Options { measure, weights, ..Options::default() };
            let agreement = Agreement::of(&positions, options);
            for (a, b) in [(0, 1), (0, 2), (1, 2), (1, 3)] {
                let found = agreement.chance(&positions, a, b).unwrap();
                let number = agreement.between(a, b).unwrap();
                assert!((1.0 - found.observed / found.expected - number).abs() < 1e-12, "{measure:?} {a} {b}");
            }
        }
    }
    let of = |measure| {
        let options = Options { measure, ..Options::default() };
        Agreement::of(&positions, options).chance(&positions, 0, 1).unwrap()
    };
    let kappa = of(Measure::Kappa);
    assert!((kappa.observed - 2.0 / 7.0).abs() < 1e-12 && (kappa.expected - 24.0 / 49.0).abs() < 1e-12);
    assert!((of(Measure::Pi).expected - 47.0 / 98.0).abs() < 1e-12);
    assert_eq!(kappa.margins[0], [(0.0, 2.0), (0.5, 1.0), (1.0, 4.0)]);
    assert_eq!(Agreement::of(&positions, Options::default()).chance(&positions, 0, 1), None);
}

/// Whoever joins in an adoption stands where whoever votes for it does. By hand: five votes, for four times and three
/// times, and five adoptions; D_o = 1/10, D_e = 0.9 x 0.2 + 0.1 x 0.8 = 0.26, kappa = 1 - 0.1 / 0.26.
#[test]
fn an_adoption_is_for_and_not_against() {
    let mut positions = votes(&["YYYYN", "YYYNN"]);
    let adopted = |at: usize| item(&format!("w{at}"), ItemKind::Consensus, &[("for", Some(2), true)]);
    let items: Vec<_> = positions.items.drain(..).chain((0..5).map(adopted)).collect();
    let joined = [Some(Held::new(0)); 5];
    let row = |votes: [usize; 5]| votes.map(|code| Some(Held::new(code))).into_iter().chain(joined).collect();
    let positions = of(&["a", "b"], items, &[row([2, 2, 2, 2, 0]), row([2, 2, 2, 0, 0])]);
    let agreement = Agreement::of(&positions, Options { measure: Measure::Kappa, ..Options::default() });
    assert!((agreement.between(0, 1).unwrap() - 0.615_384_615).abs() < 1e-8, "{:?}", agreement.between(0, 1));
    let chance = agreement.chance(&positions, 0, 1).unwrap();
    assert_eq!(chance.margins, [vec![(0.0, 1.0), (1.0, 9.0)], vec![(0.0, 2.0), (1.0, 8.0)]]);
    made(&positions, Options::default());
}

/// An issue with one ordered code has no scale on which chance could put anybody elsewhere: left out, and told.
#[test]
fn an_item_of_one_place_is_left_out_of_what_corrects_for_chance() {
    let vote = [("against", Some(0), true), ("for", Some(2), true)];
    let only = item("stance:x", ItemKind::Stance, &[("yes", Some(1), true)]);
    let items = vec![item("v", ItemKind::Vote, &vote), item("w", ItemKind::Vote, &vote), only];
    let (no, yes) = (Some(Held::new(0)), Some(Held::new(1)));
    let positions = of(&["a", "b"], items, &[vec![yes, no, no], vec![yes, no, no]]);
    let of = |measure| Agreement::of(&positions, Options { measure, minimum: 1, ..Options::default() });
    let kappa = of(Measure::Kappa);
    assert_eq!((kappa.joint.get(0, 1).items, kappa.between(0, 1)), (2, Ok(1.0)));
    let note = "1 item left out: all positions have one place, and chance would do the same";
    assert!(kappa.method.notes.iter().any(|said| said == note), "{:?}", kappa.method.notes);
    let score = of(Measure::S);
    assert_eq!((score.joint.get(0, 1).items, score.method.notes.len()), (3, 0));
}

/// Two held alike but for half a step on one item, and one of them only near on two more: as `half` has it, three of the
/// eight distances are 1/2. The mean is 3/16, where at the codes it would be 1/16; and the method says which.
#[test]
fn nearness_counts_for_every_measure_and_the_way_leads_to_the_number() {
    let codes = [("none", Some(0), true), ("some", Some(1), true), ("all", Some(2), true)];
    let items = (0..8).map(|at| item(&format!("stance:{at}"), ItemKind::Stance, &codes)).collect();
    let held = |code| Some(Held::new(code));
    let first: Vec<_> = [0, 1, 2, 2, 0, 1, 2, 0].map(held).to_vec();
    let mut second = first.clone();
    second[1] = held(2);
    for at in [4, 6] {
        second[at] = second[at].map(Held::near);
    }
    let positions = of(&["a", "b"], items, &[first, second]);
    for near in [Near::Half, Near::Same, Near::Different] {
        made(&positions, Options { near, ..Options::default() });
    }
    let agreement = |measure| Agreement::of(&positions, Options { measure, ..Options::default() });
    assert_eq!(agreement(Measure::S).between(0, 1), Ok(1.0 - 2.0 * 3.0 / 16.0));
    assert!(agreement(Measure::S).method.to_string().contains("near = half,"), "{}", agreement(Measure::S).method);
    let kappa = agreement(Measure::Kappa);
    assert_eq!(kappa.chance(&positions, 0, 1).unwrap().observed, 3.0 / 16.0);
    assert!(kappa.method.to_string().contains("near = half (in the margins at its code)"), "{}", kappa.method);
}

/// Numbers of an order as large as the door takes them mean what small ones do.
#[test]
fn an_order_of_large_numbers_is_an_order() {
    let numbers = |of: [i32; 3]| {
        let codes = [("low", Some(of[0]), true), ("middle", Some(of[1]), true), ("high", Some(of[2]), true)];
        let items = (0..5).map(|at| item(&format!("stance:{at}"), ItemKind::Stance, &codes)).collect();
        let row = |codes: [usize; 5]| codes.map(|code| Some(Held::new(code))).to_vec();
        let positions = of_rows(items, [row([0, 1, 2, 2, 0]), row([2, 1, 0, 2, 1])]);
        made(&positions, Options::default());
        CORRECTED
            .map(|measure| Agreement::of(&positions, Options { measure, ..Options::default() }).between(0, 1).unwrap())
    };
    fn of_rows(items: Vec<crate::view::Item>, cells: [Vec<Option<Held>>; 2]) -> Positions {
        of(&["a", "b"], items, &cells)
    }
    assert_eq!(numbers([-2_000_000_000, 0, 2_000_000_000]), numbers([0, 1, 2]));
}

/// A stance may be called `absent`: whoever holds it holds a position, whatever the rule on absences.
#[test]
fn a_stance_of_the_name_of_an_absence_is_a_position() {
    let codes = [("absent", Some(0), true), ("present", Some(1), true)];
    let positions =
        of(&["a", "b"], vec![item("stance:x", ItemKind::Stance, &codes)], &vec![vec![Some(Held::new(0))]; 2]);
    for absence in [Absence::Missing, Absence::Own] {
        let agreement = Agreement::of(&positions, Options { absence, minimum: 1, ..Options::default() });
        assert_eq!(agreement.joint.get(0, 1).items, 1, "{absence:?}");
    }
}

/// Nine votes in three series and six stances without an order: S rests on three families, and everything says so.
#[test]
fn only_what_enters_the_number_is_a_family() {
    let mut positions = votes(&["YYNNYYANY", "YNNNYYANN"]);
    for (at, vote) in positions.items.iter_mut().enumerate() {
        vote.series = format!("s{}", at % 3);
    }
    let nominal = |at: usize| item(&format!("x{at}"), ItemKind::Stance, &[("red", None, true), ("blue", None, true)]);
    let items: Vec<_> = positions.items.iter().cloned().chain((0..6).map(nominal)).collect();
    let row = |actor: usize, code: usize| -> Vec<_> {
        (0..9).map(|vote| positions.held(actor, vote)).chain([Some(Held::new(code)); 6]).collect()
    };
    // The third is as the first but for its stances.
    let positions = of(&["a", "b", "c"], items, &[row(0, 0), row(1, 0), row(0, 1)]);
    let bootstrap = Some(super::super::Bootstrap::new(100, super::super::Resample::Families));
    let agreement = Agreement::of(&positions, Options { measure: Measure::S, bootstrap, ..Options::default() });
    assert_eq!(agreement.interval(0, 1).unwrap_err().reason(), "intervals not supported: 3 families");
    let said = Identifiability::of(&positions, &agreement);
    assert_eq!((said.families, said.profiles, said.alike), (3, 2, vec![vec!["a".to_owned(), "c".to_owned()]]));
    assert!(said.statements.iter().any(|one| one.why.english == "2 profiles on 9 items"), "{:?}", said.statements);
    let index = Agreement::of(&positions, Options { bootstrap, ..Options::default() });
    assert!(index.interval(0, 1).is_ok());
    assert_eq!(Identifiability::of(&positions, &index).profiles, 3);
}

/// Twelve families of two votes, of which the second actor took part in four and the fourth in five.
#[test]
fn a_pair_needs_five_families_of_its_own() {
    let mut positions = votes(&[
        "YNYNYNYNYNYNYNYNYNYNYNYN",
        "YYNNYYNY................",
        "YNYYYNYNNNYNYNYNYYYNYNYN",
        "YYNNYYNYYY..............",
    ]);
    for (at, vote) in positions.items.iter_mut().enumerate() {
        vote.series = format!("s{:02}", at / 2);
    }
    let agreement = |resample| {
        let bootstrap = Some(super::super::Bootstrap::new(100, resample));
        Agreement::of(&positions, Options { bootstrap, minimum: 1, ..Options::default() })
    };
    let families = agreement(super::super::Resample::Families);
    assert_eq!(families.interval(0, 1).unwrap_err().reason(), "intervals not supported: joint items of 4 families");
    assert!(families.between(0, 1).is_ok() && families.interval(0, 2).is_ok() && families.interval(0, 3).is_ok());
    let note = "3 pairs without an interval: joint items of fewer than 5 families cannot be resampled";
    assert!(families.method.notes.iter().any(|said| said == note), "{:?}", families.method.notes);
    assert!(agreement(super::super::Resample::Items).interval(0, 1).is_ok());
}

/// Six votes, three of them in a series with a signing each; they differ in the last three and a half. With the signings
/// apart all six weigh the same: 2.5 of 6.
#[test]
fn what_is_left_out_divides_no_weight() {
    let six = votes(&["YYYYYY", "YYANNN"]);
    let signing = |at: usize| {
        let codes = [("not-signed", Some(0), true), ("signed", Some(1), true)];
        let mut signing = item(&format!("x{at}"), ItemKind::Signing, &codes);
        signing.series = format!("s{at}");
        signing
    };
    let mut items: Vec<_> = six.items.iter().cloned().chain((0..3).map(signing)).collect();
    (0..3).for_each(|at| items[at].series = format!("s{at}"));
    let row = |actor: usize| (0..6).map(|vote| six.held(actor, vote)).chain([Some(Held::new(0)); 3]).collect();
    let positions = of(&["a", "b"], items, &[row(0), row(1)]);
    let options = Options { signatures: Signatures::Apart, weights: Weights::Families, ..Options::default() };
    let agreement = Agreement::of(&positions, options);
    assert!((agreement.between(0, 1).unwrap() - 2.5 / 6.0).abs() < 1e-12, "{:?}", agreement.between(0, 1));
    let together = Agreement::of(&positions, Options { signatures: Signatures::AsPositions, ..options });
    // Each of the three signings, held alike, and its vote half each.
    assert!((together.between(0, 1).unwrap() - (1.5 + 1.25) / 6.0).abs() < 1e-12);
}
