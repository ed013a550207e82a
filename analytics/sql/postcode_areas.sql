-- The postcode areas that have been added: the letters with which postcodes begin.
SELECT DISTINCT regexp_extract(postcode, '^[A-Z]+') AS letters FROM postcode ORDER BY letters
