//! Many voices and traces at once, for the large forum that is measured: the rows that [`speak`](super::actions::speak) would leave.

use super::alias;
use super::model::{Badge, VoiceKind};
use super::seal::Row;
use super::store::{self, NewTrace, NewVoice};
use super::traces::Trace;
use crate::accounts::Member;
use crate::app::App;
use crate::clock::Day;
use crate::storage::columns::{AccountId, ThreadId, VoiceId};
use crate::storage::{Conn, Stored};

#[derive(Debug)]
struct VoiceRow {
    thread: ThreadId,
    id: VoiceId,
    kind: VoiceKind,
    name: String,
    seed: i32,
    badge: Option<Badge>,
    sealed: Vec<u8>,
    lookup: Vec<u8>,
}

#[derive(Debug)]
struct TraceRow {
    account: AccountId,
    seq: i64,
    day: Day,
    sealed: Vec<u8>,
    lookup: Vec<u8>,
}

/// Voices and traces that wait to be written.
#[derive(Debug, Default)]
pub struct Rows {
    voices: Vec<VoiceRow>,
    traces: Vec<TraceRow>,
}

impl Rows {
    /// A voice of a member in a thread in which she has not spoken under this name.
    pub fn speaks(&mut self, app: &App, member: &Member, thread: ThreadId, kind: VoiceKind, name: String) -> VoiceId {
        let id = VoiceId(app.chance.id());
        self.voices.push(VoiceRow {
            thread,
            id,
            kind,
            name,
            seed: app.chance.bytes::<1>()[0].into(),
            badge: if kind == VoiceKind::Named { Badge::of(member.role) } else { None },
            sealed: app.seal.seal(super::actions::row(&[thread.0, id.0]), &member.account),
            lookup: super::actions::lookup(app, member.account, thread, kind),
        });
        id
    }

    /// A trace of a member, under a running number of hers.
    pub fn leaves(&mut self, app: &App, account: AccountId, seq: i64, day: Day, trace: &Trace) {
        let (purpose, id) = trace.key();
        let sealed = app.seal.seal(Row { table: "traces", key: &[account.0, seq] }, trace);
        self.traces.push(TraceRow { account, seq, day, sealed, lookup: app.seal.lookup(purpose, &[account.0, id]) });
    }

    /// Writes them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn write(&self, conn: &mut Conn) -> Stored<()> {
        let voices = self.voices.iter().map(|row| NewVoice {
            thread: row.thread,
            id: row.id,
            kind: row.kind,
            name: &row.name,
            seed: row.seed,
            badge: row.badge,
            sealed: &row.sealed,
            lookup: &row.lookup,
        });
        store::insert_voices(conn, &voices.collect::<Vec<_>>())?;
        let traces = self.traces.iter().map(|row| NewTrace {
            account: row.account,
            seq: row.seq,
            day: row.day,
            sealed: &row.sealed,
            lookup: &row.lookup,
        });
        store::insert_traces(conn, &traces.collect::<Vec<_>>())
    }
}

/// An alias by chance.
#[must_use]
pub fn alias(app: &App) -> String {
    alias::chosen_by(&app.chance.bytes::<8>())
}
