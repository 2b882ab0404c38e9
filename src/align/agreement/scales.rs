//! Positions packed by scale, so that a pair is compared by counting, without a branch an item.

use std::collections::BTreeMap;
use std::ops::Range;

use super::measure::{Sums, value};
use super::rules::{Read, distance, range, readings, with_near};
use super::{Joint, Options};
use crate::math::planes::{Meeting, Planes};
use crate::view::{Held, Positions};

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
        let near = near_items(positions);
        let mut grouped: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
        for (place, item) in positions.items.iter().enumerate().filter(|(_, item)| options.takes(item.kind)) {
            let reads = readings(options, item);
            if options.measure.ordered() && reads.iter().flatten().any(|read| *read == Read::Nominal) {
                continue;
            }
            let counted = (0..reads.len()).filter(|&code| reads[code].is_some());
            let near = usize::from(near[place]);
            let classes = counted.flat_map(|code| (0..=near).map(move |near| (code, near == 1))).collect();
            grouped.entry((reads, range(item).to_bits(), classes, weight[place].to_bits())).or_default().push(place);
        }
        let actors = positions.actors.len();
        let mut packed = Self {
            scales: Vec::new(),
            cells: Vec::new(),
            width: 0,
            actors,
            places: all_places(grouped.keys()),
            items: vec![None; positions.items.len()],
            planes: Vec::new(),
            activity: vec![0.0; actors],
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
            let level = steps.filter(|_| bits).map(|steps| {
                let level = |class: u8| steps.iter().position(|step| *step == Some(usize::from(class)));
                class.map(|class| level(class).map_or(Planes::EMPTY, |level| level as u8))
            });
            for (column, &place) in of_scale.iter().enumerate() {
                packed.items[place] = Some((packed.scales.len(), column));
            }
            let start = packed.width;
            packed.planes.push(level.map(|level| planes(positions, of_scale, &level)));
            if level.is_none() {
                in_cells.push((class, of_scale));
                packed.width += of_scale.len();
            }
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
            let row = positions.row(actor);
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

    /// How many actors are compared side by side.
    pub(super) const BLOCK: usize = 16;
    /// What each of these actors has in common with every actor before it, pair by pair: counted in whole numbers.
    pub(super) fn joints(&self, actors: Range<usize>) -> Vec<Joint> {
        let mut counts = Vec::new();
        let mut joints = Vec::with_capacity(actors.clone().sum());
        for start in actors.clone().step_by(Self::BLOCK) {
            let block = start..actors.end.min(start + Self::BLOCK);
            let planes = self.planes.iter().enumerate().filter_map(|(n, planes)| Some((n, planes.as_ref()?)));
            let bits: Vec<(usize, Vec<Vec<Meeting>>)> =
                planes.map(|(scale, planes)| (scale, planes.meet_before(block.clone()))).collect();
            for (at, actor) in block.enumerate() {
                joints.extend((0..actor).map(|other| self.joint([actor, other], at, &bits, &mut counts)));
            }
        }
        joints
    }

    /// `at` is the place of the first of the two in its block.
    fn joint(
        &self,
        [a, b]: [usize; 2],
        at: usize,
        bits: &[(usize, Vec<Vec<Meeting>>)],
        counts: &mut Vec<u32>,
    ) -> Joint {
        let measure = self.options.measure;
        let mut joint = Joint::default();
        let mut sums = Sums { activity: [self.activity[a], self.activity[b]], ..Sums::default() };
        if measure.corrects() {
            sums.margins = [vec![0.0; self.places.len()], vec![0.0; self.places.len()]];
        }
        for (scale, met) in bits {
            let Meeting { both, same, opposed } = met[at][b];
            let between = both - same - opposed;
            joint.items += both;
            joint.same += same;
            joint.between += between;
            joint.opposed += opposed;
            let weight = self.scales[*scale].weight;
            let half = if measure.squares() { 0.25 } else { 0.5 };
            sums.joint += f64::from(both) * weight;
            sums.distance += (f64::from(opposed) + half * f64::from(between)) * weight;
        }
        let row = |actor: usize| &self.cells[actor * self.width..(actor + 1) * self.width];
        let (first, second) = (row(a), row(b));
        for scale in self.scales.iter().zip(&self.planes).filter(|(_, planes)| planes.is_none()).map(|(scale, _)| scale)
        {
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
                    sums.margins[0][scale.places[at / scale.classes]] += weight;
                    sums.margins[1][scale.places[at % scale.classes]] += weight;
                }
            }
        }
        if joint.items > 0 {
            joint.measured = value(measure, self.options.normalisation, &sums, &self.places).unwrap_or(f64::NAN);
        }
        joint
    }
}

/// Which items somebody stands near a code of.
fn near_items(positions: &Positions) -> Vec<bool> {
    let mark = Held::new(0).near().packed();
    let mut near = vec![0; positions.items.len()];
    for actor in 0..positions.actors.len() {
        let row = positions.row(actor);
        near.iter_mut()
            .zip(row)
            .for_each(|(near, &cell)| *near |= if cell == Positions::NONE { 0 } else { cell & mark });
    }
    near.into_iter().map(|near| near > 0).collect()
}

/// The bits of these items, by the level of each byte of a cell.
fn planes(positions: &Positions, items: &[usize], level: &[u8; 256]) -> Planes {
    let actors = positions.actors.len();
    // Items that stand side by side need no look-up of their place.
    match items {
        [first, .., last] if last - first + 1 == items.len() => {
            let rows: Vec<&[u8]> = (0..actors).map(|actor| &positions.row(actor)[*first..=*last]).collect();
            Planes::from_steps(actors, items.len(), |actor, column| level[usize::from(rows[actor][column])])
        }
        _ => Planes::from_steps(actors, items.len(), |actor, column| {
            level[usize::from(positions.row(actor)[items[column]])]
        }),
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
