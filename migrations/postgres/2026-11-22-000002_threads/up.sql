-- Rows by thread: thread and number in the clear, the account only inside `sealed` and `lookup`.
-- Times of threads are whole quarter hours, as everybody sees them.

CREATE TABLE threads (
    id BIGINT NOT NULL PRIMARY KEY,
    space INTEGER NOT NULL,
    title TEXT NOT NULL,
    excerpt TEXT NOT NULL,
    need TEXT NOT NULL,
    notes TEXT NOT NULL,                      -- comma-separated, in the order of the list
    audience TEXT NOT NULL,
    state TEXT NOT NULL,                      -- open | locked
    listed BOOLEAN NOT NULL,                  -- FALSE while its opening post is gone
    deleted BOOLEAN NOT NULL,                 -- its author hid it
    voice BIGINT NOT NULL,                    -- who opened it
    replies INTEGER NOT NULL,                 -- visible replies
    last_number INTEGER NOT NULL,             -- numbers are never used twice
    posted_at BIGINT NOT NULL,
    last_reply_at BIGINT,
    active_at BIGINT NOT NULL,                -- the later of the two: what `active` sorts by
    waiting_since BIGINT                      -- NULL once somebody else answered
);
CREATE INDEX threads_active ON threads (listed, deleted, audience, active_at, id);
CREATE INDEX threads_new ON threads (listed, deleted, audience, posted_at, id);
CREATE INDEX threads_waiting ON threads (listed, deleted, audience, waiting_since, id);
CREATE INDEX threads_active_in_space ON threads (space, listed, deleted, audience, active_at, id);
CREATE INDEX threads_new_in_space ON threads (space, listed, deleted, audience, posted_at, id);
CREATE INDEX threads_waiting_in_space ON threads (space, listed, deleted, audience, waiting_since, id);

CREATE TABLE voices (
    thread BIGINT NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
    id BIGINT NOT NULL UNIQUE,
    kind TEXT NOT NULL,                       -- named | alias
    name TEXT NOT NULL,
    seed INTEGER NOT NULL,                    -- draws the emblem; random, from nothing
    badge TEXT,                               -- moderator | professional; never on an alias
    sealed BYTEA NOT NULL,
    lookup BYTEA NOT NULL UNIQUE,
    PRIMARY KEY (thread, id)
);
-- An alias is one voice's in its thread. Names are unique among accounts; in a thread an old one may stand until it is renewed.
CREATE UNIQUE INDEX voices_aliases ON voices (thread, name) WHERE kind = 'alias';

CREATE TABLE posts (
    thread BIGINT NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    voice BIGINT NOT NULL,
    body TEXT NOT NULL,                       -- Markdown as written
    html TEXT NOT NULL,                       -- rendered and sanitised when written
    in_reply_to INTEGER,
    state TEXT NOT NULL,                      -- visible | removed | taken_back
    posted_at BIGINT NOT NULL,
    edited_at BIGINT,
    PRIMARY KEY (thread, number)
);

-- What a post said before it was changed, later than its first ten minutes.
CREATE TABLE post_editions (
    thread BIGINT NOT NULL,
    number INTEGER NOT NULL,
    edition INTEGER NOT NULL,
    body TEXT NOT NULL,
    html TEXT NOT NULL,
    until BIGINT NOT NULL,
    PRIMARY KEY (thread, number, edition),
    FOREIGN KEY (thread, number) REFERENCES posts (thread, number) ON DELETE CASCADE
);

CREATE TABLE reactions (
    thread BIGINT NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    lookup BYTEA NOT NULL,                     -- of account and thread: finds mine
    PRIMARY KEY (thread, number, kind, lookup),
    FOREIGN KEY (thread, number) REFERENCES posts (thread, number) ON DELETE CASCADE
);
CREATE INDEX reactions_mine ON reactions (thread, lookup);

CREATE TABLE follows (
    thread BIGINT NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
    lookup BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    level TEXT NOT NULL,                      -- every_reply | digest | muted
    PRIMARY KEY (thread, lookup)
);

CREATE TABLE read_marks (
    thread BIGINT NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
    lookup BYTEA NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (thread, lookup)
);

-- Rows by account: account, a running number and the whole day in the clear; what and where inside `sealed`.
-- One row for each thing she did that she may want to find again (opened, wrote, followed, reported, was decided about).
CREATE TABLE traces (
    account BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    seq BIGINT NOT NULL,
    day INTEGER NOT NULL,
    sealed BYTEA NOT NULL,
    lookup BYTEA NOT NULL UNIQUE,
    PRIMARY KEY (account, seq)
);

CREATE TABLE notifications (
    account BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    seq BIGINT NOT NULL,
    day INTEGER NOT NULL,
    seen BOOLEAN NOT NULL,
    sealed BYTEA NOT NULL,
    lookup BYTEA NOT NULL UNIQUE,
    PRIMARY KEY (account, seq)
);

-- Unsent words: the whole draft, its place and its moment are sealed.
CREATE TABLE drafts (
    account BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    lookup BYTEA NOT NULL,
    day INTEGER NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (account, lookup)
);
