use std::process::Command;

use crate::node;

#[test]
fn what_other_programs_read_of_the_operations_is_openapi_and_its_examples_are_what_it_says() {
    let Some(project) = node::project("OpenAPI") else { return };
    let mut checked = Command::new("node");
    node::succeed(checked.arg("openapi.js").current_dir(project));
}
