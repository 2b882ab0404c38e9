//! A linear axis: round ticks over a range, and where a value stands.

use crate::result::Cell;

/// How much further than the values the range goes at either end, in parts of it.
const PAD: f64 = 0.03;

/// A range of values laid over a range of points.
#[derive(Debug, Clone)]
pub(super) struct Axis {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
    step: f64,
}

impl Axis {
    /// The axis that shows all values between two points with about `most` ticks, and two at least. The range is that of
    /// the values and a little more, but an end at zero stays there: a bar begins on it.
    pub(super) fn over(values: impl Iterator<Item = f64>, points: (f64, f64), most: usize) -> Self {
        let finite = values.filter(|value| value.is_finite());
        let (mut low, mut high) =
            finite.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        if high - low < 1e-9 * high.abs().max(1.0) {
            (low, high) = (low - 0.5, high + 0.5);
        }
        let rough = (high - low) / most.max(1) as f64;
        // The power of ten below the step, by multiplying: a logarithm may round differently elsewhere.
        let mut ten = 1.0;
        while ten > rough {
            ten /= 10.0;
        }
        while ten * 10.0 <= rough {
            ten *= 10.0;
        }
        let step = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|n| n * ten).find(|step| *step >= rough * 0.999);
        let step = step.unwrap_or(10.0 * ten);
        let pad = PAD * (high - low);
        let low = if low == 0.0 { low } else { low - pad };
        let high = if high == 0.0 { high } else { high + pad };
        let mut axis = Self { low, high, from: points.0, to: points.1, step };
        // A long step may have but one multiple in a short range: halves and fifths of it have more.
        while axis.ends().1 - axis.ends().0 < 1 {
            axis.step = if (axis.step / ten - 5.0).abs() < 0.1 { axis.step / 5.0 } else { axis.step / 2.0 };
        }
        axis
    }
    /// The same axis with ticks at whole numbers alone, as counts have them.
    pub(super) fn of_counts(self) -> Self {
        Self { step: self.step.floor().max(1.0), ..self }
    }
    /// The same axis between other points.
    pub(super) fn between(&self, points: (f64, f64)) -> Self {
        Self { from: points.0, to: points.1, ..self.clone() }
    }
    /// Where a value stands.
    pub(super) fn place(&self, value: f64) -> f64 {
        let share = ((value - self.low) / (self.high - self.low)).clamp(-0.05, 1.05);
        self.from + share * (self.to - self.from)
    }
    /// The ends of the range.
    pub(super) fn range(&self) -> (f64, f64) {
        (self.low, self.high)
    }
    /// The multiples of the step that are the first and the last tick.
    fn ends(&self) -> (i64, i64) {
        ((self.low / self.step - 1e-9).ceil() as i64, (self.high / self.step + 1e-9).floor() as i64)
    }
    /// The ticks: value and words.
    pub(super) fn ticks(&self) -> Vec<(f64, String)> {
        let (first, last) = self.ends();
        (first..=last).map(|n| n as f64 * self.step).map(|value| (value, Cell::Number(value).plain())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(values: &[f64], most: usize) -> Vec<String> {
        Axis::over(values.iter().copied(), (0.0, 100.0), most).ticks().into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn ticks_are_round_and_the_range_is_that_of_the_values() {
        assert_eq!(words(&[-1.2, 2.1], 4), ["-1", "0", "1", "2"]);
        assert_eq!(words(&[0.0, 1.0], 5), ["0", "0.2", "0.4", "0.6", "0.8", "1"]);
        // Few ticks do not stretch the range: 10 points a unit and the pad, not 100 points for 10 units.
        assert_eq!(words(&[-1.4, 1.4], 1), ["-1", "0", "1"]);
        assert!(Axis::over([-1.4, 1.4].into_iter(), (0.0, 100.0), 1).place(1.4) > 90.0);
        assert_eq!(words(&[3.0], 2), ["2.5", "3", "3.5"]);
        assert_eq!(words(&[], 2), ["0", "0.5", "1"]);
        let axis = Axis::over([-1.0, 1.0].into_iter(), (10.0, 110.0), 4);
        assert_eq!(axis.place(0.0), 60.0);
        // Of counts half of one is none.
        let counts = |most: f64| -> Vec<String> {
            let axis = Axis::over([0.0, most].into_iter(), (0.0, 100.0), 4).of_counts();
            axis.ticks().into_iter().map(|(_, words)| words).collect()
        };
        assert_eq!(counts(1.0), ["0", "1"]);
        assert_eq!(counts(2.0), ["0", "1", "2"]);
        assert_eq!(counts(10.0), ["0", "2", "4", "6", "8", "10"]);
    }
}
