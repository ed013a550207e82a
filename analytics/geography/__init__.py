"""Where: areas by any spelling, boroughs that are alike, boundaries, and the populations that rates are per."""
