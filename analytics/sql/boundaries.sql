-- Shapes of a level's areas, GeoJSON geometry as text.
SELECT area_code, geometry FROM boundary WHERE level = $level ORDER BY area_code
