//! The pictures in the repository are those that the program draws.

use std::collections::BTreeMap;
use std::fs;

use crate::common::{answer, files, root};

#[test]
fn the_gallery_is_what_the_report_draws() {
    let scratch = tempfile::tempdir().unwrap();
    answer(scratch.path(), &["report", "-o", "report"]);
    let drawn = files(&scratch.path().join("report/figures"));
    let kept: BTreeMap<String, Vec<u8>> =
        files(&root().join("output/gallery")).into_iter().filter(|(name, _)| name.ends_with(".svg")).collect();
    assert_eq!(drawn.keys().collect::<Vec<_>>(), kept.keys().collect::<Vec<_>>());
    for (name, bytes) in &drawn {
        let same = kept.get(name) == Some(bytes);
        assert!(same, "{name} differs: cargo run -- report && cp output/report/figures/*.svg output/gallery/");
    }
    assert!(fs::read_to_string(root().join("README.md")).unwrap().contains("output/gallery/split.svg"));
}
