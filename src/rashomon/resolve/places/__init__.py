"""Which place is meant."""
