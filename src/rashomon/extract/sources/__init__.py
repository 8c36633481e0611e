"""Who says it, in which words, and how sure they make it."""
