//! Tables with bytes changed at random: the door never panics, and what it lets through can be reported.

use blocs::graph::Graph;
use blocs::model::Severity;
use blocs::report::diagnostics::{Dress, render_counted};
use blocs::report::html;
use blocs::result::Language;
use blocs::{brief, export};

use crate::bytes::{is_csv, tables, twin};
use crate::common::{Lots, folder, load};

const CASES: usize = 300;

/// Bytes that tables and their readers give a meaning to.
const PIECES: [&[u8]; 24] = [
    b"\"",
    b",",
    b";",
    b"\t",
    b"\n",
    b"\r\n",
    b"\0",
    b"\xFF",
    b"\xEF\xBB\xBF",
    b"=",
    b"..",
    b"[..",
    b"/",
    b"-",
    b"0",
    b"99999999999999999999",
    b"ada",
    b"vote-1",
    b"member_of",
    b"{",
    b"}",
    "国".as_bytes(),
    b"\xE5\x9B",
    b"denied",
];

pub(crate) fn mutate(bytes: &mut Vec<u8>, lots: &mut Lots) {
    if bytes.is_empty() {
        return;
    }
    let at = lots.below(bytes.len());
    let end = (at + 1 + lots.below(12)).min(bytes.len());
    match lots.below(6) {
        0 => bytes[at] = lots.draw() as u8,
        1 => drop(bytes.drain(at..end)),
        2 => drop(bytes.splice(at..at, PIECES[lots.below(PIECES.len())].iter().copied())),
        3 => drop(bytes.splice(at..end, PIECES[lots.below(PIECES.len())].iter().copied())),
        4 => {
            // A piece of the table in another place: a row twice, a cell in the wrong column.
            let piece = bytes[at..end].to_vec();
            let other = lots.below(bytes.len());
            bytes.splice(other..other, piece);
        }
        _ => bytes.truncate(at),
    }
}

/// Words of one row put into another, so that whole rows stay well-formed and more of them pass the door.
fn swap_cells(bytes: &[u8], lots: &mut Lots) -> Vec<u8> {
    let mut rows = crate::common::records(bytes);
    if rows.len() > 2 {
        let column = lots.below(rows[0].len());
        let (a, b) = (1 + lots.below(rows.len() - 1), 1 + lots.below(rows.len() - 1));
        let cell = rows[b][column].clone();
        rows[a][column] = if lots.below(4) == 0 { String::new() } else { cell };
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    writer.into_inner().unwrap()
}

#[test]
fn changed_tables_never_panic() {
    let council = tables("toy-council");
    let (mut passed, mut refused) = (0, 0);
    for case in 0..CASES {
        let mut lots = Lots(case as u64);
        let mut files = council.clone();
        let place = lots.below(files.len());
        let (name, bytes) = &mut files[place];
        if case % 4 == 0 && is_csv(name) {
            *bytes = twin(bytes);
            *name = name.replace(".csv", ".json");
        }
        if case % 2 == 1 && is_csv(name) {
            *bytes = swap_cells(bytes, &mut lots);
        } else {
            for _ in 0..=lots.below(3) {
                mutate(bytes, &mut lots);
            }
        }
        let loaded = load(vec![folder("toy-council", files)]);
        for dress in [Dress::Plain, Dress::Colour, Dress::Json] {
            assert!(
                !render_counted(&loaded.diagnostics, &loaded.counts, dress, 50).is_empty() || loaded.counts.is_empty()
            );
        }
        let fault = loaded.counts.keys().any(|(severity, _)| *severity == Severity::Fault);
        assert_eq!(loaded.dataset.is_none(), fault, "case {case}");
        let Some(dataset) = loaded.dataset else {
            refused += 1;
            continue;
        };
        passed += 1;
        let written = blocs::dataset::write(&dataset);
        let again = load(vec![folder("again", written.iter().map(|file| (&file.name, &file.bytes)))]);
        assert!(again.dataset.is_some(), "case {case}: what was written is not read: {:?}", again.diagnostics);
        let report = brief::report(&Graph::from(dataset), &loaded.diagnostics, &brief::Options::default(), &|_| ());
        html::render(&report.document, None, Language::Both).unwrap();
        for graph in &report.graphs {
            export::write_graph(
                graph,
                export::GraphFormat::ALL[case % export::GraphFormat::ALL.len()],
                &mut Vec::new(),
            )
            .unwrap();
        }
    }
    // A fuzzer that never gets in, or is never stopped, tests one side of the door only.
    assert!(passed >= CASES / 5 && refused >= CASES / 5, "{passed} passed, {refused} refused");
}
