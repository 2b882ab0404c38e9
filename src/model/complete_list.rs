//! Complete lists of who takes part, and where two sources give different ones.

use std::collections::{BTreeMap, BTreeSet};

use super::{ActorEnd, Claim, Dataset, Participation, Role, Span};

/// The complete list that one source gives of an arena, of those who take part in one way and role, as of one time.
#[derive(Debug, Clone)]
pub struct CompleteList<'a> {
    /// Where they take part.
    pub arena: &'a str,
    /// The source.
    pub source: &'a str,
    /// The days as of which; `None` where it does not say, so that each is a member at its own time.
    pub seen: Option<Span>,
    /// Its first claim by id.
    pub first: &'a Claim,
    /// Whom it names, by id.
    pub named: BTreeSet<&'a str>,
    way: (Participation, &'static str),
}

impl<'a> CompleteList<'a> {
    /// Whom this list has and another source, which speaks of the same forum, way, role and time, leaves out of its own. Of a
    /// kind of which the other names nobody it does not speak.
    pub fn denied_by(&self, other: &Self, dataset: &Dataset) -> Vec<&'a str> {
        let of_one_thing = self.arena == other.arena && self.way == other.way && self.source != other.source;
        let at_one_time = match (self.seen, other.seen) {
            (None, None) => true,
            (Some(one), Some(other)) => one.earliest <= other.latest && other.earliest <= one.latest,
            _ => false,
        };
        if !(of_one_thing && at_one_time) {
            return Vec::new();
        }
        let kind = |id: &str| dataset.entity(id).map(|entity| entity.kind.as_str());
        let kinds: BTreeSet<_> = other.named.iter().filter_map(|id| kind(id)).collect();
        let left_out = self.named.difference(&other.named);
        left_out.copied().filter(|id| kind(id).is_some_and(|kind| kinds.contains(kind))).collect()
    }
}

/// The complete lists of arenas, ways and roles of which more than one source gives one, each group of such lists together;
/// of claims that a caller lets in, way by way.
///
/// ```
/// use blocs::{dataset, model::complete_list::rival_lists};
/// let folder = dataset::builtin("toy-council").unwrap();
/// let record = dataset::load(vec![folder], None).dataset.unwrap();
/// // One source gives the lists of the council.
/// assert!(rival_lists(&record, |_, _| true).is_empty());
/// ```
pub fn rival_lists<'a>(
    dataset: &'a Dataset,
    enters: impl Fn(&Claim, Participation) -> bool,
) -> Vec<Vec<CompleteList<'a>>> {
    let declines = |role: &Role| matches!(role, Role::Signature { sign } if *sign < 0);
    let mut listing: BTreeMap<&str, Vec<(&'a Claim, &'a str)>> = BTreeMap::new();
    for claim in dataset.claims.iter().filter(|claim| claim.is_plain() && claim.is_of_complete_list()) {
        let relation = dataset.schema.relation(&claim.relation);
        let takes_part = relation.filter(|relation| !relation.roles.iter().any(declines));
        let (Some(relation), Some(object)) = (takes_part, claim.target.entity()) else { continue };
        let (actor, arena) = match relation.actor {
            ActorEnd::Object => (object, claim.subject.as_str()),
            _ => (claim.subject.as_str(), object),
        };
        listing.entry(arena).or_default().push((claim, actor));
    }
    listing.retain(|_, claims| claims.iter().any(|(claim, _)| claim.evidence.source != claims[0].0.evidence.source));
    let mut rivals = Vec::new();
    for (arena, claims) in listing {
        let mut lists: BTreeMap<_, BTreeMap<_, CompleteList<'a>>> = BTreeMap::new();
        for (claim, actor) in claims {
            let relation = dataset.schema.relation(&claim.relation);
            for mode in relation.into_iter().flat_map(|relation| relation.modes()).filter(|mode| enters(claim, *mode)) {
                let way = (mode, claim.role_in(mode));
                let (source, seen) = (claim.evidence.source.as_str(), claim.as_of.as_ref().map(|day| day.span()));
                let new = || CompleteList { arena, source, seen, first: claim, named: BTreeSet::new(), way };
                let of_way = lists.entry(way).or_default();
                of_way.entry((source, seen)).or_insert_with(new).named.insert(actor);
            }
        }
        let of_several = |lists: &Vec<CompleteList<'_>>| lists.iter().any(|list| list.source != lists[0].source);
        rivals.extend(lists.into_values().map(|of_way| of_way.into_values().collect()).filter(of_several));
    }
    rivals
}
