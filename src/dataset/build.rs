//! Writes the list of built-in datasets: every table under `graph-data/`, taken into the binary as it stands.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("graph-data");
    println!("cargo:rerun-if-changed=graph-data");
    let mut files = Vec::new();
    for dataset in entries(&root)?.into_iter().filter(|path| path.is_dir()) {
        for path in entries(&dataset)? {
            if path.is_dir() && path.ends_with("positions") {
                files.extend(entries(&path)?);
            } else if path.is_file() {
                files.push(path);
            }
        }
    }
    let mut list = String::from("/// Dataset, file, content.\npub(super) static FILES: &[(&str, &str, &[u8])] = &[\n");
    for path in files.iter().filter(|path| is_data(path)) {
        let Ok(relative) = path.strip_prefix(&root) else { continue };
        let relative = relative.to_string_lossy().replace('\\', "/");
        if let Some((dataset, file)) = relative.split_once('/') {
            let _ = writeln!(list, "    ({dataset:?}, {file:?}, include_bytes!({:?})),", path.to_string_lossy());
        }
    }
    list.push_str("];\n");
    fs::write(PathBuf::from(env::var("OUT_DIR").unwrap_or_default()).join("builtin.rs"), list)
}

/// Tables, schemas and packages; texts for readers stay outside.
fn is_data(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "csv" || extension == "json")
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}
