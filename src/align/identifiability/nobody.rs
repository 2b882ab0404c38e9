//! Why there is nobody to compare: the one reason that every answer on these positions gives.

use crate::result::Phrase;
use crate::view::Positions;

use super::super::agreement::{Abstention, Options, plural};

/// Why nobody can be compared under these rules, if so: nobody holds a position, one alone does, or all were absent.
pub(in crate::align) fn nobody(positions: &Positions, rules: &Options) -> Option<Phrase> {
    let taken = || (0..positions.items.len()).filter(|&item| rules.takes(positions.items[item].kind));
    let (actors, items) = (positions.actors.len(), taken().count());
    if actors == 0 {
        return Some(none_holds(positions));
    }
    let apart = positions.items.len() - items;
    if items == 0 && apart > 0 {
        let signings = plural(apart, "signing");
        return Some(Phrase::new(
            format!("{signings} and nothing else, and signatures = apart: `as-positions` compares them"),
            format!("署名{apart}件のほかに案件がなく、署名は別扱い：`as-positions`なら比べる"),
        ));
    }
    if items == 0 || actors == 1 {
        let why = Phrase::new(
            format!("{} and {}: nobody to compare", plural(actors, "actor"), plural(items, "item")),
            format!("主体{actors}、案件{items}：比べる相手がない"),
        );
        // A group alone stands for its members, but only where that is asked for.
        return Some(match positions.actors.as_slice() {
            [group] if ["bloc", "camp"].contains(&group.kind.as_str()) => Phrase::new(
                format!("{} (a {} passes its positions to its members where inherited = on)", why.english, group.kind),
                format!("{}（集団の立場は inherited = on のとき構成員に及ぶ）", why.japanese),
            ),
            _ => why,
        });
    }
    let took =
        |rules: &Options| (0..actors).any(|actor| taken().any(|item| rules.position(positions, actor, item).is_some()));
    let abstained = || took(&Options { abstention: Abstention::Half, ..*rules });
    (!took(rules)).then(|| match abstained() {
        true => Phrase::new(
            "nobody took a position but to abstain, and abstention = missing takes that out",
            "棄権のほかに立場を示した主体がなく、棄権は「欠測」として除かれる",
        ),
        false => Phrase::new(
            "nobody took a position: every record says absent or not eligible",
            "立場を示した主体がない：記録はすべて欠席または資格なし",
        ),
    })
}

/// That nobody of the kinds asked for holds a position on items of the kinds asked for, and who does on what.
fn none_holds(positions: &Positions) -> Phrase {
    let options = &positions.options;
    let kinds = options.actors.join(", ");
    let items: Vec<&str> = options.items.iter().map(|kind| kind.word()).collect();
    let items = items.join(", ");
    let mut why = match (kinds.as_str(), items.as_str()) {
        ("", "") => Phrase::new("nobody holds a position", "立場の記録がない"),
        (kinds, "") => Phrase::new(
            format!("nobody of kind {kinds} holds a position"),
            format!("種類{kinds}の主体の立場の記録がない"),
        ),
        ("", items) => Phrase::new(
            format!("nobody holds a position on an item of kind {items}"),
            format!("種類{items}の案件についての立場の記録がない"),
        ),
        (kinds, items) => Phrase::new(
            format!("nobody of kind {kinds} holds a position on an item of kind {items}"),
            format!("種類{kinds}の主体の、種類{items}の案件についての立場の記録がない"),
        ),
    };
    if !options.window.is_open() {
        why.english = format!("{}; the window is {}", why.english, options.window);
        let window = match (options.window.from, options.window.until) {
            (Some(from), None) => format!("{from}から"),
            (None, Some(until)) => format!("{until}まで"),
            _ => options.window.to_string(),
        };
        why.japanese = format!("{}。期間は{window}", why.japanese);
    }
    if let Some(elsewhere) = positions.elsewhere.as_ref().filter(|elsewhere| !elsewhere.actors.is_empty()) {
        let counted = |kind: &str, count: usize| format!("{kind} ({count})");
        let actors = elsewhere.actors.iter().map(|(kind, count)| counted(kind, *count)).collect::<Vec<_>>().join(", ");
        let items = elsewhere.items.iter().map(|(kind, count)| counted(kind.word(), *count));
        let items = items.collect::<Vec<_>>().join(", ");
        why.english = format!("{}; these data hold positions of {actors} on {items}", why.english);
        why.japanese = format!("{}。このデータにある立場は、主体が{actors}、案件が{items}", why.japanese);
    }
    why
}
