"""Settings for all tests."""

from hypothesis import settings

# How long an example takes is the machine's matter, and other work on it: no test fails by that.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
