//! What the views must not make of claims, on the built-in data.

use std::collections::BTreeSet;

use blocs::dataset;
use blocs::graph::Graph;
use blocs::model::{Certainty, Date, Day, FlowClass, Modality, Status};
use blocs::view::{
    Advocacy, AffiliationOptions, Affiliations, Consensus, Doubt, Flow, FlowOptions, PositionOptions, Positions,
    Sessions, Step, Window,
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
    assert!(apart.arenas[apart.arena("gge-6").unwrap()].listed_in_full);
    assert!(!lifted.arenas[lifted.arena("gge").unwrap()].listed_in_full);
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

/// The report of 2010 is part of the reports taken together, and nothing says until when: what came after it is not in it.
#[test]
fn nothing_leads_into_a_text_after_it_came_to_be() {
    let flow = Flow::of(&graph(&["states", "cyber-norms"]), &FlowOptions::default());
    let id = |node: usize| flow.nodes[node].node.id.as_str();
    let into = |text: &str| {
        let ties = flow.ties.iter().filter(move |tie| id(tie.to) == text && tie.class == FlowClass::Carrier);
        ties.map(|tie| (id(tie.from), tie.when.latest())).collect::<Vec<_>>()
    };
    let day = |text: &str| Date::parse(text).unwrap().span().latest;
    assert!(into("gge-2010-report").contains(&("gge-reports", day("2010"))), "{:?}", into("gge-2010-report"));
    // The reports taken together have no day on which they came to be.
    assert!(into("gge-reports").iter().any(|(_, latest)| *latest == Day::MAX), "{:?}", into("gge-reports"));
}

/// The slides are of February or March 2013: the sessions of 2014 and 2015 were yet to come. The ministerial meeting of
/// September 2013 was too, but the commentary reports it.
#[test]
fn a_meeting_that_is_only_announced_is_planned() {
    let flow = Flow::of(&graph(&["cyber-norms", "states"]), &FlowOptions::default());
    let planned = |id: &str| flow.nodes[flow.node(id).unwrap()].planned;
    for id in ["wtpf-5", "icc-seoul-2013", "igf-8", "itu-pp-2014", "cstd-2014", "cstd-2015", "unga-2015-wsis-review"] {
        assert!(planned(id), "{id}");
        let node = flow.node(id).unwrap();
        let series =
            flow.ties.iter().filter(|tie| tie.relation == "session_of" && (tie.from == node || tie.to == node));
        assert!(series.into_iter().all(|tie| tie.status == Status::Planned), "{id}");
    }
    for id in ["japan-asean-ministerial-2013", "wcit-12", "igf-2018"] {
        assert!(!planned(id), "{id}");
    }
}

/// The author can only say that the first participation in the GGE (2012-08, the third round) stands behind the strategy.
#[test]
fn a_judgement_of_an_author_is_hedged() {
    let flow = Flow::of(&graph(&["cyber-norms", "states"]), &FlowOptions::default());
    let to = flow.node("jp-css-2013").unwrap();
    let causes: Vec<_> = flow.ties.iter().filter(|tie| tie.to == to && tie.relation == "triggers").collect();
    let [cause] = causes[..] else { panic!("{causes:?}") };
    assert_eq!(flow.nodes[cause.from].node.id, "gge-3");
    assert_eq!((cause.modality, cause.certainty), (Some(Modality::Appears), Certainty::Inferred));
}

/// The outcome of a proposal is proved by its own lines and by what is said of the bundle that it is part of. Of what
/// became of another bundle, and of a word that its own claim does not say, nothing is taken.
#[test]
fn the_fate_of_a_bundle_bears_out_what_is_said_of_its_parts() {
    let claims = "id,subject,relation,object,status,qualifiers,source,lines\n\
        c1,ada,proposes,part,,outcome=no-agreement,s,1\n\
        c2,part,part_of,bundle,,,s,1\n\
        c3,bundle,input_to,text,denied,outcome=no-agreement,s,2-3\n\
        c4,bundle,input_to,other,,outcome=adopted,s,4\n\
        c5,part,part_of,denied,denied,,s,1\n\
        c6,denied,input_to,text,denied,outcome=no-agreement,s,5\n\
        c7,ada,proposes,alone,,,s,6\n\
        c8,alone,input_to,text,,outcome=forwarded,s,7\n\
        c9,part,input_to,text,denied,outcome=no-agreement,s,8\n";
    let entities = "id,kind,name\ns,document,S\nada,state,Ada\npart,document,Part\nbundle,document,Bundle\n\
        denied,document,Denied\ntext,document,Text\nother,document,Other\nalone,document,Alone\n";
    let tables = [("sources.csv", "id\ns\n"), ("entities.csv", entities), ("claims.csv", claims)];
    let view = Advocacy::of(&common::graph(vec![common::folder("bundle", tables)]), Window::default());
    let of = |object: &str| view.proposals.iter().find(|one| one.object.id == object).unwrap();
    assert_eq!(
        (of("part").outcomes.concat(), of("part").outcome_claims.join(" ")),
        ("no-agreement".into(), "c9 c3".into())
    );
    assert_eq!(of("part").outcome_evidence, ["s:8", "s:2-3"]);
    assert_eq!(
        (of("alone").outcomes.concat(), of("alone").outcome_claims.join(" ")),
        ("forwarded".into(), "c8".into())
    );
    // In the record: the seven proposals without agreement rest on the line that says so, 322, each by claims of its own.
    let view = Advocacy::of(&graph(&["cyber-norms", "states"]), Window::default());
    let failed: Vec<_> = view.proposals.iter().filter(|one| one.outcomes == ["no-agreement"]).collect();
    assert_eq!(failed.len(), 7);
    for one in failed {
        assert!(one.evidence.iter().all(|place| place.ends_with("-322")), "{one:?}");
        assert!(!one.outcome_claims.is_empty(), "{one:?}");
    }
}

/// Of every built-in dataset: whoever is in dispute in the view of affiliations stands in a conflict that the check tells, and whom
/// the conflict of two complete lists names is in dispute in the view.
#[test]
fn what_the_view_disputes_the_check_tells_and_the_reverse() {
    let mut disputes = 0;
    // Lists of a year and of a month of it, and a third source of another year.
    let small = common::folder(
        "small",
        [
            ("sources.csv", "id\nr\ns\nt\n"),
            (
                "entities.csv",
                "id,kind,name\nr,document,R\ns,document,S\nt,document,T\na,state,A\nb,state,B\nc,state,C\nf,forum,F\n",
            ),
            (
                "claims.csv",
                "id,subject,relation,object,as_of,open,source\n1,a,member_of,f,2019,no,s\n2,b,member_of,f,2019,no,s\n\
                 3,a,member_of,f,2019-05,no,t\n4,c,member_of,f,2018,no,r\n",
            ),
        ],
    );
    let built_in = blocs::dataset::builtin_names().into_iter().map(|name| (name, common::built_in(name)));
    for (name, folders) in built_in.chain([("small", vec![small])]) {
        let loaded = common::load(folders);
        let conflicts: Vec<String> = loaded
            .diagnostics
            .iter()
            .filter(|found| ["lists-differ", "denied-and-claimed"].contains(&found.rule))
            .map(|found| found.message.clone())
            .collect();
        let graph = Graph::from(loaded.dataset.unwrap());
        let kinds: BTreeSet<String> = graph.dataset().entities.iter().map(|entity| entity.kind.clone()).collect();
        let mut disputed = BTreeSet::new();
        for mode in Affiliations::modes(&graph) {
            let roles = Affiliations::roles(&graph).into_iter().map(|role| vec![role]);
            for roles in roles.chain([Vec::new()]) {
                let actors = kinds.iter().cloned().collect();
                let options = AffiliationOptions { modes: vec![mode], roles, actors, ..AffiliationOptions::default() };
                let view = Affiliations::of(&graph, &options);
                let cells = view.doubted.iter().filter(|(_, (doubt, _))| *doubt == Doubt::Disputed);
                for (&(actor, arena), (_, claims)) in cells {
                    // A part of a bloc that signed and one that did not are no lists.
                    let of_lists = |id: &&String| graph.dataset().claim(id).is_some_and(|c| c.is_of_complete_list());
                    if claims.iter().filter(of_lists).count() < 2 {
                        continue;
                    }
                    let ids = [&view.actors[actor].id, &view.arenas[arena].node.id].map(|id| format!("`{id}`"));
                    let is_told = |said: &&String| {
                        let by_claims = claims.iter().filter(|id| said.contains(&format!("`{id}`"))).count() > 1;
                        ids.iter().all(|id| said.contains(id)) || by_claims
                    };
                    assert!(conflicts.iter().any(|said| is_told(&said)), "{name}: {ids:?} {claims:?}");
                    disputed.insert(ids);
                }
            }
        }
        for said in conflicts.iter().filter(|said| said.contains("complete lists")) {
            let (lists, whom) = said.split_once(" differ: ").unwrap();
            let arena = lists.split('`').nth(1).unwrap();
            for actor in whom.split(", ") {
                assert!(disputed.contains(&[actor.to_owned(), format!("`{arena}`")]), "{name}: {said}");
            }
        }
        disputes += disputed.len();
    }
    // B of F, which the list of the year has and that of the month has not.
    assert_eq!(disputes, 1);
}
