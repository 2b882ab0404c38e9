//! Ties as thin curved arrows, and the numbers of the steps on a path.

use super::super::canvas::{Anchor, Canvas, Layer, Rect, SMALL, Style, line};
use super::super::palette::{INK, PAPER, STRONG};
use super::super::svg::{Element, coordinate};
use super::place::RADIUS;

/// The length of an arrow's head.
const HEAD: f64 = 3.4;
/// Half the size of a step's number.
const BADGE: f64 = 3.9;

/// How ties of a class are drawn: colour, dashes, width.
pub(super) fn style(class: &str) -> (&'static str, &'static str, f64) {
    match class {
        "lineage" => ("#333333", "", 0.7),
        "mandate" => ("#333333", "3 1.6", 0.7),
        "input" => ("#6b6b6b", "4 1.2 0.8 1.2", 0.6),
        "co-affirmation" => ("#6b6b6b", "0.7 1.5", 0.8),
        "carrier" => ("#c2c2c2", "", 0.6),
        _ => ("#6b6b6b", "1.5 1", 0.5),
    }
}

/// A cubic curve from marker to marker.
#[derive(Debug, Clone, Copy)]
pub(super) struct Curve([(f64, f64); 4]);

impl Curve {
    /// Leaves upwards or downwards and arrives from the side, where no label stands, or along the way it left when the
    /// label is on that side (`before`); `nth` tells parallel ties apart.
    /// One that carries a number (`numbered`) bows as far as the number needs to stand on it, and the longer the farther.
    pub(super) fn between(from: (f64, f64), to: (f64, f64), before: bool, nth: usize, numbered: bool) -> Self {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let gap = RADIUS + 0.8;
        let aside = nth as f64 * 4.0;
        if dy.abs() < 2.0 * RADIUS + 1.0 {
            // In one row: flat over the label between them, so that it stays in its lane; every second one below.
            let side = if nth.is_multiple_of(2) { -1.0 } else { 1.0 };
            let bow = side * (4.0 + 0.05 * dx.abs()).min(6.2);
            let (start, end) = ((from.0, from.1 + side * gap), (to.0, to.1 + side * gap));
            return Self([start, (from.0 + 0.2 * dx, start.1 + bow), (to.0 - 0.2 * dx, end.1 + bow), end]);
        }
        if dx.abs() <= 12.0 {
            // Nearly one above the other: round the outside, away from the label.
            let side = if before { 1.0 } else { -1.0 };
            let bow = if numbered && dy.abs() < 5.0 * BADGE { 8.0 + 0.7 * dy.abs() } else { 8.0 + 0.04 * dy.abs() };
            let far = side * (bow + aside).min(22.0);
            let edge = if before { from.0.max(to.0) } else { from.0.min(to.0) };
            let (start, end) = ((from.0 + side * gap, from.1), (to.0 + side * gap, to.1));
            return Self([start, (edge + side * gap + far, from.1), (edge + side * gap + far, to.1), end]);
        }
        let down = if dy > 0.0 { 1.0 } else { -1.0 };
        let start = (from.0, from.1 + down * gap);
        if before == (dx > 0.0) {
            let end = (to.0, to.1 - down * gap);
            return Self([start, (from.0 + aside, from.1 + 0.6 * dy), (to.0, to.1 - 0.6 * dy), end]);
        }
        let end = (to.0 - gap.copysign(dx), to.1);
        Self([start, (from.0 + aside, from.1 + 0.75 * dy), (from.0 + 0.45 * dx, to.1 + aside), end])
    }
    /// Keeps it between two edges: a curve never leaves the hull of its four points.
    pub(super) fn within(mut self, left: f64, right: f64) -> Self {
        for point in &mut self.0 {
            point.0 = point.0.max(left).min(right);
        }
        self
    }
    /// A straight one, for the legend.
    pub(super) fn straight(from: (f64, f64), to: (f64, f64)) -> Self {
        let part = |t: f64| (from.0 + t * (to.0 - from.0), from.1 + t * (to.1 - from.1));
        Self([from, part(0.3), part(0.7), to])
    }
    /// The point at a part of the way.
    fn point(&self, t: f64) -> (f64, f64) {
        let [a, b, c, d] = self.0;
        let s = 1.0 - t;
        let mix =
            |a: f64, b: f64, c: f64, d: f64| s * s * s * a + 3.0 * s * s * t * b + 3.0 * s * t * t * c + t * t * t * d;
        (mix(a.0, b.0, c.0, d.0), mix(a.1, b.1, c.1, d.1))
    }
    /// Line and head; the head of a weak tie is hollow.
    pub(super) fn draw(&self, colour: &'static str, dashes: &str, width: f64, weak: bool) -> [Element; 2] {
        let [a, b, c, d] = self.0;
        let (dx, dy) = (d.0 - c.0, d.1 - c.1);
        let length = (dx * dx + dy * dy).sqrt();
        let (ux, uy) = if length > 0.01 { (dx / length, dy / length) } else { (1.0, 0.0) };
        let base = (d.0 - ux * HEAD, d.1 - uy * HEAD);
        let half = 0.36 * HEAD;
        let show = |(x, y): (f64, f64)| format!("{} {}", coordinate(x), coordinate(y));
        let path = format!("M{}C{} {} {}", show(a), show(b), show(c), show(base));
        let mut line = Element::new("path").set("d", path).set("fill", "none").set("stroke", colour);
        line = line.at("stroke-width", width);
        if !dashes.is_empty() {
            line = line.set("stroke-dasharray", dashes);
        }
        let left = (base.0 - uy * half, base.1 + ux * half);
        let right = (base.0 + uy * half, base.1 - ux * half);
        let head = Element::new("path").set("d", format!("M{}L{}L{}Z", show(d), show(left), show(right)));
        let head = head.set("fill", if weak { PAPER } else { colour }).set("stroke", colour).set("stroke-width", "0.4");
        [line, head]
    }
}

/// Sets the number of a step on its curve, or touching it, where it meets nothing; else farther out, with a line to the
/// curve, which runs behind no label where that can be. Where there is no such place it stands on the curve all the same, over
/// as little as it can: never over a marker
/// or another number if some place is free of these. It stays between top and bottom.
/// `marks` are the markers and the numbers set before, `words` the labels.
pub(super) fn badge(
    canvas: &mut Canvas,
    (curve, step): (&Curve, i64),
    (top, bottom): (f64, f64),
    marks: &mut Vec<Rect>,
    words: &[Rect],
) {
    let number = step.to_string();
    let wide = (super::super::text::width(&number, SMALL, true) + 3.0).max(2.0 * BADGE);
    let right = canvas.width - 1.0;
    let place = |t: f64, aside: (f64, f64)| {
        let (x, y) = curve.point(t);
        Rect { x: x + aside.0 - wide / 2.0, y: y + aside.1 - BADGE, w: wide, h: 2.0 * BADGE }
    };
    // From the middle of the way outwards, on the curve first and then beside it.
    let along = (0..33).map(|n: i32| 0.5 + f64::from(if n % 2 == 0 { n / 2 } else { -(n + 1) / 2 }) * 0.025);
    let beside = [(0.0, 0.0), (0.0, -4.3), (0.0, 4.3), (-5.0, 0.0), (5.0, 0.0)];
    let far = [10.0, 15.0, 21.0, 28.0, 36.0, 46.0];
    let corner = std::f64::consts::FRAC_1_SQRT_2;
    let ways = [(0.0, -1.0), (0.0, 1.0), (-1.0, 0.0), (1.0, 0.0)];
    let ways = ways
        .into_iter()
        .chain([(1.0, -1.0), (1.0, 1.0), (-1.0, -1.0), (-1.0, 1.0)].map(|(x, y)| (x * corner, y * corner)));
    let far = far.into_iter().flat_map(move |out| ways.clone().map(move |(x, y)| (out * x, out * y)));
    let led = |aside: (f64, f64)| aside.0.abs().max(aside.1.abs()) > 6.5;
    let all = beside.into_iter().chain(far).flat_map(|aside| along.clone().map(move |t| (t, aside)));
    let inside = |rect: &Rect| rect.x > 1.0 && rect.x + rect.w < right && rect.y > top && rect.y + rect.h < bottom;
    let free = |rect: &Rect| inside(rect) && !marks.iter().chain(words).any(|other| rect.meets(other));
    let covered = |rect: &Rect, others: &[Rect]| others.iter().map(|other| common(rect, other)).sum::<f64>();
    let least = |a: &Rect, b: &Rect| {
        let cost = |rect: &Rect| (covered(rect, marks), covered(rect, words));
        let ((a, more), (b, less)) = (cost(a), cost(b));
        a.total_cmp(&b).then(more.total_cmp(&less))
    };
    let middle = place(0.5, (0.0, 0.0));
    let mut all = all.map(|(t, aside)| (place(t, aside), led(aside).then(|| curve.point(t))));
    // Rather a line that runs behind no label: it would seem to lead nowhere.
    let clear = |rect: &Rect, from: (f64, f64)| {
        let to = (rect.x + wide / 2.0, rect.y + BADGE);
        (1..=16).all(|n| {
            let part = f64::from(n) / 16.0;
            let (x, y) = (from.0 + part * (to.0 - from.0), from.1 + part * (to.1 - from.1));
            !words.iter().any(|word| word.meets(&Rect { x, y, w: 0.0, h: 0.0 }))
        })
    };
    let found = all.clone().find(|(rect, from)| free(rect) && from.is_none_or(|from| clear(rect, from)));
    let found = found.or_else(|| all.find(|(rect, _)| free(rect)));
    let over = || along.map(|t| place(t, (0.0, 0.0))).filter(inside).min_by(least);
    let pushed = Rect { x: middle.x.min(right - wide).max(1.0), ..middle };
    let (rect, from) = found.unwrap_or_else(|| (over().unwrap_or(pushed), None));
    if let Some(from) = from {
        canvas.draw(Layer::Ties, line(from, (rect.x + wide / 2.0, rect.y + BADGE), STRONG, 0.5));
    }
    marks.push(rect);
    let plate = Element::new("rect").at("x", rect.x).at("y", rect.y).at("width", rect.w).at("height", rect.h);
    let plate = plate.at("rx", BADGE).set("fill", PAPER).set("stroke", STRONG).set("stroke-width", "0.8");
    canvas.draw(Layer::Labels, plate);
    let style = Style::new(SMALL, INK).bold().anchored(Anchor::Middle);
    canvas.text(Layer::Labels, rect.x + wide / 2.0, rect.y + BADGE + 0.36 * SMALL, &number, style, None);
}

/// The area that two rectangles share.
fn common(a: &Rect, b: &Rect) -> f64 {
    let along = |a: f64, wide: f64, b: f64, other: f64| ((a + wide).min(b + other) - a.max(b)).max(0.0);
    along(a.x, a.w, b.x, b.w) * along(a.y, a.h, b.y, b.h)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_stay_between_the_edges_and_leave_their_marker() {
        for to in [(12.0, 90.0), (90.0, 10.0), (12.0, 10.5), (-60.0, 40.0)] {
            for (before, nth) in [(true, 0), (false, 1), (true, 7)] {
                let curve = Curve::between((10.0, 10.0), to, before, nth, false).within(1.0, 99.0);
                let points: Vec<(f64, f64)> = (0..=20).map(|n| curve.point(f64::from(n) / 20.0)).collect();
                assert!(points.iter().all(|(x, _)| (1.0..=99.0).contains(x)));
                let (dx, dy) = (points[0].0 - 10.0, points[0].1 - 10.0);
                assert!(dx * dx + dy * dy > RADIUS * RADIUS);
            }
        }
    }

    /// Of three markers one above the other, a step between two neighbours and one between the outer two.
    #[test]
    fn a_numbered_curve_is_seen_beside_its_number() {
        let reach = |dy: f64, numbered: bool| {
            let curve = Curve::between((100.0, 50.0), (100.0, 50.0 + dy), false, 0, numbered);
            (0..=20).map(|n| 100.0 - curve.point(f64::from(n) / 20.0).0).fold(0.0, f64::max)
        };
        assert!(reach(9.0, true) > 2.0 * BADGE + RADIUS && reach(9.0, false) < 2.0 * BADGE + RADIUS);
        assert!(reach(18.0, true) > reach(9.0, true) + 2.0);
    }

    #[test]
    fn a_number_is_led_out_or_set_over_labels_rather_than_not_at_all() {
        let curve = Curve::between((10.0, 50.0), (150.0, 90.0), false, 0, true);
        let room = |x, y, w, h| Rect { x, y, w, h };
        let mut canvas = Canvas::new(&super::super::super::FigureOptions::default());
        let mut set = |marks: &mut Vec<Rect>, words: &[Rect]| {
            badge(&mut canvas, (&curve, 3), (0.0, 200.0), marks, words);
            *marks.last().unwrap()
        };
        let curved = |rect: &Rect| {
            let way = (0..=200).map(|n| curve.point(f64::from(n) / 200.0));
            way.into_iter().any(|(x, y)| rect.meets(&room(x, y, 0.1, 0.1)))
        };
        // A free sheet, labels all along the way, labels everywhere, and a marker over the end of the way beside them.
        assert!(curved(&set(&mut Vec::new(), &[])));
        let along = room(0.0, 40.0, 300.0, 60.0);
        let out = set(&mut Vec::new(), &[along]);
        assert!(!out.meets(&along) && out.y > 0.0 && !curved(&out));
        let everywhere = room(0.0, 0.0, 300.0, 200.0);
        assert!(curved(&set(&mut Vec::new(), &[everywhere])));
        let marker = room(0.0, 66.0, 300.0, 134.0);
        let mut marks = vec![marker];
        assert!(!set(&mut marks, &[everywhere]).meets(&marker));
        // Where everything is taken they are set all the same.
        let mut full = vec![everywhere];
        set(&mut full, &[]);
        assert_eq!((full.len(), canvas.placed.len()), (2, 5));
    }
}
