//! Answers become bytes: on standard output in one format, and in the files that were asked for, whole or not at all.

use std::borrow::Cow;
use std::io::{self, IsTerminal as _, Write};
use std::path::PathBuf;
use std::sync::OnceLock;

use clap::{Arg, Args, ValueEnum};

use blocs::brief::record::Data;
use blocs::export::schema::{self, Output};
use blocs::export::{TableFormat, csv, write_graph};
use blocs::figure::FigureWidth;
use blocs::report::{markdown, terminal};
use blocs::result::{
    AttributedGraph, Cell, CellKind, ColumnRole, Document, Language, Method, Rest, RowByRow, Subject, Table, Undefined,
};

use super::data;
use super::failure::Failure;
use super::figures::{self, Offered};
use super::files::{Aside, apart, is_stream};
use super::graphviz::{self, Layout};
use super::remarks;
use super::rows::{Rows, named_table};
use super::targets::{Made, graph_endings, graph_files, losses, names, pick, split, table_endings};

/// The form of what is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
pub enum Format {
    /// For reading in a terminal
    #[default]
    Text,
    /// The same as a page
    Markdown,
    /// The main table, for spreadsheets
    Csv,
    /// The main table with its method
    Json,
    /// The main table, a row a line
    Jsonl,
}

/// What becomes of an answer.
#[derive(Args, Debug, Clone)]
pub struct OutputArgs {
    /// How to print the answer
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    // In help and faults the endings are those that there are.
    #[arg(
        long,
        value_name = "[NAME=]FILE",
        help = format!(
            "Write the main table to FILE ({}; FORMAT:FILE overrides, `csv:-` is standard output); NAME=FILE writes another table of \
             the page",
            table_endings()
        )
    )]
    pub table: Vec<String>,
    #[arg(long, value_name = "FILE", help = format!("Write the graph to FILE ({})", graph_endings()))]
    pub graph: Vec<String>,
    /// Print the JSON Schema of this output of the answer instead (json, jsonl, sidecar; of its graph: node-link, cytoscape)
    #[arg(long, value_name = "OUTPUT", value_parser = output, num_args = 0..=1, default_missing_value = "json")]
    pub schema: Option<Output>,
    /// Lay the graph out with Graphviz, where it is installed: --graph FILE is then .svg .png .pdf or .dot with places
    #[arg(long, value_enum, value_name = "dot|neato|sfdp")]
    pub layout: Option<Layout>,
    /// List on the page what the formats of --graph cannot hold, attribute by attribute
    #[arg(long, requires = "graph")]
    pub loss: bool,
    /// Draw the figure into FILE (.svg .png .pdf); NAME=FILE draws another one, where the answer has several (repeatable);
    /// folders are made
    #[arg(long, value_name = "[NAME=]FILE")]
    pub figure: Vec<String>,
    /// How wide figures are printed: one column of a journal (89 mm), two (183 mm), a page on its side (247 mm)
    #[arg(long, value_name = "one-column|two-column|page", value_parser = figures::width, default_value = "two-column")]
    pub width: FigureWidth,
    /// A title above the figure; none by default, as journals set their own
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// A font for PNG and PDF, tried before those of the system
    #[arg(long, value_name = "FILE")]
    pub font: Vec<PathBuf>,
    /// The language of figures and pages (files of tables have a column of names for each)
    #[arg(long, value_name = "en|ja|both", value_parser = data::language, default_value = "en")]
    pub lang: Language,
    /// What the answer was made from, for the captions of figures: known once the data are open.
    #[arg(skip)]
    pub data: OnceLock<Data>,
}

/// An option of a command whose answer has no graph: what only graphs read is no part of its help.
pub fn without_graph(option: Arg) -> Arg {
    hidden(option, &["graph", "layout", "loss"])
}

/// The same where there is no figure.
pub fn without_figure(option: Arg) -> Arg {
    hidden(option, &["figure", "width", "title", "font"])
}

fn hidden(option: Arg, names: &[&str]) -> Arg {
    if names.contains(&option.get_id().as_str()) { option.hide(true) } else { option }
}

/// What a command has to show: a document to read, a main table, at most one graph and one default figure.
pub struct Answer {
    /// What is read in a terminal or a page.
    pub document: Document,
    /// What goes into a spreadsheet.
    pub table: Option<Table>,
    /// What goes into a notebook.
    pub graph: Option<AttributedGraph>,
    /// What is drawn.
    pub figure: Option<Subject>,
}

impl Answer {
    /// An answer that is one table.
    pub fn table(table: Table) -> Self {
        let mut document = Document::default();
        document.table(table.clone());
        Self { document, table: Some(table), graph: None, figure: None }
    }
    /// An answer that does not exist, with its reason: in a table like any other, so that every format can say so.
    pub fn undefined(method: Method, reason: Undefined) -> Self {
        // Whoever asks for the graph or the figure gets an empty one, which says why.
        let graph = empty(&method, reason.reason());
        let mut table = Table::new("undefined", method).column("answer", CellKind::Text, ColumnRole::Value, "");
        table.push([Cell::Undefined(reason)]);
        Self { figure: Some(Subject::Network(graph.clone())), graph: Some(graph), ..Self::table(table) }
    }
}

fn empty(method: &Method, reason: &str) -> AttributedGraph {
    AttributedGraph::empty("undefined", method.clone().noting(reason.to_owned()))
}

/// The figure of pairs where there are none: empty, with the reason.
pub fn without_pairs(method: &Method) -> Subject {
    Subject::Network(empty(method, "fewer than two things to compare"))
}

impl OutputArgs {
    /// Says what figures are drawn from; the first that says it is the data of the command.
    pub fn drawn_from(&self, data: Data) {
        let _ = self.data.set(data);
    }
    /// Whether the graph of the answer is asked for, or its schema.
    pub fn wants_graph(&self) -> bool {
        !self.graph.is_empty() || self.schema.is_some_and(Output::of_graph)
    }
    /// Prints the answer and writes its files.
    pub fn emit(&self, answer: &Answer) -> Result<(), Failure> {
        self.emit_with(answer, &[])
    }
    /// The same, where the answer offers other figures beside its own: each is made only when it is asked for.
    pub fn emit_with(&self, answer: &Answer, others: &[Offered<'_>]) -> Result<(), Failure> {
        self.emit_rows(answer, answer.table.as_ref().map(Rows::Whole), others)
    }
    /// The same, where the main table is too long to be held whole: its rows are made while they are written.
    pub fn emit_row_by_row(
        &self,
        answer: &Answer,
        table: &dyn RowByRow,
        others: &[Offered<'_>],
    ) -> Result<(), Failure> {
        self.emit_rows(answer, Some(Rows::OneByOne(table)), others)
    }
    fn emit_rows(&self, answer: &Answer, table: Option<Rows<'_>>, others: &[Offered<'_>]) -> Result<(), Failure> {
        if let Some(output) = self.schema {
            return print_schema(answer.graph.as_ref(), table.map(Rows::heading).as_ref(), output);
        }
        let mut document = Cow::Borrowed(&answer.document);
        if let Some(graph) = answer.graph.as_ref().filter(|_| self.loss) {
            let main = answer.table.as_ref().filter(|table| table.name == LOSS);
            self.shows_losses(table.map(|table| table.heading().name).as_deref())?;
            document.to_mut().table(main.cloned().unwrap_or_else(|| losses(graph, &self.graph)));
        }
        // Everything is made, or known to be no word amiss, before anything is written: nothing half is left behind.
        let mut made: Vec<(PathBuf, Made<'_>)> = Vec::new();
        let bytes = |(file, bytes): (PathBuf, Vec<u8>)| (file, Made::Bytes(bytes));
        for target in &self.table {
            let (name, target) = figures::named(target);
            let table = named_table(name, table, &document)?;
            let (format, file) = split(target);
            let format = pick(
                target,
                format,
                &file,
                TableFormat::parse,
                TableFormat::for_extension,
                &names(TableFormat::ALL, TableFormat::name),
            )?;
            let mut beside = file.clone().into_os_string();
            beside.push(csv::SIDECAR_SUFFIX);
            let has_sidecar = format == TableFormat::Csv && file.as_os_str() != "-";
            made.push((file, Made::Rows(table, format)));
            if has_sidecar {
                made.push((PathBuf::from(beside), Made::Bytes(csv::sidecar(&table.heading()).into())));
            }
        }
        for target in &self.graph {
            let graph = answer.graph.as_ref().ok_or_else(|| Failure::command("this answer has no graph"))?;
            match self.layout {
                Some(layout) => made.push(bytes(graphviz::made(target, graph, layout)?)),
                None => {
                    // Of a partition that is asked for beside its network there is one.
                    let files = graph_files(graph, target)?.into_iter();
                    let asked =
                        |file: &PathBuf| self.graph.iter().any(|other| other != target && split(other).1 == *file);
                    made.extend(
                        files.enumerate().filter(|(at, (file, _))| *at == 0 || !asked(file)).map(|(_, made)| made),
                    );
                }
            }
        }
        for target in &self.figure {
            made.push(bytes(figures::made(target, answer.figure.as_ref(), others, self)?));
        }
        apart(made.iter().map(|(file, _)| file.as_path()))?;
        // All are whole before one has its name: a full disk leaves none of them. What goes through a pipe cannot be taken
        // back, so it goes last.
        made.sort_by_key(|(file, _)| is_stream(file));
        let aside = made.iter().map(|(file, made)| match made {
            Made::Bytes(bytes) => Aside::write(file, |out| out.write_all(bytes)),
            Made::Graph(graph, format) => Aside::write(file, |out| write_graph(graph, *format, out)),
            Made::Rows(rows, format) => Aside::write(file, |out| rows.write(*format, out)),
        });
        let aside = aside.collect::<Result<Vec<_>, _>>()?;
        aside.into_iter().try_for_each(Aside::keep)?;
        let printed = made.iter().any(|(file, _)| file.as_os_str() == "-");
        if printed { Ok(()) } else { self.print(&document, table) }
    }

    /// A list of losses that nobody would see is refused, and one of drawings, which hold what is seen in them; `main` is the
    /// name of the main table.
    fn shows_losses(&self, main: Option<&str>) -> Result<(), Failure> {
        if self.layout.is_some() {
            return Err(Failure::command(
                "--loss lists what formats of graphs cannot hold; --layout draws: leave one out",
            ));
        }
        let prints = |target: &str| split(figures::named(target).1).1.as_os_str() == "-";
        let taken = [&self.table, &self.graph, &self.figure].into_iter().flatten().any(|target| prints(target));
        let page = matches!(self.format, Format::Text | Format::Markdown) || main == Some(LOSS);
        let written = self.table.iter().any(|target| figures::named(target).0.or(main) == Some(LOSS));
        if written || page && !taken {
            return Ok(());
        }
        let why = if taken { "standard output is taken" } else { "--format prints the main table alone" };
        Err(Failure::command(format!(
            "the list of --loss is nowhere to be seen, since {why}: --table {LOSS}=FILE writes it"
        )))
    }

    fn print(&self, document: &Document, table: Option<Rows<'_>>) -> Result<(), Failure> {
        let mut out = io::BufWriter::new(io::stdout().lock());
        let format = match self.format {
            Format::Text | Format::Markdown => {
                let mut page = document.clone();
                page.rest = Rest::OnRequest(table.map_or_else(String::new, |table| table.heading().name));
                if page.terms.is_empty() {
                    self.data.get().cloned().unwrap_or_default().tell(&mut page);
                }
                let page = match self.format {
                    Format::Markdown => markdown::render(&page, self.lang),
                    _ => terminal::render(&page, width(), self.lang),
                };
                out.write_all(page.as_bytes())?;
                return Ok(out.flush()?);
            }
            Format::Csv => TableFormat::Csv,
            Format::Json => TableFormat::Json,
            Format::Jsonl => TableFormat::JsonLines,
        };
        match table {
            Some(table) => {
                table.write(format, &mut out)?;
                out.flush()?;
                // A CSV has no room for its method: the reader of a terminal or a log sees it here.
                if format == TableFormat::Csv && remarks::wanted() {
                    let _ = writeln!(io::stderr(), "{}", said(&table.heading().method, self.lang));
                }
                Ok(())
            }
            None => Err(Failure::command("this answer has no table; use --format text or markdown")),
        }
    }
}

/// How a table was made, for who sees no page of it.
fn said(method: &Method, language: Language) -> String {
    match language {
        Language::Japanese => format!("方法：{}", method.told(blocs::brief::terms()).line(language)),
        _ => format!("method: {method}"),
    }
}

/// The name of the table of losses.
const LOSS: &str = "loss";

/// Reads an output that has a schema by its word.
pub fn output(word: &str) -> Result<Output, String> {
    one_of(word, &Output::ALL, Output::word)
}

/// The schema of an output of the answer.
fn print_schema(graph: Option<&AttributedGraph>, table: Option<&Table>, output: Output) -> Result<(), Failure> {
    let found = match (output.of_graph(), graph, table) {
        (true, Some(graph), _) => schema::of_graph(graph, output),
        (false, _, Some(table)) => schema::of_table(table, output),
        (true, ..) => return Err(Failure::command("this answer has no graph")),
        (false, ..) => return Err(Failure::command("this command has no table")),
    };
    Ok(writeln!(io::stdout().lock(), "{found:#}")?)
}

/// The width of the terminal, when there is one; a pipe takes lines as long as they are.
pub fn width() -> Option<u16> {
    if !io::stdout().is_terminal() {
        return None;
    }
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    told.or_else(|| terminal_size::terminal_size().map(|(terminal_size::Width(width), _)| width)).or(Some(100))
}

/// A number that is not zero.
pub fn at_least_one(word: &str) -> Result<usize, String> {
    word.parse().ok().filter(|number| *number > 0).ok_or_else(|| "expected a whole number, 1 or more".to_owned())
}

/// The seed of what is drawn by lot.
pub fn seed(word: &str) -> Result<u64, String> {
    word.parse().map_err(|_| "expected a whole number, 0 or more".to_owned())
}

/// A number from 0 to 1.
pub fn share(word: &str) -> Result<f64, String> {
    let number = word.parse().ok().filter(|number: &f64| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "expected a number from 0 to 1".to_owned())
}

/// One of the values that know their words.
pub fn one_of<T: Copy>(word: &str, all: &[T], name: fn(T) -> &'static str) -> Result<T, String> {
    let found = all.iter().copied().find(|value| name(*value) == word);
    let words = || all.iter().map(|value| name(*value)).collect::<Vec<_>>().join(", ");
    found.ok_or_else(|| format!("expected one of {}", words()))
}

/// The threads of this machine.
pub fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}
