//! The atom: who says what, and where.

use super::{Date, Evidence, Origin, Participation, Span, qualifiers};

/// A small closed vocabulary: every value knows its word.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }
        impl $name {
            /// Every value, in the order of this page.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The word that tables use.
            pub const fn word(self) -> &'static str { match self { $(Self::$variant => $word),+ } }
            /// The value of a word, or `None` when it is not in the vocabulary.
            pub fn parse(word: &str) -> Option<Self> { Self::ALL.iter().copied().find(|value| value.word() == word) }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.word()) }
        }
    };
}
pub(crate) use words;

words! {
    /// Whether what is claimed has happened, by the source.
    Status {
        /// It is so, or was.
        Actual = "actual",
        /// It is to come.
        Planned = "planned",
        /// Somebody proposed it.
        Proposed = "proposed",
        /// Somebody asked for it.
        Requested = "requested",
        /// The source says that it is not so: kept, never drawn.
        Denied = "denied",
    }
}

words! {
    /// How the coder came to the claim.
    Certainty {
        /// It stands in the text.
        Stated = "stated",
        /// It was read from context, layout, counting, or by joining two texts.
        Inferred = "inferred",
    }
}

words! {
    /// How the source hedges the claim, if it does.
    Modality {
        /// It may be so.
        May = "may",
        /// It appears so.
        Appears = "appears",
        /// It is expected.
        Expected = "expected",
        /// It is forecast.
        Forecast = "forecast",
        /// It holds under a condition.
        Conditional = "conditional",
    }
}

words! {
    /// Whether the list that the claim is part of goes on.
    Openness {
        /// The source does not say.
        Unsaid = "",
        /// The list goes on.
        Open = "yes",
        /// The source gives the complete list.
        Complete = "no",
    }
}

/// What a claim says of its subject: a relation to an entity, a value, or both for a stance.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A relation to an entity.
    Entity(String),
    /// A number or a text, typed by the relation.
    Value(String),
    /// A stance on an item: the item and the code taken.
    Stance {
        /// The issue or norm.
        item: String,
        /// The code of the stance, from `codes.csv`.
        code: String,
    },
}

impl Target {
    /// The entity at the far end, if there is one.
    pub fn entity(&self) -> Option<&str> {
        match self {
            Self::Entity(id) | Self::Stance { item: id, .. } => Some(id),
            Self::Value(_) => None,
        }
    }
    /// The value or the code, if there is one.
    pub fn value(&self) -> Option<&str> {
        match self {
            Self::Value(value) | Self::Stance { code: value, .. } => Some(value),
            Self::Entity(_) => None,
        }
    }
}

/// One claim, made by one source at one place in its text.
///
/// Two sources that say the same are two claims behind one edge; two that disagree are two claims and a conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Stable and unique, `D0-017`.
    pub id: String,
    /// The entity that the claim is about.
    pub subject: String,
    /// A relation of the schema.
    pub relation: String,
    /// What the claim says of its subject.
    pub target: Target,
    /// When it happened, or when it began to hold.
    pub begin: Option<Date>,
    /// Until when it held, for a state; `..` = still so.
    pub end: Option<Date>,
    /// Actual, planned, proposed, requested or denied.
    pub status: Status,
    /// Stated or inferred.
    pub certainty: Certainty,
    /// The hedge, if there is one.
    pub modality: Option<Modality>,
    /// Whether the list that it is part of goes on.
    pub open: Openness,
    /// Who says so inside the source: an entity id or a name; empty when the source itself says it.
    pub attributed_to: String,
    /// The day for which it holds, for counts and the like.
    pub as_of: Option<Date>,
    /// Further keys declared by the relation, in the order of their names.
    pub qualifiers: Vec<(String, String)>,
    /// Where the world says it.
    pub evidence: Evidence,
    /// A remark for readers of the table.
    pub note: String,
    /// Where we wrote it.
    pub origin: Origin,
}

impl Claim {
    /// The value of a qualifier, if the claim carries it.
    pub fn qualifier(&self, key: &str) -> Option<&str> {
        self.qualifiers.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }
    /// The cell of a table that holds its qualifiers.
    pub fn qualifier_cell(&self) -> String {
        qualifiers::cell(self.qualifiers.iter().map(|(key, value)| format!("{key}={value}")))
    }
    /// When a state that the claim tells of holds: its begin and its end.
    ///
    /// What was only observed at a time (`as_of`, neither begin nor end) is known to hold at that time and no other: a
    /// list of members of 2025 says nothing of 1990.
    pub fn holds(&self) -> (Span, Span) {
        let span = |date: &Option<Date>| date.as_ref().map_or(Span::UNKNOWN, |date| date.span());
        match (&self.begin, &self.end, &self.as_of) {
            (None, None, Some(seen)) => (seen.span(), seen.span()),
            _ => (span(&self.begin), span(&self.end)),
        }
    }
    /// The roles in which it says that somebody takes part: its `role`, its `standing`, and a `mode` that is one.
    pub fn roles_said(&self) -> Vec<&str> {
        let mode = self.qualifier("mode").filter(|mode| apart(mode).is_some());
        ["role", "standing"].iter().filter_map(|key| self.qualifier(key)).chain(mode).collect()
    }
    /// The first of them that is none of a member.
    pub fn role_apart(&self) -> Option<&'static str> {
        self.roles_said().into_iter().find_map(apart)
    }
    /// The role in which it says that somebody takes part in this way: whoever signs is a signatory, and who is given no role
    /// of its own a member.
    pub fn role_in(&self, mode: Participation) -> &'static str {
        mode.role().or_else(|| self.role_apart()).unwrap_or(MEMBER)
    }
    /// Whether a part of the subject, a group, is meant: "most of the African states". It passes to no member.
    pub fn is_of_a_part(&self) -> bool {
        self.qualifier("part").is_some()
            || self.qualifier("scope").is_some_and(|scope| scope != "whole" && scope != "all")
    }
    /// Whether its source gives the complete list that it is part of, and not that of one region or part alone.
    pub fn is_of_complete_list(&self) -> bool {
        self.open == Openness::Complete && ["region", "scope", "part"].iter().all(|key| self.qualifier(key).is_none())
    }
    /// Whether it says that something is so, but hedges it, or plans it alone.
    pub fn is_hedged(&self) -> bool {
        self.status == Status::Planned || self.status == Status::Actual && self.modality.is_some()
    }
    /// Whether analyses of positions and affiliations read it unasked: actual and unhedged.
    pub fn is_plain(&self) -> bool {
        self.status == Status::Actual && self.modality.is_none()
    }
}

/// The role of whoever takes part without one of its own.
pub(crate) const MEMBER: &str = "member";

/// Roles that are none of a member.
const APART: [&str; 5] = ["observer", "associate", "partner", "guest", "signatory"];

/// The role itself, if it is none of a member.
pub fn apart(role: &str) -> Option<&'static str> {
    APART.into_iter().find(|apart| *apart == role)
}
