"""What the words of a text name: indicators, places, times, figures, which way something changed, who says it."""
