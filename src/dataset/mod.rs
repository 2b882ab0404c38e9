//! The door: raw tables in, a checked [`Dataset`] out, or every fault at once.
//!
//! [`load`] reads the folders handed to it, merges what they say of the same ids, and looks at every row under every
//! rule. It opens no file: the caller hands in bytes, and [`builtin()`] those that come with the program. Nothing is
//! repaired, and nothing past a fault is let through.

mod builtin;
mod claims;
mod coding;
mod columns;
mod conflicts;
mod csv;
mod faults;
mod json;
mod nodes;
mod package;
mod positions;
mod prove;
mod raw;
pub mod rules;
mod text;
mod words;
mod write;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::model::{Dataset, Diagnostic, Entity, Origin, Position, Severity};

pub use builtin::{builtin, builtin_names};
pub use coding::coding;
pub use columns::{ColumnSpec, TableKind};
pub(crate) use csv::{begin, open_quote};
pub use faults::Faults;
pub use package::{package, schema, stands_alone, uses};
pub use prove::{Hashed, Text, prove, sha256};
pub use raw::File;
pub(crate) use raw::locate;
pub(crate) use text::decode;
pub use words::is_id;
pub use write::write;

use claims::Keep;
use raw::RawTable;
use words::Known;

/// A dataset as somebody handed it in: a name and its files.
#[derive(Debug, Clone, Default)]
pub struct Folder {
    /// The name of the dataset.
    pub name: String,
    /// Its tables and packages; other files are left alone.
    pub files: Vec<File>,
    /// Words for positions beside those of the vocabulary, for tables of other makers.
    pub words: Vec<(String, Position)>,
    /// The source that the table of positions itself is, where it is one.
    pub source: String,
    /// What the files that it was made from held and it does not, in words.
    pub remarks: Vec<String>,
}

impl Folder {
    /// A dataset of one's own from memory: its name, and its files with what they hold.
    ///
    /// ```
    /// use blocs::dataset::{self, Folder};
    /// let tables = [
    ///     ("sources.csv", "id\nmemo\n"),
    ///     ("entities.csv", "id,kind,name\nada,state,Ada\nbo,state,Bo\nmemo,document,A memorandum\n"),
    ///     ("claims.csv", "id,subject,relation,object,source,lines\nc1,ada,aligns_with,bo,memo,3\n"),
    /// ];
    /// let dataset = dataset::load(vec![Folder::of("mine", tables)], None).dataset.expect("it has no fault");
    /// assert_eq!(dataset.claims[0].evidence.to_string(), "memo:3");
    /// ```
    pub fn of<N: Into<String>, T: Into<Vec<u8>>>(name: &str, files: impl IntoIterator<Item = (N, T)>) -> Self {
        let files = files.into_iter().map(|(name, text)| File { name: name.into(), bytes: text.into() }).collect();
        Self { name: name.to_owned(), files, ..Self::default() }
    }
    fn path(&self, file: &str) -> String {
        if self.name.is_empty() { file.to_owned() } else { format!("{}/{file}", self.name) }
    }
}

/// What the door has to say of some folders.
#[derive(Debug)]
pub struct Loaded {
    /// The checked dataset; `None` when there is a fault.
    pub dataset: Option<Dataset>,
    /// Faults, conflicts and notes, in one order.
    pub diagnostics: Vec<Diagnostic>,
    /// How many of each rule were found: more than are listed, when there are very many.
    pub counts: BTreeMap<(Severity, &'static str), u64>,
    /// Sound rows, by dataset and table.
    pub rows: BTreeMap<(String, TableKind), u64>,
}

/// Reads, merges and checks some folders; with `texts`, proves the evidence too.
///
/// # Errors
/// None: what is wrong stands in [`Loaded::diagnostics`], all of it at once.
/// # Cost
/// Linear in the bytes, but for sorting; the texts of the tables are held while they are checked.
/// # Example
/// ```
/// let folder = blocs::dataset::builtin("toy-council").unwrap();
/// let loaded = blocs::dataset::load(vec![folder], None);
/// let dataset = loaded.dataset.expect("the toy council has no fault");
/// assert!(dataset.entity("ada").is_some());
/// ```
pub fn load(folders: Vec<Folder>, texts: Option<&[Text]>) -> Loaded {
    read(folders, texts, Keep::All)
}

/// How many rows each dataset gave to each table, where there is no fault: what [`load`] says, without the dataset. A claim
/// that has been looked at is let go, so that a million need no more memory than their text.
///
/// # Errors
/// `None` when there is a fault, or there might be one; [`load`] tells.
/// # Example
/// ```
/// use blocs::dataset::{self, TableKind};
/// let folder = dataset::builtin("toy-council").unwrap();
/// let rows = dataset::sound_rows(vec![folder.clone()]).expect("the toy council has no fault");
/// assert_eq!(rows, dataset::load(vec![folder], None).rows);
/// assert!(dataset::sound_rows(vec![dataset::Folder::of("empty", [("claims.csv", "id\n")])]).is_none());
/// ```
pub fn sound_rows(folders: Vec<Folder>) -> Option<BTreeMap<(String, TableKind), u64>> {
    // A claim of two datasets is held against itself, so that it has to be there.
    let keep = if folders.len() == 1 { Keep::ForFaults } else { Keep::All };
    let loaded = read(folders, None, keep);
    loaded.dataset.map(|_| loaded.rows)
}

fn read(mut folders: Vec<Folder>, texts: Option<&[Text]>, keep: Keep) -> Loaded {
    let mut faults = Faults::default();
    let mut dataset = Dataset { schema: package::schema(), ..Dataset::default() };
    let mut tables: Vec<(usize, RawTable)> = Vec::new();
    // One order, however the folders were named on the command line.
    folders.sort_by(|a, b| a.name.cmp(&b.name));
    let (mut words, mut unread) = (Vec::new(), Vec::new());
    for (at, folder) in folders.into_iter().enumerate() {
        words.extend(folder.words.iter().cloned());
        package::check(&folder, &mut faults);
        package::extend(&mut dataset.schema, &folder, &mut faults);
        dataset.names.push(folder.name.clone());
        unread.extend(open(folder, at, &mut tables, &mut faults));
    }
    // Where tables of names are missing or cannot be read, nobody can say which ids are unknown: a thousand rows that
    // name them would hide the one fault to mend.
    let names = [TableKind::Sources, TableKind::Entities, TableKind::Decisions, TableKind::Codes];
    if names.iter().any(|kind| unread.contains(kind)) {
        faults.mute(&[rules::UNKNOWN_ID, rules::UNKNOWN_CODE]);
    }
    let of = |kind: TableKind| tables.iter().filter(move |(_, table)| table.kind == kind);

    nodes(&mut dataset, &tables, &mut faults);
    let entities = std::mem::take(&mut dataset.entities);
    let sources = std::mem::take(&mut dataset.sources);
    let known = Known::new(&dataset.schema, &sources, &entities);
    for source in &sources {
        let is_act = |entity: &Entity| known.schema.class(&entity.kind) == Some(crate::model::Class::Act);
        if !known.entity(&source.id).is_some_and(is_act) {
            let origin = &source.origins[0];
            let message = format!("source `{}` is no document of entities.csv", source.id);
            let expected = "the id of an entity of kind document";
            faults.push(rules::UNKNOWN_ID, &origin.file, (origin.line, 0, None), message, expected, "");
        }
    }
    let mut decisions = BTreeMap::new();
    for (at, table) in of(TableKind::Decisions) {
        table.rows(&mut faults, |row, faults| {
            if let Some(decision) = nodes::decision(&row, &known, faults) {
                nodes::put(&mut decisions, *at, decision, &row, faults);
            }
        });
    }
    let decisions: Vec<_> = decisions.into_values().map(|(_, decision)| decision).collect();
    let mut codes: Vec<_> =
        of(TableKind::Codes).flat_map(|(_, table)| nodes::codes(table, &known, &mut faults)).collect();
    codes.sort_by(|a, b| (&a.item, &a.code).cmp(&(&b.item, &b.code)));
    let mut claims = claims::Claims::kept(keep);
    of(TableKind::Claims).for_each(|(at, table)| claims.table(*at as u32, table, &known, &codes, &mut faults));
    let claims::Claims { read: mut claims, passed, .. } = claims;
    // No two have one id.
    claims.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    let tallies = of(TableKind::Tallies).flat_map(|(at, table)| {
        claims::tallies(table, &known, &decisions, &mut faults).into_iter().map(|tally| (*at, tally))
    });
    let tallies = claims::united(tallies.collect());
    let mut of_positions: Vec<&RawTable> = of(TableKind::Positions).map(|(_, table)| table).collect();
    of_positions.sort_by(|a, b| a.file.cmp(&b.file));
    let positions = positions::positions(&of_positions, &known, &decisions, &words, &mut faults);

    let dataset = Dataset { entities, sources, decisions, codes, claims, tallies, positions, ..dataset };
    conflicts::look(&dataset, &mut faults);
    if let Some(texts) = texts {
        prove::look(&dataset, texts, &mut faults);
    }
    let counts = faults.counts().clone();
    let sound = !faults.any_fault();
    let mut diagnostics = faults.into_sorted();
    let shown: HashMap<String, &str> =
        tables.iter().map(|(_, table)| (table.file.to_string(), table.text.as_str())).collect();
    conflicts::show_lines(&mut diagnostics, &shown);
    let rows = rows(&dataset, &passed);
    Loaded { dataset: sound.then_some(dataset), diagnostics, counts, rows }
}

/// Opens the tables of a folder; returns those that are missing or cannot be read.
fn open(folder: Folder, at: usize, tables: &mut Vec<(usize, RawTable)>, faults: &mut Faults) -> Vec<TableKind> {
    let mut unread = Vec::new();
    let name: Arc<str> = folder.name.as_str().into();
    let mut found: BTreeMap<String, TableKind> = BTreeMap::new();
    let mut read = Vec::new();
    for file in &folder.files {
        match TableKind::of_file(&file.name) {
            Some(kind) => {
                let stem = file.name.trim_end_matches(".csv").trim_end_matches(".json").to_owned();
                if found.insert(stem.clone(), kind).is_some() {
                    let path: Arc<str> = folder.path(&file.name).into();
                    let message = format!("`{stem}` is there as CSV and as JSON");
                    faults.whole(rules::TWIN_TABLES, &path, &message, "one of the two", "remove one");
                }
            }
            None => nearly_a_table(&folder, &file.name, faults),
        }
    }
    let has = |kind: TableKind| found.values().any(|other| *other == kind);
    if found.is_empty() {
        faults.whole(rules::EMPTY_DATASET, &name, "no table in this folder", "entities.csv, claims.csv, ...", "");
    } else {
        let needs_sources = has(TableKind::Claims) || has(TableKind::Tallies);
        for (kind, needed) in [(TableKind::Entities, true), (TableKind::Sources, needs_sources)] {
            // A layer may speak of entities that the datasets it uses define.
            if needed && !has(kind) && uses(&folder).is_empty() {
                let message = format!("`{}.csv` is missing", kind.name());
                faults.whole(
                    rules::MISSING_TABLE,
                    &name,
                    &message,
                    &format!("a table with the header {}", kind.header()),
                    "",
                );
                unread.push(kind);
            }
        }
    }
    let Folder { name, files, source, .. } = folder;
    for file in files {
        if let Some(kind) = TableKind::of_file(&file.name) {
            let path: Arc<str> =
                if name.is_empty() { file.name.as_str().into() } else { format!("{name}/{}", file.name).into() };
            match RawTable::open(kind, path, file.bytes, faults) {
                Some(mut table) => {
                    if kind == TableKind::Positions {
                        table.source.clone_from(&source);
                    }
                    read.push((at, table));
                }
                None => unread.push(kind),
            }
        }
    }
    for (_, table) in &read {
        if table.is_empty() {
            faults.whole(rules::EMPTY_TABLE, &table.file, "a header and no row", "", "");
        }
    }
    tables.append(&mut read);
    unread
}

fn nearly_a_table(folder: &Folder, file: &str, faults: &mut Faults) {
    let Some(stem) = file.strip_suffix(".csv").or_else(|| file.strip_suffix(".json")) else { return };
    if file.contains('/') || file == "datapackage.json" || file == "schema.json" {
        return;
    }
    let names: Vec<&str> = TableKind::ALL.iter().map(|kind| kind.name()).collect();
    let path: Arc<str> = folder.path(file).into();
    faults.whole(
        rules::UNKNOWN_TABLE,
        &path,
        "this file is no table and was not read",
        "",
        &crate::model::near::hint(stem, &names),
    );
}

/// Sources and entities, merged by id.
fn nodes(dataset: &mut Dataset, tables: &[(usize, RawTable)], faults: &mut Faults) {
    let mut sources = BTreeMap::new();
    let mut entities: BTreeMap<String, (usize, Entity)> = BTreeMap::new();
    for (at, table) in tables {
        match table.kind {
            TableKind::Sources => table.rows(faults, |row, faults| {
                if let Some(source) = nodes::source(&row, faults) {
                    nodes::put(&mut sources, *at, source, &row, faults);
                }
            }),
            TableKind::Entities => table.rows(faults, |row, faults| {
                if let Some(entity) = nodes::entity(&row, &dataset.schema, faults) {
                    if let Some((_, before)) = entities.get(&entity.id).filter(|(dataset, _)| dataset != at) {
                        nodes::kinds_agree(before, &entity, &row, faults);
                    }
                    nodes::put(&mut entities, *at, entity, &row, faults);
                }
            }),
            _ => {}
        }
    }
    dataset.sources = sources.into_values().map(|(_, source)| source).collect();
    dataset.entities = entities.into_values().map(|(_, entity)| entity).collect();
}

/// How many rows each dataset gave to each table.
fn rows(dataset: &Dataset, passed: &BTreeMap<Arc<str>, u64>) -> BTreeMap<(String, TableKind), u64> {
    let mut rows: BTreeMap<(String, TableKind), u64> = BTreeMap::new();
    let mut count = |file: &str, kind: TableKind, n: u64| {
        let name = file.split_once('/').map_or("", |(name, _)| name);
        *rows.entry((name.to_owned(), kind)).or_default() += n;
    };
    passed.iter().for_each(|(file, n)| count(file, TableKind::Claims, *n));
    let mut origins =
        |kind: TableKind, origins: &[Origin]| origins.iter().for_each(|origin| count(&origin.file, kind, 1));
    dataset.sources.iter().for_each(|source| origins(TableKind::Sources, &source.origins));
    dataset.entities.iter().for_each(|entity| origins(TableKind::Entities, &entity.origins));
    dataset.decisions.iter().for_each(|decision| origins(TableKind::Decisions, &decision.origins));
    let one = std::slice::from_ref;
    dataset.codes.iter().for_each(|code| origins(TableKind::Codes, one(&code.origin)));
    dataset.claims.iter().for_each(|claim| origins(TableKind::Claims, one(&claim.origin)));
    dataset.tallies.iter().for_each(|tally| origins(TableKind::Tallies, one(&tally.origin)));
    let mut of_file = vec![0; dataset.positions.files.len()];
    for row in &dataset.positions.rows {
        of_file[usize::from(row.file)] += 1;
    }
    for (file, n) in dataset.positions.files.iter().zip(of_file) {
        count(file, TableKind::Positions, n);
    }
    rows
}
