//! Positions packed by scale, so that a pair is compared by counting, without a branch an item.

mod keys;

use std::ops::Range;

use super::measure::{Sums, value};
use super::{Joint, Options};
use crate::math::parallel::Crew;
use crate::math::planes::{Meeting, Planes};
use crate::view::{Held, Positions};
use keys::{Met, Pair, all_places, grouped, pairs, place_of, planes, steps};

/// Items that share one scale and one weight, side by side.
#[derive(Debug, Clone)]
struct Scale {
    /// The places of its items in a packed row.
    columns: Range<usize>,
    /// Classes of a cell, and one more for no position.
    classes: usize,
    /// What each pair of classes means; `None` where one took no position.
    pairs: Vec<Option<Pair>>,
    /// The place of each class among all places of the scales; read by measures that correct for chance.
    places: Vec<usize>,
    weight: f64,
    /// Class of low, middle and high where there are no more than these three, evenly spaced: then bits are counted.
    steps: Option<[Option<usize>; 3]>,
}

/// Every actor's positions, a byte a cell, items of one scale together.
#[derive(Debug, Clone)]
pub(super) struct Scales {
    scales: Vec<Scale>,
    cells: Vec<u8>,
    width: usize,
    actors: usize,
    /// The places that positions take, from 0 to 1, over all scales.
    places: Vec<f64>,
    /// The scale and the column of each item taken in.
    items: Vec<Option<(usize, usize)>>,
    /// One for each scale that is counted in bits.
    planes: Vec<Option<Planes>>,
    /// The weight of all positions of each actor.
    activity: Vec<f64>,
    options: Options,
}

impl Scales {
    /// Packs the items that the options take; `weight` is that of an item. What is counted in bits is held in bits
    /// alone.
    pub(super) fn of<'scope>(
        positions: &'scope Positions,
        options: &Options,
        weight: &[f64],
        crew: &Crew<'scope, '_>,
    ) -> Self {
        Self::packed(positions, options, weight, Some(crew).filter(|_| !options.measure.corrects()))
    }
    /// The same, ready for [`Scales::pick`]: every scale is held a byte a cell too.
    pub(super) fn to_draw_from(positions: &Positions, options: &Options, weight: &[f64]) -> Self {
        let mut packed = Self::packed(positions, options, weight, None);
        packed.finish();
        packed
    }
    /// Who packs bits, where these are wanted.
    fn packed<'scope>(
        positions: &'scope Positions,
        options: &Options,
        weight: &[f64],
        bits: Option<&Crew<'scope, '_>>,
    ) -> Self {
        let grouped = grouped(positions, options, weight);
        let actors = positions.actors.len();
        let mut packed = Self {
            scales: Vec::new(),
            cells: Vec::new(),
            width: 0,
            actors,
            places: all_places(grouped.iter().map(|(key, _)| key)),
            items: if bits.is_some() { Vec::new() } else { vec![None; positions.items.len()] },
            planes: Vec::new(),
            activity: Vec::new(),
            options: *options,
        };
        // The class of a cell by its byte, and which items stand in cells, one after the other.
        let mut in_cells: Vec<([u8; 256], &[usize])> = Vec::new();
        for ((reads, (low, range), classes, weight), of_scale) in &grouped {
            let none = classes.len() as u8;
            let mut class = [none; 256];
            for (number, &(code, near)) in classes.iter().enumerate() {
                let held = if near { Held::new(code).near() } else { Held::new(code) };
                class[usize::from(held.packed())] = number as u8;
                class[usize::from(held.inherited().packed())] = number as u8;
            }
            let (range, weight) = (f64::from_bits(*range), f64::from_bits(*weight));
            let steps = steps(reads, classes, (*low, range));
            if bits.is_none() {
                for (column, &place) in of_scale.iter().enumerate() {
                    packed.items[place] = Some((packed.scales.len(), column));
                }
            }
            let start = packed.width;
            let planes = bits.zip(steps).map(|(crew, steps)| planes(positions, of_scale, &class, steps, crew));
            if planes.is_none() {
                in_cells.push((class, of_scale));
                packed.width += of_scale.len();
            }
            packed.planes.push(planes);
            packed.scales.push(Scale {
                columns: start..packed.width,
                classes: classes.len() + 1,
                pairs: pairs(reads, classes, range, options),
                places: classes.iter().map(|(code, _)| place_of(reads[*code], (*low, range), &packed.places)).collect(),
                weight,
                steps,
            });
        }
        packed.cells.reserve_exact(actors * packed.width);
        for actor in 0..actors {
            let row = if in_cells.is_empty() { Vec::new() } else { positions.cells().row(actor) };
            for (class, items) in &in_cells {
                packed.cells.extend(items.iter().map(|&item| class[usize::from(row[item])]));
            }
        }
        packed.spoken();
        packed
    }

    /// The same with these items only, each as often as it is named: what a bootstrap compares.
    pub(super) fn pick(&self, drawn: &[usize]) -> Self {
        let mut columns: Vec<Vec<usize>> = vec![Vec::new(); self.scales.len()];
        for (scale, column) in drawn.iter().filter_map(|&item| self.items[item]) {
            columns[scale].push(self.scales[scale].columns.start + column);
        }
        let mut scales = self.scales.clone();
        let mut start = 0;
        for (scale, columns) in scales.iter_mut().zip(&columns) {
            scale.columns = start..start + columns.len();
            start += columns.len();
        }
        let all: Vec<usize> = columns.concat();
        let mut cells = Vec::with_capacity(self.actors * all.len());
        for actor in 0..self.actors {
            let row = &self.cells[actor * self.width..(actor + 1) * self.width];
            cells.extend(all.iter().map(|&column| row[column]));
        }
        let (width, items) = (all.len(), Vec::new());
        let mut picked = Self {
            scales,
            cells,
            width,
            items,
            planes: Vec::new(),
            activity: Vec::new(),
            places: self.places.clone(),
            actors: self.actors,
            options: self.options,
        };
        picked.finish();
        picked
    }

    /// Packs what is counted in bits, and adds up what each actor says.
    fn finish(&mut self) {
        let bits = !self.options.measure.corrects();
        self.planes = self.scales.iter().map(|scale| bits.then(|| self.bits(scale)).flatten()).collect();
        self.spoken();
    }
    fn spoken(&mut self) {
        if !self.options.measure.normalised() {
            return;
        }
        let of = |actor: usize, (scale, planes): (&Scale, &Option<Planes>)| {
            let row = &self.cells[actor * self.width..(actor + 1) * self.width];
            let none = (scale.classes - 1) as u8;
            let said = match planes {
                Some(planes) => planes.held(actor) as usize,
                None => row[scale.columns.clone()].iter().filter(|class| **class != none).count(),
            };
            said as f64 * scale.weight
        };
        let all = |actor: usize| self.scales.iter().zip(&self.planes).map(|both| of(actor, both)).sum();
        self.activity = (0..self.actors).map(all).collect();
    }
    fn bits(&self, scale: &Scale) -> Option<Planes> {
        let steps = scale.steps?;
        let level: Vec<Option<u8>> =
            (0..scale.classes).map(|class| (0..3).find(|&step| steps[usize::from(step)] == Some(class))).collect();
        let cell =
            |row: usize, column: usize| level[usize::from(self.cells[row * self.width + scale.columns.start + column])];
        Some(Planes::from_rows(self.actors, scale.columns.len(), cell))
    }

    /// How many actors are compared side by side: as many as leave enough tasks for all threads.
    pub(super) fn block(&self) -> usize {
        (self.actors / 16).next_multiple_of(8).clamp(16, 128)
    }
    /// What each of these actors has in common with every actor before it, put into a row an actor: counted in whole
    /// numbers. The rows are empty and have room, so that no thread waits for memory of its own.
    pub(super) fn joints(&self, actors: Range<usize>, rows: &mut [Vec<Joint>]) {
        let both = || self.scales.iter().zip(&self.planes);
        let bits =
            both().filter_map(|(scale, planes)| Some((scale.weight, planes.as_ref()?.meet_before(actors.clone()))));
        let bits: Vec<(f64, Vec<Meeting>)> = bits.collect();
        let in_cells: Vec<&Scale> = both().filter(|(_, planes)| planes.is_none()).map(|(scale, _)| scale).collect();
        if let ([(weight, met)], true, Some(times)) =
            (bits.as_slice(), in_cells.is_empty(), self.options.measure.times())
        {
            // Of nothing but bits, 1 - times x mean distance needs no more than this.
            let half = self.half();
            let of = |&met: &Meeting| {
                let Meeting { both, between, opposed } = met;
                let whole = f64::from(both) * weight;
                let distance = (f64::from(opposed) + half * f64::from(between)) * weight;
                let measured = (whole - times * distance) / whole;
                Joint { items: both, same: met.same(), near: 0, between, opposed, measured }
            };
            let mut rest = met.as_slice();
            for (actor, row) in actors.zip(rows) {
                row.extend(rest.split_off(..actor).unwrap_or_default().iter().map(of));
            }
            return;
        }
        let (mut margins, mut counts, mut place) = ([Vec::new(), Vec::new()], Vec::new(), 0);
        for (a, row) in actors.zip(rows) {
            row.extend((0..a).map(|b| {
                let (mut found, mut sums) = (Joint::default(), Sums::default());
                for (weight, met) in &bits {
                    self.met(met[place], *weight, &mut found, &mut sums);
                }
                place += 1;
                self.compared([a, b], &in_cells, (&mut found, &mut sums), &mut margins, &mut counts);
                if !self.activity.is_empty() {
                    sums.activity = [self.activity[a], self.activity[b]];
                }
                self.measured(found, sums, &margins)
            }));
        }
    }
    #[inline]
    fn measured(&self, mut joint: Joint, sums: Sums, margins: &[Vec<f64>; 2]) -> Joint {
        if joint.items > 0 {
            joint.measured = value(self.options.measure, self.options.normalisation, sums, margins, &self.places);
        }
        joint
    }
    /// How far the middle is from either end.
    fn half(&self) -> f64 {
        if self.options.measure.squares() { 0.25 } else { 0.5 }
    }
    /// Adds what was counted in bits.
    #[inline]
    fn met(&self, met: Meeting, weight: f64, joint: &mut Joint, sums: &mut Sums) {
        let Meeting { both, between, opposed } = met;
        joint.items += both;
        joint.same += met.same();
        joint.between += between;
        joint.opposed += opposed;
        let half = self.half();
        sums.joint += f64::from(both) * weight;
        sums.distance += (f64::from(opposed) + half * f64::from(between)) * weight;
    }
    /// Adds what stands in cells, and what either takes of each place, for measures that correct for chance.
    fn compared(
        &self,
        [a, b]: [usize; 2],
        scales: &[&Scale],
        (joint, sums): (&mut Joint, &mut Sums),
        margins: &mut [Vec<f64>; 2],
        counts: &mut Vec<u32>,
    ) {
        let measure = self.options.measure;
        for margin in margins.iter_mut().filter(|_| measure.corrects()) {
            margin.clear();
            margin.resize(self.places.len(), 0.0);
        }
        let row = |actor: usize| &self.cells[actor * self.width..(actor + 1) * self.width];
        let (first, second) = (row(a), row(b));
        for scale in scales {
            counts.clear();
            counts.resize(scale.pairs.len(), 0);
            for (&x, &y) in first[scale.columns.clone()].iter().zip(&second[scale.columns.clone()]) {
                counts[usize::from(x) * scale.classes + usize::from(y)] += 1;
            }
            for (at, (&count, pair)) in counts.iter().zip(&scale.pairs).enumerate() {
                let Some(pair) = pair.filter(|_| count > 0) else { continue };
                joint.items += count;
                match pair.met {
                    Met::Same => joint.same += count,
                    Met::Near => joint.near += count,
                    Met::Between => joint.between += count,
                    Met::Opposed => joint.opposed += count,
                }
                let weight = f64::from(count) * scale.weight;
                sums.joint += weight;
                sums.distance += weight * if measure.squares() { pair.distance * pair.distance } else { pair.distance };
                if measure.corrects() {
                    margins[0][scale.places[at / scale.classes]] += weight;
                    margins[1][scale.places[at % scale.classes]] += weight;
                }
            }
        }
    }
}
