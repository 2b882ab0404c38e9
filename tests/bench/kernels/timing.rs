//! CPU and wall seconds of a call, several times over.

use std::time::Instant;

/// Runs `call` so many times and prints the best and the median; gives what the last call gave.
pub fn of<T>(what: &str, runs: usize, mut call: impl FnMut() -> T) -> T {
    let mut times = Vec::new();
    let mut last: Option<T> = None;
    for _ in 0..runs.max(1) {
        // What the call before gave is given back outside of the clock, and is not there beside the new one.
        last = None;
        let (wall, cpu) = (Instant::now(), cpu_time::ProcessTime::now());
        last = Some(std::hint::black_box(call()));
        times.push((cpu.elapsed().as_secs_f64(), wall.elapsed().as_secs_f64()));
    }
    times.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (best, middle) = (times[0], times[times.len() / 2]);
    println!(
        "{what}: CPU {:.6} s best, {:.6} s median; wall {:.6} s median; {} runs",
        best.0,
        middle.0,
        middle.1,
        times.len()
    );
    last.expect("at least one run")
}
