"""For whom an office, a house or a pronoun speaks."""
