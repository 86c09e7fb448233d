-- What moderators say to each other about a case, and to whoever wrote the post; and when they are on duty.

-- kind: note | question | answer | handover. Who wrote it stands sealed, and only staff ever reads it.
CREATE TABLE case_notes (
    id BIGINT NOT NULL PRIMARY KEY,
    case_id BIGINT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    at BIGINT NOT NULL,
    sealed BYTEA NOT NULL
);
CREATE INDEX case_notes_by_case ON case_notes (case_id, at, id);

-- A conversation about a case, which is no penalty: between the moderators and the voice that wrote the post. Nothing here
-- says who either is.
CREATE TABLE case_messages (
    id BIGINT NOT NULL PRIMARY KEY,
    case_id BIGINT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    by_staff BOOLEAN NOT NULL,
    body TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX case_messages_by_case ON case_messages (case_id, at, id);

-- When somebody of staff was on duty, and for how long she means to be; who stands sealed. `hard` counts what weighs on her; `note` is what she
-- leaves for the next.
CREATE TABLE shifts (
    id BIGINT NOT NULL PRIMARY KEY,
    began_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    ended_at BIGINT,
    hard INTEGER NOT NULL,
    note TEXT NOT NULL,
    sealed BYTEA NOT NULL
);
CREATE INDEX shifts_by_time ON shifts (began_at);
