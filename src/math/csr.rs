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
        let mut offsets = vec![0_usize; n + 1];
        for &(i, j, _) in ties.iter().filter(|(i, j, _)| i != j) {
            offsets[i + 1] += 1;
            offsets[j + 1] += 1;
        }
        for node in 0..n {
            offsets[node + 1] += offsets[node];
        }
        let both = |&(i, j, weight): &(usize, usize, f64)| [(i, j as u32, weight), (j, i as u32, weight)];
        let loose = Self::scattered(&offsets, ties.iter().filter(|(i, j, _)| i != j).flat_map(both));
        // Each tie stands in both rows, so handing every entry to the row of its end sorts the rows. Parallel ties keep
        // their order, so their sum is the same every time.
        let entries = (0..n).flat_map(|node| loose.row(node).map(move |(end, weight)| (end, node as u32, weight)));
        let mut graph = Self::scattered(&offsets, entries);
        graph.add_up_parallel();
        graph
    }
    /// Hands each entry (row, end, weight) to its row, in the order in which they come.
    fn scattered(offsets: &[usize], entries: impl Iterator<Item = (usize, u32, f64)>) -> Self {
        let total = offsets[offsets.len() - 1];
        let mut at = offsets.to_vec();
        let (mut ends, mut weights) = (vec![0; total], vec![0.0; total]);
        for (row, end, weight) in entries {
            ends[at[row]] = end;
            weights[at[row]] = weight;
            at[row] += 1;
        }
        Self { offsets: offsets.to_vec(), ends, weights }
    }
    /// Makes one entry of those in a row that have one end.
    fn add_up_parallel(&mut self) {
        let (mut kept, mut from) = (0, 0);
        for node in 0..self.len() {
            let (start, to) = (kept, self.offsets[node + 1]);
            for at in from..to {
                if kept > start && self.ends[kept - 1] == self.ends[at] {
                    self.weights[kept - 1] += self.weights[at];
                } else {
                    self.ends[kept] = self.ends[at];
                    self.weights[kept] = self.weights[at];
                    kept += 1;
                }
            }
            from = to;
            self.offsets[node + 1] = kept;
        }
        self.ends.truncate(kept);
        self.weights.truncate(kept);
    }
    /// No row yet, with room for so many entries: for one who writes row by row, in order of ends, and sees to it that each
    /// tie stands in both.
    pub(super) fn with_room(entries: usize) -> Self {
        Self { offsets: vec![0], ends: Vec::with_capacity(entries), weights: Vec::with_capacity(entries) }
    }
    /// Writes an entry into the row that is open.
    pub(super) fn push(&mut self, end: u32, weight: f64) {
        self.ends.push(end);
        self.weights.push(weight);
    }
    /// Ends the row that is open.
    pub(super) fn end_row(&mut self) {
        self.offsets.push(self.ends.len());
    }
    /// A row as it lies: ends in order, and their weights.
    pub(super) fn slices(&self, node: usize) -> (&[u32], &[f64]) {
        let range = self.offsets[node]..self.offsets[node + 1];
        (&self.ends[range.clone()], &self.weights[range])
    }
    /// The number of entries: two a tie.
    pub(super) fn entries(&self) -> usize {
        self.ends.len()
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
        let (ends, weights) = self.slices(node);
        ends.iter().map(|&end| end as usize).zip(weights.iter().copied())
    }
    /// The largest weight without its sign; 0 when there is no tie.
    pub fn largest(&self) -> f64 {
        self.weights.iter().fold(0.0, |largest, weight| largest.max(weight.abs()))
    }
}
