r"""Reading: files, folders, pages, feeds, tables, archives and manifests become reports.

`read_paths` is the one door. It yields a `Report` for each text that it could read and a `Rejected`
with the reason for each that it could not, one at a time, so that a million reports need the memory
of one. The text of a report is what its bytes say, with newlines as ``\n`` and nothing else changed,
so that an analyst finds every quote in the original.
"""

from rashomon.read.limits import Limits
from rashomon.read.sources import count_inputs, read_paths

__all__ = ["Limits", "count_inputs", "read_paths"]
