//! Who has left a forum by the end of the time that is looked at.

use std::collections::BTreeSet;

use super::Affiliations;
use crate::graph::Graph;
use crate::model::{Claim, Day};

/// The named cells of a view, (actor, arena), whose seats have all ended by the end: that of the window; without one, the year of
/// the last complete list of the arena. Who sat there once is named in a view that asks for no time, and sits there no more.
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
    let has_left = |(cell, claims): &(&(usize, usize), &Vec<String>)| {
        let mut claims = claims.iter().filter_map(|id| dataset.claim(id)).peekable();
        claims.peek().is_some() && claims.all(|claim| has_ended(claim, cell.1))
    };
    view.claims.iter().filter(has_left).map(|(cell, _)| *cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{self, File, Folder};
    use crate::view::{AffiliationOptions, Window};

    /// f has a complete list of October 2020, which names c and d. a left in 2010 and b in an unknown month of 2020, c left in
    /// 2000 and came back, d has no end, e left in 2022 and is named by no list of 2020. In g, whose list is open, a left too:
    /// nobody says until when one is asked about.
    #[test]
    fn who_has_left_by_the_last_list_or_the_end_of_the_window() {
        let claims = "id,subject,relation,object,begin,end,open,as_of,source\n\
                      1,a,member_of,f,1990,2010,,,src\n2,b,member_of,f,1990,2020,,,src\n3,c,member_of,f,1990,2000,,,src\n\
                      4,c,member_of,f,,,no,2020-10,src\n5,d,member_of,f,1990,,no,2020-10,src\n\
                      6,e,member_of,f,1990,2022,,,src\n7,a,member_of,g,1990,2010,,,src\n";
        let states = ["a", "b", "c", "d", "e"].map(|id| format!("{id},state,{id}\n")).concat();
        let entities = format!("id,kind,name\nsrc,document,S\nf,forum,F\ng,forum,G\n{states}");
        let file = |(name, text): (&str, &str)| File { name: name.to_owned(), bytes: text.to_owned().into() };
        let files =
            [("entities.csv", &*entities), ("sources.csv", "id\nsrc\n"), ("claims.csv", claims)].map(file).into();
        let folder = Folder { name: "small".to_owned(), files, ..Folder::default() };
        let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
        let left = |until: Option<&str>| {
            let window = Window::parse(until.map(|_| "1980"), until).unwrap();
            let view = Affiliations::of(&graph, &AffiliationOptions { window, ..AffiliationOptions::default() });
            let named =
                |(actor, arena): (usize, usize)| format!("{}{}", view.actors[actor].id, view.arenas[arena].node.id);
            departures(&graph, &view).into_iter().map(named).collect::<Vec<_>>()
        };
        assert_eq!(left(None), ["af", "bf"]);
        assert_eq!(left(Some("2023")), ["af", "ag", "bf", "ef"]);
        assert_eq!(left(Some("2005")), ["cf"]);
    }
}
