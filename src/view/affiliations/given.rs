//! What is no matter of chance: who is shut out of a forum by a rule, and who sits there for certain.

use std::collections::{BTreeMap, BTreeSet};

use super::AffiliationOptions;
use super::Affiliations;
use crate::graph::Graph;
use crate::view::{GroupList, Node, list_of, members_of, sure_members_of};

impl Affiliations {
    /// Who is shut out of a forum by one rule of the options and sits there for certain by another: forum and actor.
    pub fn contradictions(graph: &Graph, options: &AffiliationOptions) -> BTreeSet<(String, String)> {
        let mut both = BTreeSet::new();
        for (forum, inside) in &options.closed {
            for (_, group) in options.certain.iter().filter(|(other, _)| other == forum) {
                let sure = sure_members_of(graph, group, options.window);
                let inside = members_of(graph, inside, options.window);
                both.extend(sure.difference(&inside).map(|actor| (forum.clone(), actor.clone())));
            }
        }
        both
    }
    /// Marks the cells that the options say are no matter of chance.
    pub(super) fn give(&mut self, graph: &Graph) {
        let window = self.options.window;
        let mut given = BTreeMap::new();
        for (rules, value) in [(&self.options.closed, false), (&self.options.certain, true)] {
            for (forum, group) in rules {
                let Some(arena) = self.arena(forum) else { continue };
                // Neither who may be a member is an outsider, nor is who need not be one certain.
                let all = members_of(graph, group, window);
                let members = if value { sure_members_of(graph, group, window) } else { all.clone() };
                let actors = self.actors.iter().enumerate();
                let of_rule = actors.filter(|(_, actor)| members.contains(&actor.id) == value);
                let cells: Vec<_> = of_rule.map(|(actor, _)| ((actor, arena), value)).collect();
                let list = list_of(graph, group, window);
                if !value && list != GroupList::Complete {
                    self.closed_by_open.push((forum.clone(), group.clone(), list, cells.len()));
                }
                let is_left = |actor: &&Node| all.contains(&actor.id) && !members.contains(&actor.id);
                let left: Vec<Node> = self.actors.iter().filter(is_left).cloned().collect();
                if !left.is_empty() {
                    self.uncertain_members.push((forum.clone(), group.clone(), left));
                }
                given.extend(cells);
            }
        }
        self.given = given;
    }
}
