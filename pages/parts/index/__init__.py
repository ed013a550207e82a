"""The index of indicators, and the page of a single one."""
