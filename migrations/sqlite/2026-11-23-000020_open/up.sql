-- Open books. What a line of the log says for programs, as JSON: what the public numbers are made of. Never about people.
ALTER TABLE staff_log ADD COLUMN facts TEXT NOT NULL DEFAULT '';
DROP TRIGGER staff_log_stands;
CREATE TRIGGER staff_log_stands BEFORE UPDATE OF seq, at, act, case_id, thread, number, detail, facts ON staff_log
BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;

-- Telling an authority something in an emergency, by two admins, or by one whose act another one looks at later. Why, what, to
-- whom and who stand sealed.
CREATE TABLE disclosures (
    id BIGINT NOT NULL PRIMARY KEY,
    thread BIGINT,
    voice BIGINT,
    asked_at BIGINT NOT NULL,
    made_at BIGINT,
    reviewed_at BIGINT,
    closed_at BIGINT,
    sealed BLOB NOT NULL
);
CREATE INDEX disclosures_by_time ON disclosures (asked_at, id);
