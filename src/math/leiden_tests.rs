//! Leiden against brute force, planted groups and a stranger's Leiden.

use super::steps::fraction;
use super::*;
use crate::math::residuals::{Null, residuals};

fn random(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

/// Ties inside planted groups weigh 0.7 to 1, between them 0 to 0.6; a share of pairs is undefined.
fn planted(n: usize, groups: usize, undefined: f64, seed: u64) -> Vec<(usize, usize, f64)> {
    let mut random = random(seed);
    let mut ties = Vec::new();
    for i in 0..n {
        for j in i + 1..n {
            let (low, high) = if i % groups == j % groups { (0.7, 1.0) } else { (0.0, 0.6) };
            let weight = low + (high - low) * fraction(&mut random);
            if fraction(&mut random) >= undefined {
                ties.push((i, j, weight));
            }
        }
    }
    ties
}

fn mean(ties: &[(usize, usize, f64)]) -> f64 {
    ties.iter().map(|(_, _, weight)| weight).sum::<f64>() / ties.len() as f64
}

/// The highest quality over every partition of up to eight nodes.
fn optimum(graph: &Csr, groups: &mut Vec<usize>) -> f64 {
    if groups.len() == graph.len() {
        return quality(graph, groups);
    }
    let next = groups.iter().max().map_or(0, |largest| largest + 1);
    let mut best = f64::NEG_INFINITY;
    for group in 0..=next {
        groups.push(group);
        best = best.max(optimum(graph, groups));
        groups.pop();
    }
    best
}

#[test]
fn the_best_of_twenty_runs_is_the_optimum_of_small_graphs() {
    for seed in 0..150 {
        let mut random = random(seed);
        let n = 2 + (seed as usize % 7);
        let density = 0.3 + 0.7 * fraction(&mut random);
        let mut ties = Vec::new();
        for i in 0..n {
            for j in i + 1..n {
                let weight = fraction(&mut random);
                if fraction(&mut random) < density {
                    ties.push((i, j, weight));
                }
            }
        }
        for null in [Null::Constant(0.5), Null::Strength] {
            let graph = residuals(n, &ties, null);
            let found = leiden(&graph, Search { seed, ..Search::default() });
            let best = optimum(&graph, &mut Vec::new());
            assert!((found.quality - best).abs() < 1e-9, "seed {seed}, {null:?}: {} of {best}", found.quality);
        }
    }
}

#[test]
fn planted_groups_are_found_though_pairs_are_undefined() {
    for undefined in [0.0, 0.4] {
        let ties = planted(60, 4, undefined, 7);
        for null in [Null::Constant(mean(&ties)), Null::Strength] {
            let found = leiden(&residuals(60, &ties, null), Search::default());
            assert_eq!(found.groups, (0..60).map(|node| node % 4).collect::<Vec<_>>(), "{undefined} {null:?}");
            assert!(found.reached >= 1 && found.rivals == 0);
        }
    }
}

#[test]
fn expected_equals_observed_over_defined_pairs() {
    let ties = planted(30, 3, 0.5, 3);
    let all = residuals(30, &ties, Null::Strength);
    assert!(quality(&all, &[0; 30]).abs() < 1e-9);
}

#[test]
fn on_complete_graphs_it_agrees_with_another_leiden() {
    let ties = planted(40, 3, 0.0, 11);
    let gamma = mean(&ties);
    let mut builder = leiden_rs::GraphDataBuilder::new(40);
    for &(i, j, weight) in &ties {
        builder.add_edge(i, j, weight).expect("a tie between two of 40 nodes");
    }
    let config = leiden_rs::LeidenConfig {
        quality: leiden_rs::QualityType::CPM,
        resolution: gamma,
        seed: Some(1),
        ..Default::default()
    };
    let theirs = leiden_rs::Leiden::new(config).run(&builder.build().expect("a graph")).expect("a partition");
    let graph = residuals(40, &ties, Null::Constant(gamma));
    let ours = leiden(&graph, Search::default());
    let mut their_groups: Vec<u32> = theirs.partition.as_slice().iter().map(|&group| group as u32).collect();
    steps::renumber(&mut their_groups);
    let their_groups: Vec<usize> = their_groups.into_iter().map(|group| group as usize).collect();
    assert_eq!(ours.groups, their_groups);
    assert!((ours.quality - quality(&graph, &their_groups)).abs() < 1e-9);
}

#[test]
fn hard_graphs_are_no_worse_than_another_leiden() {
    for seed in 0..5 {
        let mut random = random(100 + seed);
        let n = 40;
        let mut ties = Vec::new();
        for i in 0..n {
            for j in i + 1..n {
                let camp = if i % 3 == j % 3 { 0.1 } else { 0.0 };
                ties.push((i, j, 0.35 + camp + 0.55 * fraction(&mut random)));
            }
        }
        let gamma = mean(&ties);
        let mut builder = leiden_rs::GraphDataBuilder::new(n);
        for &(i, j, weight) in &ties {
            builder.add_edge(i, j, weight).expect("a tie between two of 40 nodes");
        }
        let data = builder.build().expect("a graph");
        let graph = residuals(n, &ties, Null::Constant(gamma));
        let ours = leiden(&graph, Search::default()).quality;
        for their_seed in 0..20 {
            let config = leiden_rs::LeidenConfig {
                quality: leiden_rs::QualityType::CPM,
                resolution: gamma,
                seed: Some(their_seed),
                ..Default::default()
            };
            let theirs = leiden_rs::Leiden::new(config).run(&data).expect("a partition");
            let theirs = quality(&graph, theirs.partition.as_slice());
            assert!(ours >= theirs - 1e-9, "graph {seed}: ours {ours}, theirs {theirs}");
        }
    }
}

#[test]
fn threads_change_nothing_and_a_seed_repeats() {
    let ties = planted(50, 5, 0.3, 5);
    let graph = residuals(50, &ties, Null::Constant(mean(&ties)));
    let one = leiden(&graph, Search::default());
    assert_eq!(one, leiden(&graph, Search { threads: 2, ..Search::default() }));
    assert_eq!(one, leiden(&graph, Search { threads: 7, ..Search::default() }));
}

#[test]
fn nodes_without_a_positive_residual_stand_alone() {
    let graph = residuals(5, &[(0, 1, 1.0), (1, 2, 0.1)], Null::Constant(0.5));
    assert_eq!(leiden(&graph, Search::default()).groups, [0, 0, 1, 2, 3]);
    assert_eq!(leiden(&Csr::from_ties(3, &[]), Search::default()).groups, [0, 1, 2]);
    assert_eq!(leiden(&Csr::from_ties(0, &[]), Search::default()).groups, [0; 0]);
}

#[test]
fn every_group_is_connected_by_positive_residuals() {
    for seed in 0..40 {
        let mut random = random(1000 + seed);
        let mut ties = Vec::new();
        for i in 0..25 {
            for j in i + 1..25 {
                if fraction(&mut random) < 0.25 {
                    ties.push((i, j, fraction(&mut random)));
                }
            }
        }
        let graph = residuals(25, &ties, Null::Strength);
        let found = leiden(&graph, Search { seed, runs: 3, threads: 1 });
        let mut split: Vec<u32> = found.groups.iter().map(|&group| group as u32).collect();
        steps::split_unconnected(&graph, &mut split);
        let split: Vec<usize> = split.into_iter().map(|group| group as usize).collect();
        assert_eq!(found.groups, split, "seed {seed}");
    }
}

/// The plain twin draws the same random numbers, so both must take the same way: equal to the last group and bit.
#[test]
fn the_fast_passes_end_where_the_plain_ones_do() {
    for seed in 0..66 {
        let mut draws = random(2000 + seed);
        // The last are so dense and so many that sums of ties are kept.
        let kept = seed >= 60;
        let n = if kept { 100 + below(30, &mut draws) } else { 3 + below(60, &mut draws) };
        // Some of them lack few ties, and are read by the members of groups all the same.
        let lacking = 0.01 * (seed % 3) as f64;
        let density = if kept { 1.0 - lacking } else { 0.1 + 0.9 * fraction(&mut draws) };
        let mut ties = Vec::new();
        for i in 0..n {
            for j in i + 1..n {
                // Quarters cancel exactly and often, which residuals of whole tallies do too.
                let weight = below(5, &mut draws) as f64 / 4.0;
                if fraction(&mut draws) < density {
                    ties.push((i, j, weight));
                }
            }
        }
        for null in [Null::Constant(0.5), Null::Strength] {
            let graph = residuals(n, &ties, null);
            let tolerance = 1e-10 * graph.largest();
            let how = Climb { tolerance, passes: 0, whole_first: false };
            for run in 0..4 {
                let start = first_groups(run, n, &mut random(seed));
                let wide = start.iter().map(|&group| group as usize).collect();
                let fast = climb(&Level::of_residuals(&graph), start, how, &mut random(seed));
                let slow = plain::climb(&graph, wide, tolerance, &mut random(seed));
                let groups: Vec<usize> = fast.0.iter().map(|&group| group as usize).collect();
                assert_eq!((groups, fast.1), slow, "seed {seed}, run {run}, {null:?}");
            }
        }
    }
}

/// Of a hundred nodes in six groups sums are kept; after moves, into an emptied group too, they are those of groups as they
/// stand, and a look at them finds what a look at the row finds or leaves it to the row.
#[test]
fn kept_sums_are_those_that_a_row_adds_up_to() {
    let mut draws = random(5);
    let ties: Vec<_> = (0..100)
        .flat_map(|a| (0..a).map(move |b| (b, a)))
        .map(|(b, a)| (b, a, below(9, &mut draws) as f64 / 8.0 - 0.5 + 0.3 * f64::from(u8::from(a % 6 == b % 6))))
        .collect();
    let graph = Csr::from_ties(100, &ties);
    let level = Level::of_residuals(&graph);
    let mut groups: Vec<u32> = (0..100).map(|node| node % 6).collect();
    let sizes = |groups: &[u32]| {
        (0..100).map(|g| groups.iter().filter(|group| **group == g).count() as u32).collect::<Vec<_>>()
    };
    let mut kept = sums::Sums::of(&level, &groups, &sizes(&groups), 1e-10).unwrap();
    let of = vec![steps::Group { tied: -0.0, mass: 0.0 }; 100];
    let mut clear = 0;
    // All of group 5 leave it, and some of them found group 70 at its place.
    let moves = (0..100).filter(|node| node % 6 == 5).map(|node| (node, node % 5)).chain((0..9).map(|node| (node, 70)));
    for (node, to) in moves {
        let from = groups[node];
        groups[node] = to as u32;
        assert!(kept.moves(&level, node, from as usize, to, groups.contains(&from)));
        for other in 0..100 {
            let own = groups[other];
            let mut tied = [0.0; 100];
            graph.row(other).for_each(|(end, weight)| tied[groups[end] as usize] += weight);
            let filled = (0..100).filter(|&group| groups.contains(&group));
            let best = filled.max_by(|a, b| tied[*a as usize].total_cmp(&tied[*b as usize])).unwrap();
            if let Some((found, gain)) = kept.look(other, own as usize, 0.0, &of) {
                clear += 1;
                assert_eq!(found as u32, best, "{other} after {node}");
                assert!((gain - tied[found]).abs() < 1e-9);
            }
        }
    }
    assert!(clear > 2000, "{clear}");
    // Of as many groups as nodes none are kept: a row is no longer than that.
    let singles: Vec<u32> = (0..100).collect();
    assert!(sums::Sums::of(&level, &singles, &sizes(&singles), 1e-10).is_none());
}
