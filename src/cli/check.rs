//! `blocs check`: faults, conflicts and notes.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use blocs::dataset::{File, TableKind, coding, rules, stands_alone};
use blocs::export::schema::{self, Output};
use blocs::export::{TableFormat, write_table};
use blocs::model::{Diagnostic, Severity};
use blocs::record::coders::Coders;
use blocs::report::diagnostics::{Dress, render, render_counted};
use blocs::report::terminal;
use blocs::result::{Language, counted};

use super::data::{self, DataArgs, Opened};
use super::failure::Failure;
use super::output::width;

/// Look at every row under every rule: faults, conflicts and notes, all at once
///
/// Faults break a rule, and nothing is computed from data with a fault. Conflicts are claims that disagree: both are
/// kept. Notes are worth knowing. With --sources, every anchor is looked up in the text of its source.
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  blocs check graph-data/cyber-norms --sources ../shared/seeds
  blocs check graph-data/cyber-norms --coders
  blocs check graph-data/cyber-norms --coders --format jsonl
  blocs check --explain unknown-id
Exit status: 0 without faults, 1 with faults.")]
pub struct Args {
    /// Datasets: folders, or names of built-in ones
    #[arg(value_name = "DIR")]
    dirs: Vec<String>,
    /// Prove the evidence against the texts in this folder (found by their SHA-256)
    #[arg(long, value_name = "DIR")]
    sources: Option<PathBuf>,
    /// How far two coders agree (coding/a.csv, coding/b.csv), and on what they do not: three tables, each with its heading in
    /// jsonl
    #[arg(long)]
    coders: bool,
    /// Say what a rule means and why it is there; `all` lists the rules
    #[arg(long, value_name = "RULE")]
    explain: Option<String>,
    /// `text` for people, `json` or `jsonl` (both one object a line) for editors
    #[arg(long, value_parser = ["text", "json", "jsonl"], default_value = "text")]
    format: String,
    /// Print the JSON Schema of such a line instead (with --coders: of a line of its tables)
    #[arg(long)]
    schema: bool,
    /// How many faults, conflicts and notes of each sort are shown; the rest is counted
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

pub fn run(args: Args, quiet: bool) -> Result<(), Failure> {
    if let Some(rule) = &args.explain {
        return explain(rule);
    }
    if args.schema && !args.coders {
        return Ok(writeln!(std::io::stdout().lock(), "{:#}", schema::of_diagnostics())?);
    }
    if args.dirs.is_empty() {
        return Err(Failure::command("name a dataset to check: blocs check DIR"));
    }
    if args.coders {
        return args.dirs.iter().try_for_each(|dir| coders(Path::new(dir), &args));
    }
    let texts = args.sources.as_deref().map(data::texts).transpose()?;
    let mut out = anstream::stdout();
    let mut sound = true;
    let mut told: Vec<Diagnostic> = Vec::new();
    for (at, dir) in args.dirs.iter().enumerate() {
        let data = DataArgs { data: vec![dir.clone()], codes: Vec::new() };
        let opened = data.open(texts.as_deref())?;
        let diagnostics = opened.diagnostics();
        let counts = &opened.loaded.counts;
        let has_fault = counts.keys().any(|(severity, _)| *severity == Severity::Fault);
        sound &= !has_fault;
        if args.format != "text" {
            write!(out, "{}", render_counted(&diagnostics, counts, Dress::Json, args.limit))?;
        } else if has_fault || !quiet {
            let gap = if at > 0 { "\n" } else { "" };
            writeln!(out, "{gap}{}", headline(dir, &opened))?;
            write!(out, "{}", render_counted(&diagnostics, counts, Dress::Colour, args.limit))?;
        }
        told.extend(diagnostics);
    }
    if args.dirs.len() > 1 {
        sound &= merged(&args, quiet, &told, &mut out)?;
    }
    out.flush()?;
    if sound { Ok(()) } else { Err(Failure::Data(String::new())) }
}

/// The rows of a dataset, and what it was loaded with.
fn headline(dir: &str, opened: &Opened) -> String {
    // A long table is known by its file, a folder by its own name; the first one is the one that was named.
    let name =
        opened.paths.first().map_or(String::new(), |(name, _)| name.split('/').next().unwrap_or_default().to_owned());
    let rows: Vec<String> = TableKind::ALL
        .iter()
        .filter_map(|kind| Some((kind, opened.loaded.rows.get(&(name.clone(), *kind)).filter(|rows| **rows > 0)?)))
        .map(|(kind, rows)| format!("{rows} {}", counted(*rows, kind.name())))
        .collect();
    let used: Vec<&str> = opened.paths.iter().skip(1).map(|(name, _)| name.as_str()).collect();
    let with = if used.is_empty() { String::new() } else { format!(" (with {})", used.join(", ")) };
    format!("{dir}{with}: {}", rows.join(", "))
}

/// What merging the datasets adds to what each says alone; those that stand alone stay out. Says whether it is sound.
fn merged(args: &Args, quiet: bool, told: &[Diagnostic], out: &mut impl Write) -> Result<bool, Failure> {
    let alone = |dir: &String| {
        let data = DataArgs { data: vec![dir.clone()], codes: Vec::new() };
        data.folders().is_ok_and(|(folders, _)| folders.first().is_some_and(stands_alone))
    };
    let together: Vec<String> = args.dirs.iter().filter(|dir| !alone(dir)).cloned().collect();
    if together.len() < 2 {
        return Ok(true);
    }
    let opened = DataArgs { data: together.clone(), codes: Vec::new() }.open(None)?;
    let mut added = opened.diagnostics();
    added.retain(|found| !told.contains(found));
    let sound = !added.iter().any(|found| found.severity == Severity::Fault);
    if args.format != "text" {
        write!(out, "{}", render(&added, Dress::Json, args.limit))?;
    } else if !quiet || !sound {
        writeln!(out, "\nwhat merging {} adds:", together.join(", "))?;
        write!(out, "{}", render(&added, Dress::Colour, args.limit))?;
    }
    Ok(sound)
}

/// Agreement between the coders of a dataset's folder.
fn coders(dir: &Path, args: &Args) -> Result<(), Failure> {
    let mut files = Vec::new();
    for folder in ["coding", "coding/ids"] {
        let path = dir.join(folder);
        if !path.is_dir() {
            continue;
        }
        for path in data::entries(&path)?.into_iter().filter(|path| path.extension().is_some_and(|ext| ext == "csv")) {
            let bytes = fs::read(&path).map_err(|error| Failure::at(&path, "read", &error))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            files.push(File { name: format!("{folder}/{name}"), bytes });
        }
    }
    let claims = coding(files).map_err(|faults| Failure::Data(render(&faults, Dress::Colour, 50)))?;
    let coders = Coders::of(&claims).map_err(|reason| Failure::command(reason.to_string()))?;
    let tables = [coders.presence(), coders.relations(), coders.disagreements()];
    let mut out = anstream::stdout();
    match args.format.as_str() {
        _ if args.schema => {
            let schemas: Vec<_> = tables.iter().map(|table| schema::of_table(table, Output::JsonLines)).collect();
            writeln!(out, "{:#}", schema::any_of(schemas))?;
        }
        "text" => write!(out, "{}", terminal::render(&coders.document(), width(), Language::English))?,
        // An object a line: a reader tells the tables by their headings.
        _ => tables.iter().try_for_each(|table| write_table(table, TableFormat::JsonLines, &mut out))?,
    }
    Ok(out.flush()?)
}

fn explain(name: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    if name == "all" {
        for rule in rules::ALL {
            writeln!(out, "{:<24} {:<9} {}", rule.name, rule.severity.word(), rule.why)?;
        }
        return Ok(());
    }
    match rules::by_name(name) {
        Some(rule) => {
            writeln!(out, "{} ({})\n\n{}", rule.name, rule.severity, rule.why)?;
            Ok(())
        }
        None => {
            let names: Vec<&str> = rules::ALL.iter().map(|rule| rule.name).collect();
            Err(Failure::command(format!("no rule `{name}`; the rules are {}", names.join(", "))))
        }
    }
}
