//! What comes in from other makers: by small tables written by hand, with their positions counted by hand.

use std::fs;

use blocs::dataset;
use blocs::import::{self, Columns, Foreign, Format, Options, Register, RowsAre};
use blocs::model::{Dataset, Position};

use crate::common::{answer, blocs};

fn file(name: &str, text: &str) -> Foreign {
    Foreign::new(name, text.as_bytes().to_vec()).unwrap()
}

fn load(files: &[Foreign], format: Format, options: &Options) -> Dataset {
    let folder = import::import(files, format, options, &Register::default()).unwrap();
    let loaded = dataset::load(vec![folder], None);
    loaded.dataset.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics))
}

fn options(codes: &[&str]) -> Options {
    let codes = codes.iter().map(|text| import::code(text).unwrap()).collect();
    Options { name: "in".into(), codes, ..Options::default() }
}

/// Actor, decision, position and line of every row.
fn positions(dataset: &Dataset) -> Vec<(&str, &str, Position, String)> {
    let row = |row: &blocs::model::PositionRow| {
        let evidence = dataset.positions.evidence(row).unwrap();
        (
            dataset.entities[row.actor as usize].id.as_str(),
            dataset.decisions[row.decision as usize].id.as_str(),
            row.position,
            evidence.lines.unwrap().to_string(),
        )
    };
    let mut rows: Vec<_> = dataset.positions.rows.iter().map(row).collect();
    rows.sort();
    rows
}

#[test]
fn un_votes_in_both_forms() {
    use Position::{Absent, Abstain, Against, For};
    let wide = "rcid,date,me,ec,AAA,BBB,CCC\n7,1946-01-01,0,-1,1,2,9\n8,1946-01-02,0,0,3,8,1\n";
    let dataset = load(&[file("wide.csv", wide)], Format::UnVotes, &options(&[]));
    // 9 is "not a member or missing": no record.
    let line = |n: &str| n.to_owned();
    let expected = [
        ("aaa", "unga-7", For, line("2")),
        ("aaa", "unga-8", Against, line("3")),
        ("bbb", "unga-7", Abstain, line("2")),
        ("bbb", "unga-8", Absent, line("3")),
        ("ccc", "unga-8", For, line("3")),
    ];
    assert_eq!(positions(&dataset), expected);
    assert_eq!(dataset.decision("unga-8").unwrap().date.as_ref().unwrap().text(), "1946-01-02");
    let long = "rcid,country,country_code,vote\n7,Aland,AX,yes\n7,\"Old, State\",NA,abstain\n";
    let calls = "rcid,session,date,unres,short\n7,1,1946-01-01,R/1/66,RULES\n";
    let dataset = load(&[file("long.csv", long), file("calls.csv", calls)], Format::UnVotes, &options(&[]));
    assert_eq!(dataset.name("unga-7"), "R/1/66 RULES");
    // The heading of the list is the family of the vote.
    assert_eq!(dataset.decision("unga-7").unwrap().series, "rules");
    assert_eq!(positions(&dataset).len(), 2);
    assert_eq!(dataset.name("old-state"), "Old, State");
}

#[test]
fn a_state_of_the_register_comes_under_its_id() {
    let states = dataset::load(vec![dataset::builtin("states").unwrap()], None).dataset.unwrap();
    let register = Register::of(&states);
    assert_eq!(register.id("JPN"), Some("japan"));
    let wide = file("wide.csv", "rcid,date,JPN\n7,1957-01-01,1\n");
    let folder = import::import(&[wide], Format::UnVotes, &options(&[]), &register).unwrap();
    assert_eq!(dataset::uses(&folder), ["states"]);
    let both = vec![folder, dataset::builtin("states").unwrap()];
    let dataset = dataset::load(both, None).dataset.unwrap();
    assert_eq!(positions(&dataset)[0].0, "japan");
}

#[test]
fn voteview_members_written_as_fractions_are_one() {
    let votes = "congress,chamber,rollnumber,icpsr,cast_code\n115,Senate,1,14009.0,1\n115,Senate,2,14009,6\n115,Senate,2,15,9\n";
    let members = "congress,chamber,icpsr,party_code,bioname\n115,Senate,14009,200.0,\"COCHRAN, Thad\"\n";
    let calls = "congress,chamber,rollnumber,date,yea_count,nay_count\n115,Senate,1,2017-01-04,51,48\n";
    let files = [file("v.csv", votes), file("m.csv", members), file("c.csv", calls)];
    let dataset = load(&files, Format::Voteview, &options(&[]));
    let held: Vec<_> =
        positions(&dataset).into_iter().map(|(actor, item, position, _)| (actor, item, position)).collect();
    assert_eq!(
        held,
        [
            ("icpsr-14009", "senate-115-1", Position::For),
            ("icpsr-14009", "senate-115-2", Position::Against),
            ("icpsr-15", "senate-115-2", Position::Absent),
        ]
    );
    assert_eq!(dataset.name("icpsr-14009"), "COCHRAN, Thad");
    assert_eq!(dataset.claims[0].target.entity(), Some("party-republican-party"));
}

#[test]
fn wide_tables_either_way_round() {
    let by_actor = load(
        &[file("w.csv", "who,v 1,v 2\nAnn,1,6\nBen,9,0\n")],
        Format::Wide,
        &options(&["1=for", "6=against", "9=absent", "0=-"]),
    );
    let turned = Options { rows: RowsAre::Decisions, ..options(&["1=for", "6=against", "9=absent", "0=-"]) };
    let by_decision = load(&[file("w.csv", "vote,Ann,Ben\nv 1,1,9\nv 2,6,0\n")], Format::Wide, &turned);
    let plain = |dataset: &Dataset| -> Vec<(String, String, Position)> {
        positions(dataset).into_iter().map(|(a, d, p, _)| (a.to_owned(), d.to_owned(), p)).collect()
    };
    assert_eq!(plain(&by_actor), plain(&by_decision));
    assert_eq!(plain(&by_actor).len(), 3);
}

#[test]
fn long_tables_name_their_columns() {
    let columns =
        Columns { decision: "bill".into(), actor: "who".into(), position: "said".into(), ..Columns::default() };
    let options = Options { columns, ..options(&["aye=for"]) };
    let dataset = load(&[file("l.csv", "who;bill;said\nAnn;B1;aye\nBen;B1;no\n")], Format::Long, &options);
    assert_eq!(positions(&dataset).len(), 2);
}

#[test]
fn two_mode_lists_and_matrices_are_one_network() {
    let list = load(&[file("e.csv", "from,to\nEve,6/27\nEve,3/2\nLou,3/2\n")], Format::TwoMode, &options(&[]));
    let matrix = load(&[file("m.csv", "who,6/27,3/2\nEve,1,1\nLou,0,1\n")], Format::TwoMode, &options(&[]));
    let ties = |dataset: &Dataset| {
        let mut ties: Vec<_> = dataset
            .claims
            .iter()
            .map(|claim| (claim.subject.clone(), claim.target.entity().unwrap().to_owned()))
            .collect();
        ties.sort();
        ties
    };
    assert_eq!(ties(&list), ties(&matrix));
    assert_eq!(ties(&list).len(), 3);
    // A list whose heading says so may number its forums.
    let numbered = load(&[file("n.csv", "actor,forum\nEve,1\nEve,0\nLou,1\n")], Format::TwoMode, &options(&[]));
    assert_eq!(ties(&numbered).len(), 3);
    let named = load(&[file("m.csv", "who,Forum,Summit\nEve,1,1\nLou,0,1\n")], Format::TwoMode, &options(&[]));
    assert_eq!(ties(&named).len(), 3);
    assert!(named.entity("forum-summit").is_some());
}

/// Two bills of one and of two sponsors, by hand: complete lists of texts, in which nobody sits as a member.
#[test]
fn what_is_sponsored_is_a_text() {
    use blocs::model::Participation::{Entitled, Sponsored};
    use blocs::view::{AffiliationOptions, Affiliations, Membership};
    let options = Options { relation: "proposes".into(), lists: import::Lists::Complete, ..options(&[]) };
    let dataset = load(&[file("b.csv", "who,bill\nEve,b1\nEve,b2\nLou,b2\n")], Format::TwoMode, &options);
    let graph = blocs::graph::Graph::from(dataset);
    let view =
        |mode| Affiliations::of(&graph, &AffiliationOptions { modes: vec![mode], ..AffiliationOptions::default() });
    let bills = view(Sponsored);
    let known: Vec<_> = bills.arenas.iter().map(|arena| (arena.node.kind.as_str(), arena.listed_in_full)).collect();
    assert_eq!(known, [("document", true), ("document", true)]);
    use Membership::{In, Out};
    let cells: Vec<_> = (0..2).flat_map(|actor| [bills.cell(actor, 0), bills.cell(actor, 1)]).collect();
    assert_eq!(cells, [In, In, Out, In]);
    assert!(view(Entitled).arenas.is_empty());
}

#[test]
fn a_matrix_is_never_taken_for_a_list() {
    let ties = |text: &str, columns: import::Columns| {
        let options = Options { columns, ..options(&[]) };
        import::import(&[file("m.csv", text)], Format::TwoMode, &options, &Register::default())
    };
    let one = load(&[file("m.csv", "name,forum a\nann,1\nben,0\n")], Format::TwoMode, &options(&[]));
    assert_eq!(one.claims.iter().map(|claim| claim.subject.as_str()).collect::<Vec<_>>(), ["ann"]);
    for (odd, word) in
        [("ann,2,0\nben,1,1\n", "`2` (1)"), ("ann,7,3\nben,,\n", "`7` (1)"), ("ann,yes,0\nben,1,\n", "`yes` (1)")]
    {
        let faults = ties(&format!("name,forum a,forum b\n{odd}"), import::Columns::default()).unwrap_err();
        assert_eq!(faults[0].rule, "unknown-word");
        assert!(faults[0].message.contains(word), "{}", faults[0].message);
    }
    // A list with a number a row stays a list; so does one of bodies called 0 and 1 whose column is named.
    assert!(ties("name,forum,weight\nann,council,1\n", import::Columns::default()).is_ok());
    let columns = import::Columns { forum: "group".into(), ..import::Columns::default() };
    assert!(ties("name,group\nann,0\nben,1\n", columns).is_ok());
}

#[test]
fn words_without_a_code_are_listed_with_counts_and_never_guessed() {
    let wide = file("w.csv", "who,v1,v2,v3\nAnn,1,1,7\nBen,1,yes,\n");
    let faults = import::import(&[wide], Format::Wide, &options(&[]), &Register::default()).unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].rule, "unknown-word");
    assert!(
        faults[0].message.starts_with("4 cells") && faults[0].message.contains("`1` (3), `7` (1)"),
        "{}",
        faults[0].message
    );
    let missing = import::import(&[file("l.csv", "a,b\n1,2\n")], Format::Long, &options(&[]), &Register::default());
    assert!(missing.unwrap_err().iter().all(|fault| fault.rule == "missing-column"));
    let twins = file("w.csv", "who,v1\nA b,yes\nA-b,no\n");
    let faults = import::import(&[twins], Format::Wide, &options(&[]), &Register::default()).unwrap_err();
    assert_eq!(faults[0].rule, "repeated-id");
}

#[test]
fn the_commands_replace_only_what_they_wrote() {
    let scratch = tempfile::tempdir().unwrap();
    let at = scratch.path();
    fs::write(at.join("votes.csv"), "decision,actor,position\nd1,ann,yes\n").unwrap();
    answer(at, &["import", "votes.csv", "--as", "long", "-o", "in"]);
    answer(at, &["import", "votes.csv", "--as", "long", "-o", "in"]);
    answer(at, &["check", "in"]);
    fs::create_dir(at.join("mine")).unwrap();
    fs::write(at.join("mine/notes.txt"), "do not touch").unwrap();
    assert_eq!(blocs(at, &["import", "votes.csv", "--as", "long", "-o", "mine"]).status, 2);
    assert_eq!(blocs(at, &["new", "mine"]).status, 2);
    assert_eq!(fs::read_to_string(at.join("mine/notes.txt")).unwrap(), "do not touch");
    answer(at, &["new", "fresh"]);
    assert!(answer(at, &["check", "fresh"]).contains("0 faults, 0 conflicts, 0 notes"));
    assert_eq!(blocs(at, &["new", "fresh"]).status, 2);
    assert_eq!(blocs(at, &["import", "absent.csv", "--as", "long", "-o", "x"]).status, 3);
}

#[test]
fn a_code_is_read_with_the_day_of_the_vote() {
    // The seats of the register: the Soviet Union until 1991-12-24, Taiwan until 1971-10-25, Yugoslavia until the 1990s,
    // Serbia and Montenegro until 2006-06-03, West Germany until 1990-10-03.
    let states = dataset::load(vec![dataset::builtin("states").unwrap()], None).dataset.unwrap();
    let register = Register::of(&states);
    let wide = "rcid,date,RUS,CHN,SRB,DEU,HRV\n1,1960-01-01,1,1,1,9,9\n2,1985-01-01,1,1,1,1,9\n3,2004-01-01,1,1,1,1,1\n4,2010-01-01,1,1,1,1,1\n";
    let folder = import::import(&[file("w.csv", wide)], Format::UnVotes, &options(&[]), &register).unwrap();
    let both = vec![folder, dataset::builtin("states").unwrap()];
    let dataset = dataset::load(both, None).dataset.unwrap();
    let on = |vote: &str| -> Vec<String> {
        let rows = positions(&dataset);
        rows.iter().filter(|(_, item, _, _)| *item == vote).map(|(actor, ..)| (*actor).to_owned()).collect()
    };
    assert_eq!(on("unga-1"), ["soviet-union", "taiwan", "yugoslavia"]);
    assert_eq!(on("unga-2"), ["china", "soviet-union", "west-germany", "yugoslavia"]);
    assert_eq!(on("unga-3"), ["china", "croatia", "germany", "russia", "serbia-and-montenegro"]);
    assert_eq!(on("unga-4"), ["china", "croatia", "germany", "russia", "serbia"]);
    let unknown = file("w.csv", "rcid,date,ZZZ\n1,1960-01-01,1\n");
    let faults = import::import(&[unknown], Format::UnVotes, &options(&[]), &register).unwrap_err();
    assert_eq!(faults[0].rule, "unknown-id");
}

#[test]
fn what_was_observed_at_a_time_is_known_of_that_time_alone() {
    use blocs::view::{AffiliationOptions, Affiliations, Membership, Window};
    let folders = ["memberships", "states"].map(|name| dataset::builtin(name).unwrap()).to_vec();
    let graph = blocs::graph::Graph::from(dataset::load(folders, None).dataset.unwrap());
    let cell = |day: &str, actor: &str| {
        let window = Window::parse(Some(day), Some(day)).unwrap();
        let view = Affiliations::of(&graph, &AffiliationOptions { window, ..AffiliationOptions::default() });
        let actor = view.actors.iter().position(|node| node.id == actor)?;
        Some(view.cell(actor, view.arena("eu")?))
    };
    // Croatia joined in 2013; the complete list of the Union is one of 2025.
    assert_eq!(cell("2012-12-14", "croatia"), Some(Membership::Unknown));
    assert_eq!(cell("2012-12-14", "france"), Some(Membership::In));
    assert_eq!(cell("2025-10", "croatia"), Some(Membership::In));
    assert_eq!(cell("2025-10", "japan"), Some(Membership::Out));
}

#[test]
fn a_state_that_the_register_does_not_know_is_a_fault_once_a_name() {
    let at = tempfile::tempdir().unwrap();
    let long = "rcid,country,country_code,vote\n7,Japan,JP,yes\n7,Atlantis,,no\n8,Atlantis,,yes\n8,Lemuria,LL,no\n";
    fs::write(at.path().join("long.csv"), long).unwrap();
    let ran = blocs(at.path(), &["import", "long.csv", "--as", "un-votes", "-o", "votes"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(ran.err.contains("`Atlantis`") && ran.err.contains("long.csv:3"), "{}", ran.err);
    assert!(ran.err.contains("`Lemuria`") && ran.err.contains("2 faults"), "{}", ran.err);
    assert!(!at.path().join("votes").exists());
}

#[test]
fn lines_are_counted_alike_whatever_ends_them() {
    let codes = options(&["1=for"]);
    let tables = [
        (Format::Long, "decision,actor,position\nv1,a,yes\n\nv2,\"b\nc\",no\nv3,d,yes\n"),
        (Format::Wide, "who,v1,v2\na,1,1\n\nb,1,1\nc,1,1\n"),
        (Format::UnVotes, "rcid,date,AAA,BBB\n7,1946-01-01,1,2\n8,1946-01-02,1,3\n"),
        (Format::TwoMode, "who,forum\na,x\nb,y\n\n\nc,x\n"),
        (Format::Edges, "source,target\na,b\nb,c\n\nc,\"d e\"\n"),
        (Format::Edges, "a b\nb c\n\nc d\n"),
        (Format::Pajek, "*Vertices 2\n1 \"a\"\n2 \"b\"\n*Arcs\n1 2\n"),
    ];
    for (format, text) in tables {
        let lines = |text: &str| {
            let dataset = load(&[file("t.csv", text)], format, &codes);
            let of_claims = dataset.claims.iter().map(|claim| claim.evidence.lines.as_ref().unwrap().to_string());
            let of_positions = positions(&dataset).into_iter().map(|row| row.3);
            of_claims.chain(of_positions).collect::<Vec<_>>()
        };
        let expected = lines(text);
        assert_eq!(lines(&text.replace('\n', "\r\n")), expected, "{format:?}");
    }
    // A fault too is told where it is.
    for (format, text) in [
        (Format::Edges, "source,target\r\na,b\r\nb,c,x\r\n"),
        (Format::Long, "decision,actor,position\r\nv1,a,yes\r\nv1,b\r\n"),
    ] {
        let faults = import::import(&[file("t.csv", text)], format, &codes, &Register::default()).unwrap_err();
        assert_eq!(faults[0].line, 3, "{faults:?}");
    }
}

#[test]
fn no_row_of_a_broken_table_is_lost_unsaid() {
    let told = |format, text: &str| {
        let faults = import::import(&[file("t.csv", text)], format, &options(&["1=for"]), &Register::default());
        let told = faults.expect_err(text).into_iter().map(|fault| (fault.rule, fault.line, fault.column));
        told.collect::<Vec<_>>()
    };
    // Quotes that nobody closes, and such as the next row closes in the midst of its text.
    assert_eq!(told(Format::Long, "decision,actor,position\nv1,\"a,yes\nv1,b,no\n"), [("ragged-row", 2, 4)]);
    assert_eq!(told(Format::Long, "decision,actor,position\nv1,\"a,yes\nv1,\"b,no\n"), [("ragged-row", 2, 4)]);
    assert_eq!(told(Format::TwoMode, "who,forum\na,x\nb,\"y\nc,x\n"), [("ragged-row", 3, 3)]);
    // Cells too few and too many: both rows are told at once.
    let ragged = [("ragged-row", 2, 0), ("ragged-row", 3, 0)];
    assert_eq!(told(Format::Long, "decision,actor,position\nv1,b\nv1,c,yes,extra\n"), ragged);
    assert_eq!(told(Format::Wide, "who,v1,v2\nb,1\nc,1,1,1\n"), ragged);
    assert_eq!(told(Format::TwoMode, "who,forum\na\nb,x,x\n"), ragged);
    // A column twice would be one decision with two positions; a row without a name is nobody's.
    assert_eq!(told(Format::Wide, "who,v1,v2,v1\na,1,1,1\n"), [("repeated-column", 1, 0)]);
    assert_eq!(told(Format::Long, "decision,actor,position\nv1,,yes\n"), [("missing-cell", 2, 0)]);
}

#[test]
fn a_column_that_nobody_reads_is_kept_as_a_note() {
    let long = "decision,comment,actor,position,\nv1,\"late;\nby phone\",b,yes,\nv1,,a,no,x\n";
    let dataset = load(&[file("t.csv", long)], Format::Long, &options(&[]));
    let notes = |dataset: &Dataset| -> Vec<String> {
        dataset.positions.rows.iter().map(|row| dataset.positions.details[row.detail as usize].note.clone()).collect()
    };
    assert_eq!(notes(&dataset), ["column 5 = x", "comment = late;\nby phone"]);
    let ties = "who,forum,role\na,x,chair\na,x,chair\na,x,member\nb,x,\n";
    let dataset = load(&[file("t.csv", ties)], Format::TwoMode, &options(&[]));
    let said: Vec<_> = dataset.claims.iter().map(|claim| (claim.subject.as_str(), claim.note.as_str())).collect();
    assert_eq!(said, [("a", "role = chair"), ("a", "role = member"), ("b", "")]);
}
