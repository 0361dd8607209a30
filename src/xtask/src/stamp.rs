//! The last step of each build by trunk: names files by their final content and tells these names, and the
//! integrity of the files, to those who load them.
//!
//! trunk's own hashed names cover cargo's output before wasm-bindgen and wasm-opt: with other tools the same
//! name would hold other bytes, and caches would keep the old ones.

use crate::digest::{integrity, short};
use crate::documents;
use crate::error::Error;
use crate::languages::{self, Translated};
use crate::openapi;
use crate::parts;
use crate::project;
use crate::script;
use crate::short_names::{self, Shortened};
use crate::site;
use crate::wasm::Module;
use crate::wasm_opt;
use backup_model::operations::CATALOGUE;
use console::still;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Where trunk puts what wasm-bindgen wrote: `data-target-path` of index.html.
const FOLDER: &str = "wasm";
const MODULE: &str = "backup-console_bg.wasm";
const GLUE: &str = "backup-console.js";

/// How the names of files begin that are named by their content.
const CONSOLE: &str = "console";
const DOCUMENTS: &str = "documents";
const WORDS: &str = "words";
const FRONT: &str = "front";

/// What a page names: its name never changes.
const LOADER: &str = "backup-console.js";

/// How the names of the properties begin by which Yew knows its elements and events, in every module alike; and how
/// ours begin. With equal names a page built with Yew takes our elements for its own, and answers our clicks.
const YEWS_MARKS: &str = ".__yew_";
const OUR_MARKS: &str = ".__backup_console_";

/// What stands in the loader for the operations, for each of which its client has a method.
const OPERATIONS: &str = "operation-ids";

/// What stands in the page for what is seen until the console is there.
const STILL: &str = ">front<";

/// What stands in the loader for the languages beside English, quotes and all.
const LANGUAGES: &str = "'languages-by-tag'";

/// Works on the folder that trunk names.
pub(crate) fn run() -> Result<(), Error> {
    let staging = PathBuf::from(variable("TRUNK_STAGING_DIR")?);
    let is_release = variable("TRUNK_PROFILE")? == "release";
    if site::is_split() {
        parts::split(&staging.join(FOLDER), MODULE, GLUE)?;
    }
    rename_marks(&staging)?;
    if is_release {
        optimise(&staging)?;
    }
    stamp(&staging)?;
    // Only now: a placeholder that the build fills in is no constant to count with.
    if is_release { minify(&staging.join(LOADER)) } else { Ok(()) }
}

fn minify(path: &Path) -> Result<(), Error> {
    let script = script::minified(&read_text(path)?);
    write(path, script.ok_or_else(|| Error::Script { path: path.to_owned() })?)
}

fn variable(name: &'static str) -> Result<String, Error> {
    env::var(name).map_err(|_| Error::NotCalledByTrunk(name))
}

fn rename_marks(staging: &Path) -> Result<(), Error> {
    let glue = staging.join(FOLDER).join(GLUE);
    write(&glue, replace(&glue, &[(YEWS_MARKS, OUR_MARKS)])?)
}

fn optimise(staging: &Path) -> Result<(), Error> {
    let folder = staging.join(FOLDER);
    let parts: Vec<_> =
        parts::beside(&folder, MODULE)?.iter().map(|part| folder.join(parts::plain(part))).collect();
    match wasm_opt::find() {
        Some(program) => {
            for module in [folder.join(MODULE)].iter().chain(&parts) {
                wasm_opt::optimise(&program, module)?;
            }
        }
        None => eprintln!("{}", wasm_opt::WARNING),
    }
    for path in parts {
        let plain = Module::read(&read(&path)?).map(|module| module.without_names());
        write(&path, plain.ok_or_else(|| Error::Module { path: path.clone() })?)?;
    }
    shorten(&folder.join(MODULE), &folder.join(GLUE))?;
    minify(&folder.join(GLUE))
}

/// Leaves out of the module what is not needed to run it, and keeps that where its weight is told.
fn shorten(module: &Path, glue: &Path) -> Result<(), Error> {
    let named = project::named_module();
    fs::copy(module, &named).map_err(Error::file(named))?;
    let Shortened { module: shorter_module, glue: shorter_glue } = short_names::shorten(module, glue)?;
    write(module, shorter_module)?;
    write(glue, shorter_glue)
}

fn stamp(staging: &Path) -> Result<(), Error> {
    let folder = staging.join(FOLDER);
    let module = Stamped::new(CONSOLE, read(&folder.join(MODULE))?, "wasm");
    let parts = parts::beside(&folder, MODULE)?.into_iter().map(|part| {
        let content = read(&folder.join(parts::plain(&part)))?;
        Ok(Part { stamped: Stamped::new(&part, content, "wasm"), name: part })
    });
    let parts = parts.collect::<Result<Vec<_>, Error>>()?;
    let of_parts: Vec<_> = parts.iter().flat_map(Part::replacements).collect();
    let of_parts = of_parts.iter().map(|(from, to)| (from.as_str(), to.as_str()));
    let in_glue: Vec<_> = of_parts.chain([(MODULE, module.name.as_str())]).collect();
    let glue = Stamped::new(CONSOLE, replace(&folder.join(GLUE), &in_glue)?.into(), "js");
    let documents = Stamped::new(DOCUMENTS, documents::file()?.into(), "json");
    let style = Stamped::new(FRONT, still::STYLE.into(), "css");
    for file in parts.iter().map(|part| &part.stamped).chain([&module, &glue, &documents, &style]) {
        write(&staging.join(&file.name), &file.content)?;
    }
    write(&staging.join(openapi::NAME), openapi::file())?;

    let (glue_address, module_address) = (glue.address(), module.address());
    let of_glue = [("./console.js", glue_address.as_str()), ("sha384-GLUE", &glue.integrity)];
    let of_module = [("./console_bg.wasm", module_address.as_str()), ("sha384-WASM", &module.integrity)];
    let documents_address = documents.address();
    let of_documents =
        [("./documents.json", documents_address.as_str()), ("sha384-DOCUMENTS", &documents.integrity)];
    let style_address = style.address();
    let of_style = [("./front.txt", style_address.as_str()), ("sha384-STYLE", &style.integrity)];
    let operations = operations();
    let told = languages::all()?;
    let still = still(&told);
    let languages = languages(staging, told)?;
    let of_client = [(OPERATIONS, operations.as_str()), (LANGUAGES, &languages)];
    let loader = staging.join(LOADER);
    write(
        &loader,
        replace(&loader, &[&of_glue[..], &of_module, &of_documents, &of_style, &of_client].concat())?,
    )?;
    let page = staging.join("index.html");
    let of_page =
        [("./console_bg.wasm", module_address.as_str()), ("./front.css", &style_address), (STILL, &still)];
    write(&page, replace(&page, &[&of_glue[..], &of_page].concat())?)?;

    let of_parts = parts.iter().map(|part| parts::plain(&part.name));
    for path in of_parts.chain([MODULE.to_owned(), GLUE.to_owned()]).map(|name| folder.join(name)) {
        fs::remove_file(&path).map_err(Error::file(path))?;
    }
    // Refused if wasm-bindgen wrote more than these: nothing would load the rest.
    fs::remove_dir(&folder).map_err(Error::file(folder))
}

/// A part of the module, by its name.
struct Part {
    name: String,
    stamped: Stamped,
}

impl Part {
    /// What is told of it to whoever loads it.
    fn replacements(&self) -> [(String, String); 2] {
        let Self { name, stamped } = self;
        [
            (format!("./{}", parts::plain(name)), stamped.address()),
            (parts::integrity(name), stamped.integrity.clone()),
        ]
    }
}

/// Writes the files of the languages, and tells where they are by their tags: as JavaScript, in which bundlers find
/// what to copy.
fn languages(staging: &Path, told: Vec<Translated>) -> Result<String, Error> {
    let told = told.into_iter().map(|Translated { tag, name, words, documents }| {
        let (words, documents) =
            (language_file(staging, &tag, words, "txt")?, language_file(staging, &tag, documents, "json")?);
        Ok(format!("'{tag}':{{name:'{name}',{words},documents:{{{documents}}}}}"))
    });
    Ok(format!("{{{}}}", told.collect::<Result<Vec<_>, Error>>()?.join(",")))
}

/// What is seen until the console is there, between the brackets of its element.
fn still(languages: &[Translated]) -> String {
    let named =
        languages.iter().map(|Translated { tag, name, .. }| (tag.clone().into(), name.clone().into()));
    format!(">{}<", still::still(named))
}

fn language_file(staging: &Path, tag: &str, content: String, extension: &str) -> Result<String, Error> {
    let file = Stamped::new(&format!("{WORDS}-{tag}"), content.into(), extension);
    write(&staging.join(&file.name), &file.content)?;
    Ok(format!("url:new URL('{}',import.meta.url),integrity:'{}'", file.address(), file.integrity))
}

/// The IDs of the catalogue, as the loader splits them.
fn operations() -> String {
    let ids: Vec<_> = CATALOGUE.iter().map(|entry| entry.id).collect();
    ids.join(" ")
}

/// A stamped site's scripts and module under the names that bundlers look for.
pub(crate) struct Unstamped {
    pub(crate) loader: String,
    pub(crate) glue: String,
    pub(crate) module: Vec<u8>,
    pub(crate) documents: Vec<u8>,
    pub(crate) style: Vec<u8>,
    /// The parts of the module, by the names of their files.
    pub(crate) parts: Vec<(String, Vec<u8>)>,
    /// The files of the languages, by their names without a digest.
    pub(crate) languages: Vec<(String, Vec<u8>)>,
}

/// The names of the files without a digest, as the loader's source has them.
pub(crate) const PLAIN_GLUE: &str = "console.js";
pub(crate) const PLAIN_MODULE: &str = "console_bg.wasm";
pub(crate) const PLAIN_DOCUMENTS: &str = "documents.json";
pub(crate) const PLAIN_STYLE: &str = "front.txt";

/// Takes the names by content back. The integrity of what is no script stays, as bundlers copy its bytes; that of the glue goes, as they rewrite scripts.
pub(crate) fn unstamp(site: &Path) -> Result<Unstamped, Error> {
    let module = Stamped::find(site, CONSOLE, "wasm")?;
    let glue = Stamped::find(site, CONSOLE, "js")?;
    let documents = Stamped::find(site, DOCUMENTS, "json")?;
    let style = Stamped::find(site, FRONT, "css")?;
    let module_name = (module.name.as_str(), PLAIN_MODULE);
    let glue_name = (glue.name.as_str(), PLAIN_GLUE);
    let documents_name = (documents.name.as_str(), PLAIN_DOCUMENTS);
    let style_name = (style.name.as_str(), PLAIN_STYLE);
    let parts = Stamped::parts(site)?;
    let part_names = parts.iter().map(|(plain, part)| (part.name.as_str(), plain.as_str()));
    let in_glue: Vec<_> = part_names.chain([module_name]).collect();
    let unchecked = (glue.integrity.as_str(), "sha384-GLUE");
    let languages = languages_in(site)?;
    let of_languages = languages.iter().map(|(name, plain, _)| (name.as_str(), plain.as_str()));
    let of_loader: Vec<_> = [module_name, glue_name, documents_name, style_name, unchecked]
        .into_iter()
        .chain(of_languages)
        .collect();
    Ok(Unstamped {
        loader: replace(&site.join(LOADER), &of_loader)?,
        glue: replace(&site.join(&glue.name), &in_glue)?,
        module: module.content,
        documents: documents.content,
        style: style.content,
        parts: parts.into_iter().map(|(plain, part)| (plain, part.content)).collect(),
        languages: languages.into_iter().map(|(_, plain, content)| (plain, content)).collect(),
    })
}

/// The files of the languages: their names, what these are without the digest, and what they hold.
fn languages_in(site: &Path) -> Result<Vec<(String, String, Vec<u8>)>, Error> {
    let mut files = Vec::new();
    for entry in fs::read_dir(site).map_err(Error::file(site))? {
        let path = entry.map_err(Error::file(site))?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let parts = name.rsplit_once('-').and_then(|(kind, rest)| Some((kind, rest.split_once('.')?.1)));
        if let Some((kind, extension @ ("txt" | "json"))) = parts
            && kind.starts_with(WORDS)
        {
            files.push((name.to_owned(), format!("{kind}.{extension}"), read(&path)?));
        }
    }
    Ok(files)
}

/// A file by its final name.
struct Stamped {
    name: String,
    integrity: String,
    content: Vec<u8>,
}

impl Stamped {
    fn new(kind: &str, content: Vec<u8>, extension: &str) -> Self {
        Self {
            name: format!("{kind}-{}.{extension}", short(&content)),
            integrity: integrity(&content),
            content,
        }
    }

    /// The one file of a stamped site that has such a name.
    fn find(site: &Path, kind: &str, extension: &str) -> Result<Self, Error> {
        for entry in fs::read_dir(site).map_err(Error::file(site))? {
            let path = entry.map_err(Error::file(site))?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let is_kind = name.strip_prefix(kind).is_some_and(|rest| rest.starts_with('-'));
            if is_kind && path.extension().is_some_and(|found| found == extension) {
                return Ok(Self::new(kind, read(&path)?, extension));
            }
        }
        let remedy = "build it by `cargo xtask build`".to_owned();
        Err(Error::Missing { what: "the site in dist/", remedy })
    }

    /// The parts of the module in a stamped site, each with its name without a digest.
    fn parts(site: &Path) -> Result<Vec<(String, Self)>, Error> {
        let mut parts = Vec::new();
        for entry in fs::read_dir(site).map_err(Error::file(site))? {
            let name = entry.map_err(Error::file(site))?.file_name().into_string().unwrap_or_default();
            let kind = name.strip_suffix(".wasm").and_then(|name| name.rsplit_once('-'));
            if let Some((kind, _)) = kind.filter(|(kind, _)| *kind != CONSOLE) {
                parts.push((parts::plain(kind), Self::new(kind, read(&site.join(&name))?, "wasm")));
            }
        }
        parts.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(parts)
    }

    fn address(&self) -> String {
        format!("./{}", self.name)
    }
}

/// A text with each placeholder replaced. Addresses may be there more than once; an integrity may not: a
/// second one might be what the first is compared with.
pub(crate) fn replace(path: &Path, replacements: &[(&str, &str)]) -> Result<String, Error> {
    let mut text = read_text(path)?;
    for (placeholder, value) in replacements {
        let times = text.matches(placeholder).count();
        if times == 0 || (times > 1 && placeholder.starts_with("sha384-")) {
            return Err(Error::Placeholder { path: path.to_owned(), text: (*placeholder).to_owned(), times });
        }
        text = text.replace(placeholder, value);
    }
    Ok(text)
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(Error::file(path))
}

fn read_text(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(Error::file(path))
}

fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<(), Error> {
    fs::write(path, content).map_err(Error::file(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOADER_TEXT: &str = "import('./console.js'); new URL('./console_bg.wasm'); new URL('./documents.json'); new URL('./front.txt'); ['sha384-GLUE', 'sha384-WASM', 'sha384-DOCUMENTS', 'sha384-STYLE', 'operation-ids', 'languages-by-tag']";
    const PAGE_TEXT: &str = "<link rel=modulepreload href=./console.js integrity=sha384-GLUE><link rel=preload href=./console_bg.wasm><link href=./front.css><div>front</div>";

    /// What trunk leaves in its staging folder; removed when the test ends.
    struct Staging(PathBuf);

    impl Staging {
        fn new(test: &str) -> Self {
            let folder = env::temp_dir().join(format!("stamp-{}-{test}", std::process::id()));
            fs::create_dir_all(folder.join(FOLDER)).unwrap();
            let staging = Self(folder);
            staging.put("wasm/backup-console_bg.wasm", "module");
            staging.put("wasm/backup-console.js", "fetch('backup-console_bg.wasm')");
            staging.put("backup-console.js", LOADER_TEXT);
            staging.put("index.html", PAGE_TEXT);
            staging
        }

        fn put(&self, name: &str, content: &str) {
            fs::write(self.0.join(name), content).unwrap();
        }

        fn text(&self, name: &str) -> String {
            fs::read_to_string(self.0.join(name)).unwrap()
        }

        fn names(&self) -> Vec<String> {
            let entries = fs::read_dir(&self.0).unwrap();
            let mut names: Vec<_> =
                entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
            names.sort();
            names
        }
    }

    impl Drop for Staging {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).unwrap();
        }
    }

    // Of the bytes `module`, by `printf module | openssl dgst -sha384`.
    const MODULE_NAME: &str = "console-ca5d74cbbbea.wasm";
    const MODULE_INTEGRITY: &str = "sha384-yl10y7vqNWTdtjU0RXWW5ygptT61K4r/6zkWVhdldeBeCufqpIPSaWnH9av3WK1U";

    #[test]
    fn files_are_named_by_content_and_told_to_loader_and_page() {
        let staging = Staging::new("names");
        stamp(&staging.0).unwrap();

        // The two of a language differ in their endings alone; what their names begin with follows from their content.
        let mut names = staging.names();
        names.sort_by_key(|name| (name.starts_with("words-"), name.ends_with(".txt")));
        let [loader, glue, module, documents, style, page, openapi, told, words] = names.as_slice() else {
            panic!("nine files, not {names:?}")
        };
        let known = ["backup-console.js", MODULE_NAME, "index.html", "openapi.json"];
        assert_eq!([loader, module, page, openapi], known);

        assert_eq!(staging.text(glue), format!("fetch('{MODULE_NAME}')"));
        let glue_integrity = integrity(staging.text(glue).as_bytes());
        assert_eq!(
            staging.text("backup-console.js"),
            format!(
                "import('./{glue}'); new URL('./{MODULE_NAME}'); new URL('./{documents}'); new URL('./{style}'); ['{glue_integrity}', '{MODULE_INTEGRITY}', '{}', '{}', '{}', {{'zh-Hans':{{name:'简体中文',url:new URL('./{words}',import.meta.url),integrity:'{}',documents:{{url:new URL('./{told}',import.meta.url),integrity:'{}'}}}}}}]",
                integrity(staging.text(documents).as_bytes()),
                integrity(still::STYLE.as_bytes()),
                operations(),
                integrity(staging.text(words).as_bytes()),
                integrity(staging.text(told).as_bytes()),
            )
        );
        assert_eq!(
            staging.text("index.html"),
            format!(
                "<link rel=modulepreload href=./{glue} integrity={glue_integrity}><link rel=preload href=./{MODULE_NAME}><link href=./{style}><div{}/div>",
                still(&languages::all().unwrap())
            )
        );
    }

    #[test]
    fn properties_of_yew_get_names_of_our_own_and_imports_keep_theirs() {
        let staging = Staging::new("marks");
        staging.put("wasm/backup-console.js", "__wbg___yew_id_0: (at) => at.__yew_id");
        rename_marks(&staging.0).unwrap();
        assert_eq!(
            staging.text("wasm/backup-console.js"),
            "__wbg___yew_id_0: (at) => at.__backup_console_id"
        );
        let error = rename_marks(&staging.0).unwrap_err().to_string();
        assert!(error.contains(YEWS_MARKS), "{error}");
    }

    #[test]
    fn the_client_is_told_every_operation() {
        let operations = operations();
        assert_eq!(operations.split(' ').count(), CATALOGUE.len());
        assert!(operations.split(' ').all(|id| id.contains('/')), "{operations}");
    }

    #[test]
    fn the_plain_names_and_an_unchecked_glue_come_back() {
        let staging = Staging::new("back");
        stamp(&staging.0).unwrap();
        let Unstamped { loader, glue, module, documents, style, parts, languages: files } =
            unstamp(&staging.0).unwrap();
        assert!(parts.is_empty());
        let mut expected = LOADER_TEXT
            .replace("sha384-WASM", MODULE_INTEGRITY)
            .replace("sha384-DOCUMENTS", &integrity(&documents))
            .replace("sha384-STYLE", &integrity(&style))
            .replace(OPERATIONS, &operations())
            .replace(LANGUAGES, &languages(&staging.0, languages::all().unwrap()).unwrap());
        for (name, plain, _) in languages_in(&staging.0).unwrap() {
            expected = expected.replace(&name, &plain);
        }
        assert_eq!(loader, expected);
        let mut names: Vec<_> = files.into_iter().map(|(name, _)| name).collect();
        names.sort();
        assert_eq!(names, ["words-zh-Hans.json", "words-zh-Hans.txt"]);
        assert!(names.iter().all(|name| loader.contains(&format!("new URL('./{name}',"))), "{loader}");
        assert_eq!(glue, "fetch('console_bg.wasm')");
        assert_eq!(module, b"module");
    }

    #[test]
    fn what_was_never_stamped_is_missing() {
        let staging = Staging::new("never");
        assert!(matches!(unstamp(&staging.0), Err(Error::Missing { .. })));
    }

    #[test]
    fn another_module_gives_another_name_to_the_glue_too() {
        let (one, other) = (Staging::new("one"), Staging::new("other"));
        other.put("wasm/backup-console_bg.wasm", "another module");
        stamp(&one.0).unwrap();
        stamp(&other.0).unwrap();
        assert_ne!(one.names()[1], other.names()[1]);
        assert_ne!(one.names()[2], other.names()[2]);
    }

    #[test]
    fn a_missing_placeholder_is_an_error_that_names_it() {
        for placeholder in [
            "./console.js",
            "./console_bg.wasm",
            "./documents.json",
            "./front.txt",
            "sha384-GLUE",
            "sha384-WASM",
            "sha384-DOCUMENTS",
            "sha384-STYLE",
            OPERATIONS,
            LANGUAGES,
        ] {
            let staging = Staging::new("missing");
            staging.put("backup-console.js", &LOADER_TEXT.replace(placeholder, ""));
            let error = stamp(&staging.0).unwrap_err().to_string();
            assert!(error.contains(placeholder), "{error}");
        }
    }

    #[test]
    fn an_integrity_that_is_there_twice_is_an_error() {
        let staging = Staging::new("twice");
        staging.put("backup-console.js", &format!("{LOADER_TEXT}; if (integrity === 'sha384-WASM') skip();"));
        let error = stamp(&staging.0).unwrap_err().to_string();
        assert!(error.contains("sha384-WASM"), "{error}");
    }

    #[test]
    fn an_address_is_replaced_wherever_it_is() {
        let staging = Staging::new("again");
        staging.put("backup-console.js", &format!("{LOADER_TEXT}; './console.js'"));
        stamp(&staging.0).unwrap();
        assert!(!staging.text("backup-console.js").contains("./console.js"));
    }

    #[test]
    fn a_file_that_nothing_would_load_is_an_error() {
        let staging = Staging::new("surplus");
        staging.put("wasm/surplus.js", "");
        assert!(stamp(&staging.0).is_err());
    }
}
