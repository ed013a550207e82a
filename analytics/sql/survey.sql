-- The newest edition of the survey at each level, whole: every edition carries the series from its start.
WITH newest AS (
    SELECT id FROM edition WHERE "table" = 'survey'
    QUALIFY row_number() OVER (PARTITION BY level ORDER BY published_on DESC NULLS LAST, months_to DESC, id DESC) = 1
)
SELECT s.area_code, s.question, s.quarter_end, s.percent, s.edition_id
FROM survey s JOIN newest n ON n.id = s.edition_id
ORDER BY s.question, s.area_code, s.quarter_end
