//! Trays made by hand, as like the real ones as a test needs.

use crate::result::{AttributedGraph, Cell, CellKind, ColumnRole, GraphRole, Method, Table, Undefined};

/// id | kind | lane | begin | end | status | label | Japanese label
const ITEMS: &str = "\
un-charter|document|UN|1945-06-26|1945-06-26||Charter of the United Nations|国連憲章
unga-res-1998|document|UN|1998-12-04|1998-12-04||UNGA resolution on ICT in the context of international security|国際安全保障の文脈における情報及び電気通信分野の進歩
adoption-1998|decision|UN|1998-12-04|1998-12-04||Adoption of the 1998 resolution|1998年決議の採択
unga-res-2001|document|UN|2001-11-29|2001-11-29||2001 resolution providing for a GGE|GGEの設置を定めた2001年の決議
gge-1|session|UN|2004-07-12|2005-07-31||GGE, 1st round|政府専門家会合(第1回)
unga-58-199|document|UN|2003-12-23|2003-12-23||UNGA resolution 58/199|国連総会決議58/199
unga-60-252|document|UN|2006-03-27|2006-03-27||UNGA resolution 60/252|国連総会決議60/252
gge-2|session|UN|2009-11-24|2010-07-16||GGE, 2nd round|政府専門家会合(第2回)
gge-2010-report|document|UN|2010-07-30|2010-07-30||GGE 2 consensus report|GGE第2回報告書
gge-3|session|UN|2012-08-06|2013-06-07||GGE, 3rd round|政府専門家会合(第3回)
gge-2013-report|document|UN|2013-06-24|2013-06-24||GGE 3 consensus report|GGE第3回報告書
hrc-20-8|document|UN|2012-07-05|2012-07-05||Human Rights Council resolution 20/8|人権理事会決議20/8
unga-68-167|document|UN|2013-12-18|2013-12-18||UNGA resolution 68/167 (privacy in the digital age)|総会決議68/167(デジタル時代のプライバシー)
gge-4|session|UN|2014-07-21|2015-06-26||GGE, 4th round|政府専門家会合(第4回)
gge-2015-report|document|UN|2015-07-22|2015-07-22||GGE 4 consensus report|GGE第4回報告書
unga-wsis-review|session|UN|2015-12-15|2015-12-16||UNGA overall review of WSIS|WSIS全体レビュー
gge-5|session|UN|2016-08-29|2017-06-23||GGE, 5th round|政府専門家会合(第5回)
vote-oewg|decision|UN|2018-12-05|2018-12-05||UN vote setting up the OEWG|OEWG設置の投票
oewg|session|UN|2019-06-01|2020-07-31||OEWG main sessions|オープンエンド作業部会(本会合)
oewg-inter|session|UN|2019-12-02|2019-12-04||OEWG intersessional meeting with non-state actors|OEWG会期間会合
joint-2019|document|UN|2019-09-23|2019-09-23||Joint statement of 27 states|27か国共同声明
cybercrime-2019|document|UN|2019-11-18|2019-11-18||Resolution asking for a cybercrime treaty committee|サイバー犯罪条約に関する決議
oewg-report|document|UN|2020-09-01|2020-09-30|planned|OEWG report|OEWG報告書
gge-2021-report|document|UN|2021-09-01|2021-09-30|planned|GGE 6 report|GGE第6回報告書
cybercrime-treaty|document|UN|||planned|UN cybercrime convention|国連サイバー犯罪条約
itr-1988|document|ITU|1990-07-01|1990-07-01||International Telecommunication Regulations|国際電気通信規則
wtpf-1|session|ITU|1996|1996||1st WTPF|第1回世界電気通信政策フォーラム
wtpf-2|session|ITU|1998|1998||2nd WTPF|第2回世界電気通信政策フォーラム
wtpf-3|session|ITU|2001|2001||3rd WTPF|第3回世界電気通信政策フォーラム
itu-2006|decision|ITU|2006-11-01|2006-11-30||ITU decision to hold WCIT in 2012|WCITの2012年開催を決定
wtpf-4|session|ITU|2009|2009||4th WTPF|第4回世界電気通信政策フォーラム
pp-2010|session|ITU|2010-10-04|2010-10-22||ITU Plenipotentiary 2010 (Guadalajara)|ITU全権委員会議(2010年、グアダラハラ)
res-130|document|ITU|2010-10-22|2010-10-22||ITU Plenipotentiary Resolution 130|全権委員会議決議130
african-proposal|document|ITU|2012-12-13|2012-12-13||African Group proposal on right of access|アフリカグループ提案
wcit-12|session|ITU|2012-12-03|2012-12-14||WCIT-12 (Dubai)|世界国際電気通信会議(WCIT-12)
vote-african|decision|ITU|2012-12-13|2012-12-13||Majority vote on the African Group proposal|アフリカグループ提案の採決
itr-2012|document|ITU|2012-12-14|2012-12-14||Revised International Telecommunication Regulations|改正国際電気通信規則
signing|decision|ITU|2012-12-14|2012-12-14||Signing of the revised ITRs|改正ITRの署名
wtpf-ieg-3|session|ITU|2013-02-06|2013-02-08||WTPF-13 expert meeting 3|第3回専門家会合
wtpf-5|session|ITU|2013-05-14|2013-05-16||5th WTPF (WTPF-13)|第5回世界電気通信政策フォーラム
opinions|document|ITU|2013-05-16|2013-05-16||WTPF-13 Opinions|WTPF-13オピニオン
pp-2014|session|ITU|2014-10-20|2014-11-07||ITU Plenipotentiary 2014 (Busan)|ITU全権委員会議(2014年、釜山)
entry-2015|decision|ITU|2015-01-01|2015-01-01||Entry into force of the revised ITRs|改正ITRの発効
wsis-2003|session|Multi-stakeholder|2003-12-10|2003-12-12||WSIS Geneva Phase|WSISジュネーブ会合
wsis-2005|session|Multi-stakeholder|2005-11-16|2005-11-18||WSIS Tunis Phase|WSISチュニス会合
tunis-agenda|document|Multi-stakeholder|2005-11-18|2005-11-18||Tunis Agenda for the Information Society|情報社会に関するチュニス・アジェンダ
igf|forum|Multi-stakeholder|2006-07-18|||Internet Governance Forum|インターネット・ガバナンス・フォーラム
london-2011|session|Multi-stakeholder|2011-11-01|2011-11-02||First International Conference on Cyberspace (London)|サイバー空間に関する国際会議(ロンドン)
seoul-2013|session|Multi-stakeholder|2013-10-17|2013-10-18||3rd International Conference on Cyberspace (Seoul)|第3回サイバー空間に関する国際会議(ソウル)
gcsc|forum|Multi-stakeholder|2017-02-18|2017-02-18||Global Commission on the Stability of Cyberspace|サイバースペースの安定性に関するグローバル委員会
tech-accord|document|Multi-stakeholder|2018-04-17|2018-04-17||Cybersecurity Tech Accord|Cybersecurity Tech Accord
igf-2018|session|Multi-stakeholder|2018-11-12|2018-11-14||IGF 2018 (Paris)|IGF 2018(パリ)
paris-call|document|Multi-stakeholder|2018-11-12|2018-11-12||Paris Call for Trust and Security in Cyberspace|パリ・コール
gcsc-report|document|Multi-stakeholder|2019-11-12|2019-11-12||GCSC final report|GCSC最終報告書
ise-shima|session|G7/G20|2016-05-26|2016-05-27||G7 at Ise-Shima|G7伊勢志摩サミット
g7-principles|document|G7/G20|2016-05-27|2016-05-27||G7 Principles and Actions on Cyber|サイバーに関するG7の原則と行動
g20-2015|document|G7/G20|2015-11-16|2015-11-16||G20 Leaders' Communique 2015|G20首脳コミュニケ(2015年)
lucca|document|G7/G20|2017-04-11|2017-04-11||G7 (Lucca) Declaration on Responsible States Behavior in Cyberspace|サイバー空間における責任ある国家の行動に関するG7(ルッカ)宣言
budapest|document|Regional|2001-11-23|2001-11-23||Budapest Convention on Cybercrime|サイバー犯罪条約(ブダペスト条約)
eu-2015|document|Regional|2015-02-11|2015-02-11||EU resolution on cyber diplomacy|サイバー外交に関するEU決議
arf|forum|Regional|1994|||ASEAN Regional Forum|ASEAN地域フォーラム
jp-asean-1|session|Regional|2009-02-01|2009-02-28||First Japan-ASEAN Information Security Policy Meeting|第1回日ASEAN情報セキュリティ政策会議
jp-asean-2013|session|Regional|2013-09-12|2013-09-13||Japan-ASEAN ministerial meeting|日ASEAN閣僚政策会議
jp-asean-statement|document|Regional|2013-09-13|2013-09-13||Joint statement of the Japan-ASEAN ministerial meeting|日ASEAN閣僚政策会議共同声明
jp-2010|document|Japan|2010-05-11|2010-05-11||Information Security Strategy for Protecting the Nation|国民を守る情報セキュリティ戦略
jp-css-2013|document|Japan|2013-06-10|2013-06-10||Cybersecurity Strategy 2013|サイバーセキュリティ戦略(2013年)
jp-nss|document|Japan|2013-12-17|2013-12-17||National Security Strategy|国家安全保障戦略
jp-act|document|Japan|2014-11-06|2014-11-12||Basic Act on Cybersecurity|サイバーセキュリティ基本法
jp-css-2015|document|Japan|2015-09-04|2015-09-04||Cybersecurity Strategy (2015)|サイバーセキュリティ戦略(2015年)
jp-css-2018|document|Japan|2018-07-27|2018-07-27||Cybersecurity Strategy (2018)|サイバーセキュリティ戦略(2018年)
jp-ndpg|document|Japan|2018-12-01|2018-12-31||National Defense Program Guidelines 2018|防衛計画の大綱(2018年)
jp-uk|document|Japan|||| Japan-UK joint statement|日英共同声明
new-code|norm|UN|||planned|New code of conduct for cyberspace|新たな行動規範";

/// from | to | class | step | weak
const TIES: &str = "\
adoption-1998|unga-res-1998|mandate||
unga-res-1998|unga-res-2001|lineage|1|
unga-res-2001|gge-1|mandate||
gge-1|gge-2|carrier||
unga-res-2001|gge-2|mandate|2|
gge-2|gge-2010-report|mandate|3|
gge-2|gge-3|carrier||
gge-3|gge-2013-report|mandate||
gge-2010-report|gge-2013-report|lineage|4|
gge-3|gge-4|carrier||
gge-4|gge-2015-report|mandate||
gge-2013-report|gge-2015-report|lineage|5|
gge-4|gge-5|carrier||
gge-2015-report|g20-2015|co-affirmation||
gge-2015-report|g7-principles|co-affirmation|6|
gge-2015-report|lucca|input||
g7-principles|lucca|lineage|7|
ise-shima|g7-principles|mandate||
g20-2015|lucca|lineage||
un-charter|gge-2013-report|co-affirmation||
vote-oewg|oewg|mandate||
oewg|oewg-inter|carrier||
oewg|oewg-report|mandate||weak
gge-2021-report|cybercrime-treaty|input||weak
cybercrime-2019|cybercrime-treaty|mandate||weak
budapest|cybercrime-2019|input||weak
itr-1988|itr-2012|lineage||
itu-2006|wcit-12|mandate||
african-proposal|vote-african|input||
vote-african|itr-2012|input||
wcit-12|itr-2012|mandate||
signing|itr-2012|mandate||
itr-2012|entry-2015|mandate||
wtpf-ieg-3|opinions|input||
wtpf-5|opinions|mandate||
wtpf-4|wtpf-5|carrier||
pp-2010|res-130|mandate||
res-130|wcit-12|input||
wsis-2003|wsis-2005|carrier||
wsis-2005|tunis-agenda|mandate||
tunis-agenda|igf|mandate||
igf|igf-2018|carrier||
tunis-agenda|unga-60-252|lineage||
tunis-agenda|unga-wsis-review|mandate||
tunis-agenda|opinions|co-affirmation||
london-2011|seoul-2013|carrier||
gcsc|gcsc-report|mandate||
paris-call|gcsc-report|co-affirmation||
igf-2018|paris-call|input||
tech-accord|paris-call|co-affirmation||
jp-asean-1|jp-asean-2013|carrier||
jp-asean-2013|jp-asean-statement|mandate||
jp-2010|jp-css-2013|lineage||
jp-css-2013|jp-css-2015|lineage||
jp-act|jp-css-2015|mandate||
jp-css-2015|jp-css-2018|lineage||
jp-nss|jp-ndpg|lineage||
gge-2013-report|jp-css-2015|input||";

/// id | code | region | region in Japanese | position | label | Japanese label
const ACTORS: &str = "\
argentina|ARG|Latin America|中南米|signed|Argentina|アルゼンチン
brazil|BRA|Latin America|中南米|signed|Brazil|ブラジル
cuba|CUB|Latin America|中南米|signed|Cuba|キューバ
paraguay|PRY|Latin America|中南米|signed|Paraguay|パラグアイ
costa-rica|CRI|Latin America|中南米|not-signed|Costa Rica|コスタリカ
mauritania|MRT|Africa|アフリカ||Mauritania|モーリタニア
kenya|KEN|Africa|アフリカ|not-signed|Kenya|ケニア
gambia|GMB|Africa|アフリカ|not-signed|Gambia|ガンビア
malawi|MWI|Africa|アフリカ||Malawi|マラウイ
russia|RUS|Commonwealth of Independent States|独立国家共同体|signed|Russia|ロシア
azerbaijan|AZE|Commonwealth of Independent States|独立国家共同体|signed|Azerbaijan|アゼルバイジャン
belarus|BLR|Commonwealth of Independent States|独立国家共同体||Belarus|ベラルーシ
armenia|ARM|Commonwealth of Independent States|独立国家共同体|not-signed|Armenia|アルメニア
thailand|THA|Asia and the Pacific|アジア太平洋|signed|Thailand|タイ
malaysia|MYS|Asia and the Pacific|アジア太平洋|signed|Malaysia|マレーシア
south-korea|KOR|Asia and the Pacific|アジア太平洋|signed|Republic of Korea|韓国
singapore|SGP|Asia and the Pacific|アジア太平洋|signed|Singapore|シンガポール
japan|JPN|Asia and the Pacific|アジア太平洋|not-signed|Japan|日本
australia|AUS|Asia and the Pacific|アジア太平洋|not-signed|Australia|オーストラリア
new-zealand|NZL|Asia and the Pacific|アジア太平洋|not-signed|New Zealand|ニュージーランド
india|IND|Asia and the Pacific|アジア太平洋|not-signed|India|インド
mongolia|MNG|Asia and the Pacific|アジア太平洋||Mongolia|モンゴル
turkey|TUR|Europe|欧州|signed|Türkiye|トルコ
france|FRA|Europe|欧州|not-signed|France|フランス
germany|DEU|Europe|欧州|not-signed|Germany|ドイツ
united-kingdom|GBR|Europe|欧州|not-signed|United Kingdom|英国
sweden|SWE|Europe|欧州|not-signed|Sweden|スウェーデン
estonia|EST|Europe|欧州|not-signed|Estonia|エストニア
canada|CAN|North America|北米|not-signed|Canada|カナダ
united-states|USA|North America|北米|not-signed|United States|米国";

const FORUMS: [(&str, &str, &str, i64); 12] = [
    ("gge", "UN Group of Governmental Experts", "政府専門家会合", 25),
    ("oewg", "UN Open-Ended Working Group", "オープンエンド作業部会", 193),
    ("g7", "G7", "G7", 7),
    ("g20", "G20", "G20", 20),
    ("igf", "Internet Governance Forum", "インターネット・ガバナンス・フォーラム", 143),
    ("itu-pp", "ITU Plenipotentiary Conference", "ITU全権委員会議", 193),
    ("wcit", "World Conference on International Telecommunications", "世界国際電気通信会議", 151),
    ("london", "London Process", "ロンドン・プロセス", 60),
    ("arf", "ASEAN Regional Forum", "ASEAN地域フォーラム", 27),
    ("sco", "Shanghai Cooperation Organisation", "上海協力機構", 8),
    ("paris", "Paris Call Community", "パリ・コール", 79),
    ("wgec", "CSTD Working Group on Enhanced Cooperation", "協力強化に関する作業部会", 42),
];

fn text_columns(table: Table, columns: &[(&str, ColumnRole)]) -> Table {
    columns.iter().fold(table, |table, (name, role)| table.column(name, CellKind::Text, *role, ""))
}

/// A graph from items and ties as above.
pub(super) fn graph(items: &str, ties: &str) -> AttributedGraph {
    use ColumnRole::{Begin, Certainty, Claims, Class, End, Id, Kind, Label, LabelJa, Lane, LaneJa, Status, Step};
    let method = Method::new("flow", "").with("classes", "lineage, mandate, input, co-affirmation");
    let mut nodes = text_columns(
        Table::new("nodes", Method::default()),
        &[
            ("id", Id),
            ("kind", Kind),
            ("lane", Lane),
            ("lane_ja", LaneJa),
            ("begin", Begin),
            ("end", End),
            ("status", Status),
            ("name", Label),
            ("name_ja", LabelJa),
        ],
    )
    .column("order", CellKind::Integer, ColumnRole::Order, "");
    let lanes = [
        ("UN", "国連"),
        ("ITU", "ITU"),
        ("Multi-stakeholder", "マルチステークホルダー"),
        ("G7/G20", "G7・G20"),
        ("Regional", "地域"),
        ("Japan", "日本"),
    ];
    let mut ids = Vec::new();
    for line in items.lines() {
        let part: Vec<&str> = line.split('|').collect();
        let lane = lanes.iter().position(|(name, _)| *name == part[2]);
        let mut cells: Vec<Cell> = part[..3].iter().map(|part| Cell::text(*part)).collect();
        cells.push(Cell::text(lane.map_or("", |lane| lanes[lane].1)));
        cells.extend(part[3..].iter().map(|part| Cell::text(*part)));
        cells.push(lane.map_or(Cell::Empty, Cell::count));
        nodes.push(cells);
        ids.push(part[0]);
    }
    let mut table = text_columns(
        Table::new("ties", Method::default()),
        &[("class", Class), ("status", Status), ("certainty", Certainty)],
    )
    .column("claims", CellKind::List, Claims, "")
    .column("step", CellKind::Integer, Step, "");
    let mut ends = Vec::new();
    for (n, line) in ties.lines().enumerate() {
        let part: Vec<&str> = line.split('|').collect();
        let place = |id: &str| ids.iter().position(|other| *other == id).unwrap();
        ends.push((place(part[0]), place(part[1])));
        table.push([
            Cell::text(part[2]),
            Cell::text("actual"),
            Cell::text(if part[4].is_empty() { "stated" } else { "inferred" }),
            Cell::List(vec![format!("c-{n}"), format!("d-{n}")]),
            part[3].parse().map_or(Cell::Empty, Cell::Integer),
        ]);
    }
    AttributedGraph {
        name: "lineage".into(),
        directed: true,
        role: GraphRole::OneMode,
        nodes,
        ties: table,
        ends,
        method,
    }
}

/// Some seventy texts and bodies from 1945 to 2021.
pub(super) fn lineage() -> AttributedGraph {
    graph(ITEMS, TIES)
}

/// The columns of a table of actors.
pub(super) fn actor_columns() -> Table {
    use ColumnRole::{Actor, Code, Label, LabelJa, Position, Region, RegionJa};
    let columns = [
        ("actor", Actor),
        ("iso3", Code),
        ("region", Region),
        ("region_ja", RegionJa),
        ("position", Position),
        ("name", Label),
        ("name_ja", LabelJa),
    ];
    text_columns(Table::new("actors", Method::default()), &columns)
}

/// The columns of a table of tallies.
pub(super) fn tally_columns() -> Table {
    text_columns(Table::new("tallies", Method::default()), &[("position", ColumnRole::Position)])
        .column("stated", CellKind::Integer, ColumnRole::Value, "actors")
        .column("named", CellKind::Integer, ColumnRole::Count, "actors")
}

/// Thirty states and the counts of a signing.
pub(super) fn split() -> (Table, Table) {
    let mut actors = actor_columns();
    actors.method = Method::new("signing of the revised ITRs, 14 December 2012", "")
        .counting("states", 30)
        .noting("of the Arab and most African signatories the source gives no names");
    for line in ACTORS.lines() {
        actors.push(line.split('|').map(Cell::text));
    }
    let mut tallies = tally_columns();
    for (position, stated, named) in [("signed", 89, 11), ("not-signed", 55, 15), ("", 7, 0)] {
        tallies.push([Cell::text(position), Cell::Integer(stated), Cell::Integer(named)]);
    }
    (actors, tallies)
}

/// Empty tables of a matrix.
pub(super) fn matrix_columns() -> (Table, Table) {
    use ColumnRole::{Actor, Id, Label, LabelJa, Other};
    let things =
        text_columns(Table::new("forums", Method::default()), &[("forum", Id), ("name", Label), ("name_ja", LabelJa)])
            .column("members", CellKind::Integer, ColumnRole::Count, "actors");
    let method = Method::new("forum overlap", "Jaccard 1912")
        .with("measure", "Jaccard")
        .counting("forums", 12)
        .noting("lists that go on give bounds");
    let pairs = text_columns(Table::new("pairs", method), &[("a", Actor), ("b", Other)])
        .column("jaccard", CellKind::Number, ColumnRole::Value, "")
        .column("low", CellKind::Number, ColumnRole::Low, "")
        .column("high", CellKind::Number, ColumnRole::High, "");
    (things, pairs)
}

/// Forums and their overlap; above twelve, made-up ones follow.
pub(super) fn matrix(n: usize) -> (Table, Table) {
    let (mut things, mut pairs) = matrix_columns();
    let mut ids = Vec::new();
    for k in 0..n {
        let (id, name, name_ja, size) = FORUMS[k % FORUMS.len()];
        let more = if k < FORUMS.len() { String::new() } else { format!(" {}", k / FORUMS.len() + 1) };
        ids.push(format!("{id}{more}"));
        let cells = [format!("{id}{more}"), format!("{name}{more}"), format!("{name_ja}{more}")].map(Cell::text);
        things.push(cells.into_iter().chain([Cell::Integer(size)]));
    }
    for a in 0..n {
        for b in 0..a {
            let value = ((a * 7 + b * 13) % 23) as f64 / 23.0;
            let ends = [Cell::text(ids[a].clone()), Cell::text(ids[b].clone())];
            let values = match (a * 5 + b * 3) % 11 {
                0 => [Cell::Undefined(Undefined::because("both are empty")), Cell::Empty, Cell::Empty],
                1 | 2 => [Cell::Empty, Cell::Number(value * 0.5), Cell::Number(value * 0.5 + 0.31)],
                3 => [Cell::Number(0.0), Cell::Empty, Cell::Empty],
                _ => [Cell::Number(value), Cell::Number(value), Cell::Number(value)],
            };
            pairs.push(ends.into_iter().chain(values));
        }
    }
    (things, pairs)
}

/// The columns of things with a group.
fn thing_columns(name: &str) -> Table {
    use ColumnRole::{Group, Id, Label, LabelJa};
    let method = Method::new("made up", "").with("minimum", 5).counting("things", 12);
    text_columns(Table::new(name, method), &[("id", Id), ("name", Label), ("name_ja", LabelJa), ("group", Group)])
}

fn thing(k: usize, groups: usize) -> [Cell; 4] {
    let (id, name, name_ja, _) = FORUMS[k % FORUMS.len()];
    let more = if k < FORUMS.len() { String::new() } else { format!(" {}", k / FORUMS.len() + 1) };
    let group = if k % (groups + 1) == groups { String::new() } else { format!("c{}", k % (groups + 1) + 1) };
    [format!("{id}{more}"), format!("{name}{more}"), format!("{name_ja}{more}"), group].map(Cell::text)
}

/// Values with intervals; every ninth has none.
pub(super) fn dots(n: usize) -> Table {
    let mut table = thing_columns("positions")
        .column("ideal_point", CellKind::Number, ColumnRole::Value, "")
        .column("low", CellKind::Number, ColumnRole::Low, "")
        .column("high", CellKind::Number, ColumnRole::High, "");
    for k in 0..n {
        let value = (k * 37 % 101) as f64 / 25.0 - 2.0;
        let values = match k % 9 {
            8 => [Cell::Undefined(Undefined::because("2 items, minimum 8")), Cell::Empty, Cell::Empty],
            _ => [Cell::Number(value), Cell::Number(value - 0.3), Cell::Number(value + 0.4)],
        };
        table.push(thing(k, 3).into_iter().chain(values));
    }
    table
}

/// Points on two axes and the lines between them.
pub(super) fn plane(n: usize) -> (Table, Table) {
    let mut points = thing_columns("points").column("first", CellKind::Number, ColumnRole::Value, "").column(
        "second",
        CellKind::Number,
        ColumnRole::Second,
        "",
    );
    for k in 0..n {
        let places = [k * 37 % 101, k * 53 % 97].map(|place| Cell::Number(place as f64 / 50.0 - 1.0));
        points.push(thing(k, 2).into_iter().chain(places));
    }
    let mut lines = text_columns(Table::new("lines", Method::default()), &[("item", ColumnRole::Label)])
        .column("first", CellKind::Number, ColumnRole::Value, "")
        .column("second", CellKind::Number, ColumnRole::Second, "")
        .column("offset", CellKind::Number, ColumnRole::Offset, "");
    for (a, b, c) in [(1.0, 0.5, 0.1), (0.0, 1.0, -0.3), (1.0, 0.0, 9.0), (1.0, -1.0, 0.0)] {
        lines.push([Cell::text("vote"), Cell::Number(a), Cell::Number(b), Cell::Number(c)]);
    }
    (points, lines)
}

/// Things in a ring with chords, some of them negative.
pub(super) fn network(n: usize, role: GraphRole) -> AttributedGraph {
    let mut nodes = thing_columns("nodes").column("kind", CellKind::Text, ColumnRole::Kind, "");
    (0..n).for_each(|k| {
        let kind = if role == GraphRole::TwoMode && k % 3 == 0 { "forum" } else { "state" };
        nodes.push(thing(k, 3).into_iter().chain([Cell::text(kind)]));
    });
    let mut ties = Table::new("ties", Method::default())
        .column("agreement", CellKind::Number, ColumnRole::Weight, "")
        .column("claims", CellKind::List, ColumnRole::Claims, "");
    let mut ends = Vec::new();
    for k in 0..n {
        for step in [1, 2, 5] {
            let other = (k + step) % n;
            let forum = |k: usize| k.is_multiple_of(3);
            let fits = role == GraphRole::OneMode || forum(k) != forum(other);
            if other != k && fits {
                ends.push(if role == GraphRole::TwoMode && forum(k) { (other, k) } else { (k, other) });
                let weight = (k * 7 + step * 11) as f64 % 10.0 / 10.0 - if step == 5 { 1.0 } else { 0.0 };
                ties.push([Cell::Number(weight), Cell::List(vec![format!("c-{k}-{step}")])]);
            }
        }
    }
    let method = Method::new("made-up network", "");
    AttributedGraph { name: "network".into(), directed: false, role, nodes, ties, ends, method }
}

/// Actors in groups over so many windows.
pub(super) fn moves(n: usize, windows: usize) -> Table {
    use ColumnRole::{Actor, Class, Group};
    let mut table = text_columns(
        Table::new("moves", Method::new("clusters by year", "")),
        &[("actor", Actor), ("window", Class), ("group", Group)],
    )
    .column("order", CellKind::Integer, ColumnRole::Order, "");
    for window in 0..windows {
        for k in 0..n {
            let group = match (k * 3 + window * (k % 2)) % 5 {
                4 => String::new(),
                group => format!("c{}", group + 1),
            };
            let cells = [format!("a{k:03}"), format!("{}", 1990 + window), group].map(Cell::text);
            table.push(cells.into_iter().chain([Cell::count(window)]));
        }
    }
    table
}

/// Sets and their combinations, that of none among them.
pub(super) fn intersections(n: usize) -> (Table, Table) {
    let mut sets = thing_columns("sets").column("members", CellKind::Integer, ColumnRole::Count, "");
    (0..n).for_each(|k| sets.push(thing(k, 3).into_iter().chain([Cell::count(k * 5 % 17 + 1)])));
    let mut combinations = Table::new("combinations", Method::new("exclusive intersections", "Lex et al. 2014"))
        .column("sets", CellKind::List, ColumnRole::Sets, "")
        .column("actors", CellKind::Integer, ColumnRole::Count, "");
    for mask in 0..(1usize << n.min(6)) {
        let ids = (0..n).filter(|k| mask >> k & 1 == 1).filter_map(|k| match &thing(k, 3)[0] {
            Cell::Text(id) => Some(id.clone()),
            _ => None,
        });
        combinations.push([Cell::List(ids.collect()), Cell::count(mask * 13 % 29)]);
    }
    (sets, combinations)
}

/// Bodies under bodies; the last two are parts of each other.
pub(super) fn tree(n: usize) -> AttributedGraph {
    let mut graph = network(n, GraphRole::OneMode);
    graph.ends = (1..n).map(|k| (k, k / 3)).collect();
    if n > 4 {
        graph.ends.extend([(n - 1, n - 2), (n - 2, n - 1)]);
    }
    graph.directed = true;
    graph.ties = graph.ties.pick(&(0..graph.ends.len()).map(|tie| tie % graph.ties.len()).collect::<Vec<_>>());
    graph
}

/// Counts by class.
pub(super) fn bars(n: usize) -> Table {
    let mut table = thing_columns("counts").column("claims", CellKind::Integer, ColumnRole::Count, "claims");
    for k in 0..n {
        for class in ["stated", "inferred"] {
            let mut cells = thing(k, 3);
            cells[3] = Cell::text(class);
            table.push(cells.into_iter().chain([Cell::count(k * 7 % 40 + class.len())]));
        }
    }
    table
}
