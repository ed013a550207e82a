-- Every edition that the warehouse was built from, with all that its log says of it.
FROM edition ORDER BY dataset, resource, level, months_to, id
