-- Editions that were withdrawn, dated anew, or taken in although their figures are unusual, each with its reason.
SELECT edition_id, kind, why, done_on, given_on, resource, level, title, published_on FROM correction
UNION ALL
SELECT id, 'accept', accepted, NULL, NULL, resource, level, title, published_on FROM edition WHERE accepted <> ''
ORDER BY resource, level, edition_id, kind
