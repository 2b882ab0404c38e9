//! GEXF 1.3, the format of Gephi, with spells, so that its time line moves.
//!
//! - Columns of role begin and end give a tie its spell: `start` is the earliest day that the begin allows, `end` the latest
//!   day that the end allows. A node has a `start` alone: its dates bound the day on which it came to be, and it stays. A side
//!   that is not known, or is still so, is open: a date with no end bounds nothing. The dates stay as written in the
//!   attributes; days outside the years 1 to 9999 bound nothing.
//! - Text is `string`, whole numbers `long`, numbers `double`, yes and no `boolean`; a list is a `string` joined by
//!   `; `. The column of role weight is also the tie's `weight`; readers take a tie without one for 1.
//! - A column called `start` or `end` is titled `tie_end` and so on, since readers keep those names for the spell.
//! - An empty cell has no `attvalue`; nor has an undefined one: its reason is in the attribute `NAME_undefined`.
//! - The name, mode and method of the graph are in the description of its `meta`, a line each.
//! - Characters that XML 1.0 forbids become U+FFFD.

use std::borrow::Cow;
use std::io;

use super::xml::{self, Key, Page};
use super::{Side, Spec, node_ids, tie_ends};
use crate::model::{Date, Day};
use crate::result::{AttributedGraph, Column, ColumnRole, GraphRole, Table};

pub(super) const SPEC: Spec = Spec { name: "gexf", extensions: &["gexf"] };

/// Writes a graph.
///
/// # Errors
/// Those of the writer; a tie that ends at a row that `nodes` does not have.
pub fn write(graph: &AttributedGraph, out: &mut dyn io::Write) -> io::Result<()> {
    let ids = node_ids(graph);
    let escaped = xml::escaped(&ids);
    let ends = tie_ends(graph, &escaped)?;
    let value = |id: &str| format!("          <attvalue for=\"{id}\" value=\"");
    let nodes = xml::keys(graph, Side::Node, |number| number.to_string(), value);
    let ties = xml::keys(graph, Side::Tie, |number| number.to_string(), value);
    let of_nodes = Spells { end: None, ..Spells::of(&graph.nodes) };
    let of_ties = Spells::of(&graph.ties);
    let dynamic =
        [&of_nodes, &of_ties].into_iter().any(|spells| (0..spells.rows).any(|row| spells.at(row) != [None, None]));

    let mut page = Page::new(out);
    page.mark("<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n  <meta>\n    <creator>blocs</creator>").line()?;
    page.mark("    <description>").text(&description(graph)).mark("</description>\n  </meta>").line()?;
    let default = if graph.directed { "directed" } else { "undirected" };
    page.mark("  <graph").attribute("defaultedgetype", default);
    page.mark(if dynamic { " mode=\"dynamic\" timeformat=\"date\">" } else { " mode=\"static\">" }).line()?;
    declare(&mut page, &nodes, Side::Node)?;
    declare(&mut page, &ties, Side::Tie)?;
    page.mark("    <nodes>").line()?;
    for (row, id) in ids.iter().enumerate() {
        let label = graph.nodes.text(row, ColumnRole::Label);
        page.mark("      <node id=\"").mark(&escaped[row]).mark("\"");
        page.attribute("label", if label.is_empty() { id } else { label });
        of_nodes.tell(&mut page, row);
        element(&mut page, &nodes, row, "      </node>")?;
    }
    page.mark("    </nodes>\n    <edges>").line()?;
    let weights = graph.ties.by_role(ColumnRole::Weight);
    for (row, (from, to)) in ends.enumerate() {
        page.mark("      <edge id=\"t").number(row).mark("\" source=\"").mark(from).mark("\" target=\"").mark(to);
        page.mark("\"");
        let weight = weights.and_then(|column| column.cells.get(row));
        if let Some(weight) = weight.filter(|cell| cell.as_f64().is_some_and(f64::is_finite)) {
            page.mark(" weight=\"").cell(weight).mark("\"");
        }
        of_ties.tell(&mut page, row);
        element(&mut page, &ties, row, "      </edge>")?;
    }
    page.mark("    </edges>\n  </graph>\n</gexf>").line()?;
    page.hand_on()
}

fn description(graph: &AttributedGraph) -> String {
    let mode = if graph.role == GraphRole::TwoMode { "two-mode" } else { "one-mode" };
    let mut lines = vec![graph.name.clone(), mode.to_owned(), graph.method.to_string()];
    lines.extend(graph.method.notes.iter().map(ToString::to_string));
    lines.join("\n")
}

/// From when to when the rows of a table hold, as far as days can bound them.
struct Spells<'a> {
    begin: Option<&'a Column>,
    end: Option<&'a Column>,
    rows: usize,
}

impl<'a> Spells<'a> {
    fn of(table: &'a Table) -> Self {
        let (begin, end) = (table.by_role(ColumnRole::Begin), table.by_role(ColumnRole::End));
        Self { begin, end, rows: if begin.or(end).is_some() { table.len() } else { 0 } }
    }

    /// The first and the last day of a row.
    fn at(&self, row: usize) -> [Option<Day>; 2] {
        let date = |column: Option<&Column>| {
            let text = column?.cells.get(row)?.as_str()?;
            Date::parse(text).ok().filter(|date| !date.is_ongoing())
        };
        // Four digits: what every reader of a calendar date reads.
        let told = |day: &Day| *day >= Day::new(1, 1, 1) && *day <= Day::new(9999, 12, 31);
        let begin = date(self.begin).map(|date| date.span().earliest);
        [begin.filter(told), date(self.end).map(|date| date.span().latest).filter(told)]
    }

    fn tell(&self, page: &mut Page<'_>, row: usize) {
        for (name, day) in ["start", "end"].into_iter().zip(self.at(row)) {
            if let Some(day) = day {
                page.attribute(name, &day.to_string());
            }
        }
    }
}

fn declare(page: &mut Page<'_>, keys: &[Key<'_>], side: Side) -> io::Result<()> {
    let class = if side == Side::Node { "node" } else { "edge" };
    page.mark("    <attributes").attribute("class", class).mark(">").line()?;
    let mut attribute = |id: &str, title: &str, kind: &str| {
        page.mark("      <attribute").attribute("id", id).attribute("title", title);
        page.attribute("type", kind).mark("/>").line()
    };
    for Key { column, id, reasons, .. } in keys {
        let name = title(side, &column.name);
        attribute(id, &name, xml::kind(column.kind))?;
        if let Some(reasons) = reasons {
            attribute(reasons, &format!("{name}_undefined"), "string")?;
        }
    }
    page.mark("    </attributes>").line()
}

/// Ends the tag of an element, with its values and its end where it has any.
fn element(page: &mut Page<'_>, keys: &[Key<'_>], row: usize, end: &str) -> io::Result<()> {
    match xml::row(page, keys, row, ">\n        <attvalues>\n", "\"/>")? {
        true => page.mark("        </attvalues>\n").mark(end).line(),
        false => page.mark("/>").line(),
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

#[cfg(test)]
mod tests {
    use quick_xml::Reader;
    use quick_xml::events::Event;

    use super::super::tame;
    use super::super::tests::{HOSTILE, hostile_graph, sample_graph, written};
    use super::super::{GraphFormat, write_graph};
    use super::*;
    use crate::result::{Cell, CellKind};

    /// Written by hand after the primer of GEXF 1.3; the days are the bounds of the EDTF dates.
    #[test]
    fn a_graph_by_hand() {
        let mut graph = sample_graph();
        let dates = |name: &str, role, cells: [&str; 2]| Column {
            name: name.to_owned(),
            kind: CellKind::Text,
            role,
            unit: "",
            cells: cells.map(Cell::text).into_iter().collect(),
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

    /// In GEXF a tie without a weight weighs 1: none, one below nothing and one that is not known are three things.
    #[test]
    fn a_weight_is_written_whatever_its_sign() {
        let mut graph = sample_graph();
        let weights = graph.ties.columns.iter_mut().find(|column| column.role == ColumnRole::Weight).unwrap();
        (weights.kind, weights.cells) = (CellKind::Number, vec![Cell::Number(0.0), Cell::Number(-0.5)].into());
        let text = written(|out| write_graph(&graph, GraphFormat::Gexf, out));
        assert!(text.contains(r#"target="us" weight="0""#) && text.contains(r#"target="us" weight="-0.5""#), "{text}");
    }

    #[test]
    fn a_node_that_came_to_be_in_a_month_outlives_it() {
        let mut graph = sample_graph();
        for (name, role, day) in [("begin", ColumnRole::Begin, "2001-01-01"), ("end", ColumnRole::End, "2001-12-31")] {
            graph.nodes = graph.nodes.column(name, CellKind::Text, role, "day");
            graph.nodes.columns.last_mut().unwrap().cells = vec![Cell::text(day), Cell::Empty].into();
        }
        let text = written(|out| write_graph(&graph, GraphFormat::Gexf, out));
        assert!(text.contains(r#"<node id="jp" label="Japan" start="2001-01-01">"#), "{text}");
        assert!(!text.contains(" end=\""));
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
