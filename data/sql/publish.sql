-- What pages read: the winner of every month, and the figures completed and sorted for range scans.
CREATE TABLE winner AS FROM winners(DATE '9999-12-31');
CREATE TABLE current AS
SELECT * FROM figures(DATE '9999-12-31') ORDER BY series, level, area_code, month;
