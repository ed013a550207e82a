-- Monthly counts of series at a level, on the completed grid.
SELECT series, area_code, month, value, edition_id
FROM {figures}
WHERE series = ANY($series::series_id[]) AND level = $level::level_name
