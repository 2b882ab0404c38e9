//! What `blocs report --compare` says of two codings of the toy council, changed by hand: every number below is worked
//! out from the tables of graph-data/toy-council/README.md.

use std::fs;
use std::path::Path;

use super::common::{answer, blocs, root};

/// A copy of the toy council in a folder of its name, with lines of its tables exchanged.
fn coding(at: &Path, changes: &[(&str, &str, &str)]) -> String {
    let folder = at.join("toy-council");
    fs::create_dir_all(&folder).unwrap();
    for entry in fs::read_dir(root().join("graph-data/toy-council")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
    }
    for (table, was, is) in changes {
        let path = folder.join(table);
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches(was).count(), 1, "{was}");
        fs::write(path, text.replace(was, is)).unwrap();
    }
    folder.to_string_lossy().into_owned()
}

const CHANGES: &[(&str, &str, &str)] = &[
    // Ada leaves the River Board.
    ("claims.csv", "t06,ada,member_of,river-board,,1999,..,actual,stated,,no,,,,minutes,,p. 1,\n", ""),
    // The rules cite the charter no longer.
    ("claims.csv", "t27,rules,cites,charter,,,,actual,inferred,,,,,,gazette,,p. 2,undated\n", ""),
    // The outlook derives from the draft charter.
    ("claims.csv", "t29,", "t37,outlook,derives_from,charter-draft,,2004-01,,planned,stated,,,,,,minutes,,p. 8,\nt29,"),
    // Cy took its position on the tolls a month later, and one claim has another id.
    ("claims.csv", "t32,cy,takes_position,tolls,high,2001-02", "t32,cy,takes_position,tolls,high,2001-03"),
    ("claims.csv", "t22,", "t36,"),
    // Dee voted for, and the count follows.
    ("positions.csv", "vote-4,dee,abstain", "vote-4,dee,for"),
    ("tallies.csv", "vote-4,abstain,1,,2003-06-10,actual,stated,,minutes,,p. 7\n", ""),
    ("tallies.csv", "vote-4,for,2", "vote-4,for,3"),
];

fn compared(scratch: &Path) -> String {
    let (before, now) = (coding(&scratch.join("before"), &[]), coding(&scratch.join("now"), CHANGES));
    answer(scratch, &["report", "-d", &before, "-o", "old"]);
    answer(scratch, &["report", "-d", &now, "--compare", "old", "-o", "new"])
}

#[test]
fn two_codings_by_hand() {
    let scratch = tempfile::tempdir().unwrap();
    let said = compared(scratch.path());
    for sentence in [
        // 35 claims: two gone, one altered, one under another id.
        "Claims: 1 added, 2 removed, 1 altered, 1 only renumbered; 31 are the same.",
        "Positions: 0 added, 0 removed, 1 altered; 34 are the same.",
        "Counts: 0 added, 1 removed, 1 altered; 14 are the same.",
        // (that of t32 is among the claims)
        "Entities: all 26 are the same.",
        "Groups: nothing changed.",
        // Dee with Ada, Bo and Cy; with Eli and Fay too few items are joint, then and now.
        "Agreement: 3 of 15 pairs changed, in value or in the items it rests on; none gained or lost a value.",
        // The River Board with each of the three others.
        "Overlap of forums: 3 of 6 pairs changed",
        "Documented steps: 1 added (Draft charter to Outlook), 1 removed (Charter to Rules of the Harbour).",
        // Charter, draft and first session reached the rules; the draft reached the outlook by three steps, now by one.
        "Documented paths: 3 joined no longer (",
        "), 1 joined in another way (",
        // What came and what went stand apart.
        "The main path: 1 new on it (Draft charter to Outlook), 2 no longer on it (Charter to Rules of the Harbour; Rules of \
         the Harbour to Outlook).",
    ] {
        assert!(said.contains(sentence), "{sentence}\n{said}");
    }

    let table = |name: &str| fs::read_to_string(scratch.path().join(format!("new/tables/changed-{name}.csv"))).unwrap();
    // (0.5 + 0.5)/7, (1.5 + 0.5)/6 and (3 - 0.5)/6.
    let agreement = table("agreement");
    for row in [
        "ada,dee,0.0714285714 (n = 7),0.142857143 (n = 7),vote-4/dee",
        "bo,dee,0.25 (n = 6),0.333333333 (n = 6),vote-4/dee",
        "cy,dee,0.5 (n = 6),0.416666667 (n = 6),vote-4/dee",
    ] {
        assert!(agreement.contains(row), "{row}\n{agreement}");
    }
    // {Ada, Bo} with {Bo, Fay}: 1 of 3; {Ada, Bo, Cy, Dee, Eli} with {Bo, Fay}: 1 of 6; at most {Bo, Dee, Fay} with it: 2 of 3.
    let overlap = table("forum-overlap");
    for row in [
        "harbour-bloc,river-board,0.666666667 (n = 2),0.333333333 (n = 1),t06",
        "harbour-council,river-board,0.333333333 (n = 2),0.166666667 (n = 1),t06",
        "river-board,star-club,0.2–0.75 (n = 1),0.2–0.666666667 (n = 1),t06",
    ] {
        assert!(overlap.contains(row), "{row}\n{overlap}");
    }
    let steps = table("lineage");
    assert!(steps.contains("charter,rules,\"<- cites: actual, inferred (n = 1)\",,t27"), "{steps}");
    assert!(
        steps.contains("charter-draft,outlook,,\"<- derives_from: 2004-01, planned, stated (n = 1)\",t37"),
        "{steps}"
    );
    let paths = table("documented-paths");
    for row in [
        "charter,rules,1 (certain),,t27",
        "charter-draft,rules,2 (certain),,t27",
        "council-1,rules,2 (certain),,t27",
        "charter-draft,outlook,3 (certain),1 (certain),t37",
    ] {
        assert!(paths.contains(row), "{row}\n{paths}");
    }
    let record = table("record");
    for row in [
        "added,claim,t37,outlook derives_from charter-draft 2004-01,,minutes (p. 8)",
        "altered,claim,t32,cy takes_position tolls = high 2001-03,date: 2001-02 → 2001-03,minutes (p. 2)",
        "renumbered,claim,t36,ada issues charter-draft 2000-05,claim: t22 → t36,minutes (p. 3)",
        "altered,position,vote-4/dee,dee for vote-4 2003-06-10,says: abstain → for,minutes (p. 7)",
    ] {
        assert!(record.contains(row), "{row}\n{record}");
    }
    // The page and report.md say it first.
    let page = fs::read_to_string(scratch.path().join("new/report.md")).unwrap();
    let first = page.lines().find(|line| line.starts_with("## ")).unwrap();
    assert_eq!(first, "## What changed since the earlier report");
    let page = fs::read_to_string(scratch.path().join("new/report.html")).unwrap();
    assert!(page.contains("What changed since the earlier report") && page.contains("data-claims=\"t37\""));
    // What is gone can still be opened: two claims and a count stand behind the lines of the record.
    assert!(page.contains("\"gone\":3") && page.contains("[\"t06\","), "gone");
    assert!(page.contains("[\"vote-4/abstain/minutes (p. 7)\","), "the count that is gone");
}

#[test]
fn a_folder_under_another_name_is_the_same_record() {
    let scratch = tempfile::tempdir().unwrap();
    let before = coding(&scratch.path().join("before"), &[]);
    let renamed = scratch.path().join("town-council");
    fs::rename(&before, &renamed).unwrap();
    let again = coding(&scratch.path().join("before"), &[]);
    answer(scratch.path(), &["report", "-d", &again, "-o", "old"]);
    let renamed = renamed.to_string_lossy();
    let said = answer(scratch.path(), &["report", "-d", &renamed, "--compare", "old", "-o", "new"]);
    let plain = said.split_whitespace().collect::<Vec<_>>().join(" ");
    for sentence in [
        "The earlier report is on toy-council, this one on town-council. Lines are matched by their ids, whatever their \
         dataset is called",
        "Nothing changed:",
    ] {
        assert!(plain.contains(sentence), "{sentence}\n{said}");
    }
    assert!(!plain.contains("counts as added or removed"), "{said}");
}

#[test]
fn a_report_is_the_same_as_itself_and_may_be_replaced() {
    let scratch = tempfile::tempdir().unwrap();
    answer(scratch.path(), &["report", "-d", "toy-council", "-o", "one"]);
    let said = answer(scratch.path(), &["report", "-d", "toy-council", "--compare", "one", "-o", "one"]);
    assert!(said.contains("Nothing changed: "), "{said}");
    // Asked in another way: said, since cells may move with it.
    let said = answer(scratch.path(), &["report", "-d", "toy-council", "--min", "2", "--compare", "one", "-o", "two"]);
    assert!(said.contains("The data are the same to the byte"), "{said}");
    assert!(said.contains("asked in different ways") && said.contains("minimum: 5 → 2"), "{said}");
    // At minimum 2 all fifteen pairs have a value, at minimum 5 six of them.
    assert!(said.contains("9 gained a value and 0 lost it"), "{said}");
    let said =
        answer(scratch.path(), &["report", "-d", "toy-council", "--only", "align", "--compare", "one", "-o", "two"]);
    assert!(said.contains("Not compared, because only one of the two holds it: forum-overlap, lineage"), "{said}");
}

#[test]
fn what_cannot_be_compared_says_why_and_writes_nothing() {
    let scratch = tempfile::tempdir().unwrap();
    let at = scratch.path();
    let refused = |old: &str, words: &str| {
        let ran = blocs(at, &["report", "-d", "toy-council", "--compare", old, "-o", "new"]);
        assert_eq!(ran.status, 2, "{}", ran.err);
        assert!(ran.err.contains(words), "{}", ran.err);
        assert!(!at.join("new").exists());
    };
    refused("nowhere", "is no report to compare with");
    answer(at, &["report", "-d", "memberships", "-o", "other"]);
    refused("other", "neither a dataset nor a claim in common");
    answer(at, &["report", "-d", "toy-council", "-o", "old"]);
    let manifest = fs::read_to_string(at.join("old/manifest.json")).unwrap();
    fs::write(at.join("old/manifest.json"), manifest.replace("\"layout\": 2", "\"layout\": 1")).unwrap();
    refused("old", "in layout 1");
    fs::write(at.join("old/manifest.json"), manifest).unwrap();
    fs::write(at.join("old/tables/claims.csv"), "claim\n").unwrap();
    refused("old", "tables/claims.csv was changed");
}
