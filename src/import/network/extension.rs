//! What an exported dataset adds to the schema: as its graph says it, and where a part of the graph no longer does, as far as it
//! can be seen of nodes and ties.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::claims::{self, Shape};
use super::own::Row;
use crate::model::{Class, Relation, Schema, ValueKind, qualifiers};

/// The table of `node_records` that says it, and its one column.
pub(super) const SAYS: (&str, &str) = ("schema", "json");

/// Kinds and relations that the built-in schema does not know.
#[derive(Default)]
pub(super) struct Extension {
    known: Schema,
    /// As the graph says them.
    said: Schema,
    /// Seen alone: kinds with the built-in one that is taken as their parent, and relations.
    kinds: BTreeMap<String, Option<(String, Option<Class>)>>,
    relations: BTreeMap<String, Seen>,
}

impl Extension {
    /// Beside the schema that is known anyhow.
    pub fn of(known: Schema) -> Self {
        Self { known, ..Self::default() }
    }

    /// Takes what the graph says itself.
    ///
    /// # Errors
    /// What cannot be read of it.
    pub fn said(&mut self, row: &Row) -> Result<(), String> {
        let text =
            row.get(SAYS.1).filter(|_| row.len() == 1).ok_or_else(|| format!("expected one cell `{}`", SAYS.1))?;
        let said = serde_json::from_str::<Schema>(text).map_err(|error| error.to_string())?;
        let Self { known, said: all, .. } = self;
        let kinds = said.kinds.into_iter().filter(|kind| known.kind(&kind.id).is_none());
        let relations = said.relations.into_iter().filter(|one| known.relation(&one.id).is_none());
        all.kinds.extend(kinds);
        all.relations.extend(relations);
        Ok(())
    }

    /// Whether a kind is of the built-in schema, or said.
    pub fn has_kind(&self, kind: &str) -> bool {
        self.known.kind(kind).or_else(|| self.said.kind(kind)).is_some()
    }

    /// The relation of this id, of the built-in schema or said.
    pub fn relation(&self, id: &str) -> Option<&Relation> {
        self.known.relation(id).or_else(|| self.said.relation(id))
    }

    /// Whether a qualifier of a relation is the id of an entity.
    pub fn names_entity(&self, relation: &str, key: &str) -> bool {
        let of_relation = self.relation(relation).into_iter().flat_map(|relation| &relation.qualifiers);
        let mut found = of_relation.chain(&self.known.qualifiers).filter(|known| known.key == key);
        found.next().is_some_and(|known| known.kind == ValueKind::Entity)
    }

    /// The class of a kind of the built-in schema, or said, in the word of the typed graph.
    pub fn class_of(&self, kind: &str) -> Option<String> {
        self.known.kind(kind).or_else(|| self.said.kind(kind)).map(|kind| word(kind.class))
    }

    /// A node is of this kind and class: the first built-in kind of a class is the parent of one that is not known.
    pub fn saw_kind(&mut self, kind: &str, class: &str) {
        if !kind.is_empty() && self.known.kind(kind).is_none() && !self.kinds.contains_key(kind) {
            let parent = self.known.kinds.iter().find(|other| word(other.class) == class);
            self.kinds.insert(kind.to_owned(), parent.map(|parent| (parent.id.clone(), parent.class)));
        }
    }

    /// A claim was there, and its tie, where it has one, is symmetric and has an end.
    pub fn saw_claim(&mut self, row: &Row, symmetric: bool, ends: bool) {
        let of = |column: &str| row.get(column).map_or("", String::as_str);
        if self.known.relation(of("relation")).is_some() {
            return;
        }
        let seen = self.relations.entry(of("relation").to_owned()).or_default();
        seen.symmetric |= symmetric;
        seen.value |= of("object").is_empty();
        seen.stance |= !of("object").is_empty() && !of("value").is_empty();
        let dated = !of("begin").is_empty();
        seen.ends |= dated && of("end").is_empty() && ends;
        seen.lasts |= !of("end").is_empty() || dated && !ends;
        let pairs = qualifiers::pairs(of("qualifiers"));
        let keys = pairs.iter().filter_map(|pair| pair.split_once('='));
        seen.qualifiers.extend(keys.map(|(key, _)| key.trim().to_owned()));
    }

    /// Nodes were given attributes: those of [`claims`].
    pub fn saw_attributes(&mut self) {
        let seen = self.relations.entry(claims::ATTRIBUTE.0.to_owned()).or_default();
        seen.value = true;
        seen.qualifiers.insert(claims::ATTRIBUTE.1.to_owned());
    }

    /// What the dataset adds to the schema, if anything, and what is to be told of it.
    pub fn finish(self) -> (Option<Value>, Option<String>) {
        let Self { said, kinds, mut relations, .. } = self;
        relations.retain(|id, _| said.relation(id).is_none());
        let names: Vec<&str> = relations.keys().map(String::as_str).filter(|id| *id != claims::ATTRIBUTE.0).collect();
        let remark = (!names.is_empty()).then(|| {
            format!("relations of a schema of its own come back as ties and attributes: {}", names.join(", "))
        });
        let kinds = kinds.into_iter().filter(|(id, _)| said.kind(id).is_none()).filter_map(|(id, parent)| {
            let (parent, class) = parent?;
            Some(json!({ "id": id, "class": class, "parent": parent, "label": id, "label_ja": id }))
        });
        let kinds: Vec<Value> = said.kinds.iter().map(|kind| json!(kind)).chain(kinds).collect();
        let seen = relations.iter().map(|(id, seen)| seen.told(id));
        let relations: Vec<Value> = said.relations.iter().map(|relation| json!(relation)).chain(seen).collect();
        let any = !kinds.is_empty() || !relations.is_empty();
        (any.then(|| json!({ "kinds": kinds, "relations": relations })), remark)
    }
}

/// A relation by its claims.
#[derive(Default)]
struct Seen {
    symmetric: bool,
    /// Whether some claim has no object, and some one beside its value.
    value: bool,
    stance: bool,
    /// Whether some tie ends on the day on which it begins though its claims have no end, and some does not.
    ends: bool,
    lasts: bool,
    qualifiers: BTreeSet<String>,
}

impl Seen {
    fn told(&self, id: &str) -> Value {
        let qualifiers = self.qualifiers.iter().map(String::as_str);
        let shape = match (self.stance, self.value) {
            (true, _) => Shape::Stance,
            (false, true) => Shape::Attribute,
            (false, false) => Shape::Tie { symmetric: self.symmetric, event: self.ends && !self.lasts },
        };
        claims::relation(id, shape, qualifiers, (id, id), "a relation of the exported dataset's own schema")
    }
}

fn word(class: Option<Class>) -> String {
    class.map(|class| format!("{class:?}").to_lowercase()).unwrap_or_default()
}
