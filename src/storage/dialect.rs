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

/// Claims due jobs, `$2` of them at most, in order of priority: due by `$1`, not leased beyond `$1`; leased until `$3`.
///
/// On PostgreSQL several processes claim at once, and none waits for the rows that another is just claiming.
#[must_use]
pub const fn claim_jobs(conn: &Conn) -> &'static str {
    match conn {
        Conn::Sqlite(_) => {
            "WITH due AS (
                 SELECT id FROM jobs
                 WHERE state = 'waiting' AND due_at <= $1 AND (leased_until IS NULL OR leased_until <= $1)
                 ORDER BY priority, due_at, id LIMIT $2
             )
             UPDATE jobs SET leased_until = $3, attempts = attempts + 1 WHERE id IN (SELECT id FROM due)
             RETURNING id, kind, sealed, attempts, priority, due_at, expires_at, message_id"
        }
        Conn::Postgres(_) => {
            "WITH due AS (
                 SELECT id FROM jobs
                 WHERE state = 'waiting' AND due_at <= $1 AND (leased_until IS NULL OR leased_until <= $1)
                 ORDER BY priority, due_at, id LIMIT $2
                 FOR UPDATE SKIP LOCKED
             )
             UPDATE jobs SET leased_until = $3, attempts = attempts + 1 WHERE id IN (SELECT id FROM due)
             RETURNING id, kind, sealed, attempts, priority, due_at, expires_at, message_id"
        }
    }
}
