//! Scripts without what only their readers need.

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{CompressOptions, MangleOptions, Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// The same module in fewer bytes: without comments and blanks, and with short names for what it does not export. `None`
/// where it is no module.
pub(crate) fn minified(script: &str) -> Option<String> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, script, SourceType::mjs()).parse();
    if !parsed.diagnostics.is_empty() {
        return None;
    }
    let mut program = parsed.program;
    let options = MinifierOptions {
        mangle: Some(MangleOptions { top_level: Some(true), ..MangleOptions::default() }),
        mangle_properties: None,
        compress: Some(CompressOptions::smallest()),
    };
    let done = Minifier::new(options).minify(&allocator, &mut program);
    let written = Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(done.scoping)
        .with_private_member_mappings(done.class_private_mappings)
        .build(&program);
    Some(written.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_module_exports_keeps_its_name_and_nothing_else_does() {
        let script = "/**\n * A door.\n */\nconst knocking = (hand) => hand.knock();\nexport function door(hand) {\n  // twice\n  knocking(hand);\n  return knocking(hand);\n}\n";
        let minified = minified(script).unwrap();
        assert!(minified.contains("export function door("), "{minified}");
        assert!(minified.contains(".knock()"), "{minified}");
        for gone in ["A door", "twice", "knocking", "hand", "\n"] {
            assert!(!minified.contains(gone), "{minified}");
        }
    }

    #[test]
    fn addresses_stay_where_bundlers_look_for_them() {
        let script = "const url = new URL('./console_bg.wasm', import.meta.url);\nexport const load = async () => [await import('./console.js'), fetch(url), fetch(url)];\n";
        let minified = minified(script).unwrap().replace(['`', '"'], "'");
        assert!(minified.contains("new URL('./console_bg.wasm',import.meta.url)"), "{minified}");
        assert!(minified.contains("import('./console.js')"), "{minified}");
    }

    #[test]
    fn what_is_no_module_is_left_alone() {
        assert_eq!(minified("export function {"), None);
    }
}
