//! The three overlaps in words: where they part, and which agendas are closest.

use crate::overlap::forums::Forums;
use crate::overlap::side_by_side::{Reading, Row};
use crate::overlap::{Agenda, SideBySide};
use crate::result::{Document, Phrase};
use crate::view::Affiliations;
use crate::view::bodies::Between;

use super::super::{count, japanese, number, number_ja};
use super::tables::{IN_FILES, sizes};
use super::{in_time, sentences};

/// The summary of a command without a question: the three overlaps, where they part, and what is known of each list.
pub fn summary(view: &Affiliations, forums: &Forums, together: &SideBySide) -> Document {
    let mut page = Document::new(Phrase::new("Where they meet", "どこで顔を合わせるか"));
    in_time(view).into_iter().for_each(|said| page.prose(said));
    page.list(sentences(view, forums));
    page.list(parted(together));
    let table = together.table();
    // What a page can do without: pairs of which the record says no more than one shared topic or a shared parent.
    let tells = |row: &Row| {
        let topics = row.what.as_ref().map_or(0, |what| what.topics.2);
        let stated = row.mandate.as_ref().is_ok_and(|meeting| !meeting.stated.is_empty());
        let shared = row.whom.as_ref().is_ok_and(|whom| whom.named.2 > 0);
        (row.reading() != Reading::Open || stated || shared || topics > 1).then_some((row.reading(), !stated, !topics))
    };
    let mut rows: Vec<_> =
        together.rows.iter().enumerate().filter_map(|(at, row)| tells(row).map(|key| (key, at))).collect();
    rows.sort_unstable();
    let rows: Vec<usize> = rows.into_iter().map(|(_, at)| at).collect();
    let less = together.rows.len() - rows.len();
    page.long_table(table.pick(&rows).without(&IN_FILES).without(&["contained", "contained_other"]), 30);
    if less > 0 {
        page.prose(Phrase::new(
            format!(
                "{} one topic or a parent body and no more: --table FILE or --format csv gives all.",
                share(less, "more pair")
            ),
            format!(
                "ほか{less}組が共有するのは議題一つか上位組織だけである（--table ファイルまたは--format csvですべて得られる）。"
            ),
        ));
    }
    page.table(sizes(view, forums));
    page
}

/// `1 pair shares`, `2 pairs share`.
pub(super) fn share(n: usize, one: &str) -> String {
    format!("{} {}", count(n, one), if n == 1 { "shares" } else { "share" })
}

/// Where two forums share whom but not what, and the reverse.
pub fn parted(together: &SideBySide) -> Vec<Phrase> {
    let names = |reading| -> Vec<Phrase> {
        let rows = together.read_as(reading);
        rows.map(|row| {
            let [one, other] = [&row.one, &row.other].map(japanese::node);
            Phrase::new(
                format!("{} with {}", one.english, other.english),
                format!("{}と{}", one.japanese, other.japanese),
            )
        })
        .collect()
    };
    let listed = |names: &[Phrase]| {
        let shown = &names[..names.len().min(MOST_NAMED)];
        let [english, japanese] = [
            shown.iter().map(|name| name.english.as_str()).collect::<Vec<_>>().join("; "),
            shown.iter().map(|name| name.japanese.as_str()).collect::<Vec<_>>().join("；"),
        ];
        match names.len() - shown.len() {
            0 => Phrase::new(english, japanese),
            more => {
                Phrase::new(format!("{english}; and {}", count(more, "more pair")), format!("{japanese}；ほか{more}組"))
            }
        }
    };
    let mut sentences = Vec::new();
    let whom = names(Reading::WhomNotWhat);
    if !whom.is_empty() {
        let pairs = listed(&whom);
        sentences.push(Phrase::new(
            format!("Shared whom, not what ({}): {}.", count(whom.len(), "pair"), pairs.english),
            format!("顔ぶれを共有し、議題を共有しない（{}組）：{}。", whom.len(), pairs.japanese),
        ));
    }
    let what = names(Reading::WhatNotWhom);
    if !what.is_empty() {
        let surely = together.read_as(Reading::WhatNotWhom).filter(|row| row.surely_nobody()).count();
        let how = match surely == what.len() {
            true => Phrase::new("nobody can sit in both", "双方に加わりうる者はいない"),
            false => Phrase::new(
                "nobody is named in both, though open lists may hold more",
                "双方に名の挙がる者はいないが、開いた名簿にはほかの者もいうる",
            ),
        };
        let pairs = listed(&what);
        sentences.push(Phrase::new(
            format!("Shared what, not whom ({}; {}): {}.", count(what.len(), "pair"), how.english, pairs.english),
            format!("議題を共有し、顔ぶれを共有しない（{}組。{}）：{}。", what.len(), how.japanese, pairs.japanese),
        ));
    }
    // The usual case of a thin record: it knows what two forums treat, and nobody in one of them.
    let half = |row: &&Row| row.what.as_ref().is_ok_and(|what| what.topics.2 > 0) && row.whom.is_err();
    let halves = together.rows.iter().filter(half).count();
    if halves > 0 {
        sentences.push(Phrase::new(
            format!(
                "{} a topic, but of one of the two no participant of these kinds and modes is recorded: whether they share \
                 whom is not known.",
                share(halves, "pair")
            ),
            format!(
                "議題を共有するが、一方について該当する種類と形の参加者の記録がなく、顔ぶれを共有するか分からないのは{halves}組。"
            ),
        ));
    }
    let stated = together.rows.iter().filter_map(|row| {
        let meeting = row.mandate.as_ref().ok().filter(|meeting| !meeting.stated.is_empty())?;
        let words: Vec<&str> = meeting.stated.iter().map(|(between, _)| between.word()).collect();
        let words_ja: Vec<&str> = meeting.stated.iter().map(|(between, _)| between_ja(*between)).collect();
        let [one, other] = [&row.one, &row.other].map(japanese::node);
        let english = format!("{} with {} ({})", one.english, other.english, words.join(", "));
        Some((english, format!("{}と{}（{}）", one.japanese, other.japanese, words_ja.join("、"))))
    });
    let (english, japanese): (Vec<String>, Vec<String>) = stated.unzip();
    if !english.is_empty() {
        sentences.push(Phrase::new(
            format!("Stated by sources: {}.", english.join("; ")),
            format!("資料の述べる関係：{}。", japanese.join("；")),
        ));
    }
    sentences
}

/// The most pairs of forums that a sentence names.
const MOST_NAMED: usize = 5;

fn between_ja(between: Between) -> &'static str {
    match between {
        Between::Rival => "競合",
        Between::DisputedRival => "競合（異論あり）",
        Between::Complement => "補完",
        Between::DisputedComplement => "補完（異論あり）",
        Between::NoRival => "競合でない",
        Between::NoComplement => "補完でない",
    }
}

/// Which two agendas are closest, and of how many nothing can be said.
pub fn agendas(found: &Agenda) -> Vec<Phrase> {
    let one = found.options.minimum;
    let (all, one_ja) = (found.bearers.len(), bearer_ja(found));
    let small = found.sizes.iter().filter(|size| **size < one).count();
    if all == 0 {
        let english = format!("Topics are coded for no {}.", found.one);
        return vec![Phrase::new(english, format!("議題の記録がある{one_ja}はない。"))];
    }
    let english = match small {
        0 => String::new(),
        _ if all == 1 => format!("; it has fewer than {one}, too few to compare"),
        n if n == all => format!("; all of them have fewer than {one}, too few to compare"),
        1 => format!("; 1 of them has fewer than {one}, too few to compare"),
        n => format!("; {n} of them have fewer than {one}, too few to compare"),
    };
    let japanese = match small {
        0 => String::new(),
        n => format!("うち{n}は議題が{one}に満たず、比較できない。"),
    };
    let mut sentences = vec![Phrase::new(
        format!("Topics are coded for {}{english}.", count(all, found.one)),
        format!("議題の記録がある{one_ja}は{all}。{japanese}"),
    )];
    let cosines = found.pairs.iter().filter_map(|(a, b, pair)| Some((pair.cosine.clone().ok()?, a, b, pair)));
    let cosines: Vec<_> = cosines.filter(|(cosine, ..)| *cosine > 0.0).collect();
    let best = cosines.iter().map(|(cosine, ..)| *cosine).fold(0.0, f64::max);
    // Sums of the same weights in another order differ in their last bits only.
    let closest: Vec<_> = cosines.into_iter().filter(|(cosine, ..)| *cosine > best - 1e-12).collect();
    if closest.len() > 1 {
        let named = closest.iter().take(MOST_NAMED).map(|(_, a, b, pair)| {
            let ([one, other], shared) = ([*a, *b].map(|at| japanese::node(&found.bearers[at])), pair.topics.2);
            let english = format!("{} with {} ({})", one.english, other.english, count(shared, "topic"));
            (english, format!("{}と{}（{shared}）", one.japanese, other.japanese))
        });
        let (mut english, mut japanese): (Vec<String>, Vec<String>) = named.unzip();
        if let Some(more) = closest.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
            english.push(format!("and {}", count(more, "more pair")));
            japanese.push(format!("ほか{more}組"));
        }
        let (n, cosine, cosine_ja) = (closest.len(), number(&Ok(best)), number_ja(&Ok(best)));
        sentences.push(Phrase::new(
            format!("{n} pairs are closest, cosine {cosine} each, with the topics in common: {}.", english.join("; ")),
            format!(
                "最も近いのは{n}組で、コサインはいずれも{cosine_ja}（括弧内は共通の議題数）：{}。",
                japanese.join("；")
            ),
        ));
    }
    if let [(cosine, a, b, pair)] = closest.as_slice() {
        let (cosine, a, b) = (*cosine, *a, *b);
        let [one, other] = [a, b].map(|at| japanese::node(&found.bearers[at]));
        sentences.push(Phrase::new(
            format!(
                "{} and {} are closest: {} in common, cosine {}; {} of the first one's agenda is in the second, {} the other \
                 way round.",
                one.english,
                other.english,
                count(pair.topics.2, "topic"),
                number(&Ok(cosine)),
                number(&pair.contained),
                number(&pair.contained_other),
            ),
            format!(
                "最も近いのは{}と{}で、共通の議題は{}、コサインは{}。前者の議題の{}が後者に、後者の議題の{}が前者に含まれる。",
                one.japanese,
                other.japanese,
                pair.topics.2,
                number_ja(&Ok(cosine)),
                number_ja(&pair.contained),
                number_ja(&pair.contained_other),
            ),
        ));
    }
    sentences
}

/// Whose agendas are compared.
pub(super) fn bearer_ja(found: &Agenda) -> &'static str {
    if found.one == "document" { "文書" } else { "フォーラム" }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::view::{AgendaOptions, Agendas, Node, Treated};

    /// f and g treat the same two topics, h and k the same two others: two pairs of cosine 1, and neither is "the closest".
    #[test]
    fn pairs_that_are_as_close_are_told_together() {
        let of = |rows: &[(&str, [&str; 2])]| {
            let treated = |id: &&str| (id.to_string(), Treated { passages: 1, claims: Vec::new() });
            let cells: BTreeMap<String, BTreeMap<String, Treated>> =
                rows.iter().map(|(id, topics)| (id.to_string(), topics.iter().map(treated).collect())).collect();
            let node =
                |id: &str| Some(Node { id: id.into(), kind: "x".into(), name: id.into(), name_ja: String::new() });
            let view = Agendas::from_cells(cells, AgendaOptions::default(), node);
            agendas(&Agenda::of(&view, Default::default())).pop().unwrap().english
        };
        let two = of(&[("f", ["1", "2"]), ("g", ["1", "2"]), ("h", ["3", "4"]), ("k", ["3", "4"])]);
        assert_eq!(
            two,
            "2 pairs are closest, cosine 1 each, with the topics in common: f with g (2 topics); h with k (2 topics)."
        );
        let one = of(&[("f", ["1", "2"]), ("g", ["1", "2"]), ("h", ["3", "4"])]);
        assert!(one.starts_with("f and g are closest: 2 topics in common, cosine 1;"), "{one}");
    }
}
