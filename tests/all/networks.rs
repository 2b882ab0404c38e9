//! Graphs of other programs: what comes in, what is refused and where.

use blocs::dataset;
use blocs::import::{self, Foreign, Format, Options, Register};
use blocs::model::{Dataset, Date, Diagnostic};

use crate::common::{answer, root};

fn read(text: &[u8]) -> Result<Dataset, Vec<Diagnostic>> {
    read_as(Format::GraphMl, &[text])
}

pub(crate) fn read_as(format: Format, texts: &[&[u8]]) -> Result<Dataset, Vec<Diagnostic>> {
    let file = |(at, text): (usize, &&[u8])| Foreign::new(&format!("g{at}.{}", format.word()), text.to_vec()).unwrap();
    let files: Vec<Foreign> = texts.iter().enumerate().map(file).collect();
    let options = Options { name: "in".into(), ..Options::default() };
    let folder = import::import(&files, format, &options, &Register::default())?;
    let loaded = dataset::load(vec![folder], None);
    loaded.dataset.ok_or(loaded.diagnostics)
}

/// A graph with keys of every type, a default, mixed directions, a port and a drawing.
const GOOD: &str = r#"<?xml version="1.0"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="d0" for="node" attr.name="label" attr.type="string"/>
  <key id="d1" for="node" attr.name="colour" attr.type="string"><default>grey</default></key>
  <key id="d2" for="node" attr.name="big" attr.type="long"/>
  <key id="d0" for="edge" attr.name="weight" attr.type="double"/>
  <key id="d3" for="edge" attr.name="a b" attr.type="boolean"/>
  <key id="d4" for="node"/>
  <graph edgedefault="undirected">
    <node id="n 1"><data key="d0">日本 &amp; <![CDATA[<x>]]></data><data key="d2">9007199254740993</data></node>
    <node id="n2"><data key="d1">red</data><port name="p"/><data key="d4"><y/></data></node>
    <edge id="e0" source="n 1" target="n2"><data key="d0"> 0.5 </data><data key="d3">TRUE</data></edge>
    <edge source="n2" target="n2" directed="true"/>
  </graph>
</graphml>
"#;

/// Every claim in a line, with the line of its file.
pub(crate) fn claims(dataset: &Dataset) -> Vec<String> {
    let mut claims: Vec<String> = dataset
        .claims
        .iter()
        .map(|claim| {
            let target = claim.target.entity().or(claim.target.value()).unwrap();
            let qualifiers: Vec<String> = claim.qualifiers.iter().map(|(k, v)| format!("{k}={v}")).collect();
            let date = |date: &Option<Date>| date.as_ref().map_or("", |date| date.text()).to_owned();
            let dates = [date(&claim.begin), date(&claim.end)].join("/");
            let dates = if dates == "/" { String::new() } else { format!(" {dates}") };
            let lines = claim.evidence.lines.unwrap();
            format!("{} {} {target} [{}] {lines}{dates}", claim.subject, claim.relation, qualifiers.join(" "))
        })
        .collect();
    claims.sort();
    claims
}

#[test]
fn a_graph_becomes_entities_and_claims_with_their_lines() {
    let dataset = read(GOOD.as_bytes()).unwrap();
    let entity = |id: &str| dataset.entity(id).unwrap();
    assert_eq!((entity("n-1").name.as_str(), entity("n2").name.as_str()), ("日本 & <x>", "n2"));
    let claims = claims(&dataset);
    let expected = [
        "n-1 edge n2 [a-b=true weight=0.5] 12",
        "n-1 has_attribute 9007199254740993 [attribute=big] 10",
        "n-1 has_attribute grey [attribute=colour] 10",
        "n-1 has_attribute n 1 [attribute=id] 10",
        "n2 arc n2 [] 13",
        "n2 has_attribute red [attribute=colour] 11",
    ];
    assert_eq!(claims, expected);
    assert_eq!(dataset.sources[0].note, "1 <port> not read; 1 data `d4` that hold elements not read");
}

/// A graph around some lines; the lines begin in line 2.
fn around(lines: &str) -> String {
    format!("<graphml>\n{lines}\n</graphml>")
}

#[test]
fn what_cannot_be_kept_is_refused_at_its_place() {
    let graph = |inside: &str| around(&format!("<graph edgedefault='directed'>\n{inside}\n</graph>"));
    let key = |kind: &str, value: &str| {
        let node = format!("<node id='a'><data key='k'>{value}</data></node>");
        around(&format!(
            "<key id='k' for='node' attr.name='x' attr.type='{kind}'/><graph edgedefault='directed'>\n{node}</graph>"
        ))
    };
    let deep = format!("<graphml>{}", "<a>".repeat(10_000));
    let laughs = "<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY b \"&lol;&lol;\">]>\n<graphml>&b;</graphml>".to_owned();
    let cases: &[(&str, String, &str, u64)] = &[
        ("duplicate ids", graph("<node id='a'/>\n<node id='a'/>"), "node `a` again", 4),
        ("no id", graph("<node/>"), "a node without id", 3),
        ("unknown node", graph("<node id='a'/>\n<edge source='a' target='z'/>"), "an edge to `z`", 4),
        ("one end", graph("<node id='a'/>\n<edge source='a'/>"), "an edge without target", 4),
        (
            "edge twice",
            graph("<node id='a'/><edge id='e' source='a' target='a'/>\n<edge id='e' source='a' target='a'/>"),
            "edge `e` again",
            4,
        ),
        ("two graphs", around("<graph edgedefault='directed'/>\n<graph edgedefault='directed'/>"), "a second graph", 3),
        ("nested", graph("<node id='a'>\n<graph edgedefault='directed'/></node>"), "a graph inside a node", 4),
        ("hyperedge", graph("<hyperedge/>"), "a hyperedge", 3),
        ("no direction", around("<graph/>"), "`` as edgedefault", 2),
        ("unknown key", graph("<node id='a'><data key='k'>1</data></node>"), "no key `k` for node", 3),
        ("no whole number", key("int", "1.5"), "`1.5` as `x`", 3),
        ("no number", key("double", "much"), "`much` as `x`", 3),
        ("no truth", key("boolean", "maybe"), "`maybe` as `x`", 3),
        ("type", key("colour", "1"), "a key of type `colour`", 2),
        (
            "key twice",
            around("<key id='k' for='all'/>\n<key id='k' for='node'/><graph edgedefault='directed'/>"),
            "key `k` for node twice",
            3,
        ),
        (
            "value twice",
            around(
                "<key id='k' for='node'/><graph edgedefault='directed'>\n<node id='a'><data key='k'>1</data><data key='k'>2</data></node></graph>",
            ),
            "a second `k`",
            3,
        ),
        ("entities", laughs, "a document type that defines", 1),
        ("entity", graph("<node id='a'>&who;</node>"), "the entity `who`", 3),
        ("entity in an attribute", graph("<node id='&who;'/>"), "attributes cannot be read", 3),
        ("depth", deep, "elements nest deeper than 64", 1),
        ("no XML", "<graphml>\n<graph edgedefault='directed'></node>".into(), "no XML", 2),
        ("another format", "<gexf/>".into(), "`gexf` is no GraphML", 1),
        ("nothing", String::new(), "no graph", 1),
    ];
    for (what, text, message, line) in cases {
        let faults = read(text.as_bytes()).expect_err(what);
        let found =
            faults.iter().any(|fault| fault.message.starts_with(message) && fault.line == *line && fault.column > 0);
        assert!(found, "{what}: {faults:?}");
    }
}

#[test]
fn every_truncation_is_refused_and_none_panics() {
    let whole = GOOD.trim_end().len();
    for end in (0..whole).filter(|&end| GOOD.is_char_boundary(end)) {
        assert!(read(&GOOD.as_bytes()[..end]).is_err(), "the first {end} bytes");
    }
}

/// A graph with a type of each kind, a default, spells, a mutual edge and a drawing.
const GEXF: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
  <meta><creator>somebody</creator></meta>
  <graph defaultedgetype="undirected" mode="dynamic">
    <attributes class="node">
      <attribute id="0" title="big" type="long"/>
      <attribute id="1" title="colour" type="string"><default>grey</default></attribute>
    </attributes>
    <attributes class="edge" mode="dynamic"><attribute id="0" title="share" type="double"/></attributes>
    <nodes>
      <node id="a" label="日本"><attvalues><attvalue for="0" value="9007199254740993"/></attvalues><viz:size value="2"/></node>
      <node id="b" label="B &amp; b"/>
    </nodes>
    <edges>
      <edge id="e" source="a" target="b" type="directed" weight="2" start="2012-12-01" end="2014-12-31"/>
      <edge id="f" source="a" target="b" type="mutual"><attvalues><attvalue for="0" value="0.5" end="2001"/><attvalue for="0" value="1" start="2001"/></attvalues></edge>
    </edges>
  </graph>
</gexf>
"#;

const NODE_LINK: &str = r#"{"directed": true, "multigraph": true, "graph": {"title": "t"},
 "nodes": [{"id": 1, "label": "日本", "big": 123456789012345678901234567890},
           {"id": "b", "list": [1, 2]}],
 "links": [{"source": 1, "target": "b", "key": 0, "weight": 0.5},
  {"source": "b", "target": "b", "key": 0, "gone": null}]}
"#;

const PAJEK: &str = "\
% a remark
*Vertices 3
1 \"日本\" 0.1 0.2 0.5
2 \"b c\"
*Arcs :2 \"trade\"
1 2 0.5 l \"of rice\" [5-10]
*Edges
3 1 1 c Red
";

const EDGES: &str = "source,target,weight,a b,Type\n日本,b,0.5,x,Undirected\n\"b\",c,2,\"y, z\",\n";

#[test]
fn the_other_formats_become_claims_with_their_lines() {
    let gexf = read_as(Format::Gexf, &[GEXF.as_bytes()]).unwrap();
    let expected = [
        "a arc b [share=0.5 ( to 2001); 1 (2001 to )] 16",
        "a arc b [weight=2] 15 2012-12-01/2014-12-31",
        "a has_attribute 9007199254740993 [attribute=big] 11",
        "a has_attribute grey [attribute=colour] 11",
        "b arc a [share=0.5 ( to 2001); 1 (2001 to )] 16",
        "b has_attribute grey [attribute=colour] 12",
    ];
    assert_eq!(claims(&gexf), expected);
    assert_eq!(gexf.entity("a").unwrap().name, "日本");
    assert_eq!(gexf.sources[0].note, "somebody; 1 <size> not read");

    let json = read_as(Format::NodeLink, &[NODE_LINK.as_bytes()]).unwrap();
    let expected = [
        "1 arc b [key=0 weight=0.5] 4",
        "1 has_attribute 123456789012345678901234567890 [attribute=big] 2",
        "b arc b [key=0] 5",
        "b has_attribute [1, 2] [attribute=list] 3",
    ];
    assert_eq!(claims(&json), expected);

    let pajek = read_as(Format::Pajek, &[PAJEK.as_bytes()]).unwrap();
    let expected = ["v1 arc v2 [label=of rice relation=trade time=[5-10] weight=0.5] 6", "v3 edge v1 [weight=1] 8"];
    assert_eq!(claims(&pajek), expected);
    assert_eq!(pajek.entity("v2").unwrap().name, "b c");
    assert_eq!(
        pajek.sources[0].note,
        "a remark; 1 of the 3 vertices that are promised without a line; how 2 vertices and ties are drawn not read: c, coordinates"
    );

    let edges = read_as(Format::Edges, &[EDGES.as_bytes()]).unwrap();
    assert_eq!(claims(&edges), ["b arc c [a-b=y, z weight=2] 3", "日本 edge b [a-b=x weight=0.5] 2"]);
    let bare = read_as(Format::Edges, &[b"# igraph\n0 1 2.5\n1 2 {}\n2 0 {'weight': 3}\n"]).unwrap();
    assert_eq!(claims(&bare), ["0 arc 1 [weight=2.5] 2", "1 arc 2 [] 3", "2 arc 0 [data={'weight': 3}] 4"]);
    let nodes = b"id,colour\na,red\nb,\n";
    let both = read_as(Format::Edges, &[b"from,to\na,b\n", nodes]).unwrap();
    assert_eq!(claims(&both), ["a arc b [] 2", "a has_attribute red [attribute=colour] 2"]);
    let matrix = read_as(Format::Pajek, &[b"*Vertices 3 2\n1 A\n2 B\n3 C\n*Matrix\n1\n0\n"]).unwrap();
    assert_eq!(claims(&matrix)[0], "A edge C [weight=1] 6");
}

#[test]
fn the_other_formats_refuse_at_the_place() {
    let gexf = |inside: &str| format!("<gexf>\n<graph>\n{inside}\n</graph></gexf>");
    let json = |nodes: &str, links: &str| format!("{{\"nodes\": [{nodes}],\n\"links\": [{links}]}}");
    let cases: &[(Format, String, &str, (u64, u64))] = &[
        (Format::Gexf, gexf("<nodes><node id='a'><nodes/></node></nodes>"), "a node inside a node", (3, 21)),
        (Format::Gexf, gexf("<edges><edge source='a' target='z'/></edges>"), "an edge to `a`", (3, 8)),
        (Format::Gexf, gexf("<edges><edge source='a' type='odd'/></edges>"), "`odd` as type of an edge", (3, 8)),
        (
            Format::Gexf,
            gexf("<attributes class='node'><attribute id='0' type='odd'/></attributes>"),
            "an attribute of type `odd`",
            (3, 26),
        ),
        (Format::Gexf, "<gexf/>".into(), "no graph", (1, 1)),
        (Format::Gexf, "<graphml/>".into(), "`graphml` is no GEXF", (1, 1)),
        (Format::NodeLink, json("{\"id\": 1.5}", ""), "`1.5` as an id", (1, 12)),
        (Format::NodeLink, json("{\"id\": 1, \"id\": 2}", ""), "no graph in JSON: the member `id` twice", (1, 29)),
        (Format::NodeLink, json("{\"id\": 1},\n {\"id\": \"1\"}", ""), "node `1` again", (2, 2)),
        (Format::NodeLink, json("{\"id\": 1}", "{\"source\": 1, \"target\": 2}"), "an edge to `2`", (2, 11)),
        (Format::NodeLink, json("{\"id\": 1}", "{\"source\": 1}"), "an edge without target", (2, 11)),
        (
            Format::NodeLink,
            format!("{{\"nodes\": {}", "[".repeat(10_000)),
            "no graph in JSON: EOF while parsing a list",
            (1, 10_010),
        ),
        (Format::NodeLink, "[]".into(), "no graph in JSON", (1, 1)),
        (Format::NodeLink, "{}".into(), "no graph", (1, 1)),
        (Format::Pajek, "*Vertices 2\n*Arcs\n1 3\n".into(), "`3` is no vertex", (3, 3)),
        (Format::Pajek, "*Vertices 2\n1 \"a\n".into(), "quotes that are not closed", (2, 3)),
        (Format::Pajek, "*Vertices 2\n1 a\n1 b\n".into(), "vertex 1 again", (3, 1)),
        (Format::Pajek, "*Vertices 99999999999\n".into(), "99999999999 vertices are promised", (1, 1)),
        (Format::Pajek, "*Vertices 300000\n*Edges\n1 2\n".into(), "300000 vertices are promised", (1, 1)),
        (Format::Pajek, "*Vertices many\n".into(), "how many vertices is not said", (1, 1)),
        (Format::Pajek, "*Vertices 2\n*Arcs\n1 2 x1\n*Odd\n".into(), "a section `*Odd`", (4, 1)),
        (Format::Pajek, "*Vertices 2\n*Matrix\n0 1\n1\n".into(), "row 2 of 1 weights", (4, 1)),
        (Format::Pajek, "*Vertices 2\n*Matrix\n0 1\n".into(), "a matrix that ends after row 1", (2, 1)),
        (Format::Pajek, "*Vertices 2 2\n".into(), "`2` of 2 vertices in the first mode", (1, 13)),
        (Format::Pajek, "*Vertices 2\n1 a 0.1 ic\n".into(), "`ic` without a value", (2, 9)),
        (Format::Pajek, "*Vertices 2\n*Arcs\n1 2 1 l\n".into(), "`l` without a value", (3, 7)),
        (Format::Pajek, "*Vertices 2\n*Arcs :\n1 2\n".into(), "a relation without its number", (2, 7)),
        (Format::Pajek, "1 2\n".into(), "a line before `*Vertices`", (1, 1)),
        (Format::Pajek, String::new(), "no network", (1, 1)),
        (Format::Edges, "1,2\n1,3\n".into(), "no columns that name the ends", (1, 1)),
        (Format::Edges, "from,to\na,b,c\n".into(), "3 cells where the header has 2", (2, 3)),
        (Format::Edges, "from,to\na,\n".into(), "an edge without an end", (2, 3)),
        (Format::Edges, "from,to,weight\na,b,much\n".into(), "`much` as weight", (2, 5)),
        (Format::Edges, "from,to\na,\"b\n".into(), "quotes that are not closed", (2, 3)),
        (Format::Edges, "from,to,from\na,b,c\n".into(), "column `from` twice", (1, 1)),
        (Format::Edges, "a b\nc\n".into(), "a line of one id", (2, 1)),
        (Format::Edges, "# nothing\n".into(), "no ties", (1, 1)),
    ];
    for (format, text, message, place) in cases {
        let faults = read_as(*format, &[text.as_bytes()]).expect_err(text);
        let found =
            faults.iter().any(|fault| fault.message.starts_with(message) && (fault.line, fault.column) == *place);
        assert!(found, "{}: {text}: {faults:?}", format.word());
    }
}

#[test]
fn every_truncation_of_every_format_is_told_or_read_and_none_panics() {
    let pajek = PAJEK.replace("*Arcs", "3 d\n*Arcs");
    for (format, text) in
        [(Format::Gexf, GEXF), (Format::NodeLink, NODE_LINK), (Format::Pajek, &pajek), (Format::Edges, EDGES)]
    {
        let whole = text.trim_end().len();
        for end in 0..whole {
            let cut = &text.as_bytes()[..end];
            let Ok(read) = read_as(format, &[cut]) else { continue };
            // What is left of whole lines of ties is a shorter list, and says nothing; all else is told.
            let begun = if format == Format::Pajek { "*Arcs :2 \"trade\"\n" } else { "Undirected\n" };
            let lines = cut.ends_with(b"\n") && text.find(begun).is_some_and(|at| end >= at + begun.len());
            let told = ["no line end", "promised without a line", "no ties"];
            let told = told.iter().any(|words| read.sources[0].note.contains(words));
            assert!(matches!(format, Format::Pajek | Format::Edges) && told != lines, "{}: {end}", format.word());
        }
    }
}

/// A default is written once and becomes a value of every element: a small file could ask for any number of them.
#[test]
fn defaults_are_bounded() {
    let file = |keys: usize, nodes: usize| {
        let key = |at: usize| {
            format!("<key id='k{at}' for='node' attr.name='a{at}' attr.type='int'><default>1</default></key>")
        };
        let keys: String = (0..keys).map(key).collect();
        let nodes: String = (0..nodes).map(|at| format!("<node id='n{at}'/>")).collect();
        around(&format!("{keys}<graph edgedefault='directed'>{nodes}</graph>"))
    };
    let Err(faults) = read(file(500, 500).as_bytes()) else { panic!("500 x 500 values were read") };
    assert!(faults[0].message.starts_with("500 attributes with a default for 500 nodes and ties"), "{faults:?}");
    assert!(read(file(20, 200).as_bytes()).is_ok());
}

/// What a format says beside its attributes is kept, or counted and told.
#[test]
fn nothing_is_left_out_in_silence() {
    let note = |format: Format, text: &str| read_as(format, &[text.as_bytes()]).unwrap().sources[0].note.clone();
    let graphml = around(
        "<key id='k' for='node' attr.name='big' attr.type='long'/><graph edgedefault='directed'><desc>of all</desc>\n\
         <node id='a' colour='red'><desc>hello</desc><data key='k'>9223372036854775808</data></node>\n\
         <node id='b'><data key='k'>9223372036854775807</data></node>\n\
         <edge source='a' target='b' sourceport='N'><desc>why</desc></edge></graph>",
    );
    let told = "desc: of all; 1 of `big` beyond 64 bits, kept digit by digit; 1 `colour` of <node> not read; \
                1 `sourceport` of <edge> not read";
    assert_eq!(note(Format::GraphMl, &graphml), told);
    let expected = [
        "a arc b [desc=why] 5",
        "a has_attribute 9223372036854775808 [attribute=big] 3",
        "a has_attribute hello [attribute=desc] 3",
        "b has_attribute 9223372036854775807 [attribute=big] 4",
    ];
    assert_eq!(claims(&read(graphml.as_bytes()).unwrap()), expected);
    // A year is a day, a label and a weight at once; moments are no spells.
    let gexf = "<gexf><graph timerepresentation='timestamp'>\n<nodes><node id='a' timestamp='2003' x='1'/><node id='b'/></nodes>\n\
                <edges><edge source='b' target='a' start='2012' label='2012' weight='2012' timeset='[2012]'/></edges></graph></gexf>";
    let expected =
        ["a has_attribute 2003 [attribute=timestamp] 2", "b edge a [label=2012 timeset=[2012] weight=2012] 3 2012/"];
    assert_eq!(claims(&read_as(Format::Gexf, &[gexf.as_bytes()]).unwrap()), expected);
    assert_eq!(note(Format::Gexf, gexf), "1 `x` of <node> not read");
}

/// All faults at once: those of single elements do not hide those between them.
#[test]
fn a_bad_value_does_not_hide_an_unknown_node() {
    let text = around(
        "<key id='k' for='node' attr.name='x' attr.type='int'/><graph edgedefault='directed'>\n<node id='a'><data key='k'>much</data></node>\n\
         <node id='a'/>\n<edge source='a' target='z'/>\n<edge source='a'/></graph>",
    );
    let told: Vec<(u64, String)> =
        read(text.as_bytes()).unwrap_err().iter().map(|fault| (fault.line, fault.message.clone())).collect();
    let expected = [
        (3, "`much` as `x`"),
        (4, "node `a` again; before in line 3"),
        (5, "an edge to `z`, which is no node"),
        (6, "an edge without target"),
    ];
    assert_eq!(told, expected.map(|(line, message)| (line, message.to_owned())));
}

/// A file that is made while it is read; it remembers the most that was asked of it at once.
struct Endless {
    rows: usize,
    rest: Vec<u8>,
    most: usize,
}

impl std::io::Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.most = self.most.max(buffer.len());
        if self.rest.is_empty() && self.rows > 0 {
            self.rows -= 1;
            self.rest = match self.rows {
                0 => b"</graph></graphml>".to_vec(),
                row => format!("<edge source='a' target='a'/><!-- {row} {} -->\n", " ".repeat(20_000)).into_bytes(),
            };
        }
        let size = buffer.len().min(self.rest.len());
        buffer[..size].copy_from_slice(&self.rest[..size]);
        self.rest.drain(..size);
        Ok(size)
    }
}

#[test]
fn a_long_file_is_read_through_a_window() {
    let head = b"<graphml><graph edgedefault='directed'><node id='a'/>\n".to_vec();
    let mut source = Endless { rows: 401, rest: head, most: 0 };
    let options = Options { name: "in".into(), ..Options::default() };
    let folder =
        import::import_from("g.graphml", &mut source, Format::GraphMl, &options, &Register::default()).unwrap();
    // Eight megabytes went by; a window of a quarter was asked for at a time.
    assert!(source.rows == 0 && source.most <= 1 << 19, "{}", source.most);
    let dataset = dataset::load(vec![folder], None).dataset.unwrap();
    assert_eq!(claims(&dataset).len(), 400);
}

#[test]
fn read_as_it_comes_or_whole_it_is_the_same_dataset_packed_or_not() {
    let packed = {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        std::io::Write::write_all(&mut packer, GOOD.as_bytes()).unwrap();
        packer.finish().unwrap()
    };
    let options = Options { name: "in".into(), ..Options::default() };
    let file = Foreign::new("g.graphml", GOOD.as_bytes().to_vec()).unwrap();
    let whole = import::import(&[file], Format::GraphMl, &options, &Register::default()).unwrap();
    for (name, bytes) in [("g.graphml", GOOD.as_bytes()), ("g.graphml.gz", packed.as_slice())] {
        let found = import::import_from(name, &mut &*bytes, Format::GraphMl, &options, &Register::default()).unwrap();
        let texts = |folder: &dataset::Folder| {
            folder.files.iter().map(|file| (file.name.clone(), file.bytes.clone())).collect::<Vec<_>>()
        };
        assert!(texts(&found) == texts(&whole), "{name}");
    }
    let cut = &packed[..packed.len() / 2];
    let faults = import::import_from("g.graphml.gz", &mut &*cut, Format::GraphMl, &options, &Register::default());
    assert!(faults.unwrap_err()[0].message.contains("cannot be read"));
    // A form that needs all of it first is given all of it.
    let list =
        import::import_from("g.csv", &mut &b"source,target\na,b\n"[..], Format::Edges, &options, &Register::default());
    assert!(list.is_ok());
}

#[test]
fn coders_are_tables_for_programs_too() {
    let lines = answer(root(), &["check", "graph-data/cyber-norms", "--coders", "--format", "jsonl"]);
    let rows: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let headings: Vec<&str> =
        rows.iter().filter_map(|row| row["columns"].as_array().and(row["name"].as_str())).collect();
    assert_eq!(headings, ["coders-presence", "coders-relation", "coders-disagreements"]);
    // The row for all relations is the one that the text shows.
    let all = rows.iter().find(|row| row["of"] == "all").unwrap();
    let shown = answer(root(), &["check", "graph-data/cyber-norms", "--coders"]);
    let row = shown.lines().find(|line| line.split_whitespace().take(2).eq(["all", "all"])).unwrap();
    assert!(row.contains(&all["n"].to_string()), "{row} {all}");
    let json = answer(root(), &["check", "graph-data/cyber-norms", "--coders", "--format", "json"]);
    assert_eq!(json, lines);
    let schema = answer(root(), &["check", "graph-data/cyber-norms", "--coders", "--schema"]);
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    assert_eq!(schema["anyOf"].as_array().unwrap().len(), 3);
}
