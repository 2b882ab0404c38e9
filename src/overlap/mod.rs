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

use crate::model::{Day, Span};
use crate::view::Affiliations;

/// What the window makes of the actors and of the lists of a view.
fn of_the_window(view: &Affiliations) -> Vec<String> {
    let mut notes = Vec::new();
    if !view.gone.is_empty() {
        let named: Vec<&str> = view.gone.iter().map(|node| node.name.as_str()).collect();
        notes.push(format!("did not exist in the window and are no part of it ({}): {}", named.len(), listed(&named)));
    }
    let day = |day: Day| match day {
        Day::MIN | Day::MAX => "an unknown day".to_owned(),
        day => day.to_string(),
    };
    if view.possible > 0 {
        let possible = view.possible;
        notes.push(format!("{possible} of those named may sit there in the window, and are not known to: taken as in"));
    }
    // A list of one day says who sat there that day; over all time it says nothing of who left before.
    let mut of_days: BTreeMap<Span, Vec<&str>> = BTreeMap::new();
    for (&arena, &days) in &view.complete_days {
        if view.options.window.is_open() && days.earliest > Day::MIN && days.latest < Day::MAX {
            of_days.entry(days).or_default().push(&view.arenas[arena].node.name);
        }
    }
    for (days, names) in of_days {
        notes.push(format!(
            "complete as of {} to {} alone: {}; who sat there at another time and is not named counts as out",
            day(days.earliest),
            day(days.latest),
            listed(&names)
        ));
    }
    for (&arena, observed) in &view.complete_elsewhere {
        let (first, last) = (day(observed.days.0), day(observed.days.1));
        notes.push(format!(
            "the list of {} is complete as of {first} to {last} alone ({} claims, {} the first): that says nothing of the \
             window, so it is open here",
            view.arenas[arena].node.name, observed.claims, observed.claim
        ));
    }
    notes
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
