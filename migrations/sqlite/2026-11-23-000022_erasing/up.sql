-- The words of a removed post, to be erased for good before their time: one of staff asks, another does it. Who asked stands
-- sealed; the staff log has both.
CREATE TABLE word_erasures (
    decision BIGINT NOT NULL PRIMARY KEY REFERENCES decisions (id) ON DELETE CASCADE,
    reason TEXT NOT NULL CHECK (reason <> ''),
    asked_at BIGINT NOT NULL,
    done_at BIGINT,
    sealed BLOB NOT NULL
);

-- Reports that a moderator found to be made in bad faith.
ALTER TABLE reports ADD COLUMN bad_faith BOOLEAN NOT NULL DEFAULT FALSE;
