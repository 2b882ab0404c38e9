//! XML as GraphML and GEXF write it: lines that are made in one text, which is handed on in large pieces.

use std::io;

use quick_xml::escape::escape;

use super::{Side, has_undefined, tame, undefined};
use crate::result::{AttributedGraph, CellKind, CellRef, Column};

/// The bytes that are handed on at once.
const PIECE: usize = 1 << 16;

/// A document that is being written.
pub(super) struct Page<'a> {
    out: &'a mut dyn io::Write,
    text: String,
}

impl<'a> Page<'a> {
    pub fn new(out: &'a mut dyn io::Write) -> Self {
        let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
        Self { out, text: declaration }
    }

    /// Markup as it is.
    pub fn mark(&mut self, markup: &str) -> &mut Self {
        self.text.push_str(markup);
        self
    }

    /// Text of an element.
    pub fn text(&mut self, text: &str) -> &mut Self {
        put_text(text, &mut self.text);
        self
    }

    /// The value of an attribute, in its quotes.
    pub fn value(&mut self, text: &str) -> &mut Self {
        self.text.push('"');
        put_value(text, &mut self.text);
        self.mark("\"")
    }

    /// An attribute.
    pub fn attribute(&mut self, name: &str, value: &str) -> &mut Self {
        self.mark(" ").mark(name).mark("=").value(value)
    }

    /// A whole number.
    pub fn number(&mut self, number: usize) -> &mut Self {
        self.cell(CellRef::Integer(number as i64))
    }

    /// A cell that is no text: numbers have no markup.
    pub fn cell(&mut self, cell: CellRef<'_>) -> &mut Self {
        cell.write_plain(&mut self.text);
        self
    }

    /// The end of a line; a full piece is handed on.
    pub fn line(&mut self) -> io::Result<()> {
        self.text.push('\n');
        if self.text.len() >= PIECE { self.hand_on() } else { Ok(()) }
    }

    /// Hands on what is left.
    pub fn hand_on(&mut self) -> io::Result<()> {
        self.out.write_all(self.text.as_bytes())?;
        self.text.clear();
        Ok(())
    }
}

/// Bytes of text that stand for themselves: no markup, and none that could begin what [`tame`] changes.
const fn is_plain(byte: u8) -> bool {
    // 0xc2 leads U+0080 to U+00BF, 0xef leads U+FFFE and U+FFFF.
    !matches!(byte, 0..0x20 | 0x7f | b'<' | b'>' | b'&' | b'\'' | b'"' | 0xc2 | 0xef)
}

/// [`is_plain`] of every byte, to be looked up.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        plain[byte] = is_plain(byte as u8);
        byte += 1;
    }
    plain
};

fn all_plain(text: &str) -> bool {
    text.bytes().all(|byte| PLAIN[byte as usize])
}

fn put_text(text: &str, out: &mut String) {
    if all_plain(text) {
        out.push_str(text);
    } else {
        out.push_str(&escape(tame(text)));
    }
}

fn put_value(text: &str, out: &mut String) {
    if all_plain(text) {
        out.push_str(text);
    } else {
        // A reader turns a bare line end or tab of an attribute into a space.
        out.push_str(&escape(tame(text)).replace('\t', "&#9;").replace('\n', "&#10;"));
    }
}

/// The word of a type in both formats.
pub(super) const fn kind(kind: CellKind) -> &'static str {
    match kind {
        CellKind::Text | CellKind::List => "string",
        CellKind::Integer => "long",
        CellKind::Number => "double",
        CellKind::Boolean => "boolean",
    }
}

/// The ids of nodes as values of attributes.
pub(super) fn escaped(ids: &[String]) -> Vec<String> {
    let escaped = |id: &String| {
        let mut text = String::with_capacity(id.len());
        put_value(id, &mut text);
        text
    };
    ids.iter().map(escaped).collect()
}

/// An attribute of nodes, or of ties: a column, the key of its values, that of its reasons where some are undefined.
pub(super) struct Key<'a> {
    pub column: &'a Column,
    pub id: String,
    pub reasons: Option<String>,
    /// What stands before a value, and before a reason.
    before: [String; 2],
}

/// The attributes of one side; `id` names a key by its number, `before` is the markup between an id and its value.
pub(super) fn keys<'a>(
    graph: &'a AttributedGraph,
    side: Side,
    id: impl Fn(usize) -> String,
    before: impl Fn(&str) -> String,
) -> Vec<Key<'a>> {
    let key = |(number, column): (usize, &'a Column)| {
        let id = id(number);
        let reasons = format!("{id}u");
        let before = [before(&id), before(&reasons)];
        let needed = has_undefined(column);
        Key { column, id, reasons: needed.then_some(reasons), before }
    };
    side.columns(graph).enumerate().map(key).collect()
}

/// What a row says, each with the markup before it and `after` behind it; `first` stands before the first of all. Whether there
/// was any.
pub(super) fn row(page: &mut Page<'_>, keys: &[Key<'_>], row: usize, first: &str, after: &str) -> io::Result<bool> {
    let mut any = false;
    for key in keys {
        let Some(cell) = key.column.cells.get(row) else { continue };
        let reason = undefined(cell);
        if matches!(cell, CellRef::Empty) && reason.is_none() {
            continue;
        }
        if !any {
            page.mark(first);
            any = true;
        }
        page.mark(&key.before[usize::from(reason.is_some())]);
        match (reason, cell) {
            (Some(reason), _) => put(page, reason, after),
            (None, CellRef::Text(text)) => put(page, text, after),
            (None, CellRef::List(_)) => put(page, &cell.plain(), after),
            (None, CellRef::Boolean(true)) => _ = page.mark("true"),
            (None, CellRef::Boolean(false)) => _ = page.mark("false"),
            _ => _ = page.cell(cell),
        }
        page.mark(after).line()?;
    }
    Ok(any)
}

/// Text of an element, or the value of an attribute where quotes end it.
fn put(page: &mut Page<'_>, text: &str, after: &str) {
    match after.starts_with('"') {
        true => put_value(text, &mut page.text),
        false => put_text(text, &mut page.text),
    }
}

#[cfg(test)]
mod tests {
    use quick_xml::events::BytesText;
    use quick_xml::events::attributes::Attribute;

    use super::super::tests::HOSTILE;
    use super::*;

    /// The library's own writer is the oracle, for every character of the basic plane and some beyond it.
    #[test]
    fn escaped_as_the_library_escapes() {
        let characters = ('\0'..='\u{ffff}').chain(['🇯', '\u{1fffe}', '\u{10ffff}']).map(|c| format!("a{c} b"));
        for text in characters.chain(HOSTILE.map(str::to_owned)) {
            let (mut inside, mut value) = (String::new(), String::new());
            put_text(&text, &mut inside);
            put_value(&text, &mut value);
            assert_eq!(inside, *BytesText::new(&tame(&text)), "{text:?}");
            assert_eq!(value, Attribute::from(("name", &*tame(&text))).value, "{text:?}");
        }
    }

    #[test]
    fn pieces_are_handed_on_in_order() {
        let mut bytes = Vec::new();
        let mut page = Page::new(&mut bytes);
        let line = "x".repeat(1000);
        for _ in 0..200 {
            page.mark(&line).line().unwrap();
        }
        page.mark("end").hand_on().unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text.lines().count(), 202);
        assert!(text.lines().skip(1).take(200).all(|other| other == line) && text.ends_with("\nend"));
    }
}
