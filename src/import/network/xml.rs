//! XML in one pass and in a small window, with line and column of whatever is at fault.
//!
//! Elements, their attributes, text, CDATA, comments; names must match and nesting ends at [`DEPTH`]. Of entities only those
//! of XML itself and characters by number: a document type that defines anything is refused, so that no file can grow in
//! memory or reach for another. One tag or text may be as long as [`LONGEST`]. The window is refilled where a token is cut.

use std::borrow::Cow;
use std::io::{ErrorKind, Read};
use std::sync::Arc;

use quick_xml::escape::unescape;

use super::Network;
use super::tokens::{Span, Token, name, next_tag, same, token};
use crate::dataset::{Faults, rules};

/// How deep elements may nest; a graph of nodes and ties needs five.
const DEPTH: usize = 64;
/// The most bytes of one tag or text.
const LONGEST: usize = 1 << 26;
/// The bytes that are read at once.
const WINDOW: usize = 1 << 18;

/// Who is told of the elements. `None` ends the reading; a fault has then been told.
pub(super) trait Elements {
    /// The length of the element that this text begins with, where it is of a form that is known and has been taken whole.
    fn whole(&mut self, _text: &str, _here: &mut Here<'_, '_>) -> Option<usize> {
        None
    }
    /// An element begins; its name has no prefix.
    fn open(&mut self, name: &str, attributes: &Attributes<'_>, here: &mut Here<'_, '_>) -> Option<()>;
    /// Text inside it, without references.
    fn text(&mut self, text: &str, here: &mut Here<'_, '_>);
    /// It ends.
    fn close(&mut self, here: &mut Here<'_, '_>);
}

/// The attributes of one element.
pub(super) struct Attributes<'a> {
    tag: &'a str,
    spans: &'a [Span],
}

impl<'a> Attributes<'a> {
    /// The value of one, if it is there.
    #[inline(always)]
    pub fn get(&self, name: &str) -> Option<Cow<'a, str>> {
        let is = |span: &&Span| &self.tag.as_bytes()[span.key.clone()] == name.as_bytes();
        let span = self.spans.iter().find(is)?;
        let value = &self.tag[span.value.clone()];
        if span.plain {
            return Some(Cow::Borrowed(value));
        }
        Some(Cow::Owned(meant(value)))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// The names of those that are not among these.
    pub fn others(&self, known: &[&str]) -> impl Iterator<Item = &'a str> {
        let names = self.spans.iter().map(|span| &self.tag[span.key.clone()]);
        names.filter(|name| !known.contains(name) && !name.starts_with("xml"))
    }

    /// The value of one, nothing without it.
    #[inline(always)]
    pub fn of(&self, name: &str) -> Cow<'a, str> {
        self.get(name).unwrap_or_default()
    }
}

/// What a value means that is not plain: white space that is written as such is a space; what is written by number stays.
fn meant(value: &str) -> String {
    let spaced = value.replace("\r\n", " ").replace(['\n', '\t', '\r'], " ");
    unescape(&spaced).map(Cow::into_owned).unwrap_or(spaced)
}

/// The file, its faults, and how far lines have been counted in the window.
pub(super) struct Place<'a> {
    pub file: &'a Arc<str>,
    pub faults: &'a mut Faults,
    counted: usize,
    line: u64,
    column: u64,
}

/// The place of what is told of.
pub(super) struct Here<'w, 'a> {
    window: &'w str,
    at: usize,
    pub place: &'w mut Place<'a>,
}

impl Here<'_, '_> {
    /// Line and column, from 1.
    pub fn line_and_column(&mut self) -> (u64, u64) {
        let place = &mut *self.place;
        let passed = self.window.as_bytes().get(place.counted..self.at).unwrap_or_default();
        // As many at once as one byte can count.
        let count = |bytes: &[u8], is: fn(u8) -> bool| {
            bytes
                .chunks(255)
                .map(|bytes| u64::from(bytes.iter().map(|&byte| u8::from(is(byte))).sum::<u8>()))
                .sum::<u64>()
        };
        // A character begins at every byte that goes on with none.
        let characters = |bytes: &[u8]| count(bytes, |byte| byte & 0xc0 != 0x80);
        match passed.iter().rposition(|&byte| byte == b'\n') {
            Some(end) => {
                place.line += count(passed, |byte| byte == b'\n');
                place.column = characters(&passed[end + 1..]) + 1;
            }
            None => place.column += characters(passed),
        }
        place.counted = place.counted.max(self.at);
        (place.line, place.column)
    }

    /// A fault at this place.
    pub fn fault(&mut self, message: impl Into<String>, expected: &str) {
        let (line, column) = self.line_and_column();
        self.place.faults.push(rules::BAD_GRAPH_FILE, self.place.file, (line, column, None), message, expected, "");
    }
}

/// The bytes of a file as a text of which only a window is held.
struct Window<'a> {
    source: &'a mut dyn Read,
    text: String,
    at: usize,
    /// The bytes of a character that the last reading cut.
    cut: Vec<u8>,
    ended: bool,
}

/// Tells `elements` of every element; `None` where reading ended before the end, or the file did before its elements.
pub(super) fn walk(
    source: &mut dyn Read,
    file: &Arc<str>,
    faults: &mut Faults,
    elements: &mut impl Elements,
) -> Option<()> {
    let mut place = Place { file, faults, counted: 0, line: 1, column: 1 };
    let mut window = Window { source, text: String::new(), at: 0, cut: Vec::new(), ended: false };
    let mut open = Open::default();
    let mut spans = Vec::new();
    // The first reading may cut the first character.
    while window.text.is_empty() && !window.ended {
        window.refill(&mut place)?;
    }
    if window.text.starts_with('\u{feff}') {
        window.at = '\u{feff}'.len_utf8();
        place.counted = window.at;
    }
    loop {
        let rest = &window.text[window.at..];
        let (begin, odd) = next_tag(rest.as_bytes());
        let Some(begin) = begin else {
            if !window.ended {
                window.refill(&mut place)?;
                continue;
            }
            text(rest, odd, &mut Here { window: &window.text, at: window.at, place: &mut place }, &open, elements)?;
            break;
        };
        if begin > 0 {
            let mut here = Here { window: &window.text, at: window.at, place: &mut place };
            text(&rest[..begin], odd, &mut here, &open, elements)?;
            window.at += begin;
        }
        let tag = &rest[begin..];
        if let Some(length) = elements.whole(tag, &mut Here { window: &window.text, at: window.at, place: &mut place })
        {
            window.at += length;
            continue;
        }
        if let Some(length) = open.ends_at(tag.as_bytes()) {
            let mut here = Here { window: &window.text, at: window.at, place: &mut place };
            open.end(None, &mut here)?;
            elements.close(&mut here);
            window.at += length;
            continue;
        }
        // Nine bytes tell the kinds of tokens apart.
        let read = if tag.len() < 9 && !window.ended { Ok(None) } else { token(tag, &mut spans) };
        let mut here = Here { window: &window.text, at: window.at, place: &mut place };
        let (kind, length) = match read {
            Ok(Some(found)) => found,
            Ok(None) if !window.ended => {
                window.refill(&mut place)?;
                continue;
            }
            Ok(None) => {
                here.fault("no XML: the file ends inside a tag or a comment", "well-formed XML");
                return None;
            }
            Err(message) => {
                here.fault(message, "well-formed XML; entities and document types of the file's own are not read");
                return None;
            }
        };
        match kind {
            Token::Open { empty } => {
                let name = open.begin(tag, &mut here)?;
                let attributes = Attributes { tag, spans: &spans };
                elements.open(name, &attributes, &mut here)?;
                if empty {
                    open.end(None, &mut here)?;
                    elements.close(&mut here);
                }
            }
            Token::Close => {
                open.end(Some(tag[2..length - 1].trim_end()), &mut here)?;
                elements.close(&mut here);
            }
            Token::Text if open.marks.is_empty() => {
                here.fault("no XML: text outside of the elements", "well-formed XML");
                return None;
            }
            Token::Text => elements.text(&lines(&tag["<![CDATA[".len()..length - "]]>".len()]), &mut here),
            Token::Nothing => {}
        }
        window.at += length;
    }
    if !open.marks.is_empty() {
        let mut here = Here { window: &window.text, at: window.text.len(), place: &mut place };
        here.fault("the file ends inside an element", "every element closed");
        return None;
    }
    Some(())
}

impl Window<'_> {
    /// Lets go of what has been read and reads on; at the end it says so.
    fn refill(&mut self, place: &mut Place<'_>) -> Option<()> {
        Here { window: &self.text, at: self.at, place }.line_and_column();
        self.text.drain(..self.at);
        (self.at, place.counted) = (0, 0);
        let before = self.text.len();
        let fault = |place: &mut Place<'_>, window: &str, message: String, expected: &str| {
            Here { window, at: window.len(), place }.fault(message, expected);
        };
        if before > LONGEST {
            fault(place, "", format!("a tag or a text longer than {LONGEST} bytes"), "a graph of nodes and edges");
            return None;
        }
        let mut bytes = std::mem::take(&mut self.text).into_bytes();
        bytes.append(&mut self.cut);
        let held = bytes.len();
        // A long token takes ever larger readings, so that it is not looked through too often.
        bytes.resize(held + before.max(WINDOW), 0);
        let end = loop {
            match self.source.read(&mut bytes[held..]) {
                Ok(read) => {
                    self.ended = read == 0;
                    break held + read;
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    fault(place, "", format!("the file cannot be read on: {error}"), "a file");
                    return None;
                }
            }
        };
        bytes.truncate(end);
        self.text = String::from_utf8(bytes)
            .or_else(|error| {
                let (at, cut) = (error.utf8_error().valid_up_to(), error.utf8_error().error_len().is_none());
                let mut bytes = error.into_bytes();
                if cut && !self.ended {
                    self.cut = bytes.split_off(at);
                    return Ok(String::from_utf8(bytes).unwrap_or_default());
                }
                let window = String::from_utf8_lossy(&bytes[..at]);
                fault(place, &window, format!("no XML: byte 0x{:02x} is not UTF-8", bytes[at]), "UTF-8");
                Err(())
            })
            .ok()?;
        if let Some(at) = self.text[before..].find('\0') {
            fault(place, &self.text[..before + at], "no XML: a NUL character".to_owned(), "text");
            return None;
        }
        Some(())
    }
}

/// The names of the elements that are open.
#[derive(Default)]
struct Open {
    names: String,
    marks: Vec<usize>,
    rooted: bool,
}

impl Open {
    /// The name of an element that begins, without its prefix.
    fn begin<'t>(&mut self, tag: &'t str, here: &mut Here<'_, '_>) -> Option<&'t str> {
        let name = name(tag);
        if self.marks.len() >= DEPTH {
            here.fault(format!("elements nest deeper than {DEPTH}"), "a graph of nodes and edges");
            return None;
        }
        if name.is_empty() || (self.marks.is_empty() && self.rooted) {
            let what = if name.is_empty() { "a tag without name" } else { "a second outermost element" };
            here.fault(format!("no XML: {what}"), "well-formed XML");
            return None;
        }
        self.rooted = true;
        self.marks.push(self.names.len());
        self.names.push_str(name);
        Some(name.bytes().rposition(|byte| byte == b':').map_or(name, |at| &name[at + 1..]))
    }

    /// The length of a tag that closes the element that began last and has nothing else in it.
    fn ends_at(&self, tag: &[u8]) -> Option<usize> {
        let name = self.names.as_bytes().get(*self.marks.last()?..)?;
        let (begin, end) = (tag.get(2..2 + name.len())?, tag.get(2 + name.len())?);
        (tag[1] == b'/' && *end == b'>' && same(begin, name)).then_some(name.len() + 3)
    }

    /// An element ends: the one that began last, by its name if it has one.
    fn end(&mut self, name: Option<&str>, here: &mut Here<'_, '_>) -> Option<()> {
        let begin = self.marks.pop();
        let open = begin.map_or("", |begin| &self.names[begin..]);
        if begin.is_none() || name.is_some_and(|name| name != open) {
            let message = format!("no XML: </{}> where {open} is open", name.unwrap_or_default());
            here.fault(message, "well-formed XML");
            return None;
        }
        self.names.truncate(begin.unwrap_or_default());
        Some(())
    }
}

/// Text between tags, its references resolved; `odd` where it has any, or a carriage return.
fn text(text: &str, odd: bool, here: &mut Here<'_, '_>, open: &Open, elements: &mut impl Elements) -> Option<()> {
    if open.marks.is_empty() {
        if text.trim().is_empty() {
            return Some(());
        }
        here.fault("no XML: text outside of the elements", "well-formed XML");
        return None;
    }
    if !odd {
        elements.text(text, here);
        return Some(());
    }
    let text = lines(text);
    let mut rest: &str = &text;
    while let Some((before, after)) = rest.split_once('&') {
        elements.text(before, here);
        let reference =
            after.split_once(';').map(|(name, after)| (name, after, unescape(&rest[before.len()..][..name.len() + 2])));
        match reference {
            Some((_, after, Ok(character))) => {
                elements.text(&character, here);
                rest = after;
            }
            found => {
                let name = found.map_or_else(|| after.chars().take(20).collect(), |(name, ..)| name.to_owned());
                here.fault(format!("the entity `{name}`"), "only those of XML: &amp; &lt; ...");
                return Some(());
            }
        }
    }
    elements.text(rest, here);
    Some(())
}

/// The text with every line end as one line feed.
fn lines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        return Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"));
    }
    Cow::Borrowed(text)
}

/// A reader of graphs: what it was told ends as a network.
pub(super) trait Graphs: Elements + Default {
    /// The outermost element, in which the graph stands.
    const ROOT: &'static str;
    /// The network; `None` where no graph has begun.
    fn finish(self) -> Option<Network>;
}

/// The graph of a file; faults say what cannot be read, and `None` that reading ended there.
pub(super) fn graph<G: Graphs>(file: &Arc<str>, source: &mut dyn Read, faults: &mut Faults) -> Option<Network> {
    let mut reader = G::default();
    walk(source, file, faults, &mut reader)?;
    let network = reader.finish();
    if network.is_none() {
        let expected = format!("<{}> with a <graph>", G::ROOT);
        faults.push(rules::BAD_GRAPH_FILE, file, (1, 1, None), "no graph", &expected, "");
    }
    network
}

#[cfg(test)]
#[path = "xml_tests.rs"]
mod tests;
