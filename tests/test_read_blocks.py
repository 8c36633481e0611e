from pathlib import Path

import msgspec
import pytest

from rashomon.read.blocks import find_blocks

GOLD = Path(__file__).parent / "gold" / "read_blocks.jsonl"


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    text: str
    roles: list[str]
    why: str
    agencies: list[str] | None = None
    texts: dict[str, str] = {}
    title: str | None = None


CASES = [msgspec.json.decode(line, type=Case) for line in GOLD.read_bytes().splitlines() if line.strip()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_each_stretch_of_a_report_gets_its_role(case: Case) -> None:
    found = find_blocks(case.text, title=case.title)
    shown = [(block.role, case.text[block.start : block.end]) for block in found.blocks]
    assert [role for role, _ in shown] == case.roles, f"{case.why}\n" + "\n".join(map(str, shown))
    if case.agencies is not None:
        assert list(found.agencies) == case.agencies, case.why
    for role, words in case.texts.items():
        assert (role, words) in shown, case.why


def test_captions_marked_by_the_page_are_captions() -> None:
    text = "The siege began in May.\n\nA view of the port.\n\nShells fell daily."
    roles = [block.role for block in find_blocks(text, captions=("A view of the port.",)).blocks]
    assert roles == ["body", "caption", "body"]


def test_everything_between_blocks_is_white_space() -> None:
    for case in CASES:
        at = 0
        for block in find_blocks(case.text, title=case.title).blocks:
            assert not case.text[at : block.start].strip(), case.id
            at = block.end
        assert not case.text[at:].strip(), case.id
