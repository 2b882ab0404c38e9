//! Japanese words for what answers say in words of their own: reasons, methods, tables.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::sayings::SAYINGS;
use crate::model::schema::FlowClass;
use crate::model::{Measure, Position, Schema};
use crate::result::{AttributedGraph, Cell, Language, Method, Phrase, Subject, Table, Undefined, translated};
use crate::view::Node;

/// The name of an entity in both languages; the English one where no Japanese one is known.
pub(super) fn name(english: &str, japanese: &str) -> Phrase {
    Phrase::new(english, if japanese.is_empty() { english } else { japanese })
}

/// The name of a node.
pub(super) fn node(node: &Node) -> Phrase {
    name(&node.name, &node.name_ja)
}

/// The first names of a list, `most` of them, and how many more there are.
pub(super) fn names(all: &[Phrase], most: usize) -> Phrase {
    let more = all.len().saturating_sub(most);
    let shown = &all[..all.len() - more];
    let english: Vec<String> = shown.iter().map(|name| name.english.clone()).collect();
    let japanese: Vec<&str> = shown.iter().map(|name| name.japanese.as_str()).collect();
    // A name with a mark of lists in it would run into the next.
    let runs_on = japanese.iter().any(|name| name.contains(['、', '，', ',', '；']));
    let japanese = japanese.join(if runs_on { "；" } else { "、" });
    match (more, super::separator(&english)) {
        (0, _) => Phrase::new(super::and(&english), japanese),
        (more, between) => {
            let last = if between == "; " { ";" } else { "" };
            Phrase::new(format!("{}{last} and {more} more", english.join(between)), format!("{japanese}ほか{more}"))
        }
    }
}

/// What a method is called in a sentence on what the data carry.
pub(super) fn about(word: &str) -> &str {
    match word {
        "positions" => "立場",
        "agreement" => "同調度",
        "clusters" => "集団",
        "intervals over families" => "案件の系列を再抽出した信頼区間",
        "telling actors apart" => "主体の区別",
        other => other,
    }
}

/// Kinds in plain words; of other kinds than states, the id that the schema gives them.
pub(super) fn kinds(ids: &[String]) -> Phrase {
    let japanese: Vec<&str> = ids.iter().map(|id| if id == "state" { "国家" } else { id.as_str() }).collect();
    Phrase::new(ids.join(", "), japanese.join("、"))
}

/// The Japanese of a sentence that an answer carries beside its numbers; `None` of one that nobody has put into Japanese.
fn said(english: &str) -> Option<String> {
    // `1962: ` before a remark says of which window it is.
    if let Some((when, rest)) = english.split_once(": ")
        && !when.is_empty()
        && when.chars().all(|c| c.is_ascii_digit() || c == '-')
    {
        return Some(format!("{when}：{}", said(rest)?));
    }
    translated(terms(), english)
}

/// Why a value does not exist. Reasons are written once, in English, beside the computation.
pub(super) fn reason(undefined: &Undefined) -> String {
    let english = undefined.reason();
    said(english).unwrap_or_else(|| format!("理由は英語のみ：{english}"))
}

/// Words that stand in cells: the kinds and relations of a schema, and positions.
pub(super) fn labels(schema: &Schema) -> BTreeMap<String, String> {
    let kinds = schema.kinds.iter().map(|kind| (kind.id.to_string(), kind.label_ja.to_string()));
    let relations = schema.relations.iter().map(|relation| (relation.id.to_string(), relation.label_ja.to_string()));
    let measures = Measure::ALL.iter().map(|measure| (measure.word().to_owned(), measure.japanese().to_owned()));
    let positions = Position::ALL.iter().map(|one| (one.word().to_owned(), one.japanese().to_owned()));
    let classes = FlowClass::ALL.into_iter().map(|class| (class.word().to_owned(), class.japanese().to_owned()));
    let all = kinds.chain(relations).chain(measures).chain(positions).chain(classes);
    all.filter(|(_, japanese)| !japanese.is_empty()).collect()
}

/// A drawing whose small print is in the language of an output: the name and parameters of methods, what is measured,
/// remarks, and why values do not exist. Both languages stand side by side where both are asked for, but for parameters,
/// which are said once.
pub fn drawing(subject: &Subject, language: Language) -> Subject {
    let mut subject = subject.clone();
    if language == Language::English {
        return subject;
    }
    let terms = terms();
    let both = |english: &str| match (said(english), language) {
        (None, _) => english.to_owned(),
        (Some(japanese), Language::Japanese) => japanese,
        (Some(japanese), _) => format!("{english} / {japanese}"),
    };
    let method = |method: &mut Method| {
        if language == Language::Japanese {
            *method = method.told(terms);
        }
        method.notes.iter_mut().for_each(|note| *note = both(note));
    };
    let table = |table: &mut Table| {
        method(&mut table.method);
        for column in &mut table.columns {
            if language == Language::Japanese {
                column.name = terms.get(column.name.as_str()).map_or(column.name.clone(), |name| (*name).to_owned());
                column.unit = terms.get(column.unit).copied().unwrap_or(column.unit);
            }
            for cell in &mut column.cells {
                if let Cell::Undefined(why) = cell {
                    *why = Undefined::because(both(why.reason()));
                }
            }
        }
    };
    let graph = |graph: &mut AttributedGraph| {
        method(&mut graph.method);
        table(&mut graph.nodes);
        table(&mut graph.ties);
    };
    match &mut subject {
        Subject::Split { actors: one, tallies: two }
        | Subject::Matrix { things: one, pairs: two }
        | Subject::Plane { points: one, lines: two }
        | Subject::Intersections { sets: one, combinations: two } => {
            table(one);
            table(two);
        }
        Subject::Dots(one) | Subject::Moves(one) | Subject::Bars(one) => table(one),
        Subject::Lineage(one) | Subject::Network(one) | Subject::Tree(one) => graph(one),
    }
    subject
}

/// Words for titles, columns, methods and parameters of the tables of a report.
pub(super) fn terms() -> &'static BTreeMap<&'static str, &'static str> {
    static ALL: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| TERMS.iter().chain(SAYINGS).copied().collect());
    &ALL
}

const TERMS: &[(&str, &str)] = &[
    // Titles.
    ("What was coded", "資料別の記録"),
    ("Entities by kind", "種類別の対象"),
    ("Where the record disagrees with itself", "記録の中の矛盾"),
    ("Can it be said at all?", "データから何が言えるか"),
    ("Groups of actors by agreement", "同調度による集団"),
    ("Dyads that sources claim, beside what was computed", "資料が述べる二者関係と計算結果"),
    ("The pairs that met on most items, of equal ones the first by id", "共通の案件が最も多い組（同数ではIDの順）"),
    ("What is known of each list", "各名簿について分かっていること"),
    ("Pairs that are known to share an actor", "同じ主体が加わると分かっている組"),
    ("What led to what", "何が何につながったか"),
    ("The main path", "主要経路"),
    ("What went in", "入力"),
    ("What came out", "出力"),
    ("What the record says now and did not, or no longer", "新たに加わった・なくなった・変わった記録"),
    ("Who is in another group", "別の集団に移った主体"),
    ("Pairs whose agreement changed", "同調度の変わった組"),
    ("Forums whose overlap changed", "重なりの変わったフォーラム"),
    ("Documented steps that changed", "変わった影響の段階"),
    ("Documented paths that changed", "変わった経路"),
    ("Steps on and off the main path", "主要経路に加わった段階・外れた段階"),
    // Columns.
    ("source", "資料"),
    ("name", "名称"),
    ("name_ja", "日本語名"),
    ("kind", "種類"),
    ("entities", "対象"),
    ("claims", "主張"),
    ("claim", "主張"),
    ("inferred", "推論"),
    ("hedged", "留保付き"),
    ("planned", "予定"),
    ("denied", "否定"),
    ("undated", "日付不明"),
    ("tallies", "票数などの数"),
    ("positions", "立場"),
    ("lines_cited", "引用した行"),
    ("without_japanese", "日本語名なし"),
    ("without_claims", "主張なし"),
    ("rule", "規則"),
    ("conflict", "矛盾"),
    ("measure", "測定の種類"),
    ("count", "数"),
    ("bound", "上下限"),
    ("as_of", "時点"),
    ("named", "名の挙がった者"),
    ("unnamed", "名の挙がらない者"),
    ("evidence", "典拠"),
    ("about", "方法"),
    ("verdict", "判定"),
    ("why", "理由"),
    ("actor", "主体"),
    ("actor_name", "主体名"),
    ("other", "相手"),
    ("other_name", "相手名"),
    ("claimed", "資料の述べる関係"),
    ("sign", "符号"),
    ("agreement", "同調度"),
    ("joint_items", "共通の案件"),
    ("same_group", "同じ集団"),
    ("same", "同じ"),
    ("near", "近い"),
    ("between", "中間"),
    ("opposed", "対立"),
    ("identical", "一致の割合"),
    ("identical_low", "一致（下限）"),
    ("identical_high", "一致（上限）"),
    ("group", "集団"),
    ("mean_within", "集団内平均"),
    ("mean_others", "集団外平均"),
    ("stability_runs", "試行間の安定性"),
    ("defined_pairs", "値の定まる組"),
    ("forum", "フォーラム"),
    ("stated_size", "資料の述べる人数"),
    ("complete", "名簿は完全か"),
    ("named_other", "相手側の名の挙がった者"),
    ("shared_named", "共通に名の挙がった者"),
    ("jaccard_low", "Jaccard（下限）"),
    ("jaccard_high", "Jaccard（上限）"),
    ("jaccard_of_named", "Jaccard（名の挙がった者）"),
    ("overlap_low", "重複係数（下限）"),
    ("overlap_high", "重複係数（上限）"),
    ("from", "起点"),
    ("to", "終点"),
    ("relation", "関係"),
    ("class", "分類"),
    ("date", "日付"),
    ("status", "状態"),
    ("modality", "様態"),
    ("certainty", "確かさ"),
    ("step", "段階"),
    ("paths", "経路数"),
    ("share", "割合"),
    ("change", "変化"),
    ("line", "行の種類"),
    ("says", "内容"),
    ("what", "相違点"),
    ("was", "前回"),
    ("is", "今回"),
    ("file", "ファイル"),
    // Units and what is counted.
    ("actors", "主体"),
    ("items", "案件"),
    ("pairs", "組"),
    ("defined pairs", "値の定まる組"),
    ("clustered actors", "分類した主体"),
    ("clustered pairs", "分類した組"),
    ("sources", "資料"),
    ("conflicts", "矛盾"),
    ("counts", "件"),
    ("rows", "行"),
    ("lines", "行"),
    ("steps", "段階"),
    ("cells", "箇所"),
    ("changed", "変化"),
    ("files", "ファイル"),
    ("arenas", "場"),
    ("complete lists", "完全な名簿"),
    ("index 0-1", "指数0–1"),
    ("coefficient 0-1", "係数0–1"),
    ("unknown", "不明"),
    // Methods and their parameters.
    ("coverage of the record", "資料別の集計"),
    ("entities by kind", "種類別の集計"),
    ("conflicts of the record", "記録の矛盾"),
    ("tallies beside the record", "票数などと記録の照合"),
    ("identifiability", "識別可能性"),
    ("agreement index", "同調度指数"),
    ("Leiden over defined pairs", "値の定まる組に対するLeiden法"),
    ("forum overlap", "フォーラムの重なり"),
    ("main path", "主要経路"),
    ("documented ancestry", "文書に残る来歴"),
    ("claims behind positions", "立場の根拠となる主張"),
    ("positions as recorded", "記録された立場"),
    ("claims of the record", "記録の主張"),
    ("counts of the record", "記録の票数などの数"),
    ("entities of the record", "記録の対象"),
    ("claims by relation", "関係別の主張"),
    ("relations of the schema", "スキーマの関係"),
    ("typed graph of the record", "記録の型付きグラフ"),
    ("generations", "世代"),
    ("way", "向き"),
    ("ancestry", "来歴"),
    ("order within a day", "同日の順序"),
    ("route", "選び方"),
    ("cycles", "循環の扱い"),
    ("carriers", "部分・会期の扱い"),
    ("datasets", "データセット"),
    ("listing", "掲載範囲"),
    ("recorded", "記録すべて"),
    ("vertices", "頂点"),
    ("arcs", "弧"),
    ("edges", "辺"),
    ("state", "国家"),
    ("forums", "フォーラム"),
    ("documented lineage", "文書に残る系譜"),
    ("comparison of two codings, line by line", "二つのコーディングの行ごとの比較"),
    ("comparison of two codings, cell by cell", "二つのコーディングの箇所ごとの比較"),
    ("minimum", "最小の共通案件数"),
    ("weights", "重み"),
    ("signatures", "署名の扱い"),
    ("nominal", "名義尺度"),
    ("abstention", "棄権の扱い"),
    ("absence", "欠席の扱い"),
    ("consensus", "コンセンサス"),
    ("inherited", "陣営からの継承"),
    ("window", "期間"),
    ("actor kinds", "主体の種類"),
    ("null model", "帰無モデル"),
    ("runs", "試行数"),
    ("gamma", "解像度γ"),
    ("set aside", "除外"),
    ("of", "対象"),
    ("modes", "参加の形"),
    ("roles", "役割"),
    ("sessions", "会期"),
    ("universe", "母集団"),
    ("kinds", "種類"),
    ("classes", "分類"),
    ("drawn", "描いた範囲"),
    ("decision", "決定"),
    ("procedure", "手続"),
    ("answer", "結果"),
    ("as-positions", "立場とみなす"),
    ("half", "半分"),
    ("missing", "欠測"),
    ("excluded", "除く"),
    ("off", "しない"),
    ("all time", "全期間"),
    ("same or different", "同じか否か"),
    ("more than half of pairs undefined", "組の過半で値が定まらない"),
    ("entities with a step that is no carrier", "実質的な段階をもつ対象"),
    ("all actors of these kinds in the data", "データ中の該当する全主体"),
    ("all but observers", "オブザーバーを除く"),
    ("lifted", "フォーラムに集約"),
    ("any", "問わない"),
    ("all", "すべて"),
    ("exact", "厳密"),
    ("weak", "同日は前後を問わない"),
    ("numbers", "数値"),
    ("local", "局所"),
    ("shrink", "一つにまとめる"),
    ("contract", "縮約"),
    ("entitled", "参加資格"),
    ("spc", "SPC"),
    ("cpm", "CPM"),
    ("document", "文書"),
    ("forum or group", "フォーラムやグループ"),
    ("session", "会合"),
    ("lineage", "系譜"),
    ("mandate", "付託"),
    ("input", "寄与"),
    ("co-affirmation", "共通の確認"),
    ("families", "系列"),
    ("replicates", "再抽出数"),
    ("resample", "再抽出の単位"),
    ("bootstrap", "ブートストラップ"),
    ("relations", "関係"),
    ("resampled", "再抽出"),
    // Words of cells.
    ("actual", "実際"),
    ("stated", "明示"),
    ("defined", "定まる"),
    ("partly", "一部"),
    ("undefined", "定まらない"),
    ("clusters", "集団"),
    ("intervals over families", "系列を再抽出した信頼区間"),
    ("telling actors apart", "主体の区別"),
    ("aligned", "同調"),
    ("at odds", "対立関係"),
    ("added", "追加"),
    ("removed", "削除"),
    ("altered", "変更"),
    ("renumbered", "ID変更"),
    ("position", "立場"),
    ("entity", "対象"),
    ("counts-differ", "数の相違"),
    ("may", "可能性"),
    ("not reported as done", "実施の報告なし"),
    ("stability_items", "案件の再抽出での安定性"),
    ("item", "案件"),
    // Ideal points, swing, moves, cohesion.
    ("Forums that are known to share an actor", "同じ主体が加わると分かっているフォーラム"),
    ("ideal points", "理想点"),
    ("model", "モデル"),
    ("binary", "二値"),
    ("ordinal", "順序"),
    ("dimensions", "次元"),
    ("left", "左の基準"),
    ("right", "右の基準"),
    ("none", "なし"),
    ("minimum items", "最少の案件数"),
    ("minority", "少数側の最小割合"),
    ("prior variances", "事前分散"),
    ("most sweeps", "反復の上限"),
    ("by", "区切り"),
    ("whole", "全体"),
    ("year", "年"),
    ("in time", "時間の扱い"),
    ("static", "期間ごとに独立"),
    ("random-walk", "ランダムウォーク"),
    ("drift", "変動の分散"),
    ("bridge", "期間の橋渡し"),
    ("series", "系列"),
    ("scale", "尺度"),
    ("lop-sided items", "一方に偏る案件"),
    ("position_2", "位置（第二軸）"),
    ("scale units", "尺度の単位"),
    ("margin", "二陣営との同調度の差"),
    ("interval", "区間"),
    ("95 %, normal", "95 %、正規近似"),
    ("95 % percentile", "95 %、百分位"),
    ("swings", "間に立つ条件"),
    ("bodies", "組織"),
    ("camps by kind of item", "案件の種類別の陣営"),
    ("windows", "期間"),
    ("items in no window", "どの期間にも入らない案件"),
    ("shown", "表示した期間"),
    ("cohesion of groups", "集団の結束"),
    ("agreement_index", "同調度指数"),
    ("groups", "集団"),
    ("bloc", "連合"),
    ("roll calls", "記名投票"),
    ("backbone", "バックボーン"),
    ("alpha", "有意水準"),
    ("sides", "側"),
    ("two", "両側"),
    ("correction", "多重比較の補正"),
    ("pairs that share nothing", "共有のない組"),
    ("tested", "検定する"),
    ("tails", "裾確率"),
    ("Poisson-binomial, exact", "ポアソン二項分布（厳密）"),
    ("cell probabilities", "セル確率"),
    ("bipartite configuration model", "二部構成モデル"),
    ("memberships", "所属"),
    ("together", "有意に重なる"),
    ("apart", "有意に離れる"),
    ("actors that no forum names", "どのフォーラムにも名のない主体"),
    ("intersections of forums", "フォーラムの共通参加"),
    ("counting", "数え方"),
    ("exclusive", "排他的"),
    ("inclusive", "包含的"),
    ("ties", "つながり"),
    ("claims by source and manner", "資料・様態別の主張"),
    ("shortest", "最短"),
    ("most steps", "段階の上限"),
    ("most listed", "掲載の上限"),
    ("signing", "署名"),
    ("as of", "時点"),
    ("positions on a decision", "決定に対する立場"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kept_apart_in_both_languages() {
        let all: Vec<Phrase> = ["LEE, Mike", "PAUL, Rand", "KING, Angus"].map(|one| name(one, "")).into();
        let shown = names(&all, 2);
        assert_eq!(shown.english, "LEE, Mike; PAUL, Rand; and 1 more");
        assert_eq!(shown.japanese, "LEE, Mike；PAUL, Randほか1");
        let plain: Vec<Phrase> = ["Ada", "Bo", "Cy"].map(|one| name(one, "")).into();
        assert_eq!(names(&plain, 2).english, "Ada, Bo and 1 more");
        assert_eq!(names(&plain, 3).japanese, "Ada、Bo、Cy");
    }

    #[test]
    fn a_term_has_one_japanese_word() {
        assert_eq!(terms().len(), TERMS.len() + SAYINGS.len());
        for (english, japanese) in TERMS.iter().chain(SAYINGS) {
            assert_eq!(english.matches("{}").count(), japanese.matches("{}").count(), "{english}");
        }
    }

    #[test]
    fn reasons_with_numbers_keep_them() {
        let japanese = |english: &'static str| reason(&Undefined::because(english));
        assert_eq!(japanese("no pair has 5 joint items"), "共通の案件が5件ある組がない");
        assert_eq!(japanese("no pair has 1 joint item"), "共通の案件が1件ある組がない");
        let alike = japanese("every defined pair agrees alike (1): nothing sets groups apart");
        assert_eq!(alike, "値の定まる組の同調度がすべて等しく（1）、集団を区別するものがない");
        let late = japanese("1962: not converged after 500 sweeps: last change 1.2e-3");
        assert_eq!(late, "1962：500回の反復で収束せず（最後の変化1.2e-3）");
        assert_eq!(japanese("left out, as their lists are open (2): A, B"), "名簿が開いているため除いた（2）：A, B");
        // What nobody has put into Japanese is said in English, and marked.
        assert_eq!(japanese("two left feet"), "理由は英語のみ：two left feet");
    }
}
