//! Labels that have broken writers before, towers of parts, and dates at the edge of what EDTF allows.

use std::fmt::Write as _;
use std::fs;

use blocs::brief;
use blocs::model::Date;
use blocs::report::html;
use blocs::report::ledger::Ledger;
use blocs::result::Language;

use crate::common::{answer, blocs, folder, graph, load, put, root};

/// A dataset whose every text is a label; ids stay what ids may be.
fn labelled(label: &str) -> Vec<(&'static str, String)> {
    let cell = format!("\"{}\"", label.replace('"', "\"\""));
    let quiet = label.replace([';', '='], " ");
    let cell_of_list = format!("\"{}\"", quiet.replace('"', "\"\""));
    vec![
        (
            "sources.csv",
            format!("id,author,publisher,published,language,url,note\ns,{cell},{cell},2020,en,{cell},{cell}\n"),
        ),
        (
            "entities.csv",
            format!(
                "id,kind,name,name_ja,aliases,note\ns,document,{cell},{cell},,{cell}\nada,state,{cell},{cell},{cell_of_list},{cell}\n\
                 bo,state,{cell},,,\nf,forum,{cell},{cell},,\ng,forum,{cell},,,\nx,issue,{cell},{cell},,\nd,document,{cell},,,\n\
                 v,decision,{cell},{cell},,\nw,decision,{cell},{cell},,\n"
            ),
        ),
        ("codes.csv", format!("item,code,label,label_ja,order,side\nx,{cell},{cell},{cell},0,{cell}\nx,no,No,,1,\n")),
        (
            "decisions.csv",
            format!(
                "id,procedure,forum,document,date,rule,series\nv,roll-call,f,d,2019,{cell},{cell}\nw,signing,f,d,2019,,\n"
            ),
        ),
        (
            "claims.csv",
            format!(
                "id,subject,relation,object,value,attributed_to,qualifiers,source,anchor,note\n\
                 c1,ada,member_of,f,,{cell},,s,{cell_of_list},{cell}\nc2,bo,member_of,g,,,,s,p,\nc3,ada,member_of,g,,,,s,p,\n\
                 c4,ada,takes_position,x,{cell},,,s,p,\nc5,bo,takes_position,x,no,,,s,p,\n\
                 c6,ada,has_property,,{cell},,,s,p,\nc7,d,cites,s,,,,s,p,\nc8,f,issues,d,,,,s,p,\n"
            ),
        ),
        (
            "tallies.csv",
            format!("decision,measure,value,attributed_to,source,anchor\nv,for,1,{cell},s,{cell_of_list}\n"),
        ),
        (
            "positions.csv",
            format!(
                "decision,actor,position,attributed_to,reason,source,anchor,note\nv,ada,for,{cell},{cell},s,{cell_of_list},{cell}\n\
                 v,bo,against,,,s,p,\nw,ada,signed,,,s,p,\nw,bo,not-signed,,,s,p,\n"
            ),
        ),
    ]
}

/// Words that end a script, an attribute, a string, a table, a label or a line.
fn labels() -> Vec<String> {
    let mut labels: Vec<String> = [
        "<script>alert(1)</script>",
        "</script><img src=x onerror=alert(1)>",
        "</style><script src=//x.test></script>",
        "\"><svg onload=alert(1)>",
        "' onmouseover='alert(1)",
        "\" onmouseover=\"alert(1)",
        "&lt;script&gt; &amp;amp; &#60;",
        "]]> <!-- --> <?xml?> <!DOCTYPE x>",
        "{{ 7001 * 7 }} {% include 'x' %} {# #}",
        "| a | b |\n|---|---|\n# h",
        "`code` [x](javascript:alert(1)) ![y](z)",
        "a\\",
        "\\\"; }; \\N \\G \\l",
        "=HYPERLINK(\"http://x.test\")",
        "line\r\nfeed\u{2028}and\u{2029}more",
        "\u{1}\u{8}\u{b}\u{1b}[31mred\u{7f}\u{85}\u{9b}",
        "\u{202e}right to left\u{202c} \u{200f}",
        "\u{fffe}\u{ffff}\u{feff}\u{fdd0}",
        "e\u{301}\u{301}\u{301} 👩‍👩‍👧‍👦 🇯🇵 ﷽",
        "日本国　ｶﾞ ﾊﾟ",
        "NaN",
        "-0",
        "1e999",
        "constructor",
        "__proto__",
    ]
    .map(str::to_owned)
    .to_vec();
    labels.push("long ".repeat(2_000));
    labels.push("長".repeat(10_000));
    labels.push("a".repeat(10_000));
    labels
}

/// What no label may bring into a page.
fn is_harmless(page: &str) -> Result<(), String> {
    let lower = page.to_lowercase();
    // An apostrophe ends nothing here: attributes stand in double quotes.
    for word in ["<script>alert", "<script src", "<img", "<svg onload", "<!doctype x", "\" onmouseover"] {
        if lower.contains(word) {
            let at = lower.find(word).unwrap_or_default();
            return Err(format!(
                "`{word}` in …{}…",
                lower[..at].chars().rev().take(60).collect::<Vec<_>>().iter().rev().collect::<String>()
            ));
        }
    }
    Ok(())
}

#[test]
fn no_label_leaves_its_place_in_a_page() {
    for label in labels() {
        let shown: String = label.chars().take(40).collect();
        let loaded = load(vec![folder("hostile", labelled(&label))]);
        let dataset = loaded.dataset.unwrap_or_else(|| panic!("{shown:?}: {:?}", loaded.diagnostics));
        let graph = blocs::graph::Graph::from(dataset);
        let report =
            brief::report(&graph, &loaded.diagnostics, &brief::Options { minimum: 1, ..Default::default() }, &|_| ());
        for language in [Language::English, Language::Japanese, Language::Both] {
            let ledger = Ledger {
                dataset: graph.dataset(),
                diagnostics: &loaded.diagnostics,
                steps: report.steps.map(|at| &report.graphs[at]),
                gone: &report.tables,
            };
            let page = html::render(&report.document, Some(ledger), language).unwrap();
            is_harmless(&page).unwrap_or_else(|found| panic!("{shown:?}: {found}"));
            assert!(!page.contains("49007"), "{shown:?}: a label was taken for a template");
            let inside = |mark: &str| page.matches(mark).count();
            assert_eq!(inside("<table"), inside("</table>"), "{shown:?}");
            assert_eq!(inside("<script"), inside("</script>"), "{shown:?}");
        }
    }
}

#[test]
fn a_report_on_hostile_labels_is_whole() {
    let scratch = tempfile::tempdir().unwrap();
    for (number, label) in labels().into_iter().enumerate().step_by(4) {
        let name = format!("d{number}");
        put(&scratch.path().join(&name), labelled(&label));
        answer(scratch.path(), &["report", "-d", &name, "--min", "1", "-o", "report"]);
        let read = |file: &str| fs::read_to_string(scratch.path().join("report").join(file)).unwrap();
        is_harmless(&read("report.html")).unwrap_or_else(|found| panic!("{label:?}: {found}"));
        assert_eq!(read("graphs/typed-graph.graphml").matches("<node ").count(), 9, "{label:?}");
        // A page in a terminal cannot be recoloured by a name.
        for format in ["text", "markdown"] {
            let page = answer(scratch.path(), &["show", "ada", "-d", &name, "--format", format]);
            assert!(!page.contains('\u{1b}'), "{label:?} in {format}");
        }
    }
}

#[test]
fn the_hostile_dataset_of_interop() {
    let scratch = tempfile::tempdir().unwrap();
    let data = root().join("tests/interop/hostile");
    let data = data.to_str().unwrap();
    answer(scratch.path(), &["report", "-d", data, "-o", "report"]);
    let page = fs::read_to_string(scratch.path().join("report/report.html")).unwrap();
    assert!(!page.contains("http://") || !page.contains("src=\"http"), "the page needs no network");
    for command in ["align", "overlap", "influence", "show coverage"] {
        let words: Vec<&str> = command.split(' ').chain(["-d", data]).collect();
        answer(scratch.path(), &words);
    }
}

/// Two towers: each document is part of the next, each bloc a member of the next; `closed`, the last of the first.
fn towers(parts: usize, blocs: usize, closed: bool) -> Vec<(&'static str, String)> {
    let mut entities = String::from("id,kind,name\ns,document,S\n");
    let mut claims = String::from("id,subject,relation,object,source\n");
    for (kind, mark, height, relation) in [("document", 'p', parts, "part_of"), ("bloc", 'b', blocs, "member_of")] {
        for level in 0..height {
            writeln!(entities, "{mark}{level:06},{kind},{mark}").unwrap();
            let next = if level + 1 < height { level + 1 } else { 0 };
            if next > 0 || closed {
                writeln!(claims, "c{mark}{level:06},{mark}{level:06},{relation},{mark}{next:06},s").unwrap();
            }
        }
    }
    vec![("sources.csv", "id\ns\n".to_owned()), ("entities.csv", entities), ("claims.csv", claims)]
}

#[test]
fn a_tower_of_a_hundred_thousand_parts_stands() {
    let loaded = load(vec![folder("tower", towers(100_000, 100_000, false))]);
    assert_eq!(loaded.diagnostics, []);
    let ring = load(vec![folder("ring", towers(100_000, 100_000, true))]);
    let cycles: Vec<_> = ring.diagnostics.iter().collect();
    assert_eq!((cycles.len(), cycles[0].rule, cycles[1].rule), (2, "cycle", "cycle"));
    // A circle of any length is told in a few words.
    assert!(cycles.iter().all(|cycle| cycle.message.len() < 2_000), "{} bytes", cycles[0].message.len());
}

#[test]
fn a_lower_tower_is_shown_and_reported() {
    let scratch = tempfile::tempdir().unwrap();
    put(&scratch.path().join("tower"), towers(1_000, 60, false));
    for line in [
        "show p000000",
        "show b000030",
        "show p000001 p000900",
        "align positions --inherited on",
        "overlap",
        "influence",
        "influence paths p000000 p000009 --max-steps 12",
        "export --graph a.graphml",
    ] {
        let words: Vec<&str> = line.split(' ').chain(["-d", "tower"]).collect();
        answer(scratch.path(), &words);
    }
    answer(scratch.path(), &["report", "-d", "tower", "-o", "report"]);
}

#[test]
fn dates_at_the_edge() {
    let good = [
        "2012",
        "2012-12",
        "2012-12-14",
        "2012?",
        "2012-12~",
        "2012-12-14%",
        "201X",
        "20XX",
        "2012-XX",
        "2012-12-XX",
        "2012-21",
        "2012-24",
        "2004/2005",
        "2004-06/2006",
        "../2012",
        "2012/..",
        "2012/",
        "/2012",
        "[2016-05-27..]",
        "[..2012]",
        "[2012,2013]",
        "{2012..2014}",
        "-0044-03-15",
        "0000",
        "Y170000002",
        "Y-17E7",
        "Y-2147483648",
        "Y2147483647",
        "Y-9223372036854775807",
        "Y1E18",
        "1950S2",
        "2012-12-14T23:59:59Z",
        "2012-12-14T23:59:59+14:00",
        concat!("XX", "XX"),
        concat!("XX", "XX-12-XX"),
        "?2012-12-14",
        "2004-06~/2004-08?",
        "9999-12-31",
        "-9999-01-01",
    ];
    for text in good {
        // Whether the library takes it or not, it ends in a date with its ends in order, or in words.
        if let Ok(date) = Date::parse(text) {
            let span = date.span();
            assert!(span.earliest <= span.latest, "{text}: {span:?}");
            assert_eq!(date.text(), text);
            let (_, month, day) = span.earliest.civil();
            assert!((1..=12).contains(&month) && (1..=31).contains(&day), "{text}");
        }
    }
    for text in [
        "",
        "yesterday",
        "2012-13",
        "2012-02-30",
        "2013-02-29",
        "12/2012",
        "14.12.2012",
        "2012-1-1",
        "２０１２",
        "2012-12-14T25:00:00",
        "[",
        "[..",
        "{}",
        "Y",
        "Y-",
        "-",
        "--",
        "2012--12",
        "0/0",
        "S",
        "1e3",
        "\u{0}",
        "[2012..",
        "2005/2004/2003",
    ] {
        assert!(Date::parse(text).is_err(), "`{text}` is no date");
    }
}

#[test]
fn odd_dates_go_through_every_view() {
    let dates = [
        "../2012",
        "2012/..",
        "[..2012]",
        "[2016-05-27..]",
        "20XX",
        "2012-21",
        "Y170000002",
        "-0044-03-15",
        concat!("XX", "XX"),
        "2012?",
        "Y-2147483648",
        "0000",
    ];
    let mut entities = String::from("id,kind,name\ns,document,S\nada,state,Ada\nf,forum,F\nm,bloc,M\nx,issue,X\n");
    let mut claims = String::from("id,subject,relation,object,value,begin,end,as_of,source\n");
    let mut decisions = String::from("id,procedure,date\n");
    let mut positions = String::from("decision,actor,position,date,source\n");
    let dates: Vec<&str> = dates.into_iter().filter(|date| Date::parse(date).is_ok()).collect();
    for (at, date) in dates.iter().enumerate() {
        writeln!(entities, "d{at},document,D\nh{at},session,H\nv{at},decision,V").unwrap();
        writeln!(decisions, "v{at},roll-call,{date}").unwrap();
        writeln!(positions, "v{at},ada,for,{date},s").unwrap();
        writeln!(
            claims,
            "a{at},ada,member_of,f,,{date},,,s\nb{at},ada,member_of,m,,,{date},,s\nc{at},f,issues,d{at},,{date},,,s"
        )
        .unwrap();
        writeln!(
            claims,
            "e{at},f,has_count,,3,,,{date},s\ng{at},h{at},occurs,,held,{date},,,s\nk{at},d{at},cites,s,,{date},,,s"
        )
        .unwrap();
        writeln!(claims, "l{at},h{at},session_of,f,,{date},..,,s\nn{at},ada,attends,h{at},,{date},,,s").unwrap();
    }
    let tables = [
        ("sources.csv", "id,published\ns,201X\n"),
        ("entities.csv", &*entities),
        ("claims.csv", &*claims),
        ("decisions.csv", &*decisions),
        ("positions.csv", &*positions),
    ];
    assert!(dates.len() >= 8, "{dates:?}");
    let graph = graph(vec![folder("dates", tables)]);
    for (from, until) in
        [(None, None), (Some("2012"), None), (None, Some("-0044")), (Some("Y170000002"), Some("Y170000003"))]
    {
        let window = blocs::view::Window::parse(from, until).unwrap();
        let report = brief::report(&graph, &[], &brief::Options { window, ..Default::default() }, &|_| ());
        assert!(!report.document.blocks.is_empty());
        let ledger = Ledger {
            dataset: graph.dataset(),
            diagnostics: &[],
            steps: report.steps.map(|at| &report.graphs[at]),
            gone: &[],
        };
        html::render(&report.document, Some(ledger), Language::Both).unwrap();
    }
    let scratch = tempfile::tempdir().unwrap();
    put(&scratch.path().join("dates"), tables);
    answer(scratch.path(), &["report", "-d", "dates", "-o", "report"]);
    answer(scratch.path(), &["show", "--sort", "date", "-d", "dates", "--from", "1000", "--until", "2013-02"]);
    assert_eq!(blocs(scratch.path(), &["show", "--from", "2013", "--until", "2012", "-d", "dates"]).status, 2);
}
