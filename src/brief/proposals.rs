//! Proposals and what came of them, in words.

use std::collections::BTreeMap;

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
    if !found.reversals.is_empty() {
        page.long_table(found.against_own().without(&["claims"]), 20);
    }
    page
}

/// The answer in plain words.
pub fn sentences(found: &Proposals) -> Vec<String> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    let said = |outcomes: &[String]| match outcomes {
        [] => "without a word on the outcome".to_owned(),
        [one] => one.replace('-', " "),
        _ => "with claims that disagree".to_owned(),
    };
    for word in found.fates.iter().map(|fate| said(&fate.proposal.outcomes)) {
        match counts.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count += 1,
            None => counts.push((word, 1)),
        }
    }
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let list: Vec<String> = counts.into_iter().map(|(word, number)| format!("{number} {word}")).collect();
    let mut actors: Vec<&str> = found.fates.iter().map(|fate| fate.proposal.proposer.id.as_str()).collect();
    actors.dedup();
    let by = if found.of.is_some() { String::new() } else { format!(" by {}", count(actors.len(), "actor")) };
    let mut sentences = vec![format!("{}{by}: {}.", count(found.fates.len(), "proposal"), and(&list))];
    let opposed = found.fates.iter().filter(|fate| !fate.opposed.is_empty()).count();
    sentences.push(match opposed {
        0 => "No claim or vote stands against one of them.".to_owned(),
        _ => format!("{opposed} of them met opposition that a source or a vote records."),
    });
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
