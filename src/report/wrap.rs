//! Lines of a given width, in columns of a terminal: Japanese breaks between characters, the rest between words.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Breaks text into lines no wider than `width`; the second and later ones begin with `indent` spaces.
///
/// A word wider than a line is broken; a width that leaves no room is widened to one that leaves some.
pub(super) fn wrap(text: &str, width: Option<u16>, indent: usize) -> String {
    let Some(width) = width.map(usize::from) else { return text.split_whitespace().collect::<Vec<_>>().join(" ") };
    let width = width.max(indent + 8);
    let mut lines = Lines { text: String::new(), used: 0, width, indent };
    for word in text.split_whitespace() {
        let mut spaced = lines.used > 0;
        for piece in pieces(word) {
            lines.add(piece, spaced);
            spaced = false;
        }
    }
    lines.text
}

struct Lines {
    text: String,
    used: usize,
    width: usize,
    indent: usize,
}

impl Lines {
    fn add(&mut self, piece: &str, spaced: bool) {
        let wide = piece.width();
        if self.used + usize::from(spaced) + wide <= self.width {
            if spaced {
                self.text.push(' ');
                self.used += 1;
            }
            self.text.push_str(piece);
            self.used += wide;
        } else if wide <= self.width - self.indent {
            self.turn();
            self.text.push_str(piece);
            self.used += wide;
        } else {
            if spaced {
                self.turn();
            }
            for c in piece.chars() {
                let wide = c.width().unwrap_or(0);
                if self.used + wide > self.width {
                    self.turn();
                }
                self.text.push(c);
                self.used += wide;
            }
        }
    }

    fn turn(&mut self) {
        if self.used > 0 {
            self.text.push('\n');
            self.text.extend(std::iter::repeat_n(' ', self.indent));
            self.used = self.indent;
        }
    }
}

/// The parts of a word between which a line may break: after every double-width character, unless what follows may
/// not begin a line, or what stands there may not end one.
fn pieces(word: &str) -> impl Iterator<Item = &str> {
    const NO_BEGIN: &str = "、。，．）」』】〕〉》・ー々！？：；ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ),.;:!?]%";
    const NO_END: &str = "（「『【〔〈《([";
    let mut rest = word;
    std::iter::from_fn(move || {
        let mut chars = rest.char_indices().peekable();
        let mut end = rest.len();
        while let Some((_, c)) = chars.next() {
            let Some(&(at, next)) = chars.peek() else { break };
            // What has no width of its own belongs to what stands before it.
            let joined =
                next.width().unwrap_or(0) == 0 || c == '\u{200D}' || NO_BEGIN.contains(next) || NO_END.contains(c);
            let wide = |c: char| c.width() == Some(2);
            if !joined && (wide(c) || wide(next)) {
                end = at;
                break;
            }
        }
        let (piece, after) = rest.split_at(end);
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_characters_break_where_they_may() {
        assert_eq!(wrap("one two  three\nfour", None, 2), "one two three four");
        assert_eq!(wrap("one two three four", Some(10), 2), "one two\n  three\n  four");
        assert_eq!(wrap("経済産業省、日本", Some(10), 0), "経済産業\n省、日本");
        assert_eq!(wrap("文書の段階(系譜)", Some(12), 0), "文書の段階\n(系譜)");
        assert_eq!(wrap("文書の段階（系譜）", Some(12), 0), "文書の段階\n（系譜）");
        assert_eq!(wrap("abcdefghijklmnop", Some(10), 2), "abcdefghij\n  klmnop");
        assert_eq!(wrap("", Some(10), 2), "");
    }

    #[test]
    fn no_line_is_too_wide_and_no_character_is_lost() {
        let text = "Sie sagten 「日本は賛成」 and 👩‍👩‍👧 e\u{301} aaaaaaaaaaaaaaaaaaaaaaaaaaaa (b).";
        for width in 0..60 {
            let wrapped = wrap(text, Some(width), 3);
            let widest = usize::from(width).max(11);
            assert!(wrapped.lines().all(|line| line.width() <= widest), "{wrapped}");
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            assert_eq!(bare(&wrapped), bare(text));
        }
    }
}
