-- First and last published month of every series at every level.
SELECT series, level, min(month) AS first_month, max(month) AS last_month FROM current GROUP BY series, level
