DROP TABLE search_pending;
DROP TABLE search_totals;
DROP TABLE search_terms;
DROP TABLE search_sections;
