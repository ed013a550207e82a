"""Panels on what Londoners think of their police."""
