//! How many a source says that a list holds.

use std::collections::{BTreeMap, BTreeSet};

use super::{AffiliationOptions, StatedSize};
use crate::model::{Dataset, Day, Participation, Span};

/// The numbers of participants that sources state of each arena, of those that may hold in the window.
pub(super) fn stated_sizes<'a>(dataset: &'a Dataset, options: &AffiliationOptions) -> BTreeMap<&'a str, Sizes> {
    let measures: &[&str] = if options.modes == [Participation::Attended] {
        &["participants", "participating-states", "states"]
    } else {
        &["members", "member-states", "seats", "states"]
    };
    let mut sizes: BTreeMap<&str, Sizes> = BTreeMap::new();
    let plain = dataset.claims.iter().filter(|claim| claim.is_plain());
    for claim in plain
        .filter(|claim| claim.qualifier("measure").is_some_and(|measure| measures.contains(&measure)))
        // A lower bound is no size, and a count of one class of participants is not that of all.
        .filter(|claim| claim.qualifier("bound").is_none_or(|bound| bound == "max"))
        .filter(|claim| claim.qualifier("class").is_none())
        .filter(|claim| options.window.may_hold(claim.as_of.as_ref().map_or(Span::UNKNOWN, |date| date.span())))
    {
        let day = claim.as_of.as_ref().map(|date| date.span().latest);
        let Some(size) = claim.target.value().and_then(|value| value.parse().ok()) else { continue };
        let size =
            if claim.qualifier("bound").is_some() { StatedSize::AtMost(size) } else { StatedSize::Exactly(size) };
        sizes.entry(claim.subject.as_str()).or_default().0.insert((day, size));
    }
    sizes
}

/// What sources state of one arena, by the day as of which they do.
#[derive(Debug, Default)]
pub(super) struct Sizes(BTreeSet<(Option<Day>, StatedSize)>);

impl Sizes {
    /// The size, if they all state the same number; else the numbers. Of a list whose size changed in the window, who ever took
    /// part in it may be more than any of them.
    pub(super) fn agreed(self) -> Result<StatedSize, Vec<u64>> {
        let counts: BTreeSet<u64> = self.0.iter().map(|(_, size)| size.count()).collect();
        match (self.0.last(), counts.len()) {
            (Some((_, size)), 1) => Ok(*size),
            _ => Err(counts.into_iter().collect()),
        }
    }
}
