"""Proven reoffending: cohorts, their rates and comparisons, and their published rows."""
