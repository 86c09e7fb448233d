-- Open books. What a line of the log says for programs, as JSON: what the public numbers are made of. Never about people.
ALTER TABLE staff_log ADD COLUMN facts TEXT NOT NULL DEFAULT '';
DROP TRIGGER staff_log_stands ON staff_log;
CREATE TRIGGER staff_log_stands BEFORE UPDATE OF seq, at, act, case_id, thread, number, detail, facts OR DELETE ON staff_log FOR EACH ROW EXECUTE FUNCTION staff_log_stands();

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
    sealed BYTEA NOT NULL
);
CREATE INDEX disclosures_by_time ON disclosures (asked_at, id);
