//! What pages of agreement say, of positions that can be judged by eye.

use crate::align::agreement::{Absence, Abstention};
use crate::align::agreement::{Measure, Options};
use crate::dataset;
use crate::result::Block;
use crate::result::CellRef;
use crate::result::Language;
use crate::result::Undefined;
use crate::view::{GroupsBy, PositionOptions, Window};

use super::*;

fn toy(measure: Measure) -> (Positions, Agreement) {
    let graph = Graph::from(dataset::load(vec![dataset::builtin("toy-council").unwrap()], None).dataset.unwrap());
    let positions = Positions::of(&graph, &PositionOptions::default());
    let agreement = Agreement::of(&positions, Options { measure, minimum: 1, ..Options::default() });
    (positions, agreement)
}

/// Ada and Fay agree on nothing; of conflict that is the highest, and nobody is called near.
#[test]
fn ends_are_called_what_they_are() {
    let (_, index) = toy(Measure::Index);
    let said = ends(&index).remove(0).english;
    assert!(
        said.starts_with("Furthest apart: Ada and Fay (0), ") && said.contains("; nearest: 3 pairs with 0.833"),
        "{said}"
    );
    let (_, conflict) = toy(Measure::Conflict);
    let said = ends(&conflict).remove(0).english;
    assert!(said.starts_with("Lowest: ") && !said.contains("near"), "{said}");
}

/// Three for and three against, five times: of nine pairs with 0 five are named and four counted, and none of the six with 1
/// is among them.
#[test]
fn who_is_nearest_is_not_furthest_and_the_rest_is_counted() {
    use crate::model::Span;
    use crate::view::{Code, Held, Item, ItemKind, Node};
    let node = |at: usize| {
        let name = format!("a{at}");
        Node { id: name.clone(), kind: "state".into(), name, name_ja: String::new() }
    };
    let code = |word: &str, level| Code { word: word.into(), level: Some(level), counts: true };
    let item = |at: usize| Item {
        id: format!("v{at}"),
        name: format!("v{at}"),
        name_ja: String::new(),
        kind: ItemKind::Vote,
        object: String::new(),
        date: Span::UNKNOWN,
        series: String::new(),
        codes: vec![code("against", 0), code("abstain", 1), code("for", 2)].into(),
    };
    let cells: Vec<Vec<_>> = (0..6).map(|actor| vec![Some(Held::new(if actor < 3 { 2 } else { 0 })); 5]).collect();
    let actors = (0..6).map(node).collect();
    let positions = Positions::from_cells(actors, (0..5).map(item).collect(), &cells, PositionOptions::default());
    let said = ends(&Agreement::of(&positions, Options::default())).remove(0).english;
    assert!(said.ends_with(" and 4 more pairs with 0; nearest: 6 pairs with 1."), "{said}");
    assert!(!said.contains("(1)"), "{said}");
}

/// The pair that is asked for says how sure its number is, and of items resampled which.
#[test]
fn a_pair_tells_its_interval() {
    use crate::align::agreement::{Bootstrap, Resample};
    let (positions, _) = toy(Measure::Index);
    let said = |resample| {
        let bootstrap = Some(Bootstrap::new(100, resample));
        let agreement = Agreement::of(&positions, Options { minimum: 1, bootstrap, ..Options::default() });
        crate::brief::pair::sentences(&agreement, &positions, "ada", "dee").remove(0)
    };
    let items = said(Resample::Items);
    assert!(items.english.contains(" (95 % interval ") && items.english.contains("items resampled), on "), "{items:?}");
    assert!(items.japanese.contains("案件の再抽出による95 %区間"), "{items:?}");
}

/// What camps over time and swing actors are said to do is said in Japanese too.
#[test]
fn camps_over_time_and_swing_actors_speak_japanese() {
    use crate::align::agreement::{Bootstrap, Resample};
    use crate::align::clusters::Options as ClusterOptions;
    use crate::align::{moves::Moves, swing::Swing};
    use crate::view::Periods;
    let graph = Graph::from(dataset::load(vec![dataset::builtin("toy-council").unwrap()], None).dataset.unwrap());
    let (positions, agreement) = toy(Measure::Index);
    let mut said = Vec::new();
    for bootstrap in [None, Some(Bootstrap::new(100, Resample::Items))] {
        let options = ClusterOptions { bootstrap, ..ClusterOptions::default() };
        for by in [By::Year, By::Kind] {
            let periods = Periods::of(&graph, &positions, by).unwrap();
            let moves = Moves::of(&positions, &periods, agreement.options, options);
            said.extend(crate::brief::moves::sentences(&moves));
        }
        let found = Clusters::of(&positions, &agreement, options);
        let swing = Swing::of(&positions, &found, &[], &Default::default(), Default::default());
        said.extend(crate::brief::swing::sentences(&swing, &found));
    }
    assert!(said.len() > 8);
    for one in said {
        let told = one.japanese.chars().any(|letter| ('\u{3040}'..'\u{9fff}').contains(&letter));
        assert!(told && !one.japanese.contains("理由は英語のみ"), "{one:?}");
    }
}

/// A table of groups without a row says that the data name none.
#[test]
fn no_group_to_split_is_told() {
    let mut page = split(Table::new("item-by-group", Default::default()), GroupsBy::Bloc);
    let Block::Prose(said) = page.blocks.remove(0) else { panic!("no sentence before the table") };
    assert_eq!(said.english, "These data name no bloc or body with a member that holds a position here.");
}

/// Opposition is no friendship: Ada and Fay (index 0) have a negative tie, Cy and Dee (1/2) none, which is told.
#[test]
fn a_network_draws_opposition_as_such() {
    let (_, index) = toy(Measure::Index);
    let graph = index.drawn(index.graph());
    let tie = |a: &str, b: &str| {
        let place = |id| index.actor(id).unwrap();
        let at = graph.ends.iter().position(|ends| *ends == (place(a), place(b)))?;
        graph.ties.cell(at, ColumnRole::Weight)?.as_f64()
    };
    assert_eq!((tie("ada", "fay"), tie("cy", "dee"), tie("dee", "eli")), (Some(-1.0), None, Some(0.5)));
    assert!(graph.method.notes.iter().any(|note| note == "2 ties of weight 0 not drawn"), "{:?}", graph.method.notes);
}

/// Whoever agrees more with another group than with its own is told to be there by size.
#[test]
fn a_group_that_holds_by_its_size_is_told() {
    let (_, agreement) = toy(Measure::Index);
    let mut found = Clusters::of(&toy(Measure::Index).0, &agreement, Default::default());
    let said = |found: &Clusters| {
        let page = held(found, "dee", Table::new("why", Default::default()));
        page.blocks.iter().filter(|block| matches!(block, crate::result::Block::Prose(_))).count()
    };
    assert_eq!(said(&found), 0);
    let dee = found.placements.iter_mut().find(|one| agreement.actors[one.actor].id == "dee").unwrap();
    dee.nearest = Ok(("c2".to_owned(), 0.75));
    assert_eq!(said(&found), 1);
}

/// Where every pair has one number, none is furthest apart.
#[test]
fn pairs_that_all_agree_are_not_called_furthest() {
    let (mut positions, _) = toy(Measure::Index);
    let flag = positions.items.iter().position(|item| item.id == "vote-1").unwrap();
    let yes: Vec<usize> = vec![flag];
    positions = positions.only(&yes);
    let cells: Vec<Vec<_>> = positions.actors.iter().map(|_| vec![positions.held(0, 0)]).collect();
    let alike =
        Positions::from_cells(positions.actors.clone(), positions.items.clone(), &cells, PositionOptions::default());
    let agreement = Agreement::of(&alike, Options { minimum: 1, ..Options::default() });
    let said: Vec<String> = ends(&agreement).into_iter().map(|said| said.english).collect();
    assert_eq!(said, [format!("All {} defined pairs have 1.", agreement.joint.len())]);
}

/// Every reason and remark of the gate has Japanese words, whatever the rules.
#[test]
fn the_gate_speaks_japanese() {
    let names = ["toy-council", "cyber-norms", "wcit-12"];
    for name in names {
        let folders = vec![dataset::builtin(name).unwrap(), dataset::builtin("states").unwrap()];
        let graph = Graph::from(dataset::load(folders, None).dataset.unwrap());
        let window = Window::parse(None, Some("1900")).unwrap();
        let views = [PositionOptions::default(), PositionOptions { window, ..PositionOptions::default() }];
        for view in views {
            let positions = Positions::of(&graph, &view);
            for &measure in Measure::ALL {
                for (abstention, absence) in [(Abstention::Half, Absence::Missing), (Abstention::Own, Absence::Own)] {
                    let options = Options { measure, abstention, absence, ..Options::default() };
                    let agreement = Agreement::of(&positions, options);
                    let said = Identifiability::of(&positions, &agreement).with_methods(&positions, &agreement);
                    for one in &said.statements {
                        let said = carried(one).japanese;
                        assert!(!said.contains("英語のみ"), "{name}, {measure:?}: {said}");
                        assert!(japanese::terms().contains_key(one.about) || japanese::about(one.about) != one.about);
                    }
                    let told = said.method.told(japanese::terms());
                    assert!(told.parameters.iter().all(|(_, value)| value.split(' ').count() < 3), "{told}");
                }
            }
        }
    }
}

/// The column of reasons of a summary, which stands in a table, is Japanese too.
#[test]
fn the_reasons_of_a_summary_are_japanese() {
    let (positions, agreement) = toy(Measure::Index);
    let found = Clusters::of(&positions, &agreement, Default::default());
    let mut page = summary(&positions, &agreement, &found);
    page.terms.clone_from(japanese::terms());
    let gate = page.tables().next().unwrap();
    let told = page.told(gate, Language::Japanese).into_owned();
    for row in 0..told.len() {
        let why = told.row(row).last().unwrap().plain();
        assert!(why.chars().any(|c| c > '\u{3040}'), "{why}");
    }
}

/// Three English words in a row.
fn english(text: &str) -> Option<&str> {
    let mut runs = text.split(|c: char| !c.is_ascii_alphabetic() && c != ' ');
    runs.find(|run| run.split_whitespace().count() >= 3)
}

/// What a table says beside names and ids: title, heads, units, reasons, words in cells, its method but for references.
fn said(table: &Table, page: &Document) -> Vec<String> {
    let told = page.told(table, Language::Japanese).into_owned();
    let mut all = vec![told.title.to_string(), told.method.name.clone()];
    all.extend(told.method.notes.iter().map(ToString::to_string));
    all.extend(told.method.parameters.iter().flat_map(|(name, value)| [name.clone(), value.clone()]));
    all.extend(told.method.n.iter().map(|(what, _)| what.clone()));
    for column in &told.columns {
        all.extend([column.name.clone(), column.unit.to_owned()]);
        let named = [ColumnRole::Label, ColumnRole::Id, ColumnRole::Item].contains(&column.role);
        let named = named || column.name.contains("名");
        all.extend(column.cells.iter().filter_map(|cell| match cell {
            CellRef::Undefined(why) => Some(why.reason().to_owned()),
            CellRef::Text(text) if !named => Some(text.to_owned()),
            _ => None,
        }));
    }
    all
}

/// Under every measure and by every method, no table of these questions has an English sentence in a Japanese page.
#[test]
fn tables_of_alignment_speak_japanese() {
    use crate::align::agreement::{Bootstrap, Resample, Weights};
    use crate::align::clusters::{Approach, Options as ClusterOptions};
    use crate::align::cohesion::{Cohesion, Options as CohesionOptions};
    use crate::align::items::{ByGroup, DividingItems, Options as ItemOptions};
    use crate::view::{Periods, dated_groups};
    let graph = Graph::from(dataset::load(vec![dataset::builtin("toy-council").unwrap()], None).dataset.unwrap());
    let positions = Positions::of(&graph, &PositionOptions::default());
    let mut page = Document::default();
    page.terms.clone_from(japanese::terms());
    let mut tables = Vec::new();
    for (&measure, minimum) in Measure::ALL.iter().zip([1, 2, 5, 1, 2, 1, 2, 1, 5, 9]) {
        let bootstrap = Some(Bootstrap::new(4, Resample::Items));
        let options = Options { measure, minimum, bootstrap, weights: Weights::Families, ..Options::default() };
        let agreement = Agreement::of(&positions, options);
        tables.push(agreement.table());
        tables.extend(agreement.why(&positions, "ada", "dee"));
        let windows = ByWindow::of(&positions, &Periods::of(&graph, &positions, By::Kind).unwrap(), options);
        tables.extend([windows.table(), windows.summary(), windows.changes()]);
        let known = Identifiability::of(&positions, &agreement);
        page.labels.extend(reasons(&known));
        tables.extend([known.table(), known.counts(), known.classes()]);
        let camps = ClusterOptions { approach: Approach::Camps, ..ClusterOptions::default() };
        let camps = Clusters::of(&positions, &agreement, camps);
        for &approach in Approach::ALL {
            let options = ClusterOptions { approach, bootstrap, ..ClusterOptions::default() };
            let found = Clusters::of(&positions, &agreement, options);
            let groups = found.groups();
            tables.extend([found.table(), found.claimed(), found.co_membership()]);
            tables.push(found.compare(&[("camps".to_owned(), camps.clone()), ("other".to_owned(), found.clone())]));
            for table in [found.dendrogram(), found.why_actor(&positions, "dee")] {
                tables.push(table.unwrap_or_else(undefined));
            }
            let options = ItemOptions { rules: agreement.options, no_groups: found.found.clone().err(), about: None };
            tables.push(DividingItems::of(&positions, &groups, options).table(&positions));
            let options = CohesionOptions { minimum: 3, rules: agreement.options };
            tables.push(Cohesion::of(&positions, &groups, options).table());
        }
    }
    let groups = dated_groups(&graph, GroupsBy::Bloc);
    tables.push(Cohesion::of_named(&positions, &groups, CohesionOptions::default()).table());
    for item in ["charter", "vote-3", "nothing"] {
        let split = ByGroup::of(&positions, &groups, GroupsBy::Bloc, item, &Options::default());
        tables.push(split.map_or_else(undefined, |split| split.table(&positions)));
    }
    let all = tables.iter().flat_map(|table| said(table, &page));
    let left: std::collections::BTreeSet<String> = all.filter(|text| english(text).is_some()).collect();
    assert!(left.is_empty(), "{left:#?}");
}

fn undefined(why: Undefined) -> Table {
    let mut table = Table::new("undefined", Default::default()).column("why", CellKind::Text, ColumnRole::Value, "");
    table.push([Cell::Undefined(why)]);
    table
}
