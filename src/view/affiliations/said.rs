//! What claims and rows say of one cell, and what that makes of it.

use std::collections::BTreeSet;

use super::times::meet;
use super::{Doubt, Membership};
use crate::model::{Day, Span};

/// What is said of one cell.
#[derive(Default)]
pub(super) struct Said {
    pub claims: Vec<String>,
    /// When the claims hold.
    pub held: Vec<Span>,
    /// The claims that deny it, and when.
    pub denied: Vec<(String, Span)>,
    /// The claims that deny it of a part alone, and when: the other part may be in.
    pub denied_in_part: Vec<(String, Span)>,
    /// Claims that say so in a way from which nobody is in, nor out.
    pub doubted: Vec<(Doubt, String)>,
    pub lifted: bool,
    pub inherited: bool,
    /// The last day on which one of the claims may hold, of those that say when they end; [`Day::MAX`] where one does not.
    pub until: Option<Day>,
    /// Whether one of the claims holds in the window for sure.
    pub surely: bool,
    /// Whether one of the claims is of a complete list.
    pub listed: bool,
    /// Whether one of the denials holds in the window for sure.
    pub surely_denied: bool,
}

impl Said {
    /// Whether one source says so and another denies it of what may be the same time: who left has sat there all the same.
    pub fn is_disputed(&self) -> bool {
        self.meets(&self.denied)
    }
    /// Whether what is said of it is denied of a part, of what may be the same time.
    fn is_in_part(&self) -> bool {
        self.meets(&self.denied_in_part)
    }
    fn meets(&self, denials: &[(String, Span)]) -> bool {
        denials.iter().any(|(_, denied)| self.held.iter().any(|held| meet(*denied, *held)))
    }
    /// Whether anybody is said to be there or not, be it for sure or not: what is hedged or planned alone makes no arena.
    pub fn is_told(&self) -> bool {
        !self.denied.is_empty() || !self.denied_in_part.is_empty() || self.may_be_in()
    }
    /// Whether it may be in, by more than what is hedged or planned.
    pub fn may_be_in(&self) -> bool {
        !self.claims.is_empty() || self.doubted.iter().any(|(doubt, _)| *doubt != Doubt::Hedged)
    }
    /// What this says of the cell of a list, and where claims leave that unknown, why: what may hold in the window, and need not,
    /// is not known; whoever is not on a complete list that was seen in the window is out.
    pub fn membership(&self, list: Silence) -> (Membership, Option<Doubt>) {
        let doubt = self.doubted.iter().map(|(doubt, _)| *doubt).min();
        let unknown = |doubt| (Membership::Unknown, Some(doubt));
        match (self.claims.is_empty(), doubt) {
            (true, _) if self.surely_denied => (Membership::Out, None),
            (true, Some(doubt)) => unknown(doubt),
            (true, None) if !self.denied_in_part.is_empty() => unknown(Doubt::InPart),
            (true, None) if list == Silence::Unknown && self.denied.is_empty() => (Membership::Unknown, None),
            (true, None) if list == Silence::Unknown => unknown(Doubt::Dates),
            (true, None) => (Membership::Out, None),
            _ if self.is_disputed() => unknown(Doubt::Disputed),
            _ if self.is_in_part() => unknown(Doubt::InPart),
            _ if self.surely => (Membership::In, None),
            (false, doubt) if list == Silence::OutThen && !self.listed => {
                doubt.map_or((Membership::Out, None), unknown)
            }
            _ => unknown(Doubt::Dates),
        }
    }
    /// The claims that leave a cell unknown for this reason.
    pub fn behind(&self, doubt: Doubt) -> Vec<String> {
        let is_denied = matches!(doubt, Doubt::Disputed | Doubt::Dates);
        let denied = self.denied.iter().filter(|_| is_denied).map(|(claim, _)| claim);
        let in_part = self.denied_in_part.iter().filter(|_| doubt == Doubt::InPart).map(|(claim, _)| claim);
        let doubted = self.doubted.iter().filter(|(other, _)| *other == doubt).map(|(_, claim)| claim);
        let claims: BTreeSet<&String> = self.claims.iter().chain(denied).chain(in_part).chain(doubted).collect();
        claims.into_iter().cloned().collect()
    }
    /// Takes in a claim that says so, when it holds and until when: what has no end, as an event, goes on.
    pub fn holds(&mut self, claim: String, when: Span, until: Day) {
        // Most cells have one claim: no room is made for more.
        self.claims.reserve_exact(1);
        self.held.reserve_exact(1);
        self.claims.push(claim);
        self.held.push(when);
        self.until = self.until.max(Some(until));
    }
}

/// What it means to be named nowhere on a list.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Silence {
    /// Nothing: the list is open.
    Unknown,
    /// To be out: the list gives all who ever take part. When those without a day do, it does not say.
    Out,
    /// To be out, and for who may have left before, too: the list was seen in the window.
    OutThen,
}
