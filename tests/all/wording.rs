//! What a summary says of datasets that are made to tempt it: ties, names with commas, parties, no regions.

use std::collections::BTreeSet;

use blocs::brief::{self, Options, Section};
use blocs::dataset::{self, File, Folder};
use blocs::graph::Graph;
use blocs::report::{html, markdown};
use blocs::result::{Block, Language};

const SOURCES: &str = "id,language\ntext,en\n";
const ENTITIES: &str = "id,kind,name\ntext,document,Text\na,person,\"LEE, Mike\"\nb,person,\"PAUL, Rand\"\nc,person,\"KING, \
                        Angus\"\np,bloc,Reds\nq,bloc,Blues\nr,bloc,Greens\nd,decision,First\ne,decision,Second\n";
const CLAIMS: &str = "id,subject,relation,object,begin,status,certainty,source\n\
    c1,a,member_of,p,,actual,stated,text\nc2,b,member_of,p,,actual,stated,text\n\
    c3,a,member_of,q,,actual,stated,text\nc4,b,member_of,q,,actual,stated,text\n\
    c5,a,member_of,r,,actual,stated,text\nc6,b,member_of,r,,actual,stated,text\n";
const DECISIONS: &str = "id,procedure,date\nd,roll-call,2020-01-01\ne,roll-call,2020-02-01\n";
const POSITIONS: &str = "decision,actor,position,source\nd,a,for,text\nd,b,for,text\nd,c,against,text\n\
                         e,a,for,text\ne,b,for,text\ne,c,against,text\n";

fn council() -> Folder {
    let tables = [
        ("sources", SOURCES),
        ("entities", ENTITIES),
        ("claims", CLAIMS),
        ("decisions", DECISIONS),
        ("positions", POSITIONS),
    ];
    let file = |(name, text): (&str, &str)| File { name: format!("{name}.csv"), bytes: text.as_bytes().to_vec() };
    Folder { name: "council".to_owned(), files: tables.map(file).into(), ..Folder::default() }
}

fn report(options: &Options) -> (String, String) {
    let loaded = dataset::load(vec![council()], None);
    let graph = Graph::from(loaded.dataset.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics)));
    let report = brief::report(&graph, &loaded.diagnostics, options, &|_| ());
    let captions = report.document.blocks.iter().filter_map(|block| match block {
        Block::Drawing { caption, .. } => Some(caption.english.clone()),
        _ => None,
    });
    let captions: Vec<String> = captions.collect();
    assert!(html::render(&report.document, None, Language::Both).is_ok());
    (markdown::render(&report.document, Language::English), captions.join("\n"))
}

fn only(section: Section) -> Options {
    Options { sections: BTreeSet::from([section]), minimum: 1, ..Options::default() }
}

#[test]
fn ties_parties_and_commas_are_told() {
    let (page, captions) = report(&Options { minimum: 1, ..Options::default() });
    for said in [
        // Three vote on either decision.
        "- It is one of 2 decisions on which the record names as many actors (3), of 2 in all; the first of them by id is shown",
        "- The record names 2 for and 1 against; no source counts them.",
        // Lee and Paul vote alike, King against them.
        "LEE, Mike; PAUL, Rand.",
        "fewer than 5 cannot be resampled",
        // Lee and Paul are in each of three parties, which are no forums: 2 of 3 actors, and King may be in any.
        "- 2 of 3 actors of kind person are named in 3 groups; no list is complete.",
        "- 3 pairs share most of the named, 2 each, over all 3 actors of the data: Reds with Blues",
        "- Of 6 claims, none is the coder's inference, all are undated, and none is of something planned.",
        "- 6 claims of 1 source about 9 entities; 6 recorded positions on 2 decisions.",
        "(n: 1 source)",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    for wrong in ["The data carry", "1 conflicts", "1 relations", "1 sources", "by region", "name_ja", "- 0 of"] {
        assert!(!page.contains(wrong), "{wrong}\n{page}");
    }
    assert!(captions.contains("First: who holds which position."), "{captions}");
    assert!(captions.contains("Overlap of groups"), "{captions}");
}

#[test]
fn one_question_brings_no_answer_to_another() {
    let (page, captions) = report(&only(Section::Overlap));
    assert!(!page.contains("First") && !captions.contains("First"), "{page}");
    assert!(page.contains("share most of the named"));
    let (page, _) = report(&only(Section::Influence));
    assert!(!page.contains("First") && !page.contains("groups"), "{page}");
    // Nothing was asked that the record leaves open but what it lacks altogether.
    assert!(page.contains("- No step of influence is documented."), "{page}");
    let (page, _) = report(&only(Section::Align));
    assert!(page.contains("First") && !page.contains("share most"), "{page}");
}
