//! Ideal points in words.

use crate::align::ideal_points::{IdealPoints, Point, WindowOfPoints};
use crate::view::Positions;

use super::{count, japanese};
use crate::result::{Document, Phrase, Table};

/// What is said, then who stands where, the items that separate best, and how well it is told.
pub fn page(positions: &Positions, points: &IdealPoints) -> Document {
    let mut page = Document::default();
    page.list(sentences(points));
    if points.windows.iter().any(|window| window.fit.is_ok()) {
        page.long_table(points.table().without(&["name_ja"]), 60);
        page.long_table(points.separating(positions, 10), 10);
    }
    page.long_table(points.fits(), 80);
    page
}

/// What is said, then another table of the same estimate; the two together.
pub fn about(points: &IdealPoints, table: Table) -> (Document, Table) {
    let mut page = Document::default();
    page.list(sentences(points));
    page.long_table(table.clone(), 80);
    (page, table)
}

/// One sentence a fact: how many have a position, who stands at the ends, how well it is told, what has none.
pub fn sentences(points: &IdealPoints) -> Vec<Phrase> {
    let mut said = Vec::new();
    let told: Vec<&WindowOfPoints> = points.windows.iter().filter(|window| window.fit.is_ok()).collect();
    let all = points.windows.len();
    match told.as_slice() {
        [] => {}
        [window] => {
            if all > 1 {
                let name = &window.period.name;
                said.push(Phrase::new(
                    format!("Positions can be told in one window of {all}: {name}."),
                    format!("位置を推定できるのは期間{all}のうち一つ：{name}。"),
                ));
            }
            said.extend(of_window(points, window));
        }
        [first, .., last] => {
            let (n, from, to) = (told.len(), &first.period.name, &last.period.name);
            said.push(Phrase::new(
                format!("Positions can be told in {n} of {all} windows, {from} to {to}; the last one:"),
                format!("位置を推定できるのは期間{all}のうち{n}（{from}から{to}）。最後の期間："),
            ));
            said.extend(of_window(points, last));
        }
    }
    said.extend(super::outside(&points.method, all, points.by()));
    for (reason, windows) in points.without() {
        let which = if all == 1 { String::new() } else { format!(" in {}", count(windows, "window")) };
        let which_ja = if all == 1 { String::new() } else { format!("期間{windows}で") };
        let japanese = japanese::said(reason).unwrap_or_else(|| format!("理由は英語のみ：{reason}"));
        said.push(Phrase::new(format!("No positions{which}: {reason}."), format!("{which_ja}位置なし：{japanese}。")));
    }
    said
}

fn of_window(points: &IdealPoints, window: &WindowOfPoints) -> Vec<Phrase> {
    let mut placed: Vec<(f64, &Point)> =
        window.points.iter().filter_map(|point| Some((point.position.as_ref().ok()?[0], point))).collect();
    placed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.actor.cmp(&b.1.actor)));
    let name = |(_, point): &(f64, &Point)| japanese::node(&points.actors[point.actor]);
    let ends = placed.len().min(6) / 2;
    let left: Vec<Phrase> = placed.iter().take(ends).map(name).collect();
    let right: Vec<Phrase> = placed.iter().rev().take(ends).map(name).collect();
    let [left, right] = [left, right].map(|end| japanese::names(&end, usize::MAX));
    let mut said = Vec::new();
    if let Ok(fit) = window.fit.as_ref()
        && !fit.converged
    {
        let (sweeps, change) = (fit.sweeps, fit.change);
        said.push(Phrase::new(
            format!(
                "Not converged after {}: the last one still moved a position by {change:.3} standard deviations. Read no \
                 digits.",
                count(sweeps, "sweep")
            ),
            format!("{sweeps}回の反復で収束せず、最後の反復でもなお位置が標準偏差{change:.3}だけ動いた。桁を読まないこと。"),
        ));
    }
    let anchored = points.options.left.is_some() || points.options.right.is_some();
    said.push(Phrase::new(
        format!(
            "{} on the first dimension: {} at one end, {} at the other ({} with a position).",
            if anchored { "From left to right" } else { "From low to high" },
            left.english,
            right.english,
            count(placed.len(), "actor")
        ),
        format!(
            "第一次元を{}みると、一方の端に{}、他方の端に{}（位置のある主体{}）。",
            if anchored { "左から右へ" } else { "低い方から" },
            left.japanese,
            right.japanese,
            placed.len()
        ),
    ));
    let (without, minimum) = (window.points.len() - placed.len(), points.options.minimum);
    if without > 0 {
        said.push(Phrase::new(
            format!(
                "{} took a position on fewer than {minimum} informative items and {} none here.",
                count(without, "actor"),
                if without == 1 { "has" } else { "have" }
            ),
            format!("情報のある案件で立場を示したのが{minimum}件に満たない主体{without}には位置がない。"),
        ));
    }
    if let Ok(fit) = &window.fit {
        let items = window.items.len();
        said.push(Phrase::new(
            format!("{fit}, on {}.", count(items, "informative item")),
            format!(
                "情報のある案件{items}の立場{}のうち{:.1} %を正しく示す（APRE {:.3}、GMP {:.3}）。",
                fit.votes,
                100.0 * fit.correct,
                fit.reduction,
                fit.probability
            ),
        ));
        let separated = window.separated;
        if 2 * separated > items {
            said.push(Phrase::new(
                format!(
                    "{separated} of {} are told by the order of the actors alone: how far apart actors stand rests on the \
                     prior more than on them.",
                    count(items, "informative item")
                ),
                format!(
                    "情報のある案件{items}のうち{separated}は主体の順序だけで説明がつく：主体の隔たりはそれらより事前分布による。"
                ),
            ));
        }
    }
    if !anchored {
        said.push(Phrase::new(
            "Which end is high is a convention: name anchors with --left and --right.",
            "どちらの端を高いとするかは約束事である：--left と --right で目印を指定できる。",
        ));
    }
    if points.options.bootstrap.is_none() {
        said.push(Phrase::new(
            "How sure this is was not asked: --bootstrap gives standard errors and intervals.",
            "どれほど確かかは問われていない：--bootstrap で標準誤差と区間が得られる。",
        ));
    }
    said
}
