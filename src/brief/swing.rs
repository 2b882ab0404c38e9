//! Swing actors in words.

use crate::align::clusters::Clusters;
use crate::align::swing::Swing;
use crate::result::Document;
use crate::view::Positions;

use super::{and, count};

/// What is said, then the actors between camps, then what it would take to reverse each outcome.
pub fn page(page: &mut Document, swing: &Swing, clusters: &Clusters, positions: &Positions) {
    let mut said = sentences(swing, clusters);
    said.extend(swing.narrow(positions).map(|why| format!("Beware: {why}.")));
    page.list(said);
    if clusters.found.is_ok() {
        page.prose("The camps:");
        page.list(super::align::sentences(clusters));
    }
    page.long_table(swing.table().without(&["name_ja"]), 40);
    page.long_table(swing.outcomes(positions), 40);
}

/// Who swings and by what rule, and how many outcomes they could have turned.
pub fn sentences(swing: &Swing, clusters: &Clusters) -> Vec<String> {
    let actors = match &swing.actors {
        Err(reason) => return vec![format!("Nobody can be placed between camps: {}.", reason.reason())],
        Ok(actors) => actors,
    };
    let camps = clusters.found.as_ref().map_or(0, Vec::len);
    let mut said = vec![format!("{} in {}.", count(actors.len(), "actor"), count(camps, "camp"))];
    if let Some(Err(reason)) = actors.first().map(|one| &one.swings) {
        said.push(format!("Who swings is not known: {}.", reason.reason()));
        return said;
    }
    let names: Vec<String> = actors
        .iter()
        .filter(|one| one.swings == Ok(true))
        .map(|one| clusters.agreement.actors[one.actor].name.clone())
        .collect();
    said.push(match names.as_slice() {
        [] => "For no actor do resampled items leave open which of two camps it agrees with more.".to_owned(),
        names => {
            let shown = and(&names[..names.len().min(12)]);
            let more = names.len().saturating_sub(12);
            let more = if more > 0 { format!(", and {more} more") } else { String::new() };
            format!("{} between two camps, as resampled items have it: {shown}{more}.", count(names.len(), "actor"))
        }
    });
    let turned = swing.pivots.iter().filter(|pivot| pivot.turned()).count();
    said.push(format!(
        "They were enough to reverse {turned} of {}, had all of them on the winning side changed sides.",
        count(swing.pivots.len(), "recorded vote")
    ));
    said
}
