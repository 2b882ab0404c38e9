//! Swing actors in words.

use crate::align::clusters::Clusters;
use crate::align::swing::Swing;
use crate::result::{Document, Phrase};
use crate::view::Positions;

use super::{count, japanese};

/// What is said, then the actors between camps, then what it would take to reverse each outcome.
pub fn page(page: &mut Document, swing: &Swing, clusters: &Clusters, positions: &Positions) {
    let mut said = sentences(swing, clusters);
    said.extend(swing.narrow(positions).map(|why| {
        let told = japanese::told(why);
        Phrase::new(format!("Beware: {}.", told.english), format!("注意：{}。", told.japanese))
    }));
    page.list(said);
    if clusters.found.is_ok() {
        page.prose(Phrase::new("The camps:", "陣営："));
        page.list(super::align::sentences(clusters));
    }
    page.long_table(swing.table().without(&["name_ja"]), 40);
    page.long_table(swing.outcomes(positions), 40);
}

/// Who swings and by what rule, and how many outcomes they could have turned.
pub fn sentences(swing: &Swing, clusters: &Clusters) -> Vec<Phrase> {
    let actors = match &swing.actors {
        Err(reason) => {
            return vec![Phrase::new(
                format!("Nobody can be placed between camps: {}.", reason.reason()),
                format!("陣営の間に立つ主体は求められない：{}。", japanese::reason(reason)),
            )];
        }
        Ok(actors) => actors,
    };
    let camps = clusters.found.as_ref().map_or(0, Vec::len);
    let mut said = vec![Phrase::new(
        format!("{} in {}.", count(actors.len(), "actor"), count(camps, "camp")),
        format!("主体{}、陣営{camps}。", actors.len()),
    )];
    if let Some(Err(reason)) = actors.first().map(|one| &one.swings) {
        said.push(Phrase::new(
            format!("Who swings is not known: {}.", reason.reason()),
            format!("どの主体が揺れるかは分からない：{}。", japanese::reason(reason)),
        ));
        return said;
    }
    let names: Vec<Phrase> = actors
        .iter()
        .filter(|one| one.swings == Ok(true))
        .map(|one| japanese::node(&clusters.agreement.actors[one.actor]))
        .collect();
    said.push(match names.as_slice() {
        [] => Phrase::new(
            "For no actor do resampled items leave open which of two camps it agrees with more.",
            "案件を再抽出しても、二つの陣営のどちらとより同調するか定まらない主体はない。",
        ),
        names => {
            let shown = japanese::names(names, 12);
            Phrase::new(
                format!(
                    "{} between two camps, as resampled items have it: {}.",
                    count(names.len(), "actor"),
                    shown.english
                ),
                format!("案件の再抽出によれば二つの陣営の間にある主体{}：{}。", names.len(), shown.japanese),
            )
        }
    });
    let turned = swing.pivots.iter().filter(|pivot| pivot.turned()).count();
    said.push(Phrase::new(
        format!(
            "They were enough to reverse {turned} of {}, had all of them on the winning side changed sides.",
            count(swing.pivots.len(), "recorded vote")
        ),
        format!(
            "勝った側にいたこれらの主体がすべて移っていれば、記録された票決{}のうち{turned}の結果が逆になった。",
            swing.pivots.len()
        ),
    ));
    said
}
