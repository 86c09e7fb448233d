DROP TABLE staff_log;
DROP TABLE decisions;
DROP TABLE reports;
DROP TABLE cases;
