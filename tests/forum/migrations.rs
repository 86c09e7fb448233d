//! The schema: it goes up, down and up again, is the same on both databases, and is what the code believes.

use std::collections::BTreeSet;

use goodenough::storage::conn::{self, Use};
use goodenough::storage::{Conn, Place, dialect, migrate};

use crate::catalogue::{Column, columns, indexes, references};
use crate::site::Database;

fn goes_up_down_and_up(place: &Place) {
    let look = || {
        let mut conn = conn::open(place, Use::Writing).unwrap();
        (columns(&mut conn), indexes(&mut conn), references(&mut conn))
    };
    let ran = migrate::up(place).unwrap();
    assert!(ran >= 4);
    let first = look();
    assert!(!first.0.is_empty() && !first.1.is_empty() && !first.2.is_empty());
    assert_eq!(migrate::up(place).unwrap(), 0, "a second time there is nothing to do");
    assert!(migrate::is_ready(&mut conn::open(place, Use::Writing).unwrap()).unwrap());
    assert_eq!(migrate::down(place).unwrap(), ran);
    let mut conn = conn::open(place, Use::Writing).unwrap();
    assert_eq!(dialect::tables(&mut conn).unwrap(), ["__diesel_schema_migrations"], "nothing of ours is left");
    assert!(!migrate::is_ready(&mut conn).unwrap());
    drop(conn);
    assert_eq!(migrate::up(place).unwrap(), ran);
    assert_eq!(look(), first);
}

#[test]
fn on_sqlite_the_schema_goes_up_down_and_up_again() {
    goes_up_down_and_up(Database::empty_sqlite().place());
}

#[test]
fn on_postgres_the_schema_goes_up_down_and_up_again() {
    if let Some(database) = Database::empty_postgres() {
        goes_up_down_and_up(database.place());
    }
}

#[test]
fn both_databases_have_the_same_schema() {
    let Some(postgres) = Database::postgres() else { return };
    let (mut postgres, mut sqlite) = (postgres.connect(), Database::sqlite().connect());
    assert_eq!(columns(&mut sqlite), columns(&mut postgres));
    assert_eq!(indexes(&mut sqlite), indexes(&mut postgres));
    assert_eq!(references(&mut sqlite), references(&mut postgres));
}

#[test]
fn both_folders_of_migrations_have_the_same_names() {
    let names = |database: &str| -> BTreeSet<String> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(database);
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
}

/// The tables as `src/storage/schema.rs` and the files beside it declare them.
fn declared() -> BTreeSet<Column> {
    let storage = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/storage");
    let parts = std::fs::read_dir(storage.join("schema")).unwrap().map(|part| part.unwrap().path());
    let texts = parts.chain([storage.join("schema.rs")]).map(|path| std::fs::read_to_string(path).unwrap());
    let text = texts.collect::<Vec<_>>().join("\n");
    let mut declared = BTreeSet::new();
    let (mut table, mut keys) = (String::new(), Vec::new());
    for line in text.lines().map(str::trim) {
        if let Some((name, key)) = line.strip_suffix(") {").and_then(|line| line.split_once(" (")) {
            name.clone_into(&mut table);
            keys = key.split(", ").map(str::to_owned).collect();
        } else if let Some((name, kind)) = line.strip_suffix(',').and_then(|line| line.split_once(" -> ")) {
            let (nullable, kind) = match kind.strip_prefix("Nullable<").and_then(|kind| kind.strip_suffix('>')) {
                Some(kind) => (true, kind),
                None => (false, kind),
            };
            let kind = match kind {
                "BigInt" => "bigint",
                "Integer" => "integer",
                "Text" => "text",
                "Binary" => "binary",
                "Bool" => "boolean",
                other => panic!("{other} is no column type that both databases share"),
            };
            let key = keys.iter().position(|key| key == name).map_or(0, |place| i32::try_from(place).unwrap() + 1);
            declared.insert(Column { table: table.clone(), name: name.to_owned(), kind: kind.to_owned(), nullable, key });
        }
    }
    declared
}

#[test]
fn the_code_believes_what_the_migrations_make() {
    assert_eq!(declared(), columns(&mut Database::sqlite().connect()));
}

#[test]
fn a_reader_of_sqlite_cannot_write() {
    use diesel::connection::SimpleConnection as _;
    let database = Database::sqlite();
    let mut reader = conn::open(database.place(), Use::Reading).unwrap();
    assert!(matches!(reader, Conn::Sqlite(_)));
    let error = reader.batch_execute("DELETE FROM jobs").unwrap_err();
    assert!(error.to_string().contains("readonly"), "{error}");
}

#[test]
fn an_address_that_is_no_database_is_refused_and_makes_no_file() {
    for url in ["", "data/forum.db", "mysql://localhost/forum", "sqlite:", "sqlite::memory:", "sqlit:forum.db"] {
        assert!(Place::parse(url).is_err(), "{url}");
    }
}
