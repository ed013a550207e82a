"""Everything at once: all monthly counts as Parquet by level, described as a Frictionless data package."""
