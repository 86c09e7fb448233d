//! Columns that hold sealed values, whatever their table: for sealing them anew under a newer key, and for counting them.
//!
//! The first byte of a sealed value is the number of its key.

use diesel::sql_types::{BigInt, Binary};
use diesel::{QueryableByName, RunQueryDsl, sql_query};

use super::{Conn, Stored, on_each};

/// A column of sealed values, and one or two whole-number columns that its rows are found by (none for small tables).
#[derive(Clone, Copy, Debug)]
pub struct SealedColumn {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// What its rows are found by.
    pub key: &'static [&'static str],
}

/// One sealed value and where it stands.
#[derive(Clone, Debug, QueryableByName)]
pub struct SealedValue {
    #[diesel(sql_type = BigInt)]
    first: i64,
    #[diesel(sql_type = BigInt)]
    second: i64,
    /// The value.
    #[diesel(sql_type = Binary)]
    pub sealed: Vec<u8>,
}

impl SealedValue {
    /// The row's key, as long as the column's; zeros where the column has less.
    #[must_use]
    pub const fn key(&self) -> [i64; 2] {
        [self.first, self.second]
    }
}

/// Up to `limit` values under the key of this number, in the order of their rows, from this row on.
///
/// # Errors
/// When the database fails.
pub fn values_under(conn: &mut Conn, place: SealedColumn, number: u8, from: [i64; 2], limit: i64) -> Stored<Vec<SealedValue>> {
    let SealedColumn { table, column, key } = place;
    let (first, second, after, order) = match key {
        [] => ("0", "0", "$2 = $2 AND $3 = $3".to_owned(), String::new()),
        [one] => (*one, "0", format!("{one} >= $2 AND $3 = $3"), format!("ORDER BY {one}")),
        [one, two, ..] => (*one, *two, format!("({one}, {two}) >= ($2, $3)"), format!("ORDER BY {one}, {two}")),
    };
    let text = format!(
        "SELECT CAST({first} AS BIGINT) AS first, CAST({second} AS BIGINT) AS second, {column} AS sealed FROM {table}
         WHERE substr({column}, 1, 1) = $1 AND {after} {order} LIMIT $4"
    );
    let [one, two] = from;
    Ok(on_each!(conn, c => sql_query(text)
        .bind::<Binary, _>(vec![number])
        .bind::<BigInt, _>(one)
        .bind::<BigInt, _>(two)
        .bind::<BigInt, _>(limit)
        .load(c))?)
}

/// Puts `after` into the place of a value that was read; `false` when another came there meanwhile.
///
/// # Errors
/// When the database fails.
pub fn swap(conn: &mut Conn, place: SealedColumn, before: &SealedValue, after: &[u8]) -> Stored<bool> {
    let SealedColumn { table, column, key } = place;
    let found = match key {
        [] => "$3 = $3 AND $4 = $4".to_owned(),
        [one] => format!("{one} = $3 AND $4 = $4"),
        [one, two, ..] => format!("{one} = $3 AND {two} = $4"),
    };
    // SQLite numbers the places in the order in which they stand.
    let text = format!("UPDATE {table} SET {column} = $1 WHERE {column} = $2 AND {found}");
    let changed = on_each!(conn, c => sql_query(text)
        .bind::<Binary, _>(after)
        .bind::<Binary, _>(&before.sealed)
        .bind::<BigInt, _>(before.first)
        .bind::<BigInt, _>(before.second)
        .execute(c))?;
    Ok(changed == 1)
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = Binary)]
    number: Vec<u8>,
    #[diesel(sql_type = BigInt)]
    rows: i64,
}

/// How many values there are under each number.
///
/// # Errors
/// When the database fails.
pub fn counts(conn: &mut Conn, place: SealedColumn) -> Stored<Vec<(u8, i64)>> {
    let SealedColumn { table, column, .. } = place;
    let text = format!(
        "SELECT substr({column}, 1, 1) AS number, count(*) AS rows FROM {table} WHERE length({column}) > 0 GROUP BY substr({column}, 1, 1)"
    );
    let counts: Vec<Count> = on_each!(conn, c => sql_query(text).load(c))?;
    Ok(counts.into_iter().filter_map(|count| Some((*count.number.first()?, count.rows))).collect())
}

/// Empties a table whose rows nobody can open any more.
///
/// # Errors
/// When the database fails.
pub fn empty(conn: &mut Conn, table: &'static str) -> Stored<usize> {
    Ok(on_each!(conn, c => sql_query(format!("DELETE FROM {table}")).execute(c))?)
}
