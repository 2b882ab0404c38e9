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

/// A built-in dataset by its name.
pub fn builtin(name: &str) -> Option<Folder> {
    let files: Vec<File> = FILES
        .iter()
        .filter(|(dataset, _, _)| *dataset == name)
        .map(|(_, file, bytes)| File { name: (*file).to_owned(), bytes: bytes.to_vec() })
        .collect();
    (!files.is_empty()).then(|| Folder { name: name.to_owned(), files, ..Folder::default() })
}
