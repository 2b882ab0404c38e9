//! Rules of files, headers and records.

use super::{CLAIM, Case, case, claims};

pub fn cases() -> Vec<Case> {
    let entities = |rest: &str| format!("id,kind,name\ns,document,S\nt,document,T\n{rest}");
    let bare: &[&str] = &["codes.csv", "decisions.csv"];
    vec![
        // Folders and files.
        case("missing-table", "", "").without(&["entities.csv"]),
        case("empty-dataset", "", "").without(&["entities.csv", "codes.csv", "decisions.csv", "sources.csv"]),
        case("unknown-table", "claim.csv", "id\n"),
        case("missing-table", "", "")
            .without(&["sources.csv"])
            .and("claims.csv", "id,subject,relation,object,source\nc1,ada,member_of,f,s\n"),
        case("twin-tables", "codes.json", "[{\"item\": \"x\", \"code\": \"maybe\", \"label\": \"Maybe\"}]"),
        case("empty-file", "claims.csv", ""),
        case("empty-file", "claims.csv", "\r\n \r\n"),
        case("empty-table", "claims.csv", CLAIM),
        case("empty-table", "claims.csv", format!("{CLAIM}\r\n,,,,,,,,,,,,,\r\n\r\n")),
        case("empty-table", "claims.json", "[\n]\n"),
        // Bytes.
        case("not-utf8", "entities.csv", entities("ci,state,⟦⟧\u{f7e9}tat\n")).without(bare),
        case("not-utf8", "entities.csv", entities("ja,state,日本⟦⟧\u{f793}\u{f7fa}\n")).without(bare),
        case("not-utf8", "entities.csv", "\u{f7ff}\u{f7fe}i\0d\0").without(bare),
        case("nul-byte", "entities.csv", entities("ada,state,A⟦\0⟧da\n")).without(bare),
        case("cell-too-long", "entities.csv", entities(&format!("ada,state,⟦{}⟧\n", "a".repeat((1 << 20) + 1))))
            .without(bare),
        case("cell-too-long", "entities.csv", entities(&format!("ada,state,\"⟦{}⟧\"\n", "a\n".repeat(1 << 20))))
            .without(bare),
        case("cell-too-long", "claims.json", format!("[{{\"id\": ⟦\"{}\"⟧}}]", "a".repeat((1 << 20) + 1))),
        // Headers.
        case("wrong-delimiter", "claims.csv", format!("⟦{}⟧\nc1|ada\n", CLAIM.replace(',', "|"))),
        case("unknown-column", "entities.csv", "id,kind,name,⟦colour⟧\ns,document,S,red\nt,document,T,blue\n")
            .without(bare),
        case(
            "unknown-column",
            "entities.csv",
            "\u{feff}id;kind;name;\"⟦colour⟧\"\r\ns;document;S;\r\nt;document;T;\r\n",
        )
        .without(bare),
        case("unknown-column", "claims.json", "[\n  {\"id\": \"c\", \"colour\": ⟦\"red\"⟧}\n]"),
        case("missing-column", "entities.csv", "⟦id⟧,name\ns,S\n").without(bare),
        case("repeated-column", "entities.csv", "id,kind,name,⟦name⟧\ns,document,S,S\nt,document,T,T\n").without(bare),
        case("repeated-column", "claims.json", "[{\"id\": \"c\", \"id\": ⟦\"d\"⟧}]"),
        case("ragged-row", "entities.csv", entities("⟪ada,state,Ada, and more\n")).without(bare),
        case("ragged-row", "entities.csv", entities("ada,state,\"A\nd\na\"\n\n⟪bo,state\n")).without(bare),
        // JSON.
        case("bad-json", "claims.json", "[{\"id\": 1},\n ⟦⟧oh]"),
        case("bad-json", "claims.json", "⟦⟧{}"),
        case("bad-json", "claims.json", "[\n  ⟦[\"c\"]⟧\n]"),
        case("bad-package", "datapackage.json", "[1]"),
        case("bad-package", "datapackage.json", "{\"uses\": [1]}"),
        case("bad-schema", "schema.json", "{\"kinds\": [{\"id\": \"town\", \"label\": \"town\", \"label_ja\": \"\"}]}"),
        case("bad-schema", "schema.json", "{\"kinds\": [\n  {\"id\": \"town\"}\n]}").at(2, 16),
        case(
            "bad-schema",
            "schema.json",
            "{\"kinds\": [{\"id\": \"state\", \"parent\": \"actor\", \"label\": \"another state\", \"label_ja\": \"\"}]}",
        ),
        // Cells of every table.
        case("missing-cell", "entities.csv", entities("ada,state,⟦⟧\n")).without(bare),
        case("missing-cell", "entities.csv", entities("⟦⟧,state,Ada\n")).without(bare),
        claims("missing-cell", "c1,ada,⟦⟧,f,,,,,,,,s,,\n"),
        claims("missing-cell", "c1,⟦⟧,member_of,f,,,,,,,,s,,\n"),
        case("missing-cell", "entities.json", "[{\"id\": \"s\", \"kind\": \"document\", \"name\": ⟦\"\"⟧}]")
            .without(&["entities.csv", "codes.csv", "decisions.csv", "sources.csv"]),
        case("ill-formed-id", "entities.csv", entities("⟦new zealand⟧,state,NZ\n")).without(bare),
        case("ill-formed-id", "entities.csv", entities("⟦-nz⟧,state,NZ\n")).without(bare),
        case("repeated-id", "entities.csv", entities("ada,state,Ada\n⟦ada⟧,state,Ada again\n")).without(bare),
        claims("repeated-id", "c1,ada,member_of,f,,,,,,,,s,,\n⟦c1⟧,bo,member_of,f,,,,,,,,s,,\n"),
        case("repeated-id", "codes.csv", "item,code,label\nx,yes,Yes\nx,⟦yes⟧,Yes\n"),
        claims("unknown-id", "c1,⟦adda⟧,member_of,f,,,,,,,,s,,\n"),
        claims("unknown-id", "c1,ada,member_of,⟦ff⟧,,,,,,,,s,,\n"),
        claims("unknown-id", "c1,ada,member_of,f,,,,,,,,⟦ss⟧,,\n"),
        // A quote in the middle of a cell is a character like any other, and hides no delimiter.
        case("unknown-id", "claims.csv", "note,id,subject,relation,object,source\n6\" pipe,c1,⟦adda⟧,member_of,f,s\n"),
        case(
            "unknown-id",
            "claims.csv",
            "note,id,subject,relation,object,source\n\"a \"\"b\"\", c\",c1,⟦adda⟧,member_of,f,s\n",
        ),
        // Rows after cells of several lines and blank rows keep their own lines.
        case(
            "unknown-id",
            "claims.csv",
            "id,note,subject,relation,object,source\r\nc0,\"a\r\nb\",ada,member_of,f,s\r\n\r\nc1,,⟦adda⟧,member_of,f,s\r\n",
        ),
        case(
            "unknown-id",
            "claims.json",
            "[{\"id\": \"c\", \"note\": \"subject\",\n\"subject\": ⟦\"adda\"⟧, \"relation\": \"member_of\", \"object\": \"f\", \"source\": \"s\"}]",
        ),
        case("unknown-id", "sources.csv", "id\ns\nt\n⟪u\n"),
        case("unknown-id", "decisions.csv", "id,procedure\n⟦vv⟧,vote\n"),
        case("unknown-id", "positions.csv", "decision,actor,position\n⟦vv⟧,ada,for\n"),
        case("unknown-id", "positions.csv", "decision,actor,position\nv,⟦adda⟧,for\n"),
        case("unknown-id", "codes.csv", "item,code,label\n⟦y⟧,yes,Yes\n"),
        claims("unknown-id", "c1,ada,signs,s,,,,,,,⟦exception=adda⟧,s,,\n"),
        case("repeated-id", "entities.csv", entities("ada,state,Ada\n⟦ada⟧,firm,Ada\n")).without(bare),
        case("kind-mismatch", "other/entities.csv", "id,kind,name\nada,⟦firm⟧,Ada\n"),
        case("unknown-kind", "entities.csv", entities("ada,⟦land⟧,Ada\n")).without(bare),
    ]
}
