//! The texts of a norm in the order that dates and stated lineage leave.

use std::collections::BTreeSet;

use crate::math::precedence::{Precedence, covers};
use crate::model::{Day, FlowClass, Span};
use crate::view::{Holds, NormClaim, Norms, Window};

use super::{Change, NormStep, Read};
use crate::influence::paths::StepOrder;

/// Whether a norm appears first in a text, as far as the record goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum First {
    /// This text precedes all others that hold the norm.
    Certain,
    /// No text is known to precede it, but it is not known to precede all others.
    Possible,
    /// Another text precedes it.
    No,
}

impl First {
    /// Every value.
    pub const ALL: [Self; 3] = [Self::Certain, Self::Possible, Self::No];
    /// The word that tables use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Certain => "first",
            Self::Possible => "perhaps first",
            Self::No => "later",
        }
    }
    /// The same under a window: what lies before its first day is not looked at.
    pub const fn within(self, window: Window) -> &'static str {
        match (self, window.from) {
            (Self::Certain, Some(_)) => "first in the window",
            (Self::Possible, Some(_)) => "perhaps first in the window",
            _ => self.word(),
        }
    }
}

/// A text that holds a norm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appearance {
    /// The row of the norm in [`super::Lineage::nodes`].
    pub norm: usize,
    /// The row of the text.
    pub text: usize,
    /// Lists it, or affirms it.
    pub how: Holds,
    /// The list that names the norm; the text when it names it itself.
    pub list: usize,
    /// Whether it is the first in the record.
    pub first: First,
    /// Its place in the longest chain of texts that must have come one after another, from 1.
    pub generation: usize,
    /// The claims that say so.
    pub claims: Vec<NormClaim>,
}

/// What came before what.
pub(super) struct Dating {
    precedence: Precedence,
    /// What is known of each text by itself.
    own: Vec<Span>,
}

impl Dating {
    /// Dates that are planned or soft prove nothing; hedged and planned lineage states no order. What a text holds was
    /// there when the text was made.
    pub(super) fn of(norms: &Norms, read: &Read<'_>) -> Self {
        let own: Vec<Span> = norms
            .nodes
            .iter()
            .map(|node| if node.soft || node.entity.planned { Span::UNKNOWN } else { node.entity.date })
            .collect();
        let plain = |claims: &[&NormClaim]| claims.iter().any(|claim| claim.is_plain());
        let rests = read.rests.iter().filter(|rest| plain(&rest.3)).map(|(_, later, earlier, _)| (*earlier, *later));
        let holds = read.below.iter().flat_map(|(&holder, held)| {
            held.iter().filter(|(_, _, claims)| plain(claims)).map(move |(norm, _, _)| (*norm, holder))
        });
        let stated: Vec<(usize, usize)> = rests.chain(holds).collect();
        let bounds: Vec<(i32, i32)> = own.iter().map(|span| (span.earliest.0, span.latest.0)).collect();
        Self { precedence: Precedence::of(&bounds, &stated), own }
    }
    pub(super) fn cycles(&self) -> &[Vec<usize>] {
        self.precedence.cycles()
    }
    pub(super) fn against(&self) -> &[(usize, usize)] {
        self.precedence.against()
    }
    /// Whether the first must have come before the second.
    pub(super) fn precedes(&self, a: usize, b: usize) -> bool {
        self.precedence.is_dated(a, b) || self.precedence.followers(a).binary_search(&b).is_ok()
    }
    /// Why a text stands after one that it rests on.
    pub(super) fn of_step(&self, from: usize, to: usize) -> StepOrder {
        let against = self.own[from].earliest > self.own[to].latest || self.precedence.is_dated(to, from);
        match (against, self.precedence.is_dated(from, to)) {
            (true, _) => StepOrder::StatedAgainstDates,
            (false, true) => StepOrder::Dated,
            (false, false) if self.precedes(from, to) => StepOrder::Stated,
            (false, false) => StepOrder::Possible,
        }
    }

    /// Of texts, which precedes which; a pair that the record puts both ways round is left without an order.
    fn among(&self, texts: &[usize]) -> Vec<Vec<bool>> {
        let one_way: Vec<Vec<bool>> = texts
            .iter()
            .map(|&a| {
                let followers = self.precedence.followers(a);
                let before = |b: usize| self.precedence.is_dated(a, b) || followers.binary_search(&b).is_ok();
                texts.iter().map(|&b| a != b && before(b)).collect()
            })
            .collect();
        let places = 0..texts.len();
        places.clone().map(|a| places.clone().map(|b| one_way[a][b] && !one_way[b][a]).collect()).collect()
    }

    /// Every text that holds a norm, earliest generation first.
    pub(super) fn appearances(&self, read: &Read<'_>, norm: usize) -> Vec<Appearance> {
        let texts = read.texts(norm);
        let before = self.among(texts);
        let earlier = |b: usize| before.iter().filter(|row| row[b]).count();
        // What precedes a text has fewer texts before it than the text itself.
        let mut in_order: Vec<usize> = (0..texts.len()).collect();
        in_order.sort_by_key(|&place| earlier(place));
        let mut generation = vec![1; texts.len()];
        for &b in &in_order {
            let longest = (0..texts.len()).filter(|&a| before[a][b]).map(|a| generation[a] + 1).max();
            generation[b] = longest.unwrap_or(1);
        }
        let mut all: Vec<Appearance> = Vec::with_capacity(texts.len());
        for (place, &text) in texts.iter().enumerate() {
            let Some(has) = read.has(text, norm) else { continue };
            let all_follow = before[place].iter().filter(|after| **after).count() + 1 == texts.len();
            let first = match (earlier(place), all_follow) {
                (0, true) => First::Certain,
                (0, false) => First::Possible,
                _ => First::No,
            };
            all.push(Appearance {
                norm,
                text,
                how: has.how,
                list: has.list,
                first,
                generation: generation[place],
                claims: has.claims.iter().map(|claim| (*claim).clone()).collect(),
            });
        }
        all.sort_by_key(|one| (one.generation, sortable(self.own[one.text]), one.text));
        all
    }

    /// Texts of one norm, next to each other in time, between which no claim of lineage stands.
    pub(super) fn co_affirmations(
        &self,
        norm: usize,
        texts: &[Appearance],
        rested: &BTreeSet<(usize, usize, usize)>,
    ) -> Vec<NormStep> {
        let rows: Vec<usize> = texts.iter().map(|one| one.text).collect();
        let pairs = covers(&self.among(&rows)).into_iter();
        pairs
            .filter(|&(a, b)| !rested.contains(&(norm, rows[a], rows[b])))
            .map(|(a, b)| NormStep {
                norm,
                earlier_norm: norm,
                from: rows[a],
                to: rows[b],
                lists: (texts[a].list, texts[b].list),
                change: Change::AffirmsToo,
                class: FlowClass::CoAffirmation,
                order: self.of_step(rows[a], rows[b]),
                claims: texts[a].claims.iter().chain(&texts[b].claims).cloned().collect(),
            })
            .collect()
    }
}

/// Known beginnings first, unknown last.
fn sortable(span: Span) -> (bool, Day, Day) {
    (span.earliest == Day::MIN, span.earliest, span.latest)
}
