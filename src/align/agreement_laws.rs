//! Laws of agreement on generated positions: the fast count equals the plain one for every measure under every rule, and
//! S = 2 IA - 1.

use proptest::prelude::*;

use super::tests::{item, node, votes};
use super::*;
use crate::view::{Held, PositionOptions};

fn rows() -> impl Strategy<Value = Vec<String>> {
    (2..6_usize, 1..90_usize).prop_flat_map(|(actors, items)| {
        proptest::collection::vec(proptest::collection::vec("[YNA.-]", items).prop_map(|row| row.concat()), actors)
    })
}

/// Cell by cell, with the definitions and nothing else.
fn plain(a: &str, b: &str) -> (u32, f64) {
    let place = |letter| match letter {
        'N' => Some(0.0),
        'A' => Some(0.5),
        'Y' => Some(1.0),
        _ => None,
    };
    let met: Vec<f64> = a.chars().zip(b.chars()).filter_map(|(x, y)| Some(f64::abs(place(x)? - place(y)?))).collect();
    (met.len() as u32, met.iter().sum())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn bits_equal_the_plain_count_and_s_is_twice_the_index_less_one(rows in rows()) {
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let of = |measure| Agreement::of(&votes(&rows), Options { measure, minimum: 1, ..Options::default() });
        let (index, s) = (of(Measure::Index), of(Measure::S));
        for a in 1..rows.len() {
            for b in 0..a {
                let (items, distance) = plain(rows[a], rows[b]);
                prop_assert_eq!(index.joint.get(a, b).items, items);
                match index.between(a, b) {
                    Err(_) => prop_assert_eq!(items, 0),
                    Ok(value) => {
                        prop_assert!((value - (1.0 - distance / f64::from(items))).abs() < 1e-12);
                        prop_assert!((s.between(a, b).unwrap() - (2.0 * value - 1.0)).abs() < 1e-12);
                    }
                }
            }
        }
    }
}

/// Items of every kind: their codes, with the place of each from 0 to 1 where it has one.
const KINDS: [(ItemKind, &[(&str, Option<i32>, bool, Option<f64>)]); 5] = [
    (
        ItemKind::Vote,
        &[
            ("against", Some(0), true, Some(0.0)),
            ("abstain", Some(1), true, Some(0.5)),
            ("for", Some(2), true, Some(1.0)),
            ("absent", None, false, None),
        ],
    ),
    (ItemKind::Signing, &[("not-signed", Some(0), true, Some(0.0)), ("signed", Some(1), true, Some(1.0))]),
    (ItemKind::Consensus, &[("for", Some(2), true, Some(1.0)), ("absent", None, false, None)]),
    (
        ItemKind::Stance,
        &[("none", Some(-1), true, Some(0.0)), ("some", Some(0), true, Some(0.25)), ("all", Some(3), true, Some(1.0))],
    ),
    (ItemKind::Stance, &[("red", None, true, None), ("blue", None, true, None), ("green", None, true, None)]),
];

/// The kind of each item and its series, and the cells: a code, and whether it is only near it.
type Drawn = (Vec<(usize, usize)>, Vec<Vec<Option<(usize, bool)>>>);

fn drawn() -> impl Strategy<Value = Drawn> {
    (2..5_usize, 1..24_usize).prop_flat_map(|(actors, items)| {
        let cell = proptest::option::weighted(0.85, (0..4_usize, proptest::bool::weighted(0.2)));
        let rows = proptest::collection::vec(proptest::collection::vec(cell, items), actors);
        (proptest::collection::vec((0..KINDS.len(), 0..5_usize), items), rows)
    })
}

fn any_options() -> impl Strategy<Value = Options> {
    let of = |count: usize| 0..count;
    let rules = (of(Near::ALL.len()), of(2), of(2), of(Abstention::ALL.len()), of(2));
    (of(Measure::ALL.len()), of(Normalisation::ALL.len()), rules).prop_map(|(measure, normalisation, rules)| Options {
        measure: Measure::ALL[measure],
        normalisation: Normalisation::ALL[normalisation],
        minimum: 1,
        near: Near::ALL[rules.0],
        weights: Weights::ALL[rules.1],
        signatures: Signatures::ALL[rules.2],
        abstention: Abstention::ALL[rules.3],
        absence: Absence::ALL[rules.4],
        ..Options::default()
    })
}

fn held((kind, _): (usize, usize), cell: Option<(usize, bool)>) -> Option<(usize, bool)> {
    let (of, codes) = KINDS[kind];
    cell.map(|(code, near)| (code % codes.len(), near && of == ItemKind::Stance))
}

/// What stands for a position under the rules: its place, or else its code; nothing where it is none.
fn read(kind: usize, code: usize, options: &Options) -> Option<Result<f64, usize>> {
    let (of, codes) = KINDS[kind];
    let (word, .., place) = codes[code];
    match (of, word) {
        (_, "absent") => (options.absence == Absence::Own).then_some(Err(code)),
        (ItemKind::Vote, "abstain") if options.abstention == Abstention::Missing => None,
        (ItemKind::Vote, "abstain") if options.abstention == Abstention::Own => Some(Err(code)),
        _ => Some(place.ok_or(code)),
    }
}

/// The number of a pair and its joint items, cell by cell, by the definitions and nothing else.
fn twin((items, rows): &Drawn, options: &Options, a: usize, b: usize) -> (u32, f64) {
    let enters = |&(kind, _): &(usize, usize)| {
        let (of, codes) = KINDS[kind];
        let ordered = (0..codes.len()).filter_map(|code| read(kind, code, options)).all(|read| read.is_ok());
        (of != ItemKind::Signing || options.signatures == Signatures::AsPositions)
            && (!options.measure.ordered() || ordered)
    };
    let weight = |at: usize| {
        let of = |other: &(usize, usize)| other.1 == items[at].1 && enters(other);
        match (options.weights, items[at].1) {
            (Weights::Items, _) | (_, 0) => 1.0,
            _ => 1.0 / items.iter().filter(|other| of(other)).count() as f64,
        }
    };
    let power = if options.measure.squares() { 2 } else { 1 };
    let (mut joint, mut sum, mut all, mut activity) = (0, 0.0, 0.0, [0.0; 2]);
    let mut margins = [Vec::new(), Vec::new()];
    for at in (0..items.len()).filter(|&at| enters(&items[at])) {
        let kind = items[at].0;
        let of = |actor: usize| {
            let (code, near) = held(items[at], rows[actor][at])?;
            Some((read(kind, code, options)?, near))
        };
        let both = [of(a), of(b)];
        activity.iter_mut().zip(&both).for_each(|(sum, one)| *sum += if one.is_some() { weight(at) } else { 0.0 });
        let [Some((x, near_x)), Some((y, near_y))] = both else { continue };
        let bare = match (x, y) {
            (Ok(x), Ok(y)) => f64::abs(x - y),
            (x, y) => f64::from(u8::from(x != y)),
        };
        let apart = match options.near {
            Near::Half if near_x || near_y => bare.max(0.5),
            Near::Different if near_x || near_y => 1.0,
            _ => bare,
        };
        joint += 1;
        all += weight(at);
        sum += weight(at) * apart.powi(power);
        margins[0].push((x.unwrap_or(0.0), weight(at)));
        margins[1].push((y.unwrap_or(0.0), weight(at)));
    }
    let observed = sum / all;
    let expected = |one: &[(f64, f64)], two: &[(f64, f64)]| {
        let pairs = one.iter().flat_map(|(x, p)| two.iter().map(move |(y, q)| p * q * (x - y).abs().powi(power)));
        let whole = |of: &[(f64, f64)]| of.iter().map(|(_, weight)| weight).sum::<f64>();
        pairs.sum::<f64>() / (whole(one) * whole(two))
    };
    let corrected = |expected: f64| if expected < 1e-12 { f64::NAN } else { 1.0 - observed / expected };
    let value = match options.measure {
        Measure::Index => 1.0 - observed,
        Measure::S | Measure::SSquared => 1.0 - 2.0 * observed,
        Measure::Kappa | Measure::KappaSquared => corrected(expected(&margins[0], &margins[1])),
        Measure::Pi | Measure::PiSquared => {
            let pooled = margins.concat();
            corrected(expected(&pooled, &pooled))
        }
        Measure::Congruence | Measure::Conflict | Measure::Subtract => {
            let whole = match options.measure {
                Measure::Congruence => all - sum,
                Measure::Conflict => sum,
                _ => all - 2.0 * sum,
            };
            let [mine, other] = activity;
            whole
                / match options.normalisation {
                    Normalisation::Average => (mine + other) / 2.0,
                    Normalisation::Jaccard => mine + other - all,
                    Normalisation::Cosine => (mine * other).sqrt(),
                    Normalisation::DnaCompat => mine * other,
                    Normalisation::None => 1.0,
                }
        }
    };
    (joint, value)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]
    #[test]
    fn every_measure_under_every_rule_equals_its_plain_twin(drawn in drawn(), options in any_options()) {
        let (items, rows) = &drawn;
        let made = |(at, &(kind, series)): (usize, &(usize, usize))| {
            let (of, codes) = KINDS[kind];
            let codes: Vec<_> = codes.iter().map(|&(word, level, counts, _)| (word, level, counts)).collect();
            let series = if series == 0 { String::new() } else { format!("s{series}") };
            Item { series, ..item(&format!("i{at:02}"), of, &codes) }
        };
        let packed = |(code, near): (usize, bool)| if near { Held::new(code).near() } else { Held::new(code) };
        let cells: Vec<Vec<Option<Held>>> = rows
            .iter()
            .map(|row| row.iter().zip(items).map(|(cell, item)| held(*item, *cell).map(packed)).collect())
            .collect();
        let actors = (0..rows.len()).map(|actor| node(&format!("a{actor}"))).collect();
        let items = items.iter().enumerate().map(made).collect();
        let positions = Positions::from_cells(actors, items, &cells, PositionOptions::default());
        let agreement = Agreement::of(&positions, options);
        for (a, b, joint) in agreement.joint.iter() {
            let (items, value) = twin(&drawn, &options, a, b);
            prop_assert_eq!(joint.items, items);
            match agreement.between(a, b) {
                Ok(number) => prop_assert!((number - value).abs() < 1e-9, "{number} {value} {options:?}"),
                Err(_) => prop_assert!(items == 0 || !value.is_finite(), "{value} {options:?}"),
            }
            if let (Some(chance), Ok(number)) = (agreement.chance(&positions, a, b), agreement.between(a, b)) {
                prop_assert!((1.0 - chance.observed / chance.expected - number).abs() < 1e-9);
            }
        }
    }
}
