//! From the ties among some actors to groups of them: one function a family of methods.

use crate::math::csr::Csr;
use crate::math::frustration;
use crate::math::leiden::{self, Search};
use crate::math::linkage::{self, Join, Linkage};
use crate::math::parallel;
use crate::math::partitions::together;
use crate::math::residuals::{Null, residuals, signed_modularity};
use crate::result::{Cell, Undefined};

use super::super::agreement::{Measure, Options as Rules, plural};
use super::{Approach, NullModel, Options, Progress};

/// What a search ended in.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    /// The group of each actor.
    pub(super) groups: Vec<usize>,
    /// What each run ended in, where there were several.
    pub(super) ends: Vec<Vec<usize>>,
    /// Parameters as they came out.
    pub(super) parameters: Vec<(&'static str, String)>,
    /// The resolution of the constant null model, where that was used.
    pub(super) gamma: Option<f64>,
    /// What a reader must know.
    pub(super) notes: Vec<String>,
    /// The tree, of hierarchical methods.
    pub(super) tree: Vec<Join>,
    /// Who could stand in another camp at no cost.
    pub(super) free: Vec<usize>,
}

/// A tie: two places among the actors and their agreement.
pub(super) type Tie = (usize, usize, f64);

/// Seeks groups by the approach of the options; a proof of camps may take so much `effort`.
///
/// # Undefined
/// Without a tie, or when nothing sets groups apart ([`not_apart`]): also of a resample, which then has no groups to be
/// counted.
pub(super) fn find(
    n: usize,
    ties: &[Tie],
    rules: Rules,
    options: &Options,
    effort: u64,
    progress: &Progress<'_>,
) -> Result<Found, Undefined> {
    if let Some(none) = not_apart(ties.iter().map(|tie| tie.2), rules, options.approach) {
        return Err(none);
    }
    match options.approach {
        Approach::Leiden => Ok(by_leiden(n, ties, options, progress)),
        Approach::SignedLeiden => by_signed_leiden(n, &signed(ties, rules)?, options, progress),
        Approach::Average => by_tree(n, &signed(ties, rules)?, Linkage::Average, options),
        Approach::Complete => by_tree(n, &signed(ties, rules)?, Linkage::Complete, options),
        Approach::Ward => by_tree(n, &signed(ties, rules)?, Linkage::Ward, options),
        Approach::Camps => by_camps(n, &signed(ties, rules)?, options, effort),
    }
}

/// Why such pairs make no groups by a method: by their measure, or since all are alike.
pub(super) fn not_apart(pairs: impl Iterator<Item = f64>, rules: Rules, approach: Approach) -> Option<Undefined> {
    let unread = || match approach {
        // What tells how far apart two stand would put together who is furthest.
        Approach::Leiden if rules.measure != Measure::Conflict => None,
        _ => rules.measure.signs(rules.normalisation).err(),
    };
    no_foes(rules, approach).or_else(|| all_alike(pairs, rules, approach)).or_else(unread)
}

/// Why such pairs make no groups: there is none, or all agree alike. Where a method reads signs, that all are foes sets
/// groups apart as well.
fn all_alike(pairs: impl Iterator<Item = f64>, rules: Rules, approach: Approach) -> Option<Undefined> {
    let none = (0_usize, f64::INFINITY, f64::NEG_INFINITY);
    let (count, low, high) = pairs.fold(none, |(count, low, high), index| (count + 1, low.min(index), high.max(index)));
    if count == 0 {
        return Some(Undefined::because("no pair is defined"));
    }
    let foes = || rules.measure.signs(rules.normalisation).is_ok_and(|signs| signs.of(high) < -1e-12);
    if high - low >= 1e-12 || (approach.reads_signs() && foes()) {
        return None;
    }
    let alike = Cell::Number(high).plain();
    Some(Undefined::because(match count {
        1 => format!("only one pair has a number, {alike}: nothing sets groups apart"),
        _ => format!("every defined pair agrees alike ({alike}): nothing sets groups apart"),
    }))
}

/// Why a measure makes no foes, where the method asks for them: congruence is low of two that disagree and of two that
/// seldom meet.
pub(super) fn no_foes(rules: Rules, approach: Approach) -> Option<Undefined> {
    (approach.reads_signs() && rules.measure == Measure::Congruence)
        .then(|| Undefined::because("congruence has no foes: who seldom met would be one; subtract has them"))
}

/// The resolution of the constant null model: as given, else the mean agreement.
pub(super) fn gamma(ties: &[Tie], options: &Options) -> Option<f64> {
    let mean = ties.iter().map(|tie| tie.2).sum::<f64>() / ties.len().max(1) as f64;
    match (options.approach, options.null) {
        (Approach::Leiden, NullModel::Constant) => {
            Some(options.gamma.filter(|gamma| gamma.is_finite()).unwrap_or(mean))
        }
        _ => None,
    }
}

fn signed(ties: &[Tie], rules: Rules) -> Result<Vec<Tie>, Undefined> {
    let signs = rules.measure.signs(rules.normalisation)?;
    Ok(ties.iter().map(|&(a, b, value)| (a, b, signs.of(value))).collect())
}

fn by_leiden(n: usize, ties: &[Tie], options: &Options, progress: &Progress<'_>) -> Found {
    let gamma = gamma(ties, options);
    let graph = residuals(n, ties, gamma.map_or(Null::Strength, Null::Constant));
    let (mut found, best) = consensus(&graph, options.search, progress);
    if let Some(gamma) = gamma {
        found.parameters.push(("gamma", Cell::Number(gamma).plain()));
    }
    let quality = leiden::quality(&graph, &found.groups);
    found.parameters.push(("quality H", beside_best(quality, leiden::quality(&graph, &best))));
    found.gamma = gamma;
    found
}

fn by_signed_leiden(n: usize, ties: &[Tie], options: &Options, progress: &Progress<'_>) -> Result<Found, Undefined> {
    let (mut found, best) = consensus(&residuals(n, ties, Null::Signed), options.search, progress);
    let none = || Undefined::because("every pair stands exactly half way: no tie has a sign");
    let quality = signed_modularity(n, ties, &found.groups).ok_or_else(none)?;
    let best = signed_modularity(n, ties, &best).ok_or_else(none)?;
    found.parameters.push(("signed modularity", beside_best(quality, best)));
    Ok(found)
}

/// The quality of the groups as given, and that of the best run where it is another one.
fn beside_best(quality: f64, best: f64) -> String {
    let number = |value: f64| Cell::Number(value).plain();
    match best - quality > 1e-9 * best.abs() {
        true => format!("{} (best run {})", number(quality), number(best)),
        false => number(quality),
    }
}

/// The best of many runs where they agree; where they do not, what they agree on: pairs that more than half of the runs
/// put together are sought again, until all runs end alike. Beside it the best run, which has the higher quality.
fn consensus(graph: &Csr, search: Search, progress: &Progress<'_>) -> (Found, Vec<usize>) {
    let n = graph.len();
    let partition = leiden::leiden_told(graph, search, &|done| progress("run", done, search.runs));
    let (reached, runs) = (partition.reached, partition.runs);
    let mut notes = Vec::new();
    let best = partition.groups;
    let (mut ends, mut groups) = (partition.ends.clone(), best.clone());
    let alike = |ends: &[Vec<usize>]| ends.windows(2).all(|pair| pair[0] == pair[1]);
    let mut rounds = 0;
    while !alike(&ends) && rounds < ROUNDS {
        rounds += 1;
        let shares = together(&ends, n);
        let pairs = (1..n).flat_map(|high| (0..high).map(move |low| (low, high)));
        let ties: Vec<Tie> = pairs.zip(shares).map(|((low, high), share)| (low, high, share)).collect();
        let told = |done| progress("run for a consensus", done, search.runs);
        let again = leiden::leiden_told(&residuals(n, &ties, Null::Constant(0.5)), search, &told);
        (groups, ends) = (again.groups, again.ends);
    }
    let of_best = format!("the best partition's quality was reached in {reached} of {runs} runs");
    if groups == best {
        notes.push(of_best);
        if partition.rivals > 0 {
            notes.push(format!("{} of them found another partition of the same quality", partition.rivals));
        }
    } else {
        notes.push(format!("{of_best}; shown is not that partition, but the consensus of all runs"));
        let (mine, most) = (leiden::quality(graph, &groups), partition.quality);
        if most - mine > LOSS * most.abs() {
            let less = Cell::Number(((most - mine) / most * 1000.0).round() / 10.0).plain();
            notes.push(format!("the consensus has {less} % less quality than the best run: groups are weak here"));
        }
    }
    if rounds > 0 {
        let ended = if alike(&ends) { "" } else { ", without one end" };
        notes.push(format!("consensus of {runs} runs after {}{ended}", plural(rounds, "round")));
    }
    (Found { groups, ends: partition.ends, notes, ..Found::default() }, best)
}

/// From which share of lost quality on a consensus is said to be weak.
const LOSS: f64 = 0.01;

/// The most rounds of consensus.
const ROUNDS: usize = 10;

fn by_tree(n: usize, ties: &[Tie], linkage: Linkage, options: &Options) -> Result<Found, Undefined> {
    if ties.iter().any(|tie| tie.2 > 1.0 + 1e-9) {
        return Err(Undefined::because("sums that are not normalised have no distance"));
    }
    // From 0, as near as can be, to 1.
    let far = |weight: f64| (1.0 - weight) / 2.0;
    let mean = ties.iter().map(|tie| far(tie.2)).sum::<f64>() / ties.len().max(1) as f64;
    let mut distances = vec![mean; n * n.saturating_sub(1) / 2];
    let place = |a: usize, b: usize| {
        let (low, high) = (a.min(b), a.max(b));
        low * (2 * n - low - 1) / 2 + high - low - 1
    };
    ties.iter().for_each(|(a, b, weight)| distances[place(*a, *b)] = far(*weight));
    let mut trees = vec![
        linkage::joins(n, distances.clone(), linkage)
            .ok_or_else(|| Undefined::because("a distance is no finite number"))?,
    ];
    let mut found = Found::default();
    let tied = linkage::tied(n, distances.clone(), &trees[0], linkage);
    let Search { seed, runs, threads } = options.search;
    if tied > 0 {
        trees = linkage::in_other_orders(n, &distances, linkage, (runs.max(1), seed, threads));
    }
    let k = match options.clusters {
        Some(k) => k.min(n),
        None => {
            let distance = |a: usize, b: usize| distances[place(a, b)];
            let most = n.saturating_sub(1).min(MOST_GROUPS);
            let of = |at: usize| linkage::silhouettes(n, distance, &trees[at], most);
            let each = parallel::map(trees.len(), threads, of);
            let mean = |at: usize| each.iter().map(|widths| widths[at]).sum::<f64>() / each.len() as f64;
            let means = (0..each[0].len()).map(|at| (at + 2, mean(at)));
            let (k, best) =
                means.fold((1, f64::NEG_INFINITY), |best, next| if next.1 > best.1 + 1e-12 { next } else { best });
            found.parameters.push((
                "criterion",
                format!("widest mean silhouette of 2 to {MOST_GROUPS} groups ({})", Cell::Number(best).plain()),
            ));
            k
        }
    };
    found.parameters.push(("clusters", k.to_string()));
    let undefined = n * n.saturating_sub(1) / 2 - ties.len();
    if undefined > 0 {
        found.notes.push(format!("{} stand at the mean distance of the others", plural(undefined, "undefined pair")));
    }
    let cuts: Vec<Vec<usize>> = trees.iter().map(|tree| linkage::cut(n, tree, k)).collect();
    let shown = most_like(&cuts, n);
    found.groups.clone_from(&cuts[shown]);
    found.tree = trees.swap_remove(shown);
    // Counted in the tree that is shown: trees of other orders have other ties.
    let tied = if tied > 0 { linkage::tied(n, distances, &found.tree, linkage) } else { 0 };
    let joins = plural(found.tree.len(), "join");
    found.notes.push(format!("{tied} of {joins} tied: another pair of groups was as near"));
    if cuts.len() > 1 {
        let of = format!("the tree shown is, of {runs} orders, the one whose groups are most like those of all");
        found.notes.push(of);
        found.ends = cuts;
    }
    Ok(found)
}

/// Of many partitions the one that is most like all of them: that puts together the pairs that most of them put together.
/// Of equals the first.
fn most_like(partitions: &[Vec<usize>], n: usize) -> usize {
    let shares = together(partitions, n);
    let unlike = |groups: &Vec<usize>| {
        let pairs = (1..n).flat_map(|high| (0..high).map(move |low| (low, high)));
        let each = pairs.zip(&shares).map(|((low, high), share)| match groups[low] == groups[high] {
            true => 1.0 - share,
            false => *share,
        });
        each.sum::<f64>()
    };
    let sums = partitions.iter().map(unlike).enumerate();
    sums.fold((0, f64::INFINITY), |best, next| if next.1 < best.1 - 1e-9 { next } else { best }).0
}

/// The most groups that a criterion chooses among.
const MOST_GROUPS: usize = 12;

/// From this share of friends on, camps say more of how high agreement is than of who stands with whom.
const MOSTLY: f64 = 0.9;

fn by_camps(n: usize, ties: &[Tie], options: &Options, effort: u64) -> Result<Found, Undefined> {
    let graph = Csr::from_ties(n, ties);
    let k = options.clusters.unwrap_or(2);
    let camps = frustration::camps(&graph, k, options.search.seed, effort);
    let all: f64 = ties.iter().map(|tie| tie.2.abs()).sum();
    if all <= 0.0 {
        return Err(Undefined::because("every pair stands exactly half way: no tie has a sign"));
    }
    let number = |value: f64| Cell::Number(value).plain();
    let mut found = Found { groups: camps.groups.clone(), ..Found::default() };
    found.parameters.push(("clusters", k.to_string()));
    let used = camps.groups.iter().max().map_or(0, |largest| largest + 1);
    if used < k {
        found.notes.push(format!("{used} of {k} camps are used: more take no frustration off"));
    }
    found.free = free(&graph, &camps.groups, used.max(k.min(used + 1)));
    if !found.free.is_empty() {
        let who = plural(found.free.len(), "actor");
        found.notes.push(format!("{who} could stand in another camp at no cost"));
    }
    found.parameters.push(("frustrated weight", format!("{} of {}", number(camps.frustrated), number(all))));
    if k == 2 {
        found.parameters.push(("balance F", number(1.0 - 2.0 * camps.frustrated / all)));
    }
    let friends = ties.iter().filter(|tie| tie.2 > 0.0).count();
    if friends < ties.len() && friends as f64 >= MOSTLY * ties.len() as f64 {
        found.notes.push(format!(
            "{friends} of {} ties are of friends, since nearly all agree on more than half: camps part from foes of nearly \
             everybody alone; `leiden` holds each pair against the mean",
            ties.len()
        ));
    }
    found.notes.push(if camps.is_proved() {
        "proved: no other camps have less frustrated weight".to_owned()
    } else {
        format!("not proved: at least {} is frustrated in any camps", number(camps.bound))
    });
    Ok(found)
}

/// Who could stand in another of so many camps without more frustration, alone or with all of its friends in its own: who
/// has as much weight of friends less foes there as among those who would be left.
fn free(graph: &Csr, groups: &[usize], camps: usize) -> Vec<usize> {
    let tolerance = 1e-9 * graph.largest();
    let mut members = vec![0_usize; camps];
    groups.iter().for_each(|&camp| members[camp] += 1);
    let could = |movers: &Vec<usize>| {
        let mut weight = vec![0.0; camps];
        let ties = movers.iter().flat_map(|&actor| graph.row(actor));
        let leaving = |other: usize| movers.binary_search(&other).is_ok();
        ties.filter(|(other, _)| !leaving(*other)).for_each(|(other, tie)| weight[groups[other]] += tie);
        let own = groups[movers[0]];
        // Who is alone in a camp would be alone in an empty one: that is the same camp by another name.
        // And of two halves that part or meet, the smaller is said to move.
        let stay = members[own] - movers.len();
        let smaller = |camp: usize| match (members[camp], stay) {
            (0, stay) => movers.len() <= stay,
            (there, 0) => movers.len() <= there,
            _ => true,
        };
        let other = |camp: &usize| *camp != own && smaller(*camp);
        (0..camps).filter(other).any(|camp| weight[camp] >= weight[own] - tolerance)
    };
    let single = (0..graph.len()).map(|actor| vec![actor]);
    let mut free: Vec<usize> = single.chain(friends(graph, groups)).filter(could).flatten().collect();
    free.sort_unstable();
    free.dedup();
    free
}

/// Who hangs together inside camps by positive ties, as sorted lists of two and more.
fn friends(graph: &Csr, groups: &[usize]) -> Vec<Vec<usize>> {
    let mut seen = vec![false; graph.len()];
    let mut found = Vec::new();
    for first in 0..graph.len() {
        let (mut together, mut next) = (vec![first], 0);
        if std::mem::replace(&mut seen[first], true) {
            continue;
        }
        while let Some(&actor) = together.get(next) {
            next += 1;
            for (other, tie) in graph.row(actor) {
                if tie > 0.0 && groups[other] == groups[actor] && !std::mem::replace(&mut seen[other], true) {
                    together.push(other);
                }
            }
        }
        together.sort_unstable();
        if together.len() > 1 {
            found.push(together);
        }
    }
    found
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
