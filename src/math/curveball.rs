//! Two-mode tables with exactly these row and column sums, at random.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A walk over the tables with one set of margins. Two rows trade what only one of them has, in equal numbers.
///
/// Every table with these margins is reached, each as often as any other in the long run.
///
/// # Cost
/// A trade costs the lengths of two rows.
///
/// # Reference
/// Strona et al. 2014 (curveball); Carstens 2015 (uniform); Godard & Neal 2022 (fastball).
///
/// ```
/// use blocs::math::curveball::Curveball;
/// let mut walk = Curveball::new(&[vec![0, 1], vec![1, 2], vec![2, 3]], 7, 0);
/// walk.trade(100);
/// let rows = walk.rows();
/// assert!(rows.iter().all(|row| row.len() == 2));
/// let column = |k: u32| rows.iter().filter(|row| row.contains(&k)).count();
/// assert_eq!([0, 1, 2, 3].map(column), [1, 2, 2, 1]);
/// ```
#[derive(Debug, Clone)]
pub struct Curveball {
    rows: Vec<Vec<u32>>,
    random: ChaCha8Rng,
    only: Vec<u32>,
    both: Vec<u32>,
}

impl Curveball {
    /// Begins at a table, given as the sorted columns of each row, on a random stream of its own.
    pub fn new(rows: &[Vec<u32>], seed: u64, stream: u64) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(stream);
        Self { rows: rows.to_vec(), random, only: Vec::new(), both: Vec::new() }
    }
    /// The table as it is now.
    pub fn rows(&self) -> &[Vec<u32>] {
        &self.rows
    }
    /// Makes so many trades between two random rows.
    pub fn trade(&mut self, times: usize) {
        let n = self.rows.len();
        if n < 2 {
            return;
        }
        for _ in 0..times {
            let a = self.below(n);
            let b = (a + 1 + self.below(n - 1)) % n;
            self.swap(a, b);
        }
    }
    fn below(&mut self, n: usize) -> usize {
        ((u64::from(self.random.next_u32()) * n as u64) >> 32) as usize
    }
    fn swap(&mut self, a: usize, b: usize) {
        let (mut first, mut second) = (std::mem::take(&mut self.rows[a]), std::mem::take(&mut self.rows[b]));
        self.only.clear();
        self.both.clear();
        let (mut i, mut j, mut of_first) = (0, 0, 0);
        while i < first.len() || j < second.len() {
            match (first.get(i), second.get(j)) {
                (Some(x), Some(y)) if x == y => {
                    self.both.push(*x);
                    (i, j) = (i + 1, j + 1);
                }
                (Some(x), y) if y.is_none_or(|y| x < y) => {
                    self.only.push(*x);
                    of_first += 1;
                    i += 1;
                }
                (_, Some(y)) => {
                    self.only.push(*y);
                    j += 1;
                }
                (_, None) => break,
            }
        }
        if of_first > 0 && of_first < self.only.len() {
            // Choose which of the single ones the first row gets, keeping their order: no sorting is needed.
            let (mut wanted, mut left) = (of_first, self.only.len());
            let only = std::mem::take(&mut self.only);
            let (mut mine, mut other) = (Vec::with_capacity(first.len()), Vec::with_capacity(second.len()));
            for column in &only {
                if self.below(left) < wanted {
                    mine.push(*column);
                    wanted -= 1;
                } else {
                    other.push(*column);
                }
                left -= 1;
            }
            merge(&mine, &self.both, &mut first);
            merge(&other, &self.both, &mut second);
            self.only = only;
        }
        self.rows[a] = first;
        self.rows[b] = second;
    }
}

/// Two sorted lists into one.
fn merge(a: &[u32], b: &[u32], out: &mut Vec<u32>) {
    out.clear();
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        if a[i] < b[j] {
            out.push(a[i]);
            i += 1;
        } else {
            out.push(b[j]);
            j += 1;
        }
    }
    out.extend_from_slice(&a[i..]);
    out.extend_from_slice(&b[j..]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// All tables with margins 2,1,1 by 2,1,1: five, counted by hand. Each comes up as often as any other.
    #[test]
    fn every_table_comes_up_equally_often() {
        let mut walk = Curveball::new(&[vec![0, 1], vec![0], vec![2]], 3, 0);
        let mut seen: BTreeMap<Vec<Vec<u32>>, usize> = BTreeMap::new();
        let times = 20_000;
        for _ in 0..times {
            walk.trade(6);
            *seen.entry(walk.rows().to_vec()).or_default() += 1;
        }
        assert_eq!(seen.len(), 5, "{seen:?}");
        // Four standard errors of a fifth.
        let error = 4.0 * (0.2_f64 * 0.8 / times as f64).sqrt();
        assert!(seen.values().all(|count| (*count as f64 / times as f64 - 0.2).abs() < error), "{seen:?}");
    }
}
