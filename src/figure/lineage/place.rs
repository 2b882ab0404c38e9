//! Where items stand in their lanes: a lane grows until no label meets another.

use super::super::canvas::Rect;
use super::super::text::{self, LEADING, Lines};
use super::axis::Axis;
use super::read::{Item, Story, Tie};

/// Half the size of a marker, in points.
pub(super) const RADIUS: f64 = 2.5;
/// White between two items.
const AIR: (f64, f64) = (4.0, 2.2);
/// White above and below the items of a lane.
const PAD: f64 = 5.0;

/// A placed item.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    /// Its place in the story.
    pub(super) item: usize,
    /// The middle of the marker.
    pub(super) at: (f64, f64),
    /// The ends of the bar of an uncertain date.
    pub(super) bar: Option<(f64, f64)>,
    /// The label, and the left upper corner of its block.
    pub(super) label: Lines,
    pub(super) corner: (f64, f64),
    /// The label ends at the marker.
    pub(super) before: bool,
}

/// A placed lane.
#[derive(Debug, Clone, Copy)]
pub(super) struct Band {
    pub(super) top: f64,
    pub(super) bottom: f64,
}

/// One way to set a label beside its marker; lengths are measured from the top of the item.
struct Way {
    rect: Rect,
    middle: f64,
    label: Lines,
    corner: (f64, f64),
    before: bool,
    /// Points that this way is worth less than the best.
    worse: f64,
}

/// Places every dated item. `head` is the room above the items of a lane, `least` its least height.
pub(super) fn place(
    story: &Story,
    axis: &Axis,
    (left, right): (f64, f64),
    size: f64,
    top: f64,
    head: f64,
    least: &[f64],
) -> (Vec<Spot>, Vec<Option<Band>>) {
    let mut spots = Vec::new();
    let mut bands = Vec::new();
    let mut y = top;
    let places = along(story, axis);
    for lane in 0..story.lanes.len() {
        let mut items: Vec<(usize, f64, f64, f64)> = Vec::new();
        let here = |n: &usize| story.items[*n].lane == lane && story.items[*n].dated();
        for n in (0..story.items.len()).filter(here) {
            let [from, middle, to] = places[n];
            items.push((n, middle, from, to));
        }
        if items.is_empty() {
            bands.push(None);
            continue;
        }
        // The path first, so that it keeps to the upper rows; then from left to right.
        items.sort_by(|a, b| {
            let marked = |n: usize| story.items.get(n).is_some_and(|item| item.marked);
            (!marked(a.0)).cmp(&!marked(b.0)).then(a.1.total_cmp(&b.1)).then(a.0.cmp(&b.0))
        });
        let inner = y + PAD + head;
        let mut taken: Vec<Rect> = Vec::new();
        let mut bottom = 0.0_f64;
        for (n, middle, from, to) in items {
            let Some(item) = story.items.get(n) else { continue };
            let bar = (to - from > 2.0 * RADIUS + 2.0).then_some((from, to));
            let best = ways(item, middle, bar, (left, right), size)
                .into_iter()
                .map(|way| (drop(&taken, &way.rect), way))
                .min_by(|(a, x), (b, y)| (a + x.rect.h + x.worse).total_cmp(&(b + y.rect.h + y.worse)));
            let Some((fall, way)) = best else { continue };
            let rect = Rect { y: fall, ..way.rect };
            let after = taken.partition_point(|other| other.y <= rect.y);
            taken.insert(after, rect);
            bottom = bottom.max(rect.y + rect.h);
            spots.push(Spot {
                item: n,
                at: (middle, inner + fall + way.middle),
                bar,
                label: way.label,
                corner: (way.corner.0, inner + fall + way.corner.1),
                before: way.before,
            });
        }
        let deep = (head + bottom + 2.0 * PAD).max(least.get(lane).copied().unwrap_or(0.0));
        bands.push(Some(Band { top: y, bottom: y + deep }));
        y += deep;
    }
    spots.sort_by_key(|spot| spot.item);
    (spots, bands)
}

/// Where each item begins, stands and ends along time. What is known on one side only stands at that day, but no sooner than
/// what leads to it, and no later than what it leads to: a bound is no date.
fn along(story: &Story, axis: &Axis) -> Vec<[f64; 3]> {
    let mut places: Vec<[f64; 3]> = (story.items.iter())
        .map(|item| {
            let (from, to) = (item.begin.or(item.end), item.end.or(item.begin));
            let (from, to) = (axis.x(from.unwrap_or(0.0)), axis.x(to.unwrap_or(0.0)));
            [from, (from + to) / 2.0, to]
        })
        .collect();
    let sided = |n: usize| (story.items[n].begin.is_some(), story.items[n].end.is_some());
    let leads = |tie: &&Tie| tie.from != tie.to && (tie.step.is_some() || tie.class != "carrier");
    let dated = |tie: &&Tie| story.items[tie.from].dated() && story.items[tie.to].dated();
    let ties: Vec<&Tie> = story.ties.iter().filter(leads).filter(dated).collect();
    // Places move one way only, from one to another of finitely many.
    for _ in 0..places.len() {
        let mut moved = false;
        for tie in &ties {
            let (from, to) = (places[tie.from][1], places[tie.to][1]);
            if from <= to {
                continue;
            }
            if sided(tie.to) == (true, false) {
                (places[tie.to][1], places[tie.to][2]) = (from, from);
                moved = true;
            } else if sided(tie.from) == (false, true) {
                (places[tie.from][0], places[tie.from][1]) = (to, to);
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    places
}

/// The highest place where a rectangle meets none of those taken, which are sorted from above.
fn drop(taken: &[Rect], rect: &Rect) -> f64 {
    let mut y = 0.0_f64;
    for other in taken {
        if rect.x < other.x + other.w + AIR.0 && other.x < rect.x + rect.w + AIR.0 {
            if other.y - y >= rect.h + AIR.1 {
                break;
            }
            y = y.max(other.y + other.h + AIR.1);
        }
    }
    y
}

/// Every way to set the label: on few or many lines, after or before the marker, or under a bar too long for both.
fn ways(item: &Item, middle: f64, bar: Option<(f64, f64)>, edges: (f64, f64), size: f64) -> Vec<Way> {
    let (left, right) = edges;
    let room = (right - left) / 2.0 - RADIUS - 6.0;
    let mut settings: Vec<Lines> = Vec::new();
    for limit in [54.0, 76.0, 105.0, 145.0, 200.0] {
        let limit = room.min(limit);
        let lines = text::wrap(&item.label, size, item.marked, limit, 4);
        if !lines.cut && settings.iter().all(|other| other.lines.len() != lines.lines.len()) {
            settings.push(lines);
        }
    }
    if settings.is_empty() {
        // Nothing shorter holds it: the widest block, cut only after eight lines.
        settings.push(text::wrap(&item.label, size, item.marked, room.min(240.0), 8));
    }
    let (from, to) = bar.unwrap_or((middle, middle));
    let (first, last) = (from.min(middle - RADIUS), to.max(middle + RADIUS));
    let mut ways = Vec::new();
    for label in settings {
        let deep = label.lines.len() as f64 * LEADING * size;
        let h = deep.max(2.0 * RADIUS + 1.0);
        let worse = (label.lines.len() as f64 - 1.0) * 0.6;
        let corner = (h - deep) / 2.0;
        if last + 2.0 + label.width <= right {
            let rect = Rect { x: first, y: 0.0, w: last + 2.0 + label.width - first, h };
            let corner = (last + 2.0, corner);
            ways.push(Way { rect, middle: h / 2.0, label: label.clone(), corner, before: false, worse });
        }
        if first - 2.0 - label.width >= left {
            let rect = Rect { x: first - 2.0 - label.width, y: 0.0, w: last - first + 2.0 + label.width, h };
            let corner = (first - 2.0, corner);
            ways.push(Way { rect, middle: h / 2.0, label: label.clone(), corner, before: true, worse: worse + 6.0 });
        }
        if bar.is_some() {
            let start = (middle - label.width / 2.0).min(right - label.width).max(left);
            let x = first.min(start);
            let head = 2.0 * RADIUS + 1.0;
            let rect = Rect { x, y: 0.0, w: last.max(start + label.width) - x, h: head + deep };
            let corner = (start, head);
            ways.push(Way { rect, middle: RADIUS + 0.5, label, corner, before: false, worse: worse + 2.0 });
        }
    }
    ways
}
