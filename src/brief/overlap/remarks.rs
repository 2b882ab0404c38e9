//! Remarks beside an answer: what the window leaves of the data, and in which other ways somebody takes part.

use crate::graph::Graph;
use crate::model::{Day, Participation, Span};
use crate::overlap::{of_the_window, on_view};
use crate::result::{Method, Phrase, Saying, Undefined};
use crate::view::{AffiliationOptions, Affiliations, Agendas, Times, Window};

use super::super::japanese;

/// The remarks of a method as sentences, where no table tells them.
pub(super) fn told(method: &Method) -> Vec<Phrase> {
    let sentence = |note: &Saying| {
        let japanese = note.japanese(japanese::terms()).map(|said| format!("{said}。")).unwrap_or_default();
        let mut letters = note.chars();
        let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
        Phrase::new(format!("{first}{}.", letters.as_str()), japanese)
    };
    method.notes.iter().map(sentence).collect()
}

/// A window, as its English words give it, in Japanese.
pub(super) fn window_ja(words: &str) -> String {
    let (from, until) = (words.strip_prefix("from "), words.strip_prefix("until "));
    match (from, until, words.split_once(" to ")) {
        (Some(from), ..) => format!("{from}から"),
        (_, Some(until), _) => format!("{until}まで"),
        (.., Some((from, until))) => format!("{from}から{until}"),
        _ if words == "all time" => "全期間".to_owned(),
        _ => words.to_owned(),
    }
}

/// What the window leaves of the time that the data speak of: nothing where it lies outside, or several times in one table.
pub fn in_time(view: &Affiliations) -> Option<Phrase> {
    // An act of signing is over on its day, and is no membership that ends.
    let of_texts = super::of_texts(view);
    let what = || Some(Phrase::new("the dated memberships", "日付のある所属")).filter(|_| !of_texts);
    outside(view).or_else(|| pooled(&view.times, view.options.window, what()?))
}

/// That claims of several times stand in one table, where no day has them all.
fn pooled(times: &Times, window: Window, what: Phrase) -> Option<Phrase> {
    let (first, last) = times.dated.filter(|_| times.are_pooled(window))?;
    let inside = window.clip(Span { earliest: first, latest: last });
    let (from, until) = (inside.earliest.civil().0, inside.latest.civil().0);
    let (english, japanese) = match window.is_open() {
        true => ("All times".to_owned(), "すべての時期".to_owned()),
        false => (
            format!("All times of the window ({window})"),
            format!("期間（{}）のすべての時期", window_ja(&window.to_string())),
        ),
    };
    Some(Phrase::new(
        format!(
            "{english} are pooled: {} run from {from} to {until}, and some are over before others begin, so that no day has \
             them all; --on DATE gives the table of one day.",
            what.english
        ),
        format!(
            "{japanese}を合わせている。{}は{from}年から{until}年に及び、他が始まる前に終わるものもあるため、全部がそろう日はない。一日の表は\
             --on 日付で得られる。",
            what.japanese
        ),
    ))
}

/// That agendas of several times stand in one table.
pub fn pooled_agendas(agendas: &Agendas) -> Option<Phrase> {
    let what = Phrase::new("the dated claims behind agendas", "日付のある議題の主張");
    pooled(&agendas.times, agendas.options.window, what)
}

/// That the window lies outside the time that the data speak of.
fn outside(view: &Affiliations) -> Option<Phrase> {
    let (first, last) = view.times.dated?;
    let (window, (from, until)) = (view.options.window, (first.civil().0, last.civil().0));
    if view.times.go_on && window.from.is_some_and(|day| day > last) {
        return Some(after(window, Phrase::new("the dates of memberships", "所属の日付"), until));
    }
    (!window.may_hold(Span { earliest: first, latest: last })).then(|| {
        Phrase::new(
            format!("The window ({window}) lies outside the data: the dated memberships run from {from} to {until}."),
            format!(
                "期間（{}）はデータの外にある。日付のある所属は{from}年から{until}年に及ぶ。",
                window_ja(&window.to_string())
            ),
        )
    })
}

/// That a window begins after the last of these dates, so that it shows what has no known end.
fn after(window: Window, dates: Phrase, last: impl std::fmt::Display) -> Phrase {
    Phrase::new(
        format!(
            "The window ({window}) begins after the last of {} ({last}): what has no known end is taken to go on.",
            dates.english
        ),
        format!(
            "期間（{}）は{}の最後（{last}年）より後に始まる。終わりの知られないものは続いているとみなす。",
            window_ja(&window.to_string()),
            dates.japanese
        ),
    )
}

/// That a window lies before or after every date that the data name, so that only what has no date is read.
pub fn undated(graph: &Graph, window: Window) -> Option<Phrase> {
    let known = |day: &Day| *day != Day::MIN && *day != Day::MAX;
    let claims = graph.dataset().claims.iter().filter(|claim| claim.is_plain());
    let spans = claims.map(crate::model::Claim::holds);
    let (mut days, mut go_on) = (Vec::new(), false);
    for (begin, end) in spans {
        days.extend([begin.earliest, begin.latest, end.earliest, end.latest].into_iter().filter(known));
        go_on |= known(&begin.earliest) && end.latest == Day::MAX;
    }
    let (first, last) = (days.iter().min().copied()?, days.iter().max().copied()?);
    let reach = Span { earliest: first, latest: last };
    let (from, until) = (first.civil().0, last.civil().0);
    if go_on && window.from.is_some_and(|day| day > last) {
        return Some(after(window, Phrase::new("the dates of the data", "データの日付"), until));
    }
    (!window.may_hold(reach)).then(|| {
        Phrase::new(
            format!(
                "The window ({window}) lies outside the data: their dates run from {from} to {until}, and what has no date is \
                 read as of any time."
            ),
            format!(
                "期間（{}）はデータの外にある。日付は{from}年から{until}年に及び、日付のないものはいつのものとしても読む。",
                window_ja(&window.to_string())
            ),
        )
    })
}

/// Why a question of a view has no answer, with the method that has none: whether the window is to blame, and in which other
/// ways somebody takes part.
pub fn unanswered(graph: &Graph, view: &Affiliations, question: &str, reason: Undefined) -> (Method, Undefined) {
    let mut method = on_view(Method::new(question, ""), view)
        .counting("actors", view.actors.len())
        .counting("arenas", view.arenas.len())
        .counting("complete lists", (0..view.arenas.len()).filter(|&arena| view.is_settled(arena)).count());
    method.note_each(of_the_window(view));
    let more = outside(view).into_iter().chain(other_ways(graph, view)).map(|said| said.english);
    let said = [reason.reason().to_owned()].into_iter().chain(more);
    let said: Vec<String> = said.map(|said| said.trim_end_matches('.').to_owned()).collect();
    (method, Undefined::because(said.join("; ")))
}

/// Where nobody takes part in the ways that were asked for: the ways that the data have in this window, and how to ask for
/// them.
pub fn other_ways(graph: &Graph, view: &Affiliations) -> Option<Phrase> {
    // Of a window outside of the data, other ways would say no more.
    if !view.arenas.is_empty() || outside(view).is_some() {
        return None;
    }
    let there = |mode: &Participation| {
        let options = AffiliationOptions { modes: vec![*mode], ..view.options.clone() };
        !view.options.modes.contains(mode) && !Affiliations::of(graph, &options).arenas.is_empty()
    };
    let other: Vec<&str> = Affiliations::modes(graph).into_iter().filter(there).map(Participation::word).collect();
    let other = other.join(",");
    (!other.is_empty()).then(|| {
        Phrase::new(
            format!("These data say who takes part in other ways: --modes {other} reads them."),
            format!("このデータには別の形の参加が記録されている：--modes {other}で読める。"),
        )
    })
}
