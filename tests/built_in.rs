//! The rules inside the program are the rules in the folder.

use std::path::Path;

use medvirk::collect;
use medvirk::record::SHAPE;
use medvirk::rule::{Origin, RuleSet, built_in, built_in_library};

#[test]
fn what_is_packed_into_the_program_is_what_the_files_say() {
    let packed = built_in(SHAPE).expect("the built-in rules have no mistakes");
    let files = collect::rules(&Path::new(env!("CARGO_MANIFEST_DIR")).join("rules")).expect("the folder can be read");
    let library = built_in_library().expect("the library has no mistakes");
    let mut read = RuleSet::new(packed.version.clone(), library);
    read.add(&files.rules, SHAPE, Origin::BuiltIn).expect("the files have no mistakes");
    for (one, other) in packed.rules.iter().zip(&read.rules) {
        assert_eq!(format!("{one:?}"), format!("{other:?}"));
    }
    assert_eq!(packed.rules.len(), read.rules.len());
}
