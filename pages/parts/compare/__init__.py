"""Panels that compare all boroughs."""
