ALTER TABLE sign_ups DROP COLUMN terms;
DROP TABLE agreements;
