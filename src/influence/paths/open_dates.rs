//! Paths that are possible only because a date is open: what must be later than all that is known of it.

use std::collections::BTreeMap;

use super::{Paths, Verdict};
use crate::model::Day;
use crate::view::Step;

/// A thing whose open date some listed paths hang on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenDate {
    /// The numbers of the paths, from 1.
    pub paths: Vec<usize>,
    /// The id of what they lead to.
    pub entity: String,
    /// All that is known of its date: it is not before this day.
    pub not_before: Day,
    /// The steps that lead to it are not before this day, on the path of those where it is the earliest.
    pub after: Day,
}

impl Paths {
    /// Of the listed paths that are merely possible, those that a date open to the right makes so: a step of which only the
    /// earliest day is known, behind steps that are all later than that day. In the order of ids.
    pub fn open_dates(&self) -> Vec<OpenDate> {
        let mut found: BTreeMap<&str, OpenDate> = BTreeMap::new();
        for (number, path) in self.paths.iter().enumerate().filter(|(_, path)| path.verdict == Verdict::Possible) {
            let mut since = Day::MIN;
            for tie in path.ties.iter().filter_map(|tie| self.ties.get(tie)) {
                let earliest = tie.when.earliest();
                let open = matches!(tie.when, Step::Event(span) if span.latest == Day::MAX) && earliest != Day::MIN;
                if open && since > earliest {
                    let Some(to) = self.nodes.get(&tie.to) else { continue };
                    let new = || OpenDate {
                        paths: Vec::new(),
                        entity: to.node.id.clone(),
                        not_before: earliest,
                        after: since,
                    };
                    let one = found.entry(&to.node.id).or_insert_with(new);
                    one.after = one.after.min(since);
                    one.not_before = one.not_before.max(earliest);
                    one.paths.push(number + 1);
                }
                since = since.max(earliest);
            }
        }
        found.into_values().collect()
    }
}
