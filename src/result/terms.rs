//! Words of one language for those of another, exact or with holes for numbers and names.

use std::collections::BTreeMap;
use std::ops::Bound;

/// What is said in other words: of an entry with `{}`, what stands in the holes is kept, in its order; counts there, and
/// alone, are told with the word for what is counted. In a hole `{place}` stands a word of that place, which is told too.
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
/// let terms = [("{kind} {}", "{}：{}"), ("kind/igo", "国際機関")].into();
/// assert_eq!(translated(&terms, "igo 7").as_deref(), Some("国際機関：7"));
/// assert_eq!(translated(&terms, "council 7"), None);
/// let terms = [("{} from {}", "{}：{}"), ("{} from {}, the last {}", "{}：{}、最後{}")].into();
/// assert_eq!(translated(&terms, "2 from a, the last b").as_deref(), Some("2：a、最後b"));
/// ```
pub fn translated(terms: &Terms, text: &str) -> Option<String> {
    told(terms, terms, text)
}

/// Words of one language with those of another.
type Terms = BTreeMap<&'static str, &'static str>;

/// What is said in the words of some entries, those of one place or of all; what stands in holes, in those of all.
fn told(some: &Terms, terms: &Terms, text: &str) -> Option<String> {
    if let Some(exact) = some.get(text) {
        return Some((*exact).to_owned());
    }
    // A reason and what adds to it, each a saying of its own.
    let parts = text.split_once("; ");
    let both = parts.and_then(|(one, rest)| Some((told(some, terms, one)?, told(some, terms, rest)?)));
    if let Some((one, rest)) = both {
        return Some(format!("{one}。{rest}"));
    }
    // Of several forms the one that says most itself: a hole at the end takes whatever follows.
    let patterns = some.iter().filter(|(pattern, _)| pattern.contains('{'));
    let word = |(place, hole): &(&str, &str)| match place.is_empty() {
        true => Some(counts(terms, hole).or_else(|| counts_of(terms, hole)).unwrap_or_else(|| (*hole).to_owned())),
        false => told(&own(terms, place), terms, hole),
    };
    let words = |pattern: &str| holes(pattern, text)?.iter().map(word).collect::<Option<Vec<_>>>();
    let found = patterns.filter_map(|(pattern, other)| Some((pattern, other, words(pattern)?)));
    // Of two that say as much, the one whose holes tell what stands in them.
    let says = |pattern: &str| {
        let literal = pieces(pattern).map(|(_, piece)| piece.len()).sum::<usize>();
        (literal, pieces(pattern).filter(|(place, _)| !place.is_empty()).count())
    };
    let said =
        found.max_by_key(|(pattern, ..)| (says(pattern), *pattern)).map(|(_, other, words)| filled(other, &words));
    said.or_else(|| counts(some, text)).or_else(|| {
        // `1962: ` before a remark says of what it is.
        let (of, rest) = text.split_once(": ")?;
        let rest = told(some, terms, rest)?;
        let of = told(some, terms, of).or_else(|| (!of.contains(' ')).then(|| of.to_owned()))?;
        Some(format!("{of}：{rest}"))
    })
}

/// The entries of one place.
fn own(terms: &Terms, place: &str) -> Terms {
    let begin = format!("{place}/");
    let from = terms.range::<str, _>((Bound::Included(begin.as_str()), Bound::Unbounded));
    from.map_while(|(word, other)| Some((word.strip_prefix(begin.as_str())?, *other))).collect()
}

/// The same where a word means something of its own: entries `place/word` say what it is there, and are looked at first, in
/// the order of the places (a table, a column, a method, a parameter).
///
/// ```
/// use blocs::result::translated_in;
/// let terms = [("opposed", "対立"), ("proposals/opposed", "反対"), ("window/from {}", "{}から")].into();
/// assert_eq!(translated_in(&terms, &["clusters"], "opposed").as_deref(), Some("対立"));
/// assert_eq!(translated_in(&terms, &["proposals"], "opposed").as_deref(), Some("反対"));
/// assert_eq!(translated_in(&terms, &["lineage", "window"], "from 2012").as_deref(), Some("2012から"));
/// assert_eq!(translated_in(&terms, &["from"], "from 2012"), None);
/// ```
pub fn translated_in(terms: &Terms, places: &[&str], text: &str) -> Option<String> {
    translated_at(terms, places, text).or_else(|| translated(terms, text))
}

/// What it means in one of these places; `None` where it means there what it means anywhere, or nothing.
pub fn translated_at(terms: &Terms, places: &[&str], text: &str) -> Option<String> {
    places.iter().find_map(|place| told(&own(terms, place), terms, text))
}

/// Counts with the words for what is counted, `3 actors, 2 of 9 signed`; `None` where one of them is no count, or of what
/// has no word.
fn counts(terms: &Terms, text: &str) -> Option<String> {
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

/// The same with a word before it, `camps: 3 actors`, which says of what they are.
fn counts_of(terms: &Terms, text: &str) -> Option<String> {
    let (of, rest) = text.split_once(": ")?;
    Some(format!("{}：{}", terms.get(of).copied().unwrap_or(of), counts(terms, rest)?))
}

/// The pieces of a pattern between its holes, each with the place that the hole before it names; the first stands behind none.
fn pieces(pattern: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut pieces = pattern.split('{');
    let first = pieces.next().map(|piece| ("", piece));
    first.into_iter().chain(pieces.map(|piece| piece.split_once('}').unwrap_or(("", piece))))
}

/// What stands in the holes of a pattern, each with the place that the hole names; `None` when the text is not of its form.
fn holes<'a>(pattern: &'a str, text: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
    let mut pieces = pieces(pattern);
    let mut rest = text.strip_prefix(pieces.next()?.1)?;
    let mut holes = Vec::new();
    let mut pieces = pieces.peekable();
    while let Some((place, piece)) = pieces.next() {
        let at = match (pieces.peek(), piece) {
            (None, "") => rest.len(),
            (None, end) => rest.strip_suffix(end)?.len(),
            (Some(_), piece) => rest.find(piece)?,
        };
        let (hole, after) = (&rest[..at], &rest[at + piece.len()..]);
        if hole.is_empty() {
            return None;
        }
        holes.push((place, hole));
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
        let found = holes("over {} runs: mean {}", "over 20 runs: mean 0.5");
        assert_eq!(found, Some(vec![("", "20"), ("", "0.5")]));
        assert_eq!(holes("{kind} {}", "igo 7"), Some(vec![("kind", "igo"), ("", "7")]));
        assert_eq!(holes("over {} runs: mean {}", "over 20 runs"), None);
        assert_eq!(holes("no pair has {} joint items", "no pair has  joint items"), None);
        assert_eq!(holes("{} of {} rows", "3 of 4 rows, and more"), None);
    }
}
