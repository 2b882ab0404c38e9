//! What was coded, how surely, and where the record disagrees with itself, in words.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::Graph;
use crate::model::schema::Role;
use crate::model::{Certainty, Claim, Dataset, Decision, Diagnostic, Position, Severity, Status};
use crate::record::{conflicts, coverage, decision};
use crate::result::{Cell, CellKind, CellRef, ColumnRole, Document, Phrase, Subject, Table};

use super::report::Summary;
use super::{are, are_ja, count, japanese};

/// What figures are drawn from: the datasets, and the documents that speak in them, by their names where they are few.
///
/// ```
/// use blocs::{brief, model::Dataset};
/// let mut dataset = Dataset::default();
/// dataset.names = vec!["votes".into()];
/// assert_eq!(brief::record::data(&dataset).english, "Data: votes.");
/// ```
pub fn data(dataset: &Dataset) -> Phrase {
    Data::of(dataset).said()
}

/// What figures are drawn from, before it is known which figure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Data {
    /// The datasets.
    named: Phrase,
    /// The documents that speak in them, by their ids, with their names.
    sources: Vec<(String, Phrase)>,
    /// Words of its schema, and what its entities are called.
    labels: BTreeMap<String, String>,
    names: BTreeMap<String, (String, String)>,
}

impl Data {
    /// All that was loaded.
    pub fn of(dataset: &Dataset) -> Self {
        let name = |id: &str| match dataset.entity(id) {
            Some(entity) if entity.name.is_empty() => Phrase::new(id, id),
            Some(entity) => japanese::name(&entity.name, &entity.name_ja),
            None => Phrase::new(id, id),
        };
        let sources = dataset.sources.iter().map(|source| (source.id.clone(), name(&source.id)));
        Self {
            named: named(&dataset.names),
            sources: sources.collect(),
            labels: japanese::labels(&dataset.schema),
            names: japanese::of_entities(dataset),
        }
    }
    /// Data that are known by their names alone.
    pub fn named(names: &[String]) -> Self {
        Self { named: named(names), ..Self::default() }
    }
    /// Gives a page that has no words yet those of its answers, of the schema and of the entities.
    pub fn tell(&self, page: &mut Document) {
        page.terms.clone_from(japanese::terms());
        for (word, japanese) in &self.labels {
            page.labels.entry(word.clone()).or_insert_with(|| japanese.clone());
        }
        page.names.clone_from(&self.names);
    }
    /// The datasets and all of their sources.
    pub fn said(&self) -> Phrase {
        self.told(|_| true)
    }
    /// The same for one drawing: of the sources those alone whose lines stand behind what it shows, where it carries evidence.
    pub fn behind(&self, subject: &Subject) -> Phrase {
        let mut behind: BTreeSet<String> = BTreeSet::new();
        let mut places = |cell: CellRef<'_>| {
            let source = |place: &str| place.split([':', ' ']).next().unwrap_or_default().to_owned();
            match cell {
                CellRef::List(all) => behind.extend(all.iter().map(|place| source(place))),
                CellRef::Text(place) if !place.is_empty() => _ = behind.insert(source(place)),
                _ => {}
            }
        };
        for table in subject.tables() {
            let evidence = table.columns.iter().filter(|column| column.role == ColumnRole::Evidence);
            evidence.flat_map(|column| column.cells.iter()).for_each(&mut places);
        }
        if behind.is_empty() { self.said() } else { self.told(|source| behind.contains(source)) }
    }
    fn told(&self, keep: impl Fn(&str) -> bool) -> Phrase {
        let named = &self.named;
        let sources: Vec<&Phrase> = self.sources.iter().filter(|(id, _)| keep(id)).map(|(_, name)| name).collect();
        let names = |of: fn(&Phrase) -> &str| sources.iter().map(|name| of(name)).collect::<Vec<_>>().join("; ");
        match sources.len() {
            0 => named.clone(),
            n @ 1..=FEW_SOURCES => Phrase::new(
                format!(
                    "{} {}: {}.",
                    named.english,
                    if n == 1 { "Source" } else { "Sources" },
                    names(|name| &name.english)
                ),
                format!("{}出典：{}。", named.japanese, names(|name| &name.japanese)),
            ),
            n => Phrase::new(format!("{} Sources: {n}.", named.english), format!("{}出典{n}件。", named.japanese)),
        }
    }
}

/// The most sources that a caption names one by one.
const FEW_SOURCES: usize = 3;

/// The same of data that are known by their names alone; of a file, its name without its folder.
pub fn named(names: &[String]) -> Phrase {
    let last = |name: &String| {
        let file = name.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(name);
        file.strip_suffix(".csv").unwrap_or(file).to_owned()
    };
    let mut names: Vec<String> = names.iter().map(last).collect();
    names.dedup();
    if names.is_empty() {
        return Phrase::default();
    }
    Phrase::new(format!("Data: {}.", names.join(", ")), format!("資料：{}。", names.join("、")))
}

/// One or two sentences on what the record holds.
pub fn sentences(graph: &Graph, diagnostics: &[Diagnostic]) -> Vec<Phrase> {
    let dataset = graph.dataset();
    let claims = &dataset.claims;
    let how_many = |keep: fn(&&Claim) -> bool| claims.iter().filter(keep).count();
    let inferred = how_many(|claim| claim.certainty == Certainty::Inferred);
    let undated = how_many(|claim| claim.begin.is_none());
    let planned = how_many(|claim| claim.status == Status::Planned);
    let speaking: std::collections::BTreeSet<&str> =
        claims.iter().map(|claim| claim.evidence.source.as_str()).collect();
    let (entities, decisions) = (dataset.entities.len(), dataset.decisions.len());
    let (positions, counts) = (dataset.positions.rows.len(), dataset.tallies.len());
    let parts = [(positions, "recorded position", "立場の記録"), (counts, "count", "票数などの数")];
    let there = || parts.iter().filter(|(n, ..)| *n > 0);
    let english: Vec<String> = there().map(|(n, what, _)| count(*n, what)).collect();
    let japanese: Vec<String> = there().map(|(n, _, what)| format!("{what}が{n}件")).collect();
    let beside = match (decisions, english.as_slice()) {
        (0, _) => Phrase::new("no decision is recorded", "決定の記録はない"),
        (n, []) => Phrase::new(
            format!("{}, without a row of positions or a count", count(n, "decision")),
            format!("決定{n}件があり、立場や票数の行はない"),
        ),
        (n, _) => Phrase::new(
            format!("{} on {}", super::and(&english), count(n, "decision")),
            format!("決定{n}件については、{}ある", japanese.join("、")),
        ),
    };
    let mut sentences = vec![Phrase::new(
        format!(
            "{} of {} about {}; {}.",
            count(claims.len(), "claim"),
            count(speaking.len(), "source"),
            count(entities, "entity"),
            beside.english,
        ),
        format!(
            "資料{}点による主張{}件が、主体・文書・会合など{entities}件について述べる。{}。",
            speaking.len(),
            claims.len(),
            beside.japanese,
        ),
    )];
    let all = claims.len();
    if all > 0 {
        let dated = if undated == 0 { "all are dated".to_owned() } else { format!("{} undated", are(undated, all)) };
        sentences.push(Phrase::new(
            format!(
                "Of {}, {} the coder's inference, {dated}, and {} of something planned.",
                count(all, "claim"),
                are(inferred, all),
                are(planned, all),
            ),
            format!(
                "主張{all}件のうち、コーダーの推論は{}、日付不明は{}、予定についてのものは{}。",
                are_ja(inferred, all, "件"),
                are_ja(undated, all, "件"),
                are_ja(planned, all, "件"),
            ),
        ));
    }
    let disagree = diagnostics.iter().filter(|found| found.severity == Severity::Conflict).count();
    sentences.push(match disagree {
        0 => Phrase::new("No two claims of the record contradict each other.", "互いに矛盾する主張はない。"),
        n => Phrase::new(
            format!("{} {} kept unresolved.", count(n, "conflict"), if n == 1 { "is" } else { "are" }),
            format!("矛盾{n}件は、どちらも採らずにそのまま残してある。"),
        ),
    });
    sentences
}

/// What a report says of it, under its three headings.
pub(super) fn summarize(graph: &Graph, diagnostics: &[Diagnostic], summary: &mut Summary) {
    let mut sentences = sentences(graph, diagnostics);
    summary.sure.extend(sentences.drain(1..));
    summary.says.push((Phrase::new("What was coded", "何を記録したか"), sentences));
}

/// What a report says of the decision that it draws: its counts and names, why this one, and whom nobody accounts for.
pub(super) fn summarize_split(graph: &Graph, most: &MostNamed<'_>, summary: &mut Summary) {
    let name = decision_name(graph, most.decision);
    let mut counts = split_sentences(graph, most.decision);
    counts.push(most.chosen());
    summary.says.push((name.clone(), counts));
    // A whole of which every member is accounted for leaves nothing unknown.
    let open = decision::wholes_said(graph, most.decision).into_iter().filter(|(rest, _)| *rest != Some(0));
    summary.unknown.extend(open.map(|(_, said)| {
        Phrase::new(format!("{}: {}.", name.english, said.english), format!("{}：{}。", name.japanese, said.japanese))
    }));
}

/// The name of a decision.
pub(super) fn decision_name(graph: &Graph, decision: &Decision) -> Phrase {
    let entity = graph.dataset().entity(&decision.id);
    entity.map_or_else(
        || japanese::name(&decision.id, ""),
        |entity| japanese::name(graph.dataset().name(&entity.id), &entity.name_ja),
    )
}

/// The section of the record.
pub fn section(page: &mut Document, graph: &Graph, diagnostics: &[Diagnostic]) {
    page.table(coverage::by_source(graph));
    page.long_table(coverage::by_kind(graph), 20);
    let conflicts = conflicts::table(diagnostics, conflicts::Rows::Left);
    if !conflicts.is_empty() {
        page.long_table(conflicts, 20);
    }
}

/// The decision of which a record names most actors, and by what rule it was taken.
#[derive(Debug, Clone, Copy)]
pub struct MostNamed<'a> {
    /// The decision: of several, the first by id.
    pub decision: &'a Decision,
    /// How many actors are named on it.
    pub actors: usize,
    /// On how many decisions as many are named, this one among them.
    pub alike: usize,
    /// On how many decisions anybody is named.
    pub named: usize,
}

impl MostNamed<'_> {
    /// Why this decision is shown and no other.
    fn chosen(&self) -> Phrase {
        let Self { actors, alike, named, .. } = self;
        match (named, alike) {
            (1, _) => Phrase::new(
                "It is the only decision on which the record names actors.",
                "記録で主体の名が分かる決定はこれだけである。",
            ),
            (_, 1) => Phrase::new(
                format!(
                    "It is shown because the record names more actors on it ({actors}) than on any other of {named} decisions."
                ),
                format!("名の分かる主体が{named}件の決定のうち最も多い（{actors}）ため、この決定を示す。"),
            ),
            _ => Phrase::new(
                format!(
                    "It is one of {alike} decisions on which the record names as many actors ({actors}), of {named} in all; \
                     the first of them by id is shown, which says nothing of its weight."
                ),
                format!(
                    "名の分かる主体が最も多い（{actors}）決定は{named}件中{alike}件あり、IDの順で最初のものを示す。重要だという意味ではない。"
                ),
            ),
        }
    }
}

/// Of these decisions the one of which most single actors are named.
pub fn most_named(graph: &Graph, of: impl Fn(&Decision) -> bool) -> Option<MostNamed<'_>> {
    let dataset = graph.dataset();
    let named = |decision: &Decision| -> usize {
        decision.procedure.positions().iter().map(|position| dataset.named(&decision.id, *position, None).len()).sum()
    };
    let of_each: Vec<(usize, &Decision)> =
        dataset.decisions.iter().filter(|one| of(one)).map(|one| (named(one), one)).filter(|(n, _)| *n > 0).collect();
    let actors = of_each.iter().map(|(n, _)| *n).max()?;
    let mut best = of_each.iter().filter(|(n, _)| *n == actors).map(|(_, decision)| *decision);
    let decision = best.next()?;
    Some(MostNamed { decision, actors, alike: 1 + best.count(), named: of_each.len() })
}

/// What a decision split, in sentences: counts and names, and where counts of sources differ.
fn split_sentences(graph: &Graph, of: &Decision) -> Vec<Phrase> {
    let dataset = graph.dataset();
    let counted = decision::classes(graph, of);
    let day = decision::day(graph, of);
    let (mut sentences, mut uncounted): (Vec<Phrase>, Vec<(Position, usize)>) = (Vec::new(), Vec::new());
    for position in of.procedure.positions() {
        let named = dataset.named(&of.id, *position, day).len();
        let japanese = position.japanese();
        let stated = counted.iter().find(|(measure, _)| measure.position() == Some(*position)).map(|(_, n)| *n);
        let Some(stated) = stated else {
            uncounted.extend((named > 0).then_some((*position, named)));
            continue;
        };
        let names = match u64::try_from(named).unwrap_or(u64::MAX) {
            _ if stated == 0 && named == 0 => Phrase::default(),
            1 if stated == 1 => Phrase::new(", and the record names it", "、記録で名が分かる"),
            named if named == stated => {
                Phrase::new(", and the record names all of them", "、記録ではそのすべての名が分かる")
            }
            named if named > stated => Phrase::new(
                format!(", but the record names {named}"),
                format!("、記録で名の分かるものは{named}で、これより多い"),
            ),
            named => Phrase::new(
                format!(", of whom the record names {named}"),
                format!("、うち記録で名の分かるものは{named}"),
            ),
        };
        let mut others: Vec<String> = dataset
            .tallies
            .iter()
            .filter(|tally| tally.decision == of.id && tally.measure.position() == Some(*position))
            .filter(|tally| tally.value != stated)
            .map(|tally| match &tally.as_of {
                Some(date) => format!("{} ({date})", tally.value),
                None => tally.value.to_string(),
            })
            .collect();
        others.sort();
        others.dedup();
        let differ = match others.as_slice() {
            [] => Phrase::default(),
            others => Phrase::new(
                format!("; other counts say {}", others.join(", ")),
                format!("（ほかの数を挙げる資料もある：{}）", others.join("、")),
            ),
        };
        let n = if stated == 0 { "none".to_owned() } else { stated.to_string() };
        sentences.push(Phrase::new(
            format!("{position}: {n} counted{}{}.", names.english, differ.english),
            format!("{japanese}：資料の挙げる数は{stated}{}{}。", names.japanese, differ.japanese),
        ));
    }
    if !uncounted.is_empty() {
        let english: Vec<String> = uncounted.iter().map(|(position, n)| format!("{n} {position}")).collect();
        let japanese: Vec<String> =
            uncounted.iter().map(|(position, n)| format!("{}{n}", position.japanese())).collect();
        sentences.push(Phrase::new(
            format!("The record names {}; no source counts them.", super::and(&english)),
            format!("記録で名の分かるもの：{}。数を挙げる資料はない。", japanese.join("、")),
        ));
    }
    sentences
}

/// The split of a decision as a tray: a row an actor of the record's kinds, with region and position.
///
/// Actors of the register without a position are there, with an empty cell: unknown, never "no". Actors are the single
/// ones that hold a position on any decision, and all of their kind that have a region.
pub fn split(graph: &Graph, of: &Decision) -> Subject {
    let dataset = graph.dataset();
    let day = decision::day(graph, of);
    let method = crate::result::Method::new("positions on a decision", "")
        .with("decision", &of.id)
        .with("procedure", of.procedure)
        .noting("An actor without a record is unknown, which is no position.");
    let mut actors = Table::new("split", method.clone())
        .titled(dataset.name(&of.id))
        .column("actor", CellKind::Text, ColumnRole::Id, "")
        .column("name", CellKind::Text, ColumnRole::Label, "")
        .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
        .column("code", CellKind::Text, ColumnRole::Code, "")
        .column("region", CellKind::Text, ColumnRole::Region, "")
        .column("region_ja", CellKind::Text, ColumnRole::RegionJa, "")
        .column("position", CellKind::Text, ColumnRole::Position, "")
        .column("claims", CellKind::List, ColumnRole::Claims, "");
    let behind = behind(graph, of);
    let held: Vec<(&str, std::collections::BTreeSet<&str>)> = of
        .procedure
        .positions()
        .iter()
        .map(|position| (position.word(), dataset.named(&of.id, *position, day)))
        .collect();
    let position = |id: &str| {
        let of_actor: Vec<&str> = held.iter().filter(|(_, named)| named.contains(id)).map(|(word, _)| *word).collect();
        // Two positions on record are a conflict, which is no position.
        if let [one] = of_actor.as_slice() { (*one).to_owned() } else { String::new() }
    };
    let mut unknown = 0;
    for entity in &dataset.entities {
        let region = crate::view::region(graph, &entity.id).map(|region| (region.name, region.name_ja));
        let at_issue = held.iter().any(|(_, named)| named.contains(entity.id.as_str()));
        let listed = dataset.schema.is_a(&entity.kind, "state") && region.is_some();
        if !at_issue && !listed {
            continue;
        }
        let position = position(&entity.id);
        unknown += usize::from(position.is_empty());
        let (region, region_ja) = region.unwrap_or_default();
        actors.push([
            Cell::text(&entity.id),
            Cell::text(&entity.name),
            Cell::text(&entity.name_ja),
            Cell::text(&entity.iso3),
            Cell::text(region),
            Cell::text(region_ja),
            Cell::text(position),
            behind.get(entity.id.as_str()).map_or(Cell::Empty, |claims| Cell::List(claims.clone())),
        ]);
    }
    actors.method = actors.method.clone().counting("actors", actors.len()).counting("unknown", unknown);
    if let Some(day) = day {
        actors.method = actors.method.clone().with("as of", day);
        let later = |position: &Position| {
            let then = dataset.named(&of.id, *position, Some(day));
            let names = dataset.named(&of.id, *position, None).difference(&then).map(|id| dataset.name(id)).collect();
            (*position, names)
        };
        let later: Vec<(Position, Vec<&str>)> = of.procedure.positions().iter().map(later).collect();
        for (position, names) in later.iter().filter(|(_, names)| !names.is_empty()) {
            actors.method.note(format!("Later {position}: {}.", names.join(", ")));
        }
    }
    Subject::Split { actors, tallies: counted(graph, of) }
}

/// The claims and rows on a decision, or on the text it was about, of each actor.
fn behind<'a>(graph: &'a Graph, of: &Decision) -> BTreeMap<&'a str, Vec<String>> {
    let dataset = graph.dataset();
    let mut behind: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    if let Ok(place) = dataset.decisions.binary_search_by(|other| other.id.cmp(&of.id)) {
        for row in dataset.positions.of(place) {
            let actor = dataset.entities[row.actor as usize].id.as_str();
            behind.entry(actor).or_default().push(format!("{}/{actor}", of.id));
        }
    }
    let signs = |claim: &&Claim| {
        let object = claim.target.entity();
        let roles = dataset.schema.relation(&claim.relation).map_or(&[][..], |relation| relation.roles.as_slice());
        (object == Some(of.id.as_str()) || !of.document.is_empty() && object == Some(of.document.as_str()))
            && roles.iter().any(|role| matches!(role, Role::Signature { .. } | Role::Position { .. }))
    };
    for claim in dataset.claims.iter().filter(signs) {
        behind.entry(&claim.subject).or_default().push(claim.id.clone());
    }
    behind
}

/// The counts of a split: one row a position with its first count and the actors named, then those whom no class
/// accounts for. Being eligible or present is no position and has no part in the bar.
fn counted(graph: &Graph, of: &Decision) -> Table {
    let dataset = graph.dataset();
    let mut table = Table::new("split-counts", decision::tallies(graph, of).method)
        .column("position", CellKind::Text, ColumnRole::Position, "")
        .column("count", CellKind::Integer, ColumnRole::Value, "actors")
        .column("named", CellKind::Integer, ColumnRole::Count, "actors");
    for (measure, value) in decision::classes(graph, of) {
        let Some(position) = measure.position() else { continue };
        let named = dataset.named(&of.id, position, decision::day(graph, of)).len();
        let value = i64::try_from(value).unwrap_or(i64::MAX);
        table.push([Cell::text(measure.word()), Cell::Integer(value), Cell::count(named)]);
    }
    if let Some(rest) = decision::rest(graph, of).filter(|rest| *rest > 0) {
        table.push([Cell::Empty, Cell::Integer(i64::try_from(rest).unwrap_or(i64::MAX)), Cell::count(0)]);
    }
    table
}
