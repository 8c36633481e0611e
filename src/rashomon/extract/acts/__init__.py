"""What happened: predicates, nouns and lines of bulletins to acts with their parties, and who holds what."""
