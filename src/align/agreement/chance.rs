//! What a number that is corrected for chance is made of, for one pair.

use super::{Agreement, Measure, rules};
use crate::view::{Held, Positions};

/// The two distances of which kappa and pi are made: 1 - observed / expected.
#[derive(Debug, Clone, PartialEq)]
pub struct Chance {
    /// D_o: the mean distance of the pair over its joint items, with what nearness adds.
    pub observed: f64,
    /// D_e: the mean distance of two positions drawn from what each (kappa) or both together (pi) hold there.
    pub expected: f64,
    /// What each holds on the joint items: places on the scale from 0 to 1 in order, with the weight of the items.
    pub margins: [Vec<(f64, f64)>; 2],
}

impl Agreement {
    /// What the number of a pair is made of, where the measure corrects for chance.
    ///
    /// `positions` is the view that the agreement was computed from.
    ///
    /// # Panics
    /// When an actor is none of the agreement's.
    pub fn chance(&self, positions: &Positions, a: usize, b: usize) -> Option<Chance> {
        let options = &self.options;
        if !options.measure.corrects() {
            return None;
        }
        let weights = options.item_weights(positions);
        let far = |x: f64, y: f64| if options.measure.squares() { (x - y) * (x - y) } else { (x - y).abs() };
        let (mut sum, mut all) = (0.0, 0.0);
        let mut margins = [Vec::new(), Vec::new()];
        for (place, item) in positions.items.iter().enumerate().filter(|(_, item)| options.enters(item)) {
            let (reads, scale) = (rules::readings(options, item), rules::scale(item));
            let held = |actor| options.position(positions, actor, place);
            let (Some(x), Some(y)) = (held(a), held(b)) else { continue };
            let stands = |held: Held| match reads[held.code()]? {
                rules::Read::Level(level) => Some(rules::place(level, scale)),
                rules::Read::Nominal => None,
            };
            let (Some(first), Some(second)) = (stands(x), stands(y)) else { continue };
            // What is only near a code is farther off; what it is drawn from are the codes.
            sum += weights[place] * far(1.0 - rules::credit(options, item, x, y), 0.0);
            all += weights[place];
            for (margin, at) in margins.iter_mut().zip([first, second]) {
                add(margin, at, weights[place]);
            }
        }
        let expected = |one: &[(f64, f64)], two: &[(f64, f64)]| {
            let pairs = one.iter().flat_map(|(x, p)| two.iter().map(move |(y, q)| p * q * far(*x, *y)));
            pairs.sum::<f64>() / (all * all)
        };
        let expected = match options.measure {
            Measure::Pi | Measure::PiSquared => {
                let mut pooled = Vec::new();
                margins.iter().flatten().for_each(|(at, weight)| add(&mut pooled, *at, weight / 2.0));
                expected(&pooled, &pooled)
            }
            _ => expected(&margins[0], &margins[1]),
        };
        (all > 0.0).then(|| Chance { observed: sum / all, expected, margins })
    }
}

/// Adds weight at a place, places in order.
fn add(margin: &mut Vec<(f64, f64)>, at: f64, weight: f64) {
    match margin.binary_search_by(|(place, _)| place.total_cmp(&at)) {
        Ok(found) => margin[found].1 += weight,
        Err(gap) => margin.insert(gap, (at, weight)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::votes;
    use super::super::{Options, Weights};
    use super::*;

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
}
