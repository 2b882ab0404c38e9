//! One value a thing, with its interval: a dot plot.
//!
//! **What it says.** Where each thing stands on one scale and how surely: the whisker is the interval. What has no
//! value is named under the drawing, never set at zero.

use super::axis::Axis;
use super::canvas::{Anchor, Canvas, Key, Layer, MARGIN, SIGN, SMALL, Style, account, line};
use super::groups::Groups;
use super::palette::{BAND, FAINT, INK, MUTED, RULE};
use super::svg::Element;
use super::text::{self, ASCENT};
use super::words::say;
use super::{FigureOptions, Missing, place, require};
use crate::result::{Cell, ColumnRole, Table};

const LABEL: f64 = 6.2;
const ROW: f64 = 7.6;
/// The height of a page in print: beyond it, rows go on in another panel.
const PAGE: f64 = 560.0;
/// The narrowest panel.
const PANEL: f64 = 120.0;
/// The most names of things without a value.
const NAMED: usize = 40;

struct Dot {
    label: String,
    row: usize,
    value: f64,
    interval: Option<(f64, f64)>,
}

/// Lays out a dot a row of `table` (`Id`, `Value`; `Low` and `High` where there is an interval; `Group`, `Order`).
/// Without an order the highest value stands first.
pub(super) fn lay_out(table: &Table, options: &FigureOptions) -> Result<(Canvas, f64, String), Missing> {
    let who = if table.by_role(ColumnRole::Id).is_some() { ColumnRole::Id } else { ColumnRole::Actor };
    require(table, &[who, ColumnRole::Value])?;
    let language = options.language;
    let mut canvas = Canvas::new(options);
    let (dots, undefined) = read(table, who, options);
    let groups = Groups::of(table);
    let top = canvas.heading(options);
    let room = canvas.right() - MARGIN;

    let most = ((room / PANEL) as usize).max(1);
    let panels = ((dots.len() as f64 * ROW / PAGE).ceil() as usize).clamp(1, most);
    let rows = dots.len().div_ceil(panels).max(1);
    let wide = (room - (panels - 1) as f64 * 8.0) / panels as f64;
    let widest = dots.iter().map(|dot| text::width(&dot.label, LABEL, false)).fold(0.0, f64::max);
    let column = widest.min(0.42 * wide);
    let values = dots.iter().flat_map(|dot| {
        let (low, high) = dot.interval.unwrap_or((dot.value, dot.value));
        [low, dot.value, high]
    });
    let axis = Axis::over(values, (0.0, 1.0), ((wide - column) / 34.0) as usize);
    let measure = measure(table);
    let ticks = top + SMALL * 1.5;
    let head = ticks + LABEL * 1.4;
    for (panel, part) in dots.chunks(rows).enumerate() {
        let left = MARGIN + panel as f64 * (wide + 8.0);
        let axis = axis.between((left + column + 8.0, left + wide - 8.0));
        let bottom = head + part.len() as f64 * ROW;
        let style = Style::new(SMALL, INK).anchored(Anchor::Middle);
        let middle = left + (column + wide) / 2.0;
        let words = text::wrap(&measure, SMALL, false, wide - column - 8.0, 1);
        canvas.text(
            Layer::Labels,
            middle,
            top + ASCENT * SMALL,
            &words.lines.concat(),
            style,
            words.cut.then_some(&measure),
        );
        for (value, words) in axis.ticks() {
            let x = axis.place(value);
            let ink = if value == 0.0 { RULE } else { FAINT };
            canvas.draw(Layer::Ground, line((x, head), (x, bottom), ink, 0.5));
            let style = Style::new(SMALL, MUTED).anchored(Anchor::Middle);
            canvas.text(Layer::Labels, x, ticks + ASCENT * SMALL, &words, style, None);
        }
        for (n, dot) in part.iter().enumerate() {
            let y = head + (n as f64 + 0.5) * ROW;
            if n % 2 == 0 {
                let band = super::canvas::Rect { x: left, y: y - ROW / 2.0, w: column + 4.0, h: ROW };
                canvas.draw(Layer::Ground, super::canvas::block(band, BAND));
            }
            let words = text::wrap(&dot.label, LABEL, false, column + 0.5, 1);
            let style =
                Style::new(LABEL, INK).anchored(Anchor::End).on(if n % 2 == 0 { BAND } else { super::palette::PAPER });
            let (x, baseline) = (left + column + 1.0, y + 0.36 * LABEL);
            canvas.text(Layer::Labels, x, baseline, &words.lines.concat(), style, words.cut.then_some(&dot.label));
            let mut group = Element::new("g").with(Element::new("title").text(&told(dot)));
            if let Some((low, high)) = dot.interval {
                group.push(line((axis.place(low), y), (axis.place(high), y), INK, 0.7));
            }
            group.push(groups.look(table, dot.row).mark(axis.place(dot.value), y, 2.1));
            canvas.draw(Layer::Marks, group);
        }
    }
    let mut y = head + rows as f64 * ROW + 4.0;
    let mut keys = groups.keys(language);
    if dots.iter().any(|dot| dot.interval.is_some()) {
        let sign = line((0.0, SIGN.1 / 2.0), (SIGN.0, SIGN.1 / 2.0), INK, 0.7);
        keys.push(Key { sign, meaning: say(language, "interval", "区間") });
    }
    if groups.names().is_empty() {
        let sign = super::groups::Look::ONLY.mark(SIGN.0 / 2.0, SIGN.1 / 2.0, 2.1);
        keys.insert(0, Key { sign, meaning: measure });
    }
    y = canvas.legend(keys, (MARGIN, canvas.right()), y) + 4.0;
    let mut small = vec![say(language, &format!("n: {} values.", dots.len()), &format!("n：{}件。", dots.len()))];
    if !undefined.is_empty() {
        let named = undefined.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        let more = if undefined.len() > NAMED { ", …" } else { "" };
        small.push(say(
            language,
            &format!("Without a value ({}): {named}{more}.", undefined.len()),
            &format!("値なし（{}件）：{named}{more}。", undefined.len()),
        ));
    }
    small.extend(account(language, &[&table.method]));
    let summary = small[0].clone();
    let y = canvas.caption(&small, y);
    Ok((canvas, y, summary))
}

/// What the dots measure: the name of the column, and its unit.
fn measure(table: &Table) -> String {
    let Some(column) = table.by_role(ColumnRole::Value) else { return String::new() };
    let name = column.name.replace('_', " ");
    match column.shown_unit() {
        "" => name,
        unit => format!("{name} ({unit})"),
    }
}

fn told(dot: &Dot) -> String {
    let number = |value| Cell::Number(value).plain();
    match dot.interval {
        Some((low, high)) => format!("{}: {} [{}, {}]", dot.label, number(dot.value), number(low), number(high)),
        None => format!("{}: {}", dot.label, number(dot.value)),
    }
}

/// The dots in their order, and the names of what has no value.
fn read(table: &Table, who: ColumnRole, options: &FigureOptions) -> (Vec<Dot>, Vec<String>) {
    let number = |row, role| table.cell(row, role).and_then(Cell::as_f64);
    let ordered = table.by_role(ColumnRole::Order).is_some();
    let mut rows: Vec<usize> = (0..table.len()).collect();
    rows.sort_by(|a, b| {
        let key = |row: usize| if ordered { place(table, row) } else { (false, 0) };
        let value = |row: usize| number(row, ColumnRole::Value).unwrap_or(f64::MIN);
        (key(*a).cmp(&key(*b)))
            .then(if ordered { std::cmp::Ordering::Equal } else { value(*b).total_cmp(&value(*a)) })
            .then_with(|| table.text(*a, who).cmp(table.text(*b, who)))
    });
    let label = |row| {
        let name = table.label(row, options.language);
        text::clean(if name.is_empty() { table.text(row, who) } else { &name })
    };
    let (mut dots, mut undefined) = (Vec::new(), Vec::new());
    for row in rows {
        match number(row, ColumnRole::Value) {
            Some(value) => {
                let interval = number(row, ColumnRole::Low).zip(number(row, ColumnRole::High));
                dots.push(Dot { label: label(row), row, value, interval });
            }
            None => undefined.push(label(row)),
        }
    }
    (dots, undefined)
}
