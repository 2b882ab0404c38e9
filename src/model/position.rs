//! Where an actor stands on a decision or an item.

use super::Origin;
use super::claim::words;

words! {
    /// A position on a decision. No record at all is `Option::None`, and never one of these.
    Position {
        /// Voted in favour.
        For = "for",
        /// Abstained: a position of its own, between the two.
        Abstain = "abstain",
        /// Voted against.
        Against = "against",
        /// Present and took no part in the vote.
        PresentNotVoting = "present-not-voting",
        /// Not there.
        Absent = "absent",
        /// Had no right to take part.
        NotEligible = "not-eligible",
        /// Signed the text.
        Signed = "signed",
        /// Could have signed and did not: neither a vote against nor an absence.
        NotSigned = "not-signed",
    }
}

impl Position {
    /// In plain Japanese.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::For => "賛成",
            Self::Abstain => "棄権",
            Self::Against => "反対",
            Self::PresentNotVoting => "出席・投票せず",
            Self::Absent => "欠席",
            Self::NotEligible => "権利なし",
            Self::Signed => "署名",
            Self::NotSigned => "署名せず",
        }
    }
}

/// One stance that can be taken on an item (an issue or a norm).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StanceCode {
    /// The issue or norm.
    pub item: String,
    /// The code, unique within the item.
    pub code: String,
    /// The code in plain English.
    pub label: String,
    /// The code in plain Japanese.
    pub label_ja: String,
    /// Its place on the item's scale: equal steps are equal distances; empty (`None`) for a nominal code.
    pub order: Option<i32>,
    /// The side it belongs to, for readers.
    pub side: String,
    /// Where we wrote it.
    pub origin: Origin,
}
