//! Few numbers of many, in order, without sorting them.

/// A set of numbers that is read in order: a bit a number, and a bit for each 64 of these words that is not zero.
pub(super) struct Marks {
    words: Vec<u64>,
    held: Vec<u64>,
}

impl Marks {
    /// For numbers below `count`.
    pub(super) fn new(count: usize) -> Self {
        let words = count.div_ceil(64);
        Self { words: vec![0; words], held: vec![0; words.div_ceil(64)] }
    }
    /// Puts a number in, once or more often.
    pub(super) fn set(&mut self, number: u32) {
        let word = number as usize / 64;
        self.words[word] |= 1 << (number % 64);
        self.held[word / 64] |= 1 << (word % 64);
    }
    /// Hands every number over in order and takes it out.
    pub(super) fn take(&mut self, mut found: impl FnMut(u32)) {
        for (at, held) in self.held.iter_mut().enumerate() {
            for word in bits(std::mem::take(held)).map(|bit| 64 * at + bit as usize) {
                bits(std::mem::take(&mut self.words[word])).for_each(|bit| found(64 * word as u32 + bit));
            }
        }
    }
}

/// The places of the bits of a word that are set.
fn bits(mut word: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let bit = word.trailing_zeros();
        word &= word.wrapping_sub(1);
        (bit < 64).then_some(bit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_comes_out_once_and_in_order_and_leaves_nothing() {
        let mut marks = Marks::new(9000);
        for numbers in [vec![], vec![0], vec![8999, 0, 63, 64, 4095, 4096, 64], (0..9000).rev().step_by(7).collect()] {
            numbers.iter().for_each(|&number| marks.set(number));
            let mut found = Vec::new();
            marks.take(|number| found.push(number));
            let mut wanted = numbers;
            wanted.sort_unstable();
            wanted.dedup();
            assert_eq!(found, wanted);
        }
        Marks::new(0).take(|number| panic!("{number} in an empty set"));
    }
}
