"""Counts of one matter: what they count, how they stand to each other, and the toll that they make."""
