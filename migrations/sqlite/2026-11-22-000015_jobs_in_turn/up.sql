-- Much may be due at once: whether anything is, and what is next, are each one look into an index.
DROP INDEX jobs_waiting;
CREATE INDEX jobs_due ON jobs (state, due_at);
CREATE INDEX jobs_in_turn ON jobs (state, priority, due_at, id);
