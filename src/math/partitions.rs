//! How like two partitions are, and what many of them agree on.

use std::collections::BTreeMap;

/// How like two partitions of the same things are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// Adjusted mutual information: 1 for the same partition, about 0 for two that have nothing to do with each other.
    /// `None` where both put everything into one group, or every thing into its own: chance would do the same.
    pub adjusted: Option<f64>,
    /// Variation of information in nats: 0 for the same partition, at most ln n.
    pub variation: f64,
}

/// Compares two partitions of the same things.
///
/// AMI = (MI - E(MI)) / (mean of the entropies - E(MI)), with the expectation under random partitions of the same group
/// sizes; VI = H(a) + H(b) - 2 MI.
///
/// # Cost
/// O(n + groups x groups x sizes).
///
/// # Reference
/// Vinh, Epps & Bailey 2010; Meilă 2007.
///
/// ```
/// use blocs::math::partitions::likeness;
/// let same = likeness(&[0, 0, 1, 1], &[1, 1, 0, 0]);
/// assert_eq!((same.adjusted, same.variation), (Some(1.0), 0.0));
/// assert_eq!(likeness(&[0, 0, 0], &[0, 0, 0]).adjusted, None);
/// ```
///
/// # Panics
/// When one has another length: a slip of the program.
pub fn likeness(a: &[usize], b: &[usize]) -> Likeness {
    assert_eq!(a.len(), b.len(), "both are partitions of the same things");
    let n = a.len() as f64;
    let mut cells: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    let (mut rows, mut columns) = (BTreeMap::new(), BTreeMap::new());
    for (&x, &y) in a.iter().zip(b) {
        *cells.entry((x, y)).or_default() += 1.0;
        *rows.entry(x).or_insert(0.0) += 1.0;
        *columns.entry(y).or_insert(0.0) += 1.0;
    }
    let entropy =
        |sizes: &BTreeMap<usize, f64>| -> f64 { sizes.values().map(|size| -size / n * libm::log(size / n)).sum() };
    let (of_a, of_b) = (entropy(&rows), entropy(&columns));
    let mutual: f64 = cells.iter().map(|((x, y), both)| both / n * libm::log(n * both / (rows[x] * columns[y]))).sum();
    let expected = expected(&rows, &columns, n);
    let room = (of_a + of_b) / 2.0 - expected;
    // One group for all, or one for each: there is nothing to adjust.
    let adjusted = (room > 1e-12).then(|| ((mutual - expected) / room).min(1.0));
    let adjusted =
        if cells.len() == rows.len() && cells.len() == columns.len() { adjusted.map(|_| 1.0) } else { adjusted };
    Likeness { adjusted, variation: (of_a + of_b - 2.0 * mutual).max(0.0) }
}

/// The mutual information expected of random partitions with these group sizes.
fn expected(rows: &BTreeMap<usize, f64>, columns: &BTreeMap<usize, f64>, n: f64) -> f64 {
    let log_factorial: Vec<f64> = std::iter::once(0.0)
        .chain((1..=n as usize).scan(0.0, |sum, k| {
            *sum += libm::log(k as f64);
            Some(*sum)
        }))
        .collect();
    let fact = |k: f64| log_factorial[k as usize];
    let mut sum = 0.0;
    for &a in rows.values() {
        for &b in columns.values() {
            let mut both = (a + b - n).max(1.0);
            while both <= a.min(b) {
                let chance = fact(a) + fact(b) + fact(n - a) + fact(n - b)
                    - fact(n)
                    - fact(both)
                    - fact(a - both)
                    - fact(b - both)
                    - fact(n - a - b + both);
                sum += both / n * libm::log(n * both / (a * b)) * libm::exp(chance);
                both += 1.0;
            }
        }
    }
    sum
}

/// The share of partitions in which each pair (1,0), (2,0), (2,1), ... stands in one group.
pub fn together(partitions: &[Vec<usize>], n: usize) -> Vec<f64> {
    let mut shares = vec![0.0; n * n.saturating_sub(1) / 2];
    for groups in partitions {
        let mut pair = 0;
        for high in 1..n {
            for low in 0..high {
                shares[pair] += f64::from(u8::from(groups[high] == groups[low]));
                pair += 1;
            }
        }
    }
    let all = partitions.len().max(1) as f64;
    shares.iter_mut().for_each(|share| *share /= all);
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of scikit-learn 1.9 (adjusted_mutual_info_score, arithmetic mean) on the same labels.
    #[test]
    fn adjusted_mutual_information_as_scikit_learn_has_it() {
        let cases: [(&[usize], &[usize], f64); 3] = [
            (&[0, 0, 1, 1, 2, 2], &[0, 0, 1, 2, 2, 2], 0.5023607027202738),
            (&[0, 0, 0, 1, 1, 1, 2, 2], &[0, 1, 0, 1, 0, 1, 0, 1], -0.2027281204174666),
            (&[0, 0, 0, 0, 1, 1, 1, 1, 1, 1], &[0, 0, 0, 1, 1, 1, 1, 1, 2, 2], 0.39722060119699215),
        ];
        for (a, b, value) in cases {
            let found = likeness(a, b).adjusted.unwrap();
            assert!((found - value).abs() < 1e-9, "{found} {value}");
        }
    }
    /// Meilă's VI by hand: two halves against four quarters of four things differ by ln 2.
    #[test]
    fn variation_of_information_by_hand() {
        let found = likeness(&[0, 0, 1, 1], &[0, 1, 2, 3]).variation;
        assert!((found - 2_f64.ln()).abs() < 1e-12, "{found}");
    }

    #[test]
    fn pairs_that_stand_together() {
        assert_eq!(together(&[vec![0, 0, 1], vec![0, 1, 1]], 3), [0.5, 0.0, 0.5]);
    }
}
