//! Rules of single rows: claims, tallies, positions and codes.

use super::{Case, case, claims};

pub fn cases() -> Vec<Case> {
    let tallies = |row: &str| format!("decision,measure,value,as_of,source,lines,anchor\n{row}\n");
    let positions = |row: &str| format!("decision,actor,position,date,source,lines,anchor\n{row}\n");
    let codes: String =
        (0..63).map(|code| if code == 62 { format!("x,⟦{code}⟧,C\n") } else { format!("x,{code},C\n") }).collect();
    vec![
        claims("unknown-relation", "c1,ada,⟦is_member⟧,f,,,,,,,,s,,\n"),
        claims("relation-ends", "c1,⟦x⟧,member_of,f,,,,,,,,s,,\n"),
        claims("relation-ends", "c1,ada,member_of,⟦x⟧,,,,,,,,s,,\n"),
        claims("object-or-value", "c1,ada,member_of,⟦⟧,,,,,,,,s,,\n"),
        claims("object-or-value", "c1,ada,member_of,f,⟦3⟧,,,,,,,s,,\n"),
        claims("object-or-value", "c1,ada,member_of,,⟦3⟧,,,,,,,s,,\n"),
        claims("object-or-value", "c1,ada,has_count,⟦f⟧,,,,,,,,s,,\n"),
        claims("object-or-value", "c1,ada,takes_position,x,⟦⟧,,,,,,,s,,\n"),
        claims("object-or-value", "c1,ada,takes_position,⟦⟧,yes,,,,,,,s,,\n"),
        claims("bad-value", "c1,f,has_count,,⟦many⟧,,,,,,measure=members,s,,\n"),
        claims("bad-value", "c1,f,occurs,,⟦perhaps⟧,,,,,,,s,,\n"),
        case("bad-value", "sources.csv", "id,sha256\ns,⟦12ab⟧\nt,\n"),
        case("bad-value", "entities.csv", "id,kind,name,iso3\ns,document,S,\nt,document,T,\nada,state,Ada,⟦Ad⟧\n")
            .without(&["codes.csv", "decisions.csv"]),
        claims("undeclared-qualifier", "c1,ada,member_of,f,,,,,,,⟦colour=red⟧,s,,\n"),
        claims("bad-qualifier", "c1,ada,member_of,f,,,,,,,⟦role⟧,s,,\n"),
        claims("bad-qualifier", "c1,ada,member_of,f,,,,,,,⟦role=a; role=b⟧,s,,\n"),
        claims("bad-qualifier", "c1,ada,takes_position,x,yes,,,,,,⟦grade=much⟧,s,,\n"),
        claims("unknown-code", "c1,ada,takes_position,x,⟦yess⟧,,,,,,,s,,\n"),
        claims("bad-word", "c1,ada,member_of,f,,,,⟦done⟧,,,,s,,\n"),
        claims("bad-word", "c1,ada,member_of,f,,,,,⟦maybe⟧,,,s,,\n"),
        case("bad-word", "decisions.csv", "id,procedure\nv,⟦rollcall⟧\n"),
        case("bad-word", "tallies.csv", tallies("v,⟦yes⟧,3,,s,,")),
        claims("bad-date", "c1,ada,member_of,f,,⟦14/12/2012⟧,,,,,,s,,\n"),
        claims("bad-date", "c1,ada,member_of,f,,⟦2012-13⟧,,,,,,s,,\n"),
        claims("bad-date", "c1,ada,member_of,f,,⟦..⟧,,,,,,s,,\n"),
        claims("bad-date", "c1,ada,member_of,f,,,⟦today⟧,,,,,s,,\n"),
        claims("bad-date", "c1,f,has_count,,3,,,,,⟦2012-02-30⟧,measure=members,s,,\n"),
        case("bad-date", "sources.csv", "id,published\ns,⟦May 2012⟧\nt,\n"),
        case("bad-date", "decisions.csv", "id,procedure,date\nv,vote,⟦2012年12月14日⟧\n"),
        case("bad-date", "positions.csv", positions("v,ada,for,⟦2012/12/14⟧,s,,")),
        claims("reversed-dates", "c1,ada,member_of,f,,2012,⟦2011-12⟧,,,,,s,,\n"),
        claims("bad-date", "c1,ada,member_of,f,,⟦2012/2011⟧,,,,,,s,,\n"),
        claims("end-of-event", "c1,ada,attends,h,,2012,⟦2013⟧,,,,,s,,\n"),
        case("bad-number", "tallies.csv", tallies("v,for,⟦-1⟧,,s,,")),
        case("bad-number", "tallies.csv", tallies("v,for,⟦3.5⟧,,s,,")),
        case("bad-number", "tallies.csv", tallies("v,for,⟦18446744073709551615⟧,,s,,")),
        case("bad-number", "codes.csv", "item,code,label,order\nx,yes,Yes,⟦first⟧\n"),
        claims("bad-lines", "c1,ada,member_of,f,,,,,,,,s,⟦3-2⟧,\n"),
        claims("bad-lines", "c1,ada,member_of,f,,,,,,,,s,⟦0⟧,\n"),
        claims("bad-lines", "c1,ada,member_of,f,,,,,,,,s,⟦p. 4⟧,\n"),
        claims("evidence-without-source", "c1,ada,member_of,f,,,,,,,,⟦⟧,2,署名\n"),
        case("evidence-without-source", "positions.csv", positions("v,ada,for,,⟦⟧,,p. 3")),
        case("evidence-without-source", "tallies.csv", tallies("v,for,3,,⟦⟧,,p. 3")),
        claims("no-evidence", "c1,ada,member_of,f,,,,,,,,⟦⟧,,\n"),
        case("no-evidence", "tallies.csv", tallies("v,for,3,,⟦⟧,,")),
        case("position-word", "positions.csv", positions("v,ada,⟦aye⟧,,s,,")),
        case("position-procedure", "positions.csv", positions("v,ada,⟦signed⟧,,s,,")),
        case("position-procedure", "positions.csv", positions("w,ada,⟦against⟧,,s,,")),
        case("position-actor", "positions.csv", positions("v,⟦f⟧,for,,s,,")),
        case("decision-kind", "decisions.csv", "id,procedure\n⟦f⟧,vote\n"),
        case("decision-kind", "decisions.csv", "id,procedure,forum\nv,vote,⟦x⟧\n"),
        case("decision-kind", "decisions.csv", "id,procedure,document\nv,vote,⟦ada⟧\n"),
        case("too-many-codes", "codes.csv", format!("item,code,label\n{codes}")),
    ]
}
