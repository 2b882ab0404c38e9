//! A symmetric matrix without its diagonal: one value for each unordered pair.

/// One value for each unordered pair of `n` things, without the diagonal.
///
/// Stored row by row of the lower triangle, n(n-1)/2 values: each row by itself, so that threads make rows of millions
/// of pairs side by side.
///
/// ```
/// use blocs::result::Pairs;
/// let mut pairs = Pairs::filled(3, 0);
/// *pairs.get_mut(2, 0) = 7;
/// assert_eq!(*pairs.get(0, 2), 7);
/// assert_eq!(pairs.len(), 3);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairs<T> {
    /// Of each thing, the values with every one before it.
    rows: Vec<Vec<T>>,
}

impl<T> Pairs<T> {
    /// Takes the values of the pairs (1,0), (2,0), (2,1), (3,0), ...; `None` when their number is not n(n-1)/2.
    pub fn from_values(n: usize, values: Vec<T>) -> Option<Self> {
        if values.len() != n * n.saturating_sub(1) / 2 {
            return None;
        }
        let mut values = values.into_iter();
        Some(Self { rows: (0..n).map(|row| values.by_ref().take(row).collect()).collect() })
    }
    /// Takes for each thing the values with every one before it: none for the first, one for the second; `None` when a
    /// row is longer or shorter.
    pub fn from_rows(rows: Vec<Vec<T>>) -> Option<Self> {
        rows.iter().enumerate().all(|(before, row)| row.len() == before).then_some(Self { rows })
    }
    /// The value of every pair (a, b) with a < b, asked in the order (0,1), (0,2), (1,2), (0,3), ...
    ///
    /// ```
    /// let sums = blocs::result::Pairs::of(3, |a, b| a + b);
    /// assert!(sums.values().eq(&[1, 2, 3]));
    /// ```
    pub fn of(n: usize, mut value: impl FnMut(usize, usize) -> T) -> Self {
        Self { rows: (0..n).map(|b| (0..b).map(|a| value(a, b)).collect()).collect() }
    }
    /// The number of things.
    pub fn things(&self) -> usize {
        self.rows.len()
    }
    /// The number of pairs.
    pub fn len(&self) -> usize {
        self.things() * self.things().saturating_sub(1) / 2
    }
    /// Whether there is no pair.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The value of a pair, in either order.
    ///
    /// # Panics
    /// When both are the same or one is not below n.
    pub fn get(&self, i: usize, j: usize) -> &T {
        let (high, low) = self.place(i, j);
        &self.rows[high][low]
    }
    /// The value of a pair, to be changed.
    ///
    /// # Panics
    /// When both are the same or one is not below n.
    pub fn get_mut(&mut self, i: usize, j: usize) -> &mut T {
        let (high, low) = self.place(i, j);
        &mut self.rows[high][low]
    }
    /// The value of every pair, in the order (1,0), (2,0), (2,1), (3,0), ...
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.rows.iter().flatten()
    }
    /// Every pair (i, j) with i < j, in the order (0,1), (0,2), ..., (1,2), ...
    pub fn iter(&self) -> impl Iterator<Item = (usize, usize, &T)> {
        let n = self.things();
        (0..n).flat_map(move |i| (i + 1..n).map(move |j| (i, j, self.get(i, j))))
    }
    fn place(&self, i: usize, j: usize) -> (usize, usize) {
        let (low, high) = if i < j { (i, j) } else { (j, i) };
        assert!(low != high && high < self.things(), "a pair has two different members below n");
        (high, low)
    }
}

impl<T: Clone> Pairs<T> {
    /// Every pair has this value.
    pub fn filled(n: usize, value: T) -> Self {
        Self { rows: (0..n).map(|row| vec![value.clone(); row]).collect() }
    }
}
