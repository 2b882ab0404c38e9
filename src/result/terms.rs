//! Words of one language for those of another, exact or with holes for numbers and names.

use std::collections::BTreeMap;

/// What is said in other words: of an entry with `{}`, what stands in the holes is kept, in its order; counts there, and
/// alone, are told with the word for what is counted.
///
/// ```
/// use blocs::result::translated;
/// let terms = [("actor", "主体"), ("{} joint item, minimum {}", "共通の案件{}件（最小{}件）")].into();
/// assert_eq!(translated(&terms, "actor").as_deref(), Some("主体"));
/// assert_eq!(translated(&terms, "1 joint item, minimum 5").as_deref(), Some("共通の案件1件（最小5件）"));
/// assert_eq!(translated(&terms, "actor; 1 joint item, minimum 5").as_deref(), Some("主体。共通の案件1件（最小5件）"));
/// // What is counted has its word, in a hole and alone.
/// let terms = [("actors", "主体"), ("signed", "署名"), ("{} set aside: {}", "{}を除外：{}")].into();
/// assert_eq!(translated(&terms, "3 actors set aside: 2 of 9 signed").as_deref(), Some("主体3を除外：署名2/9"));
/// assert_eq!(translated(&terms, "1 actor, 2 actors").as_deref(), Some("主体1、主体2"));
/// // What it is said of stands before it.
/// assert_eq!(translated(&terms, "1962: 1 actor").as_deref(), Some("1962：主体1"));
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
    let longest = found.max_by_key(|(pattern, ..)| (pattern.len() - 2 * pattern.matches("{}").count(), *pattern));
    let said = longest.map(|(_, other, holes)| {
        let told = |hole: &&str| counts(terms, hole).unwrap_or_else(|| (*hole).to_owned());
        filled(other, &holes.iter().map(told).collect::<Vec<_>>())
    });
    said.or_else(|| counts(terms, text)).or_else(|| {
        // `1962: ` before a remark says of what it is.
        let (of, rest) = text.split_once(": ")?;
        let rest = translated(terms, rest)?;
        let of = translated(terms, of).or_else(|| (!of.contains(' ')).then(|| of.to_owned()))?;
        Some(format!("{of}：{rest}"))
    })
}

/// Counts with the words for what is counted, `3 actors, 2 of 9 signed`; `None` where one of them is no count, or of what
/// has no word.
fn counts(terms: &BTreeMap<&'static str, &'static str>, text: &str) -> Option<String> {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let word = |thing: &str| {
        let many = || terms.get(format!("{thing}s").as_str());
        let of_many = || terms.get(format!("{}ies", thing.strip_suffix('y')?).as_str());
        terms.get(thing).or_else(many).or_else(of_many).copied()
    };
    let one = |count: &str| {
        let (n, thing) = count.split_once(' ').filter(|(n, _)| is_number(n))?;
        match thing.strip_prefix("of ").and_then(|rest| rest.split_once(' ')) {
            Some((all, thing)) if is_number(all) => Some(format!("{}{n}/{all}", word(thing)?)),
            _ => Some(format!("{}{n}", word(thing)?)),
        }
    };
    Some(text.split(", ").map(one).collect::<Option<Vec<String>>>()?.join("、"))
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

fn filled(pattern: &str, holes: &[String]) -> String {
    let mut filled = String::new();
    for (at, part) in pattern.split("{}").enumerate() {
        if at > 0 {
            filled.push_str(holes.get(at - 1).map_or("", String::as_str));
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
