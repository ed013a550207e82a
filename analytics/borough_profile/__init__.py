"""One borough: its scorecard, what stands out, its peers, and what to be careful with."""
