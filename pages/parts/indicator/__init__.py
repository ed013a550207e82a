"""Panels of one indicator: its course, control chart, season, composition, areas and revisions."""
