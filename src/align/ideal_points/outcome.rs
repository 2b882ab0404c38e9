//! Estimates, placed and told.

use std::sync::Arc;

use super::bootstrap::{self, Sure};
use super::design::{Design, Unit};
use super::identify::{self, Placed, Seen};
use super::{Fit, ItemPoint, Options, Point, WindowOfPoints};
use crate::math::item_response::{ItemFit, Model, Pulls, Search, fit};
use crate::math::parallel;
use crate::result::Undefined;

/// The estimate of a unit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Outcome {
    /// What was estimated.
    pub unit: Unit,
    /// The estimate as found: positions with mean 0 and variance 1, in no particular direction.
    pub raw: Model<2>,
    /// The same, placed.
    pub model: Model<2>,
    pub placed: Result<Placed, Undefined>,
    /// By what a step of the estimate is multiplied to become one of the placed estimate.
    pub axes: [[f64; 2]; 2],
    /// How well each item is told.
    pub fits: Vec<ItemFit>,
    /// Whether the order of the points tells every answer on an item.
    pub separated: Vec<bool>,
    /// How many answers of each point are told right.
    pub told: Vec<usize>,
    /// How sure each point is, where asked for.
    pub sure: Option<Result<Vec<Sure>, Undefined>>,
}

/// How a search is made on so many threads.
pub(super) fn search(options: &Options, threads: usize) -> Search {
    Search { threads, sweeps: options.sweeps, ..Search::default() }
}

/// The estimate of a unit, from a beginning where there is one.
pub(super) fn found(unit: &Unit, options: &Options, from: Option<&Model<2>>, search: Search) -> Model<2> {
    if options.axes() == 1 {
        fit::<1>(&unit.responses, &unit.chains, from.map(Model::seen_in), search).seen_in()
    } else {
        fit::<2>(&unit.responses, &unit.chains, from.cloned(), search)
    }
}

/// Estimates every unit: the outcome of each window (the last one of a unit holds it for all), and what a reader must
/// know beside it.
pub(super) fn estimate(design: &Design, options: &Options) -> (Vec<Option<Arc<Outcome>>>, Vec<String>) {
    let mut outcomes: Vec<Option<Arc<Outcome>>> = vec![None; design.windows.len()];
    let tied = design.units.len() == 1 && design.windows.iter().filter(|entry| entry.gate.is_none()).count() > 1;
    let within = if design.units.len() > 1 { 1 } else { options.threads };
    let models = parallel::map(design.units.len(), options.threads, |at| {
        let unit = &design.units[at];
        let from = tied.then(|| beginning(design, options)).flatten();
        found(unit, options, from.as_ref(), search(options, within))
    });
    let mut notes = Vec::new();
    let mut units: Vec<Outcome> = design.units.iter().zip(models).map(|(unit, raw)| unplaced(unit, raw)).collect();
    let limit = Search::default();
    for outcome in &units {
        let raw = &outcome.raw;
        if raw.change >= limit.tolerance {
            let when = spoken(design, &outcome.unit);
            notes.push(format!("{when}not converged after {} sweeps: last change {:.2e}", raw.sweeps, raw.change));
        }
    }
    place_all(design, options, &mut units);
    for outcome in &units {
        if matches!(outcome.placed, Ok(Placed { borrowed: true, .. })) {
            let when = spoken(design, &outcome.unit);
            notes.push(format!("{when}an anchor is absent: placed by the actors in common with the nearest window"));
        }
    }
    for outcome in &units {
        if let Ok(Placed { close: Some(apart), .. }) = &outcome.placed {
            let when = spoken(design, &outcome.unit);
            notes.push(format!(
                "{when}the anchors stand {apart:.2} standard deviations apart: small errors blow up the scale"
            ));
        }
    }
    if let Some(bootstrap) = options.bootstrap {
        notes.extend(bootstrap::run(design, options, bootstrap, &mut units));
    }
    for outcome in units {
        let mut windows: Vec<usize> = outcome.unit.points.iter().map(|(window, _)| *window).collect();
        windows.dedup();
        let outcome = Arc::new(outcome);
        for window in windows {
            outcomes[window] = Some(Arc::clone(&outcome));
        }
    }
    (outcomes, notes)
}

fn unplaced(unit: &Unit, raw: Model<2>) -> Outcome {
    let none = Err(Undefined::because("not placed"));
    let (fits, told) = raw.tell(&unit.responses);
    let separated = (0..unit.responses.items()).map(|item| raw.separates(&unit.responses, item)).collect();
    Outcome {
        unit: unit.clone(),
        model: raw.clone(),
        raw,
        placed: none,
        axes: [[1.0, 0.0], [0.0, 1.0]],
        fits,
        separated,
        told,
        sure: None,
    }
}

/// `1962: `, or nothing where there is one unit.
fn spoken(design: &Design, unit: &Unit) -> String {
    match unit.points.first() {
        Some((window, _)) if design.units.len() > 1 => format!("{}: ", design.windows[*window].period.name),
        _ => String::new(),
    }
}

/// Places the units in the order of time: from the first that stands by itself on, then backwards from it.
fn place_all(design: &Design, options: &Options, units: &mut [Outcome]) {
    let try_place = |outcome: &mut Outcome, seen: &mut Seen| {
        let mut model = outcome.raw.clone();
        // Three points that nobody stands on go along and show what became of the axes.
        let n = model.positions.len();
        model.positions.extend([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]);
        outcome.placed = identify::place(&mut model, &outcome.unit, design, options, seen);
        let ends = model.positions.split_off(n);
        if outcome.placed.is_ok() {
            outcome.axes = std::array::from_fn(|d| std::array::from_fn(|e| ends[e + 1][d] - ends[0][d]));
            let at = outcome.unit.points.iter().zip(&model.positions);
            at.for_each(|((_, actor), x)| _ = seen.insert(*actor, *x));
            outcome.model = model;
        }
        outcome.placed.is_ok()
    };
    let mut seen = Seen::new();
    let first = (0..units.len()).find(|&at| try_place(&mut units[at], &mut seen));
    let Some(first) = first else { return };
    let mut backwards = seen.clone();
    for outcome in &mut units[first + 1..] {
        try_place(outcome, &mut seen);
    }
    for outcome in units[..first].iter_mut().rev() {
        try_place(outcome, &mut backwards);
    }
}

/// Where windows that time ties begin: each alone, placed one by the other.
fn beginning(design: &Design, options: &Options) -> Option<Model<2>> {
    let alone = Options {
        prior: super::Prior::Static,
        bridge: super::Bridge::None,
        left: None,
        right: None,
        bootstrap: None,
        threads: 1,
        ..options.clone()
    };
    let apart = Design { anchors: [None, None], anchored: false, ..design.apart(&alone) };
    let (outcomes, _) = estimate(&apart, &alone);
    let unit = &design.units[0];
    let mut positions = Vec::with_capacity(unit.points.len());
    for (window, actor) in &unit.points {
        let outcome = outcomes[*window].as_ref()?;
        let at = outcome.unit.points.iter().position(|(_, other)| other == actor)?;
        positions.push(outcome.model.positions[at]);
    }
    Some(if options.axes() == 1 {
        Model::<1>::beginning(&unit.responses, positions.iter().map(|x| [x[0]]).collect()).seen_in()
    } else {
        Model::<2>::beginning(&unit.responses, positions)
    })
}

/// What a window shows of the estimate it is part of.
pub(super) fn window(
    design: &Design,
    outcomes: &[Option<Arc<Outcome>>],
    options: &Options,
    window: usize,
) -> WindowOfPoints {
    let entry = &design.windows[window];
    let outcome = outcomes[window].as_deref();
    let mut shown = WindowOfPoints {
        period: entry.period.clone(),
        points: Vec::new(),
        items: Vec::new(),
        lopsided: entry.lopsided,
        separated: 0,
        fit: Err(entry.gate.clone().unwrap_or_else(|| Undefined::because("nothing to estimate"))),
    };
    if let Some(outcome) = outcome {
        told(design, outcome, window, &mut shown);
    }
    for (&actor, &items) in &entry.actors {
        let point = outcome.and_then(|outcome| outcome.unit.points.binary_search(&(window, actor)).ok());
        let few = || Undefined::because(format!("{items} informative items, minimum {}", options.minimum));
        let position = match (&shown.fit, point, outcome) {
            (_, None, Some(_)) => Err(few()),
            (Err(reason), _, _) => Err(reason.clone()),
            (Ok(_), Some(point), Some(outcome)) => Ok(outcome.model.positions[point]),
            (Ok(_), _, None) => Err(few()),
        };
        let sure = outcome.and_then(|outcome| outcome.sure.as_ref());
        let interval = sure.map(|sure| match (&position, sure, point) {
            (Err(reason), _, _) | (_, Err(reason), _) => Err(reason.clone()),
            (Ok(_), Ok(sure), Some(point)) => sure[point].clone(),
            (Ok(_), Ok(_), None) => Err(few()),
        });
        let interval = match (interval, options.bootstrap, &position) {
            (None, Some(_), Err(reason)) => Some(Err(reason.clone())),
            (interval, _, _) => interval,
        };
        let told = match (point, outcome) {
            (Some(point), Some(outcome)) => outcome.told[point],
            _ => 0,
        };
        shown.points.push(Point { actor, items, position, interval, told });
    }
    shown
}

/// The items of a window, and how its positions are told.
fn told(design: &Design, outcome: &Outcome, window: usize, shown: &mut WindowOfPoints) {
    let (unit, model) = (&outcome.unit, &outcome.model);
    let fits = &outcome.fits;
    let (mut votes, mut errors, mut minority, mut ln) = (0, 0, 0, 0.0);
    for (column, of_column) in unit.items.iter().enumerate() {
        for (_, at) in of_column.iter().filter(|(of, _)| *of == window) {
            let fit = fits[column];
            votes += fit.answers;
            errors += fit.errors;
            minority += fit.minority;
            shown.separated += usize::from(outcome.separated[column]);
            ln += fit.log_likelihood;
            shown.items.push(ItemPoint {
                item: design.windows[window].items[*at].item,
                discrimination: model.slopes[column],
                cuts: model.cuts[unit.responses.cuts_of(column)].to_vec(),
                fit,
            });
        }
    }
    shown.items.sort_by_key(|item| item.item);
    if shown.separated == shown.items.len() {
        let reason = "separable: one order tells every position, so that distances rest on nothing but the prior";
        shown.fit = Err(Undefined::because(reason));
        return;
    }
    shown.fit = outcome.placed.clone().map(|placed| Fit {
        votes,
        correct: 1.0 - errors as f64 / votes as f64,
        reduction: 1.0 - errors as f64 / minority as f64,
        probability: libm::exp(ln / votes as f64),
        sweeps: outcome.raw.sweeps,
        change: outcome.raw.change,
        converged: outcome.raw.change < Search::default().tolerance,
        link: placed.link,
    });
}

impl Outcome {
    /// What moves a point and what holds it, in the units of the placed estimate.
    pub fn pulls(&self, point: usize) -> Pulls<2> {
        let placed = |step: [f64; 2]| std::array::from_fn(|d| (0..2).map(|e| self.axes[d][e] * step[e]).sum());
        let alone = vec![(point, 1.0)];
        let chain = self.unit.chains.iter().find(|chain| chain.iter().any(|(other, _)| *other == point));
        let pulls = self.raw.pulls(&self.unit.responses, chain.unwrap_or(&alone), point);
        let answers = pulls.answers.into_iter().map(|(item, category, step)| (item, category, placed(step)));
        let holds = pulls.holds.into_iter().map(|(from, step)| (from, placed(step)));
        Pulls { answers: answers.collect(), holds: holds.collect() }
    }
}
