-- Moderation that explains itself and can be taken back.

-- A thread whose opening post waits for a person does not exist for others yet. What moderators changed of a thread, and by
-- which rule, stands beside it: `notes=kindness;space=asked`.
ALTER TABLE threads ADD COLUMN held BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE threads ADD COLUMN moderated TEXT NOT NULL DEFAULT '';

-- Every change of a case counts its version up: of two acts on the same version one is refused. `marks` says what came together
-- in it (concern, report, hold, notice, appeal, signal, newcomer, opinion), for filters. `due_at` is when it should be
-- decided; `called_at`, when moderators were called because it was not.
ALTER TABLE cases ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN marks TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN due_at BIGINT;
ALTER TABLE cases ADD COLUMN called_at BIGINT;

-- `before_state` and `after_state` are the two ends of what a decision changed. `class` is why a hold holds, as its writer
-- is told. `ground`: terms | law. `detected`: a program found it; `automatic`: a program decided it. `decider` knows the one
-- who decided again, by a keyed hash of her and the decision. `batch` joins what was decided in one act. `step` orders what was
-- decided in one thread. `ended_at` is when a hold ended, however it did.
ALTER TABLE decisions ADD COLUMN after_state TEXT NOT NULL DEFAULT '';
ALTER TABLE decisions ADD COLUMN class TEXT NOT NULL DEFAULT '';
ALTER TABLE decisions ADD COLUMN ground TEXT NOT NULL DEFAULT 'terms' CHECK (ground IN ('terms', 'law'));
ALTER TABLE decisions ADD COLUMN detected BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE decisions ADD COLUMN restricts BOOLEAN NOT NULL DEFAULT FALSE CHECK (NOT restricts OR (facts <> '' AND rule <> ''));
ALTER TABLE decisions ADD COLUMN decider BYTEA NOT NULL DEFAULT '';
ALTER TABLE decisions ADD COLUMN batch BIGINT;
ALTER TABLE decisions ADD COLUMN step INTEGER NOT NULL DEFAULT 0;
ALTER TABLE decisions ADD COLUMN ended_at BIGINT;
UPDATE decisions SET restricts = TRUE WHERE facts <> '' AND rule <> '';
UPDATE decisions SET after_state = CASE action WHEN 'remove' THEN 'removed' WHEN 'lock' THEN 'locked' ELSE '' END;
CREATE INDEX decisions_by_place ON decisions (thread, step);
CREATE INDEX decisions_by_batch ON decisions (batch);
CREATE INDEX decisions_by_time ON decisions (decided_at, id);

-- What a program noticed about a post. It decides nothing; a hold is a decision of its own.
CREATE TABLE signals (
    id BIGINT NOT NULL PRIMARY KEY,
    case_id BIGINT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    class TEXT NOT NULL,
    check_name TEXT NOT NULL,
    facts TEXT NOT NULL,
    at BIGINT NOT NULL,
    state TEXT NOT NULL                       -- open | closed
);
CREATE INDEX signals_by_case ON signals (case_id, id);

-- An objection to a decision. Who objects and who decides stand sealed; `lookup` lets each object once.
CREATE TABLE appeals (
    id BIGINT NOT NULL PRIMARY KEY,
    decision BIGINT NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
    case_id BIGINT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,                      -- open | upheld | refused
    appealed_at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    decided_at BIGINT,
    sealed BYTEA NOT NULL,
    lookup BYTEA NOT NULL UNIQUE,
    decider BYTEA,
    decided_sealed BYTEA,
    CHECK (state = 'open' OR (reason <> '' AND decided_at IS NOT NULL AND decider IS NOT NULL))
);
CREATE INDEX appeals_by_decision ON appeals (decision);
CREATE INDEX appeals_by_case ON appeals (case_id, state);

-- Nothing is removed, held or locked without its statement of reasons (L-09).
CREATE FUNCTION posts_with_reasons() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state IN ('removed', 'held') AND NEW.state <> OLD.state AND NOT EXISTS (
        SELECT 1 FROM decisions WHERE thread = NEW.thread AND number = NEW.number AND after_state = NEW.state
            AND undone_at IS NULL AND rule <> '' AND facts <> '')
    THEN RAISE EXCEPTION 'a post is restricted without a decision'; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER posts_with_reasons BEFORE UPDATE OF state ON posts FOR EACH ROW EXECUTE FUNCTION posts_with_reasons();
CREATE FUNCTION threads_with_reasons() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state = 'locked' AND OLD.state <> 'locked' AND NOT EXISTS (
        SELECT 1 FROM decisions WHERE thread = NEW.id AND after_state = 'locked' AND undone_at IS NULL AND rule <> '' AND facts <> '')
    THEN RAISE EXCEPTION 'a thread is locked without a decision'; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER threads_with_reasons BEFORE UPDATE OF state ON threads FOR EACH ROW EXECUTE FUNCTION threads_with_reasons();

-- Whoever decided does not judge the objection, while somebody else could; alone, not before a day has passed (L-12).
CREATE FUNCTION appeals_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.decider IS NOT NULL AND NEW.decider = (SELECT decider FROM decisions WHERE id = NEW.decision) AND (
        NEW.decided_at < NEW.appealed_at + 86400000
        OR (SELECT count(*) FROM accounts WHERE role IN ('moderator', 'admin')) > 1)
    THEN RAISE EXCEPTION 'an appeal is decided by another'; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER appeals_by_another BEFORE UPDATE OF decider ON appeals FOR EACH ROW EXECUTE FUNCTION appeals_by_another();

-- The log is added to. A line goes when it is two years older than the newest.
CREATE FUNCTION staff_log_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' OR OLD.at > (SELECT max(at) FROM staff_log) - 63072000000 THEN
        RAISE EXCEPTION 'the log is only added to';
    END IF;
    RETURN OLD;
END $$;
-- (A newer key may seal a line anew.)
CREATE TRIGGER staff_log_stands BEFORE UPDATE OF seq, at, act, case_id, thread, number, detail OR DELETE ON staff_log FOR EACH ROW EXECUTE FUNCTION staff_log_stands();
