//! The programs of `examples/` run, and hold what they assert.

macro_rules! examples {
    ($($name:ident: $path:literal),+ $(,)?) => {
        $(#[path = $path] mod $name;)+
        /// The examples that are run here.
        const NAMES: &[&str] = &[$(stringify!($name)),+];
    };
}

examples! {
    a_figure: "../../examples/a_figure.rs",
    beyond_chance: "../../examples/beyond_chance.rs",
    camps: "../../examples/camps.rs",
    how_cohesive: "../../examples/how_cohesive.rs",
    own_data: "../../examples/own_data.rs",
    shared_forums: "../../examples/shared_forums.rs",
    the_main_path: "../../examples/the_main_path.rs",
    to_a_notebook: "../../examples/to_a_notebook.rs",
    what_it_rests_on: "../../examples/what_it_rests_on.rs",
    what_led_to_what: "../../examples/what_led_to_what.rs",
    where_a_norm_comes_from: "../../examples/where_a_norm_comes_from.rs",
    where_they_stand: "../../examples/where_they_stand.rs",
    who_agrees: "../../examples/who_agrees.rs",
    who_cannot_be_avoided: "../../examples/who_cannot_be_avoided.rs",
    who_sits_in_exactly: "../../examples/who_sits_in_exactly.rs",
}

#[test]
fn every_example_runs() {
    a_figure::main();
    beyond_chance::main();
    camps::main();
    how_cohesive::main();
    own_data::main();
    shared_forums::main();
    the_main_path::main();
    to_a_notebook::main().unwrap();
    what_it_rests_on::main();
    what_led_to_what::main();
    where_a_norm_comes_from::main();
    where_they_stand::main();
    who_agrees::main();
    who_cannot_be_avoided::main();
    who_sits_in_exactly::main();
}

#[test]
fn every_example_is_here_and_short() {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(crate::common::root().join("examples")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(text.lines().count() < 60, "{} is long", path.display());
            names.push(path.file_stem().unwrap().to_string_lossy().into_owned());
        }
    }
    names.sort();
    assert_eq!(names, NAMES);
}
