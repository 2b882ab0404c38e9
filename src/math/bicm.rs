//! Cells of a two-mode table as chance would fill them, row and column sums kept on average.

use std::collections::BTreeMap;

use super::forced::forced;
use super::given::{by_side, classes};

/// The probabilities of the bipartite configuration model: the most random table with these expected margins.
///
/// p_ik = x_i y_k / (1 + x_i y_k), with x and y such that the expected sum of every row and column is the observed one.
/// Rows of one sum share an x, columns of one sum a y. Where every table with these sums has, or lacks, a cell, it is 1 or 0
/// ([`forced`]): so are those of rows and columns that are empty or full.
///
/// # Undefined
/// Never; a fit that has not converged says so ([`Bicm::error`]), be it that no table has these sums.
///
/// # Cost
/// O(sweeps x distinct row sums x distinct column sums), whatever the size of the table.
///
/// # Reference
/// Saracco et al. 2015, 2017.
///
/// ```
/// use blocs::math::bicm::Bicm;
/// // 2 x 2, one in each row and column: every cell is a fair coin.
/// let fit = Bicm::fit(&[1, 1], &[1, 1]);
/// assert!((fit.probability(0, 1) - 0.5).abs() < 1e-12);
/// // A full column is certain, and the rest of each row is empty.
/// let fit = Bicm::fit(&[1, 1], &[2, 0]);
/// assert_eq!((fit.probability(0, 0), fit.probability(1, 1)), (1.0, 0.0));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Bicm {
    /// The class of each row: rows of one class have the same probabilities.
    pub row_class: Vec<usize>,
    /// The class of each column.
    pub column_class: Vec<usize>,
    /// How many columns a class has.
    pub column_sizes: Vec<usize>,
    /// The probability of a cell of these classes.
    cells: Vec<Vec<f64>>,
    /// The largest difference between an expected and an observed margin.
    pub error: f64,
    /// How many sweeps the fit took.
    pub sweeps: usize,
}

const SWEEPS: usize = 2000;
/// The largest difference of margins that counts as none.
pub const TOLERANCE: f64 = 1e-8;

impl Bicm {
    /// Fits the margins of a table.
    pub fn fit(rows: &[usize], columns: &[usize]) -> Self {
        Self::fit_around(rows, columns, &BTreeMap::new())
    }
    /// Fits the margins of a table in which some cells are given: structural zeros (`false`) and ones (`true`), which the sums
    /// include. What is given is no matter of chance; the other cells fill what is left.
    ///
    /// ```
    /// use std::collections::BTreeMap;
    /// use blocs::math::bicm::Bicm;
    /// // Row 0 may not have column 0: the two are certain of the other one each.
    /// let fit = Bicm::fit_around(&[1, 1], &[1, 1], &BTreeMap::from([((0, 0), false)]));
    /// assert_eq!([(0, 0), (0, 1), (1, 0), (1, 1)].map(|(i, k)| fit.probability(i, k)), [0.0, 1.0, 1.0, 0.0]);
    /// ```
    pub fn fit_around(rows: &[usize], columns: &[usize], given: &BTreeMap<(usize, usize), bool>) -> Self {
        let (of_rows, of_columns) = by_side(rows.len(), columns.len(), given);
        let (row_class, row_kinds, row_sizes) = classes(rows, of_rows);
        let (column_class, column_kinds, column_sizes) = classes(columns, of_columns);
        let (r, c) = (row_kinds.len(), column_kinds.len());
        let mut left_rows: Vec<f64> = row_kinds.iter().map(|(sum, _)| *sum as f64).collect();
        let mut left_columns: Vec<f64> = column_kinds.iter().map(|(sum, _)| *sum as f64).collect();
        let mut cells = vec![vec![f64::NAN; c]; r];
        // Things of one class have the same cells given, so that a cell of two classes is given as a whole or not at all.
        for (i, (_, of_row)) in row_kinds.iter().enumerate() {
            for &(column, value) in of_row {
                let k = column_class[column];
                if cells[i][k].is_nan() {
                    cells[i][k] = if value { 1.0 } else { 0.0 };
                    left_rows[i] -= cells[i][k] * column_sizes[k] as f64;
                    left_columns[k] -= cells[i][k] * row_sizes[i] as f64;
                }
            }
        }
        // What the sums force is decided first: there no odds are finite, and the sweeps would go on for ever.
        let whole = |left: f64, size: usize| left.max(0.0) as u64 * size as u64;
        let free = |i: usize, k: usize| if cells[i][k].is_nan() { (row_sizes[i] * column_sizes[k]) as u64 } else { 0 };
        let decided = forced(
            &(0..r).map(|i| whole(left_rows[i], row_sizes[i])).collect::<Vec<u64>>(),
            &(0..c).map(|k| whole(left_columns[k], column_sizes[k])).collect::<Vec<u64>>(),
            &(0..r).map(|i| (0..c).map(|k| free(i, k)).collect()).collect::<Vec<Vec<u64>>>(),
        );
        for (i, of_row) in decided.into_iter().enumerate() {
            for (k, value) in of_row.into_iter().enumerate() {
                let Some(value) = value else { continue };
                cells[i][k] = if value { 1.0 } else { 0.0 };
                left_rows[i] -= cells[i][k] * column_sizes[k] as f64;
                left_columns[k] -= cells[i][k] * row_sizes[i] as f64;
            }
        }
        let free_rows: Vec<Vec<usize>> = (0..r).map(|i| (0..c).filter(|&k| cells[i][k].is_nan()).collect()).collect();
        let free_columns: Vec<Vec<usize>> =
            (0..c).map(|k| (0..r).filter(|&i| cells[i][k].is_nan()).collect()).collect();
        let open =
            |free: &Vec<Vec<usize>>| -> Vec<usize> { (0..free.len()).filter(|&at| !free[at].is_empty()).collect() };
        let (open_rows, open_columns) = (open(&free_rows), open(&free_columns));
        let all: f64 = open_rows.iter().map(|&i| left_rows[i] * row_sizes[i] as f64).sum::<f64>().max(1.0);
        let mut x: Vec<f64> = left_rows.iter().map(|left| left / all.sqrt()).collect();
        let mut y: Vec<f64> = left_columns.iter().map(|left| left / all.sqrt()).collect();
        let (mut error, mut sweeps) = (0.0, 0);
        while sweeps < SWEEPS && !open_rows.is_empty() {
            sweeps += 1;
            for &i in &open_rows {
                let weights = free_rows[i].iter().map(|&k| (y[k], column_sizes[k] as f64));
                x[i] = solve(x[i], left_rows[i], weights);
            }
            for &k in &open_columns {
                let weights = free_columns[k].iter().map(|&i| (x[i], row_sizes[i] as f64));
                y[k] = solve(y[k], left_columns[k], weights);
            }
            // Columns hold exactly now; rows tell how far the fit is.
            error = open_rows
                .iter()
                .map(|&i| {
                    let expected: f64 = free_rows[i].iter().map(|&k| column_sizes[k] as f64 * odds(x[i] * y[k])).sum();
                    (expected - left_rows[i]).abs()
                })
                .fold(0.0, f64::max);
            if error < TOLERANCE {
                break;
            }
        }
        for &i in &open_rows {
            for &k in &free_rows[i] {
                cells[i][k] = odds(x[i] * y[k]);
            }
        }
        // Of sums that no table has, what is decided misses some.
        let fixed = |at: &usize, free: &[Vec<usize>]| free[*at].is_empty();
        let missed_rows = (0..r).filter(|i| fixed(i, &free_rows)).map(|i| left_rows[i].abs());
        let missed_columns = (0..c).filter(|k| fixed(k, &free_columns)).map(|k| left_columns[k].abs());
        error = missed_rows.chain(missed_columns).fold(error, f64::max);
        Self { row_class, column_class, column_sizes, cells, error, sweeps }
    }
    /// The probability of a cell.
    pub fn probability(&self, row: usize, column: usize) -> f64 {
        self.cells[self.row_class[row]][self.column_class[column]]
    }
    /// The probabilities of a class of rows, a class of columns each.
    pub fn of_class(&self, row_class: usize) -> &[f64] {
        &self.cells[row_class]
    }
    /// Whether every expected margin is the observed one.
    pub fn has_converged(&self) -> bool {
        self.error < TOLERANCE
    }
}

fn odds(z: f64) -> f64 {
    z / (1.0 + z)
}

/// The value at which this row's expected sum is the wanted one: Newton's steps on its logarithm, kept positive.
fn solve(start: f64, wanted: f64, weights: impl Iterator<Item = (f64, f64)> + Clone) -> f64 {
    let mut value = start.max(1e-300);
    for _ in 0..50 {
        let (mut sum, mut slope) = (0.0, 0.0);
        for (weight, times) in weights.clone() {
            let p = odds(value * weight);
            sum += times * p;
            slope += times * p * (1.0 - p);
        }
        if slope <= 0.0 || (sum - wanted).abs() < 1e-13 * wanted.max(1.0) {
            break;
        }
        let step = ((wanted - sum) / slope).clamp(-2.0, 2.0);
        value *= libm::exp(step);
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expected_margins_are_the_observed_ones() {
        let (rows, columns) = ([3, 1, 4, 2, 2, 5, 0], [5, 3, 3, 2, 2, 2]);
        assert_eq!(rows.iter().sum::<usize>(), columns.iter().sum::<usize>());
        let fit = Bicm::fit(&rows, &columns);
        assert!(fit.has_converged(), "{}", fit.error);
        for (i, sum) in rows.iter().enumerate() {
            let expected: f64 = (0..columns.len()).map(|k| fit.probability(i, k)).sum();
            assert!((expected - *sum as f64).abs() < 1e-7, "row {i}");
        }
        for (k, sum) in columns.iter().enumerate() {
            let expected: f64 = (0..rows.len()).map(|i| fit.probability(i, k)).sum();
            assert!((expected - *sum as f64).abs() < 1e-7, "column {k}");
        }
        // An empty row is certain to be empty; equal sums have equal probabilities.
        assert_eq!(fit.probability(6, 0), 0.0);
        assert_eq!(fit.probability(3, 2), fit.probability(4, 1));
    }

    #[test]
    fn everybody_everywhere_and_nobody_anywhere_leave_no_freedom() {
        let full = Bicm::fit(&[2, 2], &[2, 2]);
        assert!((0..4).all(|cell| full.probability(cell / 2, cell % 2) == 1.0) && full.has_converged());
        let empty = Bicm::fit(&[0, 0, 0], &[0]);
        assert!((0..3).all(|row| empty.probability(row, 0) == 0.0));
    }

    /// Rows and columns of 3, 3, 1 and 1: no line is empty or full, and yet the two large rows must fill the two large columns,
    /// for 6 = 2 x 2 + 1 + 1 (Gale and Ryser), and the small ones have nothing in common. Each large line then has one of two
    /// small ones, by hand a fair coin.
    #[test]
    fn cells_that_the_sums_force_are_certain() {
        let fit = Bicm::fit(&[3, 3, 1, 1], &[3, 3, 1, 1]);
        assert!(fit.has_converged(), "{} after {}", fit.error, fit.sweeps);
        for (i, row) in
            [[1.0, 1.0, 0.5, 0.5], [1.0, 1.0, 0.5, 0.5], [0.5, 0.5, 0.0, 0.0], [0.5, 0.5, 0.0, 0.0]].iter().enumerate()
        {
            for (k, expected) in row.iter().enumerate() {
                assert!((fit.probability(i, k) - expected).abs() < 1e-12, "{i} {k}: {}", fit.probability(i, k));
            }
        }
    }

    /// Two rows cannot have a column three times, nor one row a column twice.
    #[test]
    fn sums_that_no_table_has_are_no_fit() {
        for (rows, columns) in [(&[2, 2][..], &[3, 0][..]), (&[1], &[2])] {
            assert!(!Bicm::fit(rows, columns).has_converged(), "{rows:?} {columns:?}");
        }
    }

    /// Rows of 2, 1, 2 and 1, columns of 2, 2 and 2; row 0 may not have column 0, row 2 is certain of column 2. Row 0 then
    /// has both of the others, and rows 1, 2 and 3 share what is left by symmetry of 1 and 3: by hand.
    #[test]
    fn given_cells_are_kept_and_margins_too() {
        let given = BTreeMap::from([((0, 0), false), ((2, 2), true)]);
        let (rows, columns) = ([2, 1, 2, 1], [2, 2, 2]);
        let fit = Bicm::fit_around(&rows, &columns, &given);
        assert!(fit.has_converged(), "{}", fit.error);
        assert_eq!([0, 1, 2].map(|k| fit.probability(0, k)), [0.0, 1.0, 1.0]);
        assert_eq!((fit.probability(2, 2), fit.probability(1, 2), fit.probability(3, 2)), (1.0, 0.0, 0.0));
        // Columns 0 and 1 need 2 and 1 more of the rows 1, 2 and 3, each of which has one left: 2/3 and 1/3.
        for row in 1..4 {
            assert!(
                (fit.probability(row, 0) - 2.0 / 3.0).abs() < 1e-8
                    && (fit.probability(row, 1) - 1.0 / 3.0).abs() < 1e-8
            );
        }
        // With nothing given, the plain fit.
        assert_eq!(Bicm::fit_around(&rows, &columns, &BTreeMap::new()), Bicm::fit(&rows, &columns));
    }
}
