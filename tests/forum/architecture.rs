//! The layering rule, read off the source: routes, actions, stores, storage; a call only goes down, or sideways between
//! actions.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A source file without its comments.
struct Source {
    /// Below `src/`.
    path: String,
    /// Its code, line by line.
    code: String,
}

impl Source {
    /// The first folder, or the file itself.
    fn domain(&self) -> &str {
        self.path.split('/').next().unwrap().trim_end_matches(".rs")
    }

    fn is_store(&self) -> bool {
        self.path.ends_with("/store.rs") || self.path.contains("/store/")
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut folders, mut found) = (vec![root.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension() == Some("rs".as_ref()) {
                let text = std::fs::read_to_string(&path).unwrap();
                let path = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                found.push(Source { path, code: text.lines().map(without_comment).collect::<Vec<_>>().join("\n") });
            }
        }
    }
    assert!(found.len() > 50, "the source was not found");
    found
}

/// The line up to `//`, unless that stands in a string, as in `"https://…"`.
fn without_comment(line: &str) -> &str {
    let mut quoted = false;
    let mut before = ' ';
    for (place, letter) in line.char_indices() {
        match letter {
            '"' if before != '\\' => quoted = !quoted,
            '/' if !quoted && before == '/' => return &line[..place - 1],
            _ => {}
        }
        before = letter;
    }
    line
}

#[track_caller]
fn nobody(guilty: &[String]) {
    assert!(guilty.is_empty(), "{guilty:#?}");
}

#[test]
fn only_storage_names_a_database() {
    let names = ["sqlite", "postgres", "pgconnection", "libpq"];
    let outside = sources().into_iter().filter(|source| source.domain() != "storage");
    let guilty: Vec<String> = outside
        .flat_map(|source| {
            let code = source.code.to_lowercase();
            names
                .into_iter()
                .filter(|name| code.contains(name))
                .map(|name| format!("{}: {name}", source.path))
                .collect::<Vec<_>>()
        })
        .collect();
    nobody(&guilty);
}

#[test]
fn only_stores_speak_sql() {
    let outside = sources().into_iter().filter(|source| source.domain() != "storage" && !source.is_store());
    let sql = ["diesel::insert", "diesel::update", "diesel::delete", "diesel::dsl", "on_each!"];
    let guilty: Vec<String> = outside
        .filter(|source| {
            // A model may say how a row becomes a value; everybody else does not even know of the query language.
            let is_model = source.path.ends_with("/model.rs");
            let knows = ["use diesel::", "storage::schema"].iter().any(|word| source.code.contains(word));
            sql.iter().any(|word| source.code.contains(word)) || (knows && !is_model)
        })
        .map(|source| source.path)
        .collect();
    nobody(&guilty);
}

#[test]
fn the_text_of_sql_stands_in_storage_alone() {
    let outside = sources().into_iter().filter(|source| source.domain() != "storage");
    let statements = ["\"SELECT ", "\"INSERT ", "\"UPDATE ", "\"DELETE ", "\"WITH "];
    let guilty: Vec<String> = outside
        .filter(|source| {
            let borrowed = source.code.matches("sql_query(dialect::").count();
            source.code.matches("sql_query(").count() > borrowed || statements.iter().any(|word| source.code.contains(word))
        })
        .map(|source| source.path)
        .collect();
    nobody(&guilty);
}

#[test]
fn routes_open_no_transaction() {
    let routes = sources().into_iter().filter(|source| source.path.contains("routes"));
    let guilty: Vec<String> = routes
        .filter(|source| source.code.contains("storage.read(") || source.code.contains("storage.write("))
        .map(|source| source.path)
        .collect();
    nobody(&guilty);
}

/// The tables that `src/storage/schema.rs` and the files beside it declare.
fn tables(sources: &[Source]) -> BTreeSet<String> {
    let schema = sources.iter().filter(|source| source.path.starts_with("storage/schema"));
    let lines = schema.flat_map(|source| source.code.lines()).map(str::trim);
    let heads = lines.filter_map(|line| line.strip_suffix(") {")?.split_once(" ("));
    heads.map(|(name, _)| name.to_owned()).collect()
}

/// The tables that a file names behind `schema::`, one by one or in braces.
fn used(code: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for after in code.split("schema::").skip(1) {
        let named = after.strip_prefix('{').map_or_else(
            || after.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default(),
            |list| list.split('}').next().unwrap_or_default(),
        );
        used.extend(named.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned));
    }
    used
}

#[test]
fn each_table_belongs_to_one_domain() {
    let sources = sources();
    let mut tables = tables(&sources);
    // What processes tell each other is storage's own.
    tables.retain(|table| !["processes", "changes"].contains(&table.as_str()));
    assert!(tables.len() >= 20, "{tables:?}");
    let mut owners: BTreeMap<&str, BTreeSet<&str>> = tables.iter().map(|table| (table.as_str(), BTreeSet::new())).collect();
    for source in sources.iter().filter(|source| source.domain() != "storage") {
        for table in used(&source.code) {
            if let Some(owner) = owners.get_mut(table.as_str()) {
                owner.insert(source.domain());
            }
        }
    }
    let guilty: Vec<String> = owners
        .into_iter()
        .filter(|(_, owners)| owners.len() != 1)
        .map(|(table, owners)| format!("{table}: {owners:?}"))
        .collect();
    nobody(&guilty);
}

#[test]
fn nobody_reaches_into_another_domains_store() {
    let guilty: Vec<String> = sources()
        .iter()
        .flat_map(|source| {
            let strangers = source.code.split("crate::").skip(1).filter_map(|path| path.split_once("::"));
            strangers
                .filter(|(domain, rest)| *domain != source.domain() && *domain != "storage" && rest.starts_with("store"))
                .map(|(domain, _)| format!("{}: {domain}::store", source.path))
                .collect::<Vec<_>>()
        })
        .collect();
    nobody(&guilty);
}

/// The bodies of the structs and enums that stand in answers or requests.
fn schemas(code: &str) -> Vec<&str> {
    let after_derive = code.split("ToSchema").skip(1).filter_map(|rest| rest.split_once(")]").map(|(_, rest)| rest));
    after_derive.map(|rest| rest.split("\n}").next().unwrap_or_default()).collect()
}

// A-01
#[test]
fn no_answer_holds_an_account() {
    let sources = sources();
    let count: usize = sources.iter().map(|source| schemas(&source.code).len()).sum();
    assert!(count > 15, "only {count} schemas were found");
    let guilty: Vec<String> = sources
        .iter()
        .filter(|source| schemas(&source.code).iter().any(|body| body.contains("AccountId")))
        .map(|source| source.path.clone())
        .collect();
    nobody(&guilty);
}

#[test]
fn no_file_is_longer_than_can_be_read_at_once() {
    let long = sources().into_iter().filter(|source| source.code.lines().count() > 400);
    nobody(&long.map(|source| format!("{}: {} lines", source.path, source.code.lines().count())).collect::<Vec<_>>());
}

#[test]
fn these_tests_see_what_they_look_for() {
    assert_eq!(without_comment(r#"let a = "https://x"; // sqlite"#), r#"let a = "https://x"; "#);
    assert_eq!(without_comment("/// PostgreSQL"), "");
    assert_eq!(
        used("use crate::storage::schema::{posts, threads};\nschema::jobs::table"),
        ["jobs", "posts", "threads"].map(str::to_owned).into()
    );
    let code = "#[derive(Debug, utoipa::ToSchema)]\npub struct A {\n    by: AccountId,\n}\nstruct B {\n    by: u8,\n}";
    assert!(schemas(code).len() == 1 && schemas(code)[0].contains("AccountId") && !schemas(code)[0].contains("u8"));
}
