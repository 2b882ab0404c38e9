//! XML in one pass and in a small window, with line and column of whatever is at fault.
//!
//! Elements, their attributes, text, CDATA, comments; names must match and nesting ends at [`DEPTH`]. Of entities only those
//! of XML itself and characters by number: a document type that defines anything is refused, so that no file can grow in
//! memory or reach for another. One tag or text may be as long as [`LONGEST`]. The window is refilled where a token is cut.

use std::borrow::Cow;
use std::io::Read;
use std::ops::Range;
use std::sync::Arc;

use quick_xml::escape::unescape;

use crate::dataset::{Faults, rules};

/// How deep elements may nest; a graph of nodes and ties needs five.
const DEPTH: usize = 64;
/// The most bytes of one tag or text.
const LONGEST: usize = 1 << 26;
/// The bytes that are read at once.
const WINDOW: usize = 1 << 18;

/// Who is told of the elements. `None` ends the reading; a fault has then been told.
pub(super) trait Elements {
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
    spans: &'a [(Range<usize>, Range<usize>)],
}

impl<'a> Attributes<'a> {
    /// The value of one, if it is there.
    pub fn get(&self, name: &str) -> Option<Cow<'a, str>> {
        let (_, value) = self.spans.iter().find(|(key, _)| &self.tag[key.clone()] == name)?;
        let value = &self.tag[value.clone()];
        if !value.bytes().any(|byte| matches!(byte, b'&' | b'\n' | b'\t' | b'\r')) {
            return Some(Cow::Borrowed(value));
        }
        // White space that is written as such is a space; what is written by number stays.
        let spaced = value.replace("\r\n", " ").replace(['\n', '\t', '\r'], " ");
        Some(Cow::Owned(unescape(&spaced).map(Cow::into_owned).unwrap_or(spaced)))
    }

    /// The value of one, nothing without it.
    pub fn of(&self, name: &str) -> Cow<'a, str> {
        self.get(name).unwrap_or_default()
    }
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
        // A character begins at every byte that goes on with none.
        let characters = |bytes: &[u8]| bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count() as u64;
        match passed.iter().rposition(|&byte| byte == b'\n') {
            Some(end) => {
                place.line += passed.iter().filter(|&&byte| byte == b'\n').count() as u64;
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

/// What one token is.
enum Token {
    Open { empty: bool },
    Close,
    Text,
    Nothing,
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
    window.refill(&mut place)?;
    if window.text.starts_with('\u{feff}') {
        window.at = '\u{feff}'.len_utf8();
        place.counted = window.at;
    }
    loop {
        let rest = &window.text[window.at..];
        let Some(begin) = rest.find('<') else {
            if !window.ended {
                window.refill(&mut place)?;
                continue;
            }
            text(rest, &mut Here { window: &window.text, at: window.at, place: &mut place }, &open, elements)?;
            break;
        };
        if begin > 0 {
            let mut here = Here { window: &window.text, at: window.at, place: &mut place };
            text(&rest[..begin], &mut here, &open, elements)?;
            window.at += begin;
        }
        let tag = &window.text[window.at..];
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
        // A long token takes ever larger readings, so that it is not looked through too often.
        let wanted = self.text.len().max(WINDOW);
        let mut bytes = std::mem::take(&mut self.cut);
        let fault = |place: &mut Place<'_>, window: &str, message: String, expected: &str| {
            Here { window, at: window.len(), place }.fault(message, expected);
        };
        if self.text.len() > LONGEST {
            fault(place, "", format!("a tag or a text longer than {LONGEST} bytes"), "a graph of nodes and edges");
            return None;
        }
        match self.source.take(wanted as u64).read_to_end(&mut bytes) {
            Ok(read) => self.ended = read == 0,
            Err(error) => {
                fault(place, "", format!("the file cannot be read on: {error}"), "a file");
                return None;
            }
        }
        let valid = match std::str::from_utf8(&bytes) {
            Ok(text) => text,
            Err(error) if error.error_len().is_none() && !self.ended => {
                std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default()
            }
            Err(error) => {
                let at = error.valid_up_to();
                self.text.push_str(&String::from_utf8_lossy(&bytes[..at]));
                fault(place, &self.text, format!("no XML: byte 0x{:02x} is not UTF-8", bytes[at]), "UTF-8");
                return None;
            }
        };
        let before = self.text.len();
        self.text.push_str(valid);
        if let Some(at) = valid.find('\0') {
            fault(place, &self.text[..before + at], "no XML: a NUL character".to_owned(), "text");
            return None;
        }
        self.cut = bytes[valid.len()..].to_vec();
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
        Some(name.rsplit(':').next().unwrap_or(name))
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

fn name(tag: &str) -> &str {
    let rest = &tag.as_bytes()[1..];
    let end = rest.iter().position(|&byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'));
    &tag[1..1 + end.unwrap_or(rest.len())]
}

/// The kind and length of the token that a `<` begins, its attributes in `spans`; `None` when its end is not here.
fn token(tag: &str, spans: &mut Vec<(Range<usize>, Range<usize>)>) -> Result<Option<(Token, usize)>, String> {
    let until = |end: &str, from: usize| tag.get(from..)?.find(end).map(|at| from + at + end.len());
    let nothing = |length: Option<usize>| Ok(length.map(|length| (Token::Nothing, length)));
    match tag.as_bytes() {
        [b'<', b'!', b'-', b'-', ..] => nothing(until("-->", 4)),
        bytes if bytes.starts_with(b"<![CDATA[") => Ok(until("]]>", 9).map(|length| (Token::Text, length))),
        [b'<', b'!', ..] => match tag.find(['[', '>']) {
            Some(at) if tag.as_bytes()[at] == b'[' => {
                Err("a document type that defines entities or elements".to_owned())
            }
            found => nothing(found.map(|at| at + 1)),
        },
        [b'<', b'?', ..] => nothing(until("?>", 2)),
        [b'<', b'/', ..] => Ok(tag.find('>').map(|at| (Token::Close, at + 1))),
        _ => {
            let mut from = 1;
            // One byte is looked for as such: a pattern of one byte would cost more than the tag.
            while let Some(length) = tag[from..].find('>').map(|at| from + at + 1) {
                let empty = tag.as_bytes()[length - 2] == b'/';
                // A `>` inside quotes does not end the tag.
                if attributes(tag, length - 1 - usize::from(empty), spans)? {
                    return Ok(Some((Token::Open { empty }, length)));
                }
                from = length;
            }
            Ok(None)
        }
    }
}

/// The attributes of a tag that ends before `end`; whether no quotes are left open.
fn attributes(tag: &str, end: usize, spans: &mut Vec<(Range<usize>, Range<usize>)>) -> Result<bool, String> {
    let wrong = |what: &str| Err(format!("attributes cannot be read: {what}"));
    let bytes = tag.as_bytes();
    spans.clear();
    let space = |at: &mut usize| {
        let before = *at;
        while *at < end && bytes[*at].is_ascii_whitespace() {
            *at += 1;
        }
        *at > before
    };
    let mut at = 1 + name(&tag[..end]).len();
    loop {
        let apart = space(&mut at);
        if at >= end {
            return Ok(true);
        }
        if !apart {
            return wrong("no space before an attribute");
        }
        let begin = at;
        while at < end && !bytes[at].is_ascii_whitespace() && bytes[at] != b'=' {
            at += 1;
        }
        let key = begin..at;
        space(&mut at);
        if at >= end || bytes[at] != b'=' || key.is_empty() {
            return wrong("a name without value");
        }
        at += 1;
        space(&mut at);
        let Some(quote) = bytes[..end].get(at).copied() else { return wrong("a name without value") };
        if quote != b'"' && quote != b'\'' {
            return wrong("a value without quotes");
        }
        let begin = at + 1;
        let Some(length) = bytes[begin..end].iter().position(|byte| *byte == quote) else { return Ok(false) };
        let value = &tag[begin..begin + length];
        if value.contains('<') {
            return wrong("`<` in a value");
        }
        if value.contains('&')
            && let Err(error) = unescape(value)
        {
            return wrong(&error.to_string());
        }
        if spans.iter().any(|(other, _)| tag[other.clone()] == tag[key.clone()]) {
            return wrong(&format!("`{}` twice", &tag[key]));
        }
        spans.push((key, begin..begin + length));
        at = begin + length + 1;
    }
}

/// Text between tags, its references resolved.
fn text(text: &str, here: &mut Here<'_, '_>, open: &Open, elements: &mut impl Elements) -> Option<()> {
    if open.marks.is_empty() {
        if text.trim().is_empty() {
            return Some(());
        }
        here.fault("no XML: text outside of the elements", "well-formed XML");
        return None;
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

/// What a file without faults lacks.
pub(super) fn missing(file: &Arc<str>, faults: &mut Faults, message: &str, expected: &str) {
    faults.push(rules::BAD_GRAPH_FILE, file, (1, 1, None), message, expected, "");
}
