//! Passages of sources: lines that lie inside other lines are no passage beside them.

use std::collections::{BTreeMap, BTreeSet};

/// Each place of evidence (`source:12-15`) with the passage that it belongs to: the widest of these places that holds its
/// lines, itself where none does. What names no lines stands alone.
pub(super) fn passages<'a>(evidence: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, &'a str> {
    let all: BTreeSet<&str> = evidence.collect();
    let mut found: BTreeMap<&str, &str> = all.iter().map(|place| (*place, *place)).collect();
    let mut places: Vec<(&str, u64, std::cmp::Reverse<u64>, &str)> = all
        .iter()
        .filter_map(|place| lines(place).map(|(source, first, last)| (source, first, std::cmp::Reverse(last), *place)))
        .collect();
    // By their first line, the longest first: a range lies inside another one if an earlier one ends no sooner.
    places.sort_unstable();
    let mut widest: Option<(&str, u64, &str)> = None;
    for (source, _, std::cmp::Reverse(last), place) in places {
        match widest {
            Some((same, end, whole)) if same == source && last <= end => _ = found.insert(place, whole),
            _ => widest = Some((source, last, place)),
        }
    }
    found
}

/// How many passages some places of evidence are.
pub(super) fn count<'a>(evidence: impl Iterator<Item = &'a str>) -> usize {
    passages(evidence).into_values().collect::<BTreeSet<_>>().len()
}

/// Source, first and last line.
fn lines(place: &str) -> Option<(&str, u64, u64)> {
    let (source, lines) = place.rsplit_once(':')?;
    let (first, last) = lines.split_once('-').unwrap_or((lines, lines));
    Some((source, first.parse().ok()?, last.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_inside_a_passage_is_that_passage() {
        let places = ["s:47-51", "s:45-51", "s:45", "s:44-46", "t:45-46", "s:51-60", "s", "s (p. 3; 12)", "s:45-51"];
        let found = passages(places.into_iter());
        // 45-51 holds 47-51 and, like 44-46 before it, 45; what only shares a line with it is another passage.
        assert_eq!((found["s:47-51"], found["s:45-51"]), ("s:45-51", "s:45-51"));
        assert!(["s:44-46", "s:45-51"].contains(&found["s:45"]));
        assert!(["s:44-46", "t:45-46", "s:51-60", "s", "s (p. 3; 12)"].iter().all(|own| found[own] == *own));
        assert_eq!(count(places.into_iter()), 7 - 1);
    }
}
