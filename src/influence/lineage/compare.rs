//! What became of a list of norms in a later one that rests on it.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::FlowClass;
use crate::result::Undefined;
use crate::view::{Holds, NormClaim, Norms};

use super::order::Dating;
use super::{Change, NormStep, Read};

/// How far the norms of a text or list are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// The norms named.
    pub named: usize,
    /// How many a source counts; none when none does, or when they differ.
    pub counted: Option<usize>,
    /// All of them are named, as a source says or counts.
    pub is_whole: bool,
}

/// A later text or list beside an earlier one on which it rests.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The row of the later in [`super::Lineage::nodes`].
    pub later: usize,
    /// The row of the earlier.
    pub earlier: usize,
    /// The relations of the schema that say so.
    pub relations: Vec<String>,
    /// What became of the whole.
    pub change: Result<Change, Undefined>,
    /// What a claim says itself of how they differ.
    pub said: Option<Change>,
    /// Norms of both.
    pub kept: Vec<usize>,
    /// Norms of the later alone; surely new only if the earlier is known whole.
    pub added: Vec<usize>,
    /// Norms of the earlier alone; surely left out only if the later is known whole.
    pub left_out: Vec<usize>,
    /// How far the later is known.
    pub later_known: Whole,
    /// How far the earlier is known.
    pub earlier_known: Whole,
    /// The claims of lineage.
    pub claims: Vec<NormClaim>,
}

/// Every pair with stated lineage of which the later one holds norms or is one; with a norm asked, those that it is in.
pub(super) fn all(norms: &Norms, read: &Read<'_>, order: &Dating, asked: Option<usize>) -> Vec<Comparison> {
    let mut pairs: BTreeMap<(usize, usize), (Vec<String>, Vec<NormClaim>)> = BTreeMap::new();
    for (relation, later, earlier, claims) in &read.rests {
        let parts = read.parts.get(earlier).into_iter().flatten();
        let parts = parts.filter(|(part, _)| part != later && !order.precedes(*later, *part));
        let carried = parts.map(|(part, of_part)| (*part, of_part.as_slice()));
        for (earlier, of_part) in [(*earlier, &[][..])].into_iter().chain(carried) {
            let (relations, behind) = pairs.entry((*later, earlier)).or_default();
            if !relations.iter().any(|known| known == relation) {
                relations.push((*relation).to_owned());
            }
            for claim in claims.iter().chain(of_part) {
                if !behind.iter().any(|known| known.id == claim.id) {
                    behind.push((*claim).clone());
                }
            }
        }
    }
    let mut all = Vec::new();
    for ((later, earlier), (relations, claims)) in pairs {
        let (new, old) = (read.content(later), read.content(earlier));
        let about = |asked: usize| {
            let in_list = |row: usize| row == asked || read.has(row, asked).is_some();
            // What the earlier one is not known to have had says nothing of one norm unless it is known whole.
            let decided = || known(read, earlier, old.len()).is_whole;
            in_list(earlier) || later == asked || in_list(later) && decided()
        };
        let holds = read.is_norm[later] || !(new.is_empty() || old.is_empty());
        if !holds || asked.is_some_and(|asked| !about(asked)) {
            continue;
        }
        let (later_known, earlier_known) = (known(read, later, new.len()), known(read, earlier, old.len()));
        let kept: Vec<usize> = new.intersection(&old).copied().collect();
        let added: Vec<usize> = new.difference(&old).copied().collect();
        let left_out: Vec<usize> = old.difference(&new).copied().collect();
        let said = Change::said(&claims);
        let both_single = read.is_single(later) && read.is_single(earlier);
        let change = if both_single {
            Ok(said.unwrap_or(Change::RestsOn))
        } else if old.is_empty() || new.is_empty() {
            let (row, kind) = if old.is_empty() { (earlier, "earlier") } else { (later, "later") };
            let id = &norms.nodes[row].entity.node.id;
            Err(Undefined::because(format!("no norm of the {kind} one, {id}, is named")))
        } else {
            judge(kept.len(), added.len(), left_out.len(), later_known.is_whole, earlier_known.is_whole)
        };
        let comparison = Comparison {
            later,
            earlier,
            relations,
            change,
            said,
            kept,
            added,
            left_out,
            later_known,
            earlier_known,
            claims,
        };
        all.push(comparison);
    }
    all
}

/// Whether the norms of a list, or those that a text lists itself, are all named.
fn known(read: &Read<'_>, row: usize, named: usize) -> Whole {
    if read.is_single(row) {
        return Whole { named, counted: Some(1), is_whole: true };
    }
    let listed = read.direct(row).iter().filter(|(_, how, _)| *how == Holds::Lists);
    let listed: Vec<_> = listed.filter(|(norm, _, _)| read.is_norm[row] || read.is_single(*norm)).collect();
    let said = listed.iter().flat_map(|(_, _, claims)| claims).any(|claim| claim.complete);
    // A count beside a list tells of the list; a count beside a single norm tells of the list that it stands in.
    let mut counts: BTreeSet<usize> = read.counted.get(&row).cloned().unwrap_or_default();
    let single = listed.iter().filter(|(norm, _, _)| read.is_single(*norm));
    counts.extend(single.flat_map(|(_, _, claims)| claims).filter_map(|claim| claim.count));
    let counted = if counts.len() == 1 { counts.first().copied() } else { None };
    Whole { named, counted, is_whole: !listed.is_empty() && (said || counted == Some(listed.len())) }
}

/// What the numbers of norms kept, added and left out say, where each side is known whole or not.
fn judge(kept: usize, added: usize, left_out: usize, later: bool, earlier: bool) -> Result<Change, Undefined> {
    let (new, gone) = (earlier && added > 0, later && left_out > 0);
    Ok(match (new, gone) {
        (true, true) => Change::Revises,
        (true, false) if later => Change::Widens,
        (true, false) => Change::Adds,
        (false, true) if added == 0 => Change::Narrows,
        (false, true) => Change::LeavesOut,
        (false, false) if kept > 0 => Change::Restates,
        (false, false) => {
            return Err(Undefined::because("no norm of both is named, and neither is known whole"));
        }
    })
}

/// What became of each norm, from text to text.
pub(super) fn steps(
    norms: &Norms,
    read: &Read<'_>,
    order: &Dating,
    comparisons: &[Comparison],
    asked: Option<usize>,
) -> Vec<NormStep> {
    let mut steps: BTreeMap<(usize, usize, usize, usize, Change), NormStep> = BTreeMap::new();
    for pair in comparisons {
        let both_single = read.is_single(pair.later) && read.is_single(pair.earlier);
        let mut moves: Vec<(usize, usize, Change)> = Vec::new();
        if both_single {
            moves.push((pair.later, pair.earlier, pair.change.clone().unwrap_or(Change::RestsOn)));
        } else if pair.change.is_ok() {
            moves.extend(pair.kept.iter().map(|&norm| (norm, norm, Change::Restates)));
            let sure = |rows: &[usize], known: &Whole| if known.is_whole { rows.to_vec() } else { Vec::new() };
            moves.extend(sure(&pair.added, &pair.earlier_known).into_iter().map(|norm| (norm, norm, Change::Adds)));
            let gone = sure(&pair.left_out, &pair.later_known);
            moves.extend(gone.into_iter().map(|norm| (norm, norm, Change::LeavesOut)));
        }
        let asked_list = asked.is_some_and(|asked| asked == pair.later || asked == pair.earlier);
        for (norm, earlier_norm, change) in moves {
            if asked.is_some_and(|asked| !asked_list && asked != norm && asked != earlier_norm) {
                continue;
            }
            for to in texts(read, pair.later) {
                for from in earlier_texts(read, order, pair.earlier, to) {
                    let claims = claims(read, pair, (norm, to), (earlier_norm, from));
                    let step = NormStep {
                        norm,
                        earlier_norm,
                        from,
                        to,
                        lists: (pair.earlier, pair.later),
                        change,
                        class: FlowClass::Lineage,
                        order: order.of_step(from, to),
                        claims,
                    };
                    let slot = steps.entry((norm, earlier_norm, from, to, change)).or_insert_with(|| step.clone());
                    merge(slot, &step, norms);
                }
            }
        }
    }
    steps.into_values().collect()
}

/// The texts that list a list, else those that affirm it; a text itself; a list that no text is known to hold.
fn texts(read: &Read<'_>, row: usize) -> Vec<usize> {
    if !read.is_norm[row] {
        return vec![row];
    }
    let by = |how: Holds| -> Vec<usize> {
        let texts = read.texts(row).iter().copied();
        texts.filter(|&text| read.has(text, row).is_some_and(|has| has.how == how)).collect()
    };
    Holds::ALL.into_iter().map(by).find(|texts| !texts.is_empty()).unwrap_or_else(|| vec![row])
}

/// The same for the earlier end; a text that came after the later one only repeats.
fn earlier_texts(read: &Read<'_>, order: &Dating, row: usize, later: usize) -> Vec<usize> {
    let texts = texts(read, row).into_iter();
    let texts: Vec<usize> = texts.filter(|&text| text != later && !order.precedes(later, text)).collect();
    if texts.is_empty() && row != later { vec![row] } else { texts }
}

/// The claims of the lineage, then how each end holds the norm and its list.
fn claims(read: &Read<'_>, pair: &Comparison, later: (usize, usize), earlier: (usize, usize)) -> Vec<NormClaim> {
    let ends = [(earlier, pair.earlier), (later, pair.later)];
    let held = ends.into_iter().flat_map(|((norm, text), list)| {
        let by_list = read.has(list, norm).into_iter();
        let of_list = read.has(text, list).into_iter();
        let direct = read.has(text, norm).filter(|_| text == list || read.has(list, norm).is_none()).into_iter();
        of_list.chain(by_list).chain(direct).flat_map(|has| has.claims.iter().map(|claim| (*claim).clone()))
    });
    let mut seen: BTreeSet<String> = BTreeSet::new();
    pair.claims.iter().cloned().chain(held).filter(|claim| seen.insert(claim.id.clone())).collect()
}

/// A step that two claims of lineage make, of the texts and of the lists in them, is one; the lists say more.
fn merge(slot: &mut NormStep, other: &NormStep, norms: &Norms) {
    let lists = |step: &NormStep| {
        usize::from(norms.nodes[step.lists.0].is_norm) + usize::from(norms.nodes[step.lists.1].is_norm)
    };
    if lists(other) > lists(slot) {
        slot.lists = other.lists;
    }
    for claim in &other.claims {
        if !slot.claims.iter().any(|known| known.id == claim.id) {
            slot.claims.push(claim.clone());
        }
    }
}
