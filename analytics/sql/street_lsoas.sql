-- Counts of record files of one force over some months, by LSOA and category; those without an LSOA are left to the
-- total of the force.
SELECT lsoa_code, min(lsoa_name) AS lsoa_name, category, place, sum(value)::BIGINT AS value,
    max(edition_id) AS edition_id
FROM street_current
WHERE force = $force AND month BETWEEN $first AND $last AND lsoa_code IS NOT NULL
GROUP BY lsoa_code, category, place
ORDER BY ALL
