//! Who is in, out or unknown, as what is said alone: most cells of a large table say what silence says.

use super::Membership;

/// Cells by actor and arena. Those that nobody speaks of are not stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cells {
    /// Of each actor, the arenas in order of which more is known, or less, than silence says.
    spoken: Vec<Vec<(u32, Membership)>>,
    /// Who is in each arena, in order.
    named: Vec<Vec<u32>>,
    /// What silence says of each arena: out where the list is complete, else unknown.
    silence: Vec<Membership>,
    /// Of how many actors it is unknown.
    unknown: Vec<usize>,
}

impl Cells {
    pub(super) fn of(mut spoken: Vec<Vec<(u32, Membership)>>, complete: impl Iterator<Item = bool>) -> Self {
        let silence: Vec<Membership> =
            complete.map(|complete| if complete { Membership::Out } else { Membership::Unknown }).collect();
        let mut named = vec![Vec::new(); silence.len()];
        let silent = |is: Membership| if is == Membership::Unknown { spoken.len() } else { 0 };
        let mut unknown: Vec<usize> = silence.iter().map(|is| silent(*is)).collect();
        for (actor, row) in spoken.iter_mut().enumerate() {
            assert!(row.is_sorted_by(|a, b| a.0 < b.0), "arenas stand in order, each once");
            row.retain(|(arena, is)| silence[*arena as usize] != *is);
            row.shrink_to_fit();
            for &(arena, is) in row.iter() {
                let arena = arena as usize;
                match is {
                    Membership::In => named[arena].push(actor as u32),
                    Membership::Unknown => unknown[arena] += 1,
                    Membership::Out => {}
                }
                if silence[arena] == Membership::Unknown {
                    unknown[arena] -= 1;
                }
            }
        }
        Self { spoken, named, silence, unknown }
    }
    pub(super) fn cell(&self, actor: usize, arena: usize) -> Membership {
        let row = &self.spoken[actor];
        match row.binary_search_by_key(&(arena as u32), |(arena, _)| *arena) {
            Ok(at) => row[at].1,
            Err(_) => self.silence[arena],
        }
    }
    pub(super) fn named(&self, arena: usize) -> &[u32] {
        &self.named[arena]
    }
    /// Silence is never "in": who is in is spoken of.
    pub(super) fn seats(&self, actor: usize) -> impl Iterator<Item = usize> + '_ {
        self.spoken[actor].iter().filter(|(_, is)| *is == Membership::In).map(|(arena, _)| *arena as usize)
    }
    pub(super) fn unknown(&self, arena: usize) -> usize {
        self.unknown[arena]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Membership::{In, Out, Unknown};

    /// Every 3 x 2 table of the three words, with the first list complete and the second open, against the table itself.
    #[test]
    fn what_is_not_stored_is_what_silence_says() {
        for code in 0..3_usize.pow(6) {
            let word = |at: u32| [In, Out, Unknown][code / 3_usize.pow(at) % 3];
            let table: Vec<Vec<Membership>> = (0..3).map(|a| vec![word(2 * a), word(2 * a + 1)]).collect();
            let spoken = table.iter().map(|row| vec![(0, row[0]), (1, row[1])]).collect();
            let cells = Cells::of(spoken, [true, false].into_iter());
            for arena in [0, 1] {
                let is = |wanted| (0..3).filter(|&a| table[a][arena] == wanted).collect::<Vec<usize>>();
                assert!((0..3).all(|a| cells.cell(a, arena) == table[a][arena]));
                assert_eq!(cells.named(arena).iter().map(|a| *a as usize).collect::<Vec<_>>(), is(In));
                assert_eq!(cells.unknown(arena), is(Unknown).len());
            }
            for (actor, row) in table.iter().enumerate() {
                let sits: Vec<usize> = (0..2).filter(|&arena| row[arena] == In).collect();
                assert_eq!(cells.seats(actor).collect::<Vec<_>>(), sits);
            }
        }
    }
}
