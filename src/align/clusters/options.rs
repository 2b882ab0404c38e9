//! How groups are sought.

use crate::math::leiden::Search;
use crate::result::Method;

use super::super::agreement::rules::rule;
use super::super::agreement::{Agreement, Bootstrap};
use super::search;

rule! {
    /// How groups are sought.
    ///
    /// Signed ties are 2 IA - 1, distances 1 - IA. Camps minimise the *frustration*, the weight of positive ties between
    /// camps and of negative ties inside one; with two camps F = 1 - 2 x frustration / total weight, 1 where friends stand
    /// together and foes apart throughout. A tree is cut where the mean *silhouette* is widest: (b - a) / max(a, b) of an
    /// actor, a its mean distance to its own group, b that to the nearest other one, and 0 of whoever is alone.
    Approach {
        /// Leiden over defined pairs, under a null model.
        #[default]
        Leiden = "leiden",
        /// Leiden on signed ties (2 IA - 1) under the null model of Gómez, Jensen and Arenas.
        SignedLeiden = "signed-leiden",
        /// A tree by the mean distance of groups, cut.
        Average = "average",
        /// A tree by the furthest members of groups, cut.
        Complete = "complete",
        /// A tree by what joining adds to the sum of squares, cut.
        Ward = "ward",
        /// So many camps with the least weight of friends apart and foes together: the line index of balance.
        Camps = "camps",
    }
}

impl Approach {
    /// Whether the search draws lots.
    pub(super) fn draws(self) -> bool {
        matches!(self, Self::Leiden | Self::SignedLeiden)
    }
    /// Whether it asks who is a friend and who a foe.
    pub(super) fn reads_signs(self) -> bool {
        matches!(self, Self::SignedLeiden | Self::Camps)
    }
    /// Whether it makes a tree.
    pub(super) fn is_tree(self) -> bool {
        matches!(self, Self::Average | Self::Complete | Self::Ward)
    }
}

rule! {
    /// What agreement to expect of a pair before calling it close.
    NullModel {
        /// The same of every defined pair: gamma, by default the mean agreement. The constant Potts model (CPM).
        #[default]
        Constant = "cpm",
        /// In proportion to how much both agree with others: a modularity over defined pairs.
        Modularity = "modularity",
    }
}

/// How groups are sought.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Options {
    /// The method; `leiden` by default.
    pub approach: Approach,
    /// What agreement to expect of a pair, the mean of all by default; read by `leiden`.
    pub null: NullModel,
    /// The resolution of the constant null model; `None`: the mean agreement of the defined pairs.
    pub gamma: Option<f64>,
    /// How many groups a tree is cut into, or how many camps there are; `None`: by a stated criterion, or two camps.
    pub clusters: Option<usize>,
    /// Seed (1), number of runs (20) and threads (1) of the search.
    pub search: Search,
    /// How often the items are resampled, to see how firmly actors stand; not at all unless asked for.
    pub bootstrap: Option<Bootstrap>,
}

impl Options {
    /// Why nothing is told of the spread of its runs.
    pub(super) fn one_end(&self) -> &'static str {
        match self.approach {
            Approach::Camps => "the best of many starts is kept",
            approach if approach.is_tree() && self.search.runs > 1 => "no join was tied: the tree has one end",
            _ => "one run",
        }
    }
    /// The method.
    pub fn method(&self, agreement: &Agreement) -> Method {
        let (name, reference) = match self.approach {
            Approach::Leiden => ("Leiden over defined pairs", "Traag, Waltman & van Eck 2019"),
            Approach::SignedLeiden => ("signed Leiden", "Gómez, Jensen & Arenas 2009; Traag, Waltman & van Eck 2019"),
            Approach::Average => ("average linkage", "Sokal & Michener 1958"),
            Approach::Complete => ("complete linkage", "Sørensen 1948"),
            Approach::Ward => ("Ward's linkage", "Ward 1963"),
            Approach::Camps => {
                ("camps of least frustration", "Harary 1959; Doreian & Mrvar 1996; Aref, Mason & Wilson 2020")
            }
        };
        let (measure, of_measure) = (&agreement.method.name, &agreement.method.reference);
        let mut method = Method::new(name, format!("{reference}; {of_measure}")).with("agreement", measure);
        let rules = &agreement.options;
        let signs =
            search::no_foes(*rules, self.approach).map_or_else(|| rules.measure.signs(rules.normalisation), Err);
        let (weight, distance) = match signs {
            Ok(signs) => (signs.weight(rules.measure), signs.distance(rules.measure)),
            Err(none) => (format!("undefined: {}", none.reason()), format!("undefined: {}", none.reason())),
        };
        method = match self.approach {
            Approach::Leiden => method.with("null model", self.null.word()).with("runs", self.search.runs.max(1)),
            Approach::SignedLeiden => method.with("weight", &weight).with("runs", self.search.runs.max(1)),
            Approach::Camps => method.with("weight", &weight),
            _ => method.with("distance", &distance).with("orders", self.search.runs.max(1)),
        };
        method = method.with("set aside", "more than half of pairs undefined");
        // What the agreements under it rest on travels along.
        method.parameters.extend(agreement.method.parameters.iter().cloned());
        method.n.clone_from(&agreement.method.n);
        method.seeded(self.search.seed)
    }
}
