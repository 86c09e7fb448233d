DROP TABLE changes;
DROP TABLE processes;
