DROP TABLE shifts;
DROP TABLE case_messages;
DROP TABLE case_notes;
