//! The main path as steps from entity to entity: its arcs, and what leads on inside a vertex.

use std::collections::BTreeSet;

use super::{Dates, MainPath, MainStep};
use crate::math::main_path::{Acyclic, shortest};
use crate::math::path_counts::topological;
use crate::model::{Day, FlowClass};

/// The steps of these arcs, each with its place. Where one arc ends at a session and the next begins at its forum, the
/// carriers between are steps too; so are the steps inside a circle that was shrunk.
pub(super) fn steps(path: &MainPath, acyclic: &Acyclic, taken: &[usize], place: &[Option<usize>]) -> Vec<MainStep> {
    let n = acyclic.vertices.len();
    let ends: Vec<(usize, usize)> = taken.iter().map(|&arc| acyclic.arcs[arc]).collect();
    let ties_of = |arc: usize| place[arc].map_or(&[][..], |place| &path.arcs[place].ties);
    let tie_ends: Vec<(usize, usize)> = path.ties.iter().map(|tie| (tie.from, tie.to)).collect();
    let on_arcs: BTreeSet<usize> = path.arcs.iter().flat_map(|arc| arc.ties.iter().copied()).collect();
    // Carriers that were contracted, and steps of a shrunk circle.
    let inner = |tie: usize| {
        let (from, to) = tie_ends[tie];
        let joined = path.vertex[from] == path.vertex[to];
        let carries = path.ties[tie].class == FlowClass::Carrier && joined;
        path.options.admits(&path.ties[tie])
            && (carries || (!joined && !on_arcs.contains(&tie) && path.ties[tie].class != FlowClass::Carrier))
    };
    let mut steps: Vec<MainStep> = Vec::new();
    // Of each vertex: the entities at which the path arrives, the last place, and the day before which it is not left.
    let mut arrived: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); n];
    let mut last = vec![0; n];
    let mut since = vec![Day::MIN; n];
    for vertex in topological(n, &ends).unwrap_or_default() {
        let before = since[vertex];
        let is_dated = |tie: usize| !path.ties[tie].date_inherited && !path.ties[tie].soft;
        let is_before = |tie: usize| is_dated(tie) && path.ties[tie].when.latest() < before;
        // Of the steps of an arc those that time allows here, where it is asked to.
        let in_time = |arc: usize| -> Vec<usize> {
            let all = ties_of(arc);
            let fits: Vec<usize> = all.iter().copied().filter(|&tie| !is_before(tie)).collect();
            if path.options.dates == Dates::Ignored || fits.is_empty() { all.to_vec() } else { fits }
        };
        let leaving: Vec<(usize, Vec<usize>)> =
            taken.iter().filter(|&&arc| acyclic.arcs[arc].0 == vertex).map(|&arc| (arc, in_time(arc))).collect();
        let left: BTreeSet<usize> = leaving.iter().flat_map(|(_, ties)| ties).map(|&tie| tie_ends[tie].0).collect();
        let mut inside: BTreeSet<(usize, usize)> = BTreeSet::new();
        for &to in &left {
            if arrived[vertex].is_empty() || arrived[vertex].contains(&to) {
                continue;
            }
            let ways =
                arrived[vertex].iter().filter_map(|&from| shortest(path.nodes.len(), &tie_ends, (from, to), inner));
            let nearest = ways.min_by_key(Vec::len).unwrap_or_default();
            inside.extend(nearest.into_iter().enumerate().map(|(at, tie)| (last[vertex] + at + 1, tie)));
        }
        let step = |place, tie: usize, arc| MainStep { place, tie, arc, is_before: is_before(tie) };
        last[vertex] = inside.iter().map(|(place, _)| *place).max().unwrap_or(last[vertex]);
        steps.extend(inside.into_iter().map(|(place, tie)| step(place, tie, None)));
        for (arc, ties) in leaving {
            let end = acyclic.arcs[arc].1;
            if ties.is_empty() {
                // From a preprint to the text itself there is no step.
                let here = arrived[vertex].clone();
                arrived[end].extend(here);
                last[end] = last[end].max(last[vertex]);
                since[end] = since[end].max(since[vertex]);
                continue;
            }
            let at = last[vertex] + 1;
            for &tie in &ties {
                steps.push(step(at, tie, place[arc]));
                arrived[end].insert(tie_ends[tie].1);
            }
            // The arc is taken by one of its steps: the earliest of them.
            let days = ties.iter().map(|&tie| if is_dated(tie) { path.ties[tie].when.earliest() } else { Day::MIN });
            since[end] = since[end].max(before).max(days.min().unwrap_or(Day::MIN));
            last[end] = last[end].max(at);
        }
    }
    steps.sort_by_key(|step| (step.place, step.tie));
    steps.dedup_by_key(|step| step.tie);
    steps
}
