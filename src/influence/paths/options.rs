//! Which paths are sought and listed.

use super::{Order, Pattern};
use crate::result::Method;
use crate::view::{Flow, FlowNode};

/// Which paths are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Listing {
    /// The best and all that are as good.
    #[default]
    Shortest,
    /// The best so many: shortest first, then by what is preferred.
    Best,
    /// All up to the largest number of steps.
    All,
}

impl Listing {
    /// Every value.
    pub const ALL: [Self; 3] = [Self::Shortest, Self::Best, Self::All];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Shortest => "shortest",
            Self::Best => "best",
            Self::All => "all",
        }
    }
}

/// Which steps are walked, by how the coder came to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Certainties {
    /// Stated and inferred ones; the inferred are counted and marked.
    #[default]
    Any,
    /// Only those that stand in a text.
    Stated,
}

impl Certainties {
    /// Every value.
    pub const ALL: [Self; 2] = [Self::Any, Self::Stated];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Stated => "stated",
        }
    }
}

/// Which steps are walked, by whether they are said to have happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Modalities {
    /// Planned, proposed and hedged ones too; they are counted and marked.
    #[default]
    Any,
    /// Only what is said, without a hedge, to have happened.
    Plain,
}

impl Modalities {
    /// Every value.
    pub const ALL: [Self; 2] = [Self::Any, Self::Plain];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Plain => "plain",
        }
    }
}

/// Which path is better. The four are different questions, with different answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Preference {
    /// Fewest steps.
    #[default]
    Fewest,
    /// The last step can be taken earliest.
    Earliest,
    /// The first step can be taken latest.
    Latest,
    /// Fewest days between the first step and the last.
    Fastest,
}

impl Preference {
    /// Every value.
    pub const ALL: [Self; 4] = [Self::Fewest, Self::Earliest, Self::Latest, Self::Fastest];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fewest => "fewest",
            Self::Earliest => "earliest",
            Self::Latest => "latest",
            Self::Fastest => "fastest",
        }
    }
}

/// Where paths start, end, must pass or must not: some entities, or any entity of some kinds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stop {
    /// As it was asked for.
    pub word: String,
    /// Ids of entities.
    pub entities: Vec<String>,
    /// Kinds.
    pub kinds: Vec<String>,
}

impl Stop {
    /// One entity, by its id.
    pub fn entity(id: &str) -> Self {
        Self { word: id.to_owned(), entities: vec![id.to_owned()], kinds: Vec::new() }
    }
    /// Whether a node is one.
    pub fn is(&self, node: &FlowNode) -> bool {
        self.entities.contains(&node.node.id) || self.kinds.contains(&node.node.kind)
    }
    /// The only entity that it can be.
    pub fn one(&self) -> Option<&str> {
        match self.entities.as_slice() {
            [one] if self.kinds.is_empty() => Some(one),
            _ => None,
        }
    }
    /// As a sentence names it: the entity, `any state`, `russia or china`.
    pub fn named(&self) -> String {
        match (self.one(), self.entities.is_empty()) {
            (Some(one), _) => one.to_owned(),
            (None, true) => format!("any {}", self.word),
            (None, false) => self.word.split(',').map(str::trim).collect::<Vec<_>>().join(" or "),
        }
    }
}

/// How paths are sought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Which paths are listed; the shortest by default.
    pub listing: Listing,
    /// The most steps of a path; 8 by default.
    pub max_steps: usize,
    /// The most paths that are listed, 100 by default; more are counted.
    pub cap: usize,
    /// Which path is better; the one of fewest steps by default.
    pub prefer: Preference,
    /// What a path must look like, step by step; anything by default.
    pub pattern: Option<Pattern>,
    /// Stops that a path makes between its ends, each of them, in any order.
    pub via: Vec<Stop>,
    /// Stops that no path makes between its ends.
    pub avoid: Vec<Stop>,
    /// The most days between a step and the next; none: any number.
    pub within: Option<i32>,
    /// Whether two steps may be taken on one day; they may by default.
    pub order: Order,
    /// Which steps are walked, by how the coder came to them; all by default.
    pub certainty: Certainties,
    /// Which steps are walked, by whether they are said to have happened; all by default.
    pub modality: Modalities,
    /// How many steps may be looked at before the search ends and says so; 4 million by default.
    pub budget: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listing: Listing::Shortest,
            max_steps: 8,
            cap: 100,
            prefer: Preference::Fewest,
            pattern: None,
            via: Vec::new(),
            avoid: Vec::new(),
            within: None,
            order: Order::Weak,
            certainty: Certainties::Any,
            modality: Modalities::Any,
            budget: 4_000_000,
        }
    }
}

impl Options {
    /// The method, with the rules of the view it is used on.
    pub fn method(&self, flow: &Flow) -> Method {
        let classes: Vec<&str> = flow.options.classes.iter().map(|class| class.word()).collect();
        let reference = "Kempe, Kleinberg & Kumar 2002; Holme & Saramäki 2012; Wu et al. 2014";
        let words = |stops: &[Stop]| stops.iter().map(|stop| stop.word.as_str()).collect::<Vec<_>>().join(" ");
        let most = if self.max_steps == usize::MAX { "any".to_owned() } else { self.max_steps.to_string() };
        let mut method = Method::new("time-respecting documented paths", reference)
            .with("listing", self.listing.word())
            .with("most steps", most)
            .with("most listed", self.cap)
            .with("order within a day", self.order.word())
            .with("certainty", self.certainty.word())
            .with("modality", self.modality.word())
            .with("classes", classes.join(" "))
            .with("window", flow.options.window)
            .counting("entities", flow.nodes.len())
            .counting("steps", flow.ties.len());
        if self.prefer != Preference::Fewest {
            method = method.with("prefer", self.prefer.word());
        }
        for (name, stops) in [("via", &self.via), ("avoid", &self.avoid)] {
            if !stops.is_empty() {
                method = method.with(name, words(stops));
            }
        }
        if let Some(pattern) = &self.pattern {
            method = method.with("pattern", &pattern.text);
        }
        match self.within {
            Some(days) => method.with("most days between steps", days),
            None => method,
        }
    }
}
