//! What the overlap of two lists can be when some memberships are unknown.

use crate::view::StatedSize;

/// How many of those unnamed join a list, at least and at most.
///
/// A size that a source states exactly is filled exactly, as far as there is anybody unknown to fill it with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Room {
    /// At least.
    pub least: usize,
    /// At most.
    pub most: usize,
}

impl Room {
    /// What a stated size leaves to a list that names some and of which it is unknown of others. A size below the number
    /// named is contradicted by the record and says nothing.
    pub fn of(stated: Option<StatedSize>, named: usize, unknown: usize) -> Self {
        let left = |size: u64| {
            let left = usize::try_from(size).unwrap_or(usize::MAX).checked_sub(named)?;
            Some(left.min(unknown))
        };
        let room = match stated {
            Some(StatedSize::Exactly(size)) => left(size).map(|left| Self { least: left, most: left }),
            Some(StatedSize::AtMost(size)) => left(size).map(|left| Self { least: 0, most: left }),
            None => None,
        };
        room.unwrap_or(Self { least: 0, most: unknown })
    }
}

/// Actors by what is known of them in two arenas, and how many more each arena holds.
///
/// An unknown cell may turn out either way; the choices are free but for the number that a stated size says to join.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Known {
    /// In both.
    pub both: usize,
    /// In the first, out of the second.
    pub first: usize,
    /// Out of the first, in the second.
    pub second: usize,
    /// In the first, unknown in the second.
    pub first_maybe: usize,
    /// Unknown in the first, in the second.
    pub maybe_second: usize,
    /// Unknown in the first, out of the second.
    pub maybe_out: usize,
    /// Out of the first, unknown in the second.
    pub out_maybe: usize,
    /// Unknown in both.
    pub maybe_both: usize,
    /// How many unnamed join the first.
    pub room: Room,
    /// How many unnamed join the second.
    pub room_second: Room,
}

/// Two completed lists: how many are shared, and the two sizes.
struct Lists {
    shared: usize,
    first: usize,
    second: usize,
}

/// Two completed lists that share as few as they can, and how many more can join without being shared.
struct Apart {
    lists: Lists,
    /// In the first alone.
    more: usize,
    /// In the second alone.
    more_second: usize,
    /// In both together: each stands in one of them.
    all: usize,
}

impl Known {
    /// Named in the first arena.
    pub fn named(&self) -> usize {
        self.both + self.first + self.first_maybe
    }
    /// Named in the second arena.
    pub fn named_second(&self) -> usize {
        self.both + self.second + self.maybe_second
    }
    /// Unknown in the first arena.
    pub fn unknown(&self) -> usize {
        self.maybe_second + self.maybe_out + self.maybe_both
    }
    /// Unknown in the second arena.
    pub fn unknown_second(&self) -> usize {
        self.first_maybe + self.out_maybe + self.maybe_both
    }
    /// The completed lists that share most and are no larger than they must be for it.
    ///
    /// Who is named in one list takes the room of the other only, so they come first; each further one shared takes room in
    /// both and adds to the union; whoever must join besides stands alone.
    fn joining(&self) -> Lists {
        let (room, other) = (self.room, self.room_second);
        let (first, second) = (self.maybe_second.min(room.most), self.first_maybe.min(other.most));
        let both = self.maybe_both.min(room.most - first).min(other.most - second);
        Lists {
            shared: self.both + first + second + both,
            first: self.named() + (first + both).max(room.least),
            second: self.named_second() + (second + both).max(other.least),
        }
    }
    /// The completed lists that share fewest, as large as they can be without anybody in a class of those unknown in both.
    ///
    /// Whoever must join takes a place where the other list is known not to be, then one where both are unknown; when those
    /// run out, each further one is shared.
    fn apart(&self) -> Apart {
        let (room, other) = (self.room, self.room_second);
        let first = self.maybe_out.min(room.most).max(room.least);
        let second = self.out_maybe.min(other.most).max(other.least);
        let placed = first.saturating_sub(self.maybe_out) + second.saturating_sub(self.out_maybe);
        let free = self.maybe_both.saturating_sub(placed);
        let (more, more_second) = (free.min(room.most - first), free.min(other.most - second));
        Apart {
            lists: Lists {
                shared: self.both + placed.saturating_sub(self.maybe_both),
                first: self.named() + first,
                second: self.named_second() + second,
            },
            more,
            more_second,
            all: free.min(more + more_second),
        }
    }
    /// Fewest and most shared.
    pub fn count(&self) -> (usize, usize) {
        (self.apart().lists.shared, self.joining().shared)
    }
    /// Lowest and highest Jaccard coefficient over every way the unknown may turn out in which somebody takes part;
    /// `None` when there is no such way.
    pub fn jaccard(&self) -> Option<(f64, f64)> {
        let (most, Apart { lists: least, all, .. }) = (self.joining(), self.apart());
        let low = ratio(least.shared, least.first + least.second - least.shared + all);
        let high = ratio(most.shared, most.first + most.second - most.shared);
        // Nobody named and nobody to be shared: whoever joins either list stands there alone.
        Some((low.or(high)?, high.or(low)?))
    }
    /// Lowest and highest overlap coefficient over every way in which both have somebody; `None` when there is none.
    ///
    /// Least: as few as can be are shared, and the smaller list grows as far as it can: min(a, b) is highest at the
    /// smallest of a's most, b's most, and half of what both can hold together.
    pub fn overlap(&self) -> Option<(f64, f64)> {
        let (most, Apart { lists: least, more, more_second, all }) = (self.joining(), self.apart());
        let (a, b) = (least.first, least.second);
        let smaller = (a + more).min(b + more_second).min((a + b + all) / 2);
        match (ratio(least.shared, smaller), ratio(most.shared, most.first.min(most.second))) {
            (Some(least), Some(most)) => Some((least, most)),
            // Only lists that share somebody can both have somebody.
            (None, Some(most)) => Some((most, most)),
            // Only lists that share nobody can.
            (Some(least), None) => Some((least, least)),
            (None, None) => None,
        }
    }
    /// Lowest and highest cosine over every way in which both have somebody; `None` when there is none.
    ///
    /// Most: as for the other two, for each further one shared adds more than it takes. Least: as few as can be are
    /// shared, and the product of the sizes is highest where all join and the sizes are as equal as they can be.
    pub fn cosine(&self) -> Option<(f64, f64)> {
        let (most, Apart { lists: least, more, more_second, all }) = (self.joining(), self.apart());
        let (a, b) = (least.first, least.second);
        let most = cosine(most.shared, most.first, most.second);
        let even = (a + b + all).div_ceil(2).saturating_sub(a);
        let mut joined = even.clamp(all - more_second, more);
        // Either side of the middle is as good, but for a list that must not stay empty.
        if b + all - joined == 0 && joined > all - more_second {
            joined -= 1;
        }
        let least = cosine(least.shared, a + joined, b + all - joined);
        match (least, most) {
            (Some(least), Some(most)) => Some((least, most)),
            // One of the two holds nobody but those it shares: one of them, and as many as can be in the other alone.
            (None, Some(most)) if b + more_second == 0 => Some((cosine(1, a + more, 1)?, most)),
            (None, Some(most)) => Some((cosine(1, 1, b + more_second)?, most)),
            (Some(least), None) => Some((least, least)),
            (None, None) => None,
        }
    }
}

/// |A ∩ B| / √(|A| |B|); `None` where a list is empty.
pub(super) fn cosine(both: usize, first: usize, second: usize) -> Option<f64> {
    // Of equal sizes it is a plain share, and exact.
    let root = if first == second { first as f64 } else { (first as f64 * second as f64).sqrt() };
    (first > 0 && second > 0).then(|| both as f64 / root)
}

/// A share, or `None` of nothing.
pub(super) fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tries every way the unknown may turn out: (both in, first only, second only, out) for each class of actors.
    fn every_way(known: &Known) -> (Vec<usize>, [Vec<f64>; 3]) {
        let (mut counts, mut jaccards, mut overlaps) = (Vec::new(), Vec::new(), Vec::new());
        let mut cosines = Vec::new();
        for shared_first in 0..=known.maybe_second {
            for shared_second in 0..=known.first_maybe {
                for only_first in 0..=known.maybe_out {
                    for only_second in 0..=known.out_maybe {
                        for both in 0..=known.maybe_both {
                            for one in 0..=known.maybe_both - both {
                                for other in 0..=known.maybe_both - both - one {
                                    let joined = shared_first + only_first + both + one;
                                    let joined_second = shared_second + only_second + both + other;
                                    let fits = |room: Room, joined| (room.least..=room.most).contains(&joined);
                                    if !fits(known.room, joined) || !fits(known.room_second, joined_second) {
                                        continue;
                                    }
                                    let shared = known.both + shared_first + shared_second + both;
                                    let (a, b) = (known.named() + joined, known.named_second() + joined_second);
                                    counts.push(shared);
                                    jaccards.extend(ratio(shared, a + b - shared));
                                    overlaps.extend(ratio(shared, a.min(b)));
                                    cosines.extend(cosine(shared, a, b));
                                }
                            }
                        }
                    }
                }
            }
        }
        (counts, [jaccards, overlaps, cosines])
    }

    fn bounds(values: &[f64]) -> Option<(f64, f64)> {
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        (!values.is_empty()).then_some((low, high))
    }

    #[test]
    fn bounds_are_those_of_every_way_the_unknown_may_turn_out() {
        let mut state = 12345_u64;
        let mut draw = |n: usize| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 33) as usize % n
        };
        for _ in 0..4000 {
            let known = Known {
                both: draw(3),
                first: draw(3),
                second: draw(3),
                first_maybe: draw(3),
                maybe_second: draw(3),
                maybe_out: draw(3),
                out_maybe: draw(3),
                maybe_both: draw(4),
                ..Known::default()
            };
            let known = if draw(4) == 0 { Known { both: 0, first: 0, second: 0, ..known } } else { known };
            let known = if draw(3) == 0 {
                Known { both: 0, first: 0, first_maybe: 0, maybe_second: 0, ..known }
            } else {
                known
            };
            // No size, one that is a ceiling, or an exact one: below the number named it says nothing, above all unknown it
            // is filled as far as it goes.
            let mut stated = |named: usize| match draw(4) {
                0 => None,
                1 => Some(StatedSize::AtMost((named + draw(9)).saturating_sub(1) as u64)),
                _ => Some(StatedSize::Exactly((named + draw(9)).saturating_sub(1) as u64)),
            };
            let (one, other) = (stated(known.named()), stated(known.named_second()));
            let known = Known {
                room: Room::of(one, known.named(), known.unknown()),
                room_second: Room::of(other, known.named_second(), known.unknown_second()),
                ..known
            };
            let (counts, [jaccards, overlaps, cosines]) = every_way(&known);
            assert_eq!(known.count(), (*counts.iter().min().unwrap(), *counts.iter().max().unwrap()), "{known:?}");
            assert_eq!(known.jaccard(), bounds(&jaccards), "{known:?}");
            assert_eq!(known.overlap(), bounds(&overlaps), "{known:?}");
            assert_eq!(known.cosine(), bounds(&cosines), "{known:?}");
        }
    }

    /// Six of 25 are named in one list, two of 27 in the other, both among the six, of 207: filled exactly they share from 2 to
    /// 25, so that Jaccard lies between 2/50 and 25/27, and is never 1.
    #[test]
    fn a_size_that_is_stated_exactly_is_filled_exactly() {
        let known = Known { both: 2, first_maybe: 4, maybe_both: 201, ..Known::default() };
        let of = |one, other| Known {
            room: Room::of(Some(one), known.named(), known.unknown()),
            room_second: Room::of(Some(other), known.named_second(), known.unknown_second()),
            ..known
        };
        let exact = of(StatedSize::Exactly(25), StatedSize::Exactly(27));
        assert_eq!(exact.count(), (2, 25));
        assert_eq!(exact.jaccard(), Some((2.0 / 50.0, 25.0 / 27.0)));
        assert_eq!(exact.overlap(), Some((2.0 / 25.0, 1.0)));
        assert_eq!(exact.cosine(), Some((2.0 / (25.0_f64 * 27.0).sqrt(), 25.0 / (25.0_f64 * 27.0).sqrt())));
        let at_most = of(StatedSize::AtMost(25), StatedSize::AtMost(27));
        assert_eq!(at_most.jaccard(), Some((2.0 / 50.0, 1.0)));
        // 120 and 130 of 207 cannot help sharing 43.
        assert_eq!(of(StatedSize::Exactly(120), StatedSize::Exactly(130)).count(), (43, 120));
    }
}
