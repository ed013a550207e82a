"""Panels of one borough and of its wards, and the field that finds it."""
