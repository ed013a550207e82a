"""Panels of the victims of homicide."""
