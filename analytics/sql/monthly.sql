-- Monthly counts of indicators, each the signed sum of its series. A month in which one of the series has no
-- figure is left out: missing, never a short sum.
WITH term AS (
    SELECT unnest($indicators) AS indicator, unnest($series::series_id[]) AS series, unnest($signs) AS sign
),
needed AS (SELECT indicator, count(*) AS terms FROM term GROUP BY indicator)
SELECT
    t.indicator, c.area_code, c.month, sum(c.value * t.sign)::BIGINT AS value, any_value(c.edition_id) AS edition_id
FROM {figures} c
JOIN term t ON t.series = c.series
JOIN needed n ON n.indicator = t.indicator
WHERE c.series = ANY($series::series_id[]) AND c.level = $level::level_name
    AND (len($areas) = 0 OR c.area_code = ANY($areas::area_code[]))
GROUP BY t.indicator, c.area_code, c.month, n.terms
HAVING count(*) = n.terms
