DROP TABLE disclosures;
DROP TRIGGER staff_log_stands ON staff_log;
CREATE TRIGGER staff_log_stands BEFORE UPDATE OF seq, at, act, case_id, thread, number, detail OR DELETE ON staff_log FOR EACH ROW EXECUTE FUNCTION staff_log_stands();
ALTER TABLE staff_log DROP COLUMN facts;
