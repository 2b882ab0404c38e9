//! Where to begin: the principal components of the answers.

use super::responses::Responses;

/// Rounds of power iteration: a beginning need not be exact.
const ROUNDS: usize = 25;

/// The first D principal components of the answers, each answer less the mean of its item, gaps left out: what two
/// points have in common shows in the same direction.
pub(super) fn positions<const D: usize>(responses: &Responses) -> Vec<[f64; D]> {
    let n = responses.points();
    let means: Vec<f64> = (0..responses.items()).map(|item| mean(responses, item)).collect();
    let mut positions = vec![[0.0; D]; n];
    for d in 0..D {
        // No chance takes part: a beginning that is in no way even.
        let mut x: Vec<f64> = (0..n).map(|point| ((point * 7919 + d * 104_729) % 1009) as f64 / 504.0 - 1.0).collect();
        for _ in 0..ROUNDS {
            for earlier in 0..d {
                let along: f64 = (0..n).map(|point| x[point] * positions[point][earlier]).sum();
                let length: f64 = (0..n).map(|point| positions[point][earlier].powi(2)).sum();
                (0..n).for_each(|point| x[point] -= along / length.max(1e-12) * positions[point][earlier]);
            }
            x = round(responses, &means, &x);
        }
        (0..n).for_each(|point| positions[point][d] = x[point]);
    }
    positions
}

fn level(responses: &Responses, item: usize, category: usize) -> f64 {
    2.0 * category as f64 / (responses.categories(item) - 1) as f64 - 1.0
}

fn mean(responses: &Responses, item: usize) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0);
    for category in 0..responses.categories(item) {
        let given = responses.gave(item, category).len() as f64;
        sum += given * level(responses, item, category);
        count += given;
    }
    if count > 0.0 { sum / count } else { 0.0 }
}

/// One round: items by points, then points by items; mean zero, length one a point.
fn round(responses: &Responses, means: &[f64], x: &[f64]) -> Vec<f64> {
    let mut next = vec![0.0; x.len()];
    for (item, mean) in means.iter().enumerate() {
        let categories = 0..responses.categories(item);
        let weight: f64 = categories
            .clone()
            .map(|category| {
                let sum: f64 = responses.gave(item, category).iter().map(|&point| x[point as usize]).sum();
                (level(responses, item, category) - mean) * sum
            })
            .sum();
        for category in categories {
            let add = (level(responses, item, category) - mean) * weight;
            responses.gave(item, category).iter().for_each(|&point| next[point as usize] += add);
        }
    }
    for (point, next) in next.iter_mut().enumerate() {
        *next /= responses.answered(point).max(1) as f64;
    }
    let n = x.len().max(1) as f64;
    let mean = next.iter().sum::<f64>() / n;
    next.iter_mut().for_each(|next| *next -= mean);
    let length = (next.iter().map(|next| next * next).sum::<f64>() / n).sqrt();
    next.iter_mut().for_each(|next| *next /= length.max(1e-300));
    next
}
