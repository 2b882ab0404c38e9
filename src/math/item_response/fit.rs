//! The estimate: items given points, points given items, until nothing moves.

use super::linear::{self, Square};
use super::model::Model;
use super::newton;
use super::responses::Responses;
use super::start;
use crate::math::parallel;

/// The points of one actor in the order of time, each with the variance of the step that leads to it.
///
/// The first point of a chain has a standard normal prior, every other one a normal prior around the one before. A
/// static position is a chain of one.
pub type Chain = Vec<(usize, f64)>;

/// How long to look for the estimate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Search {
    /// Nothing may move by more than this between two sweeps, in standard deviations of the positions.
    pub tolerance: f64,
    /// The most sweeps.
    pub sweeps: usize,
    /// On how many threads; the answer does not depend on it.
    pub threads: usize,
}

impl Default for Search {
    fn default() -> Self {
        Self { tolerance: 1e-4, sweeps: 500, threads: 1 }
    }
}

/// Items that one task takes, and chains.
const SHARE: usize = 128;

/// Positions with a mean of zero and unit variance, and the items that go with them: the mode of the posterior of item
/// parameters given the answers, with the points integrated out in Laplace's approximation.
///
/// # Cost
/// O(answers) a sweep, 10 to 60 sweeps.
///
/// # Reference
/// Model and priors: Clinton, Jackman & Rivers 2004; the approximation: Imai, Lo & Olmsted 2016; the standardising
/// step: Liu, Rubin & Wu 1998; the acceleration: Varadhan & Roland 2008.
pub fn fit<const D: usize>(
    responses: &Responses,
    chains: &[Chain],
    from: Option<Model<D>>,
    search: Search,
) -> Model<D> {
    let mut model = match from {
        Some(model) => model,
        None => best_beginning(responses, chains, search),
    };
    model.sweeps = 0;
    model.change = f64::INFINITY;
    let mut before: Option<Model<D>> = None;
    while model.sweeps < search.sweeps {
        // Two plain sweeps show where the third would go, and how fast: squared extrapolation.
        let first = sweep(responses, chains, &model, search.threads);
        if first.change < search.tolerance || first.sweeps >= search.sweeps {
            return first;
        }
        let second = sweep(responses, chains, &first, search.threads);
        if second.change < search.tolerance || second.sweeps >= search.sweeps {
            return second;
        }
        // An extrapolation that led away is not gone on from.
        if let Some(safe) = before.take().filter(|safe| second.change > 2.0 * safe.change) {
            model = Model { sweeps: second.sweeps, ..safe };
            continue;
        }
        let leapt = extrapolate(responses, &model, &first, &second);
        before = Some(second);
        model = leapt;
    }
    model
}

/// With more answers than this one beginning is enough: the first axis stands out, and trying others costs time.
const FEW_ANSWERS: usize = 300_000;
/// How far each beginning is followed before the best is chosen.
const TRIED: usize = 8;

/// The mode of a posterior need not be the only one: on one axis a second principal component, or a mixture of the
/// first two, may lead to a higher one. The best of four beginnings goes on.
fn best_beginning<const D: usize>(responses: &Responses, chains: &[Chain], search: Search) -> Model<D> {
    if D != 1 || responses.answers() > FEW_ANSWERS {
        return begin(responses, start::positions(responses), search.threads);
    }
    let two = start::positions::<2>(responses);
    let [first, others @ ..] = [(1.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, -1.0)].map(|(first, second)| {
        let positions = two.iter().map(|x| std::array::from_fn(|_| first * x[0] + second * x[1])).collect();
        let mut model = begin(responses, positions, search.threads);
        for _ in 0..TRIED {
            model = sweep(responses, chains, &model, search.threads);
        }
        (newton::height(responses, &model), model)
    });
    // Of two that lead to the same mode the first goes on.
    let higher = |best: (f64, Model<D>), other: (f64, Model<D>)| {
        if other.0 > best.0 + 1e-6 * best.0.abs() { other } else { best }
    };
    others.into_iter().fold(first, higher).1
}

/// Items that fit given positions.
pub(super) fn begin<const D: usize>(responses: &Responses, positions: Vec<[f64; D]>, threads: usize) -> Model<D> {
    let mut model = Model::at(responses, positions);
    standardise(responses, &mut model);
    for _ in 0..3 {
        items(responses, &mut model, threads);
    }
    model
}

fn sweep<const D: usize>(responses: &Responses, chains: &[Chain], from: &Model<D>, threads: usize) -> Model<D> {
    let mut model = from.clone();
    items(responses, &mut model, threads);
    points(responses, chains, &mut model, threads);
    standardise(responses, &mut model);
    turn_back(&mut model, &from.positions);
    let moved = model.positions.iter().zip(&from.positions);
    model.change =
        moved.flat_map(|(new, old)| new.iter().zip(old)).fold(0.0, |most: f64, (new, old)| most.max((new - old).abs()));
    model.sweeps = from.sweeps + 1;
    model
}

/// One Newton step for every item.
fn items<const D: usize>(responses: &Responses, model: &mut Model<D>, threads: usize) {
    let n = responses.items();
    let shares = parallel::map(n.div_ceil(SHARE), threads, |share| {
        let of_share = share * SHARE..((share + 1) * SHARE).min(n);
        let mut slopes = model.slopes[of_share.clone()].to_vec();
        let first = responses.cuts_of(of_share.start).start;
        let mut cuts = model.cuts[first..responses.cuts_of(of_share.end - 1).end].to_vec();
        for item in of_share.clone() {
            let range = responses.cuts_of(item);
            let cuts = &mut cuts[range.start - first..range.end - first];
            newton::item_step(responses, model, item, &mut slopes[item - of_share.start], cuts);
        }
        (slopes, cuts)
    });
    model.slopes.clear();
    model.cuts.clear();
    for (slopes, cuts) in shares {
        model.slopes.extend(slopes);
        model.cuts.extend(cuts);
    }
}

/// One Newton step for every chain of points.
fn points<const D: usize>(responses: &Responses, chains: &[Chain], model: &mut Model<D>, threads: usize) {
    let shares = parallel::map(chains.len().div_ceil(SHARE), threads, |share| {
        let of_share = &chains[share * SHARE..((share + 1) * SHARE).min(chains.len())];
        of_share.iter().flat_map(|chain| chain_step(responses, model, chain)).collect::<Vec<_>>()
    });
    for (point, position, spread) in shares.into_iter().flatten() {
        model.positions[point] = position;
        model.spread[point] = spread;
    }
}

/// The Newton step of the points of one actor: a block tridiagonal system, solved forward and backward.
fn chain_step<const D: usize>(
    responses: &Responses,
    model: &Model<D>,
    chain: &Chain,
) -> Vec<(usize, [f64; D], Square<D>)> {
    let n = chain.len();
    let mut gradient = Vec::with_capacity(n);
    let mut information = Vec::with_capacity(n);
    for (place, &(point, variance)) in chain.iter().enumerate() {
        let (mut g, mut h) = newton::point_sums(responses, model, point);
        let x = &model.positions[point];
        let precision = if place == 0 { 1.0 } else { 1.0 / variance };
        h = linear::plus(&h, &linear::unit(1.0), precision);
        for d in 0..D {
            let before = if place == 0 { 0.0 } else { model.positions[chain[place - 1].0][d] };
            g[d] -= precision * (x[d] - before);
        }
        if let Some(&(next, variance)) = chain.get(place + 1) {
            h = linear::plus(&h, &linear::unit(1.0), 1.0 / variance);
            for d in 0..D {
                g[d] += (model.positions[next][d] - x[d]) / variance;
            }
        }
        gradient.push(g);
        information.push(h);
    }
    // Forward: what the points before say of this one. The block beside the diagonal is -1 / variance.
    let mut forward = information.clone();
    let mut carried = gradient.clone();
    for place in 1..n {
        let tie = 1.0 / chain[place].1;
        let known = linear::inverse(forward[place - 1]);
        forward[place] = linear::plus(&forward[place], &known, -tie * tie);
        let push = linear::times(&known, &carried[place - 1]);
        (0..D).for_each(|d| carried[place][d] += tie * push[d]);
    }
    let mut backward = information.clone();
    for place in (0..n.saturating_sub(1)).rev() {
        let tie = 1.0 / chain[place + 1].1;
        backward[place] = linear::plus(&backward[place], &linear::inverse(backward[place + 1]), -tie * tie);
    }
    let mut steps = vec![[0.0; D]; n];
    for place in (0..n).rev() {
        let mut right = carried[place];
        if place + 1 < n {
            let tie = 1.0 / chain[place + 1].1;
            (0..D).for_each(|d| right[d] += tie * steps[place + 1][d]);
        }
        steps[place] = linear::times(&linear::inverse(forward[place]), &right);
    }
    let moved = |place: usize| {
        let (point, _) = chain[place];
        let largest = steps[place].iter().fold(0.0_f64, |most, step| most.max(step.abs()));
        let scale = if largest > 1.0 { 1.0 / largest } else { 1.0 };
        let position = std::array::from_fn(|d| model.positions[point][d] + scale * steps[place][d]);
        let both = linear::plus(&linear::plus(&forward[place], &backward[place], 1.0), &information[place], -1.0);
        (point, position, linear::inverse(both))
    };
    (0..n).map(moved).collect()
}

/// Mean zero and unit variance, what is not known of each point counted in; items are moved along, so that every
/// probability stays what it is.
pub(super) fn standardise<const D: usize>(responses: &Responses, model: &mut Model<D>) {
    let answered: Vec<usize> = (0..responses.points()).filter(|&point| responses.answered(point) > 0).collect();
    if answered.is_empty() {
        return;
    }
    let n = answered.len() as f64;
    let mean: [f64; D] =
        std::array::from_fn(|d| answered.iter().map(|&point| model.positions[point][d]).sum::<f64>() / n);
    let mut covariance = [[0.0; D]; D];
    for &point in &answered {
        let off: [f64; D] = std::array::from_fn(|d| model.positions[point][d] - mean[d]);
        for d in 0..D {
            for e in 0..D {
                covariance[d][e] += (off[d] * off[e] + model.spread[point][d][e]) / n;
            }
        }
    }
    let axes = linear::inverse(linear::triangle(&covariance));
    model.transform(responses, &mean, &axes);
}

/// Turns a plane so that points lie as near as they can to where they were. The priors know no direction, and a sweep that
/// stretches items and points along different axes turns the plane a little every time: without this, nothing would
/// ever stand still.
fn turn_back<const D: usize>(model: &mut Model<D>, before: &[[f64; D]]) {
    if D != 2 {
        return;
    }
    let (mut along, mut across) = (0.0, 0.0);
    for (new, old) in model.positions.iter().zip(before) {
        along += new[0] * old[0] + new[1] * old[1];
        across += new[0] * old[1] - new[1] * old[0];
    }
    let length = libm::hypot(along, across);
    if length > 0.0 {
        let (cos, sin) = (along / length, across / length);
        let turn = [[cos, -sin], [sin, cos]];
        model.turn(&std::array::from_fn(|row| std::array::from_fn(|column| turn[row][column])));
    }
}

/// The squared extrapolation of Varadhan & Roland 2008 (scheme S3), of positions and items together.
fn extrapolate<const D: usize>(
    responses: &Responses,
    from: &Model<D>,
    first: &Model<D>,
    second: &Model<D>,
) -> Model<D> {
    let (mut moved, mut bent) = (0.0, 0.0);
    for ((x, y), z) in from.positions.iter().zip(&first.positions).zip(&second.positions) {
        for d in 0..D {
            let r = y[d] - x[d];
            let v = (z[d] - y[d]) - r;
            moved += r * r;
            bent += v * v;
        }
    }
    let step = if bent > 0.0 { (moved / bent).sqrt().clamp(1.0, 32.0) } else { 1.0 };
    if step <= 1.0 {
        return second.clone();
    }
    let leap = |x: f64, y: f64, z: f64| x + 2.0 * step * (y - x) + step * step * (z - 2.0 * y + x);
    let mut model = second.clone();
    for point in 0..model.positions.len() {
        for d in 0..D {
            model.positions[point][d] =
                leap(from.positions[point][d], first.positions[point][d], second.positions[point][d]);
        }
    }
    for item in 0..responses.items() {
        for d in 0..D {
            model.slopes[item][d] = leap(from.slopes[item][d], first.slopes[item][d], second.slopes[item][d]);
        }
        let range = responses.cuts_of(item);
        let leapt: Vec<f64> =
            range.clone().map(|cut| leap(from.cuts[cut], first.cuts[cut], second.cuts[cut])).collect();
        // Cut points keep their order, else they stay where the last sweep left them.
        if leapt.windows(2).all(|pair| pair[1] - pair[0] > 1e-3) {
            model.cuts[range].copy_from_slice(&leapt);
        }
    }
    model
}
