mod collected;
