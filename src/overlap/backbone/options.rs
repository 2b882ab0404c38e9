//! How pairs are tested: of what, against which chance, and where p-values are cut.

/// The sides of a two-mode table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// Pairs of actors, by the forums that they share.
    Actors,
    /// Pairs of forums, by the actors that they share.
    #[default]
    Forums,
}

impl Side {
    /// Every value.
    pub const ALL: &[Self] = &[Self::Actors, Self::Forums];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Actors => "actors",
            Self::Forums => "forums",
        }
    }
}

/// What chance keeps of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Null {
    /// Row and column sums on average: cells are independent with the probabilities of the bipartite configuration model,
    /// tails are exact sums.
    #[default]
    Sdsm,
    /// Row and column sums exactly: tables are drawn, so p-values have a Monte Carlo error.
    Fdsm,
    /// The sums of the side that is compared, exactly; every thing on the other side is as likely as any other. The tail is
    /// hypergeometric.
    FixedRow,
    /// The sums of the other side exactly, whoever fills them.
    FixedColumn,
}

impl Null {
    /// Every value.
    pub const ALL: &[Self] = &[Self::Sdsm, Self::Fdsm, Self::FixedRow, Self::FixedColumn];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sdsm => "sdsm",
            Self::Fdsm => "fdsm",
            Self::FixedRow => "fixed-row",
            Self::FixedColumn => "fixed-column",
        }
    }
    const fn reference(self, weighed: bool) -> &'static str {
        match self {
            Self::Sdsm if weighed => "Neal, Domagalski & Sagan 2021; Hong 2013",
            Self::Sdsm => "Neal, Domagalski & Sagan 2021; Saracco et al. 2015; Hong 2013",
            Self::Fdsm => "Neal, Domagalski & Sagan 2021; Strona et al. 2014",
            Self::FixedRow => "Tumminello et al. 2011",
            Self::FixedColumn => "Neal, Domagalski & Sagan 2021",
        }
    }
}

/// How p-values of many pairs are corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Correction {
    /// Not at all: a share of alpha of all pairs is kept by chance alone.
    #[default]
    None,
    /// Holm: the chance of any false tie is at most alpha.
    Holm,
    /// Benjamini and Hochberg: of the ties kept, a share of alpha is expected to be false.
    BenjaminiHochberg,
}

impl Correction {
    /// Every value.
    pub const ALL: &[Self] = &[Self::None, Self::Holm, Self::BenjaminiHochberg];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Holm => "holm",
            Self::BenjaminiHochberg => "bh",
        }
    }
    const fn reference(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Holm => Some("Holm 1979"),
            Self::BenjaminiHochberg => Some("Benjamini & Hochberg 1995"),
        }
    }
}

/// How pairs are tested.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Which pairs; of forums by default.
    pub of: Side,
    /// What chance keeps; row and column sums on average (`sdsm`) by default.
    pub null: Null,
    /// Where p-values are cut, last of all; 0.05 by default.
    pub alpha: f64,
    /// How they are corrected before; not at all by default.
    pub correction: Correction,
    /// How many tables `fdsm` draws; 1000 by default.
    pub trials: usize,
    /// The seed of its draws; 1 by default.
    pub seed: u64,
    /// On how many threads, 1 by default; the answer does not depend on it.
    pub threads: usize,
}

impl Options {
    /// What defines the test, as it was made.
    pub(super) fn references(&self, around_given_cells: bool, weighed: bool) -> String {
        let given = around_given_cells.then_some("Neal & Neal 2024");
        let all = [Some(self.null.reference(weighed)), given, self.correction.reference()];
        all.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }
    /// How many tables must be drawn at least, so that the least p-value that drawing can give, 2 / (trials + 1), is kept after
    /// being taken so many times; `None` where alpha keeps nothing.
    pub(super) fn trials_for(&self, times: f64) -> Option<usize> {
        let kept = |trials: usize| {
            let corrected = 2.0 / (trials as f64 + 1.0) * times;
            if self.correction == Correction::None { corrected < self.alpha } else { corrected <= self.alpha }
        };
        let near = (2.0 * times / self.alpha).floor();
        let near = (self.alpha > 0.0 && near < 1e15).then_some(near as usize)?;
        (near.saturating_sub(2).max(1)..=near + 2).find(|trials| kept(*trials))
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            of: Side::default(),
            null: Null::default(),
            alpha: 0.05,
            correction: Correction::default(),
            trials: 1000,
            seed: 1,
            threads: 1,
        }
    }
}
