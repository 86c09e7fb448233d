-- All by thread. Who reported, claimed, decided or acted stands only sealed.

CREATE TABLE cases (
    id BIGINT NOT NULL PRIMARY KEY,
    thread BIGINT NOT NULL,
    number INTEGER NOT NULL,
    state TEXT NOT NULL,                      -- open | claimed | closed
    weight INTEGER NOT NULL,
    opened_at BIGINT NOT NULL,
    claim_sealed BLOB,
    claim_until BIGINT,
    UNIQUE (thread, number),
    FOREIGN KEY (thread, number) REFERENCES posts (thread, number) ON DELETE CASCADE
);
CREATE INDEX cases_queue ON cases (state, weight, opened_at, id);

CREATE TABLE reports (
    id BIGINT NOT NULL PRIMARY KEY,
    case_id BIGINT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    note TEXT,
    reported_at BIGINT NOT NULL,
    state TEXT NOT NULL,                      -- open | closed
    outcome TEXT,
    decision BIGINT,                          -- which one closed it
    sealed BLOB NOT NULL,
    lookup BLOB NOT NULL UNIQUE
);
CREATE INDEX reports_by_case ON reports (case_id, id);

CREATE TABLE decisions (
    id BIGINT NOT NULL PRIMARY KEY,
    case_id BIGINT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    thread BIGINT NOT NULL,
    number INTEGER NOT NULL,
    action TEXT NOT NULL,
    rule TEXT NOT NULL,
    facts TEXT NOT NULL,
    message TEXT NOT NULL,
    found_by TEXT NOT NULL,
    automatic BOOLEAN NOT NULL,
    before_state TEXT NOT NULL,               -- what undo brings back
    decided_at BIGINT NOT NULL,
    undone_at BIGINT,
    sealed BLOB NOT NULL,
    CHECK (action = 'keep' OR (facts <> '' AND rule <> ''))
);
CREATE INDEX decisions_by_case ON decisions (case_id, id);

-- Append-only: the programs have no statement that changes or deletes a row.
CREATE TABLE staff_log (
    seq BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    act TEXT NOT NULL,
    case_id BIGINT,
    thread BIGINT,
    number INTEGER,
    detail TEXT NOT NULL,
    sealed BLOB NOT NULL
);
CREATE INDEX staff_log_by_case ON staff_log (case_id, seq);
