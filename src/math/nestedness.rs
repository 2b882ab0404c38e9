//! How far the few are contained in the many: nestedness, and core and periphery, of a two-mode table.

/// NODF: nestedness by overlap and decreasing fill, from 0 to 100.
///
/// Rows (and columns) are laid side by side by decreasing fill; a pair of equal fill scores 0, any other 100 x shared /
/// fill of the smaller. The mean over pairs of rows and of columns, pairs with an empty member scoring 0.
///
/// # Undefined
/// `None` with fewer than two rows and fewer than two columns.
///
/// # Reference
/// Almeida-Neto et al. 2008.
///
/// ```
/// use blocs::math::nestedness::nodf;
/// let staircase = [vec![0, 1, 2, 3], vec![0, 1, 2], vec![0, 1], vec![0]];
/// assert_eq!(nodf(&staircase, 4), Some(100.0));
/// assert_eq!(nodf(&vec![vec![0, 1, 2]; 3], 3), Some(0.0)); // full: no fill decreases
/// assert_eq!(nodf(&[vec![0], vec![1], vec![2]], 3), Some(0.0)); // identity: nothing is shared
/// ```
pub fn nodf(rows: &[Vec<u32>], columns: usize) -> Option<f64> {
    let mut turned: Vec<Vec<u32>> = vec![Vec::new(); columns];
    for (row, of_row) in rows.iter().enumerate() {
        of_row.iter().for_each(|column| turned[*column as usize].push(row as u32));
    }
    let (of_rows, row_pairs) = side(rows, columns);
    let (of_columns, column_pairs) = side(&turned, rows.len());
    let pairs = row_pairs + column_pairs;
    (pairs > 0).then(|| (of_rows + of_columns) / pairs as f64)
}

/// The sum over pairs of one side, and how many there are.
fn side(lines: &[Vec<u32>], width: usize) -> (f64, usize) {
    let words = width.div_ceil(64);
    let mut bits = vec![0_u64; lines.len() * words];
    for (at, line) in lines.iter().enumerate() {
        line.iter().for_each(|cell| bits[at * words + *cell as usize / 64] |= 1 << (cell % 64));
    }
    let mut sum = 0.0;
    for a in 1..lines.len() {
        for b in 0..a {
            let (fewer, more) = (lines[a].len().min(lines[b].len()), lines[a].len().max(lines[b].len()));
            if fewer == more || fewer == 0 {
                continue;
            }
            let of = |line: usize| &bits[line * words..(line + 1) * words];
            let shared: u32 = of(a).iter().zip(of(b)).map(|(x, y)| (x & y).count_ones()).sum();
            sum += 100.0 * f64::from(shared) / fewer as f64;
        }
    }
    (sum, lines.len() * lines.len().saturating_sub(1) / 2)
}

/// A core of rows and columns that are filled with each other, and a periphery that is not.
#[derive(Debug, Clone, PartialEq)]
pub struct Core {
    /// The rows in the core, in order.
    pub rows: Vec<usize>,
    /// The columns in the core, in order.
    pub columns: Vec<usize>,
    /// How well the table fits: the correlation of all its cells with the ideal, core with core full and the rest empty.
    pub fit: f64,
}

/// The core that fits best among those of the most filled rows and columns; of two that fit alike the larger.
///
/// Every cell counts. Were core with periphery left out, as is also done, a core of nearly all rows and hardly a column
/// would fit best in a table with one full column, whatever the rest is like.
///
/// # Undefined
/// `None` where every cell is the same, so that nothing correlates.
///
/// # Cost
/// O(rows x columns).
///
/// # Reference
/// Borgatti & Everett 1999, the discrete model; for two modes Borgatti & Everett 1997.
///
/// ```
/// use blocs::math::nestedness::core;
/// // Two rows in the same two columns, and nobody in the third.
/// let found = core(&[vec![0, 1], vec![0, 1], vec![], vec![]], 3).unwrap();
/// assert_eq!((found.rows, found.columns, found.fit), (vec![0, 1], vec![0, 1], 1.0));
/// ```
pub fn core(rows: &[Vec<u32>], columns: usize) -> Option<Core> {
    let mut fill = vec![0_usize; columns];
    rows.iter().flatten().for_each(|column| fill[*column as usize] += 1);
    let sorted = |fills: &[usize]| {
        let mut order: Vec<usize> = (0..fills.len()).collect();
        order.sort_by(|a, b| fills[*b].cmp(&fills[*a]).then(a.cmp(b)));
        order
    };
    let row_fill: Vec<usize> = rows.iter().map(Vec::len).collect();
    let (row_order, column_order) = (sorted(&row_fill), sorted(&fill));
    let mut place = vec![0; columns];
    column_order.iter().enumerate().for_each(|(at, &column)| place[column] = at);
    // inside[a][b]: filled cells of the first a rows and b columns.
    let (n, m) = (rows.len(), columns);
    let mut inside = vec![vec![0_usize; m + 1]; n + 1];
    for (at, &row) in row_order.iter().enumerate() {
        let mut filled = vec![false; m];
        rows[row].iter().for_each(|column| filled[place[*column as usize]] = true);
        let mut sum = 0;
        for b in 0..m {
            sum += usize::from(filled[b]);
            inside[at + 1][b + 1] = inside[at][b + 1] + sum;
        }
    }
    let (cells, filled) = ((n * m) as f64, inside[n][m] as f64);
    let mut best: Option<(f64, usize, usize)> = None;
    for (a, inside) in inside.iter().enumerate().skip(1) {
        for (b, &in_core) in inside.iter().enumerate().skip(1) {
            let (core, in_core) = ((a * b) as f64, in_core as f64);
            // Correlation of two yes-no variables: filled, and in the core.
            let product = core * (cells - core) * filled * (cells - filled);
            if product <= 0.0 {
                continue;
            }
            let fit = (cells * in_core - core * filled) / product.sqrt();
            let better = |(best, rows, columns): (f64, usize, usize)| {
                fit > best + 1e-12 || (fit > best - 1e-12 && a * b > rows * columns)
            };
            if best.is_none_or(better) {
                best = Some((fit, a, b));
            }
        }
    }
    let (fit, a, b) = best?;
    let mut rows = row_order[..a].to_vec();
    let mut columns = column_order[..b].to_vec();
    rows.sort_unstable();
    columns.sort_unstable();
    Some(Core { rows, columns, fit })
}
