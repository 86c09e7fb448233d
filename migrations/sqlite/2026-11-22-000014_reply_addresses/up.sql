-- Addresses that replies by mail go to. A row knows neither an account nor a thread but under its seal; the token itself stands
-- nowhere.

CREATE TABLE reply_addresses (
    lookup BLOB  NOT NULL PRIMARY KEY,         -- keyed hash of the token
    last_day INTEGER NOT NULL,                -- good until then, and forgotten the night after
    sealed BLOB  NOT NULL                      -- whose, in which thread, after which post, under which of her names
);
CREATE INDEX reply_addresses_by_day ON reply_addresses (last_day);
