//! `blocs report`: all of it, into one folder, aside and then swapped.

mod watch;

use std::fs;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use blocs::brief;
use blocs::brief::compare::Coding;
use blocs::dataset;
use blocs::export::{GraphFormat, TableFormat, csv, loss, write_graph, write_table};
use blocs::figure::{self, FigureOptions};
use blocs::report::ledger::Ledger;
use blocs::report::manifest::Manifest;
use blocs::report::{html, markdown, terminal};
use blocs::result::{Block, Document, Language, Phrase};

use super::data::{self, DataArgs, TimeArgs};
use super::failure::Failure;
use super::files::{self, NewFolder};
use super::output::{threads, width};

/// The main job: one page to read and question, with figures, tables, graphs and a manifest beside it
///
/// Writes report.html (one file, opens without a network), report.md, figures/, tables/, graphs/ (GraphML; other
/// formats: `blocs export`) and manifest.json into a folder. The folder is written aside and then swapped; a folder that
/// holds no manifest of ours is never replaced. With --compare, it says first what changed since an earlier report:
/// which claims, which answers, and which claims lie behind each changed cell.
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  blocs report
  blocs report -d graph-data/toy-council -o output/toy
  blocs report --only overlap,influence --lang ja
  blocs report -d graph-data/toy-council --compare output/toy -o output/toy-now
Without -d: the built-in dataset cyber-norms.")]
pub struct Args {
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    time: TimeArgs,
    /// Only these questions, separated by commas
    #[arg(long, value_name = "align,overlap,influence", value_delimiter = ',', value_parser = section)]
    only: Vec<brief::Section>,
    /// A pair of actors with fewer joint items has no agreement
    #[arg(long, value_name = "N", value_parser = super::output::at_least_one, default_value_t = brief::Options::default().minimum)]
    min: usize,
    /// Say what changed since the report in OLD, which may be the one that is replaced
    #[arg(long, value_name = "OLD")]
    compare: Option<PathBuf>,
    /// Go on: write the report again whenever a file of the data changes; with faults in it the last one stays
    #[arg(long)]
    watch: bool,
    /// The language of names, of figures and of what is said in words
    #[arg(long, value_name = "en|ja|both", value_parser = data::language, default_value = "en")]
    lang: Language,
    /// The seed of everything that draws lots
    #[arg(long, value_name = "N", value_parser = super::output::seed, default_value_t = brief::Options::default().seed)]
    seed: u64,
    /// Threads to compute with; the result is the same for any number
    #[arg(long, value_name = "N", value_parser = super::output::at_least_one, default_value_t = threads())]
    threads: usize,
    /// Print the JSON Schema of its manifest instead
    #[arg(long)]
    schema: bool,
    /// The folder to write
    #[arg(short, long, value_name = "DIR", value_parser = files::folder, default_value = "output/report")]
    output: PathBuf,
}

pub fn run(args: Args, quiet: bool) -> Result<(), Failure> {
    if args.schema {
        return Ok(writeln!(io::stdout().lock(), "{:#}", Manifest::schema())?);
    }
    may_replace(&args.output)?;
    if args.watch {
        return watch::run(&args, quiet);
    }
    let written = write(&args, quiet)?;
    if quiet { Ok(()) } else { written.say(&args) }
}

/// What became of a report.
#[derive(Debug)]
struct Written {
    files: usize,
    /// What changed since an earlier one, where that was asked.
    changed: Vec<Phrase>,
}

impl Written {
    fn say(&self, args: &Args) -> Result<(), Failure> {
        let mut page = Document::default();
        page.list(self.changed.clone());
        let mut out = io::stdout().lock();
        write!(out, "{}", terminal::render(&page, width(), args.lang))?;
        let (folder, page) = (args.output.display(), args.output.join("report.html"));
        let (n, page) = (self.files, page.display());
        let said = match args.lang {
            Language::Japanese => format!("{folder}にファイル{n}件：{page} を開くこと"),
            _ => format!("{n} files in {folder}; open {page}"),
        };
        Ok(writeln!(out, "{said}")?)
    }
}

/// Reads, checks, answers and writes: the whole report, or nothing.
fn write(args: &Args, quiet: bool) -> Result<Written, Failure> {
    let before = args.compare.as_deref().map(earlier).transpose()?;
    let (folders, paths) = args.data.folders()?;
    let inputs: Vec<(String, &[u8])> = folders.iter().flat_map(of_folder).collect();
    let mut manifest = Manifest::of(&inputs, args.seed);
    drop(inputs);
    let (graph, opened) = DataArgs::graph_of(folders, paths)?;
    let options = brief::Options {
        sections: if args.only.is_empty() { brief::Section::ALL.into() } else { args.only.iter().copied().collect() },
        window: args.time.window()?,
        minimum: args.min,
        seed: args.seed,
        threads: args.threads,
    };
    let progress = |what: &str| {
        // Nobody watches a pipe, and a closed terminal stops no report.
        if !quiet && io::stderr().is_terminal() {
            let _ = writeln!(io::stderr(), "{what} ...");
        }
    };
    let mut report = brief::report(&graph, &opened.loaded.diagnostics, &options, &progress);
    let (mut changed, mut gone) = (Vec::new(), Vec::new());
    if let (Some(before), Some(folder)) = (&before, &args.compare) {
        let now = Coding {
            datasets: manifest.datasets(),
            version: manifest.version.clone(),
            inputs: manifest.inputs.clone(),
            tables: Vec::new(),
        };
        let found = report.compare(before, now).map_err(|why| cannot_compare(folder, &why))?;
        (changed, gone) = (found.sentences, found.gone);
    }
    drop(before);
    manifest.methods(&report.methods);

    let folder = NewFolder::beside(&args.output);
    // Each file is written aside and let go, with its hash kept for the manifest: the page comes last and names them.
    let put = |manifest: &mut Manifest, name: String, bytes: Vec<u8>| -> Result<(), Failure> {
        folder.put(&name, &bytes)?;
        manifest.files.insert(name, Manifest::hash(&bytes));
        Ok(())
    };
    for table in std::mem::take(&mut report.tables) {
        let mut bytes = Vec::new();
        write_table(&table, TableFormat::Csv, &mut bytes)?;
        let name = format!("tables/{}.csv", table.name);
        put(&mut manifest, format!("{name}{}", csv::SIDECAR_SUFFIX), csv::sidecar(&table).into_bytes())?;
        put(&mut manifest, name, bytes)?;
    }
    // GraphML alone: it holds every claim, comes back as a dataset and opens in every program of the field. The other
    // formats of a large record would be 200 MB that nobody asked for; `export` and `--graph` write them when asked.
    let mut steps = None;
    for (at, graph) in std::mem::take(&mut report.graphs).into_iter().enumerate() {
        let mut bytes = Vec::new();
        write_graph(&graph, GraphFormat::GraphMl, &mut bytes)?;
        let name = format!("graphs/{}.{}", graph.name, GraphFormat::GraphMl.extension());
        manifest.lose(name.clone(), &loss(&graph, &[GraphFormat::GraphMl], &[]));
        put(&mut manifest, name, bytes)?;
        if report.steps == Some(at) {
            steps = Some(graph);
        }
    }
    report.document.data = brief::record::data(graph.dataset());
    for block in &mut report.document.blocks {
        let Block::Drawing { name, subject, .. } = block else { continue };
        **subject = brief::drawing(subject, args.lang);
        let options =
            FigureOptions { language: args.lang, data: report.document.data.clone(), ..FigureOptions::default() };
        if let Ok(svg) = figure::draw(subject, &options) {
            put(&mut manifest, format!("figures/{name}.svg"), svg.into_bytes())?;
        }
    }
    manifest.section(&mut report.document);
    put(&mut manifest, "report.md".to_owned(), markdown::render(&report.document, args.lang).into_bytes())?;
    let ledger = Ledger {
        dataset: graph.dataset(),
        diagnostics: &opened.loaded.diagnostics,
        steps: steps.as_ref(),
        gone: &gone,
    };
    let page = html::render(&report.document, Some(ledger), args.lang).map_err(Failure::Machine)?;
    put(&mut manifest, "report.html".to_owned(), page.into_bytes())?;
    folder.put(Manifest::FILE, manifest.json().as_bytes())?;
    folder.swap_in()?;
    Ok(Written { files: manifest.files.len() + 1, changed })
}

/// Every file of a dataset under its name and its dataset's: paths of this machine stay outside.
fn of_folder(folder: &dataset::Folder) -> impl Iterator<Item = (String, &[u8])> {
    folder.files.iter().map(|file| (format!("{}/{}", folder.name, file.name), file.bytes.as_slice()))
}

/// The earlier report in a folder.
fn earlier(folder: &Path) -> Result<Coding, Failure> {
    let bytes = fs::read(folder.join(Manifest::FILE)).map_err(|_| {
        Failure::command(format!("{} is no report to compare with: it holds no {}", folder.display(), Manifest::FILE))
    })?;
    let read = || -> Result<Coding, String> {
        let manifest = Manifest::read(&bytes)?;
        let tables = manifest.tables(Coding::TABLES, &|name| fs::read(folder.join(name)).ok())?;
        let datasets = manifest.datasets();
        Ok(Coding { datasets, version: manifest.version, inputs: manifest.inputs, tables })
    };
    read().map_err(|why| cannot_compare(folder, &why))
}

fn cannot_compare(folder: &Path, why: &str) -> Failure {
    Failure::command(format!("{} cannot be compared: {why}", folder.display()))
}

/// Reads `align`, `overlap` or `influence`.
fn section(word: &str) -> Result<brief::Section, String> {
    let all = brief::Section::ALL;
    let known = || format!("expected some of {}", all.map(brief::Section::word).join(", "));
    all.into_iter().find(|section| section.word() == word).ok_or_else(known)
}

/// Only a folder that holds our manifest, or nothing, is replaced.
fn may_replace(folder: &Path) -> Result<(), Failure> {
    if !folder.exists() {
        return Ok(());
    }
    let ours = fs::read(folder.join(Manifest::FILE)).is_ok_and(|bytes| Manifest::is_ours(&bytes));
    let empty = folder.is_dir() && data::entries(folder)?.is_empty();
    if ours || empty {
        return Ok(());
    }
    Err(Failure::command(format!(
        "{} is there and holds no {} of a report: name another folder with -o, or remove it",
        folder.display(),
        Manifest::FILE
    )))
}
