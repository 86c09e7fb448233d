DROP TABLE idempotency;
DROP TABLE mailed_tokens;
DROP TABLE sign_ups;
DROP TABLE sessions;
DROP TABLE accounts;
