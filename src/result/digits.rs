//! Numbers as every writer prints them.

/// At most 9 significant digits, so that the last bits of a sum never reach a file; written behind what stands there.
///
/// A number is scaled to nine digits before the point and rounded there. Where scaling, which is a few parts in 10^16
/// off, could round to the other side, and for very large and very small numbers, the exact way decides.
pub(super) fn write(value: f64, out: &mut String) {
    if value == 0.0 {
        return out.push('0');
    }
    match nine(value.abs()) {
        Some((digits, first)) => {
            if value < 0.0 {
                out.push('-');
            }
            plain(digits, first, out);
        }
        None => exact(value, out),
    }
}

/// As many digits as tell a number from any other.
pub(super) fn stated(value: f64, out: &mut String) {
    let plain = value == 0.0 || (1e-6..1e16).contains(&value.abs());
    out.push_str(&if plain { format!("{value}") } else { format!("{value:e}") });
}

/// Four significant digits, or all digits before the point: what a reader takes in.
pub(super) fn short(value: f64) -> String {
    let rounded = if value.abs() < 1000.0 { format!("{value:.3e}").parse().unwrap_or(value) } else { value.round() };
    let mut text = String::new();
    write(rounded, &mut text);
    text
}

/// The exact way: by the printer of the standard library, and back.
fn exact(value: f64, out: &mut String) {
    let rounded: f64 = format!("{value:.8e}").parse().unwrap_or(value);
    // Small p-values are powers of ten, not rows of zeros.
    out.push_str(&if rounded.abs() < 1e-6 { format!("{rounded:e}") } else { format!("{rounded}") });
}

/// The number that [`write()`] prints. Nine digits and a power of ten are exact, so their quotient is the nearest there is.
pub(super) fn rounded(value: f64) -> f64 {
    match nine(value.abs()) {
        Some((digits, first)) => (f64::from(digits) / TENS[(8 - first) as usize]).copysign(value),
        None => {
            let mut text = String::new();
            write(value, &mut text);
            text.parse().unwrap_or(value)
        }
    }
}

const TENS: [f64; 15] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14];

/// Nine digits, and the power of ten of the first of them; `None` where they are in doubt.
fn nine(value: f64) -> Option<(u32, i32)> {
    const SMALL: [f64; 6] = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6];
    if !(1e-6..1e9).contains(&value) {
        return None;
    }
    let first = match SMALL.iter().position(|small| value >= *small) {
        Some(0) if value < 1.0 => -1,
        Some(0) => TENS.iter().rposition(|ten| value >= *ten).map_or(-1, |ten| ten as i32),
        Some(place) => -1 - place as i32,
        None => return None,
    };
    let scaled = value * TENS[(8 - first) as usize];
    // Below 10^9 and above 0, so that cutting off is rounding down.
    let below = scaled as u32;
    let rest = scaled - f64::from(below);
    if (rest - 0.5).abs() < 1e-6 {
        return None;
    }
    let digits = below + u32::from(rest > 0.5);
    Some(if digits == 1_000_000_000 { (100_000_000, first + 1) } else { (digits, first) })
}

/// 00, 01, ... 99.
const PAIRS: [[u8; 2]; 100] = {
    let (mut pairs, mut at) = ([[0; 2]; 100], 0);
    while at < 100 {
        pairs[at as usize] = [b'0' + at / 10, b'0' + at % 10];
        at += 1;
    }
    pairs
};

/// Nine digits with their point, zeros at the end left out.
fn plain(mut digits: u32, first: i32, out: &mut String) {
    let mut text = [b'0'; 9];
    for pair in text[1..].chunks_exact_mut(2).rev() {
        pair.copy_from_slice(&PAIRS[(digits % 100) as usize]);
        digits /= 100;
    }
    text[0] += digits as u8;
    let last = text.iter().rposition(|&digit| digit != b'0').map_or(0, |at| at + 1);
    let whole = (first + 1).max(0) as usize;
    // All of it in one piece: a sign is out already, so at most two places, five zeros, nine digits.
    let mut piece = [b'0'; 16];
    let length = if whole == 0 {
        let zeros = (-1 - first) as usize;
        piece[1] = b'.';
        piece[2 + zeros..11 + zeros].copy_from_slice(&text);
        2 + zeros + last
    } else {
        piece[1..10].copy_from_slice(&text);
        piece.copy_within(1..=whole, 0);
        piece[whole] = b'.';
        if last > whole { last + 1 } else { whole }
    };
    out.push_str(std::str::from_utf8(&piece[..length]).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(value: f64) -> (String, String) {
        let (mut fast, mut slow) = (String::new(), String::new());
        write(value, &mut fast);
        if value == 0.0 {
            slow.push('0')
        } else {
            exact(value, &mut slow)
        }
        (fast, slow)
    }

    #[test]
    fn the_fast_way_is_the_exact_way() {
        let mut state = 1_u64;
        for n in 0..40_000_u32 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let share = (state >> 11) as f64 / (1_u64 << 53) as f64;
            let power = 10_f64.powi((n % 22) as i32 - 9);
            // A share, a number of any size, one with few digits, one halfway between two of nine digits.
            let few = (share * 1e4).round() / 1e4 * power;
            let half = ((share * 1e9).floor() + 0.5) / 1e9 * power;
            for value in [share, share * power, few, half, -share * power, f64::from(n), power] {
                let (fast, slow) = both(value);
                assert_eq!(fast, slow, "{value:e}");
                assert_eq!(Ok(rounded(value)), slow.parse(), "{value:e}");
            }
        }
    }

    #[test]
    fn ends_of_the_range() {
        for value in
            [0.0, -0.0, 1e-6, 9.999_999_999e-7, 0.999_999_999_9, 9.999_999_995, 999_999_999.5, 1e9, 1e300, 5e-324]
        {
            let (fast, slow) = both(value);
            assert_eq!(fast, slow, "{value:e}");
        }
        assert_eq!(both(2.0 / 3.0).0, "0.666666667");
        assert_eq!(both(-1234.5).0, "-1234.5");
    }
}
