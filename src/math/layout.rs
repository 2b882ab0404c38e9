//! Places for the nodes of a network: near where they are tied, apart where they are not.

use super::csr::Csr;

/// A force-directed layout in the unit square, the same for the same graph.
///
/// Ties pull with weight x d^2 / k and all pairs push with k^2 / d (k = 1 / sqrt(n)), nodes move less and less, and
/// a weak pull to the middle keeps parts together that no tie joins. Above [`NEAR`] nodes only those in neighbouring
/// cells of a grid push each other. Nodes start at places of a Halton sequence, so that nothing is drawn by lot.
///
/// # Cost
/// O(rounds x (ties + n^2)) up to [`NEAR`] nodes, then about linear in n; 2,000 nodes take a part of a second.
/// # Reference
/// Fruchterman & Reingold 1991.
///
/// ```
/// use blocs::math::{csr::Csr, layout::force};
/// // Two pairs: the tied stand closer than the others.
/// let places = force(&Csr::from_ties(4, &[(0, 1, 1.0), (2, 3, 1.0)]));
/// let far = |a: usize, b: usize| (places[a].0 - places[b].0).hypot(places[a].1 - places[b].1);
/// assert!(far(0, 1) < far(0, 2) && far(2, 3) < far(1, 3));
/// ```
pub fn force(graph: &Csr) -> Vec<(f64, f64)> {
    let n = graph.len();
    let mut places: Vec<(f64, f64)> = (0..n).map(|node| (halton(node + 1, 2), halton(node + 1, 3))).collect();
    if n < 2 {
        return vec![(0.5, 0.5); n];
    }
    let k = 1.0 / (n as f64).sqrt();
    let strongest = (0..n).flat_map(|node| graph.row(node)).map(|(_, weight)| weight.abs()).fold(0.0, f64::max);
    let mut moves = vec![(0.0, 0.0); n];
    for round in 0..ROUNDS {
        moves.iter_mut().zip(&places).for_each(|(step, place)| {
            *step = ((0.5 - place.0) * MIDDLE, (0.5 - place.1) * MIDDLE);
        });
        if n <= NEAR {
            push_all(&places, k, &mut moves)
        } else {
            push_near(&places, k, &mut moves)
        }
        for node in 0..n {
            for (other, weight) in graph.row(node).filter(|(_, weight)| *weight > 0.0) {
                let (x, y) = (places[other].0 - places[node].0, places[other].1 - places[node].1);
                let pull = (x * x + y * y).sqrt() / k * (weight / strongest);
                moves[node].0 += x * pull;
                moves[node].1 += y * pull;
            }
        }
        let heat = 0.1 * (1.0 - round as f64 / ROUNDS as f64) + 0.0005;
        for (place, step) in places.iter_mut().zip(&moves) {
            let length = (step.0 * step.0 + step.1 * step.1).sqrt();
            if length > 0.0 {
                let share = length.min(heat) / length;
                *place = (place.0 + step.0 * share, place.1 + step.1 * share);
            }
        }
    }
    into_square(&mut places);
    places
}

/// Up to so many nodes, every pair pushes.
pub const NEAR: usize = 300;
const ROUNDS: usize = 200;
const MIDDLE: f64 = 0.4;

/// The n-th number of the Halton sequence of a base, between 0 and 1.
fn halton(mut n: usize, base: usize) -> f64 {
    let (mut value, mut part) = (0.0, 1.0);
    while n > 0 {
        part /= base as f64;
        value += part * (n % base) as f64;
        n /= base;
    }
    value
}

fn push(a: (f64, f64), b: (f64, f64), k: f64) -> (f64, f64) {
    let (x, y) = (a.0 - b.0, a.1 - b.1);
    let square = (x * x + y * y).max(1e-6);
    (x * k * k / square, y * k * k / square)
}

fn push_all(places: &[(f64, f64)], k: f64, moves: &mut [(f64, f64)]) {
    for a in 0..places.len() {
        for b in 0..a {
            let (x, y) = push(places[a], places[b], k);
            moves[a].0 += x;
            moves[a].1 += y;
            moves[b].0 -= x;
            moves[b].1 -= y;
        }
    }
}

/// Pushes between nodes of the same or neighbouring cells, three ideal distances wide.
fn push_near(places: &[(f64, f64)], k: f64, moves: &mut [(f64, f64)]) {
    let side = (1.0 / (3.0 * k)).floor().max(1.0) as i64;
    let cell = |place: (f64, f64)| {
        let at = |value: f64| ((value * side as f64).floor() as i64).clamp(0, side - 1);
        (at(place.0), at(place.1))
    };
    let mut cells: Vec<Vec<usize>> = vec![Vec::new(); (side * side) as usize];
    for (node, place) in places.iter().enumerate() {
        let (x, y) = cell(*place);
        cells[(y * side + x) as usize].push(node);
    }
    for (node, place) in places.iter().enumerate() {
        let (x, y) = cell(*place);
        for near in (-1..=1).flat_map(|down| (-1..=1).map(move |right| (x + right, y + down))) {
            if (0..side).contains(&near.0) && (0..side).contains(&near.1) {
                for &other in cells[(near.1 * side + near.0) as usize].iter().filter(|other| **other != node) {
                    let (x, y) = push(*place, places[other], k);
                    moves[node].0 += x;
                    moves[node].1 += y;
                }
            }
        }
    }
}

/// Spreads a layout over its square, so that crowds come apart and their names find room, and nothing changes sides:
/// each coordinate goes half the way to its rank, then nodes nearer than 0.4 / sqrt(n) push each other away (up to
/// [`NEAR`] nodes).
///
/// ```
/// let mut places = vec![(0.0, 0.0), (0.01, 0.01), (0.02, 0.0), (1.0, 1.0)];
/// blocs::math::layout::spread(&mut places);
/// assert!(places[1].0 - places[0].0 > 0.1 && places[1].0 < places[2].0);
/// ```
pub fn spread(places: &mut [(f64, f64)]) {
    let n = places.len();
    if n < 2 {
        return;
    }
    let ranks = |of: fn(&(f64, f64)) -> f64| {
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_by(|a, b| of(&places[*a]).total_cmp(&of(&places[*b])).then(a.cmp(b)));
        let mut ranks = vec![0.0; n];
        order.iter().enumerate().for_each(|(rank, node)| ranks[*node] = rank as f64 / (n - 1) as f64);
        ranks
    };
    let (across, down) = (ranks(|p| p.0), ranks(|p| p.1));
    for (place, (x, y)) in places.iter_mut().zip(across.into_iter().zip(down)) {
        *place = ((place.0 + x) / 2.0, (place.1 + y) / 2.0);
    }
    let least = 0.4 / (n as f64).sqrt();
    for _ in 0..if n <= NEAR { 30 } else { 0 } {
        for a in 0..n {
            for b in a + 1..n {
                let (x, y) = (places[b].0 - places[a].0, places[b].1 - places[a].1);
                let far = (x * x + y * y).sqrt();
                if far < least {
                    // Two in one place part to the sides.
                    let (x, y) = if far > 0.0 { (x / far, y / far) } else { (1.0, 0.0) };
                    let step = (least - far) / 2.0;
                    places[a] = ((places[a].0 - x * step).clamp(0.0, 1.0), (places[a].1 - y * step).clamp(0.0, 1.0));
                    places[b] = ((places[b].0 + x * step).clamp(0.0, 1.0), (places[b].1 + y * step).clamp(0.0, 1.0));
                }
            }
        }
    }
    stretch(places, |place| &mut place.0);
    stretch(places, |place| &mut place.1);
}

/// Stretches places along one axis from edge to edge.
fn stretch(places: &mut [(f64, f64)], axis: fn(&mut (f64, f64)) -> &mut f64) {
    let (mut low, mut high) = (f64::MAX, f64::MIN);
    for place in places.iter_mut() {
        (low, high) = (low.min(*axis(place)), high.max(*axis(place)));
    }
    if high > low {
        places.iter_mut().for_each(|place| *axis(place) = (*axis(place) - low) / (high - low));
    }
}

/// Stretches places to fill the unit square, both axes by the same factor.
fn into_square(places: &mut [(f64, f64)]) {
    let fold =
        |of: fn(&(f64, f64)) -> f64, start: f64, pick: fn(f64, f64) -> f64| places.iter().map(of).fold(start, pick);
    let (left, right) = (fold(|p| p.0, f64::MAX, f64::min), fold(|p| p.0, f64::MIN, f64::max));
    let (top, bottom) = (fold(|p| p.1, f64::MAX, f64::min), fold(|p| p.1, f64::MIN, f64::max));
    let wide = (right - left).max(bottom - top).max(f64::MIN_POSITIVE);
    let (x, y) = ((1.0 - (right - left) / wide) / 2.0, (1.0 - (bottom - top) / wide) / 2.0);
    places.iter_mut().for_each(|place| *place = ((place.0 - left) / wide + x, (place.1 - top) / wide + y));
}

/// The corners of the smallest convex outline around points, in turn; all of them where there are fewer than three.
///
/// # Reference
/// Andrew's monotone chain (1979).
///
/// ```
/// use blocs::math::layout::hull;
/// let square = [(0.0, 0.0), (2.0, 0.0), (1.0, 1.0), (2.0, 2.0), (0.0, 2.0)];
/// assert_eq!(hull(&square), [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)]);
/// ```
pub fn hull(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut points = points.to_vec();
    points.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    points.dedup();
    if points.len() < 3 {
        return points;
    }
    let turns = |a: (f64, f64), b: (f64, f64), c: (f64, f64)| (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0);
    let chain = |points: &mut dyn Iterator<Item = (f64, f64)>| {
        let mut chain: Vec<(f64, f64)> = Vec::new();
        for point in points {
            while chain.len() >= 2 && turns(chain[chain.len() - 2], chain[chain.len() - 1], point) <= 0.0 {
                chain.pop();
            }
            chain.push(point);
        }
        chain.pop();
        chain
    };
    let mut lower = chain(&mut points.iter().copied());
    lower.extend(chain(&mut points.iter().rev().copied()));
    lower
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A ring with a chord at every seventh node.
    fn ring(n: usize) -> Csr {
        let ties: Vec<(usize, usize, f64)> = (0..n).map(|i| (i, (i + 1) % n, 1.0)).collect();
        Csr::from_ties(n, &ties)
    }

    #[test]
    fn places_lie_in_the_square_and_differ() {
        for n in [0, 1, 2, 50, NEAR + 100] {
            let places = force(&ring(n.max(1)));
            let places = &places[..n.min(places.len())];
            assert!(places.iter().all(|p| (0.0..=1.0).contains(&p.0) && (0.0..=1.0).contains(&p.1)), "{n}");
            for a in 0..places.len() {
                assert!(places[..a].iter().all(|b| *b != places[a]), "{n}");
            }
        }
    }

    #[test]
    fn tied_nodes_stand_closer_than_others() {
        for n in [60, NEAR + 60] {
            let places = force(&ring(n));
            let far = |a: usize, b: usize| (places[a].0 - places[b].0).hypot(places[a].1 - places[b].1);
            let tied = (0..n).map(|i| far(i, (i + 1) % n)).sum::<f64>() / n as f64;
            let all = (0..n).map(|i| far(i, (i + n / 2) % n)).sum::<f64>() / n as f64;
            assert!(tied * 2.0 < all, "{n}: {tied} {all}");
        }
    }
}
