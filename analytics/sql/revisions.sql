-- The same months in every edition that covers them: zero where an edition that carries the series has no row.
-- For the MPS area, the sum of all areas of an edition at borough level.
WITH held AS (
    SELECT e.id AS edition_id, e.published_on, e.published_estimated, s.series, m.month::DATE AS month
    FROM edition e, unnest(e.covers) AS s (series),
        unnest(generate_series(greatest(e.months_from, $start), least(e.months_to, $end), INTERVAL 1 MONTH)) AS m (month)
    WHERE e."table" = 'observation' AND list_contains($levels::VARCHAR[], e.level)
        AND list_contains($series::VARCHAR[], s.series) AND e.published_on <= $published_by
),
counted AS (
    SELECT edition_id, series, month, CASE WHEN $whole THEN $areas[1] ELSE area_code::VARCHAR END AS area_code,
        sum(value) AS value
    FROM observation
    WHERE series = ANY($series::series_id[]) AND month BETWEEN $start AND $end
        AND ($whole OR area_code::VARCHAR = ANY($areas))
    GROUP BY ALL
)
SELECT h.series, a.area_code, h.month, h.edition_id, h.published_on, h.published_estimated,
    coalesce(c.value, 0)::BIGINT AS value
FROM held h CROSS JOIN (SELECT unnest($areas::VARCHAR[]) AS area_code) a
LEFT JOIN counted c
    ON c.edition_id::VARCHAR = h.edition_id AND c.series::VARCHAR = h.series AND c.month = h.month AND c.area_code = a.area_code
ORDER BY a.area_code, h.month, h.published_on, h.edition_id
