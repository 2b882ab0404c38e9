//! `blocs export`: the typed graph in any format.

use std::sync::OnceLock;

use blocs::brief;
use blocs::export::schema::Output;
use blocs::figure::FigureWidth;
use blocs::record::typed_graph;
use blocs::result::{Document, Language, Phrase, Saying};

use super::data::DataArgs;
use super::failure::Failure;
use super::graphviz::Layout;
use super::output::{Answer, Format, OutputArgs};
use super::targets::{graph_endings, losses, table_endings};

/// Write the typed graph: every entity and edge, with the claims behind each
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  blocs export --graph output/cyber-norms.graphml --graph output/cyber-norms.dot
  blocs export --graph output/cyber-norms.net --graph output/cyber-norms.csv --loss
  blocs export --graph output/cyber-norms.parquet
  blocs export --graph node-link:-
  blocs export --schema cytoscape")]
pub struct Args {
    #[command(flatten)]
    data: DataArgs,
    #[arg(
        long,
        value_name = "FILE",
        required_unless_present_any = ["loss", "schema"],
        help = format!(
            "Write the graph to FILE ({}; FORMAT:FILE overrides, `graphml:-` is standard output); may be repeated",
            graph_endings()
        )
    )]
    graph: Vec<String>,
    /// The language of the list of losses and of what is said of the graph
    #[arg(long, value_name = "en|ja|both", value_parser = super::data::language, default_value = "en")]
    lang: Language,
    /// List what each format cannot hold, attribute by attribute
    #[arg(long)]
    loss: bool,
    /// How to print the list of losses
    #[arg(long, value_enum, default_value_t, requires = "loss")]
    format: Format,
    #[arg(long, value_name = "FILE", requires = "loss", help = format!("Write the list of losses to FILE ({})", table_endings()))]
    table: Vec<String>,
    /// Print the JSON Schema of this output instead (node-link, cytoscape; of the tables of losses: json, jsonl, sidecar)
    #[arg(long, value_name = "OUTPUT", value_parser = super::output::output, num_args = 0..=1, default_missing_value = "node-link")]
    schema: Option<Output>,
    /// Lay it out with Graphviz, where it is installed: FILE is then .svg .png .pdf or .dot with places
    #[arg(long, value_enum, value_name = "dot|neato|sfdp")]
    layout: Option<Layout>,
}

pub fn run(args: Args, quiet: bool) -> Result<(), Failure> {
    let (graph, _) = args.data.graph()?;
    let typed = typed_graph::attributed(&graph);
    // What is written holds all that it needs.
    drop(graph);
    let mut document = Document::default();
    if !quiet {
        let files = args.graph.iter().filter(|file| !file.ends_with(":-") && *file != "-");
        let files = files.cloned().collect::<Vec<_>>().join(", ");
        let terms = brief::terms();
        let [method, japanese] = [typed.method.to_string(), typed.method.told(terms).line(Language::Japanese)];
        let of_files = |method: String| if files.is_empty() { method } else { format!("{method}: {files}") };
        document.prose(Phrase::new(of_files(method), of_files(japanese)));
        // The list of losses has them below it.
        if !args.loss {
            let said =
                |note: &Saying| Phrase::new(note.to_string(), note.japanese(terms).unwrap_or_else(|| note.to_string()));
            typed.method.notes.iter().for_each(|note| document.prose(said(note)));
        }
    }
    let of_losses = args.schema.is_some_and(|output| !output.of_graph());
    let lost = (args.loss || of_losses).then(|| losses(&typed, &args.graph));
    let output = OutputArgs {
        format: args.format,
        table: args.table,
        graph: args.graph,
        schema: args.schema,
        layout: args.layout,
        loss: args.loss,
        figure: Vec::new(),
        width: FigureWidth::default(),
        title: None,
        font: Vec::new(),
        lang: args.lang,
        data: OnceLock::new(),
    };
    output.emit(&Answer { document, table: lost, graph: Some(typed), figure: None })
}
