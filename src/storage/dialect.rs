//! SQL text that has to differ between the two databases. Nothing else may.

use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl, sql_query};

use super::{Conn, Stored};

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

/// The names of all tables of ours, for `doctor` and for the test that reads the catalogue.
///
/// # Errors
/// When the database fails.
pub fn tables(conn: &mut Conn) -> Stored<Vec<String>> {
    let query = match conn {
        Conn::Sqlite(_) => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
        Conn::Postgres(_) => {
            "SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY 1"
        }
    };
    let found: Vec<Name> = match conn {
        Conn::Sqlite(conn) => sql_query(query).load(conn)?,
        Conn::Postgres(conn) => sql_query(query).load(conn)?,
    };
    Ok(found.into_iter().map(|row| row.name).collect())
}
