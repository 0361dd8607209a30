//! What comes along with a value that was copied elsewhere.

use backup_model::{
    endpoint::{Endpoint, NoEndpoint},
    pasted::{Stray, bare, is_invisible, name, trim, value},
    region::Region,
    rule::{Violation, split_list},
    value::ProjectId,
};
use backup_words::Words;

const ID: &str = "0483b6b16e954cb88930a360d2c4e663";

/// One of each kind that mails, chats, terminals, tables and word processors leave behind.
const UNSEEN: [char; 34] = [
    ' ',
    '\t',
    '\n',
    '\r',
    '\0',
    '\u{7}',
    '\u{1b}',
    '\u{7f}',
    '\u{80}',
    '\u{85}',
    '\u{9f}',
    '\u{a0}',
    '\u{ad}',
    '\u{34f}',
    '\u{61c}',
    '\u{180e}',
    '\u{2003}',
    '\u{200b}',
    '\u{200c}',
    '\u{200d}',
    '\u{200e}',
    '\u{200f}',
    '\u{2028}',
    '\u{202a}',
    '\u{202e}',
    '\u{202f}',
    '\u{2060}',
    '\u{2066}',
    '\u{2069}',
    '\u{3000}',
    '\u{3164}',
    '\u{fe0f}',
    '\u{feff}',
    '\u{e0041}',
];

#[test]
fn what_nobody_sees_goes_from_the_ends() {
    for c in UNSEEN {
        assert!(is_invisible(c), "{c:?}");
        for pasted in [format!("{c}{ID}"), format!("{ID}{c}"), format!("{c}{c} {ID} \u{feff}{c}")] {
            assert_eq!(trim(&pasted), ID, "{c:?}");
            assert_eq!(pasted.parse::<ProjectId>().map(|id| id.to_string()), Ok(ID.to_owned()), "{c:?}");
        }
        assert_eq!(c.to_string().parse::<ProjectId>(), Err(Violation::Missing), "{c:?}");
    }
}

#[test]
fn inside_it_is_named_by_what_it_is_and_not_shown() {
    for c in UNSEEN {
        let pasted = format!("ap{c}southeast-1");
        let refused = pasted.parse::<Region>().unwrap_err();
        assert_eq!(refused, Violation::Character { found: c, position: 3 });
        let said = refused.to_string();
        let code = format!("U+{:04X}", u32::from(c));
        assert!(said == "Character 3 is a space." || said.contains(&code), "{said}");
        assert!(c == ' ' || !said.contains(c), "{said}");
        let endpoint = format!("https://dds{c}.example").parse::<Endpoint>();
        assert_eq!(endpoint, Err(NoEndpoint::Unseen(Stray { invisible: Some(c), position: 12 })));
    }
    assert_eq!(name(Words::ENGLISH, '\u{200b}'), Some("zero-width space"));
    assert_eq!(
        "ap\u{200b}x".parse::<Region>().unwrap_err().to_string(),
        "Character 3 is U+200B (zero-width space)."
    );
}

#[test]
fn letters_of_any_language_are_seen() {
    for c in "aZ09-_é中わ한עא😀~\u{301}".chars() {
        assert!(!is_invisible(c), "{c:?}");
    }
}

#[test]
fn quotes_go_with_what_follows_them() {
    for pasted in [
        "\"x1\"",
        "'x1'",
        "“x1”",
        "„x1“",
        "‘x1’",
        "«x1»",
        "「x1」",
        " \"x1\", ",
        "'x1';",
        "\"'x1'\"",
        "\"\u{feff}x1\u{200b}\"",
    ] {
        assert_eq!(value(pasted), "x1", "{pasted:?}");
    }
    for whole in ["x1", "\"x1", "x1\"", "x\"1", "x1,", "\""] {
        assert_eq!(value(whole), whole);
    }
    assert_eq!(value("\"\""), "");
}

#[test]
fn a_name_goes_with_its_quotes_and_its_sign() {
    let names = ["X-Auth-Token", "token"];
    for pasted in [
        "X-Auth-Token: x1",
        "x-auth-token:x1",
        "X-Auth-Token=x1",
        "X-Auth-Token = 'x1'",
        "\"X-Auth-Token\": \"x1\",",
        "'X-Auth-Token: x1'",
        "\"X-Auth-Token\"=\"x1\"",
        "Bearer x1",
        "bearer\tx1",
        "X-Auth-Token: Bearer x1",
        "token = \u{200b}x1",
        "“X-Auth-Token: x1”",
    ] {
        assert_eq!(bare(pasted, &names), "x1", "{pasted:?}");
    }
    for whole in ["x1", "Bearerx1", "tokenx1", "token", "other: x1", "X-Auth-Token x1", "tokené=x"] {
        assert_eq!(bare(whole, &names), whole);
    }
}

#[test]
fn a_list_may_be_pasted_out_of_code() {
    for pasted in
        ["[\"a1\", \"b2\"]", "'a1'\n'b2'", "a1\u{200b}, \u{feff}b2", "“a1”; «b2»", "a1\u{a0}b2\u{3000}a1"]
    {
        assert_eq!(split_list(pasted), ["a1", "b2"], "{pasted:?}");
    }
}
