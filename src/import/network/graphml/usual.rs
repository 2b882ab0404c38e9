//! A node or an edge of the usual form, read at once: attributes in double quotes, data of plain text, white space between.
//!
//! Whatever is not of that form, or would be a fault, is left as it is, for the reader that tells one tag after another.

use super::super::keys::Side;
use super::super::tokens::{VALUE, end, next_tag};
use super::super::xml::Here;
use super::{Inside, Parse};

/// The most data of an element that is read at once.
const MOST: usize = 64;

/// A text of which the beginning has been looked at.
struct Rest<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Rest<'t> {
    /// Passes these bytes, if they stand here.
    #[inline(always)]
    fn passes<const N: usize>(&mut self, bytes: &[u8; N]) -> bool {
        let here = self.text.as_bytes().get(self.at..).and_then(|rest| rest.first_chunk::<N>());
        let there = here == Some(bytes);
        self.at += if there { N } else { 0 };
        there
    }

    /// Passes a value that means what it is, with the quote behind it.
    #[inline(always)]
    fn value(&mut self) -> Option<&'t str> {
        let (begin, bytes) = (self.at, self.text.as_bytes());
        let end = end(bytes, begin, VALUE);
        self.at = end + 1;
        (*bytes.get(end)? == b'"').then(|| &self.text[begin..end])
    }

    #[inline(always)]
    fn spaces(&mut self) {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at), Some(b' ' | b'\n' | b'\t' | b'\r')) {
            self.at += 1;
        }
    }
}

impl Parse {
    /// Takes the node or edge that begins here, and gives its length; nothing where it is not of the usual form, and then
    /// nothing has been taken.
    pub(super) fn usual(&mut self, tag: &str, here: &mut Here<'_, '_>) -> Option<usize> {
        if self.stack.last() != Some(&Inside::Graph) {
            return None;
        }
        let mut rest = Rest { text: tag, at: 0 };
        let side = match () {
            () if rest.passes(b"<edge") => Side::Edge,
            () if rest.passes(b"<node") => Side::Node,
            () => return None,
        };
        let (mut id, mut from, mut to) = (None, None, None);
        loop {
            let place = match () {
                () if rest.passes(b" source=\"") => &mut from,
                () if rest.passes(b" target=\"") => &mut to,
                () if rest.passes(b" id=\"") => &mut id,
                () => break,
            };
            if place.replace(rest.value()?).is_some() {
                return None;
            }
        }
        let ends = match (side, from, to) {
            (Side::Node, None, None) => None,
            (Side::Edge, Some(from), Some(to)) if !from.is_empty() && !to.is_empty() => Some((from, to)),
            _ => return None,
        };
        self.usual.clear();
        if !rest.passes(b"/>") && !rest.passes(b" />") {
            if !rest.passes(b">") {
                return None;
            }
            self.usual_data(side, &mut rest)?;
        }
        let mut element = self.network.begin(id.unwrap_or_default(), here.line_and_column());
        for &(key, begin, end) in &self.usual {
            self.network.add(&mut element, key, &tag[begin..end]);
        }
        match ends {
            None => self.network.node(element),
            Some((from, to)) => {
                let ends = (self.network.number(from), self.network.number(to));
                self.network.tie(element, ends, self.directed == Some(true));
            }
        }
        Some(rest.at)
    }

    /// The data of an element up to its end: of each, its key and where its value is.
    #[inline(always)]
    fn usual_data(&mut self, side: Side, rest: &mut Rest<'_>) -> Option<()> {
        loop {
            rest.spaces();
            if !rest.passes(b"<data key=\"") {
                let ended = if side == Side::Edge { rest.passes(b"</edge>") } else { rest.passes(b"</node>") };
                return ended.then_some(());
            }
            let key = self.keys.find(rest.value()?, side)?;
            if !rest.passes(b">") {
                return None;
            }
            let begin = rest.at;
            let (Some(length), false) = next_tag(&rest.text.as_bytes()[begin..]) else { return None };
            let end = begin + length;
            rest.at = end;
            let again = || self.usual.iter().any(|(other, ..)| *other == key);
            if !rest.passes(b"</data>")
                || !self.keys.is_value(key, &rest.text[begin..end])
                || self.usual.len() == MOST
                || again()
            {
                return None;
            }
            self.usual.push((key, begin, end));
        }
    }
}

#[cfg(test)]
#[path = "usual_tests.rs"]
mod tests;
