//! What a database says of itself: tables, columns, indexes, references, and every row.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Bool, Integer, Text};
use goodenough::storage::Conn;

/// Loads rows with the SQL of whichever database it is.
macro_rules! rows {
    ($conn:expr, $row:ty, $sqlite:expr, $postgres:expr) => {{
        let rows: Vec<$row> = match $conn {
            Conn::Sqlite(conn) => sql_query($sqlite).load(conn).unwrap(),
            Conn::Postgres(conn) => sql_query($postgres).load(conn).unwrap(),
        };
        rows
    }};
}

/// A column, in words that both databases share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    pub table: String,
    pub name: String,
    pub kind: String,
    pub nullable: bool,
    /// Its place in the primary key, from 1; 0: not in it.
    pub key: i32,
}

#[derive(QueryableByName)]
struct ColumnRow {
    #[diesel(sql_type = Text)]
    place: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Bool)]
    nullable: bool,
    #[diesel(sql_type = Integer)]
    key: i32,
}

/// Every column of our tables.
pub fn columns(conn: &mut Conn) -> BTreeSet<Column> {
    let found = rows!(
        conn,
        ColumnRow,
        "SELECT t.name AS place, c.name AS name, c.type AS kind, NOT c.\"notnull\" AS nullable, c.pk AS key
         FROM sqlite_master t JOIN pragma_table_info(t.name) c
         WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE '\\_\\_%' ESCAPE '\\'",
        "SELECT c.table_name::text AS place, c.column_name::text AS name, c.data_type::text AS kind, c.is_nullable = 'YES' AS nullable,
                coalesce((SELECT k.ordinal_position FROM information_schema.table_constraints t
                          JOIN information_schema.key_column_usage k USING (constraint_schema, constraint_name)
                          WHERE t.constraint_type = 'PRIMARY KEY' AND k.table_name = c.table_name AND k.column_name = c.column_name
                            AND t.table_schema = current_schema()), 0)::int AS key
         FROM information_schema.columns c
         WHERE c.table_schema = current_schema() AND c.table_name NOT LIKE '\\_\\_%'"
    );
    let shared = |kind: String| match kind.to_ascii_lowercase().as_str() {
        "blob" | "bytea" => "binary".to_owned(),
        other => other.to_owned(),
    };
    let column = |row: ColumnRow| Column {
        table: row.place,
        name: row.name,
        kind: shared(row.kind),
        nullable: row.nullable,
        key: row.key,
    };
    found.into_iter().map(column).collect()
}

#[derive(QueryableByName)]
struct PartRow {
    #[diesel(sql_type = Text)]
    place: String,
    #[diesel(sql_type = Text)]
    whole: String,
    #[diesel(sql_type = Text)]
    part: String,
    #[diesel(sql_type = Integer)]
    position: i32,
}

/// Gathers the parts of each whole, in order, as `TABLE: WHOLE-WORDS (PART, PART)`.
fn gathered(parts: Vec<PartRow>, words: impl Fn(&str) -> String) -> BTreeSet<String> {
    let mut wholes: BTreeMap<(String, String), BTreeMap<i32, String>> = BTreeMap::new();
    for row in parts {
        wholes.entry((row.place, row.whole)).or_default().insert(row.position, row.part);
    }
    let told = |((table, whole), parts): ((String, String), BTreeMap<i32, String>)| {
        format!("{table}: {}({})", words(&whole), parts.into_values().collect::<Vec<_>>().join(", "))
    };
    wholes.into_iter().map(told).collect()
}

/// Every index, as `table: unique (column, column)`; the names are each database's own.
pub fn indexes(conn: &mut Conn) -> BTreeSet<String> {
    let found = rows!(
        conn,
        PartRow,
        "SELECT t.name AS place, CASE WHEN i.\"unique\" THEN 'unique ' ELSE '' END || '|' || i.name AS whole, c.name AS part, c.seqno AS position
         FROM sqlite_master t JOIN pragma_index_list(t.name) i JOIN pragma_index_info(i.name) c
         WHERE t.type = 'table' AND t.name NOT LIKE '\\_\\_%' ESCAPE '\\'",
        "SELECT t.relname::text AS place, CASE WHEN i.indisunique THEN 'unique ' ELSE '' END || '|' || x.relname AS whole,
                a.attname::text AS part, k.position::int AS position
         FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid
         CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (number, position)
         JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number
         WHERE t.relnamespace = current_schema()::regnamespace AND t.relname NOT LIKE '\\_\\_%'"
    );
    gathered(found, |whole| whole.split('|').next().unwrap().to_owned())
}

/// Every reference, as `table: to other on delete cascade (column -> column)`.
pub fn references(conn: &mut Conn) -> BTreeSet<String> {
    let found = rows!(
        conn,
        PartRow,
        "SELECT t.name AS place, 'to ' || f.\"table\" || ' on delete ' || lower(f.on_delete) || ' |' || f.id AS whole,
                f.\"from\" || ' -> ' || f.\"to\" AS part, f.seq AS position
         FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'",
        "SELECT t.relname::text AS place,
                'to ' || o.relname || ' on delete ' || CASE c.confdeltype WHEN 'c' THEN 'cascade' ELSE 'no action' END || ' |' || c.conname AS whole,
                a.attname || ' -> ' || b.attname AS part, k.position::int AS position
         FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class o ON o.oid = c.confrelid
         CROSS JOIN LATERAL unnest(c.conkey, c.confkey) WITH ORDINALITY AS k (own, other, position)
         JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.own
         JOIN pg_attribute b ON b.attrelid = o.oid AND b.attnum = k.other
         WHERE c.contype = 'f' AND t.relnamespace = current_schema()::regnamespace"
    );
    gathered(found, |whole| whole.split('|').next().unwrap().to_owned())
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// A row: its table, and each column's value as text, bytes in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub table: String,
    pub values: BTreeMap<String, String>,
}

/// Every row of every table of ours but `processes`, which moves several times a second whatever anybody does.
pub fn dump(conn: &mut Conn) -> Vec<Row> {
    let mut tables: BTreeMap<String, Vec<Column>> = BTreeMap::new();
    for column in columns(conn).into_iter().filter(|column| column.table != "processes") {
        tables.entry(column.table.clone()).or_default().push(column);
    }
    let mut rows = Vec::new();
    for (table, columns) in tables {
        let said = |binary: &dyn Fn(&str) -> String| {
            let text = |c: &Column| if c.kind == "binary" { binary(&c.name) } else { format!("CAST(\"{}\" AS TEXT)", c.name) };
            let parts: Vec<String> = columns.iter().map(|column| format!("coalesce({}, '')", text(column))).collect();
            format!("SELECT {} AS line FROM \"{table}\"", parts.join(" || '\u{1f}' || "))
        };
        let lines = rows!(
            conn,
            Line,
            said(&|name| format!("lower(hex(\"{name}\"))")),
            said(&|name| format!("encode(\"{name}\", 'hex')"))
        );
        for Line { line } in lines {
            let values = columns.iter().map(|column| column.name.clone()).zip(line.split('\u{1f}').map(str::to_owned)).collect();
            rows.push(Row { table: table.clone(), values });
        }
    }
    rows
}
