"""What pages are made of: filters, tiles, panels, figures, words."""
