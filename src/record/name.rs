//! What a reader typed becomes an entity: an id, else an ISO 3166 code, else a name or alias in either language.

use unicode_normalization::UnicodeNormalization;

use crate::graph::Graph;
use crate::model::Entity;

/// Why a name is no single entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unresolved {
    /// Several entities have this name: their ids.
    Ambiguous(Vec<String>),
    /// None has it: near ids, the nearest first.
    Unknown(Vec<String>),
}

/// The entity that a reader means.
///
/// # Errors
/// When no entity has this id, code, name or alias, or several have this code, name or alias.
/// # Example
/// ```
/// use blocs::{dataset, graph::Graph, record::name};
/// let folder = dataset::builtin("toy-council").unwrap();
/// let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// assert_eq!(name::resolve(&graph, "ada").unwrap().id, "ada");
/// assert!(name::resolve(&graph, "nobody at all").is_err());
/// ```
pub fn resolve<'a>(graph: &'a Graph, name: &str) -> Result<&'a Entity, Unresolved> {
    let dataset = graph.dataset();
    if let Some(entity) = dataset.entity(name) {
        return Ok(entity);
    }
    let wanted = fold(name);
    let by_code = |entity: &&Entity| !entity.iso3.is_empty() && entity.iso3.eq_ignore_ascii_case(name);
    let by_name = |entity: &&Entity| {
        [&entity.name, &entity.name_ja].into_iter().chain(&entity.aliases).any(|other| fold(other) == wanted)
    };
    let coded: Vec<&Entity> = dataset.entities.iter().filter(by_code).collect();
    let found = if coded.is_empty() { dataset.entities.iter().filter(by_name).collect() } else { coded };
    match found.as_slice() {
        [one] => Ok(one),
        [] => Err(Unresolved::Unknown(near(graph, &wanted))),
        several => Err(Unresolved::Ambiguous(several.iter().map(|entity| entity.id.clone()).collect())),
    }
}

/// Names are compared after NFKC folding, without case and with single spaces.
fn fold(name: &str) -> String {
    let folded: String = name.nfkc().collect::<String>().to_lowercase();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn near(graph: &Graph, wanted: &str) -> Vec<String> {
    let mut near: Vec<(usize, &str)> = Vec::new();
    for entity in &graph.dataset().entities {
        let names =
            [&entity.id, &entity.name, &entity.name_ja].into_iter().chain(&entity.aliases).map(|name| fold(name));
        let distance = |name: String| {
            let part =
                !wanted.is_empty() && (name.contains(wanted) || (name.chars().count() > 3 && wanted.contains(&name)));
            if part { 1 } else { strsim::damerau_levenshtein(&name, wanted) }
        };
        let limit = 1 + wanted.chars().count() / 4;
        if let Some(best) = names.filter(|name| !name.is_empty()).map(distance).min().filter(|best| *best <= limit) {
            near.push((best, &entity.id));
        }
    }
    near.sort_unstable();
    near.into_iter().take(8).map(|(_, id)| id.to_owned()).collect()
}

impl std::fmt::Display for Unresolved {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Ambiguous(ids) => write!(f, "several entities have this name: {}", ids.join(", ")),
            Self::Unknown(near) if near.is_empty() => f.write_str("no entity has this id or name"),
            Self::Unknown(near) => write!(f, "no entity has this id or name; near ones are {}", near.join(", ")),
        }
    }
}
