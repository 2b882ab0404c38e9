//! Proposals and what came of them, in words.

use std::collections::{BTreeMap, BTreeSet};

use super::influence::without_zeros;
use super::steps::plain;
use super::{and, count};
use crate::influence::proposals::Proposals;
use crate::result::Document;

/// Who put what forward and what came of it, in words first; then actors, proposals and who stands against the own.
pub fn proposals(found: &Proposals) -> Document {
    let of = found.of.as_ref().map_or("all actors", |actor| actor.name.as_str());
    let mut page = Document::new(format!("Proposals: {of}"));
    if found.fates.is_empty() {
        page.list(vec!["No claim in this window says that somebody put something forward.".to_owned()]);
        return page;
    }
    page.list(sentences(found));
    page.long_table(without_zeros(found.actors().without(&["name_ja"])), 20);
    page.long_table(plain(found.table()).without(&["actor_name", "name_ja"]), 60);
    if !found.ownerless.is_empty() {
        page.long_table(plain(found.without_proposer()).without(&["name_ja"]), 20);
    }
    if !found.reversals.is_empty() {
        page.long_table(found.against_own().without(&["claims"]), 20);
    }
    page
}

/// How many had which outcome, the most first.
fn by_outcome<'a>(proposals: impl Iterator<Item = Vec<&'a str>>) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for outcomes in proposals {
        let word = match outcomes.as_slice() {
            [] => "without a word on the outcome".to_owned(),
            [one] => one.replace('-', " "),
            _ => "with claims that disagree".to_owned(),
        };
        *counts.entry(word).or_default() += 1;
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
    and(&counts.into_iter().map(|(word, number)| format!("{number} {word}")).collect::<Vec<_>>())
}

/// The answer in plain words.
pub fn sentences(found: &Proposals) -> Vec<String> {
    // What several put forward is one proposal.
    let mut objects: BTreeMap<&str, (BTreeSet<&String>, usize, bool)> = BTreeMap::new();
    for fate in &found.fates {
        let (outcomes, proposers, is_opposed) = objects.entry(&fate.proposal.object.id).or_default();
        outcomes.extend(&fate.proposal.outcomes);
        *proposers += 1;
        *is_opposed |= fate.is_opposed();
    }
    let list = by_outcome(objects.values().map(|(outcomes, ..)| outcomes.iter().map(|word| word.as_str()).collect()));
    let actors: BTreeSet<&str> = found.fates.iter().map(|fate| fate.proposal.proposer.id.as_str()).collect();
    let shared = match objects.values().filter(|(_, proposers, _)| *proposers > 1).count() {
        0 => String::new(),
        shared => format!(" ({shared} by several)"),
    };
    let by = match found.of {
        Some(_) => String::new(),
        None => format!(" by {}{shared}", count(actors.len(), "actor")),
    };
    let mut sentences = vec![format!("{}{by}: {list}.", count(objects.len(), "proposal"))];
    let opposed = objects.values().filter(|(.., is_opposed)| *is_opposed).count();
    sentences.push(match opposed {
        0 => "No claim or vote stands against one of them.".to_owned(),
        _ => format!("{opposed} of them met opposition that a source or a vote records."),
    });
    if !found.ownerless.is_empty() {
        let outcomes = found.ownerless.iter().map(|one| one.outcomes.iter().map(String::as_str).collect());
        let more = found.ownerless.len();
        let verb = if more == 1 { "has" } else { "have" };
        sentences.push(format!("{more} more {verb} an outcome and no named proposer: {}.", by_outcome(outcomes)));
    }
    // One stand may be reached from several proposals: it is told once, with how many and over how much inference.
    let mut stands: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for one in &found.reversals {
        let proposer = found.fates[one.fate].proposal.proposer.name.as_str();
        let inferred = one.way.as_ref().map_or(0, |way| way.inferred);
        stands.entry((proposer, &one.opposition.object.name)).or_default().push(inferred);
    }
    let own: Vec<String> = stands
        .into_iter()
        .map(|((proposer, object), inferred)| {
            let stated = inferred.iter().filter(|steps| **steps == 0).count();
            let from = count(inferred.len(), "proposal");
            format!("{proposer} ({object}, reached from {from}, {stated} without an inferred step)")
        })
        .collect();
    if !own.is_empty() {
        let what = "against what grew out of an own proposal, by documented steps";
        sentences.push(format!("Who stands {what}: {}.", and(&own)));
    }
    sentences
}
