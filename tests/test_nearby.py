"""Days of a revision, where the tree has no verb."""

from types import SimpleNamespace
from typing import Any, cast

from spacy.tokens import Doc
from spacy.vocab import Vocab

from rashomon.extract.acts.nearby import _of_revision


def test_a_fragment_whose_root_is_a_preposition_is_read_to_its_end() -> None:
    """Glued or stripped text has such trees; walking up from the day has to stop at the root."""
    doc = Doc(Vocab(), words=["On", "Thursday"], heads=[0, 0], deps=["ROOT", "pobj"], pos=["ADP", "PROPN"])
    tagged = cast("Any", SimpleNamespace(parsed=SimpleNamespace(doc=doc), lemmas=["on", "thursday"]))
    assert not _of_revision(tagged, 1)
