//! Ties as thin curved arrows, and the numbers of the steps on a path.

use super::super::canvas::{Anchor, Canvas, Layer, Rect, SMALL, Style};
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
    pub(super) fn between(from: (f64, f64), to: (f64, f64), before: bool, nth: usize) -> Self {
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
            let far = side * (8.0 + 0.04 * dy.abs() + aside).min(18.0);
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

/// Sets the number of a step on its curve where it meets nothing; says whether there was such a place.
pub(super) fn badge(canvas: &mut Canvas, curve: &Curve, step: i64, taken: &mut Vec<Rect>) -> bool {
    let words = step.to_string();
    let wide = (super::super::text::width(&words, SMALL, true) + 3.0).max(2.0 * BADGE);
    // From the middle of the way outwards, on the curve first and then beside it.
    let along = (0..17).map(|n: i32| 0.5 + f64::from(if n % 2 == 0 { n / 2 } else { -(n + 1) / 2 }) * 0.05);
    let beside = [(0.0, 0.0), (0.0, -6.0), (0.0, 6.0), (-7.0, 0.0), (7.0, 0.0), (0.0, -11.0), (0.0, 11.0)];
    for (aside, t) in beside.iter().flat_map(|aside| along.clone().map(move |t| (*aside, t))) {
        let (x, y) = curve.point(t);
        let (x, y) = (x + aside.0, y + aside.1);
        let rect = Rect { x: x - wide / 2.0, y: y - BADGE, w: wide, h: 2.0 * BADGE };
        let inside = rect.x > 1.0 && rect.x + rect.w < canvas.width - 1.0;
        if !inside || taken.iter().any(|other| rect.meets(other)) {
            continue;
        }
        taken.push(rect);
        let plate = Element::new("rect").at("x", rect.x).at("y", rect.y).at("width", rect.w).at("height", rect.h);
        let plate = plate.at("rx", BADGE).set("fill", PAPER).set("stroke", STRONG).set("stroke-width", "0.8");
        canvas.draw(Layer::Labels, plate);
        let style = Style::new(SMALL, INK).bold().anchored(Anchor::Middle);
        canvas.text(Layer::Labels, x, y + 0.36 * SMALL, &words, style, None);
        return true;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_stay_between_the_edges_and_leave_their_marker() {
        for to in [(12.0, 90.0), (90.0, 10.0), (12.0, 10.5), (-60.0, 40.0)] {
            for (before, nth) in [(true, 0), (false, 1), (true, 7)] {
                let curve = Curve::between((10.0, 10.0), to, before, nth).within(1.0, 99.0);
                let points: Vec<(f64, f64)> = (0..=20).map(|n| curve.point(f64::from(n) / 20.0)).collect();
                assert!(points.iter().all(|(x, _)| (1.0..=99.0).contains(x)));
                let (dx, dy) = (points[0].0 - 10.0, points[0].1 - 10.0);
                assert!(dx * dx + dy * dy > RADIUS * RADIUS);
            }
        }
    }
}
