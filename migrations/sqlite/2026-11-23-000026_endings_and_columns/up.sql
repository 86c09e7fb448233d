-- How it went on with a thread: when its writer is asked, once, and the post in which she tells it. By thread.
CREATE TABLE endings (
    thread BIGINT NOT NULL PRIMARY KEY REFERENCES threads (id) ON DELETE CASCADE,
    ask_at BIGINT,                            -- NULL: she was asked, or is not to be
    number INTEGER                            -- NULL: she has not told
);
CREATE INDEX endings_ask ON endings (ask_at);

-- What a professional says about herself, beside her columns. By account.
CREATE TABLE bios (
    account BIGINT NOT NULL PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    sealed BLOB NOT NULL
);

-- A longer piece by a professional: a thread like others, in a list of its own.
ALTER TABLE threads ADD COLUMN is_column BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX threads_columns ON threads (posted_at, id) WHERE is_column;
-- Its writer says that she is new here, so that others are kind.
ALTER TABLE posts ADD COLUMN new_here BOOLEAN NOT NULL DEFAULT FALSE;
