//! What a number that is corrected for chance is made of, for one pair.

use super::{Agreement, Measure, rules};
use crate::view::Positions;

/// The two distances of which kappa and pi are made: 1 - observed / expected.
#[derive(Debug, Clone, PartialEq)]
pub struct Chance {
    /// D_o: the mean distance of the pair over its joint items, nearness counted in.
    pub observed: f64,
    /// D_e: the mean distance of two positions drawn from what each (kappa) or both together (pi) hold there, at the codes.
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
            let reads = rules::readings(options, item);
            let stands = |actor: usize| {
                let held = options.position(positions, actor, place)?;
                Some((held, rules::place(reads[held.code()]?, rules::scale(item))?))
            };
            let (Some((first, x)), Some((second, y))) = (stands(a), stands(b)) else { continue };
            // What is observed counts nearness in, as the number does; the margins are of the codes.
            let apart = rules::apart(options, item, first, second);
            sum += weights[place] * if options.measure.squares() { apart * apart } else { apart };
            all += weights[place];
            for (margin, at) in margins.iter_mut().zip([x, y]) {
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
#[path = "chance_tests.rs"]
mod tests;
