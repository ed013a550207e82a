-- The published nearest neighbours, nearest first.
SELECT area_code, neighbour_code FROM similar_area ORDER BY area_code, rank
