//! Japanese for the sentences that answers carry beside their numbers: why a value does not exist, what a reader must
//! know of a method. They are written once, in English, beside the computation; here their form stands with `{}` for what
//! changes.

/// Forms and their Japanese.
pub(super) const SAYINGS: &[(&str, &str)] = &[
    // The typed graph.
    (
        "A node begins on the first day on which it may have come to be or taken place (`begin`; the last is `begin_latest`), as its \
         occurrence, the act that made it, its decision or its publication says; `begin_status` tells whether that is so or only planned.",
        "頂点の始まりは、成立または開催されえた最初の日（`begin`、最後の日は`begin_latest`）。生起、設けた行為、決定、刊行の日付による。\
         `begin_status`は、実現した（actual）か計画だけ（planned）かを示す。",
    ),
    // Agreement and groups.
    ("no pair has {} joint items; the most is {}", "共通の案件が{}件ある組はなく、最も多い組で{}件"),
    ("no pair has {} joint item; the most is {}", "共通の案件が{}件ある組はなく、最も多い組で{}件"),
    (
        "in every pair with enough joint items both always hold one position, which chance explains",
        "共通の案件が足りる組はどれも、両者とも常に同じ立場で偶然と区別できない",
    ),
    ("{} in conflict left out: {}", "資料の食い違う{}を除いた：{}"),
    (
        "no joint item with an order: an abstention of its own takes it from a vote",
        "順序のある共通の案件がない：独立の立場とした棄権により票決に順序がない",
    ),
    (
        "no joint item with an order: an absence of its own takes it from a vote",
        "順序のある共通の案件がない：独立の立場とした欠席により票決に順序がない",
    ),
    (
        "congruence has no foes: who seldom met would be one; subtract has them",
        "一致には敵対がない：会うことの少ない相手が敵となる（subtractにはある）",
    ),
    (
        "{} resamples are too few for the middle 95 %: at least {}, better 1000",
        "再抽出{}回は中央95 %に足りない：少なくとも{}回、できれば1000回",
    ),
    ("{} of {} have no interval: intervals not supported: {}", "信頼区間のない組{}（全{}）：系列が少ない（{}）"),
    (
        "{} of {} have no interval: defined in fewer than {} of {} resamples",
        "信頼区間のない組{}（全{}）：値の定まる再抽出が{}回に満たない（全{}回）",
    ),
    (
        "{} with an interval of no width: every resample gives one number, which does not show that other items would; see `identical`",
        "幅のない区間の組が{}：どの再抽出でも同じ値だが、他の案件でも同じとは言えない（`identical`を参照）",
    ),
    (
        "some items share a family and are not independent: the bounds of `identical` take them for independent, and are too narrow",
        "系列を同じくする案件は独立ではない：一致の割合の上下限は案件を独立とみなすため狭すぎる",
    ),
    ("conflict tells how far apart two stand, not how near", "対立の値は遠さを示し、近さを示さない"),
    ("congruence normalised by `{}` has no middle between near and far", "`{}`で割った一致には近さと遠さの中間がない"),
    ("sums that are not normalised have no distance", "正規化しない和には距離がない"),
    ("the best of many starts is kept", "多数の出発点から最良のものを採る"),
    ("no join was tied: the tree has one end", "同距離の結合がなく、樹形図は一つに定まる"),
    ("{} of {} joins tied: another pair of groups was as near", "結合{}（全{}のうち）は同距離の組が他にもあった"),
    (
        "over {} orders of the actors: adjusted mutual information with the groups: mean {}, middle 95 % {} to {}",
        "主体の順序{}通り：集団との調整済み相互情報量は平均{}、中央95 %で{}～{}",
    ),
    ("another camp fits as well", "別の陣営でも同じく合う"),
    ("no tie with a sign: any camp fits", "符号のある組がなく、どの陣営にも合う"),
    ("{} set aside: no tie with a sign, any camp fits", "{}を除外：符号のある組がなく、どの陣営にも合う"),
    ("{} could stand in another camp at no cost", "{}は別の陣営に移っても不調和が増えない"),
    ("{} of {} camps are used: more take no frustration off", "陣営{}（最大{}）のみを使用：増やしても不調和は減らない"),
    (
        "the best partition's quality was reached in {} of {} runs; shown is not that partition, but the consensus of all runs",
        "最良の分割の質に{}回（全{}回中）達したが、示すのはその分割ではなく全試行の合意",
    ),
    (
        "the consensus has {} % less quality than the best run: groups are weak here",
        "合意の質は最良の試行より{} %低い：集団の区別は弱い",
    ),
    ("consensus of {} runs after {} round", "試行{}回の合意（{}巡）"),
    ("consensus of {} runs after {} rounds", "試行{}回の合意（{}巡）"),
    ("consensus of {} runs after {} rounds, without one end", "試行{}回の合意（{}巡、一つに定まらず）"),
    (
        "{} of {} memberships hold on the days of some roll calls only",
        "所属{}（全{}のうち）は一部の票決の日にのみ当てはまる",
    ),
    (
        "{} adoption without a vote left out: the record says of none of these actors that they took part",
        "票決のない採択{}件を除いた：参加した主体の記録がない",
    ),
    (
        "{} adoptions without a vote left out: the record says of none of these actors that they took part",
        "票決のない採択{}件を除いた：参加した主体の記録がない",
    ),
    (
        "over {} resamples, consensus of {} runs each: adjusted mutual information with the groups: mean {}, middle 95 % {} to {}",
        "{}回の再抽出（各{}回の探索の合意）：集団との調整済み相互情報量は平均{}、中央95 %で{}～{}",
    ),
    (
        "over {} of {} resamples ({} have no groups), consensus of {} runs each: adjusted mutual information with the groups: mean {}, middle 95 % {} to {}",
        "再抽出{}回（全{}回、うち{}回は集団なし、各{}回の探索の合意）：集団との調整済み相互情報量は平均{}、中央95 %で{}～{}",
    ),
    ("groups in {} of {} resamples, minimum {}", "集団が得られたのは再抽出{}回（全{}回のうち、最少{}回）"),
    (
        "the tree shown is, of {} orders, the one whose groups are most like those of all",
        "示した樹形は{}通りの並び順のうち、集団が全体の結果に最も近いもの",
    ),
    (
        "only one pair has a number, {}: nothing sets groups apart",
        "値の定まる組は一つだけ（値は{}）で、集団を区別するものがない",
    ),
    ("no clustered actor outside its group", "集団の外に分類された主体がない"),
    ("no window with camps before it", "これより前に陣営の定まる期間がない"),
    (
        "over {} resamples, one run each: adjusted mutual information with the groups: mean {}, middle 95 % {} to {}",
        "{}回の再抽出（探索は各一回）：集団との調整済み相互情報量は平均{}、中央95 %で{}～{}",
    ),
    (
        "over {} of {} resamples ({} have no groups), one run each: adjusted mutual information with the groups: mean {}, middle 95 % {} to {}",
        "再抽出{}回（全{}回、うち{}回は集団なし、探索は各一回）：集団との調整済み相互情報量は平均{}、中央95 %で{}～{}",
    ),
    (
        "over {} of {} resamples ({} have no groups): adjusted mutual information with the groups: mean {}, middle 95 % {} to {}",
        "再抽出{}回（全{}回、うち{}回は集団なし）：集団との調整済み相互情報量は平均{}、中央95 %で{}～{}",
    ),
    (
        "{} holds no defined pair: it was joined at the mean distance alone and says nothing",
        "{}には値の定まる組がなく、平均の距離だけでまとめられたもので何も示さない",
    ),
    ("members abstained on every roll call", "構成員がすべての票決で棄権した"),
    (
        "fewer than two actors are left when those with mostly undefined pairs are set aside",
        "値の定まらない組が過半の主体を除くと、残りが二つに満たない",
    ),
    (
        "every defined pair agrees alike ({}): nothing sets groups apart",
        "値の定まる組の同調度がすべて等しく（{}）、集団を区別するものがない",
    ),
    ("no pair has {} joint items", "共通の案件が{}件ある組がない"),
    ("no pair has {} joint item", "共通の案件が{}件ある組がない"),
    ("no joint item", "共通の案件がない"),
    ("{} joint items, minimum {}", "共通の案件{}件（最小{}件）"),
    ("1 joint item, minimum {}", "共通の案件1件（最小{}件）"),
    ("no defined pair", "値の定まる組がない"),
    ("no pair is defined", "値の定まる組がない"),
    ("no position in this window", "この期間に立場がない"),
    ("not clustered", "分類していない"),
    ("in no group", "どの集団にも属さない"),
    ("there are no groups", "集団がない"),
    ("alone in its group", "集団に一者のみ"),
    ("not resampled: --bootstrap", "再抽出していない（--bootstrap）"),
    ("not resampled", "再抽出していない"),
    ("intervals not supported: {} families", "信頼区間を支えられない（系列が{}のみ）"),
    ("intervals not supported: 1 family", "信頼区間を支えられない（系列が1のみ）"),
    (
        "both always hold one position: chance alone would do the same",
        "双方が常に同じ立場をとり、偶然でも同じ結果になる",
    ),
    ("{} actors set aside: more than half of their pairs undefined", "組の過半で値が定まらない主体{}を除いた"),
    ("1 actor set aside: more than half of their pairs undefined", "組の過半で値が定まらない主体1を除いた"),
    ("the best partition's quality was reached in {} of {} runs", "最良の分割の質に{}回（全{}回中）達した"),
    ("{} of them found another partition of the same quality", "うち{}回は同質の別の分割を得た"),
    (
        "over {} runs: adjusted mutual information with the groups: mean {}, middle 95 % {} to {}",
        "{}回の試行：集団との調整済み相互情報量は平均{}、中央95 %で{}～{}",
    ),
    (
        "over {} resamples: adjusted mutual information with the groups: mean {}, middle 95 % {} to {}",
        "{}回の再抽出：集団との調整済み相互情報量は平均{}、中央95 %で{}～{}",
    ),
    ("{} stand at the mean distance of the others", "{}は他の組の平均の距離に置いた"),
    ("proved: no other camps have less frustrated weight", "証明済み：不調和な重みのより小さい陣営分けはない"),
    (
        "resampled by items that fall into few families ({}): items that repeat each other make these intervals too narrow",
        "案件を再抽出したが系列は少ない（{}）：繰り返しの案件のため区間は狭すぎる",
    ),
    ("{}: sources name {}; the others are unknown", "{}：資料が名を挙げるのは{}、残りは不明"),
    ("An actor without a record is unknown, which is no position.", "記録のない主体は不明であり、不明は立場ではない。"),
    ("Later signed: {}.", "後に署名：{}。"),
    // The main path.
    ("{} entities are made one with others by carriers", "全体と部分のつながりで他と一つにまとめた対象{}"),
    ("{} entity is made one with others by carriers", "全体と部分のつながりで他と一つにまとめた対象{}"),
    ("{} texts and bodies stand on no step", "どの段階にもない文書・機関{}"),
    ("{} text or body stands on no step", "どの段階にもない文書・機関{}"),
    ("steps that are carriers: {}", "全体と部分をつなぐ段階：{}"),
    ("steps dated before one that leads to them: {}", "それに至る段階より前の日付をもつ段階：{}"),
    (
        "circle {} (shrunk to one): {} lie on circles with each other; a shortest one rests on {}",
        "循環{}（一点に縮約）：{}は互いに循環し、最短の循環の根拠は{}",
    ),
    (
        "circle {} (cut by preprints): {} lie on circles with each other; a shortest one rests on {}",
        "循環{}（プレプリント化で切断）：{}は互いに循環し、最短の循環の根拠は{}",
    ),
    (
        "circle {} (refused): {} lie on circles with each other; a shortest one rests on {}",
        "循環{}（計算せず）：{}は互いに循環し、最短の循環の根拠は{}",
    ),
    (
        "steps beside the path that are not drawn, since an end has no date: {}",
        "経路の周辺で、端の日付が不明のため描いていない段階：{}",
    ),
    ("drawn: the {} of {} entities with most", "描いたのは上位{}件（全{}件）"),
    // Brokers.
    ("betweenness is estimated from {} of {} entities", "媒介中心性は{}件（全{}件）からの推定"),
    // Ideal points.
    ("nobody took a position", "立場を示した者がいない"),
    (
        "nobody stands at an end of a scale: all positions lie in the middle",
        "尺度の端に立つ者がいない（すべて中間の立場）",
    ),
    ("no informative item: all are lop-sided", "情報のある案件がない（すべて一方に偏る）"),
    (
        "no informative item is left among the actors with enough of them",
        "案件の足りる主体だけでは情報のある案件が残らない",
    ),
    (
        "a single informative item: it tells sides, not positions",
        "情報のある案件が一件のみ：側は分かるが位置は分からない",
    ),
    (
        "all informative items split the actors alike: two sides, no positions",
        "情報のある案件がすべて同じ二分をする：側は分かるが位置は分からない",
    ),
    (
        "separable: one order tells every position, so that distances rest on nothing but the prior",
        "完全に分離：一つの順序がすべての立場を説明し、距離は事前分布のみによる",
    ),
    ("no actor took a position on {} informative items", "情報のある案件{}件で立場を示した主体がない"),
    ("{} informative items, minimum {}", "情報のある案件{}件（最少{}件）"),
    ("1 informative item, minimum {}", "情報のある案件1件（最少{}件）"),
    (
        "{} actors have a position on at least {} informative items: it takes {}",
        "主体{}のみが情報のある案件{}件以上で立場を示した（{}必要）",
    ),
    (
        "1 actor has a position on at least {} informative items: it takes {}",
        "情報のある案件{}件以上で立場を示した主体が1のみ（{}必要）",
    ),
    (
        "{} informative items are too few for {} dimensions: it takes {}",
        "情報のある案件{}件は{}次元に足りない（{}件必要）",
    ),
    ("all actors stand on one point", "全主体が一点に立つ"),
    ("all actors stand on one line: one dimension is enough", "全主体が一直線上に立つ（一次元で足りる）"),
    ("the anchors stand on one point: {} and {}", "基準とした二者が一点に立つ：{}と{}"),
    ("the anchor stands in the middle: {}", "基準とした主体が中央に立つ：{}"),
    (
        "an anchor is absent: {} has fewer than {} informative items, and no other window shares enough actors",
        "基準とした主体がない：{}の情報のある案件は{}件に満たず、十分な主体を共有する期間もない",
    ),
    (
        "an anchor is absent: {} has fewer than {} informative items",
        "基準とした主体がない：{}の情報のある案件は{}件に満たない",
    ),
    ("positioned in {} of {} resamples", "再抽出{}回（全{}回中）でのみ位置が定まる"),
    ("not converged after {} sweeps: last change {}", "{}回の反復で収束せず（最後の変化{}）"),
    (
        "an anchor is absent: placed by the actors in common with the nearest window",
        "基準とした主体がなく、最も近い期間と共通の主体により置いた",
    ),
    (
        "the anchors stand {} standard deviations apart: small errors blow up the scale",
        "基準とした二者の間隔は標準偏差の{}倍のみ：小さな誤差が尺度を大きく変える",
    ),
    (
        "no series is asked in several windows: nothing bridges them",
        "複数の期間に問われた系列がなく、期間をつなぐものがない",
    ),
    (
        "{} of {} series asked in several windows bridge them; the others have two decisions in one window",
        "複数の期間に問われた系列{}（全{}）が期間をつなぐ（残りは一期間に二つの決定をもつ）",
    ),
    // Swing and cohesion.
    ("one camp: nobody stands between camps", "陣営が一つで、間に立つ者がいない"),
    ("there is no other camp", "他の陣営がない"),
    ("there is no other group to be drawn to", "引き寄せる他の集団がない"),
    ("no memberships in the data", "データに所属がない"),
    ("a member of no body with another clustered actor", "分類した他の主体と共通の組織に属さない"),
    ("nobody of the group took a position on it", "集団の誰も立場を示していない"),
    ("no two actors of one group took a position", "同じ集団の二者が立場を示した案件がない"),
    ("fewer than two grouped actors took a position", "立場を示した集団内の主体が二つに満たない"),
    // Overlap.
    ("nobody takes part, empty with empty", "どちらにも参加者がいない"),
    ("nobody is named, empty with empty", "どちらにも名の挙がった者がいない"),
    ("fewer than two things to compare", "比べるものが二つに満たない"),
    (
        "no forum has a complete list: of open ones, nobody can say who is not in",
        "名簿の完全なフォーラムがない（開いた名簿からは誰がいないか言えない）",
    ),
    (
        "The window ({window}) lies outside the data: the dated memberships run from {} to {}",
        "期間（{}）はデータの外にある（日付のある所属は{}年から{}年）",
    ),
    (
        "These data say who takes part in other ways: --modes {} reads them",
        "このデータには別の形の参加が記録されている：--modes {}で読める",
    ),
    (
        "nobody is known to take part in anything in this window, these modes and roles",
        "この期間・形・役割での参加は記録されていない",
    ),
    ("{} is a {}, and {} are compared here", "{}（種類：{}）は比べる対象（{}）ではない"),
    (
        "{} is a {}, and {} are compared here: {} compares it",
        "{}（種類：{}）は比べる対象（{}）ではない：{}で比べられる",
    ),
    (
        "only {} has a complete list: of open lists, not to be named is not to be absent",
        "名簿が完全なのは{}だけである（開いた名簿では、名がないことは不参加を意味しない）",
    ),
    (
        "no forum has a complete list: of open lists, not to be named is not to be absent",
        "名簿の完全なフォーラムがない（開いた名簿では、名がないことは不参加を意味しない）",
    ),
    (
        "fewer than two complete lists are left when those of everybody are left out",
        "全員が属するものを除くと、完全な名簿が二つに満たない",
    ),
    ("no alignment is given (--alignment)", "同調度のデータが与えられていない（--alignment）"),
    ("a move takes two forums of which participants are recorded", "移すには参加者の記録のあるフォーラムが二つ要る"),
    ("no participant of these kinds and modes is recorded", "該当する種類と形の参加者の記録がない"),
    ("its list leaves some unknown ({} named)", "名簿に不明の者がいる（名の挙がった者{}）"),
    ("its list is open: {} of {} named", "名簿が開いている（{}／{}）"),
    (
        "its list is open: {} named, and no size of the whole is known",
        "名簿が開いている（名の挙がった者{}、全体の数は不明）",
    ),
    (
        "counted as unknown, as dates leave it open whether they sit there in the window ({}): {}",
        "期間中に加わるか日付からは決まらないため、不明として数えた（{}）：{}",
    ),
    (
        "counted as unknown, as sources disagree whether they sit there ({}): {}",
        "加わるかについて資料が食い違うため、不明として数えた（{}）：{}",
    ),
    (
        "counted as unknown, as a part of their bloc, or of them, sits there alone ({}): {}",
        "ブロックまたは主体の一部だけが加わるため、不明として数えた（{}）：{}",
    ),
    (
        "counted as unknown, as hedged or planned claims alone seat them there ({}): {}",
        "留保つきまたは予定の主張だけが加わるとするため、不明として数えた（{}）：{}",
    ),
    ("named at other times only ({}): {}", "別の時期にのみ名が挙がる（{}）：{}"),
    (
        "{}: its stated sizes differ in the window ({}); none of them is used as a ceiling",
        "{}：資料の述べる人数が期間中に異なる（{}）ため、どれも上限としない",
    ),
    (
        "complete as of {} to {} alone: {}; who sat there at another time and is not named counts as out",
        "名簿が完全なのは{}から{}に限られる：{}。別の時期に加わり名の挙がらない者は、加わらないものとした",
    ),
    ("did not exist in the window and are no part of it ({}): {}", "期間中に存在しないため含めない（{}）：{}"),
    (
        "complete as of {} to {} alone, which is not the window, and so open here (with the first claim): {}",
        "名簿が完全なのは{}から{}に限られ、この期間ではないため、開いたものとして扱う（最初の主張とともに）：{}",
    ),
    ("left out, as their lists are open ({}): {}", "名簿が開いているため除いた（{}）：{}"),
    (
        "left out, as it is unknown of some whether they sit there ({}): {}",
        "加わるか不明の者がいるため除いた（{}）：{}",
    ),
    ("left out, as everybody sits in them: {}", "全員が属するため除いた：{}"),
    (
        "left out, as everybody who sits in a list that enters sits in them: {}",
        "比較に入る名簿に載る者が全員属するため除いた：{}",
    ),
    ("{} actors sit in no complete list and are left out", "完全な名簿のどれにも載らない主体{}を除いた"),
    ("{} actors sit in no other complete list and are left out", "他の完全な名簿のどれにも載らない主体{}を除いた"),
    (
        "chance may seat every one of the {} actors of these kinds in the data, the {} that sit in no complete list too",
        "この種の主体{}のすべて（完全な名簿のどれにも載らない{}を含む）から偶然に席が与えられうる",
    ),
    (
        "chance may seat every one of the {} actors of these kinds in the data, the {} that sit in no other complete list too",
        "この種の主体{}のすべて（他の完全な名簿のどれにも載らない{}を含む）から偶然に席が与えられうる",
    ),
    ("no cell is given of lists that do not enter: {}", "比較に入らない名簿のセルは固定しない：{}"),
    (
        "of only {} forums, and of those alone who sit in one: the {} actors that sit in none stay out of chance, so that large \
         forums are bound to share many and may stand as apart; fixed-row, which draws from all actors, may say the opposite",
        "フォーラムは{}のみで、いずれかに載る者だけを数える：どれにも載らない主体{}は偶然に入らないため、大きなフォーラム同士は必ず多くを\
         共有し「離れる」となりうる（全主体から引くfixed-rowは逆を示しうる）",
    ),
    ("every cell is given, so that chance has no say there: {}", "すべてのセルが固定され偶然の余地がない：{}"),
    ("closed to outsiders of", "外部者に閉じたフォーラム＝集団"),
    ("inherited from blocs", "連合から継承"),
    ("inherited memberships", "継承された所属"),
    ("certain for members of", "構成員が必ず加わるフォーラム＝集団"),
    ("pairs of participants", "参加者の組"),
    ("pairs whose agreement is known", "一致度の分かる組"),
    (
        "its list is open: {} named, and the sizes that sources state differ in the window ({})",
        "名簿が開いている（名の挙がった者{}。資料の述べる規模は期間内で異なる：{}）",
    ),
    (
        "its list is open: {} named; what sources count there ({}) is not taken as its size: it may be of another time, of single \
         sessions or of other participants",
        "名簿が開いている（名の挙がった者{}。資料が数える{}は、別の時期・個々の会合・別の主体のものでありうるため、名簿の大きさとしない）",
    ),
    (
        "of none of the {} pairs of participants does the alignment know how far they agree",
        "参加者{}組のどれについても一致度が分からない",
    ),
    (
        "{} draws cannot tell: their least p, {}, is cut by alpha and the correction for {} pairs; it takes at least {}",
        "抽出{}回では判定できない：最小のp値{}も有意水準と{}組の補正に届かない。少なくとも{}回が必要",
    ),
    ("the weights expect {} memberships; {} are on record", "与えた確率による所属の期待数は{}、記録は{}"),
    ("no weight is read of forums that do not enter: {}", "比較に入らないフォーラムの確率は読まない：{}"),
    (
        "actors have more than {} combinations of forums in common, more than anybody reads: exclusive counting has {}, and fewer \
         lists have fewer",
        "主体が共有するフォーラムの組合せが{}を超え、読むに堪えない（排他的に数えれば{}、名簿が少なければさらに少ない）",
    ),
    ("weight of a topic", "議題の重み"),
    (
        "passages x (ln((1 + n) / (1 + d)) + 1), where d of the n compared treat it (inverse document frequency, smoothed)",
        "箇所数×(ln((1+n)/(1+d))+1)、比較するnのうちdが扱う（平滑化した逆文書頻度）",
    ),
    ("minimum topics", "最小の議題数"),
    ("topics", "議題"),
    ("weighting", "重み付け"),
    ("rarity", "希少性"),
    ("passages", "箇所数"),
    ("presence", "有無"),
    ("ideal core", "理想の中核"),
    ("full, all other cells empty", "中核は満ち、他のセルは空"),
    ("{} actors that no forum names are left out", "どのフォーラムにも名の挙がらない主体{}を除いた"),
    (
        "conflict: {} names {}, but its stated size is {}; the stated size is not used",
        "不一致：{}には{}の名が挙がるが、資料の述べる人数は{}である。後者は用いない",
    ),
    (
        "conflict: the complete list of {} names {}, but its stated size is {}; the list is used",
        "不一致：{}の完全な名簿には{}の名があるが、資料の述べる人数は{}である。名簿を用いる",
    ),
    ("{}: its stated size {} is the most it may be", "{}：資料の述べる人数{}は上限である"),
    (
        "{}: its stated size is {}, more than there are actors; filled with all",
        "{}：資料の述べる人数{}は主体の数を超えるため、すべての主体で満たす",
    ),
    ("In an open list, no tie does not mean no seat.", "開いた名簿では、線がなくても席がないとは限らない。"),
    (
        "agendas as coded: what no source says to be treated is not known not to be",
        "議題は記録のまま：資料が述べないことは扱われないとは限らない",
    ),
    // Reasons and notes of the tables of a report.
    ("no text is held", "資料の本文を保持していない"),
    ("being eligible or present is no position", "権利を持つことや出席は立場ではない"),
    ("the count is no exact one", "数が正確な値ではない"),
    ("no source counts them", "数を挙げる資料がない"),
    ("{} joint item, minimum {}", "共通の案件{}件（最小{}件）"),
    ("one of the two is in no group", "一方がどの集団にも入っていない"),
    ("one run", "探索は一回"),
    ("set aside: {} of {} pairs undefined", "除外：値の定まらない組が{}／{}"),
    ("intervals not supported: {} family", "案件の系列が{}しかなく区間を求められない"),
    ("no resample has groups", "再抽出で集団が得られない"),
    (
        "no claim of its own changed: it follows from claims on others, or from an option",
        "それ自体に関わる主張は変わっていない（他に関する主張か設定による）",
    ),
    ("{} actor set aside: more than half of their pairs undefined", "主体{}を除外：組の過半で値が定まらない"),
    ("`{}` counts {}, `{}` counts {}", "`{}`は{}、`{}`は{}と数える"),
    ("Later for: {}.", "後日の賛成：{}。"),
    ("Later against: {}.", "後日の反対：{}。"),
    ("bounds over every way it may turn out", "起こりうるすべての場合の上下限"),
    (
        "those that may hold in the window, where they agree, taken to count these actors and nobody else: lists are filled to them \
         exactly",
        "期間中に当てはまりうるもの（一致する場合）。ここでの主体だけを数えるものとみなし、名簿をちょうどその数まで満たす",
    ),
    ("positions 1, discriminations 0.35, cut points 25", "位置1、識別力0.35、分割点25"),
    ("left anchor at -1, right anchor at 1", "左の基準が-1、右の基準が1"),
    ("mean 0, variance 1; the actor farthest out stands right", "平均0・分散1、最も外れた主体が右"),
    ("mean 0, variance 1; signed by the anchors", "平均0・分散1、向きは基準の主体による"),
    ("swing actors between camps", "陣営の間に立つ主体"),
    ("interval of the margin holds 0", "差の区間が0を含む"),
    ("camps followed over time", "陣営の推移"),
    ("who sits where", "誰がどこに参加するか"),
    ("kinds and the relations between them", "種類とその間の関係"),
    ("bodies and what they are part of", "組織とその上位組織"),
    ("time-respecting documented paths", "時間に従う文書上の経路"),
    // What came of proposals, and how main paths are counted.
    ("adopted", "採択"),
    ("no-agreement", "合意に至らず"),
    ("forwarded", "提出"),
    ("pending", "係属中"),
    ("blocked", "阻止"),
    ("replaced", "置き換え"),
    ("not said", "記述なし"),
    ("claims disagree", "主張が食い違う"),
    ("dates", "日付"),
    ("in-order", "順を守る"),
    ("ignored", "考慮しない"),
    ("1 text or body stands on no step", "どの段階にもない文書・機関1"),
    (
        "circle {} ({}): {} lie on circles with each other; a shortest one rests on {}",
        "循環{}（{}）：{}が互いに循環する。最短のものは{}に基づく",
    ),
];
