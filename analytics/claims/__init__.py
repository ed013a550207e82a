"""A published claim about crime or reoffending, held against the published figures."""
