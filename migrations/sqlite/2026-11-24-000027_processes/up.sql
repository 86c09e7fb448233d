-- Several processes on one PostgreSQL: who is alive, and which threads changed, until everybody alive has heard of it. SQLite has
-- one process, and nothing in here.
CREATE TABLE processes (
    id BIGINT NOT NULL PRIMARY KEY,           -- by chance, anew at every start
    beat BIGINT NOT NULL,                     -- goes up while it lives
    seen TEXT NOT NULL                        -- the snapshot up to which it has heard of all changes
);
CREATE TABLE changes (
    xid BIGINT NOT NULL,                      -- the transaction
    thread BIGINT NOT NULL,
    card BOOLEAN NOT NULL,                    -- what lists show of it changed too
    process BIGINT NOT NULL,                  -- who wrote it, and knows already
    PRIMARY KEY (xid, thread)
);
