//! How wide a text is, and where it breaks: by a table of our own, so that no installed font moves a line.

use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthChar;

/// From the baseline up, in parts of the size.
pub(super) const ASCENT: f64 = 0.88;
/// From the baseline down, in parts of the size.
pub(super) const DESCENT: f64 = 0.24;
/// From one baseline to the next, in parts of the size.
pub(super) const LEADING: f64 = 1.2;

/// Advance of the printable ASCII characters in hundredths of an em: the wider of Noto Sans and Arial, so that a
/// label fits its place in either.
#[rustfmt::skip]
const ASCII: [u16; 95] = [
    28, 28, 41, 65, 58, 89, 74, 23, 34, 34, 56, 59, 28, 34, 28, 38, 58, 58, 58, 58, 58, 58, 58, 58, 58, 58, 28, 28, 59,
    59, 59, 56, 102, 67, 67, 73, 73, 67, 62, 78, 75, 34, 50, 67, 56, 91, 76, 79, 67, 79, 73, 67, 62, 74, 67, 95, 67, 67,
    62, 33, 38, 33, 58, 56, 34, 57, 62, 50, 62, 57, 35, 62, 62, 26, 26, 54, 26, 94, 62, 61, 62, 62, 42, 50, 37, 62, 51,
    79, 53, 51, 50, 38, 56, 38, 59,
];

/// Advance of a character in hundredths of an em; rather too wide than too narrow where no table is kept.
fn advance(c: char) -> u16 {
    if let Some(&width) = (c as usize).checked_sub(32).and_then(|place| ASCII.get(place)) {
        return width;
    }
    let width = c.width().unwrap_or(0);
    match c {
        _ if width == 0 => 0,
        '\u{1f000}'.. if width == 2 => 130,
        _ if width == 2 => 100,
        '\u{2013}' | '\u{00d7}' => 60,
        '\u{2018}'..='\u{201f}' => 42,
        '\u{b7}' => 34,
        '\u{ff61}'..='\u{ff9f}' => 60,
        '\u{0370}'..='\u{03ff}' => 80,
        '\u{0400}'..='\u{052f}' => 90,
        '\u{00c0}'..='\u{024f}' | '\u{1e00}'..='\u{1eff}' => match c.nfd().next() {
            Some(base) if base.is_ascii() => advance(base),
            _ if c.is_uppercase() || matches!(c, '\u{e6}' | '\u{153}') => 100,
            _ => 75,
        },
        _ if c.width_cjk() == Some(2) => 100,
        _ => 85,
    }
}

/// The width of a text at a size; bold letters are a tenth wider.
pub(super) fn width(text: &str, size: f64, bold: bool) -> f64 {
    let hundredths: u64 = text.chars().map(|c| u64::from(advance(c))).sum();
    hundredths as f64 / 100.0 * size * if bold { 1.1 } else { 1.0 }
}

/// One line of text: breaks and tabs become spaces, runs of spaces one; control and direction marks are dropped, for
/// an unclosed one would turn everything after it.
pub(super) fn clean(text: &str) -> String {
    let kept = text
        .chars()
        .filter(|c| c.is_whitespace() || !c.is_control())
        .filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}'));
    kept.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text on lines.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lines {
    /// The lines.
    pub(super) lines: Vec<String>,
    /// The widest of them.
    pub(super) width: f64,
    /// Not all of the text is there: the last line ends in an ellipsis.
    pub(super) cut: bool,
}

/// Breaks a text into lines of at most this width; what passes `most` lines is cut. Where their number is bounded, a
/// few lines are made even, as labels are; prose fills its lines.
pub(super) fn wrap(text: &str, size: f64, bold: bool, limit: f64, most: usize) -> Lines {
    let units = units(text);
    let full = fill(&units, size, bold, limit);
    let number = full.len();
    // Lines of even length read better than a full one with a word below it.
    let even = [0.5, 0.6, 0.7, 0.8, 0.9].into_iter().find_map(|part| {
        let lines = fill(&units, size, bold, limit * part);
        (number > 1 && number <= 4 && most < usize::MAX && lines.len() == number).then_some(lines)
    });
    let mut lines = even.unwrap_or(full);
    let most = most.max(1);
    let cut = lines.len() > most;
    if cut {
        lines.truncate(most - 1);
        let kept: usize = lines.iter().map(|line| line.chars().filter(|c| *c != ' ').count()).sum();
        let rest = text.char_indices().filter(|(_, c)| *c != ' ').nth(kept).map_or("", |(at, _)| &text[at..]);
        lines.push(shorten(rest, size, bold, limit));
    }
    let width = lines.iter().map(|line| width(line, size, bold)).fold(0.0, f64::max);
    Lines { lines, width, cut }
}

/// The width of the longest part of a text that no line may break, at a size.
pub(super) fn longest_word(text: &str, size: f64) -> f64 {
    units(text).iter().map(|(_, unit)| width(unit, size, false)).fold(0.0, f64::max)
}

/// The longest beginning of a text that fits with an ellipsis.
fn shorten(text: &str, size: f64, bold: bool, limit: f64) -> String {
    let room = limit - width("…", size, bold);
    let mut short = String::new();
    for c in text.chars() {
        short.push(c);
        if width(&short, size, bold) > room {
            short.pop();
            break;
        }
    }
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// The smallest parts between which a line may break, each with whether a space goes before it.
fn units(text: &str) -> Vec<(bool, String)> {
    // What may not begin and what may not end a line in Japanese.
    const CLOSING: &str = "、。，．・：；）」』】〕》〉ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ！？),.;:!?]%";
    const OPENING: &str = "（「『【〔《〈([";
    // A word without end is broken up, so that measuring it stays linear.
    const LONGEST: usize = 200;
    let mut units: Vec<(bool, String)> = Vec::new();
    // Whether a space came, whether a line may break after the last character, and how long the last part is.
    let (mut space, mut after, mut length) = (false, false, 0);
    let mut last = ' ';
    for c in text.chars() {
        if c == ' ' {
            space = true;
            continue;
        }
        let wide = c.width() == Some(2);
        let bound = c.width().unwrap_or(0) == 0 || CLOSING.contains(c) || OPENING.contains(last);
        let begins = space || (after || wide || length >= LONGEST) && !bound;
        match units.last_mut() {
            Some((_, unit)) if !begins => unit.push(c),
            _ => {
                units.push((space && !units.is_empty(), c.to_string()));
                length = 0;
            }
        }
        length += 1;
        after = wide || length > 4 && matches!(c, '-' | '/');
        space = false;
        last = c;
    }
    units
}

/// Fills lines from the left; a part wider than a line is broken inside.
fn fill(units: &[(bool, String)], size: f64, bold: bool, limit: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for (space, unit) in units {
        let joined = if *space { format!(" {unit}") } else { unit.clone() };
        if line.is_empty() || width(&line, size, bold) + width(&joined, size, bold) <= limit {
            line.push_str(if line.is_empty() { unit } else { &joined });
        } else {
            lines.push(std::mem::replace(&mut line, unit.clone()));
        }
        while width(&line, size, bold) > limit {
            let Some(place) = overflow(&line, size, bold, limit) else { break };
            let rest = line.split_off(place);
            lines.push(std::mem::replace(&mut line, rest));
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Where a line that is one word must break: after one character at least, never before a mark that joins the last.
fn overflow(line: &str, size: f64, bold: bool, limit: f64) -> Option<usize> {
    let mut place = None;
    for (at, c) in line.char_indices().skip(1) {
        if c.width().unwrap_or(0) == 0 {
            continue;
        }
        if place.is_some() && width(&line[..at], size, bold) > limit {
            break;
        }
        place = Some(at);
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_measured_apart_from_double_width() {
        assert!(width("iiii", 10.0, false) < width("WWWW", 10.0, false));
        assert_eq!(width("日本", 10.0, false), 20.0);
        assert_eq!(width("é", 10.0, false), width("e", 10.0, false));
    }

    #[test]
    fn lines_fit_whatever_the_script() {
        let long = "w".repeat(200);
        let texts =
            ["First International Conference on Cyberspace", "第5回世界電気通信政策フォーラム（ジュネーブ）", &long];
        for text in texts {
            let lines = wrap(text, 7.0, false, 60.0, 99);
            assert!(lines.lines.iter().all(|line| width(line, 7.0, false) <= 60.0), "{lines:?}");
            let joined = lines.lines.concat().replace(' ', "");
            assert_eq!(joined, text.replace(' ', ""));
        }
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        let lines = wrap("one two three four five six seven", 7.0, false, 40.0, 2);
        assert!(lines.cut && lines.lines.len() == 2 && lines.lines[1].ends_with('…') && lines.width <= 40.0);
    }

    #[test]
    fn a_closing_bracket_begins_no_line() {
        // Brackets of either width, small kana and points, wherever the line would end.
        for text in ["国連（総会）国連（総会）", "段階(系譜)段階(系譜)、付託", "フォーラムのプロセスについて、ヶ月。"]
        {
            for limit in 20..80 {
                let lines = wrap(text, 10.0, false, f64::from(limit), 99).lines;
                let begins = |line: &String| line.starts_with(['）', ')', '、', '。', 'ォ', 'ヶ', 'ー']);
                let ends = |line: &String| line.ends_with(['（', '(']);
                assert!(limit < 40 || !lines.iter().any(|line| begins(line) || ends(line)), "{lines:?}");
                assert_eq!(lines.concat(), text);
            }
        }
    }

    #[test]
    fn cleaning_leaves_one_line_without_marks_of_direction() {
        assert_eq!(clean(" a\n\tb\u{202e}c\u{7} "), "a bc");
    }
}
