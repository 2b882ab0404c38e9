//! Which data a command reads: folders, built-in datasets, or one long table of positions.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use clap::Args;

use blocs::brief;
use blocs::dataset::{self, File, Folder, Loaded, TableKind, Text};
use blocs::graph::Graph;
use blocs::import::long;
use blocs::model::{Diagnostic, RollCalls};
use blocs::report::diagnostics::{Dress, render_counted};
use blocs::result::Language;
use blocs::view::Window;

use super::failure::Failure;
use super::output::OutputArgs;

/// The dataset that a command reads when it is not told another.
const DEFAULT: &str = "cyber-norms";

/// Where the data comes from.
#[derive(Args, Debug, Clone)]
pub struct DataArgs {
    #[arg(
        short,
        long = "data",
        value_name = "DATA",
        help = format!(
            "A folder, a built-in dataset ({}), or one CSV file `decision,actor,position`; may be repeated [default: \
             {DEFAULT}]",
            dataset::builtin_names().join(", ")
        )
    )]
    pub data: Vec<String>,
    /// Words of that CSV file for positions, beside `yes` and `no`: yea=for,nay=against
    #[arg(long, value_name = "WORD=POSITION,...", value_delimiter = ',')]
    pub codes: Vec<String>,
}

/// The window of time.
#[derive(Args, Debug, Clone, Default)]
pub struct TimeArgs {
    /// From this date on (EDTF: 2012, 2012-12, 2012-12-14)
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Until this date
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
}

impl TimeArgs {
    /// The window that the words mean.
    pub fn window(&self) -> Result<Window, Failure> {
        Window::parse(self.from.as_deref(), self.until.as_deref()).map_err(Failure::Command)
    }
}

/// Reads `en`, `ja` or `both`.
pub fn language(word: &str) -> Result<Language, String> {
    let all = Language::ALL;
    all.into_iter()
        .find(|(_, name)| *name == word)
        .map(|(language, _)| language)
        .ok_or_else(|| format!("expected one of {}", all.map(|(_, name)| name).join(", ")))
}

/// The name of each dataset and the path that the user gave for it.
pub type Paths = Vec<(String, String)>;

/// What was read, with where it lies on this machine, for messages.
pub struct Opened {
    /// What the door said.
    pub loaded: Loaded,
    /// Where each dataset lies.
    pub paths: Paths,
}

impl Opened {
    /// The diagnostics, with the paths as the user wrote them.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut diagnostics = self.loaded.diagnostics.clone();
        let (mut told, mut other) = (false, false);
        for diagnostic in &mut diagnostics {
            let file = diagnostic.file.to_string();
            for (name, path) in &self.paths {
                let rest = file.strip_prefix(name.as_str()).filter(|rest| rest.is_empty() || rest.starts_with('/'));
                if let Some(rest) = rest {
                    diagnostic.file = format!("{path}{rest}").into();
                    let file = Path::new(path).is_file();
                    if file && diagnostic.rule == UNKNOWN {
                        unnamed(diagnostic, path, std::mem::replace(&mut told, true));
                    } else if file && diagnostic.rule == UNKNOWN_COLUMN && !std::mem::replace(&mut other, true) {
                        columns_of_its_own(diagnostic, path);
                    }
                    break;
                }
            }
        }
        diagnostics
    }
}

impl DataArgs {
    /// The names of what is read, as given.
    pub fn names(&self) -> Vec<String> {
        if self.data.is_empty() { vec![DEFAULT.to_owned()] } else { self.data.clone() }
    }

    /// Reads and checks the data.
    ///
    /// # Errors
    /// When a dataset is unknown or cannot be read; not when it has faults.
    pub fn open(&self, texts: Option<&[Text]>) -> Result<Opened, Failure> {
        let (folders, paths) = self.folders()?;
        Ok(Opened { loaded: dataset::load(folders, texts), paths })
    }

    /// The votes of one long table that is named alone and as plain as most are; the door reads the others, and says
    /// what is wrong with them.
    pub fn votes(&self) -> Option<RollCalls> {
        let [name] = self.data.as_slice() else { return None };
        let path = Path::new(name);
        if !path.is_file() || dataset::builtin(name).is_some() {
            return None;
        }
        long::roll_calls(&path.file_stem()?.to_string_lossy(), &mut fs::File::open(path).ok()?, &self.codes)
    }

    /// The folders with all that they use, each once.
    pub fn folders(&self) -> Result<(Vec<Folder>, Paths), Failure> {
        // The dataset that nobody named is the built-in one, whatever lies in the folder where the user stands.
        let first = if self.data.is_empty() { Wanted::BuiltIn } else { Wanted::Named };
        let mut wanted: Vec<(String, Wanted)> = self.names().into_iter().map(|name| (name, first.clone())).collect();
        let (mut folders, mut paths, mut seen) = (Vec::new(), Vec::new(), BTreeMap::new());
        while !wanted.is_empty() {
            let (name, by) = wanted.remove(0);
            let (folder, path) = find(&name, &by, &self.codes)?;
            if let Some(before) = seen.get(&folder.name) {
                // A dataset that others use is taken once, from where the user says; two that were named are no slip.
                if by == Wanted::Named && *before != path {
                    let message = format!("two datasets are called `{}`: `{name}` and one before it", folder.name);
                    return Err(Failure::command(message));
                }
                continue;
            }
            seen.insert(folder.name.clone(), path.clone());
            let beside =
                path.as_ref().and_then(|path| path.parent()).map(|parent| Wanted::Beside(parent.to_path_buf()));
            let beside = beside.unwrap_or(Wanted::BuiltIn);
            wanted.extend(dataset::uses(&folder).into_iter().map(|used| (used, beside.clone())));
            // A long table is the file itself, and no table in a folder.
            let file = path.as_ref().is_some_and(|path| path.is_file());
            let table = format!("{}/{}.csv", folder.name, TableKind::Positions.name());
            let shown = path.map_or_else(|| folder.name.clone(), |path| path.to_string_lossy().into_owned());
            paths.push((if file { table } else { folder.name.clone() }, shown));
            folders.push(folder);
        }
        Ok((folders, paths))
    }

    /// The graph over the data; every fault at once, when there is one.
    pub fn graph(&self) -> Result<(Graph, Opened), Failure> {
        let (folders, paths) = self.folders()?;
        Self::graph_of(folders, paths)
    }

    /// The same, for an output whose figures say what they were drawn from.
    pub fn graph_for(&self, output: &OutputArgs) -> Result<(Graph, Opened), Failure> {
        let (graph, opened) = self.graph()?;
        output.drawn_from(brief::record::Data::of(graph.dataset()));
        Ok((graph, opened))
    }

    /// The graph over folders that have been read.
    pub fn graph_of(folders: Vec<Folder>, paths: Paths) -> Result<(Graph, Opened), Failure> {
        let mut opened = Opened { loaded: dataset::load(folders, None), paths };
        match opened.loaded.dataset.take() {
            Some(dataset) => Ok((Graph::from(dataset), opened)),
            None => {
                let mut faults = opened.diagnostics();
                faults.retain(|found| found.severity == blocs::model::Severity::Fault);
                let page = render_counted(&faults, &opened.loaded.counts, Dress::Colour, 50);
                Err(Failure::Data(page))
            }
        }
    }
}

/// The rule that an id must be one of the dataset's.
const UNKNOWN: &str = "unknown-id";

/// A plain long table has no list of entities: what stands in it is the id itself, and what cannot be one is a name.
/// What to do about it is said once.
fn unnamed(diagnostic: &mut Diagnostic, path: &str, told: bool) {
    diagnostic.expected = "an id, for this table has no names: letters, digits and `-_.:`, no space".to_owned();
    if !told {
        let or = if diagnostic.hint.is_empty() { "to" } else { "; to" };
        diagnostic.hint +=
            &format!("{or} keep names as they are: blocs import --as long --output DIR {path}, and then -d DIR");
    }
}

/// The rule that a column must be one of the table's.
const UNKNOWN_COLUMN: &str = "unknown-column";

/// A table with columns of its own is read by `import`, which takes their names; said once.
fn columns_of_its_own(diagnostic: &mut Diagnostic, path: &str) {
    let or = if diagnostic.hint.is_empty() { "to" } else { "; to" };
    let columns = "decision=COLUMN,actor=COLUMN,position=COLUMN";
    diagnostic.hint += &format!(
        "{or} keep its columns: blocs import --as long --columns {columns} --output DIR {path} (a row an actor: --as wide), and \
         then -d DIR"
    );
}

/// When each file of datasets on disk was last written, and how long it is: what changes when somebody saves.
pub fn stamps(paths: &Paths) -> BTreeMap<PathBuf, (Option<SystemTime>, u64)> {
    let listed = |folder: &Path| entries(folder).unwrap_or_default();
    let roots = paths.iter().map(|(_, path)| PathBuf::from(path)).filter(|path| path.exists());
    let files = roots.flat_map(|root| match root.is_dir() {
        true => {
            listed(&root).into_iter().chain(listed(&root.join("positions"))).filter(|path| is_table(path)).collect()
        }
        false => vec![root],
    });
    let stamp = |path: PathBuf| {
        let found = fs::metadata(&path).ok()?;
        Some((path, (found.modified().ok(), found.len())))
    };
    files.filter_map(stamp).collect()
}

/// Who asks for a dataset, and so where it lies.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wanted {
    /// The user: it lies where the user stands, or is built in.
    Named,
    /// Another dataset, in this folder: it lies beside that one, or is built in.
    Beside(PathBuf),
    /// A built-in dataset, or a user who names none.
    BuiltIn,
}

/// A dataset by its name or path.
fn find(name: &str, by: &Wanted, codes: &[String]) -> Result<(Folder, Option<PathBuf>), Failure> {
    let path = match by {
        Wanted::Beside(folder) => folder.join(name),
        Wanted::Named | Wanted::BuiltIn => Path::new(name).components().collect(),
    };
    let folder = Some(path.clone()).filter(|path| *by != Wanted::BuiltIn && path.is_dir());
    if let Some(path) = folder {
        return Ok((read(&path)?, Some(path)));
    }
    if let Some(folder) = dataset::builtin(name) {
        return Ok((folder, None));
    }
    if path.is_file() {
        let bytes = fs::read(&path).map_err(|error| Failure::at(&path, "read", &error))?;
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let folder = long::folder(&stem, bytes, codes).map_err(Failure::Command)?;
        return Ok((folder, Some(path)));
    }
    let known = dataset::builtin_names().join(", ");
    Err(Failure::command(format!(
        "no dataset `{name}`: there is no such folder or file, and the built-in ones are {known}"
    )))
}

/// The files of a dataset's folder that a door may want: tables, packages and the parts of positions.
fn read(folder: &Path) -> Result<Folder, Failure> {
    let named = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
    let name = named.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut files = Vec::new();
    for path in entries(folder)? {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && file == "positions" {
            for path in entries(&path)?.into_iter().filter(|path| is_table(path)) {
                let part = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                files.push(File { name: format!("positions/{part}"), bytes: bytes(&path)? });
            }
        } else if is_table(&path) {
            files.push(File { name: file, bytes: bytes(&path)? });
        }
    }
    Ok(Folder { name, files, ..Folder::default() })
}

fn is_table(path: &Path) -> bool {
    path.is_file() && path.extension().is_some_and(|extension| extension == "csv" || extension == "json")
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| Failure::at(path, "read", &error))
}

/// The entries of a folder, in the order of their names.
pub fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let listed = fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>());
    let mut paths = listed.map_err(|error| Failure::at(folder, "read", &error))?;
    paths.sort();
    Ok(paths)
}

/// The texts of a folder, for proofs and quotations.
pub fn texts(folder: &Path) -> Result<Vec<Text>, Failure> {
    let mut texts = Vec::new();
    for path in entries(folder)?.into_iter().filter(|path| path.is_file()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        texts.push(Text::new(name, &bytes(&path)?));
    }
    Ok(texts)
}
