"""The made-up municipality: the same for a seed, whole, possible, and like the reports."""
