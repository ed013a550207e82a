"""Fetching new editions: the publishers' catalogue, downloads, what changed, the outcome and the schedule."""
