//! How many columns two rows of a two-mode table share.

use super::parallel;

/// How many columns each row shares with each before it: `shared[b][a]`, a < b. Rows are sorted columns.
///
/// # Cost
/// O(pairs of rows + sum over columns of filled²): the counts are made column by column, where few are filled.
///
/// ```
/// use blocs::math::projection::shared;
/// assert_eq!(shared(&[vec![0, 2], vec![2], vec![0, 1, 2]], 3, 1), [vec![], vec![1], vec![2, 1]]);
/// ```
pub fn shared(rows: &[Vec<u32>], columns: usize, threads: usize) -> Vec<Vec<u32>> {
    // The rows of each column, one column after the other.
    let mut ends = vec![0_usize; columns + 1];
    rows.iter().flatten().for_each(|column| ends[*column as usize + 1] += 1);
    (0..columns).for_each(|column| ends[column + 1] += ends[column]);
    let mut filled = vec![0_u32; ends[columns]];
    // For each place of a row, how many rows before it its column has.
    let mut before: Vec<Vec<(u32, u32)>> = Vec::with_capacity(rows.len());
    let mut next = ends.clone();
    for (row, columns) in rows.iter().enumerate() {
        let place = |column: &u32| {
            let column = *column as usize;
            let at = next[column];
            filled[at] = row as u32;
            next[column] += 1;
            (ends[column] as u32, at as u32)
        };
        before.push(columns.iter().map(place).collect());
    }
    parallel::map(rows.len(), threads, |row| {
        let mut counts = vec![0_u32; row];
        for &(first, at) in &before[row] {
            filled[first as usize..at as usize].iter().for_each(|other| counts[*other as usize] += 1);
        }
        counts
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Against the plain comparison of two rows, on rows of many lengths.
    #[test]
    fn counts_are_those_of_the_rows_themselves() {
        let rows: Vec<Vec<u32>> =
            (0..40_u32).map(|n| (0..70).filter(|k| (n * 31 + k * k * 17) % (3 + n % 9) == 0).collect()).collect();
        for threads in [1, 3] {
            for (b, of_row) in shared(&rows, 70, threads).into_iter().enumerate() {
                assert_eq!(of_row.len(), b);
                for (a, count) in of_row.into_iter().enumerate() {
                    let plain = rows[b].iter().filter(|column| rows[a].contains(column)).count();
                    assert_eq!(count as usize, plain, "{a} {b}");
                }
            }
        }
    }
}
