//! Where actors stand on one or two dimensions, from what they voted, signed and said.

mod bootstrap;
mod design;
mod identify;
mod outcome;
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::agreement::rules::rule;
use crate::math::item_response::ItemFit;
use crate::result::{Method, Undefined};
use crate::view::{By, Node, Period, Periods, Positions};

use design::Design;
pub(super) use design::outlook;
use outcome::Outcome;

rule! {
    /// Which positions enter, and as what.
    Model {
        /// The two ends of a scale; what lies in its middle (an abstention) is no position.
        #[default]
        Binary = "binary",
        /// All steps of a scale in their order: against, abstain, for.
        Ordinal = "ordinal",
    }
}

rule! {
    /// How many axes.
    Dimensions {
        /// One.
        #[default]
        One = "1",
        /// Two.
        Two = "2",
    }
}

rule! {
    /// What ties the positions of an actor in two windows.
    Prior {
        /// Nothing: each window stands alone.
        #[default]
        Static = "static",
        /// A random walk: the position is about that of the window before, with the variance of the drift a step.
        RandomWalk = "random-walk",
    }
}

rule! {
    /// What ties the items of two windows.
    Bridge {
        /// Nothing.
        #[default]
        None = "none",
        /// Decisions of one series are one item: asked again, they divide at the same place. A series that has two
        /// decisions in one window asks two questions there, and bridges nothing.
        Series = "series",
    }
}

rule! {
    /// What a bootstrap draws.
    Resample {
        /// Answers from the estimated model: the same actors answer the same items.
        #[default]
        Model = "model",
        /// Families of items with replacement: the series of a decision, else the item itself.
        Families = "families",
        /// Single items with replacement, as if none repeated another.
        Items = "items",
    }
}

/// How intervals are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bootstrap {
    /// How many replicates.
    pub replicates: usize,
    /// What is drawn.
    pub resample: Resample,
    /// The seed of every draw.
    pub seed: u64,
}

/// How ideal points are estimated. What enters is the view's to say, and by what time is cut is that of its periods.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Which positions enter; the two ends of a scale by default.
    pub model: Model,
    /// How many axes; one by default.
    pub dimensions: Dimensions,
    /// The id of an actor that stands on the left; without it no side is.
    pub left: Option<String>,
    /// The id of an actor that stands on the right.
    pub right: Option<String>,
    /// The fewest informative items for which an actor gets a position; 8 by default.
    pub minimum: usize,
    /// The least share of the positions on an item that must differ from its most frequent one; 0.025 by default.
    pub minority: f64,
    /// What ties positions in time; nothing by default.
    pub prior: Prior,
    /// The variance of a random walk from one window to the next, in squared standard deviations of positions;
    /// 0.1 by default.
    pub drift: f64,
    /// What ties items in time; nothing by default.
    pub bridge: Bridge,
    /// The most sweeps of the search, 500 by default; an estimate that has not settled by then says so.
    pub sweeps: usize,
    /// Intervals by resampling; none unless asked for.
    pub bootstrap: Option<Bootstrap>,
    /// On how many threads, 1 by default; the answer does not depend on it.
    pub threads: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            model: Model::default(),
            dimensions: Dimensions::default(),
            left: None,
            right: None,
            minimum: 8,
            minority: 0.025,
            prior: Prior::default(),
            drift: 0.1,
            bridge: Bridge::default(),
            sweeps: 500,
            bootstrap: None,
            threads: 1,
        }
    }
}

impl Options {
    fn method(&self, positions: &Positions, by: By) -> Method {
        let anchor = |anchor: &Option<String>| anchor.clone().unwrap_or_else(|| "none".to_owned());
        let mut method = Method::new(
            "ideal points",
            match (self.model, self.prior) {
                (Model::Binary, Prior::Static) => "Clinton, Jackman & Rivers 2004; Imai, Lo & Olmsted 2016",
                (Model::Ordinal, Prior::Static) => "Bailey, Strezhnev & Voeten 2017; Imai, Lo & Olmsted 2016",
                (Model::Binary, Prior::RandomWalk) => "Martin & Quinn 2002; Imai, Lo & Olmsted 2016",
                (Model::Ordinal, Prior::RandomWalk) => {
                    "Bailey, Strezhnev & Voeten 2017; Martin & Quinn 2002; Imai, Lo & Olmsted 2016"
                }
            },
        )
        .with("model", self.model.word())
        .with("dimensions", self.dimensions.word())
        .with("left", anchor(&self.left))
        .with("right", anchor(&self.right))
        .with("minimum items", self.minimum)
        .with("minority", self.minority)
        .with("prior variances", "positions 1, discriminations 0.35, cut points 25")
        .with("most sweeps", self.sweeps)
        .with("by", by.word())
        .with("in time", self.prior.word());
        if self.prior == Prior::RandomWalk {
            method = method.with("drift", self.drift);
        }
        super::seen(method.with("bridge", self.bridge.word()).with("scale", self.scale()), positions)
    }
    /// How the scale is fixed, in words.
    fn scale(&self) -> &'static str {
        match (&self.left, &self.right, self.dimensions) {
            (Some(_), Some(_), Dimensions::One) => "left anchor at -1, right anchor at 1",
            (None, None, _) => "mean 0, variance 1; the actor farthest out stands right",
            _ => "mean 0, variance 1; signed by the anchors",
        }
    }
    fn axes(&self) -> usize {
        match self.dimensions {
            Dimensions::One => 1,
            Dimensions::Two => 2,
        }
    }
}

/// Where an actor stands in a window.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The actor, by its place among the actors of the view.
    pub actor: usize,
    /// Informative items on which it took a position.
    pub items: usize,
    /// Its position on each axis (the second is 0 where there is one axis).
    pub position: Result<[f64; 2], Undefined>,
    /// Standard error, low and high end of the 95 % interval on each axis, where asked for.
    pub interval: Option<Result<[Interval; 2], Undefined>>,
    /// Of its positions on informative items, those that the estimate tells right.
    pub told: usize,
}

/// How sure a position is.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Interval {
    /// The standard deviation over the replicates.
    pub error: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// What an item divides, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemPoint {
    /// The item, by its place among the items of the view.
    pub item: usize,
    /// How strongly it separates, along each axis; the sign says on which side the higher step of its scale is.
    pub discrimination: [f64; 2],
    /// Where the linear predictor passes from one step of its scale to the next.
    pub cuts: Vec<f64>,
    /// How well its positions are told.
    pub fit: ItemFit,
}

impl ItemPoint {
    /// The share of the errors of always naming the most frequent position that the estimate avoids.
    pub fn reduction(&self) -> f64 {
        1.0 - self.fit.errors as f64 / self.fit.minority.max(1) as f64
    }
}

/// How the estimate of a window came out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// Positions on informative items.
    pub votes: usize,
    /// The share of them that is told right.
    pub correct: f64,
    /// Aggregate proportional reduction in error: the same beside always naming the most frequent position.
    pub reduction: f64,
    /// Geometric mean probability of what was done.
    pub probability: f64,
    /// Sweeps made.
    pub sweeps: usize,
    /// How far the position that moved most moved in the last one.
    pub change: f64,
    /// Whether the search ended by itself.
    pub converged: bool,
    /// How positions correlate with those of the nearest window before (or after, where the sign comes from there).
    pub link: Option<f64>,
}

/// One window.
#[derive(Debug, Clone, PartialEq)]
pub struct WindowOfPoints {
    /// When.
    pub period: Period,
    /// A point for each actor that took any position in it.
    pub points: Vec<Point>,
    /// The informative items.
    pub items: Vec<ItemPoint>,
    /// Items left out as lop-sided.
    pub lopsided: usize,
    /// Items of which the order of the actors tells every position: only the prior bounds their discrimination.
    pub separated: usize,
    /// How it came out, or why there is nothing.
    pub fit: Result<Fit, Undefined>,
}

/// Positions of actors on one or two axes: who stands near whom, and where each item divides them.
///
/// Actor i answers item v above the k-th step of its scale with probability Φ(β_v x_i - c_vk): whoever stands further
/// along the item's direction is likelier to answer high. Binary items have one cut point; ordinal ones take the
/// abstention as what lies between.
///
/// Positions have a standard normal prior (in time, where asked for, a random walk), discriminations a normal one with
/// variance 0.35 (a standard normal one in units of the logistic curve), cut points with variance 25. Sign, scale and rotation
/// are arbitrary: two anchors on one axis set them at -1 and 1;
/// else positions have mean 0 and variance 1, the sign comes from an anchor, from the window before by the actors in
/// common, or from the convention that the actor farthest out stands right. Two axes are principal axes of the
/// discriminations.
///
/// # Undefined
/// An actor with fewer than `minimum` informative items. A window without informative items, with a single one, with
/// items that all split the actors alike, or in which one order tells every position (separable: the order is known,
/// distances are not); one whose anchors stand on one point; one that shares too few actors with any other to be
/// placed. Intervals over fewer than 5 families.
///
/// # Cost
/// O(positions) a sweep, 10 to 60 sweeps; a replicate of the bootstrap starts from the estimate.
///
/// # Reference
/// Clinton, Jackman & Rivers 2004; Martin & Quinn 2002; Imai, Lo & Olmsted 2016; Bailey, Strezhnev & Voeten 2017.
///
/// ```
/// use blocs::align::ideal_points::{IdealPoints, Options};
/// use blocs::{dataset, graph::Graph, view::{Periods, PositionOptions, Positions}};
/// let folders = ["un-ict-votes", "states"].map(|name| dataset::builtin(name).unwrap());
/// let graph = Graph::from(dataset::load(folders.into(), None).dataset.unwrap());
/// let positions = Positions::of(&graph, &PositionOptions::default());
/// let anchors = Options { left: Some("russia".into()), right: Some("united-states".into()), ..Options::default() };
/// let points = IdealPoints::of(&positions, &Periods::whole(&positions), anchors);
/// let at = |id: &str| points.position(0, positions.actor(id).unwrap()).unwrap()[0];
/// assert_eq!((at("russia"), at("united-states")), (-1.0, 1.0));
/// assert!(at("japan") > 0.5);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct IdealPoints {
    /// The actors of the view.
    pub actors: Vec<Node>,
    /// The windows, in the order of time.
    pub windows: Vec<WindowOfPoints>,
    /// The options as used.
    pub options: Options,
    /// How it was made.
    pub method: Method,
    by: By,
    /// The estimate behind each window, for those who ask why.
    outcomes: Vec<Option<Arc<Outcome>>>,
}

impl IdealPoints {
    /// Estimates the positions of the view's actors, window by window.
    pub fn of(positions: &Positions, periods: &Periods, options: Options) -> Self {
        let design = Design::of(positions, periods, &options);
        let (outcomes, notes) = outcome::estimate(&design, &options);
        let windows: Vec<WindowOfPoints> =
            (0..design.windows.len()).map(|window| outcome::window(&design, &outcomes, &options, window)).collect();
        let present: BTreeSet<usize> =
            windows.iter().flat_map(|window| &window.points).map(|point| point.actor).collect();
        let mut method = options
            .method(positions, periods.by)
            .counting("actors", present.len())
            .counting("items", windows.iter().map(|window| window.items.len()).sum())
            .counting("lop-sided items", windows.iter().map(|window| window.lopsided).sum())
            .counting("positions", windows.iter().filter_map(|window| Some(window.fit.as_ref().ok()?.votes)).sum());
        if periods.by != By::Whole {
            method = method.counting("windows", windows.len()).counting("items in no window", periods.undated());
        }
        if let Some(bootstrap) = options.bootstrap {
            method = method
                .with("bootstrap", bootstrap.replicates)
                .with("resample", bootstrap.resample.word())
                .with("interval", "95 %, normal")
                .seeded(bootstrap.seed);
        }
        method.note_each(notes);
        if options.bridge == Bridge::Series {
            let (again, bridged) = design.bridges(&options);
            method.note(if again == 0 {
                "no series is asked in several windows: nothing bridges them".to_owned()
            } else {
                format!("{bridged} of {again} series asked in several windows bridge them; the others have two decisions in one window")
            });
        }
        Self { actors: positions.actors.clone(), windows, options, method, by: periods.by, outcomes }
    }
    /// Where an actor stands in a window, by their places, or why it has no position there; on one axis the second number is 0.
    ///
    /// # Undefined
    /// When the actor took no position in the window, or too few on items that tell.
    ///
    /// # Panics
    /// When the window is not there.
    pub fn position(&self, window: usize, actor: usize) -> Result<[f64; 2], Undefined> {
        let point = self.windows[window].points.iter().find(|point| point.actor == actor);
        point.map_or_else(|| Err(Undefined::because("no position in this window")), |point| point.position.clone())
    }
    /// By what windows were cut.
    pub const fn by(&self) -> By {
        self.by
    }
    /// The place of an actor by its id.
    pub fn actor(&self, id: &str) -> Option<usize> {
        self.actors.binary_search_by(|actor| actor.id.as_str().cmp(id)).ok()
    }
    /// What is said once about all windows: how many have no positions, by reason.
    pub fn without(&self) -> BTreeMap<&str, usize> {
        let mut without = BTreeMap::new();
        for window in &self.windows {
            if let Err(reason) = &window.fit {
                *without.entry(reason.reason()).or_default() += 1;
            }
        }
        without
    }
}

#[cfg(test)]
#[path = "ideal_points_tests.rs"]
mod tests;
