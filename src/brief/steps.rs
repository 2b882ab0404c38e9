//! The main path and brokers in words.

use std::collections::{BTreeMap, BTreeSet};

use crate::influence::brokers::{Brokers, Role};
use crate::influence::main_path::{Dates, MainPath, Route, digits};
use crate::model::Certainty;
use crate::result::{Cell, CellKind, CellRef, Column, ColumnRole, Document, Phrase, Table};
use crate::view::{Flow, FlowTie, Node};

use super::influence::{method, own_steps};
use super::{and, are, are_ja, count, japanese, rests};

/// What runs through what, in one sentence, then step by step; circles, and what stands alone.
pub fn main_path(found: &MainPath) -> Document {
    let mut page = Document::new(japanese::told("The main path"));
    let remarks = found.remarks().into_iter().map(japanese::told);
    page.list(main_path_sentences(found).into_iter().chain(remarks).collect::<Vec<_>>());
    if !found.steps.is_empty() {
        page.long_table(plain(found.table()), 60);
    }
    if !found.circles.is_empty() {
        page.long_table(plain(found.circle_steps()), 40);
    }
    if !found.isolated.is_empty() {
        page.long_table(plain(found.alone()).without(&["name_ja"]), 20);
    }
    page
}

/// Where the main path begins and ends, and how much of all paths it holds.
pub fn main_path_sentences(found: &MainPath) -> Vec<Phrase> {
    let (begin, end) = found.ends_of_path();
    if begin.is_empty() {
        let why = match found.circles.is_empty() {
            true => Phrase::new("no step is documented", "文書に残る段階がない"),
            false => Phrase::new("steps run in a circle", "段階が循環している"),
        };
        return vec![Phrase::new(
            format!("There is no main path: {}.", why.english),
            format!("主要経路はない：{}。", why.japanese),
        )];
    }
    let names = |nodes: Vec<&Node>| {
        let all: Vec<Phrase> = nodes.into_iter().map(japanese::node).collect();
        japanese::names(&all, 4)
    };
    let steps: usize = found.arcs.iter().map(|arc| arc.ties.len()).sum();
    if begin.len() + end.len() > 2 && found.steps.len() >= steps {
        return vec![Phrase::new(
            format!("The main path sets nothing apart: all {} lie on it.", count(steps, "step")),
            format!("主要経路は何も選び出さない：{steps}段階のすべてがその上にある。"),
        )];
    }
    let (begin, end) = (names(begin), names(end));
    let inferred = found.steps_with(|tie| tie.certainty == Certainty::Inferred);
    let single = found.steps_with(|tie| tie.sources().len() == 1);
    let paths = count_text(&found.total);
    let none = match found.impossible.as_deref() {
        None => Phrase::new("", ""),
        Some("0") => Phrase::new("; all of them have an order in time", "、すべてに時間の順がありうる"),
        Some("1") => Phrase::new("; 1 of them has no order in time", "、うち1本には時間の順がありえない"),
        Some(n) => {
            Phrase::new(format!("; {n} of them have no order in time"), format!("、うち{n}本には時間の順がありえない"))
        }
    };
    let mut said = vec![
        Phrase::new(
            format!("The main path leads from {} to {}.", begin.english, end.english),
            format!("主要経路は{}から{}に至る。", begin.japanese, end.japanese),
        ),
        Phrase::new(
            format!(
                "{} counted in all, without looking at dates{}. Of the {} on the main path, {} the coder's inference, and {} on one source each.",
                paths.english,
                none.english,
                count(found.steps.len(), "step"),
                are(inferred, found.steps.len()),
                rests(single, found.steps.len()),
            ),
            format!(
                "数えた経路は全部で{}（日付は考慮しない{}）。主要経路の{}段階のうち、コーダーの推論は{}、一つの資料だけに基づくものは{}。",
                paths.japanese,
                none.japanese,
                found.steps.len(),
                are_ja(inferred, found.steps.len(), ""),
                are_ja(single, found.steps.len(), ""),
            ),
        ),
    ];
    said.splice(1..1, out_of_time(found));
    said.extend([sources_of(found), how_far(found)]);
    said
}

/// That the path is no sequence, where dates of its steps stand against it.
fn out_of_time(found: &MainPath) -> Option<Phrase> {
    let before = found.against_time();
    (before > 0).then(|| {
        Phrase::new(
            format!(
                "It is in no order of time: {} dated before one that leads to it, since paths are counted without \
                 their dates. Read no sequence into it.",
                if before == 1 { "1 step is".to_owned() } else { format!("{before} steps are") }
            ),
            format!(
                "時間の順には並ばない：{before}段階の日付が、それに至る段階の日付より前にある（日付を考慮せずに数えるため）。\
                 前後関係として読むことはできない。"
            ),
        )
    })
}

/// How many sources the main path rests on in all, and how many of its steps on each.
fn sources_of(found: &MainPath) -> Phrase {
    let mut on: BTreeMap<&str, usize> = BTreeMap::new();
    found.ties_of_path().flat_map(FlowTie::sources).for_each(|source| *on.entry(source).or_default() += 1);
    let mut on: Vec<(&str, usize)> = on.into_iter().collect();
    on.sort_by_key(|(_, steps)| std::cmp::Reverse(*steps));
    let english: Vec<String> =
        on.iter().map(|(source, steps)| format!("{source} ({})", count(*steps, "step"))).collect();
    let japanese: Vec<String> = on.iter().map(|(source, steps)| format!("{source}（{steps}段階）")).collect();
    Phrase::new(
        format!("The path rests on {} in all: {}.", count(on.len(), "source"), and(&english)),
        format!("経路が基づく資料は全部で{}：{}。", on.len(), japanese.join("、")),
    )
}

/// By which rule the main path was chosen, and that its end is one of the record.
fn how_far(found: &MainPath) -> Phrase {
    let rule = match found.options.route {
        Route::Local => Phrase::new(
            "It starts with the first step that most paths share, and at each entity takes the next step that most paths share",
            "経路は、始点を出る段階のうち最も多くの経路が通るものから始め、常に最も多くの経路が通る段階へ進めたもの",
        ),
        Route::LocalBackward => Phrase::new(
            "It starts with the last step that most paths share, and goes back by the step that most paths share",
            "経路は、終点に入る段階のうち最も多くの経路が通るものから、常に最も多くの経路が通る段階へさかのぼったもの",
        ),
        Route::Global => Phrase::new(
            "It is the way from a beginning to an end whose steps are shared by most paths in all",
            "経路は、始点から終点に至る道のうち各段階を通る経路数の和が最大のもの",
        ),
        Route::KeyRoute => Phrase::new(
            "It starts with the steps anywhere that most paths share, and goes on and back by the steps that most paths share",
            "経路は、最も多くの経路が通る段階から、前後ともに最も多くの経路が通る段階をたどったもの",
        ),
    };
    let dated = found.ties_of_path().filter(|tie| !tie.date_text.is_empty());
    let last = dated.max_by_key(|tie| tie.when.latest()).map(|tie| tie.date_text.as_str());
    let (english, japanese) = match last {
        Some(last) => (format!(" (its last dated step: {last})"), format!("（日付のある最後の段階は{last}）")),
        None => (String::new(), String::new()),
    };
    let (in_time, in_time_ja) = match found.options.dates {
        Dates::InOrder => (" that time allows", "（時間の許すもの）"),
        Dates::Ignored => ("", ""),
    };
    Phrase::new(
        format!(
            "{}. An end is where the record holds no further step{in_time}: it shows how far the coded texts reach{english}, not where \
             influence ended.",
            rule.english
        ),
        format!(
            "{}である。終点は記録にその先の段階{in_time_ja}がない所であり、符号化した文書の及ぶ範囲{japanese}を示すもので、\
             影響の終わりを示すものではない。",
            rule.japanese
        ),
    )
}

/// A count of paths, which may be longer than any number of the machine.
fn count_text(number: &str) -> Phrase {
    match number.parse::<usize>() {
        Ok(n) => Phrase::new(count(n, "path"), format!("{n}本")),
        Err(_) => {
            let digits = digits(number);
            Phrase::new(format!("a number of paths with {digits} digits"), format!("{digits}桁の本数"))
        }
    }
}

/// Steps with the claims behind them, as a page shows them: without what only a file needs, and without what no row says.
pub fn why(table: Table) -> Document {
    let mut page = Document::default();
    page.table(short(table));
    page
}

/// A table of steps for a page that says elsewhere on which claims they rest.
pub(super) fn plain(table: Table) -> Table {
    let mut table = short(table).without(&["claims"]);
    places_once(&mut table);
    table
}

/// Several claims of one passage: a page that does not show the claims names it once; the files have it beside each.
pub(super) fn places_once(table: &mut Table) {
    let evidence = table.columns.iter_mut().filter(|column| column.role == ColumnRole::Evidence);
    for column in evidence {
        column.cells.change(|cell| {
            if let Cell::List(places) = cell {
                let mut seen = BTreeSet::new();
                places.retain(|place| seen.insert(place.clone()));
            }
        });
    }
}

fn short(mut table: Table) -> Table {
    // The page says them once, above its tables.
    table.method.notes.clear();
    let nothing = |column: &&Column| match column.role {
        ColumnRole::Status => column.cells.iter().all(|cell| cell.as_str() == Some("actual")),
        _ => column.cells.iter().all(|cell| matches!(cell, CellRef::Empty | CellRef::Boolean(false))),
    };
    let empty: Vec<String> = table.columns.iter().filter(nothing).map(|column| column.name.clone()).collect();
    let names = ["from_name", "from_name_ja", "to_name", "to_name_ja", "begin", "end", "attributed", "date_inherited"];
    table.without(&names).without(&empty.iter().map(String::as_str).collect::<Vec<_>>())
}

/// One row a source: how many steps it supports, and how many rest on it alone.
pub(super) fn sources_alone(flow: &Flow) -> Table {
    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for tie in own_steps(flow) {
        let behind = tie.sources();
        for source in &behind {
            let count = counts.entry(source).or_default();
            count[0] += 1;
            count[1] += usize::from(behind.len() == 1);
        }
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|(source, [_, alone])| (std::cmp::Reverse(*alone), *source));
    let mut table = Table::new("steps-by-source", method(flow))
        .titled("What rests on one source")
        .column("source", CellKind::Text, ColumnRole::Id, "")
        .column("steps", CellKind::Integer, ColumnRole::Attribute, "steps")
        .column("on_it_alone", CellKind::Integer, ColumnRole::Count, "steps");
    for (source, [all, alone]) in rows {
        table.push([Cell::text(source), Cell::count(all), Cell::count(alone)]);
    }
    table
}

/// Who stands between most, then everybody, then roles beside groups dealt out anew.
pub fn brokers(found: &Brokers) -> Document {
    let mut page = Document::new(Phrase::new("Who stands between others", "他のものの間に立つもの"));
    page.list(broker_sentences(found));
    page.long_table(found.table().without(&["name_ja"]), 20);
    let roles = found.roles();
    let had =
        |row: &usize| roles.cell(*row, ColumnRole::Count).and_then(CellRef::as_f64).is_some_and(|ways| ways > 0.0);
    let rows: Vec<usize> = (0..roles.len()).filter(had).collect();
    if !rows.is_empty() {
        page.long_table(roles.pick(&rows).without(&["name", "name_ja"]), 30);
    }
    page
}

/// The first by betweenness, and the first in each role.
pub fn broker_sentences(found: &Brokers) -> Vec<Phrase> {
    // A sample may miss whoever stands between others.
    if found.between(1).is_empty() && found.error == 0.0 {
        return vec![Phrase::new("Nobody stands between two others.", "二者の間に立つものはない。")];
    }
    let told = found.told_apart(3);
    let mut said = Vec::new();
    if told > 0 {
        let names = japanese::nodes(found.between(told));
        said.push(Phrase::new(
            format!("Most shortest ways between others run through {}.", names.english),
            format!("他のもの同士を結ぶ最短の道が最も多く通るのは{}である。", names.japanese),
        ));
    }
    if found.error > 0.0 {
        let error = Cell::Number(found.error).read().shown();
        let off = format!("betweenness is estimated, and each value may be off by {error} pairs");
        let off_ja = format!("媒介中心性は推定値で、各値に最大{error}組の誤差がありうる");
        said.push(match told {
            0 => Phrase::new(
                format!("Who stands between most is not known: {off}, more than sets the first apart."),
                format!("最も多くの間に立つものは分からない：{off_ja}（上位の差より大きい）。"),
            ),
            _ => Phrase::new(
                format!("Their bounds lie above those of all others: {off}."),
                format!("その下限は他のすべての上限を上回る：{off_ja}。"),
            ),
        });
    }
    let containers = found.containers(told);
    if !containers.is_empty() {
        let names = japanese::nodes(containers);
        said.push(Phrase::new(
            format!(
                "Most steps at {} are carriers (part and whole, text and norm): ways run through what holds others, which is \
                 not yet an act of brokerage.",
                names.english
            ),
            format!(
                "{}での段階の多くは全体と部分、文書と規範をつなぐものである：道は他を含むものを通るのであって、それだけでは仲介の行為\
                 とは言えない。",
                names.japanese
            ),
        ));
    }
    let groups = found.groups().len();
    let roles: Vec<(&Node, Role, usize)> = Role::ALL
        .into_iter()
        .filter_map(|role| found.most_in(role).map(|(node, ways)| (node, role, ways)))
        // A way that occurs once sets nobody apart.
        .filter(|(_, _, ways)| *ways > 1)
        .collect();
    said.push(match groups {
        0 => Phrase::new(
            "No entity is in a group, so that no roles can be told.",
            "どの対象も集団に入っていないため、役割は分からない。",
        ),
        n if roles.is_empty() => Phrase::new(
            format!("Among the entities of {}, nobody stands between two others more than once.", count(n, "group")),
            format!("{n}集団の対象の中で、二者の間に二度以上立つものはない。"),
        ),
        n => {
            let english = |(node, role, ways): &(&Node, Role, usize)| {
                format!("{} is most often {} ({})", node.name, role.word(), count(*ways, "way"))
            };
            let japanese = |(node, role, ways): &(&Node, Role, usize)| {
                format!("{}は{}（{ways}本）", role_ja(*role), japanese::node(node).japanese)
            };
            let english: Vec<String> = roles.iter().map(english).collect();
            let japanese: Vec<String> = roles.iter().map(japanese).collect();
            Phrase::new(
                format!("Between {}, {}.", count(n, "group"), and(&english)),
                format!("{n}集団の間で各役割を最も多く担うもの：{}。", japanese.join("、")),
            )
        }
    });
    said
}

/// The roles of Gould and Fernandez in Japanese.
fn role_ja(role: Role) -> &'static str {
    match role {
        Role::Coordinator => "調整者",
        Role::Itinerant => "巡回仲介者",
        Role::Representative => "代表者",
        Role::Gatekeeper => "ゲートキーパー",
        Role::Liaison => "連絡者",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::influence::brokers::{Options, by_kind};
    use crate::view::FlowOptions;

    /// From 20 of some 280 entities no bound is narrower than the largest betweenness: no name may be told as the first.
    #[test]
    fn a_sample_ranks_nobody() {
        let folders = ["cyber-norms", "states"].map(|name| crate::dataset::builtin(name).unwrap()).to_vec();
        let graph = crate::graph::Graph::from(crate::dataset::load(folders, None).dataset.unwrap());
        let flow = Flow::of(&graph, &FlowOptions::default());
        let of = |sources| {
            broker_sentences(&Brokers::of(&flow, &by_kind(&flow), &Options { sources, deals: 1, ..Options::default() }))
        };
        let said = of(Some(20));
        let unknown = "Who stands between most is not known: betweenness is estimated";
        assert!(said[0].english.starts_with(unknown), "{said:?}");
        assert!(!said.iter().any(|sentence| sentence.english.contains("run through")), "{said:?}");
        assert!(of(None)[0].english.contains("run through"));
        // One source that leads nowhere finds nobody between others, which is no finding about all.
        let lone = Flow { nodes: flow.nodes.clone(), ties: Vec::new(), options: flow.options.clone() };
        let none = |sources| {
            broker_sentences(&Brokers::of(&lone, &by_kind(&lone), &Options { sources, deals: 1, ..Options::default() }))
        };
        assert_eq!(none(None)[0].english, "Nobody stands between two others.");
        assert!(none(Some(1))[0].english.contains("is not known"));
    }

    /// What a drawing of the main path says beside it is Japanese where Japanese is asked for, claims and ids aside.
    #[test]
    fn remarks_of_the_main_path_are_japanese() {
        use crate::influence::main_path::{MainPath, Options};
        use crate::result::{Language, Subject};
        let folders = ["cyber-norms", "states"].map(|name| crate::dataset::builtin(name).unwrap()).to_vec();
        let graph = crate::graph::Graph::from(crate::dataset::load(folders, None).dataset.unwrap());
        let flow = Flow::of(&graph, &FlowOptions::default());
        let path = MainPath::of(&flow, &flow.without_steps(&graph), &Options::default());
        let told = crate::brief::drawing(&Subject::Lineage(path.figure()), Language::Japanese);
        let Subject::Lineage(told) = told else { panic!("another drawing") };
        assert!(told.method.notes.len() > 3, "{:?}", told.method.notes);
        for note in &told.method.notes {
            assert!(note.chars().any(|c| matches!(c, '\u{3040}'..='\u{30ff}')), "{note}");
        }
    }
}
