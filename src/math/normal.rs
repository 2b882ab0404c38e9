//! The normal distribution, fast and the same on every machine: the ratios that probit models are made of.
//!
//! Only additions, multiplications, divisions and bits take part, so that the loops over a [`Block`] become vector
//! instructions and give the same bytes everywhere.

/// How many numbers a block holds; sums are taken block by block.
pub const BLOCK: usize = 64;

/// So many numbers at once.
pub type Block = [f64; BLOCK];

/// A place so far out that the slope and the information of an answer vanish.
pub const FAR: f64 = 37.0;

/// 1 / sqrt(2 pi).
const PEAK: f64 = 0.398_942_280_401_432_7;
/// ln sqrt(2 pi).
const LN_PEAK: f64 = 0.918_938_533_204_672_8;

/// (u + 5) (1 - Φ(u)) / φ(u) as a polynomial in (u - 5) / (u + 5), which runs from -1 to 1: interpolated at the
/// Chebyshev points, relative error below 2e-11 for every u >= 0.
const MILLS: [f64; 15] = [
    1.928_081_047_153_158_4,
    -1.667_866_595_720_434,
    1.241_547_062_141_236_3,
    -7.859_110_556_559_938e-1,
    4.136_446_944_590_101e-1,
    -1.732_549_502_095_905_6e-1,
    5.212_573_458_147_496_5e-2,
    -7.502_242_399_837_182e-3,
    -2.001_088_389_034_026e-3,
    1.363_267_818_440_287_2e-3,
    -1.459_904_848_432_576_7e-4,
    -1.212_256_468_837_342_9e-4,
    3.787_489_855_919_073e-5,
    7.458_558_138_750_959_5e-6,
    -3.991_103_585_576_638e-6,
];

/// (1 - Φ(u)) / φ(u) for u >= 0: Mills' ratio.
#[inline(always)]
fn mills(u: f64) -> f64 {
    let inverse = 1.0 / (u + 5.0);
    let k = (u - 5.0) * inverse;
    // Estrin's order: short chains, so that the additions need not wait for each other.
    let k2 = k * k;
    let k4 = k2 * k2;
    let k8 = k4 * k4;
    let pair = |at: usize| MILLS[at] + MILLS[at + 1] * k;
    let low = (pair(0) + pair(2) * k2) + (pair(4) + pair(6) * k2) * k4;
    let high = (pair(8) + pair(10) * k2) + (pair(12) + MILLS[14] * k2) * k4;
    (low + high * k8) * inverse
}

/// e^y for y <= 0, with a relative error of about 1e-12; 0 below -700.
#[inline(always)]
fn exp(y: f64) -> f64 {
    const MAGIC: f64 = 6_755_399_441_055_744.0; // 1.5 x 2^52: adding it rounds to a whole number.
    let y = if y < -700.0 { -700.0 } else { y };
    let shifted = y * std::f64::consts::LOG2_E + MAGIC;
    let n = shifted - MAGIC;
    let r = (y - n * 6.931_471_803_691_238e-1) - n * 1.908_214_929_270_587_7e-10;
    let r2 = r * r;
    let r4 = r2 * r2;
    let low = (1.0 + r) + (0.5 + r * (1.0 / 6.0)) * r2;
    let middle = (1.0 / 24.0 + r * (1.0 / 120.0)) + (1.0 / 720.0 + r * (1.0 / 5040.0)) * r2;
    let high = (1.0 / 40_320.0 + r * (1.0 / 362_880.0)) + (1.0 / 3_628_800.0) * r2;
    let series = low + (middle + high * r4) * r4;
    // The whole number stands in the lowest bits of the shifted one; as an exponent it is 2^n.
    let power = f64::from_bits((shifted.to_bits() << 52).wrapping_add(1023 << 52));
    series * power
}

/// φ(t) / Φ(t) for a block: the mean of a standard normal above -t, and the slope of ln Φ.
///
/// ```
/// use blocs::math::normal::{BLOCK, slopes};
/// let mut slope = [0.0; BLOCK];
/// slopes(&[0.0; BLOCK], &mut slope);
/// assert!((slope[0] - (2.0 / std::f64::consts::PI).sqrt()).abs() < 1e-10);
/// ```
#[inline]
pub fn slopes(t: &Block, slope: &mut Block) {
    for (slope, &t) in slope.iter_mut().zip(t) {
        let u = t.abs();
        let ratio = mills(u);
        let density = PEAK * exp(-0.5 * u * u);
        let (above, below) = if t < 0.0 { (1.0, ratio) } else { (density, 1.0 - density * ratio) };
        *slope = above / below;
    }
}

/// φ(low) / P and φ(high) / P with P = Φ(high) - Φ(low), for a block of intervals with low < high.
#[inline]
pub fn interval_slopes(low: &Block, high: &Block, at_low: &mut Block, at_high: &mut Block) {
    for place in 0..BLOCK {
        let (a, b) = (low[place], high[place]);
        let mirrored = a + b < 0.0;
        let (a, b) = if mirrored { (-b, -a) } else { (a, b) };
        let (nearer, farther) = (mills(a.abs()), mills(b));
        let ratio = exp(0.5 * (a - b) * (a + b));
        let density = PEAK * exp(-0.5 * a * a);
        let (above, below) = if a < 0.0 {
            (density, 1.0 - density * (nearer + ratio * farther))
        } else {
            (1.0, nearer - ratio * farther)
        };
        let first = above / if below < 1e-300 { 1e-300 } else { below };
        let second = ratio * first;
        (at_low[place], at_high[place]) = if mirrored { (second, first) } else { (first, second) };
    }
}

/// ln (Φ(high) - Φ(low)); either end may be infinite.
///
/// ```
/// use blocs::math::normal::ln_between;
/// assert!((ln_between(f64::NEG_INFINITY, 0.0) - 0.5_f64.ln()).abs() < 1e-10);
/// assert!(ln_between(40.0, f64::INFINITY) < -800.0); // far out, and still a number
/// ```
pub fn ln_between(low: f64, high: f64) -> f64 {
    let (a, b) = if low + high < 0.0 { (-high, -low) } else { (low, high) };
    let farther = if b.is_infinite() { 0.0 } else { mills(b.abs()) };
    let ratio = if b.is_infinite() { 0.0 } else { exp(0.5 * (a - b) * (a + b)) };
    if a.is_infinite() {
        return if b.is_infinite() { 0.0 } else { libm::log1p(-PEAK * exp(-0.5 * b * b) * farther) };
    }
    if a < 0.0 {
        let density = PEAK * exp(-0.5 * a * a);
        libm::log((1.0 - density * (mills(-a) + ratio * farther)).max(f64::MIN_POSITIVE))
    } else {
        libm::log((mills(a) - ratio * farther).max(f64::MIN_POSITIVE)) - 0.5 * a * a - LN_PEAK
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Φ by the error function of another library.
    fn cumulative(x: f64) -> f64 {
        0.5 * libm::erfc(-x / std::f64::consts::SQRT_2)
    }
    fn density(x: f64) -> f64 {
        libm::exp(-0.5 * x * x) * PEAK
    }
    fn near(found: f64, expected: f64, within: f64) -> bool {
        (found - expected).abs() <= within * expected.abs().max(1e-300)
    }

    #[test]
    fn slopes_are_those_of_the_error_function() {
        let mut t = [0.0; BLOCK];
        let mut found = [0.0; BLOCK];
        for step in 0..40 {
            t.iter_mut().enumerate().for_each(|(n, t)| *t = -36.0 + 72.0 * ((step * BLOCK + n) as f64) / 2560.0);
            slopes(&t, &mut found);
            for (&t, &found) in t.iter().zip(&found) {
                let expected = density(t) / cumulative(t);
                assert!(near(found, expected, 1e-10) || expected < 1e-280, "{t}: {found} {expected}");
            }
        }
    }

    #[test]
    fn intervals_on_either_side_and_across() {
        for (low, high) in [(-0.3, 0.4), (-2.0, -1.0), (1.0, 2.0), (-6.0, 5.0), (3.0, 3.01), (-0.5, 8.0)] {
            let (mut a, mut b) = ([0.0; BLOCK], [0.0; BLOCK]);
            interval_slopes(&[low; BLOCK], &[high; BLOCK], &mut a, &mut b);
            let p = if low > 0.0 { cumulative(-low) - cumulative(-high) } else { cumulative(high) - cumulative(low) };
            assert!(near(a[7], density(low) / p, 1e-8), "{low} {high}: {} {}", a[7], density(low) / p);
            assert!(near(b[7], density(high) / p, 1e-8), "{low} {high}: {} {}", b[7], density(high) / p);
            assert!((ln_between(low, high) - libm::log(p)).abs() < 1e-8);
        }
        // One side open: the same as a cumulative probability.
        for x in [-8.0, -1.0, 0.0, 0.7, 5.0] {
            assert!((ln_between(f64::NEG_INFINITY, x) - libm::log(cumulative(x))).abs() < 1e-9, "{x}");
            assert!((ln_between(x, f64::INFINITY) - libm::log(cumulative(-x))).abs() < 1e-9, "{x}");
        }
    }

    #[test]
    fn far_out_nothing_is_lost() {
        // Both ends beyond what an error function can tell apart: φ(a) / P tends to a.
        let (mut a, mut b) = ([0.0; BLOCK], [0.0; BLOCK]);
        interval_slopes(&[50.0; BLOCK], &[60.0; BLOCK], &mut a, &mut b);
        assert!((a[0] - 50.02).abs() < 0.01 && b[0] < 1e-200, "{} {}", a[0], b[0]);
    }
}
