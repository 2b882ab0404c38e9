//! What forums and texts treat: the issues and norms that they address, contain or affirm.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::affiliations::{Times, in_window, meet, of_several_series, series, span};
use super::{Node, Sessions, Window};
use crate::graph::Graph;
use crate::model::schema::{Class, Direction, FlowClass, Role};
use crate::model::{Claim, Dataset, Day, Evidence, Lines, Status};

/// Whose agendas are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bearers {
    /// Forums, by what they address themselves and by what the texts they issued or adopted hold.
    #[default]
    Forums,
    /// Texts, by what they hold.
    Documents,
}

impl Bearers {
    /// Every value.
    pub const ALL: &[Self] = &[Self::Forums, Self::Documents];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Forums => "forums",
            Self::Documents => "documents",
        }
    }
}

/// Which agendas the view takes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AgendaOptions {
    /// The window of time; all time by default.
    pub window: Window,
    /// Whose agendas; those of forums by default.
    pub of: Bearers,
    /// Whether what a session treats is on the agenda of its forum; it is by default.
    pub sessions: Sessions,
}

/// That a bearer treats a topic.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Treated {
    /// At how many places the sources say so: lines, however many terms in them say it.
    pub passages: usize,
    /// The claims, those of the steps between (who issued the text, which set the norm is part of) among them.
    pub claims: Vec<String>,
}

/// Forums or texts, and the topics on the agenda of each. Both stand in the order of their ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agendas {
    /// Whoever treats at least one topic.
    pub bearers: Vec<Node>,
    /// The issues and norms that somebody treats.
    pub topics: Vec<Node>,
    /// The options as used.
    pub options: AgendaOptions,
    /// What a source says is on an agenda, and another denies: bearer and topic, with the claims on both sides. It counts for no
    /// agenda.
    pub disputed: BTreeMap<(String, String), Vec<String>>,
    /// When the claims behind agendas hold, in the window or out of it.
    pub times: Times,
    /// Sessions, by their ids, that claims call sessions of several series: they are lifted to none.
    pub of_several_series: BTreeMap<String, Vec<String>>,
    cells: Vec<BTreeMap<usize, Treated>>,
}

/// Places of sources, and the claims read there, for one bearer and one topic.
#[derive(Default)]
struct Found<'a> {
    places: BTreeSet<Place<'a>>,
    claims: BTreeSet<&'a str>,
}

/// A source and its lines; where no text is held, what its anchors name: a page, a paragraph, a record.
type Place<'a> = (&'a str, Option<Lines>, &'a [String]);

fn place(evidence: &Evidence) -> Place<'_> {
    let anchors: &[String] = if evidence.lines.is_some() { &[] } else { &evidence.anchors };
    (&evidence.source, evidence.lines, anchors)
}

/// What a bearer treats: topic to what was found.
type Topics<'a> = BTreeMap<&'a str, Found<'a>>;

impl Agendas {
    /// What the graph knows of agendas, under these options: actual, unhedged claims only.
    ///
    /// A set of norms stands for the norms in it, so that two texts meet in a norm, whatever set each lists it in; a
    /// text that holds another text holds its topics. A forum's agenda is what it (or, where sessions are lifted, a
    /// session of it) addresses, and the topics of the texts that it issued or adopted.
    ///
    /// What no source says a forum treats is not known *not* to be treated: agendas are those of the coded record. What
    /// one source says and another denies of what may be the same time is on no agenda, but [`disputed`](Self::disputed).
    ///
    /// ```
    /// use blocs::{dataset, graph::Graph, view::{AgendaOptions, Agendas}};
    /// let folder = dataset::builtin("toy-council").unwrap();
    /// let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
    /// let agendas = Agendas::of(&graph, &AgendaOptions::default());
    /// assert_eq!(agendas.treated("harbour-council", "tolls").unwrap().claims, ["t29"]);
    /// ```
    pub fn of<'a>(graph: &'a Graph, options: &AgendaOptions) -> Self {
        let dataset = graph.dataset();
        let on_agenda = |claim: &&Claim| claim.is_plain() && has_role(dataset, claim, &|role| *role == Role::Agenda);
        let in_time = |claim: &&Claim| in_window(dataset, claim, options.window);
        let denied = Denied::of(dataset, options.window);
        let said = |disputed: bool| {
            let mut said: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
            let claims = dataset.claims.iter().filter(on_agenda).filter(in_time);
            for claim in claims.filter(|claim| disputed || !denied.disputes(claim)) {
                said.entry(claim.subject.as_str()).or_default().push(claim);
            }
            said
        };
        let is_arena = |id: &str| dataset.entity(id).is_some_and(|entity| dataset.schema.is_arena(&entity.kind));
        let sessions = series(dataset);
        let found = |said: &BTreeMap<&'a str, Vec<&'a Claim>>, disputed: bool| {
            let mut found: BTreeMap<&str, Topics<'a>> = BTreeMap::new();
            for bearer in said.keys() {
                let Some(entity) = dataset.entity(bearer) else { continue };
                let takes = match options.of {
                    Bearers::Documents => dataset.schema.is_a(&entity.kind, "document"),
                    Bearers::Forums => dataset.schema.is_arena(&entity.kind),
                };
                if takes {
                    let owner = lifted(&sessions, bearer, options);
                    gather(dataset, said, bearer, &[], found.entry(owner).or_default());
                }
            }
            if options.of == Bearers::Forums {
                let takes = |claim: &Claim| disputed || !denied.disputes(claim);
                for (forum, texts) in issued(dataset, options.window, options.sessions, &takes) {
                    for (text, claims) in texts {
                        gather(dataset, said, text, &claims, found.entry(forum).or_default());
                    }
                }
            }
            found
        };
        let known = found(&said(false), false);
        let mut disputed = BTreeMap::new();
        for (bearer, topics) in if denied.is_empty() { BTreeMap::new() } else { found(&said(true), true) } {
            let known = known.get(bearer);
            for (topic, of_topic) in
                topics.into_iter().filter(|(topic, _)| !known.is_some_and(|all| all.contains_key(topic)))
            {
                let against = of_topic.claims.iter().filter_map(|id| dataset.claim(id));
                let against = against.flat_map(|claim| denied.against(claim)).map(|denial| denial.id.as_str());
                let claims: BTreeSet<&str> = of_topic.claims.iter().copied().chain(against).collect();
                let claims: Vec<String> = claims.into_iter().map(str::to_owned).collect();
                disputed.insert((bearer.to_owned(), topic.to_owned()), claims);
            }
        }
        let cells = known.into_iter().map(|(bearer, topics)| {
            let topics = topics.into_iter().map(|(topic, found)| {
                let claims = found.claims.into_iter().map(str::to_owned).collect();
                (topic.to_owned(), Treated { passages: found.places.len(), claims })
            });
            (bearer.to_owned(), topics.collect())
        });
        let node = |id: &str| dataset.entity(id).map(super::node);
        let mut view = Self { disputed, ..Self::from_cells(cells.collect(), *options, node) };
        if options.of == Bearers::Forums {
            let all = Window::default();
            let issued =
                texts_of(dataset, all, options.sessions).into_values().flat_map(BTreeMap::into_values).flatten();
            let addressed = dataset.claims.iter().filter(on_agenda);
            let of_forums = addressed.filter(|claim| is_arena(&claim.subject));
            of_forums.chain(issued).for_each(|claim| view.times.take(dataset, claim));
            if options.sessions == Sessions::Lifted {
                view.of_several_series = of_several_series(graph);
            }
        }
        view
    }
    /// What stands on agendas in the place of a set of norms: the norms in it, in order; of an issue or a norm that holds no
    /// others itself.
    ///
    /// ```
    /// use blocs::{dataset, graph::Graph, view::Agendas};
    /// let folders = ["cyber-norms", "states"].map(|name| dataset::builtin(name).unwrap()).to_vec();
    /// let graph = Graph::from(dataset::load(folders, None).dataset.unwrap());
    /// assert!(Agendas::topics_of(&graph, "lucca-norms").len() > 10);
    /// assert_eq!(Agendas::topics_of(&graph, "norm-il-applies"), ["norm-il-applies"]);
    /// assert!(Agendas::topics_of(&graph, "japan").is_empty());
    /// ```
    pub fn topics_of(graph: &Graph, id: &str) -> Vec<String> {
        let dataset = graph.dataset();
        let mut said: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
        for claim in dataset.claims.iter().filter(|claim| claim.is_plain() && carries(dataset, claim)) {
            said.entry(claim.subject.as_str()).or_default().push(claim);
        }
        let idea = dataset.entity(id).filter(|entity| dataset.schema.class(&entity.kind) == Some(Class::Idea));
        let Some(start) = idea else { return Vec::new() };
        let mut topics: Vec<String> =
            leaves(dataset, &said, &start.id).into_iter().map(|(topic, _)| topic.to_owned()).collect();
        topics.sort();
        topics
    }
    /// Puts a view together from what each bearer treats; ids that `node` does not know are left out.
    pub fn from_cells(
        cells: BTreeMap<String, BTreeMap<String, Treated>>,
        options: AgendaOptions,
        node: impl Fn(&str) -> Option<Node>,
    ) -> Self {
        let names: BTreeSet<&str> = cells.values().flat_map(|topics| topics.keys().map(String::as_str)).collect();
        let topics: Vec<Node> = names.into_iter().filter_map(&node).collect();
        let place = |id: &str| topics.binary_search_by(|topic| topic.id.as_str().cmp(id)).ok();
        let mut bearers = Vec::new();
        let mut rows = Vec::new();
        for (bearer, treated) in &cells {
            let row: BTreeMap<usize, Treated> =
                treated.iter().filter_map(|(topic, treated)| Some((place(topic)?, treated.clone()))).collect();
            if let (Some(node), false) = (node(bearer), row.is_empty()) {
                bearers.push(node);
                rows.push(row);
            }
        }
        let (times, of_several_series, disputed) = (Times::default(), BTreeMap::new(), BTreeMap::new());
        Self { bearers, topics, options, disputed, times, of_several_series, cells: rows }
    }
    /// The topics of a bearer, by their places, in order.
    pub fn agenda(&self, bearer: usize) -> &BTreeMap<usize, Treated> {
        &self.cells[bearer]
    }
    /// The place of a bearer by its id.
    pub fn bearer(&self, id: &str) -> Option<usize> {
        self.bearers.binary_search_by(|bearer| bearer.id.as_str().cmp(id)).ok()
    }
    /// What is known of one bearer and one topic, by their ids.
    pub fn treated(&self, bearer: &str, topic: &str) -> Option<&Treated> {
        let topic = self.topics.binary_search_by(|other| other.id.as_str().cmp(topic)).ok()?;
        self.cells[self.bearer(bearer)?].get(&topic)
    }
}

/// What sources deny in a window: the relation of one thing to another.
pub(super) struct Denied<'a> {
    dataset: &'a Dataset,
    claims: BTreeMap<(&'a str, &'a str, Option<&'a str>), Vec<&'a Claim>>,
}

impl<'a> Denied<'a> {
    /// Unhedged denials that may hold in the window.
    pub(super) fn of(dataset: &'a Dataset, window: Window) -> Self {
        let denied = |claim: &&Claim| claim.status == Status::Denied && claim.modality.is_none();
        let mut claims: BTreeMap<_, Vec<&Claim>> = BTreeMap::new();
        for claim in dataset.claims.iter().filter(denied).filter(|claim| in_window(dataset, claim, window)) {
            claims
                .entry((claim.subject.as_str(), claim.relation.as_str(), claim.target.entity()))
                .or_default()
                .push(claim);
        }
        Self { dataset, claims }
    }
    fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }
    /// The denials of what a claim says, of what may be the same time.
    fn against(&self, claim: &Claim) -> Vec<&'a Claim> {
        let of_claim = self.claims.get(&(claim.subject.as_str(), claim.relation.as_str(), claim.target.entity()));
        let when = span(self.dataset, claim);
        let denials = of_claim.into_iter().flatten().copied();
        denials.filter(|denial| meet(when, span(self.dataset, denial))).collect()
    }
    /// Whether a source denies what a claim says, of what may be the same time.
    pub(super) fn disputes(&self, claim: &Claim) -> bool {
        !self.against(claim).is_empty()
    }
}

/// The texts that each forum issued or adopted, itself or in a session that is lifted to it, with the claims; but for those of
/// which another source denies that.
pub(super) fn texts_of(
    dataset: &Dataset,
    window: Window,
    sessions: Sessions,
) -> BTreeMap<&str, BTreeMap<&str, Vec<&Claim>>> {
    let denied = Denied::of(dataset, window);
    issued(dataset, window, sessions, &|claim| !denied.disputes(claim))
}

/// The same, by the claims that `takes` lets in.
fn issued<'a>(
    dataset: &'a Dataset,
    window: Window,
    sessions: Sessions,
    takes: &dyn Fn(&Claim) -> bool,
) -> BTreeMap<&'a str, BTreeMap<&'a str, Vec<&'a Claim>>> {
    let series = series(dataset);
    let creates = |role: &Role| {
        matches!(role, Role::Influence { direction: Direction::Forward, class: FlowClass::Mandate, creates: true })
    };
    let mut texts: BTreeMap<&str, BTreeMap<&str, Vec<&Claim>>> = BTreeMap::new();
    let plain = |claim: &&Claim| claim.is_plain() && in_window(dataset, claim, window);
    for claim in dataset.claims.iter().filter(plain).filter(|claim| takes(claim)) {
        let Some(text) = claim.target.entity().and_then(|id| dataset.entity(id)) else { continue };
        let arena = dataset.entity(&claim.subject).is_some_and(|entity| dataset.schema.is_arena(&entity.kind));
        if arena && dataset.schema.is_a(&text.kind, "document") && has_role(dataset, claim, &creates) {
            let options = AgendaOptions { sessions, ..AgendaOptions::default() };
            let forum = lifted(&series, &claim.subject, &options);
            texts.entry(forum).or_default().entry(text.id.as_str()).or_default().push(claim);
        }
    }
    texts
}

/// What is a forum's own, until a day: the texts that it issued or adopted, and its sessions where these are lifted. Who issued a
/// text is true ever after.
pub fn belongings(graph: &Graph, until: Option<Day>, sessions: Sessions) -> BTreeMap<String, BTreeSet<String>> {
    let dataset = graph.dataset();
    let mut own: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (forum, texts) in texts_of(dataset, Window { from: None, until }, sessions) {
        own.entry(forum.to_owned()).or_default().extend(texts.into_keys().map(str::to_owned));
    }
    if sessions == Sessions::Lifted {
        for (session, forum) in series(dataset) {
            own.entry(forum.to_owned()).or_default().insert(session.to_owned());
        }
    }
    own
}

fn lifted<'a>(series: &BTreeMap<&str, &'a str>, id: &'a str, options: &AgendaOptions) -> &'a str {
    let forum = if options.sessions == Sessions::Lifted { series.get(id).copied() } else { None };
    forum.unwrap_or(id)
}

fn has_role(dataset: &Dataset, claim: &Claim, wanted: &dyn Fn(&Role) -> bool) -> bool {
    dataset.schema.relation(&claim.relation).is_some_and(|relation| relation.roles.iter().any(wanted))
}

/// Puts the topics of one bearer, reached through these claims, into a list.
fn gather<'a>(
    dataset: &'a Dataset,
    said: &BTreeMap<&'a str, Vec<&'a Claim>>,
    bearer: &str,
    through: &[&'a Claim],
    into: &mut Topics<'a>,
) {
    for claim in said.get(bearer).into_iter().flatten() {
        let Some(object) = claim.target.entity().and_then(|id| dataset.entity(id)) else { continue };
        // To affirm a text is not to hold what it holds.
        let idea = dataset.schema.class(&object.kind) == Some(Class::Idea);
        if !idea && !carries(dataset, claim) {
            continue;
        }
        for (topic, steps) in leaves(dataset, said, &object.id) {
            let found = into.entry(topic).or_default();
            found.places.insert(place(&claim.evidence));
            let claims = through.iter().copied().chain([*claim]).chain(steps);
            found.claims.extend(claims.map(|claim| claim.id.as_str()));
        }
    }
}

fn carries(dataset: &Dataset, claim: &Claim) -> bool {
    has_role(dataset, claim, &|role| matches!(role, Role::Influence { class: FlowClass::Carrier, .. }))
}

/// The issues and norms behind what a claim names: itself, or what it holds, each with the claims between.
fn leaves<'a>(
    dataset: &'a Dataset,
    said: &BTreeMap<&'a str, Vec<&'a Claim>>,
    start: &'a str,
) -> Vec<(&'a str, Vec<&'a Claim>)> {
    let is_idea = |id: &str| dataset.entity(id).is_some_and(|e| dataset.schema.class(&e.kind) == Some(Class::Idea));
    let mut from: BTreeMap<&str, Option<(&str, &Claim)>> = BTreeMap::from([(start, None)]);
    let mut queue = VecDeque::from([start]);
    let (mut ends, mut visited, mut held) = (Vec::new(), Vec::new(), Vec::new());
    while let Some(id) = queue.pop_front() {
        visited.push(id);
        let Some(entity) = dataset.entity(id) else { continue };
        let is_text = dataset.schema.is_a(&entity.kind, "document");
        let mut holds = false;
        for claim in said.get(id).into_iter().flatten() {
            let Some(object) = claim.target.entity() else { continue };
            // What a text says of an idea is in it; to affirm another text is not to hold what that one holds.
            if !(carries(dataset, claim) || is_text && is_idea(object)) {
                continue;
            }
            holds = true;
            held.push((id, object));
            from.entry(object).or_insert_with(|| {
                queue.push_back(object);
                Some((id, claim))
            });
        }
        if !holds && dataset.schema.class(&entity.kind) == Some(Class::Idea) {
            ends.push(id);
        }
    }
    // Sets that hold each other and nothing else are what they are: that by which one comes to them.
    let mut ended: BTreeSet<&str> = ends.iter().copied().collect();
    while held.iter().fold(false, |grown, (whole, part)| grown | (ended.contains(part) && ended.insert(whole))) {}
    let in_circle = |id: &str| is_idea(id) && !ended.contains(id);
    let first = |id: &&str| match from.get(id) {
        Some(Some((before, _))) => !in_circle(before),
        _ => true,
    };
    ends.extend(visited.iter().copied().filter(|id| in_circle(id)).filter(first));
    let steps = |end: &'a str| {
        let mut steps = Vec::new();
        let mut at = end;
        while let Some(Some((before, claim))) = from.get(at) {
            steps.push(*claim);
            at = before;
        }
        steps.reverse();
        (end, steps)
    };
    ends.into_iter().map(steps).collect()
}
