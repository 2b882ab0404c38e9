//! Forums as bodies: what they are part of, who may take part, by which rule they decide, and who is their rival.

mod above;
mod between;

use std::collections::{BTreeMap, BTreeSet};

use super::affiliations::{in_window, of_several_series, series, span};
use super::agendas::{Denied, texts_of};
use super::{Node, Sessions, Window};
use crate::graph::Graph;
use crate::model::claim::apart;
use crate::model::decision::Decision;
use crate::model::schema::{ActorEnd, Role};
use crate::model::{Claim, Dataset, Participation, Span, Status};

pub use above::{Above, Way};
use above::{Days, Parents, above};
pub use between::{Between, Stated, Statement};

/// How many of one kind take part in one way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Party {
    /// The kind of actors.
    pub kind: String,
    /// How they take part.
    pub mode: Participation,
    /// As what, where they are no members: observers, guests, ...
    pub role: String,
    /// How many are named.
    pub named: usize,
    /// Of how many of them sources say more of their access (`full`, `restricted`, `first time`, ...).
    pub access: Vec<(String, usize)>,
    /// The claims that name them.
    pub claims: Vec<String>,
}

/// Something that sources say of a body, with the claims.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    /// What they say.
    pub text: String,
    /// The claims; for a decision its id.
    pub claims: Vec<String>,
}

/// One forum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// The forum.
    pub node: Node,
    /// The body itself, then what it is an organ or part of, the nearest first.
    pub above: Vec<Above>,
    /// Who is named, by kind and way to take part.
    pub parties: Vec<Party>,
    /// How many take part, by sources that count.
    pub stated: Vec<Said>,
    /// How it decides.
    pub rules: Vec<Said>,
    /// The force of what it adopts.
    pub outcomes: Vec<Said>,
    /// The ids of the texts that it issued or adopted; no collection of which a part is among them.
    pub texts: Vec<Said>,
}

impl Body {
    /// The bodies above it that stand under no other, the nearest first: itself when nothing is above, and none where they stand
    /// in a circle.
    pub fn roots(&self) -> Vec<&Node> {
        self.above.iter().filter(|above| above.is_top).map(|above| &above.node).collect()
    }
}

/// The forums of a record as bodies, in the order of their ids.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bodies {
    /// Every forum of which anything is known that stands here.
    pub bodies: Vec<Body>,
    /// Stated rivalry and complementarity between two of them: (a, b) with a < b -> what, and who says so.
    pub between: BTreeMap<(usize, usize), Vec<(Between, Statement)>>,
    /// Sessions, by their ids, that claims call sessions of several series: they are lifted to none.
    pub of_several_series: BTreeMap<String, Vec<String>>,
    /// What one source says of forums and another denies of what may be the same time: subject, relation and object. It is no
    /// part of the bodies.
    pub disputed: Vec<(String, String, String)>,
    /// The window of time.
    pub window: Window,
}

/// Along what a body is part of another.
const UPWARDS: [&str; 2] = ["organ_of", "part_of"];

impl Bodies {
    /// What the graph knows of forums; sessions are lifted to theirs. Actual, unhedged claims only.
    ///
    /// Rivalry and complementarity between two texts stand between the forums that issued or adopted them.
    ///
    /// ```
    /// use blocs::{dataset, graph::Graph, view::{Bodies, Window}};
    /// let folder = dataset::builtin("toy-council").unwrap();
    /// let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
    /// let bodies = Bodies::of(&graph, Window::default());
    /// let council = &bodies.bodies[bodies.place("harbour-council").unwrap()];
    /// assert_eq!(council.parties[0].named, 5); // by hand: Ada, Bo, Cy, Dee and Eli
    /// ```
    pub fn of(graph: &Graph, window: Window) -> Self {
        let dataset = graph.dataset();
        let plain = dataset.claims.iter().filter(|claim| claim.is_plain() && in_window(dataset, claim, window));
        let denied = Denied::of(dataset, window);
        // Rivalry that is disputed is told as such; what else two sources disagree on is left out, and told.
        let (disputed, claims): (Vec<&Claim>, Vec<&Claim>) =
            plain.partition(|claim| stated(claim).is_none() && denied.disputes(claim));
        let series = series(dataset);
        let texts = texts_of(dataset, window, Sessions::Lifted);
        // Whose a text is stays true after the day on which it was issued.
        let issued = texts_of(dataset, Window { from: None, until: window.until }, Sessions::Lifted);
        let lifting = lifting(dataset, &series);
        let mut made: BTreeMap<&str, Made<'_>> = BTreeMap::new();
        let lift = |id: &'_ str| series.get(id).copied().or_else(|| dataset.entity(id).map(|e| e.id.as_str()));
        // A series may be a body that is no forum (an initiative): only forums are bodies here.
        let forum = |id: &str| lift(id).filter(|id| is_forum(dataset, id));
        let mut up: Parents<'_> = BTreeMap::new();
        let mut forums_of: BTreeMap<&str, BTreeMap<&str, Vec<&str>>> = BTreeMap::new();
        let mut parts_of: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for claim in claims.iter().filter(|claim| claim.relation == "part_of") {
            if let Some(whole) = claim.target.entity() {
                parts_of.entry(whole).or_default().insert(claim.subject.as_str());
            }
        }
        for (id, of_forum) in &texts {
            if let Some(id) = forum(id) {
                for (text, claims) in of_forum {
                    let parts = parts_of.get(text).into_iter().flatten();
                    let is_collection = parts.into_iter().any(|part| of_forum.contains_key(part));
                    let claims = claims.iter().map(|claim| claim.id.clone()).collect();
                    let of_body = made.entry(id).or_default();
                    if !is_collection {
                        of_body.texts.push(Said { text: (*text).to_owned(), claims });
                    }
                }
            }
        }
        for (id, of_forum) in &issued {
            let Some(id) = forum(id) else { continue };
            for (text, claims) in of_forum {
                let behind = forums_of.entry(text).or_default().entry(id).or_default();
                for claim in claims {
                    behind.push(claim.id.as_str());
                    behind.extend(lifting.get(claim.subject.as_str()).into_iter().flatten());
                }
            }
        }
        // The forums that a claim on a thing is about, each with the claims that make the thing its own.
        let ends = |id: &str| -> Vec<(&str, Vec<&str>)> {
            let of_text = forums_of.get(id).into_iter().flatten().map(|(forum, claims)| (*forum, claims.clone()));
            let itself = forum(id).map(|forum| (forum, lifting.get(id).cloned().unwrap_or_default()));
            itself.into_iter().chain(of_text).collect()
        };
        let mut between: BTreeMap<(&str, &str), BTreeMap<Between, Statement>> = BTreeMap::new();
        let denials = dataset.claims.iter().filter(|claim| claim.status == Status::Denied && claim.modality.is_none());
        let denials = denials.filter(|claim| in_window(dataset, claim, window));
        for claim in claims.iter().copied().chain(denials) {
            let Some(what) = stated(claim) else { continue };
            for (a, of_a) in ends(&claim.subject) {
                for (b, of_b) in claim.target.entity().map(ends).unwrap_or_default() {
                    if a != b {
                        let found = between.entry((a.min(b), a.max(b))).or_default().entry(what).or_default();
                        found.held.push(span(dataset, claim));
                        for id in [claim.id.as_str()].into_iter().chain(of_a.iter().copied()).chain(of_b) {
                            if !found.claims.iter().any(|known| known == id) {
                                found.claims.push(id.to_owned());
                            }
                        }
                        made.entry(a).or_default();
                        made.entry(b).or_default();
                    }
                }
            }
        }
        for claim in &claims {
            let object = claim.target.entity();
            if UPWARDS.contains(&claim.relation.as_str())
                && let (Some(child), Some(parent)) = (forum(&claim.subject), object.and_then(lift))
                && child == claim.subject
                && !dataset.entity(parent).is_some_and(|entity| dataset.schema.is_a(&entity.kind, "document"))
            {
                up.entry(child).or_default().entry(parent).or_default().push(claim);
                made.entry(child).or_default();
                if is_forum(dataset, parent) {
                    made.entry(parent).or_default();
                }
            }
            if let Some((actor, arena, mode)) = taking_part(dataset, claim)
                && let (Some(id), Some(actor)) = (forum(arena), dataset.entity(actor))
            {
                let role = claim.role_apart().unwrap_or_default();
                let access = claim.qualifier("mode").filter(|mode| apart(mode).is_none());
                let party = made.entry(id).or_default().parties.entry((actor.kind.as_str(), mode, role)).or_default();
                let (claims, accesses) = party.entry(actor.id.as_str()).or_default();
                claims.insert(claim.id.as_str());
                accesses.extend(access);
            }
            if let Some(id) = forum(&claim.subject) {
                read(claim, made.entry(id).or_default());
            }
            for id in forums_of.get(claim.subject.as_str()).into_iter().flat_map(BTreeMap::keys) {
                if let Some(force) = claim.qualifier("force") {
                    made.entry(id).or_default().outcomes.push(told(force, claim));
                }
            }
        }
        let held =
            |decision: &&Decision| window.may_hold(decision.date.as_ref().map_or(Span::UNKNOWN, |date| date.span()));
        for decision in dataset.decisions.iter().filter(|decision| !decision.rule.is_empty()).filter(held) {
            if let Some(id) = forum(&decision.forum) {
                let said = Said { text: decision.rule.clone(), claims: vec![decision.id.clone()] };
                made.entry(id).or_default().rules.push(said);
            }
        }
        // Who stands at the head of others is known by them.
        let heads: BTreeSet<&str> = up.values().flat_map(BTreeMap::keys).copied().collect();
        let days = Days::of(dataset, &up, window);
        let bodies: Vec<Body> = made
            .into_iter()
            .filter_map(|(id, made)| {
                let node = super::node(dataset.entity(id)?);
                Some(made.body(node, above(dataset, &up, &days, id)))
            })
            .filter(|body| {
                body.is_known()
                    || heads.contains(&*body.node.id)
                    || between.keys().any(|(a, b)| body.node.id == *a || body.node.id == *b)
            })
            .collect();
        let place = |id: &str| bodies.binary_search_by(|body| body.node.id.as_str().cmp(id)).ok();
        let between = between
            .into_iter()
            .filter_map(|((a, b), said)| Some(((place(a)?, place(b)?), said.into_iter().collect())))
            .collect();
        let of_forums = |id: Option<&str>| id.and_then(forum).is_some();
        let disputed =
            disputed.into_iter().filter(|claim| of_forums(Some(&claim.subject)) || of_forums(claim.target.entity()));
        let disputed: BTreeSet<(String, String, String)> = disputed
            .filter_map(|claim| {
                Some((claim.subject.clone(), claim.relation.clone(), claim.target.entity()?.to_owned()))
            })
            .collect();
        let disputed = disputed.into_iter().collect();
        Self { bodies, between, disputed, of_several_series: of_several_series(graph), window }
    }
    /// The place of a forum by its id.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.bodies.binary_search_by(|body| body.node.id.as_str().cmp(id)).ok()
    }
    /// The forums of a record, sessions aside, of which nothing is known that stands here, in the order of their ids.
    ///
    /// ```
    /// use blocs::{dataset, graph::Graph, view::{Bodies, Window}};
    /// let folders = ["cyber-norms", "states"].map(|name| dataset::builtin(name).unwrap());
    /// let graph = Graph::from(dataset::load(folders.into(), None).dataset.unwrap());
    /// let bodies = Bodies::of(&graph, Window::default());
    /// // Of the ASEAN Regional Forum the data know nothing, of ADMM-Plus what stands under it.
    /// let is_silent = |id: &str| bodies.silent(&graph).iter().any(|forum| forum.id == id);
    /// assert!(is_silent("arf") && !is_silent("admm-plus"));
    /// assert!(bodies.silent(&graph).iter().all(|forum| forum.id != "gge"));
    /// ```
    pub fn silent(&self, graph: &Graph) -> Vec<Node> {
        let dataset = graph.dataset();
        let is = |kind: &str, other: &str| dataset.schema.is_a(kind, other);
        let forums = dataset.entities.iter().filter(|entity| is(&entity.kind, "forum") && !is(&entity.kind, "session"));
        forums.filter(|entity| self.place(&entity.id).is_none()).map(super::node).collect()
    }
    /// Why something that the record knows is no body here.
    pub fn absent(graph: &Graph, id: &str) -> String {
        let dataset = graph.dataset();
        let is_session = dataset.entity(id).is_some_and(|entity| dataset.schema.is_a(&entity.kind, "session"));
        match series(dataset).get(id) {
            Some(forum) if is_session => format!("{id} is a session: ask for what it is a session of, {forum}"),
            None if is_session => format!("{id} is a session of no forum that is known"),
            _ if is_forum(dataset, id) => format!("nothing is known of {id} in this window"),
            _ => format!("{id} is no forum"),
        }
    }
    /// What sources say that two forums are to each other, by their ids: disputed where another source denies it of what may be
    /// the same day, with the claims of both.
    pub fn stated(&self, a: &str, b: &str) -> Stated {
        let all = self.said(a, b);
        let stated = all.iter().filter(|(what, _)| !what.is_denied());
        let told = stated.map(|(what, said)| {
            let other = what.against().and_then(|(denial, disputed)| {
                let (_, denied) = all.iter().find(|(other, denied)| *other == denial && denied.meets(said))?;
                // What makes a text that of a forum may stand behind both.
                let more = denied.claims.iter().filter(|claim| !said.claims.contains(claim));
                Some((disputed, said.claims.iter().chain(more).cloned().collect()))
            });
            other.unwrap_or_else(|| (*what, said.claims.clone()))
        });
        told.collect()
    }
    /// What each source says of two forums, and after it what some say that the two are not.
    pub fn said(&self, a: &str, b: &str) -> &[(Between, Statement)] {
        let (Some(a), Some(b)) = (self.place(a), self.place(b)) else { return &[] };
        self.between.get(&(a.min(b), a.max(b))).map_or(&[], Vec::as_slice)
    }
}

/// What is gathered of one forum.
#[derive(Default)]
struct Made<'a> {
    parties: BTreeMap<(&'a str, Participation, &'a str), Named<'a>>,
    stated: Vec<Said>,
    rules: Vec<Said>,
    outcomes: Vec<Said>,
    texts: Vec<Said>,
}

/// Actors with the claims that name them, and what these say of their access.
type Named<'a> = BTreeMap<&'a str, (BTreeSet<&'a str>, BTreeSet<&'a str>)>;

impl Made<'_> {
    fn body(self, node: Node, above: Vec<Above>) -> Body {
        let parties = self.parties.into_iter().map(|((kind, mode, role), who)| {
            let claims: BTreeSet<&str> = who.values().flat_map(|(claims, _)| claims).copied().collect();
            let mut access: BTreeMap<&str, usize> = BTreeMap::new();
            who.values().flat_map(|(_, access)| access).for_each(|word| *access.entry(word).or_default() += 1);
            Party {
                kind: kind.to_owned(),
                mode,
                role: role.to_owned(),
                named: who.len(),
                access: access.into_iter().map(|(word, n)| (word.to_owned(), n)).collect(),
                claims: claims.into_iter().map(str::to_owned).collect(),
            }
        });
        Body {
            node,
            above,
            parties: parties.collect(),
            stated: merged(self.stated),
            rules: merged(self.rules),
            outcomes: merged(self.outcomes),
            texts: merged(self.texts),
        }
    }
}

impl Body {
    fn is_known(&self) -> bool {
        let lists = [&self.stated, &self.rules, &self.outcomes, &self.texts];
        self.above.len() > 1 || !self.parties.is_empty() || lists.iter().any(|list| !list.is_empty())
    }
}

fn is_forum(dataset: &Dataset, id: &str) -> bool {
    dataset
        .entity(id)
        .is_some_and(|entity| dataset.schema.is_arena(&entity.kind) && !dataset.schema.is_a(&entity.kind, "session"))
}

fn stated(claim: &Claim) -> Option<Between> {
    match (claim.relation.as_str(), claim.status == Status::Denied) {
        ("competes_with", false) => Some(Between::Rival),
        ("competes_with", true) => Some(Between::NoRival),
        ("complements", false) => Some(Between::Complement),
        ("complements", true) => Some(Between::NoComplement),
        _ => None,
    }
}

/// The claims by which each session that is lifted is one of its series.
fn lifting<'a>(dataset: &'a Dataset, series: &BTreeMap<&str, &str>) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut lifting: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for claim in dataset.claims.iter().filter(|claim| claim.is_plain()) {
        let relation = dataset.schema.relation(&claim.relation);
        if relation.is_some_and(|relation| relation.roles.contains(&Role::SessionOf))
            && claim.target.entity().is_some_and(|forum| series.get(claim.subject.as_str()) == Some(&forum))
        {
            lifting.entry(&claim.subject).or_default().push(&claim.id);
        }
    }
    lifting
}

/// The actor, the arena and the mode of a claim that one takes part in the other.
fn taking_part<'a>(dataset: &Dataset, claim: &'a Claim) -> Option<(&'a str, &'a str, Participation)> {
    let relation = dataset.schema.relation(&claim.relation)?;
    let mode = relation.roles.iter().find_map(|role| match role {
        Role::Affiliation { mode } => Some(*mode),
        _ => None,
    })?;
    let object = claim.target.entity()?;
    Some(match relation.actor {
        ActorEnd::Object => (object, claim.subject.as_str(), mode),
        _ => (claim.subject.as_str(), object, mode),
    })
}

/// What a claim about a forum says of its size, its rule and the force of what it adopts.
fn read(claim: &Claim, made: &mut Made<'_>) {
    if let (Some(measure), Some(value)) = (claim.qualifier("measure"), claim.target.value()) {
        let counts = ["member", "participa", "states", "seats"].iter().any(|word| measure.contains(word));
        if counts {
            let bound = claim.qualifier("bound").map(|bound| format!("{bound} ")).unwrap_or_default();
            let class = claim.qualifier("class").map(|class| format!(" ({class})")).unwrap_or_default();
            made.stated.push(told(&format!("{bound}{value} {measure}{class}"), claim));
        }
    }
    match (claim.qualifier("role"), claim.target.value()) {
        (Some("rule"), Some(value)) => made.rules.push(told(value, claim)),
        (Some("force"), Some(value)) => made.outcomes.push(told(value, claim)),
        _ => {}
    }
    if let Some(procedure) = claim.qualifier("procedure") {
        made.rules.push(told(procedure, claim));
    }
    if claim.qualifier("consensus") == Some("yes") {
        made.rules.push(told("consensus", claim));
    }
    if let Some(force) = claim.qualifier("force") {
        made.outcomes.push(told(force, claim));
    }
}

fn told(text: &str, claim: &Claim) -> Said {
    Said { text: text.to_owned(), claims: vec![claim.id.clone()] }
}

/// What is said in the same words, once, with all its claims.
fn merged(said: Vec<Said>) -> Vec<Said> {
    let mut by_text: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for one in said {
        by_text.entry(one.text).or_default().extend(one.claims);
    }
    by_text.into_iter().map(|(text, claims)| Said { text, claims: claims.into_iter().collect() }).collect()
}
