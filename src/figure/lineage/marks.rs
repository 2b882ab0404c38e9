//! Markers and bars.

use super::super::palette::PAPER;
use super::super::svg::{Element, coordinate};
use super::place::RADIUS;
use super::read::Shape;

/// The colour of markers that are on no path.
pub(super) const MARK: &str = "#444444";

/// A marker around a point.
pub(super) fn marker(shape: Shape, (x, y): (f64, f64), colour: &'static str, hollow: bool) -> Element {
    let corners = |points: &[(f64, f64)]| {
        let points: Vec<String> = points
            .iter()
            .map(|(dx, dy)| format!("{},{}", coordinate(x + dx * RADIUS), coordinate(y + dy * RADIUS)))
            .collect();
        Element::new("polygon").set("points", points.join(" "))
    };
    let element = match shape {
        Shape::Circle => Element::new("circle").at("cx", x).at("cy", y).at("r", RADIUS - 0.1),
        Shape::Square => corners(&[(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)]),
        Shape::Diamond => corners(&[(0.0, -1.15), (1.15, 0.0), (0.0, 1.15), (-1.15, 0.0)]),
        Shape::Triangle => corners(&[(0.0, -1.1), (1.05, 0.8), (-1.05, 0.8)]),
    };
    element.set("fill", if hollow { PAPER } else { colour }).set("stroke", colour).set("stroke-width", "0.8")
}

/// The bar of a date known within bounds.
pub(super) fn bar((from, to): (f64, f64), y: f64, colour: &'static str) -> Element {
    let d = format!(
        "M{} {}V{}M{} {}H{}M{} {}V{}",
        coordinate(from),
        coordinate(y - 1.4),
        coordinate(y + 1.4),
        coordinate(from),
        coordinate(y),
        coordinate(to),
        coordinate(to),
        coordinate(y - 1.4),
        coordinate(y + 1.4),
    );
    Element::new("path").set("d", d).set("stroke", colour).set("stroke-width", "0.7").set("fill", "none")
}
