//! What to write into the methods section of a paper: a sentence for every question, from the method as it was used.

use crate::model::Participation;
use crate::overlap::agenda::{Agenda, Weighting};
use crate::overlap::backbone::{Correction, Null, Side};
use crate::overlap::forums::Forums;
use crate::overlap::structure::Structure;
use crate::overlap::upset::{Counting, Intersections};
use crate::overlap::{Backbone, Mandate, Shopping, SideBySide};
use crate::result::{Cell, Method, Phrase, Table};
use crate::view::{Affiliations, Bodies};

use super::super::{count, japanese};
use super::remarks::window_ja;
use super::together::bearer_ja;

/// How far forums (or actors) share whom; nothing where there are no two of them.
pub fn forums(found: &Forums) -> Option<Phrase> {
    // A forum whose participants dates leave open is compared too, by bounds.
    let n = match found.options.of {
        Side::Forums => found.named.len(),
        Side::Actors => found.named.iter().filter(|named| **named > 0).count(),
    };
    let (place, place_ja) = meeting_in(found);
    let (what, by) = match found.options.of {
        Side::Forums => (count(n, place), "who takes part in both".to_owned()),
        Side::Actors => {
            let places = count(2, place);
            (count(n, "actor"), format!("the {} in which both take part", places.trim_start_matches("2 ")))
        }
    };
    let compared = match found.options.of {
        Side::Forums => format!("{place_ja}{n}を、双方に加わる主体によって"),
        Side::Actors => format!("主体{n}を、双方が加わる{place_ja}によって"),
    };
    let (scope, reference) = (scope(&found.method), &found.method.reference);
    (n > 1).then(|| {
        Phrase::new(
            format!(
                "We compared {what} by {by} ({}), with the Jaccard, overlap and cosine coefficients and the index of Bonacich; \
                 where lists are open, they are bounds over every way the unknown may turn out ({reference}).",
                scope.english
            ),
            format!(
                "{compared}比較した（{}）。Jaccard係数・重複係数・コサイン係数とBonacichの指数を用い、名簿が開いている場合は、不明な\
                 所属が取りうるすべての場合の上下限を示す（{reference}）。",
                scope.japanese
            ),
        )
    })
}

/// By whom, by what and by mandate; nothing where there are no two forums.
pub fn side_by_side(found: &SideBySide, view: &Affiliations) -> Option<Phrase> {
    let n = found.method.n.iter().find(|(name, _)| name == "forums").map_or(0, |(_, n)| *n as usize);
    let (window, reference) = (view.options.window.to_string(), &found.method.reference);
    (n > 1).then(|| {
        Phrase::new(
            format!(
                "Of {} we laid side by side the overlap of participants, of agendas and of mandates ({window}; {reference}).",
                count(n, "forum"),
            ),
            format!(
                "フォーラム{n}について、参加者・議題・任務の重なりを並べて比較した（{}；{reference}）。",
                window_ja(&window)
            ),
        )
    })
}

/// How far agendas are the same; nothing where there are no two of them.
pub fn agenda(found: &Agenda) -> Option<Phrase> {
    let (weight, weight_ja) = match found.options.weighting {
        Weighting::Rarity => ("passages, weighed by how rare a topic is", "箇所数に議題の希少性を掛けたもの"),
        Weighting::Passages => ("passages", "箇所数"),
        Weighting::Presence => ("presence", "有無"),
    };
    let (n, least) = (found.bearers.len(), found.options.minimum);
    let (scope, reference) = (scope(&found.method), &found.method.reference);
    (n > 1).then(|| {
        Phrase::new(
            format!(
                "We compared the agendas of {} ({}) by the cosine of their topics (issues and norms as coded, by {weight}) and by \
                 containment both ways; fewer than {} were no agenda ({reference}).",
                count(n, found.one),
                scope.english,
                count(least, "topic"),
            ),
            format!(
                "{}{n}の議題を（{}）、議題（記録された案件と規範。重みは{weight_ja}）のコサインと双方向の包含度で比較した。議題が\
                 {least}に満たないものは比較しない（{reference}）。",
                bearer_ja(found),
                scope.japanese
            ),
        )
    })
}

/// What two forums stand under; nothing where there are no two.
pub fn mandate(found: &Mandate, bodies: &Bodies) -> Option<Phrase> {
    let n = bodies.bodies.len();
    let (scope, reference) = (scope(&found.method), &found.method.reference);
    (n > 1).then(|| {
        Phrase::new(
            format!(
                "We compared {} ({}) by the bodies of which both are an organ or part, at any number of steps, and by what sources \
                 state of their rivalry or complementarity ({reference}).",
                count(n, "forum"),
                scope.english,
            ),
            format!(
                "フォーラム{n}を（{}）、双方が（何段階であれ）機関または一部として属する組織と、競合・補完についての資料の記述によって\
                 比較した（{reference}）。",
                scope.japanese
            ),
        )
    })
}

/// Nestedness, modules and core.
pub fn structure(found: &Structure) -> Phrase {
    let (trials, seed) = (parameter(&found.method, "trials"), found.method.seed.unwrap_or_default());
    let (actors, forums) = (found.actors.len(), found.forums.len());
    let (scope, reference) = (scope(&found.method), &found.method.reference);
    let [searches, met] =
        ["searches for modules", "searches that met the best"].map(|name| parameter(&found.method, name));
    let (how_sure, how_sure_ja) = match searches {
        "" => Default::default(),
        _ => (
            format!(" ({met} of {searches} searches met the best)"),
            format!("（{searches}回の探索のうち{met}回が最良に達した）"),
        ),
    };
    Phrase::new(
        format!(
            "On the table of {} in {} with complete lists ({}) we measured nestedness (NODF) against {trials} tables with the \
             same row and column sums, drawn by the curveball algorithm (seed {seed}), two-mode modularity, maximised by the \
             Leiden algorithm{how_sure}, and a discrete core, by the correlation of all cells with a full core and nothing else \
             ({reference}).",
            count(actors, "actor"),
            count(forums, "forum"),
            scope.english,
        ),
        format!(
            "名簿の完全なフォーラム{forums}と主体{actors}の表について（{}）、入れ子度（NODF）を、行和と列和の等しい表{trials}個\
             （curveball法、シード{seed}）と比べて測り、Leiden法で最大化した二部モジュラリティ{how_sure_ja}と、中核だけが満ちた表との全セルの相関に\
             よる離散的な中核を求めた（{reference}）。",
            scope.japanese
        ),
    )
}

/// Who sits in which combination.
pub fn upset(found: &Intersections) -> Phrase {
    let (how, how_ja) = match found.options.counting {
        Counting::Exclusive => ("exactly", "ちょうど"),
        Counting::Inclusive => ("at least", "少なくとも"),
    };
    let (actors, forums) = (found.actors.len(), found.forums.len());
    let (scope, reference) = (scope(&found.method), &found.method.reference);
    let which = match forums {
        1 => "the one forum with a complete list".to_owned(),
        n => format!("{how} which of {} with complete lists", count(n, "forum")),
    };
    Phrase::new(
        format!(
            "We counted which of {} {} part in {which} ({}; {reference}).",
            count(actors, "actor"),
            if actors == 1 { "takes" } else { "take" },
            scope.english
        ),
        match forums {
            1 => format!(
                "主体{actors}のうち、名簿の完全な唯一のフォーラムに加わるものを数えた（{}；{reference}）。",
                scope.japanese
            ),
            n => format!(
                "主体{actors}が、名簿の完全なフォーラム{n}の{how_ja}どれに加わるかを数えた（{}；{reference}）。",
                scope.japanese
            ),
        },
    )
}

/// What is known of each forum; nothing where there is none.
pub fn profile(table: &Table) -> Option<Phrase> {
    let n = table.len();
    let (scope, reference) = (scope(&table.method), &table.method.reference);
    (n > 0).then(|| {
        Phrase::new(
            format!(
                "We describe {} ({}) by the bodies above {}, {} participants, decision rule and force of outcome, as sources state \
                 them ({reference}).",
                count(n, "forum"),
                scope.english,
                if n == 1 { "it" } else { "them" },
                if n == 1 { "its" } else { "their" },
            ),
            format!(
                "フォーラム{n}を（{}）、資料の述べる上位組織・参加者・決定規則・成果の効力によって記述した（{reference}）。",
                scope.japanese
            ),
        )
    })
}

/// Where an issue is treated, and who could take it elsewhere.
pub fn shopping(found: &Shopping) -> Phrase {
    let alike = found.options.like_minded;
    let (gains, gains_ja) = match &found.gains {
        Ok(_) => (
            format!(
                ", and by who would be in a like-minded majority elsewhere (more than half of the members, itself counted, with an agreement of {alike} or more)"
            ),
            format!("、移せば同じ立場（同調度{alike}以上）の多数派（本人を含め構成員の過半数）に入るのは誰か"),
        ),
        Err(_) => Default::default(),
    };
    let (n, issue) = (found.venues.len(), japanese::node(&found.issue));
    let (scope, reference) = (scope(&found.method), &found.method.reference);
    Phrase::new(
        match n {
            1 => format!(
                "Of the one forum known to treat {} ({}) we list who has access to it ({reference}).",
                issue.english, scope.english
            ),
            _ => format!(
                "We compared the {} known to treat {} ({}) by who has access to which, by who sits in two of them{gains} \
                 ({reference}).",
                count(n, "forum"),
                issue.english,
                scope.english,
            ),
        },
        match n {
            1 => format!(
                "「{}」を扱うことが知られる唯一のフォーラムについて（{}）、加わるのは誰かを示す（{reference}）。",
                issue.japanese, scope.japanese
            ),
            _ => format!(
                "「{}」を扱うことが知られるフォーラム{n}を（{}）、誰がどれに加わるか、誰が二つに加わるか{gains_ja}によって比較した\
                 （{reference}）。",
                issue.japanese, scope.japanese
            ),
        },
    )
}

/// Which pairs stand out against chance.
pub fn backbone(found: &Backbone) -> Phrase {
    let (options, n) = (&found.options, found.things.len());
    let compared = match options.of {
        Side::Actors => format!("主体{n}を、共有するフォーラムによって"),
        Side::Forums => format!("フォーラム{n}を、共有する主体によって"),
    };
    let null = match options.null {
        Null::Sdsm if parameter(&found.method, "cell probabilities") == "given" => {
            "確率的次数列モデル（セル確率は所与、裾確率は厳密なポアソン二項分布。Neal, Domagalski & Sagan 2021; Hong 2013）".to_owned()
        }
        Null::Sdsm if !found.has_converged() => "確率的次数列モデル（セル確率は二部構成モデルだが収束していないため、ポアソン二項分布の\
                                                 裾確率は近似。Neal, Domagalski & Sagan 2021; Saracco et al. 2015; Hong 2013）"
            .to_owned(),
        Null::Sdsm => "確率的次数列モデル（セル確率は二部構成モデル、裾確率は厳密なポアソン二項分布。Neal, Domagalski & Sagan 2021; \
                       Saracco et al. 2015; Hong 2013）"
            .to_owned(),
        Null::Fdsm => format!(
            "固定次数列モデル（curveball法で引いた表{}個。Neal, Domagalski & Sagan 2021; Strona et al. 2014）",
            options.trials
        ),
        Null::FixedRow => "超幾何分布（Tumminello et al. 2011）".to_owned(),
        Null::FixedColumn => "列和固定モデル（Neal, Domagalski & Sagan 2021）".to_owned(),
    };
    let correction = match options.correction {
        Correction::None => "多重比較の補正なし",
        Correction::Holm => "Holm（1979）により補正",
        Correction::BenjaminiHochberg => "Benjamini・Hochberg（1995）により補正",
    };
    let given = match (parameter(&found.method, "structural zeros"), parameter(&found.method, "structural ones")) {
        ("", _) => String::new(),
        (zeros, ones) => {
            format!(
                "構造的ゼロとして{zeros}のセルを空に、構造的な1として{ones}のセルを1に固定した（Neal & Neal 2024）。"
            )
        }
    };
    let out = &found.left_out;
    let left_out: Vec<String> = [
        (out.open, "誰が加わるか分からないフォーラム"),
        (out.full, "全員が属するフォーラム"),
        (out.idle, "ほかのどれにも加わらない主体"),
    ]
    .into_iter()
    .filter(|(n, _)| *n > 0)
    .map(|(n, what)| format!("{what}{n}"))
    .collect();
    let left_out = match left_out.as_slice() {
        [] => String::new(),
        some => format!("（{}を除いた）", some.join("と")),
    };
    Phrase::new(
        found.sentence(),
        format!(
            "{compared}{null}と比較した（両側、有意水準{}、{correction}）。{given}参加者の名簿が完全なフォーラムのみを用いた{left_out}。",
            Cell::Number(options.alpha).plain(),
        ),
    )
}

/// What actors meet in: texts, which they sign, sponsor or endorse, or forums; by the kinds of what is compared, else by the
/// ways to take part.
pub(super) fn meeting_in(found: &Forums) -> (&'static str, &'static str) {
    let of_text = |word: &str| Participation::ALL.iter().any(|mode| mode.word() == word && mode.role().is_some());
    let texts: Vec<bool> = match found.options.of {
        Side::Forums => found.things.iter().map(|thing| thing.node.kind == "document").collect(),
        Side::Actors => parameter(&found.method, "modes").split(' ').map(of_text).collect(),
    };
    match texts.iter().filter(|text| **text).count() {
        0 => ("forum", "フォーラム"),
        n if n == texts.len() => ("text", "文書"),
        _ => ("forum or text", "フォーラムや文書"),
    }
}

/// The window, and the ways to take part where they are a choice.
fn scope(method: &Method) -> Phrase {
    let (modes, time) = (parameter(method, "modes"), parameter(method, "window"));
    let term = |word: &str| japanese::terms().get(word).map_or_else(|| word.to_owned(), |term| (*term).to_owned());
    let modes_ja = modes.split(' ').map(term).collect::<Vec<_>>().join("・");
    let (mut how, mut how_ja) = (modes.replace(' ', ", "), modes_ja);
    let mut add = |english: String, japanese: String| {
        let (comma, comma_ja) = if how.is_empty() { ("", "") } else { (", ", "、") };
        how.push_str(&format!("{comma}{english}"));
        how_ja.push_str(&format!("{comma_ja}{japanese}"));
    };
    let roles = parameter(method, "roles");
    if !["", "all but observers", "members"].contains(&roles) {
        add(
            format!("as {}", roles.replace(' ', ", ")),
            format!("役割：{}", roles.split(' ').map(term).collect::<Vec<_>>().join("・")),
        );
    }
    if parameter(method, "sessions") == "apart" {
        add("sessions apart".to_owned(), "会合は別個に".to_owned());
    }
    if parameter(method, "inherited from blocs") == "yes" {
        add("members counted where their bloc takes part".to_owned(), "連合の参加を構成員にも数える".to_owned());
    }
    match how.as_str() {
        "" => Phrase::new(time, window_ja(time)),
        _ => Phrase::new(format!("{how}; {time}"), format!("{how_ja}、{}", window_ja(time))),
    }
}

fn parameter<'a>(method: &'a Method, wanted: &str) -> &'a str {
    method.parameters.iter().find(|(name, _)| name == wanted).map_or("", |(_, value)| value.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::super::references;
    use super::*;
    use crate::dataset;
    use crate::graph::Graph;
    use crate::overlap::{forums as whom, profile as bodies_table, seats, structure as shape, upset as sets};
    use crate::view::{AffiliationOptions, AgendaOptions, Agendas, Window};

    /// Every question names its window and a publication whose entry we hold.
    #[test]
    fn every_question_has_a_sentence_with_references_that_are_held() {
        let folders = ["memberships", "cyber-norms", "states"].map(|name| dataset::builtin(name).unwrap()).to_vec();
        let graph = Graph::from(dataset::load(folders, None).dataset.unwrap());
        let view = Affiliations::of(&graph, &AffiliationOptions::default());
        let bodies = Bodies::of(&graph, Window::default());
        let whom = Forums::of(&view, whom::Options::default());
        let what = Agenda::of(&Agendas::of(&graph, &AgendaOptions::default()), Default::default());
        let mandate_of = Mandate::of(&bodies);
        let shape = Structure::of(&view, shape::Options { trials: 2, ..Default::default() }).unwrap();
        let sets = Intersections::of(&view, sets::Options::default()).unwrap();
        let table = bodies_table::table(&bodies, Vec::new());
        let together = SideBySide::of(&whom, &what, &bodies, &mandate_of);
        let found = Backbone::of(&view, Default::default()).unwrap();
        let told = [
            (forums(&whom), &whom.method),
            (agenda(&what), &what.method),
            (mandate(&mandate_of, &bodies), &mandate_of.method),
            (Some(structure(&shape)), &shape.method),
            (Some(upset(&sets)), &sets.method),
            (profile(&table), &table.method),
            (side_by_side(&together, &view), &together.method),
        ];
        let sentences = told.iter().map(|(sentence, _)| sentence.clone().unwrap());
        for said in sentences.chain([backbone(&found)]) {
            let rest = said.japanese.replace(" et al.", "");
            let english = rest.split(|c: char| !c.is_ascii_alphabetic() && c != ' ');
            let runs = english.filter(|run| run.split_whitespace().count() > 2).collect::<Vec<_>>();
            assert!(said.japanese.ends_with("。") && runs.is_empty(), "{runs:?} {said:?}");
        }
        let told = told.map(|(sentence, method)| (sentence.unwrap().english, method));
        for (sentence, method) in told.into_iter().chain([(String::new(), &seats::graph(&view).method)]) {
            assert!(
                sentence.is_empty()
                    || sentence.starts_with("We ")
                    || ["On ", "Of "].iter().any(|start| sentence.starts_with(start))
            );
            assert!(sentence.is_empty() || sentence.contains("all time") && sentence.contains(&method.reference));
            assert!(!method.reference.is_empty(), "{}", method.name);
            for short in method.reference.split(';') {
                assert!(references::full(short).is_some(), "{}: {short}", method.name);
            }
        }
    }

    /// One forum with one member, or none at all: nobody writes that 0 forums were compared.
    #[test]
    fn of_nothing_to_compare_nothing_is_said() {
        use crate::view::{Affiliations, Arena, Membership, Node};
        let node = |id: &str| Node { id: id.into(), kind: "state".into(), name: id.into(), name_ja: String::new() };
        let seen = |forums: &[&str]| {
            let arenas = forums.iter().map(|id| Arena { node: node(id), listed_in_full: true, stated_size: None });
            let cells = [vec![Membership::In; forums.len()]];
            Affiliations::from_cells(vec![node("a")], arenas.collect(), &cells, Default::default(), Default::default())
        };
        for forums in [&["f"][..], &[]] {
            let view = seen(forums);
            let bodies = Bodies::default();
            let agendas = Agendas::from_cells(Default::default(), AgendaOptions::default(), |_| None);
            let (what, mandates) = (Agenda::of(&agendas, Default::default()), Mandate::of(&bodies));
            let whom = Forums::of(&view, whom::Options::default());
            let together = SideBySide::of(&whom, &what, &bodies, &mandates);
            assert!(together.method.notes.is_empty(), "{:?}", together.method.notes);
            let said = [
                self::forums(&whom),
                agenda(&what),
                mandate(&mandates, &bodies),
                side_by_side(&together, &view),
                profile(&bodies_table::table(&bodies, Vec::new())),
            ];
            assert_eq!(said, [const { None }; 5]);
            let page = super::super::summary(&view, &whom, &together);
            assert!(!format!("{page:?}").contains("0 of 0"));
            assert_eq!(super::super::agendas(&what)[0].english, "Topics are coded for no forum.");
        }
        let sets = Intersections::of(&seen(&["f"]), sets::Options::default()).unwrap();
        let said = upset(&sets).english;
        assert!(said.contains("1 actor takes part in the one forum with a complete list"), "{said}");
    }
}
