//! Where they meet: one question a file.
//!
//! - [`agenda`]: how far two forums treat the same, or two texts hold the same.
//! - [`backbone`]: which pairs share more than chance would, or less.
//! - [`forums`]: how far the participants of two forums are the same, as bounds where membership is unknown.
//! - [`mandate`]: which bodies two forums both stand under, and what sources say of the two.
//! - [`profile`]: what is known of each forum.
//! - [`seats`]: who sits where, as one graph of actors and forums.
//! - [`shopping`]: which forums treat an issue, and who can go where.
//! - [`side_by_side`]: by whom, by what and by mandate, at once.
//! - [`structure`]: nested, in modules, or around a core.
//! - [`upset`]: every combination of forums that somebody sits in.

pub mod agenda;
pub mod backbone;
pub mod forums;
pub mod mandate;
pub mod profile;
pub mod seats;
pub mod shopping;
pub mod side_by_side;
pub mod structure;
pub mod upset;

pub use agenda::Agenda;
pub use backbone::Backbone;
pub use forums::{Forums, Measure, Overlap};
pub use mandate::Mandate;
pub use shopping::Shopping;
pub use side_by_side::SideBySide;
pub use structure::Structure;
pub use upset::Intersections;

use std::collections::BTreeMap;

use crate::model::Day;
use crate::view::Affiliations;

/// What the window makes of the actors and of the lists of a view.
pub fn of_the_window(view: &Affiliations) -> Vec<String> {
    let mut notes = Vec::new();
    if !view.gone.is_empty() {
        let named: Vec<&str> = view.gone.iter().map(|node| node.name.as_str()).collect();
        notes.push(format!("did not exist in the window and are no part of it ({}): {}", named.len(), listed(&named)));
    }
    if !view.at_other_times.is_empty() {
        let named: Vec<&str> = view.at_other_times.iter().map(|node| node.name.as_str()).collect();
        notes.push(format!("named at other times only ({}): {}", named.len(), listed(&named)));
    }
    let name = |arena: usize| view.arenas[arena].node.name.as_str();
    if !view.possible.is_empty() {
        let mut by_arena: BTreeMap<usize, usize> = BTreeMap::new();
        view.possible.keys().for_each(|(_, arena)| *by_arena.entry(*arena).or_default() += 1);
        let named: Vec<String> = by_arena.into_iter().map(|(arena, n)| format!("{} ({n})", name(arena))).collect();
        let named: Vec<&str> = named.iter().map(String::as_str).collect();
        notes.push(format!(
            "counted as unknown, as dates leave it open whether they sit there in the window ({}): {}",
            view.possible.len(),
            listed(&named)
        ));
    }
    let day = |day: Day| match day {
        Day::MIN | Day::MAX => "an unknown day".to_owned(),
        day => day.to_string(),
    };
    // A list of one day says who sat there that day; over all time it says nothing of who left before.
    let mut of_days: BTreeMap<(Day, Day), Vec<&str>> = BTreeMap::new();
    if view.options.window.is_open() {
        for (&arena, &days) in &view.complete_days {
            of_days.entry((days.earliest, days.latest)).or_default().push(name(arena));
        }
    }
    for ((first, last), names) in of_days {
        notes.push(format!(
            "complete as of {} to {} alone: {}; who sat there at another time and is not named counts as out",
            day(first),
            day(last),
            listed(&names)
        ));
    }
    let mut of_others: BTreeMap<(Day, Day), Vec<String>> = BTreeMap::new();
    for (&arena, observed) in &view.complete_elsewhere {
        of_others.entry(observed.days).or_default().push(format!("{} ({})", name(arena), observed.claim));
    }
    for ((first, last), told) in of_others {
        let told: Vec<&str> = told.iter().map(String::as_str).collect();
        notes.push(format!(
            "complete as of {} to {} alone, which is not the window, and so open here (with the first claim): {}",
            day(first),
            day(last),
            listed(&told)
        ));
    }
    notes
}

/// The Japanese names of what remarks on a view name.
pub fn japanese_names(view: &Affiliations) -> BTreeMap<String, String> {
    let arenas = view.arenas.iter().map(|arena| &arena.node).chain(&view.at_other_times).chain(&view.gone);
    let named = arenas.filter(|node| !node.name_ja.is_empty() && node.name_ja != node.name);
    named.map(|node| (node.name.clone(), node.name_ja.clone())).collect()
}

/// The forums of a view whose lists cannot tell who is not in, if there are any.
fn left_out(view: &Affiliations) -> Option<String> {
    let open = (0..view.arenas.len()).filter(|&arena| !view.is_settled(arena));
    let names: Vec<&str> = open.map(|arena| view.arenas[arena].node.name.as_str()).collect();
    (!names.is_empty())
        .then(|| format!("left out, as their lists are open or disputed ({}): {}", names.len(), listed(&names)))
}

fn listed(names: &[&str]) -> String {
    const MOST: usize = 12;
    let more = if names.len() > MOST { format!(" and {} more", names.len() - MOST) } else { String::new() };
    format!("{}{more}", names[..names.len().min(MOST)].join(", "))
}
