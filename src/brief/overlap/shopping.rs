//! Forum shopping in words: who can take an issue where, and who would gain by it.

use std::collections::{BTreeMap, BTreeSet};

use crate::overlap::Shopping;
use crate::overlap::shopping::{Access, Basis};
use crate::result::Phrase;
use crate::view::Affiliations;

use super::super::{count, japanese};

/// Who can take an issue where.
pub fn shopping(found: &Shopping, view: &Affiliations) -> Vec<Phrase> {
    let with = found.venues.iter().filter(|venue| venue.arena.is_some()).count();
    let (forums, issue) = (found.venues.len(), japanese::node(&found.issue));
    let mut sentences = vec![Phrase::new(
        format!(
            "{} {} {}; participants are recorded for {with} of them.",
            count(forums, "forum"),
            if forums == 1 { "treats" } else { "treat" },
            issue.english,
        ),
        format!("「{}」を扱うフォーラムは{forums}、うち参加者の記録があるのは{with}。", issue.japanese),
    )];
    let access = |wanted| (0..view.actors.len()).filter(|&actor| found.access(view, actor) == wanted).count();
    let [all, some, perhaps, none, none_perhaps, unknown] =
        [Access::All, Access::Some, Access::SomePerhapsAll, Access::None, Access::NonePerhapsSome, Access::Unknown]
            .map(access);
    let (of, ja) = (count(view.actors.len(), "actor"), view.actors.len());
    let parts: Vec<(usize, &str, &str)> = [
        (all, "to all of them", "すべてに加わるのは"),
        (some, "to some", "一部に加わるのは"),
        (perhaps, "to some and perhaps all", "一部または全部に加わるのは"),
        (none_perhaps, "not to some and perhaps to none", "一部に加わらず残りは不明なのは"),
        (none, "to none", "どれにも加わらないのは"),
        (unknown, "to none that is known", "どれかに加わるとは知られていないのは"),
    ]
    .into_iter()
    .filter(|(number, ..)| *number > 0)
    .collect();
    let english: Vec<String> = parts.iter().map(|(number, what, _)| format!("{number} {what}")).collect();
    let japanese: Vec<String> = parts.iter().map(|(number, _, what)| format!("{what}{number}")).collect();
    sentences.push(Phrase::new(
        format!("Access of {of}: {}.", english.join(", ")),
        format!("主体{ja}のうち、{}。", japanese.join("、")),
    ));
    let divided = found
        .pairs
        .iter()
        .filter(|pair| pair.bridges.is_empty() && !pair.stated.is_empty())
        .filter(|pair| [pair.ends.0, pair.ends.1].iter().all(|at| found.venues[*at].arena.is_some()));
    let named = divided.map(|pair| {
        let [one, other] = [pair.ends.0, pair.ends.1].map(|at| japanese::node(&found.venues[at].node));
        let (disputed, disputed_ja) = match pair.stated.iter().all(|between| between.is_disputed()) {
            true => (" (disputed)", "（異論あり）"),
            false => ("", ""),
        };
        (
            format!("{} and {}{disputed}", one.english, other.english),
            format!("{}と{}{disputed_ja}", one.japanese, other.japanese),
        )
    });
    let (english, japanese): (Vec<String>, Vec<String>) = named.unzip();
    if !english.is_empty() {
        sentences.push(Phrase::new(
            format!("Called rivals or complements, and nobody is named in both: {}.", english.join("; ")),
            format!("競合または補完と述べられ、双方に名の挙がる者がいない：{}。", japanese.join("、")),
        ));
    }
    sentences.extend(gains(found));
    sentences
}

/// Who would gain by moving the issue: of complete lists, of the named, and what is lacking for more.
fn gains(found: &Shopping) -> Vec<Phrase> {
    let gains = match &found.gains {
        Err(why) => {
            let mut sentences = vec![Phrase::new(
                format!("Who would gain a like-minded majority by moving it is not defined: {}.", why.reason()),
                format!(
                    "議題を移すことで同じ立場の多数派を得るのが誰かは定まらない：{}。",
                    japanese::said(why.reason()).unwrap_or_else(|| why.reason().to_owned())
                ),
            )];
            sentences.extend(lacking(found));
            return sentences;
        }
        Ok(gains) => gains,
    };
    let who = |basis: Basis| {
        let actors: BTreeSet<usize> = gains.iter().filter(|gain| gain.basis == basis).map(|gain| gain.actor).collect();
        actors.len()
    };
    let complete = found.venues.len() - found.lacking.len();
    let mut sentences = vec![match (complete, who(Basis::Complete)) {
        (0..2, _) => Phrase::new(
            "Who would surely gain a like-minded majority by moving it is not defined: that takes two complete lists.",
            "議題を移すことで同じ立場の多数派を確実に得るのが誰かは定まらない（完全な名簿が二つ要る）。",
        ),
        (_, 0) => Phrase::new(
            "Nobody would surely gain a like-minded majority by moving the issue.",
            "議題を移すことで同じ立場の多数派を確実に得る主体はない。",
        ),
        (_, n) => Phrase::new(
            format!("{} would surely gain a like-minded majority by moving the issue.", count(n, "actor")),
            format!("議題を移すことで同じ立場の多数派を確実に得る主体は{n}。"),
        ),
    }];
    sentences.extend(found.agreement_known.filter(|(known, pairs)| known < pairs).map(|(known, pairs)| {
        Phrase::new(
            format!(
                "How far they agree is known of {known} of {pairs} pairs of participants; others count on neither side."
            ),
            format!("参加者{pairs}組のうち一致度が分かるのは{known}組で、ほかはどちらにも数えない。"),
        )
    }));
    sentences.extend(lacking(found));
    if found.venues.iter().filter(|venue| venue.arena.is_some()).count() > complete {
        sentences.push(match who(Basis::Named) {
            0 => Phrase::new(
                "Of the named alone, as if nobody else sat there, nobody would gain one.",
                "名の挙がった者だけに限れば（ほかに誰もいないとすれば）、多数派を得る主体はない。",
            ),
            n => Phrase::new(
                format!("Of the named alone, as if nobody else sat there, {} would gain one.", count(n, "actor")),
                format!("名の挙がった者だけに限れば（ほかに誰もいないとすれば）、多数派を得る主体は{n}。"),
            ),
        });
    }
    sentences
}

/// What forums lack for their majorities to be known, those that lack the same together.
fn lacking(found: &Shopping) -> Option<Phrase> {
    let mut by_reason: BTreeMap<&str, Vec<Phrase>> = BTreeMap::new();
    for (venue, why) in &found.lacking {
        by_reason.entry(why).or_default().push(japanese::node(&found.venues[*venue].node));
    }
    let told = |(why, forums): (&str, Vec<Phrase>)| {
        let names = japanese::names(&forums, 6);
        let japanese = japanese::said(why).unwrap_or_else(|| why.to_owned());
        (format!("{} ({why})", names.english), format!("{}（{japanese}）", names.japanese))
    };
    let (english, japanese): (Vec<String>, Vec<String>) = by_reason.into_iter().map(told).unzip();
    (!english.is_empty()).then(|| {
        Phrase::new(
            format!("No majority is known of {}.", english.join("; of ")),
            format!("多数派の分からないフォーラム：{}。", japanese.join("、")),
        )
    })
}
