//! The numbers in which paths are counted: whole numbers of any length, or short ones with an exponent of any length.

use std::cmp::Ordering;

use num_bigint::BigUint;

/// Numbers in which paths are counted.
pub trait Count: Clone + Default {
    /// One path.
    fn one() -> Self;
    /// Adds another number.
    fn add(&mut self, other: &Self);
    /// The product of two numbers.
    fn times(&self, other: &Self) -> Self;
    /// Which of the two is more. Numbers that differ by less than they are known to are equal.
    fn against(&self, other: &Self) -> Ordering;
    /// The logarithm to base 2, to about 15 digits; minus infinity of 0.
    fn log2(&self) -> f64;
    /// The number in full, or as a power of ten.
    fn text(&self) -> String;
}

impl Count for BigUint {
    fn one() -> Self {
        Self::from(1_u8)
    }
    fn add(&mut self, other: &Self) {
        *self += other;
    }
    fn times(&self, other: &Self) -> Self {
        self * other
    }
    fn against(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }
    fn log2(&self) -> f64 {
        let bits = self.bits();
        let shift = bits.saturating_sub(64);
        let top = (self >> shift).to_u64_digits().first().copied().unwrap_or(0);
        libm::log2(top as f64) + shift as f64
    }
    fn text(&self) -> String {
        self.to_string()
    }
}

/// A number of 53 bits times a power of two with an exponent of its own: logarithms that can be added.
///
/// Counts below 2^53 are exact. Each sum and each product is off by one part in 2^53 at most, so that a sum over a million
/// arcs one after another is good to 9 digits; numbers nearer to each other than [`Scaled::NEAR`] count as equal, lest a tie
/// be lost by rounding.
///
/// ```
/// use blocs::math::counts::{Count, Scaled};
/// let mut two = Scaled::one();
/// two.add(&Scaled::one());
/// let large = (0..12).fold(two, |number, _| number.times(&number)); // 2^(2^12)
/// assert_eq!(large.log2(), 4096.0); // where a float ends at 1024
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Scaled {
    /// 0, or at least 1 and below 2.
    part: f64,
    exponent: i64,
}

impl Scaled {
    /// How near two numbers are that count as equal, relative to the larger.
    pub const NEAR: f64 = 1e-9;

    fn normal(part: f64, exponent: i64) -> Self {
        // Sums and products of parts below 2 are below 4.
        if part >= 2.0 { Self { part: part / 2.0, exponent: exponent + 1 } } else { Self { part, exponent } }
    }
}

impl Count for Scaled {
    fn one() -> Self {
        Self { part: 1.0, exponent: 0 }
    }
    fn add(&mut self, other: &Self) {
        if other.part == 0.0 {
            return;
        }
        let apart = self.exponent - other.exponent;
        if self.part == 0.0 || apart < -64 {
            *self = *other;
        } else if apart <= 64 {
            let (exponent, part) = if apart >= 0 {
                (self.exponent, self.part + other.part * power(-apart))
            } else {
                (other.exponent, other.part + self.part * power(apart))
            };
            *self = Self::normal(part, exponent);
        }
    }
    fn times(&self, other: &Self) -> Self {
        let part = self.part * other.part;
        if part == 0.0 { Self::default() } else { Self::normal(part, self.exponent + other.exponent) }
    }
    fn against(&self, other: &Self) -> Ordering {
        if self.part == 0.0 || other.part == 0.0 {
            return self.part.total_cmp(&other.part);
        }
        let apart = self.exponent - other.exponent;
        let (a, b) = match apart {
            0 => (self.part, other.part),
            1 => (2.0 * self.part, other.part),
            -1 => (self.part, 2.0 * other.part),
            _ => return apart.cmp(&0),
        };
        if (a - b).abs() <= Self::NEAR * a.max(b) { Ordering::Equal } else { a.total_cmp(&b) }
    }
    fn log2(&self) -> f64 {
        libm::log2(self.part) + self.exponent as f64
    }
    fn text(&self) -> String {
        if self.exponent < 53 {
            return format!("{}", self.part * power(self.exponent));
        }
        let tens = self.log2() * std::f64::consts::LOG10_2;
        // Of a logarithm of 15 digits those before the point say nothing of the number's own.
        format!("{:.6}e{}", libm::exp10(tens - tens.floor()), tens.floor())
    }
}

/// 2 to a small power.
fn power(exponent: i64) -> f64 {
    f64::from_bits(((1023 + exponent) as u64) << 52)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_are_exact_and_large_ones_near() {
        let (mut scaled, mut exact) = (Scaled::one(), BigUint::one());
        for step in 0..4000_u32 {
            let (other, whole) = if step % 3 == 0 { (Scaled::one(), BigUint::one()) } else { (scaled, exact.clone()) };
            scaled.add(&other);
            exact.add(&whole);
            if exact.bits() < 53 {
                assert_eq!(scaled.text(), exact.text());
            }
            assert!((scaled.log2() - exact.log2()).abs() < 1e-11, "{step}");
        }
        let product = (scaled.times(&scaled), exact.times(&exact));
        assert!((product.0.log2() - product.1.log2()).abs() < 1e-11);
        let tens = product.1.text();
        let text = product.0.text();
        let (digits, power) = text.split_once('e').unwrap();
        assert_eq!(power, (tens.len() - 1).to_string());
        assert_eq!(digits[..6], format!("{}.{}", &tens[..1], &tens[1..5]));
    }

    #[test]
    fn nothing_is_less_than_anything_and_neighbours_are_equal() {
        let nothing = Scaled::default();
        assert_eq!(nothing.against(&Scaled::one()), Ordering::Less);
        assert_eq!((nothing.against(&nothing), nothing.log2()), (Ordering::Equal, f64::NEG_INFINITY));
        let mut two = Scaled::one();
        two.add(&nothing);
        two.add(&Scaled { part: 1.0, exponent: -40 });
        assert_eq!((two.against(&Scaled::one()), nothing.times(&two)), (Ordering::Equal, nothing));
        two.add(&Scaled { part: 1.0, exponent: -20 });
        assert_eq!((two.against(&Scaled::one()), Scaled::one().against(&two)), (Ordering::Greater, Ordering::Less));
        // Just below a power of two, and just above it.
        let (below, above) = (Scaled { part: 2.0 - 1e-12, exponent: 6 }, Scaled { part: 1.0, exponent: 7 });
        assert_eq!((below.against(&above), above.against(&below)), (Ordering::Equal, Ordering::Equal));
        assert_eq!(above.against(&Scaled { part: 1.9, exponent: 5 }), Ordering::Greater);
    }
}
