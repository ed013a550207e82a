-- Every area that the warehouse knows.
SELECT code, name, slug, level, parent_code, is_pseudo FROM area WHERE level <> 'lsoa'
