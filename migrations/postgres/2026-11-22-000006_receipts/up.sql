-- What is left of those who left: a receipt that knows no account, and their names, so that nobody else takes them.

CREATE TABLE receipts (
    id BIGINT NOT NULL PRIMARY KEY,           -- only the jobs of the erasure know it, sealed
    lookup BYTEA NOT NULL UNIQUE,           -- keyed hash of the code
    day INTEGER NOT NULL,                     -- forgotten a year later
    sealed BYTEA NOT NULL                   -- what was asked, when, and what is still to be done
);
CREATE INDEX receipts_by_day ON receipts (day);

CREATE TABLE former_names (
    lookup BYTEA NOT NULL PRIMARY KEY       -- keyed hash of the name's skeleton, without a date
);
