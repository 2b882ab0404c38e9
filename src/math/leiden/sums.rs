//! Sums that are kept while nodes move, where rows are long and groups few.

use super::level::{Level, Mass};
use super::steps::Group;

/// The weight of the ties between each node and each group, changed at each move instead of added up at each look.
///
/// A look costs as much as there are groups, where a row costs as much as a node has neighbours; few of many looks move
/// anything. A sum that is kept is rounded in another order than one that is added up anew, so that a look which is not
/// clear by more than a margin is left to the row: what is found is the same.
pub(super) struct Sums {
    /// Of each group its place in a row; [`NONE`] of those that are empty.
    places: Vec<u32>,
    /// The group at each place.
    groups: Vec<u32>,
    room: usize,
    tied: Vec<f64>,
    margin: f64,
}

const NONE: u32 = u32::MAX;

impl Sums {
    /// Those of a level, if its rows are so long and its groups so few that looks gain by them.
    pub(super) fn of<M: Mass>(level: &Level<'_, M>, groups: &[u32], sizes: &[u32], tolerance: f64) -> Option<Self> {
        let n = level.len();
        let filled = sizes.iter().filter(|&&size| size > 0).count();
        if n < FEWEST || filled * n > level.ties.entries() / 4 || tolerance <= 0.0 {
            return None;
        }
        let room = filled + filled / 4 + 4;
        let mut sums = Self {
            places: vec![NONE; n],
            groups: Vec::with_capacity(room),
            room,
            tied: vec![0.0; n * room],
            margin: 1e3 * tolerance,
        };
        for (group, _) in sizes.iter().enumerate().filter(|(_, size)| **size > 0) {
            sums.places[group] = sums.groups.len() as u32;
            sums.groups.push(group as u32);
        }
        for (node, row) in sums.tied.chunks_exact_mut(room).enumerate() {
            let (ends, weights) = level.ties.slices(node);
            for (&end, weight) in ends.iter().zip(weights) {
                row[sums.places[groups[end as usize] as usize] as usize] += weight;
            }
        }
        Some(sums)
    }
    /// The group of highest gain and that gain, if it is clear.
    pub(super) fn look<M: Mass>(&self, node: usize, own: usize, mass: M, of: &[Group<M>]) -> Option<(usize, f64)> {
        let row = &self.tied[node * self.room..][..self.groups.len()];
        let (mut gain, mut best, mut second) = (f64::NEG_INFINITY, (own, f64::NEG_INFINITY), f64::NEG_INFINITY);
        for (&group, tied) in self.groups.iter().zip(row) {
            if group as usize == own {
                gain = tied - mass.with(of[own].mass - mass);
                continue;
            }
            // Whoever has no tie to a group is not drawn to it; the sum of ties that cancel is left to the row.
            let with = if group == NONE { f64::NEG_INFINITY } else { tied - mass.with(of[group as usize].mass) };
            if with > best.1 {
                (second, best) = (best.1, (group as usize, with));
            } else if with > second {
                second = with;
            }
        }
        let clear = |low: f64, high: f64| high - low > self.margin;
        if clear(best.1, gain) && (clear(0.0, gain) || clear(gain, 0.0)) {
            return Some((own, gain));
        }
        (clear(gain, best.1) && clear(second, best.1) && clear(0.0, best.1)).then_some(best)
    }
    /// A node has left one group for another; false when there is no room for that one.
    pub(super) fn moves<M: Mass>(
        &mut self,
        level: &Level<'_, M>,
        node: usize,
        from: usize,
        to: usize,
        left: bool,
    ) -> bool {
        if self.places[to] == NONE {
            let free = self.groups.iter().position(|&group| group == NONE);
            let place = free.unwrap_or(self.groups.len());
            if place == self.room {
                return false;
            }
            match free {
                Some(place) => self.groups[place] = to as u32,
                None => self.groups.push(to as u32),
            }
            self.tied.chunks_exact_mut(self.room).for_each(|row| row[place] = 0.0);
            self.places[to] = place as u32;
        }
        let (old, new) = (self.places[from] as usize, self.places[to] as usize);
        let (ends, weights) = level.ties.slices(node);
        for (&end, weight) in ends.iter().zip(weights) {
            let row = &mut self.tied[end as usize * self.room..][..self.room];
            row[old] -= weight;
            row[new] += weight;
        }
        if !left {
            (self.groups[old], self.places[from]) = (NONE, NONE);
        }
        true
    }
}

/// From how many nodes on it is worth its making.
const FEWEST: usize = 64;
