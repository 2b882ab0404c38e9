//! A value that does not exist, with the reason: undefined is not zero.

use std::borrow::Cow;
use std::fmt;

/// Why a value does not exist, in words that a table can print: `2 joint items, minimum 5`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Undefined(Cow<'static, str>);

impl Undefined {
    /// Undefined for this reason.
    pub fn because(reason: impl Into<Cow<'static, str>>) -> Self {
        Self(reason.into())
    }
    /// The reason.
    pub fn reason(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Undefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "undefined: {}", self.0)
    }
}
