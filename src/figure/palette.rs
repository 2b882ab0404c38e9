//! The colours: few, told apart by colour-blind readers and on a grey print.
//!
//! The strong ones are those of Okabe and Ito (2008), the ramp is a single-hue blue that only darkens.

/// Text and what must be seen first.
pub(super) const INK: &str = "#1a1a1a";
/// Text of the second rank; its contrast on white is 7.
pub(super) const MUTED: &str = "#555555";
/// Frames and axes.
pub(super) const RULE: &str = "#999999";
/// Lines that only guide the eye.
pub(super) const FAINT: &str = "#dddddd";
/// A band or a cell that carries no value.
pub(super) const BAND: &str = "#f4f4f4";
/// The page.
pub(super) const PAPER: &str = "#ffffff";
/// What is not known: hatched in this colour.
pub(super) const UNKNOWN: &str = "#8c8c8c";
/// A highlighted path.
pub(super) const STRONG: &str = "#d55e00";

/// In favour: dark on a grey print.
pub(super) const BLUE: &str = "#0072b2";
/// Against: half light on a grey print.
pub(super) const ORANGE: &str = "#e69f00";
/// Between the two: light on a grey print.
pub(super) const YELLOW: &str = "#f0e442";
/// For positions that are no side.
pub(super) const OTHERS: [&str; 4] = ["#cc79a7", "#56b4e9", "#009e73", "#d55e00"];
/// Was not there.
pub(super) const ABSENT: &str = "#d9d9d9";

/// Five classes of a value, from low to high.
pub(super) const RAMP: [&str; 5] = ["#dbe9f6", "#abd0e6", "#6aaed6", "#3787c0", "#105ba4"];

/// Three classes of a value below 0, from far to near; above it stand the first, third and last of [`RAMP`].
pub(super) const BELOW: [&str; 3] = ["#a04a00", "#f1a340", "#fee0b6"];

/// Ink that reads best on a ground: black or white, one of which always has a contrast of 4.5.
pub(super) fn ink_on(ground: &str) -> &'static str {
    if light(ground) > 0.179 { "#000000" } else { PAPER }
}

/// Red, green and blue of a colour, each from 0 to 1; white where it is written otherwise.
fn channels(colour: &str) -> [f64; 3] {
    [1, 3, 5].map(|from| {
        let digits = colour.get(from..from + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        f64::from(digits.unwrap_or(255)) / 255.0
    })
}

/// What the eye makes of the three channels together.
fn luminance([red, green, blue]: [f64; 3]) -> f64 {
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Relative luminance, with a square in place of the standard's power of 2.4: no rounding differs between machines.
fn light(colour: &str) -> f64 {
    luminance(channels(colour).map(|value| value * value))
}

/// Contrast of two colours as WCAG 2 defines it: 1 to 21.
pub(super) fn contrast(a: &str, b: &str) -> f64 {
    let linear = |value: f64| if value <= 0.04045 { value / 12.92 } else { libm::pow((value + 0.055) / 1.055, 2.4) };
    let [a, b] = [a, b].map(|colour| luminance(channels(colour).map(linear)));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_reads_on_every_ground() {
        let grounds = [PAPER, BAND, ABSENT, BLUE, ORANGE, YELLOW].into_iter().chain(RAMP).chain(BELOW).chain(OTHERS);
        for ground in grounds {
            assert!(contrast(ink_on(ground), ground) >= 4.5, "{ground}");
        }
        for ink in [INK, MUTED] {
            assert!(contrast(ink, PAPER) >= 4.5 && contrast(ink, BAND) >= 4.5, "{ink}");
        }
    }

    #[test]
    fn the_ramp_only_darkens_and_the_sides_differ_in_grey() {
        assert!(RAMP.windows(2).all(|pair| light(pair[0]) > light(pair[1])));
        assert!(light(BLUE) + 0.15 < light(ORANGE) && light(ORANGE) + 0.15 < light(YELLOW));
    }
}
