-- Whether tabs name what is open: discreet, they say the site's neutral name and nothing else.
ALTER TABLE accounts ADD COLUMN discreet BOOLEAN NOT NULL DEFAULT TRUE;
