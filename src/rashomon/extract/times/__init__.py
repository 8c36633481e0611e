"""Time expressions, read without knowing what day it is."""
