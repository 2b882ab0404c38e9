//! Shaking a partition as heat does: moves that lose are taken now and then, ever more seldom.

use rand_chacha::ChaCha8Rng;

use super::level::Level;
use super::steps::{below, fraction};

/// From how hot to how cold, in mean weights of a tie.
const HOT: f64 = 0.9;
const COLD: f64 = 0.6;

/// Simulated annealing, `sweeps` times as many tries as there are nodes, the temperature falling in equal proportions.
///
/// A try asks a random node to join the group of a random neighbour. It does when that gains, else with probability
/// exp(gain / temperature). Groups that are near draw more tries than small ones far away, which is what leads many
/// weak groups together: it is no sampling of any distribution, only a search.
///
/// Between `HOT` and `COLD` times the mean weight of a tie, single nodes leave and come back while groups as wholes hold.
/// Hotter, weak groups melt; colder, nothing moves that local moving would not.
///
/// # Reference
/// Guimerà & Amaral 2005 (annealing of modularity).
pub(in crate::math) fn anneal(level: &Level<'_>, groups: &mut [u32], sweeps: usize, random: &mut ChaCha8Rng) {
    let n = level.len();
    let (mut sum, mut count) = (0.0, 0_usize);
    for node in 0..n {
        let weights = level.ties.slices(node).1;
        sum += weights.iter().map(|weight| weight.abs()).sum::<f64>();
        count += weights.len();
    }
    if count == 0 {
        return;
    }
    let mean = sum / count as f64;
    let mut masses = vec![0.0; n];
    for (&group, mass) in groups.iter().zip(level.masses.iter()) {
        masses[group as usize] += mass;
    }
    let fall = libm::pow(COLD / HOT, 1.0 / (sweeps.max(2) - 1) as f64);
    let mut temperature = HOT * mean;
    for _ in 0..sweeps {
        for _ in 0..n {
            let node = below(n, random);
            let (ends, weights) = level.ties.slices(node);
            if ends.is_empty() {
                continue;
            }
            let other = groups[ends[below(ends.len(), random)] as usize];
            let own = groups[node];
            if other == own {
                continue;
            }
            let (mut here, mut there) = (0.0, 0.0);
            for (&end, weight) in ends.iter().zip(weights) {
                let group = groups[end as usize];
                here += if group == own { *weight } else { 0.0 };
                there += if group == other { *weight } else { 0.0 };
            }
            let mass = level.masses[node];
            let gain = there - here - mass * (masses[other as usize] - masses[own as usize] + mass);
            if gain >= 0.0 || fraction(random) < libm::exp(gain / temperature) {
                groups[node] = other;
                masses[other as usize] += mass;
                masses[own as usize] -= mass;
            }
        }
        temperature *= fall;
    }
}
