ALTER TABLE reports DROP COLUMN bad_faith;
DROP TABLE word_erasures;
