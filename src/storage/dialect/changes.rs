//! The tables `processes` and `changes`, which PostgreSQL alone fills: transaction numbers and snapshots are its own.

use diesel::sql_types::{Array, BigInt, Bool, Nullable, Text};
use diesel::{QueryableByName, RunQueryDsl, sql_query};

use crate::storage::columns::ThreadId;
use crate::storage::{Conn, Stored};

#[derive(QueryableByName)]
struct Xid {
    #[diesel(sql_type = BigInt)]
    xid: i64,
}

/// Notes within a transaction which threads it touched; returns its number, and none on SQLite, where nobody else reads it.
pub(in super::super) fn leave_changes(conn: &mut Conn, process: i64, threads: &[i64], cards: &[bool]) -> Stored<Option<i64>> {
    let Conn::Postgres(conn) = conn else { return Ok(None) };
    let left: Vec<Xid> = sql_query(
        "INSERT INTO changes (xid, thread, card, process)
         SELECT pg_current_xact_id()::text::bigint, thread, card, $1 FROM unnest($2, $3) AS touched (thread, card)
         RETURNING xid",
    )
    .bind::<BigInt, _>(process)
    .bind::<Array<BigInt>, _>(threads)
    .bind::<Array<Bool>, _>(cards)
    .load(conn)?;
    Ok(left.first().map(|row| row.xid))
}

/// What others changed, and the snapshot in which all of it is seen.
#[derive(Debug, Default)]
pub(in super::super) struct Heard {
    pub snapshot: String,
    /// The thread, and whether its card is another too.
    pub changes: Vec<(ThreadId, bool)>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    snapshot: String,
    #[diesel(sql_type = Nullable<BigInt>)]
    thread: Option<i64>,
    #[diesel(sql_type = Nullable<Bool>)]
    card: Option<bool>,
}

/// What others have committed since a snapshot whose first running transaction is `least`. One statement, so one snapshot.
pub(in super::super) fn changes_since(conn: &mut Conn, process: i64, least: i64, since: &str) -> Stored<Heard> {
    let Conn::Postgres(conn) = conn else { return Ok(Heard::default()) };
    let rows: Vec<Row> = sql_query(
        "SELECT pg_current_snapshot()::text AS snapshot, c.thread, c.card
         FROM (SELECT 1) AS once LEFT JOIN changes c
           ON c.xid >= $1 AND c.process <> $2 AND NOT pg_visible_in_snapshot(c.xid::text::xid8, $3::pg_snapshot)",
    )
    .bind::<BigInt, _>(least)
    .bind::<BigInt, _>(process)
    .bind::<Text, _>(since)
    .load(conn)?;
    let snapshot = rows.first().map(|row| row.snapshot.clone()).unwrap_or_default();
    let changes = rows.iter().filter_map(|row| Some((ThreadId(row.thread?), row.card?))).collect();
    Ok(Heard { snapshot, changes })
}

/// Makes a process known, as one that has heard nothing yet.
pub(in super::super) fn join(conn: &mut Conn, process: i64) -> Stored<()> {
    let Conn::Postgres(conn) = conn else { return Ok(()) };
    sql_query("INSERT INTO processes (id, beat, seen) VALUES ($1, 0, '1:1:') ON CONFLICT DO NOTHING")
        .bind::<BigInt, _>(process)
        .execute(conn)?;
    Ok(())
}

/// Says that a process lives and what it has seen; `false` when it is not known any more.
pub(in super::super) fn beat(conn: &mut Conn, process: i64, seen: &str) -> Stored<bool> {
    let Conn::Postgres(conn) = conn else { return Ok(true) };
    let known = sql_query("UPDATE processes SET beat = beat + 1, seen = $2 WHERE id = $1")
        .bind::<BigInt, _>(process)
        .bind::<Text, _>(seen)
        .execute(conn)?;
    Ok(known == 1)
}

#[derive(QueryableByName)]
struct Process {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = BigInt)]
    beat: i64,
}

/// The others that have not heard of a transaction yet, with their beats.
pub(in super::super) fn unaware(conn: &mut Conn, process: i64, xid: i64) -> Stored<Vec<(i64, i64)>> {
    let Conn::Postgres(conn) = conn else { return Ok(Vec::new()) };
    let rows: Vec<Process> = sql_query(
        "SELECT id, beat FROM processes WHERE id <> $1 AND NOT pg_visible_in_snapshot($2::text::xid8, seen::pg_snapshot)",
    )
    .bind::<BigInt, _>(process)
    .bind::<BigInt, _>(xid)
    .load(conn)?;
    Ok(rows.into_iter().map(|row| (row.id, row.beat)).collect())
}

/// All that are known, with their beats.
pub(in super::super) fn processes(conn: &mut Conn) -> Stored<Vec<(i64, i64)>> {
    let Conn::Postgres(conn) = conn else { return Ok(Vec::new()) };
    let rows: Vec<Process> = sql_query("SELECT id, beat FROM processes").load(conn)?;
    Ok(rows.into_iter().map(|row| (row.id, row.beat)).collect())
}

/// Forgets a process that has gone.
pub(in super::super) fn forget_process(conn: &mut Conn, process: i64) -> Stored<()> {
    let Conn::Postgres(conn) = conn else { return Ok(()) };
    sql_query("DELETE FROM processes WHERE id = $1").bind::<BigInt, _>(process).execute(conn)?;
    Ok(())
}

/// Forgets the changes that every known process has heard of.
pub(in super::super) fn forget_changes(conn: &mut Conn) -> Stored<()> {
    let Conn::Postgres(conn) = conn else { return Ok(()) };
    sql_query("DELETE FROM changes WHERE xid < (SELECT min(pg_snapshot_xmin(seen::pg_snapshot)::text::bigint) FROM processes)")
        .execute(conn)?;
    Ok(())
}
