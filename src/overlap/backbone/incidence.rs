//! Complete lists as a table of rows and columns.

use std::collections::BTreeMap;

use crate::result::Undefined;
use crate::view::{Affiliations, Membership, Node};

use super::super::{left_out, of_the_window};
use super::Side;

/// What becomes of actors that sit in no complete list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::overlap) enum Idle {
    /// The null model keeps that they sit nowhere: they leave nothing to chance.
    LeftOut,
    /// The null model could seat them: they are among those from whom it draws.
    Kept,
}

/// What becomes of forums in which everybody sits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::overlap) enum Everybody {
    /// They tie nobody, and leave nothing to chance.
    LeftOut,
    /// They are the top of a nest.
    Kept,
}

/// Nobody takes part in anything that is asked for.
pub(in crate::overlap) fn nobody() -> Undefined {
    Undefined::because("nobody is known to take part in anything in this window, these modes and roles")
}

/// Rows of what is compared, each with the sorted columns that it has.
pub(in crate::overlap) struct Incidence {
    pub(in crate::overlap) things: Vec<Node>,
    pub(in crate::overlap) columns: Vec<Node>,
    pub(in crate::overlap) rows: Vec<Vec<u32>>,
    /// The cells (row, column) that are no matter of chance.
    pub(super) given: BTreeMap<(usize, usize), bool>,
    pub(in crate::overlap) notes: Vec<String>,
}

impl Incidence {
    /// The table of complete lists.
    pub(in crate::overlap) fn of(
        view: &Affiliations,
        side: Side,
        idle: Idle,
        everybody: Everybody,
    ) -> Result<Self, Undefined> {
        if view.arenas.is_empty() {
            return Err(nobody());
        }
        let complete = known_lists(view);
        let mut notes: Vec<String> = left_out(view).into_iter().chain(of_the_window(view)).collect();
        if complete.len() < 2 {
            let why = match complete.len() {
                0 => "no forum has a complete list".to_owned(),
                _ => format!("only {} has a complete list", view.arenas[complete[0]].node.name),
            };
            return Err(Undefined::because(format!("{why}: of open lists, not to be named is not to be absent")));
        }
        // A forum of all is judged first: with or without it, the rest is the same.
        let of_all = |arena: usize, all: usize| everybody == Everybody::LeftOut && view.named(arena).count() == all;
        let (mut universal, complete): (Vec<usize>, Vec<usize>) =
            complete.into_iter().partition(|&arena| of_all(arena, view.actors.len()));
        let mut sits = vec![false; view.actors.len()];
        complete.iter().flat_map(|&arena| view.named(arena)).for_each(|actor| sits[actor] = true);
        let actors: Vec<usize> = (0..view.actors.len()).filter(|&actor| idle == Idle::Kept || sits[actor]).collect();
        let nowhere = sits.iter().filter(|sits| !**sits).count();
        if nowhere > 0 {
            notes.push(match idle {
                Idle::LeftOut => format!("{nowhere} actors sit in no complete list and are left out"),
                Idle::Kept => format!(
                    "chance may seat every one of the {} actors of these kinds in the data, the {nowhere} that sit in no \
                     complete list too",
                    actors.len()
                ),
            });
        }
        let (of_sitters, complete): (Vec<usize>, Vec<usize>) =
            complete.into_iter().partition(|&arena| of_all(arena, actors.len()));
        let names = |of: &[usize]| -> String {
            let names: Vec<&str> = of.iter().map(|&arena| view.arenas[arena].node.name.as_str()).collect();
            names.join(", ")
        };
        if !universal.is_empty() {
            notes.push(format!("left out, as everybody sits in them: {}", names(&universal)));
        }
        if !of_sitters.is_empty() {
            notes.push(format!("left out, as whoever sits anywhere sits in them: {}", names(&of_sitters)));
        }
        universal.extend(of_sitters);
        if complete.len() < 2 {
            return Err(Undefined::because(
                "fewer than two complete lists are left when those of everybody are left out",
            ));
        }
        let is_in = |actor: usize, arena: usize| view.cell(actor, arena) == Membership::In;
        let of_actors: Vec<Node> = actors.iter().map(|&actor| view.actors[actor].clone()).collect();
        let of_arenas: Vec<Node> = complete.iter().map(|&arena| view.arenas[arena].node.clone()).collect();
        let places = |of: &[usize], all: usize| -> Vec<Option<u32>> {
            let mut places = vec![None; all];
            of.iter().enumerate().for_each(|(place, &at)| places[at] = Some(place as u32));
            places
        };
        let (things, columns, rows) = match side {
            Side::Actors => {
                let place = places(&complete, view.arenas.len());
                let row = |&actor: &usize| view.seats(actor).filter_map(|arena| place[arena]).collect();
                (of_actors, of_arenas, actors.iter().map(row).collect())
            }
            Side::Forums => {
                let place = places(&actors, view.actors.len());
                let row = |&arena: &usize| view.named(arena).filter_map(|actor| place[actor]).collect();
                (of_arenas, of_actors, complete.iter().map(row).collect::<Vec<Vec<u32>>>())
            }
        };
        if things.len() < 2 {
            return Err(Undefined::because("fewer than two things to compare"));
        }
        const FEW: usize = 10;
        if everybody == Everybody::LeftOut
            && (side, idle) == (Side::Forums, Idle::LeftOut)
            && (3..=FEW).contains(&things.len())
            && nowhere > 0
        {
            notes.push(format!(
                "few forums: nobody is seated who sits in none of them, so that leaving out {nowhere} actors makes what chance would \
                 share larger; fixed-row draws from all actors, and may find the opposite"
            ));
        }
        if (side, idle, things.len()) == (Side::Forums, Idle::LeftOut, 2) {
            notes.push(
                "whoever is counted sits in one of the two forums, so that their sizes alone say how many they share: a small \
                 tail here is none of their choosing (fixed-row draws from all actors)"
                    .to_owned(),
            );
        }
        let mut given = BTreeMap::new();
        let mut broken = Vec::new();
        for (&(actor, arena), &value) in &view.given {
            let places = (actors.binary_search(&actor), complete.binary_search(&arena));
            let (Ok(a), Ok(f)) = places else { continue };
            if is_in(actor, arena) == value {
                given.insert(if side == Side::Actors { (a, f) } else { (f, a) }, value);
            } else {
                broken.push(format!("{} in {}", view.actors[actor].id, view.arenas[arena].node.id));
            }
        }
        for (forum, group) in view.options.closed.iter().chain(&view.options.certain) {
            let place = view.arena(forum);
            let why = match place {
                None => "nobody is named there",
                Some(arena) if !view.is_settled(arena) => "its list is open or disputed",
                Some(arena) if universal.contains(&arena) => "everybody sits there",
                Some(_) => continue,
            };
            notes.push(format!("{forum}={group} gives no cell: {why}"));
        }
        if !broken.is_empty() {
            notes.push(format!("the record says otherwise, so these cells are not given: {}", broken.join(", ")));
        }
        Ok(Self { things, columns, rows, given, notes })
    }
    /// The sums of rows and of columns.
    pub(super) fn margins(&self) -> (Vec<usize>, Vec<usize>) {
        let mut columns = vec![0; self.columns.len()];
        self.rows.iter().flatten().for_each(|column| columns[*column as usize] += 1);
        (self.rows.iter().map(Vec::len).collect(), columns)
    }
}

/// The arenas of which it is known of every actor whether it takes part.
pub(in crate::overlap) fn known_lists(view: &Affiliations) -> Vec<usize> {
    (0..view.arenas.len()).filter(|&arena| view.is_settled(arena)).collect()
}
