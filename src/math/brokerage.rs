//! Who stands between two others that are not tied themselves, and between which groups.

use std::collections::BTreeMap;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// The five roles of a broker b on an open way a -> b -> c, by the groups of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A A A: all three in one group.
    Coordinator,
    /// A B A: an outsider between two of one group.
    Itinerant,
    /// A A B: it stands for its group towards another.
    Representative,
    /// A B B: it lets others into its group.
    Gatekeeper,
    /// A B C: between two groups, in neither.
    Liaison,
}

impl Role {
    /// Every role, in the order of the counts.
    pub const ALL: [Self; 5] =
        [Self::Coordinator, Self::Itinerant, Self::Representative, Self::Gatekeeper, Self::Liaison];
    /// The word that tables use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Coordinator => "coordinator",
            Self::Itinerant => "itinerant",
            Self::Representative => "representative",
            Self::Gatekeeper => "gatekeeper",
            Self::Liaison => "liaison",
        }
    }
    /// The role of b on the way from a to c, by the group of each.
    pub fn of<T: PartialEq>(a: T, b: T, c: T) -> Self {
        match (a == b, b == c, a == c) {
            (true, true, _) => Self::Coordinator,
            (true, false, _) => Self::Representative,
            (false, true, _) => Self::Gatekeeper,
            (false, false, true) => Self::Itinerant,
            (false, false, false) => Self::Liaison,
        }
    }
}

/// What a node brokers, a role each.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Brokerage {
    /// How many open ways run through it.
    pub raw: [f64; 5],
    /// The same, each way shared among all who broker between the same two.
    pub weighted: [f64; 5],
    /// The mean of `raw` when groups are dealt out anew.
    pub expected: [f64; 5],
    /// (raw - expected) over the spread of that; none where dealing anew changes nothing.
    pub z: [Option<f64>; 5],
}

/// Brokerage of every node of a directed graph: open ways a -> b -> c without a -> c, by the groups of a, b and c.
///
/// Expected counts and z come from dealing the groups out anew to the nodes, sizes kept, `deals` times.
///
/// # Cost
/// O(deals x open ways).
///
/// # Reference
/// Gould & Fernandez 1989. Beware: in one package the columns of representative and gatekeeper are swapped; here A A B is
/// the representative.
///
/// ```
/// use blocs::math::brokerage::{Role, brokerage};
/// // 0 -> 1 -> 2 with groups A, A, B: 1 stands for A.
/// let found = brokerage(3, &[(0, 1), (1, 2)], &[0, 0, 1], 10, 1);
/// let at = Role::ALL.iter().position(|role| *role == Role::Representative).unwrap();
/// assert_eq!(found[1].raw[at], 1.0);
/// assert_eq!(found[1].raw.iter().sum::<f64>(), 1.0);
/// // A, B, B: 1 lets 0 into B.
/// let found = brokerage(3, &[(0, 1), (1, 2)], &[0, 1, 1], 10, 1);
/// assert_eq!(found[1].raw, [0.0, 0.0, 0.0, 1.0, 0.0]);
/// ```
pub fn brokerage(n: usize, arcs: &[(usize, usize)], groups: &[usize], deals: usize, seed: u64) -> Vec<Brokerage> {
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); n];
    arcs.iter().filter(|(a, b)| a != b).for_each(|(a, b)| out[*a].push(*b));
    out.iter_mut().for_each(|row| {
        row.sort_unstable();
        row.dedup();
    });
    let mut open: Vec<(usize, usize, usize)> = Vec::new();
    let mut brokers: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for a in 0..n {
        for &b in &out[a] {
            for &c in out[b].iter().filter(|c| **c != a && out[a].binary_search(c).is_err()) {
                open.push((a, b, c));
                *brokers.entry((a, c)).or_default() += 1.0;
            }
        }
    }
    let place = |role: Role| Role::ALL.iter().position(|other| *other == role).unwrap_or(0);
    let mut found = vec![Brokerage::default(); n];
    for (a, b, c) in &open {
        let at = place(Role::of(groups[*a], groups[*b], groups[*c]));
        found[*b].raw[at] += 1.0;
        found[*b].weighted[at] += 1.0 / brokers[&(*a, *c)];
    }
    let mut dealt = groups.to_vec();
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let (mut sums, mut squares) = (vec![[0.0; 5]; n], vec![[0.0; 5]; n]);
    for _ in 0..deals {
        for last in (1..n).rev() {
            dealt.swap(last, ((u64::from(random.next_u32()) * (last + 1) as u64) >> 32) as usize);
        }
        let mut counts = vec![[0.0; 5]; n];
        open.iter().for_each(|(a, b, c)| counts[*b][place(Role::of(dealt[*a], dealt[*b], dealt[*c]))] += 1.0);
        for (node, counts) in counts.iter().enumerate() {
            for (role, count) in counts.iter().enumerate() {
                sums[node][role] += count;
                squares[node][role] += count * count;
            }
        }
    }
    let deals = deals.max(1) as f64;
    for (node, found) in found.iter_mut().enumerate() {
        for role in 0..5 {
            let mean = sums[node][role] / deals;
            let spread = (squares[node][role] / deals - mean * mean).max(0.0).sqrt();
            found.expected[role] = mean;
            found.z[role] = (spread > 1e-9).then(|| (found.raw[role] - mean) / spread);
        }
    }
    found
}
