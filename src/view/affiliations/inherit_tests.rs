//! What blocs pass on by hand: open lists, blocs within blocs, named exceptions of one session.

use super::tests::{is, small};
use super::*;

fn passed(graph: &Graph, options: AffiliationOptions) -> Affiliations {
    Affiliations::of(graph, &AffiliationOptions { inherited: Inheritance::On, ..options })
}

/// The complete list of F names the bloc and Dee; the list of the bloc goes on after Ada. Whether Bo sits in F through the bloc
/// is not known; where the bloc's list is complete, he does not.
#[test]
fn a_bloc_with_an_open_list_leaves_the_list_open_on_which_it_stands() {
    use Membership::{In, Out, Unknown};
    let graph = |open: &str| {
        small(&format!(
            "m1,ada,member_of,bloc,2000,..,actual,{open},,src\na1,bloc,entitled_to,f,2000,..,actual,no,,src\n\
             a2,dee,entitled_to,f,2000,..,actual,no,,src\n"
        ))
    };
    let cells = |view: &Affiliations| ["ada", "bo", "dee"].map(|actor| is(view, actor, "f"));
    let open = passed(&graph("yes"), AffiliationOptions::default());
    assert_eq!(cells(&open), [In, Unknown, In]);
    let notes = crate::overlap::of_the_window(&open).iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(notes.contains("the list of F is open, as blocs sit there") && notes.ends_with(": Bloc"), "{notes}");
    let complete = passed(&graph("no"), AffiliationOptions::default());
    assert_eq!(cells(&complete), [In, Out, In]);
    assert!(complete.open_blocs.is_empty());
}

/// Ada is a member of the bloc, the bloc of the union, and the union sits in F from 2005 on; Cy is a member of the union itself.
#[test]
fn blocs_within_blocs_pass_on() {
    use Membership::{In, Out};
    let entities = "id,kind,name\nsrc,document,S\nbloc,bloc,Bloc\nunion,bloc,Union\nada,state,Ada\nbo,state,Bo\ncy,state,Cy\n\
                    f,forum,F\n";
    let claims = "id,subject,relation,object,begin,end,open,source\nm1,ada,member_of,bloc,2000,..,no,src\n\
                  m2,bloc,member_of,union,2000,..,no,src\nm3,cy,member_of,union,2000,..,no,src\n\
                  m4,bo,member_of,bloc,2000,2004,no,src\na1,union,entitled_to,f,2005,..,no,src\n";
    let tables = [("entities.csv", entities), ("sources.csv", "id\nsrc\n"), ("claims.csv", claims)];
    let graph = super::tests::graph(&tables.map(|(name, text)| (name, text.to_owned())));
    let view = passed(&graph, AffiliationOptions::default());
    assert_eq!(["ada", "bo", "cy"].map(|actor| is(&view, actor, "f")), [In, Out, In]);
    assert_eq!(view.claims[&(0, view.arena("f").unwrap())], ["a1", "m1", "m2"]);
}

/// The bloc attended a session, and a source says that Cy did not: lifted to its series or not, Cy has nothing from it.
#[test]
fn an_exception_of_one_session_is_one_of_what_was_passed_on_there() {
    use Membership::{In, Out, Unknown};
    let entities =
        "id,kind,name\nsrc,document,S\nbloc,bloc,Bloc\nada,state,Ada\ncy,state,Cy\nf,forum,F\ns1,session,S1\n";
    let claims = "id,subject,relation,object,begin,end,status,source\nm1,ada,member_of,bloc,2000,..,,src\n\
                  m2,cy,member_of,bloc,2000,..,,src\nx,s1,session_of,f,,,,src\na1,bloc,attends,s1,2005,,,src\n\
                  a2,cy,attends,s1,2005,,denied,src\n";
    let tables = [("entities.csv", entities), ("sources.csv", "id\nsrc\n"), ("claims.csv", claims)];
    let graph = super::tests::graph(&tables.map(|(name, text)| (name, text.to_owned())));
    let view = |sessions| {
        passed(
            &graph,
            AffiliationOptions { modes: vec![Participation::Attended], sessions, ..AffiliationOptions::default() },
        )
    };
    let cells = |view: &Affiliations, arena| ["ada", "cy"].map(|actor| is(view, actor, arena));
    assert_eq!(cells(&view(Sessions::Lifted), "f"), [In, Unknown]);
    assert_eq!(cells(&view(Sessions::Apart), "s1"), [In, Out]);
}

fn window(from: &str, until: &str) -> AffiliationOptions {
    let window = crate::view::Window::parse(Some(from), Some(until)).unwrap();
    AffiliationOptions { window, ..AffiliationOptions::default() }
}

/// Bo came on some day of 2000 to 2010 himself, and sits in F through the bloc since 2000: the bloc's seat is sure in 2007. Where
/// he joined the bloc on some day of these years too, nothing is, and the list of those who sit does not shut him out.
#[test]
fn a_sure_seat_through_a_bloc_outweighs_a_perhaps() {
    use Membership::{In, Unknown};
    let bo = |joined: &str| {
        let view = passed(
            &small(&format!(
                "m1,bo,member_of,bloc,{joined},..,actual,no,,src\na1,bloc,entitled_to,f,2000,..,actual,no,,src\n\
                 a2,bo,entitled_to,f,[2000..2010],..,actual,,,src\n"
            )),
            window("2007", "2007"),
        );
        is(&view, "bo", "f")
    };
    assert_eq!([bo("1990"), bo("[2000..2010]")], [In, Unknown]);
}

/// One source has Ada in the bloc, another denies it, of 1990 or of all times: what she has through it is as unknown.
#[test]
fn a_disputed_member_has_a_disputed_seat() {
    use Membership::{In, Unknown};
    let ada = |denied: &str| {
        let view = passed(
            &small(&format!(
                "m1,ada,member_of,bloc,1990,..,actual,no,,src\nm2,ada,member_of,bloc,{denied},denied,,,src\n\
                 a1,bloc,entitled_to,f,2000,..,actual,no,,src\n"
            )),
            AffiliationOptions::default(),
        );
        (is(&view, "ada", "f"), view.doubted.get(&(0, view.arena("f").unwrap())).cloned())
    };
    let claims = ["a1", "m1"].map(str::to_owned).to_vec();
    assert_eq!(ada("1990,.."), (Unknown, Some((Doubt::Disputed, claims))));
    // What is denied of 1980 to 1995 is none of what began in 2000.
    assert_eq!(ada("1980,1995"), (In, None));
}

/// A bloc attended on some day of 2005: who joined on the first of July may have come too late, who joined in 1990 has not.
#[test]
fn an_event_of_a_bloc_is_that_of_its_members_on_its_day() {
    use Membership::{In, Unknown};
    let view = passed(
        &small(
            "m1,ada,member_of,bloc,1990,..,actual,no,,src\nm2,bo,member_of,bloc,2005-07-01,..,actual,no,,src\n\
             a1,bloc,attends,f,2005,,actual,no,,src\n",
        ),
        AffiliationOptions { modes: vec![Participation::Attended], ..window("2005", "2005") },
    );
    assert_eq!(["ada", "bo"].map(|actor| is(&view, actor, "f")), [In, Unknown]);
}

/// Twelve layers of four blocs, each a member of all blocs above: 4^12 ways from the last bloc to F, which nobody walks one by
/// one.
/// Behind the seat of Ada, who is a member of one bloc of the last layer, stand all memberships above it: 11 x 16 between
/// layers but
/// for the last, which is one bloc (10 x 16 + 4), that of Ada, and the four seats.
#[test]
fn blocs_in_many_layers_are_walked_once() {
    let mut entities = "id,kind,name\nsrc,document,S\nada,state,Ada\nf,forum,F\n".to_owned();
    let mut claims = "id,subject,relation,object,begin,end,source\nm,ada,member_of,b11-0,2000,..,src\n".to_owned();
    for layer in 0..12 {
        for at in 0..4 {
            entities.push_str(&format!("b{layer}-{at},bloc,B\n"));
            match layer {
                0 => claims.push_str(&format!("s{at},b0-{at},entitled_to,f,2000,..,src\n")),
                _ => (0..4).for_each(|up| {
                    let above = layer - 1;
                    claims.push_str(&format!("c{layer}-{at}-{up},b{layer}-{at},member_of,b{above}-{up},2000,..,src\n"));
                }),
            }
        }
    }
    let tables = [("entities.csv", entities), ("sources.csv", "id\nsrc\n".to_owned()), ("claims.csv", claims)];
    let view = passed(&super::tests::graph(&tables), AffiliationOptions::default());
    assert_eq!(is(&view, "ada", "f"), Membership::In);
    let ada = view.actors.iter().position(|actor| actor.id == "ada").unwrap();
    assert_eq!(view.claims[&(ada, view.arena("f").unwrap())].len(), 10 * 16 + 4 + 1 + 4);
}

/// The bloc sits in F by its complete list, a part of it alone in G, where Dee sits. Ada is its member, Bo a part of Bo is, Cy is
/// planned as one: of the last two it is unknown whether they sit in F, of Ada whether she sits in G; Dee has nothing from it.
#[test]
fn of_whom_it_is_said_in_part_it_is_unknown() {
    use Membership::{In, Out, Unknown};
    let view = passed(
        &small(
            "m1,ada,member_of,bloc,2000,..,actual,no,,src\nm2,bo,member_of,bloc,2000,..,actual,,scope=islands,src\n\
             m3,cy,member_of,bloc,2000,..,planned,,,src\na1,bloc,entitled_to,f,2000,..,actual,no,,src\n\
             a2,bloc,entitled_to,g,2000,..,actual,,scope=some of it,src\na3,dee,entitled_to,g,2000,..,actual,no,,src\n",
        ),
        AffiliationOptions::default(),
    );
    let cells = |arena| ["ada", "bo", "cy", "dee"].map(|actor| is(&view, actor, arena));
    assert_eq!((cells("f"), cells("g")), ([In, Unknown, Unknown, Out], [Unknown, Unknown, Unknown, In]));
    let why = |actor, arena| (view.doubted[&(actor, view.arena(arena).unwrap())]).clone();
    let of = |doubt, claims: [&str; 2]| (doubt, claims.map(str::to_owned).to_vec());
    assert_eq!([why(1, "f"), why(2, "f")], [of(Doubt::InPart, ["a1", "m2"]), of(Doubt::Hedged, ["a1", "m3"])]);
    assert_eq!(why(0, "g"), of(Doubt::InPart, ["a2", "m1"]));
    assert!(view.open_blocs.is_empty());
}

/// One source has the bloc in F, another denies it: so is what its members have from it, beside a complete list.
#[test]
fn the_seat_of_a_disputed_bloc_is_disputed() {
    let view = passed(
        &small(
            "m1,ada,member_of,bloc,2000,..,actual,no,,src\na1,bloc,entitled_to,f,2000,..,actual,no,,src\n\
             a2,bloc,entitled_to,f,2000,..,denied,,,src\na3,dee,entitled_to,f,2000,..,actual,no,,src\n",
        ),
        AffiliationOptions::default(),
    );
    assert_eq!(["ada", "bo"].map(|actor| is(&view, actor, "f")), [Membership::Unknown, Membership::Out]);
    assert_eq!(view.doubted[&(0, view.arena("f").unwrap())].0, Doubt::Disputed);
}

/// One source lists the bloc (Ada, Bo) and Dee in F, another Ada and Dee: the first seats Ada too, and denies her only where
/// the seat of the bloc is not passed on. Of Cy, whom only a third list has, the second says that he is out.
#[test]
fn a_list_with_a_bloc_denies_none_who_may_sit_there_through_it() {
    use Membership::{In, Unknown};
    let entities = format!("{}oth,document,Oth\nthd,document,Thd\n", super::tests::ENTITIES);
    let claims = "id,subject,relation,object,open,source\n1,bloc,member_of,f,no,src\n2,dee,member_of,f,no,src\n\
                  3,ada,member_of,bloc,no,src\n4,bo,member_of,bloc,no,src\n5,ada,member_of,f,no,oth\n\
                  6,dee,member_of,f,no,oth\n7,cy,member_of,f,no,thd\n8,ada,member_of,f,no,thd\n\
                  9,dee,member_of,f,no,thd\n";
    let tables = [("entities.csv", &*entities), ("sources.csv", "id\nsrc\noth\nthd\n"), ("claims.csv", claims)];
    let graph = super::tests::graph(&tables.map(|(name, text)| (name, text.to_owned())));
    let view = passed(&graph, AffiliationOptions::default());
    assert_eq!(["ada", "bo", "cy", "dee"].map(|actor| is(&view, actor, "f")), [In, In, Unknown, In]);
    assert_eq!(is(&Affiliations::of(&graph, &AffiliationOptions::default()), "ada", "f"), Unknown);
}

/// The complete list of F names Ada and Dee; that the bloc, of which Bo is a member and whose list is open, will sit there is
/// planned. Of Bo it is unknown; the list is not open to Cy.
#[test]
fn a_planned_seat_of_a_bloc_opens_no_list() {
    use Membership::{In, Out, Unknown};
    let view = passed(
        &small(
            "m1,bo,member_of,bloc,2000,..,actual,,,src\na1,bloc,member_of,f,2030,,planned,,,src\n\
             a2,ada,member_of,f,2000,..,actual,no,,src\na3,dee,member_of,f,2000,..,actual,no,,src\n",
        ),
        AffiliationOptions::default(),
    );
    assert_eq!(["ada", "bo", "cy", "dee"].map(|actor| is(&view, actor, "f")), [In, Unknown, Out, In]);
    assert!(view.open_blocs.is_empty());
}
