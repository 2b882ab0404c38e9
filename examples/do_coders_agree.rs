//! How far two coders of the same text agree, beyond chance, and on what they do not.
//!
//!     cargo run --example do_coders_agree

use blocs::dataset::{self, Folder};
use blocs::record::coders::Coders;
use blocs::report::terminal;
use blocs::result::Language;

pub fn main() {
    // Both read five passages of a memorandum. On the third a sees a citation and b a text derived from another, on
    // the fifth the other way round; the sixth pair a alone has seen.
    let header = "id,subject,relation,object,source,lines\n";
    let table = |codes: &[&str]| {
        let row = |(n, code): (usize, &&str)| format!("{n},text-{n},{code},charter,memo,{}\n", 20 * n + 1);
        format!("{header}{}", codes.iter().enumerate().map(row).collect::<String>())
    };
    let a = table(&["cites", "cites", "cites", "derives_from", "derives_from", "cites"]);
    let b = table(&["cites", "cites", "derives_from", "derives_from", "cites"]);
    let folder = Folder::of("memo", [("coding/a.csv", a), ("coding/b.csv", b)]);
    let claims = dataset::coding(folder.files).expect("the rows are sound");
    let coders = Coders::of(&claims).expect("there are two");
    print!("{}", terminal::render(&coders.document(), None, Language::English));

    // By hand: of five pairs three have the same relation. Chance: 3/5 x 3/5 + 2/5 x 2/5 = 0.52; kappa = (0.6 - 0.52)
    // / 0.48 = 1/6.
    let relations = coders.relations();
    let number = |column: &str| relations.named(column).and_then(|column| column.cells.at(0).as_f64());
    assert_eq!((number("n"), number("percent")), (Some(5.0), Some(0.6)));
    assert!((number("kappa").expect("two relations occur") - 1.0 / 6.0).abs() < 1e-12);
    // Two read otherwise, and one read by one coder alone.
    assert_eq!(coders.disagreements().len(), 3);
}
