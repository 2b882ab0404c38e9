//! The few words that figures say themselves, in both languages, and the vocabulary of the model in plain words.

use crate::model::{FlowClass, Position};
use crate::result::Language;

/// The words in the language of the figure.
pub(super) fn say(language: Language, english: &str, japanese: &str) -> String {
    match language {
        Language::Both => format!("{english} / {japanese}"),
        other => other.choose(english, japanese),
    }
}

/// So many of a thing, with an `s` where it is not one.
pub(super) fn count(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

/// What a caption says where codes stand for names.
pub(super) fn coded(language: Language) -> String {
    say(language, "Codes stand for names, which find no room at this width.", "この幅では名の代わりに符号で示す。")
}

/// A position in plain words; a word that the model does not know is shown as it is.
pub(super) fn position(language: Language, word: &str) -> String {
    let english = match word {
        "abstain" => "abstained",
        "present-not-voting" => "present, not voting",
        "not-eligible" => "not entitled",
        "not-signed" => "not signed",
        "conflict" => return say(language, "sources disagree", "資料が相違"),
        "" => return say(language, "unknown", "不明"),
        other => other,
    };
    match Position::parse(word) {
        Some(position) => say(language, english, position.japanese()),
        None => english.to_owned(),
    }
}

/// A kind of entity in plain words.
pub(super) fn kind(language: Language, word: &str) -> String {
    let (english, japanese) = match word {
        "document" => ("document", "文書"),
        "session" => ("session", "会合"),
        "forum" => ("forum", "フォーラム"),
        "decision" => ("decision", "決定"),
        "initiative" => ("initiative", "取組"),
        "norm" => ("norm", "規範"),
        "issue" => ("issue", "争点"),
        "actor" => ("actor", "主体"),
        "state" => ("state", "国家"),
        "igo" => ("organisation", "国際機関"),
        "gov-body" => ("government body", "政府機関"),
        "ngo" => ("NGO", "非政府組織"),
        "bloc" => ("bloc", "連合"),
        "camp" => ("camp", "陣営"),
        "region" => ("region", "地域"),
        "class" => ("class of actors", "主体の類型"),
        "place" => ("place", "場所"),
        "person" => ("person", "個人"),
        "firm" => ("firm", "企業"),
        "" => ("other", "その他"),
        other => (other, other),
    };
    if english == japanese { english.to_owned() } else { say(language, english, japanese) }
}

/// A class of steps in plain words.
pub(super) fn class(language: Language, word: &str) -> String {
    match (word, FlowClass::ALL.into_iter().find(|class| class.word() == word)) {
        (_, Some(FlowClass::Carrier)) => say(language, "part or session of", FlowClass::Carrier.japanese()),
        (_, Some(class)) => say(language, word, class.japanese()),
        ("", None) => say(language, "other", "その他"),
        _ => word.to_owned(),
    }
}

/// The class of what no claim tells: it is no class like others, and is drawn hollow.
pub(super) const NOT_SAID: &str = "not said";

/// A group in plain words: what came of a proposal, the classes of the model and the manners of claims; the name of any other
/// as it is.
pub(super) fn group(language: Language, word: &str) -> String {
    let japanese = match word {
        "adopted" => "採択",
        "forwarded" => "提出",
        "no-agreement" => return say(language, "no agreement", "合意なし"),
        "blocked" => "阻止",
        "pending" => "継続中",
        "replaced" => "差し替え",
        "claims disagree" => "主張が相違",
        NOT_SAID => "言及なし",
        "actor" => "主体",
        "arena" => "場",
        "act" => "行為・文書",
        "idea" => "規範・争点",
        "stated" => "明記",
        "inferred" => "推論",
        "hedged" => "留保付き",
        "planned" => "予定",
        "denied" => "否定",
        other => return other.to_owned(),
    };
    say(language, word, japanese)
}
