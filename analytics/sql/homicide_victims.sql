-- Victims of the newest edition, by calendar year of recording.
WITH newest AS (
    SELECT edition_id FROM homicide h JOIN edition e ON e.id = h.edition_id
    WHERE h.role = 'victim'
    ORDER BY e.months_to DESC, e.published_on DESC NULLS LAST, e.id DESC
    LIMIT 1
)
SELECT year(month)::INTEGER AS year, area_code, age_group, sex, method, sum(value)::BIGINT AS value, edition_id
FROM homicide
WHERE role = 'victim' AND edition_id = (SELECT edition_id FROM newest)
GROUP BY ALL
ORDER BY ALL
