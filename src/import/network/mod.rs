//! Graphs of other programs: nodes and ties with attributes, whatever the file was written in.

mod claims;
mod encoding;
mod graphml;
mod keys;
mod own;
mod tables;

use std::sync::Arc;

use super::{Foreign, Options};
use crate::dataset::{Faults, Folder, rules, sha256};

/// A graph as a file has it.
#[derive(Debug, Default)]
pub(super) struct Network {
    /// The names of the attributes of nodes; each name once, empty where an index is an attribute of ties only.
    node_attributes: Vec<String>,
    /// Those of ties.
    tie_attributes: Vec<String>,
    nodes: Vec<Element>,
    ties: Vec<Tie>,
    /// What the file says and a dataset cannot hold, in words.
    unread: Vec<String>,
}

/// A node, or what a tie says beside its ends.
#[derive(Debug, Default)]
struct Element {
    id: String,
    line: u64,
    column: u64,
    /// Index of the attribute and its value.
    values: Vec<(usize, String)>,
}

#[derive(Debug, Default)]
struct Tie {
    element: Element,
    from: String,
    to: String,
    directed: bool,
}

impl Element {
    fn value(&self, attribute: Option<usize>) -> &str {
        let found = attribute.and_then(|at| self.values.iter().find(|(other, _)| *other == at));
        found.map_or("", |(_, value)| value.as_str())
    }
}

fn place(names: &[String], name: &str) -> Option<usize> {
    names.iter().position(|other| other == name)
}

/// A dataset out of one GraphML file.
pub(super) fn graphml(files: &[Foreign], options: &Options, faults: &mut Faults) -> Option<Folder> {
    let [file] = files else {
        let name = files.get(1).map_or("", |file| file.name.as_str()).into();
        faults.whole(
            rules::REPEATED_ID,
            &name,
            "a second graph",
            "one file, one graph, one dataset",
            "import each apart",
        );
        return None;
    };
    let name: Arc<str> = file.name.as_str().into();
    let text = encoding::text(&name, &file.bytes, faults)?;
    let network = graphml::read(&name, &text, faults).filter(|_| !faults.any_fault())?;
    if place(&network.tie_attributes, own::RECORDS).is_some() {
        return own::folder(&network, &name, options, faults);
    }
    claims::folder(&network, file, &sha256(&file.bytes), options, faults)
}
