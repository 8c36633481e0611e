"""Whether a text is in another language than English.

Two witnesses: the statistical identifier (py3langid) and the share of English function words. A text
is refused only when both say so, because losing an English report full of foreign names is worse
than reading one in Scots; a text in a foreign script needs no statistics. See docs/decisions/read.md.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from typing import Any

from rashomon.read.lexicon import load_languages

_SAMPLE_CHARS = 3000
_ENOUGH_WORDS = 8
_ENGLISH_SHARE = 0.20  # of words: reports have 0.3 to 0.5, headlines in capitals 0.2, other languages below 0.1
_FOREIGN_CONFIDENCE = 0.85
_NEAR_ENGLISH = {"en", "pcm", "sco"}  # headlines without small words pass for Nigerian Pidgin
_FOREIGN_SCRIPT_SHARE = 0.5


def foreign_language(text: str) -> str | None:
    """The name of the language, where a text is surely not English; else None.

    Args:
        text: A whole report; its first 3,000 characters are judged. Fewer than eight words are too
            few to tell and pass, unless their script is foreign.
    """
    sample = text[:_SAMPLE_CHARS]
    if (script := _foreign_script(sample)) is not None:
        return _named(sample) if script in ("CYRILLIC", "ARABIC") else _SCRIPTS.get(script, f"{script.title()} script")
    words = re.findall(r"[^\W\d_]+", sample.lower())
    if len(words) < _ENOUGH_WORDS:
        return None
    english = load_languages().words
    share = sum(word in english for word in words) / len(words)
    if share >= _ENGLISH_SHARE:
        return None
    code, confidence = _identify(sample)
    if code in _NEAR_ENGLISH or (confidence < _FOREIGN_CONFIDENCE and share >= _ENGLISH_SHARE / 4):
        return None
    return _name_of(code)


_SCRIPTS = {
    "CJK": "Chinese or Japanese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean",
    "HEBREW": "Hebrew",
    "GREEK": "Greek", "THAI": "Thai", "MYANMAR": "Burmese", "DEVANAGARI": "Hindi or Nepali",
    "ETHIOPIC": "Amharic or Tigrinya",
    "ARMENIAN": "Armenian", "GEORGIAN": "Georgian", "BENGALI": "Bengali", "TAMIL": "Tamil",
}  # fmt: skip


def _foreign_script(sample: str) -> str | None:
    if 2 * len(re.sub("[^A-Za-z]+", "", sample)) >= len(sample):
        return None
    letters = Counter(unicodedata.name(char, "?").split()[0] for char in sample if char.isalpha())
    total = sum(letters.values())
    if not total or letters["LATIN"] / total >= _FOREIGN_SCRIPT_SHARE:
        return None
    return letters.most_common(1)[0][0]


def _named(sample: str) -> str:
    return _name_of(_identify(sample)[0])


def _name_of(code: str) -> str:
    names = load_languages().names
    return names.get(code, f"another language ({code})")


def _identify(sample: str) -> tuple[str, float]:
    code, confidence = _model().classify(sample.lower())
    return str(code), float(confidence)


@functools.cache
def _model() -> Any:
    # Imported here: the model takes half a second to load and clear English needs none.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
