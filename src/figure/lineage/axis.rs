//! A time axis that spends width where there is something to show.
//!
//! Inside a year it is linear. A year with more items is wider, an empty one narrower, and a long run of empty years
//! is a break. So order is kept, and no item waits at the end of an empty stretch.

use std::collections::BTreeMap;

/// Empty years in a row above which they become a break.
const LONGEST: i64 = 3;

/// A stretch of the axis.
#[derive(Debug, Clone, Copy)]
struct Piece {
    year: i64,
    years: i64,
    x: f64,
    w: f64,
}

/// The axis between two edges of the sheet.
#[derive(Debug, Clone)]
pub(super) struct Axis {
    pieces: Vec<Piece>,
}

impl Axis {
    /// An axis for these instants (as fractions of years); none when there are none.
    pub(super) fn new(instants: &[f64], left: f64, right: f64) -> Option<Self> {
        let mut counts: BTreeMap<i64, u32> = BTreeMap::new();
        for instant in instants {
            *counts.entry(instant.floor() as i64).or_default() += 1;
        }
        let mut weighed: Vec<(i64, i64, f64)> = Vec::new();
        for (&year, &count) in &counts {
            if let Some(&(last, years, _)) = weighed.last() {
                let empty = year - last - years;
                match empty {
                    0 => {}
                    1..=LONGEST => weighed.extend((0..empty).map(|n| (last + years + n, 1, 0.5))),
                    _ => weighed.push((last + years, empty, 0.9)),
                }
            }
            weighed.push((year, 1, 1.0 + 0.3 * f64::from(count.min(9) - 1)));
        }
        let total: f64 = weighed.iter().map(|(_, _, weight)| weight).sum();
        let mut x = left;
        let pieces: Vec<Piece> = weighed
            .into_iter()
            .map(|(year, years, weight)| {
                let piece = Piece { year, years, x, w: weight / total * (right - left) };
                x += piece.w;
                piece
            })
            .collect();
        (!pieces.is_empty()).then_some(Self { pieces })
    }
    /// Where an instant stands.
    pub(super) fn x(&self, instant: f64) -> f64 {
        let after = self.pieces.partition_point(|piece| piece.year as f64 <= instant);
        let Some(piece) = after.checked_sub(1).and_then(|place| self.pieces.get(place)).or(self.pieces.first()) else {
            return 0.0;
        };
        let part = (instant - piece.year as f64) / piece.years as f64;
        piece.x + piece.w * part.clamp(0.0, 1.0)
    }
    /// The years that are drawn: number, left edge, width.
    pub(super) fn years(&self) -> impl Iterator<Item = (i64, f64, f64)> {
        self.pieces.iter().filter(|piece| piece.years == 1).map(|piece| (piece.year, piece.x, piece.w))
    }
    /// The middles of the breaks, and the years they leave out.
    pub(super) fn breaks(&self) -> impl Iterator<Item = (f64, i64)> {
        self.pieces.iter().filter(|piece| piece.years > 1).map(|piece| (piece.x + piece.w / 2.0, piece.years))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_axis_keeps_order_and_breaks_long_gaps() {
        let instants = [1945.8, 1998.9, 1999.1, 2003.5, 2012.9, 2012.95];
        let axis = Axis::new(&instants, 10.0, 110.0).unwrap();
        let places: Vec<f64> = instants.iter().map(|instant| axis.x(*instant)).collect();
        assert!(places.is_sorted_by(|a, b| a < b), "{places:?}");
        assert!(places.iter().all(|x| (10.0..=110.0).contains(x)));
        assert_eq!(axis.breaks().map(|(_, years)| years).collect::<Vec<_>>(), [52, 8]);
    }

    #[test]
    fn one_date_is_an_axis_and_none_is_not() {
        let axis = Axis::new(&[2012.5, 2012.5], 0.0, 10.0).unwrap();
        assert_eq!(axis.x(2012.5), 5.0);
        assert!(Axis::new(&[], 0.0, 10.0).is_none());
    }
}
