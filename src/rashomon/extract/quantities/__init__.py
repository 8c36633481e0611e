"""Numbers and what is counted."""
