//! The plan of the house as a test: which room may look into which, and what no room may do.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Room -> the rooms whose public names it may use. Reading downwards is the journey of the data.
///
/// Beside the plan, `brief` may use the graph and the views: it hands one graph to every question and tells their
/// answers, so that neither the command line nor a later door has to know which view a question wants. `import` may
/// name the door's raw files, and `export` and `report` only the trays.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("import", &["model", "dataset"]),
    ("dataset", &["model"]),
    ("graph", &["model"]),
    ("view", &["model", "graph"]),
    ("math", &[]),
    ("result", &["model"]),
    ("record", &["model", "graph", "view", "math", "result"]),
    ("align", &["model", "view", "math", "result"]),
    ("overlap", &["model", "view", "math", "result"]),
    ("influence", &["model", "view", "math", "result"]),
    ("brief", &["model", "graph", "view", "record", "align", "overlap", "influence", "result"]),
    ("export", &["model", "result"]),
    ("figure", &["model", "result", "math"]),
    ("report", &["model", "result", "figure", "export"]),
];

fn source_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(source_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The code of a file: comments left out, and what follows the first test module too.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn is_test(path: &Path) -> bool {
    let name = path.file_stem().unwrap().to_string_lossy();
    name == "tests"
        || name.ends_with("_tests")
        || name.ends_with("_laws")
        || name == "samples"
        || path.iter().any(|part| part == "tests")
}

fn rooms() -> BTreeMap<String, Vec<PathBuf>> {
    let mut rooms: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for path in source_files(Path::new("src")) {
        let mut parts = path.strip_prefix("src").unwrap().iter();
        let first = parts.next().unwrap().to_string_lossy().into_owned();
        if parts.next().is_some() {
            rooms.entry(first).or_default().push(path);
        }
    }
    rooms
}

/// The rooms that `crate::room` paths of a text name, in `use` lists too.
fn named_rooms(code: &str) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        let room: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        if room.is_empty() {
            // `use crate::{model::Day, view::Flow}`
            let list: String = after.chars().take_while(|c| *c != ';').collect();
            let words = list.split(['{', ',', '}']).map(|word| word.trim().split("::").next().unwrap_or_default());
            named.extend(words.filter(|word| !word.is_empty()).map(str::to_owned));
        } else {
            named.insert(room);
        }
    }
    named
}

#[test]
fn rooms_look_only_where_the_plan_allows() {
    let allowed: BTreeMap<&str, BTreeSet<&str>> =
        MAY_IMPORT.iter().map(|(room, rooms)| (*room, rooms.iter().copied().collect())).collect();
    let known: BTreeSet<&str> = allowed.keys().copied().collect();
    let mut faults = Vec::new();
    for (room, files) in rooms() {
        if room == "cli" {
            continue;
        }
        let allowed = allowed.get(room.as_str()).unwrap_or_else(|| panic!("`src/{room}` is no room of the plan"));
        for file in files.iter().filter(|file| !is_test(file)) {
            for other in named_rooms(&code(file)) {
                if other != room && known.contains(other.as_str()) && !allowed.contains(other.as_str()) {
                    faults.push(format!("{} imports `{other}`, which `{room}` may not", file.display()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn imports_go_by_room_never_through_the_root() {
    for (room, files) in rooms() {
        for file in files {
            let code = code(&file);
            assert!(!code.contains("use crate::*"), "{} imports everything", file.display());
            if room == "cli" {
                assert!(!code.contains("crate::model"), "{}: cli uses the library's public names", file.display());
            }
        }
    }
}

#[test]
fn the_module_list_is_the_journey_of_the_data() {
    let library = fs::read_to_string("src/lib.rs").unwrap();
    let listed: Vec<&str> =
        library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let planned: Vec<&str> = MAY_IMPORT.iter().map(|(room, _)| *room).collect();
    assert_eq!(listed, planned);
}

#[test]
fn the_library_does_not_speak() {
    let words =
        ["println!", "eprintln!", "print!(", "std::env", "std::process", "SystemTime", "Instant::now", "std::fs"];
    let mut faults = Vec::new();
    for (room, files) in rooms() {
        for file in files.iter().filter(|file| room != "cli" && !is_test(file) && !file.ends_with("build.rs")) {
            let code = code(file);
            faults.extend(
                words.iter().filter(|word| code.contains(**word)).map(|word| format!("{}: {word}", file.display())),
            );
        }
    }
    assert!(
        faults.is_empty(),
        "only cli prints, exits, or reads files, the environment or the clock:\n{}",
        faults.join("\n")
    );
}

#[test]
fn only_the_door_makes_a_dataset() {
    for (room, files) in rooms() {
        for file in files.iter().filter(|file| room != "dataset" && !is_test(file)) {
            let code = code(file);
            let made = code.match_indices("Dataset {").any(|(at, _)| {
                let before = code[..at].trim_end();
                !["struct", "impl", "for", "->", "&"].iter().any(|word| before.ends_with(word))
            });
            assert!(!made, "{} makes a Dataset", file.display());
        }
    }
}

#[test]
fn no_room_of_a_question_or_a_format_names_the_first_corpus() {
    let words = ["itr-2012", "wcit", "\"gge", "oewg", "cyber"];
    for (room, files) in rooms() {
        for file in files.iter().filter(|file| !is_test(file)) {
            let code = code(file).to_lowercase();
            // Help texts name runnable examples and the default dataset.
            if room != "cli" {
                let found: Vec<&&str> = words.iter().filter(|word| code.contains(**word)).collect();
                assert!(found.is_empty(), "{} names {found:?}", file.display());
            }
        }
    }
}

#[test]
fn files_stay_short_enough_to_be_read() {
    let long: Vec<String> = source_files(Path::new("src"))
        .into_iter()
        .chain(source_files(Path::new("tests")))
        .map(|path| (fs::read_to_string(&path).unwrap().lines().count(), path))
        .filter(|(lines, _)| *lines > 500)
        .map(|(lines, path)| format!("{} has {lines} lines", path.display()))
        .collect();
    assert!(long.is_empty(), "split by meaning:\n{}", long.join("\n"));
}

#[test]
fn every_dependency_earns_its_place_with_a_sentence() {
    let manifest = fs::read_to_string("Cargo.toml").unwrap();
    let mut before = "";
    let mut inside = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]");
        } else if inside && line.contains('=') {
            assert!(before.starts_with("# ") && before.ends_with('.'), "no sentence above `{line}`");
        }
        before = line;
    }
}
