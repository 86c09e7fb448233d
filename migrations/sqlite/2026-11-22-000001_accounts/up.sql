-- People, how they sign in, and the secrets that were mailed to them. Nothing here speaks of a thread.

CREATE TABLE accounts (
    id BIGINT NOT NULL PRIMARY KEY,
    handle TEXT NOT NULL UNIQUE,              -- the token's `sub`, used nowhere else
    email_sealed BLOB NOT NULL,               -- the address, sealed; read only to send a letter
    email_lookup BLOB NOT NULL UNIQUE,        -- keyed hash of the address in lower case
    name TEXT NOT NULL,
    name_skeleton TEXT NOT NULL UNIQUE,       -- confusable skeleton (UTS 39), lower case
    password TEXT,                            -- argon2id in PHC form; NULL: signs in by mailed link only
    role TEXT NOT NULL,
    locale TEXT NOT NULL,
    time_zone TEXT,
    country TEXT,
    suspended BOOLEAN NOT NULL DEFAULT FALSE,
    mail_replies TEXT NOT NULL DEFAULT 'at_once',
    mail_discreet BOOLEAN NOT NULL DEFAULT TRUE,
    next_seq BIGINT NOT NULL DEFAULT 1,       -- the next number of a row by account
    joined_day INTEGER NOT NULL               -- whole days since 1970
);

CREATE TABLE sessions (
    id BIGINT NOT NULL PRIMARY KEY,
    account BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    token_hash BLOB NOT NULL,                 -- SHA-256 of the newest refresh token
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
    token_hash BLOB NOT NULL PRIMARY KEY,
    email_sealed BLOB NOT NULL,
    email_lookup BLOB NOT NULL,
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
    token_hash BLOB NOT NULL PRIMARY KEY,
    account BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX mailed_tokens_by_account ON mailed_tokens (account, purpose);
CREATE INDEX mailed_tokens_by_expiry ON mailed_tokens (expires_at);

-- One row a creating request that carried an Idempotency-Key. The key is an HMAC over member, route and key.
CREATE TABLE idempotency (
    lookup BLOB NOT NULL PRIMARY KEY,
    body_mac BLOB NOT NULL,
    status INTEGER,                           -- NULL only inside the first request's own transaction
    place BLOB,                               -- sealed: where the made thing is
    expires_at BIGINT NOT NULL
);
CREATE INDEX idempotency_by_expiry ON idempotency (expires_at);
