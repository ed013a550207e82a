"""What the numbers mean: indicators, windows, comparability, uncertainty and words. No screen and no HTTP."""
