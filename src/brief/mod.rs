//! The plan of a report: which answers, in which order, with which plain words; how sure, and what is not known.
//!
//! Every sentence is built from an answer. What the data cannot carry is said instead of the number.

pub mod align;
pub mod bibtex;
pub mod compare;
mod forums_terms;
pub mod gatekeepers;
pub mod imports;
pub mod ideal_points;
pub mod influence;
mod japanese;
mod losses;
pub mod moves;
pub mod norms;
pub mod pair;
pub mod overlap;
pub mod paths;
pub mod proposals;
pub mod record;
pub mod references;
pub mod report;
mod path_sayings;
mod sayings;
mod record_terms;
mod stances;
mod terms;
pub mod steps;
mod camps_terms;
mod steps_terms;
pub mod swing;

use crate::result::{Cell, Method, Phrase, Undefined};
use crate::view::By;

pub use japanese::{drawing, terms};
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
        (_, "forum or group") => format!("{n} forums or groups"),
        (_, "forum or text") => format!("{n} forums or texts"),
        (_, "body") => format!("{n} bodies"),
        (_, "entity") => format!("{n} entities"),
        _ => format!("{n} {one}s"),
    }
}

/// Which items lie in no window of time, and why, where there are any; `None` too where windows are no time.
pub(crate) fn outside(method: &Method, windows: usize, by: By) -> Option<Phrase> {
    let counted = |what: &str| method.n.iter().find(|(name, _)| name == what).map_or(0, |(_, n)| *n as usize);
    let out = counted("items in no window");
    let (why, why_ja) = match by {
        By::Year => ("no date within one year is known of", "一年の中に収まる日付"),
        By::Session => ("no session is known of", "会期"),
        By::Whole | By::Kind => return None,
    };
    match (windows, out) {
        (_, 0) => None,
        (0, out) => Some(Phrase::new(
            format!("There is no window: {why} any of {}.", count(out, "item")),
            format!("期間がない：案件{out}のどれについても{why_ja}が分からない。"),
        )),
        (_, out) => Some(Phrase::new(
            match out {
                1 => format!("1 item lies in no window: {why} it."),
                _ => format!("{out} items lie in no window: {why} them."),
            },
            format!("案件{out}はどの期間にも入らない：{why_ja}が分からない。"),
        )),
    }
}

/// `a, b and c`; `a; b; c` where one has a comma or an "and" of its own and would run into the next.
pub(crate) fn and(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        _ if separator(items) == "; " => items.join("; "),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// What stands between the items of a list: a comma, or a semicolon where an item has a comma or an "and" of its own.
pub(crate) fn separator(items: &[String]) -> &'static str {
    let runs_on = |item: &String| [", ", " and ", ";"].iter().any(|part| item.contains(part));
    if items.iter().any(runs_on) { "; " } else { ", " }
}

/// How many of all, as the beginning of what is said of them: `none is`, `1 is`, `3 are`, `all are`.
pub(crate) fn are(n: usize, all: usize) -> String {
    match n {
        0 => "none is".to_owned(),
        1 => "1 is".to_owned(),
        n if n == all => "all are".to_owned(),
        n => format!("{n} are"),
    }
}

/// How many of all rest on something: `none rests`, `1 rests`, `3 rest`, `all rest`.
pub(crate) fn rests(n: usize, all: usize) -> String {
    are(n, all).replace(" is", " rests").replace(" are", " rest")
}

/// The same in Japanese, as the end of what is said: `なし`, `3`, `すべて`.
pub(crate) fn are_ja(n: usize, all: usize, unit: &str) -> String {
    match n {
        0 => "なし".to_owned(),
        n if n == all && n > 1 => "すべて".to_owned(),
        n => format!("{n}{unit}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_commas_do_not_run_into_each_other() {
        let list = |items: &[&str]| and(&items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>());
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(list(&["LEE, Mike", "PAUL, Rand"]), "LEE, Mike; PAUL, Rand");
        assert_eq!(list(&["Serbia and Montenegro", "Taiwan"]), "Serbia and Montenegro; Taiwan");
    }

    #[test]
    fn shares_are_said_in_words() {
        let all = [0, 1, 2, 3].map(|n| are(n, 3));
        assert_eq!(all, ["none is", "1 is", "2 are", "all are"]);
        assert_eq!([0, 1, 2, 3].map(|n| rests(n, 3)), ["none rests", "1 rests", "2 rest", "all rest"]);
        assert_eq!([0, 1, 3].map(|n| are_ja(n, 3, "件")), ["なし", "1件", "すべて"]);
        assert_eq!((are(1, 1).as_str(), are_ja(1, 1, "件").as_str()), ("1 is", "1件"));
    }
}
