-- Where letters came back from, and where none may go. A row knows an address by its keyed hash alone, and nobody's account:
-- it outlives the account, so that who has left is not written to by a mistake.
CREATE TABLE mail_addresses (
    lookup BYTEA NOT NULL PRIMARY KEY,         -- keyed hash of the address, under a label of its own
    score INTEGER NOT NULL,                   -- what came back, summed up
    scored_day INTEGER NOT NULL,              -- the last day something came back
    stopped TEXT,                             -- bounced, complained or operator; null: nothing is kept back
    reason TEXT NOT NULL,                     -- of which kind that was
    source TEXT NOT NULL,                     -- a report, the relay, a complaint, a provider, an operator
    day INTEGER NOT NULL                      -- since when it is so
);
CREATE INDEX mail_addresses_by_day ON mail_addresses (scored_day);

-- Who was answered by a machine, and on which day: once a day at most.
CREATE TABLE answered (
    lookup BYTEA NOT NULL PRIMARY KEY,         -- keyed hash of the address
    day INTEGER NOT NULL
);
CREATE INDEX answered_by_day ON answered (day);
