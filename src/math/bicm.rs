//! Cells of a two-mode table as chance would fill them, row and column sums kept on average.

/// The probabilities of the bipartite configuration model: the most random table with these expected margins.
///
/// p_ik = x_i y_k / (1 + x_i y_k), with x and y such that the expected sum of every row and column is the observed one.
/// Rows of one sum share an x, columns of one sum a y. Rows and columns that are empty or full leave no freedom: their
/// cells are 0 or 1.
///
/// # Undefined
/// Never; a fit that has not converged says so ([`Bicm::error`]).
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
        let (row_class, row_sums, row_sizes) = classes(rows);
        let (column_class, column_sums, column_sizes) = classes(columns);
        let (r, c) = (row_sums.len(), column_sums.len());
        let mut cells = vec![vec![f64::NAN; c]; r];
        // What is empty or full is decided first, again and again, as it leaves others empty or full.
        let mut left_rows: Vec<f64> = row_sums.iter().map(|sum| *sum as f64).collect();
        let mut left_columns: Vec<f64> = column_sums.iter().map(|sum| *sum as f64).collect();
        let (mut open_rows, mut open_columns) = (vec![true; r], vec![true; c]);
        loop {
            let free_columns: f64 = (0..c).filter(|k| open_columns[*k]).map(|k| column_sizes[k] as f64).sum();
            let free_rows: f64 = (0..r).filter(|i| open_rows[*i]).map(|i| row_sizes[i] as f64).sum();
            let decided = |left: f64, free: f64| {
                if left <= 0.0 {
                    Some(0.0)
                } else if left >= free {
                    Some(1.0)
                } else {
                    None
                }
            };
            let row = (0..r).find_map(|i| Some((i, decided(left_rows[i], free_columns)?)).filter(|_| open_rows[i]));
            if let Some((i, value)) = row {
                for k in (0..c).filter(|k| open_columns[*k]) {
                    cells[i][k] = value;
                    left_columns[k] -= value * row_sizes[i] as f64;
                }
                open_rows[i] = false;
                continue;
            }
            let column =
                (0..c).find_map(|k| Some((k, decided(left_columns[k], free_rows)?)).filter(|_| open_columns[k]));
            let Some((k, value)) = column else { break };
            for i in (0..r).filter(|i| open_rows[*i]) {
                cells[i][k] = value;
                left_rows[i] -= value * column_sizes[k] as f64;
            }
            open_columns[k] = false;
        }
        let free_rows: Vec<usize> = (0..r).filter(|i| open_rows[*i]).collect();
        let free_columns: Vec<usize> = (0..c).filter(|k| open_columns[*k]).collect();
        let all: f64 = free_rows.iter().map(|&i| left_rows[i] * row_sizes[i] as f64).sum::<f64>().max(1.0);
        let mut x: Vec<f64> = left_rows.iter().map(|left| left / all.sqrt()).collect();
        let mut y: Vec<f64> = left_columns.iter().map(|left| left / all.sqrt()).collect();
        let (mut error, mut sweeps) = (0.0, 0);
        while sweeps < SWEEPS && !free_rows.is_empty() {
            sweeps += 1;
            for &i in &free_rows {
                let weights = free_columns.iter().map(|&k| (y[k], column_sizes[k] as f64));
                x[i] = solve(x[i], left_rows[i], weights);
            }
            for &k in &free_columns {
                let weights = free_rows.iter().map(|&i| (x[i], row_sizes[i] as f64));
                y[k] = solve(y[k], left_columns[k], weights);
            }
            // Columns hold exactly now; rows tell how far the fit is.
            error = free_rows
                .iter()
                .map(|&i| {
                    let expected: f64 = free_columns.iter().map(|&k| column_sizes[k] as f64 * odds(x[i] * y[k])).sum();
                    (expected - left_rows[i]).abs()
                })
                .fold(0.0, f64::max);
            if error < TOLERANCE {
                break;
            }
        }
        for &i in &free_rows {
            for &k in &free_columns {
                cells[i][k] = odds(x[i] * y[k]);
            }
        }
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

/// The class of each thing by its sum, the sum of each class, and how many things it has.
fn classes(sums: &[usize]) -> (Vec<usize>, Vec<usize>, Vec<usize>) {
    let mut known: Vec<usize> = sums.to_vec();
    known.sort_unstable();
    known.dedup();
    let class: Vec<usize> = sums.iter().map(|sum| known.binary_search(sum).unwrap_or(0)).collect();
    let mut sizes = vec![0; known.len()];
    class.iter().for_each(|class| sizes[*class] += 1);
    (class, known, sizes)
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
}
