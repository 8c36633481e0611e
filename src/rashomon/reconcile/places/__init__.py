"""Places of several reports: which are one, which lie in another."""
