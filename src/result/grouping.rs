//! Which actor is in which group: how one question hands its answer to another.

use std::collections::BTreeMap;

/// Actor to group. An actor that is not named is in no group, which is no group of its own.
///
/// ```
/// use blocs::result::Grouping;
/// let banks = Grouping { groups: [("ada".to_owned(), "north".to_owned())].into() };
/// assert_eq!((banks.of("ada"), banks.of("bo")), (Some("north"), None));
/// ```
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
