//! SQL text that has to differ between the two databases. Nothing else may.

mod changes;

use diesel::connection::SimpleConnection as _;
use diesel::pg::{Pg, PgConnection};
use diesel::sql_types::{BigInt, Bool, Text};
use diesel::{QueryableByName, RunQueryDsl, sql_query};

pub(super) use changes::*;

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

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// Which due jobs are claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// Every one.
    All,
    /// Letters only if they are urgent: no others may leave just now.
    NoLetters,
    /// Only what is urgent: the last places are kept for it.
    Urgent,
}

/// Whether a transaction that writes has the whole database to itself, and needs to hold no row.
#[must_use]
pub const fn writes_alone(conn: &Conn) -> bool {
    matches!(conn, Conn::Sqlite(_))
}

/// Leases so many jobs that are due at `now` until `until`, the most urgent first, and returns their ids in any order.
///
/// On PostgreSQL several processes claim at once, and none waits for the rows that another is just claiming.
///
/// # Errors
/// When the database fails.
pub fn claim_jobs(conn: &mut Conn, now: i64, until: i64, limit: i64, which: Claim) -> Stored<Vec<i64>> {
    let which = match which {
        Claim::All => "",
        Claim::NoLetters => "AND (priority = 0 OR kind NOT LIKE 'letter%')",
        Claim::Urgent => "AND priority = 0",
    };
    // SQLite would rather look for what is due and sort it: all of it, again and again, while there is much.
    let (index, lock) = match conn {
        Conn::Sqlite(_) => ("INDEXED BY jobs_in_turn", ""),
        Conn::Postgres(_) => ("", "FOR UPDATE SKIP LOCKED"),
    };
    let text = format!(
        "WITH due AS (
             SELECT id FROM jobs {index}
             WHERE state = 'waiting' AND due_at <= $1 AND (leased_until IS NULL OR leased_until <= $1) {which}
             ORDER BY priority, due_at, id LIMIT $2 {lock}
         )
         UPDATE jobs SET leased_until = $3, attempts = attempts + 1 WHERE id IN (SELECT id FROM due) RETURNING id"
    );
    let query = sql_query(text).bind::<BigInt, _>(now).bind::<BigInt, _>(limit).bind::<BigInt, _>(until);
    let claimed: Vec<Id> = match conn {
        Conn::Sqlite(conn) => query.load(conn)?,
        Conn::Postgres(conn) => query.load(conn)?,
    };
    Ok(claimed.into_iter().map(|row| row.id).collect())
}

/// Puts stems of a section into the full-text index, or takes them out again; to be called beside the change of the row itself.
/// PostgreSQL does both by itself.
///
/// # Errors
/// When the database fails.
pub fn index_section(conn: &mut Conn, id: i64, stems: &str, there: bool) -> Stored<()> {
    if let Conn::Sqlite(conn) = conn {
        let text = if there {
            "INSERT INTO __search_words (rowid, stems) VALUES ($1, $2)"
        } else {
            // FTS5 has to be told what it held.
            "INSERT INTO __search_words (__search_words, rowid, stems) VALUES ('delete', $1, $2)"
        };
        sql_query(text).bind::<BigInt, _>(id).bind::<Text, _>(stems).execute(conn)?;
    }
    Ok(())
}

/// Where sections are looked for.
#[derive(Clone, Copy, Debug)]
pub struct Among {
    /// In what members alone may read, too.
    pub members: bool,
    /// How many sections there are.
    pub sections: i64,
    /// How many of them are thought to hold the words.
    pub likely: i64,
    /// How many are wanted, at most.
    pub wanted: i64,
}

/// The ids of the sections that hold every one of these words, each under any of its stems, the newest first: of those that visitors may
/// read, or of all.
///
/// Stems are letters and digits only; they are quoted all the same.
///
/// # Errors
/// When the database fails.
pub fn sections_with(conn: &mut Conn, words: &[Vec<&str>], among: Among) -> Stored<Vec<i64>> {
    let quoted = |mark: char, or: &str, and: &str| {
        let stem = |stem: &&str| format!("{mark}{}{mark}", stem.replace(['\\', mark], ""));
        let word = |stems: &Vec<&str>| format!("({})", stems.iter().map(stem).collect::<Vec<_>>().join(or));
        words.iter().map(word).collect::<Vec<_>>().join(and)
    };
    let found: Vec<Id> = match conn {
        Conn::Sqlite(conn) => sql_query(
            "SELECT s.id FROM __search_words JOIN search_sections s ON s.id = __search_words.rowid
             WHERE __search_words MATCH $1 AND (s.public OR $2) ORDER BY __search_words.rowid DESC LIMIT $3",
        )
        .bind::<Text, _>(quoted('"', " OR ", " AND "))
        .bind::<Bool, _>(among.members)
        .bind::<BigInt, _>(among.wanted)
        .load(conn)?,
        Conn::Postgres(conn) => match newest_with(conn, words, among)? {
            Some(found) => found,
            None => {
                // It believes that telling the words of a section anew costs nothing, and would rather read all sections than use the
                // index.
                conn.batch_execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")?;
                let found = sql_query(
                    "SELECT id FROM search_sections
                     WHERE array_to_tsvector(string_to_array(stems, ' ')) @@ $1::tsquery AND (public OR $2) ORDER BY id DESC LIMIT $3",
                )
                .bind::<Text, _>(quoted('\'', " | ", " & "))
                .bind::<Bool, _>(among.members)
                .bind::<BigInt, _>(among.wanted)
                .load(conn)?;
                conn.batch_execute("SET LOCAL enable_seqscan = on; SET LOCAL enable_indexscan = on")?;
                found
            }
        },
    };
    Ok(found.into_iter().map(|row| row.id).collect())
}

/// Words that stand nearly everywhere: PostgreSQL's index knows no order, and all that it names would have to be looked at to know the
/// newest. Going through the newest themselves is faster then. Nothing when it is not, or when too few of them hold the words.
fn newest_with(conn: &mut PgConnection, words: &[Vec<&str>], among: Among) -> Stored<Option<Vec<Id>>> {
    let Among { members, sections, likely, wanted } = among;
    // Reading the words of a section takes about as long as looking at two that the index names.
    let passed = wanted.saturating_mul(sections) / likely.max(1);
    if likely <= passed.saturating_mul(2) {
        return Ok(None);
    }
    let stems: Vec<String> = words.iter().flatten().map(|stem| format!(" {stem} ")).collect();
    let mut place = 3;
    let mut word = |stems: &Vec<&str>| {
        let mut stem = |_| {
            place += 1;
            format!("strpos(words, ${place}) > 0")
        };
        format!("({})", stems.iter().map(&mut stem).collect::<Vec<_>>().join(" OR "))
    };
    let every = words.iter().map(&mut word).collect::<Vec<_>>().join(" AND ");
    // As far as four times as many are expected.
    let query = sql_query(format!(
        "SELECT id FROM (SELECT id, public, ' ' || stems || ' ' AS words FROM search_sections ORDER BY id DESC LIMIT $1) newest
         WHERE (public OR $2) AND {every} LIMIT $3"
    ));
    let mut query =
        query.into_boxed::<Pg>().bind::<BigInt, _>(passed.saturating_mul(4)).bind::<Bool, _>(members).bind::<BigInt, _>(wanted);
    for stem in &stems {
        query = query.bind::<Text, _>(stem);
    }
    let found: Vec<Id> = query.load(conn)?;
    Ok((i64::try_from(found.len()).is_ok_and(|count| count >= wanted)).then_some(found))
}

#[derive(QueryableByName)]
struct DataVersion {
    #[diesel(sql_type = BigInt)]
    data_version: i64,
}

/// A number that moves when another connection commits to SQLite's file. PostgreSQL has `changes` for that.
pub(super) fn written_by_others(conn: &mut Conn) -> Stored<i64> {
    let Conn::Sqlite(conn) = conn else { return Ok(0) };
    Ok(sql_query("PRAGMA data_version").get_result::<DataVersion>(conn)?.data_version)
}
