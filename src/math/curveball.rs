//! Two-mode tables with exactly these row and column sums, at random.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A walk over the tables with one set of margins. Two rows trade what only one of them has, in equal numbers.
///
/// Every table with these margins is reached, each as often as any other in the long run.
///
/// # Cost
/// A trade costs the words of two rows, 64 columns each, and what is traded.
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
    /// Row by row: a bit a column.
    bits: Vec<u64>,
    words: usize,
    rows: usize,
    random: ChaCha8Rng,
    /// The columns that one of two rows has and the other has not: what they trade.
    traded: Vec<u32>,
}

impl Curveball {
    /// Begins at a table, given as the sorted columns of each row, on a random stream of its own.
    pub fn new(rows: &[Vec<u32>], seed: u64, stream: u64) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(stream);
        let columns = rows.iter().flatten().max().map_or(0, |last| *last as usize + 1);
        let words = columns.div_ceil(64).max(1);
        let mut bits = vec![0; rows.len() * words];
        for (row, columns) in rows.iter().enumerate() {
            columns.iter().for_each(|column| bits[row * words + *column as usize / 64] |= 1 << (column % 64));
        }
        Self { bits, words, rows: rows.len(), random, traded: Vec::new() }
    }
    /// The table as it is now.
    pub fn rows(&self) -> Vec<Vec<u32>> {
        let columns = |row: &[u64]| {
            let mut columns = Vec::new();
            row.iter().enumerate().for_each(|(word, bits)| list(*bits, word, &mut columns));
            columns
        };
        self.bits.chunks(self.words).map(columns).collect()
    }
    /// How many columns a row shares with each row before it, told one by one.
    pub fn meet_before(&self, row: usize, mut told: impl FnMut(usize, u32)) {
        let mine = &self.bits[row * self.words..(row + 1) * self.words];
        for (other, bits) in self.bits[..row * self.words].chunks_exact(self.words).enumerate() {
            told(other, mine.iter().zip(bits).map(|(a, b)| (a & b).count_ones()).sum());
        }
    }
    /// Makes so many trades between two random rows.
    pub fn trade(&mut self, times: usize) {
        if self.rows < 2 {
            return;
        }
        for _ in 0..times {
            let a = self.below(self.rows);
            let b = (a + 1 + self.below(self.rows - 1)) % self.rows;
            self.swap(a.min(b), a.max(b));
        }
    }
    fn below(&mut self, n: usize) -> usize {
        ((u64::from(self.random.next_u32()) * n as u64) >> 32) as usize
    }
    /// What one of two rows has and the other has not is dealt out again: as many columns to each as before, every way as
    /// likely as any other.
    ///
    /// Each column first goes to row a with about the share that row a must have, by random bits, a word of columns at once.
    /// Which columns went there then depends on their number alone, so that moving as many at random as are too many, or too
    /// few, leaves every choice alike likely.
    fn swap(&mut self, a: usize, b: usize) {
        let (before, after) = self.bits.split_at_mut(b * self.words);
        let (first, second) = (&mut before[a * self.words..(a + 1) * self.words], &mut after[..self.words]);
        let (mut wanted, mut all) = (0, 0);
        for (x, y) in first.iter().zip(second.iter()) {
            wanted += (x & !y).count_ones() as usize;
            all += (x ^ y).count_ones() as usize;
        }
        if wanted == 0 || wanted == all {
            return;
        }
        let eighths = ((8 * wanted + all / 2) / all).clamp(1, 7);
        let mut dealt = 0;
        for (x, y) in first.iter_mut().zip(second.iter_mut()) {
            let (both, either) = (*x & *y, *x ^ *y);
            if either == 0 {
                continue;
            }
            let to_first = either & some_bits(&mut self.random, eighths);
            dealt += to_first.count_ones() as usize;
            (*x, *y) = (both | to_first, both | (either & !to_first));
        }
        let (from, to) = if dealt > wanted { (first, second) } else { (second, first) };
        self.traded.clear();
        for (word, (x, y)) in from.iter().zip(to.iter()).enumerate() {
            list(*x & !*y, word, &mut self.traded);
        }
        for at in 0..dealt.abs_diff(wanted) {
            let left = self.traded.len() - at;
            let picked = at + ((u64::from(self.random.next_u32()) * left as u64) >> 32) as usize;
            self.traded.swap(at, picked);
            let column = self.traded[at];
            let (word, bit) = (column as usize / 64, 1 << (column % 64));
            from[word] &= !bit;
            to[word] |= bit;
        }
    }
}

/// Random bits, each set with a chance of so many eighths.
fn some_bits(random: &mut ChaCha8Rng, eighths: usize) -> u64 {
    // From the last binary digit to the first: a 1 halves what is missing to all, a 0 what is there.
    let digit = |bits: u64, one: bool, random: u64| if one { bits | random } else { bits & random };
    let first = digit(0, eighths & 1 == 1, random.next_u64());
    let second = digit(first, eighths & 2 == 2, random.next_u64());
    digit(second, eighths & 4 == 4, random.next_u64())
}

/// Appends the columns of a word that are set.
fn list(mut bits: u64, word: usize, columns: &mut Vec<u32>) {
    while bits != 0 {
        columns.push(64 * word as u32 + bits.trailing_zeros());
        bits &= bits - 1;
    }
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
            *seen.entry(walk.rows()).or_default() += 1;
        }
        assert_eq!(seen.len(), 5, "{seen:?}");
        // Four standard errors of a fifth.
        let error = 4.0 * (0.2_f64 * 0.8 / times as f64).sqrt();
        assert!(seen.values().all(|count| (*count as f64 / times as f64 - 0.2).abs() < error), "{seen:?}");
    }

    /// Tables of five columns by two rows of 1 and 3, of 2 and 2, ...: both rows of a trade, in every split of what they trade,
    /// against all the ways there are. The chances of a split are eighths, and the number to be had is not.
    #[test]
    fn every_split_of_a_trade_is_alike_likely() {
        for (one, other) in [(vec![0], vec![1, 2, 3]), (vec![0, 4], vec![1, 2]), (vec![0, 1, 4], vec![2, 3, 4, 66])] {
            let traded = one.iter().filter(|c| !other.contains(c)).count();
            let all = traded + other.iter().filter(|c| !one.contains(c)).count();
            let ways = (0..traded).fold(1.0, |ways, n| ways * (all - n) as f64 / (n + 1) as f64);
            let mut walk = Curveball::new(&[one, other], 5, 0);
            let mut seen: BTreeMap<Vec<Vec<u32>>, usize> = BTreeMap::new();
            let times = 30_000;
            for _ in 0..times {
                walk.trade(1);
                *seen.entry(walk.rows()).or_default() += 1;
            }
            assert_eq!(seen.len() as f64, ways, "{seen:?}");
            let error = 4.5 * (1.0 / ways * (1.0 - 1.0 / ways) / times as f64).sqrt();
            assert!(seen.values().all(|count| (*count as f64 / times as f64 - 1.0 / ways).abs() < error), "{seen:?}");
        }
    }

    #[test]
    fn rows_meet_in_the_columns_that_both_have() {
        let rows = [vec![0, 3, 64], vec![3, 64, 130], vec![0, 1, 2], vec![]];
        let walk = Curveball::new(&rows, 1, 0);
        assert_eq!(walk.rows(), rows);
        let mut met = Vec::new();
        (0..4).for_each(|row| walk.meet_before(row, |other, count| met.push((row, other, count))));
        assert_eq!(met, [(1, 0, 2), (2, 0, 1), (2, 1, 0), (3, 0, 0), (3, 1, 0), (3, 2, 0)]);
    }
}
