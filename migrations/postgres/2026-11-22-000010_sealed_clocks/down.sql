DROP TABLE sessions;
DROP TABLE mailed_tokens;
DROP TABLE sign_ups;

CREATE TABLE sessions (
    id BIGINT NOT NULL PRIMARY KEY,
    account BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    token_hash BYTEA NOT NULL,                 -- SHA-256 of the newest refresh token
    generation INTEGER NOT NULL,              -- its number; its predecessor is good until it is used
    older_until BIGINT NOT NULL,              -- and the one before that until this moment
    device TEXT NOT NULL,
    shared BOOLEAN NOT NULL,
    started_day INTEGER NOT NULL,
    last_used_day INTEGER NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account, id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- A sign-up waits here until its address is proven; the account exists only then.
CREATE TABLE sign_ups (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    email_sealed BYTEA NOT NULL,
    email_lookup BYTEA NOT NULL,
    name TEXT NOT NULL,
    password TEXT NOT NULL,
    locale TEXT NOT NULL,
    time_zone TEXT,
    country TEXT,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sign_ups_by_email ON sign_ups (email_lookup);
CREATE INDEX sign_ups_by_expiry ON sign_ups (expires_at);

-- Single-use secrets that were mailed: sign-in links and password resets.
CREATE TABLE mailed_tokens (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    account BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX mailed_tokens_by_account ON mailed_tokens (account, purpose);
CREATE INDEX mailed_tokens_by_expiry ON mailed_tokens (expires_at);
