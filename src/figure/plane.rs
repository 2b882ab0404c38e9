//! Things on two axes, with the lines that cut them apart.
//!
//! **What it says.** Who stands near whom on two dimensions. Distances mean the same on both axes; a cutting line
//! separates those whom the model expects on either side of an item.

use super::axis::Axis;
use super::canvas::{Anchor, Canvas, Key, Layer, MARGIN, Rect, SIGN, SMALL, Style, account, line};
use super::groups::{Groups, Look};
use super::palette::{FAINT, INK, MUTED, RULE};
use super::place_labels::Labels;
use super::svg::Element;
use super::text::{self, ASCENT};
use super::words::say;
use super::{FigureOptions, Missing, require};
use crate::result::{Cell, ColumnRole, Table};

const CUT: &str = "#b3b3b3";

/// Lays out `points` (`Id`; `Value`, `Second`: the axes; `Group`, `Code`) and `lines` (`Value` x first axis +
/// `Second` x second axis = `Offset`).
pub(super) fn lay_out(
    points: &Table,
    lines: &Table,
    options: &FigureOptions,
) -> Result<(Canvas, f64, String), Missing> {
    require(points, &[ColumnRole::Id, ColumnRole::Value, ColumnRole::Second])?;
    if !lines.is_empty() {
        require(lines, &[ColumnRole::Value, ColumnRole::Second, ColumnRole::Offset])?;
    }
    let language = options.language;
    let mut canvas = Canvas::new(options);
    let groups = Groups::of(points);
    let number = |table: &Table, row, role| table.cell(row, role).and_then(Cell::as_f64);
    let mut placed: Vec<(usize, f64, f64)> = (0..points.len())
        .filter_map(|row| {
            Some((row, number(points, row, ColumnRole::Value)?, number(points, row, ColumnRole::Second)?))
        })
        .collect();
    placed.sort_by(|a, b| points.text(a.0, ColumnRole::Id).cmp(points.text(b.0, ColumnRole::Id)));
    let top = canvas.heading(options);
    let (left, right) = (MARGIN + 22.0, canvas.right());
    // Both axes have one scale, so that distances can be compared: the range of the wider serves both.
    let all = || placed.iter().flat_map(|(_, x, y)| [*x, *y]);
    let across = Axis::over(all(), (left, right), 6);
    let tall = (right - left).min(430.0);
    let (left, right) = ((left + right - tall) / 2.0, (left + right + tall) / 2.0);
    let (across, up) = (across.between((left, right)), across.between((top + tall, top)));
    for (value, words) in across.ticks() {
        let (x, y) = (across.place(value), up.place(value));
        canvas.draw(Layer::Ground, line((x, top), (x, top + tall), if value == 0.0 { RULE } else { FAINT }, 0.5));
        canvas.draw(Layer::Ground, line((left, y), (right, y), if value == 0.0 { RULE } else { FAINT }, 0.5));
        let style = Style::new(SMALL, MUTED);
        canvas.text(Layer::Labels, x, top + tall + 4.5 + ASCENT * SMALL, &words, style.anchored(Anchor::Middle), None);
        canvas.text(Layer::Labels, left - 3.0, y + 0.36 * SMALL, &words, style.anchored(Anchor::End), None);
    }
    let frame = Rect { x: left, y: top, w: tall, h: tall };
    let mut cuts: Vec<(f64, f64, f64, usize)> = (0..lines.len())
        .filter_map(|row| {
            let number = |role| number(lines, row, role);
            Some((number(ColumnRole::Value)?, number(ColumnRole::Second)?, number(ColumnRole::Offset)?, row))
        })
        .collect();
    cuts.sort_by(|a, b| (a.0.total_cmp(&b.0)).then(a.1.total_cmp(&b.1)).then(a.2.total_cmp(&b.2)));
    let drawn = cuts.iter().filter_map(|(a, b, c, row)| {
        let ((x1, y1), (x2, y2)) = cut(*a, *b, *c, across.range())?;
        let ends = ((across.place(x1), up.place(y1)), (across.place(x2), up.place(y2)));
        Some((line(ends.0, ends.1, CUT, 0.5), lines.label(*row, language)))
    });
    let drawn: Vec<(Element, String)> = drawn.collect();
    for (element, name) in &drawn {
        let title = Element::new("title").text(&text::clean(name));
        canvas.draw(Layer::Ties, Element::new("g").with(title).with(element.clone()));
    }
    let mut labels = Labels::new(frame);
    for (row, x, y) in &placed {
        let (x, y) = (across.place(*x), up.place(*y));
        let name = text::clean(&points.label(*row, language));
        canvas.place(points.text(*row, ColumnRole::Id), (x, y));
        let mark = groups.look(points, *row).mark(x, y, 2.2);
        canvas.draw(Layer::Marks, Element::new("g").with(Element::new("title").text(&name)).with(mark));
        let code = points.text(*row, ColumnRole::Code);
        labels.add((x, y), 2.6, if code.is_empty() { &name } else { code }, 1.0);
    }
    let unnamed = labels.set(&mut canvas);
    let mut keys = groups.keys(language);
    if groups.names().is_empty() {
        let sign = Look::ONLY.mark(SIGN.0 / 2.0, SIGN.1 / 2.0, 2.2);
        keys.push(Key { sign, meaning: say(language, "ideal point", "理想点") });
    }
    if !drawn.is_empty() {
        let sign = line((0.0, SIGN.1 / 2.0), (SIGN.0, SIGN.1 / 2.0), CUT, 0.5);
        keys.push(Key { sign, meaning: say(language, "cutting line of an item", "項目の分割線") });
    }
    let y = canvas.legend(keys, (MARGIN, canvas.right()), top + tall + 14.0) + 4.0;
    let missing = points.len() - placed.len();
    let mut small = vec![say(
        language,
        &format!("n: {} points, {} lines; {missing} without a value.", placed.len(), drawn.len()),
        &format!("n：{}点、{}線、値なし{missing}件。", placed.len(), drawn.len()),
    )];
    small.extend(unnamed.said(language));
    small.extend(account(language, &[&points.method]));
    let summary = small[0].clone();
    canvas.draw(Layer::Ground, outline(frame));
    let y = canvas.caption(&small, y);
    Ok((canvas, y, summary))
}

fn outline(frame: Rect) -> Element {
    super::canvas::block(frame, "none").set("stroke", INK).set("stroke-width", "0.5")
}

/// Where a x + b y = c crosses the square of this range; nothing where it passes by.
fn cut(a: f64, b: f64, c: f64, (low, high): (f64, f64)) -> Option<((f64, f64), (f64, f64))> {
    let mut ends: Vec<(f64, f64)> = Vec::new();
    let within = |value: f64| (low..=high).contains(&value);
    for edge in [low, high] {
        let (x, y) = ((c - b * edge) / a, (c - a * edge) / b);
        ends.extend(within(y).then_some((edge, y)));
        ends.extend(within(x).then_some((x, edge)));
    }
    let first = *ends.first()?;
    let far = ends.into_iter().max_by(|p, q| {
        let far = |p: &(f64, f64)| (p.0 - first.0).abs() + (p.1 - first.1).abs();
        far(p).total_cmp(&far(q))
    })?;
    (far != first).then_some((first, far))
}
