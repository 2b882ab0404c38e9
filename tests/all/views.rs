//! What the views must not make of claims, on the built-in data.

use blocs::dataset;
use blocs::graph::Graph;
use blocs::model::{Day, FlowClass, Status};
use blocs::view::{
    AffiliationOptions, Affiliations, Consensus, Flow, FlowOptions, PositionOptions, Positions, Sessions, Step,
};

use crate::common;

fn graph(names: &[&str]) -> Graph {
    let folders = names.iter().map(|name| dataset::builtin(name).unwrap()).collect();
    Graph::from(dataset::load(folders, None).dataset.unwrap())
}

#[test]
fn a_complete_list_of_one_round_is_none_of_the_series() {
    let graph = graph(&["cyber-norms", "memberships", "states"]);
    let view = |sessions| Affiliations::of(&graph, &AffiliationOptions { sessions, ..AffiliationOptions::default() });
    let (apart, lifted) = (view(Sessions::Apart), view(Sessions::Lifted));
    // The 25 members of 2019 to 2021 are all there are of that round, and say nothing of the five before it.
    assert!(apart.arenas[apart.arena("gge-6").unwrap()].complete);
    assert!(!lifted.arenas[lifted.arena("gge").unwrap()].complete);
}

#[test]
fn whoever_is_named_nowhere_may_sit_in_an_open_list() {
    let graph = graph(&["cyber-norms", "states"]);
    let view = Affiliations::of(&graph, &AffiliationOptions::default());
    let states = graph.dataset().entities.iter().filter(|entity| entity.kind == "state").count();
    assert_eq!(view.actors.len(), states);
}

#[test]
fn a_plan_gives_no_date_to_what_was_reported() {
    // The slides plan the report for June 2013; the commentary reports it for 2013, and no month.
    let flow = Flow::of(&graph(&["cyber-norms", "states"]), &FlowOptions::default());
    let ends = (flow.node("gge-3").unwrap(), flow.node("gge-2013-report").unwrap());
    let tie = flow.ties.iter().find(|tie| (tie.from, tie.to) == ends && tie.relation == "issues").unwrap();
    assert_eq!((tie.status, tie.claims.len()), (Status::Actual, 2));
    let Step::Event(span) = tie.when else { panic!("issuing is an event") };
    assert_eq!((span.earliest, span.latest), (Day::new(2013, 1, 1), Day::new(2013, 12, 31)));
}

/// Ada and Bo sit in the council, Cy came later, Dee's seat is denied, Eli is recorded absent; the club lists nobody.
#[test]
fn an_adoption_counts_for_whoever_the_record_says_took_part() {
    let graph = common::graph(vec![common::folder(
        "council",
        [
            ("sources.csv", "id\ns\n"),
            (
                "entities.csv",
                "id,kind,name\ns,document,S\nada,state,Ada\nbo,state,Bo\ncy,state,Cy\ndee,state,Dee\neli,state,Eli\n\
                 council,forum,Council\nround,session,Round\nclub,forum,Club\nadopted,decision,Adopted\n\
                 agreed,decision,Agreed\nordered,decision,Ordered\n",
            ),
            (
                "claims.csv",
                "id,subject,relation,object,begin,end,status,source,lines\nm1,ada,member_of,council,1999,..,actual,s,1\n\
                 m2,bo,member_of,council,1999,..,actual,s,1\nm3,cy,member_of,council,2005,..,actual,s,1\n\
                 m4,dee,member_of,council,1999,..,actual,s,1\nm5,dee,member_of,council,1999,..,denied,s,1\n\
                 m6,eli,member_of,council,1999,..,actual,s,1\nm7,round,session_of,council,2001,..,actual,s,1\n",
            ),
            (
                "decisions.csv",
                "id,procedure,forum,date\nadopted,consensus,round,2001-03-02\nagreed,consensus,club,2001-03-02\n\
                 ordered,act,council,2001-03-02\n",
            ),
            ("positions.csv", "decision,actor,position,source,lines\nadopted,eli,absent,s,2\n"),
        ],
    )]);
    let view = |consensus| Positions::of(&graph, &PositionOptions { consensus, ..PositionOptions::default() });
    assert!(view(Consensus::Excluded).items.is_empty() && view(Consensus::Excluded).unnamed.is_empty());
    let counted = view(Consensus::Counted);
    let said: Vec<(&str, &str)> = counted
        .actors
        .iter()
        .enumerate()
        .map(|(place, actor)| {
            (actor.id.as_str(), counted.items[0].codes[counted.held(place, 0).unwrap().code()].word.as_str())
        })
        .collect();
    assert_eq!(said, [("ada", "for"), ("bo", "for"), ("eli", "absent")]);
    assert_eq!(counted.items.len(), 1);
    assert_eq!(counted.unnamed.len(), 1);
    assert!(counted.unnamed[0].starts_with("1 adoption without a vote left out"), "{:?}", counted.unnamed);
    // Why Bo joined: the claim of its seat.
    let options = PositionOptions { consensus: Consensus::Counted, ..PositionOptions::default() };
    let behind = Positions::behind(&graph, &options, "bo");
    assert_eq!(behind["adopted"].iter().map(|support| support.claim.as_str()).collect::<Vec<_>>(), ["m2"]);
}

/// A text adopted by a council in December 2012, after a vote in one of its rounds. One state consents later, an entry into
/// force is decided by the council itself in 2015, another state refuses without a date. A vote founds a club. Two texts hold
/// one norm; a third holds it through its list.
#[test]
fn a_text_rests_on_the_decision_that_made_it_and_on_no_other() {
    let graph = common::graph(vec![common::folder(
        "council",
        [
            ("sources.csv", "id\ns\n"),
            (
                "entities.csv",
                "id,kind,name\ns,document,S\nada,state,Ada\nbo,state,Bo\ncouncil,forum,Council\nround,session,Round\n\
                 club,forum,Club\ntext,document,Text\nvote,decision,Vote\nconsent,decision,Consent\nentry,decision,Entry\n\
                 refusal,decision,Refusal\nfounding,decision,Founding\nother,document,Other\nwide,document,Wide\n\
                 list,norm,List\nshared,norm,Shared\nown,norm,Own\n",
            ),
            (
                "claims.csv",
                "id,subject,relation,object,begin,end,status,source,lines\n\
                 a,council,adopts,text,2012-12,,actual,s,1\nb,round,session_of,council,2012-12,,actual,s,1\n\
                 c1,vote,concerns,text,2012-12,,actual,s,1\nc2,consent,concerns,text,,,actual,s,1\n\
                 c3,entry,concerns,text,2015-01-01,,actual,s,1\nc4,refusal,concerns,text,,,actual,s,1\n\
                 c5,founding,concerns,club,,,actual,s,1\nd1,bo,decides,refusal,,,actual,s,1\n\
                 e1,founding,establishes,club,,,actual,s,1\n\
                 n1,text,contains,shared,,,actual,s,2\nn2,other,contains,shared,,,actual,s,2\n\
                 n3,wide,contains,list,,,actual,s,2\nn4,list,contains,shared,,,actual,s,2\n\
                 n5,wide,contains,own,,,actual,s,2\nn6,list,contains,own,,,actual,s,2\n",
            ),
            (
                "decisions.csv",
                "id,procedure,forum,document,date\nvote,vote,round,text,2012-12\n\
                 consent,act,,text,[2012-12-15..2013-03-31]\nentry,act,council,text,2015-01-01\nrefusal,act,,text,\n\
                 founding,vote,,,2018\n",
            ),
        ],
    )]);
    let flow = Flow::of(&graph, &FlowOptions::default());
    let id = |node: usize| flow.nodes[node].node.id.as_str();
    let told = |flow: &Flow, relation: &str| -> Vec<String> {
        let of = flow.ties.iter().filter(|tie| tie.relation == relation);
        of.map(|tie| format!("{} > {}: {}", id(tie.from), id(tie.to), tie.class.word())).collect()
    };
    assert_eq!(
        told(&flow, "concerns"),
        [
            "club > founding: carrier",
            "founding > club: carrier",
            "text > consent: carrier",
            "text > entry: carrier",
            "text > refusal: carrier",
            "text > vote: carrier",
            "vote > text: carrier",
        ]
    );
    // The list belongs to the one text that holds it, and so does what stands in both; three texts share a norm.
    assert_eq!(
        told(&flow, "contains"),
        [
            "list > own: carrier",
            "list > shared: carrier",
            "list > wide: carrier",
            "other > shared: carrier",
            "own > list: carrier",
            "own > wide: carrier",
            "shared > list: co-affirmation",
            "shared > other: co-affirmation",
            "shared > text: co-affirmation",
            "text > shared: carrier",
            "wide > list: carrier",
            "wide > own: carrier",
        ]
    );
    // Where co-affirmation is left out, nothing leads from one text through a shared norm into another.
    let classes = vec![FlowClass::Lineage, FlowClass::Mandate, FlowClass::Input];
    let strict = Flow::of(&graph, &FlowOptions { classes, ..FlowOptions::default() });
    assert!(strict.ties.iter().all(|tie| strict.nodes[tie.from].node.id != "shared"));
}
