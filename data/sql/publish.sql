-- What pages read: the winner of every month, and the figures completed and sorted for range scans.
CREATE TABLE winner AS FROM winners(DATE '9999-12-31');
CREATE TABLE current AS
SELECT * FROM figures(DATE '9999-12-31') ORDER BY series, level, area_code, month;
-- Of record files the newest archive wins each month of a force that it has a file of; others stay missing.
CREATE TABLE street_current AS
SELECT * EXCLUDE (place_of_edition) FROM (
    SELECT c.*, dense_rank() OVER (
        PARTITION BY c.force, c.month ORDER BY e.published_on DESC, e.id DESC
    ) AS place_of_edition
    FROM street_count c JOIN edition e ON e.id = c.edition_id
) WHERE place_of_edition = 1 ORDER BY force, lsoa_name, category, month;
CREATE TABLE search_current AS
SELECT * EXCLUDE (place_of_edition) FROM (
    SELECT c.*, dense_rank() OVER (
        PARTITION BY c.force, c.month ORDER BY e.published_on DESC, e.id DESC
    ) AS place_of_edition
    FROM search_count c JOIN edition e ON e.id = c.edition_id
) WHERE place_of_edition = 1 ORDER BY force, month;
