//! The positions of those who sit in two forums: on the issue, on the forums, and on what is theirs.

use std::collections::{BTreeMap, BTreeSet};

use super::{Affiliations, PositionOptions, Positions, belongings};
use crate::graph::Graph;

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
    /// The positions of the actors of a view in its window, on an issue and on what is the forums' that treat it; texts are a
    /// forum's whenever it issued them, but after the window.
    pub fn of<'a>(
        graph: &Graph,
        view: &Affiliations,
        issue: &'a str,
        forums: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let window = view.options.window;
        let options = PositionOptions { window, actors: view.actor_kinds.clone(), ..PositionOptions::default() };
        let positions = Positions::of(graph, &options);
        let own = belongings(graph, window.until, view.options.sessions);
        let mut objects: BTreeSet<&str> = BTreeSet::from([issue]);
        for forum in forums {
            objects.insert(forum);
            objects.extend(own.get(forum).into_iter().flatten().map(String::as_str));
        }
        // Who says two things at one date holds neither, and has not said nothing. An item of conflicts alone is none of the
        // view.
        let of_conflict = |item: &str| -> String {
            let known = positions.items.iter().find(|other| other.id == item).map(|item| item.object.clone());
            known.unwrap_or_else(|| item.split_once(':').map_or(item, |(_, object)| object).to_owned())
        };
        let items: Vec<usize> =
            (0..positions.items.len()).filter(|at| objects.contains(positions.items[*at].object.as_str())).collect();
        let conflicts: Vec<_> = (positions.conflicts.iter())
            .map(|conflict| (conflict, of_conflict(&conflict.item)))
            .filter(|(_, object)| objects.contains(object.as_str()))
            .collect();
        let wanted: BTreeSet<&str> = (items.iter().map(|at| positions.items[*at].id.as_str()))
            .chain(conflicts.iter().map(|(conflict, _)| conflict.item.as_str()))
            .collect();
        let mut claims: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
        let recorded = if wanted.is_empty() { Vec::new() } else { Positions::recorded(graph, &options) };
        for (actor, item, support) in recorded.into_iter().filter(|(_, item, _)| wanted.contains(item.as_str())) {
            claims.entry((actor, item)).or_default().push(support.claim);
        }
        let mut said: BTreeMap<String, Vec<Stance>> = BTreeMap::new();
        let mut put = |actor: &str, item: &str, object: &str, word: &str| {
            let claims = claims.get(&(actor.to_owned(), item.to_owned())).cloned().unwrap_or_default();
            let words = format!("{word} {item}");
            said.entry(actor.to_owned()).or_default().push(Stance { object: object.to_owned(), words, claims });
        };
        for at in items {
            let item = &positions.items[at];
            for (actor, node) in positions.actors.iter().enumerate() {
                if let Some(held) = positions.held(actor, at) {
                    put(&node.id, &item.id, &item.object, &item.codes[held.code()].word);
                }
            }
        }
        for (conflict, object) in &conflicts {
            put(&conflict.actor, &conflict.item, object, "conflict on");
        }
        said.values_mut().for_each(|of| of.sort_by(|a, b| (&a.object, &a.words).cmp(&(&b.object, &b.words))));
        Self { own, said }
    }
    /// What an actor holds on an issue, on some forums and on what is theirs, and the claims that say so.
    pub fn on(&self, actor: &str, issue: &str, forums: [&str; 2]) -> (Vec<String>, Vec<String>) {
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
