//! A part of an export of ours, as a notebook makes one: rows that name what the part does not have.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};

use super::extension::Extension;
use super::own::Row;
use crate::dataset::TableKind;
use crate::model::qualifiers;

/// The nodes that are there, and what was met that is not.
pub(super) struct Part<'n> {
    nodes: HashSet<Cow<'n, str>>,
    /// Sources of claims that are no nodes.
    sources: BTreeSet<String>,
    left_out: u64,
    emptied: u64,
}

impl<'n> Part<'n> {
    /// The part that has these nodes.
    pub fn of(nodes: impl Iterator<Item = Cow<'n, str>>) -> Self {
        Self { nodes: nodes.collect(), sources: BTreeSet::new(), left_out: 0, emptied: 0 }
    }

    /// The row as far as the part has what it names; none of a claim whose object it does not have. The schema says which
    /// qualifiers name an entity.
    pub fn keep<'r>(&mut self, kind: TableKind, row: &'r Row, schema: &Extension) -> Option<Cow<'r, Row>> {
        let lacks =
            |column: &str| row.get(column).is_some_and(|id| !id.is_empty() && !self.nodes.contains(id.as_str()));
        if kind == TableKind::Claims && lacks("object") {
            self.left_out += 1;
            return None;
        }
        let empty: Vec<&str> = ["forum", "document"].into_iter().filter(|column| lacks(column)).collect();
        if kind != TableKind::Sources && lacks("source") {
            self.sources.extend(row.get("source").cloned());
        }
        let relation = row.get("relation").map_or("", String::as_str);
        let pairs = qualifiers::pairs(row.get("qualifiers").map_or("", String::as_str));
        let has = |pair: &str| {
            let named = pair.split_once('=').filter(|(key, _)| schema.names_entity(relation, key.trim()));
            named.is_none_or(|(_, id)| self.nodes.contains(id.trim()))
        };
        let kept: Vec<_> = pairs.iter().filter(|pair| has(pair)).collect();
        let lost = empty.len() + pairs.len() - kept.len();
        if lost == 0 {
            return Some(Cow::Borrowed(row));
        }
        self.emptied += lost as u64;
        let mut row = row.clone();
        if kept.len() < pairs.len() {
            row.insert("qualifiers".to_owned(), qualifiers::cell(kept));
        }
        empty.into_iter().for_each(|column| drop(row.remove(column)));
        Some(Cow::Owned(row))
    }

    /// Sources of which nothing but the id is known.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        self.sources.iter().map(String::as_str)
    }

    /// What to tell of a part.
    pub fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        if !self.sources.is_empty() {
            let names: Vec<&str> = self.sources().take(6).collect();
            let more = if self.sources.len() > names.len() { ", ..." } else { "" };
            remarks.push(format!(
                "sources of claims that are no nodes of this graph and come back as ids alone ({}): {}{more}",
                self.sources.len(),
                names.join(", ")
            ));
        }
        if self.left_out > 0 {
            remarks.push(format!(
                "claims of nodes left out, since what they name is no node of this graph: {}",
                self.left_out
            ));
        }
        if self.emptied > 0 {
            remarks.push(format!(
                "cells and qualifiers emptied, since what they name is no node of this graph: {}",
                self.emptied
            ));
        }
        remarks
    }
}
