//! Qualifiers as a cell of a table: `key=value; key=value`.
//!
//! A `;` inside a value is written `\;`, and a `\` is written `\\`. Read back, a `\` before anything else stands for itself.

use std::borrow::Cow;

/// The cell that holds these pairs, each written `key=value`.
///
/// ```
/// use blocs::model::qualifiers;
/// assert_eq!(qualifiers::cell(["measure=states", r"title=a; b\c"]), r"measure=states; title=a\; b\\c");
/// ```
pub fn cell<T: AsRef<str>>(pairs: impl IntoIterator<Item = T>) -> String {
    let mut cell = String::new();
    for pair in pairs {
        if !cell.is_empty() {
            cell.push_str("; ");
        }
        for sign in pair.as_ref().chars() {
            if matches!(sign, ';' | '\\') {
                cell.push('\\');
            }
            cell.push(sign);
        }
    }
    cell
}

/// The pairs of a cell as they were before they were written, without white space around them; empty ones are left out.
///
/// ```
/// use blocs::model::qualifiers;
/// assert_eq!(qualifiers::pairs(r"measure=states; title=a\; b\\c;"), ["measure=states", r"title=a; b\c"]);
/// assert_eq!(qualifiers::pairs(r"path=C:\temp"), [r"path=C:\temp"]);
/// ```
pub fn pairs(cell: &str) -> Vec<Cow<'_, str>> {
    let (mut pairs, mut begin, mut escaped) = (Vec::new(), 0, false);
    for (at, byte) in cell.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b';' => {
                pairs.push(plain(cell[begin..at].trim()));
                begin = at + 1;
            }
            _ => {}
        }
    }
    pairs.push(plain(cell[begin..].trim()));
    pairs.retain(|pair| !pair.is_empty());
    pairs
}

fn plain(pair: &str) -> Cow<'_, str> {
    if !pair.contains('\\') {
        return pair.into();
    }
    let (mut text, mut signs) = (String::with_capacity(pair.len()), pair.chars().peekable());
    while let Some(sign) = signs.next() {
        let meant = if sign == '\\' { signs.next_if(|next| matches!(next, ';' | '\\')) } else { None };
        text.push(meant.unwrap_or(sign));
    }
    text.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_value_holds_comes_back() {
        for value in ["", ";", "a;b", "; a", "a;", "\\", "\\\\", "\\;", ";\\", "a\\", "C:\\x", "日本；米国", "a=b;c=d"]
        {
            let pair = format!("k={value}");
            let found = cell([&pair, "next=1"]);
            assert_eq!(pairs(&found), [&*pair, "next=1"], "{found}");
        }
        assert_eq!(pairs(" ; a=1 ;; "), ["a=1"]);
        assert_eq!(pairs("a=1\\"), ["a=1\\"]);
    }
}
