//! Labels beside points, none over another: each takes the free place around its point under which the least of ties runs, the
//! weightier first, then one farther out at the end of a thin line; what finds no place is not set, and told in the caption.

use super::canvas::{Anchor, Canvas, Layer, Rect, SMALL, Style, line};
use super::palette::{INK, RULE};
use super::text::{self, ASCENT, DESCENT, LEADING, Lines};
use super::words::say;
use crate::result::Language;

const SIZE: f64 = SMALL + 0.2;
/// How far out a label may stand at the end of a line, in points from the rim of its mark.
const FAR: [f64; 4] = [6.0, 11.0, 17.0, 24.0];
/// The most lines of a label.
const LINES: usize = 3;
/// The directions in which it may stand there.
const DIRECTIONS: usize = 16;
/// Points that are nearer than this on the sheet are one mark, and share a label.
const ONE_MARK: f64 = 0.6;
/// The most names in the label of one mark; the others are counted in it.
const TOGETHER: usize = 3;
/// The most labels without a place that the caption names.
const NAMED: usize = 200;

struct Wanted {
    at: (f64, f64),
    radius: f64,
    /// The name of each thing at the mark, the weightiest first.
    names: Vec<String>,
    weight: f64,
}

impl Wanted {
    /// What the label says when it names so many of its things.
    fn words(&self, most: usize) -> String {
        let more = self.names.len().saturating_sub(most);
        let named = self.names[..self.names.len() - more].join(", ");
        if more == 0 { named } else { format!("{named} +{more}") }
    }
}

/// The labels of a drawing, before they are set.
pub(super) struct Labels {
    frame: Rect,
    wanted: Vec<Wanted>,
    /// What is drawn under the labels, and better stands beside them.
    ties: Vec<((f64, f64), (f64, f64))>,
    /// Whether a label may stand far out at the end of a line.
    led: bool,
}

/// Where each label stands, and whose found no place.
pub(super) struct Settled {
    set: Vec<Set>,
    without: Vec<String>,
}

struct Set {
    words: Lines,
    /// The whole text, where the label is cut.
    whole: Option<String>,
    spot: Spot,
}

/// A place that a label may take.
#[derive(Debug, Clone, Copy)]
struct Spot {
    rect: Rect,
    anchor: Anchor,
    at: (f64, f64),
    /// The line that leads to it, where it stands far out.
    line: Option<((f64, f64), (f64, f64))>,
}

/// The names that found no place.
pub(super) struct Unnamed(Vec<String>);

impl Unnamed {
    /// What the caption says of them: how many, why, and who they are.
    pub(super) fn said(&self, language: Language) -> Option<String> {
        let n = self.0.len();
        let named = self.0.iter().take(NAMED).cloned().collect::<Vec<_>>();
        let words = || {
            let more = n.saturating_sub(NAMED);
            let rest = say(language, &format!("and {more} more in the table"), &format!("ほか{more}件は表を参照"));
            let rest = if more == 0 { String::new() } else { format!(", {rest}") };
            // Names are said once, whatever the language.
            let why = say(language, "Not labelled for want of room", "余地がなくラベルを省いたもの");
            format!("{why} ({n}): {}{rest}", named.join(", "))
        };
        (n > 0).then(words)
    }
}

impl Labels {
    /// Labels that stay inside a frame.
    pub(super) fn new(frame: Rect) -> Self {
        Self { frame, wanted: Vec::new(), ties: Vec::new(), led: false }
    }
    /// The same where lines that lead to a label cannot be taken for anything else.
    pub(super) fn led(self) -> Self {
        Self { led: true, ..self }
    }
    /// The same beside these ties, as far as there is room beside them.
    pub(super) fn beside(self, ties: Vec<((f64, f64), (f64, f64))>) -> Self {
        Self { ties, ..self }
    }
    /// A label for a mark of this radius around a point. Things that stand on one point share a mark and a label.
    pub(super) fn add(&mut self, at: (f64, f64), radius: f64, words: &str, weight: f64) {
        let near = |other: &&mut Wanted| (other.at.0 - at.0).hypot(other.at.1 - at.1) < ONE_MARK;
        match self.wanted.iter_mut().find(near) {
            Some(other) if weight > other.weight => {
                other.names.insert(0, words.to_owned());
                other.weight = weight;
            }
            Some(other) => other.names.push(words.to_owned()),
            None => self.wanted.push(Wanted { at, radius, names: vec![words.to_owned()], weight }),
        }
    }
    /// Finds a place for each label, where there is one.
    pub(super) fn settle(mut self) -> Settled {
        let mark = |wanted: &Wanted| {
            let (x, y, r) = (wanted.at.0, wanted.at.1, wanted.radius);
            Rect { x: x - r, y: y - r, w: 2.0 * r, h: 2.0 * r }
        };
        let marks: Vec<Rect> = self.wanted.iter().map(mark).collect();
        let mut taken = marks.clone();
        let mut lines: Vec<((f64, f64), (f64, f64))> = Vec::new();
        self.wanted.sort_by(|a, b| {
            (b.weight.total_cmp(&a.weight)).then_with(|| a.names.cmp(&b.names)).then(a.at.0.total_cmp(&b.at.0))
        });
        let (mut set, mut without) = (Vec::new(), Vec::new());
        let frame = self.frame;
        for wanted in &self.wanted {
            // A long name is set on a few lines at most a third of the drawing wide.
            let limit = frame.w / 3.0;
            let most = (1..=TOGETHER).rev().find(|most| text::width(&wanted.words(*most), SIZE, false) <= limit);
            let most = most.unwrap_or(1);
            let whole = wanted.words(most);
            let fitted =
                text::wrap(&whole, SIZE, false, limit.max(text::longest_word(&whole, SIZE).min(0.5 * frame.w)), LINES);
            let own = mark(wanted);
            // Its own mark is round: at a corner a label stands beside it.
            let others = || taken.iter().filter(|other| **other != own);
            let free = |spot: &Spot| {
                let rect = &spot.rect;
                rect.x >= frame.x
                    && rect.y >= frame.y
                    && rect.x + rect.w <= frame.x + frame.w
                    && rect.y + rect.h <= frame.y + frame.h
                    && !others().any(|other| other.meets(rect))
                    && !lines.iter().any(|line| crosses(*line, rect))
                    && spot.line.is_none_or(|line| !others().any(|other| crosses(line, other)))
            };
            let under = |spot: &Spot| self.ties.iter().map(|tie| inside(*tie, &spot.rect)).sum::<f64>();
            let spots = spots(wanted, fitted.width, fitted.lines.len());
            let (near, far): (Vec<Spot>, Vec<Spot>) = spots.into_iter().partition(|spot| spot.line.is_none());
            let near = near.into_iter().filter(free).map(|spot| (under(&spot), spot));
            let near = near.min_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, spot)| spot);
            match near.or_else(|| far.into_iter().filter(|_| self.led).find(free)) {
                Some(spot) => {
                    taken.push(spot.rect);
                    lines.extend(spot.line);
                    let whole = fitted.cut.then_some(whole);
                    set.push(Set { words: fitted, whole, spot });
                    without.extend(wanted.names.iter().skip(most).cloned());
                }
                None => without.extend(wanted.names.iter().cloned()),
            }
        }
        without.sort();
        Settled { set, without }
    }
}

impl Settled {
    /// How many names found no place.
    pub(super) fn missing(&self) -> usize {
        self.without.len()
    }
    /// Sets the labels.
    pub(super) fn set(self, canvas: &mut Canvas) -> Unnamed {
        for Set { words, whole, spot } in &self.set {
            if let Some((from, to)) = spot.line {
                canvas.draw(Layer::Ties, line(from, to, RULE, 0.35));
            }
            let style = Style { halo: true, ..Style::new(SIZE, INK).anchored(spot.anchor) };
            for (n, line) in words.lines.iter().enumerate() {
                let baseline = spot.at.1 + n as f64 * LEADING * SIZE;
                canvas.text(Layer::Labels, spot.at.0, baseline, line, style, whole.as_deref());
            }
        }
        Unnamed(self.without)
    }
}

/// The places around a point, the best first: right, left, above, below, the corners, then farther out.
fn spots(wanted: &Wanted, width: f64, lines: usize) -> Vec<Spot> {
    let ((x, y), r) = (wanted.at, wanted.radius + 1.0);
    // Baselines are those of the first line: what follows hangs below it.
    let more = lines.saturating_sub(1) as f64 * LEADING * SIZE;
    let (up, down) = (ASCENT * SIZE, DESCENT * SIZE + more);
    let middle = y + 0.36 * SIZE - more / 2.0;
    let beside = [
        (Anchor::Start, x + r, middle),
        (Anchor::End, x - r, middle),
        (Anchor::Middle, x, y - r - down),
        (Anchor::Middle, x, y + r + up),
        (Anchor::Start, x + 0.7 * r, y - 0.7 * r - down),
        (Anchor::Start, x + 0.7 * r, y + 0.7 * r + up),
        (Anchor::End, x - 0.7 * r, y - 0.7 * r - down),
        (Anchor::End, x - 0.7 * r, y + 0.7 * r + up),
    ];
    let spot = |(anchor, x, baseline): (Anchor, f64, f64), line| {
        let back = match anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => width / 2.0,
            Anchor::End => width,
        };
        Spot { rect: Rect { x: x - back, y: baseline - up, w: width, h: up + down }, anchor, at: (x, baseline), line }
    };
    let far = FAR.into_iter().flat_map(|out| {
        (0..DIRECTIONS).map(move |n| {
            let turn = n as f64 / DIRECTIONS as f64 * std::f64::consts::TAU;
            let (right, low) = (libm::cos(turn), libm::sin(turn));
            let (end_x, end_y) = (x + (r + out) * right, y + (r + out) * low);
            let from = (x + wanted.radius * right, y + wanted.radius * low);
            let (anchor, gap) = match right {
                right if right > 0.3 => (Anchor::Start, 0.8),
                right if right < -0.3 => (Anchor::End, -0.8),
                _ => (Anchor::Middle, 0.0),
            };
            let baseline = match anchor {
                Anchor::Middle if low < 0.0 => end_y - down - 0.4,
                Anchor::Middle => end_y + up + 0.4,
                _ => end_y + 0.36 * SIZE - more / 2.0,
            };
            spot((anchor, end_x + gap, baseline), Some((from, (end_x, end_y))))
        })
    });
    beside.into_iter().map(|place| spot(place, None)).chain(far).collect()
}

/// Whether a line passes through a rectangle.
fn crosses(line: ((f64, f64), (f64, f64)), rect: &Rect) -> bool {
    inside(line, rect) > 0.0
}

/// How much of a line runs through a rectangle (Liang & Barsky 1984).
fn inside(((x1, y1), (x2, y2)): ((f64, f64), (f64, f64)), rect: &Rect) -> f64 {
    let (dx, dy) = (x2 - x1, y2 - y1);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    let sides = [(-dx, x1 - rect.x), (dx, rect.x + rect.w - x1), (-dy, y1 - rect.y), (dy, rect.y + rect.h - y1)];
    for (along, room) in sides {
        if along == 0.0 {
            if room < 0.0 {
                return 0.0;
            }
        } else if along < 0.0 {
            enter = enter.max(room / along);
        } else {
            leave = leave.min(room / along);
        }
    }
    (leave - enter).max(0.0) * dx.hypot(dy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::FigureOptions;

    const FRAME: Rect = Rect { x: 0.0, y: 0.0, w: 200.0, h: 200.0 };

    #[test]
    fn what_stands_on_one_point_shares_a_label_and_the_rest_is_told() {
        let mut labels = Labels::new(FRAME);
        for (name, weight) in [("AAA", 1.0), ("BBB", 5.0), ("CCC", 1.0), ("DDD", 1.0), ("EEE", 1.0)] {
            labels.add((100.0, 100.0), 2.0, name, weight);
        }
        let settled = labels.settle();
        assert_eq!((settled.set.len(), settled.missing()), (1, 2));
        assert_eq!(settled.set[0].words.lines, ["BBB, AAA, CCC +2"]);
        let mut canvas = Canvas::new(&FigureOptions::default());
        let said = settled.set(&mut canvas).said(Language::English).unwrap();
        assert_eq!(said, "Not labelled for want of room (2): DDD, EEE");
    }

    /// A tie to the right and one to the left: the label stands above, where none runs under it.
    #[test]
    fn a_label_stands_beside_the_ties() {
        let at = (100.0, 100.0);
        let of = |ties: &[(f64, f64)]| {
            let mut labels = Labels::new(FRAME).beside(ties.iter().map(|end| (at, *end)).collect());
            labels.add(at, 2.0, "ABCD", 1.0);
            labels.settle().set[0].spot.anchor
        };
        assert_eq!(of(&[]), Anchor::Start);
        assert_eq!(of(&[(200.0, 101.0)]), Anchor::End);
        assert_eq!(of(&[(200.0, 101.0), (0.0, 101.0)]), Anchor::Middle);
        // At the edge, with a tie to the upper right: a large mark has the label at its lower right.
        let mut labels = Labels::new(FRAME).beside(vec![((8.0, 100.0), (60.0, 60.0))]);
        labels.add((8.0, 100.0), 6.0, "ABCDEFGH ABCDEFGH", 1.0);
        let spot = labels.settle().set[0].spot;
        assert!(spot.anchor == Anchor::Start && spot.rect.y > 100.0, "{spot:?}");
    }

    #[test]
    fn a_label_hemmed_in_stands_farther_out_at_the_end_of_a_line() {
        let mut labels = Labels::new(FRAME).led();
        // Three by three marks, too near each other for a label between them.
        for n in 0..9 {
            labels.add((100.0 + f64::from(n % 3) * 7.0, 100.0 + f64::from(n / 3) * 7.0), 2.0, "ABCD", f64::from(n));
        }
        let settled = labels.settle();
        assert!(settled.set.len() >= 8, "{}", settled.set.len());
        assert!(settled.set.iter().any(|set| set.spot.line.is_some()));
        for (n, one) in settled.set.iter().enumerate() {
            assert!(!settled.set[n + 1..].iter().any(|other| other.spot.rect.meets(&one.spot.rect)));
            let line = settled.set.iter().filter_map(|set| set.spot.line);
            assert!(!line.into_iter().any(|line| crosses(line, &one.spot.rect)), "a line runs through {:?}", one.words);
        }
    }

    #[test]
    fn names_that_find_no_place_are_counted_and_named_up_to_a_bound() {
        let unnamed = Unnamed((0..220).map(|n| format!("N{n:03}")).collect());
        let said = unnamed.said(Language::Both).unwrap();
        assert!(
            said.starts_with("Not labelled for want of room / 余地がなくラベルを省いたもの (220): N000, N001"),
            "{said}"
        );
        assert!(said.ends_with("N199, and 20 more in the table / ほか20件は表を参照"), "{said}");
        assert!(Unnamed(Vec::new()).said(Language::English).is_none());
    }
}
