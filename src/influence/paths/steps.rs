//! The steps that options admit, in rows by either end.

use super::{Certainties, Modalities, Options};
use crate::model::{Certainty, Status};
use crate::view::{Flow, FlowTie};

/// The steps that options admit, by both ends.
pub(in crate::influence) struct Steps<'a> {
    pub flow: &'a Flow,
    /// Those that leave each entity.
    pub out: Rows,
    /// Those that lead to it.
    pub into: Rows,
}

impl<'a> Steps<'a> {
    pub(in crate::influence) fn admitted(flow: &'a Flow, options: &Options) -> Self {
        let is_admitted = |tie: &FlowTie| {
            let certain = options.certainty == Certainties::Any || tie.certainty == Certainty::Stated;
            let plain = options.modality == Modalities::Any || !(is_planned(tie) || tie.modality.is_some());
            certain && plain && tie.status != Status::Denied && tie.from != tie.to
        };
        // The ties are long, and read once only.
        let admitted = flow.ties.iter().enumerate().filter(|(_, tie)| is_admitted(tie));
        let steps: Vec<[u32; 3]> =
            admitted.map(|(place, tie)| [place as u32, tie.from as u32, tie.to as u32]).collect();
        let n = flow.nodes.len();
        let out = Rows::of(n, steps.iter().map(|&[tie, from, to]| (from, OneStep { tie, beyond: to })));
        let into = Rows::of(n, steps.iter().map(|&[tie, from, to]| (to, OneStep { tie, beyond: from })));
        Self { flow, out, into }
    }
    /// The same without the steps that are not kept.
    pub(in crate::influence) fn only(&self, is_kept: impl Fn(usize) -> bool) -> Self {
        Self { flow: self.flow, out: self.out.only(&is_kept), into: self.into.only(&is_kept) }
    }
    /// The same without the steps from and to all entities but these.
    pub(super) fn among(&self, is_kept: impl Fn(usize) -> bool) -> Self {
        self.only(|tie| is_kept(self.flow.ties[tie].from) && is_kept(self.flow.ties[tie].to))
    }
}

/// Not said to have happened: planned, proposed, requested.
pub(super) fn is_planned(tie: &FlowTie) -> bool {
    tie.status != Status::Actual
}

/// A step as it is met at one of its ends, 32 bits each.
#[derive(Clone, Copy)]
pub(in crate::influence) struct OneStep {
    tie: u32,
    beyond: u32,
}

impl OneStep {
    /// Its row in the flow's ties.
    pub fn tie(self) -> usize {
        self.tie as usize
    }
    /// The entity at its other end.
    pub fn beyond(self) -> usize {
        self.beyond as usize
    }
}

/// The steps at each entity, one row after another, each in the order of ties.
pub(in crate::influence) struct Rows {
    offsets: Vec<u32>,
    steps: Vec<OneStep>,
}

impl Rows {
    /// Puts steps into the rows they are said to be of.
    fn of(n: usize, steps: impl Iterator<Item = (u32, OneStep)> + Clone) -> Self {
        let mut offsets = vec![0_u32; n + 1];
        steps.clone().for_each(|(node, _)| offsets[node as usize + 1] += 1);
        for node in 0..n {
            offsets[node + 1] += offsets[node];
        }
        let mut next = offsets.clone();
        let mut rows = vec![OneStep { tie: 0, beyond: 0 }; offsets[n] as usize];
        for (node, step) in steps {
            let place = &mut next[node as usize];
            rows[*place as usize] = step;
            *place += 1;
        }
        Self { offsets, steps: rows }
    }
    fn only(&self, is_kept: impl Fn(usize) -> bool) -> Self {
        let mut rows = Self { offsets: vec![0], steps: Vec::new() };
        for node in 0..self.offsets.len() - 1 {
            rows.steps.extend(self.at(node).iter().filter(|step| is_kept(step.tie())));
            rows.offsets.push(rows.steps.len() as u32);
        }
        rows
    }
    /// The steps at one entity.
    pub fn at(&self, node: usize) -> &[OneStep] {
        &self.steps[self.offsets[node] as usize..self.offsets[node + 1] as usize]
    }
    /// The ties at one entity.
    pub fn ties(&self, node: usize) -> impl Iterator<Item = usize> {
        self.at(node).iter().map(|step| step.tie())
    }
    /// All ties, by the entity they are met at.
    pub fn all(&self) -> impl Iterator<Item = usize> {
        self.steps.iter().map(|step| step.tie())
    }
}
