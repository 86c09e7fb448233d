-- What members agreed to. By account: which version of the terms, or which consent, and when, stands only sealed.
CREATE TABLE agreements (
    account BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    seq BIGINT NOT NULL,
    day INTEGER NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (account, seq)
);

-- The version of the terms that somebody accepted when she signed up.
ALTER TABLE sign_ups ADD COLUMN terms TEXT;
