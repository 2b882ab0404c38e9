//! Cells of a two-mode table that are the same whatever fills it.

use petgraph::algo::{dinics, kosaraju_scc};
use petgraph::graph::{DiGraph, NodeIndex};

/// The cells that every table with these sums fills, or leaves empty: nothing is left to chance there.
///
/// A *block* is the cells of one class of rows and one class of columns; `rows` and `columns` are the sums of classes,
/// `sizes[i][k]` is how many cells of a block are free (0 where none is). A block that may hold more, or less, lies on a circle
/// along which tables change into each other; one that does not is forced. Of a table without given cells that is the case
/// where the condition of Gale and Ryser holds with equality: the largest rows fill the largest columns, and the others have
/// nothing in the rest.
///
/// Blocks that are free to vary are `None`, and so are those without a free cell. Of sums that no table has, it is what a
/// largest filling leaves no choice about.
///
/// # Cost
/// That of a flow through a net of blocks (Dinic 1970).
///
/// # Reference
/// Gale 1957; Ryser 1957; Chen 1966.
///
/// ```
/// use blocs::math::forced::forced;
/// // Rows of 2 and 1, columns of 2 and 1: one table has these sums, the full corner without its last cell.
/// assert_eq!(
///     forced(&[2, 1], &[2, 1], &[vec![1, 1], vec![1, 1]]),
///     [[Some(true), Some(true)], [Some(true), Some(false)]]
/// );
/// // One in each row and column: either diagonal.
/// assert_eq!(forced(&[1, 1], &[1, 1], &[vec![1, 1], vec![1, 1]]), [[None, None], [None, None]]);
/// ```
///
/// # Panics
/// When `sizes` has not a row of as many blocks as there are columns for each row: a slip of the program.
pub fn forced(rows: &[u64], columns: &[u64], sizes: &[Vec<u64>]) -> Vec<Vec<Option<bool>>> {
    assert!(sizes.len() == rows.len() && sizes.iter().all(|row| row.len() == columns.len()), "a size for each block");
    let (r, c) = (rows.len(), columns.len());
    let mut net: DiGraph<(), u64> = DiGraph::with_capacity(r + c + 2, r * c + r + c);
    let node: Vec<NodeIndex> = (0..r + c + 2).map(|_| net.add_node(())).collect();
    let blocks: Vec<(usize, usize)> = (0..r).flat_map(|i| (0..c).map(move |k| (i, k))).collect();
    let blocks: Vec<(usize, usize)> = blocks.into_iter().filter(|&(i, k)| sizes[i][k] > 0).collect();
    for &(i, k) in &blocks {
        net.add_edge(node[i], node[r + k], sizes[i][k]);
    }
    for (i, sum) in rows.iter().enumerate() {
        net.add_edge(node[r + c], node[i], *sum);
    }
    for (k, sum) in columns.iter().enumerate() {
        net.add_edge(node[r + k], node[r + c + 1], *sum);
    }
    let (_, filled) = dinics(&net, node[r + c], node[r + c + 1]);
    // From a row to a column that may take more, and back from a column that may give some up.
    let mut changes: DiGraph<(), ()> = DiGraph::with_capacity(r + c, blocks.len());
    let node: Vec<NodeIndex> = (0..r + c).map(|_| changes.add_node(())).collect();
    for (&(i, k), filled) in blocks.iter().zip(&filled) {
        if *filled < sizes[i][k] {
            changes.add_edge(node[i], node[r + k], ());
        }
        if *filled > 0 {
            changes.add_edge(node[r + k], node[i], ());
        }
    }
    let mut circle = vec![0; r + c];
    for (at, nodes) in kosaraju_scc(&changes).into_iter().enumerate() {
        nodes.into_iter().for_each(|node| circle[node.index()] = at);
    }
    let mut found = vec![vec![None; c]; r];
    for (&(i, k), filled) in blocks.iter().zip(&filled) {
        if circle[i] != circle[r + k] {
            found[i][k] = Some(*filled > 0);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every table of 3 x 4 with the sums of each of them, by enumeration: a cell is forced where all of them agree. With
    /// one cell closed too.
    #[test]
    fn what_is_forced_is_what_every_table_agrees_on() {
        use std::collections::BTreeMap;
        const CELLS: usize = 12;
        let (of_row, of_column) = (|cell: usize| cell / 4, |cell: usize| cell % 4);
        let sums = |table: u32| {
            let (mut rows, mut columns) = ([0; 3], [0; 4]);
            for cell in (0..CELLS).filter(|cell| table >> cell & 1 == 1) {
                rows[of_row(cell)] += 1;
                columns[of_column(cell)] += 1;
            }
            (rows, columns)
        };
        for closed in [None, Some(5)] {
            let open = |table: &u32| closed.is_none_or(|cell: usize| table >> cell & 1 == 0);
            let mut same: BTreeMap<([u64; 3], [u64; 4]), (u32, u32)> = BTreeMap::new();
            for table in (0..1_u32 << CELLS).filter(open) {
                let (all, any) = same.entry(sums(table)).or_insert((u32::MAX, 0));
                (*all, *any) = (*all & table, *any | table);
            }
            let size = |cell: usize| u64::from(closed != Some(cell));
            let sizes: Vec<Vec<u64>> = (0..3).map(|i| (0..4).map(|k| size(4 * i + k)).collect()).collect();
            for ((rows, columns), (all, any)) in same {
                let found = forced(&rows, &columns, &sizes);
                for cell in (0..CELLS).filter(|cell| closed != Some(*cell)) {
                    let expected = match (all >> cell & 1, any >> cell & 1) {
                        (1, _) => Some(true),
                        (_, 0) => Some(false),
                        _ => None,
                    };
                    assert_eq!(found[of_row(cell)][of_column(cell)], expected, "{rows:?} {columns:?} {cell}");
                }
            }
        }
    }
}
