//! How many lie in which sets at once: an UpSet drawing.
//!
//! **What it says.** Each column is one combination of sets with the number of those that lie in exactly or at least
//! these, as its method says; the column of none has a row of its own. What is left out is counted in the caption.

use super::axis::Axis;
use super::canvas::{Anchor, Canvas, Key, Layer, MARGIN, Rect, SIGN, SMALL, Style, account, block, line};
use super::palette::{BAND, BLUE, FAINT, INK, MUTED, PAPER, RULE};
use super::svg::Element;
use super::text::{self, ASCENT, DESCENT, LEADING};
use super::words::{self, say};
use super::{FigureOptions, Missing, place, require};
use crate::result::{Cell, CellRef, ColumnRole, Table};

const LABEL: f64 = 6.2;
const ROW: f64 = 9.0;
/// The most lines of a name.
const LINES: usize = 3;
const BARS: f64 = 90.0;
const NARROWEST: f64 = 8.0;
/// A set that a combination does not lie in.
const OUT: &str = "#d0d0d0";

/// Lays out `sets` (`Id`, `Count`) and `combinations` (`Sets`: ids; `Count`).
pub(super) fn lay_out(
    sets: &Table,
    combinations: &Table,
    options: &FigureOptions,
) -> Result<(Canvas, f64, String), Missing> {
    require(sets, &[ColumnRole::Id, ColumnRole::Count])?;
    require(combinations, &[ColumnRole::Sets, ColumnRole::Count])?;
    let language = options.language;
    let mut canvas = Canvas::new(options);
    let count = |table: &Table, row| table.cell(row, ColumnRole::Count).and_then(CellRef::as_f64).unwrap_or(0.0);
    let mut rows: Vec<usize> = (0..sets.len()).collect();
    rows.sort_by(|a, b| {
        (place(sets, *a).cmp(&place(sets, *b)))
            .then(count(sets, *b).total_cmp(&count(sets, *a)))
            .then_with(|| sets.text(*a, ColumnRole::Id).cmp(sets.text(*b, ColumnRole::Id)))
    });
    let members = |row: usize| -> Vec<String> {
        match combinations.cell(row, ColumnRole::Sets) {
            Some(CellRef::List(ids)) => ids.to_vec(),
            Some(cell) => cell.plain().split(';').map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).collect(),
            None => Vec::new(),
        }
    };
    let mut columns: Vec<(f64, Vec<String>)> = (0..combinations.len())
        .map(|row| {
            let mut ids = members(row);
            ids.sort();
            (count(combinations, row), ids)
        })
        .collect();
    columns.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1.len(), &a.1).cmp(&(b.1.len(), &b.1))));
    let labels: Vec<String> = rows
        .iter()
        .map(|row| {
            format!("{} ({})", text::clean(&sets.label(*row, language)), Cell::Number(count(sets, *row)).plain())
        })
        .collect();
    // Those in none have a row too, so that their column reads like any other.
    let of_none = columns.iter().find(|(_, ids)| ids.is_empty()).map(|(count, _)| *count);
    let in_none = say(language, "in none of them", "どれにも属さない");
    let mut labels = labels;
    labels.extend(of_none.map(|count| format!("{in_none} ({})", Cell::Number(count).plain())));
    let top = canvas.heading(options);
    let room = canvas.right() - MARGIN;
    let widest = labels.iter().map(|label| text::width(label, LABEL, false)).fold(0.0, f64::max);
    let column = widest.min(0.4 * room);
    let left = MARGIN + column + 6.0;
    let most = ((canvas.right() - left) / NARROWEST) as usize;
    // The column of none is never the one to go.
    let none = columns.iter().position(|(_, ids)| ids.is_empty());
    let mut kept: Vec<&(f64, Vec<String>)> = columns.iter().take(most).collect();
    if let Some(none) = none.filter(|none| *none >= most && most > 0) {
        kept.pop();
        kept.push(&columns[none]);
    }
    let left_out: Vec<&(f64, Vec<String>)> =
        columns.iter().filter(|column| !kept.iter().any(|kept| std::ptr::eq(*kept, *column))).collect();
    let wide = ((canvas.right() - left) / kept.len().max(1) as f64).min(22.0);
    let axis = Axis::over(kept.iter().map(|column| column.0).chain([0.0]), (top + BARS, top + 8.0), 4).of_counts();
    let matrix = top + BARS + 6.0;
    // Rows are as deep as the longest name needs.
    let lines = |label: &String| text::wrap(label, LABEL, false, column + 0.5, LINES).lines.len();
    let deep = ROW + (labels.iter().map(lines).max().unwrap_or(1) - 1) as f64 * LEADING * LABEL;
    for (n, label) in labels.iter().enumerate() {
        let y = matrix + (n as f64 + 0.5) * deep;
        let ground = if n % 2 == 0 { BAND } else { PAPER };
        if n % 2 == 0 {
            canvas.draw(Layer::Ground, block(Rect { x: MARGIN, y: y - deep / 2.0, w: room, h: deep }, BAND));
        }
        // A name that is cut keeps its number.
        let whole = text::wrap(label, LABEL, false, column + 0.5, LINES);
        let mut words = whole.lines;
        if whole.cut {
            let (name, number) =
                label.rsplit_once(" (").map_or((label.as_str(), ""), |(name, _)| label.split_at(name.len()));
            let room = column + 0.5 - text::width(number, LABEL, false);
            words = text::wrap(name, LABEL, false, room, LINES).lines;
            words.last_mut().into_iter().for_each(|line| line.push_str(number));
        }
        let style = Style::new(LABEL, INK).anchored(Anchor::End).on(ground);
        let mut baseline = y + 0.36 * LABEL - (words.len().max(1) - 1) as f64 * LEADING * LABEL / 2.0;
        for line in &words {
            canvas.text(Layer::Labels, left - 4.0, baseline, line, style, whole.cut.then_some(label));
            baseline += LEADING * LABEL;
        }
    }
    let spread = left + wide * kept.len() as f64;
    for (value, words) in axis.ticks() {
        let y = axis.place(value);
        canvas.draw(Layer::Ground, line((left, y), (spread, y), if value == 0.0 { RULE } else { FAINT }, 0.5));
        let style = Style::new(SMALL, MUTED).anchored(Anchor::End);
        canvas.text(Layer::Labels, left - 3.0, y + 0.36 * SMALL, &words, style, None);
    }
    for (n, (number, ids)) in kept.iter().enumerate() {
        let x = left + (n as f64 + 0.5) * wide;
        let (zero, y) = (axis.place(0.0), axis.place(*number));
        let rows_in: Vec<usize> = (rows.iter().enumerate())
            .filter(|(_, row)| ids.iter().any(|id| id == sets.text(**row, ColumnRole::Id)))
            .map(|(n, _)| n)
            .collect();
        let names: Vec<String> = rows_in.iter().map(|n| labels[*n].clone()).collect();
        let who = if names.is_empty() { in_none.clone() } else { names.join(" + ") };
        let words = Cell::Number(*number).plain();
        let title = Element::new("title").text(&format!("{who}: {words}"));
        let bar = Rect { x: x - 0.35 * wide, y, w: 0.7 * wide, h: zero - y };
        canvas.draw(Layer::Marks, Element::new("g").with(title).with(block(bar, BLUE)));
        // A number wider than its column is set where no other stands in its way.
        let w = text::width(&words, SMALL, false);
        let spot = Rect { x: x - w / 2.0, y: y - 2.0 - ASCENT * SMALL, w, h: (ASCENT + DESCENT) * SMALL };
        let free = !canvas.placed.iter().any(|placed| placed.rect.meets(&spot));
        if w <= wide + 0.5 || free && spot.x + w <= canvas.right() {
            let style = Style { halo: true, ..Style::new(SMALL, INK).anchored(Anchor::Middle) };
            canvas.text(Layer::Labels, x, y - 2.0, &words, style, None);
        }
        let at = |n: usize| matrix + (n as f64 + 0.5) * deep;
        if let (Some(first), Some(last)) = (rows_in.first(), rows_in.last()) {
            canvas.draw(Layer::Ties, line((x, at(*first)), (x, at(*last)), BLUE, 1.2));
        }
        let own = if ids.is_empty() && of_none.is_some() { rows.len()..labels.len() } else { 0..0 };
        for row in (0..rows.len()).chain(own) {
            let fill = if rows_in.contains(&row) || row == rows.len() { BLUE } else { OUT };
            let r = (0.3 * wide).min(2.4);
            canvas
                .draw(Layer::Marks, Element::new("circle").at("cx", x).at("cy", at(row)).at("r", r).set("fill", fill));
        }
    }
    let bottom = matrix + labels.len() as f64 * deep;
    let sign = |fill: &str| {
        Element::new("circle").at("cx", SIGN.0 / 2.0).at("cy", SIGN.1 / 2.0).at("r", 2.4).set("fill", fill)
    };
    // At least these: of the others nothing is said, and whoever is in two sets is counted in several columns. Exactly
    // these: the columns of a set add up to it.
    let at_least = rows.iter().any(|&row| {
        let id = sets.text(row, ColumnRole::Id);
        let of_set = columns.iter().filter(|(_, ids)| ids.iter().any(|other| other == id));
        of_set.map(|(count, _)| count).sum::<f64>() > count(sets, row)
    });
    let out = match at_least {
        true => say(language, "in it or not", "属するか否かを問わない"),
        false => say(language, "not in the set", "属さない"),
    };
    let keys = vec![
        Key { sign: sign(BLUE), meaning: say(language, "in the set", "属する") },
        Key { sign: sign(OUT), meaning: out },
    ];
    let y = canvas.legend(keys, (MARGIN, canvas.right()), bottom + 4.0) + 4.0;
    let held: f64 = left_out.iter().map(|column| column.0).sum();
    let mut small = vec![say(
        language,
        &format!("n: {}, {}.", words::count(rows.len(), "set"), words::count(columns.len(), "combination")),
        &format!("n：{}集合、{}組合せ。", rows.len(), columns.len()),
    )];
    if !left_out.is_empty() {
        let held = Cell::Number(held).plain();
        small.push(say(
            language,
            &format!(
                "{} (counts of {held} together) not drawn for want of room.",
                words::count(left_out.len(), "combination")
            ),
            &format!("余地がなく{}組合せ（計{held}）を省いた。", left_out.len()),
        ));
    }
    small.extend(account(language, &[&combinations.method]));
    let summary = small[0].clone();
    let y = canvas.caption(&small, y);
    Ok((canvas, y, summary))
}
