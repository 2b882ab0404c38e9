//! Rules of what rows say against each other and against the texts.

use super::{Case, case, claims};

pub fn cases() -> Vec<Case> {
    let positions = |rows: &str| case("", "positions.csv", format!("decision,actor,position,date,source\n{rows}"));
    let tallies = |rows: &str| case("", "tallies.csv", format!("decision,measure,value,as_of,source\n{rows}"));
    let member = |id: &str, who: &str, of: &str| format!("{id},{who},member_of,{of},,,,,,,,s,,\n");
    let is = |rule: &'static str, case: Case| Case { rule, ..case };
    vec![
        claims("cycle", "⟪c1,f,part_of,g,,,,,,,,s,,\nc2,g,part_of,f,,,,,,,,s,,\n"),
        claims("cycle", "⟪c1,f,part_of,f,,,,,,,,s,,\n"),
        claims("cycle", &format!("⟪{}{}", member("c1", "m", "n"), member("c2", "n", "m"))),
        // Proofs against the text of `s`, three lines: one, two 署名, three.
        claims("lines-beyond-text", "⟪c1,ada,member_of,f,,,,,,,,s,3-4,three\n"),
        claims("anchor-not-found", "⟪c1,ada,member_of,f,,,,,,,,s,1,署名\n"),
        claims("anchor-not-found", "⟪c1,ada,member_of,f,,,,,,,,s,1-3,one; four\n"),
        claims("text-not-held", "c1,ada,member_of,f,,,,,,,,t,1,one\nc2,bo,member_of,f,,,,,,,,t,1,one\n")
            .told_in("sources.csv", "id,published,sha256\ns,2020,TEXT\n⟪t,2021,\n"),
        // Positions.
        is("position-repeated", positions("v,ada,for,,s\n⟪v,ada,for,,s\n")),
        is("self-contradiction", positions("v,ada,for,,s\n⟪v,ada,against,,s\n")),
        is("sources-disagree", positions("v,ada,for,,s\n⟪v,ada,against,,t\n")),
        // Counts.
        is("tally-exceeded", tallies("⟪v,for,1,2019,s\n"))
            .and("positions.csv", "decision,actor,position,source\nv,ada,for,s\nv,bo,for,s\n"),
        is("tally-exceeded", tallies("⟪w,signed,0,2019,s\n"))
            .and("claims.csv", "id,subject,relation,object,source\nc1,ada,signs,s,s\n"),
        is("counts-differ", tallies("v,for,3,2019,s\n⟪v,for,4,2019,t\n")),
        claims(
            "counts-differ",
            "c1,f,has_count,,3,,,,,2019,measure=members,s,,\n⟪c2,f,has_count,,4,,,,,2019,measure=members,t,,\n",
        ),
        // Against each other.
        is("entity-differs", case("", "other/entities.csv", "id,kind,name,iso3\n⟦ada⟧,state,Ada,ADB\n")).and(
            "entities.csv",
            "id,kind,name,iso3\ns,document,S,\nt,document,T,\nada,state,Ada,ADA\nx,issue,X,\nv,decision,V,\nw,decision,W,\n",
        ),
        claims("several-series", "c1,h,session_of,f,,,,,,,,s,,\n⟪c2,h,session_of,g,,,,,,,,t,,\n"),
        claims(
            "lists-differ",
            "c1,ada,member_of,f,,,,,no,,,s,,\nc2,bo,member_of,f,,,,,no,,,s,,\n⟪c3,ada,member_of,f,,,,,no,,,t,,\n",
        ),
        claims("denied-and-claimed", "c1,ada,member_of,f,,,,,,,,s,,\n⟪c2,ada,member_of,f,,,,denied,,,,t,,\n"),
        claims("planned-then-held", "⟪c1,h,occurs,,held,2012,,planned,,,,s,,\nc2,h,occurs,,held,2012,,,,,,t,,\n"),
        claims("planned-then-held", "⟪c1,h,held_in,ada,,2012,,planned,,,,s,,\nc2,h,held_in,ada,,2012,,,,,,t,,\n"),
        // `s` is of 2020, `t` of 2021.
        claims("ahead-of-source", "⟪c1,h,held_in,ada,,2021,,,,,,s,,\nc2,h,held_in,bo,,2021,,,,,,t,,\n"),
        claims("ahead-of-source", "⟪c1,ada,member_of,f,,[2021-01..],..,,,,,s,,\n"),
    ]
}

#[test]
fn what_is_no_conflict() {
    let quiet = [
        // A later count, a bound, and another measure.
        case(
            "",
            "tallies.csv",
            "decision,measure,value,bound,as_of,source\nv,for,3,,2019,s\nv,for,4,,2020,s\nv,for,5,min,2019,t\nv,against,4,,2019,s\n",
        ),
        // Another date is a change of mind; another source that says the same is support.
        case(
            "",
            "positions.csv",
            "decision,actor,position,date,source\nv,ada,for,2019-01,s\nv,ada,against,2019-02,s\nv,bo,for,,s\nv,bo,for,,t\n",
        ),
        // A cycle that is denied, and two ways up.
        claims("", "c1,f,part_of,g,,,,,,,,s,,\nc2,g,part_of,f,,,,denied,,,,s,,\n"),
        claims("", "c1,m,member_of,n,,,,,,,,s,,\nc2,ada,member_of,m,,,,,,,,s,,\nc3,ada,member_of,n,,,,,,,,s,,\n"),
        // From the day of its source on, from a day that may be before it, planned, and without a date.
        claims("", "c1,ada,member_of,f,,2020,2022,,,,,s,,\nc2,bo,member_of,f,,[2019..2023],,,,,,s,,\n"),
        claims("", "c1,h,held_in,ada,,2021,,planned,,,,s,,\nc2,h,held_in,ada,,,,denied,,,,s,,\n"),
        // Complete lists of two years, and one that goes on.
        claims("", "c1,ada,member_of,f,,,,,no,2018,,s,,\nc2,bo,member_of,f,,,,,no,2019,,t,,\n"),
        claims("", "c1,ada,member_of,f,,,,,no,,,s,,\nc2,bo,member_of,f,,,,,,,,t,,\n"),
        // A second series that is planned alone.
        claims("", "c1,h,session_of,f,,,,,,,,s,,\nc2,h,session_of,g,,,,planned,,,,t,,\n"),
        // Planned twice, and never reported.
        claims("", "c1,h,occurs,,held,2012,,planned,,,,s,,\nc2,h,occurs,,held,2012,,planned,,,,t,,\n"),
    ];
    for (number, case) in quiet.iter().enumerate() {
        let loaded = blocs::dataset::load(case.folders(), None);
        assert_eq!(loaded.diagnostics, [], "case {number}");
    }
}

#[test]
fn what_is_told_of_positions_does_not_depend_on_the_order_of_rows() {
    let rows = ["v,ada,for,,s\n", "v,ada,for,,t\n", "v,ada,against,,t\n", "v,ada,abstain,2019-02,t\n"];
    let mut lots = crate::common::Lots(1);
    for _ in 0..12 {
        let mut rows = rows;
        lots.shuffle(&mut rows);
        let text = format!("decision,actor,position,date,source\n{}", rows.concat());
        let loaded = blocs::dataset::load(case("", "positions.csv", text).folders(), None);
        let told: Vec<&str> = loaded.diagnostics.iter().map(|found| found.rule).collect();
        let mut sorted = told.clone();
        sorted.sort_unstable();
        // `t` contradicts itself and `s`; at another date nobody contradicts anybody.
        assert_eq!(sorted, ["self-contradiction", "sources-disagree"], "{rows:?}");
    }
}
