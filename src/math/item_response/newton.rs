//! One Newton step for an item given the points, and for a point given the items.
//!
//! Given the other side, the logarithm of the posterior is concave: an ordered probit regression. Sums run over blocks
//! of answers in the order in which they are packed.

use super::linear::{self, Square};
use super::model::Model;
use super::responses::Responses;
use crate::math::normal::{BLOCK, Block, FAR, interval_slopes, slopes};

/// The variance of the normal prior of discriminations: a standard normal one in units of the logistic curve, whose
/// slope is 1.7 times that of the normal one.
const SLOPE_VARIANCE: f64 = 0.35;
/// The variance of the normal prior of cut points.
const CUT_VARIANCE: f64 = 25.0;
/// The least distance between two neighbouring cut points.
const GAP: f64 = 1e-3;
/// The most parameters an item can have.
const MOST: usize = Responses::MOST_CATEGORIES + 2;

/// Multiplies place by place and adds up, in eight lanes.
fn dot(a: &Block, b: &Block) -> f64 {
    let mut lanes = [0.0; 8];
    for (a, b) in a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0) {
        for lane in 0..8 {
            lanes[lane] += a[lane] * b[lane];
        }
    }
    ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5])) + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]))
}

const ONES: Block = [1.0; BLOCK];

/// What a block of answers adds: slopes and information against their linear predictor.
struct Gathered<const D: usize> {
    x: [Block; D],
}

impl<const D: usize> Gathered<D> {
    /// sum of a x.
    fn first(&self, a: &Block) -> [f64; D] {
        std::array::from_fn(|d| dot(a, &self.x[d]))
    }
    /// sum of a x x'.
    fn second(&self, a: &Block) -> Square<D> {
        let mut sums = [[0.0; D]; D];
        for d in 0..D {
            let scaled: Block = std::array::from_fn(|place| a[place] * self.x[d][place]);
            for e in 0..=d {
                sums[d][e] = dot(&scaled, &self.x[e]);
                sums[e][d] = sums[d][e];
            }
        }
        sums
    }
}

/// The sums that the Newton step of an item is made of: parameters are the D discriminations, then the cuts.
struct ItemSums<'a, const D: usize> {
    size: usize,
    gradient: &'a mut [f64],
    information: &'a mut [f64],
    /// The information times the uncertainty of the points: what is not known of them is no evidence of a slope.
    uncertain: Square<D>,
}

impl<const D: usize> ItemSums<'_, D> {
    fn slope(&mut self, s_x: [f64; D], w_x_x: Square<D>) {
        for d in 0..D {
            self.gradient[d] += s_x[d];
            for e in 0..D {
                self.information[d * self.size + e] += w_x_x[d][e];
            }
        }
    }
    fn cut(&mut self, cut: usize, g: f64, h: f64, h_x: [f64; D]) {
        let at = D + cut;
        self.gradient[at] += g;
        self.information[at * self.size + at] += h;
        for d in 0..D {
            self.information[at * self.size + d] -= h_x[d];
            self.information[d * self.size + at] -= h_x[d];
        }
    }
}

/// One step for an item; its discriminations and cuts are changed in place.
pub(super) fn item_step<const D: usize>(
    responses: &Responses,
    model: &Model<D>,
    item: usize,
    slope: &mut [f64; D],
    cuts: &mut [f64],
) {
    let size = D + cuts.len();
    let (mut gradient, mut information) = ([0.0; MOST], [0.0; MOST * MOST]);
    let (gradient, information) = (&mut gradient[..size], &mut information[..size * size]);
    let mut sums = ItemSums::<D> { size, gradient, information, uncertain: [[0.0; D]; D] };
    let last = cuts.len();
    for category in 0..=last {
        for members in responses.gave(item, category).chunks(BLOCK) {
            block_of_item(model, members, slope, cuts, category, &mut sums);
        }
    }
    let uncertain = sums.uncertain;
    for d in 0..D {
        for e in 0..D {
            information[d * size + e] += uncertain[d][e];
            gradient[d] -= uncertain[d][e] * slope[e];
        }
    }
    for at in 0..size {
        let (value, variance) = if at < D { (slope[at], SLOPE_VARIANCE) } else { (cuts[at - D], CUT_VARIANCE) };
        information[at * size + at] += 1.0 / variance;
        gradient[at] -= value / variance;
    }
    linear::solve(size, information, gradient);
    let largest = gradient.iter().fold(0.0_f64, |most, step| most.max(step.abs()));
    let mut scale = if largest > 3.0 { 3.0 / largest } else { 1.0 };
    // Cut points keep their order: a step that would cross them is halved.
    let crosses = |scale: f64| {
        (1..last).any(|cut| {
            let moved = |cut: usize| cuts[cut] + scale * gradient[D + cut];
            moved(cut) - moved(cut - 1) < GAP
        })
    };
    while scale > 1e-6 && crosses(scale) {
        scale *= 0.5;
    }
    slope.iter_mut().enumerate().for_each(|(d, slope)| *slope += scale * gradient[d]);
    cuts.iter_mut().enumerate().for_each(|(cut, value)| *value += scale * gradient[D + cut]);
}

fn block_of_item<const D: usize>(
    model: &Model<D>,
    members: &[u32],
    slope: &[f64; D],
    cuts: &[f64],
    category: usize,
    sums: &mut ItemSums<'_, D>,
) {
    let mut gathered = Gathered::<D> { x: [[0.0; BLOCK]; D] };
    let mut z = [0.0; BLOCK];
    for (place, &point) in members.iter().enumerate() {
        let x = &model.positions[point as usize];
        for d in 0..D {
            gathered.x[d][place] = x[d];
            z[place] += slope[d] * x[d];
        }
    }
    let w = if category == 0 || category == cuts.len() {
        let cut = if category == 0 { 0 } else { cuts.len() - 1 };
        let side = if category == 0 { -1.0 } else { 1.0 };
        let mut t: Block = std::array::from_fn(|place| side * (z[place] - cuts[cut]));
        t[members.len()..].fill(FAR);
        let mut g = [0.0; BLOCK];
        slopes(&t, &mut g);
        let w: Block = std::array::from_fn(|place| g[place] * (g[place] + t[place]));
        let s_x = gathered.first(&g).map(|sum| side * sum);
        let w_x = gathered.first(&w);
        sums.slope(s_x, gathered.second(&w));
        sums.cut(cut, -side * dot(&g, &ONES), dot(&w, &ONES), w_x);
        w
    } else {
        let [mut low, mut high] = [cuts[category - 1], cuts[category]].map(|cut| z.map(|z| cut - z));
        low[members.len()..].fill(-FAR);
        high[members.len()..].fill(FAR);
        let (mut p, mut q) = ([0.0; BLOCK], [0.0; BLOCK]);
        interval_slopes(&low, &high, &mut p, &mut q);
        let s: Block = std::array::from_fn(|place| p[place] - q[place]);
        let h_low: Block = std::array::from_fn(|place| p[place] * (p[place] - low[place]));
        let h_high: Block = std::array::from_fn(|place| q[place] * (q[place] + high[place]));
        let h_both: Block = std::array::from_fn(|place| -p[place] * q[place]);
        let with_low: Block = std::array::from_fn(|place| h_low[place] + h_both[place]);
        let with_high: Block = std::array::from_fn(|place| h_high[place] + h_both[place]);
        let w: Block = std::array::from_fn(|place| with_low[place] + with_high[place]);
        sums.slope(gathered.first(&s), gathered.second(&w));
        sums.cut(category - 1, -dot(&p, &ONES), dot(&h_low, &ONES), gathered.first(&with_low));
        sums.cut(category, dot(&q, &ONES), dot(&h_high, &ONES), gathered.first(&with_high));
        let between = dot(&h_both, &ONES);
        let (a, b) = (D + category - 1, D + category);
        sums.information[a * sums.size + b] += between;
        sums.information[b * sums.size + a] += between;
        w
    };
    for d in 0..D {
        for e in 0..D {
            let mut spread = [0.0; BLOCK];
            members.iter().enumerate().for_each(|(place, &point)| spread[place] = model.spread[point as usize][d][e]);
            sums.uncertain[d][e] += dot(&w, &spread);
        }
    }
}

/// The slope and the information of the answers of a point at its position, without any prior.
pub(super) fn point_sums<const D: usize>(
    responses: &Responses,
    model: &Model<D>,
    point: usize,
) -> ([f64; D], Square<D>) {
    let x = &model.positions[point];
    let mut gradient = [0.0; D];
    let mut information = [[0.0; D]; D];
    let mut add = |s: [f64; D], w: Square<D>| {
        for d in 0..D {
            gradient[d] += s[d];
            for e in 0..D {
                information[d][e] += w[d][e];
            }
        }
    };
    let gather = |items: &mut dyn Iterator<Item = usize>, gathered: &mut Gathered<D>, z: &mut Block| {
        for (place, item) in items.enumerate() {
            let slope = &model.slopes[item];
            z[place] = 0.0;
            for d in 0..D {
                gathered.x[d][place] = slope[d];
                z[place] += slope[d] * x[d];
            }
        }
    };
    for (side, items) in [(-1.0, responses.lowest(point)), (1.0, responses.highest(point))] {
        for members in items.chunks(BLOCK) {
            let mut gathered = Gathered::<D> { x: [[0.0; BLOCK]; D] };
            let mut t = [0.0; BLOCK];
            gather(&mut members.iter().map(|&item| item as usize), &mut gathered, &mut t);
            for (place, &item) in members.iter().enumerate() {
                let cuts = responses.cuts_of(item as usize);
                let cut = if side < 0.0 { cuts.start } else { cuts.end - 1 };
                t[place] = side * (t[place] - model.cuts[cut]);
            }
            t[members.len()..].fill(FAR);
            let mut g = [0.0; BLOCK];
            slopes(&t, &mut g);
            let w: Block = std::array::from_fn(|place| g[place] * (g[place] + t[place]));
            add(gathered.first(&g).map(|sum| side * sum), gathered.second(&w));
        }
    }
    for members in responses.middle(point).chunks(BLOCK) {
        let mut gathered = Gathered::<D> { x: [[0.0; BLOCK]; D] };
        let mut z = [0.0; BLOCK];
        gather(&mut members.iter().map(|&cut| responses.owner(cut) as usize), &mut gathered, &mut z);
        let (mut low, mut high) = ([-FAR; BLOCK], [FAR; BLOCK]);
        for (place, &cut) in members.iter().enumerate() {
            low[place] = model.cuts[cut as usize] - z[place];
            high[place] = model.cuts[cut as usize + 1] - z[place];
        }
        let (mut p, mut q) = ([0.0; BLOCK], [0.0; BLOCK]);
        interval_slopes(&low, &high, &mut p, &mut q);
        let s: Block = std::array::from_fn(|place| p[place] - q[place]);
        let w: Block =
            std::array::from_fn(|place| s[place] * s[place] + q[place] * high[place] - p[place] * low[place]);
        add(gathered.first(&s), gathered.second(&w));
    }
    (gradient, information)
}

/// The logarithm of the posterior of the items, the points integrated out in Laplace's approximation, up to a constant.
pub(super) fn height<const D: usize>(responses: &Responses, model: &Model<D>) -> f64 {
    let (fits, _) = model.tell(responses);
    let told: f64 = fits.iter().map(|fit| fit.log_likelihood).sum();
    let square = |vector: &[f64; D]| vector.iter().map(|x| x * x).sum::<f64>();
    let points: f64 = model.positions.iter().map(square).sum();
    let slopes: f64 = model.slopes.iter().map(square).sum();
    let cuts: f64 = model.cuts.iter().map(|cut| cut * cut).sum();
    let known: f64 = model.spread.iter().map(|spread| libm::log(linear::determinant(spread))).sum();
    told - 0.5 * (points + slopes / SLOPE_VARIANCE + cuts / CUT_VARIANCE - known)
}
