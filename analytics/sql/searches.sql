-- Counts of stop and search by force and month, and by what was searched for, what came of it, and of whom.
SELECT force, month, search_type, object, outcome, age_range, ethnicity, value, edition_id
FROM search_current
ORDER BY ALL
