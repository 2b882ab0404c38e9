//! Graphs of other programs: nodes and ties with attributes, whatever the file was written in.

mod claims;
mod columns;
mod edges;
mod edited;
mod encoding;
mod extension;
mod gexf;
mod graphml;
mod keys;
mod node_link;
mod own;
mod pajek;
mod part;
mod sheet;
mod store;
mod tables;
mod tokens;
mod xml;

use std::io::Read;
use std::sync::Arc;

use super::{Foreign, Options};
use crate::dataset::{Faults, Folder, Hashed, rules, sha256};
use crate::model::Diagnostic;

pub use store::Network;

/// The forms of graphs that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    GraphMl,
    Gexf,
    NodeLink,
    Pajek,
    Edges,
}

/// The network of a GraphML file, read through a window: the file is never held as a whole.
///
/// # Errors
/// Everything that cannot be kept, each with its line and column.
/// # Example
/// ```
/// use blocs::import::network;
/// let text = r#"<graphml><graph edgedefault="directed"><node id="a"/><edge source="a" target="a"/></graph></graphml>"#;
/// assert_eq!(network::graphml("g.graphml", &mut text.as_bytes()).unwrap().size(), (1, 1));
/// assert_eq!(network::graphml("g.graphml", &mut &text.as_bytes()[..90]).unwrap_err()[0].line, 1);
/// ```
pub fn graphml(name: &str, source: &mut dyn Read) -> Result<Network, Vec<Diagnostic>> {
    let (mut faults, name) = (Faults::default(), name.into());
    let network = unfolded(&name, source, &mut faults)
        .and_then(|mut source| xml::graph::<graphml::Parse>(&name, &mut source, &mut faults));
    network.filter(|_| !faults.any_fault()).ok_or_else(|| faults.into_sorted())
}

/// The most values that elements may have by default: some in any file, and some more an element.
const DEFAULTS_OF_ANY_FILE: u64 = 100_000;
const DEFAULTS_AN_ELEMENT: u64 = 20;

/// Of a file in lines whose last one does not end: a list has no other end, so a cut shows nowhere else.
const NO_END: &str = "the last line has no line end: the file may have been cut there";

/// A file of a graph: its name and its hash, which a dataset names as its source.
pub(super) struct Origin {
    name: String,
    sha256: String,
}

/// A dataset out of one graph: our own typed graph by the records in it, any other with its file as source.
pub(super) fn read(form: Form, files: &[Foreign], options: &Options, faults: &mut Faults) -> Option<Folder> {
    let network = match form {
        Form::Edges => edges::read(files, options, faults),
        Form::GraphMl | Form::Gexf => {
            let file = only(files, faults)?;
            return read_on(form, &file.name, &mut file.bytes.as_slice(), options, faults);
        }
        Form::NodeLink | Form::Pajek => {
            let file = only(files, faults)?;
            let name: Arc<str> = file.name.as_str().into();
            let text = text(&name, &mut unfolded(&name, &mut file.bytes.as_slice(), faults)?, faults)?;
            match form {
                Form::NodeLink => node_link::read(&name, &text, faults),
                _ => pajek::read(&name, &text, faults),
            }
        }
    };
    let origin = |file: &Foreign| Origin { name: file.name.clone(), sha256: sha256(&file.bytes) };
    folder(network?, &files.iter().map(origin).collect::<Vec<_>>(), options, faults)
}

/// The same for a graph in XML whose file is never held as a whole.
pub(super) fn read_on(
    form: Form,
    name: &str,
    source: &mut dyn Read,
    options: &Options,
    faults: &mut Faults,
) -> Option<Folder> {
    let file: Arc<str> = name.into();
    let mut hashed = Hashed::new(source);
    let network = {
        let mut source = unfolded(&file, &mut hashed, faults)?;
        match form {
            Form::Gexf => xml::graph::<gexf::Parse>(&file, &mut source, faults)?,
            _ => xml::graph::<graphml::Parse>(&file, &mut source, faults)?,
        }
    };
    folder(network, &[Origin { name: name.to_owned(), sha256: hashed.sha256() }], options, faults)
}

fn unfolded<'a>(name: &Arc<str>, source: &'a mut dyn Read, faults: &mut Faults) -> Option<Box<dyn Read + 'a>> {
    match encoding::unfold(source) {
        Ok(source) => Some(source),
        Err(encoding::Unfit::Encoding(message)) => {
            faults.whole(rules::NOT_UTF8, name, &message, "UTF-8, UTF-16 or ISO-8859-1", "save it as UTF-8");
            None
        }
        Err(encoding::Unfit::Unread(message)) => {
            let hint = "a packed file that ends early was not copied whole: fetch it again";
            faults.whole(rules::BAD_GRAPH_FILE, name, &message, "a file that is whole", hint);
            None
        }
    }
}

fn folder(network: Network, origins: &[Origin], options: &Options, faults: &mut Faults) -> Option<Folder> {
    // After a fault of the reader too: whatever else is wrong is told at once.
    let name: Arc<str> = origins.first()?.name.as_str().into();
    if network.is_full() {
        faults.whole(rules::BAD_GRAPH_FILE, &name, "more than 4 GB of text", "a smaller graph", "");
        return None;
    }
    let elements = (network.nodes.len() + network.ties.len()) as u64;
    let (of_nodes, of_ties) = (network.of_nodes.defaults.len() as u64, network.of_ties.defaults.len() as u64);
    let defaults = of_nodes * network.nodes.len() as u64 + of_ties * network.ties.len() as u64;
    if defaults > DEFAULTS_OF_ANY_FILE + DEFAULTS_AN_ELEMENT * elements {
        let message = format!("{} attributes with a default for {elements} nodes and ties", of_nodes + of_ties);
        let expected = format!("at most {DEFAULTS_AN_ELEMENT}: each becomes a value of every element");
        faults.whole(rules::BAD_GRAPH_FILE, &name, &message, &expected, "write the values that differ");
        return None;
    }
    // Entities alone have no records, but their graph says whose it is; a network of Pajek has no kinds.
    let ours =
        || network.said.iter().any(|said| said.contains(own::METHOD)) && network.of_nodes.place("kind").is_some();
    if ours() || network.of_ties.place(own::OF_TIES).is_some() || network.of_nodes.place(own::OF_NODES).is_some() {
        return own::folder(&network, origins, options, faults);
    }
    claims::folder(&network, origins, options, faults)
}

fn only<'f>(files: &'f [Foreign], faults: &mut Faults) -> Option<&'f Foreign> {
    if let [file] = files {
        return Some(file);
    }
    let name = files.get(1).map_or("", |file| file.name.as_str()).into();
    let hint = "import each apart";
    faults.whole(rules::REPEATED_ID, &name, "a second graph", "one file, one graph, one dataset", hint);
    None
}

/// The whole text, for the formats that are read by line or by value.
fn text(file: &Arc<str>, source: &mut dyn Read, faults: &mut Faults) -> Option<String> {
    let mut bytes = Vec::new();
    // A slice or a decoded text: reading it cannot fail.
    source.read_to_end(&mut bytes).ok()?;
    crate::dataset::decode(file, bytes, faults).map(with_line_feeds)
}

/// The text with a line feed for every carriage return that stands alone: old programs of the Mac end their lines so.
fn with_line_feeds(text: String) -> String {
    if !text.contains('\r') {
        return text;
    }
    let mut bytes = text.into_bytes();
    for at in 0..bytes.len() {
        if bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n') {
            bytes[at] = b'\n';
        }
    }
    // One sign of ASCII stands for another.
    String::from_utf8(bytes).unwrap_or_default()
}
