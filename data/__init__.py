"""Where the numbers come from: published files → tidy rows → editions → the warehouse."""
