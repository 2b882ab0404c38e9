//! Proposals as tables and as a graph.

use std::collections::{BTreeMap, BTreeSet};

use super::{Fate, Proposals};
use crate::influence::layer;
use crate::result::{AttributedGraph, Cell, CellKind, ColumnRole, GraphRole, Table, Undefined};
use crate::view::advocacy::{Against, Unnamed};

/// No claim says what came of it.
const NOT_SAID: &str = "not said";
/// Claims say different things of what came of it.
const DISAGREE: &str = "claims disagree";

/// The one word under which a proposal is counted.
fn word(fate: &Fate) -> &str {
    match fate.proposal.outcomes.as_slice() {
        [] => NOT_SAID,
        [one] => one,
        _ => DISAGREE,
    }
}

/// Votes without names, as a cell says them.
fn unnamed(votes: &Unnamed) -> String {
    format!("{} not named", votes.votes)
}

/// What an actor put forward, by outcome.
struct Tally<'a> {
    fates: Vec<&'a Fate>,
    /// What it stands against that grew out of a proposal of its own: a thing counts once, however many lead to it.
    reversals: BTreeSet<&'a str>,
}

impl Proposals {
    /// Outcomes that are counted: the words of the schema, then those that claims add.
    fn words(&self) -> Vec<&str> {
        let mut words: Vec<&str> = self.outcomes.iter().map(String::as_str).collect();
        for word in self.fates.iter().map(word).filter(|word| ![NOT_SAID, DISAGREE].contains(word)) {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        words.extend([DISAGREE, NOT_SAID]);
        words
    }

    /// Actors by how much they put forward, then in the order of ids.
    fn ranked(&self) -> Vec<Tally<'_>> {
        let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
        for fate in &self.fates {
            let id = fate.proposal.proposer.id.as_str();
            tallies
                .entry(id)
                .or_insert_with(|| Tally { fates: Vec::new(), reversals: BTreeSet::new() })
                .fates
                .push(fate);
        }
        for one in &self.reversals {
            if let Some(tally) = tallies.get_mut(self.fates[one.fate].proposal.proposer.id.as_str()) {
                tally.reversals.insert(one.opposition.object.id.as_str());
            }
        }
        let mut ranked: Vec<Tally> = tallies.into_values().collect();
        ranked.sort_by_key(|tally| std::cmp::Reverse(tally.fates.len()));
        ranked
    }

    /// A row an actor: how much it put forward and what came of it.
    pub fn actors(&self) -> Table {
        let words = self.words();
        let mut table = Table::new("proposers", self.method.clone())
            .titled("Who put what forward, and what came of it")
            .column("actor", CellKind::Text, ColumnRole::Id, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("kind", CellKind::Text, ColumnRole::Kind, "")
            .column("proposals", CellKind::Integer, ColumnRole::Count, "proposals");
        for word in &words {
            table = table.column(&word.replace([' ', '-'], "_"), CellKind::Integer, ColumnRole::Attribute, "proposals");
        }
        table = table.column("opposed", CellKind::Integer, ColumnRole::Attribute, "proposals").column(
            "stands_against_own",
            CellKind::Integer,
            ColumnRole::Attribute,
            "",
        );
        for tally in self.ranked() {
            let proposer = &tally.fates[0].proposal.proposer;
            let of = |wanted: &str| Cell::count(tally.fates.iter().filter(|fate| word(fate) == wanted).count());
            let opposed = tally.fates.iter().filter(|fate| fate.is_opposed()).count();
            let first = [&proposer.id, &proposer.name, &proposer.name_ja, &proposer.kind].map(Cell::text);
            let row = first.into_iter().chain([Cell::count(tally.fates.len())]);
            let row = row.chain(words.iter().map(|word| of(word)));
            table.push(row.chain([Cell::count(opposed), Cell::count(tally.reversals.len())]));
        }
        table
    }

    /// A row a proposal: who, what, what came of it, who stood against it.
    pub fn table(&self) -> Table {
        let mut table = Table::new("proposals", self.method.clone())
            .titled("Proposals")
            .column("actor", CellKind::Text, ColumnRole::Actor, "")
            .column("actor_name", CellKind::Text, ColumnRole::Attribute, "")
            .column("proposal", CellKind::Text, ColumnRole::Id, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("outcome", CellKind::Text, ColumnRole::Group, "")
            .column("date", CellKind::Text, ColumnRole::Attribute, "EDTF")
            .column("begin", CellKind::Text, ColumnRole::Begin, "day")
            .column("end", CellKind::Text, ColumnRole::End, "day")
            .column("status", CellKind::Text, ColumnRole::Status, "")
            .column("modality", CellKind::Text, ColumnRole::Attribute, "")
            .column("certainty", CellKind::Text, ColumnRole::Certainty, "")
            .column("opposed_by", CellKind::List, ColumnRole::Attribute, "")
            .column("claims", CellKind::List, ColumnRole::Claims, "")
            .column("evidence", CellKind::List, ColumnRole::Evidence, "");
        for fate in &self.fates {
            let one = &fate.proposal;
            let outcome = match word(fate) {
                DISAGREE => format!("{DISAGREE}: {}", one.outcomes.join(", ")),
                word => word.to_owned(),
            };
            let mut opposed: Vec<String> = fate.opposed.iter().map(|other| other.actor.id.clone()).collect();
            opposed.dedup();
            opposed.extend(fate.unnamed.iter().map(unnamed));
            let both = |own: &[String], others: &[String]| Cell::List([own, others].concat());
            table.push([
                Cell::text(&one.proposer.id),
                Cell::text(&one.proposer.name),
                Cell::text(&one.object.id),
                Cell::text(&one.object.name),
                Cell::text(&one.object.name_ja),
                Cell::text(outcome),
                Cell::text(&one.date_text),
                layer::day(one.when.earliest),
                layer::day(one.when.latest),
                Cell::text(one.status.word()),
                Cell::text(one.modality.map_or("", |modality| modality.word())),
                Cell::text(one.certainty.word()),
                Cell::List(opposed),
                both(&one.claims, &one.outcome_claims),
                both(&one.evidence, &one.outcome_evidence),
            ]);
        }
        table
    }

    /// A row an actor that stands against what grew out of its own proposal, with the way from the one to the other.
    pub fn against_own(&self) -> Table {
        let mut table = Table::new("against-own", self.method.clone())
            .titled("Against what grew out of an own proposal")
            .column("actor", CellKind::Text, ColumnRole::Actor, "")
            .column("proposal", CellKind::Text, ColumnRole::Id, "")
            .column("against", CellKind::Text, ColumnRole::Other, "")
            .column("how", CellKind::Text, ColumnRole::Attribute, "")
            .column("aspect", CellKind::Text, ColumnRole::Attribute, "")
            .column("steps", CellKind::Integer, ColumnRole::Count, "steps")
            .column("through", CellKind::List, ColumnRole::Attribute, "")
            .column("order", CellKind::Text, ColumnRole::Status, "")
            .column("inferred", CellKind::Integer, ColumnRole::Attribute, "steps")
            .column("claims", CellKind::List, ColumnRole::Claims, "")
            .column("evidence", CellKind::List, ColumnRole::Evidence, "");
        for one in &self.reversals {
            let proposal = &self.fates[one.fate].proposal;
            let ties: Vec<_> = one.way.iter().flat_map(|way| &way.ties).filter_map(|tie| self.ties.get(tie)).collect();
            let through = ties.iter().skip(1).filter_map(|tie| self.nodes.get(&tie.from));
            let all = |own: &[String], step: Vec<String>, last: &[String]| {
                Cell::List(own.iter().cloned().chain(step).chain(last.iter().cloned()).collect())
            };
            table.push([
                Cell::text(&proposal.proposer.id),
                Cell::text(&proposal.object.id),
                Cell::text(&one.opposition.object.id),
                Cell::text(one.opposition.against.word()),
                Cell::text(&one.opposition.aspect),
                Cell::count(ties.len()),
                Cell::List(through.map(|node| node.node.id.clone()).collect()),
                Cell::text(one.way.as_ref().map_or("the same", |way| way.verdict.word())),
                Cell::count(one.way.as_ref().map_or(0, |way| way.inferred)),
                all(&proposal.claims, ties.iter().flat_map(|tie| tie.claims.clone()).collect(), &one.opposition.claims),
                all(
                    &proposal.evidence,
                    ties.iter().flat_map(|tie| tie.evidence.clone()).collect(),
                    &one.opposition.evidence,
                ),
            ]);
        }
        table
    }

    /// A row a thing that has an outcome and no named proposer.
    pub fn without_proposer(&self) -> Table {
        let mut table = Table::new("proposals-without-proposer", self.method.clone())
            .titled("Of which nobody is named as proposer")
            .column("proposal", CellKind::Text, ColumnRole::Id, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("outcome", CellKind::Text, ColumnRole::Group, "")
            .column("claims", CellKind::List, ColumnRole::Claims, "")
            .column("evidence", CellKind::List, ColumnRole::Evidence, "");
        for one in &self.ownerless {
            table.push([
                Cell::text(&one.object.id),
                Cell::text(&one.object.name),
                Cell::text(&one.object.name_ja),
                Cell::text(one.outcomes.join(", ")),
                Cell::List(one.claims.clone()),
                Cell::List(one.evidence.clone()),
            ]);
        }
        table
    }

    /// Everything that is said of one thing that was put forward, claim by claim: who proposed it, what came of it, who
    /// stood against it, and the steps to what its proposer later stood against.
    pub fn why(&self, object: &str) -> Result<Table, Undefined> {
        let mut table = Table::new("why", self.method.clone())
            .titled(format!("What is said of {object} as a proposal"))
            .column("from", CellKind::Text, ColumnRole::Id, "")
            .column("says", CellKind::Text, ColumnRole::Attribute, "")
            .column("to", CellKind::Text, ColumnRole::Other, "")
            .column("date", CellKind::Text, ColumnRole::Attribute, "EDTF")
            .column("claim", CellKind::Text, ColumnRole::Claims, "")
            .column("evidence", CellKind::Text, ColumnRole::Evidence, "");
        let mut push = |from: &str, says: &str, to: &str, date: &str, claims: &[String], evidence: &[String]| {
            for (place, claim) in claims.iter().enumerate() {
                let evidence = evidence.get(place).map_or("", String::as_str);
                table.push([from, says, to, date, claim, evidence].map(Cell::text));
            }
        };
        let (mut stood, mut counted) = (Vec::new(), Vec::new());
        for (place, fate) in self.fates.iter().enumerate().filter(|(_, fate)| fate.proposal.object.id == object) {
            let one = &fate.proposal;
            let outcome = one.outcomes.join(", ");
            let own = one.outcome_claims.is_empty() && !outcome.is_empty();
            let says = if own { format!("proposes ({outcome})") } else { "proposes".to_owned() };
            push(&one.proposer.id, &says, object, &one.date_text, &one.claims, &one.evidence);
            push(object, &outcome, "", "", &one.outcome_claims, &one.outcome_evidence);
            stood.clone_from(&fate.opposed);
            counted.clone_from(&fate.unnamed);
            for reversal in self.reversals.iter().filter(|reversal| reversal.fate == place) {
                let ties = reversal.way.iter().flat_map(|way| &way.ties).filter_map(|tie| self.ties.get(tie));
                for tie in ties {
                    let end = |node: usize| self.nodes.get(&node).map_or("", |node| node.node.id.as_str());
                    push(end(tie.from), &tie.label, end(tie.to), &tie.date_text, &tie.claims, &tie.evidence);
                }
                let other = &reversal.opposition;
                if other.object.id != object {
                    let says = other.against.word();
                    push(&other.actor.id, says, &other.object.id, &other.date_text, &other.claims, &other.evidence);
                }
            }
        }
        for other in &stood {
            push(&other.actor.id, other.against.word(), object, &other.date_text, &other.claims, &other.evidence);
        }
        for votes in &counted {
            let says = Against::Voted.word();
            push(&unnamed(votes), says, object, &votes.date_text, &votes.claims, &votes.evidence);
        }
        for one in self.ownerless.iter().filter(|one| one.object.id == object) {
            push(object, &one.outcomes.join(", "), "", "", &one.claims, &one.evidence);
        }
        if table.is_empty() {
            return Err(Undefined::because(format!("no claim here says that somebody put {object} forward")));
        }
        Ok(table)
    }

    /// A row an actor and outcome, for bars.
    pub fn bars(&self) -> Table {
        let mut table = Table::new("proposals-by-outcome", self.method.clone())
            .titled("Proposals by what came of them")
            .column("actor", CellKind::Text, ColumnRole::Id, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("outcome", CellKind::Text, ColumnRole::Group, "")
            .column("proposals", CellKind::Integer, ColumnRole::Count, "proposals")
            .column("place", CellKind::Integer, ColumnRole::Order, "");
        for (place, tally) in self.ranked().into_iter().enumerate() {
            let proposer = &tally.fates[0].proposal.proposer;
            for wanted in self.words() {
                let count = tally.fates.iter().filter(|fate| word(fate) == wanted).count();
                if count > 0 {
                    let first = [&proposer.id, &proposer.name, &proposer.name_ja].map(Cell::text);
                    table.push(first.into_iter().chain([
                        Cell::text(wanted),
                        Cell::count(count),
                        Cell::count(place + 1),
                    ]));
                }
            }
        }
        table
    }

    /// Proposers and proposals, and the steps from a proposal to what its proposer later stood against.
    pub fn graph(&self) -> AttributedGraph {
        let place: BTreeMap<usize, usize> = self.nodes.keys().enumerate().map(|(place, &node)| (node, place)).collect();
        let mut table = layer::tie_columns(Table::new("steps", self.method.clone()));
        for tie in self.ties.values() {
            table.push(layer::tie_cells(tie));
        }
        AttributedGraph {
            name: "proposals".to_owned(),
            directed: true,
            role: GraphRole::OneMode,
            nodes: layer::nodes(&self.method, self.nodes.values()),
            ties: table,
            ends: self.ties.values().map(|tie| (place[&tie.from], place[&tie.to])).collect(),
            method: self.method.clone(),
        }
    }
}
