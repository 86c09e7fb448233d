DROP TABLE notice_cases;
DROP TABLE notices;
