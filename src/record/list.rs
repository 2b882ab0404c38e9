//! Lists of the record: entities by kind, claims by relation, ends, source, status and time; counted, sorted.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::Graph;
use crate::model::schema::Role;
use crate::model::{Claim, Span, Status};
use crate::result::{Cell, CellKind, Column, ColumnRole, Method, Table};
use crate::view::Window;

use super::claims_table;

/// What a list takes in. Empty fields take in all.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Kinds of entities; for claims, of either end.
    pub kinds: Vec<String>,
    /// Relations.
    pub relations: Vec<String>,
    /// Subjects.
    pub subjects: Vec<String>,
    /// Objects.
    pub objects: Vec<String>,
    /// Sources.
    pub sources: Vec<String>,
    /// Statuses.
    pub statuses: Vec<Status>,
    /// The window of time.
    pub window: Window,
    /// The order of the rows.
    pub sort: Sort,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// By id.
    #[default]
    Id,
    /// By date, the undated last.
    Date,
}

/// What a list counts by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountBy {
    /// By source.
    Source,
    /// By kind.
    Kind,
    /// By place where it was held or has its seat.
    Place,
}

impl Filter {
    /// Whether only kinds and time are asked for: then the list is one of entities.
    pub fn is_of_entities(&self) -> bool {
        self.relations.is_empty()
            && self.subjects.is_empty()
            && self.objects.is_empty()
            && self.statuses.is_empty()
            && !self.kinds.is_empty()
    }

    fn takes(&self, graph: &Graph, claim: &Claim) -> bool {
        let any = |list: &[String], id: &str| list.is_empty() || list.iter().any(|other| other == id);
        let begin = claim.begin.as_ref().map_or(Span::UNKNOWN, |date| date.span());
        let end = claim.end.as_ref().map_or(begin, |date| date.span());
        let kind = |id: &str| graph.dataset().entity(id).is_some_and(|entity| self.of_kind(graph, &entity.kind));
        any(&self.relations, &claim.relation)
            && any(&self.subjects, &claim.subject)
            && (self.objects.is_empty() || claim.target.entity().is_some_and(|object| any(&self.objects, object)))
            && any(&self.sources, &claim.evidence.source)
            && (self.statuses.is_empty() || self.statuses.contains(&claim.status))
            && self.window.may_hold(Span { earliest: begin.earliest, latest: end.latest })
            && (self.kinds.is_empty() || kind(&claim.subject) || claim.target.entity().is_some_and(kind))
    }

    fn of_kind(&self, graph: &Graph, kind: &str) -> bool {
        self.kinds.is_empty() || self.kinds.iter().any(|other| graph.dataset().schema.is_a(kind, other))
    }
}

/// The claims that a filter takes in: ends, relation, dates, how they are said, source and lines.
///
/// ```
/// use blocs::{dataset, graph::Graph, record::list::{self, Filter}, result::ColumnRole};
/// # let folder = dataset::builtin("toy-council").unwrap();
/// # let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// let cited = Filter { relations: vec!["cites".to_owned()], ..Filter::default() };
/// let table = list::claims(&graph, &cited);
/// let ids: Vec<&str> = (0..table.len()).map(|row| table.text(row, ColumnRole::Id)).collect();
/// assert_eq!(ids, ["t27", "t28"]);
/// ```
pub fn claims(graph: &Graph, filter: &Filter) -> Table {
    let mut claims: Vec<&Claim> = graph.dataset().claims.iter().filter(|claim| filter.takes(graph, claim)).collect();
    if filter.sort == Sort::Date {
        claims.sort_by_cached_key(|claim| {
            let span = claim.begin.as_ref().map(|date| date.span());
            (span.is_none(), span, claim.id.clone())
        });
    }
    claims_table("claims", claims.into_iter(), &super::no_text)
}

/// Every claim of the record with all that its row says, anchors and notes too: what two codings are compared by.
pub fn claims_in_full(graph: &Graph) -> Table {
    let claims = &graph.dataset().claims;
    let mut table = claims_table("claims", claims.iter(), &super::no_text);
    let column = |name: &str, of: &dyn Fn(&Claim) -> String| Column {
        name: name.to_owned(),
        kind: CellKind::Text,
        role: ColumnRole::Attribute,
        unit: "",
        cells: claims.iter().map(|claim| Cell::text(of(claim))).collect(),
    };
    table.columns.push(column("anchor", &|claim| claim.evidence.anchors.join("; ")));
    table.columns.push(column("note", &|claim| claim.note.clone()));
    table
}

/// Every count of the record, one of a source a row.
pub fn counts_of_decisions(graph: &Graph) -> Table {
    let tallies = &graph.dataset().tallies;
    let mut table = Table::new("counts", Method::new("counts of the record", "").counting("counts", tallies.len()))
        .titled("What sources count")
        .column("decision", CellKind::Text, ColumnRole::Item, "")
        .column("measure", CellKind::Text, ColumnRole::Position, "")
        .column("count", CellKind::Integer, ColumnRole::Value, "actors")
        .column("bound", CellKind::Text, ColumnRole::Attribute, "")
        .column("as_of", CellKind::Text, ColumnRole::Begin, "")
        .column("how", CellKind::Text, ColumnRole::Status, "")
        .column("evidence", CellKind::Text, ColumnRole::Evidence, "");
    for tally in tallies {
        let mut how = vec![tally.status.word(), tally.certainty.word()];
        how.extend(Some(tally.attributed_to.as_str()).filter(|by| !by.is_empty()));
        table.push([
            Cell::text(&tally.decision),
            Cell::text(tally.measure.word()),
            Cell::Integer(i64::try_from(tally.value).unwrap_or(i64::MAX)),
            Cell::text(tally.bound.word()),
            Cell::text(tally.as_of.as_ref().map(|date| date.text()).unwrap_or_default()),
            Cell::text(how.join(", ")),
            Cell::text(tally.evidence.to_string()),
        ]);
    }
    table
}

/// The entities that a filter takes in: with names, date, place, and how many claims of how many sources speak of each.
pub fn entities(graph: &Graph, filter: &Filter) -> Table {
    let dataset = graph.dataset();
    let known = Known::of(graph, &filter.sources);
    let mut rows: Vec<(&crate::model::Entity, About)> = dataset
        .entities
        .iter()
        .filter(|entity| filter.of_kind(graph, &entity.kind))
        .map(|entity| (entity, known.about(&entity.id)))
        .filter(|(_, about)| filter.window.may_hold(about.span) && (filter.sources.is_empty() || about.claims > 0))
        .collect();
    if filter.sort == Sort::Date {
        rows.sort_by_cached_key(|(entity, about)| (about.date.is_empty(), about.span, entity.id.clone()));
    }
    let method = Method::new("entities of the record", "").counting("entities", rows.len());
    let mut table = Table::new("entities", method)
        .column("id", CellKind::Text, ColumnRole::Id, "")
        .column("kind", CellKind::Text, ColumnRole::Kind, "")
        .column("name", CellKind::Text, ColumnRole::Label, "")
        .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
        .column("date", CellKind::Text, ColumnRole::Begin, "")
        .column("status", CellKind::Text, ColumnRole::Status, "")
        .column("place", CellKind::Text, ColumnRole::Attribute, "")
        .column("claims", CellKind::Integer, ColumnRole::Count, "claims")
        .column("sources", CellKind::Integer, ColumnRole::Attribute, "sources");
    for (entity, about) in rows {
        table.push([
            Cell::text(&entity.id),
            Cell::text(&entity.kind),
            Cell::text(&entity.name),
            Cell::text(&entity.name_ja),
            Cell::text(about.date),
            Cell::text(about.status),
            Cell::text(about.place),
            Cell::count(about.claims),
            Cell::count(about.sources),
        ]);
    }
    table
}

/// How many a filter takes in, by source, kind or place.
pub fn counts(graph: &Graph, filter: &Filter, by: CountBy) -> Table {
    let dataset = graph.dataset();
    let of_entities = filter.is_of_entities();
    let known = Known::of(graph, &filter.sources);
    let mut counts: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    if of_entities {
        for entity in dataset.entities.iter().filter(|entity| filter.of_kind(graph, &entity.kind)) {
            let about = known.about(&entity.id);
            if !filter.window.may_hold(about.span) {
                continue;
            }
            let keys = match by {
                CountBy::Source => known.sources_of(&entity.id),
                CountBy::Kind => vec![entity.kind.clone()],
                CountBy::Place => vec![if about.place.is_empty() { "(not stated)".into() } else { about.place }],
            };
            for key in keys {
                counts.entry(key).or_default().insert(&entity.id);
            }
        }
    } else {
        for claim in dataset.claims.iter().filter(|claim| filter.takes(graph, claim)) {
            let key = match by {
                CountBy::Source => claim.evidence.source.clone(),
                CountBy::Kind => dataset.entity(&claim.subject).map_or(String::new(), |entity| entity.kind.clone()),
                CountBy::Place => known.about(&claim.subject).place,
            };
            let key = if key.is_empty() { "(not stated)".to_owned() } else { key };
            counts.entry(key).or_default().insert(&claim.id);
        }
    }
    let (unit, label) = if of_entities { ("entities", "entities") } else { ("claims", "claims") };
    let name = match by {
        CountBy::Source => "source",
        CountBy::Kind => "kind",
        CountBy::Place => "place",
    };
    let mut rows: Vec<(String, usize)> = counts.into_iter().map(|(key, things)| (key, things.len())).collect();
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let mut table = Table::new("counts", Method::new(format!("{label} by {name}"), "").counting("groups", rows.len()))
        .column(name, CellKind::Text, ColumnRole::Id, "")
        .column(label, CellKind::Integer, ColumnRole::Count, unit);
    for (key, n) in rows {
        table.push([Cell::Text(key), Cell::count(n)]);
    }
    table
}

/// What a list shows of an entity beside its names.
struct About {
    date: String,
    span: Span,
    status: String,
    place: String,
    claims: usize,
    sources: usize,
}

/// The claims of each entity, found once.
struct Known<'a> {
    graph: &'a Graph,
    claims: BTreeMap<&'a str, Vec<&'a Claim>>,
}

impl<'a> Known<'a> {
    fn of(graph: &'a Graph, sources: &[String]) -> Self {
        let mut claims: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
        let takes = |claim: &&Claim| sources.is_empty() || sources.contains(&claim.evidence.source);
        for claim in graph.dataset().claims.iter().filter(takes) {
            claims.entry(&claim.subject).or_default().push(claim);
            if let Some(object) = claim.target.entity().filter(|object| *object != claim.subject) {
                claims.entry(object).or_default().push(claim);
            }
        }
        Self { graph, claims }
    }

    fn sources_of(&self, id: &str) -> Vec<String> {
        let claims = self.claims.get(id).map_or(&[][..], Vec::as_slice);
        let sources: BTreeSet<&str> = claims.iter().map(|claim| claim.evidence.source.as_str()).collect();
        sources.into_iter().map(str::to_owned).collect()
    }

    fn about(&self, id: &str) -> About {
        let claims = self.claims.get(id).map_or(&[][..], Vec::as_slice);
        let schema = &self.graph.dataset().schema;
        let has = |claim: &Claim, role: fn(&Role) -> bool| {
            schema.relation(&claim.relation).is_some_and(|relation| relation.roles.iter().any(role))
        };
        let occurs = |claim: &&&Claim| {
            claim.subject == id && claim.begin.is_some() && has(claim, |role| *role == Role::Occurrence)
        };
        let made = |claim: &&&Claim| {
            claim.target.entity() == Some(id)
                && claim.begin.is_some()
                && has(claim, |role| matches!(role, Role::Influence { creates: true, .. }))
        };
        // What happened before what was planned, the day before its month.
        let key =
            |claim: &&&Claim| (claim.status != Status::Actual, claim.begin.as_ref().map(|date| width(date.span())));
        let when = claims.iter().filter(occurs).min_by_key(key).or_else(|| claims.iter().filter(made).min_by_key(key));
        let decision = self.graph.dataset().decision(id).and_then(|decision| decision.date.as_ref());
        let date = decision.or_else(|| when.and_then(|claim| claim.begin.as_ref()));
        let places: BTreeSet<&str> = claims
            .iter()
            .filter(|claim| claim.subject == id)
            .filter_map(|claim| claim.target.entity())
            .filter(|object| self.graph.dataset().entity(object).is_some_and(|entity| entity.kind == "place"))
            .collect();
        About {
            date: date.map(|date| date.text().to_owned()).unwrap_or_default(),
            span: date.map_or(Span::UNKNOWN, |date| date.span()),
            status: when.filter(|_| decision.is_none()).map_or(String::new(), |claim| claim.status.word().to_owned()),
            place: places.into_iter().collect::<Vec<_>>().join("; "),
            claims: claims.len(),
            sources: self.sources_of(id).len(),
        }
    }
}

fn width(span: Span) -> i64 {
    i64::from(span.latest.0) - i64::from(span.earliest.0)
}
