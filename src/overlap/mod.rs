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
use crate::result::{Method, Phrase, Saying};
use crate::view::{Affiliations, Bodies, Doubt, GroupList, Inheritance, Node};

/// A method with all that the options of a view decide, as they were used: whoever has the data can make the view again.
pub fn on_view(method: Method, view: &Affiliations) -> Method {
    let options = &view.options;
    let modes: Vec<&str> = options.modes.iter().map(|mode| mode.word()).collect();
    let roles = match options.roles.as_slice() {
        [] if options.modes.iter().all(|mode| mode.role().is_some()) => "all but observers".to_owned(),
        [] => "members".to_owned(),
        roles => roles.join(" "),
    };
    let mut method = method
        .with("modes", modes.join(" "))
        .with("roles", roles)
        .with("sessions", options.sessions.word())
        .with("window", options.window)
        .with("actor kinds", view.actor_kinds.join(" "));
    for (name, rules) in [("closed to outsiders of", &options.closed), ("certain for members of", &options.certain)] {
        if !rules.is_empty() {
            let rules: Vec<String> = rules.iter().map(|(forum, group)| format!("{forum}={group}")).collect();
            method = method.with(name, rules.join(" "));
        }
    }
    if !options.without.is_empty() {
        method = method.with("without the lists of", options.without.join(" "));
    }
    if options.inherited == Inheritance::On {
        method = method.with("inherited from blocs", "yes").counting("inherited memberships", view.inherited.len());
    }
    method
}

/// What sources disagree on of bodies, and is left out.
fn disputed_of_bodies(bodies: &Bodies) -> Option<Saying> {
    let told = bodies.disputed.iter().map(|(one, relation, other)| Phrase::from(format!("{one} {relation} {other}")));
    let form = "said by one source and denied by another, and left out ({}): {}";
    (!bodies.disputed.is_empty()).then(|| Saying::of(form, [number(bodies.disputed.len()), listed(told.collect())]))
}

/// What the window makes of the actors and of the lists of a view.
pub fn of_the_window(view: &Affiliations) -> Vec<Saying> {
    let mut notes = Vec::new();
    // A name with what is said of it, in the brackets of either language.
    let with = |name: Phrase, what: &str| {
        Phrase::new(format!("{} ({what})", name.english), format!("{}（{what}）", name.japanese))
    };
    let names = |nodes: &[Node]| nodes.iter().map(named).collect::<Vec<_>>();
    if !view.gone.is_empty() {
        let form = "did not exist in the window and are no part of it ({}): {}";
        notes.push(Saying::of(form, [number(view.gone.len()), listed(names(&view.gone))]));
    }
    if !view.at_other_times.is_empty() {
        let form = "named at other times only ({}): {}";
        notes.push(Saying::of(form, [number(view.at_other_times.len()), listed(names(&view.at_other_times))]));
    }
    if !view.of_other_roles.is_empty() {
        let told = view.of_other_roles.iter().map(|(role, n)| with(role_named(role), &n.to_string())).collect();
        let form = "of other roles than members, and left out (--roles takes them in): {}";
        notes.push(Saying::of(form, [listed(told)]));
    }
    for (arena, blocs) in &view.open_blocs {
        let form = "the list of {} is open, as blocs sit there of which not all members are known: {}";
        notes.push(Saying::of(form, [named(arena), listed(names(blocs))]));
    }
    for (arena, groups) in &view.groups_listed {
        let form = "the complete list of {} names groups, and whoever sits there through them alone counts as out: {}";
        notes.push(Saying::of(form, [named(arena), listed(names(groups))]));
    }
    notes.extend(of_several_series(&view.of_several_series));
    let day = |day: Day| match day {
        Day::MIN | Day::MAX => Phrase::new("an unknown day", "不明の日"),
        day => day.to_string().into(),
    };
    for (forum, group, list, outsiders) in &view.closed_by_open {
        let taken = match outsiders {
            1 => "1 actor is taken as such".to_owned(),
            n => format!("{n} actors are taken as such"),
        };
        notes.push(match list {
            GroupList::Elsewhere(days) => {
                let form = format!(
                    "{forum} is closed to outsiders of {group}, whose list is complete as of {{}} to {{}} alone, which is not \
                     the window: {taken}"
                );
                Saying::of(&form, [day(days.earliest), day(days.latest)])
            }
            _ => format!("{forum} is closed to outsiders of {group}, whose list is open: {taken}").into(),
        });
    }
    for (forum, group, left) in &view.uncertain_members {
        let form = format!(
            "not certain in {forum}, as dates or sources leave it open whether they belong to {group}: {} ({{}})",
            left.len()
        );
        notes.push(Saying::of(&form, [listed(names(left))]));
    }
    let name = |arena: usize| named(&view.arenas[arena].node);
    for doubt in Doubt::ALL {
        let cells = view.doubted.iter().filter(|(_, (other, _))| other == doubt);
        let mut by_arena: BTreeMap<usize, usize> = BTreeMap::new();
        cells.for_each(|((_, arena), _)| *by_arena.entry(*arena).or_default() += 1);
        if by_arena.is_empty() {
            continue;
        }
        let all = number(by_arena.values().sum());
        let names = by_arena.into_iter().map(|(arena, n)| with(name(arena), &n.to_string())).collect();
        let form = match doubt {
            Doubt::Disputed => "counted as unknown, as sources disagree whether they sit there ({}): {}",
            Doubt::Dates => "counted as unknown, as dates leave it open whether they sit there in the window ({}): {}",
            Doubt::InPart => "counted as unknown, as a part of their bloc, or of them, sits there alone ({}): {}",
            Doubt::Hedged => "counted as unknown, as hedged or planned claims alone seat them there ({}): {}",
        };
        notes.push(Saying::of(form, [all, listed(names)]));
    }
    // A list of one day says who sat there that day; over all time it says nothing of who left before.
    let mut of_days: BTreeMap<(Day, Day), Vec<Phrase>> = BTreeMap::new();
    if view.options.window.is_open() {
        for (&arena, &days) in &view.complete_days {
            of_days.entry((days.earliest, days.latest)).or_default().push(name(arena));
        }
    }
    for ((first, last), names) in of_days {
        let form = "complete as of {} to {} alone: {}; who sat there at another time and is not named counts as out";
        notes.push(Saying::of(form, [day(first), day(last), listed(names)]));
    }
    let mut of_others: BTreeMap<(Day, Day), Vec<Phrase>> = BTreeMap::new();
    for (&arena, observed) in &view.complete_elsewhere {
        of_others.entry(observed.days).or_default().push(with(name(arena), &observed.claim));
    }
    for ((first, last), told) in of_others {
        let form =
            "complete as of {} to {} alone, which is not the window, and so open here (with the first claim): {}";
        notes.push(Saying::of(form, [day(first), day(last), listed(told)]));
    }
    notes
}

/// Sessions that are lifted to none, as claims make them sessions of several series.
pub(crate) fn of_several_series(sessions: &BTreeMap<String, Vec<String>>) -> Vec<Saying> {
    let told = |(session, series): (&String, &Vec<String>)| {
        format!("{session} is called a session of several series, and lifted to none: {}", series.join(", ")).into()
    };
    sessions.iter().map(told).collect()
}

/// The forums of a view whose lists cannot tell who is not in, if there are any: lists that are open, and those that leave it
/// unknown of somebody.
fn left_out(view: &Affiliations) -> Vec<Saying> {
    let names = |in_full: bool| -> Vec<Phrase> {
        let lists = (0..view.arenas.len()).filter(|&arena| !view.is_settled(arena)).map(|arena| &view.arenas[arena]);
        lists.filter(|arena| arena.listed_in_full == in_full).map(|arena| named(&arena.node)).collect()
    };
    let forms = [
        (names(false), "left out, as their lists are open ({}): {}"),
        (names(true), "left out, as it is unknown of some whether they sit there ({}): {}"),
    ];
    let told = forms.into_iter().filter(|(names, _)| !names.is_empty());
    told.map(|(names, form)| Saying::of(form, [number(names.len()), listed(names)])).collect()
}

/// The name of a node in both languages.
fn named(node: &Node) -> Phrase {
    Phrase::name(&node.name, &node.name_ja)
}

/// A role that is none of a member.
fn role_named(role: &str) -> Phrase {
    let japanese = match role {
        "observer" => "オブザーバー",
        "associate" => "準構成員",
        "partner" => "パートナー",
        "guest" => "招待者",
        "signatory" => "署名者",
        _ => "",
    };
    Phrase::name(role, japanese)
}

/// A number, which is the same in both languages.
fn number(n: usize) -> Phrase {
    n.to_string().into()
}

/// The first names of a list, and how many more there are.
fn listed(mut names: Vec<Phrase>) -> Phrase {
    const MOST: usize = 12;
    let more = names.len().saturating_sub(MOST);
    names.truncate(MOST);
    let shown = list(names);
    match more {
        0 => shown,
        more => Phrase::new(format!("{} and {more} more", shown.english), format!("{}ほか{more}", shown.japanese)),
    }
}

/// All names of a list.
fn list(names: Vec<Phrase>) -> Phrase {
    // What has no Japanese words is called the same in both.
    let names = names.into_iter().map(|name| Phrase::name(&name.english, &name.japanese));
    let (english, japanese): (Vec<String>, Vec<String>) = names.map(|name| (name.english, name.japanese)).unzip();
    Phrase::new(english.join(", "), japanese.join("、"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Participation;
    use crate::view::{AffiliationOptions, AgendaOptions, Agendas, Arena, Bodies, Membership, Node, Treated, Window};

    /// What has no name in Japanese is not left out of a list in Japanese.
    #[test]
    fn a_list_names_all_in_both_languages() {
        let told = listed(vec!["f (fish)".to_owned().into(), Phrase::new("H forum", "H会議")]);
        assert_eq!(told, Phrase::new("f (fish), H forum", "f (fish)、H会議"));
    }

    /// Whatever an option of the view is, each question that reads it says it in its method.
    #[test]
    fn every_option_of_the_view_stands_in_every_method() {
        let node =
            |id: &str, kind: &str| Node { id: id.into(), kind: kind.into(), name: id.into(), name_ja: String::new() };
        let methods = |kind: &str, options: AffiliationOptions| -> Vec<Method> {
            let arena = |id| Arena { node: node(id, "forum"), listed_in_full: true, stated_size: None };
            let cells = ["xx.", "x.x", ".xx"].map(|row| {
                row.chars().map(|c| if c == 'x' { Membership::In } else { Membership::Out }).collect::<Vec<_>>()
            });
            let actors = ["a", "b", "c"].map(|id| node(id, kind)).to_vec();
            let arenas = ["f", "g", "h"].map(arena).to_vec();
            let view = Affiliations::from_cells(actors, arenas, &cells, BTreeMap::new(), options);
            let bodies = Bodies::default();
            let topics = BTreeMap::from([("x".to_owned(), Treated { passages: 1, claims: Vec::new() })]);
            let agendas =
                Agendas::from_cells(BTreeMap::from([("f".to_owned(), topics)]), AgendaOptions::default(), |id| {
                    Some(node(id, "issue"))
                });
            let issue = node("x", "issue");
            let nobody = std::collections::BTreeSet::new();
            let options = shopping::Options::default();
            let shopping = Shopping::of(&issue, &view, &agendas, &bodies, &nobody, None, options).unwrap();
            vec![
                Forums::of(&view, forums::Options::default()).method,
                Backbone::of(&view, backbone::Options::default()).unwrap().method,
                Structure::of(&view, structure::Options { trials: 1, ..Default::default() }).unwrap().method,
                Intersections::of(&view, upset::Options::default()).unwrap().method,
                shopping.method,
                seats::graph(&view).method,
            ]
        };
        let rule = || vec![("f".to_owned(), "bloc".to_owned())];
        let plain = AffiliationOptions::default;
        let day = Window::parse(Some("2019"), None).unwrap();
        let mut seen = vec![methods("state", plain()), methods("firm", plain())];
        for options in [
            AffiliationOptions { window: day, ..plain() },
            AffiliationOptions { modes: vec![Participation::Attended], ..plain() },
            AffiliationOptions { sessions: crate::view::Sessions::Apart, ..plain() },
            AffiliationOptions { roles: vec!["member".to_owned()], ..plain() },
            AffiliationOptions { inherited: Inheritance::On, ..plain() },
            AffiliationOptions { closed: rule(), ..plain() },
            AffiliationOptions { certain: rule(), ..plain() },
            AffiliationOptions { without: vec!["x".to_owned()], ..plain() },
        ] {
            seen.push(methods("state", options));
        }
        for (at, one) in seen.iter().enumerate() {
            for other in &seen[..at] {
                for (method, before) in one.iter().zip(other) {
                    assert_ne!(method.parameters, before.parameters, "{}", method.name);
                }
            }
        }
    }
}
