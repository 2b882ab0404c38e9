//! How many of the counted paths have no order in time.

use std::collections::BTreeMap;

use num_bigint::BigUint;

use crate::math::path_counts::{Counting, topological};
use crate::model::Day;

/// Above this number of arcs they are not counted.
const MOST_ARCS: usize = 1_000;

/// How many of the paths that are counted can be walked on no days: each step is taken on the earliest day that its dates
/// leave after the step before. `days` has the bounds of the steps of each arc; an arc without any can be taken on every day.
/// None for a large graph, or one with a circle.
pub(super) fn impossible(
    n: usize,
    arcs: &[(usize, usize)],
    days: &[Vec<(Day, Day)>],
    counting: Counting,
) -> Option<BigUint> {
    if arcs.len() > MOST_ARCS {
        return None;
    }
    let (mut enters, mut leaves) = (vec![false; n], vec![Vec::new(); n]);
    for (arc, &(from, to)) in arcs.iter().enumerate() {
        enters[to] = true;
        leaves[from].push(arc);
    }
    let order = topological(n, arcs)?;
    let any = vec![Vec::new(); arcs.len()];
    let count = |days: &[Vec<(Day, Day)>]| {
        let mut all = BigUint::default();
        // Of each vertex: how many paths reach it, by the earliest day of their last step.
        let mut reached: Vec<BTreeMap<Day, BigUint>> = vec![BTreeMap::new(); n];
        for &vertex in &order {
            if counting != Counting::Spc || !enters[vertex] {
                *reached[vertex].entry(Day::MIN).or_default() += 1_u8;
            }
            for (day, paths) in std::mem::take(&mut reached[vertex]) {
                for &arc in &leaves[vertex] {
                    let to = arcs[arc].1;
                    let fits = |&(first, last): &(Day, Day)| Some(day.max(first)).filter(|taken| *taken <= last);
                    let taken = match days[arc].as_slice() {
                        [] => Some(day),
                        steps => steps.iter().filter_map(fits).min(),
                    };
                    let Some(taken) = taken else { continue };
                    *reached[to].entry(taken).or_default() += &paths;
                    if counting == Counting::Spnp || leaves[to].is_empty() {
                        all += &paths;
                    }
                }
            }
        }
        all
    };
    Some(count(&any) - count(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 0 -> 1 on day 5, 1 -> 2 on day 3 or 7, 1 -> 3 on day 4, 0 -> 3 on any day. From source to sink 012, 013, 03: all
    /// but 013. From any vertex (SPLC) 12 and 13 too. Between any two (SPNP) 01 too: one impossible of all in each.
    #[test]
    fn paths_against_time_are_counted_by_hand() {
        let arcs = [(0, 1), (1, 2), (1, 3), (0, 3)];
        let on = |day: i32| (Day(day), Day(day));
        let days = [vec![on(5)], vec![on(3), on(7)], vec![on(4)], Vec::new()];
        for counting in Counting::ALL {
            assert_eq!(impossible(4, &arcs, &days, *counting), Some(BigUint::from(1_u8)), "{}", counting.word());
        }
        // Without day 7 no path runs on from 1 after day 5, and without days every path does.
        let less = [vec![on(5)], vec![on(3)], vec![on(4)], Vec::new()];
        assert_eq!(impossible(4, &arcs, &less, Counting::Spc), Some(BigUint::from(2_u8)));
        assert_eq!(impossible(4, &arcs, &vec![Vec::new(); 4], Counting::Spnp), Some(BigUint::default()));
    }
}
