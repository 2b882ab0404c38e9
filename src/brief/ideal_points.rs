//! Ideal points in words.

use crate::align::ideal_points::{IdealPoints, Point, WindowOfPoints};
use crate::view::Positions;

use super::{and, count};
use crate::result::{Document, Table};

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
pub fn sentences(points: &IdealPoints) -> Vec<String> {
    let mut said = Vec::new();
    let told: Vec<&WindowOfPoints> = points.windows.iter().filter(|window| window.fit.is_ok()).collect();
    match told.as_slice() {
        [] => {}
        [window] => {
            if points.windows.len() > 1 {
                said.push(format!(
                    "Positions can be told in one window of {}: {}.",
                    points.windows.len(),
                    window.period.name
                ));
            }
            said.extend(of_window(points, window));
        }
        [first, .., last] => {
            said.push(format!(
                "Positions can be told in {} of {} windows, {} to {}; the last one:",
                told.len(),
                points.windows.len(),
                first.period.name,
                last.period.name
            ));
            said.extend(of_window(points, last));
        }
    }
    said.extend(super::outside(&points.method, points.windows.len(), points.by()).map(|said| said.english));
    for (reason, windows) in points.without() {
        let which = if points.windows.len() == 1 { String::new() } else { format!(" in {}", count(windows, "window")) };
        said.push(format!("No positions{which}: {reason}."));
    }
    said
}

fn of_window(points: &IdealPoints, window: &WindowOfPoints) -> Vec<String> {
    let mut placed: Vec<(f64, &Point)> =
        window.points.iter().filter_map(|point| Some((point.position.as_ref().ok()?[0], point))).collect();
    placed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.actor.cmp(&b.1.actor)));
    let name = |(_, point): &(f64, &Point)| points.actors[point.actor].name.clone();
    let ends = placed.len().min(6) / 2;
    let left: Vec<String> = placed.iter().take(ends).map(name).collect();
    let right: Vec<String> = placed.iter().rev().take(ends).map(name).collect();
    let mut said = Vec::new();
    if let Ok(fit) = window.fit.as_ref()
        && !fit.converged
    {
        said.push(format!(
            "Not converged after {}: the last one still moved a position by {:.3} standard deviations. Read no digits.",
            count(fit.sweeps, "sweep"),
            fit.change
        ));
    }
    let anchored = points.options.left.is_some() || points.options.right.is_some();
    said.push(format!(
        "{} on the first dimension: {} at one end, {} at the other ({} with a position).",
        if anchored { "From left to right" } else { "From low to high" },
        and(&left),
        and(&right),
        count(placed.len(), "actor")
    ));
    let without = window.points.len() - placed.len();
    if without > 0 {
        said.push(format!(
            "{} took a position on fewer than {} informative items and {} none here.",
            count(without, "actor"),
            points.options.minimum,
            if without == 1 { "has" } else { "have" }
        ));
    }
    if let Ok(fit) = &window.fit {
        said.push(format!("{fit}, on {}.", count(window.items.len(), "informative item")));
        if 2 * window.separated > window.items.len() {
            said.push(format!(
                "{} of {} are told by the order of the actors alone: how far apart actors stand rests on the prior more than \
                 on them.",
                window.separated,
                count(window.items.len(), "informative item")
            ));
        }
    }
    if !anchored {
        said.push("Which end is high is a convention: name anchors with --left and --right.".to_owned());
    }
    if points.options.bootstrap.is_none() {
        said.push("How sure this is was not asked: --bootstrap gives standard errors and intervals.".to_owned());
    }
    said
}
