//! The datasets that come with the program, under their names.

use super::{File, Folder};

include!(concat!(env!("OUT_DIR"), "/builtin.rs"));

/// The schema that every dataset obeys.
pub const SCHEMA: &str = include_str!("../../graph-data/schema.json");

/// The names of the built-in datasets, in alphabetical order.
///
/// ```
/// assert!(blocs::dataset::builtin_names().contains(&"toy-council"));
/// ```
pub fn builtin_names() -> Vec<&'static str> {
    let mut names: Vec<&str> = FILES.iter().map(|(dataset, _, _)| *dataset).collect();
    names.dedup();
    names
}

/// A built-in dataset by its name; `None` when there is none of this name. Those that it stands on are loaded beside it
/// ([`uses`](super::uses)).
///
/// ```
/// use blocs::dataset;
/// let votes = dataset::builtin("un-ict-votes").unwrap();
/// let states = dataset::uses(&votes).iter().filter_map(|name| dataset::builtin(name)).collect::<Vec<_>>();
/// let loaded = dataset::load(states.into_iter().chain([votes]).collect(), None);
/// assert_eq!(loaded.dataset.unwrap().positions.rows.len(), 3296); // by the dataset's README
/// ```
pub fn builtin(name: &str) -> Option<Folder> {
    let files: Vec<File> = FILES
        .iter()
        .filter(|(dataset, _, _)| *dataset == name)
        .map(|(_, file, bytes)| File { name: (*file).to_owned(), bytes: bytes.to_vec() })
        .collect();
    (!files.is_empty()).then(|| Folder { name: name.to_owned(), files, ..Folder::default() })
}
