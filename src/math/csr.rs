//! An undirected weighted graph, row by row.

/// An undirected weighted graph in compressed rows: each tie stands in the rows of both its ends.
///
/// Weights may be negative. A pair that has no tie has no weight, which is not weight 0.
///
/// # Cost
/// 12 bytes a tie and end, O(1) to find a row.
///
/// ```
/// use blocs::math::csr::Csr;
/// let graph = Csr::from_ties(3, &[(0, 1, 2.0), (1, 0, 0.5), (2, 1, -1.0)]);
/// assert_eq!(graph.row(1).collect::<Vec<_>>(), [(0, 2.5), (2, -1.0)]);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Csr {
    offsets: Vec<usize>,
    ends: Vec<u32>,
    weights: Vec<f64>,
}

impl Csr {
    /// Takes ties in any order; parallel ties are added up in the order given, loops left out.
    ///
    /// # Panics
    /// When an end is not below `n`: a slip of the program.
    pub fn from_ties(n: usize, ties: &[(usize, usize, f64)]) -> Self {
        let mut rows: Vec<Vec<(u32, f64)>> = vec![Vec::new(); n];
        for &(i, j, weight) in ties.iter().filter(|(i, j, _)| i != j) {
            rows[i].push((j as u32, weight));
            rows[j].push((i as u32, weight));
        }
        Self::from_rows(rows)
    }
    /// Takes the rows; the caller sees to it that each tie stands in both.
    pub(super) fn from_rows(rows: Vec<Vec<(u32, f64)>>) -> Self {
        let ties = rows.iter().map(Vec::len).sum();
        let mut graph = Self {
            offsets: Vec::with_capacity(rows.len() + 1),
            ends: Vec::with_capacity(ties),
            weights: Vec::with_capacity(ties),
        };
        graph.offsets.push(0);
        for mut row in rows {
            // A stable sort: parallel ties keep their order, so their sum is the same every time.
            row.sort_by_key(|&(end, _)| end);
            let start = graph.ends.len();
            for (end, weight) in row {
                match (graph.ends.len() > start, graph.ends.last(), graph.weights.last_mut()) {
                    (true, Some(&last), Some(sum)) if last == end => *sum += weight,
                    _ => {
                        graph.ends.push(end);
                        graph.weights.push(weight);
                    }
                }
            }
            graph.offsets.push(graph.ends.len());
        }
        graph
    }
    /// The number of nodes.
    pub fn len(&self) -> usize {
        self.offsets.len() - 1
    }
    /// Whether there is no node.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The neighbours of a node with the weights of the ties, in order.
    pub fn row(&self, node: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = self.offsets[node]..self.offsets[node + 1];
        self.ends[range.clone()].iter().map(|&end| end as usize).zip(self.weights[range].iter().copied())
    }
    /// The largest weight without its sign; 0 when there is no tie.
    pub fn largest(&self) -> f64 {
        self.weights.iter().fold(0.0, |largest, weight| largest.max(weight.abs()))
    }
}
