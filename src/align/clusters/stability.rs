//! How firmly actors stand in their groups: over the runs of the search, and over resampled items.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::math::parallel;
use crate::math::partitions::{likeness, together};
use crate::math::resample::quantile;
use crate::result::{Cell, Pairs, Undefined};
use crate::view::Positions;

use super::super::agreement::{Agreement, Bootstrap, ENOUGH, Options as Rules, Replicates};
use super::aside::ties_among;
use super::search::{Tie, find};
use super::{Options, Progress};

/// What many partitions agree on.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    /// The share of partitions in which two clustered actors stand together; in the order of the clustered actors.
    pub together: Pairs<f64>,
    /// For each clustered actor, how firmly it stands: the mean of that share over the others of its group; of an
    /// actor alone in its group, 1 less the largest share.
    pub stability: Vec<f64>,
    /// How many partitions there are.
    pub partitions: usize,
    /// How like the partitions are to the groups as given: adjusted mutual information, mean and middle 95 %; `None` where
    /// it is not defined in any.
    pub likeness: Option<(f64, f64, f64)>,
}

impl Spread {
    fn of(partitions: &[Vec<usize>], groups: &[usize]) -> Self {
        let n = groups.len();
        let together = Pairs::from_values(n, together(partitions, n)).expect("one share a pair, by construction");
        let stability = (0..n)
            .map(|actor| {
                let others = || (0..n).filter(move |other| *other != actor);
                let own: Vec<f64> = others()
                    .filter(|other| groups[*other] == groups[actor])
                    .map(|other| *together.get(actor, other))
                    .collect();
                match own.as_slice() {
                    [] => 1.0 - others().map(|other| *together.get(actor, other)).fold(0.0, f64::max),
                    own => own.iter().sum::<f64>() / own.len() as f64,
                }
            })
            .collect();
        let mut likes: Vec<f64> = partitions.iter().filter_map(|other| likeness(other, groups).adjusted).collect();
        likes.sort_by(f64::total_cmp);
        let mean = likes.iter().sum::<f64>() / likes.len().max(1) as f64;
        let bound = |share| quantile(&likes, share);
        let likeness = bound(0.025).zip(bound(0.975)).map(|(low, high)| (mean, low, high));
        Self { together, stability, partitions: partitions.len(), likeness }
    }
    /// What is said of it in a note.
    pub(super) fn said(&self) -> String {
        let number = |value: f64| Cell::Number((value * 1000.0).round() / 1000.0).plain();
        match self.likeness {
            Some((mean, low, high)) => format!(
                "adjusted mutual information with the groups: mean {}, middle 95 % {} to {}",
                number(mean),
                number(low),
                number(high)
            ),
            None => "adjusted mutual information with the groups is not defined".to_owned(),
        }
    }
}

/// Over the runs of the search: what differs here, the algorithm decided.
pub(super) fn of_runs(ends: &[Vec<usize>], groups: &[usize]) -> Option<Spread> {
    (ends.len() > 1).then(|| Spread::of(ends, groups))
}

/// Over resampled items: what differs here, the items decide. Each resample is searched as the whole was, on the same
/// streams, so that resamples of items that all say the same end as the whole did. A resample in which every pair agrees
/// alike has no groups and is left out; the second number says of how many runs each is the consensus.
///
/// # Undefined
/// Where fewer than nine of ten resamples have groups: those that are left are not like the others.
pub(super) fn of_items(
    positions: &Positions,
    agreement: &Agreement,
    usable: &[usize],
    groups: &[usize],
    options: &Options,
    bootstrap: Bootstrap,
    progress: &Progress<'_>,
) -> Result<(Spread, usize), Undefined> {
    let replicates = Replicates::of(positions, &agreement.options, bootstrap)?;
    let mut each = *options;
    if each.approach.is_tree() && each.clusters.is_none() {
        // A tree is cut where the groups as given were, so that replicates can be compared.
        each.clusters = Some(groups.iter().max().map_or(1, |largest| largest + 1));
    }
    let ties: Vec<Tie> = ties_among(agreement, usable).collect();
    each.search.runs = runs_enough(&ties, groups, agreement.options, &each);
    each.search.threads = 1;
    let done = AtomicUsize::new(0);
    let partitions = parallel::map(bootstrap.replicates.max(1), options.search.threads, |replicate| {
        let weights = replicates.weights(replicate);
        let ties: Vec<Tie> = (1..usable.len())
            .flat_map(|high| (0..high).map(move |low| (low, high)))
            .filter_map(|(low, high)| Some((low, high, (*weights.get(usable[low], usable[high]))?)))
            .collect();
        // A resample is read for its camps, not for a proof that they are the best.
        let found =
            find(usable.len(), &ties, agreement.options, &each, 0, &|_, _, _| ()).ok().map(|found| found.groups);
        progress("resample", done.fetch_add(1, Ordering::Relaxed) + 1, bootstrap.replicates);
        found
    });
    let all = partitions.len();
    let partitions: Vec<Vec<usize>> = partitions.into_iter().flatten().collect();
    match partitions.len() {
        0 => Err(Undefined::because("no resample has groups")),
        some if (some as f64) < ENOUGH * all as f64 => {
            let least = (ENOUGH * all as f64).ceil();
            Err(Undefined::because(format!("groups in {some} of {all} resamples, minimum {least}")))
        }
        _ => Ok((Spread::of(&partitions, groups), each.search.runs)),
    }
}

/// The fewest runs, from [`FEWEST_RUNS`] on, whose consensus on all items is the groups as given: where the search seldom
/// wavers a few do, and resamples cost as little; where it does, all are made.
fn runs_enough(ties: &[Tie], groups: &[usize], rules: Rules, options: &Options) -> usize {
    let all = options.search.runs.max(1);
    if !options.approach.draws() && !options.approach.is_tree() {
        return all;
    }
    let mut of = *options;
    of.search.runs = FEWEST_RUNS;
    let differs =
        |of: &Options| find(groups.len(), ties, rules, of, 0, &|_, _, _| ()).is_ok_and(|found| found.groups != groups);
    while of.search.runs < all && differs(&of) {
        of.search.runs *= 2;
    }
    of.search.runs.min(all)
}

/// Fewer runs than these make no consensus.
const FEWEST_RUNS: usize = 5;

#[cfg(test)]
#[path = "stability_tests.rs"]
mod tests;
