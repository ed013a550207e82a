"""The route of claims."""
