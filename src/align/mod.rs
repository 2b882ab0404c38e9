//! Who stands with whom: one question a file.
//!
//! - [`agreement`]: how alike two actors stand on the items on which both took a position.
//! - [`identifiability`]: what these positions can carry, said before any number.
//! - [`clusters`]: groups of actors that agree more than actors in general.
//! - [`ideal_points`]: where actors stand on one or two dimensions.
//! - [`positions`]: the positions themselves, a row a cell.

pub mod agreement;
pub mod clusters;
pub mod ideal_points;
pub mod identifiability;
pub mod positions;

pub use agreement::{Agreement, Joint, Signatures};
pub use clusters::{Clusters, NullModel, Placement};
pub use ideal_points::IdealPoints;
pub use identifiability::{Identifiability, Statement, Verdict};
pub use positions::PositionTable;
