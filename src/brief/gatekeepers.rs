//! Gatekeepers and what holds a connection up, in words.

use super::influence::without_zeros;
use super::{and, count, paths};
use crate::influence::gatekeepers::{Cut, Gatekeepers, Unit};
use crate::result::{Document, Table};
use crate::view::Denial;

/// Whom every route passes and how little holds it up, in words first; then the tables.
pub fn gatekeepers(found: &Gatekeepers, denied: &[Denial]) -> Document {
    let routes = &found.routes;
    let mut page = Document::new(format!("Gatekeepers from {} to {}", routes.from.name(), routes.to.name()));
    page.list([said(found), paths::against(routes, denied)].concat());
    if routes.paths.is_empty() {
        return page;
    }
    if !found.gatekeepers.is_empty() {
        page.table(found.table().without(&["name_ja", "claims"]));
    }
    page.table(found.smallest_sets());
    let title = "Routes that share no entity";
    page.table(Table { title: title.to_owned(), ..without_zeros(routes.summary()) });
    page
}

/// The answer in plain words, or why there is none.
pub fn said(found: &Gatekeepers) -> Vec<String> {
    if found.routes.paths.is_empty() { found.routes.remarks() } else { sentences(found) }
}

/// The answer in plain words, where there is a route.
fn sentences(found: &Gatekeepers) -> Vec<String> {
    let mut said = Vec::new();
    let names: Vec<String> = found.gatekeepers.iter().map(|one| one.entity.node.name.clone()).collect();
    said.push(match names.len() {
        0 if found.routes.paths.iter().any(|path| path.ties.len() == 1) => {
            "A step joins the two directly: nobody stands between them.".to_owned()
        }
        0 if !found.unsettled.is_empty() => "No entity is proved to lie on every route.".to_owned(),
        0 => "No single entity lies on every route.".to_owned(),
        number => {
            let least = if found.unsettled.is_empty() { "" } else { "at least " };
            format!("Every route passes {least}{}: {}.", count(number, "entity"), and(&names))
        }
    });
    let open: Vec<String> = found.unsettled.iter().map(|entity| entity.node.name.clone()).collect();
    if !open.is_empty() {
        said.push(format!(
            "Whether a route goes round {} is not settled: the work allowed was spent first.",
            and(&open)
        ));
    }
    let timed: Vec<String> =
        found.gatekeepers.iter().filter(|one| !one.undated).map(|one| one.entity.node.name.clone()).collect();
    if !timed.is_empty() {
        let ways = "there are ways round that only dates and stated orders close";
        said.push(format!("Of {}, {ways}.", and(&timed)));
    }
    let (least, most) = (found.routes.paths.len(), found.apart_at_most);
    let undated = match found.apart_undated {
        undated if undated > most => format!(" ({undated} when time is left aside)"),
        _ => String::new(),
    };
    said.push(match (least == most, most) {
        (true, 1) => format!("No two routes share nothing{undated}."),
        (true, _) => format!("{most} routes share no entity, and no more{undated}."),
        (false, _) => format!("At least {least} and at most {most} routes share no entity{undated}."),
    });
    said.extend(rests_on(&found.cuts));
    if found.cut_short {
        said.push(
            "The work allowed was spent before everything was looked at: what is not proved is marked.".to_owned(),
        );
    }
    said
}

/// How little holds it up: one passage, one source, or so many.
fn rests_on(cuts: &[Cut]) -> Vec<String> {
    let of = |unit: Unit| cuts.iter().find(|cut| cut.unit == unit && cut.at_least.is_some());
    let (Some(source), Some(passage), Some(claim)) = (of(Unit::Source), of(Unit::Passage), of(Unit::Claim)) else {
        return Vec::new();
    };
    let mut said = Vec::new();
    let one = |cut: &Cut| cut.is_exact() && cut.which.len() == 1;
    if one(passage) {
        said.push(format!(
            "The connection rests on one passage of one source: without {} no route is left.",
            passage.which[0]
        ));
    } else if one(source) {
        said.push(format!("The connection rests on one source: without {} no route is left.", source.which[0]));
    }
    let needed = |cut: &Cut, what: &str| match (cut.is_exact(), cut.at_least) {
        (true, Some(least)) => count(least, what),
        (_, least) => format!("at least {}", count(least.unwrap_or_default(), what)),
    };
    said.push(format!(
        "To cut it, {}, {} or {} must fall.",
        needed(source, "source"),
        needed(passage, "passage"),
        needed(claim, "claim")
    ));
    said
}
