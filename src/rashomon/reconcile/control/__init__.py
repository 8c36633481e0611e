"""Who holds which place on which days."""
