"""What a count counts, of whom, and over which days."""
