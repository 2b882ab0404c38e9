//! How sure positions are: estimated again from drawn answers or drawn items, placed as the original is.

use std::collections::BTreeSet;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use super::super::agreement::{ENOUGH, FEWEST_FAMILIES};
use super::design::{Design, Unit};
use super::outcome::{Outcome, found, search};
use super::{Bootstrap, Interval, Options, Resample, identify};
use crate::math::item_response::{Model, Responses, Search};
use crate::math::parallel;
use crate::math::resample::Families;
use crate::result::Undefined;

/// How sure a point is on each axis, or why nothing can be said.
pub(super) type Sure = Result<[Interval; 2], Undefined>;

/// The positions of one replicate; `None` where a point has too few items in it.
type Replicate = Vec<Option<[f64; 2]>>;

/// Half the width of a 95 % interval, in standard errors.
const NORMAL: f64 = 1.959_963_984_540_054;
/// A replicate need not be found as exactly as the estimate.
const TOLERANCE: f64 = 1e-3;

/// Fills in how sure each point of each unit is; gives what a reader must know.
pub(super) fn run(design: &Design, options: &Options, bootstrap: Bootstrap, units: &mut [Outcome]) -> Vec<String> {
    let replicates = bootstrap.replicates.max(1);
    let families: Vec<Vec<usize>> = units.iter().map(|outcome| families(design, &outcome.unit)).collect();
    let count = |at: usize| families[at].iter().collect::<BTreeSet<_>>().len();
    let usable = |at: usize| {
        units[at].placed.is_ok() && (bootstrap.resample != Resample::Families || count(at) >= FEWEST_FAMILIES)
    };
    let tasks: Vec<(usize, usize)> = (0..units.len())
        .filter(|&at| usable(at))
        .flat_map(|at| (0..replicates).map(move |replicate| (at, replicate)))
        .collect();
    let drawn = parallel::map(tasks.len(), options.threads, |task| {
        let (at, replicate) = tasks[task];
        let mut random = ChaCha8Rng::seed_from_u64(bootstrap.seed);
        random.set_stream(((at as u64) << 32) | replicate as u64);
        replicated(design, options, bootstrap, &units[at], &families[at], &mut random, replicate)
    });
    let mut notes = Vec::new();
    let mut by_unit: Vec<Vec<Option<Replicate>>> = vec![Vec::new(); units.len()];
    tasks.iter().zip(drawn).for_each(|((at, _), positions)| by_unit[*at].push(positions));
    let mut unsupported = BTreeSet::new();
    let mut narrow = BTreeSet::new();
    for (at, positions) in by_unit.into_iter().enumerate() {
        let few = count(at) < FEWEST_FAMILIES;
        if few && bootstrap.resample == Resample::Items {
            narrow.insert(count(at));
        }
        let outcome = &mut units[at];
        outcome.sure = Some(match &outcome.placed {
            Err(reason) => Err(reason.clone()),
            Ok(_) if few && bootstrap.resample == Resample::Families => {
                unsupported.insert(count(at));
                let families = if count(at) == 1 { "1 family".to_owned() } else { format!("{} families", count(at)) };
                Err(Undefined::because(format!("intervals not supported: {families}")))
            }
            Ok(_) => Ok(sure(&outcome.model, &positions, options.axes())),
        });
    }
    let spoken = |counts: &BTreeSet<usize>| counts.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
    if !unsupported.is_empty() {
        notes.push(format!("intervals not supported where there are so few families: {}", spoken(&unsupported)));
    }
    if !narrow.is_empty() {
        notes.push(format!(
            "resampled by items that fall into few families ({}): items that repeat each other make these intervals too narrow",
            spoken(&narrow)
        ));
    }
    notes
}

/// The family of each item of a unit.
fn families(design: &Design, unit: &Unit) -> Vec<usize> {
    let of = |column: &Vec<(usize, usize)>| {
        let (window, at) = column[0];
        design.families[design.windows[window].items[at].item]
    };
    unit.items.iter().map(of).collect()
}

/// The positions of one replicate; `None` where there is none.
fn replicated(
    design: &Design,
    options: &Options,
    bootstrap: Bootstrap,
    outcome: &Outcome,
    families: &[usize],
    random: &mut ChaCha8Rng,
    replicate: usize,
) -> Option<Replicate> {
    let unit = &outcome.unit;
    let (responses, from): (Responses, Model<2>) = match bootstrap.resample {
        Resample::Model => outcome.raw.draw(&unit.responses, random),
        Resample::Families | Resample::Items => {
            let families = match bootstrap.resample {
                Resample::Items => Families::of(&(0..families.len()).collect::<Vec<_>>()),
                _ => Families::of(families),
            };
            let picked = families.draw(bootstrap.seed, replicate as u64);
            (unit.responses.pick(&picked), outcome.raw.with_items(&unit.responses, &picked))
        }
    };
    let drawn = Unit {
        points: unit.points.clone(),
        items: Vec::new(),
        levels: Vec::new(),
        responses,
        chains: unit.chains.clone(),
    };
    let found = found(&drawn, options, Some(&from), Search { tolerance: TOLERANCE, ..search(options, 1) });
    let mut model = found;
    identify::place_like(&mut model, &drawn, design, options, &outcome.model).ok()?;
    let enough = |point: usize| drawn.responses.answered(point) >= options.minimum.max(1);
    Some((0..unit.points.len()).map(|point| enough(point).then(|| model.positions[point])).collect())
}

/// Standard errors and intervals of every point.
fn sure(model: &Model<2>, replicates: &[Option<Replicate>], axes: usize) -> Vec<Sure> {
    let point = |point: usize| -> Sure {
        let values: Vec<[f64; 2]> = replicates
            .iter()
            .filter_map(|positions| positions.as_ref().and_then(|positions| positions[point]))
            .collect();
        let least = (ENOUGH * replicates.len() as f64).ceil();
        if values.len() < 2 || (values.len() as f64) < least {
            let reason = format!("positioned in {} of {} resamples", values.len(), replicates.len());
            return Err(Undefined::because(reason));
        }
        Ok(std::array::from_fn(|axis| {
            if axis >= axes {
                return Interval::default();
            }
            let n = values.len() as f64;
            let mean = values.iter().map(|value| value[axis]).sum::<f64>() / n;
            let error = (values.iter().map(|value| (value[axis] - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
            // An anchor does not move: what is left is the rounding of a sum.
            let error = if error < 1e-12 { 0.0 } else { error };
            let at = model.positions[point][axis];
            Interval { error, low: at - NORMAL * error, high: at + NORMAL * error }
        }))
    };
    (0..model.positions.len()).map(point).collect()
}
