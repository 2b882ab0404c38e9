//! Japanese words for what answers say in words of their own: reasons, methods, tables.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::camps_terms::OF_CAMPS;
use super::forums_terms::OF_FORUMS;
use super::losses::LOSSES;
use super::path_sayings::PATHS;
use super::record_terms::OF_RECORD;
use super::sayings::SAYINGS;
use super::stances::STANCES;
use super::steps_terms::OF_STEPS;
use super::terms::TERMS;
use crate::model::schema::FlowClass;
use crate::model::{Dataset, Measure, Position, Schema};
use crate::result::{AttributedGraph, Cell, Language, Method, Phrase, Saying, Subject, Table, Undefined, translated};
use crate::view::Node;

/// The name of an entity in both languages; the English one where no Japanese one is known.
pub(super) fn name(english: &str, japanese: &str) -> Phrase {
    Phrase::name(english, japanese)
}

/// The name of a node.
pub(super) fn node(node: &Node) -> Phrase {
    name(&node.name, &node.name_ja)
}

/// The first names of a list, `most` of them, and how many more there are.
pub(super) fn names(all: &[Phrase], most: usize) -> Phrase {
    let more = all.len().saturating_sub(most);
    let shown = &all[..all.len() - more];
    let english: Vec<String> = shown.iter().map(|name| name.english.clone()).collect();
    let japanese: Vec<&str> = shown.iter().map(|name| name.japanese.as_str()).collect();
    // A name with a mark of lists in it would run into the next.
    let runs_on = japanese.iter().any(|name| name.contains(['、', '，', ',', '；']));
    let japanese = japanese.join(if runs_on { "；" } else { "、" });
    match (more, super::separator(&english)) {
        (0, _) => Phrase::new(super::and(&english), japanese),
        (more, between) => {
            let last = if between == "; " { ";" } else { "" };
            Phrase::new(format!("{}{last} and {more} more", english.join(between)), format!("{japanese}ほか{more}"))
        }
    }
}

/// All names of a list.
pub(super) fn nodes<'a>(all: impl IntoIterator<Item = &'a Node>) -> Phrase {
    names(&all.into_iter().map(node).collect::<Vec<_>>(), usize::MAX)
}

/// A sentence that an answer carries beside its numbers, in both languages where it has been put into Japanese.
pub(super) fn told(english: impl Into<String>) -> Phrase {
    let english = english.into();
    let japanese = said(&english).unwrap_or_default();
    Phrase::new(english, japanese)
}

/// What a method is called in a sentence on what the data carry.
pub(super) fn about(word: &str) -> &str {
    match word {
        "positions" => "立場",
        "agreement" => "同調度",
        "clusters" => "集団",
        "intervals over families" => "案件の系列を再抽出した信頼区間",
        "telling actors apart" => "主体の区別",
        other => terms().get(other).copied().unwrap_or(other),
    }
}

/// Kinds in plain words; of other kinds than states, the id that the schema gives them.
pub(super) fn kinds(ids: &[String]) -> Phrase {
    let japanese: Vec<&str> = ids.iter().map(|id| if id == "state" { "国家" } else { id.as_str() }).collect();
    Phrase::new(ids.join(", "), japanese.join("、"))
}

/// The Japanese of a sentence that an answer carries beside its numbers; `None` of one that nobody has put into Japanese.
pub(super) fn said(english: &str) -> Option<String> {
    translated(terms(), english)
}

/// Why a value does not exist. Reasons are written once, in English, beside the computation.
pub(super) fn reason(undefined: &Undefined) -> String {
    let english = undefined.reason();
    said(english).unwrap_or_else(|| format!("理由は英語のみ：{english}"))
}

/// Words that stand in cells: the kinds and relations of a schema, and positions.
pub(super) fn labels(schema: &Schema) -> BTreeMap<String, String> {
    let kinds = schema.kinds.iter().map(|kind| (kind.id.to_string(), kind.label_ja.to_string()));
    let relations = schema.relations.iter().map(|relation| (relation.id.to_string(), relation.label_ja.to_string()));
    let measures = Measure::ALL.iter().map(|measure| (measure.word().to_owned(), measure.japanese().to_owned()));
    let positions = Position::ALL.iter().map(|one| (one.word().to_owned(), one.japanese().to_owned()));
    let classes = FlowClass::ALL.into_iter().map(|class| (class.word().to_owned(), class.japanese().to_owned()));
    let all = kinds.chain(relations).chain(measures).chain(positions).chain(classes);
    all.filter(|(_, japanese)| !japanese.is_empty()).collect()
}

/// What entities are called, by their ids: those that have a Japanese name.
pub(super) fn of_entities(dataset: &Dataset) -> BTreeMap<String, (String, String)> {
    let named = dataset.entities.iter().filter(|entity| !entity.name_ja.is_empty());
    named.map(|entity| (entity.id.clone(), (entity.name.clone(), entity.name_ja.clone()))).collect()
}

/// A drawing whose small print is in the language of an output: the name and parameters of methods, what is measured,
/// remarks, and why values do not exist. Both languages stand side by side where both are asked for, but for parameters,
/// which are said once.
pub fn drawing(subject: &Subject, language: Language) -> Subject {
    let mut subject = subject.clone();
    if language == Language::English {
        return subject;
    }
    let terms = terms();
    let both = |english: &str| match (said(english), language) {
        (None, _) => english.to_owned(),
        (Some(japanese), Language::Japanese) => japanese,
        (Some(japanese), _) => format!("{english} / {japanese}"),
    };
    let method = |method: &mut Method| {
        if language == Language::Japanese {
            *method = method.told(terms);
        }
        let told = |note: &Saying| match (note.japanese(terms), language) {
            (None, _) => note.clone(),
            (Some(japanese), Language::Japanese) => japanese.into(),
            (Some(japanese), _) => format!("{note} / {japanese}").into(),
        };
        method.notes = method.notes.iter().map(told).collect();
    };
    let table = |table: &mut Table| {
        method(&mut table.method);
        for column in &mut table.columns {
            if language == Language::Japanese {
                let own = |word: &str| terms.get(format!("{}/{word}", table.name).as_str());
                let term = |word: &str| own(word).or_else(|| terms.get(word)).copied();
                column.unit = term(column.unit).unwrap_or(column.unit);
                column.name = term(&column.name).map_or(column.name.clone(), str::to_owned);
            }
            column.cells.change(|cell| {
                if let Cell::Undefined(why) = cell {
                    *why = Undefined::because(both(why.reason()));
                }
            });
        }
    };
    let graph = |graph: &mut AttributedGraph| {
        method(&mut graph.method);
        table(&mut graph.nodes);
        table(&mut graph.ties);
    };
    match &mut subject {
        Subject::Split { actors: one, tallies: two }
        | Subject::Matrix { things: one, pairs: two }
        | Subject::Plane { points: one, lines: two }
        | Subject::Intersections { sets: one, combinations: two } => {
            table(one);
            table(two);
        }
        Subject::Dots(one) | Subject::Moves(one) | Subject::Bars(one) => table(one),
        Subject::Lineage(one) | Subject::Network(one) | Subject::Tree(one) => graph(one),
    }
    subject
}

fn all() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    TERMS
        .iter()
        .chain(SAYINGS)
        .chain(STANCES)
        .chain(OF_FORUMS)
        .chain(PATHS)
        .chain(OF_STEPS)
        .chain(OF_CAMPS)
        .chain(LOSSES)
        .chain(OF_RECORD)
}

/// Words for titles, columns, methods and parameters of the tables of a report.
pub fn terms() -> &'static BTreeMap<&'static str, &'static str> {
    static ALL: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| all().copied().collect());
    &ALL
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Doubt;

    #[test]
    fn names_are_kept_apart_in_both_languages() {
        let all: Vec<Phrase> = ["LEE, Mike", "PAUL, Rand", "KING, Angus"].map(|one| name(one, "")).into();
        let shown = names(&all, 2);
        assert_eq!(shown.english, "LEE, Mike; PAUL, Rand; and 1 more");
        assert_eq!(shown.japanese, "LEE, Mike；PAUL, Randほか1");
        let plain: Vec<Phrase> = ["Ada", "Bo", "Cy"].map(|one| name(one, "")).into();
        assert_eq!(names(&plain, 2).english, "Ada, Bo and 1 more");
        assert_eq!(names(&plain, 3).japanese, "Ada、Bo、Cy");
    }

    #[test]
    fn a_term_has_one_japanese_word() {
        assert_eq!(terms().len(), all().count());
        for (english, japanese) in all() {
            assert_eq!(english.matches('{').count(), japanese.matches("{}").count(), "{english}");
        }
    }

    /// A hole that names a place has words there, and kinds are called as the schema calls them.
    #[test]
    fn places_have_words_and_kinds_are_those_of_the_schema() {
        for (english, _) in all() {
            let named = english.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(place, _)| place);
            for place in named.filter(|place| !place.is_empty()) {
                let own = format!("{place}/");
                assert!(all().any(|(other, _)| other.starts_with(&own)), "{english}");
            }
        }
        let folders = vec![crate::dataset::builtin("toy-council").unwrap()];
        let dataset = crate::dataset::load(folders, None).dataset.unwrap();
        for kind in dataset.schema.kinds.iter().filter(|kind| !kind.label_ja.is_empty()) {
            let word = terms().get(format!("kind/{}", kind.id).as_str());
            assert_eq!(word, Some(&&*kind.label_ja), "{}", kind.id);
        }
    }

    /// The same English word, in the places where it means different things.
    #[test]
    fn a_word_means_what_it_means_in_its_place() {
        let told = |places: &[&str], word| crate::result::translated_in(terms(), places, word).unwrap();
        assert_eq!(told(&["proposers"], "opposed"), "反対あり");
        assert_eq!(told(&["clusters"], "opposed"), "対立");
        assert_eq!(told(&["item-by-group"], "norm"), "比べる立場");
        assert_eq!(told(&["norm-lineage"], "norm"), "規範");
        let participants = told(&["profile", "participants_named"], "igo entitled: 3 (1 full)");
        assert_eq!(participants, "国際機関・参加資格：3 (1 full)");
        assert_eq!(told(&["lineage", "window"], "2012-01-01 to 2014-12-31"), "2012-01-01から2014-12-31");
        assert_eq!(told(&["steps", "changes"], "restates 11, adds and leaves out 1"), "再述11、追加と除外1");
    }

    #[test]
    fn reasons_with_numbers_keep_them() {
        let japanese = |english: &'static str| reason(&Undefined::because(english));
        assert_eq!(japanese("no pair has 5 joint items"), "共通の案件が5件ある組がない");
        assert_eq!(japanese("no pair has 1 joint item"), "共通の案件が1件ある組がない");
        let alike = japanese("every defined pair agrees alike (1): nothing sets groups apart");
        assert_eq!(alike, "値の定まる組の同調度がすべて等しく（1）、集団を区別するものがない");
        let late = japanese("1962: not converged after 500 sweeps: last change 1.2e-3");
        assert_eq!(late, "1962：500回の反復で収束せず（最後の変化1.2e-3）");
        let single = japanese("no groups: only one pair has a number, 0.714: nothing sets groups apart");
        assert_eq!(single, "集団なし：値の定まる組は一つだけ（値は0.714）で、集団を区別するものがない");
        assert_eq!(japanese("left out, as their lists are open (2): A, B"), "名簿が開いているため除いた（2）：A, B");
        // What nobody has put into Japanese is said in English, and marked.
        assert_eq!(japanese("two left feet"), "理由は英語のみ：two left feet");
    }
    /// Cells that say what a row is, of structure and of where mandates meet.
    #[test]
    fn words_of_overlap_have_japanese() {
        let cells =
            ["nestedness (NODF, 0-100)", "two-mode modularity", "modules", "forums in the core", "stated: rival"];
        assert!(cells.into_iter().all(|cell| said(cell).is_some()));
        assert_eq!(said("above both: 1 and 2 steps up").unwrap(), "双方の上：1段階と2段階");
        assert_eq!(said("stated: rival").unwrap(), "明示：競合");
        let doubts = Doubt::ALL.iter().map(|doubt| said(&format!("unknown: {}", doubt.word())).unwrap());
        assert!(doubts.into_iter().all(|said| said.starts_with("不明：")));
        let lacks = said("its list leaves some unknown (3 named): sources disagree; dates leave it open").unwrap();
        assert_eq!(lacks, "名簿に不明の者がいる（名の挙がった者3）：資料が食い違う。日付から決まらない");
        let open = "its list is open: 1 named, and the sizes that sources state differ in the window (2, 3)";
        assert!(said(open).unwrap().ends_with("異なる：2, 3）"));
    }
}
