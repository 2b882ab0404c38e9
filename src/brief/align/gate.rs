//! What the data cannot carry, said before any number.

use std::collections::BTreeMap;

use crate::align::agreement::Agreement;
use crate::align::clusters::Approach;
use crate::align::identifiability::{Identifiability, Statement, Verdict};
use crate::result::{Document, Phrase, Undefined};
use crate::view::{GroupsBy, Positions};

use super::super::japanese;

/// What the data cannot carry, before any number; nothing when it carries all.
pub fn gate(page: &mut Document, said: &Identifiability) {
    let doubts: Vec<Phrase> =
        said.statements.iter().filter(|statement| statement.verdict != Verdict::Defined).map(carried).collect();
    if !doubts.is_empty() {
        page.prose(Phrase::new(
            "What cannot be computed from these data, or only in part:",
            "このデータからは言えないこと、または一部しか言えないこと：",
        ));
        page.list(doubts);
    }
}

/// What the data cannot carry of the cohesion of groups: of those that the record names nothing rests on pairs.
pub fn cohesion_gate(
    page: &mut Document,
    positions: &Positions,
    agreement: &Agreement,
    approach: Approach,
    named: Option<GroupsBy>,
) {
    let mut said = Identifiability::of_groups_by(positions, agreement, approach);
    let all = said.clone().with_methods(positions, agreement).statements;
    if named.is_some() {
        said.statements.clear();
    }
    let none = |one: &Statement| one.about == "cohesion" && one.verdict == Verdict::Undefined;
    said.statements.extend(all.into_iter().filter(none));
    gate(page, &said);
}

/// That the record names no group of which a member holds a position there.
pub fn no_named_group(by: GroupsBy, there: &str, there_ja: &str) -> Phrase {
    let (what, what_ja) = match by {
        GroupsBy::Bloc => ("bloc or body", "連合・組織"),
        GroupsBy::Region => ("region", "地域"),
    };
    Phrase::new(
        format!("These data name no {what} with a member that holds a position {there}."),
        format!("このデータには、{there_ja}立場をもつ構成員のいる{what_ja}の記録がない。"),
    )
}

/// Whether a method can be computed from the data, and why, in a sentence.
pub(super) fn carried(statement: &Statement) -> Phrase {
    let Statement { about, verdict, why } = statement;
    let (what, can) = match *about {
        // It is a sentence on the whole, not on a method.
        "positions" => {
            let there = if why.english.starts_with("one ") {
                format!("There is {}.", why.english)
            } else {
                format!("{}.", capital(&why.english))
            };
            return Phrase::new(there, format!("{}。", why.japanese));
        }
        "telling actors apart" => ("Actors".to_owned(), "be told apart"),
        "swing actors" => ("Swing actors".to_owned(), "be named"),
        "camps over time" => ("Camps".to_owned(), "be followed over time"),
        "saying, voting, signing" => ("Saying, voting and signing".to_owned(), "be compared"),
        about => (capital(about), "be computed"),
    };
    // A reason of two steps is a sentence of its own.
    let because = match why.english.contains(": ") {
        true => format!(". {}", capital(&why.english)),
        false => format!(": {}", why.english),
    };
    let why_ja = match why.japanese.is_empty() {
        true => japanese::reason(&Undefined::because(why.english.clone())),
        false => why.japanese.clone(),
    };
    let japanese = japanese::about(about);
    match verdict {
        Verdict::Defined => {
            Phrase::new(format!("{what} can {can}{because}."), format!("{japanese}はデータから求められる：{why_ja}。"))
        }
        Verdict::Partly => Phrase::new(
            format!("{what} can {can} only in part{because}."),
            format!("{japanese}について言えることは一部に限られる：{why_ja}。"),
        ),
        Verdict::Undefined => {
            Phrase::new(format!("{what} cannot {can}{because}."), format!("{japanese}は定義できない：{why_ja}。"))
        }
    }
}

/// The same with a capital letter.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Why the data carry each method, in Japanese, for tables that say it in English.
pub(in crate::brief) fn reasons(said: &Identifiability) -> BTreeMap<String, String> {
    let both = said.statements.iter().map(|one| (one.why.english.clone(), one.why.japanese.clone()));
    both.filter(|(_, japanese)| !japanese.is_empty()).collect()
}
