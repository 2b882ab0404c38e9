//! What holds for every drawing, on trays made by hand and on awkward ones.

use std::collections::BTreeSet;

use super::canvas::{Canvas, SMALL};
use super::palette::{BAND, FAINT, INK, MUTED, PAPER, RULE, contrast};
use super::{FigureOptions, FigureWidth, draw, lineage, samples, sheet};
use crate::result::{
    AttributedGraph, Cell, CellKind, Column, ColumnRole, GraphRole, Language, Phrase, Subject, Table, Undefined,
};

fn every_option() -> impl Iterator<Item = FigureOptions> {
    Language::ALL.into_iter().flat_map(|(language, _)| {
        FigureWidth::ALL.map(|(width, _)| FigureOptions {
            language,
            width,
            title: Some("A title 題".into()),
            data: Phrase::new("Data: votes. Sources: 12.", "資料：votes。出典12件。"),
        })
    })
}

fn one_column() -> FigureOptions {
    FigureOptions { width: FigureWidth::OneColumn, ..FigureOptions::default() }
}

/// Every drawing of the samples.
fn subjects() -> Vec<Subject> {
    let ((actors, tallies), (things, pairs), (many, all)) =
        (samples::split(), samples::matrix(12), samples::matrix(40));
    let ((points, lines), (sets, combinations)) = (samples::plane(30), samples::intersections(7));
    vec![
        Subject::Split { actors, tallies },
        Subject::Matrix { things, pairs },
        Subject::Matrix { things: many, pairs: all },
        clustered(11),
        clustered(70),
        Subject::Lineage(samples::lineage()),
        Subject::Dots(samples::dots(12)),
        Subject::Dots(samples::dots(195)),
        Subject::Plane { points, lines },
        Subject::Network(samples::network(40, GraphRole::OneMode)),
        Subject::Network(samples::network(45, GraphRole::TwoMode)),
        Subject::Moves(samples::moves(60, 9)),
        Subject::Intersections { sets, combinations },
        Subject::Tree(samples::tree(30)),
        Subject::Bars(samples::bars(20)),
    ]
}

/// The sheet of a drawing, finished, and the room of its markers.
fn finished(subject: &Subject, options: &FigureOptions) -> (Canvas, Vec<super::canvas::Rect>) {
    let markers = match subject {
        Subject::Lineage(graph) => lineage::lay_out(graph, options).unwrap().markers,
        _ => Vec::new(),
    };
    let (mut canvas, bottom, _) = sheet(subject, options).unwrap();
    canvas.finish(bottom, "", "");
    (canvas, markers)
}

/// Texts keep apart, stay on the sheet, and can be read.
fn is_sound(subject: &Subject, options: &FigureOptions) {
    let (canvas, markers) = finished(subject, options);
    for (n, one) in canvas.placed.iter().enumerate() {
        let rect = one.rect;
        assert!(rect.x >= 0.0 && rect.y >= 0.0, "outside: {one:?}");
        assert!(rect.x + rect.w <= canvas.width && rect.y + rect.h <= canvas.height, "outside: {one:?}");
        assert!(one.size >= SMALL && contrast(one.ink, one.ground) >= 4.5, "{one:?}");
        let other = canvas.placed[n + 1..].iter().find(|other| other.rect.meets(&rect));
        assert!(other.is_none(), "{one:?} meets {other:?}");
        assert!(!markers.iter().any(|marker| marker.meets(&rect)), "on a marker: {one:?}");
    }
    for (n, marker) in markers.iter().enumerate() {
        assert!(!markers[n + 1..].iter().any(|other| other.meets(marker)));
    }
}

fn subject_is_sound(subject: &Subject) {
    every_option().for_each(|options| is_sound(subject, &options));
}

#[test]
fn texts_keep_apart_and_stay_on_the_sheet() {
    subjects().iter().for_each(subject_is_sound);
}

#[test]
fn every_colour_is_in_the_legend() {
    let plain: BTreeSet<&str> = [INK, MUTED, RULE, FAINT, BAND, PAPER, "none", "#000000"].into();
    let colours = |part: &str| -> BTreeSet<String> {
        let values = part.split("fill=\"").chain(part.split("stroke=\"")).skip(1);
        let values = values.filter_map(|rest| rest.split('"').next()).filter(|value| !value.contains('<'));
        values.filter(|value| !plain.contains(value)).map(str::to_owned).collect()
    };
    for subject in subjects() {
        let svg = draw(&subject, &FigureOptions::default()).unwrap();
        let (drawn, rest) = svg.split_once("<g class=\"legend\">").unwrap();
        let (_, drawn) = drawn.split_once("</defs>").unwrap_or(("", drawn));
        let (legend, _) = rest.split_once("<g class=\"caption\">").unwrap();
        assert!(colours(drawn).len() > 1);
        let missing: Vec<String> = colours(drawn).difference(&colours(legend)).cloned().collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}

/// The rows of a table in another order.
fn turned(table: &Table, by: usize) -> Table {
    let mut rows: Vec<usize> = (0..table.len()).rev().collect();
    rows.rotate_left(by % table.len().max(1));
    table.pick(&rows)
}

/// The same graph with its nodes and ties in another order.
fn turned_graph(graph: &AttributedGraph, by: usize) -> AttributedGraph {
    let n = graph.nodes.len();
    // Row r of the turned table was row n-1 - (r+by) mod n.
    let moved = |row: usize| (2 * n - 1 - row - by) % n;
    let mut ends: Vec<(usize, usize)> = graph.ends.iter().map(|(a, b)| (moved(*a), moved(*b))).collect();
    ends.reverse();
    let m = ends.len();
    ends.rotate_left(by % m);
    AttributedGraph { nodes: turned(&graph.nodes, by), ties: turned(&graph.ties, by), ends, ..graph.clone() }
}

#[test]
fn the_order_of_rows_changes_no_byte() {
    for (subject, by) in subjects().into_iter().zip([3, 5, 7, 11].into_iter().cycle()) {
        let shuffled = match &subject {
            Subject::Split { actors, tallies } => {
                Subject::Split { actors: turned(actors, by), tallies: turned(tallies, 1) }
            }
            Subject::Matrix { things, pairs } => {
                Subject::Matrix { things: turned(things, by), pairs: turned(pairs, by) }
            }
            Subject::Plane { points, lines } => Subject::Plane { points: turned(points, by), lines: turned(lines, 1) },
            Subject::Intersections { sets, combinations } => {
                Subject::Intersections { sets: turned(sets, by), combinations: turned(combinations, by) }
            }
            Subject::Lineage(graph) => Subject::Lineage(turned_graph(graph, by)),
            Subject::Network(graph) => Subject::Network(turned_graph(graph, by)),
            Subject::Tree(graph) => Subject::Tree(turned_graph(graph, by)),
            Subject::Dots(table) => Subject::Dots(turned(table, by)),
            Subject::Moves(table) => Subject::Moves(turned(table, by)),
            Subject::Bars(table) => Subject::Bars(turned(table, by)),
        };
        for options in every_option() {
            let svg = draw(&subject, &options).unwrap();
            assert_eq!(svg, draw(&subject, &options).unwrap());
            assert!(svg == draw(&shuffled, &options).unwrap(), "{options:?}");
        }
    }
}

#[test]
fn a_missing_role_is_named() {
    let without = |table: &Table, role: ColumnRole| {
        let mut table = table.clone();
        table.columns.retain(|column| column.role != role);
        table
    };
    let (actors, tallies) = samples::split();
    let fails = |subject: Subject| draw(&subject, &FigureOptions::default()).unwrap_err();
    let regionless = without(&actors, ColumnRole::Region);
    let error = fails(Subject::Split { actors: regionless, tallies: tallies.clone() });
    assert_eq!(error.to_string(), "the table `actors` has no column of the role Region");
    let error = fails(Subject::Split { actors, tallies: without(&tallies, ColumnRole::Count) });
    assert_eq!(error.roles, [ColumnRole::Count]);
    let (things, pairs) = samples::matrix(3);
    let error = fails(Subject::Matrix { things, pairs: without(&pairs, ColumnRole::Value) });
    assert_eq!((error.table.as_str(), error.roles.as_slice()), ("pairs", &[ColumnRole::Value][..]));
    let mut graph = samples::lineage();
    graph.nodes = without(&graph.nodes, ColumnRole::Lane);
    assert_eq!(fails(Subject::Lineage(graph)).roles, [ColumnRole::Lane]);
    assert_eq!(fails(Subject::Dots(without(&samples::dots(3), ColumnRole::Value))).roles, [ColumnRole::Value]);
    let mut network = samples::network(3, GraphRole::OneMode);
    network.nodes = without(&network.nodes, ColumnRole::Id);
    assert_eq!(fails(Subject::Network(network)).roles, [ColumnRole::Id]);
}

/// So many items with this label, in a year each of a few decades.
fn items(n: usize, label: &str, date: impl Fn(usize) -> String) -> AttributedGraph {
    let lanes = ["UN", "ITU", "Japan"];
    let line = |k: usize| format!("i{k:04}|document|{0}|{1}|{1}||{label}|{label}", lanes[k % 3], date(k));
    let rows: Vec<String> = (0..n).map(line).collect();
    let ties: Vec<String> = (1..n).map(|k| format!("i{:04}|i{k:04}|lineage||", k / 2)).collect();
    samples::graph(&rows.join("\n"), &ties.join("\n"))
}

fn actors(n: usize, label: &str) -> Table {
    let mut table = samples::actor_columns();
    let positions = ["for", "against", "abstain", "absent", "not-eligible", "present-not-voting", "odd", ""];
    for k in 0..n {
        let id = format!("actor-{k}");
        let region = ["Europe", "", "Africa"][k % 3];
        table.push([&id, "", region, "", positions[k % 8], label, label].map(Cell::text));
    }
    table
}

fn things(n: usize, label: &str) -> Subject {
    let (mut things, mut pairs) = samples::matrix_columns();
    for k in 0..n {
        let id = format!("t{k:04}");
        things.push([Cell::text(id.clone()), Cell::text(label), Cell::text(label), Cell::count(k)]);
        if k > 0 {
            let value = Cell::Number(k as f64 / n as f64);
            pairs.push([Cell::text(id), Cell::text(format!("t{:04}", k / 2)), value, Cell::Empty, Cell::Empty]);
        }
    }
    Subject::Matrix { things, pairs }
}

fn year(k: usize) -> String {
    format!("{}", 1980 + k % 40)
}

#[test]
fn none_one_and_two_thousand() {
    for n in [0, 1, 2] {
        subject_is_sound(&Subject::Split { actors: actors(n, "Name"), tallies: samples::tally_columns() });
        subject_is_sound(&things(n, "Name"));
        subject_is_sound(&Subject::Lineage(items(n, "Name", year)));
    }
    for n in [1, 2] {
        let ((points, lines), (sets, combinations)) = (samples::plane(n), samples::intersections(n));
        subject_is_sound(&Subject::Dots(samples::dots(n)));
        subject_is_sound(&Subject::Plane { points, lines });
        subject_is_sound(&Subject::Network(samples::network(n, GraphRole::OneMode)));
        subject_is_sound(&Subject::Moves(samples::moves(n, n)));
        subject_is_sound(&Subject::Intersections { sets, combinations });
        subject_is_sound(&Subject::Tree(samples::tree(n)));
        subject_is_sound(&Subject::Bars(samples::bars(n)));
    }
    let many = FigureOptions::default();
    draw(&Subject::Split { actors: actors(2000, "Name"), tallies: samples::tally_columns() }, &many).unwrap();
    draw(&things(2000, "Name"), &many).unwrap();
    is_sound(&Subject::Lineage(items(2000, "Name", year)), &many);
    let (points, lines) = samples::plane(2000);
    is_sound(&Subject::Dots(samples::dots(2000)), &many);
    is_sound(&Subject::Plane { points, lines }, &many);
    is_sound(&Subject::Network(samples::network(2000, GraphRole::OneMode)), &many);
    is_sound(&Subject::Moves(samples::moves(2000, 30)), &many);
    is_sound(&Subject::Tree(samples::tree(2000)), &many);
    is_sound(&Subject::Bars(samples::bars(2000)), &many);
}

/// How many things are drawn.
fn size(subject: &Subject) -> usize {
    match subject {
        Subject::Split { actors: table, .. } | Subject::Matrix { things: table, .. } => table.len(),
        Subject::Plane { points: table, .. } | Subject::Intersections { sets: table, .. } => table.len(),
        Subject::Lineage(graph) | Subject::Network(graph) | Subject::Tree(graph) => graph.nodes.len(),
        Subject::Dots(table) | Subject::Moves(table) | Subject::Bars(table) => table.len(),
    }
}

/// The same drawing with every name replaced.
fn renamed(mut subject: Subject, label: &str) -> Subject {
    let rename = |table: &mut Table| {
        let named = |role| matches!(role, ColumnRole::Label | ColumnRole::LabelJa | ColumnRole::Lane);
        for column in table.columns.iter_mut().filter(|column| named(column.role)) {
            column.cells.change(|cell| *cell = Cell::text(label));
        }
    };
    match &mut subject {
        Subject::Split { actors: a, tallies: b } | Subject::Matrix { things: a, pairs: b } => [a, b].map(rename),
        Subject::Plane { points: a, lines: b } | Subject::Intersections { sets: a, combinations: b } => {
            [a, b].map(rename)
        }
        Subject::Lineage(graph) | Subject::Network(graph) | Subject::Tree(graph) => {
            [&mut graph.nodes, &mut graph.ties].map(rename)
        }
        Subject::Dots(table) | Subject::Moves(table) | Subject::Bars(table) => [(); 2].map(|()| rename(table)),
    };
    subject
}

#[test]
fn long_odd_and_marked_up_labels() {
    let long = "cooperation on capacity building ".repeat(7);
    let solid = "w".repeat(200);
    let japanese = "国際連合総会決議".repeat(25);
    let odd = "<b>&\"'\u{202e}مرحبا שלום 👩‍👩‍👧 e\u{301}\u{0}\t";
    for label in [long.as_str(), &solid, &japanese, odd] {
        let trays = [
            Subject::Split { actors: actors(9, label), tallies: samples::tally_columns() },
            things(9, label),
            Subject::Lineage(items(9, label, year)),
        ];
        let few = subjects().into_iter().map(|subject| renamed(subject, label)).filter(|subject| size(subject) < 100);
        few.for_each(|subject| is_sound(&subject, &one_column()));
        for subject in &trays {
            subject_is_sound(subject);
            let svg = draw(subject, &one_column()).unwrap();
            assert!(!svg.contains("<b>") && !svg.contains('\u{0}') && !svg.contains('\u{202e}'));
            // What is cut is whole in a title.
            let whole = super::text::clean(label).replace('&', "&amp;").replace('<', "&lt;");
            let whole = whole.replace('>', "&gt;").replace('"', "&quot;");
            assert!(!svg.contains('…') || svg.contains(&format!("{whole}</title>")) || svg.contains(&whole));
        }
    }
}

#[test]
fn dates_may_be_unknown_or_all_the_same() {
    let unknown = items(30, "Undated text", |_| String::new());
    subject_is_sound(&Subject::Lineage(unknown.clone()));
    let svg = draw(&Subject::Lineage(unknown), &FigureOptions::default()).unwrap();
    assert!(svg.contains("Undated (30)") && svg.contains("29 ties are not drawn"));
    subject_is_sound(&Subject::Lineage(items(40, "Text of one day", |_| "2012-12-14".into())));
    subject_is_sound(&Subject::Lineage(items(40, "Text", |k| if k == 0 { "-4000".into() } else { year(k) })));
    // One end known, or ends the wrong way round.
    let text = "a|document|UN|2001||planned|A|甲\nb|odd||.|2004||B|乙\nc|decision|UN|2005|2003||C|丙";
    subject_is_sound(&Subject::Lineage(samples::graph(text, "a|b|strange|1|\nb|a|lineage|1|weak\nc|c|lineage||")));
}

#[test]
fn ties_carry_their_claims_and_paths_their_steps() {
    let svg = draw(&Subject::Lineage(samples::lineage()), &FigureOptions::default()).unwrap();
    assert_eq!(svg.matches("<g class=\"tie\" data-claims=\"").count(), svg.matches("class=\"tie\"").count());
    assert!(svg.contains("data-claims=\"c-1 d-1\""));
    for step in 1..=7 {
        assert!(svg.contains(&format!("font-weight=\"bold\" text-anchor=\"middle\">{step}</text>")), "{step}");
    }
}

#[test]
fn ends_beyond_the_table_and_bare_tables_are_no_panic() {
    let mut graph = samples::lineage();
    graph.ends[0] = (usize::MAX, 3);
    graph.ends.push((0, 1));
    draw(&Subject::Lineage(graph), &one_column()).unwrap();
    let ids = Table::new("things", Default::default()).column("id", CellKind::Text, ColumnRole::Id, "");
    let (_, pairs) = samples::matrix(3);
    let svg = draw(&Subject::Matrix { things: ids, pairs }, &one_column()).unwrap();
    assert!(svg.contains(">gge<"), "a pair may name what has no row");
}

#[test]
fn counts_that_differ_are_said() {
    let (actors, mut tallies) = samples::split();
    tallies.push([Cell::text("signed"), Cell::Integer(88), Cell::Integer(11)]);
    let svg = draw(&Subject::Split { actors, tallies }, &FigureOptions::default()).unwrap();
    assert!(svg.contains("signed: 88, 89 (sources differ"), "both counts stand in the caption");
    assert!(svg.contains("signed: 89, of which 11 named") && svg.contains("position unknown: 4 actors"));
}

/// A matrix of groups under a tree; the last thing is in neither.
fn clustered(n: usize) -> Subject {
    let (mut things, pairs) = samples::matrix(n);
    let text = |cells: Vec<Cell>, name: &str, kind, role| {
        let (name, cells) = (name.into(), cells.into());
        Column { name, kind, role, unit: "", cells }
    };
    let group = |k: usize| if k + 1 == n { Cell::Empty } else { Cell::text(["c1", "c2", "c3"][3 * k / n]) };
    let height = |k: usize| match k {
        0 => Cell::Empty,
        _ if k + 1 == n => Cell::Empty,
        _ => Cell::Number(((k * 7) % 5 + 1) as f64 / 10.0),
    };
    things.columns.push(text((0..n).map(group).collect(), "group", CellKind::Text, ColumnRole::Group));
    things.columns.push(text((0..n).map(height).collect(), "distance", CellKind::Number, ColumnRole::Offset));
    things.columns.push(text((0..n).map(Cell::count).collect(), "order", CellKind::Integer, ColumnRole::Order));
    Subject::Matrix { things, pairs }
}

#[test]
fn a_tree_joins_all_its_leaves_and_groups_are_framed() {
    let svg = draw(&clustered(11), &FigureOptions::default()).unwrap();
    let (_, ties) = svg.split_once("<g class=\"ties\">").unwrap();
    let (ties, _) = ties.split_once("<g class=\"marks\">").unwrap();
    // Ten leaves are joined nine times, each by three lines.
    assert_eq!(ties.matches("<line").count(), 27);
    for words in [">c1<", ">c2<", ">c3<", ">distance<", "The tree beside the rows"] {
        assert!(svg.contains(words), "{words}");
    }
    let (things, pairs) = samples::matrix(11);
    assert!(!draw(&Subject::Matrix { things, pairs }, &FigureOptions::default()).unwrap().contains("The tree"));
}

#[test]
fn a_caption_says_what_the_figure_is_drawn_from() {
    let data = Phrase::new("Data: votes. Sources: 12.", "資料：votes。出典12件。");
    for subject in subjects() {
        let drawn = |language| draw(&subject, &FigureOptions { language, data: data.clone(), ..Default::default() });
        assert!(drawn(Language::English).unwrap().contains(">Data: votes. Sources: 12.<"));
        assert!(drawn(Language::Japanese).unwrap().contains(">資料：votes。出典12件。<"));
    }
}

#[test]
fn an_empty_drawing_says_why() {
    let drawn = |why: &'static str, language| {
        let mut table = samples::dots(1);
        let value = table.columns.iter_mut().find(|column| column.role == ColumnRole::Value).unwrap();
        value.cells = vec![Cell::Undefined(Undefined::because(why))].into();
        draw(&Subject::Dots(table), &FigureOptions { language, ..one_column() }).unwrap()
    };
    let svg = drawn("nobody voted", Language::English);
    assert!(svg.contains("n: 0 values.") && svg.contains("No value: nobody voted."), "{svg}");
    // In both languages the reason, which holds both, is told once.
    assert_eq!(drawn("nobody voted / 誰も", Language::Both).matches("nobody voted").count(), 1);
}

#[test]
fn names_of_dots_are_whole_or_codes_and_fit_a_page() {
    let mut table = samples::dots(195);
    let codes = (0..195).map(|k| Cell::text(format!("A{k:02}"))).collect();
    let column = Column { name: "code".into(), kind: CellKind::Text, role: ColumnRole::Code, unit: "", cells: codes };
    table.columns.push(column);
    for (width, _) in FigureWidth::ALL {
        let options = FigureOptions { width, ..FigureOptions::default() };
        let (canvas, _) = finished(&Subject::Dots(table.clone()), &options);
        // A4 with margins of 25 mm is 700 points high.
        assert!(canvas.height < 700.0, "{}", canvas.height);
        assert!(canvas.placed.iter().all(|label| !label.text.ends_with('…')), "{width:?}");
    }
}

/// The texts of a drawing, and its height in millimetres.
fn read(subject: &Subject, options: &FigureOptions) -> (Vec<String>, f64) {
    let (canvas, _) = finished(subject, options);
    (canvas.placed.iter().map(|one| one.text.clone()).collect(), canvas.height / 72.0 * 25.4)
}

#[test]
fn a_large_matrix_names_its_groups_once() {
    let (texts, _) = read(&clustered(120), &FigureOptions::default());
    for group in ["c1", "c2", "c3"] {
        assert_eq!(texts.iter().filter(|text| *text == group).count(), 1, "{group}");
    }
}

#[test]
fn a_word_is_not_broken_where_there_is_room() {
    let (mut things, pairs) = samples::matrix(6);
    let name = "UN Group of Governmental Experts on Telecommunications";
    let label = things.columns.iter_mut().find(|column| column.role == ColumnRole::Label).unwrap();
    label.cells.set(1, Cell::text(name));
    let (texts, _) = read(&Subject::Matrix { things, pairs }, &one_column());
    let words: Vec<&str> = texts.iter().flat_map(|text| text.split_whitespace()).collect();
    for word in ["Governmental", "Telecommunications"] {
        assert!(words.contains(&word), "{word} in {texts:?}");
    }
    // So are the labels of a network.
    let mut graph = samples::network(12, GraphRole::OneMode);
    let label = graph.nodes.columns.iter_mut().find(|column| column.role == ColumnRole::Label).unwrap();
    label.cells.set(1, Cell::text(name));
    let (texts, _) = read(&Subject::Network(graph), &one_column());
    let words: Vec<&str> = texts.iter().flat_map(|text| text.split_whitespace()).collect();
    assert!(words.contains(&"Governmental") && words.contains(&"Telecommunications"), "{texts:?}");
}

#[test]
fn every_point_is_labelled_or_told_to_be_without_a_label() {
    let (points, lines) = samples::plane(180);
    let labelled = |texts: &[String], names: &[String]| names.iter().filter(|name| texts.contains(name)).count();
    let names: Vec<String> = (0..points.len()).map(|row| points.label(row, Language::English)).collect();
    let (texts, _) = read(&Subject::Plane { points, lines }, &one_column());
    let said = texts.iter().find_map(|text| text.strip_prefix("Not labelled for want of room (")).unwrap();
    let without: usize = said.split(')').next().unwrap().parse().unwrap();
    // A name on two lines, or one that shares a mark, is no text of its own.
    assert!(without > 10 && labelled(&texts, &names) + without <= 180, "{without}");
    assert!(labelled(&texts, &names) > 20);
}

#[test]
fn codes_stand_for_names_in_a_crowded_network() {
    let mut graph = samples::network(120, GraphRole::OneMode);
    let before = read(&Subject::Network(graph.clone()), &one_column()).0;
    let cells = (0..120).map(|k| Cell::text(format!("Q{k:02}"))).collect();
    let code = Column { name: "code".into(), kind: CellKind::Text, role: ColumnRole::Code, unit: "", cells };
    graph.nodes.columns.push(code);
    let after = read(&Subject::Network(graph), &one_column()).0;
    let without = |texts: &[String]| {
        let said = texts.iter().find_map(|text| text.strip_prefix("Not labelled for want of room ("));
        said.map_or(0, |said| said.split(')').next().unwrap().parse::<usize>().unwrap())
    };
    assert!(without(&after) < without(&before), "{} and {}", without(&after), without(&before));
    assert!(after.iter().any(|text| text.starts_with("Codes stand for names")));
    assert!(after.contains(&"Q07".to_owned()) || after.contains(&"Q08".to_owned()), "{after:?}");
}

#[test]
fn a_dot_plot_fits_a_page_where_codes_can_make_it() {
    let mut table = samples::dots(195);
    let cells = (0..195).map(|k| Cell::text(format!("X{k:03}"))).collect();
    table.columns.retain(|column| column.role != ColumnRole::Code);
    table.columns.push(Column { name: "code".into(), kind: CellKind::Text, role: ColumnRole::Code, unit: "", cells });
    for options in every_option() {
        let (_, height) = read(&Subject::Dots(table.clone()), &options);
        assert!(height <= 247.0, "{options:?}: {height} mm");
    }
    // What can only be long says so.
    let (texts, height) = read(&Subject::Tree(samples::tree(200)), &one_column());
    assert!(height > 247.0 && texts.iter().any(|text| text.starts_with("Taller than a page (247 mm)")), "{height}");
}
