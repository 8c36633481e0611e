"""The codebook: frames with their words and codes, attribution words, and sorts of nouns.

Compiled from resources/ by tools/build_codebook.py. A frame is a kind of happening ("capture"); a
pattern is one way in which words tell of it. Patterns are tried in the order of the file, and the
first whose constraints hold wins.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from importlib import resources
from typing import Any

import msgspec

from rashomon.errors import ReferenceDataError

IRREGULAR: Mapping[str, str] = {
    "overran": "overrun", "took": "take", "taken": "take", "fell": "fall", "fallen": "fall", "held": "hold",
    "lost": "lose", "won": "win", "drove": "drive", "driven": "drive", "fled": "flee", "left": "leave",
    "shot": "shoot", "slain": "slay", "slew": "slay", "blew": "blow", "blown": "blow", "fought": "fight",
    "beat": "beat", "beaten": "beat", "struck": "strike", "stricken": "strike", "hit": "hit", "burnt": "burn",
    "began": "begin", "begun": "begin", "said": "say", "told": "tell", "sent": "send", "gave": "give",
    "given": "give", "met": "meet", "sought": "seek", "swore": "swear", "sworn": "swear", "stole": "steal",
    "stolen": "steal", "broke": "break", "broken": "break", "kept": "keep", "led": "lead", "laid": "lay",
    "made": "make", "withdrew": "withdraw", "withdrawn": "withdraw", "retook": "retake", "retaken": "retake",
    "clung": "cling", "ran": "run", "sped": "speed", "fed": "feed", "found": "find", "saw": "see", "seen": "see",
    "went": "go", "gone": "go", "brought": "bring", "hung": "hang", "hurt": "hurt", "set": "set", "cost": "cost",
    "died": "die", "dying": "die", "lives": "life", "overtook": "overtake", "overtaken": "overtake", "drew": "draw",
    "forced": "force", "injuries": "injury", "dead": "dead", "wrested": "wrest", "swept": "sweep", "came": "come",
    "known": "know", "knew": "know", "thought": "think", "understood": "understand", "forbade": "forbid",
    "threw": "throw", "thrown": "throw", "dug": "dig", "rose": "rise", "risen": "rise", "stood": "stand",
    "wrote": "write", "written": "write", "spoke": "speak", "spoken": "speak", "flew": "fly", "flown": "fly",
    "sold": "sell", "bought": "buy", "lent": "lend", "built": "build", "rebuilt": "rebuild", "froze": "freeze",
    "frozen": "freeze", "paid": "pay", "forgave": "forgive", "forgiven": "forgive", "sat": "sit", "tore": "tear",
    "torn": "tear", "undertook": "undertake", "undertaken": "undertake", "overthrew": "overthrow", "upheld": "uphold",
    "overthrown": "overthrow", "withheld": "withhold", "forbidden": "forbid", "shook": "shake", "rang": "ring",
    "stuck": "stick", "bade": "bid", "besought": "beseech", "arose": "arise",
}  # fmt: skip


class Pattern(msgspec.Struct, frozen=True, kw_only=True):
    """One way to tell of a frame. `rules` holds the constraints and roles as written in the codebook."""

    frame: str
    kind: str
    lemmas: tuple[str, ...]
    rules: dict[str, Any]


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of happening with its codes.

    Attributes:
        scene: `there` where things happen in the place that is told of, `spoken` where words are said in it;
            "" where the codes say which.
    """

    name: str
    kind: str
    plover: str = ""
    mode: str = ""
    acled: str = ""
    sub_event: str = ""
    change: str = ""
    measure: str = ""
    relation: str = ""
    scene: str = ""


class Codebook:
    """Look-ups over the compiled lexicons; read-only after construction.

    Attributes:
        frames: By name.
        verbs, nouns: Patterns by lemma, in codebook order.
        order: Position of a frame in the file, lower first.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.frames: dict[str, Frame] = {}
        self.verbs: dict[str, list[Pattern]] = {}
        self.nouns: dict[str, list[Pattern]] = {}
        for name, entry in data["frames"].items():
            self._add_frame(name, entry)
        self.order = {name: i for i, name in enumerate(self.frames)}
        self._attribution = data["attribution"]
        self.speech = _by_lemma(self._attribution["verbs"])
        self.irrealis = _by_lemma(self._attribution["irrealis"])
        self.raising = _invert(self._attribution["raising"])
        self.stance_nouns = _invert(self._attribution["nouns"])
        self.stance_adverbs = _invert(self._attribution["adverbs"])
        self.stance_adjectives = _invert(self._attribution["adjectives"])
        self.modals = _invert(self._attribution["modals"])
        self.source_kinds = {kind: frozenset(words) for kind, words in self._attribution["source_kinds"].items()}
        self.speaking = frozenset(lemma for group in self._attribution["speaking"] for lemma in group["lemma"])
        self.done_nouns = frozenset(self._attribution["done_nouns"])
        self.prevented = frozenset(self._attribution["prevented"])
        self.recording = frozenset(self._attribution["recording"])
        self.unreal = {words: group["stance"] for group in self._attribution["unreal"] for words in group["words"]}
        self.of_gerund = frozenset(self._attribution["of_gerund"])
        self.implicative = frozenset(self._attribution["implicative"])
        self.conditions = frozenset(self._attribution["conditions"])
        nouns = data["nouns"]
        self.sorts: dict[str, frozenset[str]] = _sorts(nouns)
        self.combatants = frozenset(nouns["combatant_words"])
        self.civilians = frozenset(nouns["civilian_words"])
        self.families = frozenset(nouns["family_words"])
        self.toll_nouns = _invert(nouns["toll_nouns"])
        self.toll_adjectives = _invert(nouns["toll_adjectives"])
        self.titles = frozenset(nouns["titles"])
        self.forms = self._trigger_forms()
        self.lemma_of = self._lemma_table()

    def _add_frame(self, name: str, entry: Mapping[str, Any]) -> None:
        plover, mode = entry["plover"]
        acled, sub_event = entry["acled"]
        self.frames[name] = Frame(
            name=name, kind=entry["kind"], plover=plover, mode=mode, acled=acled, sub_event=sub_event,
            change=entry.get("change", ""), measure=entry.get("measure", ""), relation=entry.get("relation", ""),
            scene=entry.get("scene", ""),
        )  # fmt: skip
        for part, index in (("verbs", self.verbs), ("nouns", self.nouns)):
            for row in entry.get(part) or ():
                rules = {k: v for k, v in row.items() if k != "lemma"}
                pattern = Pattern(frame=name, kind=entry["kind"], lemmas=tuple(row["lemma"]), rules=rules)
                for lemma in pattern.lemmas:
                    index.setdefault(lemma, []).append(pattern)

    def _trigger_forms(self) -> frozenset[str]:
        """Every inflected form whose presence makes a sentence worth parsing."""
        forms: set[str] = set()
        lemmas = {*self.verbs, *self.nouns, *self.toll_nouns, *self.toll_adjectives, *self.raising, "control", "toll"}
        lemmas |= set(self.speech) | {"according", "held", "controlled", "backed", "led", "-held", "hands", "ours"}
        lemmas |= {"administration", "occupation", "rule", "grip", "possession"}
        for lemma in lemmas:
            forms |= inflections(lemma)
        forms |= {form for form, lemma in IRREGULAR.items() if lemma in lemmas}
        # words so common that they alone say nothing of a conflict
        return frozenset(forms - {"be", "is", "are", "was", "were", "been", "have", "has", "had", "go", "come", "of"})

    def _lemma_table(self) -> dict[str, str]:
        """Lemmas by inflected form, where only one codebook verb has it: mends "raped" read as "rap"."""
        table: dict[str, set[str]] = {}
        for lemma in {*self.verbs, *self.speech, *self.irrealis}:
            for form in inflections(lemma):
                table.setdefault(form, set()).add(lemma)
        found = {form: next(iter(lemmas)) for form, lemmas in table.items() if len(lemmas) == 1}
        found.update({form: lemma for form, lemma in IRREGULAR.items() if lemma in self.verbs or lemma in self.speech})
        return found

    def sort_of(self, lemma: str) -> frozenset[str]:
        """The sorts that a noun names: place, site, armed, civilian, official, weapon, …; empty if unknown."""
        return self.sorts.get(lemma, frozenset())


def inflections(lemma: str) -> set[str]:
    """Regular English forms of a verb or noun: more than exist, never fewer than the regular ones."""
    forms = {lemma, f"{lemma}s", f"{lemma}es", f"{lemma}ed", f"{lemma}ing", f"{lemma}d"}
    if lemma.endswith("e"):
        forms |= {f"{lemma[:-1]}ing", f"{lemma}r"}
    elif lemma.endswith("y"):
        forms |= {f"{lemma[:-1]}ies", f"{lemma[:-1]}ied"}
    else:
        forms |= {f"{lemma}{lemma[-1]}ed", f"{lemma}{lemma[-1]}ing", f"{lemma}er"}
    return forms


def _by_lemma(groups: list[dict[str, Any]]) -> dict[str, str]:
    table: dict[str, str] = {}
    for group in groups:
        for lemma in group["lemma"]:
            table.setdefault(lemma, group["stance"])
    return table


def _invert(groups: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: name for name, words in groups.items() for word in words}


def _sorts(nouns: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for name, entry in nouns.items():
        if isinstance(entry, dict) and "lemma" in entry:
            for lemma in entry["lemma"]:
                table.setdefault(lemma, set()).add(name)
    return {lemma: frozenset(found) for lemma, found in table.items()}


@functools.cache
def load_codebook() -> Codebook:
    """The codebook that ships with the package.

    Raises:
        ReferenceDataError: The compiled file is missing or broken; the message names the build command.
    """
    try:
        raw = (resources.files("rashomon.reference") / "data" / "codebook.json").read_text(encoding="utf-8")
        return Codebook(json.loads(raw))
    except (OSError, ValueError, KeyError) as why:
        raise ReferenceDataError(f"codebook.json: {why}; run tools/build_codebook.py") from why
