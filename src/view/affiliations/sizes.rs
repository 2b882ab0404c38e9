//! How many a source says that a list holds.

use std::collections::{BTreeMap, BTreeSet};

use super::gather::{Gathered, Places, actor_kinds};
use super::times::in_window;
use super::{AffiliationOptions, StatedSize};
use crate::model::{Dataset, Day, Participation, Span};

/// What a measure counts: a kind of actors, where it names one, and in which way they take part, where it names one.
const MEASURES: [(&str, Option<&str>, Option<Participation>); 6] = [
    ("members", None, Some(Participation::Entitled)),
    ("seats", None, Some(Participation::Entitled)),
    ("member-states", Some("state"), Some(Participation::Entitled)),
    ("participants", None, Some(Participation::Attended)),
    ("participating-states", Some("state"), Some(Participation::Attended)),
    ("states", Some("state"), None),
];

/// Puts down how many sources say each list holds, whom the view of these kinds of actors counts.
pub(super) fn count(dataset: &Dataset, options: &AffiliationOptions, kinds: &[String], found: &mut Gathered) {
    let places = Places::of(dataset);
    let unasked = AffiliationOptions { actors: Vec::new(), ..options.clone() };
    let by_default = actor_kinds(dataset, &unasked, &found.cells, &found.outside);
    for (arena, sizes) in stated_sizes(dataset, options, kinds, &by_default) {
        let Some(arena) = places.of_id(arena) else { continue };
        match sizes.agreed() {
            // The count of a signing is that of its text.
            Ok(size) => drop(found.sizes.entry(arena).or_insert(size)),
            Err(several) => drop(found.changing.insert(arena, several)),
        }
    }
}

/// The numbers of participants that sources state of each arena, of those that may hold in the window and count whom the view
/// does: members, of one way to take part, and of these kinds of actors. One that names no kind counts those who take part by
/// default.
fn stated_sizes<'a>(
    dataset: &'a Dataset,
    options: &AffiliationOptions,
    kinds: &[String],
    by_default: &[String],
) -> BTreeMap<&'a str, Sizes> {
    let members = options.roles.iter().all(|role| role == "member");
    let counts = |measure: &str| {
        let (_, kind, mode) = MEASURES.into_iter().find(|(word, ..)| *word == measure)?;
        let of_kind = kind.map_or(kinds == by_default, |kind| kinds == [kind]);
        let way = options.modes.as_slice();
        let of_mode =
            mode.map_or(way == [Participation::Entitled] || way == [Participation::Attended], |mode| way == [mode]);
        (members && of_kind && of_mode).then_some(())
    };
    let mut sizes: BTreeMap<&str, Sizes> = BTreeMap::new();
    let plain = dataset.claims.iter().filter(|claim| claim.is_plain());
    for claim in plain
        .filter(|claim| claim.qualifier("measure").and_then(counts).is_some())
        // A lower bound is no size, and a count of one class or part of the participants is not that of all.
        .filter(|claim| claim.qualifier("bound").is_none_or(|bound| bound == "max"))
        .filter(|claim| ["class", "region", "scope", "part"].iter().all(|key| claim.qualifier(key).is_none()))
        .filter(|claim| in_window(dataset, claim, options.window))
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
struct Sizes(BTreeSet<(Option<Day>, StatedSize)>);

impl Sizes {
    /// The size, if they all state the same number; else the numbers. Of a list whose size changed in the window, who ever took
    /// part in it may be more than any of them.
    fn agreed(self) -> Result<StatedSize, Vec<u64>> {
        let counts: BTreeSet<u64> = self.0.iter().map(|(_, size)| size.count()).collect();
        match (self.0.last(), counts.len()) {
            (Some((_, size)), 1) => Ok(*size),
            _ => Err(counts.into_iter().collect()),
        }
    }
}
