"""Where document work runs: in this process for a few reports, in local worker processes for many."""

from rashomon.engine.local import read_all

__all__ = ["read_all"]
