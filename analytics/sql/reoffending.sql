-- Cohorts of proven reoffending, with the figures quoted from later editions beside the published table.
SELECT
    r.cohort_start, r.cohort_end, r.area_code, r.age_group, r.adult_or_youth, r.offenders, r.reoffenders, r.reoffences,
    r.quoted_from, r.edition_id
FROM reoffending r
ORDER BY r.area_code, r.adult_or_youth, r.age_group, r.cohort_start
