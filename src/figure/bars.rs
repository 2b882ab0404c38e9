//! Counts of things, each split by class: bars in a row.
//!
//! **What it says.** How much there is of each, and how much of it is of which class (stated, inferred, planned).

use std::collections::BTreeMap;

use super::axis::Axis;
use super::canvas::{Anchor, Canvas, Key, Layer, MARGIN, Rect, SMALL, Style, account, block, line, swatch};
use super::groups::Groups;
use super::palette::{FAINT, INK, MUTED, PAPER, RULE};
use super::svg::Element;
use super::text::{self, ASCENT};
use super::words::{NOT_SAID, count, group, say};
use super::{FigureOptions, Missing, Place, measure, place, require};
use crate::result::{Cell, CellRef, ColumnRole, Table};

const LABEL: f64 = 6.2;
const ROW: f64 = 8.4;

/// Lays out rows (`Id`, `Count`; `Group`: the class of the count; `Order`).
pub(super) fn lay_out(table: &Table, options: &FigureOptions) -> Result<(Canvas, f64, String), Missing> {
    require(table, &[ColumnRole::Id, ColumnRole::Count])?;
    let language = options.language;
    let mut canvas = Canvas::new(options);
    let groups = Groups::of(table);
    let things = read(table, options);
    let top = canvas.heading(options);
    let room = canvas.right() - MARGIN;
    let widest = things.iter().map(|thing| text::width(&thing.label, LABEL, false)).fold(0.0, f64::max);
    let column = widest.min(0.42 * room);
    let left = MARGIN + column + 5.0;
    let axis = Axis::over(things.iter().map(Thing::total).chain([0.0]), (left, canvas.right() - 18.0), 6);
    let head = top + SMALL * 1.4;
    let bottom = head + things.len() as f64 * ROW;
    for (value, words) in axis.ticks() {
        let x = axis.place(value);
        canvas.draw(Layer::Ground, line((x, head), (x, bottom), if value == 0.0 { RULE } else { FAINT }, 0.5));
        let style = Style::new(SMALL, MUTED).anchored(Anchor::Middle);
        canvas.text(Layer::Labels, x, top + ASCENT * SMALL, &words, style, None);
    }
    // What is not told is nothing that came of it.
    let fill = |class: &str| if class == NOT_SAID { PAPER } else { groups.named(class).colour };
    let mut classes: Vec<&str> = groups.names().iter().map(String::as_str).collect();
    classes.push("");
    for (n, thing) in things.iter().enumerate() {
        let (label, counts) = (&thing.label, &thing.counts);
        let y = head + n as f64 * ROW;
        let words = text::wrap(label, LABEL, false, column + 0.5, 1);
        let style = Style::new(LABEL, INK).anchored(Anchor::End).on(PAPER);
        let baseline = y + ROW / 2.0 + 0.36 * LABEL;
        canvas.text(Layer::Labels, left - 4.0, baseline, &words.lines.concat(), style, words.cut.then_some(label));
        let mut sum = 0.0;
        for class in &classes {
            let Some(count) = counts.get(class).filter(|count| **count > 0.0) else { continue };
            let (from, to) = (axis.place(sum), axis.place(sum + count));
            let comma = if class.is_empty() { "" } else { ", " };
            let title = format!("{label}{comma}{}: {}", group(language, class), Cell::Number(*count).plain());
            let bar = block(Rect { x: from, y: y + 1.2, w: to - from, h: ROW - 2.4 }, fill(class));
            let bar = if *class == NOT_SAID { bar.set("stroke", RULE).set("stroke-width", "0.4") } else { bar };
            canvas.draw(Layer::Marks, Element::new("g").with(Element::new("title").text(&title)).with(bar));
            sum += count;
        }
        let words = Cell::Number(thing.total()).plain();
        canvas.text(
            Layer::Labels,
            axis.place(sum) + 2.0,
            baseline,
            &words,
            Style { halo: true, ..Style::new(SMALL, INK) },
            None,
        );
    }
    let mut keys: Vec<Key> =
        (groups.names().iter()).map(|name| Key { sign: swatch(fill(name)), meaning: group(language, name) }).collect();
    if keys.is_empty() {
        let named = table.by_role(ColumnRole::Count).map_or("", |column| column.name.as_str()).replace('_', " ");
        keys.push(Key { sign: swatch(groups.named("").colour), meaning: named });
    }
    let y = canvas.legend(keys, (MARGIN, canvas.right()), bottom + 4.0) + 4.0;
    let total = Cell::Number(things.iter().map(Thing::total).sum()).plain();
    let measure = measure(table, ColumnRole::Count);
    let mut small = vec![say(
        language,
        &format!("Bars: {measure}. n: {}, {total} in all.", count(things.len(), "row")),
        &format!("棒：{measure}。n：{}行、計{total}。", things.len()),
    )];
    small.extend(account(language, &[&table.method]));
    let summary = small[0].clone();
    let y = canvas.caption(&small, y);
    Ok((canvas, y, summary))
}

struct Thing<'a> {
    place: Place,
    id: &'a str,
    label: String,
    counts: BTreeMap<&'a str, f64>,
}

impl Thing<'_> {
    fn total(&self) -> f64 {
        self.counts.values().sum()
    }
}

/// The things in their order, else the most first, each with its count a class.
fn read<'a>(table: &'a Table, options: &FigureOptions) -> Vec<Thing<'a>> {
    let mut things: BTreeMap<&str, Thing> = BTreeMap::new();
    for row in 0..table.len() {
        let id = table.text(row, ColumnRole::Id);
        let (place, label) = (place(table, row), text::clean(&table.label(row, options.language)));
        let thing =
            things.entry(id).or_insert_with(|| Thing { place, id, label: label.clone(), counts: BTreeMap::new() });
        if (place, &label) < (thing.place, &thing.label) {
            (thing.place, thing.label) = (place, label);
        }
        let count = table.cell(row, ColumnRole::Count).and_then(CellRef::as_f64).unwrap_or(0.0);
        *thing.counts.entry(table.text(row, ColumnRole::Group)).or_default() += count;
    }
    let mut things: Vec<Thing> = things.into_values().collect();
    things.sort_by(|a, b| a.place.cmp(&b.place).then(b.total().total_cmp(&a.total())).then(a.id.cmp(b.id)));
    things
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{FigureOptions, draw};
    use crate::result::{CellKind, Language, Method, Subject};

    #[test]
    fn what_is_not_told_is_hollow_and_outcomes_are_said_in_words() {
        let mut table = Table::new("outcomes", Method::default())
            .column("actor", CellKind::Text, ColumnRole::Id, "")
            .column("outcome", CellKind::Text, ColumnRole::Group, "")
            .column("proposals", CellKind::Integer, ColumnRole::Count, "");
        for (outcome, count) in [("no-agreement", 3), ("not said", 2)] {
            table.push([Cell::text("ada"), Cell::text(outcome), Cell::count(count)]);
        }
        let drawn = |language| {
            draw(&Subject::Bars(table.clone()), &FigureOptions { language, ..FigureOptions::default() }).unwrap()
        };
        let (english, japanese) = (drawn(Language::English), drawn(Language::Japanese));
        let hollow = format!("fill=\"{PAPER}\" stroke=\"{RULE}\"");
        // One bar and its key.
        assert_eq!(english.matches(&hollow).count(), 2, "{english}");
        assert!(english.contains(">no agreement<") && !english.contains("no-agreement"));
        assert!(japanese.contains(">合意なし<") && japanese.contains(">言及なし<") && !japanese.contains("not said"));
    }
}
