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
use super::text::{self, ASCENT, LEADING};
use super::words::{count, say};
use super::{FigureOptions, Missing, measure, reasons_of, require};
use crate::result::{CellRef, ColumnRole, Table};

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
    let number = |table: &Table, row, role| table.cell(row, role).and_then(CellRef::as_f64);
    let mut placed: Vec<(usize, f64, f64)> = (0..points.len())
        .filter_map(|row| {
            Some((row, number(points, row, ColumnRole::Value)?, number(points, row, ColumnRole::Second)?))
        })
        .collect();
    placed.sort_by(|a, b| points.text(a.0, ColumnRole::Id).cmp(points.text(b.0, ColumnRole::Id)));
    let top = canvas.heading(options);
    let (left, right) = (MARGIN + 32.0, canvas.right());
    let (frame, across, up) = axes(&placed, (left, right), top);
    let (tall, bottom) = (frame.h, frame.y + frame.h);
    let style = Style::new(SMALL, MUTED);
    for (value, words) in across.ticks() {
        let (x, ink) = (across.place(value), if value == 0.0 { RULE } else { FAINT });
        canvas.draw(Layer::Ground, line((x, top), (x, bottom), ink, 0.5));
        canvas.text(Layer::Labels, x, bottom + 3.0 + ASCENT * SMALL, &words, style.anchored(Anchor::Middle), None);
    }
    for (value, words) in up.ticks() {
        let (y, ink) = (up.place(value), if value == 0.0 { RULE } else { FAINT });
        canvas.draw(Layer::Ground, line((frame.x, y), (frame.x + frame.w, y), ink, 0.5));
        canvas.text(Layer::Labels, frame.x - 3.0, y + 0.36 * SMALL, &words, style.anchored(Anchor::End), None);
    }
    let style = Style::new(SMALL, INK).anchored(Anchor::Middle);
    let title = |role, room| text::wrap(&measure(points, role), SMALL, false, room, 1).lines.concat();
    let (first, second) = (title(ColumnRole::Value, frame.w), title(ColumnRole::Second, frame.h));
    let under = bottom + 4.0 + LEADING * SMALL;
    canvas.text(Layer::Labels, frame.x + frame.w / 2.0, under + ASCENT * SMALL, &first, style, None);
    let style = Style { turned: true, ..style };
    canvas.text(Layer::Labels, frame.x - 25.0, top + tall / 2.0, &second, style, None);
    let mut cuts: Vec<(f64, f64, f64, usize)> = (0..lines.len())
        .filter_map(|row| {
            let number = |role| number(lines, row, role);
            Some((number(ColumnRole::Value)?, number(ColumnRole::Second)?, number(ColumnRole::Offset)?, row))
        })
        .collect();
    cuts.sort_by(|a, b| (a.0.total_cmp(&b.0)).then(a.1.total_cmp(&b.1)).then(a.2.total_cmp(&b.2)));
    let drawn = cuts.iter().filter_map(|(a, b, c, row)| {
        let ((x1, y1), (x2, y2)) = cut(*a, *b, *c, (across.range(), up.range()))?;
        let ends = ((across.place(x1), up.place(y1)), (across.place(x2), up.place(y2)));
        Some((line(ends.0, ends.1, CUT, 0.5), lines.label(*row, language)))
    });
    let drawn: Vec<(Element, String)> = drawn.collect();
    for (element, name) in &drawn {
        let title = Element::new("title").text(&text::clean(name));
        canvas.draw(Layer::Ties, Element::new("g").with(title).with(element.clone()));
    }
    let mut labels = Labels::new(frame).led();
    let middle = (frame.x + frame.w / 2.0, frame.y + frame.h / 2.0);
    for (row, x, y) in &placed {
        let (x, y) = (across.place(*x), up.place(*y));
        let name = text::clean(&points.label(*row, language));
        canvas.place(points.text(*row, ColumnRole::Id), (x, y));
        let mark = groups.look(points, *row).mark(x, y, 2.2);
        canvas.draw(Layer::Marks, Element::new("g").with(Element::new("title").text(&name)).with(mark));
        let code = points.text(*row, ColumnRole::Code);
        // Whom the method names by id is labelled first, then who stands far out.
        let id = points.text(*row, ColumnRole::Id);
        let named = points.method.parameters.iter().any(|(_, value)| value == id);
        let far = (x - middle.0).hypot(y - middle.1);
        labels.add((x, y), 2.6, if code.is_empty() { &name } else { code }, far + if named { 1e6 } else { 0.0 });
    }
    let unnamed = labels.settle().set(&mut canvas);
    let mut keys = groups.keys(language);
    if groups.names().is_empty() {
        let sign = Look::ONLY.mark(SIGN.0 / 2.0, SIGN.1 / 2.0, 2.2);
        keys.push(Key { sign, meaning: say(language, "ideal point", "理想点") });
    }
    if !drawn.is_empty() {
        let sign = line((0.0, SIGN.1 / 2.0), (SIGN.0, SIGN.1 / 2.0), CUT, 0.5);
        keys.push(Key { sign, meaning: say(language, "cutting line of an item", "項目の分割線") });
    }
    let y = canvas.legend(keys, (MARGIN, canvas.right()), under + LEADING * SMALL + 3.0) + 4.0;
    let missing = points.len() - placed.len();
    let mut small = vec![say(
        language,
        &format!("n: {}, {}; {missing} without a value.", count(placed.len(), "point"), count(drawn.len(), "line")),
        &format!("n：{}点、{}線、値なし{missing}件。", placed.len(), drawn.len()),
    )];
    small.extend(reasons_of(points, ColumnRole::Value, language).filter(|_| placed.is_empty()));
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

/// The frame and its axes. A unit is as long on both, so that distances can be compared; each has the range of its own
/// values, widened where the drawing would be a strip.
fn axes(placed: &[(usize, f64, f64)], (left, right): (f64, f64), top: f64) -> (Rect, Axis, Axis) {
    const TALLEST: f64 = 430.0;
    const SHORTEST: f64 = 0.35;
    let over = |values: &dyn Fn(&(usize, f64, f64)) -> f64, length: f64| {
        let axis = Axis::over(placed.iter().map(values), (0.0, 1.0), 6);
        let (low, high) = axis.range();
        let more = ((length - (high - low)) / 2.0).max(0.0);
        Axis::over([low - more, high + more].into_iter(), (0.0, 1.0), 6)
    };
    let long = |axis: &Axis| axis.range().1 - axis.range().0;
    let (x, y) = (|point: &(usize, f64, f64)| point.1, |point: &(usize, f64, f64)| point.2);
    let least = SHORTEST * long(&over(&x, 0.0)).max(long(&over(&y, 0.0)));
    let (across, up) = (over(&x, least), over(&y, least));
    let unit = ((right - left) / long(&across)).min(TALLEST / long(&up));
    let (wide, tall) = (unit * long(&across), unit * long(&up));
    let x = left + (right - left - wide) / 2.0;
    (Rect { x, y: top, w: wide, h: tall }, across.between((x, x + wide)), up.between((top + tall, top)))
}

/// Where a x + b y = c crosses the rectangle of these ranges; nothing where it passes by.
fn cut(a: f64, b: f64, c: f64, (across, up): ((f64, f64), (f64, f64))) -> Option<((f64, f64), (f64, f64))> {
    let mut ends: Vec<(f64, f64)> = Vec::new();
    let within = |value: f64, (low, high): (f64, f64)| (low..=high).contains(&value);
    for edge in [across.0, across.1] {
        let y = (c - a * edge) / b;
        ends.extend(within(y, up).then_some((edge, y)));
    }
    for edge in [up.0, up.1] {
        let x = (c - b * edge) / a;
        ends.extend(within(x, across).then_some((x, edge)));
    }
    let first = *ends.first()?;
    let far = ends.into_iter().max_by(|p, q| {
        let far = |p: &(f64, f64)| (p.0 - first.0).abs() + (p.1 - first.1).abs();
        far(p).total_cmp(&far(q))
    })?;
    (far != first).then_some((first, far))
}
