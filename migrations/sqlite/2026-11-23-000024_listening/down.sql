DROP TABLE first_answers;
DROP TABLE listeners;
DROP TABLE calls;
DROP TABLE waits;
