"""Everyone whom a sentence names, and how they stand to each other."""
