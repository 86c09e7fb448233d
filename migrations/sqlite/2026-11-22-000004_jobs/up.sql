-- The outbox: work that was promised in the same transaction as its cause. A letter is a job.
-- What is to be done, for whom and about what, stands only inside `sealed`.
CREATE TABLE jobs (
    id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,                      -- waiting | done | skipped | failed
    sealed BLOB,                              -- emptied when the job has ended
    dedupe BLOB UNIQUE,
    priority INTEGER NOT NULL,                -- lower goes first
    due_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    attempts INTEGER NOT NULL,
    leased_until BIGINT,
    message_id TEXT,                          -- a letter's, fixed before the first try
    reason TEXT,                              -- why it was skipped or failed; an SMTP code, never an address
    ended_day INTEGER
);
CREATE INDEX jobs_waiting ON jobs (state, due_at, priority, id);
CREATE INDEX jobs_ended ON jobs (ended_day);
