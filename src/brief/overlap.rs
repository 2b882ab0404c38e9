//! Where they meet, in words: of how many forums the lists are known, and which meet most.

pub mod methods;
mod remarks;
mod shopping;
mod tables;
mod together;

use std::collections::{BTreeMap, BTreeSet};

use crate::overlap::Backbone;
use crate::overlap::backbone::{Side, Standing};
use crate::overlap::forums::Forums;
use crate::result::{Document, Phrase, Undefined};
use crate::view::bodies::Party;
use crate::view::{Affiliations, Bodies, Doubt, ListState, Membership};

use super::report::Summary;
use super::{count, japanese, number, number_ja};

pub use remarks::{in_time, other_ways, pooled_agendas, unanswered, undated};
pub use shopping::shopping;
pub use tables::{combinations, matrix, meeting, memberships, sizes};
pub use together::{agendas, parted, summary};

/// In one window, one way and one role, and on lists that are not left out: the record may have others.
fn nobody(view: &Affiliations) -> Phrase {
    let without = view.options.without.join(", ");
    let beside = match without.is_empty() {
        true => Phrase::new("Nobody", ""),
        false => Phrase::new(
            format!("Beside the lists left out ({without}) nobody"),
            format!("除いた名簿（{without}）のほか、"),
        ),
    };
    Phrase::new(
        format!("{} is known to take part in anything in this window, these modes and roles.", beside.english),
        format!("{}この期間・形・役割での参加は記録されていない。", beside.japanese),
    )
}

/// How many pairs stand out against chance; that a graph of none has no ties.
pub fn standing_out(found: &Backbone) -> Phrase {
    let counted = |standing: Standing| {
        found.method.n.iter().find(|(what, _)| what == standing.word()).map_or(0, |(_, count)| *count)
    };
    let (together, apart) = (counted(Standing::Together), counted(Standing::Apart));
    if let Some(trials) = found.too_few_trials {
        let (drawn, pairs) = (found.options.trials, found.pairs_compared());
        return Phrase::new(
            format!(
                "{drawn} draws are too few to tell whether any of {pairs} pairs shares more or less than chance would have it \
                 share: it takes at least --trials {trials}. A graph file of this answer holds no ties."
            ),
            format!(
                "抽出{drawn}回では、{pairs}組のいずれかが偶然より多く、または少なく共有するかを判定できない（少なくとも--trials {trials}が\
                 必要）。この結果のグラフには線がない。"
            ),
        );
    }
    match together + apart {
        0 => Phrase::new(
            "No pair shares more or less than chance would have it share; a graph file of this answer holds no ties.",
            "偶然より多く、または少なく共有する組はない。この結果のグラフには線がない。",
        ),
        _ => Phrase::new(
            format!(
                "{together} of {} {} more than chance would have them share, {apart} less.",
                count(found.pairs_compared(), "pair"),
                if together == 1 { "shares" } else { "share" },
            ),
            format!(
                "{}組のうち、偶然より多く共有するのは{together}、少なく共有するのは{apart}。",
                found.pairs_compared()
            ),
        ),
    }
}

/// Every pair of forums or actors, those of whom somebody is named in both first.
pub fn listed(view: &Affiliations, forums: &Forums) -> Document {
    let mut page = Document::default();
    in_time(view).into_iter().for_each(|said| page.prose(said));
    if forums.named.iter().all(|named| *named == 0) {
        page.prose(nobody(view));
        // No table says what the window leaves out.
        remarks::told(&forums.method).into_iter().for_each(|note| page.prose(note));
        return page;
    }
    page.long_table(meeting(forums), 40);
    let apart = forums.pairs.iter().filter(|(_, _, pair)| pair.named.2 == 0).count();
    let (one, one_ja) = match forums.options.of {
        Side::Forums => methods::meeting_in(forums),
        Side::Actors => ("actor", "主体"),
    };
    let (place, place_ja) = methods::meeting_in(forums);
    let (shared, shared_ja) = match forums.options.of {
        Side::Forums => ("nobody that is named".to_owned(), "名の挙がる者".to_owned()),
        Side::Actors => (format!("no {place} that names them"), format!("ともに名の挙がる{place_ja}")),
    };
    if forums.things.len() < 2 {
        page.prose(Phrase::new(
            format!("One {one} alone: an overlap takes two."),
            format!("{one_ja}が一つだけである（重なりには二つ要る）。"),
        ));
    } else if apart > 0 {
        page.prose(Phrase::new(
            format!("{} {shared}: --format csv or --table FILE gives all.", together::share(apart, "more pair")),
            format!("ほか{apart}組には共通の{shared_ja}がない（--format csvまたは--table ファイルですべて得られる）。"),
        ));
    }
    page
}

/// Why two forums are not compared, and who is named there in ways that were not asked for: what to ask for instead.
pub fn instead(reason: &Undefined, view: &Affiliations, bodies: &Bodies, ids: [&str; 2]) -> Undefined {
    if ids[0] == ids[1] {
        return reason.clone();
    }
    let asked = |party: &Party| view.options.modes.contains(&party.mode) && view.actor_kinds.contains(&party.kind);
    let named = ids.into_iter().filter_map(|id| {
        let parties = &bodies.bodies[bodies.place(id)?].parties;
        let mut of_kind: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for party in parties.iter().filter(|party| !asked(party)) {
            *of_kind.entry((&party.kind, party.mode.word())).or_default() += party.named;
        }
        let parties: Vec<String> =
            of_kind.iter().map(|((kind, mode), named)| format!("{named} of kind {kind} ({mode})")).collect();
        (!parties.is_empty()).then(|| format!("in {id}: {}", parties.join(", ")))
    });
    let named: Vec<String> = named.collect();
    match named.is_empty() {
        true => reason.clone(),
        false => Undefined::because(format!("{}; named {} (--modes, --actors)", reason.reason(), named.join("; "))),
    }
}

/// What a report says of it, under its three headings.
pub(super) fn summarize(view: &Affiliations, forums: &Forums, summary: &mut Summary) {
    let mut sentences = sentences(view, forums);
    if view.arenas.is_empty() {
        let nobody = nobody(view);
        return summary.unknown.push(Phrase::new(
            format!("Where they meet: {}{}", nobody.english[..1].to_lowercase(), &nobody.english[1..]),
            format!("どこで顔を合わせるか：{}", nobody.japanese),
        ));
    }
    if sentences.len() > 2 {
        summary.unknown.push(sentences.remove(1));
    }
    summary.says.push((Phrase::new("Where they meet", "どこで顔を合わせるか"), sentences));
}

/// How much of the lists is known, and which two forums certainly share most.
pub fn sentences(view: &Affiliations, forums: &Forums) -> Vec<Phrase> {
    if view.arenas.is_empty() {
        return vec![nobody(view)];
    }
    let settled = (0..view.arenas.len()).filter(|&at| view.is_settled(at));
    let complete: Vec<Phrase> = settled.map(|at| japanese::node(&view.arenas[at].node)).collect();
    let kinds = japanese::kinds(&view.actor_kinds);
    let several = several(view);
    let one = several.english.replace("forums", "forum").replace("groups", "group").replace("texts", "text");
    let placed = (0..view.actors.len())
        .filter(|&actor| (0..view.arenas.len()).any(|arena| view.cell(actor, arena) == Membership::In))
        .count();
    let named = japanese::names(&complete, 6);
    let lists = match complete.len() {
        0 => Phrase::new("no list is complete", "名簿が完全なものはない"),
        1 => Phrase::new(
            format!("one list is complete ({})", named.english),
            format!("名簿が完全なのは{}だけである", named.japanese),
        ),
        n => Phrase::new(
            format!("{n} lists are complete ({})", named.english),
            format!("名簿が完全なのは{n}（{}）である", named.japanese),
        ),
    };
    let (actors, arenas) = (view.actors.len(), view.arenas.len());
    let mut sentences = vec![Phrase::new(
        format!(
            "{} {} of kind {} {} named in {}; {}.",
            if placed == actors && actors > 1 { "All".to_owned() } else { format!("{placed} of") },
            count(actors, "actor"),
            kinds.english,
            if placed == 1 { "is" } else { "are" },
            count(arenas, &one),
            lists.english,
        ),
        format!(
            "主体{actors}（種類：{}）のうち{}が、{}{arenas}のいずれかで名を挙げられている。{}。",
            kinds.japanese,
            if placed == actors && actors > 1 { "すべて".to_owned() } else { placed.to_string() },
            several.japanese,
            lists.japanese
        ),
    )];
    if complete.len() < arenas {
        sentences.push(why_bounds(view));
    }
    sentences.push(share_most(forums, actors, &several));
    sentences
}

/// Why overlaps have bounds: lists that are open, or the reason there is where a source gives the whole list.
fn why_bounds(view: &Affiliations) -> Phrase {
    let is_open = (0..view.arenas.len()).any(|arena| view.list(arena) == ListState::Open);
    let doubts: BTreeSet<Doubt> = view.doubted.values().map(|(doubt, _)| *doubt).collect();
    let (mut english, mut japanese) = (Vec::new(), Vec::new());
    if is_open {
        english.push("Whoever is not named in an open list may or may not sit there".to_owned());
        japanese.push("名簿が開いているフォーラムでは、名の挙がらない者も加わっている可能性がある".to_owned());
    }
    if !doubts.is_empty() {
        let words: Vec<&str> = doubts.iter().map(|doubt| doubt.word()).collect();
        let words_ja: Vec<&str> = doubts.iter().map(|doubt| doubt_ja(*doubt)).collect();
        let whom = if is_open { "of some others" } else { "Of some" };
        english.push(format!("{whom} it is unknown whether they sit in a list ({})", words.join("; ")));
        japanese.push(format!("加わっているかどうか分からない者がいる（{}）", words_ja.join("、")));
    }
    if english.is_empty() {
        english.push("Of some it is unknown whether they sit in a list".to_owned());
        japanese.push("加わっているかどうか分からない者がいる".to_owned());
    }
    Phrase::new(
        format!("{}, so overlaps are given as bounds, and of the named.", english.join(", and ")),
        format!("{}。そのため重なりは上限と下限、および名の挙がった者に限った値で示す。", japanese.join("。また、")),
    )
}

/// The reason of a doubt in Japanese.
const fn doubt_ja(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::Disputed => "資料が食い違う",
        Doubt::Dates => "日付から決まらない",
        Doubt::InPart => "一部についてのみ述べられる",
        Doubt::Hedged => "留保つきまたは予定としてのみ述べられる",
    }
}

/// Which two share most of the named: all of several that share as many, or their number.
fn share_most(forums: &Forums, actors: usize, several: &Phrase) -> Phrase {
    let Some(shared) = forums.pairs.iter().map(|(_, _, pair)| pair.named.2).max() else {
        return Phrase::new(
            format!("Overlap is not defined: it takes two {}.", several.english),
            format!("{}が二つないため、重なりは定義できない。", several.japanese),
        );
    };
    if shared == 0 {
        return Phrase::new(
            format!("No two {} are known to share an actor.", several.english),
            format!("同じ主体が加わると分かっている二つの{}はない。", several.japanese),
        );
    }
    let most: Vec<_> = forums.pairs.iter().filter(|(_, _, pair)| pair.named.2 == shared).collect();
    let names = |(a, b): (usize, usize)| [a, b].map(|at| japanese::node(&forums.things[at].node));
    let over = if actors == 1 { "the 1 actor".to_owned() } else { format!("all {}", count(actors, "actor")) };
    if let [(a, b, pair)] = most.as_slice() {
        let (low, high) = (&pair.jaccard.low, &pair.jaccard.high);
        let between = match low == high {
            true => Phrase::new(format!("is {}", number(low)), format!("{}である", number_ja(low))),
            false => Phrase::new(
                format!("lies between {} and {}", number(low), number(high)),
                format!("{}と{}の間にある", number_ja(low), number_ja(high)),
            ),
        };
        let [one, other] = names((*a, *b));
        return Phrase::new(
            format!(
                "{} and {} share most of the named: {shared}; their Jaccard overlap {}, over {over} of the data.",
                one.english, other.english, between.english,
            ),
            format!(
                "名の挙がった者を最も多く共有するのは{}と{}（{shared}）で、データ中の主体{actors}に関するJaccard係数は{}。",
                one.japanese, other.japanese, between.japanese,
            ),
        );
    }
    let named: Vec<Phrase> = most
        .iter()
        .take(MOST_TIED)
        .map(|(a, b, pair)| {
            let ([one, other], low, high) = (names((*a, *b)), &pair.jaccard.low, &pair.jaccard.high);
            let (english, japanese) = match low == high {
                true => (number(low), number_ja(low)),
                false => (
                    format!("between {} and {}", number(low), number(high)),
                    format!("{}から{}", number_ja(low), number_ja(high)),
                ),
            };
            Phrase::new(
                format!("{} with {} (Jaccard overlap {english})", one.english, other.english),
                format!("{}と{}（Jaccard係数{japanese}）", one.japanese, other.japanese),
            )
        })
        .collect();
    let english: Vec<&str> = named.iter().map(|one| one.english.as_str()).collect();
    let japanese: Vec<&str> = named.iter().map(|one| one.japanese.as_str()).collect();
    let tail = match most.len() - named.len() {
        0 => Phrase::default(),
        more => Phrase::new(format!("; and {more} more"), format!("、ほか{more}組")),
    };
    Phrase::new(
        format!(
            "{} share most of the named, {shared} each, over {over} of the data: {}{}.",
            count(most.len(), "pair"),
            english.join("; "),
            tail.english,
        ),
        format!(
            "名の挙がった者を最も多く（{shared}）共有するのは{}組で、データ中の主体{actors}に関して{}{}。",
            most.len(),
            japanese.join("、"),
            tail.japanese,
        ),
    )
}

/// The most pairs that are named where several share as many.
const MOST_TIED: usize = 3;

/// Whether what actors meet in are texts, which they sign, sponsor or endorse.
pub(super) fn of_texts(view: &Affiliations) -> bool {
    view.options.modes.iter().all(|mode| mode.role().is_some())
}

/// What the lists are lists of: texts, where these are what actors meet in; forums, where each is one; else groups,
/// since a party or a camp is no forum.
pub(super) fn several(view: &Affiliations) -> Phrase {
    let group = |kind: &str| ["bloc", "camp", "class"].contains(&kind);
    let groups = view.arenas.iter().filter(|arena| group(&arena.node.kind)).count();
    match groups {
        _ if of_texts(view) => Phrase::new("texts", "文書"),
        0 => Phrase::new("forums", "フォーラム"),
        n if n == view.arenas.len() => Phrase::new("groups", "グループ"),
        _ => Phrase::new("forums or groups", "フォーラムやグループ"),
    }
}
