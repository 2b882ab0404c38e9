//! What the overlap of two lists can be when some memberships are unknown.

/// Actors by what is known of them in two arenas, and how many more each arena may hold.
///
/// An unknown cell may turn out either way; the choices are free but for the room that a stated size leaves.
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
    /// How many unnamed the first may still hold.
    pub room: usize,
    /// How many unnamed the second may still hold.
    pub room_second: usize,
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
    /// Named in either.
    fn named_either(&self) -> usize {
        self.named() + self.named_second() - self.both
    }
    /// The unnamed that can join so that the two lists share most and grow least: in the first alone, in the second
    /// alone (both already in the other), and in both.
    ///
    /// Who is named in one list costs the room of the other only, so they come first; each further one shared takes
    /// room in both and adds to the union.
    fn joining(&self) -> (usize, usize, usize) {
        let first = self.maybe_second.min(self.room);
        let second = self.first_maybe.min(self.room_second);
        (first, second, self.maybe_both.min(self.room - first).min(self.room_second - second))
    }
    /// The most unnamed that can join either list without being shared: in the first, in the second, in all.
    fn apart(&self) -> (usize, usize, usize) {
        let (first, second) = (self.maybe_out.min(self.room), self.out_maybe.min(self.room_second));
        let (left, left_second) = (self.room - first, self.room_second - second);
        let all = first + second + self.maybe_both.min(left + left_second);
        (first + self.maybe_both.min(left), second + self.maybe_both.min(left_second), all)
    }
    /// Fewest and most shared.
    pub fn count(&self) -> (usize, usize) {
        let (first, second, both) = self.joining();
        (self.both, self.both + first + second + both)
    }
    /// Lowest and highest Jaccard coefficient over every way the unknown may turn out in which somebody takes part;
    /// `None` when there is no such way.
    pub fn jaccard(&self) -> Option<(f64, f64)> {
        let (first, second, both) = self.joining();
        let (_, _, apart) = self.apart();
        let least = ratio(self.both, self.named_either() + apart);
        let most = ratio(self.both + first + second + both, self.named_either() + both);
        // Nobody named and nobody to be shared: whoever joins either list stands there alone.
        let alone = (apart > 0).then_some(0.0);
        Some((least.or(most)?, most.or(alone)?)).or(alone.map(|zero| (zero, zero)))
    }
    /// Lowest and highest overlap coefficient over every way in which both have somebody; `None` when there is none.
    ///
    /// Least: nobody joins what is shared, and the smaller list grows as far as it can: min(a, b) is highest at the
    /// smallest of a's most, b's most, and half of what both can hold together.
    pub fn overlap(&self) -> Option<(f64, f64)> {
        let (first, second, both) = self.joining();
        let (first_apart, second_apart, all_apart) = self.apart();
        let (a, b) = (self.named(), self.named_second());
        let smaller = (a + first_apart).min(b + second_apart).min((a + b + all_apart) / 2);
        let most = ratio(self.both + first + second + both, (a + first + both).min(b + second + both));
        let least = ratio(self.both, smaller);
        match (least, most) {
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
    /// Most: as for the other two, for each further one shared adds more than it takes. Least: nobody joins what is
    /// shared, and the product of the sizes is highest where all join and the sizes are as equal as they can be.
    pub fn cosine(&self) -> Option<(f64, f64)> {
        let (first, second, both) = self.joining();
        let (first_apart, second_apart, all_apart) = self.apart();
        let (a, b) = (self.named(), self.named_second());
        let most = cosine(self.both + first + second + both, a + first + both, b + second + both);
        let even = (a + b + all_apart).div_ceil(2).saturating_sub(a);
        let mut joined = even.clamp(all_apart - second_apart, first_apart);
        // Either side of the middle is as good, but for a list that must not stay empty.
        if b + all_apart - joined == 0 && joined > all_apart - second_apart {
            joined -= 1;
        }
        let least = cosine(self.both, a + joined, b + all_apart - joined);
        match (least, most) {
            (Some(least), Some(most)) => Some((least, most)),
            // One of the two holds nobody but those it shares: one of them, and as many as can be in the other alone.
            (None, Some(most)) if b + second_apart == 0 => Some((cosine(1, a + first_apart, 1)?, most)),
            (None, Some(most)) => Some((cosine(1, 1, b + second_apart)?, most)),
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
                                    if joined > known.room || joined_second > known.room_second {
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
        for _ in 0..3000 {
            let known = Known {
                both: draw(3),
                first: draw(3),
                second: draw(3),
                first_maybe: draw(3),
                maybe_second: draw(3),
                maybe_out: draw(3),
                out_maybe: draw(3),
                maybe_both: draw(4),
                room: draw(7),
                room_second: draw(7),
            };
            let known = if draw(4) == 0 { Known { both: 0, first: 0, second: 0, ..known } } else { known };
            let known = if draw(3) == 0 {
                Known { both: 0, first: 0, first_maybe: 0, maybe_second: 0, ..known }
            } else {
                known
            };
            let (counts, [jaccards, overlaps, cosines]) = every_way(&known);
            assert_eq!(known.count(), (*counts.iter().min().unwrap(), *counts.iter().max().unwrap()), "{known:?}");
            assert_eq!(known.jaccard(), bounds(&jaccards), "{known:?}");
            assert_eq!(known.overlap(), bounds(&overlaps), "{known:?}");
            assert_eq!(known.cosine(), bounds(&cosines), "{known:?}");
        }
    }
}
