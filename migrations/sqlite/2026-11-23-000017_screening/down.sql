DROP TABLE storms;
DROP TABLE fingerprints;
DROP TABLE checks;
