//! The texts of a column: numbered while they repeat each other, else each by what it shares with the one before.

use std::hash::BuildHasher;

use ::parquet::basic::Encoding;
use foldhash::fast::FixedState;

use super::encodings::{differences, runs, width};

/// The most bytes of a dictionary.
const MOST: usize = 1 << 24;

/// Each text once, as a page of a dictionary has it, and its number.
#[derive(Default)]
pub(super) struct Dictionary {
    /// Length and bytes of each text.
    pub bytes: Vec<u8>,
    ends: Vec<usize>,
    keys: Vec<Key>,
    /// A part of the hash and of the length of a text, and its number from 1; none where that is 0.
    slots: Vec<(u32, u32)>,
}

/// The first and the last bytes of a text: of at most [`WHOLE`] bytes they are all there is.
type Key = (u64, u64);

const WHOLE: usize = 16;

/// Texts of different lengths may have the same: the length is looked at besides.
fn key(text: &[u8]) -> Key {
    if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        let first = u64::from_le_bytes(*first);
        return (
            if text.len() > WHOLE { FixedState::default().hash_one(text) } else { first },
            u64::from_le_bytes(*last),
        );
    }
    if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        return (u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into());
    }
    (text.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)), 0)
}

fn hash((first, last): Key, length: usize) -> u64 {
    let product = u128::from(first ^ 0x243f_6a88_85a3_08d3) * u128::from(last ^ 0x1319_8a2e_0370_7344 ^ length as u64);
    product as u64 ^ (product >> 64) as u64
}

impl Dictionary {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    fn text(&self, code: usize) -> &[u8] {
        let begin = if code == 0 { 0 } else { self.ends[code - 1] };
        &self.bytes[begin + 4..self.ends[code]]
    }

    /// Adds the number of each text, which is the next one when it is new.
    ///
    /// Nothing is waited for in turn: all keys are read, then all first slots with the key behind each; what is not found
    /// there, for one text in ten, is looked for after that.
    fn number(&mut self, texts: &[&str], codes: &mut Vec<u32>) {
        let keys: Vec<Key> = texts.iter().map(|text| key(text.as_bytes())).collect();
        let begin = codes.len();
        match self.keys.first() {
            None => codes.resize(begin + texts.len(), 0),
            Some(_) => codes.extend(texts.iter().zip(&keys).map(|(text, key)| {
                let (at, tag) = self.place(hash(*key, text.len()), text.len());
                let (other, code) = self.slots[at];
                let found = code.saturating_sub(1) as usize;
                let there = (other == tag) & (self.keys[found] == *key);
                if there && (text.len() <= WHOLE || self.text(found) == text.as_bytes()) { code } else { 0 }
            })),
        }
        for ((text, key), code) in texts.iter().zip(&keys).zip(&mut codes[begin..]) {
            if *code == 0 {
                *code = self.find(text.as_bytes(), *key);
            }
            *code -= 1;
        }
    }

    /// The number of a text from 1.
    fn find(&mut self, text: &[u8], key: Key) -> u32 {
        if 2 * self.len() >= self.slots.len() {
            self.grow();
        }
        let (mut at, tag) = self.place(hash(key, text.len()), text.len());
        while let (other, code @ 1..) = self.slots[at] {
            let found = code as usize - 1;
            if other == tag && self.keys[found] == key && (text.len() <= WHOLE || self.text(found) == text) {
                return code;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.bytes.extend_from_slice(&(text.len() as u32).to_le_bytes());
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len());
        self.keys.push(key);
        self.slots[at] = (tag, self.len() as u32);
        self.len() as u32
    }

    /// Where a text is looked for first, and what its slot has beside its number: short texts of other lengths differ there.
    #[inline(always)]
    fn place(&self, hash: u64, length: usize) -> (usize, u32) {
        let tag = (hash as u32 & !0xff) | length.min(0xff) as u32;
        ((hash >> 32) as usize & (self.slots.len() - 1), tag)
    }

    fn grow(&mut self) {
        self.slots = vec![(0, 0); (4 * self.len()).next_power_of_two().max(64)];
        for code in 0..self.len() {
            let length = self.text(code).len();
            let (mut at, tag) = self.place(hash(self.keys[code], length), length);
            while self.slots[at].1 > 0 {
                at = (at + 1) & (self.slots.len() - 1);
            }
            self.slots[at] = (tag, code as u32 + 1);
        }
    }
}

/// Texts by how much each shares with the one before, and the rest (`DELTA_BYTE_ARRAY`).
#[derive(Default)]
struct Shared {
    shared: Vec<u32>,
    lengths: Vec<u32>,
    rests: Vec<u8>,
    last: Vec<u8>,
}

impl Shared {
    fn push(&mut self, text: &[u8]) {
        let most = self.last.len().min(text.len());
        let mut same = 0;
        while let (Some(one), Some(other)) = (self.last[same..].first_chunk::<8>(), text[same..].first_chunk::<8>()) {
            let differ = u64::from_le_bytes(*one) ^ u64::from_le_bytes(*other);
            if differ != 0 {
                same += differ.trailing_zeros() as usize / 8;
                break;
            }
            same += 8;
        }
        while same < most && self.last[same] == text[same] {
            same += 1;
        }
        self.shared.push(same as u32);
        self.lengths.push((text.len() - same) as u32);
        self.rests.extend_from_slice(&text[same..]);
        self.last.truncate(same);
        self.last.extend_from_slice(&text[same..]);
    }

    /// Writes all behind `out`; the next one shares with none.
    fn flush(&mut self, out: &mut Vec<u8>) {
        differences(self.shared.iter().map(|&length| length.into()), out);
        differences(self.lengths.iter().map(|&length| length.into()), out);
        out.append(&mut self.rests);
        self.shared.clear();
        self.lengths.clear();
        self.last.clear();
    }
}

/// The texts of a page, and those before it that it refers to.
#[derive(Default)]
pub(super) struct Texts {
    pub dictionary: Dictionary,
    codes: Vec<u32>,
    shared: Shared,
    /// How many texts have a number.
    numbered: usize,
    /// The bytes of the texts of this page, whatever becomes of them.
    pub told: usize,
    /// Whether texts turned out not to repeat each other.
    differ: bool,
}

impl Texts {
    /// Adds texts.
    pub fn extend(&mut self, texts: &[&str]) {
        self.told += texts.iter().map(|text| text.len()).sum::<usize>();
        if self.differ {
            texts.iter().for_each(|text| self.shared.push(text.as_bytes()));
        } else {
            self.dictionary.number(texts, &mut self.codes);
        }
    }

    /// The bytes that have been kept for this page, or nearly so many.
    pub fn size(&self) -> usize {
        self.shared.rests.len() + self.codes.len()
    }

    /// Writes the values of a page behind `out`. Where less than half of the texts so far are repetitions, there are no
    /// more numbers from here on; where that is the first page, no dictionary.
    pub fn flush(&mut self, out: &mut Vec<u8>) -> Encoding {
        let first = self.numbered == 0;
        self.told = 0;
        self.numbered += self.codes.len();
        if !self.differ && (2 * self.dictionary.len() > self.numbered || self.dictionary.bytes.len() > MOST) {
            self.differ = true;
            for &code in &self.codes {
                self.shared.push(self.dictionary.text(code as usize));
            }
            self.codes.clear();
            if first {
                self.dictionary = Dictionary::default();
            }
        }
        if self.differ {
            self.shared.flush(out);
            return Encoding::DELTA_BYTE_ARRAY;
        }
        if self.codes.is_empty() {
            // Nulls alone ask for no dictionary, of which there may be none.
            return Encoding::PLAIN;
        }
        let width = width(self.dictionary.len().saturating_sub(1) as u64).max(1);
        out.push(width as u8);
        runs(&self.codes, width, out);
        self.codes.clear();
        Encoding::RLE_DICTIONARY
    }
}
