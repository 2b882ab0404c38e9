//! Data too thin for a question: it is said what is missing, no number stands for nothing, and no run fails.

use std::fs;

use crate::common::{answer, blocs, put};

/// Decisions by actors: a letter a vote (`y`, `n`, `-` absent), anything else no record.
fn table(rows: &[(&str, &str)]) -> String {
    let mut table = String::from("decision,actor,position\n");
    for (actor, votes) in rows {
        for (number, vote) in votes.chars().enumerate() {
            let word = match vote {
                'y' => "yes",
                'n' => "no",
                '-' => "absent",
                'a' => "abstain",
                _ => continue,
            };
            table.push_str(&format!("d{number:02},{actor},{word}\n"));
        }
    }
    table
}

/// Votes as a table, and pairs of a command and what it must say of them.
type Case = (&'static str, &'static [(&'static str, &'static str)], &'static [(&'static str, &'static str)]);

#[test]
fn what_is_missing_is_said() {
    let at = tempfile::tempdir().unwrap();
    let cases: [Case; 8] = [
        (
            "no-common-item",
            &[("a", "y.."), ("b", ".n."), ("c", "..y")],
            &[
                ("agreement", "no pair has 5 joint items; the most is 0"),
                ("clusters", "No groups can be told apart: no pair has 5 joint items; the most is"),
                ("ideal-points", "No positions: no informative item"),
            ],
        ),
        (
            "one-actor",
            &[("a", "ynynynynyn")],
            &[
                ("agreement", "1 actor and 10 items: nobody to compare"),
                ("swing", "Nobody can be placed between camps: 1 actor and 10 items: nobody to compare"),
            ],
        ),
        (
            "unanimous",
            &[("a", "yyyyyyyyy"), ("b", "yyyyyyyyy"), ("c", "yyyyyyyyy")],
            &[
                ("clusters", "every defined pair agrees alike (1): nothing sets groups apart"),
                ("agreement --measure kappa", "both always hold one position"),
                ("ideal-points", "No positions: no informative item: all are lop-sided."),
            ],
        ),
        (
            "absent",
            &[("a", "------"), ("b", "------"), ("c", "------")],
            &[
                ("agreement", "Nobody took a position: every record says absent or not eligible"),
                ("clusters", "No groups can be told apart: nobody took a position: every record says absent"),
                ("cohesion", "No groups can be told apart: nobody took a position: every record says absent"),
                ("items", "No groups can be told apart: nobody took a position: every record says absent"),
                ("ideal-points", "No positions: nobody took a position."),
            ],
        ),
        (
            "undefined-pairs",
            &[("a", "yn"), ("b", "ny"), ("c", "y")],
            &[
                ("agreement", "the most is 2"),
                ("clusters", "No groups can be told apart: no pair has 5 joint items; the most is"),
            ],
        ),
        (
            "abstaining",
            &[("a", "aaaaaa"), ("b", "aaaaaa")],
            &[("agreement --abstention missing", "obody took a position but to abstain")],
        ),
        (
            "separable",
            &[("a", "yyyyyyyyy"), ("b", "yyyyyyyyy"), ("c", "nnnnnnnnn"), ("d", "nnnnnnnnn")],
            &[("ideal-points", "all informative items split the actors alike: two sides, no positions")],
        ),
        (
            "single",
            &[("a", "y"), ("b", "y"), ("c", "n"), ("d", "n")],
            &[
                ("ideal-points --min-items 1", "a single informative item: it tells sides, not positions"),
                ("clusters", "one instrument, two profiles"),
            ],
        ),
    ];
    for (name, rows, asked) in cases {
        let file = format!("{name}.csv");
        fs::write(at.path().join(&file), table(rows)).unwrap();
        for (question, words) in asked {
            let arguments: Vec<&str> =
                ["align"].into_iter().chain(question.split(' ')).chain(["-d", file.as_str()]).collect();
            let out = answer(at.path(), &arguments);
            assert!(out.contains(words), "{name}, {question}: {out}");
            assert!(!out.contains("NaN") && !out.contains("inf "), "{name}, {question}: {out}");
        }
    }
}

#[test]
fn positions_in_words_of_another_list_are_a_fault() {
    let at = tempfile::tempdir().unwrap();
    fs::write(at.path().join("votes.csv"), "decision,actor,position\nd1,a,yea\nd1,b,nay\n").unwrap();
    let ran = blocs(at.path(), &["align", "agreement", "-d", "votes.csv"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(ran.err.contains("`yea` is no position") && ran.err.contains("votes.csv:2"), "{}", ran.err);
}

#[test]
fn a_group_that_stands_alone_is_compared_with_nobody() {
    let at = tempfile::tempdir().unwrap();
    put(
        &at.path().join("group"),
        [
            ("sources.csv", "id\ns\n"),
            ("entities.csv", "id,kind,name\ns,document,S\nf,bloc,F\nd1,decision,D1\nd2,decision,D2\n"),
            ("decisions.csv", "id,procedure\nd1,roll-call\nd2,roll-call\n"),
            ("positions.csv", "decision,actor,position,source,lines\nd1,f,for,s,1\nd2,f,against,s,1\n"),
        ],
    );
    let out = answer(at.path(), &["align", "-d", "group"]);
    assert!(out.contains("1 actor of kind bloc holds a position on 2 items."), "{out}");
    assert!(out.contains("1 actor and 2 items: nobody to compare"), "{out}");
}

/// A view that holds nothing says in every question what the data hold, and cohesion says why it has no row.
#[test]
fn an_empty_view_names_what_there_is() {
    let at = tempfile::tempdir().unwrap();
    let why = "nobody of kind firm holds a position; these data hold positions of state (6), bloc (1) on vote (5), ";
    for question in [&["align"][..], &["align", "agreement"], &["align", "clusters"], &["align", "cohesion"]] {
        let out = answer(at.path(), &[question, &["-d", "toy-council", "--actors", "firm"]].concat());
        assert!(out.contains(&format!("Agreement cannot be computed: {why}")), "{question:?}: {out}");
        assert!(!out.contains("actor kinds = ,") && !out.contains("No position is recorded"), "{question:?}: {out}");
    }
    let groups = ["align", "cohesion", "-d", "wcit-12", "--groups", "bloc"];
    let out = answer(at.path(), &groups);
    assert!(out.contains("Cohesion cannot be computed: no recorded vote."), "{out}");
    assert!(
        out.contains("These data name no bloc or body with a member that holds a position on a roll call."),
        "{out}"
    );
    let page = answer(at.path(), &["align", "clusters", "-d", "toy-council", "--min", "1", "--format", "markdown"]);
    assert!(!page.contains(".csv"), "{page}");
}

/// Items tell which groups they divide; where none is about what was asked for, that is the answer.
#[test]
fn items_tell_their_groups_and_why_there_are_none() {
    let at = tempfile::tempdir().unwrap();
    let of = |arguments: &[&str]| {
        answer(at.path(), &[&["align", "items", "-d", "toy-council", "--min", "1"], arguments].concat())
    };
    let out = of(&[]);
    assert!(out.contains("groups = Leiden over defined pairs") && out.contains("gamma = 0.465079365"), "{out}");
    assert!(of(&["--method", "average"]).contains("groups = average linkage"));
    assert!(of(&["--item", "rules"]).contains("nobody holds a position on rules in this view"));
    let apart = of(&["--item", "signing-charter", "--signatures", "apart"]);
    assert!(apart.contains("signing-charter: a signing, and signatures are apart"), "{apart}");
    let resampled = blocs(at.path(), &["align", "items", "-d", "toy-council", "--bootstrap", "9"]);
    assert!(resampled.status == 2 && resampled.err.contains("asked of `align clusters`"), "{}", resampled.err);
}

#[test]
fn anchors_and_windows_that_do_not_fit_are_told() {
    let at = tempfile::tempdir().unwrap();
    let of = |arguments: &[&str]| blocs(at.path(), &[&["align"], arguments].concat());
    let same = of(&["ideal-points", "-d", "un-ict-votes", "--left", "RUS", "--right", "RUS"]);
    assert!(same.status == 2 && same.err.contains("name the same actor"), "{} {}", same.status, same.err);
    // What has not settled is given, with a warning and the last change.
    let early = of(&["ideal-points", "-d", "un-ict-votes", "--dims", "2", "--sweeps", "1"]);
    assert!(early.status == 0 && early.out.contains("not converged after 1 sweeps: last change"), "{}", early.out);
    let rolling = of(&["clusters", "-d", "un-ict-votes", "--window", "5"]);
    assert!(rolling.status == 2 && rolling.err.contains("--by year or session"), "{}", rolling.err);
    let swing = of(&["swing", "-d", "un-ict-votes", "--by", "year"]);
    assert!(swing.status == 2 && swing.err.contains("--from and --until"), "{}", swing.err);
    let consensus = of(&["agreement", "-d", "un-ict-votes", "--items", "consensus"]);
    assert!(consensus.status == 2 && consensus.err.contains("--consensus counted"), "{}", consensus.err);
}

/// What has no answer tells what was asked, and under which rules, all the same.
#[test]
fn a_refused_why_tells_its_method() {
    let at = tempfile::tempdir().unwrap();
    for (asked, method) in [
        ("align agreement -d un-ict-votes --why JPN JPN", "method: agreement index"),
        ("align ideal-points -d toy-council --why ada", "method: "),
        ("influence lineage --why gge-2015-report gge-2015-report", "method: lineage of norms"),
        ("influence brokers --why japan", "method: brokers"),
    ] {
        let told = answer(at.path(), &asked.split(' ').collect::<Vec<_>>());
        assert!(told.contains("undefined: ") && told.contains(method), "{asked}\n{told}");
        assert!(!told.contains("method: none"), "{asked}\n{told}");
    }
}
