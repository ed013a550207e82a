-- Monthly counts of series in every edition that covers them, at one level; for the MPS area, the sum of its editions'
-- areas at borough level. Editions without a date are left out. A row that an edition lacks is zero: see `covers`.
SELECT e.id AS edition_id, o.series::VARCHAR AS series, o.month,
    CASE WHEN $whole THEN $mps ELSE o.area_code::VARCHAR END AS area_code, sum(o.value)::DOUBLE AS value
FROM observation o JOIN edition e ON o.edition_id::VARCHAR = e.id
WHERE o.series = ANY($series::series_id[]) AND e.level = $level AND e.published_on IS NOT NULL
    AND list_has_all(e.covers, $series::VARCHAR[])
GROUP BY ALL
