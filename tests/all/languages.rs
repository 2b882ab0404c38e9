//! A report says everything in both languages: no sentence of a Japanese summary is English.

use blocs::align::agreement::{Agreement, Options as AgreementOptions};
use blocs::align::clusters::{Clusters, Options as ClusterOptions};
use blocs::align::ideal_points::{Dimensions, IdealPoints, Options as PointOptions};
use blocs::brief::{self, Options};
use blocs::dataset::{self, File, Folder};
use blocs::figure::{FigureOptions, labels};
use blocs::graph::Graph;
use blocs::influence::brokers::{Brokers, Options as BrokerOptions, by_kind};
use blocs::influence::gatekeepers::{Gatekeepers, Options as GatekeeperOptions};
use blocs::influence::main_path::{self, MainPath};
use blocs::influence::proposals::{self, Proposals};
use blocs::influence::{ancestry, lineage, paths};
use blocs::model::FlowClass;
use blocs::report::markdown;
use blocs::result::{Block, Language, Phrase, Subject};
use blocs::view::advocacy::Advocacy;
use blocs::view::{By, Flow, FlowOptions, Norms, Periods, PositionOptions, Positions, Window, denials};

/// Every sentence and heading of the summary, up to the section of the record, and the names of entities.
fn summary(folders: Vec<Folder>) -> (Vec<Phrase>, Vec<String>, String) {
    let loaded = dataset::load(folders, None);
    let graph = Graph::from(loaded.dataset.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics)));
    let report = brief::report(&graph, &loaded.diagnostics, &Options::default(), &|_| ());
    let mut said = vec![report.document.title.clone()];
    for block in &report.document.blocks {
        match block {
            Block::Heading(2, text) if text.english == "The record" => break,
            Block::Heading(_, text) | Block::Prose(text) => said.push(text.clone()),
            Block::List(items) => said.extend(items.iter().cloned()),
            _ => {}
        }
    }
    let entities = &graph.dataset().entities;
    let names = entities.iter().flat_map(|entity| [entity.name.clone(), entity.id.clone()]).collect();
    (said, names, markdown::render(&report.document, Language::Japanese))
}

/// A dataset of the built-in schema from its tables.
fn made(name: &str, tables: &[(&str, &str)]) -> Vec<Folder> {
    let file = |(name, text): &(&str, &str)| File { name: format!("{name}.csv"), bytes: text.as_bytes().to_vec() };
    vec![Folder { name: name.to_owned(), files: tables.iter().map(file).collect(), ..Folder::default() }]
}

fn built_in(names: &[&str]) -> Vec<Folder> {
    let mut folders: Vec<Folder> = names.iter().map(|name| dataset::builtin(name).unwrap()).collect();
    if *names != ["toy-council"] {
        folders.push(dataset::builtin("states").unwrap());
    }
    folders
}

const SOURCES: &str = "id,language\ntext,en\n";

/// Datasets in which every kind of sentence occurs: much and little, alike and apart, none at all.
fn datasets() -> Vec<(&'static str, Vec<Folder>)> {
    let entities =
        "id,kind,name\ntext,document,Text\na,actor,A\nb,actor,B\nf,forum,F\ng,forum,G\nd,decision,D\nx,document,X\n";
    let claimed = |name: &str, rows: &str| {
        let claims = format!("id,subject,relation,object,begin,status,certainty,source\n{rows}");
        made(name, &[("sources", SOURCES), ("entities", entities), ("claims", &claims)])
    };
    let votes = |rows: &'static str| {
        let decisions = ("decisions", "id,procedure,date\nd,roll-call,2020-01-01\n");
        vec![("sources", SOURCES), ("entities", entities), decisions, ("positions", rows)]
    };
    vec![
        ("toy-council", built_in(&["toy-council"])),
        ("cyber-norms", built_in(&["cyber-norms"])),
        ("votes", built_in(&["un-ict-votes", "memberships"])),
        ("wcit-12", built_in(&["wcit-12"])),
        ("states", vec![dataset::builtin("states").unwrap()]),
        ("nothing", made("nothing", &[("sources", SOURCES), ("entities", "id,kind,name\ntext,document,Text\n")])),
        ("one forum", claimed("one", "c,a,member_of,f,2019,actual,stated,text\n")),
        (
            "nobody in two",
            claimed("two", "c,a,member_of,f,2019,actual,stated,text\ne,b,member_of,g,2019,actual,inferred,text\n"),
        ),
        ("a circle", claimed("circle", "c,x,cites,text,,actual,stated,text\ne,text,cites,x,,actual,stated,text\n")),
        (
            "one item, two sides",
            made("sides", &votes("decision,actor,position,source\nd,a,for,text\nd,b,against,text\n")),
        ),
        ("one item, one side", made("side", &votes("decision,actor,position,source\nd,a,for,text\nd,b,for,text\n"))),
        ("one actor", made("alone", &votes("decision,actor,position,source\nd,a,for,text\n"))),
    ]
}

/// Three English words in a row, names aside.
fn english(text: &str, names: &[String]) -> Option<String> {
    let run = |text: &str| {
        let mut runs = text.split(|c: char| !c.is_ascii_alphabetic() && c != ' ');
        runs.find(|run| run.split_whitespace().count() >= 3).map(str::to_owned)
    };
    // Names are taken out only where something looks like English: there are thousands of them.
    run(text)?;
    let mut longest: Vec<&String> =
        names.iter().filter(|name| !name.is_empty() && text.contains(name.as_str())).collect();
    longest.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let rest = longest.iter().fold(text.to_owned(), |rest, name| rest.replace(name.as_str(), "〇"));
    run(&rest)
}

#[test]
fn every_sentence_of_a_summary_is_in_both_languages() {
    for (name, folders) in datasets() {
        let (said, names, page) = summary(folders);
        assert!(said.len() > 5, "{name}: {said:?}");
        for phrase in &said {
            let japanese =
                phrase.japanese.chars().any(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}'));
            let is_name = names.contains(&phrase.japanese);
            assert!(japanese || is_name, "{name}: no Japanese for {phrase:?}");
            assert_eq!(english(&phrase.japanese, &names), None, "{name}: {phrase:?}");
            assert!(!phrase.japanese.contains("英語のみ"), "{name}: {phrase:?}");
        }
        // What stands around tables, and why a cell is empty, is Japanese too.
        for word in ["undefined", "Method:", "more row", "No rows", " yes |", " no |", "(n: 1 actor"] {
            assert!(!page.contains(word), "{name}: {word}\n{page}");
        }
        let notes = page.lines().filter(|line| line.starts_with("- –"));
        for note in notes.filter(|_| name != "states") {
            assert_eq!(english(note, &names), None, "{name}: {note}");
        }
        let summary = page.split("\n## 記録\n").next().unwrap();
        for line in summary.lines() {
            assert_eq!(english(line, &names), None, "{name}: {line}");
        }
    }
}

/// The pages of `blocs influence`, with a path and without one, of all and of one.
#[test]
fn the_sentences_of_influence_are_in_both_languages() {
    let graph = Graph::from(dataset::load(built_in(&["cyber-norms"]), None).dataset.unwrap());
    let flow = Flow::of(&graph, &FlowOptions::default());
    let part = Flow::of(&graph, &FlowOptions { classes: vec![FlowClass::Lineage], ..FlowOptions::default() });
    let denied = denials(&graph);
    let path = |flow: &Flow, from: &str, to: &str, listing| {
        let options = paths::Options { listing, cap: 3, ..paths::Options::default() };
        brief::paths::paths(&paths::Paths::between(flow, from, to, &options).unwrap(), &denied)
    };
    let (from, to) = ("unga-res-1998", "g7-lucca-declaration");
    let between = |from: &str, to: &str| {
        let found = Gatekeepers::between(&flow, from, to, &GatekeeperOptions::default()).unwrap();
        brief::gatekeepers::gatekeepers(&found, &denied)
    };
    let ancestry = |way| {
        let options = ancestry::Options { way, ..ancestry::Options::default() };
        brief::influence::ancestry(&ancestry::Ancestry::of(&flow, "gcsc", &options).unwrap())
    };
    let norms = |norm: Option<&str>| {
        let options = lineage::Options { norm: norm.map(str::to_owned), ..lineage::Options::default() };
        let found = lineage::Lineage::of(&Norms::of(&graph, Window::default()), &options).unwrap();
        brief::norms::page(&found, Phrase::new("The lineage of norms", "規範の系譜"))
    };
    let advocacy = Advocacy::of(&graph, Window::default());
    let proposals = |of: Option<&str>| {
        brief::proposals::proposals(&Proposals::of(&advocacy, &flow, of, &proposals::Options::default()).unwrap())
    };
    let brokers = Brokers::of(&flow, &by_kind(&flow), &BrokerOptions { deals: 1, ..BrokerOptions::default() });
    let main = MainPath::of(&flow, &flow.without_steps(&graph), &main_path::Options::default());
    let pages = [
        path(&flow, from, to, paths::Listing::Shortest),
        path(&flow, from, to, paths::Listing::Best),
        path(&flow, to, from, paths::Listing::Shortest),
        path(&part, from, to, paths::Listing::Shortest),
        between(from, to),
        between(to, from),
        ancestry(ancestry::Way::Ancestry),
        ancestry(ancestry::Way::Descent),
        norms(None),
        norms(Some("norm-il-applies")),
        proposals(None),
        proposals(Some("russia")),
        brief::steps::brokers(&brokers),
        brief::steps::main_path(&main),
    ];
    let entities = &graph.dataset().entities;
    let names: Vec<String> = entities.iter().flat_map(|one| [one.name_ja.clone(), one.id.clone()]).collect();
    let mut sentences = 0;
    for page in pages {
        let lists = page.blocks.iter().filter_map(|block| match block {
            Block::List(items) => Some(items.as_slice()),
            _ => None,
        });
        for said in lists.flatten().chain([&page.title]) {
            sentences += 1;
            assert!(!said.japanese.is_empty(), "{said:?}");
            assert_eq!(english(&said.japanese, &names), None, "{said:?}");
        }
    }
    assert!(sentences > 50, "{sentences}");
}

#[test]
fn the_small_print_of_figures_is_japanese() {
    let read = |folders: Vec<Folder>, dimensions| {
        let graph = Graph::from(dataset::load(folders, None).dataset.unwrap());
        let positions = Positions::of(&graph, &PositionOptions::default());
        let whole = Periods::of(&graph, &positions, By::Whole).unwrap();
        let points = IdealPoints::of(&positions, &whole, PointOptions { dimensions, ..PointOptions::default() });
        let agreement = Agreement::of(&positions, AgreementOptions::default());
        let mut options = ClusterOptions::default();
        options.search.runs = 2;
        let clusters = Clusters::of(&positions, &agreement, options);
        let entities = &graph.dataset().entities;
        let names: Vec<String> = entities
            .iter()
            .flat_map(|entity| [entity.name.clone(), entity.name_ja.clone(), entity.id.clone()])
            .collect();
        let subjects = [points.figure(&positions), brief::align::matrix(&clusters), Subject::Network(clusters.graph())];
        let options = FigureOptions { language: Language::Japanese, ..FigureOptions::default() };
        let texts = subjects.map(|subject| {
            let (labels, _) = labels(&brief::drawing(&subject, Language::Japanese), &options).unwrap();
            labels.into_iter().map(|label| label.text).collect::<Vec<_>>().join(" ")
        });
        (texts, names)
    };
    let references = ["Clinton, Jackman & Rivers 2004; Imai, Lo & Olmsted 2016", "Traag, Waltman & van Eck 2019"];
    for (name, folders) in datasets() {
        for dimensions in [Dimensions::One, Dimensions::Two] {
            let (texts, mut names) = read(folders.clone(), dimensions);
            names.extend(references.map(str::to_owned));
            for text in texts {
                assert_eq!(english(&text, &names), None, "{name}: {text}");
            }
        }
    }
    // Where there is nothing to draw, the reason is Japanese too.
    let sides = datasets().into_iter().find(|(name, _)| *name == "one item, two sides").unwrap().1;
    let (texts, _) = read(sides, Dimensions::One);
    assert!(texts[0].contains("情報のある案件が一件のみ"), "{}", texts[0]);
}
