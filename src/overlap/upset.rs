//! Who sits in which forums at once: every combination, that of none among them.

use std::collections::{BTreeMap, BTreeSet};

use crate::result::{Cell, CellKind, ColumnRole, Method, Subject, Table, Undefined};
use crate::view::{Affiliations, Membership, Node};

/// How combinations are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Counting {
    /// Who sits in exactly these and no other: the counts add up to all actors.
    #[default]
    Exclusive,
    /// Who sits in at least these: every combination that two actors have in common, or one holds, and each single forum. Who
    /// sits in none stands beside them.
    Inclusive,
}

impl Counting {
    /// Every value.
    pub const ALL: &[Self] = &[Self::Exclusive, Self::Inclusive];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exclusive => "exclusive",
            Self::Inclusive => "inclusive",
        }
    }
}

/// How combinations are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// In exactly these (the default), or in at least these.
    pub counting: Counting,
}

/// The combinations of forums in which actors sit.
///
/// Forums with complete lists only: of the others nobody can say who is *not* in. Actors are all of the kinds of the view,
/// so that the combination of none is a finding, not a remainder.
///
/// # Undefined
/// Without a complete list; counted inclusively, with more than 10,000 combinations (they may double with every forum).
///
/// # Cost
/// O(actors x forums); counted inclusively, O(combinations x actors x forums).
///
/// # Reference
/// Lex et al. 2014 (UpSet).
///
/// ```
/// # use blocs::view::{Affiliations, AffiliationOptions, Arena, Membership::{In, Out}, Node};
/// use blocs::overlap::upset::{Intersections, Options};
/// # let node = |id: &str| Node { id: id.into(), kind: "state".into(), name: id.into(), name_ja: String::new() };
/// # let arena = |id: &str| Arena { node: node(id), listed_in_full: true, stated_size: None };
/// # let view = Affiliations::from_cells(
/// #     vec![node("a"), node("b"), node("c")], vec![arena("f"), arena("g")],
/// #     &[vec![In, In], vec![In, Out], vec![Out, Out]], Default::default(), AffiliationOptions::default());
/// let found = Intersections::of(&view, Options::default()).unwrap();
/// let counts: Vec<_> = found.rows.iter().map(|row| (row.forums.len(), row.actors.len())).collect();
/// assert_eq!(counts, [(0, 1), (1, 1), (2, 1)]); // one in none, one in f alone, one in both
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Intersections {
    /// The forums with complete lists, in order.
    pub forums: Vec<Node>,
    /// The actors, in order.
    pub actors: Vec<Node>,
    /// The combinations that somebody is in, and that of none, the smaller first.
    pub rows: Vec<Combination>,
    /// How many sit in each forum.
    pub sizes: Vec<usize>,
    /// The options as used.
    pub options: Options,
    /// How it was made.
    pub method: Method,
}

/// What an inclusive count does not list: the same actors again, under fewer forums.
const WITHIN_MORE: &str = "a combination has no row of its own where all who sit in it sit in a further forum as well: they stand under the larger one";

/// Forums, and who sits in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Combination {
    /// Places in the forums.
    pub forums: Vec<usize>,
    /// Places in the actors.
    pub actors: Vec<usize>,
}

impl Intersections {
    /// Reads the complete lists of a view.
    ///
    /// # Undefined
    /// As the type says.
    pub fn of(view: &Affiliations, options: Options) -> Result<Self, Undefined> {
        let complete = super::backbone::known_lists(view);
        if super::backbone::names_nobody(view) {
            return Err(super::backbone::nobody());
        }
        if complete.is_empty() {
            return Err(Undefined::because(match super::backbone::has_unsettled(view) {
                true => "no forum has a list that leaves nobody unknown",
                false => "no forum has a complete list: of open ones, nobody can say who is not in",
            }));
        }
        let mut exact: BTreeMap<(usize, Vec<usize>), Vec<usize>> = BTreeMap::new();
        for actor in 0..view.actors.len() {
            let sits = (0..complete.len()).filter(|&at| view.cell(actor, complete[at]) == Membership::In);
            let forums: Vec<usize> = sits.collect();
            exact.entry((forums.len(), forums)).or_default().push(actor);
        }
        // The combination of none stands there even when nobody is in it.
        exact.entry((0, Vec::new())).or_default();
        let sizes = (0..complete.len())
            .map(|forum| {
                exact.iter().filter(|((_, forums), _)| forums.contains(&forum)).map(|(_, who)| who.len()).sum()
            })
            .collect();
        let rows = match options.counting {
            Counting::Exclusive => {
                exact.into_iter().map(|((_, forums), actors)| Combination { forums, actors }).collect()
            }
            Counting::Inclusive => inclusive(&exact, complete.len())?,
        };
        let named = Method::new("intersections of forums", "Lex et al. 2014").with("counting", options.counting.word());
        let mut method = super::on_view(named, view)
            .counting("actors", view.actors.len())
            .counting("complete lists", complete.len());
        if options.counting == Counting::Inclusive {
            method.note(WITHIN_MORE);
        }
        method.note_each(super::left_out(view).into_iter().chain(super::of_the_window(view)));
        let forums = complete.iter().map(|&arena| view.arenas[arena].node.clone()).collect();
        Ok(Self { forums, actors: view.actors.clone(), rows, sizes, options, method })
    }
    /// A row a combination: which forums, how many, who.
    pub fn table(&self) -> Table {
        let mut table = Table::new("upset", self.method.clone())
            .titled(match self.options.counting {
                Counting::Exclusive => "Who sits in exactly which forums",
                Counting::Inclusive => "Who sits in at least which forums",
            })
            .column("forums", CellKind::List, ColumnRole::Sets, "")
            .column("forum_count", CellKind::Integer, ColumnRole::Attribute, "forums")
            .column("actor_count", CellKind::Integer, ColumnRole::Count, "actors")
            .column("actors", CellKind::List, ColumnRole::Attribute, "");
        for row in &self.rows {
            table.push([
                Cell::List(row.forums.iter().map(|&forum| self.forums[forum].id.clone()).collect()),
                Cell::count(row.forums.len()),
                Cell::count(row.actors.len()),
                Cell::List(row.actors.iter().map(|&actor| self.actors[actor].id.clone()).collect()),
            ]);
        }
        table
    }
    /// Who sits in exactly, or at least, these forums, with the claims that say so. No forum: who sits in none.
    ///
    /// # Undefined
    /// When one of them has no complete list in this view.
    pub fn why(&self, view: &Affiliations, forums: &[String]) -> Result<Table, Undefined> {
        let place = |id: &String| {
            let found = self.forums.iter().position(|forum| forum.id == *id);
            found.ok_or_else(|| Undefined::because(format!("{id} has no complete list in this view")))
        };
        let mut wanted = forums.iter().map(place).collect::<Result<Vec<_>, _>>()?;
        wanted.sort_unstable();
        wanted.dedup();
        let mut table = Table::new("upset-why", self.method.clone())
            .titled(format!("Who sits in {}", if forums.is_empty() { "none".to_owned() } else { forums.join(", ") }))
            .column("actor", CellKind::Text, ColumnRole::Actor, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("claims", CellKind::List, ColumnRole::Claims, "");
        let arenas: Vec<usize> = self.forums.iter().filter_map(|forum| view.arena(&forum.id)).collect();
        for (at, actor) in self.actors.iter().enumerate() {
            let sits: Vec<usize> =
                (0..arenas.len()).filter(|&forum| view.cell(at, arenas[forum]) == Membership::In).collect();
            let counts = match self.options.counting {
                Counting::Inclusive if !wanted.is_empty() => wanted.iter().all(|forum| sits.contains(forum)),
                _ => sits == wanted,
            };
            if counts {
                let claims = wanted.iter().filter_map(|&forum| view.claims.get(&(at, arenas[forum])));
                let cells = [&actor.id, &actor.name, &actor.name_ja].map(Cell::text);
                table.push(cells.into_iter().chain([Cell::List(claims.flatten().cloned().collect())]));
            }
        }
        Ok(table)
    }
    /// The sets and their combinations, to be drawn.
    pub fn subject(&self) -> Subject {
        let mut sets = Table::new("forums", self.method.clone())
            .column("id", CellKind::Text, ColumnRole::Id, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("members", CellKind::Integer, ColumnRole::Count, "actors");
        for (at, forum) in self.forums.iter().enumerate() {
            let cells = [&forum.id, &forum.name, &forum.name_ja].map(Cell::text);
            sets.push(cells.into_iter().chain([Cell::count(self.sizes[at])]));
        }
        Subject::Intersections { sets, combinations: self.table() }
    }
}

/// Every meeting of the combinations that are held, with all who sit in at least these; and those in none.
fn inclusive(exact: &BTreeMap<(usize, Vec<usize>), Vec<usize>>, forums: usize) -> Result<Vec<Combination>, Undefined> {
    // Which forums each that is held has, and its actors.
    let held: Vec<(Vec<bool>, &Vec<usize>)> = exact
        .iter()
        .map(|((_, in_these), actors)| {
            let mut has = vec![false; forums];
            in_these.iter().for_each(|forum| has[*forum] = true);
            (has, actors)
        })
        .collect();
    // What is closed under meeting holds every combination that some actors have in common. Any of them is the meeting of some
    // that are held, so that what is new need only meet those.
    let mut met: BTreeSet<(usize, Vec<usize>)> = exact.keys().cloned().collect();
    let mut new: Vec<Vec<usize>> = exact.keys().map(|(_, forums)| forums.clone()).collect();
    while let Some(one) = new.pop() {
        for (has, _) in &held {
            let both: Vec<usize> = one.iter().copied().filter(|forum| has[*forum]).collect();
            if met.insert((both.len(), both.clone())) {
                new.push(both);
            }
        }
        if met.len() > MOST {
            return Err(Undefined::because(format!(
                "actors have more than {MOST} combinations of forums in common, more than anybody reads: exclusive counting has \
                 {}, and fewer lists have fewer",
                exact.len()
            )));
        }
    }
    met.extend((0..forums).filter(|forum| held.iter().any(|(has, _)| has[*forum])).map(|forum| (1, vec![forum])));
    let with_actors = met.into_iter().map(|(_, forums)| {
        let counts = |has: &[bool]| match forums.is_empty() {
            true => !has.contains(&true),
            false => forums.iter().all(|forum| has[*forum]),
        };
        let in_all = held.iter().filter(|(has, _)| counts(has));
        let mut actors: Vec<usize> = in_all.flat_map(|(_, actors)| actors.iter().copied()).collect();
        actors.sort_unstable();
        Combination { forums, actors }
    });
    Ok(with_actors.collect())
}

/// The most combinations that are counted inclusively.
const MOST: usize = 10_000;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{AffiliationOptions, Arena};

    /// Actors in {f,g}, {f,h} and {f,g,h}; nobody in none. By hand.
    #[test]
    fn inclusive_counts_every_meeting_and_none_is_always_there() {
        let node = |id: &str| Node { id: id.into(), kind: "state".into(), name: id.into(), name_ja: String::new() };
        let arena = |id| Arena { node: node(id), listed_in_full: true, stated_size: None };
        let (yes, no) = (Membership::In, Membership::Out);
        let cells = [vec![yes, yes, no], vec![yes, no, yes], vec![yes, yes, yes]];
        let actors = ["a", "b", "c"].map(node).to_vec();
        let view = Affiliations::from_cells(
            actors,
            ["f", "g", "h"].map(arena).to_vec(),
            &cells,
            Default::default(),
            AffiliationOptions::default(),
        );
        let who = |counting, forums: &[&str]| {
            let forums: Vec<String> = forums.iter().map(ToString::to_string).collect();
            let found = Intersections::of(&view, Options { counting }).unwrap();
            found.why(&view, &forums).map(|table| table.len())
        };
        assert_eq!(who(Counting::Exclusive, &["g", "f"]), Ok(1));
        assert_eq!(who(Counting::Inclusive, &["f", "g"]), Ok(2));
        assert_eq!(who(Counting::Inclusive, &[]), Ok(0));
        assert!(who(Counting::Exclusive, &["z"]).is_err());
        let rows = |counting| {
            let found = Intersections::of(&view, Options { counting }).unwrap();
            assert_eq!(found.sizes, [3, 2, 2]);
            found.rows.into_iter().map(|row| (row.forums, row.actors.len())).collect::<Vec<_>>()
        };
        assert_eq!(rows(Counting::Exclusive), [(vec![], 0), (vec![0, 1], 1), (vec![0, 2], 1), (vec![0, 1, 2], 1)]);
        let inclusive = rows(Counting::Inclusive);
        let expected = [
            (vec![], 0),
            (vec![0], 3),
            (vec![1], 2),
            (vec![2], 2),
            (vec![0, 1], 2),
            (vec![0, 2], 2),
            (vec![0, 1, 2], 1),
        ];
        assert_eq!(inclusive, expected);
        let counted = |counting| Intersections::of(&view, Options { counting }).unwrap().method.notes;
        assert!(counted(Counting::Inclusive).iter().any(|note| *note == WITHIN_MORE));
        assert!(counted(Counting::Exclusive).iter().all(|note| *note != WITHIN_MORE));
    }

    /// Each of n actors misses one forum of n: k of them have every forum in common but k, so that every combination is one but
    /// that of all, which nobody holds: 2^n - 1, that of none among them. With 22 nobody would read them.
    #[test]
    fn combinations_that_double_with_every_forum_are_refused() {
        let node = |id: String| Node { id: id.clone(), kind: "state".into(), name: id, name_ja: String::new() };
        let of = |n: usize| {
            let arena = |f| Arena { node: node(format!("f{f:02}")), listed_in_full: true, stated_size: None };
            let cell = |a, f| if a == f { Membership::Out } else { Membership::In };
            let cells: Vec<Vec<Membership>> = (0..n).map(|a| (0..n).map(|f| cell(a, f)).collect()).collect();
            let view = Affiliations::from_cells(
                (0..n).map(|a| node(format!("a{a:02}"))).collect(),
                (0..n).map(arena).collect(),
                &cells,
                Default::default(),
                AffiliationOptions::default(),
            );
            Intersections::of(&view, Options { counting: Counting::Inclusive }).map(|found| found.rows)
        };
        let rows = of(7).unwrap();
        assert_eq!(rows.len(), 127);
        // Who sits in at least k forums: those that miss another one.
        assert!(rows.iter().all(|row| row.forums.is_empty() || row.actors.len() == 7 - row.forums.len()));
        let why = of(22).unwrap_err();
        assert!(
            why.reason().contains("more than 10000") && why.reason().contains("exclusive counting has 23"),
            "{why}"
        );
    }
}
