ALTER TABLE threads DROP COLUMN closed;
DROP TABLE hidden;
DROP TABLE blocks;
