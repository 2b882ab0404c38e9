//! Which kinds and relations there are, and which question reads them: the schema, as data.

use serde::{Deserialize, Serialize};

/// The four abstract classes that algorithms know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// Can take a position: states, blocs, organisations, persons.
    Actor,
    /// Where actors meet: forums and their sessions.
    Arena,
    /// What is done or written: documents, decisions, initiatives.
    Act,
    /// What is argued over: norms and issues.
    Idea,
}

/// A kind of entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// `state`.
    pub id: String,
    /// The class of the kind; none for localities, which no algorithm reads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<Class>,
    /// The kind it is a child of, when a dataset extends the schema.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Members may inherit its positions, when asked: blocs and camps only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub passes_positions: bool,
    /// Actors meet in it though it is an actor itself: blocs and organisations.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub meets: bool,
    /// Stands for several actors: blocs, camps, regions, classes. No single actor is counted behind it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub collective: bool,
    /// The kind in English.
    pub label: String,
    /// The kind in Japanese.
    pub label_ja: String,
    /// What it covers.
    #[serde(default)]
    pub note: String,
}

/// Whether a relation happens at an instant or holds for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeKind {
    /// At one instant inside its bounds: begin only.
    Event,
    /// From begin to end.
    State,
}

/// Which end of a relation is the actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActorEnd {
    /// The subject.
    Subject,
    /// The object.
    Object,
    /// Both.
    Both,
    /// Neither.
    None,
}

/// The type of a value or a qualifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ValueKind {
    /// Any text.
    Text,
    /// A whole number, not negative.
    Count,
    /// A number.
    Number,
    /// `yes` or `no`.
    YesNo,
    /// An EDTF date.
    Date,
    /// The id of an entity.
    Entity,
    /// One of these words.
    OneOf(Vec<String>),
}

/// A key that a claim of this relation may carry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Qualifier {
    /// `role`.
    pub key: String,
    /// What its value is.
    #[serde(rename = "type")]
    pub kind: ValueKind,
}

/// How an actor takes part in an arena, or in a text that stands as one. They are never mixed unasked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Participation {
    /// Member, or may take part.
    Entitled,
    /// Was there.
    Attended,
    /// Host, founder, convener or proposer.
    Organised,
    /// Signed the text.
    Signed,
    /// Put the text, decision or initiative forward.
    Sponsored,
    /// Endorsed the text.
    Endorsed,
    /// Is bound by the treaty.
    Bound,
}

impl Participation {
    /// Every way to take part.
    pub const ALL: [Self; 7] =
        [Self::Entitled, Self::Attended, Self::Organised, Self::Signed, Self::Sponsored, Self::Endorsed, Self::Bound];
    /// The word that tables and options use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Entitled => "entitled",
            Self::Attended => "attended",
            Self::Organised => "organised",
            Self::Signed => "signed",
            Self::Sponsored => "sponsored",
            Self::Endorsed => "endorsed",
            Self::Bound => "bound",
        }
    }
    /// What an actor is to a text in which it takes part so; `None` for arenas, where claims say it (`member`, `observer`).
    pub const fn role(self) -> Option<&'static str> {
        match self {
            Self::Signed => Some("signatory"),
            Self::Sponsored => Some("sponsor"),
            Self::Endorsed => Some("endorser"),
            Self::Bound => Some("party"),
            Self::Entitled | Self::Attended | Self::Organised => None,
        }
    }
}

/// Which way influence runs along a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// From subject to object.
    Forward,
    /// From object to subject: a text that cites another was influenced by it.
    Reverse,
    /// Both ways, for carriers.
    Both,
}

/// What kind of step a relation is on an influence path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FlowClass {
    /// One text or body comes from another, and states it.
    Lineage,
    /// A task given, a body founded, a text issued.
    Mandate,
    /// A proposal, a contribution, a cause.
    Input,
    /// Two texts affirm the same norm: weaker, drawn apart.
    CoAffirmation,
    /// No meaning of its own: session and forum, text and norm, part and whole.
    Carrier,
}

impl FlowClass {
    /// Every class, strongest first.
    pub const ALL: [Self; 5] = [Self::Lineage, Self::Mandate, Self::Input, Self::CoAffirmation, Self::Carrier];
    /// The word that tables and options use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Lineage => "lineage",
            Self::Mandate => "mandate",
            Self::Input => "input",
            Self::CoAffirmation => "co-affirmation",
            Self::Carrier => "carrier",
        }
    }
    /// In plain Japanese.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Lineage => "系譜",
            Self::Mandate => "付託",
            Self::Input => "寄与",
            Self::CoAffirmation => "共通の確認",
            Self::Carrier => "部分・会期",
        }
    }
}

/// Which question reads a relation, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "role", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Role {
    /// A position with a sign: +1 for, -1 against, 0 kept but of no weight.
    Position {
        /// +1, 0 or -1.
        sign: i8,
    },
    /// A position in the signing of the object: +1 signed, -1 could have and did not.
    Signature {
        /// +1 or -1.
        sign: i8,
    },
    /// A stance: a code taken on an item.
    Stance,
    /// Takes part in an arena.
    Affiliation {
        /// How.
        mode: Participation,
    },
    /// An arena or text treats an issue or holds a norm.
    Agenda,
    /// A step of influence.
    Influence {
        /// Which way.
        direction: Direction,
        /// What kind of step.
        class: FlowClass,
        /// It brings the later end into being: nothing leaves a text before it is issued.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        creates: bool,
    },
    /// A dyad claimed by a source: shown beside computed pairs, never input.
    Dyad {
        /// +1 aligned, -1 at odds.
        sign: i8,
    },
    /// Holds the graph together: parts, seats, places.
    Structure,
    /// Lifts a session to its series.
    SessionOf,
    /// A member of a bloc or camp, along which positions pass when asked.
    Membership,
    /// When something took place.
    Occurrence,
    /// When an actor exists: one that does not cannot take part.
    Existence,
    /// Kept, shown, and read by no algorithm.
    Attribute,
}

/// A relation: which ends it allows and which question reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// `member_of`.
    pub id: String,
    /// The relation it is a child of, when a dataset extends the schema.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Kinds or classes that may stand as subject; empty means any.
    #[serde(default)]
    pub subject: Vec<String>,
    /// Kinds or classes that may stand as object; empty means any (or none, when only a value is allowed).
    #[serde(default)]
    pub object: Vec<String>,
    /// The type of the value, when the claim carries one instead of an object (a stance: beside it).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<ValueKind>,
    /// Event or state.
    pub time: TimeKind,
    /// Which end is the actor.
    pub actor: ActorEnd,
    /// Subject and object may be exchanged.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub symmetric: bool,
    /// The keys that its claims may carry.
    #[serde(default)]
    pub qualifiers: Vec<Qualifier>,
    /// Which questions read it.
    pub roles: Vec<Role>,
    /// The relation as an English verb phrase.
    pub label: String,
    /// The relation in Japanese.
    pub label_ja: String,
    /// What it covers.
    #[serde(default)]
    pub note: String,
}

impl Relation {
    /// The ways of taking part that its claims tell of.
    pub fn modes(&self) -> impl Iterator<Item = Participation> + '_ {
        self.roles.iter().filter_map(|role| match role {
            Role::Affiliation { mode } => Some(*mode),
            Role::Signature { .. } => Some(Participation::Signed),
            _ => None,
        })
    }
    /// Whether object and value go together: a stance on an item.
    pub fn is_stance(&self) -> bool {
        self.roles.contains(&Role::Stance)
    }
    /// Whether its claims carry a value and no object.
    pub fn is_literal(&self) -> bool {
        self.value.is_some() && !self.is_stance()
    }
}

/// Kinds and relations, and the qualifiers that every relation allows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Schema {
    /// Kinds, in the order of the file.
    #[serde(default)]
    pub kinds: Vec<Kind>,
    /// Qualifiers that every relation allows.
    #[serde(default)]
    pub qualifiers: Vec<Qualifier>,
    /// Relations, in the order of the file.
    #[serde(default)]
    pub relations: Vec<Relation>,
}

impl Schema {
    /// The kind of this id.
    pub fn kind(&self, id: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.id == id)
    }
    /// The relation of this id.
    pub fn relation(&self, id: &str) -> Option<&Relation> {
        self.relations.iter().find(|relation| relation.id == id)
    }
    /// The class of a kind, its own or that of its nearest ancestor.
    pub fn class(&self, kind: &str) -> Option<Class> {
        self.ancestry(kind).find_map(|kind| kind.class)
    }
    /// A kind and its ancestors, nearest first. A cycle of parents ends it.
    pub fn ancestry<'a>(&'a self, kind: &str) -> impl Iterator<Item = &'a Kind> {
        let first = self.kind(kind);
        std::iter::successors(first, |kind| self.kind(kind.parent.as_deref()?)).take(self.kinds.len())
    }
    /// Whether a kind is this one or a child of it.
    pub fn is_a(&self, kind: &str, ancestor: &str) -> bool {
        self.ancestry(kind).any(|kind| kind.id == ancestor)
    }
    /// Whether a relation is this one or a child of it. A cycle of parents ends it.
    pub fn is_under(&self, relation: &str, ancestor: &str) -> bool {
        let parent = |relation: &&Relation| self.relation(relation.parent.as_deref()?);
        let above = std::iter::successors(self.relation(relation), parent).take(self.relations.len());
        above.into_iter().any(|relation| relation.id == ancestor)
    }
    /// Whether an entity of this kind may stand at an end that allows these kinds or classes; an empty list allows all.
    pub fn allows(&self, ends: &[String], kind: &str) -> bool {
        let class = self.class(kind);
        ends.is_empty()
            || ends.iter().any(|end| {
                self.is_a(kind, end)
                    || matches!(
                        (end.as_str(), class),
                        ("actor", Some(Class::Actor))
                            | ("arena", Some(Class::Arena))
                            | ("act", Some(Class::Act))
                            | ("idea", Some(Class::Idea))
                    )
            })
    }
    /// Whether members may inherit this kind's positions, when asked.
    pub fn passes_positions(&self, kind: &str) -> bool {
        self.ancestry(kind).any(|kind| kind.passes_positions)
    }
    /// Whether actors that take part in this way meet in things of this kind: texts are signed, endorsed and
    /// binding; texts, decisions and initiatives are sponsored; arenas, blocs and organisations are sat in.
    pub fn meets(&self, mode: Participation, kind: &str) -> bool {
        match mode {
            mode if mode.role().is_some() => self.class(kind) == Some(Class::Act),
            _ => self.is_arena(kind),
        }
    }
    /// Whether actors meet in things of this kind: arenas, blocs and organisations.
    pub fn is_arena(&self, kind: &str) -> bool {
        self.class(kind) == Some(Class::Arena) || self.ancestry(kind).any(|kind| kind.meets)
    }
    /// Whether the kind stands for several actors.
    pub fn is_collective(&self, kind: &str) -> bool {
        self.ancestry(kind).any(|kind| kind.collective)
    }
    /// The qualifier of this key that a relation allows: its own, or one of those that every relation allows.
    pub fn qualifier<'a>(&'a self, relation: &'a Relation, key: &str) -> Option<&'a Qualifier> {
        relation.qualifiers.iter().chain(&self.qualifiers).find(|qualifier| qualifier.key == key)
    }
}
