//! Characters that not every file can hold, and texts that stand for no number.

use std::borrow::Cow;

/// Text without control characters other than tab and line feed, for formats that cannot carry them: U+FFFD stands in their
/// place, and a line feed in that of a carriage return. XML 1.0 also forbids U+FFFE and U+FFFF.
///
/// # Example
/// ```
/// use blocs::model::tame;
/// assert_eq!(tame("a\u{1}b\r\nc\td"), "a\u{fffd}b\nc\td");
/// ```
pub fn tame(text: &str) -> Cow<'_, str> {
    let wild = |c: char| (c.is_control() && c != '\t' && c != '\n') || c == '\u{FFFE}' || c == '\u{FFFF}';
    // Most cells are plain ASCII, of which a glance at the bytes is enough.
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_control()) || !text.contains(wild) {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(lines.replace(wild, "\u{FFFD}"))
}

/// Whether a text is what programs write for a number that there is not, or that has no end.
///
/// # Example
/// ```
/// use blocs::model::is_no_number;
/// assert!(is_no_number("NaN") && is_no_number("-inf") && !is_no_number("1e300") && !is_no_number("none"));
/// ```
pub fn is_no_number(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(|number| !number.is_finite())
}
