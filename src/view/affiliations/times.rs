//! When what claims say of who takes part holds: for sure or perhaps, in the window or out of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::schema::{Role, TimeKind};
use crate::model::{Claim, Dataset, Day, Span};
use crate::view::Window;

/// Claims that give a complete list, and of which days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observed {
    /// The first of them by its id.
    pub claim: String,
    /// How many there are.
    pub claims: usize,
    /// The first and the last day of which they speak; [`Day::MIN`] and [`Day::MAX`] where they do not say.
    pub days: (Day, Day),
}

impl Observed {
    pub(super) fn add(of: &mut BTreeMap<u32, Self>, arena: u32, claim: &Claim, days: Span) {
        let observed = of.entry(arena).or_insert_with(|| Self {
            claim: claim.id.clone(),
            claims: 0,
            days: (days.earliest, days.latest),
        });
        observed.claims += 1;
        observed.days = (observed.days.0.min(days.earliest), observed.days.1.max(days.latest));
    }
}

/// The days between which claims that say who takes part are dated.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Times {
    /// The first and the last day that any of them names.
    pub dated: Option<(Day, Day)>,
    /// Whether some have no end that is known: they may go on after the last day.
    pub go_on: bool,
    /// The days on which each of them may hold.
    held: BTreeSet<(Day, Day)>,
}

impl Times {
    /// Whether some of those that may hold in a window are over before others of them begin, so that no day has them all.
    pub fn are_pooled(&self, window: Window) -> bool {
        let inside = || {
            self.held.iter().filter(|(earliest, latest)| window.may_hold(Span { earliest: *earliest, latest: *latest }))
        };
        let (first_end, last_begin) = (inside().map(|(_, end)| end).min(), inside().map(|(begin, _)| begin).max());
        first_end.zip(last_begin).is_some_and(|(end, begin)| end < begin)
    }
    /// Takes in when a claim holds: an event is over at once.
    pub(in crate::view) fn take(&mut self, dataset: &Dataset, claim: &Claim) {
        let (begin, end) = claim.holds();
        self.add(begin, if is_event(dataset, claim) { begin } else { end });
    }
    fn add(&mut self, begin: Span, end: Span) {
        let known = |day: &Day| *day != Day::MIN && *day != Day::MAX;
        for day in [begin.earliest, begin.latest, end.earliest, end.latest].into_iter().filter(known) {
            let (first, last) = self.dated.unwrap_or((day, day));
            self.dated = Some((first.min(day), last.max(day)));
        }
        self.go_on |= known(&begin.earliest) && end.latest == Day::MAX;
        self.held.insert((begin.earliest, end.latest));
    }
}

/// Which complete lists there are.
#[derive(Default)]
pub(in crate::view) struct Listed {
    /// Whether one gives all who take part, each at its time.
    pub whole: bool,
    /// The days as of which the others were seen.
    pub seen: Vec<Span>,
}

impl Listed {
    /// Takes in a complete list, seen as of these days where it says any.
    pub fn add(&mut self, seen: Option<Span>) {
        match seen {
            Some(seen) if !self.seen.contains(&seen) => self.seen.push(seen),
            Some(_) => {}
            None => self.whole = true,
        }
    }
    pub fn is_complete(&self, window: Window) -> bool {
        self.whole || self.was_seen(window)
    }
    /// Whether lists that were seen in the window tell who is not in.
    pub fn was_seen(&self, window: Window) -> bool {
        cover(&self.seen, window)
    }
}

/// The days from the first to the last that several spans hold.
pub(in crate::view) fn hull<'a>(spans: impl IntoIterator<Item = &'a Span>) -> Option<Span> {
    let both = |one: Span, other: Span| Span {
        earliest: one.earliest.min(other.earliest),
        latest: one.latest.max(other.latest),
    };
    spans.into_iter().copied().reduce(both)
}

/// Whether two spans may share a day.
pub(in crate::view) fn meet(one: Span, other: Span) -> bool {
    one.earliest <= other.latest && other.earliest <= one.latest
}

/// Whether lists that were seen on these days tell who is not in during the whole window. They are read to the year, since
/// dates of lists mostly are: a list of October 2025 is that of 2025, and none of 2019. Without a window no time is asked.
pub(super) fn cover(lists: &[Span], window: Window) -> bool {
    if window.is_open() {
        return !lists.is_empty();
    }
    let year = |day: Day| match day {
        Day::MIN => i32::MIN,
        Day::MAX => i32::MAX,
        day => day.civil().0,
    };
    let mut next = year(window.from.unwrap_or(Day::MIN));
    let last = year(window.until.unwrap_or(Day::MAX));
    let mut years: Vec<(i32, i32)> = lists.iter().map(|seen| (year(seen.earliest), year(seen.latest))).collect();
    years.sort_unstable();
    for (first, end) in years {
        if first > next {
            return false;
        }
        if end >= last {
            return true;
        }
        next = next.max(end.saturating_add(1));
    }
    false
}

/// Whether what a claim says may hold within the window.
pub(in crate::view) fn in_window(dataset: &Dataset, claim: &Claim, window: Window) -> bool {
    window.may_hold(span(dataset, claim))
}

/// Whether what a claim says holds on some day of the window, whatever its dates leave open.
pub(in crate::view) fn surely(dataset: &Dataset, claim: &Claim, window: Window) -> bool {
    window.is_open() || Sure::of(dataset, claim).is_some_and(|sure| sure.is_in(window))
}

/// The latest day on which something begins and the earliest on which it is over, whatever its dates leave open. The begin may
/// lie after the end: of what began and ended in 2004 no day of that year is sure, but the year is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sure {
    begin: Day,
    end: Day,
}

impl Sure {
    /// Of a claim; `None` for a state of which nobody knows when it began. An event is over at once.
    pub fn of(dataset: &Dataset, claim: &Claim) -> Option<Self> {
        let (begin, mut end) = claim.holds();
        if is_event(dataset, claim) {
            return Some(Self { begin: begin.latest, end: begin.earliest });
        }
        if claim.end.as_ref().is_some_and(|end| end.is_ongoing()) {
            end.earliest = Day::MAX;
        } else if let Some(seen) = &claim.as_of {
            // Seen then, it had not ended.
            end.earliest = end.earliest.max(seen.span().earliest);
        }
        // Nothing ends before it begins.
        let sure = Self { begin: begin.latest.min(end.latest), end: end.earliest.max(begin.earliest) };
        (begin.latest < Day::MAX).then_some(sure)
    }
    /// Whether it holds on some day of the window.
    pub fn is_in(self, window: Window) -> bool {
        window.until.is_none_or(|until| self.begin <= until) && window.from.is_none_or(|from| self.end >= from)
    }
    /// What both share; `None` where they need not share a day. Several that share days two by two share one.
    pub fn and(self, other: Self) -> Option<Self> {
        let both = Self { begin: self.begin.max(other.begin), end: self.end.min(other.end) };
        (self.begin <= other.end && other.begin <= self.end).then_some(both)
    }
}

/// Whether an event on some day of a span lies in the window, whichever day it is.
pub(super) fn surely_then(when: Span, window: Window) -> bool {
    window.from.is_none_or(|from| when.earliest >= from) && window.until.is_none_or(|until| when.latest <= until)
}

/// The days on which what a claim says may hold: an event is over at once, a state without an end may hold still.
pub(in crate::view) fn span(dataset: &Dataset, claim: &Claim) -> Span {
    let (begin, end) = claim.holds();
    Span { earliest: begin.earliest, latest: if is_event(dataset, claim) { begin.latest } else { end.latest } }
}

/// The last day of the end that a claim states; [`Day::MAX`] where it states none, as of events.
pub(super) fn until(claim: &Claim) -> Day {
    claim.end.as_ref().map_or(Day::MAX, |end| end.span().latest)
}

pub(super) fn is_event(dataset: &Dataset, claim: &Claim) -> bool {
    dataset.schema.relation(&claim.relation).is_some_and(|relation| relation.time == TimeKind::Event)
}

/// Actors of which claims say when they exist, and none that they may in the window.
pub(super) fn not_existing(dataset: &Dataset, window: Window) -> BTreeSet<&str> {
    let mut exist: BTreeMap<&str, bool> = BTreeMap::new();
    let says = |claim: &&Claim| {
        let relation = dataset.schema.relation(&claim.relation);
        claim.is_plain() && relation.is_some_and(|relation| relation.roles.contains(&Role::Existence))
    };
    if !window.is_open() {
        for claim in dataset.claims.iter().filter(says) {
            *exist.entry(claim.subject.as_str()).or_default() |= in_window(dataset, claim, window);
        }
    }
    exist.into_iter().filter(|(_, may)| !may).map(|(actor, _)| actor).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Date;

    /// Lists of 2010, 2011 and October 2013, by hand: each year of a window needs one.
    #[test]
    fn a_list_is_that_of_its_year() {
        let days = ["2010", "2011", "2013-10"].map(|text| Date::parse(text).unwrap().span());
        let covers = |from, until| cover(&days, Window::parse(from, until).unwrap());
        assert!(covers(Some("2010"), Some("2011")) && covers(Some("2013-02"), Some("2013-02")));
        assert!(
            !covers(Some("2010"), Some("2013")) && !covers(Some("2012"), Some("2012")) && !covers(Some("2013"), None)
        );
        assert!(!covers(None, Some("2010")) && covers(None, None));
        assert!(!cover(&[], Window::default()));
        assert!(cover(&[Date::parse("2010/..").unwrap().span()], Window::parse(Some("2012"), None).unwrap()));
    }
}
