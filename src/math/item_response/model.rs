//! What an estimate is made of, how well it fits, and answers drawn from it.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::Rng;

use super::linear::{self, Square};
use super::newton;
use super::responses::Responses;
use crate::math::normal;

/// Points with positions x, items with discriminations b and cut points c: the probability that an answer lies above
/// the cut c is Φ(b x - c).
#[derive(Debug, Clone, PartialEq)]
pub struct Model<const D: usize> {
    /// The position of each point.
    pub positions: Vec<[f64; D]>,
    /// How uncertain each position is, the items given: a covariance.
    pub spread: Vec<[[f64; D]; D]>,
    /// The discriminations of each item.
    pub slopes: Vec<[f64; D]>,
    /// The cut points of all items, as [`Responses::cuts_of`] says.
    pub cuts: Vec<f64>,
    /// How many sweeps were made.
    pub sweeps: usize,
    /// How far the position that moved most moved in the last one.
    pub change: f64,
}

/// How well the answers on one item are told.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ItemFit {
    /// Answers.
    pub answers: usize,
    /// Answers that are not the most frequent one.
    pub minority: usize,
    /// Answers that are not the most likely one under the estimate.
    pub errors: usize,
    /// The sum of the logarithms of their probabilities.
    pub log_likelihood: f64,
}

/// What holds a point beside its answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// The prior: it draws to the mean of all points.
    Prior,
    /// Another point of the same walk.
    Beside(usize),
    /// The unit of the scale: all points are stretched so that their variance is one.
    Scale,
}

/// What moves a point and what holds it, as steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Pulls<const D: usize> {
    /// Item, category and step of each answer.
    pub answers: Vec<(usize, usize, [f64; D])>,
    /// What holds it, and the step that it makes.
    pub holds: Vec<(Hold, [f64; D])>,
}

impl<const D: usize> Model<D> {
    /// Positions, and items that say nothing yet.
    pub fn at(responses: &Responses, positions: Vec<[f64; D]>) -> Self {
        let mut cuts = vec![0.0; responses.cuts()];
        for item in 0..responses.items() {
            let range = responses.cuts_of(item);
            let middle = (range.len() - 1) as f64 / 2.0;
            cuts[range].iter_mut().enumerate().for_each(|(at, cut)| *cut = (at as f64 - middle) * 0.5);
        }
        Self {
            spread: vec![linear::unit(0.1); positions.len()],
            slopes: vec![[0.0; D]; responses.items()],
            positions,
            cuts,
            sweeps: 0,
            change: f64::INFINITY,
        }
    }
    /// Moves the origin and changes the axes: x becomes A (x - origin), with A invertible; items are moved along, so
    /// that every probability stays what it is.
    pub fn transform(&mut self, responses: &Responses, origin: &[f64; D], axes: &[[f64; D]; D]) {
        let back = linear::inverse(*axes);
        for position in &mut self.positions {
            *position = linear::times(axes, &std::array::from_fn(|d| position[d] - origin[d]));
        }
        for spread in &mut self.spread {
            *spread = sandwich(axes, spread);
        }
        for item in 0..self.slopes.len() {
            let slope = self.slopes[item];
            let shift: f64 = (0..D).map(|d| slope[d] * origin[d]).sum();
            self.cuts[responses.cuts_of(item)].iter_mut().for_each(|cut| *cut -= shift);
            self.slopes[item] = std::array::from_fn(|d| (0..D).map(|e| back[e][d] * slope[e]).sum());
        }
    }
    /// Turns (and mirrors) the axes: x becomes R x, with R orthogonal.
    pub fn turn(&mut self, rotation: &[[f64; D]; D]) {
        self.positions.iter_mut().for_each(|position| *position = linear::times(rotation, position));
        self.spread.iter_mut().for_each(|spread| *spread = sandwich(rotation, spread));
        self.slopes.iter_mut().for_each(|slope| *slope = linear::times(rotation, slope));
    }
    /// The same model seen in another number of dimensions: those that are missing are zero, those beyond are dropped.
    pub fn seen_in<const E: usize>(&self) -> Model<E> {
        let vector = |from: &[f64; D]| std::array::from_fn(|d| from.get(d).copied().unwrap_or(0.0));
        let spread = |from: &Square<D>| {
            std::array::from_fn(|d| {
                std::array::from_fn(|e| from.get(d).and_then(|row| row.get(e)).copied().unwrap_or(0.0))
            })
        };
        Model {
            positions: self.positions.iter().map(vector).collect(),
            spread: self.spread.iter().map(spread).collect(),
            slopes: self.slopes.iter().map(vector).collect(),
            cuts: self.cuts.clone(),
            sweeps: self.sweeps,
            change: self.change,
        }
    }
    /// The same points with other items: those of `picked`, in that order, of the responses that this model was made
    /// from.
    #[must_use]
    pub fn with_items(&self, responses: &Responses, picked: &[usize]) -> Self {
        Self {
            positions: self.positions.clone(),
            spread: self.spread.clone(),
            slopes: picked.iter().map(|&item| self.slopes[item]).collect(),
            cuts: picked.iter().flat_map(|&item| self.cuts[responses.cuts_of(item)].iter().copied()).collect(),
            sweeps: 0,
            change: f64::INFINITY,
        }
    }
    /// What moves a point and what holds it: the Newton step that each answer alone would make, (item, category, step),
    /// once where the same answer was given several times; and the step that the prior alone would make, or, where the
    /// point is one of a walk, each neighbour of it. In an estimate that has settled what is left of them is what the scale
    /// takes back, so that all together are nothing.
    pub fn pulls(&self, responses: &Responses, chain: &[(usize, f64)], point: usize) -> Pulls<D> {
        let (gradient, mut information) = newton::point_sums(responses, self, point);
        let x = self.positions[point];
        // Where each hold draws to, and how firmly.
        let mut holds: Vec<(Hold, [f64; D], f64)> = Vec::new();
        let at = chain.iter().position(|(other, _)| *other == point);
        match at {
            Some(at) if at > 0 => {
                holds.push((Hold::Beside(chain[at - 1].0), self.positions[chain[at - 1].0], 1.0 / chain[at].1))
            }
            _ => holds.push((Hold::Prior, [0.0; D], 1.0)),
        }
        if let Some((next, variance)) = at.and_then(|at| chain.get(at + 1)) {
            holds.push((Hold::Beside(*next), self.positions[*next], 1.0 / variance));
        }
        for (_, _, firm) in &holds {
            information = linear::plus(&information, &linear::unit(1.0), *firm);
        }
        let known = linear::inverse(information);
        let step = |s: [f64; D]| linear::times(&known, &s);
        let held =
            |(hold, to, firm): &(Hold, [f64; D], f64)| (*hold, step(std::array::from_fn(|d| firm * (to[d] - x[d]))));
        let mut holds: Vec<(Hold, [f64; D])> = holds.iter().map(held).collect();
        let answered = step(gradient);
        let left = std::array::from_fn(|d| -answered[d] - holds.iter().map(|(_, step)| step[d]).sum::<f64>());
        holds.push((Hold::Scale, left));
        let mut pulls = Vec::new();
        for item in 0..responses.items() {
            for category in 0..responses.categories(item) {
                if responses.gave(item, category).contains(&(point as u32)) {
                    let cuts = &self.cuts[responses.cuts_of(item)];
                    let z: f64 = (0..D).map(|d| self.slopes[item][d] * x[d]).sum();
                    // An end that is far out stands for an open one.
                    let low = if category == 0 { -normal::FAR } else { cuts[category - 1] - z };
                    let high = cuts.get(category).map_or(normal::FAR, |cut| cut - z);
                    let (mut at_low, mut at_high) = ([0.0; normal::BLOCK], [0.0; normal::BLOCK]);
                    normal::interval_slopes(&[low; normal::BLOCK], &[high; normal::BLOCK], &mut at_low, &mut at_high);
                    let s = at_low[0] - at_high[0];
                    pulls.push((item, category, step(self.slopes[item].map(|slope| s * slope))));
                }
            }
        }
        Pulls { answers: pulls, holds }
    }
    /// The probability of each category of an item at a position.
    pub fn probabilities(&self, responses: &Responses, item: usize, position: &[f64; D]) -> Vec<f64> {
        let z: f64 = (0..D).map(|d| self.slopes[item][d] * position[d]).sum();
        let cuts = &self.cuts[responses.cuts_of(item)];
        let end = |at: usize| cuts.get(at).map_or(f64::INFINITY, |cut| cut - z);
        let low = |at: usize| if at == 0 { f64::NEG_INFINITY } else { cuts[at - 1] - z };
        (0..=cuts.len()).map(|category| libm::exp(normal::ln_between(low(category), end(category)))).collect()
    }
    /// How well each item is told, and how many answers of each point are.
    pub fn tell(&self, responses: &Responses) -> (Vec<ItemFit>, Vec<usize>) {
        let mut right = vec![0; responses.points()];
        let mut of_item = |item: usize| {
            let counts: Vec<usize> =
                (0..responses.categories(item)).map(|category| responses.gave(item, category).len()).collect();
            let answers = counts.iter().sum::<usize>();
            let minority = answers - counts.iter().max().copied().unwrap_or(0);
            let mut fit = ItemFit { answers, minority, ..ItemFit::default() };
            for category in 0..counts.len() {
                for &point in responses.gave(item, category) {
                    let (wrong, ln) = self.told(responses, item, category, point as usize);
                    fit.errors += usize::from(wrong);
                    right[point as usize] += usize::from(!wrong);
                    fit.log_likelihood += ln;
                }
            }
            fit
        };
        let fits = (0..responses.items()).map(&mut of_item).collect();
        (fits, right)
    }
    /// Positions where a search begins, with items that fit them.
    pub fn beginning(responses: &Responses, positions: Vec<[f64; D]>) -> Self {
        super::fit::begin(responses, positions, 1)
    }
    /// Whether another answer is likelier than the one given, and the logarithm of the probability of the given one.
    pub fn told(&self, responses: &Responses, item: usize, category: usize, point: usize) -> (bool, f64) {
        let z: f64 = (0..D).map(|d| self.slopes[item][d] * self.positions[point][d]).sum();
        let cuts = &self.cuts[responses.cuts_of(item)];
        let low = |at: usize| if at == 0 { f64::NEG_INFINITY } else { cuts[at - 1] - z };
        let high = |at: usize| cuts.get(at).map_or(f64::INFINITY, |cut| cut - z);
        let ln = normal::ln_between(low(category), high(category));
        let likelier = match cuts {
            [cut] => (z > *cut) != (category == 1),
            _ => (0..=cuts.len()).any(|other| other != category && normal::ln_between(low(other), high(other)) > ln),
        };
        (likelier, ln)
    }
    /// Whether the order of the points along the direction of an item tells every answer: whoever answered higher stands
    /// further along. Then only the prior bounds its discrimination.
    pub fn separates(&self, responses: &Responses, item: usize) -> bool {
        let along =
            |point: u32| -> f64 { (0..D).map(|d| self.slopes[item][d] * self.positions[point as usize][d]).sum() };
        let mut reached = f64::NEG_INFINITY;
        for category in 0..responses.categories(item) {
            let given = responses.gave(item, category).iter().map(|point| along(*point));
            let (low, high) = given.fold((f64::INFINITY, reached), |(low, high), z| (low.min(z), high.max(z)));
            if low <= reached {
                return false;
            }
            reached = high;
        }
        true
    }
    /// Answers drawn from the estimate, the same points answering the same items, and the estimate itself for them.
    ///
    /// A category that nobody happened to draw is gone: its two cut points become one, half way.
    pub fn draw(&self, responses: &Responses, random: &mut ChaCha8Rng) -> (Responses, Self) {
        let mut items = Vec::with_capacity(responses.items());
        let mut left = Vec::new();
        for item in 0..responses.items() {
            let cuts = &self.cuts[responses.cuts_of(item)];
            let mut answers: Vec<(u32, u8)> = Vec::new();
            let mut drawn = vec![false; cuts.len() + 1];
            for category in 0..=cuts.len() {
                for &point in responses.gave(item, category) {
                    let z: f64 = (0..D).map(|d| self.slopes[item][d] * self.positions[point as usize][d]).sum();
                    let latent = z + standard_normal(random);
                    let category = cuts.iter().filter(|cut| latent > **cut).count();
                    drawn[category] = true;
                    answers.push((point, category as u8));
                }
            }
            // Where all drew one category, the one beside it stays, empty.
            if let [only] = (0..drawn.len()).filter(|&at| drawn[at]).collect::<Vec<_>>()[..] {
                drawn[if only == 0 { 1 } else { only - 1 }] = true;
            }
            let used: Vec<usize> = (0..drawn.len()).filter(|&at| drawn[at]).collect();
            for pair in used.windows(2) {
                let between = &cuts[pair[0]..pair[1]];
                left.push(between.iter().sum::<f64>() / between.len() as f64);
            }
            let place = |category: u8| used.binary_search(&usize::from(category)).unwrap_or_default() as u8;
            answers.iter_mut().for_each(|(_, category)| *category = place(*category));
            items.push((used.len(), answers));
        }
        (Responses::of(responses.points(), &items), Self { cuts: left, ..self.clone() })
    }
}

fn sandwich<const D: usize>(a: &Square<D>, b: &Square<D>) -> Square<D> {
    let left: Square<D> =
        std::array::from_fn(|row| std::array::from_fn(|column| (0..D).map(|k| a[row][k] * b[k][column]).sum()));
    std::array::from_fn(|row| std::array::from_fn(|column| (0..D).map(|k| left[row][k] * a[column][k]).sum()))
}

/// Box & Muller 1958, one of the two.
fn standard_normal(random: &mut ChaCha8Rng) -> f64 {
    let unit = |bits: u64| ((bits >> 11) as f64 + 0.5) / (1_u64 << 53) as f64;
    let (radius, angle) = (unit(random.next_u64()), unit(random.next_u64()));
    libm::sqrt(-2.0 * libm::log(radius)) * libm::cos(std::f64::consts::TAU * angle)
}
