//! A long table of votes read into three bits a vote: no row is kept, so that a file larger than memory goes through.

use std::hash::{BuildHasher as _, Hasher as _};
use std::io::Read;

use foldhash::fast::FixedState;

use crate::dataset::is_id;
use crate::model::{Cells, Position, Procedure, RollCalls};

/// The header that this reader takes.
const HEADER: &[u8] = b"decision,actor,position";
/// How much is read at once.
const CHUNK: usize = 1 << 18;
/// How many actors that may come next are looked for before the id is looked up.
const GUESSES: usize = 4;
/// Zeros behind what was read, so that eight bytes can be looked at from any byte on.
const PAD: usize = 8;

/// The votes of a long table, if it is as plain as most are: the header `decision,actor,position`, ids and known words
/// and nothing else, no vote twice. `None` sends the caller to [`super::folder`], which reads every table and names the
/// line and the character of whatever is at fault; what both can read, both read alike.
///
/// # Cost
/// One pass, some ten nanoseconds a row; three bits for each actor and decision, twice.
///
/// ```
/// use blocs::import::long::roll_calls;
/// let votes = roll_calls("votes", &mut &b"decision,actor,position\nd1,ann,yes\nd1,ben,no\n"[..], &[]).unwrap();
/// assert_eq!(votes.actors, ["ann", "ben"]);
/// assert_eq!((votes.cells.get(0, 0), votes.cells.get(1, 0)), (0, 2)); // for, against
/// assert!(roll_calls("votes", &mut &b"decision,actor,position\nd1,ann,perhaps\n"[..], &[]).is_none());
/// ```
pub fn roll_calls(name: &str, file: &mut impl Read, codes: &[String]) -> Option<RollCalls> {
    let words = Words::of(codes)?;
    let mut votes = Votes::default();
    let mut buffer = vec![0; CHUNK + PAD];
    let (mut held, mut begun, mut ended) = (0, false, false);
    while !ended {
        if held == buffer.len() - PAD {
            // A line that long is no vote.
            return None;
        }
        let room = buffer.len() - PAD;
        let read = match file.read(&mut buffer[held..room]) {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            read => read.ok()?,
        };
        ended = read == 0;
        held += read;
        if ended && held > 0 && buffer[held - 1] != b'\n' {
            buffer[held] = b'\n';
            held += 1;
        }
        let Some(last) = buffer[..held].iter().rposition(|&byte| byte == b'\n') else { continue };
        let mut from = 0;
        if !begun {
            let first = buffer[..held].iter().position(|&byte| byte == b'\n')?;
            let header = &buffer[..first];
            if header.strip_suffix(b"\r").unwrap_or(header) != HEADER {
                return None;
            }
            (begun, from) = (true, first + 1);
        }
        // What stands behind the lines is not looked at as a part of them: every cell ends at or before `last`.
        votes.lines(&buffer[..held + PAD], from, last + 1, &words)?;
        buffer.copy_within(last + 1..held, 0);
        held -= last + 1;
    }
    votes.finish(super::document(name))
}

/// Eight bytes from a place on, the first one lowest.
fn eight(bytes: &[u8], at: usize) -> u64 {
    bytes[at..].first_chunk().map_or(0, |eight| u64::from_le_bytes(*eight))
}

/// Where the byte stands that ends a cell, and the first eight bytes of the cell, zeros behind its end; `None` when it
/// does not end before `until`.
#[inline(always)]
fn cell(bytes: &[u8], from: usize, until: usize, end: u8) -> Option<(usize, u64)> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let first = eight(bytes, from);
    let (mut at, mut now) = (from, first);
    loop {
        // The lowest byte that equals `end` sets the lowest high bit; bits above it may be set wrongly.
        let other = now ^ (ONES * u64::from(end));
        let found = other.wrapping_sub(ONES) & !other & (ONES << 7);
        if found != 0 {
            let stop = at + (found.trailing_zeros() / 8) as usize;
            let length = stop - from;
            let key = if length >= 8 { first } else { first & !(u64::MAX << (8 * length)) };
            return (stop < until).then_some((stop, key));
        }
        at += 8;
        if at >= until {
            return None;
        }
        now = eight(bytes, at);
    }
}

/// Texts and their numbers, in the order in which they were met. A text of up to eight bytes is told by its key and its
/// length alone.
struct Numbered {
    keys: Vec<(u64, u32, u32)>,
    text: Vec<u8>,
    slots: Vec<u32>,
}

impl Default for Numbered {
    fn default() -> Self {
        Self { keys: Vec::new(), text: Vec::new(), slots: vec![0; 64] }
    }
}

impl Numbered {
    fn len(&self) -> usize {
        self.keys.len()
    }
    fn get(&self, number: usize) -> &[u8] {
        let (_, start, length) = self.keys[number];
        &self.text[start as usize..(start + length) as usize]
    }
    #[inline(always)]
    fn is(&self, number: usize, text: &[u8], key: u64) -> bool {
        let (other, _, length) = self.keys[number];
        key == other && text.len() == length as usize && (text.len() <= 8 || self.get(number) == text)
    }
    #[inline(always)]
    fn slot(&self, text: &[u8], key: u64) -> usize {
        let hash = if text.len() <= 8 {
            (key ^ text.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        } else {
            let mut hasher = FixedState::default().build_hasher();
            hasher.write(text);
            hasher.finish()
        };
        (hash >> 32) as usize & (self.slots.len() - 1)
    }
    #[inline(always)]
    fn find(&self, text: &[u8], key: u64) -> Option<usize> {
        let mut slot = self.slot(text, key);
        while self.slots[slot] > 0 {
            let number = self.slots[slot] as usize - 1;
            if self.is(number, text, key) {
                return Some(number);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        None
    }
    /// Takes a new text; `None` when there are too many.
    #[cold]
    fn put(&mut self, text: &[u8], key: u64) -> Option<usize> {
        let number = self.keys.len();
        let start = u32::try_from(self.text.len()).ok()?;
        u32::try_from(self.text.len() + text.len()).ok()?;
        self.keys.push((key, start, text.len() as u32));
        self.text.extend_from_slice(text);
        if 2 * self.keys.len() > self.slots.len() {
            self.slots = vec![0; 2 * self.slots.len()];
            (0..number).for_each(|number| self.place(number));
        }
        self.place(number);
        Some(number)
    }
    fn place(&mut self, number: usize) {
        let mut slot = self.slot(self.get(number), self.keys[number].0);
        while self.slots[slot] > 0 {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        self.slots[slot] = number as u32 + 1;
    }
    /// Whether a text and a comma behind it stand at this place.
    #[inline(always)]
    fn stands(&self, number: usize, bytes: &[u8], at: usize) -> Option<usize> {
        let (key, _, length) = *self.keys.get(number)?;
        let length = length as usize;
        let now = eight(bytes, at);
        let found = if length < 8 {
            (now ^ key ^ u64::from(b',') << (8 * length)) << (56 - 8 * length) == 0
        } else {
            let there = bytes.get(at..at + length + 1).and_then(|text| text.strip_suffix(b","));
            now == key && there == Some(self.get(number))
        };
        found.then_some(at + length)
    }
    /// The number of an id; of a new one, if it is an id.
    #[inline(always)]
    fn id(&mut self, text: &[u8], key: u64) -> Option<usize> {
        self.find(text, key).or_else(|| {
            std::str::from_utf8(text).ok().filter(|id| is_id(id))?;
            self.put(text, key)
        })
    }
    /// The texts in order, and the place of each in that order.
    fn sorted(&self) -> Option<(Vec<String>, Vec<usize>)> {
        let mut order: Vec<usize> = (0..self.len()).collect();
        order.sort_unstable_by_key(|&number| self.get(number));
        let texts = order.iter().map(|&number| String::from_utf8(self.get(number).to_vec()).ok());
        let texts = texts.collect::<Option<Vec<String>>>()?;
        Some((texts, order))
    }
}

/// The words of positions, with and without a carriage return, and the place of each among those of a roll call.
struct Words {
    texts: Numbered,
    codes: Vec<u8>,
    /// Words of up to eight bytes, each at a place of its own: key, length, code.
    short: Vec<(u64, usize, u8)>,
    factor: u64,
}

impl Words {
    fn of(given: &[String]) -> Option<Self> {
        let places = Procedure::RollCall.positions();
        let mut words = Self { texts: Numbered::default(), codes: Vec::new(), short: Vec::new(), factor: 0 };
        let own = Position::ALL.iter().map(|position| (position.word().to_owned(), *position));
        for (word, position) in own.chain(super::words(given).ok()?) {
            let Some(code) = places.iter().position(|other| *other == position) else { continue };
            for text in [word.clone(), format!("{word}\r")] {
                let key = eight(&[text.as_bytes(), &[0; PAD]].concat(), 0);
                if words.texts.find(text.as_bytes(), key).is_none() {
                    words.texts.put(text.as_bytes(), key)?;
                    words.codes.push(code as u8);
                }
            }
        }
        words.spread();
        Some(words)
    }
    /// Looks for a factor that gives each short word a place of its own, so that no look-up has to try twice.
    fn spread(&mut self) {
        let short: Vec<(u64, usize, u8)> = (0..self.texts.len())
            .map(|number| (self.texts.keys[number].0, self.texts.get(number).len(), self.codes[number]))
            .filter(|(_, length, _)| *length <= 8)
            .collect();
        for factor in (1..1000_u64).map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1) {
            let mut table = vec![(0, usize::MAX, 0); Self::PLACES];
            let put = |word: &(u64, usize, u8)| {
                let place = &mut table[Self::place(word.0, factor)];
                std::mem::replace(place, *word).1 == usize::MAX
            };
            if short.iter().all(put) {
                (self.short, self.factor) = (table, factor);
                return;
            }
        }
    }
    const PLACES: usize = 1024;
    fn place(key: u64, factor: u64) -> usize {
        (key.wrapping_mul(factor) >> 54) as usize
    }
    /// The code of a word.
    #[inline(always)]
    fn code(&self, text: &[u8], key: u64) -> Option<u8> {
        match self.short.get(Self::place(key, self.factor)) {
            Some(&(other, length, code)) if other == key && length == text.len() => Some(code),
            _ => self.texts.find(text, key).map(|number| self.codes[number]),
        }
    }
}

/// What was read so far.
#[derive(Default)]
struct Votes {
    decisions: Numbered,
    actors: Numbered,
    /// The actor in the row behind that of each actor, when it was last seen.
    next: Vec<usize>,
    /// The positions on each decision, by the number of the actor: of 64 actors, the planes of [`Cells`].
    columns: Vec<Vec<[u64; 3]>>,
}

impl Votes {
    /// Takes in whole lines; `None` at the first that is not plain.
    fn lines(&mut self, bytes: &[u8], mut at: usize, until: usize, words: &Words) -> Option<()> {
        let (mut decision, mut actor) = (usize::MAX, usize::MAX);
        while at < until {
            // Rows of one decision mostly stand together.
            let stop = match self.decisions.stands(decision, bytes, at) {
                Some(stop) => stop,
                None => {
                    let (stop, key) = cell(bytes, at, until, b',')?;
                    decision = self.decisions.id(&bytes[at..stop], key)?;
                    if decision == self.columns.len() {
                        self.columns.push(vec![[0; 3]; self.actors.len().div_ceil(64)]);
                    }
                    stop
                }
            };
            at = stop + 1;
            // Actors mostly follow each other as they did before, though some may be missing.
            let mut guess = actor;
            let mut seen = None;
            for _ in 0..GUESSES {
                guess = self.next.get(guess).copied().unwrap_or(usize::MAX);
                seen = self.actors.stands(guess, bytes, at);
                if seen.is_some() {
                    break;
                }
            }
            let stop = match seen {
                Some(stop) => {
                    actor = guess;
                    stop
                }
                None => {
                    let (stop, key) = cell(bytes, at, until, b',')?;
                    let found = self.actors.id(&bytes[at..stop], key)?;
                    if found == self.next.len() {
                        self.next.push(usize::MAX);
                    }
                    if let Some(next) = self.next.get_mut(actor) {
                        *next = found;
                    }
                    actor = found;
                    stop
                }
            };
            at = stop + 1;
            let (stop, key) = cell(bytes, at, until, b'\n')?;
            let code = words.code(&bytes[at..stop], key)?;
            at = stop + 1;
            let column = &mut self.columns[decision];
            if actor / 64 >= column.len() {
                column.resize(self.actors.len().div_ceil(64), [0; 3]);
            }
            let (planes, bit) = (&mut column[actor / 64], actor % 64);
            // A second vote of one actor is for the door to judge.
            if (planes[0] | planes[1] | planes[2]) >> bit & 1 != 0 {
                return None;
            }
            for (plane, word) in planes.iter_mut().enumerate() {
                *word |= u64::from((code + 1) >> plane & 1) << bit;
            }
        }
        Some(())
    }
    /// Ids in order, actor by actor; `None` when there is no vote, or one id names two things.
    fn finish(mut self, source: String) -> Option<RollCalls> {
        let (decisions, by_decision) = self.decisions.sorted()?;
        let (actors, by_actor) = self.actors.sorted()?;
        let taken = |id: &String| decisions.binary_search(id).is_ok();
        if decisions.is_empty() || taken(&source) || actors.binary_search(&source).is_ok() || actors.iter().any(taken) {
            return None;
        }
        let mut rows = vec![0; by_actor.len()];
        by_actor.iter().enumerate().for_each(|(row, &number)| rows[number] = row);
        let mut cells = Cells::new(actors.len(), decisions.len(), Cells::SMALL);
        for (word, numbers) in by_decision.chunks(64).enumerate() {
            for (block, actors) in (0..actors.len()).collect::<Vec<_>>().chunks(64).enumerate() {
                for plane in 0..3 {
                    let mut square = [0_u64; 64];
                    for (line, &number) in square.iter_mut().zip(numbers) {
                        *line = self.columns[number].get(block).map_or(0, |planes| planes[plane]);
                    }
                    turn(&mut square);
                    for (&number, line) in actors.iter().zip(square) {
                        cells.word_mut(rows[number], word)[plane] = line;
                    }
                }
            }
            // What was moved is not held twice.
            numbers.iter().for_each(|&number| self.columns[number] = Vec::new());
        }
        Some(RollCalls { source, actors, decisions, cells })
    }
}

/// Turns a square of bits about its diagonal: bit `c` of line `r` becomes bit `r` of line `c`.
///
/// # Reference
/// Warren, Hacker's Delight, 2nd edition, section 7-3.
fn turn(square: &mut [u64; 64]) {
    let (mut width, mut mask) = (32, u64::MAX >> 32);
    while width > 0 {
        for line in (0..64).filter(|line| line & width == 0) {
            let moved = (square[line] >> width ^ square[line + width]) & mask;
            square[line] ^= moved << width;
            square[line + width] ^= moved;
        }
        width /= 2;
        mask ^= mask << width;
    }
}

#[cfg(test)]
#[path = "packed_tests.rs"]
mod tests;
