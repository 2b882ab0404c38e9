//! Where an actor can take an issue, and who would gain a like-minded majority by moving it.
//!
//!     cargo run --example where_to_take_an_issue

use blocs::dataset::{self, Folder};
use blocs::graph::Graph;
use blocs::overlap::shopping::{Access, Alignment, Options, Shopping};
use blocs::record::behind;
use blocs::report::terminal;
use blocs::result::{Method, Pairs};
use blocs::view::{AffiliationOptions, Affiliations, AgendaOptions, Agendas, Bodies, Node, Window, departures};

/// A council of five and a club of three of them; both lists are complete, and both treat the tolls.
fn harbour() -> Folder {
    let states = ["ada", "bo", "cy", "dee", "eli"];
    let mut entities =
        "id,kind,name\nminutes,document,Minutes\ncouncil,forum,Council\nclub,forum,Club\ntolls,issue,Tolls\n"
            .to_owned();
    let mut claims = "id,subject,relation,object,open,source,lines\n".to_owned();
    claims += "t1,council,addresses,tolls,,minutes,1\nt2,club,addresses,tolls,,minutes,2\n";
    for (line, state) in states.iter().enumerate() {
        entities += &format!("{state},state,{state}\n");
        claims += &format!("m{line},{state},member_of,council,no,minutes,{}\n", line + 3);
        if line < 3 {
            claims += &format!("n{line},{state},member_of,club,no,minutes,{}\n", line + 8);
        }
    }
    Folder::of("harbour", [("sources.csv", "id\nminutes\n"), ("entities.csv", &entities), ("claims.csv", &claims)])
}

pub fn main() {
    let graph = Graph::from(dataset::load(vec![harbour()], None).dataset.expect("it has no fault"));
    let view = Affiliations::of(&graph, &AffiliationOptions::default());
    let agendas = Agendas::of(&graph, &AgendaOptions::default());
    let bodies = Bodies::of(&graph, Window::default());
    // Ada and Bo are of one mind, Cy, Dee and Eli of another. `Agreement::weights` gives such pairs from votes.
    let agreement = Pairs::of(5, |a, b| Some(if (a < 2) == (b < 2) { 1.0 } else { 0.0 }));
    let actors = view.actors.iter().map(|actor| actor.id.clone()).collect();
    let alignment = Alignment { actors, agreement, method: Method::new("by hand", "") };
    let tolls = Node::from(graph.dataset().entity("tolls").expect("the issue"));
    let left = departures(&view);
    let found = Shopping::of(&tolls, &view, &agendas, &bodies, &left, Some(&alignment), Options::default())
        .expect("two forums treat it");
    print!("{}", terminal::table(&behind::claims(&graph, found.table(&view)), None));
    print!("{}", terminal::table(&behind::claims(&graph, found.access_table(&view)), None));

    // Ada and Bo are two of five in the council and two of three in the club; the others would rather have it in the council.
    let gains = found.gains.as_ref().expect("lists and agreement are known");
    let gained: Vec<_> =
        gains.iter().map(|one| (view.actors[one.actor].id.as_str(), one.share.0, one.share_then.0)).collect();
    let (two, three) = (["ada", "bo"], ["cy", "dee", "eli"]);
    let expected =
        two.map(|id| (id, 2.0 / 5.0, 2.0 / 3.0)).into_iter().chain(three.map(|id| (id, 1.0 / 3.0, 3.0 / 5.0)));
    assert_eq!(gained, expected.collect::<Vec<_>>());
    let access = |id: &str| found.access(&view, view.actors.iter().position(|actor| actor.id == id).expect("an actor"));
    assert_eq!((access("ada"), access("dee")), (Access::All, Access::Some));
}
