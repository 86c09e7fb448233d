-- The index of the words of public and members' threads: of what everybody with the right may read, and of nothing else.
-- Twenty posts of a thread are one section, so that a long thread costs no more to change than a short one.
CREATE TABLE search_sections (
    id BIGINT NOT NULL PRIMARY KEY,           -- grows with time: the newest are looked at first
    thread BIGINT NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
    section INTEGER NOT NULL,                 -- from 0
    public BOOLEAN NOT NULL,                  -- whether visitors may read the thread
    opening INTEGER NOT NULL,                 -- how many of the stems are the title's and the opening post's: they come first
    length BIGINT NOT NULL,                   -- stems, those of the opening counted as often as they weigh
    stems TEXT NOT NULL                       -- words without their endings, one space apart
);
CREATE UNIQUE INDEX search_sections_of_thread ON search_sections (thread, section);

-- In how many sections each stem stands: what a rare word is worth. Apart for visitors, whose answers must not depend on what
-- members wrote for members.
CREATE TABLE search_terms (
    term TEXT NOT NULL PRIMARY KEY,
    public_sections BIGINT NOT NULL,
    all_sections BIGINT NOT NULL
);

CREATE TABLE search_totals (
    scope TEXT NOT NULL PRIMARY KEY,          -- public | all
    sections BIGINT NOT NULL,
    length BIGINT NOT NULL
);
INSERT INTO search_totals VALUES ('public', 0, 0), ('all', 0, 0);

-- Sections whose posts changed, to be read again.
CREATE TABLE search_pending (
    thread BIGINT NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
    section INTEGER NOT NULL,
    mark BIGINT NOT NULL,                     -- of the last change: what changed meanwhile is read once more
    PRIMARY KEY (thread, section)
) WITHOUT ROWID;
INSERT INTO search_pending SELECT DISTINCT thread, (number - 1) / 20, 0 FROM posts;

-- The full-text index itself. It holds which stem stands in which section and nothing more; what is taken out is gone from its
-- pages at once, not at some later merge.
CREATE VIRTUAL TABLE __search_words USING fts5 (
    stems, content = 'search_sections', content_rowid = 'id', detail = 'none', columnsize = 0, tokenize = 'unicode61 remove_diacritics 0'
);
INSERT INTO __search_words (__search_words, rank) VALUES ('secure-delete', 1);
