//! What it takes to reverse an outcome, under the rule by which it was taken.

use std::collections::BTreeMap;

use super::super::agreement::rules::rule;
use crate::result::Undefined;
use crate::view::{ItemKind, Positions};

rule! {
    /// When a vote is carried; y are those for, n those against.
    Rule {
        /// By the rule that the decision names, else by simple majority.
        #[default]
        Recorded = "recorded",
        /// More for than against.
        Majority = "majority",
        /// At least two thirds of those for and against: y >= 2 n.
        TwoThirds = "two-thirds",
        /// More than half of all that could vote: those on record, the absent and the abstaining among them.
        Absolute = "absolute-majority",
        /// Nobody against.
        Unanimity = "unanimity",
    }
}

impl Rule {
    /// The rule that a record names in its own words.
    fn named(words: &str) -> Option<Self> {
        let words = words.to_lowercase();
        let says = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
        match () {
            () if says(&["two-third", "two third", "2/3"]) => Some(Self::TwoThirds),
            () if says(&["absolute"]) => Some(Self::Absolute),
            () if says(&["unanim", "consensus"]) => Some(Self::Unanimity),
            () if says(&["majority"]) => Some(Self::Majority),
            () => None,
        }
    }
    fn carries(self, [yes, no]: [usize; 2], members: usize) -> bool {
        match self {
            Self::Recorded | Self::Majority => yes > no,
            Self::TwoThirds => yes > 0 && yes >= 2 * no,
            Self::Absolute => 2 * yes > members,
            Self::Unanimity => yes > 0 && no == 0,
        }
    }
}

/// How near an outcome was, and whether those between the camps could have turned it.
#[derive(Debug, Clone, PartialEq)]
pub struct Pivot {
    /// The item.
    pub item: usize,
    /// Votes for and against.
    pub votes: [usize; 2],
    /// The rule, and whether the decision names it itself.
    pub rule: (Rule, bool),
    /// Whether it was carried under that rule.
    pub carried: bool,
    /// How many of the winning side would have had to vote the other way.
    pub reverses: Result<usize, Undefined>,
    /// How many swing actors stood on the winning side.
    pub swinging: usize,
}

impl Pivot {
    /// Whether the swing actors on the winning side were enough.
    pub fn turned(&self) -> bool {
        self.reverses.as_ref().is_ok_and(|votes| self.swinging >= *votes)
    }
}

/// Every recorded vote; `named` are the rules that decisions name, by their ids.
pub(super) fn pivots(
    positions: &Positions,
    swinging: &[bool],
    rule: Rule,
    named: &BTreeMap<String, String>,
) -> Vec<Pivot> {
    let mut pivots = Vec::new();
    for (item, of) in positions.items.iter().enumerate().filter(|(_, item)| item.kind == ItemKind::Vote) {
        let says = |actor: &usize| positions.held(*actor, item).map(|held| of.codes[held.code()].word.as_str());
        let side = |word: &str| -> Vec<usize> {
            (0..positions.actors.len()).filter(|actor| says(actor) == Some(word)).collect()
        };
        let (yes, no) = (side("for"), side("against"));
        if yes.is_empty() && no.is_empty() {
            continue;
        }
        let members =
            (0..positions.actors.len()).filter_map(|actor| says(&actor)).filter(|word| *word != "not-eligible");
        let members = members.count();
        let own = named.get(&of.id).and_then(|words| Rule::named(words));
        let rule = match (rule, own) {
            (Rule::Recorded, Some(own)) => (own, true),
            (Rule::Recorded, None) => (Rule::Majority, false),
            (asked, own) => (asked, own == Some(asked)),
        };
        let votes = [yes.len(), no.len()];
        let carried = rule.0.carries(votes, members);
        let winning = if carried { &yes } else { &no };
        let after = |k: usize| if carried { [votes[0] - k, votes[1] + k] } else { [votes[0] + k, votes[1] - k] };
        let reverses = (1..=winning.len()).find(|&k| rule.0.carries(after(k), members) != carried);
        let swinging = winning.iter().filter(|actor| swinging[**actor]).count();
        let none = || Undefined::because("not even all of those against");
        pivots.push(Pivot { item, votes, rule, carried, reverses: reverses.ok_or_else(none), swinging });
    }
    pivots
}

#[cfg(test)]
mod tests {
    use super::super::super::agreement::tests::votes;
    use super::*;

    /// By hand. Six for, four against, one abstains, one absent: carried by one vote more than needed; two thirds of
    /// ten are seven; eleven of twelve took part and six are no more than half; four stand against.
    #[test]
    fn an_outcome_under_each_rule() {
        let positions = votes(&["Y", "Y", "Y", "Y", "Y", "Y", "N", "N", "N", "N", "A", "-"]);
        let swinging: Vec<bool> = (0..12).map(|actor| matches!(actor, 0 | 6 | 7)).collect();
        let of = |rule| pivots(&positions, &swinging, rule, &BTreeMap::new()).remove(0);
        let told = |rule| {
            let pivot = of(rule);
            (pivot.carried, pivot.reverses.clone().ok(), pivot.swinging, pivot.turned())
        };
        // 5 to 5 is not carried, so one is enough, and one that swings said yes.
        assert_eq!(told(Rule::Majority), (true, Some(1), 1, true));
        // 7 to 3 is carried.
        assert_eq!(told(Rule::TwoThirds), (false, Some(1), 2, true));
        // 7 of 12.
        assert_eq!(told(Rule::Absolute), (false, Some(1), 2, true));
        assert_eq!(told(Rule::Unanimity), (false, Some(4), 2, false));
        assert_eq!(of(Rule::Recorded).rule, (Rule::Majority, false));
    }

    /// Two for, nobody against, four abstain: no absolute majority, and nobody against who could bring one.
    #[test]
    fn what_nobody_could_have_reversed_is_undefined() {
        let positions = votes(&["Y", "Y", "A", "A", "A", "A"]);
        let pivot = pivots(&positions, &[true; 6], Rule::Absolute, &BTreeMap::new()).remove(0);
        assert!(!pivot.carried && pivot.reverses.is_err() && !pivot.turned());
    }

    #[test]
    fn the_record_names_its_rule() {
        let positions = votes(&["YY", "YY", "NN"]);
        let named = BTreeMap::from([("v0000".to_owned(), "Two-thirds majority of those voting".to_owned())]);
        let found = pivots(&positions, &[false; 3], Rule::Recorded, &named);
        assert_eq!(
            found.iter().map(|pivot| pivot.rule).collect::<Vec<_>>(),
            [(Rule::TwoThirds, true), (Rule::Majority, false)]
        );
        // 2 to 1 is two thirds to the vote.
        assert!(found[0].carried && found[0].reverses == Ok(1));
        for words in ["simple majority", "majority"] {
            assert_eq!(Rule::named(words), Some(Rule::Majority));
        }
        assert_eq!((Rule::named("as the chair says"), Rule::named("absolute majority")), (None, Some(Rule::Absolute)));
    }
}
