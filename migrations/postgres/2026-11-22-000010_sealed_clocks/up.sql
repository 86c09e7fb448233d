-- Exact moments stand sealed: beside an account they would tell when she was here, to the millisecond of a post.
-- What lies here is short-lived: everybody signs in once more, and links that are under way are asked for again.

DROP TABLE sessions;
DROP TABLE mailed_tokens;
DROP TABLE sign_ups;

CREATE TABLE sessions (
    id BIGINT NOT NULL PRIMARY KEY,
    account BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    token_hash BYTEA NOT NULL,                 -- SHA-256 of the newest refresh token; every step changes it
    device TEXT NOT NULL,
    shared BOOLEAN NOT NULL,
    started_day INTEGER NOT NULL,
    last_used_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,                -- it ends on this day at the latest
    clock BYTEA NOT NULL                       -- sealed: the token's number, how long its elder is good, when it ends
);
CREATE INDEX sessions_by_account ON sessions (account, id);
CREATE INDEX sessions_by_last_day ON sessions (last_day);

CREATE TABLE sign_ups (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    email_sealed BYTEA NOT NULL,
    email_lookup BYTEA NOT NULL,
    name TEXT NOT NULL,
    password TEXT NOT NULL,
    locale TEXT NOT NULL,
    time_zone TEXT,
    country TEXT,
    last_day INTEGER NOT NULL,
    clock BYTEA NOT NULL                       -- sealed: until when the link is good
);
CREATE INDEX sign_ups_by_email ON sign_ups (email_lookup);
CREATE INDEX sign_ups_by_last_day ON sign_ups (last_day);

CREATE TABLE mailed_tokens (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    account BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL,
    last_day INTEGER NOT NULL,
    clock BYTEA NOT NULL                       -- sealed: until when it is good
);
CREATE INDEX mailed_tokens_by_account ON mailed_tokens (account, purpose);
CREATE INDEX mailed_tokens_by_last_day ON mailed_tokens (last_day);
