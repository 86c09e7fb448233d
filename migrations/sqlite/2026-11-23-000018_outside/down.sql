ALTER TABLE sign_ups DROP COLUMN adult;
ALTER TABLE sign_ups DROP COLUMN terms;
DROP TABLE agreements;
DROP TABLE notices;
