//! Whether the terms that a claim quotes stand in the lines of its source: each is looked up in the text.
//!
//!     cargo run --example does_the_evidence_hold

use blocs::dataset::{self, Folder, Text, sha256};
use blocs::report::diagnostics::{Dress, render};

const MEMO: &str = "Of the harbour.\nAda and Bo stand together on the tolls.\n港湾憲章に署名した。\n";

fn folder(anchor: &str) -> Folder {
    let sources = format!("id,author,sha256\nmemo,A. Clerk,{}\n", sha256(MEMO.as_bytes()));
    let entities = "id,kind,name\nada,state,Ada\nbo,state,Bo\nmemo,document,A memorandum\n";
    let claims = format!("id,subject,relation,object,source,lines,anchor\nc1,ada,aligns_with,bo,memo,2,{anchor}\n");
    Folder::of("mine", [("sources.csv", sources.as_str()), ("entities.csv", entities), ("claims.csv", &claims)])
}

pub fn main() {
    // A text is known by its SHA-256: whatever its file is called, it is the one that was coded, or it is none.
    let texts = [Text::new("memo.txt", MEMO.as_bytes())];
    let loaded = dataset::load(vec![folder("Ada and Bo; TOLLS")], Some(&texts));
    print!("{}", render(&loaded.diagnostics, Dress::Plain, 10));
    // The second term is written otherwise in the text: no proof.
    assert!(loaded.dataset.is_none());
    let [fault] = loaded.diagnostics.as_slice() else { panic!("one term is not found") };
    assert_eq!(
        (fault.rule, fault.message.as_str()),
        ("anchor-not-found", "`TOLLS` does not stand in lines 2 of `memo`")
    );

    let loaded = dataset::load(vec![folder("Ada and Bo; tolls")], Some(&texts));
    assert!(loaded.dataset.is_some() && loaded.diagnostics.is_empty());
    // Without the text nothing is proved, which is said.
    let loaded = dataset::load(vec![folder("Ada and Bo; tolls")], Some(&[]));
    assert_eq!(loaded.diagnostics.iter().map(|found| found.rule).collect::<Vec<_>>(), ["text-not-held"]);
}
