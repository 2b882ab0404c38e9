//! Positions packed by scale, so that a pair is compared by counting, without a branch an item.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::measure::{Sums, value};
use super::rules::{Read, distance, range, readings, with_near};
use super::{Joint, Options};
use crate::math::planes::{Meeting, Planes};
use crate::model::Cells;
use crate::view::{Held, Item, Positions};

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

/// What a pair of positions means.
#[derive(Debug, Clone, Copy)]
struct Pair {
    distance: f64,
    met: Met,
}

/// Under which count a pair of positions falls.
#[derive(Debug, Clone, Copy)]
enum Met {
    Same,
    Near,
    Between,
    Opposed,
}

/// A class of a cell: which code, and only near it?
type Class = (usize, bool);

/// What decides a scale: how each code is read, the range, the classes that occur, the weight.
type Key = (Vec<Option<Read>>, u64, Vec<Class>, u64);

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
    pub(super) fn of(positions: &Positions, options: &Options, weight: &[f64]) -> Self {
        Self::packed(positions, options, weight, !options.measure.corrects())
    }
    /// The same, ready for [`Scales::pick`]: every scale is held a byte a cell too.
    pub(super) fn to_draw_from(positions: &Positions, options: &Options, weight: &[f64]) -> Self {
        let mut packed = Self::packed(positions, options, weight, false);
        packed.finish();
        packed
    }
    fn packed(positions: &Positions, options: &Options, weight: &[f64], bits: bool) -> Self {
        let grouped = grouped(positions, options, weight);
        let actors = positions.actors.len();
        let mut packed = Self {
            scales: Vec::new(),
            cells: Vec::new(),
            width: 0,
            actors,
            places: all_places(grouped.iter().map(|(key, _)| key)),
            items: if bits { Vec::new() } else { vec![None; positions.items.len()] },
            planes: Vec::new(),
            activity: Vec::new(),
            options: *options,
        };
        // The class of a cell by its byte, and which items stand in cells, one after the other.
        let mut in_cells: Vec<([u8; 256], &[usize])> = Vec::new();
        for ((reads, range, classes, weight), of_scale) in &grouped {
            let none = classes.len() as u8;
            let mut class = [none; 256];
            for (number, &(code, near)) in classes.iter().enumerate() {
                let held = if near { Held::new(code).near() } else { Held::new(code) };
                class[usize::from(held.packed())] = number as u8;
                class[usize::from(held.inherited().packed())] = number as u8;
            }
            let (range, weight) = (f64::from_bits(*range), f64::from_bits(*weight));
            let steps = steps(reads, classes, range);
            if !bits {
                for (column, &place) in of_scale.iter().enumerate() {
                    packed.items[place] = Some((packed.scales.len(), column));
                }
            }
            let start = packed.width;
            let planes = steps.filter(|_| bits).map(|steps| planes(positions, of_scale, &class, steps));
            if planes.is_none() {
                in_cells.push((class, of_scale));
                packed.width += of_scale.len();
            }
            packed.planes.push(planes);
            packed.scales.push(Scale {
                columns: start..packed.width,
                classes: classes.len() + 1,
                pairs: pairs(reads, classes, range, options),
                places: classes
                    .iter()
                    .map(|(code, _)| place_of(reads[*code], low(reads), range, &packed.places))
                    .collect(),
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
    /// What each of these actors has in common with every actor before it, pair by pair: counted in whole numbers.
    pub(super) fn joints(&self, actors: Range<usize>) -> Vec<Joint> {
        let mut joints = vec![Joint::default(); actors.clone().sum()];
        self.fill(actors, &mut joints);
        joints
    }
    /// The same into places that are there.
    pub(super) fn fill(&self, actors: Range<usize>, joints: &mut [Joint]) {
        let both = || self.scales.iter().zip(&self.planes);
        let bits =
            both().filter_map(|(scale, planes)| Some((scale.weight, planes.as_ref()?.meet_before(actors.clone()))));
        let bits: Vec<(f64, Vec<Meeting>)> = bits.collect();
        let in_cells: Vec<&Scale> = both().filter(|(_, planes)| planes.is_none()).map(|(scale, _)| scale).collect();
        let mut margins = [Vec::new(), Vec::new()];
        let mut counts = Vec::new();
        let pairs = actors.flat_map(|actor| (0..actor).map(move |other| (actor, other)));
        for (place, ((a, b), joint)) in pairs.zip(joints).enumerate() {
            let mut found = Joint::default();
            let mut sums = Sums::default();
            for (weight, met) in &bits {
                self.met(met[place], *weight, &mut found, &mut sums);
            }
            if !in_cells.is_empty() {
                self.compared([a, b], &in_cells, (&mut found, &mut sums), &mut margins, &mut counts);
            }
            if !self.activity.is_empty() {
                sums.activity = [self.activity[a], self.activity[b]];
            }
            if found.items > 0 {
                let (measure, normalisation) = (self.options.measure, self.options.normalisation);
                found.measured = value(measure, normalisation, sums, &margins, &self.places);
            }
            *joint = found;
        }
    }
    /// Adds what was counted in bits.
    #[inline]
    fn met(&self, met: Meeting, weight: f64, joint: &mut Joint, sums: &mut Sums) {
        let Meeting { both, between, opposed } = met;
        joint.items += both;
        joint.same += met.same();
        joint.between += between;
        joint.opposed += opposed;
        let half = if self.options.measure.squares() { 0.25 } else { 0.5 };
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

/// The items that the options take, by scale and weight.
fn grouped(positions: &Positions, options: &Options, weight: &[f64]) -> Vec<(Key, Vec<usize>)> {
    let near = near_items(positions);
    let mut places: BTreeMap<Key, usize> = BTreeMap::new();
    let mut groups: Vec<Option<Vec<usize>>> = Vec::new();
    let mut last: Option<(usize, Option<usize>)> = None;
    for (place, item) in positions.items.iter().enumerate().filter(|(_, item)| options.takes(item.kind)) {
        // Items that stand side by side mostly share their list of codes, and so their scale.
        let alike = |&(before, _): &(usize, Option<usize>)| {
            let other = &positions.items[before];
            Arc::ptr_eq(&item.codes, &other.codes)
                && item.kind == other.kind
                && near[place] == near[before]
                && weight[place] == weight[before]
        };
        let group = match last.filter(alike) {
            Some((_, group)) => group,
            None => key(options, item, near[place], weight[place]).map(|key| {
                *places.entry(key).or_insert_with(|| {
                    groups.push(Some(Vec::new()));
                    groups.len() - 1
                })
            }),
        };
        if let Some(items) = group.and_then(|group| groups[group].as_mut()) {
            items.push(place);
        }
        last = Some((place, group));
    }
    places.into_iter().filter_map(|(key, group)| Some((key, groups[group].take()?))).collect()
}

/// What decides the scale of an item; `None` when the measure takes ordered items only and this is none.
fn key(options: &Options, item: &Item, near: bool, weight: f64) -> Option<Key> {
    let reads = readings(options, item);
    if options.measure.ordered() && reads.iter().flatten().any(|read| *read == Read::Nominal) {
        return None;
    }
    let counted = (0..reads.len()).filter(|&code| reads[code].is_some());
    let classes = counted.flat_map(|code| (0..=usize::from(near)).map(move |near| (code, near == 1))).collect();
    Some((reads, range(item).to_bits(), classes, weight.to_bits()))
}

/// Which items somebody stands near a code of.
fn near_items(positions: &Positions) -> Vec<bool> {
    let (cells, mark) = (positions.cells(), Held::new(0).near().packed());
    let mut near = vec![false; cells.columns()];
    // A mark is no small number.
    for actor in (0..cells.rows()).filter(|_| !cells.are_small()) {
        let row = cells.row(actor);
        near.iter_mut().zip(row).for_each(|(near, cell)| *near |= cell != Cells::NONE && cell & mark != 0);
    }
    near
}

/// The bits of these items, whose cells are of these classes.
fn planes(positions: &Positions, items: &[usize], class: &[u8; 256], steps: [Option<usize>; 3]) -> Planes {
    let (actors, cells) = (positions.actors.len(), positions.cells());
    let level = class.map(|class| {
        let level = steps.iter().position(|step| *step == Some(usize::from(class)));
        level.map_or(Planes::EMPTY, |level| level as u8)
    });
    match items {
        // Items that stand side by side are looked at 64 at once.
        [first, .., last] if last - first + 1 == items.len() => {
            let most = if cells.are_small() { Cells::SMALL } else { Cells::NONE - 1 };
            let numbers: Vec<(u8, u8)> = (0..=most).map(|number| (number, level[usize::from(number)])).collect();
            let numbers: Vec<(u8, u8)> = numbers.into_iter().filter(|(_, level)| *level != Planes::EMPTY).collect();
            Planes::from_words(actors, items.len(), |actor, word| {
                let mut at = [0_u64; 3];
                for &(number, level) in &numbers {
                    at[usize::from(level)] |= cells.equal_from(actor, first + 64 * word, number);
                }
                let behind = items.len() - 64 * word;
                let all = if behind < 64 { !(u64::MAX << behind) } else { u64::MAX };
                let [low, middle, high] = at.map(|found| found & all);
                [low | middle | high, high, middle]
            })
        }
        _ => {
            Planes::from_steps(actors, items.len(), |actor, column| level[usize::from(cells.get(actor, items[column]))])
        }
    }
}

fn low(reads: &[Option<Read>]) -> i32 {
    let levels = reads.iter().flatten().filter_map(|read| match read {
        Read::Level(level) => Some(*level),
        Read::Nominal => None,
    });
    levels.min().unwrap_or(0)
}

/// Every place from 0 to 1 that a code of these scales takes.
fn all_places<'a>(keys: impl Iterator<Item = &'a Key>) -> Vec<f64> {
    let mut places: Vec<f64> = keys
        .flat_map(|(reads, range, _, _)| {
            let low = low(reads);
            reads.iter().flatten().map(move |read| normal(*read, low, f64::from_bits(*range)))
        })
        .collect();
    places.sort_by(f64::total_cmp);
    places.dedup();
    places
}

fn normal(read: Read, low: i32, range: f64) -> f64 {
    match read {
        Read::Level(level) if range > 0.0 => f64::from(level - low) / range,
        _ => 0.0,
    }
}

fn place_of(read: Option<Read>, low: i32, range: f64, places: &[f64]) -> usize {
    let normal = read.map_or(0.0, |read| normal(read, low, range));
    places.iter().position(|place| *place == normal).unwrap_or(0)
}

/// The classes of low, middle and high, where the scale has these and nothing else.
fn steps(reads: &[Option<Read>], classes: &[Class], range: f64) -> Option<[Option<usize>; 3]> {
    let mut steps = [None; 3];
    for (class, (code, near)) in classes.iter().enumerate() {
        let Some(Read::Level(level)) = reads[*code] else { return None };
        let twice = 2.0 * f64::from(level - low(reads)) / range;
        let step = [0.0, 1.0, 2.0].iter().position(|step| *step == twice)?;
        if *near || steps[step].replace(class).is_some() {
            return None;
        }
    }
    (range > 0.0).then_some(steps)
}

/// What each pair of classes means, row by row, with a last row and column for no position.
fn pairs(reads: &[Option<Read>], classes: &[Class], range: f64, options: &Options) -> Vec<Option<Pair>> {
    let all = || classes.iter().copied().map(Some).chain([None]);
    all()
        .flat_map(|x| all().map(move |y| (x, y)))
        .map(|(x, y)| {
            let (x, y) = (x?, y?);
            let bare = distance((x.0, reads[x.0]?), (y.0, reads[y.0]?), range);
            let near = x.1 || y.1;
            let distance = with_near(bare, near, options.near);
            let met = match (bare == 0.0, near) {
                (true, true) => Met::Near,
                (true, false) => Met::Same,
                (false, _) if distance < 1.0 => Met::Between,
                (false, _) => Met::Opposed,
            };
            Some(Pair { distance, met })
        })
        .collect()
}
