//! What a target, `FILE` or `FORMAT:FILE`, makes: its format, its files, and what they cannot hold.

use std::path::{Path, PathBuf};

use blocs::export::{self, GraphFormat, TableFormat, csv, loss, partition, write_table};
use blocs::result::{AttributedGraph, Table};

use super::failure::Failure;
use super::rows::Rows;

/// What a file will hold.
pub enum Made<'a> {
    Bytes(Vec<u8>),
    /// A graph, which is written as it goes: of a million ties a file has hundreds of megabytes.
    Graph(&'a AttributedGraph, GraphFormat),
    Rows(Rows<'a>, TableFormat),
}

/// `FORMAT:FILE` in its two parts; a single letter before the colon is a drive. Whatever is called standard output is `-`.
pub fn split(target: &str) -> (Option<&str>, PathBuf) {
    let (format, file) = parts(target);
    let printed = ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].iter().any(|name| file == Path::new(name));
    (format, if printed { PathBuf::from("-") } else { file })
}

fn parts(target: &str) -> (Option<&str>, PathBuf) {
    match target.split_once(':') {
        Some((format, file)) if format.len() > 1 && format.chars().all(|c| c.is_ascii_alphabetic() || c == '-') => {
            (Some(format), PathBuf::from(file))
        }
        _ => (None, PathBuf::from(target)),
    }
}

pub fn pick<T>(
    target: &str,
    format: Option<&str>,
    file: &Path,
    by_name: impl Fn(&str) -> Option<T>,
    by_extension: impl Fn(&str) -> Option<T>,
    names: &str,
) -> Result<T, Failure> {
    let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let found = match format {
        Some(name) => by_name(name).or_else(|| by_extension(name)),
        None => by_extension(extension),
    };
    found.ok_or_else(|| {
        // Standard output has no ending that could say it.
        let form = if file.as_os_str() == "-" { "FORMAT:-" } else { "FORMAT:FILE" };
        Failure::command(format!("`{target}` names no format that is written here: {names} ({form})"))
    })
}

pub fn names<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str) -> String {
    all.iter().map(|format| name(*format)).collect::<Vec<_>>().join(", ")
}

/// The endings of files of tables.
pub fn table_endings() -> String {
    TableFormat::ALL.iter().map(|format| format!(".{}", format.extension())).collect::<Vec<_>>().join(" ")
}

/// The endings of files of graphs, and of tables that are one.
pub fn graph_endings() -> String {
    let alone = GraphFormat::ALL.iter().filter(|format| **format != GraphFormat::Partition);
    let alone = alone.map(|format| format!(".{}", format.extension())).collect::<Vec<_>>().join(" ");
    let tables = TableFormat::ALL.iter().map(|format| format!(".{}", format.extension()));
    let tables = tables.filter(|ending| tables_of(&format!("g{ending}")).is_some()).collect::<Vec<_>>().join(" or ");
    format!("{alone} with its .{}; {tables}: tables of nodes, ties and claims", GraphFormat::Partition.extension())
}

/// The format of tables that the target of a graph names, if it names one: its graph is then three tables.
fn tables_of(target: &str) -> Option<TableFormat> {
    let (format, file) = split(target);
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_owned();
    let known = match format {
        Some(format) => TableFormat::parse(format),
        None => TableFormat::for_extension(&ending),
    };
    known.filter(|format| ["csv", "parquet"].contains(&format.name()))
}

/// A graph in the files of its target: one, a network of Pajek with its partition beside it, or the three tables of a
/// `.csv` or `.parquet`.
pub fn graph_files<'g>(graph: &'g AttributedGraph, target: &str) -> Result<Vec<(PathBuf, Made<'g>)>, Failure> {
    let (format, file) = split(target);
    let Some(tables) = tables_of(target) else {
        let mut known = names(GraphFormat::ALL, GraphFormat::name);
        for format in TableFormat::ALL.iter().filter(|format| tables_of(&format!("{format}:-")).is_some()) {
            known.push_str(&format!(", {format}"));
        }
        let format = pick(target, format, &file, GraphFormat::parse, GraphFormat::for_extension, &known)?;
        let network = format == GraphFormat::Pajek && file.as_os_str() != "-" && partition::has_groups(graph);
        let beside = file.with_extension(GraphFormat::Partition.extension());
        let mut made = vec![(file, Made::Graph(graph, format))];
        if network {
            made.push((beside, Made::Graph(graph, GraphFormat::Partition)));
        }
        return Ok(made);
    };
    if file.as_os_str() == "-" {
        let message = format!("a graph as {tables} is three tables: name a file, such as graph.{}", tables.extension());
        return Err(Failure::command(message));
    }
    let mut made = Vec::new();
    for (word, table) in export::tables::of(graph)? {
        let file = file.with_extension(format!("{word}.{}", tables.extension()));
        let mut bytes = Vec::new();
        write_table(&table, tables, &mut bytes)?;
        let mut beside = file.clone().into_os_string();
        beside.push(csv::SIDECAR_SUFFIX);
        made.push((file, Made::Bytes(bytes)));
        if tables == TableFormat::Csv {
            made.push((PathBuf::from(beside), Made::Bytes(csv::sidecar(&table).into())));
        }
    }
    Ok(made)
}

/// What the formats of the files that are asked for cannot hold of a graph.
pub fn losses(graph: &AttributedGraph, files: &[String]) -> Table {
    // Two files of one format lose the same.
    loss(graph, &each_once(formats(files)), &each_once(tables(files)))
}

/// The formats of the files that were asked for; all of them without a file.
fn formats(files: &[String]) -> Vec<GraphFormat> {
    if files.is_empty() {
        return GraphFormat::ALL.to_vec();
    }
    let of = |target: &String| {
        let (format, file) = split(target);
        let ending = || file.extension().and_then(|ending| ending.to_str()).and_then(GraphFormat::for_extension);
        format.map_or_else(ending, |format| GraphFormat::parse(format).or_else(|| GraphFormat::for_extension(format)))
    };
    files.iter().filter_map(of).collect()
}

/// The formats of tables among them; CSV without a file.
fn tables(files: &[String]) -> Vec<TableFormat> {
    if files.is_empty() {
        return vec![TableFormat::Csv];
    }
    files.iter().filter_map(|file| tables_of(file)).collect()
}

fn each_once<T: PartialEq>(all: Vec<T>) -> Vec<T> {
    let mut once = Vec::new();
    for one in all {
        if !once.contains(&one) {
            once.push(one);
        }
    }
    once
}
