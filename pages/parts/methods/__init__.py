"""The methods page: registries in words, statements, how new the figures are."""
