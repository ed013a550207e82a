"""Static charts: one renderer for the briefing, the first paint, sharing pictures, embedding and reports."""
