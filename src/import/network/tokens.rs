//! The tokens of XML: tags with their attributes, comments, instructions; each in one pass over its bytes.

use std::ops::Range;

use quick_xml::escape::unescape;

/// Where the name and the value of an attribute are in its tag.
pub(super) struct Span {
    pub key: Range<usize>,
    pub value: Range<usize>,
    /// Whether the value is what it means: no references, no white space but spaces.
    pub plain: bool,
}

/// What one token is.
pub(super) enum Token {
    Open { empty: bool },
    Close,
    Text,
    Nothing,
}

/// What a byte can be the end of: white space, the name of an element, that of an attribute, a part of a value.
const SPACE: u8 = 1;
const NAME: u8 = 2;
const KEY: u8 = 4;
pub(super) const VALUE: u8 = 8;

/// Of each byte, what it can be the end of.
const ENDS: [u8; 256] = {
    let mut ends = [0; 256];
    let mut at = 0;
    while at < 256 {
        let byte = at as u8;
        ends[at] = match byte {
            b'\n' | b'\t' | b'\r' => NAME | KEY | VALUE,
            b' ' | b'\x0c' => NAME | KEY,
            b'/' => SPACE | NAME,
            b'>' => SPACE | NAME | KEY,
            b'=' => SPACE | KEY,
            b'"' | b'\'' | b'<' | b'&' => SPACE | VALUE,
            _ => SPACE,
        };
        at += 1;
    }
    ends
};

/// The first place from one on where a byte is such an end; the length of the text where none is.
#[inline(always)]
pub(super) fn end(bytes: &[u8], from: usize, of: u8) -> usize {
    let mut at = from;
    while at < bytes.len() && ENDS[usize::from(bytes[at])] & of == 0 {
        at += 1;
    }
    at
}

/// Where the next `<` stands, and whether an `&` or a carriage return may stand before it: eight bytes at once.
#[inline(always)]
pub(super) fn next_tag(bytes: &[u8]) -> (Option<usize>, bool) {
    const ONES: u64 = 0x0101_0101_0101_0101;
    // The lowest byte that is the one looked for sets the lowest high bit; bits above it may be set wrongly.
    let find = |eight: u64, byte: u8| {
        let other = eight ^ (ONES * u64::from(byte));
        other.wrapping_sub(ONES) & !other & (ONES << 7)
    };
    let (mut at, mut odd) = (0, 0);
    while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let eight = u64::from_le_bytes(*eight);
        odd |= find(eight, b'&') | find(eight, b'\r');
        let found = find(eight, b'<');
        if found != 0 {
            return (Some(at + found.trailing_zeros() as usize / 8), odd != 0);
        }
        at += 8;
    }
    let rest = &bytes[at..];
    let begin = rest.iter().position(|&byte| byte == b'<');
    let odd = odd != 0 || rest.iter().any(|byte| matches!(byte, b'&' | b'\r'));
    (begin.map(|length| at + length), odd)
}

/// Whether two short texts are the same: byte by byte, which costs less than a call.
#[inline(always)]
pub(super) fn same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one == other)
}

pub(super) fn name(tag: &str) -> &str {
    let rest = &tag.as_bytes()[1..];
    &tag[1..1 + end(rest, 0, NAME)]
}

/// The kind and length of the token that a `<` begins, its attributes in `spans`; `None` when its end is not here.
pub(super) fn token(tag: &str, spans: &mut Vec<Span>) -> Result<Option<(Token, usize)>, String> {
    let until = |end: &str, from: usize| tag.get(from..)?.find(end).map(|at| from + at + end.len());
    let nothing = |length: Option<usize>| Ok(length.map(|length| (Token::Nothing, length)));
    match tag.as_bytes() {
        [b'<', b'/', rest @ ..] => Ok(rest.iter().position(|&byte| byte == b'>').map(|at| (Token::Close, at + 3))),
        [b'<', b'!', b'-', b'-', ..] => nothing(until("-->", 4)),
        bytes if bytes.starts_with(b"<![CDATA[") => Ok(until("]]>", 9).map(|length| (Token::Text, length))),
        [b'<', b'!', ..] => match tag.find(['[', '>']) {
            Some(at) if tag.as_bytes()[at] == b'[' => {
                Err("a document type that defines entities or elements".to_owned())
            }
            found => nothing(found.map(|at| at + 1)),
        },
        [b'<', b'?', ..] => nothing(until("?>", 2)),
        _ => opening(tag, spans),
    }
}

/// A tag that opens an element, in one pass over its bytes.
fn opening(tag: &str, spans: &mut Vec<Span>) -> Result<Option<(Token, usize)>, String> {
    let wrong = |what: &str| Err(format!("attributes cannot be read: {what}"));
    let bytes = tag.as_bytes();
    spans.clear();
    let mut at = 1 + name(tag).len();
    loop {
        let before = at;
        at = end(bytes, at, SPACE);
        match &bytes[at..] {
            [] | [b'/'] => return Ok(None),
            [b'>', ..] => return Ok(Some((Token::Open { empty: false }, at + 1))),
            [b'/', b'>', ..] => return Ok(Some((Token::Open { empty: true }, at + 2))),
            _ if at == before => return wrong("no space before an attribute"),
            _ => {}
        }
        let key = at..end(bytes, at, KEY);
        at = end(bytes, key.end, SPACE);
        match bytes.get(at) {
            None => return Ok(None),
            Some(b'=') if !key.is_empty() => at = end(bytes, at + 1, SPACE),
            Some(_) => return wrong("a name without value"),
        }
        let quote = match bytes.get(at) {
            None => return Ok(None),
            Some(quote @ (b'"' | b'\'')) => *quote,
            Some(_) => return wrong("a value without quotes"),
        };
        let begin = at + 1;
        let (mut references, mut plain) = (false, true);
        at = end(bytes, begin, VALUE);
        loop {
            match bytes.get(at) {
                None => return Ok(None),
                Some(byte) if *byte == quote => break,
                Some(b'<') => return wrong("`<` in a value"),
                Some(b'&') => (references, plain) = (true, false),
                Some(b'\n' | b'\t' | b'\r') => plain = false,
                Some(_) => {}
            }
            at = end(bytes, at + 1, VALUE);
        }
        let value = begin..at;
        if references && let Err(error) = unescape(&tag[value.clone()]) {
            return wrong(&error.to_string());
        }
        if spans.iter().any(|span| same(&bytes[span.key.clone()], &bytes[key.clone()])) {
            return wrong(&format!("`{}` twice", &tag[key]));
        }
        spans.push(Span { key, value, plain });
        at += 1;
    }
}
