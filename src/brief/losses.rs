//! Japanese for what `export` says of a graph: its notes, and what formats cannot hold.

/// Words and sayings, with holes for numbers and names.
pub(super) const LOSSES: &[(&str, &str)] = &[
    ("what a format cannot hold", "形式が保持できないもの"),
    ("loss", "失われるもの"),
    ("format", "形式"),
    ("fate", "扱い"),
    ("node", "節点"),
    ("tie", "つながり"),
    ("nothing is lost", "失われるものはない"),
    ("left out: {}", "収録されない：{}"),
    (
        "left out; written as directed: {} undirected ties",
        "収録されない。向きのないつながり{}本を向きのあるものとして書く",
    ),
    (
        "left out; written as directed: {} undirected tie",
        "収録されない。向きのないつながり{}本を向きのあるものとして書く",
    ),
    (
        "written as directed: {} undirected ties, told by this attribute alone",
        "向きのないつながり{}本を向きのあるものとして書き、この属性だけがそれを示す",
    ),
    (
        "written as directed: {} undirected tie, told by this attribute alone",
        "向きのないつながり{}本を向きのあるものとして書き、この属性だけがそれを示す",
    ),
    ("a line without a head, and a line of text in the tooltip", "矢じりのない線と、ツールチップの一行"),
    ("a line of text in the tooltip", "ツールチップの一行"),
    ("a line of text in the tooltip, cut after {} bytes in {}", "ツールチップの一行（{}バイトで切る：{}箇所）"),
    ("one text, joined by `; `", "`; `でつないだ一つの文字列"),
    (
        "one text, joined by `; `, which items of {} hold themselves",
        "`; `でつないだ一つの文字列（{}箇所は項目自体に`; `を含む）",
    ),
    (
        "control characters, which XML forbids and CSV readers trip over, become U+FFFD in {}",
        "XMLが禁じCSVの読み手がつまずく制御文字をU+FFFDに置き換える：{}箇所",
    ),
    ("the sign of the value of a line", "線の値の符号"),
    ("the label of a line", "線のラベル"),
    ("a number in the partition beside it (.clu), its name in a comment", "添えられた分割（.clu）の番号。名称は注釈に"),
    ("a number, its name in a comment", "番号。名称は注釈に"),
    ("1 in place of the value of {} without one", "値のない{}には1を書く"),
    ("{} without a value: readers take that for 1", "値のない{}：読み手は1とみなす"),
    (
        "whole numbers beyond 2^53 in {}: written as they are, rounded by JavaScript",
        "2^53を超える整数{}箇所：そのまま書くが、JavaScriptは丸める",
    ),
    (
        "In every format computed numbers have at most 9 significant digits; an attribute that is not listed arrives.",
        "どの形式でも計算した数は有効数字9桁まで。表にない属性はそのまま届く。",
    ),
    (
        "As tables a graph has the claims behind its ties in a table of their own.",
        "表として書くグラフでは、つながりの根拠となる主張は別の表に立つ。",
    ),
    (
        "Denied claims and claims that carry a value are no edges but `node_records` of their subjects.",
        "否定の主張と値をもつ主張は辺とせず、主語の`node_records`に置く。",
    ),
    (
        "A tie of several claims runs from the earliest begin to the latest end of those that have its status and modality, an \
         event ends when it begins; the dates of each claim are in `claim_records`.",
        "複数の主張によるつながりは、その状態と様態をもつ主張の最も早い始まりから最も遅い終わりまで続き、出来事は始まった時に終わる。各主張の\
         日付は`claim_records`にある。",
    ),
    (
        "Left out: {} recorded {}: a table (positions.csv, or `align positions`).",
        "記録された立場は収録されない（{}、{}）：表（positions.csv、または`align positions`）にある。",
    ),
    (
        "{} have no direction, which `symmetric` tells; a file with one direction for all ties has them as directed.",
        "{}には向きがなく、`symmetric`がそれを示す。すべてのつながりを同じ扱いで書くファイルでは、向きのあるものとなる。",
    ),
    (
        "{} has no direction, which `symmetric` tells; a file with one direction for all ties has them as directed.",
        "{}には向きがなく、`symmetric`がそれを示す。すべてのつながりを同じ扱いで書くファイルでは、向きのあるものとなる。",
    ),
    (
        "{} values of attributes that few nodes or ties have stand in `node_records` and `claim_records`, without a column.",
        "少数の節点やつながりだけがもつ属性の値{}件は列をもたず、`node_records`と`claim_records`に立つ。",
    ),
];
