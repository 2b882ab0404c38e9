//! Sign, scale and rotation: what the answers do not say is fixed by anchors, by the window before, or by convention.

#![allow(clippy::needless_range_loop)] // Axes are numbers that several vectors share.

use std::collections::BTreeMap;

use super::Options;
use super::design::{Design, Unit};
use crate::math::item_response::Model;
use crate::result::Undefined;

/// Closer than this, in standard deviations, two anchors stand on one point.
const ONE_POINT: f64 = 0.01;
/// Closer than this, small errors in where the anchors stand blow up the whole scale.
const CLOSE: f64 = 0.5;
/// The fewest actors in common by which a window is placed.
const COMMON: usize = 3;

type Vector = [f64; 2];
type Axes = [[f64; 2]; 2];

/// Where actors stood when last seen.
pub(super) type Seen = BTreeMap<usize, Vector>;

/// How a unit was placed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placed {
    /// The correlation with where the actors stood before, on the first axis.
    pub link: Option<f64>,
    /// Whether the scale, too, was taken from there for want of an anchor.
    pub borrowed: bool,
    /// How far apart two anchors stand, in standard deviations of positions, where that is little.
    pub close: Option<f64>,
}

/// Moves and turns a model so that it can be read and compared.
pub(super) fn place(
    model: &mut Model<2>,
    unit: &Unit,
    design: &Design,
    options: &Options,
    seen: &Seen,
) -> Result<Placed, Undefined> {
    standardise(model, unit, options)?;
    let ends = design.anchors.map(|anchor| anchor.and_then(|anchor| mean_of(model, unit, anchor)));
    let link = |model: &Model<2>| common(model, unit, seen).filter(|pairs| pairs.len() >= COMMON);
    if options.axes() == 2 {
        if let Some(pairs) = link(model) {
            model.turn(&towards(&pairs));
        } else {
            let first = oriented(&ends, options, design)?.unwrap_or_else(|| farthest(model, unit, 0));
            model.turn(&[[first, 0.0], [0.0, farthest(model, unit, 1)]]);
        }
        return Ok(Placed { link: correlation(&link(model)), borrowed: false, close: None });
    }
    if let (true, [Some(left), Some(right)]) = (design.anchored, ends) {
        let names = design.anchors.map(|anchor| anchor.map_or("", |anchor| design.names[anchor].as_str()));
        let apart = right[0] - left[0];
        if apart.abs() < ONE_POINT {
            return Err(Undefined::because(format!("the anchors stand on one point: {} and {}", names[0], names[1])));
        }
        let middle = (left[0] + right[0]) / 2.0;
        model.transform(&unit.responses, &[middle, 0.0], &[[2.0 / apart, 0.0], [0.0, 1.0]]);
        let close = Some(apart.abs()).filter(|apart| *apart < CLOSE);
        return Ok(Placed { link: correlation(&link(model)), borrowed: false, close });
    }
    let sign = match (oriented(&ends, options, design)?, link(model)) {
        (Some(sign), _) if !design.anchored => sign,
        (_, Some(pairs)) => {
            if design.anchored {
                return borrow(model, unit, &pairs);
            }
            if covariance(&pairs) < 0.0 { -1.0 } else { 1.0 }
        }
        (_, None) if design.anchored => {
            let names = design.anchors.iter().zip([&options.left, &options.right]).zip(ends);
            let absent: Vec<String> = names
                .filter(|(_, end)| end.is_none())
                .map(|((anchor, id), _)| match anchor {
                    Some(anchor) => design.names[*anchor].clone(),
                    None => id.clone().unwrap_or_default(),
                })
                .collect();
            let who = absent.join(" and ");
            let why = format!("an anchor is absent: {who} has fewer than {} informative items", options.minimum);
            let where_else = if design.windows.len() > 1 { ", and no other window shares enough actors" } else { "" };
            return Err(Undefined::because(why + where_else));
        }
        (Some(sign), None) => sign,
        (None, None) => farthest(model, unit, 0),
    };
    model.turn(&[[sign, 0.0], [0.0, 1.0]]);
    Ok(Placed { link: correlation(&link(model)), borrowed: false, close: None })
}

/// Places a replicate as its original is placed: by two anchors, else by the positions of the original.
pub(super) fn place_like(
    model: &mut Model<2>,
    unit: &Unit,
    design: &Design,
    options: &Options,
    original: &Model<2>,
) -> Result<(), Undefined> {
    let seen: BTreeMap<usize, Vector> =
        (0..unit.points.len()).map(|point| (point, original.positions[point])).collect();
    standardise(model, unit, options)?;
    let answered = |point: &usize| unit.responses.answered(*point) > 0;
    let pairs: Vec<(Vector, Vector)> =
        (0..unit.points.len()).filter(answered).map(|point| (model.positions[point], seen[&point])).collect();
    if options.axes() == 2 {
        model.turn(&towards(&pairs));
        return Ok(());
    }
    let ends = design.anchors.map(|anchor| anchor.and_then(|anchor| mean_of(model, unit, anchor)));
    if let (true, [Some(left), Some(right)]) = (design.anchored, ends) {
        let apart = right[0] - left[0];
        if apart.abs() < ONE_POINT {
            return Err(Undefined::because("the anchors stand on one point"));
        }
        let middle = (left[0] + right[0]) / 2.0;
        model.transform(&unit.responses, &[middle, 0.0], &[[2.0 / apart, 0.0], [0.0, 1.0]]);
    } else if design.anchored {
        borrow(model, unit, &pairs)?;
    } else {
        let sign = if covariance(&pairs) < 0.0 { -1.0 } else { 1.0 };
        model.turn(&[[sign, 0.0], [0.0, 1.0]]);
    }
    Ok(())
}

/// Mean zero and unit variance of the positions themselves; two axes become the principal axes of the discriminations.
fn standardise(model: &mut Model<2>, unit: &Unit, options: &Options) -> Result<(), Undefined> {
    let points: Vec<Vector> = (0..unit.points.len())
        .filter(|&point| unit.responses.answered(point) > 0)
        .map(|point| model.positions[point])
        .collect();
    let n = points.len().max(1) as f64;
    let mean: Vector = std::array::from_fn(|d| points.iter().map(|x| x[d]).sum::<f64>() / n);
    let mut cov = [[0.0; 2]; 2];
    for x in &points {
        for d in 0..2 {
            for e in 0..2 {
                cov[d][e] += (x[d] - mean[d]) * (x[e] - mean[e]) / n;
            }
        }
    }
    let flat = || Undefined::because("all actors stand on one point");
    if options.axes() == 1 {
        if cov[0][0].is_nan() || cov[0][0] < 1e-12 {
            return Err(flat());
        }
        model.transform(&unit.responses, &mean, &[[1.0 / cov[0][0].sqrt(), 0.0], [0.0, 1.0]]);
        return Ok(());
    }
    let determinant = cov[0][0] * cov[1][1] - cov[0][1] * cov[1][0];
    if determinant.is_nan() || determinant < 1e-12 {
        return Err(Undefined::because("all actors stand on one line: one dimension is enough"));
    }
    let a = cov[0][0].sqrt();
    let b = cov[1][0] / a;
    let c = (cov[1][1] - b * b).sqrt();
    model.transform(&unit.responses, &mean, &[[1.0 / a, 0.0], [-b / (a * c), 1.0 / c]]);
    let mut moment = [[0.0; 2]; 2];
    for slope in &model.slopes {
        for d in 0..2 {
            for e in 0..2 {
                moment[d][e] += slope[d] * slope[e];
            }
        }
    }
    let angle = 0.5 * libm::atan2(2.0 * moment[0][1], moment[0][0] - moment[1][1]);
    let (sin, cos) = (libm::sin(angle), libm::cos(angle));
    model.turn(&[[cos, sin], [-sin, cos]]);
    Ok(())
}

/// The mean position of an actor over the windows of a unit.
fn mean_of(model: &Model<2>, unit: &Unit, actor: usize) -> Option<Vector> {
    let of: Vec<Vector> =
        unit.points.iter().zip(&model.positions).filter(|((_, other), _)| *other == actor).map(|(_, x)| *x).collect();
    let n = of.len() as f64;
    (!of.is_empty()).then(|| std::array::from_fn(|d| of.iter().map(|x| x[d]).sum::<f64>() / n))
}

/// The sign that the anchors give, if one of them is there.
fn oriented(ends: &[Option<Vector>; 2], options: &Options, design: &Design) -> Result<Option<f64>, Undefined> {
    let along = match ends {
        [Some(left), Some(right)] => right[0] - left[0],
        [None, Some(right)] => right[0],
        [Some(left), None] => -left[0],
        [None, None] => return Ok(None),
    };
    if along.abs() < ONE_POINT {
        let names = design.anchors.iter().flatten().map(|&anchor| design.names[anchor].as_str()).collect::<Vec<_>>();
        let reason = match (&options.left, &options.right) {
            (Some(_), Some(_)) => format!("the anchors stand on one point: {}", names.join(" and ")),
            _ => format!("the anchor stands in the middle: {}", names.join("")),
        };
        return Err(Undefined::because(reason));
    }
    Ok(Some(along.signum()))
}

/// The sign by which the actor farthest out stands on the positive side; of two equally far the first by its id.
fn farthest(model: &Model<2>, unit: &Unit, axis: usize) -> f64 {
    let mut far: f64 = 0.0;
    for point in (0..unit.points.len()).filter(|&point| unit.responses.answered(point) > 0) {
        let x = model.positions[point][axis];
        if x.abs() > far.abs() + 1e-9 {
            far = x;
        }
    }
    if far < 0.0 { -1.0 } else { 1.0 }
}

/// Positions here and where the same actors stood before.
fn common(model: &Model<2>, unit: &Unit, seen: &Seen) -> Option<Vec<(Vector, Vector)>> {
    let pairs = unit.points.iter().zip(&model.positions);
    Some(pairs.filter_map(|((_, actor), x)| Some((*x, *seen.get(actor)?))).collect())
}

fn means(pairs: &[(Vector, Vector)]) -> (f64, f64) {
    let n = pairs.len().max(1) as f64;
    (pairs.iter().map(|pair| pair.0[0]).sum::<f64>() / n, pairs.iter().map(|pair| pair.1[0]).sum::<f64>() / n)
}

fn covariance(pairs: &[(Vector, Vector)]) -> f64 {
    let (p, q) = means(pairs);
    pairs.iter().map(|(x, y)| (x[0] - p) * (y[0] - q)).sum()
}

fn spreads(pairs: &[(Vector, Vector)]) -> (f64, f64) {
    let (p, q) = means(pairs);
    let square = |values: &dyn Fn(&(Vector, Vector)) -> f64| pairs.iter().map(values).sum::<f64>().sqrt();
    (square(&|(x, _)| (x[0] - p).powi(2)), square(&|(_, y)| (y[0] - q).powi(2)))
}

fn correlation(pairs: &Option<Vec<(Vector, Vector)>>) -> Option<f64> {
    let pairs = pairs.as_ref()?;
    let (here, before) = spreads(pairs);
    (here > 0.0 && before > 0.0).then(|| covariance(pairs) / (here * before))
}

/// Takes sign, origin and unit from where the actors in common stood.
fn borrow(model: &mut Model<2>, unit: &Unit, pairs: &[(Vector, Vector)]) -> Result<Placed, Undefined> {
    let (here, before) = spreads(pairs);
    if here <= 0.0 || before <= 0.0 {
        return Err(Undefined::because("an anchor is absent, and the actors in common stand on one point"));
    }
    let link = covariance(pairs) / (here * before);
    let scale = before / here * if link < 0.0 { -1.0 } else { 1.0 };
    let (p, q) = means(pairs);
    // scale (x - origin) = q + scale (x - p)
    model.transform(&unit.responses, &[p - q / scale, 0.0], &[[scale, 0.0], [0.0, 1.0]]);
    Ok(Placed { link: Some(link.abs()), borrowed: true, close: None })
}

/// The rotation (or reflection) that brings the first of each pair nearest to the second (Procrustes).
fn towards(pairs: &[(Vector, Vector)]) -> Axes {
    let mut m = [[0.0; 2]; 2];
    for (x, y) in pairs {
        for d in 0..2 {
            for e in 0..2 {
                m[d][e] += y[d] * x[e];
            }
        }
    }
    // In the plane the best rotation and the best reflection are known in closed form; the better of the two.
    let (rotated, mirrored) = ((m[0][0] + m[1][1], m[1][0] - m[0][1]), (m[0][0] - m[1][1], m[1][0] + m[0][1]));
    let length = |(x, y): (f64, f64)| libm::hypot(x, y);
    if length(rotated) >= length(mirrored) {
        let (cos, sin) = (rotated.0 / length(rotated).max(1e-300), rotated.1 / length(rotated).max(1e-300));
        [[cos, -sin], [sin, cos]]
    } else {
        let (cos, sin) = (mirrored.0 / length(mirrored), mirrored.1 / length(mirrored));
        [[cos, sin], [sin, -cos]]
    }
}
