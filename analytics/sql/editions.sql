-- Every edition that the warehouse was built from.
SELECT id, dataset, resource, level, "table", title, published_on, published_estimated, months_from, months_to, url, licence
FROM edition ORDER BY dataset, resource, level, months_to, id
