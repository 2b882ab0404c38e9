//! Which actors hold the same positions on every item.

use std::collections::BTreeMap;

use crate::model::Cells;
use crate::view::{Held, Positions};

use super::super::agreement::rules::readings;
use super::super::agreement::{Near, Options};

/// How many profiles of positions differ, under the rules of what is a position, and the actors that share one. An
/// inherited position is like an own one; one near a code is like the code only where that is the rule.
pub(super) fn profiles(positions: &Positions, taken: &[usize], rules: &Options) -> (usize, Vec<Vec<String>>) {
    let cells = positions.cells();
    // On which items each code counts as a position, a bit an item.
    let mut counting: Vec<Vec<u64>> = Vec::new();
    for &item in taken {
        let read = readings(rules, &positions.items[item]);
        for code in (0..read.len()).filter(|&code| read[code].is_some()) {
            counting.resize(counting.len().max(code + 1), vec![0; cells.columns().div_ceil(64)]);
            counting[code][item / 64] |= 1 << (item % 64);
        }
    }
    let profile = |actor: usize| {
        let of_code = |(code, counting): (usize, &Vec<u64>)| {
            let held = Held::new(code);
            let numbers = match cells.are_small() {
                true => vec![vec![held.packed()]],
                false if rules.near == Near::Same => {
                    vec![[held, held.near(), held.inherited(), held.near().inherited()].map(Held::packed).to_vec()]
                }
                false => [held, held.near()].map(|held| vec![held.packed(), held.inherited().packed()]).to_vec(),
            };
            let found = |numbers: Vec<u8>| {
                let found = |word: usize| numbers.iter().fold(0, |all, &number| all | cells.equal(actor, word, number));
                counting.iter().enumerate().map(|(word, mask)| found(word) & mask).collect::<Vec<u64>>()
            };
            numbers.into_iter().flat_map(found).collect::<Vec<u64>>()
        };
        counting
            .iter()
            .enumerate()
            .filter(|(code, _)| !cells.are_small() || *code <= usize::from(Cells::SMALL))
            .flat_map(of_code)
            .collect::<Vec<u64>>()
    };
    // Profiles are told apart by a number made of them, and held only while two with one number are compared.
    let mut classes: BTreeMap<u64, Vec<Vec<usize>>> = BTreeMap::new();
    for actor in 0..positions.actors.len() {
        let mine = profile(actor);
        if mine.iter().all(|word| *word == 0) {
            continue;
        }
        let mixed = |sum: u64, word: &u64| (sum ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
        let classes = classes.entry(mine.iter().fold(0, mixed)).or_default();
        match classes.iter_mut().find(|class| profile(class[0]) == mine) {
            Some(class) => class.push(actor),
            None => classes.push(vec![actor]),
        }
    }
    let classes: Vec<Vec<usize>> = classes.into_values().flatten().collect();
    let shared = classes.iter().filter(|class| class.len() > 1);
    let named = |class: &Vec<usize>| class.iter().map(|&actor| positions.actors[actor].id.clone()).collect();
    (classes.len(), shared.map(named).collect())
}
