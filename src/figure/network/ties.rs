//! Which ties are drawn, and what is said of the others.

use crate::figure::claims;
use crate::figure::words::{count, say};
use crate::result::{AttributedGraph, Cell, CellRef, ColumnRole, Language};

/// The most ties a node that are drawn.
const TIES: usize = 3;

#[derive(Debug, Clone, Copy)]
pub(super) struct Tie {
    pub(super) ends: (usize, usize),
    pub(super) weight: f64,
    /// Whether it keeps apart: so does one that weighs nothing.
    pub(super) negative: bool,
    /// How likely chance is to make it, where a test says so: a tie with a sign and a weight has it as its value.
    p: Option<f64>,
    pub(super) row: usize,
}

impl Tie {
    /// What is larger for the tie that is drawn first. A pair that is kept apart shares little: there the weight says nothing,
    /// and the test alone does.
    fn strength(&self) -> f64 {
        self.p.map_or(self.weight.abs(), |p| -p)
    }
}

/// The ties with a weight, loops left out, each once a pair of rows, in an order that no order of rows changes.
pub(super) fn read(graph: &AttributedGraph, place_of: &[usize]) -> Vec<Tie> {
    let number = |row, role| graph.ties.cell(row, role).and_then(CellRef::as_f64);
    let tested = [ColumnRole::Sign, ColumnRole::Weight].iter().all(|role| graph.ties.by_role(*role).is_some());
    let mut ties: Vec<Tie> = (graph.ends.iter().enumerate())
        .filter_map(|(row, (a, b))| {
            let (a, b) = (*place_of.get(*a)?, *place_of.get(*b)?);
            let sign = number(row, ColumnRole::Sign).unwrap_or(1.0);
            let value = number(row, ColumnRole::Value);
            let weight = number(row, ColumnRole::Weight).or(value).unwrap_or(1.0);
            let negative = sign < 0.0 || weight < 0.0;
            let weight = if negative { -weight.abs() } else { weight };
            let ends = if graph.directed { (a, b) } else { (a.min(b), a.max(b)) };
            (a != b).then_some(Tie { ends, weight, negative, p: value.filter(|_| tested), row })
        })
        .collect();
    ties.sort_by(|a, b| {
        let words = |tie: &Tie| claims(&graph.ties, tie.row).unwrap_or_default();
        (a.ends.cmp(&b.ends)).then(a.weight.total_cmp(&b.weight)).then_with(|| words(a).cmp(&words(b)))
    });
    ties
}

/// Where the line was drawn among the ties of one sign.
struct Line {
    negative: bool,
    all: usize,
    drawn: usize,
    /// The strength from which they are drawn.
    from: f64,
}

/// The ties that are drawn, and where the line was drawn; no line where all are.
pub(super) struct Drawn {
    pub(super) ties: Vec<Tie>,
    all: usize,
    lines: Vec<Line>,
    tested: bool,
}

/// So many ties are drawn of any graph.
const FEWEST: usize = 60;

/// The strongest ties, about three a node, of each sign its share; equal ones stay or go together.
pub(super) fn strongest(all: &[Tie], nodes: usize) -> Drawn {
    let most = (TIES * nodes).max(FEWEST);
    let tested = all.iter().any(|tie| tie.p.is_some());
    if all.len() <= most {
        return Drawn { ties: all.to_vec(), all: all.len(), lines: Vec::new(), tested };
    }
    let line = |negative: bool| {
        let mut strengths: Vec<f64> = all.iter().filter(|tie| tie.negative == negative).map(Tie::strength).collect();
        strengths.sort_by(|a, b| b.total_cmp(a));
        let share = (most * strengths.len()).div_ceil(all.len());
        // Equal ones go together, unless hardly any would be left: then they stay, however many.
        let from = match strengths.get(share) {
            None => *strengths.last()?,
            Some(cut) => {
                let above = strengths.partition_point(|strength| strength > cut);
                if 2 * above >= share { strengths[above - 1] } else { *cut }
            }
        };
        let drawn = strengths.partition_point(|strength| *strength >= from);
        Some(Line { negative, all: strengths.len(), drawn, from })
    };
    let lines: Vec<Line> = [false, true].into_iter().filter_map(line).collect();
    let over = |tie: &&Tie| lines.iter().any(|line| line.negative == tie.negative && tie.strength() >= line.from);
    Drawn { ties: all.iter().filter(over).copied().collect(), all: all.len(), lines, tested }
}

/// How many nodes have negative ties drawn and no others, though they have some, and the strongest of these to nodes that have
/// others drawn: without them such a node would stand wherever the crowd leaves room, beside its foe as likely as not.
pub(super) fn holds(all: &[Tie], drawn: &[Tie], nodes: usize) -> (usize, Vec<Tie>) {
    let (mut is_tied, mut is_held) = (vec![false; nodes], vec![false; nodes]);
    for tie in drawn {
        for end in [tie.ends.0, tie.ends.1] {
            is_tied[end] = true;
            is_held[end] |= !tie.negative;
        }
    }
    let is_loose = |end: usize| is_tied[end] && !is_held[end];
    let mut pulls: Vec<&Tie> = (all.iter())
        .filter(|tie| !tie.negative && tie.weight > 0.0)
        .filter(|tie| is_loose(tie.ends.0) && is_held[tie.ends.1] || is_held[tie.ends.0] && is_loose(tie.ends.1))
        .collect();
    pulls.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let mut pulled = vec![0_usize; nodes];
    pulls.retain(|tie| {
        let loose = if is_held[tie.ends.0] { tie.ends.1 } else { tie.ends.0 };
        pulled[loose] += 1;
        pulled[loose] <= TIES
    });
    (pulled.iter().filter(|pulls| **pulls > 0).count(), pulls.into_iter().copied().collect())
}

/// Where nodes stand of which negative ties alone are drawn.
pub(super) fn held_by(loose: usize, language: Language) -> Option<String> {
    let (nodes, stand) = (count(loose, "node"), if loose == 1 { "stands" } else { "stand" });
    let english =
        format!("{nodes} of which negative ties alone are drawn {stand} where the strongest other ties pull.");
    let japanese = format!("負の線だけを描いた{loose}点は、描かない最も強い正の線に従って置く。");
    (loose > 0).then(|| say(language, &english, &japanese))
}

impl Drawn {
    /// What is drawn of what there is, and why not all; `aside` nodes have none of the drawn ties.
    pub(super) fn said(&self, language: Language, nodes: usize, aside: usize) -> String {
        let all = self.all;
        let whole = say(
            language,
            &format!("n: {}, {}.", count(nodes, "node"), count(all, "tie")),
            &format!("n：{nodes}点、{all}本。"),
        );
        if self.lines.is_empty() {
            let none = say(language, " There is no tie to draw.", "描くべき線はない。");
            return if all == 0 { whole + &none } else { whole };
        }
        let from = |line: &Line| {
            let number = if self.tested { Cell::Number(-line.from).read().shown() } else { figures(line.from) };
            match self.tested {
                true => (format!("of a p of {number} or less"), format!("p値{number}以下の")),
                false => (format!("of a weight of {number} or more"), format!("重み{number}以上の")),
            }
        };
        let under = match aside {
            0 => String::new(),
            n => format!(
                " {} whose ties are all weaker {} below.",
                count(n, "node"),
                if n == 1 { "stands" } else { "stand" }
            ),
        };
        let under_ja = if aside == 0 {
            String::new()
        } else {
            format!("より弱い線しかない{aside}点は下に並べる。")
        };
        let (drawn, drawn_ja) = match self.lines.as_slice() {
            [line] => {
                let (from, from_ja) = from(line);
                (format!("the {} {from}, the strongest", line.drawn), format!("{from_ja}{}本", line.drawn))
            }
            lines => {
                let (words, words_ja): (Vec<String>, Vec<String>) = (lines.iter())
                    .map(|line| {
                        let (from, from_ja) = from(line);
                        let (what, what_ja) =
                            if line.negative { ("negative ties", "負の線") } else { ("ties", "正の線") };
                        let (drawn, all) = (line.drawn, line.all);
                        match all - drawn {
                            0 => (format!("all {all} {what}"), format!("{what_ja}{all}本すべて")),
                            left => (
                                format!("{drawn} of the {all} {what} ({from}; {left} are not drawn)"),
                                format!("{what_ja}{all}本のうち{from_ja}{drawn}本（{left}本は省く）"),
                            ),
                        }
                    })
                    .unzip();
                (format!("{}, the strongest of each", words.join(" and ")), words_ja.join("、"))
            }
        };
        let (about, about_ja) = match TIES * nodes < FEWEST {
            true => (format!("about {FEWEST}"), format!("約{FEWEST}本")),
            false => (format!("about {TIES} a node"), format!("一点あたり約{TIES}本")),
        };
        let words = format!(" Drawn are {drawn}, {about} or as many as are equal: all would be one blot.{under}");
        let words_ja = format!("強い線のみ（{about_ja}と同値の線）、{drawn_ja}を描く。{under_ja}");
        whole + &say(language, &words, &words_ja)
    }
}

/// A number to three figures.
fn figures(value: f64) -> String {
    let (mut places, mut rest) = (2, value.abs());
    while rest < 1.0 && places < 9 && rest > 0.0 {
        (places, rest) = (places + 1, rest * 10.0);
    }
    let words = format!("{value:.places$}");
    if words.contains('.') { words.trim_end_matches('0').trim_end_matches('.').to_owned() } else { words }
}
