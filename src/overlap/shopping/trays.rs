//! The answer as tables: forums, access, pairs with their bridges, gains.

use super::{Access, Shopping, Venue, unrecorded, unrecorded_of};
use crate::result::{AttributedGraph, Cell, CellKind, ColumnRole, GraphRole, Phrase, Saying, Table, Undefined};
use crate::view::{Affiliations, Membership, Node, Stances};

impl Shopping {
    /// A row a forum that treats the issue.
    pub fn table(&self, view: &Affiliations) -> Table {
        let mut table = Table::new("shopping", self.method.clone())
            .titled(Saying::of("Forums that treat {}", [super::super::named(&self.issue)]))
            .column("forum", CellKind::Text, ColumnRole::Id, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("passages", CellKind::Integer, ColumnRole::Value, "passages")
            .column("named", CellKind::Integer, ColumnRole::Count, "actors")
            .column("stated_size", CellKind::Integer, ColumnRole::Attribute, "actors")
            .column("complete", CellKind::Boolean, ColumnRole::Attribute, "")
            .column("list", CellKind::Text, ColumnRole::Attribute, "")
            .column("lacking", CellKind::Text, ColumnRole::Attribute, "")
            .column("claims", CellKind::List, ColumnRole::Claims, "");
        for (at, venue) in self.venues.iter().enumerate() {
            let lacking = self.lacking.iter().find(|(lacks, _)| *lacks == at).map_or("", |(_, why)| why);
            let unknown = || Cell::Undefined(Undefined::because(unrecorded(venue, view)));
            let arena = venue.arena.map(|at| (&view.arenas[at], view.named(at).count()));
            table.push([
                Cell::text(&venue.node.id),
                Cell::text(&venue.node.name),
                Cell::text(&venue.node.name_ja),
                Cell::count(venue.passages),
                arena.map_or_else(unknown, |(_, named)| Cell::count(named)),
                arena
                    .and_then(|(arena, _)| arena.stated_size)
                    .map_or(Cell::Empty, |size| Cell::Integer(size.count() as i64)),
                Cell::Boolean(venue.arena.is_some_and(|at| view.is_settled(at))),
                venue.arena.map_or(Cell::Empty, |at| Cell::text(view.list(at).word())),
                Cell::text(lacking),
                Cell::List(venue.claims.clone()),
            ]);
        }
        table
    }
    /// Why a forum is one of the issue, and who has access to it, with the claims: a row a forum that treats it, and one an
    /// actor of whom claims speak there.
    ///
    /// # Undefined
    /// When one of them is not known to treat the issue.
    pub fn why(&self, view: &Affiliations, forums: &[String]) -> Result<Table, Undefined> {
        let venue = |id: &String| {
            let found = self.venues.iter().find(|venue| venue.node.id == *id);
            found.ok_or_else(|| Undefined::because(format!("{id} is not known to treat {}", self.issue.id)))
        };
        let venues = forums.iter().map(venue).collect::<Result<Vec<_>, _>>()?;
        let mut table = Table::new("shopping-why", self.method.clone())
            .titled(Saying::of(
                if forums.len() == 1 {
                    "Why {} treats {}, and who has access"
                } else {
                    "Why {} treat {}, and who has access"
                },
                [Phrase::new(forums.join(" and "), forums.join("と")), Phrase::name(&self.issue.id, "")],
            ))
            .column("forum", CellKind::Text, ColumnRole::Group, "")
            .column("what", CellKind::Text, ColumnRole::Class, "")
            .column("id", CellKind::Text, ColumnRole::Id, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("claims", CellKind::List, ColumnRole::Claims, "");
        for venue in venues {
            let forum = &venue.node.id;
            let mut push = |what: &str, node: &Node, claims: &[String]| {
                let cells = [forum, what, &node.id, &node.name, &node.name_ja].map(Cell::text);
                table.push(cells.into_iter().chain([Cell::List(claims.to_vec())]));
            };
            push("treats it", &self.issue, &venue.claims);
            let Some(arena) = venue.arena else {
                table.method.note(unrecorded_of(venue, view));
                continue;
            };
            let mut unknown = 0;
            for (at, actor) in view.actors.iter().enumerate() {
                match (view.cell(at, arena), view.claims.get(&(at, arena)), view.doubted.get(&(at, arena))) {
                    (Membership::In, claims, _) => {
                        let through = view.inherited.contains(&(at, arena));
                        let what = if through { "has access (inherited)" } else { "has access" };
                        push(what, actor, claims.map_or(&[], Vec::as_slice));
                    }
                    (_, _, Some((doubt, claims))) => push(&format!("unknown: {}", doubt.word()), actor, claims),
                    (Membership::Unknown, ..) => unknown += 1,
                    (Membership::Out, ..) => {}
                }
            }
            if unknown > 0 {
                table.method.note(match unknown {
                    1 => format!("{forum}: of 1 more actor it is unknown whether it has access"),
                    n => format!("{forum}: of {n} more actors it is unknown whether they have access"),
                });
            }
        }
        Ok(table)
    }
    /// A row an actor: to which of the forums it has access. Actors of whom nothing is known are counted in a note.
    pub fn access_table(&self, view: &Affiliations) -> Table {
        let mut method = self.method.clone();
        let access: Vec<Access> = (0..view.actors.len()).map(|actor| self.access(view, actor)).collect();
        let unknown = access.iter().filter(|access| **access == Access::Unknown).count();
        if unknown > 0 {
            method.note(match unknown {
                1 => "of 1 actor it is not known whether it has access to any".to_owned(),
                n => format!("of {n} actors it is not known whether they have access to any"),
            });
        }
        let mut table = Table::new("access", method)
            .titled("Who has access")
            .column("actor", CellKind::Text, ColumnRole::Actor, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("access", CellKind::Text, ColumnRole::Class, "")
            .column("in", CellKind::List, ColumnRole::Sets, "")
            .column("not_in", CellKind::List, ColumnRole::Attribute, "")
            .column("unknown", CellKind::Integer, ColumnRole::Count, "forums")
            .column("claims", CellKind::List, ColumnRole::Claims, "");
        let mut known: Vec<usize> = (0..view.actors.len()).filter(|at| access[*at] != Access::Unknown).collect();
        // Who sits somewhere first; a stable sort keeps the order of ids.
        known.sort_by_key(|at| access[*at]);
        for at in known {
            let actor = &view.actors[at];
            let of = |wanted| (0..self.venues.len()).filter(move |&venue| self.cell(view, at, venue) == wanted);
            let ids = |wanted| Cell::List(of(wanted).map(|venue| self.venues[venue].node.id.clone()).collect());
            let claims = of(Membership::In).filter_map(|venue| view.claims.get(&(at, self.venues[venue].arena?)));
            table.push([
                Cell::text(&actor.id),
                Cell::text(&actor.name),
                Cell::text(&actor.name_ja),
                Cell::text(access[at].word()),
                ids(Membership::In),
                ids(Membership::Out),
                Cell::count(of(Membership::Unknown).count()),
                Cell::List(claims.flatten().cloned().collect()),
            ]);
        }
        table
    }
    /// A row a pair of forums that treat the issue: what else they share, and who sits in both, with positions there.
    pub fn pairs_table(&self, view: &Affiliations, stances: &Stances) -> Table {
        let mut table = Table::new("shopping-pairs", self.method.clone())
            .titled("Two forums for one issue")
            .column("forum", CellKind::Text, ColumnRole::Actor, "")
            .column("other", CellKind::Text, ColumnRole::Other, "")
            .column("stated", CellKind::Text, ColumnRole::Class, "")
            .column("shared_topics", CellKind::Integer, ColumnRole::Attribute, "topics")
            .column("bridges", CellKind::Integer, ColumnRole::Count, "actors")
            .column("divided", CellKind::Text, ColumnRole::Group, "")
            .column("who", CellKind::List, ColumnRole::Attribute, "")
            .column("positions", CellKind::List, ColumnRole::Attribute, "")
            .column("claims", CellKind::List, ColumnRole::Claims, "");
        for pair in &self.pairs {
            let (one, other) = (&self.venues[pair.ends.0], &self.venues[pair.ends.1]);
            let stated: Vec<&str> = pair.stated.iter().map(|between| between.word()).collect();
            // Where no participant of one of the two is recorded, nobody can be counted in both.
            let unknown = [one, other].into_iter().find(|venue| venue.arena.is_none());
            let undefined = |venue: &Venue| Cell::Undefined(Undefined::because(unrecorded_of(venue, view)));
            let divided = match (pair.bridges.is_empty(), pair.surely_nobody) {
                _ if unknown.is_some() => "not known",
                (false, _) => "no",
                (true, true) => "yes",
                (true, false) => "as far as named",
            };
            let (mut held, mut claims) = (Vec::new(), Vec::new());
            for &actor in &pair.bridges {
                let id = &view.actors[actor].id;
                for arena in [one, other].into_iter().filter_map(|venue| venue.arena) {
                    claims.extend(view.claims.get(&(actor, arena)).into_iter().flatten().cloned());
                }
                let (words, of_words) = stances.on(id, &self.issue.id, [&one.node.id, &other.node.id]);
                held.extend(words.into_iter().map(|words| format!("{id} {words}")));
                claims.extend(of_words);
            }
            table.push([
                Cell::text(&one.node.id),
                Cell::text(&other.node.id),
                Cell::text(stated.join(", ")),
                Cell::count(pair.topics),
                unknown.map_or_else(|| Cell::count(pair.bridges.len()), undefined),
                Cell::text(divided),
                Cell::List(pair.bridges.iter().map(|&actor| view.actors[actor].id.clone()).collect()),
                Cell::List(held),
                Cell::List(claims),
            ]);
        }
        table
    }
    /// A row a gain.
    ///
    /// # Undefined
    /// As the type says.
    pub fn gains_table(&self, view: &Affiliations) -> Result<Table, Undefined> {
        let share = "share 0-1";
        let mut table = Table::new("gains", self.method.clone())
            .titled("Who would gain a like-minded majority by moving the issue")
            .column("actor", CellKind::Text, ColumnRole::Actor, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("from", CellKind::Text, ColumnRole::Group, "")
            .column("to", CellKind::Text, ColumnRole::Other, "")
            .column("basis", CellKind::Text, ColumnRole::Class, "")
            .column("like_minded_now_low", CellKind::Number, ColumnRole::Attribute, share)
            .column("like_minded_now_high", CellKind::Number, ColumnRole::Attribute, share)
            .column("like_minded_then_low", CellKind::Number, ColumnRole::Low, share)
            .column("like_minded_then_high", CellKind::Number, ColumnRole::High, share);
        for gain in self.gains.as_ref().map_err(Clone::clone)? {
            let actor = &view.actors[gain.actor];
            let (from, to) = (&self.venues[gain.from].node.id, &self.venues[gain.to].node.id);
            let names = [&actor.id, &actor.name, from, to, gain.basis.word()];
            let shares = [gain.share.0, gain.share.1, gain.share_then.0, gain.share_then.1];
            table.push(names.map(Cell::text).into_iter().chain(shares.map(Cell::Number)));
        }
        Ok(table)
    }
    /// Actors and the forums of the issue where they are named.
    pub fn graph(&self, view: &Affiliations) -> AttributedGraph {
        let mut nodes = Table::new("shopping", self.method.clone()).of_nodes();
        let is_in = |actor: usize, venue: usize| self.cell(view, actor, venue) == Membership::In;
        let venues = 0..self.venues.len();
        let placed: Vec<usize> =
            (0..view.actors.len()).filter(|&actor| venues.clone().any(|venue| is_in(actor, venue))).collect();
        let placed_nodes = placed.iter().map(|&actor| &view.actors[actor]);
        for node in placed_nodes.chain(self.venues.iter().map(|venue| &venue.node)) {
            nodes.push(node.words().map(Cell::text));
        }
        let mut ties = Table::new("sits-in", self.method.clone())
            .column("sits", CellKind::Integer, ColumnRole::Weight, "")
            .column("claims", CellKind::List, ColumnRole::Claims, "");
        let mut ends = Vec::new();
        for (at, &actor) in placed.iter().enumerate() {
            for venue in venues.clone().filter(|&venue| is_in(actor, venue)) {
                let claims = self.venues[venue].arena.and_then(|arena| view.claims.get(&(actor, arena)));
                ties.push([Cell::Integer(1), Cell::List(claims.cloned().unwrap_or_default())]);
                ends.push((at, placed.len() + venue));
            }
        }
        AttributedGraph {
            name: "shopping".to_owned(),
            directed: false,
            role: GraphRole::TwoMode,
            nodes,
            ties,
            ends,
            method: self.method.clone(),
        }
    }
}
