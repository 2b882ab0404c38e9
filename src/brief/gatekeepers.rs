//! Gatekeepers and what holds a connection up, in words.

use super::influence::without_zeros;
use super::{count, japanese, paths};
use crate::influence::gatekeepers::{Cut, Gatekeepers, Unit};
use crate::result::{Document, Phrase, Table};
use crate::view::{Denial, Node};

/// Whom every route passes and how little holds it up, in words first; then the tables.
pub fn gatekeepers(found: &Gatekeepers, denied: &[Denial]) -> Document {
    let routes = &found.routes;
    let (from, to) = (paths::end(&routes.from), paths::end(&routes.to));
    let mut page = Document::new(Phrase::new(
        format!("Gatekeepers from {} to {}", from.english, to.english),
        format!("{}から{}へのゲートキーパー", from.japanese, to.japanese),
    ));
    page.list([said(found), paths::against(routes, denied)].concat());
    if routes.paths.is_empty() {
        return page;
    }
    if !found.gatekeepers.is_empty() {
        page.table(found.table().without(&["name_ja", "claims"]));
    }
    page.table(found.smallest_sets());
    let title = "Routes that share no entity";
    page.table(Table { title: title.into(), ..without_zeros(routes.summary()) });
    page
}

/// The answer in plain words, or why there is none.
pub fn said(found: &Gatekeepers) -> Vec<Phrase> {
    if found.routes.paths.is_empty() {
        return found.routes.remarks().into_iter().map(japanese::told).collect();
    }
    sentences(found)
}

/// The answer in plain words, where there is a route.
fn sentences(found: &Gatekeepers) -> Vec<Phrase> {
    let mut said = Vec::new();
    let names = japanese::nodes(found.gatekeepers.iter().map(|one| &one.entity.node));
    said.push(match found.gatekeepers.len() {
        0 if found.routes.paths.iter().any(|path| path.ties.len() == 1) => Phrase::new(
            "A step joins the two directly: nobody stands between them.",
            "一つの段階が両者を直接つなぐため、間に立つものはない。",
        ),
        0 if !found.unsettled.is_empty() => {
            Phrase::new("No entity is proved to lie on every route.", "すべての道にあると証明された対象はない。")
        }
        0 => Phrase::new("No single entity lies on every route.", "すべての道にある対象は一つもない。"),
        number => {
            let (least, least_ja) =
                if found.unsettled.is_empty() { ("", "") } else { ("at least ", "少なくとも") };
            Phrase::new(
                format!("Every route passes {least}{}: {}.", count(number, "entity"), names.english),
                format!("すべての道が{least_ja}{number}の対象を通る：{}。", names.japanese),
            )
        }
    });
    if !found.unsettled.is_empty() {
        let open = japanese::nodes(found.unsettled.iter().map(|entity| &entity.node));
        said.push(Phrase::new(
            format!("Whether a route goes round {} is not settled: the work allowed was spent first.", open.english),
            format!("{}を避ける道があるかは決まらない：その前に許された計算量が尽きた。", open.japanese),
        ));
    }
    let timed: Vec<&Node> = found.gatekeepers.iter().filter(|one| !one.undated).map(|one| &one.entity.node).collect();
    if !timed.is_empty() {
        let timed = japanese::nodes(timed);
        let ways = "there are ways round that only dates and stated orders close";
        said.push(Phrase::new(
            format!("Of {}, {ways}.", timed.english),
            format!("{}には、日付と明示された順序だけが閉ざす回り道がある。", timed.japanese),
        ));
    }
    let (least, most) = (found.routes.paths.len(), found.apart_at_most);
    let (undated, undated_ja) = match found.apart_undated {
        undated if undated > most => {
            (format!(" ({undated} when time is left aside)"), format!("（時間を考えなければ{undated}本）"))
        }
        _ => (String::new(), String::new()),
    };
    said.push(match (least == most, most) {
        (true, 1) => Phrase::new(
            format!("No two routes share nothing{undated}."),
            format!("互いに何も共有しない二本の道はない{undated_ja}。"),
        ),
        (true, _) => Phrase::new(
            format!("{most} routes share no entity, and no more{undated}."),
            format!("対象を共有しない道はちょうど{most}本ある{undated_ja}。"),
        ),
        (false, _) => Phrase::new(
            format!("At least {least} and at most {most} routes share no entity{undated}."),
            format!("対象を共有しない道は{least}本以上{most}本以下である{undated_ja}。"),
        ),
    });
    said.extend(rests_on(&found.cuts));
    if found.cut_short {
        said.push(Phrase::new(
            "The work allowed was spent before everything was looked at: what is not proved is marked.",
            "すべてを見る前に許された計算量が尽きた：証明されていないものには印がある。",
        ));
    }
    said
}

/// How little holds it up: one passage, one source, or so many.
fn rests_on(cuts: &[Cut]) -> Vec<Phrase> {
    let of = |unit: Unit| cuts.iter().find(|cut| cut.unit == unit && cut.at_least.is_some());
    let (Some(source), Some(passage), Some(claim)) = (of(Unit::Source), of(Unit::Passage), of(Unit::Claim)) else {
        return Vec::new();
    };
    let mut said = Vec::new();
    let one = |cut: &Cut| cut.is_exact() && cut.which.len() == 1;
    if one(passage) {
        let which = &passage.which[0];
        said.push(Phrase::new(
            format!("The connection rests on one passage of one source: without {which} no route is left."),
            format!("つながりは一つの資料の一か所に基づく：{which}がなければ道は残らない。"),
        ));
    } else if one(source) {
        let which = &source.which[0];
        said.push(Phrase::new(
            format!("The connection rests on one source: without {which} no route is left."),
            format!("つながりは一つの資料に基づく：{which}がなければ道は残らない。"),
        ));
    }
    let needed = |cut: &Cut, what: &str| match (cut.is_exact(), cut.at_least) {
        (true, Some(least)) => count(least, what),
        (_, least) => format!("at least {}", count(least.unwrap_or_default(), what)),
    };
    let needed_ja = |cut: &Cut, what: &str| match (cut.is_exact(), cut.at_least) {
        (true, Some(least)) => format!("{what}{least}"),
        (_, least) => format!("{what}{}以上", least.unwrap_or_default()),
    };
    said.push(Phrase::new(
        format!(
            "To cut it, {}, {} or {} must fall.",
            needed(source, "source"),
            needed(passage, "passage"),
            needed(claim, "claim")
        ),
        format!(
            "断つには、{}、{}または{}が失われなければならない。",
            needed_ja(source, "資料"),
            needed_ja(passage, "箇所"),
            needed_ja(claim, "主張")
        ),
    ));
    said
}
