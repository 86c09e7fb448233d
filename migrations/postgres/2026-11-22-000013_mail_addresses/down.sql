DROP TABLE answered;
DROP TABLE mail_addresses;
