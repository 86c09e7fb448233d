DROP TABLE disclosures;
DROP TRIGGER staff_log_stands;
CREATE TRIGGER staff_log_stands BEFORE UPDATE OF seq, at, act, case_id, thread, number, detail ON staff_log
BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
ALTER TABLE staff_log DROP COLUMN facts;
