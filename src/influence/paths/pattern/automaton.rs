//! A pattern written out: which move may follow which, so that a search reads it step by step.

use super::{Move, Part, Pattern};
use crate::view::{Flow, FlowTie};

/// Places of a pattern that is written out: 0 is its first node, the others are moves, of which a repeated one has
/// several. A path stands at a set of places, since it can be read in several ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::influence::paths) struct Automaton {
    /// The move of each place but the first.
    moves: Vec<usize>,
    follow: Vec<u128>,
    last: u128,
}

/// What a part begins and ends with, and whether it may be left out.
#[derive(Clone, Copy)]
struct Span {
    first: u128,
    last: u128,
    empty: bool,
}

impl Automaton {
    /// The most places that a pattern may have.
    pub const MOST: usize = 127;

    /// Any steps: what is walked without a pattern.
    pub fn any() -> Self {
        Self { moves: vec![0], follow: vec![2, 2], last: 2 }
    }

    /// Writes a pattern out; none when it has too many places.
    pub fn of(pattern: &Pattern) -> Option<Self> {
        let mut made = Self { moves: Vec::new(), follow: vec![0], last: 0 };
        let span = made.chain(&pattern.parts)?;
        made.follow[0] |= span.first;
        made.last = span.last | u128::from(span.empty);
        Some(made)
    }

    fn chain(&mut self, parts: &[Part]) -> Option<Span> {
        let mut whole = Span { first: 0, last: 0, empty: true };
        for part in parts {
            let next = self.part(part)?;
            whole = self.joined(whole, next);
        }
        Some(whole)
    }

    fn joined(&mut self, a: Span, b: Span) -> Span {
        bits(a.last).for_each(|place| self.follow[place] |= b.first);
        Span {
            first: if a.empty { a.first | b.first } else { a.first },
            last: if b.empty { a.last | b.last } else { b.last },
            empty: a.empty && b.empty,
        }
    }

    fn part(&mut self, part: &Part) -> Option<Span> {
        match part {
            Part::Move(place) => {
                if self.moves.len() == Self::MOST {
                    return None;
                }
                self.moves.push(*place);
                self.follow.push(0);
                let own = 1 << self.moves.len();
                Some(Span { first: own, last: own, empty: false })
            }
            Part::Repeated(parts, repeat) => {
                let (times, more) = repeat.parts();
                let mut whole = Span { first: 0, last: 0, empty: true };
                for _ in 0..times {
                    let next = self.chain(parts)?;
                    whole = self.joined(whole, next);
                }
                for _ in 0..more.unwrap_or(1) {
                    let mut next = self.chain(parts)?;
                    next.empty = true;
                    if more.is_none() {
                        bits(next.last).for_each(|place| self.follow[place] |= next.first);
                    }
                    whole = self.joined(whole, next);
                }
                Some(whole)
            }
        }
    }

    /// How many places there are.
    pub fn places(&self) -> usize {
        self.follow.len()
    }
    /// The move of a place but the first.
    pub fn step(&self, place: usize) -> usize {
        self.moves[place - 1]
    }
    /// The places that may follow one.
    pub fn follow(&self, place: usize) -> impl Iterator<Item = usize> + use<> {
        bits(self.follow[place])
    }
    /// The places that end a path.
    pub fn last(&self) -> impl Iterator<Item = usize> + use<> {
        bits(self.last)
    }
    /// The set of places that may follow any of a set.
    pub fn next(&self, places: u128) -> u128 {
        bits(places).fold(0, |next, place| next | self.follow[place])
    }
    /// The set of places that each step of a flow may be read at.
    pub fn read(&self, pattern: &Pattern, flow: &Flow) -> Vec<u128> {
        let is = |step: &Move, tie: &FlowTie| step.arrow.is(tie) && step.to.is(&flow.nodes[tie.to]);
        let places = |tie: &FlowTie| {
            let taken: Vec<bool> = pattern.moves.iter().map(|step| is(step, tie)).collect();
            (1..self.places()).filter(|place| taken[self.step(*place)]).fold(0, |set, place| set | 1 << place)
        };
        flow.ties.iter().map(places).collect()
    }
}

/// The members of a set.
pub(in crate::influence::paths) fn bits(mut set: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = set.trailing_zeros() as usize;
        (set != 0).then(|| {
            set &= set - 1;
            place
        })
    })
}
