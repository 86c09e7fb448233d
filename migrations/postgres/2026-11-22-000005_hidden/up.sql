-- What somebody does not want to see, by account: which voice, whose, which notes and which words stand only sealed.

-- One row a block. Of a named voice or of an alias: the two look alike here, in length too.
CREATE TABLE blocks (
    account BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    seq BIGINT NOT NULL,
    day INTEGER NOT NULL,
    sealed BYTEA NOT NULL,
    lookup BYTEA NOT NULL UNIQUE,
    PRIMARY KEY (account, seq)
);

-- Content notes and words that keep a thread out of her sight.
CREATE TABLE hidden (
    account BIGINT NOT NULL PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    sealed BYTEA NOT NULL
);

-- Its author takes no more answers. A moderator's lock is `state`: the author cannot undo that one.
ALTER TABLE threads ADD COLUMN closed BOOLEAN NOT NULL DEFAULT FALSE;
