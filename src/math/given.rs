//! Rows and columns of a two-mode table in which some cells are no matter of chance.

use std::collections::BTreeMap;

use super::tails::Tails;

/// The cells that are given of one row or column: the other end, in order, and whether it is filled.
pub type Given = Vec<(usize, bool)>;

/// The given cells of each row and of each column.
pub fn by_side(rows: usize, columns: usize, given: &BTreeMap<(usize, usize), bool>) -> (Vec<Given>, Vec<Given>) {
    let mut of_rows: Vec<Given> = vec![Given::new(); rows];
    let mut of_columns: Vec<Given> = vec![Given::new(); columns];
    for (&(i, k), &value) in given {
        of_rows[i].push((k, value));
        of_columns[k].push((i, value));
    }
    (of_rows, of_columns)
}

/// The class of each thing by its sum and its given cells, what each class has in common, and how many things it has.
pub fn classes(sums: &[usize], given: Vec<Given>) -> (Vec<usize>, Vec<(usize, Given)>, Vec<usize>) {
    let kinds: Vec<(usize, Given)> = sums.iter().copied().zip(given).collect();
    let mut known = kinds.clone();
    known.sort_unstable();
    known.dedup();
    let class: Vec<usize> = kinds.iter().map(|kind| known.binary_search(kind).unwrap_or(0)).collect();
    let mut sizes = vec![0; known.len()];
    class.iter().for_each(|class| sizes[*class] += 1);
    (class, known, sizes)
}

/// How many columns two rows share that each fill their sum, every choice among their free columns as likely as any other:
/// the hypergeometric distribution where nothing is given.
///
/// The second row draws first: c among the columns that are certain for the first, a among those that are free for both.
/// Then the first meets a and what is certain for the second in a draw of its own.
///
/// # Cost
/// O(spread of c x spread of a x spread of the sum).
///
/// ```
/// use blocs::math::{given::shared_by_draws, tails::Tails};
/// let plain = shared_by_draws(4, (2, &vec![]), (2, &vec![]));
/// assert_eq!(plain.exactly(2), Tails::hypergeometric(4, 2, 2).exactly(2));
/// // The first may not have column 0, the second is certain of it: they share where the other draw of each falls together.
/// let around = shared_by_draws(3, (1, &vec![(0, false)]), (2, &vec![(0, true)]));
/// assert!((around.exactly(1) - 0.5).abs() < 1e-15);
/// ```
pub fn shared_by_draws(columns: usize, one: (usize, &Given), other: (usize, &Given)) -> Tails {
    if one.1.is_empty() && other.1.is_empty() {
        return Tails::hypergeometric(columns, one.0, other.0);
    }
    let of_one: BTreeMap<usize, bool> = one.1.iter().copied().collect();
    let of_other: BTreeMap<usize, bool> = other.1.iter().copied().collect();
    let certain = |of: &BTreeMap<usize, bool>| of.values().filter(|value| **value).count();
    let both = of_one.iter().filter(|(k, value)| **value && of_other.get(k) == Some(&true)).count();
    let certain_here = |here: &BTreeMap<usize, bool>, there: &BTreeMap<usize, bool>| {
        here.iter().filter(|(k, v)| **v && !there.contains_key(k)).count()
    };
    let (for_one, for_other) = (certain_here(&of_one, &of_other), certain_here(&of_other, &of_one));
    let either = of_one.len() + of_other.keys().filter(|k| !of_one.contains_key(k)).count();
    let free_for_both = columns - either;
    let (free_one, free_other) = (columns - of_one.len(), columns - of_other.len());
    let (left_one, left_other) = (one.0 - certain(&of_one), other.0 - certain(&of_other));
    let mut mass: BTreeMap<usize, f64> = BTreeMap::new();
    for (c, p_c) in Tails::hypergeometric(free_other, for_one, left_other).masses() {
        let rest = Tails::hypergeometric(free_other - for_one, free_for_both, left_other - c);
        for (a, p_a) in rest.masses() {
            for (met, p) in Tails::hypergeometric(free_one, a + for_other, left_one).masses() {
                *mass.entry(both + c + met).or_default() += p_c * p_a * p;
            }
        }
    }
    Tails::of_masses(&mass)
}

/// How likely two rows are both in each column, when every column fills its sum, every choice among its free rows as likely
/// as any other; equal probabilities once, with how many columns have them.
///
/// `sums` are those of the columns, `given` their given cells, in a table of so many rows.
///
/// ```
/// use blocs::math::given::both_in_columns;
/// // Two of four in each of two columns, the second of which is closed to row 3: 2 x 1 / (4 x 3), and 2 x 1 / (3 x 2).
/// let both = both_in_columns(4, &[2, 2], &[vec![], vec![(3, false)]], 0, 1);
/// assert_eq!(both, [(1.0 / 6.0, 1), (1.0 / 3.0, 1)]);
/// ```
pub fn both_in_columns(rows: usize, sums: &[usize], given: &[Given], one: usize, other: usize) -> Vec<(f64, usize)> {
    let mut found: BTreeMap<u64, usize> = BTreeMap::new();
    for (sum, given) in sums.iter().zip(given) {
        let value = |row: usize| given.binary_search_by_key(&row, |(row, _)| *row).ok().map(|at| given[at].1);
        let free = (rows - given.len()) as f64;
        let left = (sum - given.iter().filter(|(_, value)| *value).count()) as f64;
        let p = match (value(one), value(other)) {
            (Some(false), _) | (_, Some(false)) => 0.0,
            (Some(true), Some(true)) => 1.0,
            (Some(true), None) | (None, Some(true)) => left / free,
            (None, None) => (left * (left - 1.0) / (free * (free - 1.0))).max(0.0),
        };
        // Bits of numbers from 0 to 1 are in the order of the numbers.
        *found.entry(p.to_bits()).or_default() += 1;
    }
    found.into_iter().map(|(bits, columns)| (f64::from_bits(bits), columns)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every pair of rows of these sums over five columns with these cells given, one by one.
    #[test]
    fn draws_around_given_cells_are_those_of_all_rows() {
        let cases: [(usize, Given, usize, Given); 5] = [
            (2, vec![(0, false)], 3, vec![(0, true), (4, false)]),
            (3, vec![(1, true)], 3, vec![(1, true), (2, true)]),
            (3, vec![(1, true), (3, true)], 2, vec![(0, false)]),
            (1, vec![(0, false), (1, false)], 2, vec![]),
            (2, vec![(0, true), (2, false)], 4, vec![(3, true), (4, true)]),
        ];
        for (sum, given, other_sum, other_given) in cases {
            let rows = |sum: usize, given: &Given| -> Vec<u32> {
                let keeps = |row: &u32| given.iter().all(|(k, value)| (row >> k & 1 == 1) == *value);
                (0..32_u32).filter(|row| row.count_ones() as usize == sum).filter(keeps).collect()
            };
            let (ones, others) = (rows(sum, &given), rows(other_sum, &other_given));
            let found = shared_by_draws(5, (sum, &given), (other_sum, &other_given));
            for k in 0..=5 {
                let pairs = ones.iter().flat_map(|a| others.iter().map(move |b| (a & b).count_ones() as usize));
                let expected = pairs.filter(|shared| *shared == k).count() as f64 / (ones.len() * others.len()) as f64;
                assert!((found.exactly(k) - expected).abs() < 1e-14, "{k}: {} {expected}", found.exactly(k));
            }
        }
    }

    /// Every column of two among five rows with row 0 certain and row 4 shut out, by trying all.
    #[test]
    fn columns_around_given_cells_are_those_of_all_columns() {
        let given: Given = vec![(0, true), (4, false)];
        let columns: Vec<u32> =
            (0..32_u32).filter(|column| column.count_ones() == 3 && column & 1 == 1 && column >> 4 == 0).collect();
        for one in 0..5 {
            for other in 0..one {
                let both = columns.iter().filter(|column| *column >> one & *column >> other & 1 == 1).count();
                let found = both_in_columns(5, &[3], std::slice::from_ref(&given), one, other);
                assert!((found[0].0 - both as f64 / columns.len() as f64).abs() < 1e-15, "{one} {other}");
            }
        }
    }
}
