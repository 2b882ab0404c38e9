//! Small records of what forums treat, by hand: who holds what on an issue, and how often it is treated.

use blocs::dataset;
use blocs::graph::Graph;
use blocs::overlap::shopping::{Options, Shopping};
use blocs::result::{CellRef, ColumnRole};
use blocs::view::{
    AffiliationOptions, Affiliations, AgendaOptions, Agendas, Bearers, Bodies, Node, Sessions, Stances, Window,
};

use crate::common::{blocs, folder, put};

/// Things as `id kind`, claims as `subject relation object begin lines anchor`, of which the last three may be wanting.
fn graph(things: &[&str], claims: &[&str]) -> Graph {
    let mut entities = "id,kind,name\nsrc,document,Source\n".to_owned();
    for thing in things {
        let (id, kind) = thing.split_once(' ').unwrap();
        entities.push_str(&format!("{id},{kind},{id}\n"));
    }
    let mut rows = "id,subject,relation,object,begin,end,status,open,source,lines,anchor\n".to_owned();
    for (n, claim) in claims.iter().enumerate() {
        let words: Vec<&str> = claim.split(' ').collect();
        let word = |at: usize| words.get(at).copied().unwrap_or_default();
        let (open, end) = if word(1) == "member_of" { ("no", "..") } else { ("", "") };
        let lines = if word(4).is_empty() { (n + 1).to_string() } else { word(4).to_owned() };
        rows.push_str(&format!(
            "c{n:02},{},{},{},{},{end},actual,{open},src,{lines},{}\n",
            word(0),
            word(1),
            word(2),
            word(3),
            word(5)
        ));
    }
    let folder = folder("toy", [("sources.csv", "id\nsrc\n"), ("entities.csv", &entities), ("claims.csv", &rows)]);
    Graph::from(dataset::load(vec![folder], None).dataset.expect("a sound dataset"))
}

/// The positions that stand beside the only pair of forums, and the claims.
fn positions(graph: &Graph, window: Window, sessions: Sessions, actors: &[&str]) -> (String, String) {
    let actors = actors.iter().map(ToString::to_string).collect();
    let view =
        Affiliations::of(graph, &AffiliationOptions { window, sessions, actors, ..AffiliationOptions::default() });
    let agendas = Agendas::of(graph, &AgendaOptions { sessions, ..AgendaOptions::default() });
    let issue = Node::from(graph.dataset().entity("x").unwrap());
    let found = Shopping::of(
        &issue,
        &view,
        &agendas,
        &Bodies::of(graph, window),
        &Default::default(),
        None,
        Options::default(),
    )
    .unwrap();
    let table = found.pairs_table(&view, &Stances::of(graph, &view, &found.issue.id, found.forums()));
    assert_eq!(table.len(), 1);
    let column = |name: &str| table.named(name).unwrap().cells.at(0).plain();
    let Some(CellRef::List(claims)) = table.cell(0, ColumnRole::Claims) else { panic!("no claims") };
    (column("positions"), claims.join(" "))
}

const FORUMS: [&str; 7] = ["x issue", "f forum", "g forum", "s session", "t document", "a state", "fa firm"];

/// a sits in f and g. It opposes the session s of f and the text t that s issued in 2002, both in 2018, and supports the issue in
/// 2019: in 2003 it has said nothing, in 2018 of the two.
#[test]
fn positions_are_those_of_the_window_and_texts_are_whose_they_ever_were() {
    let claims = [
        "f addresses x",
        "g addresses x",
        "a member_of f 2000",
        "a member_of g 2000",
        "s session_of f 2002-01-01",
        "s issues t 2002-01-02",
        "a opposes s 2018",
        "a opposes t 2018",
        "a supports x 2019",
    ];
    let graph = graph(&FORUMS, &claims);
    let on = |year: &str| Window::parse(Some(year), Some(year)).unwrap();
    let of = |window, sessions| positions(&graph, window, sessions, &[]);
    assert_eq!(of(on("2003"), Sessions::Lifted), (String::new(), "c02 c03".to_owned()));
    let (said, behind) = of(on("2018"), Sessions::Lifted);
    assert_eq!(said, "a opposes statement:s; a opposes statement:t");
    assert_eq!(behind, "c02 c03 c06 c07");
    let (said, _) = of(Window::default(), Sessions::Lifted);
    assert_eq!(said, "a opposes statement:s; a opposes statement:t; a supports statement:x");
    // Sessions apart are not the forum's own.
    assert_eq!(of(Window::default(), Sessions::Apart).0, "a supports statement:x");
}

/// The firm fa sits in both and opposes; the state a says both yes and no, of which no date tells the later.
#[test]
fn positions_of_other_actors_and_contradicting_ones_are_told() {
    let claims = [
        "f addresses x",
        "g addresses x",
        "fa member_of f 2000",
        "fa member_of g 2000",
        "a member_of f 2000",
        "a member_of g 2000",
        "fa opposes x",
        "a supports x",
        "a opposes x",
    ];
    let graph = graph(&FORUMS, &claims);
    let of = |actors: &[&str]| positions(&graph, Window::default(), Sessions::Apart, actors).0;
    assert_eq!(of(&["firm"]), "fa opposes statement:x");
    assert_eq!(of(&["state"]), "a conflict on statement:x");
    assert_eq!(of(&["firm", "state"]), "a conflict on statement:x; fa opposes statement:x");
}

/// Two terms of one line are one passage; a line more is another.
#[test]
fn passages_are_lines_not_terms() {
    let things = ["t document", "n norm", "m norm"];
    let claims = ["t contains n  5 one", "t contains n  5 two", "t contains m  6 one", "t contains m  7 one"];
    let graph = graph(&things, &claims);
    let agendas = Agendas::of(&graph, &AgendaOptions { of: Bearers::Documents, ..AgendaOptions::default() });
    let passages = |topic: &str| agendas.treated("t", topic).unwrap().passages;
    assert_eq!((passages("n"), passages("m")), (1, 2));
}

/// Two sets of norms contain each other. A text that holds the one treats it, and a text that holds that text the same.
#[test]
fn a_text_that_leads_into_a_circle_of_sets_treats_the_first_of_them() {
    let things = ["t document", "u document", "n norm", "m norm", "o norm"];
    let claims = ["n contains m", "m contains n", "t contains n", "t contains o", "u contains t"];
    let graph = graph(&things, &claims);
    let agendas = Agendas::of(&graph, &AgendaOptions { of: Bearers::Documents, ..AgendaOptions::default() });
    let topics = |text: &str| -> Vec<&str> {
        let agenda = agendas.agenda(agendas.bearer(text).unwrap());
        agenda.keys().map(|topic| agendas.topics[*topic].id.as_str()).collect()
    };
    assert_eq!(topics("t"), ["n", "o"]);
    assert_eq!(topics("u"), topics("t"));
    assert_eq!(Agendas::topics_of(&graph, "n"), ["n"]);
}

/// What nothing reads is refused, and too few draws are told.
#[test]
fn options_that_do_nothing_are_refused() {
    let scratch = tempfile::tempdir().unwrap();
    let at = scratch.path();
    for arguments in [
        "overlap shopping issue-internet-public-policy --like-minded 0.9",
        "overlap shopping issue-internet-public-policy --min 3",
        "overlap backbone -d memberships --null sdsm --trials 7",
        "overlap backbone -d memberships --seed 9",
    ] {
        let arguments: Vec<&str> = arguments.split(' ').collect();
        assert_eq!(blocs(at, &arguments).status, 2, "{arguments:?}");
    }
    let few = "overlap backbone -d memberships --null fdsm --trials 5 --seed 2".split(' ').collect::<Vec<_>>();
    let page = crate::common::answer(at, &few);
    assert!(page.contains("5 draws are too few to tell") && page.contains("--trials 40"), "{page}");
    // Of states, the record of memberships holds no position: nobody "would surely gain" by what nobody knows.
    let unknown = "overlap shopping norm-il-applies -d cyber-norms -d memberships --alignment memberships";
    let unknown: Vec<&str> = unknown.split(' ').collect();
    let page = crate::common::answer(at, &unknown);
    assert!(page.contains("does the alignment know how far they agree") && !page.contains("would surely"), "{page}");
    put(at, [("w.csv", "forum,actor,probability\nf,a,1\n")]);
    let weights = "overlap backbone -d memberships --weights w.csv".split(' ').collect::<Vec<_>>();
    let refused = blocs(at, &weights);
    assert_eq!(refused.status, 2);
}
