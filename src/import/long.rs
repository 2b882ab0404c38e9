//! One long table `decision,actor,position`: whoever has only votes needs no dataset.

mod packed;

use std::collections::{BTreeSet, HashMap};

use crate::dataset::{Faults, File, Folder, TableKind, is_id};
use crate::model::{Date, Position, RollCalls};

use super::assembly::{Assembly, Vote, explain};
use super::grid::Grid;
use super::wide::KNOWN;
use super::{Foreign, Options};
pub use packed::roll_calls;

/// A dataset around one long table: its actors are of kind `actor`, its source is the file.
///
/// The file itself becomes the table of positions, so that faults and evidence point at its own lines. `yes` and `no` are known
/// words; others are given as `word=position`.
///
/// # Errors
/// When a word of `codes` is not of that form, or names no position.
/// # Example
/// ```
/// use blocs::{dataset, import::long, model::Position};
/// let bytes = b"decision,actor,position\nd1,ann,yes\nd1,ben,no\n".to_vec();
/// let folder = long::folder("votes", bytes, &[]).unwrap();
/// let dataset = dataset::load(vec![folder], None).dataset.unwrap();
/// assert_eq!(dataset.positions.rows[0].position, Position::For);
/// assert_eq!(dataset.positions.evidence(&dataset.positions.rows[1]).unwrap().to_string(), "votes:3");
/// ```
pub fn folder(name: &str, bytes: Vec<u8>, codes: &[String]) -> Result<Folder, String> {
    let words = words(codes)?;
    let mut source = document(name);
    let name = source.clone();
    let (decisions, mut actors) = named(&bytes);
    // An id names one thing: the door tells of an actor that is a decision too at its own row.
    actors.retain(|actor| !decisions.contains(actor));
    while decisions.contains(&source) || actors.contains(&source) {
        source.push_str("-file");
    }
    let mut entities = format!("id,kind,name\n{source},document,{source}\n");
    let mut table = String::from("id,procedure,document\n");
    for decision in &decisions {
        entities.push_str(&format!("{decision},decision,{decision}\n"));
        table.push_str(&format!("{decision},roll-call,{source}\n"));
    }
    for actor in &actors {
        entities.push_str(&format!("{actor},{},{actor}\n", RollCalls::ACTOR));
    }
    let file = |kind: TableKind, bytes: Vec<u8>| File { name: format!("{}.csv", kind.name()), bytes };
    let mut files = vec![
        file(TableKind::Sources, format!("id\n{source}\n").into_bytes()),
        file(TableKind::Entities, entities.into_bytes()),
        file(TableKind::Positions, bytes),
    ];
    if !decisions.is_empty() {
        files.push(file(TableKind::Decisions, table.into_bytes()));
    }
    Ok(Folder { name, files, words, source, ..Folder::default() })
}

/// The words of positions beside those of the model: `yes`, `no`, and those given as `word=position`.
fn words(codes: &[String]) -> Result<Vec<(String, Position)>, String> {
    let mut words = vec![("yes".to_owned(), Position::For), ("no".to_owned(), Position::Against)];
    for code in codes {
        let parsed =
            code.split_once('=').and_then(|(word, position)| Some((word.trim(), Position::parse(position.trim())?)));
        let Some((word, position)) = parsed else {
            let all: Vec<&str> = Position::ALL.iter().map(|position| position.word()).collect();
            return Err(format!("`{code}` is no code: write word=position, with one of {}", all.join(", ")));
        };
        words.push((word.to_owned(), position));
    }
    Ok(words)
}

/// The id of the document that a file of this name is.
fn document(name: &str) -> String {
    let id: String = name.chars().map(|c| if c.is_alphanumeric() || "-_.:".contains(c) { c } else { '-' }).collect();
    if id.chars().next().is_some_and(char::is_alphanumeric) { id } else { format!("file{id}") }
}

/// Any table with a row a position, whose columns the options name.
pub(super) fn read(files: &[Foreign], options: &Options, faults: &mut Faults) -> Option<Folder> {
    let mut assembly = Assembly::new(&options.name, "Imported long table of votes");
    let kind = if options.kind.is_empty() { "actor" } else { &options.kind };
    let or = |name: &'static str, given: &str| if given.is_empty() { name.to_owned() } else { given.to_owned() };
    let columns = &options.columns;
    let names = [or("decision", &columns.decision), or("actor", &columns.actor), or("position", &columns.position)];
    let grids: Vec<(Grid, &Foreign)> =
        files.iter().filter_map(|file| Some((Grid::open(file, faults)?, file))).collect();
    let places: Vec<[Option<usize>; 3]> =
        grids.iter().map(|(grid, _)| names.each_ref().map(|name| grid.column(name, faults))).collect();
    let days = days(&grids, &places);
    let mut undated = 0_u64;
    let mut last = None;
    for ((grid, file), places) in grids.iter().zip(places) {
        let source = assembly.source(file);
        let [Some(decision_at), Some(actor_at), Some(position_at)] = places else { continue };
        let date_at = grid.place("date").filter(|at| ![decision_at, actor_at, position_at].contains(at));
        grid.rows(faults, |line, record, faults| {
            let cell = |at: usize| record.get(at).unwrap_or_default().trim();
            let decision = assembly.entity("decision", cell(decision_at), &grid.file, line, faults);
            // The day of the decision where all of its rows have it, else the row's own.
            let of_all = days.get(cell(decision_at)).cloned().flatten();
            let own = date_at.map_or("", cell);
            let is_date = own.is_empty() || Date::parse(own).is_ok();
            undated += u64::from(!is_date);
            let date = if of_all.is_some() || !is_date { "" } else { own };
            let name = cell(decision_at).to_owned();
            assembly.vote(&decision, Vote { name, date: of_all.unwrap_or_default(), ..Vote::default() });
            let actor = assembly.entity(kind, cell(actor_at), &grid.file, line, faults);
            match explain(cell(position_at), options, &KNOWN) {
                Some(Some(position)) => {
                    let read = [decision_at, actor_at, position_at].into_iter().chain(date_at.filter(|_| is_date));
                    let note = grid.rest(record, &read.collect::<Vec<_>>());
                    assembly.position(&decision, &actor, position, date, (&source, line, &note));
                }
                Some(None) => {}
                None => assembly.unexplained(cell(position_at)),
            }
        });
        last = Some(grid.file.clone());
    }
    if undated > 0 {
        assembly.remark(format!("cells of `date` that are no dates (EDTF), kept as notes: {undated}"));
    }
    assembly.finish(&last?, faults)
}

/// The day of each decision by its name, where a table has a column `date`: none where its rows, in whatever file, do not
/// all have the same.
fn days(grids: &[(Grid, &Foreign)], places: &[[Option<usize>; 3]]) -> HashMap<String, Option<String>> {
    let mut days: HashMap<String, Option<String>> = HashMap::new();
    for ((grid, _), places) in grids.iter().zip(places) {
        let Some(decision_at) = places[0] else { continue };
        let date_at = grid.place("date").filter(|at| !places.contains(&Some(*at)));
        grid.records(|_, record| {
            let cell = |at: usize| record.get(at).unwrap_or_default().trim();
            let day = date_at.map(cell).filter(|day| Date::parse(day).is_ok());
            match days.get_mut(cell(decision_at)) {
                None => _ = days.insert(cell(decision_at).to_owned(), day.map(str::to_owned)),
                Some(before) if before.as_deref() != day => *before = None,
                Some(_) => {}
            }
        });
    }
    days
}

/// The decisions and actors that a long table names, if that can be their ids; the door tells of the others at the row
/// where they stand.
fn named(bytes: &[u8]) -> (BTreeSet<String>, BTreeSet<String>) {
    let header: String = bytes.iter().take_while(|byte| **byte != b'\n').map(|byte| *byte as char).collect();
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|mark| header.matches(*mark as char).count());
    let mut reader = ::csv::ReaderBuilder::new().delimiter(delimiter.unwrap_or(b',')).flexible(true).from_reader(bytes);
    let place = |reader: &mut ::csv::Reader<&[u8]>, name: &str| {
        let headers = reader.byte_headers().ok()?;
        headers.iter().position(|column| {
            let column = column.trim_ascii();
            column.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(column).eq_ignore_ascii_case(name.as_bytes())
        })
    };
    let (decision_at, actor_at) = (place(&mut reader, "decision"), place(&mut reader, "actor"));
    let (mut decisions, mut actors) = (BTreeSet::new(), BTreeSet::new());
    let mut record = ::csv::ByteRecord::new();
    let put = |set: &mut BTreeSet<String>, cell: Option<&[u8]>| {
        let Some(id) = cell.and_then(|cell| std::str::from_utf8(cell).ok()).map(str::trim) else { return };
        if !set.contains(id) && is_id(id) {
            set.insert(id.to_owned());
        }
    };
    while let Ok(true) = reader.read_byte_record(&mut record) {
        put(&mut decisions, decision_at.and_then(|at| record.get(at)));
        put(&mut actors, actor_at.and_then(|at| record.get(at)));
    }
    (decisions, actors)
}
