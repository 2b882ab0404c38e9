//! From how two actors meet to one number.

use crate::result::Undefined;

use super::rules::rule;

rule! {
    /// Which number tells how alike two actors stand.
    Measure {
        /// Lijphart's index of agreement, IA = 1 - mean distance, in 0..=1.
        #[default]
        Index = "index",
        /// Signorino & Ritter's S with linear distances: S = 1 - 2 mean d = 2 IA - 1 on ordered items, in -1..=1.
        S = "s",
        /// The same with squared distances.
        SSquared = "s-squared",
        /// Cohen's weighted kappa, linear: 1 - D_o / D_e, chance from each actor's own margins.
        Kappa = "kappa",
        /// The same with squared distances.
        KappaSquared = "kappa-squared",
        /// Scott's weighted pi, linear: chance from the pooled margins.
        Pi = "pi",
        /// The same with squared distances.
        PiSquared = "pi-squared",
        /// Discourse networks: what both say alike, over how much they say.
        Congruence = "congruence",
        /// Discourse networks: what they say against each other, over how much they say.
        Conflict = "conflict",
        /// Congruence less conflict.
        Subtract = "subtract",
    }
}

rule! {
    /// How congruence, conflict and their difference are normalised; n are the positions an actor takes on all items.
    Normalisation {
        /// By the mean activity, (n_i + n_j) / 2.
        #[default]
        Average = "average",
        /// By all items that either took a position on, n_i + n_j - n_ij.
        Jaccard = "jaccard",
        /// By sqrt(n_i n_j), the product of the Euclidean norms.
        Cosine = "cosine",
        /// By n_i n_j, as the DNA software divides: two actors alike on n items get 1 / n.
        DnaCompat = "dna-compat",
        /// Not at all: the sum over items.
        None = "none",
    }
}

/// How the numbers of a measure become signed ties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::align) enum Signs {
    /// From 0..=1: twice the number less 1.
    Doubled,
    /// The number has a sign.
    AsTheyAre,
}

impl Signs {
    /// The signed tie.
    pub(in crate::align) fn of(self, value: f64) -> f64 {
        match self {
            Self::Doubled => 2.0 * value - 1.0,
            Self::AsTheyAre => value,
        }
    }
    /// The formula of the tie.
    pub(in crate::align) fn weight(self, measure: Measure) -> String {
        match (self, measure) {
            (Self::Doubled, Measure::Index) => "2 IA - 1".to_owned(),
            (Self::Doubled, _) => format!("2 {} - 1", measure.word()),
            (Self::AsTheyAre, _) => measure.word().to_owned(),
        }
    }
    /// The formula of the distance, half of what the tie lacks to 1.
    pub(in crate::align) fn distance(self, measure: Measure) -> String {
        match (self, measure) {
            (Self::Doubled, Measure::Index) => "1 - IA".to_owned(),
            (Self::Doubled, _) => format!("1 - {}", measure.word()),
            (Self::AsTheyAre, _) => format!("(1 - {}) / 2", measure.word()),
        }
    }
}

impl Measure {
    /// Whether only items with an order enter.
    pub(in crate::align) fn ordered(self) -> bool {
        !matches!(self, Self::Index | Self::Congruence | Self::Conflict | Self::Subtract)
    }
    /// Whether chance is read from the distribution of positions.
    pub fn corrects(self) -> bool {
        matches!(self, Self::Kappa | Self::KappaSquared | Self::Pi | Self::PiSquared)
    }
    /// Whether it is normalised by activity.
    pub(super) fn normalised(self) -> bool {
        matches!(self, Self::Congruence | Self::Conflict | Self::Subtract)
    }
    /// Of those that are 1 - times x mean distance, times.
    pub(super) fn times(self) -> Option<f64> {
        match self {
            Self::Index => Some(1.0),
            Self::S | Self::SSquared => Some(2.0),
            _ => None,
        }
    }
    /// Whether distances are squared.
    pub(super) fn squares(self) -> bool {
        matches!(self, Self::SSquared | Self::KappaSquared | Self::PiSquared)
    }
    /// The column that its numbers stand in: that of the index is the agreement, the others have their own name.
    pub const fn column(self) -> &'static str {
        match self {
            Self::Index => "agreement",
            Self::SSquared => "s_squared",
            Self::KappaSquared => "kappa_squared",
            Self::PiSquared => "pi_squared",
            other => other.word(),
        }
    }
    /// What its numbers measure, with the range.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Index => "index 0-1",
            Self::S | Self::SSquared => "score -1 to 1",
            Self::Kappa | Self::KappaSquared | Self::Pi | Self::PiSquared => "beyond chance, at most 1",
            Self::Congruence | Self::Conflict | Self::Subtract => "normalised sum",
        }
    }
    /// How the number becomes a signed tie: from -1, as far apart as can be, over 0 to 1; or why it has no sign.
    pub(in crate::align) fn signs(self, normalisation: Normalisation) -> Result<Signs, Undefined> {
        match (self, normalisation) {
            (Self::Conflict, _) => Err(Undefined::because("conflict tells how far apart two stand, not how near")),
            // Two alike on 20 items get 1/20 or 20: half of the range is nowhere.
            (Self::Congruence, Normalisation::DnaCompat | Normalisation::None) => Err(Undefined::because(format!(
                "congruence normalised by `{}` has no middle between near and far",
                normalisation.word()
            ))),
            (Self::Index | Self::Congruence, _) => Ok(Signs::Doubled),
            _ => Ok(Signs::AsTheyAre),
        }
    }
    /// The name of the method and its reference.
    pub(super) const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Index => ("agreement index", "Lijphart 1963"),
            Self::S | Self::SSquared => ("S score", "Signorino & Ritter 1999"),
            Self::Kappa | Self::KappaSquared => ("weighted kappa", "Cohen 1968; Häge 2011"),
            Self::Pi | Self::PiSquared => ("weighted pi", "Scott 1955; Häge 2011"),
            Self::Congruence => ("congruence", "Leifeld 2017"),
            Self::Conflict => ("conflict", "Leifeld 2017"),
            Self::Subtract => ("congruence less conflict", "Leifeld 2017"),
        }
    }
}

/// How two actors meet, in the sums that every measure is made of. Weights are those of the items.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    /// The weight of the joint items.
    pub(super) joint: f64,
    /// The weighted sum of distances, linear or squared as the measure wants them.
    pub(super) distance: f64,
    /// The weight of all positions of either actor, joint or not.
    pub(super) activity: [f64; 2],
}

/// The number; not finite where chance explains everything. `margins` is the weight of each of the places among the joint
/// items, for either actor; read by corrected measures only.
#[inline]
pub(super) fn value(
    measure: Measure,
    normalisation: Normalisation,
    sums: Sums,
    margins: &[Vec<f64>; 2],
    places: &[f64],
) -> f64 {
    if let Some(times) = measure.times() {
        return (sums.joint - times * sums.distance) / sums.joint;
    }
    match measure {
        Measure::Kappa | Measure::KappaSquared => corrected(measure, sums, [&margins[0], &margins[1]], places),
        Measure::Pi | Measure::PiSquared => {
            let pooled: Vec<f64> = margins[0].iter().zip(&margins[1]).map(|(a, b)| (a + b) / 2.0).collect();
            corrected(measure, sums, [&pooled, &pooled], places)
        }
        _ => {
            let (congruence, conflict) = (sums.joint - sums.distance, sums.distance);
            let sum = match measure {
                Measure::Congruence => congruence,
                Measure::Conflict => conflict,
                _ => congruence - conflict,
            };
            let [mine, other] = sums.activity;
            sum / match normalisation {
                Normalisation::Average => (mine + other) / 2.0,
                Normalisation::Jaccard => mine + other - sums.joint,
                Normalisation::Cosine => (mine * other).sqrt(),
                Normalisation::DnaCompat => mine * other,
                Normalisation::None => 1.0,
            }
        }
    }
}

/// 1 - D_o / D_e, with the expected distance of two positions drawn from these margins.
fn corrected(measure: Measure, sums: Sums, margins: [&[f64]; 2], places: &[f64]) -> f64 {
    let mut expected = 0.0;
    for (k, a) in margins[0].iter().enumerate() {
        for (l, b) in margins[1].iter().enumerate() {
            let d = (places[k] - places[l]).abs();
            expected += a * b * if measure.squares() { d * d } else { d };
        }
    }
    let expected = expected / (sums.joint * sums.joint);
    if expected < 1e-12 {
        return f64::NAN;
    }
    1.0 - sums.distance / sums.joint / expected
}
