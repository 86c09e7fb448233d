-- What an account may do stands sealed, in a value that every account has and that is as long for everybody: a flag in the
-- clear would join the only suspended account with the only suspending decision. Until now nothing in the program suspended
-- anybody, so the flag goes without being carried over. Empty values are filled by the first night's job.
ALTER TABLE accounts DROP COLUMN suspended;
ALTER TABLE accounts ADD COLUMN standing BYTEA NOT NULL DEFAULT '';

-- What a decision does to the account behind the voice, sealed; every decision has it, the most of them with nothing in it.
ALTER TABLE decisions ADD COLUMN sanction BYTEA NOT NULL DEFAULT '';

-- By thread: the name behind a voice, asked for by an admin. Whose it is stands nowhere here; who asked, who agreed and why
-- stand only sealed.
CREATE TABLE openings (
    id BIGINT NOT NULL PRIMARY KEY,
    thread BIGINT NOT NULL,
    voice BIGINT NOT NULL,
    asked_at BIGINT NOT NULL,
    opened_at BIGINT,
    closed_at BIGINT,                         -- withdrawn
    sealed BYTEA NOT NULL,
    FOREIGN KEY (thread, voice) REFERENCES voices (thread, id) ON DELETE CASCADE
);
CREATE INDEX openings_by_voice ON openings (thread, voice);
CREATE INDEX openings_by_time ON openings (asked_at, id);
