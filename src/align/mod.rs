//! Who stands with whom: one question a file.
//!
//! - [`agreement`]: how alike two actors stand on the items on which both took a position.
//! - [`identifiability`]: what these positions can carry, said before any number.
//! - [`clusters`]: groups of actors that agree more than actors in general.
//! - [`ideal_points`]: where actors stand on one or two dimensions.
//! - [`items`]: what sets groups apart, and how a group splits on one item.
//! - [`cohesion`]: how much the members of a group stand together.
//! - [`moves`]: how camps move over time.
//! - [`swing`]: who stands between camps.
//! - [`positions`]: the positions themselves, a row a cell.

pub mod agreement;
pub mod clusters;
pub mod ideal_points;
pub mod cohesion;
pub mod identifiability;
pub mod items;
pub mod moves;
pub mod positions;
pub mod swing;

pub use agreement::{Agreement, Joint, Signatures};
pub use clusters::{Approach, Clusters, NullModel, Placement};
pub use cohesion::Cohesion;
pub use ideal_points::IdealPoints;
pub use identifiability::{Identifiability, Statement, Verdict};
pub use items::DividingItems;
pub use moves::Moves;
pub use swing::Swing;

use crate::result::Method;
use crate::view::{Periods, Positions};

/// A method with the windows that it is used in, one after the other.
fn in_windows(method: Method, periods: &Periods) -> Method {
    let method = method.with("by", periods.by.word());
    let method = if periods.width > 1 { method.with("rolling over", periods.width) } else { method };
    method.counting("windows", periods.periods.len()).counting("items in no window", periods.undated())
}

/// A method with the rules of the view that it is used on.
fn seen(method: Method, positions: &Positions) -> Method {
    let method = method
        .with("consensus", positions.options.consensus.word())
        .with("inherited", positions.options.inherited.word())
        .with("window", positions.options.window)
        .with(
            "actor kinds",
            if positions.actor_kinds.is_empty() { "none".into() } else { positions.actor_kinds.join(" ") },
        );
    match positions.options.items.as_slice() {
        [] => method,
        some => method.with("item kinds", some.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(" ")),
    }
}

#[cfg(test)]
mod peers_tests;
