//! Remarks beside an answer: what the window leaves of the data, and in which other ways somebody takes part.

use crate::graph::Graph;
use crate::model::Span;
use crate::result::Undefined;
use crate::view::Affiliations;

/// What the window leaves of the time that the data speak of: nothing where it lies outside, or all of it in one table.
pub fn in_time(view: &Affiliations) -> Option<String> {
    let (first, last) = view.times.dated?;
    let (window, (from, until)) = (view.options.window, (first.civil().0, last.civil().0));
    if window.is_open() {
        return view.times.are_pooled().then(|| {
            format!(
                "All times are pooled: the dated memberships run from {from} to {until}, and some are over before others \
                 begin, so that no day has them all; --on DATE gives the table of one day."
            )
        });
    }
    (!window.may_hold(Span { earliest: first, latest: last })).then(|| {
        format!("The window ({window}) lies outside the data: the dated memberships run from {from} to {until}.")
    })
}

/// Why nothing can be said, and whether the window is to blame.
pub fn untimely(view: &Affiliations, reason: Undefined) -> Undefined {
    match in_time(view).filter(|_| !view.options.window.is_open()) {
        Some(said) => Undefined::because(format!("{}. {}", reason.reason(), said.trim_end_matches('.'))),
        None => reason,
    }
}

/// Where nobody takes part in the ways that were asked for: the ways that the data have, and how to ask for them.
pub fn other_ways(graph: &Graph, view: &Affiliations) -> Option<String> {
    if !view.arenas.is_empty() {
        return None;
    }
    let ways = Affiliations::modes(graph);
    let other: Vec<&str> =
        ways.iter().filter(|mode| !view.options.modes.contains(mode)).map(|mode| mode.word()).collect();
    (!other.is_empty())
        .then(|| format!("These data say who takes part in other ways: --modes {} reads them.", other.join(",")))
}
