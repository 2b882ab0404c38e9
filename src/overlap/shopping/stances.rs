//! The positions of those who sit in two forums: on the issue, on the forums, and on what is theirs.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::Graph;
use crate::view::{Affiliations, PositionOptions, Positions, belongings};

/// What actors of a view said for or against anything, in its window.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stances {
    /// Of each forum: its texts and, where sessions are lifted, those.
    own: BTreeMap<String, BTreeSet<String>>,
    /// Of each actor, by item.
    said: BTreeMap<String, Vec<Stance>>,
}

/// What one actor holds on one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stance {
    object: String,
    words: String,
    claims: Vec<String>,
}

impl Stances {
    /// The positions of the actors of a view in its window; texts are a forum's whenever it issued them, but after the window.
    pub fn of(graph: &Graph, view: &Affiliations) -> Self {
        let window = view.options.window;
        let options = PositionOptions { window, actors: view.actor_kinds.clone(), ..PositionOptions::default() };
        let positions = Positions::of(graph, &options);
        let mut claims: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
        for (actor, item, support) in Positions::recorded(graph, &options) {
            claims.entry((actor, item)).or_default().push(support.claim);
        }
        let mut said: BTreeMap<String, Vec<Stance>> = BTreeMap::new();
        let mut put = |actor: &str, item: &str, object: &str, word: &str| {
            let claims = claims.get(&(actor.to_owned(), item.to_owned())).cloned().unwrap_or_default();
            let words = format!("{word} {item}");
            said.entry(actor.to_owned()).or_default().push(Stance { object: object.to_owned(), words, claims });
        };
        for (at, item) in positions.items.iter().enumerate() {
            for (actor, node) in positions.actors.iter().enumerate() {
                if let Some(held) = positions.held(actor, at) {
                    put(&node.id, &item.id, &item.object, &item.codes[held.code()].word);
                }
            }
        }
        // Who says two things at one date holds neither, and has not said nothing. An item of conflicts alone is none of the view.
        for conflict in &positions.conflicts {
            let item = positions.items.iter().find(|item| item.id == conflict.item);
            let of_id = || conflict.item.split_once(':').map_or(conflict.item.as_str(), |(_, object)| object);
            let object = item.map_or_else(of_id, |item| item.object.as_str());
            put(&conflict.actor, &conflict.item, object, "conflict on");
        }
        said.values_mut().for_each(|of| of.sort_by(|a, b| (&a.object, &a.words).cmp(&(&b.object, &b.words))));
        Self { own: belongings(graph, window.until, view.options.sessions), said }
    }
    /// What an actor holds on an issue, on some forums and on what is theirs, and the claims that say so.
    pub(super) fn on(&self, actor: &str, issue: &str, forums: [&str; 2]) -> (Vec<String>, Vec<String>) {
        let owns = |forum: &str, object: &str| self.own.get(forum).is_some_and(|own| own.contains(object));
        let concerns =
            |object: &str| object == issue || forums.iter().any(|forum| object == *forum || owns(forum, object));
        let of_actor = self.said.get(actor).into_iter().flatten();
        let (mut words, mut claims) = (Vec::new(), Vec::new());
        for stance in of_actor.filter(|stance| concerns(&stance.object)) {
            words.push(stance.words.clone());
            claims.extend(stance.claims.iter().cloned());
        }
        (words, claims)
    }
}
