-- Residents and households by area and year, of what was published by a day; of the first editions where none was.
-- Where two editions have the same area and year, the later one.
SELECT p.area_code, p.year, p.value, p.measure
FROM population p
JOIN (
    SELECT id, published_on, min(published_on) OVER (PARTITION BY resource) AS first_published
    FROM edition WHERE "table" = 'population'
) e ON e.id = p.edition_id
WHERE $published_by IS NULL OR e.published_on IS NULL OR e.published_on <= greatest($published_by::DATE, e.first_published)
QUALIFY row_number() OVER (
    PARTITION BY p.area_code, p.year, p.measure ORDER BY e.published_on DESC NULLS LAST, e.id DESC
) = 1
