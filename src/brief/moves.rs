//! Camps over time in words.

use crate::align::moves::Moves;
use crate::result::{Document, Phrase};
use crate::view::By;

use super::{count, japanese, number};

/// What is said, then how far apart camps stand window by window, then who moved.
pub fn page(moves: &Moves) -> Document {
    let mut page = Document::default();
    page.list(sentences(moves));
    page.long_table(moves.polarisation(), 80);
    match moves.side_by_side() {
        Some(table) => page.long_table(table.without(&["name_ja"]), 40),
        None => page.long_table(moves.moved().without(&["name_ja", "order"]), 40),
    }
    page
}

/// How many windows have camps, how many moves there were, and where camps stood furthest apart.
pub fn sentences(moves: &Moves) -> Vec<Phrase> {
    let with = moves.windows.iter().filter(|window| window.camps.is_ok()).count();
    let stays = || moves.windows.iter().flat_map(|window| &window.stays);
    let moved = stays().filter(|stay| stay.moved_from.is_some()).count();
    let regrouped = stays().filter(|stay| stay.regrouped_from.is_some()).count();
    let windows = moves.windows.len();
    let outside = super::outside(&moves.method, windows, moves.by);
    if windows == 0 {
        return outside.into_iter().collect();
    }
    let mut said = vec![match moves.by {
        By::Kind => {
            let (differ, twice) = moves.differing();
            let kinds = if windows == 1 { "1 kind of item".to_owned() } else { format!("{windows} kinds of items") };
            let of = count(twice, "actor");
            Phrase::new(
                format!(
                    "Camps can be told in {with} of {kinds}; of {of} with company in two of them or more, {differ} {} other \
                     company in one kind than in another.",
                    if differ == 1 { "keeps" } else { "keep" }
                ),
                format!(
                    "陣営を区別できるのは案件の種類{windows}のうち{with}。二つ以上の種類で仲間のある主体{twice}のうち、種類により\
                     仲間が異なるのは{differ}。"
                ),
            )
        }
        _ if with < 2 => Phrase::new(
            format!("Camps can be told in {with} of {}: nothing can be said of moves.", count(windows, "window")),
            format!("陣営を区別できるのは期間{windows}のうち{with}：移動については何も言えない。"),
        ),
        _ => {
            let again = match regrouped {
                0 => Phrase::default(),
                n => Phrase::new(
                    match n {
                        1 => " Once the camp of an actor has another name because camps merged or split.".to_owned(),
                        n => format!(" {n} times the camp of an actor has another name because camps merged or split."),
                    },
                    format!("陣営の合流や分裂で主体の陣営の名が変わったのは{n}回。"),
                ),
            };
            let (of, moves) = (count(windows, "window"), count(moved, "move"));
            Phrase::new(
                format!(
                    "Camps can be told in {with} of {of}; {moves} of an actor from one camp to another.{}",
                    again.english
                ),
                format!(
                    "陣営を区別できるのは期間{windows}のうち{with}。主体が陣営を移ったのは{moved}回。{}",
                    again.japanese
                ),
            )
        }
    }];
    said.extend(outside);
    if stays().all(|stay| stay.firmness.is_err()) && moves.by != By::Kind && with > 0 {
        said.push(Phrase::new(
            "How surely was not asked: --bootstrap says how firmly each actor stands in its camp.",
            "確かさは求めていない：--bootstrap で各主体が陣営にどれほど安定して属するかを示す。",
        ));
    }
    let mut apart: Vec<(f64, &str)> = moves
        .windows
        .iter()
        .filter_map(|window| Some((window.polarisation().ok()?, window.period.name.as_str())))
        .collect();
    apart.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(b.1)));
    if let [(low, least), .., (high, most)] = apart.as_slice() {
        let [low, high] = [low, high].map(|value| number(&Ok(*value)));
        let [first, last] = [most, least].map(|name| japanese::terms().get(name).copied().unwrap_or(name));
        said.push(Phrase::new(
            format!(
                "Camps stand furthest apart in {most} (pairs within agree by {high} more than pairs across), nearest in {least} \
                 ({low})."
            ),
            format!(
                "陣営が最も離れているのは{first}（陣営内の組の値は陣営間より{high}高い）、最も近いのは{last}（{low}）。"
            ),
        ));
    }
    said
}
