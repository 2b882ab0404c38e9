//! `blocs new`: a small dataset that passes `check`, to be overwritten row by row.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::PathBuf;

use blocs::dataset::{File, TableKind, package};

use super::data::entries;
use super::failure::Failure;
use super::files::{self, replace_folder};

/// Start a dataset of your own: every table with an example row, and a page that explains them
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  blocs new output/mine && blocs check output/mine")]
pub struct Args {
    /// The folder to write; it must not be there, or be empty
    #[arg(value_name = "DIR", value_parser = files::folder)]
    dir: PathBuf,
}

const TABLES: [(TableKind, &str); 7] = [
    (TableKind::Sources, include_str!("skeleton/sources.csv")),
    (TableKind::Entities, include_str!("skeleton/entities.csv")),
    (TableKind::Claims, include_str!("skeleton/claims.csv")),
    (TableKind::Decisions, include_str!("skeleton/decisions.csv")),
    (TableKind::Tallies, include_str!("skeleton/tallies.csv")),
    (TableKind::Positions, include_str!("skeleton/positions.csv")),
    (TableKind::Codes, include_str!("skeleton/codes.csv")),
];

pub fn run(args: Args, quiet: bool) -> Result<(), Failure> {
    if args.dir.exists() && !(args.dir.is_dir() && entries(&args.dir)?.is_empty()) {
        return Err(Failure::command(format!("{} is there and not empty: `new` replaces nothing", args.dir.display())));
    }
    let name = args.dir.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let file = |(kind, text): &(TableKind, &str)| File {
        name: format!("{}.csv", kind.name()),
        bytes: text.as_bytes().to_vec(),
    };
    let tables: Vec<File> = TABLES.iter().map(file).collect();
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    files.insert("datapackage.json".to_owned(), package(&name, "A dataset", &[], &tables).into_bytes());
    files.insert("README.md".to_owned(), include_bytes!("skeleton/README.md").to_vec());
    files.extend(tables.into_iter().map(|file| (file.name, file.bytes)));
    replace_folder(&args.dir, &files)?;
    if !quiet {
        let dir = args.dir.display();
        writeln!(io::stdout().lock(), "{dir}: read README.md, change the rows, then `blocs check {dir}`")?;
    }
    Ok(())
}
