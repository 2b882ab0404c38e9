//! What is said on standard error beside an answer.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Whether they are wanted beside what was asked for: an option of the whole command line.
static REMARKS: AtomicBool = AtomicBool::new(true);

/// Says once whether they are.
pub fn want(wanted: bool) {
    REMARKS.store(wanted, Ordering::Relaxed);
}

/// Whether they are.
pub fn wanted() -> bool {
    REMARKS.load(Ordering::Relaxed)
}

/// Tells who waits at a terminal for more than a second how far many like tasks are; the line is gone in the end.
pub struct Waited {
    begun: Instant,
    shown: AtomicBool,
}

impl Waited {
    /// From now on.
    pub fn begin() -> Self {
        Self { begun: Instant::now(), shown: AtomicBool::new(false) }
    }
    /// So many are done of tasks each of which is a `what`.
    pub fn tell(&self, what: &str, done: usize, all: usize) {
        let watched = wanted() && io::stderr().is_terminal();
        if watched && self.begun.elapsed() > Duration::from_secs(1) {
            self.shown.store(true, Ordering::Relaxed);
            let _ = write!(io::stderr(), "\r{what} {done} of {all}\x1b[K");
        }
    }
}

impl Drop for Waited {
    fn drop(&mut self) {
        if *self.shown.get_mut() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
