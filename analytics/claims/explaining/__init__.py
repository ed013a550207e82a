"""The words and the rows of a checked claim."""
