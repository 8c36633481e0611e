"""Which words name a place where something happens."""
