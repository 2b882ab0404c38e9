//! The model of cell probabilities where sums leave them little or no freedom.

use super::tests::{FOUR_BY_FIVE, options, view};
use super::*;

/// Rows a and b have three of four columns each, c and d one. The six cells of a and b leave two for the last two columns at
/// most, so that both fill the first two whatever else is drawn; each of the other cells is a fair coin. By hand: a and b share
/// those two for sure, and none of the others with 9/16; a and c one of two with 3/4 either way.
#[test]
fn what_the_sums_force_is_certain_in_the_model() {
    let found = Backbone::of(&view(&["xxx.", "xx.x", "x...", ".x.."]), options(Null::Sdsm)).unwrap();
    assert!(found.has_converged(), "{:?}", found.method.notes);
    for ((a, b), shared, more, fewer) in
        [((0, 1), 2, 1.0, 9.0 / 16.0), ((0, 2), 1, 0.75, 0.75), ((2, 3), 0, 1.0, 9.0 / 16.0)]
    {
        let pair = found.pair(a, b);
        assert_eq!(pair.shared, shared);
        assert!((pair.more - more).abs() < 1e-9 && (pair.fewer - fewer).abs() < 1e-9, "{a} {b} {pair:?}");
    }
}

/// Half of the rows fill half of the columns, each of them has every second of the others, and one cell of the last quarter is
/// filled: one short of what the sums would force. There the sweeps gain little, and end before the sums are met.
#[test]
fn a_model_that_has_not_converged_says_so() {
    const HALF: usize = 60;
    let is_in = |row: usize, column: usize| match (row < HALF, column < HALF) {
        (true, true) => true,
        (false, false) => (row, column) == (HALF, HALF),
        _ => (row + column).is_multiple_of(2),
    };
    let rows: Vec<String> = (0..2 * HALF)
        .map(|row| (0..2 * HALF).map(|column| if is_in(row, column) { 'x' } else { '.' }).collect())
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let found = Backbone::of(&view(&rows), options(Null::Sdsm)).unwrap();
    let said = |note: &Saying| note.starts_with("the cell probabilities have not converged: a margin is off by");
    assert!(found.method.notes.iter().any(said) && !found.has_converged(), "{:?}", found.method.notes);
    assert!(found.sentence().contains("tails are approximate") && !found.sentence().contains("exact"));
    let tails = found.method.parameters.iter().find(|(name, _)| name == "tails").unwrap();
    assert_eq!(tails.1, "Poisson-binomial, approximate");
    let whole = Backbone::of(&view(&FOUR_BY_FIVE), options(Null::Sdsm)).unwrap();
    assert!(!whole.method.notes.iter().any(said) && whole.sentence().contains("exact Poisson-binomial tails"));
}
