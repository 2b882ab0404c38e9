//! GraphML: XML with typed attributes, for Gephi, yEd, igraph and networkx.
//!
//! - Ids of nodes are texts, ids of ties `t0`, `t1`, ... in the order of the table; `edgedefault` says whether the
//!   order of a tie's ends means anything.
//! - Text is `string`, whole numbers `long`, numbers `double`, yes and no `boolean`. A list is a `string` joined by
//!   `; `, and the graph's `lists` says which attributes are such.
//! - An empty cell has no element. An undefined cell has none either: its reason is in the attribute
//!   `NAME_undefined`, which is declared where it is needed.
//! - The method is in attributes of the graph: `method` in one line, then its parts.
//! - Characters that XML 1.0 forbids become U+FFFD.

use std::io;

use super::xml::{self, Key, Page};
use super::{Side, Spec, node_ids, tie_ends};
use crate::result::{AttributedGraph, CellKind, GraphRole};

pub(super) const SPEC: Spec = Spec { name: "graphml", extensions: &["graphml"] };

/// The first lines: the names of the format and of its schema.
const ROOT: &str = "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
    xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">";

/// Writes a graph.
///
/// # Errors
/// Those of the writer; a tie that ends at a row that `nodes` does not have.
pub fn write(graph: &AttributedGraph, out: &mut dyn io::Write) -> io::Result<()> {
    let ids = xml::escaped(&node_ids(graph));
    let ends = tie_ends(graph, &ids)?;
    let facts = facts(graph);
    let data = |id: &str| format!("      <data key=\"{id}\">");
    let nodes = xml::keys(graph, Side::Node, |number| format!("n{number}"), data);
    let ties = xml::keys(graph, Side::Tie, |number| format!("e{number}"), data);

    let mut page = Page::new(out);
    page.mark(ROOT).line()?;
    for (index, (name, _)) in facts.iter().enumerate() {
        key(&mut page, &format!("g{index}"), "graph", name, "string")?;
    }
    declare(&mut page, &nodes, Side::Node)?;
    declare(&mut page, &ties, Side::Tie)?;
    let default = if graph.directed { "directed" } else { "undirected" };
    page.mark("  <graph").attribute("id", &graph.name).attribute("edgedefault", default).mark(">").line()?;
    for (index, (_, text)) in facts.iter().enumerate() {
        page.mark(&format!("    <data key=\"g{index}\">")).text(text).mark("</data>").line()?;
    }
    for (row, id) in ids.iter().enumerate() {
        page.mark("    <node id=\"").mark(id);
        element(&mut page, &nodes, row, "    </node>")?;
    }
    for (row, (from, to)) in ends.enumerate() {
        page.mark("    <edge id=\"t").number(row).mark("\" source=\"").mark(from).mark("\" target=\"").mark(to);
        element(&mut page, &ties, row, "    </edge>")?;
    }
    page.mark("  </graph>\n</graphml>").line()?;
    page.hand_on()
}

/// What the graph says of itself: its method, whole and in parts, and what a reader must know of the attributes.
fn facts(graph: &AttributedGraph) -> Vec<(String, String)> {
    let method = &graph.method;
    let mut facts = vec![("method".to_owned(), method.to_string()), ("method_name".to_owned(), method.name.clone())];
    for (name, value) in &method.parameters {
        facts.push((plain(&format!("parameter_{name}")), value.clone()));
    }
    for (what, n) in &method.n {
        facts.push((plain(&format!("n_{what}")), n.to_string()));
    }
    facts.extend(method.seed.map(|seed| ("seed".to_owned(), seed.to_string())));
    facts.push(("reference".to_owned(), method.reference.clone()));
    facts.push(("notes".to_owned(), method.told_notes()));
    let two_mode = graph.role == GraphRole::TwoMode;
    facts.push(("mode".to_owned(), if two_mode { "two-mode" } else { "one-mode" }.to_owned()));
    let lists: Vec<String> = [Side::Node, Side::Tie]
        .into_iter()
        .flat_map(|side| side.columns(graph).filter(|c| c.kind == CellKind::List).map(move |c| side.attribute(&c.name)))
        .map(|name| format!("{name}: joined by \"; \""))
        .collect();
    facts.push(("lists".to_owned(), lists.join("\n")));
    facts.retain(|(_, text)| !text.is_empty());
    facts
}

/// The name of an attribute that is made of words: whatever is no letter or digit between them is one `_`.
fn plain(name: &str) -> String {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_")
}

fn declare(page: &mut Page<'_>, keys: &[Key<'_>], side: Side) -> io::Result<()> {
    let of = if side == Side::Node { "node" } else { "edge" };
    for Key { column, id, reasons, .. } in keys {
        let name = side.attribute(&column.name);
        key(page, id, of, &name, xml::kind(column.kind))?;
        if let Some(reasons) = reasons {
            key(page, reasons, of, &format!("{name}_undefined"), "string")?;
        }
    }
    Ok(())
}

fn key(page: &mut Page<'_>, id: &str, of: &str, name: &str, kind: &str) -> io::Result<()> {
    page.mark("  <key").attribute("id", id).attribute("for", of);
    page.attribute("attr.name", name).attribute("attr.type", kind).mark("/>").line()
}

/// Ends the tag of an element, with its data and its end where it has any.
fn element(page: &mut Page<'_>, keys: &[Key<'_>], row: usize, end: &str) -> io::Result<()> {
    match xml::row(page, keys, row, "\">\n", "</data>")? {
        true => page.mark(end).line(),
        false => page.mark("\"/>").line(),
    }
}

#[cfg(test)]
mod tests {
    use quick_xml::Reader;
    use quick_xml::events::Event;

    use super::super::tame;
    use super::super::tests::{HOSTILE, hostile_graph, sample_graph, written};
    use super::super::{GraphFormat, write_graph};

    #[test]
    fn a_graph_by_hand() {
        let text = written(|out| write_graph(&sample_graph(), GraphFormat::GraphMl, out));
        let golden = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
  <key id="g0" for="graph" attr.name="method" attr.type="string"/>
  <key id="g1" for="graph" attr.name="method_name" attr.type="string"/>
  <key id="g2" for="graph" attr.name="parameter_window" attr.type="string"/>
  <key id="g3" for="graph" attr.name="n_nodes" attr.type="string"/>
  <key id="g4" for="graph" attr.name="mode" attr.type="string"/>
  <key id="g5" for="graph" attr.name="lists" attr.type="string"/>
  <key id="n0" for="node" attr.name="label" attr.type="string"/>
  <key id="n1" for="node" attr.name="label_ja" attr.type="string"/>
  <key id="n2" for="node" attr.name="score" attr.type="double"/>
  <key id="n2u" for="node" attr.name="score_undefined" attr.type="string"/>
  <key id="n3" for="node" attr.name="permanent" attr.type="boolean"/>
  <key id="e0" for="edge" attr.name="relation" attr.type="string"/>
  <key id="e1" for="edge" attr.name="tie_source" attr.type="string"/>
  <key id="e2" for="edge" attr.name="claims" attr.type="string"/>
  <key id="e3" for="edge" attr.name="weight" attr.type="long"/>
  <graph id="toy" edgedefault="directed">
    <data key="g0">typed graph (window = all; n: 2 nodes)</data>
    <data key="g1">typed graph</data>
    <data key="g2">all</data>
    <data key="g3">2</data>
    <data key="g4">one-mode</data>
    <data key="g5">claims: joined by &quot;; &quot;</data>
    <node id="jp">
      <data key="n0">Japan</data>
      <data key="n1">日本</data>
      <data key="n2">0.5</data>
      <data key="n3">false</data>
    </node>
    <node id="us">
      <data key="n0">United States</data>
      <data key="n2u">no vote</data>
      <data key="n3">true</data>
    </node>
    <edge id="t0" source="jp" target="us">
      <data key="e0">aligns_with</data>
      <data key="e1">doc-a</data>
      <data key="e2">c1; c2</data>
      <data key="e3">2</data>
    </edge>
    <edge id="t1" source="jp" target="us">
      <data key="e0">contests</data>
    </edge>
  </graph>
</graphml>
"#;
        assert_eq!(text, golden);
    }

    #[test]
    fn attributes_have_names_without_blanks() {
        let mut graph = sample_graph();
        graph.method = graph.method.with("actor kinds", "state").with("balance F", 1).counting("defined pairs", 3);
        let text = written(|out| write_graph(&graph, GraphFormat::GraphMl, out));
        for name in ["parameter_actor_kinds", "parameter_balance_F", "n_defined_pairs"] {
            assert!(text.contains(&format!("attr.name=\"{name}\"")), "{name}: {text}");
        }
        let names = text.split("attr.name=\"").skip(1).filter_map(|rest| rest.split('"').next());
        assert!(names.into_iter().all(|name| !name.contains(' ')), "{text}");
    }

    #[test]
    fn hostile_text_comes_back() {
        let text = written(|out| write_graph(&hostile_graph(), GraphFormat::GraphMl, out));
        let mut reader = Reader::from_str(&text);
        let (mut ids, mut labels, mut inside) = (Vec::new(), Vec::new(), None::<String>);
        loop {
            match reader.read_event().unwrap() {
                Event::Start(e) | Event::Empty(e) if e.name().as_ref() == "node" => {
                    let id = e.try_get_attribute("id").unwrap().unwrap();
                    ids.push(quick_xml::escape::unescape(&id.value).unwrap().into_owned());
                }
                Event::Start(e) if e.name().as_ref() == "data" => {
                    let key = e.try_get_attribute("key").unwrap().unwrap();
                    inside = (&*key.value == "n0").then(String::new);
                }
                Event::Text(e) => {
                    if let Some(label) = &mut inside {
                        label.push_str(&e);
                    }
                }
                Event::GeneralRef(e) => {
                    if let Some(label) = &mut inside {
                        label.push_str(&quick_xml::escape::unescape(&format!("&{};", &*e)).unwrap());
                    }
                }
                Event::End(e) if e.name().as_ref() == "data" => labels.extend(inside.take()),
                Event::Eof => break,
                _ => {}
            }
        }
        let tamed: Vec<String> = HOSTILE.iter().map(|text| tame(text).into_owned()).collect();
        assert_eq!(ids.len(), tamed.len());
        let told: Vec<&String> = tamed.iter().filter(|text| !text.is_empty()).collect();
        assert_eq!(labels.iter().collect::<Vec<_>>(), told);
        assert!(ids.iter().zip(&tamed).all(|(id, label)| *id == format!("id {label}")));
        assert!(!text.contains(|c: char| c.is_control() && c != '\n' && c != '\t'));
    }
}
