"""How published figures were revised by later editions, and whether a newer edition is due."""
