//! What few draws can say, and both tails of every null model by enumeration.

use super::tests::{FOUR_BY_FIVE, all_tables, options, view};
use super::*;
use crate::math::bicm::Bicm;

/// Two blocks of six actors in six forums each, a seat here and there empty, that share nothing.
const APART: [&str; 12] = [
    "xxxxx.......",
    ".xxxxx......",
    "xx.xxx......",
    "xxxx.x......",
    "x.xxxx......",
    "xxx.xx......",
    "......xxxxx.",
    ".......xxxxx",
    "......xx.xxx",
    "......xxxx.x",
    "......x.xxxx",
    "......xxx.xx",
];

/// The least p of T draws is 2 / (T + 1). Of 66 pairs Holm takes it 66 times: at alpha 0.05 that takes 2 x 66 / 0.05 = 2640
/// tables, the observed one among them. Without a correction p must lie below 0.05: 41 tables.
#[test]
fn too_few_draws_say_so_and_how_many_it_takes() {
    let of = |trials, correction| {
        let options = Options { trials, correction, ..options(Null::Fdsm) };
        Backbone::of(&view(&APART), options).unwrap()
    };
    let few = of(1000, Correction::Holm);
    assert_eq!(few.too_few_trials, Some(2639));
    let note = few.method.notes.last().unwrap();
    assert!(note.starts_with("1000 draws cannot tell") && note.ends_with("at least 2639"), "{note}");
    assert_eq!(of(2639, Correction::Holm).too_few_trials, None);
    // Hypergeometric, as a guide: two of five in twelve share none in 21 of 792 tables, 0.053 on both sides.
    let loose = Options { trials: 200, alpha: 0.2, ..options(Null::Fdsm) };
    let loose = Backbone::of(&view(&APART), loose).unwrap();
    assert_eq!((loose.standing(0, 6), loose.too_few_trials), (Standing::Apart, None));
    assert_eq!(of(20, Correction::None).too_few_trials, Some(40));
    assert_eq!(of(40, Correction::None).too_few_trials, None);
    // Benjamini and Hochberg divide by the pairs that are as unlikely: k of 66 at 2 / 21 each, kept at 2 x 66 / (k x 0.05).
    let few = of(20, Correction::BenjaminiHochberg);
    let k = few.pairs().filter(|(_, _, pair)| pair.two_sided() <= 2.0 / 21.0 + 1e-12).count();
    let takes = (2.0 * 66.0 / (k as f64 * 0.05)).ceil() as usize - 1;
    assert!(few.too_few_trials.is_some_and(|trials| trials.abs_diff(takes) <= 1), "{k} {:?}", few.too_few_trials);
    // Exact tails and what was found are no matter of draws.
    assert_eq!(Backbone::of(&view(&APART), options(Null::Sdsm)).unwrap().too_few_trials, None);
}

/// Sharing less: P(at most so many) under the cells as the model has them, every outcome one by one.
#[test]
fn exact_tails_of_sharing_less_agree_with_every_outcome() {
    let found = Backbone::of(&view(&FOUR_BY_FIVE), options(Null::Sdsm)).unwrap();
    let fit = Bicm::fit(&[3, 3, 2, 3], &[2, 3, 2, 2, 2]);
    for (a, b, pair) in found.pairs() {
        let both: Vec<f64> = (0..5).map(|k| fit.probability(a, k) * fit.probability(b, k)).collect();
        let outcomes = (0..32_usize).filter(|outcome| outcome.count_ones() as usize <= pair.shared);
        let of = |outcome: usize, k: usize| if outcome >> k & 1 == 1 { both[k] } else { 1.0 - both[k] };
        let at_most: f64 = outcomes.map(|outcome| (0..5).map(|k| of(outcome, k)).product::<f64>()).sum();
        assert!((pair.fewer - at_most).abs() < 1e-12, "{a} {b}: {} {at_most}", pair.fewer);
    }
}

/// The same where the sums of rows, or those of columns, are kept: every table with them.
#[test]
fn fixed_tails_of_sharing_less_agree_with_every_table() {
    let (rows, columns) = ([3, 3, 2, 3], [2, 3, 2, 2, 2]);
    // Each row anywhere: 10 x 10 x 10 x 10 tables. Each column anywhere: the same turned, 6 x 4 x 6 x 6 x 6.
    let of_rows = all_tables(5, &rows, &[]);
    let turned = all_tables(4, &columns, &[]);
    assert_eq!((of_rows.len(), turned.len()), (10_000, 6 * 4 * 6 * 6 * 6));
    let shared_turned = |table: &[u32], a: usize, b: usize| {
        table.iter().filter(|column| **column >> a & **column >> b & 1 == 1).count()
    };
    for null in [Null::FixedRow, Null::FixedColumn] {
        let found = Backbone::of(&view(&FOUR_BY_FIVE), options(null)).unwrap();
        for (a, b, pair) in found.pairs() {
            let counts: Vec<usize> = match null {
                Null::FixedRow => of_rows.iter().map(|table| (table[a] & table[b]).count_ones() as usize).collect(),
                _ => turned.iter().map(|table| shared_turned(table, a, b)).collect(),
            };
            let at_most = counts.iter().filter(|count| **count <= pair.shared).count() as f64 / counts.len() as f64;
            assert!((pair.fewer - at_most).abs() < 1e-12, "{} {a} {b}: {} {at_most}", null.word(), pair.fewer);
        }
    }
}
