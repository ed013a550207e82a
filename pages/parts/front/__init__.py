"""What the front page opens with: one field for an area, for figures and for a claim."""
