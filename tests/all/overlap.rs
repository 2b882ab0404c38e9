//! Small records of who sits where and what is treated, by hand, through the program.

use std::path::{Path, PathBuf};

use blocs::dataset;
use blocs::graph::Graph;
use blocs::overlap::profile;
use blocs::result::{CellRef, ColumnRole};
use blocs::view::{Bodies, Window};
use serde_json::Value;

use crate::common::{answer, blocs, put};

/// Six states, and what else there is: `id kind`; claims as `subject relation object`, with `open=no` where they end in `!`.
fn toy(at: &Path, name: &str, entities: &[&str], claims: &[String]) -> PathBuf {
    let mut nodes = "id,kind,name\nsrc,document,Source\n".to_owned();
    let states = ["a", "b", "c", "d", "e", "f"].map(|id| format!("{id} state"));
    for entity in states.iter().map(String::as_str).chain(entities.iter().copied()) {
        let (id, kind) = entity.split_once(' ').unwrap();
        nodes.push_str(&format!("{id},{kind},{}\n", id.to_uppercase()));
    }
    let mut rows = "id,subject,relation,object,begin,end,status,open,source,lines\n".to_owned();
    for (n, claim) in claims.iter().enumerate() {
        let (claim, open) = claim.strip_suffix('!').map_or((claim.as_str(), ""), |claim| (claim, "no"));
        let (claim, status) = claim.strip_suffix(" not").map_or((claim, "actual"), |claim| (claim, "denied"));
        let ends = if claim.contains("member_of") { "2000,.." } else { "," };
        rows.push_str(&format!("c{n:02},{},{ends},{status},{open},src,{}\n", claim.replace(' ', ","), n + 1));
    }
    put(&at.join(name), [("sources.csv", "id\nsrc\n"), ("entities.csv", &nodes), ("claims.csv", &rows)])
}

/// The complete lists of forums: `f abc`.
fn lists(lists: &[&str]) -> Vec<String> {
    let list = |list: &&str| {
        let (forum, members) = list.split_once(' ').unwrap();
        let claims = members.chars().map(|member| format!("{member} member_of {forum}!"));
        claims.collect::<Vec<_>>()
    };
    lists.iter().flat_map(list).collect()
}

fn json(at: &Path, arguments: &str) -> Value {
    let arguments: Vec<&str> = arguments.split(' ').chain(["--format", "json"]).collect();
    serde_json::from_str(&answer(at, &arguments)).unwrap()
}

fn notes(table: &Value) -> String {
    table["method"]["notes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|note| note.as_str().unwrap())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The measures stand in the files, by the golden vectors of nestedness: a staircase 100, the identity 0.
#[test]
fn the_shape_of_a_table_stands_in_its_files() {
    let scratch = tempfile::tempdir().unwrap();
    let at = scratch.path();
    let forums = ["x forum", "y forum", "z forum"];
    toy(at, "stairs", &forums, &lists(&["x abc", "y ab", "z a"]));
    toy(at, "apart", &forums, &lists(&["x a", "y b", "z c"]));
    for (name, nested) in [("stairs", 100.0), ("apart", 0.0)] {
        let table = json(at, &format!("overlap structure -d {name} --trials 5"));
        assert_eq!(table["rows"][0]["measure"], "nestedness (NODF, 0-100)");
        assert_eq!(table["rows"][0]["value"].as_f64(), Some(nested), "{name}");
    }
    answer(at, &["overlap", "structure", "-d", "stairs", "--graph", "s.csv", "--quiet"]);
    assert!(std::fs::read_to_string(at.join("s.nodes.csv")).unwrap().contains("in_core"));
}

/// A contains B, and B affirms D, which contains two norms: neither A nor B holds them.
#[test]
fn what_an_affirmed_text_holds_is_on_nobodys_agenda_but_its_own() {
    let scratch = tempfile::tempdir().unwrap();
    let at = scratch.path();
    let texts = ["A document", "B document", "D document", "n1 norm", "n2 norm", "n3 norm"];
    let claims = ["A contains B", "B affirms D", "B contains n2", "D contains n1", "D contains n3"].map(str::to_owned);
    toy(at, "texts", &texts, &claims);
    let table = json(at, "overlap agenda --of documents -d texts --min 1");
    let pair = |one: &str, other: &str| {
        let mut rows = table["rows"].as_array().unwrap().iter();
        let row = rows.find(|row| row["document"] == one && row["other"] == other).unwrap();
        ["topics", "topics_other", "shared"].map(|column| row[column].as_i64().unwrap())
    };
    assert_eq!(pair("A", "B"), [1, 1, 1]);
    assert_eq!(pair("A", "D"), [1, 2, 0]);
}

/// The forum of everybody and the disputed list are not among what two actors share, and the disputed one is named.
#[test]
fn only_what_was_counted_stands_behind_a_pair() {
    let scratch = tempfile::tempdir().unwrap();
    let at = scratch.path();
    let mut claims = lists(&["all abcdef", "f1 abc", "f2 abd", "f3 bef", "odd abc"]);
    claims.push("c member_of odd not".to_owned());
    toy(at, "seats", &["all forum", "f1 forum", "f2 forum", "f3 forum", "odd forum"], &claims);
    let why = json(at, "overlap backbone -d seats --of actors --why a b");
    let shared: Vec<&str> = why["rows"].as_array().unwrap().iter().map(|row| row["shared"].as_str().unwrap()).collect();
    assert_eq!(shared, ["f1", "f2"]);
    let upset = json(at, "overlap upset -d seats");
    assert!(notes(&upset).contains("unknown of some whether they sit there (1): ODD"), "{}", notes(&upset));
    let page = answer(at, &["overlap", "backbone", "-d", "seats"]);
    assert!(
        page.contains("1 forum of which it is not known who sits there and 1 forum in which everybody sits left out."),
        "{page}"
    );
}

/// A body under two roots has both; what is no forum says so; the claims behind a row are all of them.
#[test]
fn a_profile_names_every_root_and_every_claim() {
    let scratch = tempfile::tempdir().unwrap();
    let at = scratch.path();
    let claims = ["kid organ_of p1", "kid part_of p2", "p1 organ_of r1", "p2 organ_of r2", "a member_of kid"];
    toy(at, "roots", &["kid forum", "p1 forum", "p2 forum", "r1 igo", "r2 igo"], &claims.map(str::to_owned));
    let table = json(at, "overlap profile -d roots");
    assert_eq!(table["rows"][0]["root"], serde_json::json!(["r1", "r2"]));
    assert_eq!(table["rows"][0]["claims"], serde_json::json!(["c00", "c01", "c02", "c03", "c04"]));
    assert!(answer(at, &["overlap", "profile", "--why", "japan"]).contains("japan is no forum"));
    assert!(answer(at, &["overlap", "profile", "--why", "gge-6"]).contains("gge-6 is a session"));
    // Options that would do nothing are none of its own.
    for (question, option) in
        [("profile", "--modes"), ("mandate", "--roles"), ("agenda", "--actors"), ("mandate", "--sessions")]
    {
        assert_eq!(blocs(at, &["overlap", question, option, "attended"]).status, 2, "{question} {option}");
    }
}

/// Of the UN GGE: the collection of its reports is no report beside them; who takes part stands behind its row.
#[test]
fn the_profile_of_the_experts() {
    let graph = Graph::from(dataset::load(crate::common::built_in("cyber-norms"), None).dataset.unwrap());
    let bodies = Bodies::of(&graph, Window::default());
    let table = profile::table(&bodies, bodies.silent(&graph));
    let row = table.index()["gge"];
    let texts: Vec<&str> =
        bodies.bodies[bodies.place("gge").unwrap()].texts.iter().map(|text| text.text.as_str()).collect();
    assert_eq!(texts, ["gge-2010-report", "gge-2013-report", "gge-2015-report"]);
    let Some(CellRef::List(claims)) = table.cell(row, ColumnRole::Claims) else { panic!("no claims") };
    for claim in ["D0-025", "D0-029", "D2-104", "D0-032a", "D2-103"] {
        assert!(claims.iter().any(|other| other == claim), "{claim} is not among {claims:?}");
    }
}

/// A subregional forum is closed to the rest of its continent, a rule on a list that does not enter is said, and so is a list
/// of which nothing is left to chance.
#[test]
fn rules_on_regions_and_on_lists_that_do_not_enter() {
    let scratch = tempfile::tempdir().unwrap();
    let at = scratch.path();
    let said = |rule: &str| notes(&json(at, &format!("overlap backbone -d memberships {rule}")));
    let asean = said("--closed asean=m49-south-eastern-asia");
    assert!(asean.contains("no cell is given of lists that do not enter: asean"), "{asean}");
    assert_eq!(blocs(at, &["overlap", "backbone", "-d", "memberships", "--closed", "asean=japan"]).status, 2);
    let whole = said("--closed eu=eu --certain eu=eu");
    assert!(whole.contains("every cell is given, so that chance has no say there: eu"), "{whole}");
}

#[test]
fn pages_without_a_title_have_no_empty_heading_and_a_pair_of_one_no_hint() {
    let scratch = tempfile::tempdir().unwrap();
    let at = scratch.path();
    let page = answer(at, &["overlap", "mandate", "--format", "markdown"]);
    assert!(page.starts_with("**Overlap of mandates**"), "{page}");
    let one = answer(at, &["overlap", "forums", "--why", "gge", "gge"]);
    assert!(one.contains("is not compared with itself") && !one.contains("named in"), "{one}");
    let other = answer(at, &["overlap", "forums", "--why", "gge", "oewg"]);
    assert!(!other.contains("state entitled"), "{other}");
}

/// Sentences, titles, footnotes and remarks of every question, with the names in them, are Japanese where Japanese is asked for;
/// what stays English are names of authors and evidence.
#[test]
fn every_question_answers_in_japanese() {
    let scratch = tempfile::tempdir().unwrap();
    let at = scratch.path();
    let questions = [
        "",
        "--on 2019 -d memberships",
        "--on 1800",
        "forums --on 2019 -d memberships",
        "forums --of actors",
        "forums --why gge gge",
        "forums --why gge wgec",
        "agenda",
        "agenda --of documents",
        "mandate",
        "mandate --why gge wgec",
        "profile",
        "structure -d memberships --trials 5",
        "upset -d memberships",
        "upset",
        "backbone -d memberships --on 2025",
        "backbone -d memberships --of actors --why JPN USA",
        "shopping issue-internet-public-policy",
    ];
    for question in questions {
        let words = ["overlap"].into_iter().chain(question.split_whitespace()).chain(["--lang", "ja"]);
        let page = answer(at, &words.collect::<Vec<_>>());
        let told = page.lines().filter(|line| {
            let marks = ["  •", "注：", "–"];
            marks.iter().any(|mark| line.starts_with(mark)) || line.contains('。') || line.ends_with('.')
        });
        for line in told {
            let plain = line.replace(" et al.", "");
            let mut runs = plain.split(|c: char| !c.is_ascii_alphabetic() && c != ' ');
            assert!(!runs.any(|run| run.split_whitespace().count() > 2), "{question}: {line}");
        }
        let title = page.lines().find(|line| !line.starts_with("  •") && !line.trim().is_empty()).unwrap();
        assert!(!title.is_ascii() || question.contains("--why") || question == "upset", "{question}: {title}");
    }
    let page = answer(at, &["overlap", "forums", "-d", "memberships", "--on", "2019", "--lang", "ja"]);
    assert!(page.contains("別の時期にのみ名が挙がる（2）：主要20か国・地域、主要7か国"), "{page}");
}

/// A forum that is recorded at another time is named on the page of a window in which nobody is known of it, and what dates leave
/// open is unknown there: of 2019 NATO, which was seen in 2014.
#[test]
fn a_window_says_what_it_leaves_out() {
    let scratch = tempfile::tempdir().unwrap();
    let at = scratch.path();
    for question in ["", "forums", "backbone", "upset", "structure"] {
        let page =
            answer(at, &format!("overlap {question} -d memberships --on 2019").split_whitespace().collect::<Vec<_>>());
        assert!(page.contains("named at other times only (2): Group of Twenty, Group of Seven"), "{question}: {page}");
        assert!(page.contains("North Atlantic Treaty Organization (28)"), "{question}: {page}");
    }
    let none = answer(at, &["overlap", "forums", "-d", "memberships", "--on", "1800"]);
    assert!(none.contains("Nobody is known to take part") && none.contains("Named at other times only (1"), "{none}");
}

/// One state in one forum, one in none, everybody everywhere, all cells unknown, days outside of the data: each question has an
/// answer, or says why not, and no sentence counts what is not there.
#[test]
fn poor_records_are_answered() {
    let scratch = tempfile::tempdir().unwrap();
    let at = scratch.path();
    toy(at, "one", &["x forum"], &lists(&["x a"]));
    toy(at, "all", &["x forum", "y forum", "z forum"], &lists(&["x abcdef", "y abcdef", "z abcdef"]));
    toy(at, "open", &["x forum", "y forum"], &["a member_of x", "b member_of y"].map(str::to_owned));
    toy(at, "none", &["x forum", "y forum"], &["x part_of y".to_owned()]);
    toy(at, "denied", &["x forum"], &["a member_of x not".to_owned()]);
    let questions =
        ["", "forums", "forums --of actors", "agenda", "mandate", "profile", "structure", "upset", "backbone"];
    for name in ["one", "all", "open", "none", "denied"] {
        for question in questions {
            for window in ["", "--on 1800"] {
                let line = format!("overlap {question} -d {name} {window}");
                let page = answer(at, &line.split_whitespace().collect::<Vec<_>>());
                for false_word in ["0 of 0", "compared 0", "compared 1 ", "Of 0 ", "Of 1 ", "NaN", "for 0 "] {
                    assert!(!page.contains(false_word), "{line}: {false_word}\n{page}");
                }
            }
        }
    }
}

/// F issued a text in 2012, a session of G another in 2003, and the two compete from 2013 on: so do F and G in 2014, by the
/// claims
/// that make the texts theirs. H is said to be no rival of F. F stands under R from 2010 on, G did from 2000 to 2005: never
/// both at once. A rule of 2001 is none of 1990; an observer is no member; what nobody says is not none.
#[test]
fn mandates_and_profiles_by_hand() {
    let scratch = tempfile::tempdir().unwrap();
    let at = scratch.path();
    let entities = "id,kind,name\nsrc,document,S\na,state,A\nb,state,B\nf,forum,F\ng,forum,G\nh,forum,H\ns1,session,S1\n\
                    r,igo,R\nt1,document,T1\nt2,document,T2\nx1,forum,X1\nx2,forum,X2\nd,decision,D\n";
    let claims = "id,subject,relation,object,begin,end,status,qualifiers,source,lines\n\
                  c1,f,issues,t1,2012,,,,src,1\nc2,s1,issues,t2,2003,,,,src,2\nc3,s1,session_of,g,,,,,src,3\n\
                  c4,t1,competes_with,t2,2013,,,,src,4\nc5,h,competes_with,f,,,denied,,src,5\n\
                  c6,f,organ_of,r,2010,..,,,src,6\nc7,g,organ_of,r,2000,2005,,,src,7\n\
                  c8,a,member_of,f,2000,..,,mode=first time,src,8\nc9,b,member_of,f,2000,..,,role=observer,src,9\n\
                  d1,x1,organ_of,x2,,,,,src,10\nd2,x2,organ_of,x1,,,,,src,11\n";
    let decisions = "id,procedure,forum,date,rule\nd,vote,f,2001-03-02,simple majority\n";
    put(
        &at.join("toy"),
        [
            ("sources.csv", "id\nsrc\n"),
            ("entities.csv", entities),
            ("claims.csv", claims),
            ("decisions.csv", decisions),
        ],
    );
    let behind = |line: &str| {
        let why = json(at, line);
        let rows = why["rows"].as_array().unwrap().clone();
        let claims = |row: &Value| -> String {
            let claims = row["evidence"].as_array().unwrap().iter();
            claims.map(|said| said.as_str().unwrap().split(' ').next().unwrap()).collect::<Vec<_>>().join(" ")
        };
        rows.iter().map(|row| format!("{}: {}", row["what"].as_str().unwrap(), claims(row))).collect::<Vec<_>>()
    };
    assert_eq!(behind("overlap mandate -d toy --on 2014 --why f g"), ["stated: rival: c4 c1 c2 c3"]);
    assert_eq!(behind("overlap mandate -d toy --why f g"), ["stated: rival: c4 c1 c2 c3"]);
    assert_eq!(behind("overlap mandate -d toy --why f h"), ["stated: no rival: c5"]);
    // P heads one body, and nothing else is said of it: they share P itself.
    let heads = ["kid organ_of p"].map(str::to_owned);
    toy(at, "heads", &["kid forum", "p forum"], &heads);
    assert_eq!(behind("overlap mandate -d heads --why kid p"), ["above both: 1 and 0 steps up: c00"]);
    let session = answer(at, &["overlap", "mandate", "-d", "toy", "--why", "f", "s1"]);
    assert!(session.contains("s1 is a session: ask for what it is a session of, g"), "{session}");
    let mandate = json(at, "overlap mandate -d toy");
    let pair =
        mandate["rows"].as_array().unwrap().iter().find(|row| row["forum"] == "f" && row["other"] == "g").unwrap();
    assert!(pair["shared_bodies"]["undefined"].as_str().is_some_and(|why| why.contains("at one time")), "{pair}");
    let profile = |window: &str| {
        let table = json(at, &format!("overlap profile -d toy{window}"));
        table["rows"].as_array().unwrap().clone()
    };
    let of = |rows: &[Value], id: &str| rows.iter().find(|row| row["forum"] == id).unwrap().clone();
    let (now, then) = (profile(""), profile(" --on 1990"));
    assert_eq!(of(&now, "f")["decision_rule"], serde_json::json!(["simple majority"]));
    assert!(then.iter().all(|row| row["decision_rule"]["undefined"].is_string()), "{then:?}");
    let parties = serde_json::json!(["state entitled (observer): 1", "state entitled: 1 (1 first time)"]);
    assert_eq!(of(&now, "f")["participants_named"], parties);
    assert!(of(&now, "h")["texts"]["undefined"].is_string() && of(&now, "f")["texts"] == 1);
    assert!(of(&now, "x1")["root"]["undefined"].as_str().unwrap().contains("circle"));
}

/// An answer that does not exist has a figure and a graph like any other, which say why they are empty; a name that nothing has
/// is still a wrong command.
#[test]
fn an_undefined_answer_is_drawn_with_its_reason() {
    let scratch = tempfile::tempdir().unwrap();
    for question in ["structure", "upset", "backbone"] {
        answer(scratch.path(), &["overlap", question, "--figure", "empty.svg", "--graph", "empty.graphml"]);
        for file in ["empty.svg", "empty.graphml"] {
            let text = std::fs::read_to_string(scratch.path().join(file)).unwrap();
            assert!(text.contains("no forum has a complete list"), "{question} {file}: {text}");
        }
        let mut why = vec!["overlap", question, "--why", "nosuch"];
        // Of a pair of things, two are named.
        why.extend((question == "backbone").then_some("nosuch"));
        let wrong = blocs(scratch.path(), &why);
        assert!(wrong.err.contains("nosuch"), "{question}: {}", wrong.err);
    }
}

/// A name that nothing has is told before an issue that no forum treats; a list can be left out of what has one, and once.
#[test]
fn names_are_told_before_answers_that_do_not_exist() {
    let scratch = tempfile::tempdir().unwrap();
    toy(scratch.path(), "small", &["g forum", "h forum", "wine issue"], &lists(&["g ab", "h bc"]));
    let run = |arguments: &str| blocs(scratch.path(), &arguments.split(' ').collect::<Vec<_>>());
    assert!(run("overlap shopping wine -d small").out.contains("no forum is known to treat wine"));
    let wrong = run("overlap shopping wine -d small --why nosuch");
    assert_eq!((wrong.status, wrong.err.contains("nosuch")), (2, true), "{}", wrong.err);
    let wrong = run("overlap forums -d small --without a");
    assert_eq!((wrong.status, wrong.err.contains("`a` is a state")), (2, true), "{}", wrong.err);
    let twice = json(scratch.path(), "overlap forums -d small --without g,g");
    assert_eq!(twice["method"]["parameters"]["without the lists of"], "g");
}

/// A list that was left out is the reason, in every answer, that nothing is known of it; and an empty figure says why it is.
#[test]
fn what_is_left_out_is_the_reason() {
    let scratch = tempfile::tempdir().unwrap();
    let at = scratch.path();
    let claims =
        [lists(&["g ab", "h bc"]), ["g addresses wine", "h addresses wine"].map(str::to_owned).to_vec()].concat();
    toy(at, "small", &["g forum", "h forum", "wine issue"], &claims);
    let said = |arguments: &str| answer(at, &arguments.split(' ').collect::<Vec<_>>());
    let shopping = said("overlap shopping wine -d small --without h");
    assert!(shopping.contains("No majority is known of H (its list is left out)."), "{shopping}");
    assert!(shopping.contains("– undefined: the list of h is left out"), "{shopping}");
    // Of the two lists that stand, each claim is there once; of the one that does not, none.
    let claims = |page: &str| ["c00", "c01", "c02", "c03"].map(|claim| page.matches(claim).count());
    assert_eq!(claims(&said("overlap forums -d small --why g h")), [0, 1, 1, 0]);
    let why = said("overlap forums -d small --without h --why g h");
    assert!(why.contains("note: the list of h is left out: of everybody else it is unknown"), "{why}");
    assert_eq!(claims(&why), [1, 1, 0, 0]);
    let none = said("overlap forums -d small --without g,h");
    assert!(none.contains("Beside the lists left out (g, h) nobody is known to take part in anything"), "{none}");
    let note = "no body above these forums is on record";
    assert!(said("overlap mandate -d small --figure tree.svg").contains(note));
    assert!(std::fs::read_to_string(at.join("tree.svg")).unwrap().contains(note));
    assert!(!said("overlap mandate").contains(note));
}

/// The complete list of H names a state, a bloc and a region: of their members nobody says that they are out, and it is told that they
/// count so. A bloc that passes its seat on is none of these.
#[test]
fn groups_on_a_complete_list_are_told() {
    let scratch = tempfile::tempdir().unwrap();
    let at = scratch.path();
    let mut claims = lists(&["h a", "g ab"]);
    claims.extend(["bl member_of h!", "rg member_of h!", "b member_of bl!", "c in_region rg!"].map(str::to_owned));
    toy(at, "groups", &["h forum", "g forum", "bl bloc", "rg region"], &claims);
    let told = |options: &str| notes(&json(at, &format!("overlap upset -d groups{options}")));
    let note = "the complete list of H names groups, and whoever sits there through them alone counts as out: ";
    assert!(told("").contains(&format!("{note}BL, RG")), "{}", told(""));
    assert!(told(" --inherit").contains(&format!("{note}RG")), "{}", told(" --inherit"));
}

/// That h is an organ of p, that it issued the draft and that a sits there is said and denied: none of it counts, in any of the
/// answers, and each tells what it left out.
#[test]
fn what_is_disputed_of_a_forum_is_no_fact() {
    let scratch = tempfile::tempdir().unwrap();
    let at = scratch.path();
    let claims = ["h organ_of p", "h organ_of p not", "g organ_of p", "a member_of h", "a member_of h not"];
    let more = ["b member_of h", "h issues draft", "h issues draft not", "draft addresses wine", "g addresses wine"];
    let entities = ["h forum", "g forum", "p forum", "draft document", "wine issue"];
    toy(at, "disputed", &entities, &[claims, more].concat().iter().map(|&claim| claim.to_owned()).collect::<Vec<_>>());
    let left_out =
        "said by one source and denied by another, and left out (3): a member_of h, h issues draft, h organ_of p";
    let mandate = json(at, "overlap mandate -d disputed");
    let pairs: Vec<_> = mandate["rows"].as_array().unwrap().iter().map(|row| (&row["forum"], &row["other"])).collect();
    assert_eq!((serde_json::json!(pairs), notes(&mandate).contains(left_out)), (serde_json::json!([["g", "p"]]), true));
    let profile = json(at, "overlap profile -d disputed");
    let h = profile["rows"].as_array().unwrap().iter().find(|row| row["forum"] == "h").unwrap();
    assert_eq!(h["participants_named"], serde_json::json!(["state entitled: 1"]));
    assert!(h["root"]["undefined"].is_string() && h["texts"]["undefined"].is_string(), "{h}");
    assert!(notes(&profile).contains(left_out), "{}", notes(&profile));
    let agenda = json(at, "overlap agenda -d disputed --min 1");
    assert!(notes(&agenda).contains("and on no agenda here (1): h (wine)"), "{}", notes(&agenda));
    assert!(agenda["rows"].as_array().unwrap().is_empty());
}

/// Help lists what a question can use: combinations have no graph, a profile has neither graph nor figure, and words for votes
/// are of no use where nobody votes.
#[test]
fn help_lists_what_a_question_can_use() {
    let scratch = tempfile::tempdir().unwrap();
    let help = |arguments: &[&str]| answer(scratch.path(), &[arguments, &["--help"]].concat());
    let upset = help(&["overlap", "upset"]);
    assert!(!upset.contains("--graph") && !upset.contains("--codes") && upset.contains("--figure"), "{upset}");
    let profile = help(&["overlap", "profile"]);
    assert!(!profile.contains("--graph") && !profile.contains("--figure"), "{profile}");
    assert!(help(&["overlap", "forums"]).contains("--graph") && help(&["align", "items"]).contains("--codes"));
}

/// Under `--lang ja` no cell is left in English but ids, names and words of the data: the measures of structure, lists of
/// participants, what two forums share, and the windows of methods.
#[test]
fn cells_of_overlap_are_japanese() {
    let scratch = tempfile::tempdir().unwrap();
    let told = |arguments: &str| {
        let arguments: Vec<&str> = arguments.split(' ').chain(["--lang", "ja"]).collect();
        answer(scratch.path(), &arguments)
    };
    let structure = told("overlap structure -d memberships --trials 2");
    assert!(structure.contains("二部モジュラリティ") && !structure.contains("modularity"), "{structure}");
    let profile = told("overlap profile -d toy-council");
    assert!(profile.contains("国家・参加資格：5") && !profile.contains("entitled"), "{profile}");
    let shopping = told("overlap shopping issue-internet-public-policy");
    assert!(shopping.contains("不明") && !shopping.contains("not known") && !shopping.contains("open"), "{shopping}");
    let why = told("overlap shopping issue-internet-public-policy --why wgec igf2018-debrief");
    assert!(why.contains("wgecとigf2018-debriefがissue-internet-public-policyを扱う"), "{why}");
    let outside = told("overlap backbone -d memberships --on 1900");
    assert!(outside.contains("期間（1900-01-01から1900-12-31）はデータの外"), "{outside}");
    let forums = told("overlap forums --from 2012 --until 2014");
    assert!(forums.contains("期間 = 2012-01-01から2014-12-31"), "{forums}");
    // One name inside another, each told once.
    let upset = told("overlap upset -d memberships");
    assert!(upset.contains("（10）：アフリカ連合、アラブ連盟、東南アジア諸国連合"), "{upset}");
    assert!(upset.contains("どれにも加わらない"), "{upset}");
    let lineage = told("influence lineage -d toy-council");
    assert!(!lineage.contains("restates") && !lineage.contains("generation"), "{lineage}");
}
