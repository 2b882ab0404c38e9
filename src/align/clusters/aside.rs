//! Who is in no group, and why: set aside before groups are sought.

use std::collections::BTreeMap;

use petgraph::unionfind::UnionFind;

use crate::result::Undefined;
use crate::view::Positions;

use super::super::agreement::Agreement;
use super::super::identifiability::{nobody, nothing_defined};
use super::search::Tie;

/// Why a measure that corrects for chance can place an actor nowhere.
pub(super) const CHANCE: &str = "holds one position throughout: chance explains its agreement with everybody";
/// Why camps can place an actor nowhere.
pub(super) const SIGNLESS: &str = "no tie with a sign: any camp fits";

/// Who always holds one position, who is set aside and why, and who is left, in order.
pub(super) fn placeable(
    positions: &Positions,
    agreement: &Agreement,
) -> (Vec<usize>, BTreeMap<usize, Undefined>, Vec<usize>) {
    let constant = constant(agreement, positions);
    let mut aside = constant.iter().map(|&actor| (actor, Undefined::because(CHANCE))).collect();
    mostly_undefined(agreement, &mut aside);
    let left = (0..agreement.actors.len()).filter(|actor| !aside.contains_key(actor)).collect();
    (constant, aside, left)
}

/// Who always holds one position, where the measure corrects for chance.
fn constant(agreement: &Agreement, positions: &Positions) -> Vec<usize> {
    if !agreement.options.measure.corrects() {
        return Vec::new();
    }
    let constant = agreement.options.constant(positions);
    (0..agreement.actors.len()).filter(|&actor| constant[actor]).collect()
}

/// Actors whose pairs are mostly undefined among those not set aside, with the reason, taken out until none is left.
fn mostly_undefined(agreement: &Agreement, aside: &mut BTreeMap<usize, Undefined>) {
    let n = agreement.actors.len();
    let mut undefined = vec![0_usize; n];
    let left: Vec<bool> = (0..n).map(|actor| !aside.contains_key(&actor)).collect();
    for (a, b, joint) in agreement.joint.iter().filter(|(a, b, _)| left[*a] && left[*b]) {
        if !joint.is_defined(agreement.options.minimum) {
            undefined[a] += 1;
            undefined[b] += 1;
        }
    }
    loop {
        let left: Vec<usize> = (0..n).filter(|actor| !aside.contains_key(actor)).collect();
        let pairs = left.len().saturating_sub(1);
        let worst = left.iter().map(|&actor| undefined[actor]).max().unwrap_or(0);
        if worst * 2 <= pairs {
            return;
        }
        // All of one share together: which of two equals goes first must not decide.
        let leaving: Vec<usize> = left.iter().copied().filter(|&actor| undefined[actor] == worst).collect();
        for &actor in &leaving {
            let why = format!("set aside: {worst} of {pairs} pairs undefined");
            aside.insert(actor, Undefined::because(why));
            for &other in left.iter().filter(|&&other| other != actor) {
                if agreement.between(actor, other).is_err() {
                    undefined[other] -= 1;
                }
            }
        }
    }
}

/// The defined pairs among some actors, by their places among them.
pub(super) fn ties_among<'a>(agreement: &'a Agreement, usable: &'a [usize]) -> impl Iterator<Item = Tie> + 'a {
    let place = |actor: usize| usable.binary_search(&actor).ok();
    agreement.defined().filter_map(move |(a, b, index)| Some((place(a)?, place(b)?, index)))
}

/// Actors without a tie that has a sign: as far from each as near. Nobody where that holds of all, who then have no groups
/// for a reason of their own.
pub(super) fn without_sign(agreement: &Agreement, usable: &[usize], ties: &[Tie]) -> Vec<usize> {
    let rules = &agreement.options;
    let Ok(signs) = rules.measure.signs(rules.normalisation) else { return Vec::new() };
    let mut signed = vec![false; usable.len()];
    for &(a, b, _) in ties.iter().filter(|tie| signs.of(tie.2).abs() > 1e-12) {
        (signed[a], signed[b]) = (true, true);
    }
    match signed.contains(&true) {
        true => usable.iter().zip(signed).filter(|(_, signed)| !signed).map(|(&actor, _)| actor).collect(),
        false => Vec::new(),
    }
}

/// Why no groups are sought among those who are left, with or without a tie.
pub(super) fn reason_for_none(
    positions: &Positions,
    agreement: &Agreement,
    constant: usize,
    usable: &[usize],
    tied: bool,
) -> Option<Undefined> {
    if let Some(nobody) = nobody(positions, &agreement.options) {
        return Some(Undefined::because(nobody.english));
    }
    if agreement.defined().next().is_none() {
        return Some(Undefined::because(nothing_defined(agreement).english));
    }
    if let (true, Some(sets)) = (usable.len() < 2, apart(agreement)) {
        return Some(Undefined::because(sets));
    }
    if usable.len() < 2 && constant > 0 {
        return Some(Undefined::because(
            "fewer than two actors are left when those that hold one position throughout are set aside",
        ));
    }
    if usable.len() < 2 || !tied {
        return Some(Undefined::because(
            "fewer than two actors are left when those with mostly undefined pairs are set aside",
        ));
    }
    None
}

/// The sets of actors that no defined pair ties to each other, where there are two and more: bodies without a member in
/// common, or the same body at two times.
fn apart(agreement: &Agreement) -> Option<String> {
    let mut sets = UnionFind::<usize>::new(agreement.actors.len());
    agreement.defined().for_each(|(a, b, _)| {
        sets.union(a, b);
    });
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    (0..agreement.actors.len()).for_each(|actor| *sizes.entry(sets.find(actor)).or_default() += 1);
    let mut sizes: Vec<usize> = sizes.into_values().filter(|&size| size > 1).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    let each: Vec<String> = sizes.iter().map(usize::to_string).collect();
    (each.len() > 1).then(|| {
        format!("{} sets of actors without a defined pair between them, of {} actors", each.len(), each.join(" + "))
    })
}
