//! Which items share a scale, and what its cells mean.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::Options;
use super::super::rules::{self, Read, distance, readings, with_near};
use crate::math::parallel::Crew;
use crate::math::planes::Planes;
use crate::model::Cells;
use crate::view::{Held, Item, Positions};

/// What a pair of positions means.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub(super) distance: f64,
    pub(super) met: Met,
}

/// Under which count a pair of positions falls.
#[derive(Debug, Clone, Copy)]
pub(super) enum Met {
    Same,
    Near,
    Between,
    Opposed,
}

/// A class of a cell: which code, and only near it?
pub(super) type Class = (usize, bool);

/// What decides a scale: how each code is read, its lowest place and range, the classes that occur, the weight.
pub(super) type Key = (Vec<Option<Read>>, (i32, u64), Vec<Class>, u64);

/// The items that the options take, by scale and weight.
pub(super) fn grouped(positions: &Positions, options: &Options, weight: &[f64]) -> Vec<(Key, Vec<usize>)> {
    let near = near_items(positions);
    let mut places: BTreeMap<Key, usize> = BTreeMap::new();
    let mut groups: Vec<Option<Vec<usize>>> = Vec::new();
    let taken = |place: &usize| options.takes(positions.items[*place].kind);
    let mut place = 0;
    while let Some(first) = (place..positions.items.len()).find(taken) {
        // Items that stand side by side mostly share their list of codes, and so their scale.
        let item = &positions.items[first];
        let alike = |&place: &usize| {
            let other = &positions.items[place];
            Arc::ptr_eq(&item.codes, &other.codes)
                && item.kind == other.kind
                && near[place] == near[first]
                && weight[place] == weight[first]
        };
        let run = first..first + (first..positions.items.len()).take_while(alike).count();
        place = run.end;
        if let Some(key) = key(options, item, near[first], weight[first]) {
            let group = *places.entry(key).or_insert(groups.len());
            if group == groups.len() {
                groups.push(Some(Vec::new()));
            }
            if let Some(items) = &mut groups[group] {
                items.extend(run);
            }
        }
    }
    places.into_iter().filter_map(|(key, group)| Some((key, groups[group].take()?))).collect()
}

/// What decides the scale of an item; `None` of one that does not enter the number.
fn key(options: &Options, item: &Item, near: bool, weight: f64) -> Option<Key> {
    let reads = readings(options, item);
    if !options.enters(item) {
        return None;
    }
    let counted = (0..reads.len()).filter(|&code| reads[code].is_some());
    let classes = counted.flat_map(|code| (0..=usize::from(near)).map(move |near| (code, near == 1))).collect();
    let (low, range) = rules::scale(item);
    Some((reads, (low, range.to_bits()), classes, weight.to_bits()))
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
pub(super) fn planes<'scope>(
    positions: &'scope Positions,
    items: &[usize],
    class: &[u8; 256],
    steps: [Option<usize>; 3],
    crew: &Crew<'scope, '_>,
) -> Planes {
    let (actors, cells) = (positions.actors.len(), positions.cells());
    let level = class.map(|class| {
        let level = steps.iter().position(|step| *step == Some(usize::from(class)));
        level.map_or(Planes::EMPTY, |level| level as u8)
    });
    match items {
        // Items that stand side by side are looked at 64 at once.
        [first, .., last] if last - first + 1 == items.len() => {
            let of_level = |step: u8| {
                let numbers = (0..Cells::NONE).filter(|&number| level[usize::from(number)] == step);
                numbers.collect::<Vec<u8>>()
            };
            let levels = [0, 1, 2].map(of_level);
            let side_by_side = *first..last + 1;
            Planes::from_words(actors, items.len(), crew, move |actor, words| {
                cells.sought(actor, side_by_side.clone(), &levels, |word, [low, middle, high]| {
                    words.put(word, [low | middle | high, high, middle]);
                });
            })
        }
        _ => {
            Planes::from_steps(actors, items.len(), |actor, column| level[usize::from(cells.get(actor, items[column]))])
        }
    }
}

/// Every place from 0 to 1 that a code of these scales takes.
pub(super) fn all_places<'a>(keys: impl Iterator<Item = &'a Key>) -> Vec<f64> {
    let of = |(reads, (low, range), ..): &'a Key| {
        let scale = (*low, f64::from_bits(*range));
        reads.iter().flatten().map(move |read| normal(*read, scale))
    };
    let mut places: Vec<f64> = keys.flat_map(of).collect();
    places.sort_by(f64::total_cmp);
    places.dedup();
    places
}

fn normal(read: Read, scale: (i32, f64)) -> f64 {
    match read {
        Read::Level(level) => rules::place(level, scale),
        Read::Nominal => 0.0,
    }
}

pub(super) fn place_of(read: Option<Read>, scale: (i32, f64), places: &[f64]) -> usize {
    let normal = read.map_or(0.0, |read| normal(read, scale));
    places.iter().position(|place| *place == normal).unwrap_or(0)
}

/// The classes of low, middle and high, where the scale has these and nothing else.
pub(super) fn steps(reads: &[Option<Read>], classes: &[Class], scale: (i32, f64)) -> Option<[Option<usize>; 3]> {
    let mut steps = [None; 3];
    for (class, (code, near)) in classes.iter().enumerate() {
        let Some(Read::Level(level)) = reads[*code] else { return None };
        let twice = 2.0 * rules::place(level, scale);
        let step = [0.0, 1.0, 2.0].iter().position(|step| *step == twice)?;
        if *near || steps[step].replace(class).is_some() {
            return None;
        }
    }
    (scale.1 > 0.0).then_some(steps)
}

/// What each pair of classes means, row by row, with a last row and column for no position.
pub(super) fn pairs(reads: &[Option<Read>], classes: &[Class], range: f64, options: &Options) -> Vec<Option<Pair>> {
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
