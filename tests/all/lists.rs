//! Lists of ties and networks of Pajek as other programs write them: nothing is lost, nothing is made up, or it is told.

use std::fs;
use std::io::Write as _;

use blocs::dataset;
use blocs::import::{self, Direction, Foreign, Format, Header, Options, Register};
use blocs::model::Dataset;

use crate::common::{answer, blocs};
use crate::networks::claims;

/// The dataset of a text and what was told beside it; or the faults, each with its place.
fn read(format: Format, text: &str, change: impl Fn(&mut Options)) -> Result<(Dataset, Vec<String>), Vec<String>> {
    let file = Foreign::new("g.txt", text.as_bytes().to_vec()).unwrap();
    let mut options = Options { name: "in".into(), ..Options::default() };
    change(&mut options);
    let told = |faults: Vec<blocs::model::Diagnostic>| {
        faults.into_iter().map(|fault| format!("{}:{} {} ({})", fault.line, fault.column, fault.message, fault.hint))
    };
    let folder = import::import(&[file], format, &options, &Register::default())
        .map_err(|faults| told(faults).collect::<Vec<_>>())?;
    let remarks = folder.remarks.clone();
    let loaded = dataset::load(vec![folder], None);
    let dataset = loaded.dataset.ok_or_else(|| told(loaded.diagnostics).collect::<Vec<_>>())?;
    Ok((dataset, remarks))
}

fn ties(format: Format, text: &str) -> Vec<String> {
    claims(&read(format, text, |_| ()).unwrap().0)
}

fn faults(format: Format, text: &str) -> Vec<String> {
    read(format, text, |_| ()).expect_err(text)
}

fn names(dataset: &Dataset) -> Vec<(&str, &str)> {
    dataset.entities.iter().map(|entity| (entity.id.as_str(), entity.name.as_str())).collect()
}

#[test]
fn a_word_in_quotes_is_one_word() {
    let text =
        "\"New York\" \"Los Angeles, CA\" 3\n\"Rome\" \"the \"\"Lutetia\"\"\" 2 \n a  \"b\\\"c\" \"allied with\"\n";
    let (dataset, _) = read(Format::Edges, text, |_| ()).unwrap();
    let expected = [
        "Rome arc the-lutetia [weight=2] 2",
        "a arc b-c [data=allied with] 3",
        "new-york arc los-angeles-ca [weight=3] 1",
    ];
    assert_eq!(claims(&dataset), expected);
    for name in ["New York", "Los Angeles, CA", "the \"Lutetia\"", "b\"c"] {
        assert!(names(&dataset).iter().any(|(_, other)| *other == name), "{name}: {:?}", names(&dataset));
    }
    for (text, place) in [("a \"b c\nd e\n", "1:3 "), ("a b\n  \"c\"d e\n", "2:3 "), ("a \"b\\\" 3\n", "1:3 ")] {
        let found = faults(Format::Edges, text);
        assert!(found[0].starts_with(&format!("{place}quotes that are not closed")), "{text}: {found:?}");
    }
    // With a header, words are as many as it has; spaces between them count as one.
    let found = faults(Format::Edges, "source target label\na   b  New York\n");
    assert!(found[0].starts_with("2:8 4 words where the header has 3"), "{found:?}");
}

/// `write.table` of R, with its quotes and without; `to_csv(sep=" ")` of pandas; both with and without names of rows.
#[test]
fn tables_of_r_and_pandas_lose_their_names_of_rows() {
    let expected = ["a arc b [w=3] 2", "c arc d [w=1] 3"];
    for text in [
        "\"source\" \"target\" \"w\"\n\"1\" \"a\" \"b\" 3\n\"2\" \"c\" \"d\" 1\n",
        "\"source\" \"target\" \"w\"\n\"x\" \"a\" \"b\" 3\n\"y\" \"c\" \"d\" 1\n",
        " source target w\n0 a b 3\n1 c d 1\n",
        ",source,target,w\n0,a,b,3\n1,c,d,1\n",
        "\"\",\"source\",\"target\",\"w\"\n\"1\",\"a\",\"b\",3\n\"2\",\"c\",\"d\",1\n",
        // As R 4.4 writes it with quote=FALSE: rows that have no names of their own are counted.
        "source target w\n1 a b 3\n2 c d 1\n",
        "source target w\nfirst a b 3\nsecond c d 1\n",
        "source\ttarget\tw\n1\ta\tb\t3\n2\tc\td\t1\n",
    ] {
        let (dataset, remarks) = read(Format::Edges, text, |_| ()).unwrap();
        assert_eq!(claims(&dataset), expected, "{text}");
        assert!(remarks.iter().any(|remark| remark.contains("counts or names the rows")), "{text}: {remarks:?}");
    }
    assert_eq!(ties(Format::Edges, "source target w\na b 3\nc d 1\n"), expected);
    for text in ["source target\n1 a b\n2 c d\n", "source\ttarget\nx\ta\tb\ny\tc\td\n"] {
        assert_eq!(ties(Format::Edges, text), ["a arc b [] 2", "c arc d [] 3"], "{text}");
    }
    // Ids of whole numbers, as igraph's ties are numbered.
    assert_eq!(ties(Format::Edges, "from to\n1 7 9\n2 9 5\n"), ["7 arc 9 [] 2", "9 arc 5 [] 3"]);
    // Without quotes, the word too many may be the first or the last: ids count up too, and texts have two words.
    for text in [
        "source target\n1 2 0.5\n2 3 0.7\n3 4 0.5\n",
        " source target\n 1 2 0.5\n 2 3 0.7\n",
        "source target w\na b 3 x\nc d 1 y\n",
        "source target\na b 3\nc d 1\n",
        "source target w\nx a b 3\nx c d 1\n",
    ] {
        let found = faults(Format::Edges, text);
        assert!(found[0].contains("words where the header has"), "{text}: {found:?}");
        assert!(found[0].contains("where the first word names the row, or the last has no name"), "{text}: {found:?}");
        assert!(found[0].contains("row.names=FALSE"), "{text}: {found:?}");
        assert_eq!(found.len(), text.lines().count() - 1, "{text}: {found:?}");
    }
    // Decimals behind a comma, delimiters at the end of rows.
    for text in ["source,target,w\na,b,1,5\nc,d,2,5\n", "source,target\na,b,\nc,d,\n", "source,target\n1,2,\n2,3,\n"] {
        let found = faults(Format::Edges, text);
        assert!(found[0].contains("cells where the header has"), "{text}: {found:?}");
        assert!(found[0].contains("row.names=FALSE"), "{text}: {found:?}");
    }
    // What does not count the rows is an attribute.
    let expected = ["a arc b [column-1=x] 2", "c arc d [column-1=y] 3"];
    assert_eq!(ties(Format::Edges, ",source,target\nx,a,b\ny,c,d\n"), expected);
}

#[test]
fn carriage_returns_alone_end_lines() {
    assert_eq!(ties(Format::Edges, "a b\rc d 2\r"), ["a arc b [] 1", "c arc d [weight=2] 2"]);
    assert_eq!(ties(Format::Edges, "from,to\ra,b\rc,d\r"), ["a arc b [] 2", "c arc d [] 3"]);
    let text = "*Vertices 2\r1 \"A\"\r2 \"B\"\r*Edges\r1 2\r";
    assert_eq!(ties(Format::Pajek, text), ["A edge B [] 5"]);
    assert_eq!(ties(Format::Pajek, &text.replace('\r', "\r\n")), ["A edge B [] 5"]);
    let found = faults(Format::Pajek, "*Vertices 3 1 \"A\"\n*Edges\n1 2\n");
    assert!(found[0].starts_with("1:15 `A` behind the numbers of vertices"), "{found:?}");
}

#[test]
fn a_relation_gives_no_direction_to_ties_that_have_none() {
    let graph = |direction: &str| {
        format!(
            "<graphml><graph edgedefault=\"{direction}\">\n<node id=\"a\"/><node id=\"b\"/>\n\
             <edge source=\"b\" target=\"a\"/>\n<edge source=\"a\" target=\"b\" directed=\"false\"/></graph></graphml>"
        )
    };
    let with = |text: &str, relation: &str| {
        read(Format::GraphMl, text, |options| relation.clone_into(&mut options.relation))
            .map(|(dataset, remarks)| (claims(&dataset), remarks))
    };
    // Both have none; then one of the two.
    for (direction, told) in
        [("undirected", "3:1 `assists` has a direction, and 2"), ("directed", "4:1 `assists` has a direction, and 1")]
    {
        let found = with(&graph(direction), "assists").unwrap_err();
        assert!(found[0].starts_with(told), "{found:?}");
    }
    let (found, remarks) = with(&graph("directed"), "aligns_with").unwrap();
    assert_eq!(found.len(), 2);
    assert!(remarks[0].starts_with("which end of a tie comes first not kept, since `aligns_with`"), "{remarks:?}");
    assert!(remarks[0].ends_with(": 1 of the ties"), "{remarks:?}");
    assert_eq!(with(&graph("undirected"), "aligns_with").unwrap().1, [] as [&str; 0]);
    // A list does not say; the relation does, unless the options do.
    let list = |relation: &str, ties: Option<Direction>| {
        read(Format::Edges, "a b\n", |options| {
            relation.clone_into(&mut options.relation);
            options.ties = ties;
        })
    };
    assert_eq!(list("aligns_with", None).unwrap().1, [] as [&str; 0]);
    assert!(list("assists", None).is_ok());
    assert!(list("assists", Some(Direction::Undirected)).is_err());
}

#[test]
fn a_table_without_a_header_keeps_its_first_tie() {
    let found = faults(Format::Edges, "# made by hand\na,b\nc,d\n");
    assert!(found[0].starts_with("2:1 no columns that name the ends of ties: a, b"), "{found:?}");
    assert!(found[0].contains("--header none"), "{found:?}");
    let with = |text: &str, source: &str, target: &str| {
        let read = read(Format::Edges, text, |options| {
            options.header = Header::None;
            source.clone_into(&mut options.columns.source);
            target.clone_into(&mut options.columns.target);
        });
        claims(&read.unwrap().0)
    };
    assert_eq!(with("a,b\nc,d\n", "", ""), ["a arc b [] 1", "c arc d [] 2"]);
    assert_eq!(with("a\tb\t1\tx\nc\td\t\ty\n", "", ""), ["a arc b [column-4=x weight=1] 1", "c arc d [column-4=y] 2"]);
    assert_eq!(with("2001,a,b\n2002,c,d\n", "3", "2"), ["b arc a [column-1=2001] 1", "d arc c [column-1=2002] 2"]);
    // A list of words whose first line looks like a header.
    assert_eq!(with("source target\nc d\n", "", ""), ["c arc d [] 2", "source arc target [] 1"]);
    let asked = read(Format::Edges, "a,b\nc,d\n", |options| {
        options.header = Header::None;
        "1".clone_into(&mut options.columns.source);
        "9".clone_into(&mut options.columns.target);
    });
    let found = asked.unwrap_err();
    assert!(found[0].ends_with("(columns without a header have numbers: --columns source=1,target=2)"), "{found:?}");
    let at = tempfile::tempdir().unwrap();
    fs::write(at.path().join("g.csv"), "a,b\nc,d\n").unwrap();
    let told = answer(at.path(), &["import", "g.csv", "--as", "edges", "--header", "none", "-o", "out"]);
    assert_eq!(told, "out: 5 entities, 2 claims\n");
}

#[test]
fn remarks_stand_before_a_header_too() {
    let text = "# made by hand, \"in haste\n\n% twice\nsource,target\n#a,b\n";
    assert_eq!(ties(Format::Edges, text), ["a arc b [] 5"]);
    // A header that begins like a remark, and a fault behind remarks.
    assert_eq!(ties(Format::Edges, "#,source,target\n7,a,b\n"), ["a arc b [unnamed=7] 2"]);
    // A sentence that has the words of a header is none, nor does its comma say how cells are parted.
    let expected = ["a arc b [weight=2] 2", "c arc d [weight=1] 3"];
    for remark in ["# from to", "% from to", "# Network from 1990 to 2000", "# by hand, from, to"] {
        assert_eq!(ties(Format::Edges, &format!("{remark}\na b 2\nc d 1\n")), expected, "{remark}");
        let table = format!("{remark}\nsource,target,weight\na,b,1\n");
        assert_eq!(ties(Format::Edges, &table), ["a arc b [weight=1] 3"], "{remark}");
    }
    let found = faults(Format::Edges, "# x\nfrom,to\na,\n");
    assert!(found[0].starts_with("3:3 an edge without an end"), "{found:?}");
}

#[test]
fn usual_words_for_columns_are_attributes_where_they_say_something_else() {
    let text = "source,target,type,weight\nfra,deu,alliance,NA\ndeu,usa,trade,2\n";
    assert_eq!(ties(Format::Edges, text), ["deu arc usa [type=trade weight=2] 3", "fra arc deu [type=alliance] 2"]);
    let text = "source,target,Tie\na,b,strong\nb,c,strong\n";
    assert_eq!(ties(Format::Edges, text), ["a arc b [Tie=strong] 2", "b arc c [Tie=strong] 3"]);
    // A type that says directions says nothing else; a `directed` always does.
    let found = faults(Format::Edges, "source,target,type\na,b,directed\nb,c,undirectd\n");
    assert!(found[0].starts_with("3:5 `undirectd` as type"), "{found:?}");
    let found = faults(Format::Edges, "source,target,directed\na,b,maybe\n");
    assert!(found[0].starts_with("2:5 `maybe` as type"), "{found:?}");
    let found = faults(Format::Edges, "source;target;weight\na;b;1,5\n");
    assert_eq!(found, ["2:5 `1,5` as weight (write a point where the comma is: 1.5)"]);
}

#[test]
fn columns_that_differ_in_case_alone_are_two() {
    for (header, name) in [("Source,Target,Weight,weight", "Weight"), ("Source,Target,WEIGHT,weight", "WEIGHT")] {
        let expected = [format!("a arc b [{name}=2 weight=5] 2")];
        assert_eq!(ties(Format::Edges, &format!("{header}\na,b,2,5\n")), expected);
    }
    assert_eq!(ties(Format::Edges, "source,target,label,Label\na,b,x,y\n"), ["a arc b [Label=y label=x] 2"]);
    assert_eq!(ties(Format::Edges, "source,target,Label,label\na,b,x,y\n"), ["a arc b [Label=x label=y] 2"]);
    // Alone it is the weight, as Gephi writes it.
    assert_eq!(ties(Format::Edges, "Source,Target,Weight\na,b,2\n"), ["a arc b [weight=2] 2"]);
}

#[test]
fn commas_behind_two_ids_part_no_cells() {
    for (text, place) in [("a b 1\nc d 1,5\n", "2:5"), ("a b 1,5\nc d 1\n", "1:5"), ("a b 1,5\n", "1:5")] {
        let expected = format!("{place} `1,5` as weight (write a point where the comma is: 1.5)");
        assert_eq!(faults(Format::Edges, text), [expected], "{text}");
    }
    // As `networkx.write_edgelist` writes attributes.
    let text = "a b {'weight': 1.0, 'color': 'red'}\nb c {'weight': 2.0}\n";
    let expected = ["a arc b [data={'weight': 1.0, 'color': 'red'}] 1", "b arc c [data={'weight': 2.0}] 2"];
    assert_eq!(ties(Format::Edges, text), expected);
    // Cells with spaces are cells.
    let found = faults(Format::Edges, "New York 1,Los Angeles\n");
    assert!(found[0].starts_with("1:1 no columns that name the ends of ties: New York 1, Los Angeles"), "{found:?}");
}

/// Each fault of a long list has its place without a walk through the lines before it: that took minutes here.
#[test]
fn many_faults_of_a_long_list_are_told_at_once() {
    let begin = std::time::Instant::now();
    for (text, place) in [
        ("source target\n".to_owned() + &"n m New York\n".repeat(100_000), "20000:3 4 words"),
        ("source,target\n".to_owned() + &"n,m,x,y\n".repeat(100_000), "20000:3 4 cells"),
    ] {
        let found = faults(Format::Edges, &text);
        assert!(found[20_000 - 2].starts_with(place), "{:?}", found[20_000 - 2]);
    }
    assert!(begin.elapsed().as_secs() < 60, "{:?}", begin.elapsed());
}

/// `m` is declared with three types; one node has the first two, another the last two: none can become another.
#[test]
fn which_keys_become_one_does_not_depend_on_the_order_of_nodes() {
    let keys = ["int", "double", "string"].into_iter().enumerate();
    let keys = keys.map(|(at, kind)| format!(r#"<key id="d{at}" for="node" attr.name="m" attr.type="{kind}"/>"#));
    let keys: String = keys.collect();
    let nodes = [
        r#"<node id="a"><data key="d0">1</data><data key="d1">2.5</data></node>"#,
        r#"<node id="b"><data key="d1">1</data><data key="d2">x</data></node>"#,
    ];
    let found = |nodes: String| {
        let text = format!(r#"<graphml>{keys}<graph edgedefault="directed">{nodes}</graph></graphml>"#);
        claims(&read(Format::GraphMl, &text, |_| ()).unwrap().0)
    };
    let expected = [
        "a has_attribute 1 [attribute=m] 1",
        "a has_attribute 2.5 [attribute=m 2] 1",
        "b has_attribute 1 [attribute=m 2] 1",
        "b has_attribute x [attribute=m 3] 1",
    ];
    assert_eq!(found(nodes.concat()), expected);
    assert_eq!(found(nodes.into_iter().rev().collect()), expected);
}

#[test]
fn ids_that_the_house_makes_alike_are_numbered() {
    let nodes = [r#"{"id":-3}"#, r#"{"id":3}"#, r#"{"id":"United States"}"#, r#"{"id":"united-states","name":"USA"}"#];
    let json = |nodes: &[&str]| {
        let links = r#"{"source":-3,"target":3},{"source":"United States","target":"united-states"}"#;
        format!(r#"{{"nodes":[{}],"links":[{links}]}}"#, nodes.join(","))
    };
    let (dataset, remarks) = read(Format::NodeLink, &json(&nodes), |_| ()).unwrap();
    let expected = ["3-2 edge 3 [] 1", "united-states-2 edge united-states [] 1"];
    assert_eq!(claims(&dataset), expected);
    let told = "nodes whose id differs from that of another in case or signs alone, with a number behind it: 2";
    assert_eq!(remarks, [told]);
    assert_eq!(dataset.entity("3-2").unwrap().name, "-3");
    // The order of nodes means nothing.
    let turned: Vec<&str> = nodes.into_iter().rev().collect();
    assert_eq!(claims(&read(Format::NodeLink, &json(&turned), |_| ()).unwrap().0), expected);
    // Many that make one: all kept, one id each.
    let many: Vec<String> = (1..=2000).map(|n| format!(r#"{{"id":"{}"}}"#, "!".repeat(n))).collect();
    let many = format!(r#"{{"nodes":[{}],"links":[]}}"#, many.join(","));
    assert_eq!(read(Format::NodeLink, &many, |_| ()).unwrap().0.entities.len(), 2001);
}

/// As `networkx.write_pajek` writes attributes: pairs behind the coordinates and the shape, and behind the weight.
#[test]
fn attributes_in_pajek_are_kept() {
    let text = "*vertices 2\n1 atlantis 0.0 0.0 ellipse kind state name \"New Atlantis\"\n2 mu 0.0 0.0 odd url x ic Red\n*arcs\n\
                1 2 1.0 relation attends status actual\n2 1 2 l \"of rice\" c Blue [5-10, 12]\n";
    let (dataset, remarks) = read(Format::Pajek, text, |_| ()).unwrap();
    let expected = [
        "atlantis arc mu [relation=attends status=actual weight=1.0] 5",
        "mu arc atlantis [label=of rice time=[5-10, 12] weight=2] 6",
    ];
    assert_eq!(claims(&dataset), expected);
    let atlantis = dataset.entity("atlantis").unwrap();
    assert_eq!((atlantis.kind.as_str(), atlantis.name.as_str()), ("state", "New Atlantis"));
    assert_eq!(remarks, ["how 3 vertices and ties are drawn not read: c, coordinates, ic, shapes, url"]);
    // Behind an attribute what looks like a time is its value; behind a shape of another program it is the time.
    let text = "*Vertices 3\n1 a 0.0 0.0 0.5 tags [1]\n2 b 0.1 0.2 0.5 cloud ic Red [5-10, 12]\n\
                3 c 0.1 0.2 cloud [7]\n*Arcs\n1 2\n";
    let (dataset, remarks) = read(Format::Pajek, text, |_| ()).unwrap();
    let told = [
        "a arc b [] 6",
        "a has_attribute [1] [attribute=tags] 2",
        "b has_attribute [5-10, 12] [attribute=time] 3",
        "c has_attribute [7] [attribute=cloud] 4",
    ];
    assert_eq!(claims(&dataset), told);
    assert_eq!(remarks, ["how 3 vertices and ties are drawn not read: coordinates, ic, shapes"]);
    let pajek = |vertex: &str, tie: &str| format!("*Vertices 2\n1 a\n{vertex}\n*Edges\n{tie}\n");
    for (vertex, tie, told) in [
        ("2 b", "1 2 inf", "5:5 `inf` as weight"),
        ("2 b", "1 2 nan", "5:5 `nan` as weight"),
        ("2 b", "1 2 much", "5:5 `much` as weight"),
        ("2 b", "1 2 1 colour", "5:7 `colour` without a value"),
        ("2 b", "1 2 1 x 1 x 2", "5:11 `x` again"),
        ("2 New York", "1 2", "3:7 `York` behind a label"),
        ("2 New York City", "1 2", "3:7 `York` behind a label"),
        ("2 \"{\"a\": 1}\"", "1 2", "3:6 a word that follows quotes without a space"),
    ] {
        let found = faults(Format::Pajek, &pajek(vertex, tie));
        assert!(found[0].starts_with(told), "{vertex} {tie}: {found:?}");
    }
}

#[test]
fn a_packed_file_that_was_cut_is_told_so() {
    let at = tempfile::tempdir().unwrap();
    let at = at.path();
    answer(at, &["-q", "export", "-d", "toy-council", "--graph", "g.graphml"]);
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(&fs::read(at.join("g.graphml")).unwrap()).unwrap();
    let packed = packed.finish().unwrap();
    for length in [40, packed.len() / 2] {
        fs::write(at.join("cut.graphml.gz"), &packed[..length]).unwrap();
        let ran = blocs(at, &["import", "cut.graphml.gz", "--as", "graphml", "-o", "out"]);
        assert_eq!(ran.status, 1, "{}", ran.err);
        assert!(ran.err.contains("the file cannot be read"), "{}", ran.err);
        assert!(!ran.err.contains("UTF-8"), "{}", ran.err);
    }
}

#[test]
fn standard_output_is_given_away_once() {
    let at = tempfile::tempdir().unwrap();
    for outputs in [
        ["export", "-d", "toy-council", "--graph", "gexf:-", "--graph", "dot:-"].as_slice(),
        &["align", "agreement", "-d", "toy-council", "--table", "csv:-", "--table", "json:/dev/stdout"],
        &["align", "agreement", "-d", "toy-council", "--table", "csv:-", "--figure", "svg:-"],
    ] {
        let ran = blocs(at.path(), outputs);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{outputs:?}");
        assert!(ran.err.contains("standard output is asked for twice"), "{}", ran.err);
    }
}

/// By hand from the tables of toy-council: a roll call has its day, a source the month of its publication, a session the day
/// on which it is held first; a state has none.
#[test]
fn nodes_of_the_typed_graph_begin_when_they_came_to_be() {
    let at = tempfile::tempdir().unwrap();
    let at = at.path();
    answer(at, &["-q", "export", "-d", "toy-council", "--graph", "c.json", "--graph", "c.gexf", "--graph", "c.dot"]);
    let json: serde_json::Value = serde_json::from_slice(&fs::read(at.join("c.json")).unwrap()).unwrap();
    let node = |id: &str| json["nodes"].as_array().unwrap().iter().find(|node| node["id"] == id).unwrap();
    for (id, first, last) in [
        ("vote-4", "2003-06-10", "2003-06-10"),
        ("gazette", "2003-07-01", "2003-07-31"),
        ("council-1", "2001-03-01", "2001-03-01"),
    ] {
        let node = node(id);
        assert_eq!((&node["begin"], &node["begin_latest"]), (&first.into(), &last.into()), "{id}: {node}");
        assert_eq!(node["begin_status"], "actual", "{id}");
    }
    assert!(node("ada").get("begin").is_none());
    let gexf = fs::read_to_string(at.join("c.gexf")).unwrap();
    let start = |id: &str| {
        let tag = gexf.lines().find(|line| line.contains(&format!("<node id=\"{id}\""))).unwrap();
        tag.split_once(" start=\"").map(|(_, rest)| rest[..10].to_owned())
    };
    assert_eq!(start("vote-4").as_deref(), Some("2003-06-10"));
    assert_eq!(start("ada"), None);
    // Two roll calls of 2003 that are not tied to each other stand in one rank.
    let dot = fs::read_to_string(at.join("c.dot")).unwrap();
    let (_, rank) = dot.split_once("subgraph \"year_2003\" {").unwrap();
    let rank = rank.split('}').next().unwrap();
    assert!(rank.contains("rank=\"same\"") && rank.contains("vote-4") && rank.contains("vote-5"), "{rank}");
}
