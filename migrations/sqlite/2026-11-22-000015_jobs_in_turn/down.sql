DROP INDEX jobs_in_turn;
DROP INDEX jobs_due;
CREATE INDEX jobs_waiting ON jobs (state, due_at, priority, id);
