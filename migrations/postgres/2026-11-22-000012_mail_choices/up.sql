-- What somebody chose about letters stands sealed, as long for everybody: what she wants to hear, and when, says a lot.
-- A choice made before is carried over unsealed: a zero, which is the number of no key, then whether replies were off and
-- whether letters were discreet. The first night seals it.
ALTER TABLE accounts ADD COLUMN mail BYTEA NOT NULL DEFAULT '\x';
UPDATE accounts SET mail = CASE
    WHEN mail_replies = 'off' AND mail_discreet THEN '\x000101'::bytea
    WHEN mail_replies = 'off' THEN '\x000100'::bytea
    WHEN mail_discreet THEN '\x000001'::bytea
    ELSE '\x000000'::bytea
END;
ALTER TABLE accounts DROP COLUMN mail_replies;
ALTER TABLE accounts DROP COLUMN mail_discreet;

-- The letters of one reader about one thread, or her digests: what they told already, when the next may leave, and how
-- they belong together in her mail reader. One row a reader and thread that a letter was judged for, whatever she wants.
CREATE TABLE mail_series (
    account BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    seq BIGINT NOT NULL,
    day INTEGER NOT NULL,
    sealed BYTEA NOT NULL,
    lookup BYTEA NOT NULL UNIQUE,
    PRIMARY KEY (account, seq)
);
