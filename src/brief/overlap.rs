//! Where they meet, in words: of how many forums the lists are known, and which meet most.

pub mod methods;
mod remarks;
mod shopping;

use std::collections::{BTreeMap, BTreeSet};

use crate::overlap::backbone::{Side, Standing};
use crate::overlap::forums::Forums;
use crate::overlap::side_by_side::{Reading, Row};
use crate::overlap::{Agenda, Backbone, SideBySide};
use crate::result::{Cell, CellKind, Column, ColumnRole, Document, Phrase, Subject, Table, Undefined};
use crate::view::bodies::Party;
use crate::view::{Affiliations, Bodies, Membership};

use super::report::Summary;
use super::{count, japanese, number, number_ja};

pub use remarks::{in_time, other_ways, unanswered, undated};
pub use shopping::shopping;

/// The summary of a command without a question: the three overlaps, where they part, and what is known of each list.
pub fn summary(view: &Affiliations, forums: &Forums, together: &SideBySide) -> Document {
    let mut page = Document::new("Where they meet");
    in_time(view).filter(|_| !view.options.window.is_open()).into_iter().for_each(|said| page.prose(said));
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
        let pairs = count(less, "more pair");
        page.prose(format!(
            "{pairs} share one topic or a parent body and no more: --table FILE or --format csv gives all."
        ));
    }
    page.table(sizes(view, forums));
    page
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
                "{together} of {} pairs share more than chance would have them share, {apart} less.",
                found.pairs_compared()
            ),
            format!(
                "{}組のうち、偶然より多く共有するのは{together}、少なく共有するのは{apart}。",
                found.pairs_compared()
            ),
        ),
    }
}

/// Where two forums share whom but not what, and the reverse.
pub fn parted(together: &SideBySide) -> Vec<String> {
    let names = |reading| -> Vec<String> {
        together.read_as(reading).map(|row| format!("{} with {}", row.one.name, row.other.name)).collect()
    };
    let listed = |mut names: Vec<String>| {
        let more = names.len().saturating_sub(5);
        names.truncate(5);
        let more = if more > 0 { format!("; and {more} more pairs") } else { String::new() };
        format!("{}{more}", names.join("; "))
    };
    let mut sentences = Vec::new();
    let whom = names(Reading::WhomNotWhat);
    if !whom.is_empty() {
        sentences.push(format!("Shared whom, not what ({}): {}.", count(whom.len(), "pair"), listed(whom)));
    }
    let what = names(Reading::WhatNotWhom);
    if !what.is_empty() {
        let surely = together.read_as(Reading::WhatNotWhom).filter(|row| row.surely_nobody()).count();
        let how = match surely == what.len() {
            true => "nobody can sit in both",
            false => "nobody is named in both, though open lists may hold more",
        };
        sentences.push(format!("Shared what, not whom ({}; {how}): {}.", count(what.len(), "pair"), listed(what)));
    }
    // The usual case of a thin record: it knows what two forums treat, and nobody in one of them.
    let half = |row: &&Row| row.what.as_ref().is_ok_and(|what| what.topics.2 > 0) && row.whom.is_err();
    let halves = together.rows.iter().filter(half).count();
    if halves > 0 {
        sentences.push(format!(
            "{} share a topic, but of one of the two no participant of these kinds and modes is recorded: whether they \
             share whom is not known.",
            count(halves, "pair")
        ));
    }
    let stated: Vec<String> = together
        .rows
        .iter()
        .filter_map(|row| {
            let meeting = row.mandate.as_ref().ok().filter(|meeting| !meeting.stated.is_empty())?;
            let words: Vec<&str> = meeting.stated.iter().map(|(between, _)| between.word()).collect();
            Some(format!("{} with {} ({})", row.one.name, row.other.name, words.join(", ")))
        })
        .collect();
    if !stated.is_empty() {
        sentences.push(format!("Stated by sources: {}.", stated.join("; ")));
    }
    sentences
}

/// Every pair of forums or actors, those of whom somebody is named in both first.
pub fn listed(view: &Affiliations, forums: &Forums) -> Document {
    let mut page = Document::default();
    in_time(view).into_iter().for_each(|said| page.prose(said));
    if forums.things.is_empty() {
        page.prose(Phrase::new(
            "Nobody is known to take part in anything in this window, these modes and roles.",
            "この期間・形・役割での参加は記録されていない。",
        ));
        return page;
    }
    page.long_table(meeting(forums), 40);
    let apart = forums.pairs.iter().filter(|(_, _, pair)| pair.named.2 == 0).count();
    let (one, one_ja) = match forums.options.of {
        Side::Forums => ("forum", "フォーラム"),
        Side::Actors => ("actor", "主体"),
    };
    if forums.things.len() < 2 {
        page.prose(Phrase::new(
            format!("One {one} alone: an overlap takes two."),
            format!("{one_ja}が一つだけである（重なりには二つ要る）。"),
        ));
    } else if apart > 0 {
        page.prose(Phrase::new(
            format!(
                "{} share nobody that is named: --format csv or --table FILE gives all.",
                count(apart, "more pair")
            ),
            format!(
                "ほか{apart}組には共通に名の挙がる者がいない（--format csvまたは--table ファイルですべて得られる）。"
            ),
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
            of_kind.iter().map(|((kind, mode), named)| format!("{named} {kind} {mode}")).collect();
        (!parties.is_empty()).then(|| format!("in {id}: {}", parties.join(", ")))
    });
    let named: Vec<String> = named.collect();
    match named.is_empty() {
        true => reason.clone(),
        false => Undefined::because(format!("{}; named {} (--modes, --actors)", reason.reason(), named.join("; "))),
    }
}

/// Which two agendas are closest, and of how many nothing can be said.
pub fn agendas(found: &Agenda) -> Vec<String> {
    let one = found.options.minimum;
    let small = found.sizes.iter().filter(|size| **size < one).count();
    let mut sentences = vec![format!(
        "Topics are coded for {}; {small} of them have fewer than {one}, too few to compare.",
        count(found.bearers.len(), found.one),
    )];
    let best = found.pairs.iter().filter_map(|(a, b, pair)| Some((pair.cosine.clone().ok()?, a, b, pair)));
    let best = best.max_by(|x, y| x.0.total_cmp(&y.0).then((y.1, y.2).cmp(&(x.1, x.2))));
    if let Some((cosine, a, b, pair)) = best.filter(|(cosine, ..)| *cosine > 0.0) {
        sentences.push(format!(
            "{} and {} are closest: {} in common, cosine {}; {} of the first one's agenda is in the second, {} the other way \
             round.",
            found.bearers[a].name,
            found.bearers[b].name,
            count(pair.topics.2, "topic"),
            number(&Ok(cosine)),
            number(&pair.contained),
            number(&pair.contained_other),
        ));
    }
    sentences
}

/// What a report says of it, under its three headings.
pub(super) fn summarize(view: &Affiliations, forums: &Forums, summary: &mut Summary) {
    let mut sentences = sentences(view, forums);
    if view.arenas.is_empty() {
        return summary.unknown.push(Phrase::new(
            "Where they meet: no affiliation is recorded.",
            "どこで顔を合わせるか：所属や参加の記録がない。",
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
        return vec![Phrase::new("No affiliation is recorded.", "所属や参加の記録がない。")];
    }
    let complete: Vec<Phrase> =
        view.arenas.iter().filter(|arena| arena.complete).map(|arena| japanese::node(&arena.node)).collect();
    let kinds = japanese::kinds(&view.actor_kinds);
    let several = several(view);
    let one = several.english.replace("forums", "forum").replace("groups", "group");
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
        sentences.push(Phrase::new(
            "Whoever is not named in an open list may or may not sit there, so overlaps are given as bounds, and of \
             the named.",
            "名簿が完全でないフォーラムでは、名の挙がらない者も加わっている可能性がある。そのため重なりは上限と下限、および名の挙がった者に\
             限った値で示す。",
        ));
    }
    sentences.push(share_most(forums, actors, &several));
    sentences
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
    let over = count(actors, "actor");
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
                "{} and {} share most of the named: {shared}; their Jaccard overlap {}, over all {over} of the data.",
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
            "{} share most of the named, {shared} each, over all {over} of the data: {}{}.",
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

/// What the lists are lists of: forums, where each is one; else groups, since a party or a camp is no forum.
pub(super) fn several(view: &Affiliations) -> Phrase {
    let group = |kind: &str| ["bloc", "camp", "class"].contains(&kind);
    let groups = view.arenas.iter().filter(|arena| group(&arena.node.kind)).count();
    match groups {
        0 => Phrase::new("forums", "フォーラム"),
        n if n == view.arenas.len() => Phrase::new("groups", "グループ"),
        _ => Phrase::new("forums or groups", "フォーラムやグループ"),
    }
}

/// One row a forum: how many are named, how many a source states, whether the list is complete.
pub fn sizes(view: &Affiliations, forums: &Forums) -> Table {
    let mut table = Table::new("forum-sizes", forums.method.clone())
        .titled("What is known of each list")
        .column("forum", CellKind::Text, ColumnRole::Id, "")
        .column("name", CellKind::Text, ColumnRole::Label, "")
        .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
        .column("named", CellKind::Integer, ColumnRole::Count, "actors")
        .column("stated_size", CellKind::Integer, ColumnRole::Value, "actors")
        .column("complete", CellKind::Boolean, ColumnRole::Attribute, "");
    for (arena, named) in view.arenas.iter().zip(&forums.named) {
        table.push([
            Cell::text(&arena.node.id),
            Cell::text(&arena.node.name),
            Cell::text(&arena.node.name_ja),
            Cell::count(*named),
            arena
                .stated_size
                .map_or(Cell::Empty, |size| Cell::Integer(i64::try_from(size.count()).unwrap_or(i64::MAX))),
            Cell::Boolean(arena.complete),
        ]);
    }
    table
}

/// Who sits where by which claims, or is known not to: a row an actor and forum of which something is recorded.
pub fn memberships(view: &Affiliations, forums: &Forums) -> Table {
    let mut table = Table::new("memberships", forums.method.clone())
        .titled("Who sits where")
        .column("actor", CellKind::Text, ColumnRole::Actor, "")
        .column("forum", CellKind::Text, ColumnRole::Other, "")
        .column("sits", CellKind::Text, ColumnRole::Status, "")
        .column("claims", CellKind::List, ColumnRole::Claims, "");
    for (&(actor, arena), claims) in &view.claims {
        let sits = match view.cell(actor, arena) {
            Membership::In => "in",
            Membership::Out => "out",
            Membership::Unknown => "unknown",
        };
        table.push([
            Cell::text(&view.actors[actor].id),
            Cell::text(&view.arenas[arena].node.id),
            Cell::text(sits),
            Cell::List(claims.clone()),
        ]);
    }
    table
}

/// The pairs of forums of which somebody is named in both, the largest first.
pub fn meeting(forums: &Forums) -> Table {
    let table = forums.table();
    let mut shared: Vec<(usize, usize)> = forums
        .pairs
        .iter()
        .enumerate()
        .filter(|(_, (_, _, pair))| pair.named.2 > 0)
        .map(|(row, (_, _, pair))| (pair.named.2, row))
        .collect();
    shared.sort_by_key(|(shared, row)| (std::cmp::Reverse(*shared), *row));
    let rows: Vec<usize> = shared.into_iter().map(|(_, row)| row).collect();
    let mut kept = table.pick(&rows).without(&IN_FILES).without(&["cosine", "bonacich_of_named"]);
    kept.title = match forums.options.of {
        Side::Forums => "Forums that are known to share an actor".to_owned(),
        Side::Actors => "Actors that are known to share a forum".to_owned(),
    };
    kept
}

/// Columns that a reader of a page can do without: they stand in the files.
const IN_FILES: [&str; 19] = [
    "forum_name",
    "actor_name",
    "other_name",
    "cosine_low",
    "cosine_high",
    "cosine_of_named",
    "bonacich",
    "bonacich_low",
    "bonacich_high",
    "stated",
    "stated_other",
    "unknown_cells",
    "count",
    "count_low",
    "count_high",
    "count_of_named",
    "jaccard",
    "overlap",
    "overlap_of_named",
];

/// The matrix of forums or actors; `None` when there are fewer than two.
pub fn matrix(view: &Affiliations, forums: &Forums) -> Option<Subject> {
    let things = match forums.options.of {
        Side::Forums => sizes(view, forums),
        Side::Actors => forums.graph().nodes,
    };
    (forums.things.len() > 1).then(|| {
        let mut pairs = forums.matrix();
        if pairs.len() <= TOLD {
            pairs.columns.push(behind(view, forums, &pairs));
        }
        Subject::Matrix { things, pairs }
    })
}

/// Above this number of pairs, cells do not carry the claims behind them: `--why` tells them one by one.
const TOLD: usize = 400;

/// The claims that place somebody in either thing of each pair.
fn behind(view: &Affiliations, forums: &Forums, pairs: &Table) -> Column {
    let claims = |row: usize| -> Vec<String> {
        let why = forums.why(view, pairs.text(row, ColumnRole::Actor), pairs.text(row, ColumnRole::Other));
        let Ok(why) = why else { return Vec::new() };
        let cells = why.by_role(ColumnRole::Claims).map_or(&[][..], |column| column.cells.as_slice());
        let named = cells.iter().filter_map(|cell| if let Cell::List(ids) = cell { Some(ids) } else { None });
        named.flatten().cloned().collect::<BTreeSet<_>>().into_iter().collect()
    };
    let cells = (0..pairs.len()).map(|row| Cell::List(claims(row))).collect();
    Column { name: "claims".to_owned(), kind: CellKind::List, role: ColumnRole::Claims, unit: "", cells }
}
