//! What the tests share: the program as a process, datasets in scratch folders, and lots from a fixed seed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use blocs::dataset::{self, File, Folder, Loaded};
use blocs::graph::Graph;

/// What a run of the program left.
#[derive(Debug)]
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// A panic ends with 101, and no answer of ours does.
    pub fn is_told(&self) -> bool {
        (0..=3).contains(&self.status) && !self.err.contains("panicked")
    }
}

/// The program, with nothing of this session's environment that changes what it prints.
pub fn command(at: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_blocs"));
    command.current_dir(at).args(arguments).stdin(Stdio::null());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

/// Runs the program in a folder.
pub fn blocs(at: &Path, arguments: &[&str]) -> Ran {
    let output = command(at, arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
    let status = output.status.code().expect("the program ends by itself");
    Ran { status, out: text(output.stdout), err: text(output.stderr) }
}

/// The same, when it has to succeed.
pub fn answer(at: &Path, arguments: &[&str]) -> String {
    let ran = blocs(at, arguments);
    assert_eq!(ran.status, 0, "blocs {}: {}", arguments.join(" "), ran.err);
    ran.out
}

/// The other tables of an answer, which `--table NAME=FILE` writes, as JSON: a name that none has is told those there are.
pub fn other_tables(at: &Path, arguments: &[&str]) -> Vec<serde_json::Value> {
    let refused = blocs(at, &[arguments, &["--table", "no-such-table=none.json"]].concat());
    assert_eq!(refused.status, 2, "{arguments:?}");
    let names = refused.err.trim_end().split_once("; it has ").map_or("", |(_, names)| names);
    let names: Vec<&str> = names.split(", ").filter(|name| !name.is_empty()).collect();
    let targets: Vec<String> = names.iter().map(|name| format!("{name}={name}.json")).collect();
    let targets: Vec<&str> = targets.iter().flat_map(|target| ["--table", target]).collect();
    // One alone is the main table.
    if names.len() < 2 {
        return Vec::new();
    }
    answer(at, &[arguments, &targets].concat());
    let text = |name: &&str| fs::read_to_string(at.join(format!("{name}.json"))).unwrap();
    names.iter().map(|name| serde_json::from_str(&text(name)).unwrap()).collect()
}

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file under a folder, by its path in it.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(folder: &Path, base: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, base, found);
            } else {
                let name = path.strip_prefix(base).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found
}

/// Writes files into a folder, with the folders between.
pub fn put<N: AsRef<str>, B: AsRef<[u8]>>(folder: &Path, files: impl IntoIterator<Item = (N, B)>) -> PathBuf {
    fs::create_dir_all(folder).unwrap();
    for (name, bytes) in files {
        let path = folder.join(name.as_ref());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder.to_path_buf()
}

/// Files as the door takes them.
pub fn folder<N: AsRef<str>, B: AsRef<[u8]>>(name: &str, files: impl IntoIterator<Item = (N, B)>) -> Folder {
    let file = |(name, bytes): (N, B)| File { name: name.as_ref().to_owned(), bytes: bytes.as_ref().to_vec() };
    Folder { name: name.to_owned(), files: files.into_iter().map(file).collect(), ..Folder::default() }
}

/// A built-in dataset with all that it uses.
pub fn built_in(name: &str) -> Vec<Folder> {
    let folder = dataset::builtin(name).unwrap();
    let used: Vec<Folder> = dataset::uses(&folder).iter().map(|used| dataset::builtin(used).unwrap()).collect();
    used.into_iter().chain([folder]).collect()
}

pub fn load(folders: Vec<Folder>) -> Loaded {
    let loaded = dataset::load(folders.clone(), None);
    // Whoever only asks whether there is a fault is told the same.
    let sound = loaded.dataset.is_some().then(|| loaded.rows.clone());
    assert_eq!(dataset::sound_rows(folders), sound);
    loaded
}

/// The graph over folders without a fault.
pub fn graph(folders: Vec<Folder>) -> Graph {
    let loaded = load(folders);
    Graph::from(loaded.dataset.unwrap_or_else(|| panic!("faults: {:?}", loaded.diagnostics)))
}

/// Splitmix64 (Steele, Lea & Flood 2014): lots that are the same on every machine.
pub struct Lots(pub u64);

impl Lots {
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    /// A number below `n`; as good as even for the small `n` of tests.
    pub fn below(&mut self, n: usize) -> usize {
        (self.draw() % n as u64) as usize
    }
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for at in (1..things.len()).rev() {
            things.swap(at, self.below(at + 1));
        }
    }
}

/// The records of a CSV table, its header first.
pub fn records(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}
