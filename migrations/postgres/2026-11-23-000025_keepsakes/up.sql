-- Places in posts whose words somebody keeps for a hard day: no copy of them, only where they stand. By account.
CREATE TABLE keepsakes (
    account BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    lookup BYTEA NOT NULL,                     -- keyed hash: of which post
    sealed BYTEA NOT NULL,
    PRIMARY KEY (account, lookup)
);
