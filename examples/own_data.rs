//! Claims of one's own from memory: every fault at once, then a dataset.
//!
//!     cargo run --example own_data

use blocs::dataset::{self, Folder};

fn folder(claims: &str) -> Folder {
    let entities = "id,kind,name\nada,state,Ada\nbo,state,Bo\nmemo,document,A memorandum\n";
    Folder::of(
        "mine",
        [("sources.csv", "id,author\nmemo,A. Clerk\n"), ("entities.csv", entities), ("claims.csv", claims)],
    )
}

pub fn main() {
    let header = "id,subject,relation,object,source,lines,anchor\n";
    // Two slips in two rows: both are told, each with its place.
    let loaded = dataset::load(
        vec![folder(&format!("{header}c1,adda,aligns_with,bo,memo,3,x\nc2,ada,likes,bo,memo,4,y\n"))],
        None,
    );
    assert!(loaded.dataset.is_none());
    for fault in &loaded.diagnostics {
        println!("{}:{}:{} {}", fault.file, fault.line, fault.column, fault.message);
    }
    assert_eq!(loaded.diagnostics.len(), 2);

    let loaded = dataset::load(vec![folder(&format!("{header}c1,ada,aligns_with,bo,memo,3,x\n"))], None);
    let dataset = loaded.dataset.expect("mended");
    assert_eq!(dataset.claims.len(), 1);
    println!("{}: {}", dataset.claims[0].id, dataset.claims[0].evidence);
}
