//! `blocs import`: foreign files become a dataset.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use blocs::brief;
use blocs::brief::imports::{diagnosed, remarked};
use blocs::dataset::{self, Folder, TableKind};
use blocs::export::GraphFormat;
use blocs::import::{self, Columns, Direction, Foreign, Format, Header, Lists, Options, Register, RowsAre};
use blocs::model::{Diagnostic, Position};
use blocs::report::diagnostics::{Counts, Dress, count, render_in};
use blocs::result::{Language, counted, translated};

use super::data::{entries, language};
use super::failure::Failure;
use super::files::{self, NewFolder};
use super::output::one_of;

/// Bring in votes, two-mode networks and graphs of other makers as a dataset
///
/// Packed files (.gz) are read directly. Every row's source is its file, and its line the row. Words that no code
/// explains are a fault that lists them with counts; `--codes word=-` means no record. In UN votes 9 (not a member, or
/// missing) is no record, and a state's code is read with the day of the vote. The folder is written aside and
/// swapped; only a folder that an import wrote is replaced.
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  blocs export --graph output/c.graphml && blocs import output/c.graphml --as graphml -o output/again && blocs check output/again
  blocs import votes.csv --as long -o output/votes
  blocs import unga_votes_wide.csv.gz --as un-votes -o output/unga
  blocs import S115_members.csv S115_rollcalls.csv.gz S115_votes.csv.gz --as voteview -o output/senate-115
  blocs import sen090_votes_wide.csv --as wide --codes 1=for,2=for,3=for,4=against,5=against,6=against,7=abstain,8=abstain,9=absent,0=- -o output/senate-90")]
pub struct Args {
    /// The files that belong together; a single `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// un-votes, voteview, long, wide, two-mode; graphml, gexf, node-link (or json), pajek (or net), edges
    #[arg(long = "as", value_name = "FORMAT", value_parser = format)]
    format: Format,
    /// Words for positions, `-` for no record: yea=for,nay=against,9=- (un-votes, voteview, long, wide)
    #[arg(long, value_name = "WORD=POSITION,...", value_delimiter = ',', value_parser = import::code)]
    codes: Vec<(String, Option<Position>)>,
    /// Names of columns, where the file calls them otherwise: decision=rcid,actor=country,position=vote (long, wide),
    /// forum=body (two-mode), source=ego,target=alter (edges)
    #[arg(long, value_name = "WHAT=COLUMN,...", value_delimiter = ',')]
    columns: Vec<String>,
    /// Columns of a wide table that are no votes (wide)
    #[arg(long, value_name = "COLUMN,...", value_delimiter = ',')]
    skip: Vec<String>,
    /// Whether a row of a wide table is an actor or a decision (wide)
    #[arg(long, value_name = "actors|decisions", value_parser = rows, default_value = "actors")]
    rows: RowsAre,
    /// The kind of the actors, or of the nodes of a graph that does not say (all forms but un-votes and voteview)
    #[arg(long, value_name = "KIND", default_value = "actor")]
    kind: String,
    /// The relation of a tie [default: member_of (two-mode), a relation of the file's own (graphs)]
    #[arg(long, value_name = "RELATION", default_value = "", hide_default_value = true)]
    relation: String,
    /// Whether a two-mode table names all who take part: only where it is complete is somebody out whom it does not name
    /// (two-mode)
    #[arg(long, value_name = "open|complete", value_parser = lists, default_value = "open")]
    lists: Lists,
    /// Whether the order of two ends means anything in a list of ties that does not say (edges) [default: as in the relation,
    /// else directed]
    #[arg(long, value_name = "directed|undirected", value_parser = direction)]
    ties: Option<Direction>,
    /// Whether a list of ties names its columns in its first line; without, the first two are the ends, or those that --columns
    /// source=1,target=3 numbers (edges)
    #[arg(long, value_name = "first-line|none", value_parser = header, default_value = "first-line")]
    header: Header,
    /// The language of remarks and faults
    #[arg(long, value_name = "en|ja|both", value_parser = language, default_value = "en")]
    lang: Language,
    /// The folder to write
    #[arg(short, long, value_name = "DIR", value_parser = files::folder)]
    output: PathBuf,
}

/// A form by its word, or by the ending of the files that `export` writes in it.
fn format(word: &str) -> Result<Format, String> {
    let word = GraphFormat::for_extension(word).map_or(word, |format| format.name());
    let words = Format::ALL.map(Format::word).join(", ");
    Format::ALL.into_iter().find(|format| format.word() == word).ok_or_else(|| format!("expected one of {words}"))
}

fn lists(word: &str) -> Result<Lists, String> {
    match word {
        "open" => Ok(Lists::Open),
        "complete" => Ok(Lists::Complete),
        _ => Err("expected open or complete".to_owned()),
    }
}

fn direction(word: &str) -> Result<Direction, String> {
    one_of(word, &Direction::ALL, Direction::word)
}

fn header(word: &str) -> Result<Header, String> {
    one_of(word, &Header::ALL, Header::word)
}

fn rows(word: &str) -> Result<RowsAre, String> {
    match word {
        "actors" => Ok(RowsAre::Actors),
        "decisions" => Ok(RowsAre::Decisions),
        _ => Err("expected actors or decisions".to_owned()),
    }
}

/// The mark of a folder that an import wrote.
const MARK: &str = "imported-by-blocs.txt";

pub fn run(args: Args, quiet: bool) -> Result<(), Failure> {
    read_by(&args)?;
    may_replace(&args.output)?;
    let name = args.output.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let options = Options {
        name,
        codes: args.codes.clone(),
        columns: columns(&args.columns)?,
        skip: args.skip.clone(),
        rows: args.rows,
        kind: args.kind.clone(),
        relation: args.relation.clone(),
        lists: args.lists,
        ties: args.ties,
        header: args.header,
    };
    let states = dataset::builtin("states");
    let register = states
        .clone()
        .and_then(|states| dataset::load(vec![states], None).dataset)
        .map_or_else(Register::default, |dataset| Register::of(&dataset));
    let folder = read(&args, &options, &register)?.map_err(|faults| {
        let counts = count(&faults);
        told(faults, &counts, args.lang)
    })?;
    // The door takes the tables: they are written aside before, and never held twice.
    let new = NewFolder::beside(&args.output);
    folder.files.iter().try_for_each(|file| new.put(&file.name, &file.bytes))?;
    let line = |file: &dataset::File| format!("{}  {}\n", dataset::sha256(&file.bytes), file.name);
    let written: Vec<String> = folder.files.iter().map(line).collect();
    let names: Vec<String> = folder.files.iter().map(|file| file.name.clone()).collect();
    let remarks = folder.remarks.clone();
    let used = dataset::uses(&folder);
    let with_used = |folder: Folder| {
        std::iter::once(folder).chain(used.iter().filter_map(|name| dataset::builtin(name))).collect::<Vec<_>>()
    };
    let found = match dataset::sound_rows(with_used(folder)) {
        Some(found) => found,
        None => {
            let file = |name: String| new.get(&name).map(|bytes| dataset::File { name, bytes });
            let files = names.into_iter().map(file).collect::<Result<_, _>>()?;
            let folder = Folder { name: options.name.clone(), files, ..Folder::default() };
            let loaded = dataset::load(with_used(folder.clone()), None);
            if loaded.dataset.is_none() {
                // Nobody has seen the tables that are at fault: what is wrong is told of the files.
                let names: Vec<String> = args.files.iter().map(|path| unpacked(path)).collect();
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                let faults = import::told_of_files(loaded.diagnostics, &folder, &names);
                return Err(told(faults, &loaded.counts, args.lang));
            }
            loaded.rows
        }
    };
    let mark = "This folder was written by `blocs import`, which may replace it while these are its files. Rename it to keep it.";
    new.put(MARK, format!("{mark}\n{}", written.concat()).as_bytes())?;
    new.swap_in()?;
    if !quiet {
        let counted = |kind: TableKind| {
            let rows = *found.get(&(options.name.clone(), kind))?;
            Some(format!("{rows} {}", counted(rows, kind.name())))
        };
        let told = [TableKind::Entities, TableKind::Decisions, TableKind::Positions, TableKind::Claims];
        let rows: Vec<String> = told.into_iter().filter_map(counted).collect();
        let (rows, folder) = (rows.join(", "), args.output.display());
        let japanese = translated(brief::terms(), &rows).filter(|_| args.lang == Language::Japanese);
        let (of_folder, note) = match japanese {
            Some(rows) => (format!("{folder}：{rows}"), "注："),
            None => (format!("{folder}: {rows}"), "note: "),
        };
        writeln!(io::stdout().lock(), "{of_folder}")?;
        let said = |remark: &String| writeln!(io::stderr(), "{note}{}", remarked(remark, args.lang));
        remarks.iter().try_for_each(said)?;
    }
    Ok(())
}

/// Faults as a page in a language.
fn told(faults: Vec<Diagnostic>, counts: &Counts, language: Language) -> Failure {
    let faults: Vec<Diagnostic> = faults.into_iter().map(|one| diagnosed(one, language)).collect();
    Failure::Data(render_in(&faults, counts, Dress::Colour, 50, language))
}

/// The name of a file as an import knows it: without folders, and without the ending of a packed one.
fn unpacked(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match &*name {
        "-" => STDIN.to_owned(),
        name => name.strip_suffix(".gz").unwrap_or(name).to_owned(),
    }
}

/// What standard input is called as a source.
const STDIN: &str = "stdin";

/// One file is read as it comes; several are read first, since one may explain another.
fn read(args: &Args, options: &Options, register: &Register) -> Result<Result<Folder, Vec<Diagnostic>>, Failure> {
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if let [path] = args.files.as_slice() {
        if path.as_os_str() == "-" {
            return Ok(import::import_from(STDIN, &mut io::stdin().lock(), args.format, options, register));
        }
        let mut file = File::open(path).map_err(|error| Failure::at(path, "read", &error))?;
        return Ok(import::import_from(&name(path), &mut file, args.format, options, register));
    }
    let mut files = Vec::new();
    for path in &args.files {
        let bytes = std::fs::read(path).map_err(|error| Failure::at(path, "read", &error))?;
        files.push(Foreign::new(&name(path), bytes).map_err(Failure::Machine)?);
    }
    Ok(import::import(&files, args.format, options, register))
}

fn columns(words: &[String]) -> Result<Columns, Failure> {
    let mut columns = Columns::default();
    for word in words {
        let slot = match word.split_once('=').map(|(what, column)| (what.trim(), column.trim())) {
            Some(("decision", column)) => (&mut columns.decision, column),
            Some(("actor", column)) => (&mut columns.actor, column),
            Some(("position", column)) => (&mut columns.position, column),
            Some(("forum", column)) => (&mut columns.forum, column),
            Some(("source", column)) => (&mut columns.source, column),
            Some(("target", column)) => (&mut columns.target, column),
            _ => {
                let known = "decision=, actor=, position=, forum=, source= or target=COLUMN";
                return Err(Failure::command(format!("`{word}`: write {known}")));
            }
        };
        slot.0.push_str(slot.1);
    }
    Ok(columns)
}

/// A folder may be replaced that an import wrote and nobody touched since: with a file more, or another in place of one, it
/// holds somebody's work.
fn may_replace(folder: &Path) -> Result<(), Failure> {
    let refuse = |why: String| Err(Failure::command(format!("{} {why}: name another with -o", folder.display())));
    if !folder.exists() {
        return Ok(());
    }
    let found = if folder.is_dir() { entries(folder)? } else { Vec::new() };
    let Ok(mark) = std::fs::read_to_string(folder.join(MARK)) else {
        return match folder.is_dir() && found.is_empty() {
            true => Ok(()),
            false => refuse("is there and was not written by an import".to_owned()),
        };
    };
    let written: Vec<(&str, &str)> = mark.lines().skip(1).filter_map(|line| line.split_once("  ")).collect();
    for path in found {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let hash = || std::fs::read(&path).map_or(String::new(), |bytes| dataset::sha256(&bytes));
        match written.iter().find(|(_, other)| *other == name) {
            _ if name == MARK => {}
            None => return refuse(format!("holds {name}, which no import wrote")),
            Some((before, _)) if *before != hash() => {
                return refuse(format!("holds {name}, which was changed since it was imported"));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// Options that the form does not read are no part of what it answers.
fn read_by(args: &Args) -> Result<(), Failure> {
    use Format::{Edges, Gexf, GraphMl, Long, NodeLink, Pajek, TwoMode, UnVotes, Voteview, Wide};
    let columns =
        |names: &[&str]| args.columns.iter().any(|word| names.iter().any(|name| word.trim().starts_with(name)));
    let graphs = [GraphMl, Gexf, NodeLink, Pajek, Edges];
    let given: [(&str, bool, &[Format]); 10] = [
        ("--codes", !args.codes.is_empty(), &[UnVotes, Voteview, Long, Wide]),
        ("--columns decision=, position=", columns(&["decision", "position"]), &[Long, Wide]),
        ("--columns actor=", columns(&["actor"]), &[Long, Wide, TwoMode]),
        ("--columns forum=", columns(&["forum"]), &[TwoMode]),
        ("--columns source=, target=", columns(&["source", "target"]), &[Edges]),
        ("--skip", !args.skip.is_empty(), &[Wide]),
        ("--rows", args.rows != RowsAre::default(), &[Wide]),
        ("--lists", args.lists != Lists::default(), &[TwoMode]),
        ("--ties", args.ties.is_some(), &[Edges]),
        ("--header", args.header != Header::default(), &[Edges]),
    ];
    let relation = [&graphs[..], &[TwoMode]].concat();
    let kind = [&graphs[..], &[TwoMode, Long, Wide]].concat();
    let more = [("--relation", !args.relation.is_empty(), &relation[..]), ("--kind", args.kind != "actor", &kind[..])];
    let unread = |(_, is_given, forms): &&(&str, bool, &[Format])| *is_given && !forms.contains(&args.format);
    match given.iter().chain(&more).find(unread) {
        None => Ok(()),
        Some((option, _, forms)) => {
            let forms: Vec<&str> = forms.iter().map(|form| form.word()).collect();
            let message = format!("{option} is not read by --as {}, but by {}", args.format.word(), forms.join(", "));
            Err(Failure::command(message))
        }
    }
}
