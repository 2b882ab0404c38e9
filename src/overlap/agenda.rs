//! How far two forums treat the same issues and norms, or two texts hold the same.

use std::collections::BTreeMap;

use crate::result::{
    AttributedGraph, Cell, CellKind, ColumnRole, GraphRole, Method, Pairs, Phrase, Saying, Subject, Table, Undefined,
};
use crate::view::{Agendas, Bearers, Node, Treated};

/// How much a topic counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weighting {
    /// Passages, times how rare the topic is: c (ln((1 + n) / (1 + d)) + 1), d of the n bearers treat it. What everybody treats
    /// tells two agendas least apart.
    #[default]
    Rarity,
    /// The number of passages.
    Passages,
    /// 1 for each topic.
    Presence,
}

impl Weighting {
    /// Every value.
    pub const ALL: &[Self] = &[Self::Rarity, Self::Passages, Self::Presence];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rarity => "rarity",
            Self::Passages => "passages",
            Self::Presence => "presence",
        }
    }
    /// How much a topic counts, as a formula.
    pub const fn formula(self) -> &'static str {
        match self {
            Self::Rarity => {
                "passages x (ln((1 + n) / (1 + d)) + 1), where d of the n compared treat it (inverse document frequency, smoothed)"
            }
            Self::Passages => "passages",
            Self::Presence => "1",
        }
    }
}

/// How agendas are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// How much a topic counts in the cosine; passages times rarity by default.
    pub weighting: Weighting,
    /// A bearer with fewer topics has no cosine and is contained in nothing; 2 by default.
    pub minimum: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { weighting: Weighting::default(), minimum: 2 }
    }
}

impl Options {
    /// The method on this view.
    pub fn method(&self, agendas: &Agendas) -> Method {
        let mut method = Method::new("agenda overlap", "Salton & Buckley 1988")
            .with("of", agendas.options.of.word())
            .with("topics", "issues and norms; a set of norms stands for those in it")
            .with("weighting", self.weighting.word())
            .with("weight of a topic", self.weighting.formula())
            .with("minimum topics", self.minimum)
            .with("sessions", agendas.options.sessions.word())
            .with("window", agendas.options.window)
            .counting(agendas.options.of.word(), agendas.bearers.len())
            .counting("topics", agendas.topics.len())
            .noting("agendas as coded: what no source says to be treated is not known not to be");
        if !agendas.disputed.is_empty() {
            let told =
                agendas.disputed.keys().map(|(bearer, topic)| Phrase::from(format!("{bearer} ({topic})"))).collect();
            let form = "said to be treated by one source and denied by another, and on no agenda here ({}): {}";
            method.note(Saying::of(form, [super::number(agendas.disputed.len()), super::listed(told)]));
        }
        method.note_each(super::of_several_series(&agendas.of_several_series));
        method
    }
}

/// What two agendas have in common.
#[derive(Debug, Clone, PartialEq)]
pub struct Common {
    /// Topics of the first, of the second, and of both.
    pub topics: (usize, usize, usize),
    /// The cosine of the weighted agendas.
    pub cosine: Result<f64, Undefined>,
    /// The share of the first one's topics that the second treats.
    pub contained: Result<f64, Undefined>,
    /// The share of the second one's topics that the first treats.
    pub contained_other: Result<f64, Undefined>,
    /// Topics of both over topics of either.
    pub jaccard: Result<f64, Undefined>,
}

impl Common {
    /// The same with the second one first.
    fn turned(self) -> Self {
        let (one, other, both) = self.topics;
        let (contained, contained_other) = (self.contained_other, self.contained);
        Self { topics: (other, one, both), contained, contained_other, ..self }
    }
}

/// Where they meet by what: how far two agendas are the same.
///
/// - cosine Σ u v / (‖u‖ ‖v‖) of the weighted topics, 0 to 1: are the same things treated, with the same emphasis?
/// - containment |A ∩ B| / |A|, both ways: how much of A's agenda B also treats. A small forum can lie wholly inside a large
///   one, which the cosine hides;
/// - Jaccard |A ∩ B| / |A ∪ B|.
///
/// Agendas are those of the coded record, so that all four are of what is coded; pairs with no topic in common are there too.
///
/// # Undefined
/// Where one of the two has fewer topics than the minimum: one topic is no agenda.
///
/// # Cost
/// O(bearers² x topics of one).
///
/// # Reference
/// Salton & Buckley 1988.
///
/// ```
/// # use std::collections::BTreeMap;
/// # use blocs::view::{AgendaOptions, Agendas, Node, Treated};
/// use blocs::overlap::agenda::{Agenda, Options, Weighting};
/// # let node = |id: &str| Some(Node { id: id.into(), kind: "x".into(), name: id.into(), name_ja: String::new() });
/// # let row = |topics: &[(&str, usize)]| -> BTreeMap<String, Treated> {
/// #     topics.iter().map(|(id, passages)| (id.to_string(), Treated { passages: *passages, claims: vec![] })).collect()
/// # };
/// // f treats piracy in three passages and tolls in one; g treats piracy, tolls and fishing in one each.
/// let cells = BTreeMap::from([
///     ("f".to_owned(), row(&[("piracy", 3), ("tolls", 1)])),
///     ("g".to_owned(), row(&[("fishing", 1), ("piracy", 1), ("tolls", 1)])),
/// ]);
/// let view = Agendas::from_cells(cells, AgendaOptions::default(), node);
/// let found = Agenda::of(&view, Options { weighting: Weighting::Passages, ..Options::default() });
/// let pair = found.between(0, 1);
/// assert!((pair.cosine.unwrap() - 4.0 / (10_f64 * 3.0).sqrt()).abs() < 1e-15);
/// assert_eq!((pair.contained, pair.contained_other), (Ok(1.0), Ok(2.0 / 3.0)));
/// assert_eq!(found.between(1, 0).contained, Ok(2.0 / 3.0)); // of g a third is not in f
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Agenda {
    /// Forums or texts, in the order of their ids.
    pub bearers: Vec<Node>,
    /// How many topics each has.
    pub sizes: Vec<usize>,
    /// What each pair has in common.
    pub pairs: Pairs<Common>,
    /// The options as used.
    pub options: Options,
    /// How it was made.
    pub method: Method,
    /// What one of them is called.
    pub one: &'static str,
}

impl Agenda {
    /// Compares every two agendas of a view.
    pub fn of(agendas: &Agendas, options: Options) -> Self {
        let n = agendas.bearers.len();
        let mut held = vec![0_usize; agendas.topics.len()];
        for bearer in 0..n {
            agendas.agenda(bearer).keys().for_each(|topic| held[*topic] += 1);
        }
        let rarity = |topic: usize| libm::log((1 + n) as f64 / (1 + held[topic]) as f64) + 1.0;
        let weigh = |topic: usize, passages: usize| match options.weighting {
            Weighting::Rarity => passages as f64 * rarity(topic),
            Weighting::Passages => passages as f64,
            Weighting::Presence => 1.0,
        };
        let rows: Vec<BTreeMap<usize, f64>> = (0..n)
            .map(|bearer| {
                agendas.agenda(bearer).iter().map(|(&topic, is)| (topic, weigh(topic, is.passages))).collect()
            })
            .collect();
        let pairs = Pairs::of(n, |a, b| common(&rows[a], &rows[b], options));
        let sizes = rows.iter().map(BTreeMap::len).collect();
        let one = match agendas.options.of {
            Bearers::Forums => "forum",
            Bearers::Documents => "document",
        };
        Self { bearers: agendas.bearers.clone(), sizes, pairs, options, method: options.method(agendas), one }
    }
    /// What two of them have in common, of which `a` is the first.
    ///
    /// # Panics
    /// When both are the same or one is not below the number of bearers.
    pub fn between(&self, a: usize, b: usize) -> Common {
        let pair = self.pairs.get(a, b).clone();
        if a < b { pair } else { pair.turned() }
    }
    /// A row a pair, in the order of ids.
    pub fn table(&self) -> Table {
        let share = "coefficient 0-1";
        let mut table = Table::new("agenda-overlap", self.method.clone())
            .titled("Overlap of agendas")
            .of_pairs(self.one)
            .column("topics", CellKind::Integer, ColumnRole::Attribute, "topics")
            .column("topics_other", CellKind::Integer, ColumnRole::Attribute, "topics")
            .column("shared", CellKind::Integer, ColumnRole::Count, "topics")
            .column("cosine", CellKind::Number, ColumnRole::Value, share)
            .column("contained", CellKind::Number, ColumnRole::Attribute, share)
            .column("contained_other", CellKind::Number, ColumnRole::Attribute, share)
            .column("jaccard", CellKind::Number, ColumnRole::Attribute, share);
        for (a, b, pair) in self.pairs.iter() {
            let (one, other) = (&self.bearers[a], &self.bearers[b]);
            let numbers = [&pair.cosine, &pair.contained, &pair.contained_other, &pair.jaccard];
            let names = one.beside(other).map(Cell::text);
            let counts = [pair.topics.0, pair.topics.1, pair.topics.2].map(Cell::count);
            table.push(names.into_iter().chain(counts).chain(numbers.map(|number| Cell::number(number.clone()))));
        }
        table
    }
    /// The pairs that share a topic, the most alike first: for a page.
    pub fn closest(&self) -> Table {
        let mut rows: Vec<(usize, f64, usize)> = self
            .pairs
            .iter()
            .enumerate()
            .filter(|(_, (_, _, pair))| pair.topics.2 > 0)
            .map(|(row, (_, _, pair))| (row, pair.cosine.clone().unwrap_or(-1.0), pair.topics.2))
            .collect();
        rows.sort_by(|x, y| y.1.total_cmp(&x.1).then(y.2.cmp(&x.2)).then(x.0.cmp(&y.0)));
        let rows: Vec<usize> = rows.into_iter().map(|(row, ..)| row).collect();
        let mut table = self.table().pick(&rows).without(&["other_name", "jaccard"]);
        table.columns.retain(|column| column.role != ColumnRole::Label);
        table.title = "Agendas that are known to share a topic".into();
        table
    }
    /// The bearers with the size of their agendas.
    fn things(&self) -> Table {
        let mut table = Table::new("agendas", self.method.clone()).of_nodes().column(
            "topics",
            CellKind::Integer,
            ColumnRole::Count,
            "topics",
        );
        for (bearer, size) in self.bearers.iter().zip(&self.sizes) {
            let cells = bearer.words().map(Cell::text);
            table.push(cells.into_iter().chain([Cell::count(*size)]));
        }
        table
    }
    /// The matrix of cosines, to be drawn; `None` when fewer than two have an agenda.
    pub fn subject(&self) -> Option<Subject> {
        (self.bearers.len() > 1).then(|| Subject::Matrix { things: self.things(), pairs: self.table() })
    }
    /// Forums or texts, tied where they share a topic; the weight is the number of topics, the cosine beside it.
    pub fn graph(&self) -> AttributedGraph {
        let mut ties = Table::new("agenda-overlap", self.method.clone())
            .column("shared", CellKind::Integer, ColumnRole::Weight, "topics")
            .column("cosine", CellKind::Number, ColumnRole::Value, "coefficient 0-1");
        let mut ends = Vec::new();
        for (a, b, pair) in self.pairs.iter().filter(|(_, _, pair)| pair.topics.2 > 0) {
            ties.push([Cell::count(pair.topics.2), Cell::number(pair.cosine.clone())]);
            ends.push((a, b));
        }
        AttributedGraph {
            name: "agenda-overlap".to_owned(),
            directed: false,
            role: GraphRole::OneMode,
            nodes: self.things(),
            ties,
            ends,
            method: self.method.clone(),
        }
    }
    /// The topics of two bearers, the shared ones first, with the claims on either side.
    ///
    /// # Undefined
    /// When of one of the two no topic is coded in this view, or both are the same.
    pub fn why(&self, agendas: &Agendas, a: &str, b: &str) -> Result<Table, Undefined> {
        // Of whom all topics are disputed, these are told.
        let is_disputed = |id: &str| agendas.disputed.keys().any(|(bearer, _)| bearer == id);
        let nothing = BTreeMap::new();
        let agenda = |id: &str| match agendas.bearer(id) {
            Some(place) => Ok(agendas.agenda(place)),
            None if is_disputed(id) => Ok(&nothing),
            None => Err(Undefined::because(format!("no topic of {id} is coded in this view"))),
        };
        let (one, other) = (agenda(a)?, agenda(b)?);
        if a == b {
            return Err(Undefined::because(format!(
                "{a} is not compared with itself: an overlap takes two {}s",
                self.one
            )));
        }
        let mut table = Table::new("agenda-why", self.method.clone())
            .titled(format!("What {a} and {b} treat"))
            .column("topic", CellKind::Text, ColumnRole::Id, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("kind", CellKind::Text, ColumnRole::Kind, "")
            .column("in", CellKind::Text, ColumnRole::Class, "")
            .column("claims", CellKind::List, ColumnRole::Claims, "")
            .column("claims_other", CellKind::List, ColumnRole::Claims, "");
        let mut rows = Vec::new();
        for (place, topic) in agendas.topics.iter().enumerate() {
            let (rank, word) = match (one.get(&place), other.get(&place)) {
                (Some(_), Some(_)) => (0, "both".to_owned()),
                (Some(_), None) => (1, format!("only {a}")),
                (None, Some(_)) => (2, format!("only {b}")),
                (None, None) => continue,
            };
            let claims = |of: &BTreeMap<usize, Treated>| {
                Cell::List(of.get(&place).map(|treated| treated.claims.clone()).unwrap_or_default())
            };
            let cells = [&topic.id, &topic.name, &topic.name_ja, &topic.kind].map(Cell::text);
            rows.push((
                rank,
                cells.into_iter().chain([Cell::text(word), claims(one), claims(other)]).collect::<Vec<_>>(),
            ));
        }
        rows.sort_by_key(|(rank, _)| *rank);
        rows.into_iter().for_each(|(_, row)| table.push(row));
        for ((bearer, topic), claims) in agendas.disputed.iter().filter(|((bearer, _), _)| bearer == a || bearer == b) {
            let place = agendas.topics.binary_search_by(|other| other.id.cmp(topic)).ok();
            let words = place.map_or([topic.as_str(), "", "", ""], |place| agendas.topics[place].words());
            let [id, name, name_ja, kind] = words.map(Cell::text);
            let claims = Cell::List(claims.clone());
            let claims = if bearer == a { [claims, Cell::List(Vec::new())] } else { [Cell::List(Vec::new()), claims] };
            table
                .push([id, name, name_ja, kind, Cell::text(format!("disputed of {bearer}"))].into_iter().chain(claims));
        }
        Ok(table)
    }
}

fn common(a: &BTreeMap<usize, f64>, b: &BTreeMap<usize, f64>, options: Options) -> Common {
    let shared: Vec<(f64, f64)> = a.iter().filter_map(|(topic, u)| Some((*u, *b.get(topic)?))).collect();
    let fewest = a.len().min(b.len());
    let enough = |value: f64| match fewest < options.minimum {
        true if fewest == 1 => Err(Undefined::because(format!("1 topic, minimum {}", options.minimum))),
        true => Err(Undefined::because(format!("{fewest} topics, minimum {}", options.minimum))),
        false if fewest == 0 => Err(Undefined::because("no topic")),
        false => Ok(value),
    };
    let share = |of: usize| shared.len() as f64 / of.max(1) as f64;
    let norm = |of: &BTreeMap<usize, f64>| of.values().map(|w| w * w).sum::<f64>();
    let dot: f64 = shared.iter().map(|(u, v)| u * v).sum();
    // Rounding never makes two agendas more than the same.
    let cosine = (dot / (norm(a) * norm(b)).sqrt()).min(1.0);
    Common {
        topics: (a.len(), b.len(), shared.len()),
        cosine: enough(cosine),
        contained: enough(share(a.len())),
        contained_other: enough(share(b.len())),
        jaccard: enough(share(a.len() + b.len() - shared.len())),
    }
}

#[cfg(test)]
#[path = "agenda_tests.rs"]
mod tests;
