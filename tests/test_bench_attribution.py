"""Who says what in any sentence, and how the bench counts it; all documents here are made up."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))

import set_attribution as bench
from rashomon.extract.sources.quotes import find_attributions, find_quotes

TEXT = """Mayor of Oldbridge: Ferry service will resume.

The harbour master said that two boats had sunk near the pier. According to the coast guard, nobody drowned.

“We heard the storm at night. It took the roof,” said Mira Kolt, a baker in Oldbridge. “Then the lights went out.”

Boats left the bay in the morning.
"""


def read(text: str) -> list[tuple[str, str]]:
    """Source and content of each attribution, as printed."""
    found = find_attributions(bench.report_of("made-up", text))
    return [
        (text[a.source.start : a.source.end] if a.source else "", " … ".join(text[s.start : s.end] for s in a.content))
        for a in found
    ]


@pytest.fixture(scope="module")
def attributions() -> list[tuple[str, str]]:
    return read(TEXT)


def test_a_verb_of_speech_gives_its_subject_and_its_clause(attributions: list[tuple[str, str]]) -> None:
    assert ("The harbour master", "that two boats had sunk near the pier") in attributions


def test_according_to_gives_the_rest_of_the_sentence(attributions: list[tuple[str, str]]) -> None:
    assert ("the coast guard", "nobody drowned") in attributions


def test_a_quotation_over_sentences_is_one_speech_of_the_speaker_beside_it(
    attributions: list[tuple[str, str]],
) -> None:
    spoken = [content for source, content in attributions if source.startswith("Mira Kolt")]
    assert spoken == ["“We heard the storm at night. It took the roof,” … “Then the lights went out.”"]


def test_a_headline_colon_gives_a_speaker(attributions: list[tuple[str, str]]) -> None:
    assert ("Mayor of Oldbridge", "Ferry service will resume.") in attributions


def test_a_sentence_without_a_source_gives_nothing(attributions: list[tuple[str, str]]) -> None:
    assert not any("Boats left" in content for _, content in attributions)


def test_a_blow_in_a_report_on_a_war_is_no_opinion() -> None:
    assert read("Storm.\n\nThe gunmen attacked the base and blasted its gate.") == []


def test_a_quotation_left_open_runs_to_the_end_of_its_paragraph() -> None:
    text = "“The road is closed and nobody comes."
    assert [(q.start, q.end) for q in find_quotes(text, 0, len(text))] == [(0, len(text))]


@pytest.mark.parametrize("text", ["", "“", "said", "“”", "According to", "X:", "'' ''", "— (@a)"])
def test_scraps_are_read_without_a_fault(text: str) -> None:
    for one in find_attributions(bench.report_of("scrap", text)):
        assert all(0 <= s.start < s.end <= len(text) for s in one.content)


def test_brat_files_are_read_with_broken_spans_and_missing_ones() -> None:
    text = "One two three four five"
    ann = (
        "T1\tSource 0 3\tOne\n"
        "T2\tCue 4 7\ttwo\n"
        "T3\tContent 8 13;19 23\tthree five\n"
        "T4\tDiscard 14 18\tfour\n"
        "E1\tAttribution:T9 Source:T1 Cue:T2 Content:T3 Content2:T8\n"
    )
    assert bench.read_gold(text, ann) == [bench.Roles(source=frozenset({0}), content=frozenset({8, 19}))]


def test_one_long_span_meets_one_attribution_only() -> None:
    gold = [bench.Roles(source=frozenset(), content=frozenset({i})) for i in range(3)]
    found = [bench.Roles(source=frozenset(), content=frozenset(range(3)))]
    assert len(bench.paired(found, gold, bench.shared_content)) == 1


def test_a_document_of_several_annotators_counts_once(tmp_path: Path) -> None:
    folder = tmp_path / "attribution" / "dev"
    (folder / "text").mkdir(parents=True)
    (folder / "attributions").mkdir()
    text = "Storm.\n\nThe mayor said the bridge was open."
    (folder / "text" / "made_2020-01-01_up.txt").write_text(text, encoding="utf-8")
    a, b = text.index("The mayor"), text.index("the bridge")
    full = f"T1\tSource {a} {a + 9}\tx\nT3\tContent {b} {len(text) - 1}\tx\nE1\tAttribution:T2 Source:T1 Content:T3\n"
    (folder / "attributions" / "made_2020-01-01_up_aaaa.ann").write_text(full, encoding="utf-8")
    (folder / "attributions" / "made_2020-01-01_up_bbbb.ann").write_text("", encoding="utf-8")
    outcome = bench.measure(tmp_path, "dev")
    first = outcome["measures"][bench.MEASURES[0]]
    # One annotator saw it, one did not: half right of one found and half asked.
    assert first["ours"] == pytest.approx(2 * 0.5 / 1.5)
    assert outcome["verdicts"] == {f"{bench.case_id('made_2020-01-01_up_aaaa')}:0": True}


def test_a_missing_set_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="attribution"):
        bench.measure(tmp_path)
