DROP TABLE reaction_counts;
DROP INDEX threads_columns;
CREATE INDEX threads_columns ON threads (posted_at, id) WHERE is_column;
DROP INDEX notifications_unseen;
DROP INDEX voices_names;
DROP INDEX posts_newest;
DROP INDEX posts_of_voice;
