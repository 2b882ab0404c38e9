//! The plan of a report: which answers, in which order, with which plain words; how sure, and what is not known.
//!
//! Every sentence is built from an answer. What the data cannot carry is said instead of the number.

pub mod align;
pub mod bibtex;
pub mod compare;
pub mod gatekeepers;
pub mod ideal_points;
pub mod influence;
mod japanese;
pub mod moves;
pub mod norms;
pub mod overlap;
pub mod proposals;
pub mod record;
pub mod references;
pub mod report;
mod sayings;
pub mod steps;
pub mod swing;

use crate::result::{Cell, Undefined};

pub use japanese::drawing;
pub use report::{Options, Report, Section, report};

/// A number in a sentence: three decimals at most, or the reason why there is none.
pub(crate) fn number(value: &Result<f64, Undefined>) -> String {
    match value {
        Ok(value) => Cell::Number((value * 1000.0).round() / 1000.0).plain(),
        Err(undefined) => format!("not defined ({})", undefined.reason()),
    }
}

/// The same in a Japanese sentence.
pub(crate) fn number_ja(value: &Result<f64, Undefined>) -> String {
    match value {
        Ok(_) => number(value),
        Err(undefined) => format!("定義できない値（{}）", japanese::reason(undefined)),
    }
}

/// `1 claim`, `2 claims`.
pub(crate) fn count(n: usize, one: &str) -> String {
    match (n, one) {
        (1, _) => format!("1 {one}"),
        (_, "kind of item") => format!("{n} kinds of item"),
        (_, "body") => format!("{n} bodies"),
        (_, "entity") => format!("{n} entities"),
        _ => format!("{n} {one}s"),
    }
}

/// `a, b and c`.
pub(crate) fn and(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
