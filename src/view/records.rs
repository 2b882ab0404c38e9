//! Every position on record, before an actor's several claims on one item become one position.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::affiliations::series;
use super::positions::{Code, Item, ItemKind};
use super::window::Window;
use crate::graph::Graph;
use crate::model::schema::{ActorEnd, Role};
use crate::model::{Claim, Dataset, Evidence, Participation, Position, Procedure, Span, Status, Target};

/// What makes a record: a row of positions or a claim, by its place in the dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Maker {
    Row(u32),
    Claim(u32),
}

/// One claim of one actor on one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Record {
    pub actor: u32,
    pub item: u32,
    pub code: u8,
    pub near: bool,
    /// May pass to members: neither an open list nor a part.
    pub whole: bool,
    pub when: Span,
    pub maker: Maker,
}

/// Items in the order of their ids, and the records on them in the order of actor and item.
pub(super) struct Records {
    pub items: Vec<Item>,
    pub records: Vec<Record>,
    /// The decisions of the window that were adopted without a vote, where these are asked for.
    pub adoptions: BTreeSet<String>,
}

/// What a record rests on, for a reader who asks why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Support {
    /// The word of the position or stance.
    pub says: String,
    /// The id of the claim; for a row of positions its decision and actor, which stay whatever the order of rows.
    pub claim: String,
    /// The date as written; empty when none is given.
    pub date: String,
    /// Where the world says it, if the row says so itself.
    pub evidence: Option<Evidence>,
}

/// Every record whose date may lie in the window.
pub(super) fn gather(graph: &Graph, window: Window, kinds: &[ItemKind]) -> Records {
    let mut gather = Gather { graph, items: Vec::new(), places: HashMap::new(), records: Vec::new() };
    gather.rows(window, kinds);
    gather.claims(window, kinds);
    let adoptions = if kinds.contains(&ItemKind::Consensus) { gather.adoptions(window) } else { BTreeSet::new() };
    // Items get the order of their ids, whatever table named them first.
    let mut order: Vec<usize> = (0..gather.items.len()).collect();
    order.sort_by(|&a, &b| gather.items[a].id.cmp(&gather.items[b].id));
    let mut rank = vec![0; order.len()];
    for (at, &item) in order.iter().enumerate() {
        rank[item] = at as u32;
    }
    for record in &mut gather.records {
        record.item = rank[record.item as usize];
    }
    gather.records.sort_unstable();
    let mut items: Vec<Option<Item>> = gather.items.into_iter().map(Some).collect();
    let items = order.into_iter().filter_map(|at| items[at].take()).collect();
    Records { items, records: gather.records, adoptions }
}

/// What stands behind what an actor holds on an item.
pub(super) fn support(graph: &Graph, records: &Records, actor: u32, item: u32) -> Vec<Support> {
    let of = records.records.iter().filter(|record| (record.actor, record.item) == (actor, item));
    of.map(|record| rests_on(graph.dataset(), records, record)).collect()
}

/// What one record rests on.
pub(super) fn rests_on(dataset: &Dataset, records: &Records, record: &Record) -> Support {
    let says = records.items[record.item as usize].codes[usize::from(record.code)].word.clone();
    match record.maker {
        Maker::Row(at) => {
            let row = &dataset.positions.rows[at as usize];
            let detail = &dataset.positions.details[row.detail as usize];
            let decision = &dataset.decisions[row.decision as usize];
            let date = detail.date.as_ref().or(decision.date.as_ref());
            Support {
                says,
                claim: format!("{}/{}", decision.id, dataset.entities[row.actor as usize].id),
                date: date.map(|date| date.text().to_owned()).unwrap_or_default(),
                evidence: dataset.positions.evidence(row),
            }
        }
        Maker::Claim(at) => {
            let claim = &dataset.claims[at as usize];
            Support {
                says,
                claim: claim.id.clone(),
                date: claim.begin.as_ref().map(|date| date.text().to_owned()).unwrap_or_default(),
                evidence: Some(claim.evidence.clone()),
            }
        }
    }
}

struct Gather<'a> {
    graph: &'a Graph,
    items: Vec<Item>,
    places: HashMap<String, u32>,
    records: Vec<Record>,
}

impl Gather<'_> {
    fn rows(&mut self, window: Window, kinds: &[ItemKind]) {
        let dataset = self.graph.dataset();
        let table = &dataset.positions;
        let mut at = 0;
        while let Some(first) = table.rows.get(at) {
            let place = first.decision as usize;
            let until = at + table.of(place).len();
            let decision = &dataset.decisions[place];
            let kind = kind_of(decision.procedure);
            if kinds.contains(&kind) {
                let item = self.decision(place);
                let of_decision = decision.date.as_ref().map_or(Span::UNKNOWN, |date| date.span());
                let codes = decision.procedure.positions();
                for (row, at) in table.rows[at..until].iter().zip(at..) {
                    let when = table.details[row.detail as usize].date.as_ref().map_or(of_decision, |date| date.span());
                    let code = codes.iter().position(|code| *code == row.position);
                    if let (Some(code), true) = (code, window.may_hold(when)) {
                        self.records.push(Record {
                            actor: row.actor,
                            item,
                            code: code as u8,
                            near: false,
                            whole: true,
                            when,
                            maker: Maker::Row(at as u32),
                        });
                    }
                }
            }
            at = until;
        }
    }

    fn claims(&mut self, window: Window, kinds: &[ItemKind]) {
        let dataset = self.graph.dataset();
        let entities: BTreeMap<&str, u32> =
            dataset.entities.iter().enumerate().map(|(at, entity)| (entity.id.as_str(), at as u32)).collect();
        for (at, claim) in dataset.claims.iter().enumerate().filter(|(_, claim)| claim.is_plain()) {
            let Some(relation) = dataset.schema.relation(&claim.relation) else { continue };
            let Some(&actor) = entities.get(claim.subject.as_str()) else { continue };
            let span = claim.begin.as_ref().map_or(Span::UNKNOWN, |date| date.span());
            for role in &relation.roles {
                let Some((item, code)) = self.taken(claim, *role, kinds) else { continue };
                let when = if span.is_unknown() { self.items[item as usize].date } else { span };
                if window.may_hold(when) {
                    let near = claim.qualifier("grade") == Some("near");
                    let whole = claim.open != crate::model::Openness::Open && !claim.is_of_a_part();
                    let maker = Maker::Claim(at as u32);
                    self.records.push(Record { actor, item, code, near, whole, when, maker });
                }
            }
        }
    }

    /// Whoever was entitled to sit in a body joins in what it adopted without a vote, unless a position of its own says
    /// how it stood. Gives the adoptions of the window.
    fn adoptions(&mut self, window: Window) -> BTreeSet<String> {
        let dataset = self.graph.dataset();
        let when = |place: usize| dataset.decisions[place].date.as_ref().map_or(Span::UNKNOWN, |date| date.span());
        let adopted =
            |&place: &usize| dataset.decisions[place].procedure == Procedure::Consensus && window.may_hold(when(place));
        let adopted: Vec<usize> = (0..dataset.decisions.len()).filter(adopted).collect();
        if adopted.is_empty() {
            return BTreeSet::new();
        }
        let seats = seats(dataset);
        let series = series(dataset);
        let code = Procedure::Consensus.positions().iter().position(|code| *code == Position::For).unwrap_or(0) as u8;
        for &place in &adopted {
            let forum = dataset.decisions[place].forum.as_str();
            let spoken: BTreeSet<u32> = dataset.positions.of(place).iter().map(|row| row.actor).collect();
            let when = when(place);
            for body in [Some(forum), series.get(forum).copied()].into_iter().flatten() {
                let seats = seats.get(body).map_or(&[][..], Vec::as_slice);
                for &(actor, at) in seats.iter().filter(|(actor, _)| !spoken.contains(actor)) {
                    // In a view from a day on, what has no date is of that day or later.
                    if holds_at(&dataset.claims[at as usize], window.clip(when)) {
                        let (item, maker) = (self.decision(place), Maker::Claim(at));
                        self.records.push(Record { actor, item, code, near: false, whole: false, when, maker });
                    }
                }
            }
        }
        adopted.into_iter().map(|place| dataset.decisions[place].id.clone()).collect()
    }

    /// The item and the code that a claim takes by one of its relation's roles.
    fn taken(&mut self, claim: &Claim, role: Role, kinds: &[ItemKind]) -> Option<(u32, u8)> {
        let dataset = self.graph.dataset();
        let object = claim.target.entity()?;
        match role {
            Role::Signature { sign } if kinds.contains(&ItemKind::Signing) => {
                let position = if sign > 0 { Position::Signed } else { Position::NotSigned };
                let signing = |decision: &&crate::model::Decision| {
                    decision.procedure == Procedure::Signing && decision.document == object
                };
                let mut of_document = dataset.decisions.iter().filter(signing);
                // Two signings of one text are two items, and a bare "signs" belongs to neither.
                let item = match (of_document.next(), of_document.next()) {
                    (Some(decision), None) => {
                        let place = dataset.decisions.binary_search_by(|other| other.id.cmp(&decision.id)).ok()?;
                        self.decision(place)
                    }
                    _ => self.item(format!("signing:{object}"), object, ItemKind::Signing, |_| {
                        Procedure::Signing.positions().iter().map(|position| code_of(*position)).collect()
                    }),
                };
                let code = Procedure::Signing.positions().iter().position(|code| *code == position)?;
                Some((item, code as u8))
            }
            Role::Position { sign } if sign != 0 && kinds.contains(&ItemKind::Statement) => {
                let id = match claim.qualifier("aspect") {
                    Some(aspect) => format!("statement:{object}:{aspect}"),
                    None => format!("statement:{object}"),
                };
                let item = self.item(id, object, ItemKind::Statement, |_| {
                    let code = |word: &str, level| Code { word: word.to_owned(), level: Some(level), counts: true };
                    vec![code("opposes", 0), code("supports", 1)]
                });
                Some((item, u8::from(sign > 0)))
            }
            Role::Stance if kinds.contains(&ItemKind::Stance) => {
                let Target::Stance { code, .. } = &claim.target else { return None };
                let item = self.item(format!("stance:{object}"), object, ItemKind::Stance, |graph| {
                    let of_item = graph.dataset().codes.iter().filter(|code| code.item == object);
                    of_item.map(|code| Code { word: code.code.clone(), level: code.order, counts: true }).collect()
                });
                let code = self.items[item as usize].codes.iter().position(|other| other.word == *code)?;
                Some((item, code as u8))
            }
            _ => None,
        }
    }

    fn item(
        &mut self,
        id: String,
        object: &str,
        kind: ItemKind,
        codes: impl FnOnce(&crate::graph::Graph) -> Vec<Code>,
    ) -> u32 {
        if let Some(&place) = self.places.get(&id) {
            return place;
        }
        let entity = self.graph.dataset().entity(object);
        let item = Item {
            id: id.clone(),
            name: entity.map_or(object, |entity| entity.name.as_str()).to_owned(),
            name_ja: entity.map_or("", |entity| entity.name_ja.as_str()).to_owned(),
            kind,
            object: object.to_owned(),
            date: Span::UNKNOWN,
            series: String::new(),
            codes: codes(self.graph).into(),
        };
        self.add(id, item)
    }

    fn decision(&mut self, place: usize) -> u32 {
        let dataset = self.graph.dataset();
        let decision = &dataset.decisions[place];
        if let Some(&place) = self.places.get(&decision.id) {
            return place;
        }
        let entity = dataset.entity(&decision.id);
        let item = Item {
            id: decision.id.clone(),
            name: entity.map_or(decision.id.as_str(), |entity| entity.name.as_str()).to_owned(),
            name_ja: entity.map_or("", |entity| entity.name_ja.as_str()).to_owned(),
            kind: kind_of(decision.procedure),
            object: if decision.document.is_empty() { decision.id.clone() } else { decision.document.clone() },
            date: decision.date.as_ref().map_or(Span::UNKNOWN, |date| date.span()),
            series: decision.series.clone(),
            codes: decision.procedure.positions().iter().map(|position| code_of(*position)).collect(),
        };
        self.add(decision.id.clone(), item)
    }

    fn add(&mut self, id: String, item: Item) -> u32 {
        let place = self.items.len() as u32;
        self.items.push(item);
        self.places.insert(id, place);
        place
    }
}

/// Who is entitled to sit in each body, with the claim that says so; nobody of whom another claim denies it.
fn seats(dataset: &Dataset) -> BTreeMap<&str, Vec<(u32, u32)>> {
    let mut seats: BTreeMap<&str, Vec<(u32, u32)>> = BTreeMap::new();
    let mut denied: BTreeSet<(u32, &str)> = BTreeSet::new();
    let entitled = Role::Affiliation { mode: Participation::Entitled };
    for (at, claim) in dataset.claims.iter().enumerate() {
        let Some(relation) = dataset.schema.relation(&claim.relation) else { continue };
        let (true, Some(object)) = (relation.roles.contains(&entitled), claim.target.entity()) else { continue };
        let (actor, body) = match relation.actor {
            ActorEnd::Object => (object, claim.subject.as_str()),
            _ => (claim.subject.as_str(), object),
        };
        let Ok(actor) = dataset.entities.binary_search_by(|entity| entity.id.as_str().cmp(actor)) else { continue };
        if claim.is_plain() {
            seats.entry(body).or_default().push((actor as u32, at as u32));
        } else if claim.status == Status::Denied && claim.modality.is_none() {
            denied.insert((actor as u32, body));
        }
    }
    for (body, seats) in &mut seats {
        seats.retain(|(actor, _)| !denied.contains(&(*actor, *body)));
    }
    seats
}

fn kind_of(procedure: Procedure) -> ItemKind {
    match procedure {
        Procedure::Signing => ItemKind::Signing,
        Procedure::Consensus | Procedure::Act => ItemKind::Consensus,
        Procedure::RollCall | Procedure::Vote | Procedure::Election => ItemKind::Vote,
    }
}

/// A position on its scale: against 0, abstain 1, for 2; not signed 0, signed 1. Absence is off the scale.
pub(super) fn code_of(position: Position) -> Code {
    let level = match position {
        Position::Against | Position::NotSigned => Some(0),
        Position::Abstain | Position::Signed => Some(1),
        Position::For => Some(2),
        Position::Absent | Position::NotEligible | Position::PresentNotVoting => None,
    };
    Code { word: position.word().to_owned(), level, counts: level.is_some() }
}

/// Whether a claim of membership may pass a position taken at this time.
pub(super) fn holds_at(claim: &Claim, when: Span) -> bool {
    let (begin, end) = claim.holds();
    claim.status == Status::Actual
        && claim.modality.is_none()
        && begin.earliest <= when.latest
        && end.latest >= when.earliest
}
