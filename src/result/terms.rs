//! Words of one language for those of another, exact or with holes for numbers and names.

use std::collections::BTreeMap;

/// What is said in other words: of an entry with `{}`, whatever stands in the holes is kept, in its order.
///
/// ```
/// use blocs::result::translated;
/// let terms = [("actor", "主体"), ("{} joint item, minimum {}", "共通の案件{}件（最小{}件）")].into();
/// assert_eq!(translated(&terms, "actor").as_deref(), Some("主体"));
/// assert_eq!(translated(&terms, "1 joint item, minimum 5").as_deref(), Some("共通の案件1件（最小5件）"));
/// assert_eq!(translated(&terms, "actor; 1 joint item, minimum 5").as_deref(), Some("主体。共通の案件1件（最小5件）"));
/// assert_eq!(translated(&terms, "two left feet"), None);
/// let terms = [("{} from {}", "{}：{}"), ("{} from {}, the last {}", "{}：{}、最後{}")].into();
/// assert_eq!(translated(&terms, "2 from a, the last b").as_deref(), Some("2：a、最後b"));
/// ```
pub fn translated(terms: &BTreeMap<&'static str, &'static str>, text: &str) -> Option<String> {
    if let Some(exact) = terms.get(text) {
        return Some((*exact).to_owned());
    }
    // A reason and what adds to it, each a saying of its own.
    let parts = text.split_once("; ");
    let both = parts.and_then(|(one, rest)| Some((translated(terms, one)?, translated(terms, rest)?)));
    if let Some((one, rest)) = both {
        return Some(format!("{one}。{rest}"));
    }
    // Of several forms the one that says most itself: a hole at the end takes whatever follows.
    let patterns = terms.iter().filter(|(pattern, _)| pattern.contains("{}"));
    let found = patterns.filter_map(|(pattern, other)| Some((pattern, other, holes(pattern, text)?)));
    let (_, other, holes) =
        found.max_by_key(|(pattern, ..)| (pattern.len() - 2 * pattern.matches("{}").count(), *pattern))?;
    Some(filled(other, &holes))
}

/// What stands in the holes of a pattern; `None` when the text is not of its form.
fn holes<'a>(pattern: &str, text: &'a str) -> Option<Vec<&'a str>> {
    let mut parts = pattern.split("{}");
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut holes = Vec::new();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let at = match (parts.peek(), part) {
            (None, "") => rest.len(),
            (None, end) => rest.strip_suffix(end)?.len(),
            (Some(_), part) => rest.find(part)?,
        };
        let (hole, after) = (&rest[..at], &rest[at + part.len()..]);
        if hole.is_empty() {
            return None;
        }
        holes.push(hole);
        rest = after;
    }
    rest.is_empty().then_some(holes)
}

fn filled(pattern: &str, holes: &[&str]) -> String {
    let mut filled = String::new();
    for (at, part) in pattern.split("{}").enumerate() {
        if at > 0 {
            filled.push_str(holes.get(at - 1).copied().unwrap_or_default());
        }
        filled.push_str(part);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_are_found_by_hand() {
        assert_eq!(holes("over {} runs: mean {}", "over 20 runs: mean 0.5"), Some(vec!["20", "0.5"]));
        assert_eq!(holes("over {} runs: mean {}", "over 20 runs"), None);
        assert_eq!(holes("no pair has {} joint items", "no pair has  joint items"), None);
        assert_eq!(holes("{} of {} rows", "3 of 4 rows, and more"), None);
    }
}
