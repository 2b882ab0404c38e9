//! The dendrogram beside a matrix: which rows are joined, and how far apart they are then.
//!
//! A tree whose leaves stand in order is told by one height a leaf: that at which it joins the leaf before it. The
//! highest of these heights parts the leaves in two, and so on downwards.

use super::super::axis::Axis;
use super::super::canvas::{Anchor, Canvas, Layer, SMALL, Style, line};
use super::super::palette::{FAINT, MUTED, RULE};
use super::super::text::{self, ASCENT, LEADING};
use super::grid::Grid;
use super::read::Thing;

/// The colour of branches.
const BRANCH: &str = MUTED;

/// A join: the first and the last leaf, and the height.
pub(super) type Join = (usize, usize, f64);

/// How much room a tree takes beside a matrix; none where there is none.
pub(super) fn room(members: &[Thing], room: f64) -> f64 {
    if members.iter().any(|thing| thing.joins.is_some()) { (0.16 * room).clamp(40.0, 90.0) } else { 0.0 }
}

/// Draws the tree to the right of the matrix from `left` on, with its scale; says where the scale ends.
pub(super) fn draw(
    canvas: &mut Canvas,
    grid: &Grid,
    members: &[Thing],
    (left, right): (f64, f64),
    measure: &str,
) -> f64 {
    let bottom = grid.cell(members.len(), 0).y;
    let heights: Vec<Option<f64>> = members.iter().map(|thing| thing.joins).collect();
    if heights.iter().all(Option::is_none) {
        return bottom;
    }
    let most = ((right - left) / 22.0) as usize;
    let axis = Axis::over(heights.iter().flatten().copied().chain([0.0]), (left, right), most.max(1));
    for (value, words) in axis.ticks() {
        let x = axis.place(value);
        canvas.draw(Layer::Ground, line((x, grid.top), (x, bottom + 1.5), FAINT, 0.4));
        let style = Style::new(SMALL, MUTED).anchored(Anchor::Middle);
        canvas.text(Layer::Labels, x, bottom + 2.5 + ASCENT * SMALL, &words, style, None);
    }
    let words = text::wrap(measure, SMALL, false, right - left + 6.0, 2);
    let mut y = bottom + 2.5 + LEADING * SMALL;
    for words in &words.lines {
        let style = Style::new(SMALL, MUTED).anchored(Anchor::Middle);
        canvas.text(Layer::Labels, (left + right) / 2.0, y + ASCENT * SMALL, words, style, None);
        y += LEADING * SMALL;
    }
    // From a leaf to its cell of the diagonal: which row a branch belongs to.
    let middle = |row: usize| grid.cell(row, 0).y + grid.deep / 2.0;
    for row in 0..members.len() {
        let from = grid.cell(row, row).x + grid.wide + 1.0;
        if grid.deep >= SMALL && joined(&heights, row) && from < left {
            canvas.draw(Layer::Ground, line((from, middle(row)), (left, middle(row)), FAINT, 0.3));
        }
    }
    // Each leaf, then each join with the two below it: where its own branch starts.
    let mut at: Vec<(usize, f64, f64)> = (0..members.len()).map(|row| (row, axis.place(0.0), middle(row))).collect();
    for (first, last, height) in joins(&heights) {
        let x = axis.place(height);
        let below: Vec<usize> = (0..at.len()).filter(|n| (first..=last).contains(&at[*n].0)).collect();
        let [upper, lower] = [below[0], below[below.len() - 1]].map(|n| at[n]);
        for (_, from, y) in [upper, lower] {
            canvas.draw(Layer::Ties, line((from, y), (x, y), BRANCH, 0.5));
        }
        canvas.draw(Layer::Ties, line((x, upper.2), (x, lower.2), BRANCH, 0.5));
        at.drain(below[0]..=below[below.len() - 1]);
        at.insert(below[0], (first, x, (upper.2 + lower.2) / 2.0));
    }
    canvas.draw(Layer::Ground, line((left, bottom), (right, bottom), RULE, 0.4));
    y
}

/// Whether a leaf is in the tree at all.
fn joined(heights: &[Option<f64>], row: usize) -> bool {
    heights[row].is_some() || heights.get(row + 1).is_some_and(Option::is_some)
}

/// The joins of two neighbours each, lowest first; of equal ones, the first.
pub(super) fn joins(heights: &[Option<f64>]) -> Vec<Join> {
    let mut between: Vec<(f64, usize)> =
        heights.iter().enumerate().skip(1).filter_map(|(row, height)| Some(((*height)?, row))).collect();
    between.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    // The first leaf of the run that each leaf is in, kept at both ends of a run.
    let mut runs: Vec<(usize, usize)> = (0..heights.len()).map(|leaf| (leaf, leaf)).collect();
    let mut joins = Vec::new();
    for (height, row) in between {
        let (first, last) = (runs[row - 1].0, runs[row].1);
        runs[first].1 = last;
        runs[last].0 = first;
        joins.push((first, last, height));
    }
    joins
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heights_between_leaves_tell_the_tree() {
        // ((a b) (c d)) at 1, 2 and 5; e stands outside the tree.
        let heights = [None, Some(1.0), Some(5.0), Some(2.0), None];
        assert_eq!(joins(&heights), [(0, 1, 1.0), (2, 3, 2.0), (0, 3, 5.0)]);
        assert!(joined(&heights, 3) && !joined(&heights, 4));
    }
}
