-- The newest edition of each year: a force's own row, its partnerships and what is assigned to none of them.
WITH newest AS (
    SELECT id FROM edition WHERE "table" = 'force_offence'
    QUALIFY row_number() OVER (PARTITION BY months_to ORDER BY published_on DESC NULLS LAST, id DESC) = 1
)
SELECT f.force_code, f.force_name, f.partnership_code, f.partnership_name, f.authority_code, f.offence, f.value,
    f.year_ending, f.edition_id
FROM force_offence f JOIN newest n ON n.id = f.edition_id
ORDER BY f.offence, f.force_code, f.partnership_name, f.year_ending
