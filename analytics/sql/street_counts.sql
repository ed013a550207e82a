-- Counts of record files by force, month, category, place and last outcome, LSOAs added up.
SELECT force, month, category, place, outcome, sum(value)::BIGINT AS value, any_value(edition_id) AS edition_id
FROM street_current
GROUP BY force, month, category, place, outcome
ORDER BY ALL
