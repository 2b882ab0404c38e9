//! The counting itself. The safe form is compiled several times, for what different processors can do; the widest that
//! this one has is called. It is the only unsafe code of the crate: calling a function for a feature that was asked for.

#![allow(unsafe_code)]

/// Counts of one row with four others: in both, the same, opposed.
pub(super) fn four(mine: &[u64], others: [&[u64]; 4], words: usize) -> [[u32; 3]; 4] {
    #[cfg(target_arch = "x86_64")]
    {
        if wide() {
            // SAFETY: `wide` has asked the processor for every feature that `four_wide` is compiled for.
            return unsafe { four_wide(mine, others, words) };
        }
        if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("popcnt") {
            // SAFETY: both features were asked for.
            return unsafe { four_avx2(mine, others, words) };
        }
    }
    plain_four(mine, others, words)
}

/// Counts of one row with another.
pub(super) fn one(mine: &[u64], other: &[u64], words: usize) -> [u32; 3] {
    #[cfg(target_arch = "x86_64")]
    {
        if wide() {
            // SAFETY: as in `four`.
            return unsafe { one_wide(mine, other, words) };
        }
    }
    plain::<1>(mine, [other], words)[0]
}

#[cfg(target_arch = "x86_64")]
fn wide() -> bool {
    is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512vl")
        && is_x86_feature_detected!("avx512vpopcntdq")
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vpopcntdq,popcnt")]
fn four_wide(mine: &[u64], others: [&[u64]; 4], words: usize) -> [[u32; 3]; 4] {
    plain::<4>(mine, others, words)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vpopcntdq,popcnt")]
fn one_wide(mine: &[u64], other: &[u64], words: usize) -> [u32; 3] {
    plain::<1>(mine, [other], words)[0]
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,popcnt")]
fn four_avx2(mine: &[u64], others: [&[u64]; 4], words: usize) -> [[u32; 3]; 4] {
    plain::<4>(mine, others, words)
}

fn plain_four(mine: &[u64], others: [&[u64]; 4], words: usize) -> [[u32; 3]; 4] {
    plain::<4>(mine, others, words)
}

/// The safe twin, and the source of all: a loop without a branch, which a compiler turns into whole registers.
#[inline(always)]
fn plain<const N: usize>(mine: &[u64], others: [&[u64]; N], words: usize) -> [[u32; 3]; N] {
    let mut counts = [[0_u32; 3]; N];
    // Slices of one known length: no bound is checked inside the loop.
    let parts = |row: &'_ [u64]| -> [std::ops::Range<usize>; 3] {
        debug_assert_eq!(row.len(), 3 * words);
        [0..words, words..2 * words, 2 * words..3 * words]
    };
    let [held, high, middle] = parts(mine);
    let (my_held, my_high, my_middle) = (&mine[held], &mine[high], &mine[middle]);
    for (count, other) in counts.iter_mut().zip(others) {
        let [held, high, middle] = parts(other);
        let (held, high, middle) = (&other[held], &other[high], &other[middle]);
        let (mut both, mut same, mut opposed) = (0_u64, 0_u64, 0_u64);
        for w in 0..words {
            let valid = my_held[w] & held[w];
            let differ_high = my_high[w] ^ high[w];
            let differ_middle = my_middle[w] ^ middle[w];
            both += u64::from(valid.count_ones());
            same += u64::from((valid & !(differ_high | differ_middle)).count_ones());
            // Low against high differs in `high` and is `middle` in neither.
            opposed += u64::from((valid & differ_high & !(my_middle[w] | middle[w])).count_ones());
        }
        *count = [both as u32, same as u32, opposed as u32];
    }
    counts
}
