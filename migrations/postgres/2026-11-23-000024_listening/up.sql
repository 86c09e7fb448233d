-- Threads that wait for a first answer, and when somebody is called about them next. By thread.
CREATE TABLE waits (
    thread BIGINT NOT NULL PRIMARY KEY REFERENCES threads (id) ON DELETE CASCADE,
    began_at BIGINT NOT NULL,
    next_at BIGINT,                           -- NULL: nobody is called any more
    unanswered BOOLEAN NOT NULL,              -- FALSE once it was answered
    counted BOOLEAN NOT NULL,                 -- its first answer stands in first_answers
    calls INTEGER NOT NULL,
    writing_until BIGINT,                     -- a listener said that she is writing
    writing BYTEA                              -- keyed hash: who
);
CREATE INDEX waits_next ON waits (next_at);

-- Who was called about a thread, as a keyed hash, so that nobody is called twice.
CREATE TABLE calls (
    thread BIGINT NOT NULL REFERENCES waits (thread) ON DELETE CASCADE,
    lookup BYTEA NOT NULL,
    PRIMARY KEY (thread, lookup)
);

-- What a listener chose (spaces, hours) and how often she was called today: sealed, as long for everybody. By account.
CREATE TABLE listeners (
    account BIGINT NOT NULL PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    sealed BYTEA NOT NULL
);

-- How long first answers took: threads by day and hour of opening and by quarters of an hour waited; -1: all that were opened.
CREATE TABLE first_answers (
    day INTEGER NOT NULL,
    hour INTEGER NOT NULL,
    quarters INTEGER NOT NULL,
    threads BIGINT NOT NULL,
    PRIMARY KEY (day, hour, quarters)
);
INSERT INTO waits SELECT id, posted_at, NULL, waiting_since IS NOT NULL, TRUE, 0, NULL, NULL FROM threads;
