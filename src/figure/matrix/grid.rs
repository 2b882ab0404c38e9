//! Where rows and columns stand, and how columns are named: by turned labels, else by the numbers of the rows.

use super::super::canvas::{Anchor, Canvas, Layer, MARGIN, Rect, SMALL, Style, line};
use super::super::palette::{FAINT, INK, MUTED};
use super::super::text::{self, ASCENT, DESCENT, LEADING};

/// The size of the labels of rows.
const LABEL: f64 = 6.2;
/// The least width of a column that carries a turned label, and the least height of a row.
const ROW: f64 = SMALL * LEADING;
/// The widest column.
const WIDEST: f64 = 34.0;
/// The height of a page in print: above it, labels take fewer lines.
const PAGE: f64 = 640.0;
/// The most lines of a label.
const LINES: usize = 4;
/// The most rows of numbers under narrow columns.
const LEVELS: usize = 3;

/// How a reader knows a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Naming {
    /// By its name, turned.
    Turned,
    /// By a number, set on so many levels.
    Numbered(usize),
    /// By the row in which it begins.
    Unnamed,
    /// Not at all, nor are rows: there are more than labels find room for on a page. Their groups are named.
    Grouped,
}

/// Where things stand on the sheet.
pub(super) struct Grid {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) wide: f64,
    pub(super) deep: f64,
    column: f64,
    lines: usize,
    pub(super) naming: Naming,
}

impl Grid {
    /// The largest cells that leave room for these labels.
    pub(super) fn new(labels: &[String], top: f64, room: f64) -> Self {
        if labels.len() as f64 * (LEADING * LABEL + 1.0) > PAGE {
            return Self::unlabelled(labels.len(), top, room);
        }
        let first = Self::with_numbers(labels, top, room, 0.0);
        let longest = Self::longest(room);
        let most = ((first.wide / ROW) as usize).clamp(1, LINES);
        let turns = |label: &String| !text::wrap(label, SMALL, false, longest, most).cut;
        if first.wide >= ROW && labels.iter().all(turns) {
            return first;
        }
        let number = text::width(&labels.len().to_string(), SMALL, false);
        let grid = Self::with_numbers(labels, top, room, number + 4.0);
        let levels = ((number + 2.0) / grid.wide).ceil() as usize;
        let naming = if levels <= LEVELS { Naming::Numbered(levels.max(1)) } else { Naming::Unnamed };
        if naming == Naming::Unnamed { Self { naming, ..first } } else { Self { naming, ..grid } }
    }
    fn unlabelled(n: usize, top: f64, room: f64) -> Self {
        let side = (room / n.max(1) as f64).min(PAGE / n.max(1) as f64);
        Self { left: MARGIN, top, wide: side, deep: side, column: 0.0, lines: 1, naming: Naming::Grouped }
    }
    fn with_numbers(labels: &[String], top: f64, room: f64, numbers: f64) -> Self {
        let n = labels.len().max(1) as f64;
        let widest = labels.iter().map(|label| text::width(label, LABEL, false)).fold(0.0, f64::max) + 0.5;
        // A word is never broken while there is room for it.
        let longest = |label: &String| text::longest_word(label, LABEL);
        let word = (labels.iter().map(longest).fold(0.0, f64::max) + 0.5).min(0.52 * room);
        let try_share = |share: f64| {
            let column = widest.min((share * room).max(word));
            let wide = ((room - column - 4.0 - numbers) / n).min(WIDEST);
            let lines = |label: &String| text::wrap(label, LABEL, false, column, LINES).lines.len();
            (column, wide, labels.iter().map(lines).max().unwrap_or(1))
        };
        let height = |lines: usize| lines as f64 * LEADING * LABEL + 1.0;
        let room_for = ((PAGE / n - 1.0) / (LEADING * LABEL)) as usize;
        let cut = |column: f64| {
            let most = room_for.min(LINES);
            labels.iter().any(|label| text::wrap(label, LABEL, false, column, most).cut)
        };
        // The narrowest column of whole labels that leaves cells square; else rows grow with their labels. A name that
        // is cut costs more than a narrow cell.
        let is_square = |(column, wide, lines): &(f64, f64, usize)| height(*lines) <= *wide && !cut(*column);
        let square = [0.18, 0.24, 0.34].into_iter().map(try_share).find(is_square);
        let whole = || [0.34, 0.4, 0.46, 0.52].into_iter().map(try_share).find(|(column, ..)| !cut(*column));
        let (column, wide, lines) = square.or_else(whole).unwrap_or_else(|| try_share(0.34));
        let lines = lines.min(room_for).max(1);
        let deep = wide.max(height(lines));
        Self { left: MARGIN + column + 4.0 + numbers, top, wide, deep, column, lines, naming: Naming::Turned }
    }
    /// The longest turned label.
    fn longest(room: f64) -> f64 {
        0.36 * room
    }
    pub(super) fn cell(&self, row: usize, column: usize) -> Rect {
        let (x, y) = (self.left + column as f64 * self.wide, self.top + row as f64 * self.deep);
        Rect { x, y, w: self.wide, h: self.deep }
    }
    /// Sets the label of a row.
    pub(super) fn name_row(&self, canvas: &mut Canvas, row: usize, label: &str) {
        if self.naming == Naming::Grouped {
            return;
        }
        let cell = self.cell(row, 0);
        let words = text::wrap(label, LABEL, false, self.column, self.lines);
        let mut y = cell.y + (cell.h - words.lines.len() as f64 * LEADING * LABEL) / 2.0 + 0.3;
        for line in &words.lines {
            let style = Style::new(LABEL, INK).anchored(Anchor::End);
            let x = MARGIN + self.column + 0.5;
            canvas.text(Layer::Labels, x, y + ASCENT * LABEL, line, style, words.cut.then_some(label));
            y += LEADING * LABEL;
        }
        if matches!(self.naming, Naming::Numbered(_)) {
            let style = Style::new(SMALL, MUTED).anchored(Anchor::End);
            let y = cell.y + cell.h / 2.0 + 0.36 * SMALL;
            canvas.text(Layer::Labels, self.left - 2.5, y, &(row + 1).to_string(), style, None);
        }
    }
    /// Names the columns below the triangle; says where the names end.
    pub(super) fn name_columns(&self, canvas: &mut Canvas, labels: &[String], room: f64) -> f64 {
        let bottom = self.top + labels.len() as f64 * self.deep;
        match self.naming {
            Naming::Turned => self.turned(canvas, labels, bottom, Self::longest(room)),
            Naming::Numbered(levels) => {
                for column in 0..labels.len() {
                    let middle = self.left + (column as f64 + 0.5) * self.wide;
                    let down = (column % levels) as f64 * LEADING * SMALL;
                    if down > 0.0 {
                        canvas.draw(
                            Layer::Ground,
                            line((middle, bottom + 1.0), (middle, bottom + 1.0 + down), FAINT, 0.4),
                        );
                    }
                    let style = Style::new(SMALL, MUTED).anchored(Anchor::Middle);
                    let y = bottom + down + (ASCENT + 0.2) * SMALL;
                    canvas.text(Layer::Labels, middle, y, &(column + 1).to_string(), style, None);
                }
                bottom + levels as f64 * LEADING * SMALL
            }
            Naming::Unnamed | Naming::Grouped => bottom,
        }
    }
    fn turned(&self, canvas: &mut Canvas, labels: &[String], bottom: f64, longest: f64) -> f64 {
        let most = ((self.wide / ROW) as usize).clamp(1, LINES);
        let step = LEADING * SMALL;
        let mut end = bottom;
        for (n, label) in labels.iter().enumerate() {
            // Few lines while a short label allows; a long one takes as many as the column holds.
            let words = (1..=most)
                .map(|most| text::wrap(label, SMALL, false, longest.min(92.0), most))
                .find(|words| !words.cut)
                .unwrap_or_else(|| text::wrap(label, SMALL, false, longest, most));
            let first = self.left + (n as f64 + 0.5) * self.wide - words.lines.len() as f64 * step / 2.0;
            for (place, line) in words.lines.iter().enumerate() {
                let style = Style { turned: true, ..Style::new(SMALL, INK).anchored(Anchor::End) };
                let x = first + place as f64 * step + (step - (ASCENT + DESCENT) * SMALL) / 2.0 + ASCENT * SMALL;
                canvas.text(Layer::Labels, x, bottom + 3.0, line, style, words.cut.then_some(label.as_str()));
            }
            end = end.max(bottom + 3.0 + words.width);
        }
        end
    }
}
