//! Agreement of all pairs: on a long table `decision,actor,position`, or on votes drawn at random, `5000x50000`.

use std::fs::File;
use std::path::Path;

use blocs::align::agreement::{Agreement, Options};
use blocs::import::long;
use blocs::model::{Cells, RollCalls};
use blocs::view::{PositionOptions, Positions};

use crate::timing;

/// Votes by a multiplicative generator: three of eight for, three against, one abstention, one absence.
fn drawn(actors: usize, decisions: usize) -> RollCalls {
    let mut state = 3_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        [0, 0, 0, 2, 2, 2, 1, 4][(state >> 61) as usize]
    };
    let mut cells = Cells::new(actors, decisions, Cells::SMALL);
    for actor in 0..actors {
        for decision in 0..decisions {
            cells.put(actor, decision, next());
        }
    }
    RollCalls {
        source: "drawn".to_owned(),
        actors: (0..actors).map(|n| format!("a{n:06}")).collect(),
        decisions: (0..decisions).map(|n| format!("d{n:06}")).collect(),
        cells,
    }
}

pub fn run(input: &Path) {
    let shape = input.to_string_lossy();
    let shape = shape.split_once('x').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
    let votes = match shape {
        Some((actors, decisions)) => drawn(actors, decisions),
        None => timing::of("reading", 3, || {
            let mut file = File::open(input).unwrap_or_else(|error| panic!("{}: {error}", input.display()));
            long::roll_calls("votes", &mut file, &[]).expect("a plain table of votes")
        }),
    };
    let positions = Positions::of_roll_calls(votes, &PositionOptions::default());
    for threads in [1, 2] {
        let what = format!("agreement, {} x {}, {threads} threads", positions.actors.len(), positions.items.len());
        let options = Options { minimum: 10, threads, ..Options::default() };
        // A call of a millisecond is judged by many.
        let runs = if positions.actors.len() < 500 { 100 } else { 5 };
        let found = timing::of(&what, runs, || Agreement::of(&positions, options));
        let (sum, pairs) = found.defined().fold((0.0, 0), |(sum, pairs), (_, _, index)| (sum + index, pairs + 1));
        println!("mean of {pairs} defined pairs {:.8}", sum / f64::from(pairs));
    }
}
