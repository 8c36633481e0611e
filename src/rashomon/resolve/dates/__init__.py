"""Which day is meant."""
