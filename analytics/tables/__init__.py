"""The published columns: their schema, the rows of counts, rates and changes, and the CSV writer."""
