"""Record files of data.police.uk, a row for each crime, outcome or search: checked and counted.

The counting is one Ibis expression. DuckDB runs it by default; a Spark cluster runs the same one where the files
outgrow a machine. What pages read are the counts of London's forces in the warehouse, never the rows.
"""
