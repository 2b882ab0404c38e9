//! What the words of a pattern name, and whether the relations of the schema can match it at all.

use std::collections::BTreeSet;

use super::read::{Word, Written, WrittenArrow, WrittenPart};
use super::{Arrow, Automaton, Move, Named, Part, Pattern, PatternFault, Repeat};
use crate::influence::paths::Stop;
use crate::model::schema::{Direction, Role};
use crate::model::{FlowClass, Relation, Schema, near};

/// Gives the id and kind of an entity by its name, or says why there is none.
type Entity<'a> = &'a dyn Fn(&str) -> Result<Named, String>;

/// Looks up what a pattern names.
pub(super) struct Reader<'a> {
    pub schema: &'a Schema,
    pub classes: &'a [FlowClass],
    pub entity: Entity<'a>,
}

/// A node with the kinds that may stand there.
struct Node {
    stop: Stop,
    kinds: BTreeSet<String>,
}

/// What is known of a move beside what a search needs: for the check and its words.
struct Known {
    kinds: BTreeSet<String>,
    column: usize,
}

impl Reader<'_> {
    pub(super) fn pattern(&self, text: &str, written: &Written) -> Result<Pattern, PatternFault> {
        let first = self.node(&written.first)?;
        let (mut moves, mut known) = (Vec::new(), Vec::new());
        let parts = self.parts(&written.parts, &mut moves, &mut known)?;
        let pattern = Pattern { text: text.trim().to_owned(), first: first.stop, moves, parts };
        let automaton = Automaton::of(&pattern)
            .ok_or_else(|| fault(1, format!("found more than {} steps with all repetitions", Automaton::MOST)))?;
        self.matches(&pattern, &automaton, first.kinds, &known)?;
        Ok(pattern)
    }

    fn parts(
        &self,
        written: &[WrittenPart],
        moves: &mut Vec<Move>,
        known: &mut Vec<Known>,
    ) -> Result<Vec<Part>, PatternFault> {
        let mut parts = Vec::new();
        for part in written {
            let (part, repeat) = match part {
                WrittenPart::Step { arrow, repeat, to, text } => {
                    let (steps, node) = (self.arrow(arrow)?, self.node(to)?);
                    moves.push(Move { arrow: Arrow { steps }, to: node.stop, text: text.clone() });
                    known.push(Known { kinds: node.kinds, column: arrow.column });
                    (vec![Part::Move(moves.len() - 1)], *repeat)
                }
                WrittenPart::Group { parts, repeat } => (self.parts(parts, moves, known)?, *repeat),
            };
            match repeat {
                Some(repeat) => parts.push(Part::Repeated(part, repeat)),
                None => parts.extend(part),
            }
        }
        Ok(parts)
    }

    fn node(&self, words: &[Word]) -> Result<Node, PatternFault> {
        let mut stop = Stop::default();
        let mut kinds = BTreeSet::new();
        for word in words {
            let of = |kind: &str| word.text == "any" || self.schema.allows(std::slice::from_ref(&word.text), kind);
            let own: Vec<String> =
                self.schema.kinds.iter().map(|kind| &kind.id).filter(|kind| of(kind)).cloned().collect();
            if own.is_empty() {
                let (id, kind) = (self.entity)(&word.text).map_err(|why| self.no_node(word, &why))?;
                stop.entities.push(id);
                kinds.insert(kind);
            }
            kinds.extend(own.iter().cloned());
            stop.kinds.extend(own);
        }
        stop.word = words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join("|");
        Ok(Node { stop, kinds })
    }

    fn no_node(&self, word: &Word, why: &str) -> PatternFault {
        let kinds: Vec<&str> = self.schema.kinds.iter().map(|kind| kind.id.as_str()).collect();
        let hint = near::hint(&word.text, &kinds);
        let hint = if hint.is_empty() { why.to_owned() } else { hint };
        fault(word.column, format!("found `{}`, expected a kind, an entity or `any`; {hint}", word.text))
    }

    /// The relations that are steps, with their direction and class.
    fn steps(&self) -> impl Iterator<Item = (&Relation, Direction, FlowClass)> {
        self.schema.relations.iter().filter_map(|relation| {
            relation.roles.iter().find_map(|role| match role {
                Role::Influence { direction, class, .. } => Some((relation, *direction, *class)),
                _ => None,
            })
        })
    }

    fn arrow(&self, arrow: &WrittenArrow) -> Result<BTreeSet<(String, bool)>, PatternFault> {
        let mut steps = BTreeSet::new();
        for word in &arrow.words {
            let class = FlowClass::ALL.into_iter().find(|class| class.word() == word.text);
            if class.is_some() || word.text == "any" {
                if arrow.back {
                    let message = format!(
                        "found `<-{0}-`, expected `-{0}->`: a class of steps runs as influence does, from left to right",
                        word.text
                    );
                    return Err(fault(word.column, message));
                }
                let of_class = self.steps().filter(|(_, _, own)| class.is_none_or(|class| class == *own));
                for (relation, direction, own) in of_class {
                    if self.is_walked(own) {
                        steps.extend(ways(direction).iter().map(|back| (relation.id.clone(), *back)));
                    }
                }
                if let Some(class) = class.filter(|class| !self.is_walked(*class)) {
                    return Err(self.left_out(word, class));
                }
                continue;
            }
            let relation = self.relation(word)?;
            let own = self.steps().filter(|(other, _, _)| self.schema.is_under(&other.id, &relation.id));
            let own: Vec<(&Relation, Direction, FlowClass)> = own.collect();
            let Some((_, direction, class)) = own.first().copied() else {
                let message = format!("found `{}`, which is no step of influence; {}", word.text, self.expected());
                return Err(fault(word.column, message));
            };
            if !self.is_walked(class) {
                return Err(self.left_out(word, class));
            }
            if !ways(direction).contains(&arrow.back) {
                let right = if arrow.back { format!("-{}->", word.text) } else { format!("<-{}-", word.text) };
                let runs = if arrow.back { "with" } else { "against" };
                let written = if arrow.back { format!("<-{}-", word.text) } else { format!("-{}->", word.text) };
                let message = format!("found `{written}`, expected `{right}`: influence runs {runs} this relation");
                return Err(fault(arrow.column, message));
            }
            steps.extend(own.into_iter().map(|(relation, _, _)| (relation.id.clone(), arrow.back)));
        }
        Ok(steps)
    }

    fn is_walked(&self, class: FlowClass) -> bool {
        class == FlowClass::Carrier || self.classes.contains(&class)
    }

    fn left_out(&self, word: &Word, class: FlowClass) -> PatternFault {
        let message =
            format!("found `{}`, of class {}, which is not among the classes walked", word.text, class.word());
        fault(word.column, message)
    }

    fn expected(&self) -> String {
        let steps: Vec<&str> = self.steps().map(|(relation, _, _)| relation.id.as_str()).collect();
        let classes: Vec<&str> = FlowClass::ALL.iter().map(|class| class.word()).collect();
        format!("expected one of {}, a class ({}) or `any`", steps.join(", "), classes.join(", "))
    }

    fn relation(&self, word: &Word) -> Result<&Relation, PatternFault> {
        self.schema.relation(&word.text).ok_or_else(|| {
            let steps = self.steps().map(|(relation, _, _)| relation.id.as_str());
            let known: Vec<&str> = steps.chain(FlowClass::ALL.iter().map(|class| class.word())).collect();
            let hint = match near::hint(&word.text, &known) {
                hint if hint.is_empty() => self.expected(),
                hint => hint,
            };
            fault(word.column, format!("found `{}`, which is no relation; {hint}", word.text))
        })
    }

    /// Follows kinds along the pattern: where no relation leads on to the last node, nothing can match.
    fn matches(
        &self,
        pattern: &Pattern,
        automaton: &Automaton,
        first: BTreeSet<String>,
        known: &[Known],
    ) -> Result<(), PatternFault> {
        let mut kinds: Vec<BTreeSet<String>> = vec![BTreeSet::new(); automaton.places()];
        kinds[0] = first;
        let mut grows = true;
        while grows {
            grows = false;
            for before in 0..automaton.places() {
                for after in automaton.follow(before) {
                    let place = automaton.step(after);
                    let led = self.led(&kinds[before], &pattern.moves[place].arrow, &known[place].kinds);
                    let size = kinds[after].len();
                    kinds[after].extend(led);
                    grows |= kinds[after].len() > size;
                }
            }
        }
        if automaton.last().any(|place| place > 0 && !kinds[place].is_empty()) {
            return Ok(());
        }
        let stuck = (0..automaton.places())
            .filter(|before| !kinds[*before].is_empty())
            .flat_map(|before| automaton.follow(before).map(move |after| (before, after)))
            .find(|(_, after)| kinds[*after].is_empty());
        let Some((before, after)) = stuck else { return Ok(()) };
        let place = automaton.step(after);
        Err(fault(known[place].column, self.refused(place, &pattern.moves[place], &kinds[before], &known[place].kinds)))
    }

    /// The kinds that an arrow leads to from some kinds, among those of a node.
    fn led(&self, from: &BTreeSet<String>, arrow: &Arrow, to: &BTreeSet<String>) -> Vec<String> {
        let joins = |kind: &String| {
            arrow.steps.iter().any(|(id, back)| {
                self.schema
                    .relation(id)
                    .is_some_and(|relation| from.iter().any(|a| self.allows(relation, *back, a, kind)))
            })
        };
        to.iter().filter(|kind| joins(kind)).cloned().collect()
    }

    /// Whether a step of a relation may lead from one kind to another.
    fn allows(&self, relation: &Relation, back: bool, from: &str, to: &str) -> bool {
        let runs =
            |a: &str, b: &str| self.schema.allows(&relation.subject, a) && self.schema.allows(&relation.object, b);
        if back { runs(to, from) } else { runs(from, to) }
    }

    fn refused(&self, place: usize, step: &Move, from: &BTreeSet<String>, to: &BTreeSet<String>) -> String {
        let list = |kinds: &BTreeSet<String>| kinds.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        let between = self
            .steps()
            .flat_map(|(relation, direction, class)| ways(direction).iter().map(move |back| (relation, *back, class)));
        let joining = between.filter(|(relation, back, class)| {
            self.is_walked(*class) && from.iter().any(|a| to.iter().any(|b| self.allows(relation, *back, a, b)))
        });
        let joining: Vec<String> = joining
            .map(
                |(relation, back, _)| {
                    if back { format!("`<-{}-`", relation.id) } else { format!("`-{}->`", relation.id) }
                },
            )
            .collect();
        let hint = match joining.as_slice() {
            [] => "no relation of the schema does".to_owned(),
            joining => format!("what does is {}", joining.join(", ")),
        };
        let some =
            |kinds: &BTreeSet<String>| if kinds.len() > 6 { "what stands there".to_owned() } else { list(kinds) };
        format!(
            "step {} `{}` can never be taken: no such relation leads from {} to {}; {hint}",
            place + 1,
            step.text,
            some(from),
            some(to)
        )
    }
}

/// Whether claims run with influence, against it, or either.
fn ways(direction: Direction) -> &'static [bool] {
    match direction {
        Direction::Forward => &[false],
        Direction::Reverse => &[true],
        Direction::Both => &[false, true],
    }
}

fn fault(column: usize, message: String) -> PatternFault {
    PatternFault { column, message }
}

impl Repeat {
    /// How often it is written out before what may follow any number of times, or so many times more.
    pub(super) const fn parts(self) -> (usize, Option<usize>) {
        match self.most {
            None => (self.least, None),
            Some(most) => (self.least, Some(most - self.least)),
        }
    }
}
