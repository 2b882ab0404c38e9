//! Graphs of other programs: nodes and ties with attributes, whatever the file was written in.

mod claims;
mod edges;
mod encoding;
mod gexf;
mod graphml;
mod keys;
mod node_link;
mod own;
mod pajek;
mod store;
mod tables;
mod xml;

use std::io::Read;
use std::sync::Arc;

use super::{Foreign, Options};
use crate::dataset::{Faults, Folder, rules};
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
    let mut faults = Faults::default();
    let network = encoding::unfold(source)
        .map_err(|message| faults.whole(rules::NOT_UTF8, &name.into(), &message, "UTF-8, UTF-16 or ISO-8859-1", ""))
        .ok()
        .and_then(|mut source| graphml::read(&name.into(), &mut source, &mut faults));
    network.filter(|_| !faults.any_fault()).ok_or_else(|| faults.into_sorted())
}

/// A dataset out of one graph: our own typed graph by the records in it, any other with its file as source.
pub(super) fn read(form: Form, files: &[Foreign], options: &Options, faults: &mut Faults) -> Option<Folder> {
    let network = match form {
        Form::Edges => edges::read(files, options, faults),
        _ => {
            let file = only(files, faults)?;
            let name: Arc<str> = file.name.as_str().into();
            let mut bytes = file.bytes.as_slice();
            let mut source = encoding::unfold(&mut bytes)
                .map_err(|message| faults.whole(rules::NOT_UTF8, &name, &message, "UTF-8", "save it as UTF-8"))
                .ok()?;
            match form {
                Form::GraphMl => graphml::read(&name, &mut source, faults),
                Form::Gexf => gexf::read(&name, &mut source, faults),
                Form::NodeLink => node_link::read(&name, &text(&name, &mut source, faults)?, faults),
                Form::Pajek | Form::Edges => pajek::read(&name, &text(&name, &mut source, faults)?, faults),
            }
        }
    };
    let network = network.filter(|_| !faults.any_fault())?;
    let file = files.first()?;
    let name: Arc<str> = file.name.as_str().into();
    if network.is_full() {
        faults.whole(rules::BAD_GRAPH_FILE, &name, "more than 4 GB of text", "a smaller graph", "");
        return None;
    }
    if network.of_ties.place(own::OF_TIES).is_some() || network.of_nodes.place(own::OF_NODES).is_some() {
        return own::folder(&network, &name, options, faults);
    }
    claims::folder(&network, files, options, faults)
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
    crate::dataset::decode(file, bytes, faults)
}
