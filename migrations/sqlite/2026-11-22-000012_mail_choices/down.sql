DROP TABLE mail_series;

-- What is sealed cannot be read here: nobody is written to who may have stopped it.
ALTER TABLE accounts ADD COLUMN mail_replies TEXT NOT NULL DEFAULT 'at_once';
ALTER TABLE accounts ADD COLUMN mail_discreet BOOLEAN NOT NULL DEFAULT TRUE;
UPDATE accounts SET mail_replies = 'off' WHERE length(mail) > 3 OR mail IN (X'000101', X'000100');
UPDATE accounts SET mail_discreet = FALSE WHERE mail IN (X'000100', X'000000');
ALTER TABLE accounts DROP COLUMN mail;
