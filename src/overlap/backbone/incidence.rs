//! Complete lists as a table of rows and columns.

use std::collections::{BTreeMap, BTreeSet};

use crate::result::{Saying, Undefined};
use crate::view::{Affiliations, ListState, Membership, Node};

use super::super::{left_out, list, named, of_the_window};
use super::Side;

/// Which actors and complete lists enter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::overlap) enum Entry {
    /// Every list, and whoever sits in one: the table as it is.
    Table,
    /// No list of everybody, and whoever sits in one of the others: what is full or empty leaves nothing to chance.
    Seated,
    /// No list of everybody, and every actor: the null model draws from those that sit nowhere too.
    Everybody,
}

/// Nobody takes part in anything that is asked for.
pub(in crate::overlap) fn nobody() -> Undefined {
    Undefined::because("nobody is known to take part in anything in this window, these modes and roles")
}

/// Whether no list names anybody, be it that there is none.
pub(in crate::overlap) fn names_nobody(view: &Affiliations) -> bool {
    (0..view.arenas.len()).all(|arena| view.named(arena).next().is_none())
}

/// Rows of what is compared, each with the sorted columns that it has.
pub(in crate::overlap) struct Incidence {
    pub(in crate::overlap) things: Vec<Node>,
    pub(in crate::overlap) columns: Vec<Node>,
    pub(in crate::overlap) rows: Vec<Vec<u32>>,
    /// The cells (row, column) that are no matter of chance.
    pub(super) given: BTreeMap<(usize, usize), bool>,
    pub(super) left_out: LeftOut,
    pub(in crate::overlap) notes: Vec<Saying>,
}

/// How many lists and actors do not enter, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeftOut {
    /// Lists that are open, or leave it unknown of somebody.
    pub open: usize,
    /// Lists of everybody.
    pub full: usize,
    /// Actors that sit in none of the others.
    pub idle: usize,
}

impl LeftOut {
    /// The end of a sentence; nothing where all enter.
    pub(super) fn told(self) -> String {
        let forums = |n: usize| if n == 1 { "forum" } else { "forums" };
        let mut said = Vec::new();
        if self.open > 0 {
            said.push(format!("{} {} of which it is not known who sits there", self.open, forums(self.open)));
        }
        if self.full > 0 {
            said.push(format!("{} {} in which everybody sits", self.full, forums(self.full)));
        }
        if self.idle > 0 {
            let actors = if self.idle == 1 { "actor that sits" } else { "actors that sit" };
            said.push(format!("{} {actors} in none of the others", self.idle));
        }
        let Some(last) = said.pop() else { return String::new() };
        match said.is_empty() {
            true => format!(", {last} left out"),
            false => format!(", {} and {last} left out", said.join(", ")),
        }
    }
}

impl Incidence {
    /// The table of complete lists.
    pub(in crate::overlap) fn of(view: &Affiliations, side: Side, entry: Entry) -> Result<Self, Undefined> {
        if names_nobody(view) {
            return Err(nobody());
        }
        let complete = known_lists(view);
        let mut notes: Vec<Saying> = left_out(view).into_iter().chain(of_the_window(view)).collect();
        if complete.len() < 2 {
            let who = match complete.first() {
                None => "no forum".to_owned(),
                Some(only) => format!("only {}", view.arenas[*only].node.id),
            };
            return Err(Undefined::because(match has_unsettled(view) {
                true => format!("{who} has a list that leaves nobody unknown"),
                false => format!("{who} has a complete list: of open lists, not to be named is not to be absent"),
            }));
        }
        let all = complete.len();
        let full = |complete: &[usize], everybody: usize| -> (Vec<usize>, Vec<usize>) {
            complete.iter().partition(|&&arena| view.named(arena).count() == everybody)
        };
        let seated = |complete: &[usize]| -> Vec<bool> {
            let mut sits = vec![false; view.actors.len()];
            complete.iter().flat_map(|&arena| view.named(arena)).for_each(|actor| sits[actor] = true);
            sits
        };
        let (of_all, mut complete) = match entry {
            Entry::Table => (Vec::new(), complete),
            Entry::Seated | Entry::Everybody => full(&complete, view.actors.len()),
        };
        let (mut sits, mut of_seated) = (seated(&complete), Vec::new());
        // A forum of everybody ties nobody. Who sits there alone sits nowhere else, and without them another forum may be one of
        // everybody who is left.
        let of_those = |complete: &[usize], sits: &[bool]| match entry {
            Entry::Seated => full(complete, sits.iter().filter(|sits| **sits).count()),
            Entry::Table | Entry::Everybody => (Vec::new(), Vec::new()),
        };
        let (mut of_these, mut rest) = of_those(&complete, &sits);
        while !of_these.is_empty() {
            of_seated.append(&mut of_these);
            (sits, complete) = (seated(&rest), rest);
            (of_these, rest) = of_those(&complete, &sits);
        }
        for (why, left_out) in
            [("everybody sits in them", &of_all), ("everybody who sits in a list that enters sits in them", &of_seated)]
        {
            if !left_out.is_empty() {
                let names = list(left_out.iter().map(|&arena| named(&view.arenas[arena].node)).collect());
                notes.push(Saying::of(&format!("left out, as {why}: {{}}"), [names]));
            }
        }
        let other = if complete.len() < all { "other " } else { "" };
        let nowhere = sits.iter().filter(|sits| !**sits).count();
        let mut out = LeftOut { open: view.arenas.len() - all, full: all - complete.len(), idle: 0 };
        let actors: Vec<usize> =
            (0..view.actors.len()).filter(|&actor| entry == Entry::Everybody || sits[actor]).collect();
        if nowhere > 0 {
            out.idle = view.actors.len() - actors.len();
            notes.push(Saying::from(match entry {
                Entry::Table | Entry::Seated if nowhere == 1 => {
                    format!("1 actor sits in no {other}complete list and is left out")
                }
                Entry::Table | Entry::Seated => {
                    format!("{nowhere} actors sit in no {other}complete list and are left out")
                }
                Entry::Everybody => format!(
                    "chance may seat every one of the {} actors of these kinds in the data, the {nowhere} that {} in no \
                     {other}complete list too",
                    actors.len(),
                    if nowhere == 1 { "sits" } else { "sit" }
                ),
            }));
        }
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
        if (side, entry) == (Side::Forums, Entry::Seated) {
            notes.extend(few(things.len(), nowhere).map(Saying::from));
        }
        let mut given = BTreeMap::new();
        let mut broken = Vec::new();
        let rules = view.options.closed.iter().chain(&view.options.certain).map(|(forum, _)| forum.as_str());
        let enters = |id: &str| complete.iter().any(|&arena| view.arenas[arena].node.id == id);
        let mut of_open: BTreeSet<&str> = rules.filter(|forum| !enters(forum)).collect();
        for (&(actor, arena), &value) in &view.given {
            let Ok(f) = complete.binary_search(&arena) else {
                of_open.insert(view.arenas[arena].node.id.as_str());
                continue;
            };
            let Ok(a) = actors.binary_search(&actor) else { continue };
            if is_in(actor, arena) == value {
                given.insert(if side == Side::Actors { (a, f) } else { (f, a) }, value);
            } else {
                broken.push(format!("{} in {}", view.actors[actor].id, view.arenas[arena].node.id));
            }
        }
        if !broken.is_empty() {
            notes
                .push(format!("the record says otherwise, so these cells are not given: {}", broken.join(", ")).into());
        }
        if !of_open.is_empty() {
            let names = of_open.into_iter().collect::<Vec<_>>().join(", ");
            notes.push(format!("no cell is given of lists that do not enter: {names}").into());
        }
        // Members of a group share its list whatever else they do.
        let rules = view.options.closed.iter().chain(&view.options.certain);
        let deciding = rules.filter(|(forum, group)| enters(forum) && enters(group)).map(|(_, group)| group.as_str());
        for group in deciding.collect::<BTreeSet<&str>>() {
            let form = "decides who may sit elsewhere, and is one of the lists compared: --without";
            notes.push(format!("{group} {form} {group} leaves it out").into());
        }
        let mut cells = BTreeMap::new();
        for &(thing, column) in given.keys() {
            *cells.entry(if side == Side::Actors { column } else { thing }).or_insert(0_usize) += 1;
        }
        let whole = cells.into_iter().filter(|(_, cells)| *cells == actors.len());
        let whole: Vec<&str> = whole.map(|(forum, _)| view.arenas[complete[forum]].node.id.as_str()).collect();
        if !whole.is_empty() {
            notes.push(format!("every cell is given, so that chance has no say there: {}", whole.join(", ")).into());
        }
        Ok(Self { things, columns, rows, given, left_out: out, notes })
    }
    /// The sums of rows and of columns.
    pub(super) fn margins(&self) -> (Vec<usize>, Vec<usize>) {
        let mut columns = vec![0; self.columns.len()];
        self.rows.iter().flatten().for_each(|column| columns[*column as usize] += 1);
        (self.rows.iter().map(Vec::len).collect(), columns)
    }
}

/// So few forums that whoever is counted sits in a large share of them.
const FEW: usize = 10;

/// Of few forums, where only those who sit in one of them are counted: what that does to the test.
fn few(forums: usize, nowhere: usize) -> Option<String> {
    match (forums, nowhere) {
        (2, _) => Some(
            "whoever is counted sits in one of the two forums, so that their sizes alone say how many they share: a small \
             tail here is none of their choosing (fixed-row draws from all actors)"
                .to_owned(),
        ),
        (3..=FEW, 1) => Some(format!(
            "of only {forums} forums, and of those alone who sit in one: the 1 actor that sits in none stays out of chance, so \
             that large forums are bound to share many and may stand as apart; fixed-row, which draws from all actors, may say \
             the opposite"
        )),
        (3..=FEW, 2..) => Some(format!(
            "of only {forums} forums, and of those alone who sit in one: the {nowhere} actors that sit in none stay out of \
             chance, so that large forums are bound to share many and may stand as apart; fixed-row, which draws from all \
             actors, may say the opposite"
        )),
        _ => None,
    }
}

/// Whether a source gives a complete list that leaves somebody unknown all the same.
pub(in crate::overlap) fn has_unsettled(view: &Affiliations) -> bool {
    (0..view.arenas.len()).any(|arena| view.list(arena) == ListState::Unsettled)
}

/// The arenas of which it is known of every actor whether it takes part.
pub(in crate::overlap) fn known_lists(view: &Affiliations) -> Vec<usize> {
    (0..view.arenas.len()).filter(|&arena| view.is_settled(arena)).collect()
}
