DROP INDEX follows_untold;
ALTER TABLE follows DROP COLUMN unread_since;
