//! CPU and wall seconds of a call, several times over.

use std::time::Instant;

/// Runs `call` so many times and prints the best and the median; gives what the last call gave.
pub fn of<T>(what: &str, runs: usize, mut call: impl FnMut() -> T) -> T {
    let mut times = Vec::new();
    let mut last: Option<T> = None;
    for _ in 0..runs.max(1) {
        // What the call before gave is given back outside of the clock, and is not there beside the new one.
        drop(last.take());
        let (wall, cpu) = (Instant::now(), cpu_time::ProcessTime::now());
        last = Some(std::hint::black_box(call()));
        times.push((cpu.elapsed().as_secs_f64(), wall.elapsed().as_secs_f64()));
    }
    times.sort_by(|a, b| a.0.total_cmp(&b.0));
    let middle = times.len() / 2;
    let (best, median) = (times[0].0, times[middle].0);
    times.sort_by(|a, b| a.1.total_cmp(&b.1));
    let (wall_best, wall_median) = (times[0].1, times[middle].1);
    println!(
        "{what}: CPU {best:.6} s best, {median:.6} s median; wall {wall_best:.6} s best, {wall_median:.6} s median; {} runs",
        times.len()
    );
    last.expect("at least one run")
}
