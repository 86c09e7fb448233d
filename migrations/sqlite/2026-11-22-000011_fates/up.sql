-- What became of every letter to a member: what it was about, whether it left and why not, and when, stand only in `sealed`.
CREATE TABLE letters (
    account BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    seq BIGINT NOT NULL,
    day INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    lookup BLOB NOT NULL UNIQUE,                -- keyed hash of what a bounce of it is addressed to
    PRIMARY KEY (account, seq)
);
CREATE INDEX letters_by_day ON letters (day);

-- How many letters of a kind met which fate on a day, whoever they were for.
CREATE TABLE letter_counts (
    day INTEGER NOT NULL,
    kind TEXT NOT NULL,
    fate TEXT NOT NULL,
    reason TEXT NOT NULL,                     -- empty where it would tell what a reader chose
    count BIGINT NOT NULL,
    PRIMARY KEY (day, kind, fate, reason)
);
