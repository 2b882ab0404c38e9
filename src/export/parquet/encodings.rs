//! How numbers and texts lie in a page, as the format has it.
//!
//! Reference: <https://parquet.apache.org/docs/file-format/data-pages/encodings/>.

/// Numbers of so many bits each, one behind the other, the lowest bit first.
struct Bits<'o> {
    held: u64,
    count: u32,
    out: &'o mut Vec<u8>,
}

impl Bits<'_> {
    /// Adds a number of at most 32 bits.
    #[inline(always)]
    fn push(&mut self, value: u64, width: u32) {
        self.held |= value << self.count;
        self.count += width;
        if self.count >= 32 {
            self.out.extend_from_slice(&(self.held as u32).to_le_bytes());
            self.held >>= 32;
            self.count -= 32;
        }
    }

    fn end(self) {
        self.out.extend_from_slice(&self.held.to_le_bytes()[..self.count.div_ceil(8) as usize]);
    }
}

/// How many bits a number takes.
pub(super) fn width(value: u64) -> u32 {
    u64::BITS - value.leading_zeros()
}

/// Numbers of at most 32 bits, all of the same width.
pub(super) fn packed<T: Copy + Into<u64>>(values: &[T], width: u32, out: &mut Vec<u8>) {
    let mut bits = Bits { held: 0, count: 0, out };
    values.iter().for_each(|&value| bits.push(value.into(), width));
    bits.end();
}

/// Seven bits a byte, the lowest first.
fn varint(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// The same with the sign as the lowest bit.
fn zigzag(value: i64, out: &mut Vec<u8>) {
    varint(((value << 1) ^ (value >> 63)) as u64, out);
}

/// The shortest run that is worth its head.
const RUN: usize = 32;

/// Numbers of which many are the same (`RLE`): a run is its length and the number, what lies between runs is packed.
pub(super) fn runs<T: Copy + Into<u64> + PartialEq>(values: &[T], width: u32, out: &mut Vec<u8>) {
    let between = |values: &[T], out: &mut Vec<u8>| {
        if !values.is_empty() {
            let eights = values.len().div_ceil(8);
            varint((eights as u64) << 1 | 1, out);
            let end = out.len() + eights * width as usize;
            packed(values, width, out);
            out.resize(end, 0);
        }
    };
    let (mut begin, mut at) = (0, 0);
    while at < values.len() {
        let first = values[at];
        // Many at a time while all of them are the same, then one by one.
        let same = |values: &&[T]| values.iter().fold(true, |same, value| same & (*value == first));
        let many = values[at..].chunks_exact(RUN).take_while(same).count() * RUN;
        let length = many + values[at + many..].iter().take_while(|&&value| value == first).count();
        if length >= RUN {
            between(&values[begin..at], out);
            varint((length as u64) << 1, out);
            let first: u64 = first.into();
            out.extend_from_slice(&first.to_le_bytes()[..width.div_ceil(8) as usize]);
            at += length;
            begin = at;
        } else {
            // Only the last of the numbers between may be no full eight.
            at += 8;
        }
    }
    between(&values[begin..], out);
}

/// Whole numbers by their differences (`DELTA_BINARY_PACKED`): blocks of four times 32, each 32 of a width of their own.
pub(super) fn differences(values: impl ExactSizeIterator<Item = i64>, out: &mut Vec<u8>) {
    const BLOCK: usize = 128;
    let mut values = values;
    for head in [BLOCK, 4, values.len()] {
        varint(head as u64, out);
    }
    let mut last = values.next().unwrap_or_default();
    zigzag(last, out);
    while values.len() > 0 {
        let (mut steps, mut length) = ([0; BLOCK], 0);
        for (step, value) in steps.iter_mut().zip(values.by_ref()) {
            *step = value.wrapping_sub(last);
            last = value;
            length += 1;
        }
        let least = steps[..length].iter().copied().min().unwrap_or_default();
        zigzag(least, out);
        let above = steps.map(|step| step.wrapping_sub(least) as u64);
        let parts = above[..length].chunks(32);
        let widths = parts.clone().map(|part| width(part.iter().fold(0, |all, one| all | one)));
        let begin = out.len();
        out.resize(begin + 4, 0);
        for (at, (part, width)) in parts.zip(widths).enumerate() {
            out[begin + at] = width as u8;
            let end = out.len() + 4 * width as usize;
            if width == 0 {
                continue;
            }
            let mut bits = Bits { held: 0, count: 0, out };
            for &value in part {
                bits.push(value & 0xffff_ffff, width.min(32));
                if width > 32 {
                    bits.push(value >> 32, width - 32);
                }
            }
            bits.end();
            out.resize(end, 0);
        }
    }
}

/// How many bytes two texts have in common at their beginning. The last eight are looked at together with some before them.
fn common(one: &[u8], other: &[u8]) -> usize {
    let length = one.len().min(other.len());
    let (one, other) = (&one[..length], &other[..length]);
    let differ = |one: &[u8; 8], other: &[u8; 8]| u64::from_le_bytes(*one) ^ u64::from_le_bytes(*other);
    let (Some(one_end), Some(other_end)) = (one.last_chunk(), other.last_chunk()) else {
        return one.iter().zip(other).take_while(|(one, other)| one == other).count();
    };
    for (at, (one, other)) in one.as_chunks().0.iter().zip(other.as_chunks().0).enumerate() {
        let differ = differ(one, other);
        if differ != 0 {
            return 8 * at + differ.trailing_zeros() as usize / 8;
        }
    }
    length - 8 + differ(one_end, other_end).trailing_zeros() as usize / 8
}

/// Texts by how much each shares with the one before, and the rest (`DELTA_BYTE_ARRAY`).
pub(super) fn shared<'t>(texts: impl ExactSizeIterator<Item = &'t [u8]>, out: &mut Vec<u8>) {
    let mut parts: [Vec<i64>; 2] = [(); 2].map(|()| Vec::with_capacity(texts.len()));
    let (mut last, mut rests): (&[u8], Vec<u8>) = (&[], Vec::new());
    for text in texts {
        let same = common(last, text);
        parts[0].push(same as i64);
        parts[1].push((text.len() - same) as i64);
        let rest = &text[same..];
        match text.last_chunk::<8>() {
            // Few bytes are put there as a whole word, of which the end is cut off.
            Some(word) if rest.len() < 8 => {
                let end = rests.len() + rest.len();
                let word = u64::from_le_bytes(*word) >> (64 - 8 * rest.len().max(1));
                rests.extend_from_slice(&word.to_le_bytes());
                rests.truncate(end);
            }
            _ => rests.extend_from_slice(rest),
        }
        last = text;
    }
    parts.into_iter().for_each(|lengths| differences(lengths.into_iter(), out));
    out.append(&mut rests);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_texts_have_in_common_is_what_is_found_byte_by_byte() {
        let text = b"abcdefghijklmnopqrstuvwxyz";
        for begin in 0..26 {
            for end in 0..27 {
                let mut other = text[..end].to_vec();
                // One byte differs, or none where it lies behind the end.
                other.get_mut(begin).into_iter().for_each(|byte| *byte = b'.');
                let slow = text.iter().zip(&other).take_while(|(one, other)| one == other).count();
                assert_eq!((common(text, &other), common(&other, text)), (slow, slow), "{begin} {end}");
            }
        }
    }

    #[test]
    fn a_run_is_as_long_as_the_same_number_stands_there() {
        for length in [32_usize, 33, 63, 64, 65, 700] {
            let mut values = vec![3_u32; length];
            values.push(1);
            let mut out = Vec::new();
            runs(&values, 2, &mut out);
            let mut by_hand = Vec::new();
            varint((length as u64) << 1, &mut by_hand);
            // The run of threes; then one group of eight in two bytes, of which the first is a one.
            by_hand.extend([3, 0b11, 1, 0]);
            assert_eq!(out, by_hand, "{length}");
        }
    }
}
