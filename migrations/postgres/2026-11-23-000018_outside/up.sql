-- What concerns those outside.

-- A notice that something here is against the law, from anybody. Who sent it stands sealed, or nowhere. `channel`: form.
-- `urls` has one on each line. `due_at` is when it should be decided; `decision`, what closed it; `automated`, that a program
-- decided.
CREATE TABLE notices (
    id BIGINT NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    token_hash BYTEA NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    category TEXT NOT NULL,
    explanation TEXT NOT NULL,
    urls TEXT NOT NULL,
    extra TEXT NOT NULL,
    contact BYTEA,
    good_faith BOOLEAN NOT NULL,
    received_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    acknowledged_at BIGINT,
    decision BIGINT,
    closed_at BIGINT,
    answer TEXT NOT NULL,
    automated BOOLEAN NOT NULL,
    CHECK (good_faith),
    CHECK (closed_at IS NULL OR decision IS NOT NULL OR answer <> '')
);
CREATE INDEX notices_by_time ON notices (received_at, id);

-- The cases that a notice is about, and what came of it in each.
CREATE TABLE notice_cases (
    notice BIGINT NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    case_id BIGINT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    decision BIGINT,
    outcome TEXT,
    PRIMARY KEY (notice, case_id)
);
CREATE INDEX notice_cases_by_case ON notice_cases (case_id);
CREATE INDEX notice_cases_by_decision ON notice_cases (decision);
