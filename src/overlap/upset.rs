//! Who sits in which forums at once: every combination, that of none among them.

use std::collections::BTreeMap;

use crate::result::{Cell, CellKind, ColumnRole, Method, Subject, Table, Undefined};
use crate::view::{Affiliations, Membership, Node};

/// How combinations are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Counting {
    /// Who sits in exactly these and no other: the counts add up to all actors.
    #[default]
    Exclusive,
    /// Who sits in at least these.
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
    /// In exactly these, or in at least these.
    pub counting: Counting,
}

/// The combinations of forums in which actors sit.
///
/// Forums with complete lists only: of the others nobody can say who is *not* in. Actors are all of the kinds of the view,
/// so that the combination of none is a finding, not a remainder.
///
/// # Undefined
/// Without a complete list.
///
/// # Reference
/// Lex et al. 2014 (UpSet).
///
/// ```
/// # use blocs::view::{Affiliations, AffiliationOptions, Arena, Membership::{In, Out}, Node};
/// use blocs::overlap::upset::{Intersections, Options};
/// # let node = |id: &str| Node { id: id.into(), kind: "state".into(), name: id.into(), name_ja: String::new() };
/// # let arena = |id: &str| Arena { node: node(id), complete: true, stated_size: None };
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
    /// The combinations that somebody is in, the smaller first.
    pub rows: Vec<Combination>,
    /// The options as used.
    pub options: Options,
    /// How it was made.
    pub method: Method,
}

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
    /// When there is none.
    pub fn of(view: &Affiliations, options: Options) -> Result<Self, Undefined> {
        let complete: Vec<usize> = (0..view.arenas.len()).filter(|&arena| view.arenas[arena].complete).collect();
        if complete.is_empty() {
            return Err(Undefined::because("no forum has a complete list: of open ones, nobody can say who is not in"));
        }
        let mut exact: BTreeMap<(usize, Vec<usize>), Vec<usize>> = BTreeMap::new();
        for actor in 0..view.actors.len() {
            let sits = (0..complete.len()).filter(|&at| view.cell(actor, complete[at]) == Membership::In);
            let forums: Vec<usize> = sits.collect();
            exact.entry((forums.len(), forums)).or_default().push(actor);
        }
        let rows: Vec<Combination> = exact
            .keys()
            .map(|(_, forums)| {
                let within = |other: &Vec<usize>| forums.iter().all(|forum| other.contains(forum));
                let actors = match options.counting {
                    Counting::Exclusive => exact[&(forums.len(), forums.clone())].clone(),
                    Counting::Inclusive => {
                        let mut actors: Vec<usize> = exact
                            .iter()
                            .filter(|((_, other), _)| within(other))
                            .flat_map(|(_, actors)| actors.iter().copied())
                            .collect();
                        actors.sort_unstable();
                        actors
                    }
                };
                Combination { forums: forums.clone(), actors }
            })
            .collect();
        let open = view.arenas.len() - complete.len();
        let mut method = Method::new("intersections of forums", "Lex et al. 2014")
            .with("counting", options.counting.word())
            .with("modes", view.options.modes.iter().map(|mode| mode.word()).collect::<Vec<_>>().join(" "))
            .with("window", view.options.window)
            .with("actor kinds", view.actor_kinds.join(" "))
            .counting("actors", view.actors.len())
            .counting("complete lists", complete.len());
        if open > 0 {
            let names = view.arenas.iter().filter(|arena| !arena.complete).map(|arena| arena.node.name.as_str());
            let named: Vec<&str> = names.take(12).collect();
            let more = if open > 12 { format!(" and {} more", open - 12) } else { String::new() };
            method = method.noting(format!("left out, as their lists are open ({open}): {}{more}", named.join(", ")));
        }
        let forums = complete.iter().map(|&arena| view.arenas[arena].node.clone()).collect();
        Ok(Self { forums, actors: view.actors.clone(), rows, options, method })
    }
    fn size(&self, forum: usize) -> usize {
        let rows = self.rows.iter().filter(|row| row.forums.contains(&forum));
        match self.options.counting {
            Counting::Exclusive => rows.map(|row| row.actors.len()).sum(),
            Counting::Inclusive => rows.map(|row| row.actors.len()).max().unwrap_or(0),
        }
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
    /// The sets and their combinations, to be drawn.
    pub fn subject(&self) -> Subject {
        let mut sets = Table::new("forums", self.method.clone())
            .column("id", CellKind::Text, ColumnRole::Id, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("members", CellKind::Integer, ColumnRole::Count, "actors");
        for (at, forum) in self.forums.iter().enumerate() {
            let cells = [&forum.id, &forum.name, &forum.name_ja].map(Cell::text);
            sets.push(cells.into_iter().chain([Cell::count(self.size(at))]));
        }
        Subject::Intersections { sets, combinations: self.table() }
    }
}
