//! Items by year or by session: the windows that a series of answers runs over.

use std::collections::BTreeMap;

use super::Positions;
use crate::graph::Graph;
use crate::model::Day;

/// By what time is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// Not at all: one window.
    #[default]
    Whole,
    /// By calendar year.
    Year,
    /// By the session that took the decision.
    Session,
    /// Not by time but by the kind of item: saying, voting and signing side by side.
    Kind,
}

impl By {
    /// Every value.
    pub const ALL: &[Self] = &[Self::Whole, Self::Year, Self::Session, Self::Kind];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Year => "year",
            Self::Session => "session",
            Self::Kind => "kind",
        }
    }
}

/// One window.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// Its place in time: the year, or the place of the session; steps between two periods are told by it.
    pub place: i32,
    /// What it is called: `1962`, the id of the session, `all`.
    pub name: String,
}

/// The windows of a view, in the order of time, and the one that each item falls into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Periods {
    /// By what.
    pub by: By,
    /// The windows.
    pub periods: Vec<Period>,
    /// The window of each item of the view; `None` when its date does not tell.
    pub of_item: Vec<Option<usize>>,
}

impl Periods {
    /// One window that takes every item.
    pub fn whole(positions: &Positions) -> Self {
        Self {
            by: By::Whole,
            periods: vec![Period { place: 0, name: "all".to_owned() }],
            of_item: vec![Some(0); positions.items.len()],
        }
    }
    /// Cuts a view into windows.
    ///
    /// An item belongs to a year when every day on which it may have been decided lies in that year; to a session when
    /// its decision names one as its forum. Others are in no window. By kind, every item has its window.
    ///
    /// # Errors
    /// In words, when time is to be cut by session and no decision names one.
    ///
    /// ```
    /// use blocs::{dataset, graph::Graph, view::{By, Periods, PositionOptions, Positions}};
    /// let folder = dataset::builtin("un-ict-votes").unwrap();
    /// let states = dataset::builtin("states").unwrap();
    /// let graph = Graph::from(dataset::load(vec![folder, states], None).dataset.unwrap());
    /// let positions = Positions::of(&graph, &PositionOptions::default());
    /// let years = Periods::of(&graph, &positions, By::Year).unwrap();
    /// assert!(years.periods.windows(2).all(|pair| pair[0] < pair[1]));
    /// ```
    pub fn of(graph: &Graph, positions: &Positions, by: By) -> Result<Self, String> {
        let named: Vec<Option<Period>> = match by {
            By::Whole => return Ok(Self::whole(positions)),
            By::Year => return Ok(Self::years(positions)),
            By::Session => sessions(graph, positions)?,
            By::Kind => positions
                .items
                .iter()
                .map(|item| Some(Period { place: item.kind as i32, name: item.kind.word().to_owned() }))
                .collect(),
        };
        Ok(Self::named(by, &named))
    }
    /// By calendar year.
    pub fn years(positions: &Positions) -> Self {
        let year = |item: &super::Item| {
            let (first, _, _) = item.date.earliest.civil();
            let (last, _, _) = item.date.latest.civil();
            let told = item.date.earliest > Day::MIN && item.date.latest < Day::MAX && first == last;
            told.then(|| Period { place: first, name: first.to_string() })
        };
        Self::named(By::Year, &positions.items.iter().map(year).collect::<Vec<_>>())
    }
    /// The windows by the one that each item names.
    fn named(by: By, named: &[Option<Period>]) -> Self {
        let mut periods: Vec<Period> = named.iter().flatten().cloned().collect();
        periods.sort();
        periods.dedup();
        let place = |period: &Period| periods.binary_search(period).ok();
        let of_item = named.iter().map(|period| period.as_ref().and_then(place)).collect();
        Self { by, periods, of_item }
    }
    /// The items of a window.
    pub fn items(&self, period: usize) -> Vec<usize> {
        (0..self.of_item.len()).filter(|&item| self.of_item[item] == Some(period)).collect()
    }
    /// How many items are in no window.
    pub fn undated(&self) -> usize {
        self.of_item.iter().filter(|period| period.is_none()).count()
    }
}

/// The session of each item, placed by the first day on which it decided.
fn sessions(graph: &Graph, positions: &Positions) -> Result<Vec<Option<Period>>, String> {
    let dataset = graph.dataset();
    let session = |id: &str| -> Option<&str> {
        let at = dataset.decisions.binary_search_by(|decision| decision.id.as_str().cmp(id)).ok()?;
        let forum = dataset.decisions[at].forum.as_str();
        let kind = &dataset.entity(forum)?.kind;
        dataset.schema.is_a(kind, "session").then_some(forum)
    };
    let of_item: Vec<Option<&str>> = positions.items.iter().map(|item| session(&item.id)).collect();
    let mut first: BTreeMap<&str, Day> = BTreeMap::new();
    for (session, item) in of_item.iter().zip(&positions.items) {
        if let Some(session) = session {
            let day = first.entry(session).or_insert(Day::MAX);
            *day = (*day).min(item.date.earliest);
        }
    }
    if first.is_empty() {
        return Err("no decision names a session as its forum: use --by year".to_owned());
    }
    let mut order: Vec<(Day, &str)> = first.into_iter().map(|(session, day)| (day, session)).collect();
    order.sort();
    let place = |session: &str| order.iter().position(|(_, other)| *other == session).unwrap_or_default() as i32;
    Ok(of_item
        .into_iter()
        .map(|session| session.map(|session| Period { place: place(session), name: session.to_owned() }))
        .collect())
}
