//! A decision, and the counts that sources give of it.

use super::claim::words;
use super::{Certainty, Date, Day, Evidence, Origin, Position, Status};

words! {
    /// How a decision is taken; it says which positions can be.
    Procedure {
        /// A vote whose positions are recorded by name.
        RollCall = "roll-call",
        /// A vote of which only totals are recorded.
        Vote = "vote",
        /// The signing of a text.
        Signing = "signing",
        /// Adopted without a vote.
        Consensus = "consensus",
        /// An election.
        Election = "election",
        /// Taken by one body or person: an announcement, an order, an entry into force.
        Act = "act",
    }
}

impl Procedure {
    /// In Japanese.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::RollCall => "票決",
            Self::Vote => "投票",
            Self::Signing => "署名",
            Self::Consensus => "コンセンサス",
            Self::Election => "選挙",
            Self::Act => "行為",
        }
    }
    /// The positions that can be recorded under this procedure.
    pub const fn positions(self) -> &'static [Position] {
        use Position::{Absent, Abstain, Against, For, NotEligible, NotSigned, PresentNotVoting, Signed};
        match self {
            Self::Signing => &[Signed, NotSigned, Absent, NotEligible],
            Self::RollCall | Self::Vote | Self::Election => {
                &[For, Abstain, Against, PresentNotVoting, Absent, NotEligible]
            }
            Self::Consensus | Self::Act => &[For, Absent, NotEligible],
        }
    }
}

/// A decision: an entity of kind decision with its procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The id of its entity.
    pub id: String,
    /// How it was taken.
    pub procedure: Procedure,
    /// The body that took it; empty when unknown.
    pub forum: String,
    /// The text that was decided on; empty when there is none.
    pub document: String,
    /// When.
    pub date: Option<Date>,
    /// The rule of decision in words, `simple majority`.
    pub rule: String,
    /// The family of repeated decisions it belongs to; empty when none.
    pub series: String,
    /// Every row that names this decision.
    pub origins: Vec<Origin>,
}

words! {
    /// What a tally counts.
    Measure {
        /// Votes in favour.
        For = "for",
        /// Votes against.
        Against = "against",
        /// Abstentions.
        Abstain = "abstain",
        /// Absent members.
        Absent = "absent",
        /// Signatures.
        Signed = "signed",
        /// Entitled to sign and did not.
        NotSigned = "not-signed",
        /// Entitled to take part.
        Eligible = "eligible",
        /// Present.
        Present = "present",
    }
}

impl Measure {
    /// The position whose holders this measure counts; `None` for eligible and present.
    pub const fn position(self) -> Option<Position> {
        match self {
            Self::For => Some(Position::For),
            Self::Against => Some(Position::Against),
            Self::Abstain => Some(Position::Abstain),
            Self::Absent => Some(Position::Absent),
            Self::Signed => Some(Position::Signed),
            Self::NotSigned => Some(Position::NotSigned),
            Self::Eligible | Self::Present => None,
        }
    }
    /// In plain Japanese.
    pub const fn japanese(self) -> &'static str {
        match (self, self.position()) {
            (_, Some(position)) => position.japanese(),
            (Self::Eligible, None) => "権利を持つ者",
            (_, None) => "出席",
        }
    }
}

words! {
    /// Whether a count is exact or a bound.
    Bound {
        /// The count itself.
        Exact = "",
        /// At least so many.
        AtLeast = "min",
        /// At most so many.
        AtMost = "max",
        /// About so many.
        About = "about",
    }
}

/// One count of a decision by one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The decision counted.
    pub decision: String,
    /// What was counted.
    pub measure: Measure,
    /// How many.
    pub value: u64,
    /// Whether that is exact.
    pub bound: Bound,
    /// The day for which the count holds.
    pub as_of: Option<Date>,
    /// Actual, planned, ...
    pub status: Status,
    /// Stated or inferred.
    pub certainty: Certainty,
    /// Who says so inside the source.
    pub attributed_to: String,
    /// Where the world says it.
    pub evidence: Evidence,
    /// Where we wrote it.
    pub origin: Origin,
}

impl Tally {
    /// The last day for which the count holds, to compare it with the record: that of its decision where it may be of
    /// that day.
    pub fn holds_until(&self, decision: &Decision) -> Option<Day> {
        let count = self.as_of.as_ref()?.span();
        let decided = decision.date.as_ref().map(Date::span);
        let same = decided.filter(|decided| decided.earliest <= count.latest && decided.latest >= count.earliest);
        Some(same.unwrap_or(count).latest)
    }
}
