//! The three overlaps of each pair of forums at once: by whom, by what, by mandate.

use std::collections::{BTreeMap, BTreeSet};

use super::agenda::{Agenda, Common};
use super::forums::{Forums, Overlap};
use super::mandate::{self, Mandate, Meeting};
use crate::result::{Cell, CellKind, ColumnRole, Method, Table, Undefined};
use crate::view::{Bodies, Node};

/// How participants and agendas of two forums stand to each other, as far as the record names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reading {
    /// Somebody is named in both, and both are coded on topics of which they share none.
    WhomNotWhat,
    /// They share topics, and nobody is named in both.
    WhatNotWhom,
    /// They share both.
    Both,
    /// Nobody can sit in both, and both are coded on topics of which they share none.
    Neither,
    /// What they share, or do not, is not known: lists are open, or of one of them no agenda or no participant is recorded.
    Open,
}

impl Reading {
    /// The word that tables use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::WhomNotWhat => "whom, not what",
            Self::WhatNotWhom => "what, not whom",
            Self::Both => "whom and what",
            Self::Neither => "neither whom nor what",
            Self::Open => "not known",
        }
    }
}

/// One pair of forums.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The first.
    pub one: Node,
    /// The second.
    pub other: Node,
    /// By whom.
    pub whom: Result<Overlap, Undefined>,
    /// By what.
    pub what: Result<Common, Undefined>,
    /// By mandate.
    pub mandate: Result<Meeting, Undefined>,
}

impl Row {
    /// How whom and what stand to each other.
    pub fn reading(&self) -> Reading {
        match (self.whom.as_ref().map(|whom| whom.named.2), self.what.as_ref()) {
            (Ok(0), Ok(what)) if what.topics.2 > 0 => Reading::WhatNotWhom,
            (Ok(_), Ok(what)) if what.topics.2 > 0 => Reading::Both,
            // One topic is no agenda: that two forums share none says nothing yet.
            (Ok(1..), Ok(what)) if what.cosine.is_ok() => Reading::WhomNotWhat,
            (Ok(0), Ok(what)) if what.cosine.is_ok() && self.surely_nobody() => Reading::Neither,
            _ => Reading::Open,
        }
    }
    /// Whether no two of them can share anybody, whatever the open lists hold.
    pub fn surely_nobody(&self) -> bool {
        self.whom.as_ref().is_ok_and(|whom| whom.count.high == Ok(0.0))
    }
    fn says_something(&self) -> bool {
        self.whom.as_ref().is_ok_and(|whom| whom.named.2 > 0)
            || self.what.as_ref().is_ok_and(|what| what.topics.2 > 0)
            || self.mandate.as_ref().is_ok_and(|meeting| !meeting.shared.is_empty() || !meeting.stated.is_empty())
    }
}

/// By whom, by what and by mandate, side by side.
///
/// Regime complexity has two faces: forums that gather the same actors over different things, and forums that treat the same
/// things among different actors. The second is where an actor can shop. "As far as named": lists are open, so that nobody
/// named in both is not nobody in both; the bounds stand beside.
///
/// # Undefined
/// Each of the three where its question says so.
///
/// # Reference
/// Raustiala & Victor 2004; Alter & Raustiala 2018.
///
/// ```
/// use blocs::overlap::{agenda, forums, mandate, side_by_side::{Reading, SideBySide}};
/// # use blocs::{dataset, graph::Graph, view::{AffiliationOptions, Affiliations, AgendaOptions, Agendas, Bodies, Window}};
/// # let folder = dataset::builtin("toy-council").unwrap();
/// # let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// let view = Affiliations::of(&graph, &AffiliationOptions::default());
/// let whom = forums::Forums::of(&view, forums::Options::default());
/// let what = agenda::Agenda::of(&Agendas::of(&graph, &AgendaOptions::default()), agenda::Options::default());
/// let bodies = Bodies::of(&graph, Window::default());
/// let found = SideBySide::of(&whom, &what, &bodies, &mandate::Mandate::of(&bodies));
/// // All six pairs of forums share somebody; what they treat is not known of three of the four.
/// assert_eq!((found.rows.len(), found.read_as(Reading::Open).count()), (6, 6));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct SideBySide {
    /// Every pair of forums that shares somebody, something or a parent, or of which sources state something; in the order of
    /// ids.
    pub rows: Vec<Row>,
    /// How it was made.
    pub method: Method,
}

impl SideBySide {
    /// Lays three answers about forums beside each other.
    pub fn of(forums: &Forums, agenda: &Agenda, bodies: &Bodies, mandate: &Mandate) -> Self {
        // Of a list of those alone who may be in the window, or not, nothing is named.
        let named = forums.things.iter().enumerate().filter(|(at, _)| forums.named[*at] > 0);
        let by_whom: BTreeMap<&str, usize> = named.map(|(at, arena)| (arena.node.id.as_str(), at)).collect();
        let by_what: BTreeMap<&str, usize> =
            agenda.bearers.iter().enumerate().map(|(at, node)| (node.id.as_str(), at)).collect();
        let nodes = forums.things.iter().map(|arena| &arena.node).chain(&agenda.bearers);
        let nodes: BTreeSet<&Node> = nodes.chain(bodies.bodies.iter().map(|body| &body.node)).collect();
        let nodes: Vec<&Node> = nodes.into_iter().collect();
        let perhaps: BTreeSet<&str> = forums.things.iter().map(|arena| arena.node.id.as_str()).collect();
        let nobody = |id: &str| {
            let body = bodies.place(id).map(|place| &bodies.bodies[place]);
            let others = body.is_some_and(|body| body.parties.iter().any(|party| party.named > 0));
            let is_left_out = forums.without.iter().any(|other| other == id);
            Undefined::because(match (perhaps.contains(id), others) {
                _ if is_left_out => format!("the list of {id} is left out"),
                (true, _) => format!("of nobody it is certain that they take part in {id} in this window"),
                (_, true) => format!("no participant of {id} is recorded in these kinds and modes"),
                _ => format!("no participant of {id} is recorded"),
            })
        };
        let mut rows = Vec::new();
        // Of those that share nothing that is recorded, how many share nothing for sure.
        let mut surely_nothing = 0;
        for (b, other) in nodes.iter().enumerate() {
            for one in &nodes[..b] {
                let (x, y) = (one.id.as_str(), other.id.as_str());
                let place = |id: &str| by_whom.get(id).copied().ok_or_else(|| nobody(id));
                let whom = place(x).and_then(|x| Ok(forums.between(x, place(y)?)));
                let place = |id: &str| {
                    let missing = || Undefined::because(format!("no topic of {id} is recorded"));
                    by_what.get(id).copied().ok_or_else(missing)
                };
                let what = place(x).and_then(|x| Ok(agenda.between(x, place(y)?)));
                let mandate = mandate.between(bodies, x, y);
                let row = Row { one: (*one).clone(), other: (*other).clone(), whom, what, mandate };
                match row.says_something() {
                    true => rows.push(row),
                    false => surely_nothing += usize::from(row.reading() == Reading::Neither),
                }
            }
        }
        let pairs = nodes.len() * nodes.len().saturating_sub(1) / 2;
        let count = |reading: Reading| rows.iter().filter(|row| row.reading() == reading).count();
        let mut method = Method::new("three overlaps", "Raustiala & Victor 2004; Alter & Raustiala 2018")
            .with("by whom", &forums.method.name)
            .with("by what", &agenda.method.name)
            .with("by mandate", &mandate.method.name)
            .counting("forums", nodes.len())
            .counting("pairs", pairs);
        for other in [&forums.method, &agenda.method, &mandate.method] {
            let known: BTreeSet<&str> = method.parameters.iter().map(|(name, _)| name.as_str()).collect();
            let new = other.parameters.iter().filter(|(name, _)| !known.contains(name.as_str()));
            let new: Vec<_> = new.cloned().collect();
            method.parameters.extend(new);
        }
        for reading in [Reading::WhomNotWhat, Reading::WhatNotWhom, Reading::Both, Reading::Neither] {
            let elsewhere = if reading == Reading::Neither { surely_nothing } else { 0 };
            method = method.counting(reading.word(), count(reading) + elsewhere);
        }
        if pairs > rows.len() {
            method.note(match (pairs, pairs - rows.len()) {
                (1, _) => "the one pair shares nothing that is recorded".to_owned(),
                (_, 1) => format!("1 of {pairs} pairs shares nothing that is recorded"),
                (_, n) => format!("{n} of {pairs} pairs share nothing that is recorded"),
            });
            let told = [
                (surely_nothing, "known to share neither whom nor what"),
                (
                    pairs - rows.len() - surely_nothing,
                    "not known to share nothing, as lists are open, or one of the two has no list, no agenda or too short a one",
                ),
            ];
            for (n, what) in told.into_iter().filter(|(n, _)| *n > 0) {
                method.note(format!("of those that share nothing that is recorded, {what}: {n}"));
            }
        }
        Self { rows, method }
    }
    /// The rows of one reading.
    pub fn read_as(&self, reading: Reading) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.reading() == reading)
    }
    /// A row a pair.
    pub fn table(&self) -> Table {
        let share = "coefficient 0-1";
        let mut table = Table::new("overlap", self.method.clone())
            .titled("By whom, by what and by mandate")
            .of_pairs("forum")
            .column("reading", CellKind::Text, ColumnRole::Class, "")
            .column("shared_named", CellKind::Integer, ColumnRole::Count, "actors")
            .column("jaccard", CellKind::Number, ColumnRole::Value, share)
            .column("jaccard_low", CellKind::Number, ColumnRole::Low, share)
            .column("jaccard_high", CellKind::Number, ColumnRole::High, share)
            .column("jaccard_of_named", CellKind::Number, ColumnRole::Attribute, share)
            .column("shared_topics", CellKind::Integer, ColumnRole::Attribute, "topics")
            .column("cosine", CellKind::Number, ColumnRole::Second, share)
            .column("contained", CellKind::Number, ColumnRole::Attribute, share)
            .column("contained_other", CellKind::Number, ColumnRole::Attribute, share)
            .column("shared_bodies", CellKind::Integer, ColumnRole::Attribute, "bodies")
            .column("stated", CellKind::Text, ColumnRole::Attribute, "");
        for row in &self.rows {
            let whom = |pick: fn(&Overlap) -> Result<f64, Undefined>| {
                Cell::number(row.whom.as_ref().map_err(Clone::clone).and_then(pick))
            };
            let what = |pick: fn(&Common) -> Result<f64, Undefined>| {
                Cell::number(row.what.as_ref().map_err(Clone::clone).and_then(pick))
            };
            let count = |count: Result<usize, Undefined>| count.map_or_else(Cell::Undefined, Cell::count);
            let stated = row
                .mandate
                .as_ref()
                .map(|meeting| meeting.stated.iter().map(|(between, _)| between.word()).collect::<Vec<_>>().join(", "));
            let numbers = [
                Cell::text(row.reading().word()),
                count(row.whom.as_ref().map(|whom| whom.named.2).map_err(Clone::clone)),
                whom(|whom| whom.jaccard.value()),
                whom(|whom| whom.jaccard.low.clone()),
                whom(|whom| whom.jaccard.high.clone()),
                whom(|whom| whom.jaccard.named.clone()),
                count(row.what.as_ref().map(|what| what.topics.2).map_err(Clone::clone)),
                what(|what| what.cosine.clone()),
                what(|what| what.contained.clone()),
                what(|what| what.contained_other.clone()),
                count(row.mandate.as_ref().map_err(Clone::clone).and_then(|meeting| mandate::counted(&meeting.shared))),
                Cell::text(stated.unwrap_or_default()),
            ];
            table.push(row.one.beside(&row.other).map(Cell::text).into_iter().chain(numbers));
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::overlap::{agenda, forums};
    use crate::view::{AffiliationOptions, Affiliations, AgendaOptions, Agendas, Arena, Membership, Treated};

    /// Actor a in f and g, b in h. Agendas: f on 1 and 2, g on 3 and 4, h on 1, 2 and 5. By hand: f and g meet by whom, f and
    /// h by what, g and h in nothing.
    #[test]
    fn the_two_faces_of_a_regime_complex() {
        let node = |id: &str| Node { id: id.into(), kind: "forum".into(), name: id.into(), name_ja: String::new() };
        let arena = |id: &str| Arena { node: node(id), listed_in_full: true, stated_size: None };
        let (yes, no) = (Membership::In, Membership::Out);
        let view = Affiliations::from_cells(
            ["a", "b"].map(node).to_vec(),
            ["f", "g", "h"].map(arena).to_vec(),
            &[vec![yes, yes, no], vec![no, no, yes]],
            BTreeMap::new(),
            AffiliationOptions::default(),
        );
        let row = |topics: &[&str]| -> BTreeMap<String, Treated> {
            topics.iter().map(|id| (id.to_string(), Treated { passages: 1, claims: Vec::new() })).collect()
        };
        let cells = [("f", row(&["1", "2"])), ("g", row(&["3", "4"])), ("h", row(&["1", "2", "5"]))];
        let cells = cells.into_iter().map(|(id, row)| (id.to_owned(), row)).collect();
        let agendas = Agendas::from_cells(cells, AgendaOptions::default(), |id| Some(node(id)));
        let bodies = Bodies::default();
        let found = SideBySide::of(
            &forums::Forums::of(&view, forums::Options::default()),
            &Agenda::of(&agendas, agenda::Options::default()),
            &bodies,
            &Mandate::of(&bodies),
        );
        let readings: Vec<_> =
            found.rows.iter().map(|row| (row.one.id.as_str(), row.other.id.as_str(), row.reading())).collect();
        assert_eq!(readings, [("f", "g", Reading::WhomNotWhat), ("f", "h", Reading::WhatNotWhom)]);
        assert!(found.rows[1].surely_nobody() && !found.rows[0].surely_nobody());
        // Of g and h all is known: they share neither.
        assert_eq!(found.method.notes[0], "1 of 3 pairs shares nothing that is recorded");
        let neither =
            |found: &SideBySide| found.method.n.iter().find(|(what, _)| what == "neither whom nor what").unwrap().1;
        assert_eq!(neither(&found), 1);
        // Nothing is left of which it is not known.
        let said = "of those that share nothing that is recorded, known to share neither whom nor what: 1";
        assert_eq!((&*found.method.notes[1], found.method.notes.len()), (said, 2));
        assert_eq!(found.table().len(), 2);
    }

    /// f and h treat one topic; the list of h is left out, which is not that nobody is recorded there.
    #[test]
    fn a_list_that_is_left_out_is_told_as_such() {
        let node = |id: &str| Node { id: id.into(), kind: "forum".into(), name: id.into(), name_ja: String::new() };
        let reason = |without: &[&str]| {
            let view = Affiliations::from_cells(
                vec![node("a")],
                vec![Arena { node: node("f"), listed_in_full: true, stated_size: None }],
                &[vec![Membership::In]],
                BTreeMap::new(),
                AffiliationOptions {
                    without: without.iter().map(|id| id.to_string()).collect(),
                    ..AffiliationOptions::default()
                },
            );
            let row = || BTreeMap::from([("1".to_owned(), Treated { passages: 1, claims: Vec::new() })]);
            let cells = ["f", "h"].map(|id| (id.to_owned(), row())).into_iter().collect();
            let agendas = Agendas::from_cells(cells, AgendaOptions::default(), |id| Some(node(id)));
            let bodies = Bodies::default();
            let found = SideBySide::of(
                &forums::Forums::of(&view, forums::Options::default()),
                &Agenda::of(&agendas, agenda::Options::default()),
                &bodies,
                &Mandate::of(&bodies),
            );
            found.rows[0].whom.clone().err()
        };
        assert_eq!(reason(&[]), Some(Undefined::because("no participant of h is recorded")));
        assert_eq!(reason(&["h"]), Some(Undefined::because("the list of h is left out")));
    }

    /// f and g have complete lists that share nobody, and agendas of two topics each that share none: all is known, and they
    /// share neither. Of an open list that is not known, nor of one topic alone.
    #[test]
    fn what_is_known_to_be_shared_by_neither_is_no_open_question() {
        let node = |id: &str| Node { id: id.into(), kind: "forum".into(), name: id.into(), name_ja: String::new() };
        let reading = |complete: bool, topics: &[&str]| {
            let arena = |id: &str| Arena { node: node(id), listed_in_full: complete, stated_size: None };
            let no = if complete { Membership::Out } else { Membership::Unknown };
            let view = Affiliations::from_cells(
                ["a", "b"].map(node).to_vec(),
                ["f", "g"].map(arena).to_vec(),
                &[vec![Membership::In, no], vec![no, Membership::In]],
                BTreeMap::new(),
                AffiliationOptions::default(),
            );
            let treated = |id: &&str| (id.to_string(), Treated { passages: 1, claims: Vec::new() });
            let cells = [("f", ["1", "2"].iter().map(treated).collect()), ("g", topics.iter().map(treated).collect())];
            let cells = cells.into_iter().map(|(id, row)| (id.to_owned(), row)).collect();
            let agendas = Agendas::from_cells(cells, AgendaOptions::default(), |id| Some(node(id)));
            let forums = forums::Forums::of(&view, forums::Options::default());
            let agenda = Agenda::of(&agendas, agenda::Options::default());
            let (whom, what) = (Ok(forums.between(0, 1)), Ok(agenda.between(0, 1)));
            let mandate = Err(Undefined::because("of no matter"));
            Row { one: node("f"), other: node("g"), whom, what, mandate }.reading()
        };
        assert_eq!(reading(true, &["3", "4"]), Reading::Neither);
        assert_eq!(reading(false, &["3", "4"]), Reading::Open);
        assert_eq!(reading(true, &["3"]), Reading::Open);
    }
}
