"""Monthly counts of indicators by area, the windows over them, their coverage, and which edition a month comes from."""
