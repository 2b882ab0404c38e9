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

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::{Side, Spec, node_ids, said, tame, tie_ends, undefined};
use crate::result::{AttributedGraph, CellKind, Column, GraphRole};

pub(super) const SPEC: Spec = Spec { name: "graphml", extensions: &["graphml"] };

type Xml<'a> = Writer<&'a mut dyn io::Write>;

/// Writes a graph.
///
/// # Errors
/// Those of the writer; a tie that ends at a row that `nodes` does not have.
pub fn write(graph: &AttributedGraph, out: &mut dyn io::Write) -> io::Result<()> {
    let ids = node_ids(graph);
    let ends = tie_ends(graph, &ids)?;
    let facts = facts(graph);
    let node_keys = Keys::of(graph, Side::Node);
    let tie_keys = Keys::of(graph, Side::Tie);

    let mut xml: Xml<'_> = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.write_event(Event::Start(BytesStart::new("graphml").with_attributes([
        ("xmlns", "http://graphml.graphdrawing.org/xmlns"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        (
            "xsi:schemaLocation",
            "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
        ),
    ])))?;
    for (index, (name, _)) in facts.iter().enumerate() {
        key(&mut xml, &format!("g{index}"), "graph", name, "string")?;
    }
    node_keys.declare(&mut xml)?;
    tie_keys.declare(&mut xml)?;

    let default = if graph.directed { "directed" } else { "undirected" };
    let start = BytesStart::new("graph").with_attributes([("id", &*tame(&graph.name)), ("edgedefault", default)]);
    xml.write_event(Event::Start(start))?;
    for (index, (_, text)) in facts.iter().enumerate() {
        data(&mut xml, &format!("g{index}"), text)?;
    }
    for (row, id) in ids.iter().enumerate() {
        let node = BytesStart::new("node").with_attributes([("id", &*tame(id))]);
        node_keys.element(&mut xml, node, row)?;
    }
    for (row, (from, to)) in ends.into_iter().enumerate() {
        let id = format!("t{row}");
        let attributes = [("id", id.as_str()), ("source", &*tame(from)), ("target", &*tame(to))];
        tie_keys.element(&mut xml, BytesStart::new("edge").with_attributes(attributes), row)?;
    }
    xml.write_event(Event::End(BytesEnd::new("graph")))?;
    xml.write_event(Event::End(BytesEnd::new("graphml")))?;
    xml.get_mut().write_all(b"\n")
}

/// What the graph says of itself: its method, whole and in parts, and what a reader must know of the attributes.
fn facts(graph: &AttributedGraph) -> Vec<(String, String)> {
    let method = &graph.method;
    let mut facts = vec![("method".to_owned(), method.to_string()), ("method_name".to_owned(), method.name.clone())];
    for (name, value) in &method.parameters {
        facts.push((format!("parameter_{name}"), value.clone()));
    }
    for (what, n) in &method.n {
        facts.push((format!("n_{what}"), n.to_string()));
    }
    facts.extend(method.seed.map(|seed| ("seed".to_owned(), seed.to_string())));
    facts.push(("reference".to_owned(), method.reference.clone()));
    facts.push(("notes".to_owned(), method.notes.join("\n")));
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

/// The attributes of nodes, or of ties: column, key of its values, key of its reasons where some are undefined.
struct Keys<'a> {
    side: Side,
    columns: Vec<(&'a Column, String, Option<String>)>,
}

impl<'a> Keys<'a> {
    fn of(graph: &'a AttributedGraph, side: Side) -> Self {
        let prefix = if side == Side::Node { 'n' } else { 'e' };
        let columns = side.columns(graph).enumerate().map(|(index, column)| {
            let reasons = column.cells.iter().any(|cell| undefined(cell).is_some());
            (column, format!("{prefix}{index}"), reasons.then(|| format!("{prefix}{index}u")))
        });
        Self { side, columns: columns.collect() }
    }

    fn declare(&self, xml: &mut Xml<'_>) -> io::Result<()> {
        let of = if self.side == Side::Node { "node" } else { "edge" };
        for (column, values, reasons) in &self.columns {
            let name = self.side.attribute(&column.name);
            let kind = match column.kind {
                CellKind::Text | CellKind::List => "string",
                CellKind::Integer => "long",
                CellKind::Number => "double",
                CellKind::Boolean => "boolean",
            };
            key(xml, values, of, &name, kind)?;
            if let Some(reasons) = reasons {
                key(xml, reasons, of, &format!("{name}_undefined"), "string")?;
            }
        }
        Ok(())
    }

    fn element(&self, xml: &mut Xml<'_>, start: BytesStart<'_>, row: usize) -> io::Result<()> {
        let texts = said(&self.columns, row);
        if texts.is_empty() {
            return xml.write_event(Event::Empty(start));
        }
        let end = start.to_end().into_owned();
        xml.write_event(Event::Start(start))?;
        for (key, text) in texts {
            data(xml, key, &text)?;
        }
        xml.write_event(Event::End(end))
    }
}

fn key(xml: &mut Xml<'_>, id: &str, of: &str, name: &str, kind: &str) -> io::Result<()> {
    let name = tame(name);
    let attributes = [("id", id), ("for", of), ("attr.name", &*name), ("attr.type", kind)];
    xml.write_event(Event::Empty(BytesStart::new("key").with_attributes(attributes)))
}

fn data(xml: &mut Xml<'_>, key: &str, text: &str) -> io::Result<()> {
    let start = BytesStart::new("data").with_attributes([("key", key)]);
    xml.write_event(Event::Start(start))?;
    xml.write_event(Event::Text(BytesText::new(&tame(text))))?;
    xml.write_event(Event::End(BytesEnd::new("data")))
}

#[cfg(test)]
mod tests {
    use quick_xml::Reader;

    use super::super::tests::{HOSTILE, hostile_graph, sample_graph, written};
    use super::super::{GraphFormat, write_graph};
    use super::*;

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
