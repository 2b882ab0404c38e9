//! Japanese for what `import` says: remarks on what a dataset does not hold as its files have it, and faults of the files.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::model::Diagnostic;
use crate::result::{Language, translated};

/// A remark of an import as an output in a language has it; in English where nobody has put it into Japanese.
///
/// ```
/// use blocs::brief::imports::remarked;
/// use blocs::result::Language;
/// let remark = "no ties: the table has no row";
/// assert_eq!(remarked(remark, Language::Japanese), "つながりなし：表に行がない");
/// assert_eq!(remarked(remark, Language::Both), "no ties: the table has no row / つながりなし：表に行がない");
/// ```
pub fn remarked(remark: &str, language: Language) -> String {
    match (language, translated(terms(), remark)) {
        (Language::English, _) | (_, None) => remark.to_owned(),
        (Language::Japanese, Some(japanese)) => japanese,
        (Language::Both, Some(japanese)) => format!("{remark} / {japanese}"),
    }
}

/// What is said of a file as an output in a language has it: what was found, what was expected and how to mend it.
pub fn diagnosed(mut found: Diagnostic, language: Language) -> Diagnostic {
    for said in [&mut found.message, &mut found.expected, &mut found.hint] {
        *said = remarked(said, language);
    }
    found
}

fn terms() -> &'static BTreeMap<&'static str, &'static str> {
    static ALL: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| SAID.iter().copied().collect());
    &ALL
}

/// Words, or forms with `{}` for names and numbers, and their Japanese.
const SAID: &[(&str, &str)] = &[
    // Remarks.
    ("no ties: the table has no row", "つながりなし：表に行がない"),
    ("no ties: the file ends with its vertices", "つながりなし：ファイルは頂点で終わる"),
    (
        "cells of `date` that are no dates (EDTF), kept as notes: {}",
        "日付（EDTF）でない`date`のセルは注記に残した：{}件",
    ),
    (
        "cells of `begin`, `end` and `date` kept as notes, since they are not the days of a claim ({}): {}",
        "`begin`・`end`・`date`のセルのうち主張の日付とならないものは注記に残した（{}）：{}件",
    ),
    (
        "cells of `begin`, `end` and `date` kept as notes, since they are not the days of a claim (an event has one date, its \
         `begin` or `date`): {}",
        "`begin`・`end`・`date`のセルのうち主張の日付とならないものは注記に残した（出来事の日付は一つで`begin`か`date`）：{}件",
    ),
    (
        "cells of `begin`, `end` and `date` kept as notes, since they are not the days of a claim (`begin` and `end`, as \
         EDTF): {}",
        "`begin`・`end`・`date`のセルのうち主張の日付とならないものは注記に残した（`begin`と`end`をEDTFで）：{}件",
    ),
    (
        "values of `begin`, `end` and `date` kept beside the claim, since they are not its days (an event has one date, its \
         `begin` or `date`): {}",
        "`begin`・`end`・`date`の値のうち日付とならないものは主張に添えて残した（出来事の日付は一つで`begin`か`date`）：{}件",
    ),
    (
        "values of `begin`, `end` and `date` kept beside the claim, since they are not its days (`begin` and `end`, as \
         EDTF): {}",
        "`begin`・`end`・`date`の値のうち日付とならないものは主張に添えて残した（`begin`と`end`をEDTFで）：{}件",
    ),
    (
        "nodes whose id differs from that of another in case or signs alone, with a number behind it: {}",
        "大文字・小文字や記号だけが他と異なるIDの節点には番号を付けた：{}件",
    ),
    (
        "values of ties kept in the notes of their claims, since a qualifier cannot hold `;`: {}",
        "修飾項目は`;`を含めないため、つながりの値を主張の注記に残した：{}",
    ),
    (
        "values of ties kept in the notes of their claims, since `{}` has no such qualifiers: {}",
        "`{}`にそうした修飾項目がないため、つながりの値を主張の注記に残した：{}",
    ),
    (
        "which end of a tie comes first not kept, since `{}` has no direction: {} of the ties",
        "`{}`には向きがないため、つながりの両端の順は残さない：{}本",
    ),
    (
        "relations of a schema of its own come back as ties and attributes: {}",
        "独自のスキーマの関係はつながりと属性として戻る：{}",
    ),
    (
        "the relation that was asked for is not read: nodes and ties of our export say theirs",
        "指定の関係は読まない：このプログラムの書き出しでは節点とつながりが自らの関係を示す",
    ),
    (
        "the kind that was asked for is not read: nodes and ties of our export say theirs",
        "指定の種類は読まない：このプログラムの書き出しでは節点とつながりが自らの種類を示す",
    ),
    (
        "nodes that were added to our export, which says the class of each: {}, first in line {}",
        "書き出しに加えられた節点（分類は書き出しが示す）：{}件、最初は{}行目",
    ),
    (
        "nodes that were added to our export, which says the class of each: 1, in line {}",
        "書き出しに加えられた節点（分類は書き出しが示す）：1件、{}行目",
    ),
    (
        "nodes of our export without their name, called by their label or id: {}, first in line {}",
        "書き出しの節点のうち名称がなくラベルかIDで呼ぶもの：{}件、最初は{}行目",
    ),
    (
        "nodes of our export without their name, called by their label or id: 1, in line {}",
        "書き出しの節点のうち名称がなくラベルかIDで呼ぶもの：1件、{}行目",
    ),
    (
        "ties that were added to our export, now claims of the source `{}`: {}",
        "書き出しに加えられたつながりは資料`{}`の主張となった：{}本",
    ),
    (
        "attributes of nodes that were added to our export ({}), now claims of the source `{}`: {}",
        "書き出しの節点に加えられた属性（{}）は資料`{}`の主張となった：{}件",
    ),
    ("attributes of ties that our export does not have, not read: {}", "書き出しにないつながりの属性は読まない：{}"),
    (
        "{} recorded positions are in no graph: put the dataset's positions.csv into the folder",
        "記録された立場{}件はどのグラフにもない：データセットのpositions.csvをフォルダーに置くこと",
    ),
    (
        "1 recorded position is in no graph: put the dataset's positions.csv into the folder",
        "記録された立場1件はどのグラフにもない：データセットのpositions.csvをフォルダーに置くこと",
    ),
    (
        "sources of claims that are no nodes of this graph and come back as ids alone ({}): {}",
        "主張の資料のうちこのグラフの節点でなくIDだけが戻るもの（{}）：{}",
    ),
    (
        "claims of nodes left out, since what they name is no node of this graph: {}",
        "節点の主張のうち相手がこのグラフの節点でないものを除いた：{}件",
    ),
    (
        "cells and qualifiers emptied, since what they name is no node of this graph: {}",
        "セルと修飾項目のうち指す先がこのグラフの節点でないものを空にした：{}件",
    ),
    ("{} of `{}` beyond 64 bits, kept digit by digit", "{}件の`{}`の値は64ビットを超えるため桁のまま残した"),
    (
        "`{}` of the tie in line {} is not what the claims behind it say, and was not taken",
        "`{}`が根拠の主張と異なるつながり（{}行目）：その値は採らない",
    ),
    (
        "`{}` of {} ties, first in line {}, is not what the claims behind it say, and was not taken",
        "`{}`が根拠の主張と異なるつながり{}本（最初は{}行目）：その値は採らない",
    ),
    (
        "`{}` of the node in line {} is not what its name and kind say, and was not taken",
        "`{}`が名称と種類に合わない節点（{}行目）：その値は採らない",
    ),
    (
        "`{}` of {} nodes, first in line {}, is not what its name and kind say, and was not taken",
        "`{}`が名称と種類に合わない節点{}件（最初は{}行目）：その値は採らない",
    ),
    (
        "`{}` of the node in line {} is not what the claims of its day say, and was not taken",
        "`{}`がその日付の主張と異なる節点（{}行目）：その値は採らない",
    ),
    (
        "`{}` of {} nodes, first in line {}, is not what the claims of its day say, and was not taken",
        "`{}`がその日付の主張と異なる節点{}件（最初は{}行目）：その値は採らない",
    ),
    (
        "`{}` of the node in line {} is not what the records of this file say, and was not taken",
        "`{}`がこのファイルの記録と異なる節点（{}行目）：その値は採らない",
    ),
    (
        "`{}` of {} nodes, first in line {}, is not what the records of this file say, and was not taken",
        "`{}`がこのファイルの記録と異なる節点{}件（最初は{}行目）：その値は採らない",
    ),
    ("{} of the {} vertices that are promised without a line", "予告された頂点のうち行のないもの：{}（全{}）"),
    ("how {} vertices and ties are drawn not read: {}", "頂点とつながり{}件の描き方は読まない：{}"),
    (
        "the last line has no line end: the file may have been cut there",
        "最後の行に行末がない：そこで切れている可能性がある",
    ),
    (
        "{}: the last line has no line end: the file may have been cut there",
        "{}：最後の行に行末がない：そこで切れている可能性がある",
    ),
    ("{}: the first column, which has no name and counts the rows, not read", "{}：名がなく行を数える第一列は読まない"),
    ("{} not read", "読まないもの：{}"),
    ("records of {} with a cell `{}`", "{}の記録のセル`{}`"),
    // Faults of tables.
    ("the file is empty", "ファイルが空"),
    ("a header and rows", "見出し行とデータ行"),
    ("quotes that are not closed", "閉じていない引用符"),
    ("quotes that are not closed, or a word behind them", "閉じていない引用符、またはその直後の語"),
    ("\"a cell\"", "\"セル\""),
    ("\"a word\"", "\"語\""),
    ("\"a label\"", "\"ラベル\""),
    ("close them; a quote that belongs to a cell is written twice", "閉じること。セルの中の引用符は二つ重ねて書く"),
    ("column `{}` twice", "列`{}`が二つある"),
    ("each name once", "名は一度ずつ"),
    ("column `{}` is missing", "列`{}`がない"),
    ("one of the columns {}", "いずれかの列：{}"),
    (
        "name columns as the header does, as in --columns decision=...,actor=...,position=...",
        "見出し行のとおりに列を指定する：--columns decision=...,actor=...,position=...",
    ),
    ("{} cells", "セル{}個"),
    ("{} cells, as the header has", "見出し行と同じセル{}個"),
    ("{} cells where the header has {}", "セル{}個（見出し行は{}個）"),
    ("{} words where the header has {}", "語{}個（見出し行は{}個）"),
    ("{} words", "語{}個"),
    ("a cell with the delimiter in it must be quoted", "区切り文字を含むセルは引用符で囲む"),
    ("a row without the name of its {}", "名（{}）のない行"),
    ("a name in each row", "各行に名"),
    ("`{}` and `{}` make the same id `{}`", "`{}`と`{}`は同じID`{}`になる"),
    ("names that differ in letters or digits", "文字か数字の異なる名"),
    (
        "a file of the same bytes is named before: every row would count twice",
        "同じ内容のファイルが前にあり、各行が二度数えられる",
    ),
    ("each file once", "ファイルは一度ずつ"),
    ("{} cells hold words that no code explains: {}", "符号の説明がない語のセル{}個：{}"),
    ("{} cells hold words that no code explains: {} and {} more words", "符号の説明がない語のセル{}個：{}ほか{}語"),
    ("a position for each word", "各語に立場"),
    ("give --codes WORD=POSITION,...; `-` means no record", "--codes 語=立場,... を与えること。`-`は記録なし"),
    ("0, 1 or nothing in each cell of a matrix", "行列の各セルは0、1または空"),
    ("a list names its column of bodies: --columns forum=COLUMN", "名簿では組織の列を指定する：--columns forum=列"),
    ("no state of the register has the code `{}`", "国家の登録簿にコード`{}`の国がない"),
    ("ISO 3166-1 alpha-3 codes, those of former states too", "ISO 3166-1のアルファ3コード（旧国家のものも可）"),
    (
        "no state of the register is called `{}` or has the code `{}`",
        "国家の登録簿に名称`{}`またはコード`{}`の国がない",
    ),
    ("a name, an alias or a code of the register of states", "国家の登録簿の名称、別名またはコード"),
    ("nothing to import", "取り込むものがない"),
    ("files of the form {}", "{}形式のファイル"),
    ("it cannot be read: {}", "読めない：{}"),
    ("{} cannot be unpacked: {}", "{}を展開できない：{}"),
    (
        "{} unpacks to more than {} bytes, {} times what it is: unpack it first",
        "{}は展開すると{}バイト（元の{}倍）を超える：先に展開すること",
    ),
    ("a file that can be read", "読めるファイル"),
    // Faults of graphs.
    ("an edge to `{}`, which is no node", "節点でない`{}`への辺"),
    ("the ids of two nodes", "二つの節点のID"),
    ("edge `{}` again; before in line {}", "辺`{}`が再び現れる（前は{}行目）"),
    ("node `{}` again; before in line {}", "節点`{}`が再び現れる（前は{}行目）"),
    ("node `{}` again; it is that of the file itself", "節点`{}`はファイル自体のIDと同じ"),
    ("vertex {} again; before in line {}", "頂点{}が再び現れる（前は{}行目）"),
    ("rename the file", "ファイル名を変えること"),
    ("each id once", "IDは一度ずつ"),
    ("each number once", "番号は一度ずつ"),
    ("each key once", "キーは一度ずつ"),
    ("each attribute once", "属性は一度ずつ"),
    ("each attribute once, or each with its time", "属性は一度ずつ、または時点を付ける"),
    (
        "`{}` has a direction, and {} of the ties have none, this one first",
        "`{}`には向きがあるが、つながり{}本には向きがない（これが最初）",
    ),
    ("directed ties", "向きのあるつながり"),
    (
        "ask for a relation without direction, or write which end is the first",
        "向きのない関係を指定するか、どちらの端が先かを書くこと",
    ),
    ("a node without id", "IDのない節点"),
    ("an id", "ID"),
    ("no columns that name the ends of ties: {}", "つながりの両端を示す列がない：{}"),
    (
        "a header with source and target, or from and to; a table of nodes has id",
        "sourceとtarget、またはfromとtoの見出し。節点の表にはid",
    ),
    (
        "columns without a header have numbers: --columns source=1,target=2",
        "見出しのない列は番号で指定する：--columns source=1,target=2",
    ),
    (
        "if this line is a tie: --header none; if it names columns: --columns source=COLUMN,target=COLUMN",
        "この行がつながりなら --header none、列の名なら --columns source=列,target=列",
    ),
    ("a second table beside {}", "{}のほかに二つ目の表"),
    ("one table of ties, one of nodes", "つながりの表一つと節点の表一つ"),
    ("import each apart", "別々に取り込むこと"),
    ("no table of ties", "つながりの表がない"),
    ("columns source and target", "sourceとtargetの列"),
    ("no ties", "つながりがない"),
    ("a table, or lines of two ids", "表、またはIDを二つ並べた行"),
    ("a line of one id", "IDが一つだけの行"),
    ("two ids, and a weight", "二つのIDと重み"),
    ("put a text with white space in it in double quotes", "空白を含む文字列は二重引用符で囲む"),
    ("an edge without an end", "端のない辺"),
    ("an edge without {}", "{}のない辺"),
    ("`{}` as type", "typeの値`{}`"),
    ("`{}` as weight", "重みの値`{}`"),
    ("`{}` as an id", "IDの値`{}`"),
    ("`{}` as directed", "directedの値`{}`"),
    ("`{}` as type of an edge", "辺の型`{}`"),
    ("`{}` as {}", "`{}`（{}の値）"),
    ("directed or undirected", "directedまたはundirected"),
    ("directed or undirected (of an edge: true or false)", "directedまたはundirected（辺ではtrueまたはfalse）"),
    ("directed, undirected or mutual", "directed、undirectedまたはmutual"),
    ("true or false", "trueまたはfalse"),
    ("a number", "数"),
    ("a whole number", "整数"),
    ("write a point where the comma is: 1.5", "小数点にはコンマでなく点を使う：1.5"),
    ("the file cannot be read: {}", "ファイルを読めない：{}"),
    ("the file cannot be read on: {}", "ファイルを読み進められない：{}"),
    ("a file", "ファイル"),
    ("a file that is whole", "欠けのないファイル"),
    (
        "a packed file that ends early was not copied whole: fetch it again",
        "途中で終わる圧縮ファイルは写し損ねている：取り直すこと",
    ),
    ("the file is declared as `{}`", "ファイルは`{}`と宣言されている"),
    ("the file is damaged UTF-16", "壊れたUTF-16のファイル"),
    ("UTF-8, UTF-16 or ISO-8859-1", "UTF-8、UTF-16またはISO-8859-1"),
    ("save it as UTF-8", "UTF-8で保存すること"),
    ("more than 4 GB of text", "4 GBを超える文字列"),
    ("a smaller graph", "より小さいグラフ"),
    ("{} attributes with a default for {} nodes and ties", "既定値のある属性{}個に節点とつながり{}個"),
    ("at most {}: each becomes a value of every element", "{}個まで：既定値は全要素の値となる"),
    ("write the values that differ", "異なる値だけを書くこと"),
    ("a second graph", "二つ目のグラフ"),
    ("one file, one graph, one dataset", "一つのファイルに一つのグラフ、一つのデータセット"),
    ("one graph a file: they would become one", "一つのファイルに一つのグラフ（混ざってしまうため）"),
    ("`{}` is no GEXF", "`{}`はGEXFでない"),
    ("`{}` is no GraphML", "`{}`はGraphMLでない"),
    ("attributes of class `{}`", "classが`{}`の属性"),
    ("node or edge", "nodeまたはedge"),
    ("an attribute of type `{}`", "型`{}`の属性"),
    ("a node inside a node", "節点の中の節点"),
    ("a graph inside a node or an edge", "節点や辺の中のグラフ"),
    ("a flat graph", "入れ子のないグラフ"),
    ("a hyperedge", "ハイパーエッジ"),
    ("nodes, and edges between two of them", "節点と、二つの節点を結ぶ辺"),
    ("text where none belongs", "あるべきでない所の文字列"),
    ("elements", "要素"),
    ("no attribute `{}` of a {}", "属性`{}`がない（{}）"),
    ("the id of an <attribute>", "<attribute>のID"),
    ("a second `{}`", "二つ目の`{}`"),
    ("a second <desc>", "二つ目の<desc>"),
    ("one of each", "一つずつ"),
    ("a key for `{}`", "対象が`{}`のキー"),
    ("a key of type `{}`", "型`{}`のキー"),
    ("a key without id", "IDのないキー"),
    ("an id, and what it is for", "IDと対象"),
    ("more than {} keys", "{}を超えるキー"),
    ("fewer attributes", "より少ない属性"),
    ("key `{}` for {} twice", "キー`{}`が二つある（{}）"),
    ("no key `{}` for {}", "キー`{}`がない（{}）"),
    ("the id of a <key>", "<key>のID"),
    ("no graph", "グラフがない"),
    ("no graph in JSON: {}", "JSONのグラフでない：{}"),
    ("an object with `nodes`, and `links` or `edges`", "`nodes`と、`links`か`edges`をもつオブジェクト"),
    ("both `links` and `edges`", "`links`と`edges`の両方"),
    ("one list of ties", "つながりの一覧は一つ"),
    (
        "`NaN` and `Infinity` are no JSON: write null, or leave the member out",
        "`NaN`と`Infinity`はJSONでない：nullと書くか省くこと",
    ),
    ("an id: text or a whole number", "ID：文字列か整数"),
    ("text or a whole number", "文字列か整数"),
    ("`{}`, half of a pair of surrogates", "`{}`：サロゲートの片割れ"),
    ("both halves of the character", "文字の両方の半分"),
    ("a line before `*Vertices`", "`*Vertices`より前の行"),
    ("ties before `*Vertices`", "`*Vertices`より前のつながり"),
    ("*Vertices N first", "先に *Vertices N"),
    ("a word that follows quotes without a space", "引用符の直後に空白なく続く語"),
    ("white space, or no quotes inside of quotes", "空白。または引用符の中に引用符を置かない"),
    ("a relation without its number", "番号のない関係"),
    ("how many vertices is not said", "頂点の数がない"),
    ("{} vertices are promised", "頂点{}個の予告"),
    ("at most {} in a file of so many lines: a vertex a line", "この行数では{}個まで：一行に一つの頂点"),
    ("a second network", "二つ目のネットワーク"),
    ("one network a file", "一つのファイルに一つのネットワーク"),
    ("`{}` of {} vertices in the first mode", "第一の側の頂点`{}`（全{}）"),
    ("*Vertices N FIRST, with fewer in the first mode than there are", "*Vertices N FIRST（第一の側は全体より少なく）"),
    ("`{}` behind the numbers of vertices", "頂点の数の後の`{}`"),
    ("a new line for each vertex", "頂点ごとに改行"),
    ("a section `{}`", "区分`{}`"),
    ("`{}` is no vertex", "`{}`は頂点でない"),
    ("a number from 1 to {}", "1から{}までの数"),
    ("`{}` behind a label", "ラベルの後の`{}`"),
    ("a label in quotes, coordinates, or a word of Pajek's", "引用符のラベル、座標、またはPajekの語"),
    ("`{}` without a value", "値のない`{}`"),
    ("{} VALUE", "{} 値"),
    ("`{}` again", "`{}`が再び現れる"),
    ("row {} of {} weights", "{}行目に重み{}個"),
    ("{} rows of {}", "{}行、各{}個"),
    ("a matrix that ends after row {}", "{}行目で終わる行列"),
    ("{} rows, one for each vertex", "{}行（頂点ごとに一行）"),
    ("no network", "ネットワークがない"),
    ("a document type that defines entities or elements", "実体や要素を定義する文書型"),
    ("attributes cannot be read: no space before an attribute", "属性を読めない：属性の前に空白がない"),
    ("attributes cannot be read: a name without value", "属性を読めない：値のない名"),
    ("attributes cannot be read: a value without quotes", "属性を読めない：引用符のない値"),
    ("attributes cannot be read: `<` in a value", "属性を読めない：値の中の`<`"),
    ("attributes cannot be read: `{}` twice", "属性を読めない：`{}`が二つある"),
    ("attributes cannot be read: {}", "属性を読めない：{}"),
    ("no XML: the file ends inside a tag or a comment", "XMLでない：タグかコメントの途中で終わる"),
    ("well-formed XML", "整形式のXML"),
    (
        "well-formed XML; entities and document types of the file's own are not read",
        "整形式のXML。ファイル独自の実体と文書型は読まない",
    ),
    ("no XML: text outside of the elements", "XMLでない：要素の外の文字列"),
    ("the file ends inside an element", "要素の途中で終わるファイル"),
    ("every element closed", "すべての要素を閉じる"),
    ("a tag or a text longer than {} bytes", "{}バイトを超えるタグか文字列"),
    ("a graph of nodes and edges", "節点と辺のグラフ"),
    ("no XML: byte {} is not UTF-8", "XMLでない：バイト{}はUTF-8でない"),
    ("no XML: a NUL character", "XMLでない：NUL文字"),
    ("text", "文字列"),
    ("elements nest deeper than {}", "{}段を超える要素の入れ子"),
    ("no XML: a tag without name", "XMLでない：名のないタグ"),
    ("no XML: a second outermost element", "XMLでない：二つ目の最上位要素"),
    ("no XML: </{}> where {} is open", "XMLでない：</{}>（開いているのは{}）"),
    ("the entity `{}`", "実体`{}`"),
    ("only those of XML: &amp; &lt; ...", "XMLのものだけ：&amp; &lt; ..."),
    ("<{}> with a <graph>", "<graph>をもつ<{}>"),
    // Faults of our own exports that come back.
    ("the ties of an export of ours, and nothing of their nodes", "このプログラムの書き出しのつながりだけで節点がない"),
    ("the kind of each node", "各節点の種類"),
    ("give its table of nodes too: NAME.nodes.csv", "節点の表も与えること：NAME.nodes.csv"),
    ("a schema that cannot be read: {}", "読めないスキーマ：{}"),
    ("records that cannot be read: {}", "読めない記録：{}"),
    ("node `{}` makes the id `{}` again; before in line {}", "節点`{}`がID`{}`を再び作る（前は{}行目）"),
    (
        "in an export that comes back no id is numbered: give the node that was added another one",
        "戻ってくる書き出しではIDに番号を付けない：加えた節点に別のIDを与えること",
    ),
    ("ids that differ in letters or digits", "文字か数字の異なるID"),
    ("a node of our export without its `kind`", "`kind`のない書き出しの節点"),
    ("the kind that it had", "元の種類"),
    ("a node of kind `{}`", "種類`{}`の節点"),
    ("a kind of the schema", "スキーマの種類"),
    ("records of `{}` at a node", "節点にある`{}`の記録"),
    ("the records as they were written", "書き出したままの記録"),
    ("records of `{}` at the node `{}`", "`{}`の記録が節点`{}`にある"),
    ("a node that is called as its records are", "記録と同じ名の節点"),
    ("`{} {} {}`, whose claim `{}` says `{}`", "`{} {} {}`（その主張`{}`は`{}`とする）"),
    ("a tie as its records have it", "記録のとおりのつながり"),
    (
        "take its `claim_records` away to make it a claim of this file",
        "このファイルの主張とするには`claim_records`を取り除くこと",
    ),
    ("a tie that was added, with `{}` as its relation", "関係を`{}`として加えられたつながり"),
    ("a relation of the schema in the attribute `relation`", "属性`relation`にスキーマの関係"),
    ("JSON, cells by column", "列ごとのセルのJSON"),
    // What the door finds in a dataset that was made of files.
    ("no relation \"{}\"", "関係\"{}\"がない"),
    ("no kind \"{}\"", "種類\"{}\"がない"),
    ("one of the schema's relations", "スキーマの関係のいずれか"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saying_stands_once_and_keeps_its_holes() {
        assert_eq!(terms().len(), SAID.len());
        for (english, japanese) in SAID {
            assert_eq!(english.matches("{}").count(), japanese.matches("{}").count(), "{english}");
        }
    }
}
