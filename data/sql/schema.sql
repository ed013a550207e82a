-- One tidy fact (observation) and what describes it. All editions are kept; `current` is what wins.
CREATE TABLE edition (
    id VARCHAR PRIMARY KEY, dataset VARCHAR, resource VARCHAR, level VARCHAR, "table" VARCHAR, title VARCHAR,
    published_on DATE, published_estimated BOOLEAN, months_from DATE, months_to DATE, rows BIGINT,
    content_hash VARCHAR, source_name VARCHAR, source_sha256 VARCHAR, url VARCHAR, licence VARCHAR,
    covers VARCHAR[], lacks VARCHAR[], warnings VARCHAR[], aliases VARCHAR[], dated_before DATE, accepted VARCHAR,
    unnamed VARCHAR[]
);
-- What is withdrawn (and so in no other table) or dated anew: `given_on` is the new day, `published_on` the old one.
CREATE TABLE correction (
    edition_id VARCHAR, kind VARCHAR, why VARCHAR, done_on DATE, given_on DATE,
    resource VARCHAR, level VARCHAR, title VARCHAR, published_on DATE
);
CREATE TABLE area (
    code VARCHAR PRIMARY KEY, name VARCHAR, slug VARCHAR, level VARCHAR, parent_code VARCHAR, is_pseudo BOOLEAN
);
-- Names that repeat a million times are enumerations: the grid is built in half the time and memory.
CREATE TABLE observation (series series_id, area_code area_code, month DATE, value BIGINT, edition_id edition_id);
CREATE TABLE population (area_code VARCHAR, measure VARCHAR, year INTEGER, value BIGINT, edition_id VARCHAR);
CREATE TABLE reoffending (
    cohort_start DATE, cohort_end DATE, area_code VARCHAR, age_group VARCHAR, adult_or_youth VARCHAR,
    offenders BIGINT, reoffenders BIGINT, reoffences BIGINT, quoted_from VARCHAR, edition_id VARCHAR
);
CREATE TABLE homicide (
    month DATE, area_code VARCHAR, role VARCHAR, age_group VARCHAR, sex VARCHAR, method VARCHAR, value BIGINT,
    edition_id VARCHAR
);
CREATE TABLE boundary (area_code VARCHAR, level VARCHAR, geometry VARCHAR, edition_id VARCHAR);
CREATE TABLE similar_area (area_code VARCHAR, rank INTEGER, neighbour_code VARCHAR, edition_id VARCHAR);
-- Where a postcode lies: borough, ward and LSOA; `ended` is the month YYYYMM in which it went out of use.
CREATE TABLE postcode (
    postcode VARCHAR, area_code VARCHAR, ward_code VARCHAR, lsoa_code VARCHAR, ended VARCHAR, edition_id VARCHAR
);
-- Opinion, not crime: whole percentages of a survey that publishes neither sample sizes nor intervals.
CREATE TABLE survey (area_code VARCHAR, question VARCHAR, quarter_end DATE, percent BIGINT, edition_id VARCHAR);
-- A year of offences as the ONS gives it: by force, its partnerships (without a name: the force itself), authority.
CREATE TABLE force_offence (
    force_code VARCHAR, force_name VARCHAR, partnership_code VARCHAR, partnership_name VARCHAR,
    authority_code VARCHAR, offence VARCHAR, value BIGINT, year_ending DATE, edition_id VARCHAR
);

-- Counts of record files of data.police.uk, London's forces alone. Another source than the observations above, whose
-- categories it shares only in part, and never added to them. `place`: inside the force's area, outside it, or nowhere.
CREATE TABLE street_count (
    force VARCHAR, month DATE, lsoa_code VARCHAR, lsoa_name VARCHAR, place VARCHAR, category VARCHAR, outcome VARCHAR,
    value BIGINT, edition_id VARCHAR
);
CREATE TABLE street_outcome (
    force VARCHAR, month DATE, lsoa_code VARCHAR, lsoa_name VARCHAR, place VARCHAR, outcome VARCHAR, value BIGINT,
    edition_id VARCHAR
);
CREATE TABLE search_count (
    force VARCHAR, month DATE, search_type VARCHAR, object VARCHAR, outcome VARCHAR, age_range VARCHAR,
    ethnicity VARCHAR, value BIGINT, edition_id VARCHAR
);

-- The newest edition wins a whole month of a resource at a level, never a cell. One that lacks a registered label
-- stands behind every edition that has it, whatever its date.
CREATE MACRO winners(as_of) AS TABLE
SELECT resource, level, month, edition_id
FROM (
    SELECT
        e.resource, e.level, m.month::DATE AS month, e.id AS edition_id,
        row_number() OVER (
            PARTITION BY e.resource, e.level, m.month
            ORDER BY len(e.lacks), e.published_on DESC, e.id DESC
        ) AS place
    FROM edition e, unnest(generate_series(e.months_from, e.months_to, INTERVAL 1 MONTH)) AS m (month)
    WHERE e."table" = 'observation' AND e.published_on <= as_of
)
WHERE place = 1;

-- The figures as they stood on a day, completed with zeros: inside an edition's coverage an absent row is a zero,
-- for every policed area of its level and every pseudo-area that the edition names. The MPS area is the sum of all
-- areas at borough level, pseudo-areas included. No indicator goes below the wards, so LSOAs are kept but not completed.
-- Of the series in `names` only, or of all where it is NULL: a few are completed in a quarter of the time.
CREATE MACRO figures_of(as_of, names) AS TABLE
WITH won AS (FROM winners(as_of)),
carried AS (
    SELECT w.level::level_name AS level, w.month, w.edition_id::edition_id AS edition_id,
        s.series::series_id AS series
    FROM won w JOIN edition e ON e.id = w.edition_id, unnest(e.covers) AS s (series)
    WHERE w.level <> 'lsoa' AND (names IS NULL OR list_contains(names::VARCHAR[], s.series))
),
place AS (
    SELECT e.id::edition_id AS edition_id, a.code::area_code AS area_code
    FROM edition e JOIN area a ON a.level = e.level
    WHERE NOT a.is_pseudo AND a.parent_code IS NOT NULL AND a.parent_code <> 'E09000001'
        AND e.level IN ('borough', 'ward') AND e."table" = 'observation'
    UNION
    SELECT DISTINCT edition_id, area_code FROM observation WHERE edition_id IN (SELECT edition_id FROM carried)
),
grid AS (
    SELECT c.series, p.area_code, c.level, c.month, coalesce(o.value, 0) AS value, c.edition_id
    FROM carried c
    JOIN place p ON p.edition_id = c.edition_id
    LEFT JOIN (FROM observation WHERE names IS NULL OR series = ANY(names::series_id[])) o
        ON o.edition_id = c.edition_id AND o.series = c.series
        AND o.area_code = p.area_code AND o.month = c.month
)
SELECT series, area_code, level, month, value, edition_id FROM grid
UNION ALL
SELECT series, 'E23000001'::area_code, 'mps'::level_name, month, sum(value)::BIGINT, edition_id
FROM grid WHERE level = 'borough' GROUP BY series, month, edition_id;

CREATE MACRO figures(as_of) AS TABLE FROM figures_of(as_of, NULL);
