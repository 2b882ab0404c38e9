//! Labels beside points, none over another: each takes the first free place around its point, the weightier first; what
//! finds no place is not set, and counted.

use super::canvas::{Anchor, Canvas, Layer, Rect, SMALL, Style};
use super::palette::INK;
use super::text::{self, ASCENT, DESCENT};
use super::words::say;
use crate::result::Language;

const SIZE: f64 = SMALL + 0.2;

struct Wanted {
    at: (f64, f64),
    radius: f64,
    words: String,
    weight: f64,
}

/// The labels of a drawing, before they are set.
pub(super) struct Labels {
    frame: Rect,
    wanted: Vec<Wanted>,
}

/// How many labels found no place.
pub(super) struct Unnamed(usize);

impl Unnamed {
    /// What the caption says of it.
    pub(super) fn said(&self, language: Language) -> Option<String> {
        let words = || {
            say(
                language,
                &format!("{} label{} found no free place.", self.0, if self.0 == 1 { "" } else { "s" }),
                &format!("余地がなく省いたラベル：{}件。", self.0),
            )
        };
        (self.0 > 0).then(words)
    }
}

impl Labels {
    /// Labels that stay inside a frame.
    pub(super) fn new(frame: Rect) -> Self {
        Self { frame, wanted: Vec::new() }
    }
    /// A label for a mark of this radius around a point.
    pub(super) fn add(&mut self, at: (f64, f64), radius: f64, words: &str, weight: f64) {
        self.wanted.push(Wanted { at, radius, words: words.to_owned(), weight });
    }
    /// Sets the labels that find a place.
    pub(super) fn set(mut self, canvas: &mut Canvas) -> Unnamed {
        let mut taken: Vec<Rect> = self
            .wanted
            .iter()
            .map(|wanted| {
                let (x, y, r) = (wanted.at.0, wanted.at.1, wanted.radius);
                Rect { x: x - r, y: y - r, w: 2.0 * r, h: 2.0 * r }
            })
            .collect();
        self.wanted.sort_by(|a, b| {
            (b.weight.total_cmp(&a.weight)).then_with(|| a.words.cmp(&b.words)).then(a.at.0.total_cmp(&b.at.0))
        });
        let mut without = 0;
        for wanted in &self.wanted {
            // A long name is set on one line at most a third of the drawing wide.
            let lines = text::wrap(&wanted.words, SIZE, false, self.frame.w / 3.0, 1);
            let words = lines.lines.concat();
            let found = places(wanted, lines.width).into_iter().find(|(rect, _, _)| {
                let frame = &self.frame;
                rect.x >= frame.x
                    && rect.y >= frame.y
                    && rect.x + rect.w <= frame.x + frame.w
                    && rect.y + rect.h <= frame.y + frame.h
                    && !taken.iter().any(|other| other.meets(rect))
            });
            match found {
                Some((rect, anchor, (x, y))) => {
                    taken.push(rect);
                    let style = Style { halo: true, ..Style::new(SIZE, INK).anchored(anchor) };
                    canvas.text(Layer::Labels, x, y, &words, style, lines.cut.then_some(&wanted.words));
                }
                None => without += 1,
            }
        }
        Unnamed(without)
    }
}

/// The places around a point, the best first: right, left, above, below, then the corners.
fn places(wanted: &Wanted, width: f64) -> Vec<(Rect, Anchor, (f64, f64))> {
    let ((x, y), r) = (wanted.at, wanted.radius + 1.0);
    let (up, down) = (ASCENT * SIZE, DESCENT * SIZE);
    let middle = y + 0.36 * SIZE;
    let spots = [
        (Anchor::Start, x + r, middle),
        (Anchor::End, x - r, middle),
        (Anchor::Middle, x, y - r - down),
        (Anchor::Middle, x, y + r + up),
        (Anchor::Start, x + 0.7 * r, y - 0.7 * r - down),
        (Anchor::Start, x + 0.7 * r, y + 0.7 * r + up),
        (Anchor::End, x - 0.7 * r, y - 0.7 * r - down),
        (Anchor::End, x - 0.7 * r, y + 0.7 * r + up),
    ];
    let place = |(anchor, x, baseline): (Anchor, f64, f64)| {
        let back = match anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => width / 2.0,
            Anchor::End => width,
        };
        (Rect { x: x - back, y: baseline - up, w: width, h: up + down }, anchor, (x, baseline))
    };
    spots.into_iter().map(place).collect()
}
