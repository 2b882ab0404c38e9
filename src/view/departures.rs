//! Who has left a forum by the end of the time that is looked at.

use std::collections::BTreeSet;

use super::Affiliations;
use crate::model::Day;

/// The named cells of a view, (actor, arena), whose seats have all ended by the end: that of the window; without one, the year of
/// the last complete list of the arena. A seat through a bloc ends with the bloc's seat or the membership of the bloc.
///
/// Who sat there once is named in a view that asks for no time, and sits there no more.
///
/// Where neither is known, nobody is known to have left; nor is who has no end, as whoever attended one session.
///
/// ```
/// use blocs::{dataset, graph::Graph, view::{AffiliationOptions, Affiliations, departures}};
/// let folders = ["memberships", "states"].map(|name| dataset::builtin(name).unwrap()).to_vec();
/// let graph = Graph::from(dataset::load(folders, None).dataset.unwrap());
/// let view = Affiliations::of(&graph, &AffiliationOptions::default());
/// let place = |id: &str| view.actors.iter().position(|actor| actor.id == id).unwrap();
/// let left = departures(&view);
/// // The United Kingdom sat there from 1993, and stands no more on the complete list of 2025.
/// assert!(left.contains(&(place("united-kingdom"), view.arena("eu").unwrap())));
/// assert!(!left.contains(&(place("france"), view.arena("eu").unwrap())));
/// ```
pub fn departures(view: &Affiliations) -> BTreeSet<(usize, usize)> {
    // Lists are read to the year, as in the view: who left in the year of a list, and still stands on it, has no end there.
    let is_over_by = |end: Day, arena: usize| match (view.options.window.until, view.complete_days.get(&arena)) {
        (Some(until), _) => end < until,
        (None, Some(seen)) => seen.latest < Day::MAX && end.civil().0 <= seen.latest.civil().0,
        (None, None) => false,
    };
    view.until.iter().filter(|(cell, end)| is_over_by(**end, cell.1)).map(|(cell, _)| *cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{self, File, Folder};
    use crate::graph::Graph;
    use crate::view::{AffiliationOptions, Inheritance, Window};

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
        let graph = graph(&entities, claims);
        let left_by = |until: Option<&str>| {
            let window = Window::parse(until.map(|_| "1980"), until).unwrap();
            let view = Affiliations::of(&graph, &AffiliationOptions { window, ..AffiliationOptions::default() });
            left(&view)
        };
        assert_eq!(left_by(None), ["af", "bf"]);
        assert_eq!(left_by(Some("2023")), ["af", "ag", "bf", "ef"]);
        assert_eq!(left_by(Some("2005")), ["cf"]);
    }

    /// The bloc has sat in f since 2000 by the complete list of 2020. a left the bloc in 2010, and with it the seat; b is in
    /// the bloc still, c left it and sits in f himself; d sat in f himself until 2010 and sits there through the bloc.
    #[test]
    fn who_has_left_the_bloc_has_left_its_seat() {
        let claims = "id,subject,relation,object,begin,end,open,as_of,source\n\
                      1,bloc,member_of,f,2000,..,no,2020,src\n2,a,member_of,bloc,2000,2010,no,,src\n\
                      3,b,member_of,bloc,2000,..,no,,src\n4,c,member_of,bloc,2000,2010,no,,src\n\
                      5,c,member_of,f,2000,..,no,2020,src\n6,d,member_of,f,1990,2010,,,src\n\
                      7,d,member_of,bloc,2005,..,no,,src\n";
        let states = ["a", "b", "c", "d"].map(|id| format!("{id},state,{id}\n")).concat();
        let entities = format!("id,kind,name\nsrc,document,S\nf,forum,F\nbloc,bloc,Bloc\n{states}");
        let graph = graph(&entities, claims);
        let options = AffiliationOptions { inherited: Inheritance::On, ..AffiliationOptions::default() };
        assert_eq!(left(&Affiliations::of(&graph, &options)), ["af"]);
    }

    fn graph(entities: &str, claims: &str) -> Graph {
        let file = |(name, text): (&str, &str)| File { name: name.to_owned(), bytes: text.to_owned().into() };
        let files = [("entities.csv", entities), ("sources.csv", "id\nsrc\n"), ("claims.csv", claims)].map(file).into();
        let folder = Folder { name: "small".to_owned(), files, ..Folder::default() };
        Graph::from(dataset::load(vec![folder], None).dataset.unwrap())
    }

    fn left(view: &Affiliations) -> Vec<String> {
        let named = |(actor, arena): (usize, usize)| format!("{}{}", view.actors[actor].id, view.arenas[arena].node.id);
        departures(view).into_iter().map(named).collect()
    }
}
