-- What was decided about a check. A check without a row is as `config/checks.toml` says.
CREATE TABLE checks (
    name TEXT NOT NULL PRIMARY KEY,
    is_on BOOLEAN NOT NULL,
    most INTEGER NOT NULL,
    within INTEGER NOT NULL
);

-- By thread: what a new member's post is like, in bands. Kept for a week.
CREATE TABLE fingerprints (
    thread BIGINT NOT NULL,
    number INTEGER NOT NULL,
    band INTEGER NOT NULL,
    value BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (thread, number, band),
    FOREIGN KEY (thread, number) REFERENCES posts (thread, number) ON DELETE CASCADE
);
CREATE INDEX fingerprints_by_value ON fingerprints (value, at);

-- A storm: until when new members' posts wait.
CREATE TABLE storms (
    id BIGINT NOT NULL PRIMARY KEY,
    began_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX storms_by_end ON storms (ends_at);
