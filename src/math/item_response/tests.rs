//! Checks against plain second computations: numerical slopes, probabilities that do not change, known positions.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::linear;
use super::newton;
use super::{Chain, Hold, Model, Responses, Search, fit};
use crate::math::normal::ln_between;

fn uniform(random: &mut ChaCha8Rng) -> f64 {
    f64::from(random.next_u32()) / f64::from(u32::MAX)
}

/// Known positions and items, and answers drawn from them; a tenth is missing.
fn simulated<const D: usize>(points: usize, items: usize, categories: usize, seed: u64) -> (Responses, Model<D>) {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let all: Vec<(usize, Vec<(u32, u8)>)> = (0..items)
        .map(|_| {
            let given = (0..points as u32).filter(|_| uniform(&mut random) > 0.1).collect::<Vec<_>>();
            let answers = given.into_iter().enumerate().map(|(at, point)| (point, (at % categories) as u8)).collect();
            (categories, answers)
        })
        .collect();
    let pattern = Responses::of(points, &all);
    // Sums of twelve uniforms are nearly normal, and known.
    let mut normal = || (0..12).map(|_| uniform(&mut random)).sum::<f64>() - 6.0;
    let positions = (0..points).map(|_| std::array::from_fn(|_| normal())).collect();
    let mut truth = Model::<D>::at(&pattern, positions);
    truth.slopes.iter_mut().for_each(|slope| *slope = std::array::from_fn(|_| 1.2 * normal()));
    for item in 0..items {
        let shift = 0.5 * normal();
        truth.cuts[pattern.cuts_of(item)].iter_mut().for_each(|cut| *cut += shift);
    }
    let (drawn, truth) = truth.draw(&pattern, &mut random);
    (drawn, truth)
}

fn alone(points: usize) -> Vec<Chain> {
    (0..points).map(|point| vec![(point, 1.0)]).collect()
}

/// The logarithm of the likelihood, answer by answer.
fn likelihood<const D: usize>(responses: &Responses, model: &Model<D>) -> f64 {
    let mut sum = 0.0;
    for item in 0..responses.items() {
        let cuts = &model.cuts[responses.cuts_of(item)];
        for category in 0..responses.categories(item) {
            for &point in responses.gave(item, category) {
                let z: f64 = (0..D).map(|d| model.slopes[item][d] * model.positions[point as usize][d]).sum();
                let low = if category == 0 { f64::NEG_INFINITY } else { cuts[category - 1] - z };
                sum += ln_between(low, cuts.get(category).map_or(f64::INFINITY, |cut| cut - z));
            }
        }
    }
    sum
}

#[test]
fn slope_and_information_of_a_point_are_those_of_small_steps() {
    let (responses, model) = simulated::<2>(12, 70, 3, 1);
    let (gradient, information) = newton::point_sums(&responses, &model, 4);
    let moved = |d: usize, by: f64| {
        let mut other = model.clone();
        other.positions[4][d] += by;
        other
    };
    for d in 0..2 {
        let step = 1e-4;
        let rise = likelihood(&responses, &moved(d, step)) - likelihood(&responses, &moved(d, -step));
        assert!((gradient[d] - rise / (2.0 * step)).abs() < 1e-4, "{} {}", gradient[d], rise / (2.0 * step));
        let ahead = newton::point_sums(&responses, &moved(d, step), 4).0;
        let behind = newton::point_sums(&responses, &moved(d, -step), 4).0;
        for e in 0..2 {
            let bend = -(ahead[e] - behind[e]) / (2.0 * step);
            assert!((information[d][e] - bend).abs() < 1e-4 * bend.abs().max(1.0));
        }
    }
}

#[test]
fn items_given_points_stand_where_the_posterior_is_flat() {
    let (responses, mut model) = simulated::<1>(80, 6, 4, 2);
    model.spread.iter_mut().for_each(|spread| *spread = [[0.0]]);
    for item in 0..responses.items() {
        let range = responses.cuts_of(item);
        let mut cuts = model.cuts[range.clone()].to_vec();
        let mut slope = model.slopes[item];
        for _ in 0..30 {
            newton::item_step(&responses, &model, item, &mut slope, &mut cuts);
        }
        model.slopes[item] = slope;
        model.cuts[range].copy_from_slice(&cuts);
    }
    // The priors: discriminations with variance 0.35, cut points with 25.
    let height = |model: &Model<1>| {
        let slopes: f64 = model.slopes.iter().map(|slope| slope[0] * slope[0]).sum();
        let cuts: f64 = model.cuts.iter().map(|cut| cut * cut).sum();
        likelihood(&responses, model) - slopes / 0.7 - cuts / 50.0
    };
    let step = 1e-4;
    let flat = |change: &dyn Fn(&mut Model<1>, f64)| {
        let (mut up, mut down) = (model.clone(), model.clone());
        change(&mut up, step);
        change(&mut down, -step);
        (height(&up) - height(&down)) / (2.0 * step)
    };
    for item in 0..responses.items() {
        assert!(flat(&|model, by| model.slopes[item][0] += by).abs() < 1e-4);
    }
    for cut in 0..responses.cuts() {
        assert!(flat(&|model, by| model.cuts[cut] += by).abs() < 1e-4);
    }
}

#[test]
fn known_positions_are_found_again_on_any_number_of_threads() {
    let (responses, truth) = simulated::<1>(60, 150, 3, 3);
    let found = fit::<1>(&responses, &alone(60), None, Search::default());
    assert!(found.change < 1e-4 && found.sweeps < 60, "{} sweeps", found.sweeps);
    let n = 60.0;
    let mean = |of: &Model<1>| of.positions.iter().map(|x| x[0]).sum::<f64>() / n;
    let (p, q) = (mean(&found), mean(&truth));
    let along = |a: &Model<1>, p: f64, b: &Model<1>, q: f64| {
        a.positions.iter().zip(&b.positions).map(|(x, y)| (x[0] - p) * (y[0] - q)).sum::<f64>()
    };
    let r = along(&found, p, &truth, q) / (along(&found, p, &found, p) * along(&truth, q, &truth, q)).sqrt();
    assert!(r.abs() > 0.98, "{r}");
    let threads = Search { threads: 3, ..Search::default() };
    assert_eq!(fit::<1>(&responses, &alone(60), None, threads), found);
    let (fits, right) = found.tell(&responses);
    let errors: usize = fits.iter().map(|fit| fit.errors).sum();
    assert_eq!(errors + right.iter().sum::<usize>(), responses.answers());
    let told: f64 = fits.iter().map(|fit| fit.log_likelihood).sum();
    assert!((told - likelihood(&responses, &found)).abs() < 1e-6);
}

#[test]
fn other_axes_change_no_probability() {
    let (responses, model) = simulated::<2>(20, 15, 3, 4);
    let mut other = model.clone();
    other.transform(&responses, &[0.3, -0.8], &[[0.2, 1.4], [-0.9, 0.5]]);
    for (item, point) in [(0, 3), (7, 19), (14, 0)] {
        let (x, y) = (&model.positions[point], &other.positions[point]);
        let (before, after) = (model.probabilities(&responses, item, x), other.probabilities(&responses, item, y));
        assert!(before.iter().zip(&after).all(|(a, b)| (a - b).abs() < 1e-10), "{before:?} {after:?}");
        assert!((before.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    }
}

#[test]
fn a_walk_that_may_not_drift_stands_still() {
    let (responses, _) = simulated::<1>(40, 60, 2, 5);
    // Points 0 and 1 are one actor in two windows, 2 and 3 the next, ...
    let chains: Vec<Chain> = (0..20).map(|actor| vec![(2 * actor, 1.0), (2 * actor + 1, 1e-8)]).collect();
    let tied = fit::<1>(&responses, &chains, None, Search::default());
    for actor in 0..20 {
        let apart = (tied.positions[2 * actor][0] - tied.positions[2 * actor + 1][0]).abs();
        assert!(apart < 1e-3, "{apart}");
    }
    let free = fit::<1>(&responses, &alone(40), None, Search::default());
    assert!((0..20).any(|actor| (free.positions[2 * actor][0] - free.positions[2 * actor + 1][0]).abs() > 0.5));
}

#[test]
fn the_pulls_of_all_answers_are_the_slope_of_the_point() {
    let (responses, _) = simulated::<1>(30, 50, 3, 6);
    let found = fit::<1>(&responses, &alone(30), None, Search::default());
    let (gradient, information) = newton::point_sums(&responses, &found, 7);
    let pulls = found.pulls(&responses, &[(7, 1.0)], 7);
    let pulled: f64 = pulls.answers.iter().map(|(_, _, step)| step[0]).sum();
    assert!((pulled * (information[0][0] + 1.0) - gradient[0]).abs() < 1e-8, "{pulled}");
    // The prior is a standard normal one: it draws to zero by the position over the information.
    let [(Hold::Prior, held), (Hold::Scale, rest)] = pulls.holds[..] else { panic!("{:?}", pulls.holds) };
    assert!((held[0] * (information[0][0] + 1.0) + found.positions[7][0]).abs() < 1e-12);
    assert!((pulled + held[0] + rest[0]).abs() < 1e-9, "{pulled} {held:?} {rest:?}");
}

/// The priors know no direction: a plane that is turned a little by every sweep would never stand still.
#[test]
fn a_plane_does_not_turn() {
    for seed in 0..4 {
        let (responses, _) = simulated::<2>(60, 160, 2, seed + 3);
        let found = fit::<2>(&responses, &alone(60), None, Search::default());
        assert!(found.change < Search::default().tolerance && found.sweeps < 60, "{seed}: {}", found.sweeps);
    }
}

#[test]
fn a_point_of_a_walk_is_held_by_its_neighbours() {
    let (responses, _) = simulated::<1>(30, 50, 3, 6);
    let chain: Chain = vec![(3, 1.0), (7, 0.5), (9, 0.25)];
    let found = fit::<1>(&responses, &alone(30), None, Search::default());
    let (_, information) = newton::point_sums(&responses, &found, 7);
    let pulls = found.pulls(&responses, &chain, 7);
    // By hand: steps of variance 1/2 and 1/4 hold with 2 and 4.
    let x = |point: usize| found.positions[point][0];
    let whole = information[0][0] + 6.0;
    let expected = [(Hold::Beside(3), 2.0 * (x(3) - x(7)) / whole), (Hold::Beside(9), 4.0 * (x(9) - x(7)) / whole)];
    for ((from, step), (other, by_hand)) in pulls.holds.iter().zip(expected) {
        assert!(*from == other && (step[0] - by_hand).abs() < 1e-12);
    }
    assert_eq!((pulls.holds.len(), pulls.holds[2].0), (3, Hold::Scale));
}

#[test]
fn an_item_separates_when_the_order_tells_every_answer() {
    let responses = Responses::of(4, &[(2, vec![(0, 0), (1, 0), (2, 1)]), (2, vec![(0, 0), (1, 1), (2, 0)])]);
    let mut model = Model::<1>::at(&responses, vec![[-1.0], [0.0], [1.0], [2.0]]);
    model.slopes = vec![[0.1], [0.1]];
    assert!(model.separates(&responses, 0) && !model.separates(&responses, 1));
    model.slopes = vec![[-0.1], [0.0]];
    assert!(!model.separates(&responses, 0) && !model.separates(&responses, 1));
}

#[test]
fn small_systems_are_solved() {
    // By hand: [[4, 2], [2, 3]] x = [2, 5] has x = [-1/2, 2].
    let (mut a, mut b) = ([4.0, 2.0, 2.0, 3.0], [2.0, 5.0]);
    linear::solve(2, &mut a, &mut b);
    assert!((b[0] + 0.5).abs() < 1e-12 && (b[1] - 2.0).abs() < 1e-12);
    let inverse = linear::inverse([[0.0, 2.0], [4.0, 1.0]]);
    assert_eq!(inverse, [[-0.125, 0.25], [0.5, 0.0]]);
    assert!((linear::determinant(&[[4.0, 2.0], [2.0, 3.0]]) - 8.0).abs() < 1e-12);
}
