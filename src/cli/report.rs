//! `blocs report`: all of it, into one folder, aside and then swapped.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use blocs::brief;
use blocs::dataset;
use blocs::export::{GraphFormat, TableFormat, csv, loss, write_graph, write_table};
use blocs::figure::{self, FigureOptions};
use blocs::report::ledger::Ledger;
use blocs::report::manifest::Manifest;
use blocs::report::{html, markdown};
use blocs::result::{Block, Language, Table};

use super::data::{self, DataArgs, TimeArgs};
use super::failure::Failure;
use super::output::{NewFolder, threads};

/// The main job: one page to read and question, with figures, tables, graphs and a manifest beside it
///
/// Writes report.html (one file, opens without a network), report.md, figures/, tables/, graphs/ (GraphML; other
/// formats: `blocs export`) and manifest.json into a folder. The folder is written aside and then swapped; a folder that
/// holds no manifest of ours is never replaced.
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  blocs report
  blocs report -d graph-data/toy-council -o output/toy
  blocs report --only overlap,influence --lang ja
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
    /// The language of names in figures
    #[arg(long, value_name = "en|ja|both", value_parser = data::language, default_value = "en")]
    lang: Language,
    /// The seed of everything that draws lots
    #[arg(long, value_name = "N", default_value_t = brief::Options::default().seed)]
    seed: u64,
    /// Threads to compute with; the result is the same for any number
    #[arg(long, value_name = "N", value_parser = super::output::at_least_one, default_value_t = threads())]
    threads: usize,
    /// Print the JSON Schema of its manifest instead
    #[arg(long)]
    schema: bool,
    /// The folder to write
    #[arg(short, long, value_name = "DIR", default_value = "output/report")]
    output: PathBuf,
}

pub fn run(mut args: Args, quiet: bool) -> Result<(), Failure> {
    if args.schema {
        return Ok(writeln!(io::stdout().lock(), "{:#}", Manifest::schema())?);
    }
    // Without a slash at its end: the folder is written beside itself, not into itself.
    args.output = args.output.components().collect();
    may_replace(&args.output)?;
    let (graph, opened) = args.data.graph()?;
    let options = brief::Options {
        sections: if args.only.is_empty() { brief::Section::ALL.into() } else { args.only.iter().copied().collect() },
        window: args.time.window()?,
        minimum: args.min,
        seed: args.seed,
        threads: args.threads,
    };
    // Paths of this machine stay outside: diagnostics name the dataset.
    let progress = |what: &str| {
        // Nobody watches a pipe, and a closed terminal stops no report.
        if !quiet && io::stderr().is_terminal() {
            let _ = writeln!(io::stderr(), "{what} ...");
        }
    };
    let report = brief::report(&graph, &opened.loaded.diagnostics, &options, &progress);

    let folder = NewFolder::beside(&args.output);
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    // Each file is written aside and let go, with its hash kept for the manifest.
    let mut put = |name: String, bytes: Vec<u8>| -> Result<(), Failure> {
        folder.put(&name, &bytes)?;
        files.insert(name, Manifest::hash(&bytes));
        Ok(())
    };
    let ledger = Ledger {
        dataset: graph.dataset(),
        diagnostics: &opened.loaded.diagnostics,
        steps: report.steps.and_then(|at| report.graphs.get(at)),
    };
    let page = html::render(&report.document, Some(ledger), args.lang).map_err(Failure::Machine)?;
    put("report.html".to_owned(), page.into_bytes())?;
    put("report.md".to_owned(), markdown::render(&report.document).into_bytes())?;
    for block in &report.document.blocks {
        let Block::Drawing { name, subject, .. } = block else { continue };
        let options = FigureOptions { language: args.lang, ..FigureOptions::default() };
        if let Ok(svg) = figure::draw(subject, &options) {
            put(format!("figures/{name}.svg"), svg.into_bytes())?;
        }
    }
    // What is written is let go, so that a large record does not stand in memory twice.
    drop(report.document);
    drop((graph, opened));
    for table in report.tables {
        let mut bytes = Vec::new();
        write_table(&table, TableFormat::Csv, &mut bytes)?;
        let name = format!("tables/{}.csv", table.name);
        put(format!("{name}{}", csv::SIDECAR_SUFFIX), csv::sidecar(&table).into_bytes())?;
        put(name, bytes)?;
    }
    // GraphML alone: it holds every claim, comes back as a dataset and opens in every program of the field. The other
    // formats of a large record would be 200 MB that nobody asked for; `export` and `--graph` write them when asked.
    let mut lost: BTreeMap<String, Table> = BTreeMap::new();
    for graph in report.graphs {
        let mut bytes = Vec::new();
        write_graph(&graph, GraphFormat::GraphMl, &mut bytes)?;
        let name = format!("graphs/{}.{}", graph.name, GraphFormat::GraphMl.extension());
        put(name.clone(), bytes)?;
        lost.insert(name, loss(&graph, &[GraphFormat::GraphMl], &[]));
    }
    let (folders, _) = args.data.folders()?;
    let manifest = Manifest::of(&inputs(&folders), &report.methods, args.seed, &files, &lost);
    folder.put(Manifest::FILE, manifest.as_bytes())?;
    folder.swap_in()?;
    if !quiet {
        let page = args.output.join("report.html");
        writeln!(
            io::stdout().lock(),
            "{} files in {}; open {}",
            files.len() + 1,
            args.output.display(),
            page.display()
        )?;
    }
    Ok(())
}

fn inputs(folders: &[dataset::Folder]) -> Vec<(String, &[u8])> {
    let files = |folder: &'_ dataset::Folder| -> Vec<(String, usize)> {
        folder.files.iter().enumerate().map(|(at, file)| (format!("{}/{}", folder.name, file.name), at)).collect()
    };
    folders
        .iter()
        .flat_map(|folder| files(folder).into_iter().map(|(name, at)| (name, folder.files[at].bytes.as_slice())))
        .collect()
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
