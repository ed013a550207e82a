-- A postcode in the newest edition of its postcode area; a file has one area.
SELECT p.area_code, p.ward_code, p.ended
FROM postcode p JOIN edition e ON e.id = p.edition_id
WHERE p.postcode = $postcode
ORDER BY e.months_to DESC, e.published_on DESC, e.id DESC
LIMIT 1
