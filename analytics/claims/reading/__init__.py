"""What a sentence says, piece by piece: subject, places, times, quantities; and what cannot be read."""
