"""Everything Rashomon raises on purpose, as one tree.

    RashomonError
     ├── InputError        a report, manifest or archive that cannot be read; names the file and the reason
     ├── ReferenceDataError a codebook, roster or gazetteer file that is missing or does not parse
     ├── ModelError        a value that breaks its own rule (also a ValueError, so decoders report the path)
     ├── LedgerError       the ledger cannot be opened, is damaged or refuses an entry
     └── UsageError        a question that cannot be asked (an unknown place, a bad day)

One bad report is not an error: it becomes a `rashomon.model.text.Rejected` and the others go on.
"""


class RashomonError(Exception):
    """Root of everything that this package raises on purpose."""


class InputError(RashomonError):
    """Input that cannot be read.

    Args:
        name: The file or URL as the user gave it.
        why: The reason, in one plain sentence without the name.
    """

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}")
        self.name = name
        self.why = why


class ReferenceDataError(RashomonError):
    """A reference file (codebook, roster, gazetteer) is missing or does not parse."""


class ModelError(RashomonError, ValueError):
    """A value that breaks its own rule. A ValueError too, so that decoding names the path to it."""


class LedgerError(RashomonError):
    """The ledger cannot be opened, is damaged, or refuses an entry."""


class UsageError(RashomonError):
    """A question that cannot be asked: an unknown measure, a day that is no day."""
