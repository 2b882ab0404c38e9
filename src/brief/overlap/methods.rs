//! What to write into the methods section of a paper: a sentence for every question, from the method as it was used.

use crate::overlap::agenda::{Agenda, Weighting};
use crate::overlap::backbone::Side;
use crate::overlap::forums::Forums;
use crate::overlap::structure::Structure;
use crate::overlap::upset::{Counting, Intersections};
use crate::overlap::{Mandate, Shopping, SideBySide};
use crate::result::{Method, Table};
use crate::view::{Affiliations, Bodies};

use super::super::count;

/// How far forums (or actors) share whom.
pub fn forums(found: &Forums) -> String {
    let n = found.things.len();
    let (what, by) = match found.options.of {
        Side::Forums => (count(n, "forum"), "who takes part in both"),
        Side::Actors => (count(n, "actor"), "the forums in which both take part"),
    };
    format!(
        "We compared {what} by {by} ({}), with the Jaccard, overlap and cosine coefficients and the index of Bonacich; where \
         lists are open, they are bounds over every way the unknown may turn out ({}).",
        scope(&found.method),
        found.method.reference
    )
}

/// By whom, by what and by mandate.
pub fn side_by_side(found: &SideBySide, view: &Affiliations) -> String {
    let n = found.method.n.iter().find(|(name, _)| name == "forums").map_or(0, |(_, n)| *n as usize);
    format!(
        "Of {} we laid side by side the overlap of participants, of agendas and of mandates ({}; {}).",
        count(n, "forum"),
        view.options.window,
        found.method.reference
    )
}

/// How far agendas are the same.
pub fn agenda(found: &Agenda) -> String {
    let weight = match found.options.weighting {
        Weighting::Rarity => "passages, weighed by how rare a topic is",
        Weighting::Passages => "passages",
        Weighting::Presence => "presence",
    };
    format!(
        "We compared the agendas of {} ({}) by the cosine of their topics (issues and norms as coded, by {weight}) and by \
         containment both ways; fewer than {} were no agenda ({}).",
        count(found.bearers.len(), found.one),
        scope(&found.method),
        count(found.options.minimum, "topic"),
        found.method.reference
    )
}

/// What two forums stand under.
pub fn mandate(found: &Mandate, bodies: &Bodies) -> String {
    format!(
        "We compared {} ({}) by the bodies of which both are an organ or part, at any number of steps, and by what sources state \
         of their rivalry or complementarity ({}).",
        count(bodies.bodies.len(), "forum"),
        scope(&found.method),
        found.method.reference
    )
}

/// Nestedness, modules and core.
pub fn structure(found: &Structure) -> String {
    let trials = parameter(&found.method, "trials");
    format!(
        "On the table of {} in {} with complete lists ({}) we measured nestedness (NODF) against {trials} tables with the same row \
         and column sums, drawn by the curveball algorithm (seed {}), two-mode modularity, maximised by the Leiden algorithm, and a \
         discrete core, by the correlation of all cells with a full core and nothing else ({}).",
        count(found.actors.len(), "actor"),
        count(found.forums.len(), "forum"),
        scope(&found.method),
        found.method.seed.unwrap_or_default(),
        found.method.reference
    )
}

/// Who sits in which combination.
pub fn upset(found: &Intersections) -> String {
    let how = match found.options.counting {
        Counting::Exclusive => "exactly",
        Counting::Inclusive => "at least",
    };
    format!(
        "We counted which of {} take part in {how} which of {} with complete lists ({}; {}).",
        count(found.actors.len(), "actor"),
        count(found.forums.len(), "forum"),
        scope(&found.method),
        found.method.reference
    )
}

/// What is known of each forum.
pub fn profile(table: &Table) -> String {
    format!(
        "We describe {} ({}) by the bodies above them, their participants, decision rule and force of outcome, as sources state \
         them ({}).",
        count(table.len(), "forum"),
        scope(&table.method),
        table.method.reference
    )
}

/// Where an issue is treated, and who could take it elsewhere.
pub fn shopping(found: &Shopping) -> String {
    let gains = match &found.gains {
        Ok(_) => format!(
            ", and by who would be in a like-minded majority (agreement of {} or more) elsewhere",
            found.options.like_minded
        ),
        Err(_) => String::new(),
    };
    format!(
        "We compared the {} known to treat {} ({}) by who has access to which, by who sits in two of them{gains} ({}).",
        count(found.venues.len(), "forum"),
        found.issue.name,
        scope(&found.method),
        found.method.reference
    )
}

/// The window, and the ways to take part where they are a choice.
fn scope(method: &Method) -> String {
    let modes = parameter(method, "modes").replace(' ', ", ");
    let time = parameter(method, "window");
    if modes.is_empty() { time.to_owned() } else { format!("{modes}; {time}") }
}

fn parameter<'a>(method: &'a Method, wanted: &str) -> &'a str {
    method.parameters.iter().find(|(name, _)| name == wanted).map_or("", |(_, value)| value.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::super::references;
    use super::*;
    use crate::dataset;
    use crate::graph::Graph;
    use crate::overlap::{forums as whom, profile as bodies_table, seats, structure as shape, upset as sets};
    use crate::view::{AffiliationOptions, AgendaOptions, Agendas, Window};

    /// Every question names its window and a publication whose entry we hold.
    #[test]
    fn every_question_has_a_sentence_with_references_that_are_held() {
        let folders = ["memberships", "cyber-norms", "states"].map(|name| dataset::builtin(name).unwrap()).to_vec();
        let graph = Graph::from(dataset::load(folders, None).dataset.unwrap());
        let view = Affiliations::of(&graph, &AffiliationOptions::default());
        let bodies = Bodies::of(&graph, Window::default());
        let whom = Forums::of(&view, whom::Options::default());
        let what = Agenda::of(&Agendas::of(&graph, &AgendaOptions::default()), Default::default());
        let mandate_of = Mandate::of(&bodies);
        let shape = Structure::of(&view, shape::Options { trials: 2, ..Default::default() }).unwrap();
        let sets = Intersections::of(&view, sets::Options::default()).unwrap();
        let table = bodies_table::table(&bodies);
        let together = SideBySide::of(&whom, &what, &bodies, &mandate_of);
        let told = [
            (forums(&whom), &whom.method),
            (agenda(&what), &what.method),
            (mandate(&mandate_of, &bodies), &mandate_of.method),
            (structure(&shape), &shape.method),
            (upset(&sets), &sets.method),
            (profile(&table), &table.method),
            (side_by_side(&together, &view), &together.method),
            (String::new(), &seats::graph(&view).method),
        ];
        for (sentence, method) in told {
            assert!(
                sentence.is_empty()
                    || sentence.starts_with("We ")
                    || ["On ", "Of "].iter().any(|start| sentence.starts_with(start))
            );
            assert!(sentence.is_empty() || sentence.contains("all time") && sentence.contains(&method.reference));
            assert!(!method.reference.is_empty(), "{}", method.name);
            for short in method.reference.split(';') {
                assert!(references::full(short).is_some(), "{}: {short}", method.name);
            }
        }
    }
}
