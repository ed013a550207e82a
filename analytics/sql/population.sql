-- Residents and households by area and year. Where two editions have the same area and year, the later one.
SELECT p.area_code, p.year, p.value, p.measure
FROM population p JOIN edition e ON e.id = p.edition_id
QUALIFY row_number() OVER (
    PARTITION BY p.area_code, p.year, p.measure ORDER BY e.published_on DESC NULLS LAST, e.id DESC
) = 1
