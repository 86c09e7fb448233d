//! The tables `search_sections`, `search_terms`, `search_totals` and `search_pending`.

use diesel::prelude::*;

use super::ranking::Totals;
use crate::storage::columns::ThreadId;
use crate::storage::dialect::{self, Among};
use crate::storage::schema::{search_pending, search_sections, search_terms, search_totals};
use crate::storage::{Conn, Stored, on_each, prepared};

/// Rows of one statement, at most: both databases allow many more values.
const AT_ONCE: usize = 500;

#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = search_sections)]
pub(super) struct SectionRow {
    pub id: i64,
    pub thread: ThreadId,
    pub section: i32,
    pub public: bool,
    pub opening: i32,
    pub length: i64,
    pub stems: String,
}

/// A section whose posts changed.
#[derive(Clone, Copy, Debug, Queryable, Insertable)]
#[diesel(table_name = search_pending)]
pub(super) struct Pending {
    pub thread: ThreadId,
    pub section: i32,
    pub mark: i64,
}

pub(super) fn mark(conn: &mut Conn, marks: &[Pending]) -> Stored<()> {
    for row in marks {
        on_each!(conn, c => prepared(
            diesel::insert_into(search_pending::table)
                .values(row)
                .on_conflict((search_pending::thread, search_pending::section))
                .do_update()
                .set(search_pending::mark.eq(row.mark))
                .returning(search_pending::mark)
        )
        .get_result::<i64>(c))?;
    }
    Ok(())
}

pub(super) fn pending(conn: &mut Conn, limit: i64) -> Stored<Vec<Pending>> {
    let columns = (search_pending::thread, search_pending::section, search_pending::mark);
    Ok(search_pending::table.select(columns).limit(limit).load(conn)?)
}

/// Takes a mark away; `false` when it is another by now, or gone.
pub(super) fn take_mark(conn: &mut Conn, row: Pending) -> Stored<bool> {
    let same = search_pending::table.find((row.thread, row.section)).filter(search_pending::mark.eq(row.mark));
    Ok(diesel::delete(same).execute(conn)? > 0)
}

/// What the index holds of a section.
pub(super) fn section(conn: &mut Conn, thread: ThreadId, section: i32) -> Stored<Option<SectionRow>> {
    let found = search_sections::table.filter(search_sections::thread.eq(thread)).filter(search_sections::section.eq(section));
    Ok(found.select(SectionRow::as_select()).first(conn).optional()?)
}

/// Puts a section that is new to the index into it.
pub(super) fn put_in(conn: &mut Conn, row: &SectionRow) -> Stored<()> {
    diesel::insert_into(search_sections::table).values(row).execute(conn)?;
    dialect::index_section(conn, row.id, &row.stems, true)
}

/// Puts a section in the place of what the index held of it, with the stems that went and those that came. It keeps its id.
pub(super) fn put(
    conn: &mut Conn,
    old: Option<&SectionRow>,
    new: Option<&SectionRow>,
    went: &[&str],
    came: &[&str],
) -> Stored<()> {
    let Some(id) = new.or(old).map(|row| row.id) else { return Ok(()) };
    match (old, new) {
        (Some(_), Some(new)) => {
            let columns = (
                search_sections::public.eq(new.public),
                search_sections::opening.eq(new.opening),
                search_sections::length.eq(new.length),
                search_sections::stems.eq(&new.stems),
            );
            let put = diesel::update(search_sections::table.find(id)).set(columns).returning(search_sections::id);
            let _: Option<i64> = prepared(put).get_result(conn).optional()?;
        }
        (None, Some(new)) => drop(diesel::insert_into(search_sections::table).values(new).execute(conn)?),
        (_, None) => drop(diesel::delete(search_sections::table.find(id)).execute(conn)?),
    }
    // First what went: the other way round SQLite would write the index twice.
    for (stems, there) in [(went, false), (came, true)] {
        if !stems.is_empty() {
            dialect::index_section(conn, id, &stems.join(" "), there)?;
        }
    }
    Ok(())
}

/// By how much a stem's counts change.
#[derive(Clone, Debug, PartialEq, Eq, Insertable)]
#[diesel(table_name = search_terms)]
pub(super) struct TermRow {
    pub term: String,
    pub public_sections: i64,
    pub all_sections: i64,
}

/// Adds to the counts, in the order of the stems: two processes then never wait for each other in a circle.
pub(super) fn count(conn: &mut Conn, rows: &[TermRow]) -> Stored<()> {
    for row in rows {
        on_each!(conn, c => prepared(
            diesel::insert_into(search_terms::table)
                .values(row)
                .on_conflict(search_terms::term)
                .do_update()
                .set((
                    search_terms::public_sections.eq(search_terms::public_sections + row.public_sections),
                    search_terms::all_sections.eq(search_terms::all_sections + row.all_sections),
                ))
                .returning(search_terms::all_sections)
        )
        .get_result::<i64>(c))?;
    }
    let fewer: Vec<&str> = rows.iter().filter(|row| row.all_sections < 0).map(|row| row.term.as_str()).collect();
    for stretch in fewer.chunks(AT_ONCE) {
        on_each!(conn, c => diesel::delete(
            search_terms::table.filter(search_terms::term.eq_any(stretch)).filter(search_terms::all_sections.le(0))
        )
        .execute(c))?;
    }
    Ok(())
}

/// The words of the column `scope`.
const fn scope(all: bool) -> &'static str {
    if all { "all" } else { "public" }
}

/// Adds sections and their length, of public threads and of all: in this order, so that two processes do not wait in a circle.
pub(super) fn add_totals(conn: &mut Conn, public: Totals, all: Totals) -> Stored<()> {
    for (totals, every) in [(all, true), (public, false)] {
        let more = (
            search_totals::sections.eq(search_totals::sections + totals.sections),
            search_totals::length.eq(search_totals::length + totals.length),
        );
        let add = diesel::update(search_totals::table.find(scope(every))).set(more);
        let _: Option<i64> = prepared(add.returning(search_totals::sections)).get_result(conn).optional()?;
    }
    Ok(())
}

/// What is known of all sections that visitors may read, or of all.
pub(super) fn totals(conn: &mut Conn, all: bool) -> Stored<Totals> {
    let row = search_totals::table.find(scope(all)).select((search_totals::sections, search_totals::length));
    let found: Option<(i64, i64)> = row.first(conn).optional()?;
    Ok(found.map_or_else(Totals::default, |(sections, length)| Totals { sections, length }))
}

/// Those of these stems that stand anywhere the reader may look, and in how many sections.
pub(super) fn known(conn: &mut Conn, stems: &[&str], all: bool) -> Stored<Vec<(String, i64)>> {
    let mut found = Vec::new();
    for stretch in stems.chunks(AT_ONCE) {
        let rows: Vec<(String, i64, i64)> = on_each!(conn, c => search_terms::table
            .filter(search_terms::term.eq_any(stretch))
            .select((search_terms::term, search_terms::public_sections, search_terms::all_sections))
            .load(c))?;
        found.extend(rows.into_iter().map(|(term, public, every)| (term, if all { every } else { public })));
    }
    found.retain(|(_, sections)| *sections > 0);
    Ok(found)
}

/// The sections that hold every one of these words, each under any of its stems, the newest first.
pub(super) fn with_words(conn: &mut Conn, words: &[Vec<&str>], among: Among) -> Stored<Vec<i64>> {
    if words.iter().any(|stems| !stems.is_empty()) { dialect::sections_with(conn, words, among) } else { Ok(Vec::new()) }
}

/// A section, as it is compared with a question.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = search_sections)]
pub(super) struct Candidate {
    pub thread: ThreadId,
    pub section: i32,
    /// How many of its stems are the opening's.
    pub opening: i32,
    /// Its length, the opening weighed.
    pub length: i64,
    /// Its stems, one space apart.
    pub stems: String,
}

/// These sections, in no order.
pub(super) fn sections(conn: &mut Conn, ids: &[i64]) -> Stored<Vec<Candidate>> {
    let mut found = Vec::with_capacity(ids.len());
    for stretch in ids.chunks(AT_ONCE) {
        let those = search_sections::table.filter(search_sections::id.eq_any(stretch));
        let rows: Vec<Candidate> = on_each!(conn, c => those.select(Candidate::as_select()).load(c))?;
        found.extend(rows);
    }
    Ok(found)
}
