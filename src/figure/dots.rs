//! One value a thing, with its interval: a dot plot.
//!
//! **What it says.** Where each thing stands on one scale and how surely: the whisker is the interval. What has no
//! value is named under the drawing, never set at zero.

use super::axis::Axis;
use super::canvas::{Anchor, Canvas, Key, Layer, MARGIN, SIGN, SMALL, Style, TALLEST, account, line};
use super::groups::Groups;
use super::palette::{BAND, FAINT, INK, MUTED, PAPER, RULE};
use super::svg::Element;
use super::text::{self, ASCENT, LEADING, Lines};
use super::words::{self, count, say};
use super::{FigureOptions, Missing, measure, place, reasons_of, require};
use crate::result::{Cell, CellRef, ColumnRole, Table};

const LABEL: f64 = 6.2;
const ROW: f64 = 7.6;
/// The height of the rows of a panel, to begin with: beyond it, rows go on in another panel.
const ROWS: f64 = 600.0;
/// How often the rows are made to end higher up, so that all of it fits a page.
const TRIES: usize = 4;
/// The narrowest panel, one whose labels are codes, and one whose labels are names.
const PANEL: f64 = 70.0;
const WIDER: f64 = 120.0;
/// The white between panels.
const BETWEEN: f64 = 8.0;
/// The least room for the axis of a panel.
const AXIS: f64 = 50.0;
/// The most names of things without a value.
const NAMED: usize = 40;

struct Dot {
    label: String,
    code: String,
    row: usize,
    value: f64,
    interval: Option<(f64, f64)>,
}

/// Lays out a dot a row of `table` (`Id`, `Value`; `Low` and `High` where there is an interval; `Group`, `Order`).
/// Without an order the highest value stands first.
pub(super) fn lay_out(table: &Table, options: &FigureOptions) -> Result<(Canvas, f64, String), Missing> {
    let mut rows = ROWS;
    let mut best = lay_out_within(table, options, rows)?;
    for _ in 0..TRIES {
        let over = best.1 + MARGIN - TALLEST;
        if over <= 0.0 {
            break;
        }
        rows -= over;
        let lower = lay_out_within(table, options, rows)?;
        if lower.1 >= best.1 {
            break;
        }
        best = lower;
    }
    Ok(best)
}

/// The same with rows that end at this height where there are panels enough.
fn lay_out_within(table: &Table, options: &FigureOptions, tallest: f64) -> Result<(Canvas, f64, String), Missing> {
    let who = if table.by_role(ColumnRole::Id).is_some() { ColumnRole::Id } else { ColumnRole::Actor };
    require(table, &[who, ColumnRole::Value])?;
    let language = options.language;
    let mut canvas = Canvas::new(options);
    let (dots, undefined) = read(table, who, options);
    let groups = Groups::of(table);
    let top = canvas.heading(options);
    let room = canvas.right() - MARGIN;

    let panels = Panels::of(&dots, room, tallest);
    let (wide, column) = (panels.wide, panels.column);
    let values = dots.iter().flat_map(|dot| {
        let (low, high) = dot.interval.unwrap_or((dot.value, dot.value));
        [low, dot.value, high]
    });
    // A count begins at none.
    let unit = table.by_role(ColumnRole::Value).map_or("", |column| column.unit);
    let is_count =
        !unit.is_empty() && values.clone().all(|value| value >= 0.0) && values.clone().any(|value| value > 1.0);
    let values = values.chain(is_count.then_some(0.0));
    let axis = Axis::over(values, (0.0, 1.0), ((wide - column - 16.0) / 26.0) as usize);
    let measure = measure(table, ColumnRole::Value);
    // Said once above all panels, over the axis where there is one panel.
    let words = text::wrap(&measure, SMALL, false, room, 2);
    let from = if panels.rows.len() > 1 { 0.0 } else { (column + 8.0).min(room - words.width) };
    let middle = MARGIN + (from + room) / 2.0;
    let style = Style::new(SMALL, INK).anchored(Anchor::Middle);
    let ticks = canvas.lines(Layer::Labels, middle, top, &words, style, &measure) + SMALL * 0.3;
    let head = ticks + LABEL * 1.4;
    let mut lowest = head;
    for (panel, rows) in panels.rows.iter().enumerate() {
        let left = MARGIN + panel as f64 * (wide + BETWEEN);
        let axis = axis.between((left + column + 8.0, left + wide - 8.0));
        let bottom = head + rows.iter().map(|row| row.1.deep()).sum::<f64>();
        lowest = lowest.max(bottom);
        for (value, words) in axis.ticks() {
            let x = axis.place(value);
            let ink = if value == 0.0 { RULE } else { FAINT };
            canvas.draw(Layer::Ground, line((x, head), (x, bottom), ink, 0.5));
            let style = Style::new(SMALL, MUTED).anchored(Anchor::Middle);
            canvas.text(Layer::Labels, x, ticks + ASCENT * SMALL, &words, style, None);
        }
        let mut end = head;
        for (n, (at, words)) in rows.iter().enumerate() {
            let dot = &dots[*at];
            let (deep, ground) = (words.deep(), if n % 2 == 0 { BAND } else { PAPER });
            let y = end + deep / 2.0;
            end += deep;
            if n % 2 == 0 {
                let band = super::canvas::Rect { x: left, y: y - deep / 2.0, w: column + 4.0, h: deep };
                canvas.draw(Layer::Ground, super::canvas::block(band, BAND));
            }
            let style = Style::new(LABEL, INK).anchored(Anchor::End).on(ground);
            let mut baseline = y + 0.36 * LABEL - (words.0.lines.len().max(1) - 1) as f64 * LEADING * LABEL / 2.0;
            for words in &words.0.lines {
                let whole = (panels.coded || rows[n].1.0.cut).then_some(dot.label.as_str());
                canvas.text(Layer::Labels, left + column + 1.0, baseline, words, style, whole);
                baseline += LEADING * LABEL;
            }
            let mut group = Element::new("g").with(Element::new("title").text(&told(dot)));
            if let Some((low, high)) = dot.interval {
                group.push(line((axis.place(low), y), (axis.place(high), y), INK, 0.7));
            }
            group.push(groups.look(table, dot.row).mark(axis.place(dot.value), y, 2.1));
            canvas.draw(Layer::Marks, group);
        }
    }
    let mut y = lowest.max(head + ROW) + 4.0;
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
    let mut small =
        vec![say(language, &format!("n: {}.", count(dots.len(), "value")), &format!("n：{}件。", dots.len()))];
    if panels.coded {
        small.push(words::coded(language));
    }
    if !undefined.is_empty() {
        let named = undefined.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        let more = if undefined.len() > NAMED { ", …" } else { "" };
        // Names are said once, whatever the language.
        small.push(format!("{} ({}): {named}{more}", say(language, "Without a value", "値なし"), undefined.len()));
    }
    small.extend(reasons_of(table, ColumnRole::Value, language));
    small.extend(account(language, &[&table.method]));
    let summary = small[0].clone();
    let y = canvas.caption(&small, y);
    Ok((canvas, y, summary))
}

/// A label on its lines.
struct Words(Lines);

impl Words {
    /// The height of its row.
    fn deep(&self) -> f64 {
        ROW + (self.0.lines.len().max(1) - 1) as f64 * LEADING * LABEL
    }
}

/// How rows are shared among panels side by side, so that the drawing fits a page.
struct Panels {
    /// The width of a panel, and that of its labels.
    wide: f64,
    column: f64,
    /// Codes stand for names.
    coded: bool,
    /// The dots of each panel, with their labels.
    rows: Vec<Vec<(usize, Words)>>,
}

impl Panels {
    /// The fewest panels whose rows fit a page with whole names of at most two lines; else with codes; else as many
    /// panels as there is room for, whose names are cut.
    fn of(dots: &[Dot], room: f64, tallest: f64) -> Self {
        let most = (((room + BETWEEN) / (PANEL + BETWEEN)) as usize).max(1);
        let name = |dot: &Dot| dot.label.clone();
        let code = |dot: &Dot| if dot.code.is_empty() { dot.label.clone() } else { dot.code.clone() };
        let named = (1..=most).map(|panels| Self::with(dots, room, panels, &name));
        if let Some(found) = named.into_iter().find(|panels| panels.is_good(tallest)) {
            return found;
        }
        let coded = (1..=most).map(|panels| Self { coded: true, ..Self::with(dots, room, panels, &code) });
        let some = dots.iter().any(|dot| !dot.code.is_empty());
        let widest = ((room + BETWEEN) / (WIDER + BETWEEN)).max(1.0) as usize;
        let found = coded.into_iter().find(|panels| some && panels.is_good(tallest));
        found.unwrap_or_else(|| {
            // Rather a long drawing than one whose names cannot be told.
            let whole = (1..=widest).rev().map(|panels| Self::with(dots, room, panels, &name)).find(|one| !one.cut());
            whole.unwrap_or_else(|| Self::with(dots, room, widest, &name))
        })
    }
    fn with(dots: &[Dot], room: f64, panels: usize, label: &dyn Fn(&Dot) -> String) -> Self {
        let wide = (room - (panels - 1) as f64 * BETWEEN) / panels as f64;
        let labels: Vec<String> = dots.iter().map(label).collect();
        let widest = labels.iter().map(|label| text::width(label, LABEL, false)).fold(0.0, f64::max);
        let column = widest.min((0.6 * wide).min(wide - AXIS));
        let words = labels.iter().map(|label| Words(text::wrap(label, LABEL, false, column + 0.5, 2)));
        let words: Vec<Words> = words.collect();
        let share = words.iter().map(Words::deep).sum::<f64>() / panels as f64;
        let mut rows: Vec<Vec<(usize, Words)>> = (0..panels).map(|_| Vec::new()).collect();
        let mut above = 0.0;
        for (at, words) in words.into_iter().enumerate() {
            let deep = words.deep();
            rows[(((above + deep / 2.0) / share) as usize).min(panels - 1)].push((at, words));
            above += deep;
        }
        rows.retain(|rows| !rows.is_empty());
        let column = if rows.iter().flatten().all(|(_, words)| words.0.lines.len() < 2) {
            column
        } else {
            rows.iter().flatten().map(|(_, words)| words.0.width).fold(0.0, f64::max)
        };
        Self { wide, column, coded: false, rows }
    }
    fn cut(&self) -> bool {
        self.rows.iter().flatten().any(|(_, words)| words.0.cut)
    }
    fn is_good(&self, most: f64) -> bool {
        let tallest = self.rows.iter().map(|rows| rows.iter().map(|row| row.1.deep()).sum::<f64>()).fold(0.0, f64::max);
        tallest <= most && !self.cut()
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
    let number = |row, role| table.cell(row, role).and_then(CellRef::as_f64);
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
                let code = text::clean(table.text(row, ColumnRole::Code));
                dots.push(Dot { label: label(row), code, row, value, interval });
            }
            None => undefined.push(label(row)),
        }
    }
    (dots, undefined)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::labels;
    use crate::result::{CellKind, Method, Subject};

    /// The words of a drawing of two values in a unit.
    fn words(unit: &'static str, values: [f64; 2]) -> Vec<String> {
        let mut table = Table::new("values", Method::default())
            .column("id", CellKind::Text, ColumnRole::Id, "")
            .column("value", CellKind::Number, ColumnRole::Value, unit);
        for (id, value) in ["a", "b"].into_iter().zip(values) {
            table.push([Cell::text(id), Cell::Number(value)]);
        }
        let (labels, _) = labels(&Subject::Dots(table), &FigureOptions::default()).unwrap();
        labels.into_iter().map(|label| label.text).collect()
    }

    #[test]
    fn a_count_begins_at_none_and_a_scale_where_its_values_do() {
        let has_none = |unit, values| words(unit, values).contains(&"0".to_owned());
        assert!(has_none("pairs", [1500.0, 1800.0]));
        assert!(!has_none("", [1500.0, 1800.0]));
        assert!(!has_none("0-1", [0.8, 0.9]));
    }
}
