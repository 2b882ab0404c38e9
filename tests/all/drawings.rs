//! What holds for every drawing of the repository's data, in every language and width: texts keep apart, stay on the
//! sheet, and can be read; every colour is explained.

use std::collections::BTreeSet;
use std::fs;

use blocs::align::agreement::{Agreement, Options as AgreementOptions};
use blocs::align::clusters::{Approach, Clusters, Options as ClusterOptions};
use blocs::align::ideal_points::{Dimensions, IdealPoints, Model, Options as PointOptions};
use blocs::align::swing::{Options as SwingOptions, Swing};
use blocs::brief;
use blocs::dataset;
use blocs::figure::{FigureOptions, FigureWidth, labels};
use blocs::graph::Graph;
use blocs::influence::lineage_graph::{LineageGraph, Options as LineageOptions};
use blocs::influence::paths::{Options as PathOptions, Paths};
use blocs::overlap::forums::{Forums, Options as ForumOptions};
use blocs::overlap::seats;
use blocs::overlap::upset::{Intersections, Options as UpsetOptions};
use blocs::record::{bodies, coverage, schema};
use blocs::result::{Language, Method, Phrase, Subject};
use blocs::view::{
    AffiliationOptions, Affiliations, By, Flow, FlowOptions, GroupsBy, Periods, PositionOptions, Positions,
    decision_rules, named_groups,
};

use crate::common::root;

/// The graph over a built-in dataset and what it uses.
fn graph(name: &str) -> Graph {
    let mut folders = vec![dataset::builtin(name).unwrap()];
    let mut at = 0;
    while at < folders.len() {
        for used in dataset::uses(&folders[at]) {
            if !folders.iter().any(|folder| folder.name == used) {
                folders.push(dataset::builtin(&used).unwrap());
            }
        }
        at += 1;
    }
    Graph::from(dataset::load(folders, None).dataset.unwrap())
}

/// Texts do not meet, none leaves the sheet, none is smaller than 6 points or fainter than 4.5 to 1.
fn can_be_read(name: &str, subject: &Subject, options: &FigureOptions) {
    let (all, [width, height]) = labels(subject, options).unwrap();
    assert!(all.len() > 3, "{name}: {all:?}");
    for (n, one) in all.iter().enumerate() {
        let [left, top, right, bottom] = one.room;
        assert!(left >= 0.0 && top >= 0.0 && right <= width && bottom <= height, "{name}: outside: {one:?}");
        assert!(one.size >= 6.0 && one.contrast >= 4.5, "{name}: {one:?}");
        let near = 0.05;
        let meets = |other: &[f64; 4]| {
            left + near < other[2] && other[0] + near < right && top + near < other[3] && other[1] + near < bottom
        };
        let other = all[n + 1..].iter().find(|other| meets(&other.room));
        assert!(other.is_none(), "{name}: {one:?} meets {other:?}");
    }
}

fn in_every_form(name: &str, subject: &Subject) {
    for (language, _) in Language::ALL {
        for (width, _) in FigureWidth::ALL {
            can_be_read(
                name,
                subject,
                &FigureOptions {
                    language,
                    width,
                    title: Some("Title 題".into()),
                    data: Phrase::new("Data: votes.", "資料：votes。"),
                },
            );
        }
    }
}

#[test]
fn drawings_of_the_record_can_be_read() {
    let graph = graph("cyber-norms");
    let flow = Flow::of(&graph, &FlowOptions::default());
    let paths = Paths::between(&flow, "unga-res-1998", "g7-lucca-declaration", &PathOptions::default()).unwrap();
    let view = Affiliations::of(&graph, &AffiliationOptions::default());
    let forums = Forums::of(&view, ForumOptions::default());
    let most = brief::record::most_named(&graph, |_| true).unwrap();
    for (name, subject) in [
        ("lineage", Subject::Lineage(LineageGraph::of(&flow, &LineageOptions::default()).graph())),
        ("path", Subject::Lineage(paths.graph())),
        ("split", brief::record::split(&graph, most.decision)),
        ("forums", brief::overlap::matrix(&view, &forums).unwrap()),
        ("forum network", Subject::Network(forums.graph())),
        ("two-mode", Subject::Network(seats::graph(&view))),
        ("bodies", Subject::Tree(bodies::graph(&graph))),
        ("coverage", Subject::Bars(coverage::by_manner(&graph))),
        ("schema", Subject::Network(schema::used(&graph))),
    ] {
        in_every_form(name, &subject);
    }
}

#[test]
fn drawings_of_votes_and_memberships_can_be_read() {
    let graph = graph("un-ict-votes");
    let positions = Positions::of(&graph, &PositionOptions::default());
    let agreement = Agreement::of(&positions, AgreementOptions::default());
    let mut options = ClusterOptions::default();
    options.search.runs = 1;
    let clusters = Clusters::of(&positions, &agreement, options);
    let by_tree = ClusterOptions { approach: Approach::Average, ..ClusterOptions::default() };
    let tree = brief::align::matrix(&Clusters::of(&positions, &agreement, by_tree));
    // The bounds of `identical` are no part of the figure, and neither is what is to be said of them.
    let Subject::Matrix { pairs, .. } = &tree else { panic!("a matrix") };
    let warned = |method: &Method| method.notes.iter().any(|note| note.contains("take them for independent"));
    assert!(warned(&agreement.table().method) && !warned(&pairs.method));
    let bodies = named_groups(&graph, GroupsBy::Bloc, positions.options.window);
    let swing = Swing::of(&positions, &clusters, &bodies, &decision_rules(&graph), SwingOptions::default());
    let whole = Periods::of(&graph, &positions, By::Whole).unwrap();
    let points = |dimensions| {
        let options = PointOptions { model: Model::Ordinal, dimensions, ..PointOptions::default() };
        brief::align::coded(IdealPoints::of(&positions, &whole, options).figure(&positions), &graph)
    };
    let [first, second] = [points(Dimensions::One), points(Dimensions::Two)];
    let memberships = self::graph("memberships");
    let view = Affiliations::of(&memberships, &AffiliationOptions::default());
    for (name, subject) in [
        ("dots", first),
        ("plane", second),
        ("matrix", brief::align::matrix(&clusters)),
        ("matrix with its tree", tree),
        ("network", Subject::Network(clusters.graph())),
        ("margins", Subject::Dots(swing.table())),
        ("upset", Intersections::of(&view, UpsetOptions::default()).unwrap().subject()),
    ] {
        in_every_form(name, &subject);
    }
}

/// The colours of a part of a drawing, greys left out.
fn colours(part: &str) -> BTreeSet<&str> {
    let values = part.split("fill=\"").chain(part.split("stroke=\"")).skip(1).filter_map(|rest| rest.split('"').next());
    let grey = |value: &str| {
        let digits = value.trim_start_matches('#').as_bytes();
        digits.len() == 6 && digits[0..2] == digits[2..4] && digits[2..4] == digits[4..6]
    };
    values.filter(|value| value.starts_with('#') && !grey(value)).collect()
}

#[test]
fn every_colour_of_the_gallery_is_explained() {
    let mut seen = 0;
    for entry in fs::read_dir(root().join("output/gallery")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "svg") {
            continue;
        }
        let svg = fs::read_to_string(&path).unwrap();
        let (drawn, rest) = svg.split_once("<g class=\"legend\">").unwrap();
        let (legend, _) = rest.split_once("<g class=\"caption\">").unwrap();
        let (_, drawn) = drawn.split_once("</defs>").unwrap_or(("", drawn));
        let (drawn, explained) = (colours(drawn), colours(legend));
        let missing: Vec<&&str> = drawn.difference(&explained).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", path.display());
        seen += drawn.len();
    }
    assert!(seen > 20, "{seen} colours");
}
