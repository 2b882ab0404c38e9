//! The texts of a column, one behind the other, each once while they repeat.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

/// After so many texts it is looked whether they repeat.
const TRIED: usize = 1 << 16;
/// The most bytes that are held as texts which repeat: a dictionary is of use while it is small.
const MOST: usize = 1 << 24;

/// Texts by number. While they repeat, one that was there has the number it had; where they do not, each has a new one.
#[derive(Clone, Default)]
pub struct Texts {
    all: String,
    ends: Vec<usize>,
    /// A part of the hash of a text, and its number from 1; none where that is 0.
    slots: Vec<(u32, u32)>,
    added: usize,
    longest: usize,
    differ: bool,
}

impl Texts {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether one that repeats has one number.
    #[cfg(feature = "columnar")]
    pub fn repeat(&self) -> bool {
        !self.differ
    }

    /// The bytes of the longest.
    #[cfg(feature = "columnar")]
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// The text of a number.
    #[inline]
    pub fn get(&self, number: usize) -> &str {
        let begin = if number == 0 { 0 } else { self.ends[number - 1] };
        &self.all[begin..self.ends[number]]
    }

    /// Adds a text and gives its number.
    #[inline]
    pub fn add(&mut self, text: &str) -> usize {
        if self.differ { self.put(text) } else { self.find(text) }
    }

    fn put(&mut self, text: &str) -> usize {
        self.longest = self.longest.max(text.len());
        self.all.push_str(text);
        self.ends.push(self.all.len());
        self.len() - 1
    }

    fn find(&mut self, text: &str) -> usize {
        self.added += 1;
        if 2 * self.len() >= self.slots.len() {
            self.grow();
        }
        let (mut at, tag) = self.place(text);
        while let (other, number @ 1..) = self.slots[at] {
            if other == tag && self.get(number as usize - 1) == text {
                return number as usize - 1;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        let number = self.put(text);
        // Looked at when there is a new one, as those that repeat take no room.
        if (self.added >= TRIED && 2 * self.len() > self.added) || self.all.len() > MOST {
            self.differ = true;
            self.slots = Vec::new();
        } else {
            self.slots[at] = (tag, self.len() as u32);
        }
        number
    }

    /// Where a text is looked for first, and what its slot has beside its number.
    #[inline(always)]
    fn place(&self, text: &str) -> (usize, u32) {
        let hash = FixedState::default().hash_one(text.as_bytes());
        ((hash >> 32) as usize & (self.slots.len() - 1), hash as u32)
    }

    fn grow(&mut self) {
        self.slots = vec![(0, 0); (4 * self.len()).next_power_of_two().max(8)];
        for number in 0..self.len() {
            let (mut at, tag) = self.place(self.get(number));
            while self.slots[at].1 > 0 {
                at = (at + 1) & (self.slots.len() - 1);
            }
            self.slots[at] = (tag, number as u32 + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_repeats_has_one_number_and_all_are_found_again() {
        let mut texts = Texts::default();
        let told: Vec<String> = (0..70_000).map(|n| format!("{}{}", "日本".repeat(n % 7), n % 501)).collect();
        let numbers: Vec<usize> = told.iter().map(|text| texts.add(text)).collect();
        assert!(texts.repeat() && texts.len() == 7 * 501, "{}", texts.len());
        for (text, number) in told.iter().zip(&numbers) {
            assert_eq!(texts.get(*number), text);
        }
        assert_eq!(numbers[7 * 501], 0);
    }

    #[test]
    fn those_that_differ_are_put_one_behind_the_other() {
        let mut texts = Texts::default();
        // The first thousand are one text: it repeats, before others that do not.
        let told: Vec<String> = (0..70_000_usize).map(|n| n.saturating_sub(1000).to_string()).collect();
        let numbers: Vec<usize> = told.iter().map(|text| texts.add(text)).collect();
        assert!(!texts.repeat() && texts.slots.is_empty());
        for (text, number) in told.iter().zip(&numbers) {
            assert_eq!(texts.get(*number), text);
        }
        assert_eq!(texts.add("1"), numbers[69_999] + 1);
    }
}
