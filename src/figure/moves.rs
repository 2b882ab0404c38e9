//! Which group each actor is in, window by window: an alluvial drawing.
//!
//! **What it says.** How groups grow, shrink, merge and split, and how many actors go from one to another. A window
//! in which an actor has no group puts it into a band of its own, hatched; it is not left out.

use std::collections::{BTreeMap, BTreeSet};

use super::canvas::{Anchor, Canvas, Key, Layer, MARGIN, Rect, SMALL, Style, account, block, swatch};
use super::groups::Groups;
use super::palette::{MUTED, RULE, UNKNOWN, ink_on};
use super::svg::{Element, coordinate};
use super::text::{self, ASCENT};
use super::words::say;
use super::{FigureOptions, Missing, Place, place, require};
use crate::result::{ColumnRole, Table};

const TALL: f64 = 250.0;
const BLOCK: f64 = 11.0;
const GAP: f64 = 5.0;

/// Lays out rows (`Actor`, `Order` and `Class`: the window and its name, `Group`; empty: in none).
pub(super) fn lay_out(table: &Table, options: &FigureOptions) -> Result<(Canvas, f64, String), Missing> {
    require(table, &[ColumnRole::Actor, ColumnRole::Class, ColumnRole::Group])?;
    let language = options.language;
    let mut canvas = Canvas::new(options);
    let groups = Groups::of(table);
    // Window -> actor -> group.
    let mut windows: BTreeMap<(Place, String), BTreeMap<&str, &str>> = BTreeMap::new();
    for row in 0..table.len() {
        let key = (place(table, row), table.text(row, ColumnRole::Class).to_owned());
        let (actor, group) = (table.text(row, ColumnRole::Actor), table.text(row, ColumnRole::Group));
        let held = windows.entry(key).or_default().entry(actor).or_insert(group);
        *held = (*held).max(group);
    }
    let windows: Vec<(String, BTreeMap<&str, &str>)> =
        windows.into_iter().map(|((_, name), held)| (text::clean(&name), held)).collect();
    let actors: BTreeSet<&str> = windows.iter().flat_map(|(_, held)| held.keys().copied()).collect();
    let top = canvas.heading(options) + SMALL * 1.5;
    let mut bands: Vec<&str> = groups.names().iter().map(String::as_str).collect();
    bands.push("");
    let full = windows.iter().map(|(_, held)| bands_of(held, &bands)).max().unwrap_or(0);
    let unit = (TALL - full as f64 * GAP).max(60.0) / actors.len().max(1) as f64;
    let hatch = canvas.hatch(UNKNOWN);
    let step = match windows.len() {
        0 | 1 => 0.0,
        n => (canvas.right() - MARGIN - BLOCK - 24.0) / (n - 1) as f64,
    };
    // Where each band of each window begins, and what of it ribbons have taken on either side.
    let mut starts: Vec<BTreeMap<&str, f64>> = Vec::new();
    for (n, (name, held)) in windows.iter().enumerate() {
        let x = MARGIN + 12.0 + n as f64 * step;
        let mut y = top;
        let mut begin = BTreeMap::new();
        for band in &bands {
            let size = held.values().filter(|group| *group == band).count();
            begin.insert(*band, y);
            if size == 0 {
                continue;
            }
            let rect = Rect { x, y, w: BLOCK, h: size as f64 * unit };
            let fill = if band.is_empty() { hatch.as_str() } else { groups.named(band).colour };
            let shown = if band.is_empty() { say(language, "in no group", "群なし") } else { (*band).to_owned() };
            let title = Element::new("title").text(&format!("{name}, {shown}: {size}"));
            canvas.draw(Layer::Marks, Element::new("g").with(title).with(block(rect, fill)));
            let number = size.to_string();
            if rect.h >= SMALL * 1.15 && text::width(&number, SMALL, false) <= BLOCK && !band.is_empty() {
                let ground = groups.named(band).colour;
                let style = Style::new(SMALL, ink_on(ground)).on(ground).anchored(Anchor::Middle);
                canvas.text(Layer::Labels, x + BLOCK / 2.0, y + rect.h / 2.0 + 0.36 * SMALL, &number, style, None);
            }
            y += rect.h + GAP;
        }
        starts.push(begin);
        let every = (text::width(name, SMALL, false) + 4.0) / step.max(1.0);
        if n % (every.ceil() as usize).max(1) == 0 || windows.len() == 1 {
            let style = Style::new(SMALL, MUTED).anchored(Anchor::Middle);
            canvas.text(Layer::Labels, x + BLOCK / 2.0, top - SMALL * 1.5 + ASCENT * SMALL, name, style, None);
        }
    }
    let mut moved = 0;
    for n in 1..windows.len() {
        let (before, after) = (&windows[n - 1].1, &windows[n].1);
        let mut flows: BTreeMap<(usize, usize), Vec<&str>> = BTreeMap::new();
        let band = |group: &str| bands.iter().position(|band| *band == group).unwrap_or(bands.len() - 1);
        for (actor, group) in before {
            if let Some(next) = after.get(actor) {
                flows.entry((band(group), band(next))).or_default().push(actor);
                moved += usize::from(group != next && !group.is_empty() && !next.is_empty());
            }
        }
        let x = MARGIN + 12.0 + (n - 1) as f64 * step + BLOCK;
        let mut left = starts[n - 1].clone();
        let mut right = starts[n].clone();
        for ((from, to), who) in &flows {
            let h = who.len() as f64 * unit;
            let y = (left[bands[*from]], right[bands[*to]]);
            let fill = if bands[*from].is_empty() { RULE } else { groups.named(bands[*from]).colour };
            let names = if from == to { String::new() } else { format!(": {}", who.join(", ")) };
            let title = Element::new("title").text(&format!("{}{names}", who.len()));
            canvas.draw(Layer::Ties, Element::new("g").with(title).with(ribbon(x, x + step - BLOCK, y, h, fill)));
            *left.entry(bands[*from]).or_default() += h;
            *right.entry(bands[*to]).or_default() += h;
        }
    }
    let bottom = top + full as f64 * GAP + actors.len() as f64 * unit;
    let mut keys = groups.named_keys(language);
    if windows.iter().any(|(_, held)| held.values().any(|group| group.is_empty())) {
        keys.push(Key { sign: swatch(&hatch), meaning: say(language, "in no group", "群なし") });
    }
    let y = canvas.legend(keys, (MARGIN, canvas.right()), bottom + 4.0) + 4.0;
    let (n, w) = (actors.len(), windows.len());
    let mut small = vec![say(
        language,
        &format!("n: {n} actors in {w} windows; {moved} times the group of an actor has another name than before."),
        &format!("n：{n}主体、{w}期間、主体の群の名が変わったのは{moved}回。"),
    )];
    small.extend(account(language, &[&table.method]));
    let summary = small[0].clone();
    let y = canvas.caption(&small, y);
    Ok((canvas, y, summary))
}

fn bands_of(held: &BTreeMap<&str, &str>, bands: &[&str]) -> usize {
    bands.iter().filter(|band| held.values().any(|group| group == *band)).count()
}

/// A ribbon between two windows.
fn ribbon(from: f64, to: f64, (left, right): (f64, f64), h: f64, fill: &'static str) -> Element {
    let middle = coordinate((from + to) / 2.0);
    let d = format!(
        "M{0} {1}C{m} {1} {m} {2} {3} {2}V{4}C{m} {4} {m} {5} {0} {5}Z",
        coordinate(from),
        coordinate(left),
        coordinate(right),
        coordinate(to),
        coordinate(right + h),
        coordinate(left + h),
        m = middle,
    );
    Element::new("path").set("d", d).set("fill", fill).set("fill-opacity", "0.35")
}
