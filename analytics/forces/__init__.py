"""London beside other police forces: the ONS's figures for a year, never mixed with the Metropolitan Police's own."""
