//! Which actor is in which group: how one question hands its answer to another.

use std::collections::BTreeMap;

/// Actor to group. An actor that is not named is in no group, which is no group of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grouping {
    /// The group of each actor, by id.
    pub groups: BTreeMap<String, String>,
}

impl Grouping {
    /// The group of an actor.
    pub fn of(&self, actor: &str) -> Option<&str> {
        self.groups.get(actor).map(String::as_str)
    }
}
