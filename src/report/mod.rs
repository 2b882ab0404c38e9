//! Dresses for what is to be read by people: a [`Document`](crate::result::Document), a table, or
//! [`Diagnostic`](crate::model::Diagnostic)s. One dress a file; each gives text and prints nothing.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::result::{Block, Table};

pub mod diagnostics;
pub mod html;
pub mod ledger;
pub mod manifest;
pub mod markdown;
#[cfg(feature = "cli")]
pub mod terminal;
#[cfg(feature = "cli")]
mod wrap;

/// One character as a terminal may show it: what would move the cursor, ring, colour or turn the direction of the line
/// is shown as a picture of itself, or as U+FFFD where there is none.
fn visible(c: char) -> char {
    match c {
        '\t' => ' ',
        '\u{0}'..='\u{1F}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{FFFD}'),
        '\u{7F}' => '\u{2421}',
        c if c.is_control() => '\u{FFFD}',
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
        '\u{2028}' | '\u{2029}' => ' ',
        c => c,
    }
}

/// Text on one line of a terminal: line ends become spaces, every other character is made visible.
fn one_line(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| visible(c) == c) {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\r\n", " ").replace(['\r', '\n'], " ");
    Cow::Owned(lines.chars().map(visible).collect())
}

/// Forgets which remarks were told where a section of a page begins.
fn new_section(block: &Block, told: &mut BTreeSet<String>) {
    if matches!(block, Block::Heading(..=2, _)) {
        told.clear();
    }
}

/// A table with those of its remarks that its section has not told yet: what holds of several tables is said once.
fn once<'a>(table: Cow<'a, Table>, told: &mut BTreeSet<String>) -> Cow<'a, Table> {
    let again = table.method.notes.iter().any(|note| told.contains(&**note));
    let mut table = table;
    if again {
        table.to_mut().method.notes.retain(|note| !told.contains(&**note));
    }
    told.extend(table.method.notes.iter().map(ToString::to_string));
    table
}

/// `1 row`, `9,950 rows`.
fn counted(n: u64, what: &str) -> String {
    format!("{} {what}{}", grouped(n), if n == 1 { "" } else { "s" })
}

/// A count with commas between thousands.
fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_the_terminal_unseen() {
        assert_eq!(one_line("経済\r\na\tb"), "経済 a b");
        assert_eq!(one_line("\u{1b}[31m\0\u{9b}\u{202e}"), "␛[31m␀\u{FFFD}\u{FFFD}");
        assert!(matches!(one_line("plain"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_section_tells_a_remark_once() {
        use crate::result::{Document, Language, Method};
        let mut page = Document::new("Page");
        for notes in [&["one is left out"][..], &["one is left out", "two are tied"]] {
            page.table(Table::new("t", Method::new("m", "").noting_each(notes.iter().copied())));
        }
        page.heading(2, "Another");
        page.table(Table::new("t", Method::new("m", "").noting("one is left out")));
        let told = markdown::render(&page, Language::English);
        assert_eq!((told.matches("one is left out").count(), told.matches("two are tied").count()), (2, 1), "{told}");
        let told = html::render(&page, None, Language::English).unwrap();
        assert_eq!((told.matches("one is left out").count(), told.matches("two are tied").count()), (2, 1), "{told}");
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(950), "950");
        assert_eq!(counted(1_009_950, "fault"), "1,009,950 faults");
        assert_eq!(counted(1, "row"), "1 row");
    }
}
