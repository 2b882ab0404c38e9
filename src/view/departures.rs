//! Who has left a forum by the end of the time that is looked at.

use std::collections::BTreeSet;

use super::Affiliations;
use crate::graph::Graph;
use crate::model::{Claim, Day};

/// The named cells of a view, (actor, arena), whose seats have all ended by the end: that of the window; without one, the year of the
/// last complete list of the arena. Who sat there once is named in a view that asks for no time, and sits there no more.
///
/// Where neither is known, nobody is known to have left; nor is who has no end, as whoever attended one session.
///
/// ```
/// use blocs::{dataset, graph::Graph, view::{AffiliationOptions, Affiliations, departures}};
/// let folders = ["memberships", "states"].map(|name| dataset::builtin(name).unwrap()).to_vec();
/// let graph = Graph::from(dataset::load(folders, None).dataset.unwrap());
/// let view = Affiliations::of(&graph, &AffiliationOptions::default());
/// let place = |id: &str| view.actors.iter().position(|actor| actor.id == id).unwrap();
/// let left = departures(&graph, &view);
/// // The United Kingdom sat there from 1993, and stands no more on the complete list of 2025.
/// assert!(left.contains(&(place("united-kingdom"), view.arena("eu").unwrap())));
/// assert!(!left.contains(&(place("france"), view.arena("eu").unwrap())));
/// ```
pub fn departures(graph: &Graph, view: &Affiliations) -> BTreeSet<(usize, usize)> {
    let dataset = graph.dataset();
    // Lists are read to the year, as in the view: who left in the year of a list, and still stands on it, has no end there.
    let is_over_by = |end: Day, arena: usize| match (view.options.window.until, view.complete_days.get(&arena)) {
        (Some(until), _) => end < until,
        (None, Some(seen)) => seen.latest < Day::MAX && end.civil().0 <= seen.latest.civil().0,
        (None, None) => false,
    };
    let has_ended = |claim: &Claim, arena: usize| {
        let end = claim.end.as_ref().map_or(Day::MAX, |end| end.span().latest);
        end < Day::MAX && is_over_by(end, arena)
    };
    let has_left = |(&(_, arena), claims): &(&(usize, usize), &Vec<String>)| {
        let mut claims = claims.iter().filter_map(|id| dataset.claim(id)).peekable();
        claims.peek().is_some() && claims.all(|claim| has_ended(claim, arena))
    };
    view.claims.iter().filter(has_left).map(|(cell, _)| *cell).collect()
}
