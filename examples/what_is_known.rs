//! All that is known of an entity, of what runs between two, and of what kind of claim, each line with its source.
//!
//!     cargo run --example what_is_known

use blocs::dataset;
use blocs::graph::Graph;
use blocs::record::list::{self, Filter, Sort};
use blocs::record::{edge, entity, name, no_text};
use blocs::report::terminal;
use blocs::result::{ColumnRole, Document, Language};

pub fn main() {
    let folder = dataset::builtin("toy-council").expect("a built-in dataset");
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.expect("it has no fault"));
    // A reader may type a name in either language: 憲章 is the charter.
    let charter = &name::resolve(&graph, "憲章").expect("one entity has this name").id;
    let show = |page: &Document| print!("{}", terminal::render(page, None, Language::English));
    show(&entity::about(&graph, charter, Language::English, &no_text).expect("an entity"));
    let between = edge::between(&graph, "ada", "star-club", Language::English, &no_text).expect("two entities");
    show(&between);
    let filter = Filter { objects: vec![charter.clone()], sort: Sort::Date, ..Filter::default() };
    let claims = list::claims(&graph, &filter);
    print!("{}", terminal::table(&claims, None));

    // By the dataset's claims.csv: the charter is adopted in March 2001, and cited without a date.
    let told = (0..claims.len()).map(|row| (claims.text(row, ColumnRole::Id), claims.text(row, ColumnRole::Evidence)));
    assert_eq!(told.collect::<Vec<_>>(), [("t24", "minutes (p. 4)"), ("t27", "gazette (p. 2)")]);
    // Nobody says whether Ada sits in the club: that is told, with the sources that were searched, and is no "no".
    let searched = between.tables().find(|table| table.name == "sources-searched").expect("nothing is stated");
    assert_eq!(searched.len(), 2);
}
