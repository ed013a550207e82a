"""A claim held against the figures: the windows, the numbers, the neighbours, the verdict."""
