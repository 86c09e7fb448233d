ALTER TABLE accounts DROP COLUMN discreet;
