//! Proposals and what came of them, in words.

use std::collections::{BTreeMap, BTreeSet};

use super::influence::without_zeros;
use super::steps::{places_once, plain};
use super::{and, count, japanese};
use crate::influence::proposals::Proposals;
use crate::result::{Document, Phrase};
use crate::view::Node;

/// Who put what forward and what came of it, in words first; then actors, proposals and who stands against the own.
pub fn proposals(found: &Proposals) -> Document {
    let of = found.of.as_ref().map_or(Phrase::new("all actors", "すべての主体"), japanese::node);
    let mut page = Document::new(Phrase::new(format!("Proposals: {}", of.english), format!("提案：{}", of.japanese)));
    if found.fates.is_empty() {
        page.list(vec![Phrase::new(
            "No claim in this window says that somebody put something forward.",
            "この期間に、誰かが何かを提案したと述べる主張はない。",
        )]);
        return page;
    }
    page.list(sentences(found));
    page.long_table(without_zeros(found.actors().without(&["name_ja"])), 20);
    page.long_table(plain(found.table()).without(&["actor_name", "name_ja"]), 60);
    if !found.ownerless.is_empty() {
        page.long_table(plain(found.without_proposer()).without(&["name_ja"]), 20);
    }
    if !found.reversals.is_empty() {
        let mut own = found.against_own().without(&["claims"]);
        places_once(&mut own);
        page.long_table(own, 20);
    }
    page
}

/// How many had which outcome, the most first.
fn by_outcome<'a>(proposals: impl Iterator<Item = Vec<&'a str>>) -> Phrase {
    let mut counts: BTreeMap<Phrase, usize> = BTreeMap::new();
    for outcomes in proposals {
        let word = match outcomes.as_slice() {
            [] => Phrase::new("without a word on the outcome", "帰結の記述なし"),
            [one] => {
                let known = japanese::terms().get(one).copied();
                let english = one.replace('-', " ");
                Phrase::new(english.clone(), known.map_or(english, str::to_owned))
            }
            _ => Phrase::new("with claims that disagree", "主張が食い違う"),
        };
        *counts.entry(word).or_default() += 1;
    }
    let mut counts: Vec<(Phrase, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
    let english: Vec<String> = counts.iter().map(|(word, number)| format!("{number} {}", word.english)).collect();
    let japanese: Vec<String> = counts.iter().map(|(word, number)| format!("{}{number}", word.japanese)).collect();
    Phrase::new(and(&english), japanese.join("、"))
}

/// The answer in plain words.
pub fn sentences(found: &Proposals) -> Vec<Phrase> {
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
    let (shared, shared_ja) = match objects.values().filter(|(_, proposers, _)| *proposers > 1).count() {
        0 => (String::new(), String::new()),
        shared => (format!(" ({shared} by several)"), format!("（うち複数の主体によるもの{shared}）")),
    };
    let (by, by_ja) = match found.of {
        Some(_) => (String::new(), String::new()),
        None => (format!(" by {}{shared}", count(actors.len(), "actor")), format!("主体{}による", actors.len())),
    };
    let mut sentences = vec![Phrase::new(
        format!("{}{by}: {}.", count(objects.len(), "proposal"), list.english),
        format!("{by_ja}提案{}件{shared_ja}：{}。", objects.len(), list.japanese),
    )];
    let opposed = objects.values().filter(|(.., is_opposed)| *is_opposed).count();
    sentences.push(match opposed {
        0 => Phrase::new(
            "No claim or vote stands against one of them.",
            "いずれに対しても、反対する主張や票決の記録はない。",
        ),
        _ => Phrase::new(
            format!("{opposed} of them met opposition that a source or a vote records."),
            format!("うち{opposed}件には、資料や票決に記録された反対があった。"),
        ),
    });
    if !found.ownerless.is_empty() {
        let outcomes = found.ownerless.iter().map(|one| one.outcomes.iter().map(String::as_str).collect());
        let (more, list) = (found.ownerless.len(), by_outcome(outcomes));
        let verb = if more == 1 { "has" } else { "have" };
        sentences.push(Phrase::new(
            format!("{more} more {verb} an outcome and no named proposer: {}.", list.english),
            format!("ほかに、帰結の記録はあるが提案者の名のないものが{more}件：{}。", list.japanese),
        ));
    }
    // One stand may be reached from several proposals: it is told once, with how many and over how much inference.
    let mut stands: BTreeMap<(&Node, &Node), Vec<usize>> = BTreeMap::new();
    for one in &found.reversals {
        let proposer = &found.fates[one.fate].proposal.proposer;
        let inferred = one.way.as_ref().map_or(0, |way| way.inferred);
        stands.entry((proposer, &one.opposition.object)).or_default().push(inferred);
    }
    let own = stands.into_iter().map(|((proposer, object), inferred)| {
        let stated = inferred.iter().filter(|steps| **steps == 0).count();
        let from = count(inferred.len(), "proposal");
        let (proposer, object) = (japanese::node(proposer), japanese::node(object));
        (
            format!(
                "{} ({}, reached from {from}, {stated} without an inferred step)",
                proposer.english, object.english
            ),
            format!(
                "{}（{}：提案{}件から至り、推論の段階を含まないもの{stated}件）",
                proposer.japanese,
                object.japanese,
                inferred.len()
            ),
        )
    });
    let (own, own_ja): (Vec<String>, Vec<String>) = own.unzip();
    if !own.is_empty() {
        let what = "against what grew out of an own proposal, by documented steps";
        sentences.push(Phrase::new(
            format!("Who stands {what}: {}.", and(&own)),
            format!("文書上の段階で自らの提案から生じたものに反対するもの：{}。", own_ja.join("、")),
        ));
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::influence::proposals::Options;
    use crate::result::{Block, CellRef, ColumnRole};
    use crate::view::{Flow, FlowOptions, Window, advocacy::Advocacy};

    /// Who proposed something and what came of it may stand in the same lines.
    #[test]
    fn a_page_names_a_passage_once() {
        let folders = ["cyber-norms", "states"].map(|name| crate::dataset::builtin(name).unwrap()).to_vec();
        let graph = crate::graph::Graph::from(crate::dataset::load(folders, None).dataset.unwrap());
        let flow = Flow::of(&graph, &FlowOptions::default());
        let advocacy = Advocacy::of(&graph, Window::default());
        let found = Proposals::of(&advocacy, &flow, None, &Options::default()).unwrap();
        let mut looked_at = 0;
        for block in proposals(&found).blocks {
            let Block::Table { table, .. } = block else { continue };
            let evidence = table.columns.iter().filter(|column| column.role == ColumnRole::Evidence);
            for cell in evidence.flat_map(|column| column.cells.iter()) {
                let CellRef::List(places) = cell else { continue };
                looked_at += 1;
                assert_eq!(places.iter().collect::<BTreeSet<_>>().len(), places.len(), "{places:?}");
            }
        }
        assert!(looked_at > 20, "{looked_at}");
    }
}
