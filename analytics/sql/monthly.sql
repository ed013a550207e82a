-- Monthly counts of series at a level, on the completed grid; without areas, of all of them.
SELECT series, area_code, month, value, edition_id
FROM {figures}
WHERE series = ANY($series::series_id[]) AND level = $level::level_name
    AND (len($areas) = 0 OR area_code = ANY($areas::area_code[]))
