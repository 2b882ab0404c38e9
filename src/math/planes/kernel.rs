//! The counting itself: four rows with eight others. The safe form is compiled for what different processors can do; for
//! those with 512 bits an instruction it is written out. The widest that this one has is called. It is the only unsafe
//! code of the crate: calling a function for a feature that was asked for, and looking at a register as eight numbers.

#![allow(unsafe_code)]

use super::{LANES, Lanes, TALL};

/// Counts of four rows with eight others: for each of the four, cells that are empty in neither, middle in one of the
/// two, opposed.
pub(super) type Counts = [[Lanes; 3]; TALL];
/// Counts the rows from a place on among eight, with eight others. Both are given word by word in three planes: held,
/// high, middle.
pub(super) type Count = fn(&[Lanes], usize, &[Lanes]) -> Counts;

/// The fastest form that this processor runs.
pub(super) fn tile() -> Count {
    forms().into_iter().next().unwrap_or(plain)
}

/// Every form that this processor runs, the fastest first.
pub(super) fn forms() -> Vec<Count> {
    #[allow(unused_mut)]
    let mut forms: Vec<Count> = Vec::new();
    #[cfg(target_arch = "x86_64")]
    {
        if is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512vpopcntdq")
            && is_x86_feature_detected!("popcnt")
        {
            // SAFETY: the processor was asked for every feature that `wide` is compiled for.
            forms.push(|mine, at, others| unsafe { wide(mine, at, others) });
        }
        if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("popcnt") {
            // SAFETY: as above.
            forms.push(|mine, at, others| unsafe { avx2(mine, at, others) });
        }
    }
    forms.push(plain);
    forms
}

/// The safe twin, and the oracle: a loop without a branch.
#[inline(always)]
pub(super) fn plain(mine: &[Lanes], at: usize, others: &[Lanes]) -> Counts {
    let mut counts = [[[0; LANES]; 3]; TALL];
    for (mine, others) in mine.chunks_exact(3).zip(others.chunks_exact(3)) {
        for (row, counts) in counts.iter_mut().enumerate() {
            let [held, high, middle] = [0, 1, 2].map(|plane: usize| mine[plane][(at + row) % LANES]);
            for lane in 0..LANES {
                let both = held & others[0][lane];
                counts[0][lane] += u64::from(both.count_ones());
                counts[1][lane] += u64::from((both & (middle ^ others[2][lane])).count_ones());
                // Low against high differs in `high` and is `middle` in neither.
                let opposed = both & (high ^ others[1][lane]) & !(middle | others[2][lane]);
                counts[2][lane] += u64::from(opposed.count_ones());
            }
        }
    }
    counts
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,popcnt")]
fn avx2(mine: &[Lanes], at: usize, others: &[Lanes]) -> Counts {
    plain(mine, at, others)
}

/// The same, eight words an instruction: a lane is one of the eight others, so that nothing is added across lanes.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512vpopcntdq,popcnt")]
fn wide(mine: &[Lanes], at: usize, others: &[Lanes]) -> Counts {
    use std::arch::x86_64::{
        __m512i, _mm512_add_epi64, _mm512_and_si512, _mm512_popcnt_epi64, _mm512_set1_epi64, _mm512_setzero_si512,
        _mm512_ternarylogic_epi64,
    };
    // The truth tables of three inputs: a & (b ^ c), and a & !(b | c).
    const AND_DIFFER: i32 = 0x60;
    const AND_NEITHER: i32 = 0x10;
    let mut sums: [[__m512i; 3]; TALL] = [[_mm512_setzero_si512(); 3]; TALL];
    for (mine, others) in mine.chunks_exact(3).zip(others.chunks_exact(3)) {
        // No closure here: what is not compiled for these features is not inlined.
        let (held, high, middle) = (load(&others[0]), load(&others[1]), load(&others[2]));
        for (row, sums) in sums.iter_mut().enumerate() {
            let lane = (at + row) % LANES;
            let my_held = _mm512_set1_epi64(mine[0][lane] as i64);
            let my_high = _mm512_set1_epi64(mine[1][lane] as i64);
            let my_middle = _mm512_set1_epi64(mine[2][lane] as i64);
            let both = _mm512_and_si512(held, my_held);
            let between = _mm512_ternarylogic_epi64::<AND_DIFFER>(both, middle, my_middle);
            let differ = _mm512_ternarylogic_epi64::<AND_DIFFER>(both, high, my_high);
            let opposed = _mm512_ternarylogic_epi64::<AND_NEITHER>(differ, middle, my_middle);
            sums[0] = _mm512_add_epi64(sums[0], _mm512_popcnt_epi64(both));
            sums[1] = _mm512_add_epi64(sums[1], _mm512_popcnt_epi64(between));
            sums[2] = _mm512_add_epi64(sums[2], _mm512_popcnt_epi64(opposed));
        }
    }
    // SAFETY: a register of 512 bits is eight words of 64, and every pattern of bits is a word.
    unsafe { std::mem::transmute::<[[__m512i; 3]; TALL], Counts>(sums) }
}

#[cfg(target_arch = "x86_64")]
#[inline]
#[target_feature(enable = "avx512f")]
fn load(lanes: &Lanes) -> std::arch::x86_64::__m512i {
    let [a, b, c, d, e, f, g, h] = *lanes;
    std::arch::x86_64::_mm512_setr_epi64(a as i64, b as i64, c as i64, d as i64, e as i64, f as i64, g as i64, h as i64)
}
