-- Every list and page is a stretch of an index, however much there is.
CREATE INDEX posts_of_voice ON posts (thread, voice, number);
CREATE INDEX posts_newest ON posts (posted_at);
CREATE INDEX voices_names ON voices (thread, name);
CREATE INDEX notifications_unseen ON notifications (account, seen);
DROP INDEX threads_columns;
CREATE INDEX threads_columns ON threads (is_column, listed, deleted, audience, posted_at, id);

-- How many of each kind a post has: kept with every reaction, and not counted when somebody reads.
CREATE TABLE reaction_counts (
    thread BIGINT NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (thread, number, kind)
);
INSERT INTO reaction_counts (thread, number, kind, count) SELECT thread, number, kind, count(*) FROM reactions GROUP BY thread, number, kind;
