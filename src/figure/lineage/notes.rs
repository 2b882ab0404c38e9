//! Legend and small print.

use std::collections::BTreeSet;

use super::super::canvas::{Key, SIGN, account, line};
use super::super::palette::STRONG;
use super::super::svg::Element;
use super::super::text;
use super::super::words::{self, count, say};
use super::axis::Axis;
use super::marks::{MARK, bar, marker};
use super::place::RADIUS;
use super::read::{self, Shape, Story};
use super::ties::{Curve, style};
use crate::result::{AttributedGraph, Language};

/// What of the ties was drawn.
#[derive(Default)]
pub(super) struct Drawn {
    pub(super) classes: BTreeSet<String>,
    pub(super) weak: bool,
    pub(super) left_out: usize,
    /// Steps of the path among those, with their numbers.
    pub(super) missing: Vec<(i64, String)>,
    /// Steps of the path that lead to what came to be earlier.
    pub(super) back: BTreeSet<i64>,
}

/// A tie in words.
pub(super) fn tie_words(story: &Story, tie: &read::Tie, language: Language) -> String {
    let name = |n: usize| story.items.get(n).map_or("", |item| item.label.as_str());
    format!("{} → {} ({})", name(tie.from), name(tie.to), words::class(language, &tie.class))
}

/// The legend: every sign that was used.
pub(super) fn keys(story: &Story, drawn: &Drawn, language: Language) -> Vec<Key> {
    let middle = (SIGN.0 / 2.0, SIGN.1 / 2.0);
    let mut keys = Vec::new();
    let kinds: BTreeSet<(Shape, &str)> = story.items.iter().map(|item| (item.shape, item.kind.as_str())).collect();
    for shape in [Shape::Circle, Shape::Square, Shape::Diamond, Shape::Triangle] {
        let of: Vec<String> = kinds
            .iter()
            .filter(|(other, _)| *other == shape)
            .map(|(_, kind)| text::clean(&words::kind(language, kind)))
            .collect();
        if !of.is_empty() {
            keys.push(Key { sign: marker(shape, middle, MARK, false), meaning: of.join(", ") });
        }
    }
    if story.items.iter().any(|item| item.planned) {
        let sign = marker(Shape::Circle, middle, MARK, true);
        keys.push(Key { sign, meaning: say(language, "hollow: planned", "白抜き：予定") });
    }
    if story.items.iter().any(|item| item.begin.is_some() && item.end.is_some() && item.begin != item.end) {
        let sign = Element::new("g").with(bar((1.0, SIGN.0 - 1.0), middle.1, MARK)).with(marker(
            Shape::Circle,
            middle,
            MARK,
            false,
        ));
        keys.push(Key { sign, meaning: say(language, "dated within these bounds", "この範囲のいずれか") });
    }
    if story.items.iter().any(|item| item.begin.is_some() != item.end.is_some()) {
        let stroke = line((middle.0 + RADIUS, middle.1), (middle.0 + RADIUS + 2.0, middle.1), MARK, 0.7);
        let sign = Element::new("g").with(stroke).with(marker(Shape::Circle, middle, MARK, false));
        keys.push(Key {
            sign,
            meaning: say(
                language,
                "only the earliest or latest day known: drawn no sooner than what leads to it",
                "最早日か最遅日のみ判明（先行するものより左には描かない）",
            ),
        });
    }
    let arrow = |colour: &'static str, dashes: &str, width: f64, weak: bool| {
        let [shaft, head] = Curve::straight((0.0, middle.1), (SIGN.0, middle.1)).draw(colour, dashes, width, weak);
        Element::new("g").with(shaft).with(head)
    };
    let known = ["lineage", "mandate", "input", "co-affirmation", "carrier"];
    let mut classes: Vec<&String> = drawn.classes.iter().collect();
    classes.sort_by_key(|class| known.iter().position(|known| known == class).unwrap_or(known.len()));
    for class in classes {
        let (colour, dashes, width) = style(class);
        keys.push(Key { sign: arrow(colour, dashes, width, false), meaning: words::class(language, class) });
    }
    if drawn.weak {
        let meaning = say(language, "hollow head: planned or inferred", "白抜きの矢：予定または推定");
        keys.push(Key { sign: arrow("#6b6b6b", "", 0.6, true), meaning });
    }
    if story.items.iter().any(|item| item.marked) {
        let meaning = say(language, "path, numbered by step", "経路（数字は順番）");
        keys.push(Key { sign: arrow(STRONG, "", 1.3, false), meaning });
    }
    keys
}

/// The highlighted path, step by step.
pub(super) fn path_words(story: &Story, language: Language) -> Option<String> {
    let steps: Vec<String> = story
        .path()
        .into_iter()
        .map(|tie| format!("{} {}", tie.step.unwrap_or(0), tie_words(story, tie, language)))
        .collect();
    (!steps.is_empty()).then(|| format!("{}: {}.", say(language, "Path", "経路"), steps.join("; ")))
}

/// What stands below the drawing.
pub(super) fn small_print(
    graph: &AttributedGraph,
    story: &Story,
    instants: &[f64],
    drawn: &Drawn,
    language: Language,
) -> Vec<String> {
    let mut small = Vec::new();
    let axis = Axis::new(instants, 0.0, 1.0);
    if axis.is_some() {
        let words = "Time runs to the right, linear within a year; years with more items are drawn wider.";
        let mut words = say(language, words, "時間は左から右へ、年内は等間隔。項目の多い年ほど幅が広い。");
        let left_out: i64 = axis.iter().flat_map(Axis::breaks).map(|(_, years)| years).sum();
        if left_out > 0 {
            words.push(' ');
            words += &say(
                language,
                &format!("// leaves out empty years ({left_out} in all)."),
                &format!("//は項目のない年の省略（計{left_out}年）。"),
            );
        }
        small.push(words);
    }
    small.extend(path_words(story, language));
    if drawn.left_out > 0 || axis.is_none() && !story.ties.is_empty() {
        let n = if axis.is_none() { story.ties.len() } else { drawn.left_out };
        small.push(say(
            language,
            &format!("{n} ties are not drawn: one of their ends has no date, or both are the same."),
            &format!("{n}本は端の日付が不明か両端が同じため描いていない。"),
        ));
    }
    if !drawn.missing.is_empty() {
        let why = say(language, "Steps of the path that are not drawn", "経路のうち描いていない段階");
        let mut missing = drawn.missing.clone();
        missing.sort();
        let missing: Vec<String> = missing.into_iter().map(|(step, words)| format!("{step} {words}")).collect();
        small.push(format!("{why}: {}.", missing.join("; ")));
    }
    if !drawn.back.is_empty() {
        let steps = drawn.back.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
        small.push(say(
            language,
            &format!("Drawn to the left (step {steps}): what such a step leads to came to be earlier, and may stand on since."),
            &format!("左向きの段階（{steps}）：至る先は先に成立しており、その後も存続しうる。"),
        ));
    }
    small.push(say(
        language,
        &format!("n: {}, {}.", count(story.items.len(), "item"), count(story.ties.len(), "tie")),
        &format!("n：{}件、つながり{}本。", story.items.len(), story.ties.len()),
    ));
    small.extend(account(language, &[&graph.method, &graph.nodes.method, &graph.ties.method]));
    small
}
