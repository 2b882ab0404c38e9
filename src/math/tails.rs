//! How likely a count is at least, or at most, so high: exact sums, no approximation.

use std::collections::BTreeMap;

/// The distribution of a count, with both of its tails.
#[derive(Debug, Clone, PartialEq)]
pub struct Tails {
    /// P(X = first), P(X = first + 1), ...
    mass: Vec<f64>,
    first: usize,
    /// P(X >= first + n).
    upper: Vec<f64>,
    /// P(X <= first + n).
    lower: Vec<f64>,
}

/// Mass below this share of the largest is left out at the ends: tails down to 1e-40 keep their digits, thinner ones may be 0.
const NOTHING: f64 = 1e-60;

impl Tails {
    fn of(first: usize, mass: Vec<f64>) -> Self {
        let mut upper = from_above(&mass);
        if let Some(all) = upper.first_mut() {
            *all = 1.0;
        }
        let lower = from_below(&mass);
        Self { mass, first, upper, lower }
    }
    /// P(X = k).
    pub fn exactly(&self, k: usize) -> f64 {
        k.checked_sub(self.first).and_then(|n| self.mass.get(n)).copied().unwrap_or(0.0)
    }
    /// P(X >= k).
    pub fn at_least(&self, k: usize) -> f64 {
        match k.checked_sub(self.first) {
            None => 1.0,
            Some(n) => self.upper.get(n).copied().unwrap_or(0.0).min(1.0),
        }
    }
    /// P(X <= k).
    pub fn at_most(&self, k: usize) -> f64 {
        match k.checked_sub(self.first) {
            None => 0.0,
            Some(n) => self.lower.get(n).copied().unwrap_or(1.0).min(1.0),
        }
    }
    /// How many of independent events happen, each class of events with its probability and how many it has: the
    /// Poisson-binomial distribution.
    ///
    /// # Cost
    /// O(spread x events, or for classes of many events their spread): what has no mass is not carried along.
    ///
    /// # Reference
    /// Hong 2013; the classes are those of equal column sums.
    ///
    /// ```
    /// use blocs::math::tails::Tails;
    /// // Two coins of 1/2 and one of 1/4.
    /// let tails = Tails::poisson_binomial(&[(0.5, 2), (0.25, 1)]);
    /// assert_eq!(tails.exactly(0), 0.25 * 0.75);
    /// assert_eq!(tails.at_least(3), 0.25 * 0.25);
    /// assert_eq!(tails.at_most(2), 1.0 - 0.0625);
    /// ```
    pub fn poisson_binomial(classes: &[(f64, usize)]) -> Self {
        let [sum] = summed(classes, NOTHING);
        Self::of(sum.first, sum.mass)
    }
    /// The same, where only the tails of counts from `low` to `high` are asked for: of others nothing is said.
    ///
    /// Mass below 1e-26 is left out, which is less than 1e-12 of any tail above 1e-10; where a tail that is asked for is
    /// thinner, nothing is spared.
    ///
    /// # Cost
    /// The events are summed in two halves, each half as wide at the most, and the halves meet at the counts asked for alone:
    /// about half of the cost of the whole distribution when these are few.
    ///
    /// ```
    /// use blocs::math::tails::Tails;
    /// let classes = [(0.5, 200), (0.01, 900)];
    /// let (all, near) = (Tails::poisson_binomial(&classes), Tails::poisson_binomial_at(&classes, 100, 120));
    /// assert!((near.at_least(120) / all.at_least(120) - 1.0).abs() < 1e-12);
    /// let far = Tails::poisson_binomial_at(&classes, 180, 180);
    /// assert!(far.at_least(180) < 1e-15 && (far.at_least(180) / all.at_least(180) - 1.0).abs() < 1e-12);
    /// ```
    pub fn poisson_binomial_at(classes: &[(f64, usize)], low: usize, high: usize) -> Self {
        const COARSE: f64 = 1e-26;
        const THIN: f64 = 1e-10;
        let (mut mean, mut variance) = (0.0, 0.0);
        for (p, n) in classes {
            mean += p * *n as f64;
            variance += p * (1.0 - p) * *n as f64;
        }
        // Far out, the tail is thin for sure: no need to try.
        let far = 7.0 * f64::sqrt(variance) + 1.0;
        if (high as f64) < mean + far && (low as f64) > mean - far {
            let tails = Self::met(&summed(classes, COARSE), low, high);
            if tails.at_least(high).min(tails.at_most(low)) >= THIN {
                return tails;
            }
        }
        Self::met(&summed(classes, NOTHING), low, high)
    }
    /// Counts from `low` to `high` of two sums together.
    fn met([one, other]: &[Sum; 2], low: usize, high: usize) -> Self {
        let (above, below) = (from_above(&other.mass), from_below(&other.mass));
        let (one_above, one_below) = (from_above(&one.mass), from_below(&one.mass));
        let (n, m, all) = (one.mass.len() as i64, other.mass.len() as i64, above[0]);
        let (mut mass, mut upper, mut lower) = (Vec::new(), Vec::new(), Vec::new());
        for k in low..=high {
            let k = k as i64 - (one.first + other.first) as i64;
            // Values of the one before `begin` leave the other more than it ever has, those from `end` on less than nothing.
            let (begin, end) = ((k + 1 - m).clamp(0, n) as usize, (k + 1).clamp(0, n) as usize);
            let (mut exactly, mut at_least, mut at_most) = (0.0, 0.0, 0.0);
            for (share, left) in one.mass[begin..end].iter().zip((0..=k.max(0) as usize - begin).rev()) {
                exactly += share * other.mass[left];
                at_least += share * above[left];
                at_most += share * below[left];
            }
            mass.push(exactly);
            upper.push(at_least + all * one_above.get(end).copied().unwrap_or(0.0));
            lower.push(at_most + all * begin.checked_sub(1).map_or(0.0, |last| one_below[last]));
        }
        Self { mass, first: low, upper, lower }
    }
    /// The distribution with these masses, by value; they add up to 1.
    ///
    /// # Panics
    /// When there is none: a slip of the program.
    pub fn of_masses(masses: &BTreeMap<usize, f64>) -> Self {
        let (first, last) = masses.keys().next().zip(masses.keys().next_back()).expect("some value is taken");
        let mass: Vec<f64> = (*first..=*last).map(|k| masses.get(&k).copied().unwrap_or(0.0)).collect();
        let (cut, kept) = trim(&mass);
        Self::of(first + cut, mass[cut..cut + kept].to_vec())
    }
    /// Every value that has mass, with it.
    pub fn masses(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        self.mass.iter().enumerate().map(|(n, mass)| (self.first + n, *mass))
    }
    /// How many of `drawn` are marked when `marked` of `all` are: the hypergeometric distribution.
    ///
    /// ```
    /// use blocs::math::tails::Tails;
    /// // Two of four, two marked: 1/6, 4/6, 1/6.
    /// let tails = Tails::hypergeometric(4, 2, 2);
    /// assert!((tails.at_least(2) - 1.0 / 6.0).abs() < 1e-15);
    /// assert!((tails.at_most(1) - 5.0 / 6.0).abs() < 1e-15);
    /// ```
    pub fn hypergeometric(all: usize, marked: usize, drawn: usize) -> Self {
        let (marked, drawn) = (marked.min(all), drawn.min(all));
        let low = (marked + drawn).saturating_sub(all);
        let high = marked.min(drawn);
        // From the mode outwards by ratios, then scaled: no factorial is needed.
        let mode = (((marked + 1) * (drawn + 1)) / (all + 2)).clamp(low, high);
        let mut mass = vec![0.0; high - low + 1];
        mass[mode - low] = 1.0;
        let up = |k: usize| {
            ((marked - k) as f64) * ((drawn - k) as f64) / ((k + 1) as f64 * (all + k + 1 - marked - drawn) as f64)
        };
        for k in mode..high {
            mass[k + 1 - low] = mass[k - low] * up(k);
        }
        for k in (low..mode).rev() {
            mass[k - low] = mass[k + 1 - low] / up(k);
        }
        let sum: f64 = mass.iter().sum();
        mass.iter_mut().for_each(|mass| *mass /= sum);
        let (cut, kept) = trim(&mass);
        Self::of(low + cut, mass[cut..cut + kept].to_vec())
    }
}

/// Events summed, one part of them after the other in turn into each of so many sums: as wide as each other, near enough.
fn summed<const SUMS: usize>(classes: &[(f64, usize)], nothing: f64) -> [Sum; SUMS] {
    /// From so many events of one probability on, their binomial distribution is shorter than they are.
    const MANY: usize = 24;
    const ROOM: usize = 256;
    let certain = classes.iter().filter(|(p, _)| *p >= 1.0).map(|(_, n)| n).sum();
    let open = classes.iter().copied().filter(|(p, n)| *p > 0.0 && *p < 1.0 && *n > 0);
    let (mut many, mut few): (Vec<_>, Vec<_>) = open.partition(|(_, n)| *n >= MANY);
    // Rare ones first: the sum stays narrow for as long as it can. Classes often come in this order or its reverse.
    many.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    few.sort_by(|a, b| a.0.total_cmp(&b.0));
    // Room for most sums at once, rather than step by step.
    let mut sums = std::array::from_fn(|n| Sum {
        first: if n == 0 { certain } else { 0 },
        mass: Vec::with_capacity(ROOM),
        next: Vec::with_capacity(ROOM),
        nothing,
    });
    sums.iter_mut().for_each(|sum| sum.mass.push(1.0));
    let mut turn = (0..SUMS).cycle();
    let mut add = |first: usize, part: &[f64]| {
        if let Some(sum) = turn.next().map(|turn| &mut sums[turn]) {
            sum.first += first;
            sum.add(part);
        }
    };
    let mut part = Vec::new();
    for (p, n) in many {
        add(binomial(p, n, nothing, &mut part), &part);
    }
    let (mut block, mut events) = ([0.0; BLOCK + 1], 0);
    block[0] = 1.0;
    for (p, n) in few {
        for _ in 0..n {
            // Over the whole block, though its end may be empty: a loop of one length stays in registers.
            let q = 1.0 - p;
            for k in (1..=BLOCK).rev() {
                block[k] = block[k] * q + block[k - 1] * p;
            }
            block[0] *= q;
            events += 1;
            if events == BLOCK {
                add(0, &block);
                (block, events) = ([0.0; BLOCK + 1], 0);
                block[0] = 1.0;
            }
        }
    }
    if events > 0 {
        add(0, &block[..=events]);
    }
    sums
}

/// What lies at or above each value. From the thin end on, so that small tails keep their digits.
fn from_above(mass: &[f64]) -> Vec<f64> {
    let mut sums = mass.to_vec();
    for n in (1..sums.len()).rev() {
        sums[n - 1] += sums[n];
    }
    sums
}

/// What lies at or below each value.
fn from_below(mass: &[f64]) -> Vec<f64> {
    let mut sums = mass.to_vec();
    for n in 1..sums.len() {
        sums[n] += sums[n - 1];
    }
    sums
}

/// How many events are taken into the sum at once: their own distribution is made first, in registers.
const BLOCK: usize = 8;
/// How many values of the sum are made side by side.
const LANES: usize = 16;

/// The distribution of a sum of events.
struct Sum {
    first: usize,
    mass: Vec<f64>,
    next: Vec<f64>,
    /// Less mass than this is left out at the ends.
    nothing: f64,
}

impl Sum {
    /// Takes in events, of which k happen with probability `part[k]`.
    fn add(&mut self, part: &[f64]) {
        // Nothing stands on both sides of the mass, so that no end is a case of its own.
        let beside = part.len() - 1;
        let wide = self.mass.len() + beside;
        let padded = wide.next_multiple_of(LANES);
        self.next.clear();
        self.next.resize(beside, 0.0);
        self.next.extend_from_slice(&self.mass);
        self.next.resize(beside + padded, 0.0);
        self.mass.clear();
        for at in (0..padded).step_by(LANES) {
            let window = &self.next[at..at + beside + LANES];
            let mut sums = [0.0; LANES];
            // The last of the part meets the first of the window.
            for (at, share) in part.iter().rev().enumerate() {
                let Some(masses) = window[at..].first_chunk::<LANES>() else { break };
                for (sum, mass) in sums.iter_mut().zip(masses) {
                    *sum += share * mass;
                }
            }
            self.mass.extend_from_slice(&sums);
        }
        let some = |mass: &f64| *mass >= self.nothing;
        let end = self.mass[..wide].iter().rposition(some).map_or(1, |last| last + 1);
        let begin = self.mass[..end].iter().position(some).unwrap_or(0);
        self.mass.truncate(end);
        self.mass.drain(..begin);
        self.first += begin;
    }
}

/// The binomial distribution from its first value with mass on, into `all`; gives that value.
fn binomial(p: f64, n: usize, nothing: f64, all: &mut Vec<f64>) -> usize {
    let mode = (((n + 1) as f64 * p) as usize).min(n);
    let ratio = p / (1.0 - p);
    all.clear();
    let mut mass = 1.0;
    for k in (0..mode).rev() {
        mass *= (k + 1) as f64 / (n - k) as f64 / ratio;
        if mass < nothing {
            break;
        }
        all.push(mass);
    }
    let first = mode - all.len();
    all.reverse();
    all.push(1.0);
    mass = 1.0;
    for k in mode..n {
        mass *= (n - k) as f64 / (k + 1) as f64 * ratio;
        if mass < nothing {
            break;
        }
        all.push(mass);
    }
    let sum: f64 = all.iter().sum();
    all.iter_mut().for_each(|mass| *mass /= sum);
    first
}

/// Where mass begins, and over how many values it goes on.
fn trim(mass: &[f64]) -> (usize, usize) {
    let most = mass.iter().copied().fold(0.0, f64::max);
    let some = |mass: &&f64| **mass > most * NOTHING;
    let first = mass.iter().position(|mass| some(&mass)).unwrap_or(0);
    let last = mass.iter().rposition(|mass| some(&mass)).unwrap_or(0);
    (first, last + 1 - first)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every outcome of independent events, one by one.
    fn plain(probabilities: &[f64], k: usize) -> f64 {
        (0..1_usize << probabilities.len())
            .filter(|outcome| outcome.count_ones() as usize >= k)
            .map(|outcome| {
                let of = |n: usize, p: f64| if outcome >> n & 1 == 1 { p } else { 1.0 - p };
                probabilities.iter().enumerate().map(|(n, p)| of(n, *p)).product::<f64>()
            })
            .sum()
    }

    #[test]
    fn sums_equal_the_enumeration_of_every_outcome() {
        let probabilities = [0.01, 0.3, 0.3, 0.77, 0.5, 0.999, 1.0, 0.0, 0.3, 1e-9];
        let classes: Vec<(f64, usize)> =
            vec![(0.01, 1), (0.3, 3), (0.77, 1), (0.5, 1), (0.999, 1), (1.0, 1), (0.0, 1), (1e-9, 1)];
        let tails = Tails::poisson_binomial(&classes);
        for k in 0..=11 {
            let expected = plain(&probabilities, k);
            assert!(
                (tails.at_least(k) - expected).abs() <= 1e-13 * expected.max(1e-3),
                "{k}: {} {expected}",
                tails.at_least(k)
            );
            let below = if k == 0 { 0.0 } else { 1.0 - expected };
            assert!((if k == 0 { 0.0 } else { tails.at_most(k - 1) } - below).abs() < 1e-12);
        }
    }

    /// Many events, one after the other in place, against blocks of them: every value to its last digits, thin ones too.
    #[test]
    fn blocks_of_events_are_the_events_one_by_one() {
        let classes: Vec<(f64, usize)> =
            (1..90).map(|n| (f64::from(n * n % 89 + 1) / 97.0, 1 + n as usize % 4)).collect();
        let mut plain = vec![1.0];
        for (p, _) in classes.iter().flat_map(|(p, n)| (0..*n).map(move |n| (p, n))) {
            plain.push(0.0);
            for k in (1..plain.len()).rev() {
                plain[k] = plain[k] * (1.0 - p) + plain[k - 1] * p;
            }
            plain[0] *= 1.0 - p;
        }
        let tails = Tails::poisson_binomial(&classes);
        for (k, mass) in plain.iter().enumerate().filter(|(_, mass)| **mass > 1e-40) {
            assert!((tails.exactly(k) / mass - 1.0).abs() < 1e-12, "{k}: {} {mass}", tails.exactly(k));
        }
    }

    /// Small tails keep their digits: 40 events of 1/1000, at least 12 of them.
    #[test]
    fn thin_tails_are_exact() {
        let tails = Tails::poisson_binomial(&[(0.001, 40)]);
        // The leading term of the binomial tail, C(40, 12) 0.001^12 0.999^28, by hand.
        let leading = 5_586_853_480.0 * 1e-36 * 0.999_f64.powi(28);
        assert!((tails.at_least(12) / leading - 1.0).abs() < 3e-3);
        assert_eq!(tails.at_least(41), 0.0);
    }

    #[test]
    fn hypergeometric_counts_subsets() {
        // Of 9, 4 marked, 5 drawn: C(4,k) C(5,5-k) / 126 by hand.
        let tails = Tails::hypergeometric(9, 4, 5);
        for (k, ways) in [1.0, 20.0, 60.0, 40.0, 5.0].into_iter().enumerate() {
            assert!((tails.exactly(k) - ways / 126.0).abs() < 1e-15, "{k}");
        }
        assert_eq!((Tails::hypergeometric(3, 3, 2).at_least(2), Tails::hypergeometric(3, 3, 2).at_most(1)), (1.0, 0.0));
        assert_eq!(Tails::hypergeometric(0, 0, 0).at_least(0), 1.0);
    }
}
