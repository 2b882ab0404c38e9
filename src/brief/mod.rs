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

use crate::result::{Cell, Method, Undefined};
use crate::view::By;

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

/// Which items lie in no window of time, and why, where there are any; `None` too where windows are no time.
pub(crate) fn outside(method: &Method, windows: usize, by: By) -> Option<String> {
    let counted = |what: &str| method.n.iter().find(|(name, _)| name == what).map_or(0, |(_, n)| *n as usize);
    let (out, why) = (
        counted("items in no window"),
        match by {
            By::Year => "no date within one year is known of",
            By::Session => "no session is known of",
            By::Whole | By::Kind => return None,
        },
    );
    match (windows, out) {
        (_, 0) => None,
        (0, out) => Some(format!("There is no window: {why} any of {}.", count(out, "item"))),
        (_, 1) => Some(format!("1 item lies in no window: {why} it.")),
        (_, out) => Some(format!("{out} items lie in no window: {why} them.")),
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
