ALTER TABLE posts DROP COLUMN new_here;
DROP INDEX threads_columns;
ALTER TABLE threads DROP COLUMN is_column;
DROP TABLE bios;
DROP TABLE endings;
