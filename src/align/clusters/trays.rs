//! The answer as tables and a graph.

use std::collections::BTreeMap;

use crate::math::linkage;
use crate::math::partitions::likeness;
use crate::result::{AttributedGraph, Cell, CellKind, ColumnRole, GraphRole, Method, Table, Undefined};
use crate::view::Positions;

use super::super::agreement::{Weights, plural, rules};
use super::Clusters;

impl Clusters {
    /// A row an actor: groups in order, then actors set aside with the reason.
    pub fn table(&self) -> Table {
        let unit = self.agreement.options.measure.unit();
        let mut table = Table::new("clusters", self.method.clone())
            .titled("Groups of actors by agreement")
            .column("actor", CellKind::Text, ColumnRole::Actor, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("group", CellKind::Text, ColumnRole::Group, "")
            .column("mean_within", CellKind::Number, ColumnRole::Value, unit)
            .column("mean_others", CellKind::Number, ColumnRole::Attribute, unit)
            .column("next_group", CellKind::Text, ColumnRole::Attribute, "")
            .column("mean_next", CellKind::Number, ColumnRole::Attribute, unit)
            .column("stability_runs", CellKind::Number, ColumnRole::Attribute, "share");
        if self.resampled.is_some() {
            table = table.column("stability_items", CellKind::Number, ColumnRole::Attribute, "share");
        }
        table = table.column("defined_pairs", CellKind::Integer, ColumnRole::Count, "pairs");
        for placement in &self.placements {
            let actor = &self.agreement.actors[placement.actor];
            let mut row = vec![
                Cell::text(&actor.id),
                Cell::text(&actor.name),
                Cell::text(&actor.name_ja),
                placement.group.clone().map_or_else(Cell::Undefined, Cell::text),
                Cell::number(placement.within.clone()),
                Cell::number(placement.others.clone()),
                placement.nearest.clone().map_or_else(Cell::Undefined, |(group, _)| Cell::text(group)),
                Cell::number(placement.nearest.clone().map(|(_, mean)| mean)),
                Cell::number(placement.of_runs.clone()),
            ];
            row.extend(self.resampled.is_some().then(|| Cell::number(placement.of_items.clone())));
            row.push(Cell::count(placement.defined_pairs));
            table.push(row);
        }
        table
    }
    /// A row a claimed dyad, with the agreement computed for the same pair beside it.
    pub fn claimed(&self) -> Table {
        let measure = self.agreement.options.measure;
        let mut table = Table::new("claimed-dyads", self.method.clone())
            .titled("Dyads that sources claim, beside what was computed")
            .column("actor", CellKind::Text, ColumnRole::Actor, "")
            .column("other", CellKind::Text, ColumnRole::Other, "")
            .column("claimed", CellKind::Text, ColumnRole::Class, "")
            .column("sign", CellKind::Integer, ColumnRole::Sign, "")
            .column(measure.column(), CellKind::Number, ColumnRole::Value, measure.unit())
            .column("joint_items", CellKind::Integer, ColumnRole::Count, "items")
            .column("same_group", CellKind::Boolean, ColumnRole::Attribute, "")
            .column("claims", CellKind::List, ColumnRole::Claims, "");
        let groups = self.groups();
        for (a, b, sign, claims) in &self.claimed_dyads {
            let pair = self.agreement.actor(a).zip(self.agreement.actor(b)).filter(|(first, second)| first != second);
            let unknown = || Undefined::because("one of the two holds no position in this view");
            let index = pair.ok_or_else(unknown).and_then(|(first, second)| self.agreement.between(first, second));
            let joint = pair.map_or(0, |(first, second)| self.agreement.joint.get(first, second).items);
            let same = match (groups.of(a), groups.of(b)) {
                (Some(first), Some(second)) => Cell::Boolean(first == second),
                _ => Cell::Undefined(Undefined::because("one of the two is in no group")),
            };
            table.push([
                Cell::text(a),
                Cell::text(b),
                Cell::text(if *sign < 0 { "at odds" } else { "aligned" }),
                Cell::Integer(i64::from(*sign)),
                Cell::number(index),
                Cell::Integer(i64::from(joint)),
                same,
                Cell::List(claims.clone()),
            ]);
        }
        table
    }
    /// Actors with their groups, tied where a number is defined.
    pub fn graph(&self) -> AttributedGraph {
        let groups = self.groups();
        let groups = groups.groups.iter().map(|(actor, group)| (actor.as_str(), group.as_str())).collect();
        let (mut ties, ends) = self.agreement.ties();
        let mut nodes = self.agreement.nodes(&groups);
        ties.method = self.method.clone();
        nodes.method = self.method.clone();
        AttributedGraph {
            name: "clusters".to_owned(),
            directed: false,
            role: GraphRole::OneMode,
            nodes,
            ties,
            ends,
            method: self.method.clone(),
        }
    }
    /// A row a pair of clustered actors: how often the runs of the search, and resampled items, put them together.
    ///
    /// ```
    /// use blocs::align::{Agreement, Clusters, agreement, clusters};
    /// use blocs::result::ColumnRole;
    /// use blocs::{dataset, graph::Graph, view::{PositionOptions, Positions}};
    /// # let folder = dataset::builtin("toy-council").unwrap();
    /// # let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
    /// let positions = Positions::of(&graph, &PositionOptions::default());
    /// let agreement = Agreement::of(&positions, agreement::Options { minimum: 1, ..Default::default() });
    /// let found = Clusters::of(&positions, &agreement, clusters::Options::default());
    /// let table = found.co_membership();
    /// // Ada and Bo are one group in every run, Ada and Cy in none; of six actors there are 15 pairs.
    /// let share = |row| table.cell(row, ColumnRole::Value).and_then(|cell| cell.as_f64());
    /// assert_eq!((table.len(), share(0), share(1)), (15, Some(1.0), Some(0.0)));
    /// ```
    pub fn co_membership(&self) -> Table {
        let mut table = Table::new("co-membership", self.method.clone())
            .titled("How often two actors stand in one group")
            .column("actor", CellKind::Text, ColumnRole::Actor, "")
            .column("other", CellKind::Text, ColumnRole::Other, "")
            .column("runs", CellKind::Number, ColumnRole::Value, "share of runs")
            .column("items", CellKind::Number, ColumnRole::Attribute, "share of resamples");
        let share = |spread: &Result<&super::Spread, Undefined>, a: usize, b: usize| {
            Cell::number(spread.as_ref().map(|spread| *spread.together.get(a, b)).map_err(Clone::clone))
        };
        let runs = self.runs.as_ref().ok_or_else(|| Undefined::because(self.options.one_end()));
        let resampled = match &self.resampled {
            Some(resampled) => resampled.as_ref().map_err(Clone::clone),
            None => Err(Undefined::because("not resampled")),
        };
        for a in 0..self.clustered.len() {
            for b in a + 1..self.clustered.len() {
                let id = |at: usize| Cell::text(&self.agreement.actors[self.clustered[at]].id);
                table.push([id(a), id(b), share(&runs, a, b), share(&resampled, a, b)]);
            }
        }
        table
    }
    /// The tree of a hierarchical method: a row a join, lowest first. Groups are named by the first actor of each in the
    /// order of the tree and their size; a single actor by its id.
    ///
    /// # Undefined
    /// Of the other methods, which make no tree, and where there are no groups.
    ///
    /// ```
    /// use blocs::align::{Agreement, Clusters, agreement, clusters};
    /// use blocs::result::ColumnRole;
    /// use blocs::{dataset, graph::Graph, view::{PositionOptions, Positions}};
    /// # let folder = dataset::builtin("toy-council").unwrap();
    /// # let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
    /// let positions = Positions::of(&graph, &PositionOptions::default());
    /// let agreement = Agreement::of(&positions, agreement::Options { minimum: 1, ..Default::default() });
    /// let average = clusters::Options { approach: clusters::Approach::Average, ..Default::default() };
    /// let tree = Clusters::of(&positions, &agreement, average).dendrogram().unwrap();
    /// // Cy and Fay agree most, 5 / 6, and are joined first, at 1 less that.
    /// assert_eq!((tree.text(0, ColumnRole::Actor), tree.text(0, ColumnRole::Other)), ("cy", "fay"));
    /// assert!((tree.cell(0, ColumnRole::Value).unwrap().as_f64().unwrap() - 1.0 / 6.0).abs() < 1e-12);
    /// assert_eq!(tree.len(), 5);
    /// ```
    pub fn dendrogram(&self) -> Result<Table, Undefined> {
        let n = self.clustered.len();
        if !self.options.approach.is_tree() {
            return Err(Undefined::because("this method makes no tree"));
        }
        if let Err(none) = &self.found {
            return Err(none.clone());
        }
        let mut table = Table::new("dendrogram", self.method.clone())
            .titled("Who joins whom, and how far apart they are then")
            .column("join", CellKind::Integer, ColumnRole::Order, "")
            .column("left", CellKind::Text, ColumnRole::Actor, "")
            .column("right", CellKind::Text, ColumnRole::Other, "")
            .column("height", CellKind::Number, ColumnRole::Value, "distance")
            .column("size", CellKind::Integer, ColumnRole::Count, "actors");
        let name = |node: usize| match node.checked_sub(n) {
            None => self.agreement.actors[self.clustered[node]].id.clone(),
            Some(join) => format!("join {}", join + 1),
        };
        for (at, join) in self.tree.iter().enumerate() {
            let mut ends = [join.left, join.right];
            ends.sort_unstable();
            table.push([
                Cell::count(at + 1),
                Cell::text(name(ends[0])),
                Cell::text(name(ends[1])),
                Cell::Number(join.height),
                Cell::count(join.size),
            ]);
        }
        Ok(table)
    }
    /// How far each actor of [`order`](Self::order) is from the one before it in the tree: the height at which the two
    /// are joined. With the order this tells the whole tree; nothing where there is none.
    pub fn heights(&self) -> Vec<Option<f64>> {
        let n = self.clustered.len();
        let mut parent: Vec<Option<usize>> = vec![None; n + self.tree.len()];
        for (at, join) in self.tree.iter().enumerate() {
            (parent[join.left], parent[join.right]) = (Some(n + at), Some(n + at));
        }
        let above = |leaf: usize| std::iter::successors(Some(leaf), |node| parent[*node]).skip(1);
        let leaves = if self.tree.is_empty() { Vec::new() } else { linkage::leaves(n, &self.tree) };
        let joined = |pair: &[usize]| {
            let own: Vec<usize> = above(pair[0]).collect();
            // Joins come after those that they hold: numbers rise on the way up.
            above(pair[1]).find(|node| own.binary_search(node).is_ok()).map(|node| self.tree[node - n].height)
        };
        let mut heights: Vec<Option<f64>> = leaves.windows(2).map(joined).collect();
        heights.insert(0, None);
        heights.resize(self.order().len(), None);
        heights
    }
    /// The clustered actors in the order in which a matrix shows groups best: by the tree where there is one, else by
    /// group and, inside a group, the firmest first.
    pub fn order(&self) -> Vec<usize> {
        if !self.tree.is_empty() {
            let leaves = linkage::leaves(self.clustered.len(), &self.tree);
            let aside =
                self.placements.iter().filter(|placement| placement.group.is_err()).map(|placement| placement.actor);
            return leaves.into_iter().map(|at| self.clustered[at]).chain(aside).collect();
        }
        let mut placements: Vec<&super::Placement> = self.placements.iter().collect();
        let rank: BTreeMap<&str, usize> =
            self.found.iter().flatten().enumerate().map(|(rank, (name, _))| (name.as_str(), rank)).collect();
        let key = |placement: &super::Placement| {
            placement.group.as_ref().ok().and_then(|group| rank.get(group.as_str()).copied()).unwrap_or(usize::MAX)
        };
        placements.sort_by(|a, b| {
            let gap = |p: &super::Placement| match (&p.within, &p.others) {
                (Ok(within), Ok(others)) => within - others,
                _ => f64::NEG_INFINITY,
            };
            key(a).cmp(&key(b)).then(gap(b).total_cmp(&gap(a))).then(a.actor.cmp(&b.actor))
        });
        placements.into_iter().map(|placement| placement.actor).collect()
    }
    /// How like other groupings of the same actors are: a row a grouping, with the method that made it. The method of the
    /// table tells what these groups were made with, and what each of the others was made with otherwise.
    ///
    /// Actors that are in a group of both are compared.
    ///
    /// Beside adjusted mutual information, at most 1 and 0 by chance (normalised by the mean of the entropies), stands the
    /// variation of information, 0 of equal groups.
    ///
    /// # Undefined
    /// With fewer than two such actors, where one side has no groups, for its reason, or where chance would do the same.
    ///
    /// # Reference
    /// Vinh, Epps & Bailey 2010; Meilă 2007.
    ///
    /// ```
    /// use blocs::align::{Agreement, Clusters, agreement, clusters};
    /// use blocs::result::ColumnRole;
    /// use blocs::{dataset, graph::Graph, view::{PositionOptions, Positions}};
    /// # let folder = dataset::builtin("toy-council").unwrap();
    /// # let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
    /// let positions = Positions::of(&graph, &PositionOptions::default());
    /// let agreement = Agreement::of(&positions, agreement::Options { minimum: 1, ..Default::default() });
    /// let found = Clusters::of(&positions, &agreement, clusters::Options::default());
    /// let average = clusters::Options { approach: clusters::Approach::Average, ..Default::default() };
    /// let other = Clusters::of(&positions, &agreement, average);
    /// let table = found.compare(&[("average".to_owned(), other)]);
    /// // Both find the same two groups.
    /// assert_eq!(table.cell(0, ColumnRole::Value).unwrap().as_f64(), Some(1.0));
    /// assert_eq!(table.text(0, ColumnRole::Class), "average linkage");
    /// ```
    pub fn compare(&self, others: &[(String, Self)]) -> Table {
        let mut method = Method::new("comparison of partitions", "Vinh, Epps & Bailey 2010; Meilă 2007")
            .with("groups", &self.method.name)
            .with("adjusted by", "the mean of the entropies")
            .resting_on(&self.method);
        for (name, other) in others {
            let own = &self.method;
            let unlike = other.method.parameters.iter().filter(|one| !own.parameters.contains(one));
            method.parameters.extend(unlike.map(|(what, value)| (format!("{name}: {what}"), value.clone())));
            let counted = other.method.n.iter().filter(|one| !own.n.contains(one));
            method.n.extend(counted.map(|(what, n)| (format!("{what} in {name}"), *n)));
            let unsaid = other.method.notes.iter().filter(|note| !own.notes.contains(note));
            method.note_each(unsaid.map(|note| format!("{name}: {note}")));
        }
        let mut table = Table::new("comparison", method)
            .titled("How like other groups are")
            .column("grouping", CellKind::Text, ColumnRole::Label, "")
            .column("method", CellKind::Text, ColumnRole::Class, "")
            .column("actors_in_both", CellKind::Integer, ColumnRole::Count, "actors")
            .column("groups", CellKind::Integer, ColumnRole::Attribute, "")
            .column("adjusted_mutual_information", CellKind::Number, ColumnRole::Value, "at most 1")
            .column("variation_of_information", CellKind::Number, ColumnRole::Attribute, "nats");
        let mine = self.groups();
        for (name, found) in others {
            let other = found.groups();
            let sides = [("", &self.found), (name.as_str(), &found.found)];
            let none = sides.into_iter().find_map(|(name, found)| {
                let why = found.as_ref().err()?.reason();
                let side = if name.is_empty() { "these groups".to_owned() } else { name.to_owned() };
                Some(Undefined::because(format!("{side}: {why}")))
            });
            let both: Vec<(&str, &str)> =
                mine.groups.iter().filter_map(|(actor, group)| Some((group.as_str(), other.of(actor)?))).collect();
            let numbers = |side: fn(&(&str, &str)) -> String| {
                let mut known: BTreeMap<String, usize> = BTreeMap::new();
                both.iter()
                    .map(|pair| {
                        let next = known.len();
                        *known.entry(side(pair)).or_insert(next)
                    })
                    .collect::<Vec<usize>>()
            };
            let (a, b) = (numbers(|pair| pair.0.to_owned()), numbers(|pair| pair.1.to_owned()));
            let few = || none.unwrap_or_else(|| Undefined::because("fewer than two actors are in a group of both"));
            let alike = (both.len() > 1).then(|| likeness(&a, &b)).ok_or_else(few);
            let chance = || Undefined::because("one group for all, or one for each: chance would do the same");
            table.push([
                Cell::text(name),
                Cell::text(&found.method.name),
                Cell::count(both.len()),
                Cell::count(b.iter().max().map_or(0, |largest| largest + 1)),
                Cell::number(alike.clone().and_then(|alike| alike.adjusted.ok_or_else(chance)).map(rounded)),
                Cell::number(alike.map(|alike| rounded(alike.variation))),
            ]);
        }
        table
    }
    /// What holds an actor in its group: a row an item on which it took a position, with what that earns on average with
    /// its own group and with the group that it agrees with most of the others. The items that bind come first, those that
    /// pull it away last.
    ///
    /// # Undefined
    /// When the actor is in no group, alone in its own, or there is no other.
    ///
    /// ```
    /// use blocs::align::{Agreement, Clusters, agreement, clusters};
    /// use blocs::result::ColumnRole;
    /// use blocs::{dataset, graph::Graph, view::{PositionOptions, Positions}};
    /// # let folder = dataset::builtin("toy-council").unwrap();
    /// # let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
    /// let positions = Positions::of(&graph, &PositionOptions::default());
    /// let agreement = Agreement::of(&positions, agreement::Options { minimum: 1, ..Default::default() });
    /// let found = Clusters::of(&positions, &agreement, clusters::Options::default());
    /// let why = found.why_actor(&positions, "dee").unwrap();
    /// // Against in vote 5, as its own group was, and the others for.
    /// assert_eq!((why.text(0, ColumnRole::Item), why.text(0, ColumnRole::Position)), ("vote-5", "against"));
    /// assert_eq!(why.cell(0, ColumnRole::Value).unwrap().as_f64(), Some(1.0));
    /// ```
    pub fn why_actor(&self, positions: &Positions, actor: &str) -> Result<Table, Undefined> {
        let at = self
            .agreement
            .actor(actor)
            .ok_or_else(|| Undefined::because(format!("{actor} holds no position in this view")))?;
        let groups = self.found.as_ref().map_err(Clone::clone)?;
        let own = groups.iter().find(|(_, members)| members.contains(&at)).ok_or_else(|| {
            let why = self.placements.iter().find(|placement| placement.actor == at);
            let why = why.and_then(|placement| placement.group.clone().err());
            let why = why.map_or_else(String::new, |why| format!(": {}", why.reason()));
            Undefined::because(format!("{actor} is in no group{why}"))
        })?;
        let placement = self.placements.iter().find(|placement| placement.actor == at);
        let none = || Undefined::because("there is no other group to be drawn to");
        let placement = placement.ok_or_else(none)?;
        let (next, mean_next) = placement.nearest.clone()?;
        let next = groups.iter().find(|(name, _)| *name == next).ok_or_else(none)?;
        let number = |value: f64| Cell::Number((value * 10_000.0).round() / 10_000.0).plain();
        if own.1.len() == 1 {
            return Err(Undefined::because(format!(
                "{actor} is alone in its group: nobody holds it there; of the others it agrees most with {} ({})",
                next.0,
                number(mean_next)
            )));
        }
        let name = &self.agreement.actors[at].name;
        let mut method = self.method.clone();
        method.name = format!("what holds {name} in {} rather than {}", own.0, next.0);
        let within = placement.within.clone().map_or_else(|_| "undefined".to_owned(), number);
        let means = [(&own.0, within), (&next.0, number(mean_next))];
        let means = means.map(|(group, mean)| (format!("mean with {group}"), mean));
        method.parameters.splice(0..0, means);
        let table = Table::new("clusters-why", method).titled(format!(
            "What holds {name} in {} rather than {} ({}), the other group it agrees with most",
            own.0,
            next.0,
            plural(next.1.len(), "actor")
        ));
        Ok(self.drawn(positions, at, [own, next], ["own_group", "next_group", "binds"], table))
    }
    /// A row an item on which an actor took a position: what that earns on average with one group and with another, and
    /// the difference, the largest first. `words` name these three columns.
    pub(in crate::align) fn drawn(
        &self,
        positions: &Positions,
        at: usize,
        groups: [&(String, Vec<usize>); 2],
        words: [&str; 3],
        table: Table,
    ) -> Table {
        let options = &self.agreement.options;
        let mut table = table
            .column("item", CellKind::Text, ColumnRole::Item, "")
            .column("item_name", CellKind::Text, ColumnRole::Label, "")
            .column("position", CellKind::Text, ColumnRole::Position, "")
            .column(words[0], CellKind::Number, ColumnRole::Attribute, "mean credit")
            .column(words[1], CellKind::Number, ColumnRole::Attribute, "mean credit")
            .column(words[2], CellKind::Number, ColumnRole::Value, "difference");
        let weights = (options.weights == Weights::Families).then(|| options.item_weights(positions));
        if weights.is_some() {
            table = table.column("weight", CellKind::Number, ColumnRole::Weight, "");
        }
        let mut rows = Vec::new();
        for (place, item) in positions.items.iter().enumerate().filter(|(_, item)| options.enters(item)) {
            let Some(held) = options.position(positions, at, place) else { continue };
            let credit = |members: &[usize]| {
                let others = members.iter().filter(|other| **other != at);
                let earned: Vec<f64> = others
                    .filter_map(|other| options.position(positions, *other, place))
                    .map(|other| rules::credit(options, item, held, other))
                    .collect();
                if earned.is_empty() {
                    Err(Undefined::because("nobody of the group took a position on it"))
                } else {
                    Ok(earned.iter().sum::<f64>() / earned.len() as f64)
                }
            };
            let (mine, theirs) = (credit(&groups[0].1), credit(&groups[1].1));
            let binds = mine.clone().and_then(|mine| theirs.clone().map(|theirs| mine - theirs));
            rows.push((binds, item, held, mine, theirs, weights.as_ref().map(|weights| weights[place])));
        }
        rows.sort_by(|a, b| {
            let value = |row: &Result<f64, Undefined>| row.as_ref().copied().unwrap_or(f64::NEG_INFINITY);
            value(&b.0).total_cmp(&value(&a.0)).then_with(|| a.1.id.cmp(&b.1.id))
        });
        for (binds, item, held, mine, theirs, weight) in rows {
            let row = [
                Cell::text(&item.id),
                Cell::text(&item.name),
                Cell::text(&item.codes[held.code()].word),
                Cell::number(mine),
                Cell::number(theirs),
                Cell::number(binds),
            ];
            table.push(row.into_iter().chain(weight.map(Cell::Number)));
        }
        table
    }
}

/// What rounding left of nothing is nothing.
fn rounded(value: f64) -> f64 {
    if value.abs() < 1e-12 { 0.0 } else { value }
}
