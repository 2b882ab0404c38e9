//! Who sits where by hand: texts as arenas, blocs whose members sit with them.

use super::*;
use crate::dataset::{self, File, Folder};

pub(super) fn graph(tables: &[(&str, String)]) -> Graph {
    let files =
        tables.iter().map(|(name, text)| File { name: (*name).to_owned(), bytes: text.clone().into() }).collect();
    let folder = Folder { name: "small".to_owned(), files, ..Folder::default() };
    let loaded = dataset::load(vec![folder], None);
    let faults: Vec<String> = loaded.diagnostics.iter().map(|d| format!("{d:?}")).collect();
    Graph::from(loaded.dataset.unwrap_or_else(|| panic!("{}", faults.join("\n"))))
}

fn council(modes: &[Participation]) -> (Graph, AffiliationOptions) {
    let folder = dataset::builtin("toy-council").unwrap();
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
    (graph, AffiliationOptions { modes: modes.to_vec(), ..AffiliationOptions::default() })
}

pub(super) fn is(view: &Affiliations, actor: &str, arena: &str) -> Membership {
    let actor = view.actors.iter().position(|other| other.id == actor).unwrap();
    view.cell(actor, view.arena(arena).unwrap())
}

/// The charter of the toy council by its rows: Ada, Bo and Cy signed, Dee did not, Fay could not; the minutes count three
/// signatures, so that Eli, of whom nothing is said, did not sign either.
#[test]
fn a_text_is_where_its_signatories_meet() {
    use Membership::{In, Out};
    let (graph, options) = council(&[Participation::Signed]);
    let view = Affiliations::of(&graph, &options);
    assert_eq!(view.arenas.len(), 1);
    assert_eq!((view.arenas[0].node.kind.as_str(), view.arenas[0].listed_in_full), ("document", true));
    assert_eq!(view.arenas[0].stated_size, Some(StatedSize::Exactly(3)));
    let cells = ["ada", "bo", "cy", "dee", "eli", "fay"].map(|actor| is(&view, actor, "charter"));
    assert_eq!(cells, [In, In, In, Out, Out, Out]);
    assert_eq!(view.claims[&(0, 0)], ["signing-charter/ada"]);
    // Texts are never mixed in unasked, nor are members among signatories.
    let (graph, options) = council(&[Participation::Entitled]);
    assert!(Affiliations::of(&graph, &options).arena("charter").is_none());
    let signatories = |modes: &[Participation], role: &str| {
        let (graph, options) = council(modes);
        let view = Affiliations::of(&graph, &AffiliationOptions { roles: vec![role.to_owned()], ..options });
        view.arenas.iter().map(|arena| arena.node.id.clone()).collect::<Vec<_>>()
    };
    let both = [Participation::Entitled, Participation::Signed];
    assert_eq!(signatories(&both, "signatory"), ["charter"]);
    assert!(!signatories(&both, "member").contains(&"charter".to_owned()));
}

pub(super) const ENTITIES: &str = "id,kind,name\nsrc,document,S\nbloc,bloc,Bloc\nada,state,Ada\nbo,state,Bo\ncy,state,Cy\ndee,state,Dee\n\
                        f,forum,F\ng,forum,G\ntext,document,T\ndraft,document,D\n";
pub(super) const SOURCES: &str = "id\nsrc\n";

pub(super) fn small(claims: &str) -> Graph {
    let header = "id,subject,relation,object,begin,end,status,open,qualifiers,source\n";
    let tables = [
        ("entities.csv", ENTITIES.to_owned()),
        ("sources.csv", SOURCES.to_owned()),
        ("claims.csv", format!("{header}{claims}")),
    ];
    graph(&tables)
}

/// A claim that a text is signed or put forward; declining is no silence, and a list of one region is not all of it.
#[test]
fn claims_of_signing_and_of_sponsoring() {
    use Membership::{In, Out, Unknown};
    let graph = small(
        "c1,ada,signs,text,2001-01-01,,actual,no,region=north,src\nc2,bo,declines_to_sign,text,2001-01-01,,actual,,,src\n\
         c3,ada,proposes,draft,2001-01-01,,actual,no,,src\nc4,cy,proposes,draft,2001-01-01,,actual,no,,src\n\
         c5,dee,proposes,f,2001-01-01,,actual,,,src\n",
    );
    let view =
        |mode| Affiliations::of(&graph, &AffiliationOptions { modes: vec![mode], ..AffiliationOptions::default() });
    let signed = view(Participation::Signed);
    assert_eq!(["ada", "bo", "cy"].map(|actor| is(&signed, actor, "text")), [In, Out, Unknown]);
    let sponsored = view(Participation::Sponsored);
    assert_eq!(["ada", "bo", "cy", "dee"].map(|actor| is(&sponsored, actor, "draft")), [In, Out, In, Out]);
    // Whoever proposes a forum organises it, and is no sponsor of a text.
    assert!(sponsored.arena("f").is_none());
    assert_eq!(is(&view(Participation::Organised), "dee", "f"), In);
}

/// The bloc sits in F from 2005 on; some of it sits in G. Ada was its member to 2004, Bo from 2008 on, Cy is of it and is said
/// not to sit in F; Dee is of no bloc.
#[test]
fn members_sit_where_their_bloc_does_while_both_hold() {
    use Membership::{In, Out, Unknown};
    let graph = small(
        "m1,ada,member_of,bloc,2000,2004,actual,,,src\nm2,bo,member_of,bloc,2008,..,actual,,,src\n\
         m3,cy,member_of,bloc,2000,..,actual,,,src\na1,bloc,entitled_to,f,2005,..,actual,,,src\n\
         a2,bloc,entitled_to,g,2005,..,actual,,scope=some of it,src\na3,cy,entitled_to,f,2005,..,denied,,,src\n\
         a4,dee,entitled_to,f,2001,..,actual,,,src\na5,dee,entitled_to,g,2001,..,actual,,,src\n",
    );
    let view = |inherited| Affiliations::of(&graph, &AffiliationOptions { inherited, ..AffiliationOptions::default() });
    let plain = view(Inheritance::Off);
    assert_eq!(["ada", "bo", "cy", "dee"].map(|actor| is(&plain, actor, "f")), [Unknown, Unknown, Out, In]);
    let passed = view(Inheritance::On);
    assert_eq!(["ada", "bo", "cy", "dee"].map(|actor| is(&passed, actor, "f")), [Unknown, In, Out, In]);
    assert_eq!(["ada", "bo", "cy", "dee"].map(|actor| is(&passed, actor, "g")), [Unknown, Unknown, Unknown, In]);
    let (bo, f) = (1, passed.arena("f").unwrap());
    assert_eq!(passed.inherited, BTreeSet::from([(bo, f)]));
    assert_eq!(passed.claims[&(bo, f)], ["a1", "m2"]);
}

/// Ada endorses the text, Bo is a party to it from 2001 on: two ways to take part, each asked for by its own name.
#[test]
fn endorsers_and_parties_meet_in_texts() {
    let graph = small("1,ada,endorses,text,2000,,actual,,,src\n2,bo,party_to,text,2001,..,actual,,,src\n");
    let with = |mode| {
        let view = Affiliations::of(&graph, &AffiliationOptions { modes: vec![mode], ..AffiliationOptions::default() });
        let named = |arena| view.named(arena).map(|actor| view.actors[actor].id.clone()).collect::<Vec<_>>();
        view.arena("text").map(named).unwrap_or_default()
    };
    assert_eq!(with(Participation::Endorsed), ["ada"]);
    assert_eq!(with(Participation::Bound), ["bo"]);
    assert!(with(Participation::Entitled).is_empty() && with(Participation::Signed).is_empty());
    let roles = Affiliations::roles(&graph);
    assert!(["member", "endorser", "party"].iter().all(|role| roles.contains(*role)) && !roles.contains("nonsense"));
}

/// Ada sat from 1950 to 1960, Bo since 1970: the data run from 1950 to 1970, and no day has both; a window changes neither.
#[test]
fn the_days_of_the_data_stand_whatever_the_window() {
    let claims = "c1,ada,member_of,f,1950-01-01,1960-12-31,,,,src\nc2,bo,member_of,f,1970-03-01,,,,,src\n";
    let days = |view: &Affiliations| view.times.dated.map(|(first, last)| [first, last].map(|day| day.civil()));
    for on in [None, Some("1800")] {
        let options = AffiliationOptions { window: Window::parse(on, on).unwrap(), ..AffiliationOptions::default() };
        let view = Affiliations::of(&small(claims), &options);
        assert_eq!(days(&view), Some([(1950, 1, 1), (1970, 3, 1)]));
        assert_eq!(view.times.are_pooled(options.window), on.is_none());
        let said = crate::brief::overlap::in_time(&view).unwrap();
        assert!(said.english.contains("run from 1950 to 1970") && said.japanese.contains("1950年"), "{said:?}");
        assert_eq!(said.english.contains("lies outside the data"), on.is_some());
    }
    // Bo came before Ada left: one day has both, and nothing is pooled.
    let view = Affiliations::of(&small(&claims.replace("1970-03-01", "1955")), &AffiliationOptions::default());
    assert!(!view.times.are_pooled(Window::default()) && crate::brief::overlap::in_time(&view).is_none());
}

/// The same: of a window that holds both no day has both, which is told with its years; of one that holds Ada alone, or Bo,
/// nothing.
#[test]
fn times_are_pooled_in_a_long_window_too() {
    let claims = "c1,ada,member_of,f,1950-01-01,1960-12-31,,,,src\nc2,bo,member_of,f,1970-03-01,,,,,src\n";
    let said = |from: &str, until: &str| {
        let window = Window::parse(Some(from), Some(until)).unwrap();
        let options = AffiliationOptions { window, ..AffiliationOptions::default() };
        crate::brief::overlap::in_time(&Affiliations::of(&small(claims), &options)).map(|said| said.english)
    };
    let both = said("1955", "1980").unwrap();
    assert!(both.starts_with("All times of the window (1955-01-01 to 1980-12-31) are pooled:"), "{both}");
    assert!(both.contains("run from 1955 to 1970"), "{both}");
    assert_eq!([said("1940", "1965"), said("1965", "1980")], [None, None]);
}

/// The list of f is left out, as if nobody were known to take part there; that of g stays.
#[test]
fn a_list_can_be_left_out() {
    let claims = "c1,ada,member_of,f,1950,,,,,src\nc2,bo,member_of,g,1950,,,,,src\nc3,ada,member_of,g,1950,,,,,src\n";
    let options = AffiliationOptions { without: vec!["f".to_owned()], ..AffiliationOptions::default() };
    let view = Affiliations::of(&small(claims), &options);
    assert_eq!((view.arena("f"), view.arena("g")), (None, Some(0)));
    assert_eq!(view.named(0).count(), 2);
}

/// Of f, which is left out, alone are the years 1950 to 1960, an observer, and a bloc of which not all members are known: of
/// g, where bo sits since 1970, none of it is said.
#[test]
fn nothing_is_said_of_a_list_that_is_left_out() {
    let claims = "c1,ada,member_of,f,1950,1960,,no,,src\nc2,dee,member_of,f,,,,no,role=observer,src\n\
                  c3,bloc,member_of,f,,,,no,,src\nc4,cy,member_of,bloc,,,,,,src\nc5,bo,member_of,g,1970,..,,,,src\n";
    let said = |without: &[&str]| {
        let without = without.iter().map(|id| id.to_string()).collect();
        let options = AffiliationOptions { without, inherited: Inheritance::On, ..AffiliationOptions::default() };
        let view = Affiliations::of(&small(claims), &options);
        let notes = crate::overlap::of_the_window(&view);
        let terms = [("of other roles than members, and left out (--roles takes them in): {}", "{}")].into();
        let told = notes.iter().filter_map(|note| note.japanese(&terms));
        assert_eq!(told.filter(|note| note == "オブザーバー（1）").count(), view.of_other_roles.len());
        (view.of_other_roles.len(), view.open_blocs.len(), view.times.dated.unwrap().0.civil().0)
    };
    assert_eq!(said(&[]), (1, 1, 1950));
    assert_eq!(said(&["f"]), (0, 0, 1970));
}

/// The Old State is over in 1990, the New One begins in 1992, of a third nobody says when it exists. In 2000 the Old State is no
/// actor that could sit anywhere; in 1980 the New One is none; without a window, and where somebody says it sat, all are.
#[test]
fn who_does_not_exist_in_the_window_is_no_actor_of_it() {
    let entities = "id,kind,name\nsrc,document,S\nold,state,Old\nnew,state,New\nthird,state,Third\nf,forum,F\n";
    let header = "id,subject,relation,object,value,begin,end,as_of,open,source\n";
    let claims = "e1,old,exists,,system-member,1950,1960,,,src\ne2,old,exists,,system-member,1970,1990,,,src\n\
                  e3,new,exists,,system-member,1992,..,,,src\nm1,third,member_of,f,,1950,..,,,src\n\
                  m2,third,member_of,f,,,,2025,no,src\n";
    let graph = |more: &str| {
        let tables = [
            ("entities.csv", entities.to_owned()),
            ("sources.csv", SOURCES.to_owned()),
            ("claims.csv", format!("{header}{claims}{more}")),
        ];
        self::graph(&tables)
    };
    let there = |graph: &Graph, on: Option<&str>| {
        let options = AffiliationOptions { window: Window::parse(on, on).unwrap(), ..AffiliationOptions::default() };
        let view = Affiliations::of(graph, &options);
        let ids = |nodes: &[Node]| nodes.iter().map(|node| node.id.clone()).collect::<Vec<_>>().join(" ");
        (ids(&view.actors), ids(&view.gone))
    };
    let of = |actors: &str, gone: &str| (actors.to_owned(), gone.to_owned());
    let plain = graph("");
    assert_eq!(there(&plain, None), of("new old third", ""));
    assert_eq!(there(&plain, Some("2000")), of("new third", "old"));
    assert_eq!(there(&plain, Some("1965")), of("third", "new old"));
    assert_eq!(there(&plain, Some("1980")), of("old third", "new"));
    assert_eq!(there(&graph("m3,old,member_of,f,,1950,..,,,src\n"), Some("2000")), of("new old third", ""));
    // The complete list is that of 2025: in 2000 the list is open, and the view knows why.
    let options = AffiliationOptions {
        window: Window::parse(Some("2000"), Some("2000")).unwrap(),
        ..AffiliationOptions::default()
    };
    let view = Affiliations::of(&plain, &options);
    let observed = &view.complete_elsewhere[&0];
    assert_eq!((observed.claim.as_str(), observed.claims), ("m2", 1));
    assert!(!view.arenas[0].listed_in_full && observed.days.0.civil() == (2025, 1, 1));
}

pub(super) fn on(graph: &Graph, from: Option<&str>, until: Option<&str>) -> Affiliations {
    let options = AffiliationOptions { window: Window::parse(from, until).unwrap(), ..AffiliationOptions::default() };
    Affiliations::of(graph, &options)
}

/// The complete list of F was seen in October 2025: Ada is on it since 1990, Bo since 2020; Cy was a member in 2014 and left on
/// some day from then to 2025. G was seen in 2025 alone.
const SEEN: &str = "id,subject,relation,object,begin,end,as_of,open,source\nm1,ada,member_of,f,1990,,2025-10,no,src\n\
                    m2,bo,member_of,f,2020,,2025-10,no,src\nm3,cy,member_of,f,1995,[2014..2025],2014,,src\n\
                    m4,ada,member_of,g,,,2025-10,no,src\n";

fn seen() -> Graph {
    let tables = [("entities.csv", ENTITIES), ("sources.csv", SOURCES), ("claims.csv", SEEN)];
    self::graph(&tables.map(|(name, text)| (name, text.to_owned())))
}

/// Of 2019 the list of 2025 says who was in, not who was out; nor does it of a window that is wider than its year. Cy, who may
/// have gone by 2019, is unknown then, and out where the list holds that leaves him out. Without a window it stands as seen.
#[test]
fn a_list_that_was_seen_at_a_time_is_complete_then_alone() {
    use Membership::{In, Out, Unknown};
    let graph = seen();
    let cells = |from, until| {
        let view = on(&graph, from, until);
        let cells = ["ada", "bo", "cy", "dee"].map(|actor| is(&view, actor, "f"));
        (view.arenas[view.arena("f").unwrap()].listed_in_full, cells)
    };
    assert_eq!(cells(None, None), (true, [In, In, In, Out]));
    assert_eq!(cells(Some("2025-10"), Some("2025-10")), (true, [In, In, Out, Out]));
    assert_eq!(cells(Some("2025"), Some("2025")), (true, [In, In, Out, Out]));
    assert_eq!(cells(Some("2019"), Some("2019")), (false, [In, Unknown, Unknown, Unknown]));
    assert_eq!(cells(Some("2019"), Some("2025")), (false, [In, In, Unknown, Unknown]));
    assert_eq!(cells(Some("2014"), Some("2014")), (false, [In, Unknown, In, Unknown]));
    assert_eq!(cells(None, Some("1992")), (false, [In, Unknown, Unknown, Unknown]));
    let notes = crate::overlap::of_the_window(&on(&graph, None, None))
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n");
    assert!(notes.contains("complete as of 2025-10-01 to 2025-10-31 alone: F, G; who sat there"), "{notes}");
    let notes = crate::overlap::of_the_window(&on(&graph, Some("2019"), Some("2019")))
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n");
    assert!(notes.contains("which is not the window, and so open here (with the first claim): F (m1)"), "{notes}");
    assert!(notes.contains("leave it open whether they sit there in the window (1): F (1)"), "{notes}");
    assert!(notes.contains("named at other times only (1): G"), "{notes}");
}

/// G is named in 2025 alone: no page of 2019 drops it without a word, be it of an answer or of none.
#[test]
fn who_is_named_at_other_times_only_is_told() {
    let (graph, of_2019) = (seen(), Some("2019"));
    let view = on(&graph, of_2019, of_2019);
    assert!(view.arena("g").is_none());
    assert_eq!(view.at_other_times.iter().map(|node| node.id.as_str()).collect::<Vec<_>>(), ["g"]);
    assert!(on(&graph, None, None).at_other_times.is_empty());
    let reason = crate::overlap::Backbone::of(&view, Default::default()).unwrap_err();
    let (method, _) = crate::brief::overlap::unanswered(&graph, &view, "backbone", reason);
    assert!(method.notes.iter().any(|note| note == "named at other times only (1): G"), "{method:?}");
    let found = crate::overlap::Forums::of(&view, Default::default());
    assert!(found.method.notes.iter().any(|note| note == "named at other times only (1): G"));
}

/// An event of some day of 2000 to 2020 is of 2020 perhaps, of 1999 to 2021 for sure.
#[test]
fn an_event_of_an_uncertain_day_is_in_a_window_that_holds_them_all() {
    let graph = small("a1,ada,attends,f,[2000..2020],,actual,,,src\n");
    let cell = |from, until| {
        let window = Window::parse(Some(from), Some(until)).unwrap();
        let options = AffiliationOptions { window, modes: vec![Participation::Attended], ..Default::default() };
        is(&Affiliations::of(&graph, &options), "ada", "f")
    };
    assert_eq!([cell("2020", "2020"), cell("1999", "2021")], [Membership::Unknown, Membership::In]);
}

/// F had 3 members in 2001 and 2 in 2009, H 4 in both: over all time the number of F is no ceiling, and no last one is taken.
#[test]
fn sizes_that_differ_in_the_window_are_no_ceiling() {
    let header = "id,subject,relation,object,value,begin,as_of,qualifiers,source\n";
    let claims = "m1,ada,member_of,f,,,,,src\nm2,ada,member_of,g,,,,,src\ns1,f,has_count,,3,,2001,measure=members,src\n\
                  s2,f,has_count,,2,,2009,measure=members,src\ns3,g,has_count,,4,,2001,measure=members,src\n\
                  s4,g,has_count,,4,,2009,measure=members,src\n";
    let tables = [("entities.csv", ENTITIES), ("sources.csv", SOURCES), ("claims.csv", &format!("{header}{claims}"))];
    let graph = graph(&tables.map(|(name, text)| (name, text.to_owned())));
    let sizes = |day| on(&graph, day, day).arenas.iter().map(|arena| arena.stated_size).collect::<Vec<_>>();
    assert_eq!(sizes(None), [None, Some(StatedSize::Exactly(4))]);
    let view = on(&graph, None, None);
    let notes = crate::overlap::Forums::of(&view, Default::default()).method.notes;
    assert!(notes[0].starts_with("f: its stated sizes differ in the window (2, 3); none of them"), "{notes:?}");
    // Ada may sit there in 2001, on no day for sure.
    assert_eq!(sizes(Some("2001")), [Some(StatedSize::Exactly(3)), Some(StatedSize::Exactly(4))]);
}

/// Ada's bloc sits in F from 2005 on, and she is its member from some day of 2000 to 2010: in 2007 she may sit there with it, in
/// 2010 she does.
#[test]
fn what_is_passed_on_is_sure_where_both_claims_are() {
    let graph = small(
        "m1,ada,member_of,bloc,[2000..2010],..,actual,,,src\na1,bloc,entitled_to,f,2005,..,actual,,,src\n\
         m2,bo,entitled_to,f,2000,..,actual,,,src\n",
    );
    let cell = |day| {
        let window = Window::parse(Some(day), Some(day)).unwrap();
        let options = AffiliationOptions { window, inherited: Inheritance::On, ..Default::default() };
        is(&Affiliations::of(&graph, &options), "ada", "f")
    };
    assert_eq!([cell("2007"), cell("2010")], [Membership::Unknown, Membership::In]);
}

/// Cy stayed away from the first session and came to the second; Dee is denied the second alone. A denial of one session says
/// nothing of the series. Fay watched: an observer by the mode of the claim.
#[test]
fn who_stayed_away_once_may_have_come_another_time() {
    use Membership::{In, Unknown};
    let entities = "id,kind,name\nsrc,document,S\ncy,state,Cy\ndee,state,Dee\nfay,state,Fay\nf,forum,F\ns1,session,S1\n\
                    s2,session,S2\n";
    let claims = "id,subject,relation,object,begin,status,qualifiers,source\n1,s1,session_of,f,,actual,,src\n\
                  2,s2,session_of,f,,actual,,src\n3,cy,attends,s1,2001-01-01,denied,,src\n\
                  4,cy,attends,s2,2002-01-01,actual,,src\n5,dee,attends,s2,2002-01-01,denied,,src\n\
                  6,fay,attends,s2,2002-01-01,actual,mode=observer,src\n";
    let tables =
        [("entities.csv", entities.to_owned()), ("sources.csv", SOURCES.to_owned()), ("claims.csv", claims.to_owned())];
    let graph = graph(&tables);
    let view = |sessions, roles: &[&str]| {
        let roles = roles.iter().map(|role| (*role).to_owned()).collect();
        let modes = vec![Participation::Attended];
        Affiliations::of(&graph, &AffiliationOptions { modes, sessions, roles, ..AffiliationOptions::default() })
    };
    let lifted = view(Sessions::Lifted, &[]);
    assert_eq!(["cy", "dee", "fay"].map(|actor| is(&lifted, actor, "f")), [In, Unknown, Unknown]);
    let apart = view(Sessions::Apart, &[]);
    assert_eq!(["cy", "dee"].map(|actor| is(&apart, actor, "s2")), [In, Membership::Out]);
    assert_eq!(is(&view(Sessions::Lifted, &["observer"]), "fay", "f"), In);
    assert!(Affiliations::roles(&graph).contains("observer"));
}

/// Ada was a member from 2000 to 2010, and a source denies it from 2015 on: she left. Over all time she sat there; in 2016 she is
/// out, since what has no known end goes on. A denial without a date contradicts the membership.
#[test]
fn who_left_sat_there_before() {
    use Membership::{In, Out, Unknown};
    let graph = |denied: &str| {
        small(&format!(
            "m1,ada,member_of,f,2000,2010,actual,no,,src\nm2,bo,member_of,f,2000,..,actual,no,,src\n\
             d1,ada,member_of,f,{denied},,denied,,,src\n"
        ))
    };
    let on = |graph: &Graph, day: Option<&str>| {
        let options = AffiliationOptions { window: Window::parse(day, day).unwrap(), ..AffiliationOptions::default() };
        Affiliations::of(graph, &options)
    };
    let left = graph("2015");
    assert_eq!([None, Some("2005"), Some("2016")].map(|day| is(&on(&left, day), "ada", "f")), [In, In, Out]);
    assert!(on(&left, None).is_settled(0));
    let told = |day| crate::brief::overlap::in_time(&on(&left, Some(day))).map(|said| said.english);
    assert!(told("2016").is_some_and(|said| said.contains("begins after the last of the dates of memberships (2010)")));
    assert!(told("1990").is_some_and(|said| said.contains("lies outside the data")));
    assert_eq!(is(&on(&graph(""), None), "ada", "f"), Unknown);
}

/// Members are listed completely, observers and attendants go on: the list is complete of members, and of nobody else. An undated
/// member may sit there on any day: in a window that is unknown.
#[test]
fn a_complete_list_is_one_of_its_way_and_role() {
    let graph = small(
        "m1,ada,member_of,f,2000,..,actual,no,,src\nm2,bo,member_of,f,,,actual,no,,src\n\
         m3,cy,member_of,f,2000,..,actual,yes,standing=observer,src\na1,dee,attends,f,2001,,actual,yes,,src\n",
    );
    let complete = |modes: &[Participation], roles: &[&str]| {
        let roles = roles.iter().map(|role| (*role).to_owned()).collect();
        let options = AffiliationOptions { modes: modes.to_vec(), roles, ..AffiliationOptions::default() };
        Affiliations::of(&graph, &options).arenas[0].listed_in_full
    };
    let (entitled, attended) = (Participation::Entitled, Participation::Attended);
    assert!(complete(&[entitled], &[]) && complete(&[entitled], &["member"]));
    assert!(!complete(&[entitled], &["member", "observer"]));
    assert!(!complete(&[entitled, attended], &[]));
    let options =
        AffiliationOptions { window: Window::parse(Some("2005"), Some("2005")).unwrap(), ..Default::default() };
    let view = Affiliations::of(&graph, &options);
    assert_eq!((is(&view, "ada", "f"), is(&view, "bo", "f")), (Membership::In, Membership::Unknown));
    assert_eq!((view.doubted.len(), &view.doubted[&(1, 0)]), (1, &(Doubt::Dates, vec!["m2".to_owned()])));
    assert!(Affiliations::of(&graph, &AffiliationOptions::default()).doubted.is_empty());
}

/// A record of one signature alone: nobody is entitled to anything, and the remark names the way that there is.
#[test]
fn the_ways_of_taking_part_are_those_that_the_data_have() {
    let graph = small("c1,ada,signs,text,2001-01-01,,actual,,,src\n");
    assert_eq!(Affiliations::modes(&graph), [Participation::Signed]);
    let view = Affiliations::of(&graph, &AffiliationOptions::default());
    let said = crate::brief::overlap::other_ways(&graph, &view).unwrap();
    assert!(said.english.contains("--modes signed"), "{said:?}");
    // In a window before it there is no such way either.
    let before =
        AffiliationOptions { window: Window::parse(None, Some("1999")).unwrap(), ..AffiliationOptions::default() };
    assert!(crate::brief::overlap::other_ways(&graph, &Affiliations::of(&graph, &before)).is_none());
    let signed = AffiliationOptions { modes: vec![Participation::Signed], ..AffiliationOptions::default() };
    assert!(crate::brief::overlap::other_ways(&graph, &Affiliations::of(&graph, &signed)).is_none());
}

/// Of F: Ada is a member, Bo signs for it, Cy is an associate, Dee an observer. Unasked, members alone; the others are counted.
#[test]
fn roles_are_never_mixed_unasked() {
    use Membership::{In, Unknown};
    let graph = small(
        "1,ada,member_of,f,2000,..,,,,src\n2,bo,member_of,f,2000,..,,,role=signatory,src\n\
         3,cy,member_of,f,2000,..,,,standing=associate,src\n4,dee,member_of,f,2000,..,,,role=observer,src\n",
    );
    let cells = |roles: &[&str]| {
        let roles = roles.iter().map(|role| (*role).to_owned()).collect();
        let view = Affiliations::of(&graph, &AffiliationOptions { roles, ..AffiliationOptions::default() });
        (["ada", "bo", "cy", "dee"].map(|actor| is(&view, actor, "f")), view)
    };
    let (members, view) = cells(&[]);
    assert_eq!(members, [In, Unknown, Unknown, Unknown]);
    let notes = crate::overlap::of_the_window(&view).iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(notes.contains("(--roles takes them in): associate (1), observer (1), signatory (1)"), "{notes}");
    let (both, view) = cells(&["member", "associate"]);
    assert_eq!((both, view.of_other_roles.len()), ([In, Unknown, In, Unknown], 0));
}

/// Two claims make one session that of two series: who attended it is counted in neither, and the view says so.
#[test]
fn a_session_of_two_series_is_lifted_to_none() {
    let entities = "id,kind,name\nsrc,document,S\nada,state,Ada\nf,forum,F\ng,forum,G\ns1,session,S1\ns2,session,S2\n";
    let claims = "id,subject,relation,object,begin,source\n1,s1,session_of,f,,src\n2,s1,session_of,g,,src\n\
                  3,s2,session_of,f,,src\n4,ada,attends,s1,2001-01-01,src\n";
    let tables = [("entities.csv", entities), ("sources.csv", SOURCES), ("claims.csv", claims)];
    let graph = graph(&tables.map(|(name, text)| (name, text.to_owned())));
    let options = AffiliationOptions { modes: vec![Participation::Attended], ..AffiliationOptions::default() };
    let view = Affiliations::of(&graph, &options);
    assert_eq!((view.arena("f"), view.arena("g")), (None, None));
    assert_eq!(view.of_several_series["s1"], ["f", "g"]);
    assert!(crate::overlap::of_the_window(&view).iter().any(|note| note.ends_with("lifted to none: f, g")));
}

/// By hand: who came in 2000 to 2010 and left in 2005 to 2015 may have left before 2010, or come after 2005; what began and ended
/// in 2004 was in that year, and perhaps in its second half; from July 2004 to some day of that year is in both.
#[test]
fn a_state_is_sure_where_no_reading_of_its_dates_leaves_the_window() {
    use Membership::{In, Unknown};
    let bo = |dates: &str, from: &str, until: &str| {
        let graph = small(&format!("a1,bo,entitled_to,f,{dates},actual,no,,src\n"));
        let window = crate::view::Window::parse(Some(from), Some(until)).unwrap();
        is(&Affiliations::of(&graph, &AffiliationOptions { window, ..AffiliationOptions::default() }), "bo", "f")
    };
    let wide = "[2000..2010],[2005..2015]";
    assert_eq!([bo(wide, "2010", "2010"), bo(wide, "2005", "2010"), bo(wide, "2006", "2009")], [Unknown, In, Unknown]);
    assert_eq!([bo("2004,2004", "2004", "2004"), bo("2004,2004", "2004-07", "2004")], [In, Unknown]);
    assert_eq!(bo("2004-07,2004", "2004-07", "2004"), In);
}
