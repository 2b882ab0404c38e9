//! The `csv` crate and the door are the oracle: what this reader takes, they read alike.

use super::*;
use crate::dataset;
use crate::graph::Graph;
use crate::model::PositionRow;
use crate::view::{PositionOptions, Positions};

/// What the door makes of the same bytes, as a reader that keeps no row would hold it; `None` with a fault.
fn door(bytes: &[u8], codes: &[String]) -> Option<RollCalls> {
    let folder = super::super::folder("votes", bytes.to_vec(), codes).ok()?;
    let dataset = dataset::load(vec![folder], None).dataset?;
    let of_kind = |kind: &str| {
        let of_kind = dataset.entities.iter().filter(|entity| entity.kind == kind);
        of_kind.map(|entity| entity.id.clone()).collect::<Vec<String>>()
    };
    let actors = of_kind(RollCalls::ACTOR);
    let decisions: Vec<String> = dataset.decisions.iter().map(|decision| decision.id.clone()).collect();
    let mut cells = Cells::new(actors.len(), decisions.len(), Cells::SMALL);
    for PositionRow { decision, actor, position, .. } in &dataset.positions.rows {
        let actor = actors.binary_search(&dataset.entities[*actor as usize].id).unwrap();
        let code = Procedure::RollCall.positions().iter().position(|code| code == position).unwrap();
        cells.put(actor, *decision as usize, code as u8);
    }
    Some(RollCalls { source: of_kind("document").remove(0), actors, decisions, cells })
}

/// Votes by a small generator: ids shorter than, as long as and longer than eight bytes, a fifth without a record.
fn table(actors: usize, decisions: usize, scattered: bool, end: &str) -> String {
    let mut rows = Vec::new();
    for decision in 0..decisions {
        for actor in 0..actors {
            let mixed = (decision * 7919 + actor * 104_729 + decision * actor * 31) % 1009;
            let word = ["yes", "no", "abstain", "absent", "for", "present-not-voting", "not-eligible"].get(mixed % 8);
            let Some(word) = word else { continue };
            let id = ["a", "actor-00", "actor-of-a-long-name-", "日本"][actor % 4];
            rows.push((mixed * usize::from(scattered), format!("d{decision}-{},{id}{actor},{word}", decision % 3)));
        }
    }
    rows.sort();
    let rows: Vec<String> = rows.into_iter().map(|(_, row)| row).collect();
    format!("decision,actor,position{end}{}{end}", rows.join(end))
}

#[test]
fn plain_tables_are_read_as_the_door_reads_them() {
    for (actors, decisions, scattered, end) in [(1, 1, false, "\n"), (40, 30, false, "\r\n"), (70, 90, true, "\n")] {
        let text = table(actors, decisions, scattered, end);
        let read = roll_calls("votes", &mut text.as_bytes(), &[]).expect("a plain table");
        assert_eq!(Some(read), door(text.as_bytes(), &[]), "{actors} actors, {decisions} decisions");
    }
    let text = table(5, 5, false, "\n");
    let whole = roll_calls("votes", &mut text.as_bytes(), &[]);
    assert_eq!(roll_calls("votes", &mut text.trim_end().as_bytes(), &[]), whole, "without a last line end");
    assert!(whole.is_some());
}

#[test]
fn the_view_is_that_of_the_graph() {
    let text = table(40, 30, true, "\n");
    let options = PositionOptions::default();
    let votes = roll_calls("votes", &mut text.as_bytes(), &[]).expect("a plain table");
    let folder = super::super::folder("votes", text.into_bytes(), &[]).unwrap();
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
    assert_eq!(Positions::of_roll_calls(votes, &options), Positions::of(&graph, &options));
}

#[test]
fn a_square_is_turned_bit_by_bit() {
    let line = |n: usize| (n as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let square: [u64; 64] = std::array::from_fn(line);
    let mut turned = square;
    super::turn(&mut turned);
    for (row, line) in square.iter().enumerate() {
        for (column, turned) in turned.iter().enumerate() {
            assert_eq!(turned >> row & 1, line >> column & 1);
        }
    }
}

#[test]
fn chunks_cut_lines_anywhere() {
    // More than one chunk, handed over in small pieces of changing length.
    struct Pieces<'a>(&'a [u8], usize);
    impl Read for Pieces<'_> {
        fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
            self.1 = self.1 * 13 % 8191 + 1;
            let n = self.1.min(out.len()).min(self.0.len());
            out[..n].copy_from_slice(&self.0[..n]);
            self.0 = &self.0[n..];
            Ok(n)
        }
    }
    let text = table(150, 200, false, "\n");
    assert!(text.len() > CHUNK);
    let whole = roll_calls("votes", &mut text.as_bytes(), &[]);
    assert!(whole.is_some());
    assert_eq!(roll_calls("votes", &mut Pieces(text.as_bytes(), 1), &[]), whole);
}

#[test]
fn words_are_the_callers_too() {
    let codes = ["yea=for".to_owned(), "a long word=against".to_owned(), "yes=against".to_owned()];
    let text = "decision,actor,position\nd,a,yea\nd,b,a long word\nd,c,yes\n";
    let read = roll_calls("votes", &mut text.as_bytes(), &codes).unwrap();
    assert_eq!((0..3).map(|actor| read.cells.get(actor, 0)).collect::<Vec<u8>>(), [0, 2, 0]);
    assert_eq!(Some(read), door(text.as_bytes(), &codes));
    assert_eq!(roll_calls("votes", &mut text.as_bytes(), &["yea:for".to_owned()]), None);
}

#[test]
fn what_is_not_plain_is_left_to_the_door() {
    let head = "decision,actor,position\n";
    for rest in [
        "",                    // no row
        "d,a,perhaps\n",       // an unknown word
        "d,a,signed\n",        // no position of a roll call
        "d,a,yes\nd,a,yes\n",  // a vote twice
        "d,a,yes\nd,a,no\n",   // two votes
        "d,a,yes\n\nd,b,no\n", // a blank line
        "d,a,yes,\n",          // a cell too many
        "d,a\n",               // one too few
        "d,\"a\",yes\n",       // quotes
        "d, a,yes\n",          // a blank before an id
        "d,a,yes \n",          // a blank behind a word
        "d,,yes\n",            // no actor
        "d,a,\n",              // no position
        "d,a,yes\nd,a\0,no\n", // a NUL, which is like the end of a short id
        "d,a,yes\nd,b,no\0\n", // the same in a word
        "d,d,yes\n",           // an id for two things
        "d,votes,yes\n",       // the name of the file for another thing
        "d;a;yes\n",           // another delimiter
    ] {
        let text = format!("{head}{rest}");
        assert_eq!(roll_calls("votes", &mut text.as_bytes(), &[]), None, "{rest:?}");
    }
    for head in ["", "actor,decision,position\n", "decision,actor,position,note\n", "\u{feff}decision,actor,position\n"]
    {
        assert_eq!(roll_calls("votes", &mut format!("{head}d,a,yes\n").as_bytes(), &[]), None, "{head:?}");
    }
    assert_eq!(roll_calls("votes", &mut &b"decision,actor,position\nd,\xff,yes\n"[..], &[]), None);
    let long = format!("{head}d,{},yes\n", "a".repeat(2 * CHUNK));
    assert_eq!(roll_calls("votes", &mut long.as_bytes(), &[]), None);
}
