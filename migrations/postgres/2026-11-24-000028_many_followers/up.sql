-- Where many want to hear of every reply, each hears of the first that she has not read, and of no other until she has: her row says
-- since which number. NULL: nothing is unread that she was told of in this way.
ALTER TABLE follows ADD COLUMN unread_since INTEGER;
CREATE INDEX follows_untold ON follows (thread, level, unread_since, lookup);
