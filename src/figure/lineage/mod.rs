//! Texts and bodies along time, in lanes, and what led from one to another.
//!
//! **What it says.** When each text was written and each body met, as far as the sources tell, and which ties the
//! claims support. What is planned is hollow, what is dated within bounds carries a bar between them, and what has no
//! date stands apart in a box: a missing date is unknown, never a place on the axis.

mod axis;
mod marks;
mod notes;
mod place;
mod read;
#[cfg(test)]
mod tests;
mod ties;

use std::collections::BTreeMap;

use self::axis::Axis;
use self::marks::{MARK, bar, marker};
use self::notes::{Drawn, keys, path_words, small_print, tie_words};
use self::place::{Band, RADIUS, Spot, place};
use self::read::{Item, Story};
use self::ties::{Curve, badge, style};
use super::canvas::{Anchor, Canvas, Layer, MARGIN, Rect, SMALL, Style, block, line};
use super::palette::{BAND, FAINT, INK, MUTED, PAPER, RULE, STRONG};
use super::svg::{Element, coordinate};
use super::text::{self, ASCENT, LEADING};
use super::words::{count, say};
use super::{FigureOptions, FigureWidth, Missing, require};
use crate::result::{AttributedGraph, ColumnRole, Language};

/// The size of labels.
const PRINT: f64 = 6.2;

/// A drawing that is not yet a file.
pub(super) struct Sheet {
    pub(super) canvas: Canvas,
    pub(super) bottom: f64,
    pub(super) summary: String,
    /// The room that each marker takes, for tests.
    #[cfg_attr(not(test), expect(dead_code, reason = "tests look at where markers stand"))]
    pub(super) markers: Vec<Rect>,
}

/// Lays out texts and bodies along time.
///
/// `Begin` and `End` of a node are the earliest and the latest day, the same for an exact date, empty where nothing is
/// known. `Order` orders the lanes (the least of their nodes counts), else their names do. A tie whose `Step` is not
/// empty is on the highlighted path; `Status` planned and `Certainty` inferred give it a hollow head.
pub(super) fn lay_out(graph: &AttributedGraph, options: &FigureOptions) -> Result<Sheet, Missing> {
    use ColumnRole::{Begin, Class, End, Id, Kind, Lane};
    require(&graph.nodes, &[Id, Kind, Lane, Begin, End])?;
    require(&graph.ties, &[Class])?;
    let language = options.language;
    let story = Story::read(graph, language);
    let mut canvas = Canvas::new(options);
    let mut y = canvas.heading(options);

    let instants: Vec<f64> = story.items.iter().flat_map(|item| [item.begin, item.end]).flatten().collect();
    // In one column the names of the lanes stand above the items, or too little width would be left for these.
    let beside = options.width != FigureWidth::OneColumn;
    let heads = lane_names(&story, if beside { 78.0 } else { canvas.right() - MARGIN - 4.0 });
    let column = if beside { heads.iter().map(|head| head.width).fold(0.0, f64::max) + 9.0 } else { 0.0 };
    let edges = (MARGIN + column, canvas.right());
    let inset = 2.0 * RADIUS + 1.0;
    let mut markers = Vec::new();
    let mut drawn = Drawn::default();
    if let Some(axis) = Axis::new(&instants, edges.0 + inset, edges.1 - inset) {
        let deep = |head: &text::Lines| head.lines.len() as f64 * LEADING * PRINT + 6.0;
        let least: Vec<f64> = heads.iter().map(|head| if beside { deep(head) } else { 0.0 }).collect();
        let top = y + LEADING * SMALL + 4.0;
        let tallest = heads.iter().map(|head| head.lines.len()).max().unwrap_or(1);
        let head = if beside { 0.0 } else { tallest as f64 * LEADING * (PRINT + 0.3) };
        let (spots, bands) = place(&story, &axis, (edges.0 + 1.0, edges.1 - 1.0), PRINT, top, head, &least);
        let bottom = bands.iter().flatten().map(|band| band.bottom).fold(top, f64::max);
        draw_bands(&mut canvas, &bands, &heads, beside);
        draw_axis(&mut canvas, &axis, edges, (top, bottom));
        let curves = draw_ties(&mut canvas, &story, &spots, language, &mut drawn);
        for spot in &spots {
            let Some(item) = story.items.get(spot.item) else { continue };
            draw_item(&mut canvas, item, spot);
            let (x, y) = spot.at;
            markers.push(Rect { x: x - RADIUS, y: y - RADIUS, w: 2.0 * RADIUS, h: 2.0 * RADIUS });
        }
        let mut marks: Vec<Rect> = markers.clone();
        let words: Vec<Rect> = canvas.placed.iter().map(|placed| placed.rect).collect();
        for (curve, step) in curves {
            badge(&mut canvas, (&curve, step), (top, bottom), &mut marks, &words);
        }
        y = bottom + LEADING * SMALL + 7.0;
    }
    y = undated(&mut canvas, &story, language, y);
    let keys = keys(&story, &drawn, language);
    let right = canvas.right();
    y = canvas.legend(keys, (MARGIN, right), y + 2.0) + 4.0;
    let small = small_print(graph, &story, &instants, &drawn, language);
    y = canvas.caption(&small, y);
    let summary = format!(
        "{} {}",
        say(
            language,
            &format!(
                "{} in {}, {}.",
                count(story.items.len(), "item"),
                count(story.lanes.len(), "lane"),
                count(story.ties.len(), "tie")
            ),
            &format!("{}件、{}系列、つながり{}本。", story.items.len(), story.lanes.len(), story.ties.len()),
        ),
        path_words(&story, language).unwrap_or_default()
    );
    Ok(Sheet { canvas, bottom: y, summary, markers })
}

fn lane_names(story: &Story, width: f64) -> Vec<text::Lines> {
    story.lanes.iter().map(|name| text::wrap(name, PRINT + 0.3, true, width, 6)).collect()
}

fn draw_bands(canvas: &mut Canvas, bands: &[Option<Band>], heads: &[text::Lines], beside: bool) {
    let right = canvas.right();
    for (n, (band, head)) in bands.iter().zip(heads).filter_map(|(band, head)| Some((band.as_ref()?, head))).enumerate()
    {
        let rect = Rect { x: MARGIN, y: band.top, w: right - MARGIN, h: band.bottom - band.top };
        let ground = if n % 2 == 0 { BAND } else { PAPER };
        canvas.draw(Layer::Ground, block(rect, ground));
        let style = Style::new(PRINT + 0.3, INK).bold().on(ground);
        let top = if beside { band.top + 4.0 } else { band.top + 2.0 };
        canvas.lines(Layer::Labels, MARGIN + 3.0, top, head, style, &head.lines.join(" "));
    }
}

fn draw_axis(canvas: &mut Canvas, axis: &Axis, (left, right): (f64, f64), (top, bottom): (f64, f64)) {
    for y in [top, bottom] {
        canvas.draw(Layer::Ground, line((left, y), (right, y), RULE, 0.5));
    }
    let mut years: Vec<(i64, f64, f64)> = axis.years().collect();
    for &(_, x, w) in &years {
        if w >= 2.0 {
            canvas.draw(Layer::Ground, line((x, top), (x, bottom), FAINT, 0.3));
        }
    }
    // Years with items are wider and named first; the others are named where room is left.
    years.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
    let mut named: BTreeMap<i64, (f64, f64)> = BTreeMap::new();
    for (year, x, w) in years {
        let words = year.to_string();
        let half = text::width(&words, SMALL, false) / 2.0;
        let middle = (x + w / 2.0).max(MARGIN + half).min(canvas.right() - half);
        let free = |other: Option<(&i64, &(f64, f64))>| {
            other.is_none_or(|(_, (at, wide))| (at - middle).abs() >= wide + half + 3.0)
        };
        if !free(named.range(..year).next_back()) || !free(named.range(year..).next()) {
            continue;
        }
        named.insert(year, (middle, half));
        let style = Style::new(SMALL, MUTED).anchored(Anchor::Middle);
        canvas.text(Layer::Labels, middle, top - 3.6, &words, style, None);
        canvas.text(Layer::Labels, middle, bottom + ASCENT * SMALL + 2.6, &words, style, None);
    }
    for (x, _) in axis.breaks() {
        for y in [top, bottom] {
            canvas.draw(
                Layer::Ground,
                Element::new("path").set("d", slashes(x, y)).set("stroke", RULE).set("stroke-width", "0.6"),
            );
        }
    }
}

/// Two slanted strokes across the axis: years are left out.
fn slashes(x: f64, y: f64) -> String {
    let stroke = |x: f64| {
        format!("M{} {}L{} {}", coordinate(x - 1.2), coordinate(y + 2.6), coordinate(x + 1.2), coordinate(y - 2.6))
    };
    stroke(x - 1.0) + &stroke(x + 1.0)
}

/// Draws ties whose ends both have a place; returns the curves that carry a step's number.
fn draw_ties(
    canvas: &mut Canvas,
    story: &Story,
    spots: &[Spot],
    language: Language,
    drawn: &mut Drawn,
) -> Vec<(Curve, i64)> {
    let at: BTreeMap<usize, &Spot> = spots.iter().map(|spot| (spot.item, spot)).collect();
    // Carriers lie at the back, the path on top.
    let mut order: Vec<&read::Tie> = story.ties.iter().collect();
    order.sort_by_key(|tie| (tie.step.is_some(), tie.class != "carrier"));
    let mut parallel: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut curves = Vec::new();
    for tie in order {
        let (Some(from), Some(to)) = (at.get(&tie.from), at.get(&tie.to)) else {
            drawn.left_out += 1;
            if let Some(step) = tie.step {
                drawn.missing.push((step, tie_words(story, tie, language)));
            }
            continue;
        };
        if let Some(step) = tie.step.filter(|_| to.at.0 < from.at.0 - 0.5) {
            drawn.back.insert(step);
        }
        if tie.from == tie.to {
            drawn.left_out += 1;
            continue;
        }
        let nth = parallel.entry((tie.from.min(tie.to), tie.from.max(tie.to))).or_default();
        let curve = Curve::between(from.at, to.at, to.before, *nth, tie.step.is_some());
        let curve = curve.within(2.0, canvas.width - 2.0);
        *nth += 1;
        let (colour, dashes, width) = style(&tie.class);
        let (colour, width) = if tie.step.is_some() { (STRONG, 1.3) } else { (colour, width) };
        let mut group = Element::new("g").set("class", "tie");
        if let Some(claims) = &tie.claims {
            group = group.set("data-claims", claims.as_str());
        }
        group = group.with(Element::new("title").text(&tie_words(story, tie, language)));
        for part in curve.draw(colour, dashes, width, tie.weak) {
            group.push(part);
        }
        canvas.draw(Layer::Ties, group);
        drawn.classes.insert(tie.class.clone());
        drawn.weak |= tie.weak;
        if let Some(step) = tie.step {
            curves.push((curve, step));
        }
    }
    curves
}

fn draw_item(canvas: &mut Canvas, item: &Item, spot: &Spot) {
    let colour = if item.marked { STRONG } else { MARK };
    let title = format!("{} ({})", item.label, item.when);
    let mut group = Element::new("g").set("data-id", item.id.as_str()).with(Element::new("title").text(&title));
    if let Some(ends) = spot.bar {
        group.push(bar(ends, spot.at.1, colour));
    }
    // Known on one side only: an open stroke to the other.
    let open = match (item.begin, item.end) {
        (Some(_), None) => Some(1.0),
        (None, Some(_)) => Some(-1.0),
        _ => None,
    };
    if let Some(side) = open {
        let from = (spot.at.0 + side * RADIUS, spot.at.1);
        group.push(line(from, (from.0 + side * 2.0, from.1), colour, 0.7));
    }
    group.push(marker(item.shape, spot.at, colour, item.planned));
    canvas.place(&item.id, spot.at);
    canvas.draw(Layer::Marks, group);
    let anchor = if spot.before { Anchor::End } else { Anchor::Start };
    let mut style = Style::new(PRINT, INK).anchored(anchor);
    (style.bold, style.halo) = (item.marked, true);
    canvas.lines(Layer::Labels, spot.corner.0, spot.corner.1, &spot.label, style, &item.label);
}

/// The box of items without a date; says where it ends.
fn undated(canvas: &mut Canvas, story: &Story, language: Language, top: f64) -> f64 {
    let items: Vec<&Item> = story.items.iter().filter(|item| !item.dated()).collect();
    if items.is_empty() {
        return top;
    }
    let (left, right) = (MARGIN, canvas.right());
    let inner = left + 4.0;
    let head = say(language, &format!("Undated ({})", items.len()), &format!("日付不明（{}）", items.len()));
    let style = Style::new(PRINT + 0.3, INK).bold();
    let mut y = canvas.paragraph(Layer::Labels, (inner, top + 2.5), &head, style, right - inner) + 1.0;
    let columns = ((right - left) / 120.0).floor().max(1.0);
    let wide = (right - left - 8.0) / columns;
    let mut deepest = y;
    for (n, item) in items.iter().enumerate() {
        let place = n % columns as usize;
        if place == 0 {
            y = deepest;
        }
        let x = inner + place as f64 * wide;
        let label = text::wrap(&item.label, PRINT, item.marked, wide - 2.0 * RADIUS - 8.0, 6);
        let colour = if item.marked { STRONG } else { MARK };
        let at = (x + RADIUS + 0.5, y + 0.6 * LEADING * PRINT);
        canvas.place(&item.id, at);
        let mark = marker(item.shape, at, colour, item.planned);
        let title = Element::new("title").text(&item.label);
        canvas.draw(Layer::Marks, Element::new("g").set("data-id", item.id.as_str()).with(title).with(mark));
        let mut style = Style::new(PRINT, INK);
        style.bold = item.marked;
        let foot = canvas.lines(Layer::Labels, x + 2.0 * RADIUS + 3.0, y, &label, style, &item.label);
        deepest = deepest.max(foot + 1.5);
    }
    let rect = Rect { x: left, y: top, w: right - left, h: deepest - top + 1.5 };
    canvas.draw(Layer::Ground, block(rect, "none").set("stroke", RULE).set("stroke-width", "0.4"));
    rect.y + rect.h + 4.0
}
