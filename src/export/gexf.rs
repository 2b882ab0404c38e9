//! GEXF 1.3, the format of Gephi, with spells, so that its time line moves.
//!
//! - A column of role begin or end gives a node or a tie its spell: `start` is the earliest day that the begin allows,
//!   `end` the latest day that the end allows. A side that is not known, or is still so, is open: a date with no end
//!   bounds nothing. The dates stay as written in the attributes; days outside the years 1 to 9999 bound nothing.
//! - Text is `string`, whole numbers `long`, numbers `double`, yes and no `boolean`; a list is a `string` joined by
//!   `; `. The column of role weight is also the tie's `weight`, where it is above zero.
//! - A column called `start` or `end` is titled `tie_end` and so on, since readers keep those names for the spell.
//! - An empty cell has no `attvalue`; nor has an undefined one: its reason is in the attribute `NAME_undefined`.
//! - The name, mode and method of the graph are in the description of its `meta`, a line each.
//! - Characters that XML 1.0 forbids become U+FFFD.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::{Side, Spec, node_ids, said, tame, tie_ends, undefined};
use crate::model::{Date, Day};
use crate::result::{AttributedGraph, CellKind, Column, ColumnRole, GraphRole, Table};

pub(super) const SPEC: Spec = Spec { name: "gexf", extensions: &["gexf"] };

type Xml<'a> = Writer<&'a mut dyn io::Write>;

/// Writes a graph.
///
/// # Errors
/// Those of the writer; a tie that ends at a row that `nodes` does not have.
pub fn write(graph: &AttributedGraph, out: &mut dyn io::Write) -> io::Result<()> {
    let ids = node_ids(graph);
    let ends = tie_ends(graph, &ids)?;
    let nodes = Keys::of(graph, Side::Node);
    let ties = Keys::of(graph, Side::Tie);
    let dynamic =
        [&graph.nodes, &graph.ties].into_iter().any(|table| (0..table.len()).any(|row| spell(table, row).known()));

    let mut xml: Xml<'_> = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    open(&mut xml, "gexf", &[("xmlns", "http://gexf.net/1.3"), ("version", "1.3")])?;
    open(&mut xml, "meta", &[])?;
    text(&mut xml, "creator", "blocs")?;
    text(&mut xml, "description", &description(graph))?;
    close(&mut xml, "meta")?;
    let default = if graph.directed { "directed" } else { "undirected" };
    let mut attributes = vec![("defaultedgetype", default), ("mode", if dynamic { "dynamic" } else { "static" })];
    if dynamic {
        attributes.push(("timeformat", "date"));
    }
    open(&mut xml, "graph", &attributes)?;
    nodes.declare(&mut xml)?;
    ties.declare(&mut xml)?;

    open(&mut xml, "nodes", &[])?;
    for (row, id) in ids.iter().enumerate() {
        let label = graph.nodes.text(row, ColumnRole::Label);
        let label = if label.is_empty() { id } else { label };
        let mut node = BytesStart::new("node").with_attributes([("id", &*tame(id)), ("label", &*tame(label))]);
        spell(&graph.nodes, row).tell(&mut node);
        nodes.element(&mut xml, node, row)?;
    }
    close(&mut xml, "nodes")?;
    open(&mut xml, "edges", &[])?;
    for (row, (from, to)) in ends.into_iter().enumerate() {
        let id = format!("t{row}");
        let attributes = [("id", id.as_str()), ("source", &*tame(from)), ("target", &*tame(to))];
        let mut edge = BytesStart::new("edge").with_attributes(attributes);
        let weight = graph.ties.cell(row, ColumnRole::Weight);
        if let Some(weight) =
            weight.filter(|cell| cell.as_f64().is_some_and(|weight| weight > 0.0 && weight.is_finite()))
        {
            edge.push_attribute(("weight", weight.plain().as_str()));
        }
        spell(&graph.ties, row).tell(&mut edge);
        ties.element(&mut xml, edge, row)?;
    }
    for name in ["edges", "graph", "gexf"] {
        close(&mut xml, name)?;
    }
    xml.get_mut().write_all(b"\n")
}

fn description(graph: &AttributedGraph) -> String {
    let mode = if graph.role == GraphRole::TwoMode { "two-mode" } else { "one-mode" };
    let mut lines = vec![graph.name.clone(), mode.to_owned(), graph.method.to_string()];
    lines.extend(graph.method.notes.iter().cloned());
    lines.join("\n")
}

/// From when to when a row holds, as far as days can bound it.
struct Spell {
    start: Option<Day>,
    end: Option<Day>,
}

impl Spell {
    const fn known(&self) -> bool {
        self.start.is_some() || self.end.is_some()
    }
    fn tell(&self, element: &mut BytesStart<'_>) {
        for (name, day) in [("start", self.start), ("end", self.end)] {
            if let Some(day) = day {
                element.push_attribute((name, day.to_string().as_str()));
            }
        }
    }
}

fn spell(table: &Table, row: usize) -> Spell {
    let date = |role| Date::parse(table.text(row, role)).ok().filter(|date| !date.is_ongoing());
    // Four digits: what every reader of a calendar date reads.
    let told = |day: &Day| *day >= Day::new(1, 1, 1) && *day <= Day::new(9999, 12, 31);
    Spell {
        start: date(ColumnRole::Begin).map(|date| date.span().earliest).filter(told),
        end: date(ColumnRole::End).map(|date| date.span().latest).filter(told),
    }
}

/// The attributes of nodes, or of ties: column, key of its values, key of its reasons where some are undefined.
struct Keys<'a> {
    side: Side,
    columns: Vec<(&'a Column, String, Option<String>)>,
}

impl<'a> Keys<'a> {
    fn of(graph: &'a AttributedGraph, side: Side) -> Self {
        let columns = side.columns(graph).enumerate().map(|(index, column)| {
            let reasons = column.cells.iter().any(|cell| undefined(cell).is_some());
            (column, index.to_string(), reasons.then(|| format!("{index}u")))
        });
        Self { side, columns: columns.collect() }
    }

    fn declare(&self, xml: &mut Xml<'_>) -> io::Result<()> {
        open(xml, "attributes", &[("class", if self.side == Side::Node { "node" } else { "edge" })])?;
        for (column, values, reasons) in &self.columns {
            let name = title(self.side, &column.name);
            let kind = match column.kind {
                CellKind::Text | CellKind::List => "string",
                CellKind::Integer => "long",
                CellKind::Number => "double",
                CellKind::Boolean => "boolean",
            };
            empty(xml, "attribute", &[("id", values), ("title", &tame(&name)), ("type", kind)])?;
            if let Some(reasons) = reasons {
                let title = format!("{name}_undefined");
                empty(xml, "attribute", &[("id", reasons), ("title", &tame(&title)), ("type", "string")])?;
            }
        }
        close(xml, "attributes")
    }

    fn element(&self, xml: &mut Xml<'_>, start: BytesStart<'_>, row: usize) -> io::Result<()> {
        let values = said(&self.columns, row);
        if values.is_empty() {
            return xml.write_event(Event::Empty(start));
        }
        let end = start.to_end().into_owned();
        xml.write_event(Event::Start(start))?;
        open(xml, "attvalues", &[])?;
        for (key, value) in values {
            empty(xml, "attvalue", &[("for", key), ("value", &tame(&value))])?;
        }
        close(xml, "attvalues")?;
        xml.write_event(Event::End(end))
    }
}

/// The title of an attribute: its name, unless readers take that for the spell's.
fn title(side: Side, name: &str) -> Cow<'_, str> {
    match (side, name) {
        (Side::Node, "start" | "end") => Cow::Owned(format!("node_{name}")),
        (Side::Tie, "start" | "end") => Cow::Owned(format!("tie_{name}")),
        _ => side.attribute(name),
    }
}

fn open(xml: &mut Xml<'_>, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    xml.write_event(Event::Start(BytesStart::new(name).with_attributes(attributes.iter().copied())))
}

fn empty(xml: &mut Xml<'_>, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    xml.write_event(Event::Empty(BytesStart::new(name).with_attributes(attributes.iter().copied())))
}

fn close(xml: &mut Xml<'_>, name: &str) -> io::Result<()> {
    xml.write_event(Event::End(BytesEnd::new(name)))
}

fn text(xml: &mut Xml<'_>, name: &str, text: &str) -> io::Result<()> {
    open(xml, name, &[])?;
    xml.write_event(Event::Text(BytesText::new(&tame(text))))?;
    close(xml, name)
}

#[cfg(test)]
mod tests {
    use quick_xml::Reader;

    use super::super::tests::{HOSTILE, hostile_graph, sample_graph, written};
    use super::super::{GraphFormat, write_graph};
    use super::*;
    use crate::result::Cell;

    /// Written by hand after the primer of GEXF 1.3; the days are the bounds of the EDTF dates.
    #[test]
    fn a_graph_by_hand() {
        let mut graph = sample_graph();
        let dates = |name: &str, role, cells: [&str; 2]| Column {
            name: name.to_owned(),
            kind: CellKind::Text,
            role,
            unit: "",
            cells: cells.map(Cell::text).to_vec(),
        };
        graph.ties.columns.push(dates("begin", ColumnRole::Begin, ["2012-12", "[2016-05-27..]"]));
        graph.ties.columns.push(dates("end", ColumnRole::End, ["2014", ".."]));
        let text = written(|out| write_graph(&graph, GraphFormat::Gexf, out));
        let golden = r#"<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
  <meta>
    <creator>blocs</creator>
    <description>toy
one-mode
typed graph (window = all; n: 2 nodes)</description>
  </meta>
  <graph defaultedgetype="directed" mode="dynamic" timeformat="date">
    <attributes class="node">
      <attribute id="0" title="label" type="string"/>
      <attribute id="1" title="label_ja" type="string"/>
      <attribute id="2" title="score" type="double"/>
      <attribute id="2u" title="score_undefined" type="string"/>
      <attribute id="3" title="permanent" type="boolean"/>
    </attributes>
    <attributes class="edge">
      <attribute id="0" title="relation" type="string"/>
      <attribute id="1" title="tie_source" type="string"/>
      <attribute id="2" title="claims" type="string"/>
      <attribute id="3" title="weight" type="long"/>
      <attribute id="4" title="begin" type="string"/>
      <attribute id="5" title="tie_end" type="string"/>
    </attributes>
    <nodes>
      <node id="jp" label="Japan">
        <attvalues>
          <attvalue for="0" value="Japan"/>
          <attvalue for="1" value="日本"/>
          <attvalue for="2" value="0.5"/>
          <attvalue for="3" value="false"/>
        </attvalues>
      </node>
      <node id="us" label="United States">
        <attvalues>
          <attvalue for="0" value="United States"/>
          <attvalue for="2u" value="no vote"/>
          <attvalue for="3" value="true"/>
        </attvalues>
      </node>
    </nodes>
    <edges>
      <edge id="t0" source="jp" target="us" weight="2" start="2012-12-01" end="2014-12-31">
        <attvalues>
          <attvalue for="0" value="aligns_with"/>
          <attvalue for="1" value="doc-a"/>
          <attvalue for="2" value="c1; c2"/>
          <attvalue for="3" value="2"/>
          <attvalue for="4" value="2012-12"/>
          <attvalue for="5" value="2014"/>
        </attvalues>
      </edge>
      <edge id="t1" source="jp" target="us" start="2016-05-27">
        <attvalues>
          <attvalue for="0" value="contests"/>
          <attvalue for="4" value="[2016-05-27..]"/>
          <attvalue for="5" value=".."/>
        </attvalues>
      </edge>
    </edges>
  </graph>
</gexf>
"#;
        assert_eq!(text, golden);
    }

    #[test]
    fn hostile_text_comes_back() {
        let text = written(|out| write_graph(&hostile_graph(), GraphFormat::Gexf, out));
        assert!(text.contains(r#"mode="static""#) && !text.contains("timeformat"));
        let mut reader = Reader::from_str(&text);
        let mut ids = Vec::new();
        loop {
            match reader.read_event().unwrap() {
                Event::Start(e) | Event::Empty(e) if e.name().as_ref() == "node" => {
                    let id = e.try_get_attribute("id").unwrap().unwrap();
                    // A reader of XML turns a bare line end in an attribute into a space.
                    assert!(!id.value.contains(['\n', '\t']));
                    ids.push(quick_xml::escape::unescape(&id.value).unwrap().into_owned());
                }
                Event::Eof => break,
                _ => {}
            }
        }
        let told: Vec<String> = HOSTILE.iter().map(|text| tame(&format!("id {text}")).into_owned()).collect();
        assert_eq!(ids, told);
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'));
    }
}
