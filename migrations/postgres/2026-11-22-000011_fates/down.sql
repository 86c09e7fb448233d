DROP TABLE letter_counts;
DROP TABLE letters;
