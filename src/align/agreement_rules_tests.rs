//! Every measure under every rule against a second computation from the definitions, and the cases where rules meet.

use super::tests::{item, node, votes};
use super::*;
use crate::align::Identifiability;
use crate::align::identifiability::Verdict;
use crate::view::{Code, Held, PositionOptions};

const VOTE: [(&str, Option<i32>, bool); 4] =
    [("against", Some(0), true), ("abstain", Some(1), true), ("for", Some(2), true), ("absent", None, false)];
const ADOPTION: [(&str, Option<i32>, bool); 2] = [("for", Some(2), true), ("absent", None, false)];
const SIGNING: [(&str, Option<i32>, bool); 2] = [("not-signed", Some(0), true), ("signed", Some(1), true)];

fn view(items: Vec<Item>, cells: &[Vec<Option<Held>>]) -> Positions {
    let actors = (0..cells.len()).map(|actor| node(&format!("a{actor:03}"))).collect();
    Positions::from_cells(actors, items, cells, PositionOptions::default())
}

/// A code: its word, its level, whether it counts.
type CodeOf = (&'static str, Option<i32>, bool);

/// Items of every kind, some in series, held by a small generator: some near, some absent, some not at all.
fn mixed() -> Positions {
    let kinds: [(ItemKind, &[CodeOf]); 6] = [
        (ItemKind::Vote, &VOTE),
        (ItemKind::Signing, &SIGNING),
        (ItemKind::Consensus, &ADOPTION),
        (ItemKind::Stance, &[("a", Some(1), true), ("b", Some(2), true), ("c", Some(4), true), ("d", Some(7), true)]),
        (ItemKind::Stance, &[("red", None, true), ("blue", None, true)]),
        (ItemKind::Stance, &[("only", Some(3), true)]),
    ];
    let mut items: Vec<Item> = (0..36).map(|at| item(&format!("i{at:02}"), kinds[at % 6].0, kinds[at % 6].1)).collect();
    for (at, item) in items.iter_mut().enumerate().filter(|(at, _)| at % 5 < 2) {
        item.series = format!("s{}", at % 4);
    }
    let mut seed = 7_u64;
    let mut draw = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let mut cell = |item: &Item| {
        let held = Held::new(draw(item.codes.len()));
        match draw(10) {
            0 => None,
            1 | 2 if item.kind == ItemKind::Stance => Some(held.near()),
            _ => Some(held),
        }
    };
    let cells: Vec<Vec<_>> = (0..7).map(|_| items.iter().map(&mut cell).collect()).collect();
    view(items, &cells)
}

/// One position from the definitions: where it stands from 0 to 1, or as a name of its own; and whether only near it.
fn stands(options: &Options, item: &Item, held: Held) -> Option<(Result<f64, String>, bool)> {
    let Code { word, level, counts } = &item.codes[held.code()];
    let voted = item.kind == ItemKind::Vote;
    let own = || Some((Err(word.clone()), held.is_near()));
    match word.as_str() {
        "absent" if options.absence == Absence::Own => return own(),
        "abstain" if voted && options.abstention == Abstention::Own => return own(),
        "abstain" if voted && options.abstention == Abstention::Missing => return None,
        _ if !counts => return None,
        _ => {}
    }
    let Some(level) = level else { return own() };
    let levels = || item.codes.iter().filter(|code| code.counts).filter_map(|code| code.level);
    let (low, high) = match item.kind {
        ItemKind::Consensus => (0, 2),
        _ => (levels().min().unwrap(), levels().max().unwrap()),
    };
    let at = if high > low { f64::from(level - low) / f64::from(high - low) } else { 0.0 };
    Some((Ok(at), held.is_near()))
}

/// The number of a pair, item by item.
fn plain(positions: &Positions, options: &Options, a: usize, b: usize) -> Option<f64> {
    let ordered =
        !matches!(options.measure, Measure::Index | Measure::Congruence | Measure::Conflict | Measure::Subtract);
    let squared = matches!(options.measure, Measure::SSquared | Measure::KappaSquared | Measure::PiSquared);
    let chance = matches!(options.measure, Measure::Kappa | Measure::KappaSquared | Measure::Pi | Measure::PiSquared);
    let enters = |item: &Item| {
        let nominal = (0..item.codes.len())
            .filter_map(|code| stands(options, item, Held::new(code)))
            .any(|(stands, _)| stands.is_err());
        let one = item.kind != ItemKind::Consensus && {
            let mut levels: Vec<_> = item.codes.iter().filter(|c| c.counts).filter_map(|c| c.level).collect();
            levels.dedup();
            levels.len() < 2
        };
        let apart = item.kind == ItemKind::Signing && options.signatures == Signatures::Apart;
        ![apart, ordered && nominal, chance && one].contains(&true)
    };
    let all: Vec<usize> = (0..positions.items.len()).filter(|&at| enters(&positions.items[at])).collect();
    let weight = |at: usize| {
        let series = &positions.items[at].series;
        let of = all.iter().filter(|&&other| positions.items[other].series == *series).count();
        if options.weights == Weights::Families && !series.is_empty() { 1.0 / of as f64 } else { 1.0 }
    };
    let held = |actor: usize, at: usize| stands(options, &positions.items[at], positions.held(actor, at)?);
    let power = |d: f64| if squared { d * d } else { d };
    let (mut joint, mut distance, mut places) = (0.0, 0.0, Vec::new());
    let mut said = [0.0; 2];
    for &at in &all {
        let w = weight(at);
        let (x, y) = (held(a, at), held(b, at));
        for (said, held) in said.iter_mut().zip([&x, &y]) {
            *said += if held.is_some() { w } else { 0.0 };
        }
        let (Some((x, x_near)), Some((y, y_near))) = (x, y) else { continue };
        let mut d = match (&x, &y) {
            (Ok(x), Ok(y)) => (x - y).abs(),
            (x, y) => f64::from(u8::from(x != y)),
        };
        if x_near || y_near {
            d = match options.near {
                Near::Same => d,
                Near::Half => d.max(0.5),
                Near::Different => 1.0,
            };
        }
        joint += w;
        distance += w * power(d);
        places.push((w, x.unwrap_or(0.0), y.unwrap_or(0.0)));
    }
    let observed = distance / joint;
    let expected = |pooled: bool| {
        let ends = |x: f64, y: f64| if pooled { vec![(x, 0.5), (y, 0.5)] } else { vec![(x, 1.0)] };
        let mut sum = 0.0;
        for (w, x, y) in &places {
            for (v, p, q) in &places {
                let others = if pooled { ends(*p, *q) } else { vec![(*q, 1.0)] };
                for (mine, m) in ends(*x, *y) {
                    for (other, o) in &others {
                        sum += w * v * m * o * power((mine - other).abs());
                    }
                }
            }
        }
        sum / (joint * joint)
    };
    let of = |expected: f64| (expected > 1e-12).then(|| 1.0 - observed / expected);
    if joint == 0.0 {
        return None;
    }
    match options.measure {
        Measure::Index => Some(1.0 - observed),
        Measure::S | Measure::SSquared => Some(1.0 - 2.0 * observed),
        Measure::Kappa | Measure::KappaSquared => of(expected(false)),
        Measure::Pi | Measure::PiSquared => of(expected(true)),
        Measure::Congruence => Some((joint - distance) / ((said[0] + said[1]) / 2.0)),
        Measure::Conflict => Some(distance / ((said[0] + said[1]) / 2.0)),
        Measure::Subtract => Some((joint - 2.0 * distance) / ((said[0] + said[1]) / 2.0)),
    }
}

#[test]
fn every_measure_under_every_rule_is_what_the_definitions_say() {
    let positions = mixed();
    let mut defined = 0;
    for &measure in Measure::ALL {
        for &near in Near::ALL {
            for &abstention in Abstention::ALL {
                for (&signatures, &absence) in Signatures::ALL.iter().zip(Absence::ALL) {
                    for &weights in Weights::ALL {
                        let options = Options {
                            measure,
                            near,
                            abstention,
                            signatures,
                            absence,
                            weights,
                            minimum: 1,
                            ..Options::default()
                        };
                        let agreement = Agreement::of(&positions, options);
                        for (a, b, joint) in agreement.joint.iter() {
                            let (found, known) = (joint.index(1).ok(), plain(&positions, &options, a, b));
                            let alike = match (found, known) {
                                (Some(x), Some(y)) => (x - y).abs() < 1e-9,
                                (x, y) => x == y,
                            };
                            assert!(alike, "{a} {b} {found:?} {known:?} {options:?}");
                            defined += usize::from(found.is_some());
                            // What it is said to be made of makes it.
                            if let (Some(number), Some(chance)) = (found, agreement.chance(&positions, a, b)) {
                                assert!((1.0 - chance.observed / chance.expected - number).abs() < 1e-9, "{options:?}");
                            }
                        }
                        let said = agreement.method.to_string();
                        assert!(said.contains(&format!("near = {}", near.word())), "{said}");
                    }
                }
            }
        }
    }
    assert!(defined > 5_000, "{defined}");
}

/// Five votes and five adoptions in which both joined. Of ten, the first is for in nine and the second in eight, and they
/// differ in one: D_o = 1/10, D_e = 9/10 x 2/10 + 1/10 x 8/10 = 0.26.
#[test]
fn who_joins_in_an_adoption_stands_where_a_vote_for_it_would() {
    let mut items: Vec<Item> = (0..5).map(|at| item(&format!("v{at}"), ItemKind::Vote, &VOTE)).collect();
    items.extend((0..5).map(|at| item(&format!("w{at}"), ItemKind::Consensus, &ADOPTION)));
    let row = |votes: &str| {
        let vote = |letter| Some(Held::new(if letter == 'Y' { 2 } else { 0 }));
        votes.chars().map(vote).chain((0..5).map(|_| Some(Held::new(0)))).collect::<Vec<_>>()
    };
    let positions = view(items, &[row("YYYYN"), row("YYYNN")]);
    let agreement = Agreement::of(&positions, Options { measure: Measure::Kappa, ..Options::default() });
    assert!((agreement.between(0, 1).unwrap() - (1.0 - 0.1 / 0.26)).abs() < 1e-12);
    let chance = agreement.chance(&positions, 0, 1).unwrap();
    assert_eq!(chance.margins, [vec![(0.0, 1.0), (1.0, 9.0)], vec![(0.0, 2.0), (1.0, 8.0)]]);
}

/// Nine votes of three series and six stances without an order, of which S reads the votes alone.
#[test]
fn families_are_those_of_the_items_that_enter() {
    let mut items: Vec<Item> = (0..9).map(|at| item(&format!("v{at}"), ItemKind::Vote, &VOTE)).collect();
    items.iter_mut().enumerate().for_each(|(at, item)| item.series = format!("s{}", at / 3));
    let flag = [("red", None, true), ("blue", None, true)];
    items.extend((0..6).map(|at| item(&format!("x{at}"), ItemKind::Stance, &flag)));
    let row = |seed: usize| {
        let cell = |at: usize| Some(Held::new(if at < 9 { (at * seed) % 3 } else { (at + seed) % 2 }));
        (0..15).map(cell).collect::<Vec<_>>()
    };
    let positions = view(items, &[row(1), row(2), row(4)]);
    let bootstrap = Some(Bootstrap::new(50, Resample::Families));
    let of = |measure| Agreement::of(&positions, Options { measure, bootstrap, minimum: 1, ..Options::default() });
    let s = of(Measure::S);
    assert_eq!(s.intervals.as_ref().unwrap().as_ref().unwrap_err().reason(), "intervals not supported: 3 families");
    let said = Identifiability::of(&positions, &s);
    assert_eq!(said.families, 3);
    let families = said.statements.iter().find(|one| one.about == "intervals over families").unwrap();
    assert_eq!(families.verdict, Verdict::Undefined);
    // The index reads all fifteen items, of nine families.
    assert!(of(Measure::Index).intervals.unwrap().is_ok());
    // Who differs on a stance alone is not told apart by S.
    let twins = view(
        positions.items.clone(),
        &[row(1), row(1).into_iter().take(9).chain(row(2).into_iter().skip(9)).collect()],
    );
    let profiles = |measure| {
        let agreement = Agreement::of(&twins, Options { measure, minimum: 1, ..Options::default() });
        Identifiability::of(&twins, &agreement).profiles
    };
    assert_eq!((profiles(Measure::Index), profiles(Measure::S)), (2, 1));
}

/// Twelve families, of which the first actor took part in four: its pairs have no interval, the others have.
#[test]
fn a_pair_of_four_families_has_no_interval() {
    let mut positions =
        votes(&["YNYYNNYN....................", "YYNYNYNYYYNNYYNNYYNYNNYYNYNY", "YYYYYYYYYNNNYNYNYNYNYYNNYYNN"]);
    positions.items.iter_mut().enumerate().for_each(|(at, item)| item.series = format!("s{:02}", at / 2));
    let bootstrap = |resample| Some(Bootstrap::new(100, resample));
    let of = |resample| Agreement::of(&positions, Options { bootstrap: bootstrap(resample), ..Options::default() });
    let found = of(Resample::Families);
    assert_eq!(found.interval(0, 1).unwrap_err().reason(), "intervals not supported: 4 families");
    assert!(found.interval(1, 2).is_ok());
    let told = "2 of 3 defined pairs have no interval: intervals not supported: 4 families";
    assert!(found.method.notes.iter().any(|note| note == told), "{:?}", found.method.notes);
    assert!(of(Resample::Items).interval(0, 1).is_ok());
}

/// Six votes, three of them in a series with a signing each: with the signings apart each vote is its own family.
#[test]
fn what_is_left_out_weighs_nothing_in_its_family() {
    let mut items: Vec<Item> = (0..6).map(|at| item(&format!("v{at}"), ItemKind::Vote, &VOTE)).collect();
    items.extend((0..3).map(|at| item(&format!("w{at}"), ItemKind::Signing, &SIGNING)));
    for at in 0..3 {
        items[at].series = format!("s{at}");
        items[6 + at].series = format!("s{at}");
    }
    let row = |votes: &str| {
        let vote = |letter| Some(Held::new(if letter == 'Y' { 2 } else { 0 }));
        votes.chars().map(vote).chain((0..3).map(|_| Some(Held::new(1)))).collect::<Vec<_>>()
    };
    let positions = view(items, &[row("YYYYYY"), row("YNNYYN")]);
    let options = Options { signatures: Signatures::Apart, weights: Weights::Families, ..Options::default() };
    assert_eq!(options.item_weights(&positions)[..6], [1.0; 6]);
    assert_eq!(Agreement::of(&positions, options).between(0, 1), Ok(0.5));
    let all = Options { weights: Weights::Families, ..Options::default() };
    assert_eq!(all.item_weights(&positions)[..4], [0.5, 0.5, 0.5, 1.0]);
}

/// A stance may be called `absent`: it is a stance, under either rule on absences.
#[test]
fn a_stance_with_the_word_of_an_absence_is_one() {
    let office = item("office", ItemKind::Stance, &[("absent", None, true), ("present", None, true)]);
    let positions = view(vec![office], &[vec![Some(Held::new(0))], vec![Some(Held::new(0))]]);
    for &absence in Absence::ALL {
        let agreement = Agreement::of(&positions, Options { absence, minimum: 1, ..Options::default() });
        assert_eq!(agreement.between(0, 1), Ok(1.0), "{absence:?}");
    }
}

/// A scale is the same however far its codes are numbered apart.
#[test]
fn numbers_of_codes_do_not_overflow() {
    let of = |step: i32, measure| {
        let codes = [("low", Some(-step), true), ("middle", Some(0), true), ("high", Some(step), true)];
        let items = (0..7).map(|at| item(&format!("i{at}"), ItemKind::Stance, &codes)).collect();
        let row = |seed: usize| (0..7).map(|at| Some(Held::new((at * seed + seed / 2) % 3))).collect::<Vec<_>>();
        let positions = view(items, &[row(1), row(2), row(5)]);
        let agreement = Agreement::of(&positions, Options { measure, ..Options::default() });
        agreement.joint.values().map(|joint| joint.index(5).ok()).collect::<Vec<_>>()
    };
    for &measure in Measure::ALL {
        assert_eq!(of(2_000_000_000, measure), of(1, measure), "{measure:?}");
    }
}

/// Who met on stances without an order has met: S does not read them, and says that.
#[test]
fn who_met_is_not_said_never_to_have_met() {
    let flag = item("flag", ItemKind::Stance, &[("red", None, true), ("blue", None, true)]);
    let vote = item("vote", ItemKind::Vote, &VOTE);
    let (red, yes) = (Some(Held::new(0)), Some(Held::new(2)));
    let positions = view(vec![flag, vote], &[vec![red, yes], vec![red, yes], vec![red, None]]);
    let agreement = Agreement::of(&positions, Options { measure: Measure::S, minimum: 1, ..Options::default() });
    assert_eq!(agreement.between(0, 2).unwrap_err().reason(), "no joint item with an order");
    let said = Identifiability::of(&positions, &agreement);
    let why = &said.statements.iter().find(|one| one.about == "agreement").unwrap().why.english;
    assert_eq!(why, "1 of 3 pairs; 2 never met on an item with an order");
    let alone = positions.only(&[0]);
    let agreement = Agreement::of(&alone, Options { measure: Measure::S, minimum: 1, ..Options::default() });
    let why = Identifiability::of(&alone, &agreement).statements[0].why.english.clone();
    assert!(why.contains("items without an order are left out") || why.contains("one instrument"), "{why}");
}

/// The first two hold the same vote and opposite flags: S cannot tell them apart, the index can, and the sentence says no more
/// than that. Of kappa, who met on an item of one place alone met on nothing that it reads.
#[test]
fn what_a_measure_leaves_out_is_not_said_of_all() {
    let flag = item("flag", ItemKind::Stance, &[("red", None, true), ("blue", None, true)]);
    let vote = item("vote", ItemKind::Vote, &VOTE);
    let only = item("only", ItemKind::Stance, &[("yes", Some(1), true)]);
    let mixed = item("mixed", ItemKind::Stance, &[("yes", Some(1), true), ("other", None, true)]);
    let of = |code: usize| Some(Held::new(code));
    let cells = [
        vec![of(0), of(2), None, None],
        vec![of(1), of(2), None, None],
        vec![None, of(0), of(0), of(0)],
        vec![None, None, of(0), of(1)],
    ];
    let positions = view(vec![flag, vote, only, mixed], &cells);
    let agreement = |measure| Agreement::of(&positions, Options { measure, minimum: 1, ..Options::default() });
    let s = agreement(Measure::S);
    let said = Identifiability::of(&positions, &s);
    let why = &said.statements.iter().find(|one| one.about == "telling actors apart").unwrap().why.english;
    assert!(
        why.ends_with("within one, nothing that reads the same items can tell them apart under these rules"),
        "{why}"
    );
    assert_eq!(agreement(Measure::Index).between(0, 1), Ok(0.5));
    let kappa = agreement(Measure::Kappa);
    let reason = kappa.between(2, 3).unwrap_err();
    assert_eq!(reason.reason(), "no joint item with an order and more than one place");
    let notes = kappa.method.told_notes();
    assert!(notes.contains("1 item left out: all positions have one place"), "{notes}");
}

/// An issue with one ordered code has no scale on which chance could put anybody elsewhere: kappa leaves it out and says so,
/// S does not. By hand: two votes, held alike, one against and one for.
#[test]
fn an_item_of_one_place_is_left_out_and_told() {
    let only = item("stance:x", ItemKind::Stance, &[("yes", Some(1), true)]);
    let items = vec![item("v", ItemKind::Vote, &VOTE), item("w", ItemKind::Vote, &VOTE), only];
    let row = [2, 0, 0].map(|code| Some(Held::new(code))).to_vec();
    let positions = view(items, &[row.clone(), row]);
    let of = |measure| Agreement::of(&positions, Options { measure, minimum: 1, ..Options::default() });
    let kappa = of(Measure::Kappa);
    assert_eq!((kappa.joint.get(0, 1).items, kappa.between(0, 1)), (2, Ok(1.0)));
    let note = "1 item left out: all positions have one place, and chance would do the same";
    assert!(kappa.method.notes.iter().any(|said| said == note), "{:?}", kappa.method.notes);
    let score = of(Measure::S);
    assert_eq!((score.joint.get(0, 1).items, score.method.notes.len()), (3, 0));
}
