"""Who said it first, who copied whom, and how many voices that makes."""
