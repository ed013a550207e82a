"""Where the numbers come from: published files → tidy rows → editions → the warehouse."""

# The version in pyproject.toml: publishers see it in our requests.
__version__ = "0.1.0"
