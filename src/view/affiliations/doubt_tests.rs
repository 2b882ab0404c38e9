//! What is neither in nor out by hand: undated, hedged, planned; sessions and groups of which the record is not sure.

use super::tests::{ENTITIES, SOURCES, graph, is, on, small};
use super::*;
use crate::view::{members_of, sure_members_of};

/// Plain claims alone decide of which series a session is: one that hedges or plans a second takes it out of none.
#[test]
fn a_hedged_series_is_none() {
    let entities = "id,kind,name\nsrc,document,S\nada,state,Ada\nf,forum,F\ng,forum,G\ns1,session,S1\ns2,session,S2\n";
    let claims = "id,subject,relation,object,begin,status,modality,source\n1,s1,session_of,f,,,,src\n\
                  2,s1,session_of,g,,,may,src\n3,s2,session_of,f,,,,src\n4,s2,session_of,g,,planned,,src\n\
                  5,ada,attends,s1,2001-01-01,,,src\n6,ada,attends,s2,2002-01-01,,,src\n";
    let tables = [("entities.csv", entities), ("sources.csv", SOURCES), ("claims.csv", claims)];
    let graph = graph(&tables.map(|(name, text)| (name, text.to_owned())));
    let options = AffiliationOptions {
        modes: vec![Participation::Attended],
        sessions: Sessions::Lifted,
        ..AffiliationOptions::default()
    };
    let view = Affiliations::of(&graph, &options);
    assert_eq!(view.claims[&(0, view.arena("f").unwrap())], ["5", "6"]);
    assert!(view.arena("g").is_none() && view.of_several_series.is_empty());
}

/// The list of F is complete and names no day: Ada is on it, Bo is a member by another claim without a date, Cy was one from 2000
/// to 2004. Of every window the two undated ones are unknown, for whoever counts them; the dates of Cy say what they say.
#[test]
fn members_without_a_date_are_unknown_in_windows_of_a_list_without_a_day() {
    use Membership::{In, Out, Unknown};
    let graph = small(
        "m1,ada,member_of,f,,,actual,no,,src\nm2,bo,member_of,f,,,actual,,,src\nm3,cy,member_of,f,2000,2004,actual,,,src\n\
         m4,ada,member_of,g,1990,..,actual,no,,src\nm5,bo,member_of,g,1990,..,actual,no,,src\n",
    );
    let cells = |day| {
        let view = on(&graph, day, day);
        (["ada", "bo", "cy", "dee"].map(|actor| is(&view, actor, "f")), view.doubted.len())
    };
    assert_eq!(cells(None), ([In, In, In, Out], 0));
    assert_eq!(cells(Some("2002")), ([Unknown, Unknown, In, Out], 2));
    assert_eq!(cells(Some("2010")), ([Unknown, Unknown, Out, Out], 2));
    let view = on(&graph, Some("2010"), Some("2010"));
    assert!(view.doubted.values().all(|(doubt, _)| *doubt == Doubt::Dates));
    // Ada and Bo share G for sure, and F perhaps.
    let options = crate::overlap::forums::Options { of: crate::overlap::backbone::Side::Actors, ..Default::default() };
    let found = crate::overlap::Forums::of(&view, options);
    let count = &found.between(0, 1).count;
    assert_eq!((count.low.clone(), count.high.clone()), (Ok(1.0), Ok(2.0)));
}

/// The list of F is complete, and names Ada. Bo is planned as a member, Cy may be one, Dee has asked to be: of the
/// first two it is
/// unknown, with the claims that leave it so, and Dee is out. A hedged claim takes nobody out of his seat.
#[test]
fn who_is_hedged_or_planned_alone_is_neither_in_nor_out() {
    use Membership::{In, Out, Unknown};
    let header = "id,subject,relation,object,begin,status,modality,open,source\n";
    let claims = "m1,ada,member_of,f,2000,,,no,src\nm2,bo,member_of,f,2010,planned,,,src\nm3,cy,member_of,f,,,may,,src\n\
                  m4,dee,member_of,f,2000,requested,,,src\nm5,ada,member_of,f,2000,,appears,,src\n\
                  m6,bo,member_of,g,2000,planned,,,src\n";
    let tables = [("entities.csv", ENTITIES), ("sources.csv", SOURCES), ("claims.csv", &format!("{header}{claims}"))];
    let graph = graph(&tables.map(|(name, text)| (name, text.to_owned())));
    let view = on(&graph, None, None);
    assert_eq!(["ada", "bo", "cy", "dee"].map(|actor| is(&view, actor, "f")), [In, Unknown, Unknown, Out]);
    let doubted: Vec<_> = view.doubted.values().map(|(doubt, claims)| (*doubt, claims.join(" "))).collect();
    assert_eq!(doubted, [(Doubt::Hedged, "m2".to_owned()), (Doubt::Hedged, "m3".to_owned())]);
    // What is planned alone makes no forum; before the day of the plan it is none of the window.
    assert!(view.arena("g").is_none() && !view.is_settled(0));
    assert_eq!(is(&on(&graph, Some("2005"), Some("2005")), "bo", "f"), Out);
    let found = crate::overlap::Forums::of(&view, Default::default());
    let told = "counted as unknown, as hedged or planned claims alone seat them there (2): F (2)";
    assert!(found.method.notes.iter().any(|note| note == told), "{:?}", found.method.notes);
    // The list is not open: it leaves two unknown.
    let none = "no forum has a list that leaves nobody unknown";
    assert_eq!(crate::overlap::Backbone::of(&view, Default::default()).unwrap_err().reason(), none);
    assert_eq!(crate::overlap::Intersections::of(&view, Default::default()).unwrap_err().reason(), none);
    let table = crate::brief::overlap::memberships(&view, &found);
    let sits: Vec<&str> = (0..table.len()).map(|row| table.text(row, crate::result::ColumnRole::Status)).collect();
    assert_eq!(sits, ["in", "unknown: hedged or planned alone", "unknown: hedged or planned alone"]);
}

/// The complete list of the bloc was seen in 2025: a rule that closes F to its outsiders says so in 2019, and need not in 2025.
#[test]
fn a_rule_by_a_list_of_another_time_is_told() {
    let header = "id,subject,relation,object,begin,as_of,open,source\n";
    let claims = "m1,ada,member_of,bloc,1990,2025-10,no,src\nm2,ada,member_of,f,1990,,no,src\n";
    let tables = [("entities.csv", ENTITIES), ("sources.csv", SOURCES), ("claims.csv", &format!("{header}{claims}"))];
    let graph = graph(&tables.map(|(name, text)| (name, text.to_owned())));
    let told = |day: Option<&str>| {
        let closed = vec![("f".to_owned(), "bloc".to_owned())];
        let window = Window::parse(day, day).unwrap();
        let view = Affiliations::of(&graph, &AffiliationOptions { window, closed, ..AffiliationOptions::default() });
        (
            view.closed_by_open.len(),
            crate::overlap::of_the_window(&view).iter().map(|note| &**note).collect::<Vec<_>>().join("\n"),
        )
    };
    let (of_2019, notes) = told(Some("2019"));
    let said = "f is closed to outsiders of bloc, whose list is complete as of 2025-10-01 to 2025-10-31 alone, which is not the \
                window: 3 actors are taken as such";
    assert!(of_2019 == 1 && notes.contains(said), "{notes}");
    assert_eq!([told(Some("2025")).0, told(None).0], [0, 0]);
    let window = |day| Window::parse(Some(day), Some(day)).unwrap();
    let is_open = |day| crate::view::list_of(&graph, "bloc", window(day)) != GroupList::Complete;
    assert_eq!(["2019", "2025-10"].map(is_open), [true, false]);
}

/// A session of two series is told wherever sessions are lifted: of agendas, of mandates and of profiles, too; and F treated one
/// thing in 2001 and another in 2010, so that no day has both.
#[test]
fn sessions_of_several_series_and_pooled_times_are_told_of_agendas_too() {
    use crate::overlap::{Agenda, Mandate, profile};
    use crate::view::{AgendaOptions, Agendas, Bodies};
    let entities = "id,kind,name\nsrc,document,S\none,document,One\ntwo,document,Two\nf,forum,F\ng,forum,G\ns1,session,S1\n\
                    tolls,issue,Tolls\nfish,issue,Fish\n";
    let claims = "id,subject,relation,object,begin,source\n1,s1,session_of,f,,src\n2,s1,session_of,g,,src\n\
                  3,f,adopts,one,2001-01-01,src\n4,f,adopts,two,2010-01-01,src\n5,one,addresses,tolls,,src\n\
                  6,two,addresses,fish,,src\n7,s1,addresses,fish,,src\n";
    let tables = [("entities.csv", entities), ("sources.csv", SOURCES), ("claims.csv", claims)];
    let graph = graph(&tables.map(|(name, text)| (name, text.to_owned())));
    let agendas = Agendas::of(&graph, &AgendaOptions::default());
    let bodies = Bodies::of(&graph, Window::default());
    let methods = [
        Agenda::of(&agendas, Default::default()).method,
        Mandate::of(&bodies).method,
        profile::table(&bodies, Vec::new()).method,
    ];
    let told = "s1 is called a session of several series, and lifted to none: f, g";
    assert!(methods.iter().all(|method| method.notes.iter().any(|note| note == told)), "{methods:?}");
    let pooled = crate::brief::overlap::pooled_agendas(&agendas).unwrap();
    assert!(pooled.english.contains("behind agendas run from 2001 to 2010"), "{pooled:?}");
    let apart = Agendas::of(&graph, &AgendaOptions { sessions: Sessions::Apart, ..AgendaOptions::default() });
    assert!(apart.of_several_series.is_empty() && Agenda::of(&apart, Default::default()).method.notes.len() == 1);
    let of_2001 =
        AgendaOptions { window: Window::parse(Some("2001"), Some("2001")).unwrap(), ..AgendaOptions::default() };
    assert!(crate::brief::overlap::pooled_agendas(&Agendas::of(&graph, &of_2001)).is_none());
}

/// F has five member states, G had three from 1990 to 1995, and two in its bureau. Five are no observers, nor all actors of two
/// kinds, nor those who are entitled or attend.
#[test]
fn a_stated_size_is_that_of_whom_it_counts_at_its_time() {
    let header = "id,subject,relation,object,value,begin,end,qualifiers,source\n";
    let claims = "m1,ada,member_of,f,,,,,src\nm2,bo,member_of,f,,,,role=observer,src\nm3,ada,member_of,g,,,,,src\n\
                  m4,ada,attends,f,,2001,,,src\ns1,f,has_count,,5,,,measure=member-states,src\n\
                  s2,g,has_count,,3,1990,1995,measure=member-states,src\n\
                  s3,g,has_count,,2,,,measure=member-states; scope=bureau,src\n";
    let tables = [("entities.csv", ENTITIES), ("sources.csv", SOURCES), ("claims.csv", &format!("{header}{claims}"))];
    let graph = graph(&tables.map(|(name, text)| (name, text.to_owned())));
    let sizes = |options: &AffiliationOptions| {
        let view = Affiliations::of(&graph, options);
        ["f", "g"].map(|id| view.arena(id).and_then(|at| view.arenas[at].stated_size).map(StatedSize::count))
    };
    let plain = AffiliationOptions::default;
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    assert_eq!(sizes(&plain()), [Some(5), Some(3)]);
    assert_eq!(sizes(&AffiliationOptions { actors: words(&["state"]), ..plain() }), [Some(5), Some(3)]);
    assert_eq!(sizes(&AffiliationOptions { roles: words(&["member"]), ..plain() }), [Some(5), Some(3)]);
    let window = Window::parse(Some("2019"), Some("2019")).unwrap();
    assert_eq!(sizes(&AffiliationOptions { window, ..plain() }), [Some(5), None]);
    let both = vec![Participation::Entitled, Participation::Attended];
    for options in [
        AffiliationOptions { roles: words(&["observer"]), ..plain() },
        AffiliationOptions { actors: words(&["state", "bloc"]), ..plain() },
        AffiliationOptions { modes: both, ..plain() },
    ] {
        assert_eq!(sizes(&options), [None, None], "{options:?}");
    }
}

/// Ada and Bo signed in 2010, Cy in 2012, and three are counted as of 2012: that is the size of the whole time, of 2010
/// it is none.
#[test]
fn a_count_of_signatories_is_that_of_its_time_and_of_them_alone() {
    let tables = [
        ("entities.csv", format!("{ENTITIES}sg,decision,Signing\n")),
        ("sources.csv", SOURCES.to_owned()),
        (
            "claims.csv",
            "id,subject,relation,object,begin,source\n1,ada,signs,text,2010,src\n2,bo,signs,text,2010,src\n\
             3,cy,signs,text,2012,src\n4,dee,party_to,text,2013,src\n"
                .to_owned(),
        ),
        ("decisions.csv", "id,procedure,document,date\nsg,signing,text,2010\n".to_owned()),
        ("tallies.csv", "decision,measure,value,as_of,source\nsg,signed,3,2012,src\n".to_owned()),
    ];
    let graph = graph(&tables);
    let size = |modes: &[Participation], on: Option<(&str, &str)>| {
        let window = on.map_or(Window::default(), |(from, until)| Window::parse(Some(from), Some(until)).unwrap());
        let options = AffiliationOptions { modes: modes.to_vec(), window, ..AffiliationOptions::default() };
        let view = Affiliations::of(&graph, &options);
        view.arenas[view.arena("text").unwrap()].stated_size.map(StatedSize::count)
    };
    let signed = [Participation::Signed];
    assert_eq!([size(&signed, None), size(&signed, Some(("2010", "2012")))], [Some(3), Some(3)]);
    assert_eq!([size(&signed, Some(("2010", "2010"))), size(&signed, Some(("2012", "2012")))], [None, None]);
    assert_eq!(size(&[Participation::Signed, Participation::Bound], None), None);
    // Who is entitled takes part in no text.
    assert_eq!(size(&[Participation::Entitled, Participation::Signed], None), Some(3));
}

/// By one source the complete list of F is Ada and Bo, by another Ada and Cy: each denies whom it does not name. Of two
/// years they
/// are two lists, and one of an organisation alone says nothing of states.
#[test]
fn two_complete_lists_dispute_whom_one_of_them_names() {
    use Membership::{In, Out, Unknown};
    let view = |of_src: &str, of_other: &str, [one, two]: [&str; 2]| {
        let tables = [
            ("entities.csv", format!("{ENTITIES}other,document,O\norg,ngo,Org\n")),
            ("sources.csv", "id\nsrc\nother\n".to_owned()),
            (
                "claims.csv",
                format!(
                    "id,subject,relation,object,as_of,open,source\nm1,ada,member_of,f,{of_src},no,src\n\
                     m2,bo,member_of,f,{of_src},no,src\nm3,{one},member_of,f,{of_other},no,other\n\
                     m4,{two},member_of,f,{of_other},no,other\n"
                ),
            ),
        ];
        on(&graph(&tables), None, None)
    };
    let cells = |view: &Affiliations| ["ada", "bo", "cy", "dee"].map(|actor| is(view, actor, "f"));
    for day in ["", "2019"] {
        let view = view(day, day, ["ada", "cy"]);
        assert_eq!(cells(&view), [In, Unknown, Unknown, Out], "{day}");
        let why: Vec<_> = view.doubted.values().map(|(doubt, claims)| (*doubt, claims.join(" "))).collect();
        assert_eq!(why, [(Doubt::Disputed, "m2 m3".to_owned()), (Doubt::Disputed, "m1 m4".to_owned())]);
        assert_eq!(view.list(0), ListState::Unsettled);
    }
    assert_eq!(cells(&view("2018", "2019", ["ada", "cy"])), [In, In, In, Out]);
    assert_eq!(cells(&view("", "", ["org", "org"])), [In, In, Out, Out]);
}

/// F treats tolls and, by one source, fish, which another denies; G treats both. Fish is on the agenda of G alone, and that F may
/// treat it is told with the claims of both sides.
#[test]
fn a_topic_that_a_source_denies_is_on_no_agenda() {
    use crate::overlap::{Agenda, Shopping};
    use crate::result::{CellRef, ColumnRole};
    use crate::view::{AgendaOptions, Agendas, Bodies};
    let entities = "id,kind,name\nsrc,document,S\nf,forum,F\ng,forum,G\ntolls,issue,Tolls\nfish,issue,Fish\n";
    let claims = "id,subject,relation,object,begin,status,source\n1,f,addresses,tolls,,,src\n2,f,addresses,fish,,,src\n\
                  3,f,addresses,fish,,denied,src\n4,g,addresses,tolls,,,src\n5,g,addresses,fish,,,src\n";
    let tables = [("entities.csv", entities), ("sources.csv", SOURCES), ("claims.csv", claims)];
    let graph = graph(&tables.map(|(name, text)| (name, text.to_owned())));
    let agendas = Agendas::of(&graph, &AgendaOptions::default());
    assert!(agendas.treated("f", "fish").is_none() && agendas.treated("g", "fish").is_some());
    assert_eq!(agendas.disputed.values().flatten().map(String::as_str).collect::<Vec<_>>(), ["2", "3"]);
    let found = Agenda::of(&agendas, Default::default());
    assert_eq!(found.between(0, 1).topics, (1, 2, 1));
    let told = "said to be treated by one source and denied by another, and on no agenda here (1): f (fish)";
    assert!(found.method.notes.iter().any(|note| note == told), "{:?}", found.method.notes);
    let why = found.why(&agendas, "f", "g").unwrap();
    let words: Vec<&str> = (0..why.len()).map(|row| why.text(row, ColumnRole::Class)).collect();
    assert_eq!(words, ["both", "only g", "disputed of f"]);
    assert_eq!(why.cell(2, ColumnRole::Claims).map(CellRef::plain).as_deref(), Some("2; 3"));
    let issue = Node { id: "fish".into(), kind: "issue".into(), name: "Fish".into(), name_ja: String::new() };
    let view = Affiliations::of(&graph, &AffiliationOptions::default());
    let shopping =
        Shopping::of(&issue, &view, &agendas, &Bodies::default(), &BTreeSet::new(), None, Default::default()).unwrap();
    assert_eq!(shopping.forums().collect::<Vec<_>>(), ["g"]);
    assert_eq!(shopping.method.notes, ["sources disagree whether they treat fish, and they are left out: f"]);
}

/// A source denies Ada a seat from 2000 to some day of 2004 to 2006: in 2005 the denial may hold and need not, which is why
/// she is unknown, and the claim says so; in 2003 she is out. Beside a complete list, which does not name her, she is out in
/// both years.
#[test]
fn a_denial_that_need_not_hold_is_the_reason() {
    use Membership::{Out, Unknown};
    let ada = |open: &str, year: &str| {
        let graph = small(&format!(
            "c1,ada,member_of,f,2000,[2004..2006],denied,,,src\nc2,bo,member_of,f,2000,..,actual,{open},,src\n"
        ));
        let view = on(&graph, Some(year), Some(year));
        (is(&view, "ada", "f"), view.doubted.get(&(0, 0)).cloned())
    };
    assert_eq!(ada("", "2005"), (Unknown, Some((Doubt::Dates, vec!["c1".to_owned()]))));
    assert_eq!([ada("", "2003"), ada("no", "2003"), ada("no", "2005")], [(Out, None), (Out, None), (Out, None)]);
}

/// F is closed to whoever is not of the bloc, whose list goes on: Bo, Cy and Dee are taken as outsiders, and that is said. Who is
/// shut out by one rule and certain by another contradicts them.
#[test]
fn rules_by_open_groups_are_told_and_contradictions_found() {
    let graph = small(
        "1,ada,member_of,bloc,2000,..,,yes,,src\n2,bo,member_of,g,2000,..,,,,src\n3,ada,member_of,f,2000,..,,no,,src\n",
    );
    let rule = |group: &str| vec![("f".to_owned(), group.to_owned())];
    let options = AffiliationOptions { closed: rule("bloc"), ..AffiliationOptions::default() };
    let view = Affiliations::of(&graph, &options);
    assert_eq!(view.closed_by_open, [("f".to_owned(), "bloc".to_owned(), GroupList::Open, 3)]);
    assert!(Affiliations::contradictions(&graph, &options).is_empty());
    let options = AffiliationOptions { certain: rule("g"), ..options };
    let both: Vec<_> = Affiliations::contradictions(&graph, &options).into_iter().collect();
    assert_eq!(both, [("f".to_owned(), "bo".to_owned())]);
}

/// All are on the list of F. Of the group Ada is a member since 1990, Bo from some day of 2000 to 2005 on, Cy without a date, and of
/// Dee, since 1990, another claim denies it: in 2003 Ada alone is certain, in 2010 Bo too, without a window all but Dee.
#[test]
fn who_need_not_be_a_member_in_the_window_is_not_certain() {
    let graph = small(
        "1,ada,member_of,bloc,1990,..,,,,src\n2,bo,member_of,bloc,[2000..2005],..,,,,src\n3,cy,member_of,bloc,,,,,,src\n\
         4,dee,member_of,bloc,1990,..,,,,src\n5,dee,member_of,bloc,1990,..,denied,,,src\n6,ada,member_of,f,1990,..,,no,,src\n\
         7,bo,member_of,f,1990,..,,no,,src\n8,cy,member_of,f,1990,..,,no,,src\n9,dee,member_of,f,1990,..,,no,,src\n",
    );
    let mut lefts = Vec::new();
    let mut given = |day: Option<&str>| {
        let window = Window::parse(day, day).unwrap();
        let certain = vec![("f".to_owned(), "bloc".to_owned())];
        let view = Affiliations::of(&graph, &AffiliationOptions { window, certain, ..AffiliationOptions::default() });
        assert!(view.given.values().all(|is| *is));
        let said = "not certain in f, as dates or sources leave it open whether they belong to bloc: ";
        let notes = crate::overlap::of_the_window(&view);
        lefts.push(notes.iter().find_map(|note| note.strip_prefix(said)).unwrap_or_default().to_owned());
        view.given.keys().map(|(actor, _)| view.actors[*actor].id.clone()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!([given(Some("2003")), given(Some("2010")), given(None)], ["ada", "ada bo", "ada bo cy"]);
    // Whom that leaves out is told.
    let number = |left: &String| left.split(' ').next().unwrap().to_owned();
    assert_eq!(lefts.iter().map(number).collect::<Vec<_>>(), ["3", "2", "1"]);
    assert!(lefts[2].contains("ee"), "{lefts:?}");
}

/// Two sources give the complete list of the bloc as of 2019, one of them without Cy; Dee is an observer. Certain are Ada and Bo.
#[test]
fn whom_one_of_two_lists_leaves_out_and_who_observes_is_not_certain() {
    let entities = "id,kind,name\nr,document,R\ns,document,S\nada,state,Ada\nbo,state,Bo\ncy,state,Cy\ndee,state,Dee\n\
                    bloc,bloc,Bloc\n";
    let claims = "id,subject,relation,object,as_of,open,qualifiers,source\n1,ada,member_of,bloc,2019,no,,r\n\
                  2,bo,member_of,bloc,2019,no,,r\n3,cy,member_of,bloc,2019,no,,r\n4,ada,member_of,bloc,2019,no,,s\n\
                  5,bo,member_of,bloc,2019,no,,s\n6,dee,member_of,bloc,2019,,role=observer,r\n";
    let tables = [("entities.csv", entities), ("sources.csv", "id\nr\ns\n"), ("claims.csv", claims)];
    let graph = graph(&tables.map(|(name, text)| (name, text.to_owned())));
    let ids = |members: std::collections::BTreeSet<String>| members.into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(ids(members_of(&graph, "bloc", Window::default())), "ada bo cy");
    assert_eq!(ids(sure_members_of(&graph, "bloc", Window::default())), "ada bo");
}

/// A large majority of the bloc signed and a part declined: that is no quarrel of sources. Of whom a part alone declined, the rest
/// may have signed; whoever declined as a whole did not.
#[test]
fn what_a_part_declined_is_signed_in_part() {
    use Membership::{Out, Unknown};
    let header = "id,subject,relation,object,begin,qualifiers,open,source\n";
    let claims = "1,ada,signs,src,2012,scope=large majority,no,src\n2,ada,declines_to_sign,src,2012,scope=part,,src\n\
                  3,bo,declines_to_sign,src,2012,scope=part,,src\n4,cy,declines_to_sign,src,2012,,,src\n\
                  5,dee,signs,src,2012,,,src\n6,dee,declines_to_sign,src,2012,,,src\n";
    let tables = [("entities.csv", ENTITIES), ("sources.csv", SOURCES), ("claims.csv", &format!("{header}{claims}"))];
    let graph = graph(&tables.map(|(name, text)| (name, text.to_owned())));
    let options = AffiliationOptions { modes: vec![Participation::Signed], ..AffiliationOptions::default() };
    let view = Affiliations::of(&graph, &options);
    assert_eq!(["ada", "bo", "cy", "dee"].map(|actor| is(&view, actor, "src")), [Unknown, Unknown, Out, Unknown]);
    let why = |actor| view.doubted[&(actor, view.arena("src").unwrap())].clone();
    let of = |doubt, claims: &[&str]| (doubt, claims.iter().map(|&claim| claim.to_owned()).collect::<Vec<_>>());
    assert_eq!([why(0), why(1)], [of(Doubt::InPart, &["1", "2"]), of(Doubt::InPart, &["3"])]);
    assert_eq!(why(3), of(Doubt::Disputed, &["5", "6"]));
}
