"""The day for which a count is given: what the verb of saying or of reaching is dated to, not the dying.

"The ministry said on Sunday that 41 had been killed", "the toll rose on Monday to 27", "on 11 March the list had 263
names": the day hangs on the verb that gives the count, and tells up to when it holds. When those counted died, only
a day on the verb of dying or beside the happening tells.

Words also tell that a count was given before another: "he had spoken of 280", "up from 6,100", "at first".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from rashomon.extract.syntax.tagging import Tagged
from rashomon.extract.times.expressions import find_times
from rashomon.model.timex import Bound, CalendarDate, DayPart, PartOf, Shift, TimeMention

# Rules of counts that tell a state reached: a total, a list's names, a number that somebody gives.
OLDER = "figure.given_before"
REACHED = frozenset({"figure.total", "figure.reached", "figure.retold", "figure.same_again", OLDER})
_GIVES = frozenset(
    "speak talk tell write know admit put estimate set place give list name cite report say announce state claim hear "
    "learn".split()
)
# "By Tuesday it had registered 18,400": counted till then, and no older telling.
_COUNTS = frozenset("register record count document confirm verify find identify recover receive treat".split())
# "Our issue of 1 August told readers": what has a date and tells.
_DATED = frozenset(
    "issue edition report statement bulletin communique dispatch article story notice note update press paper letter "
    "list summary release telegram cable".split()
)
_AS_OF = re.compile(r"\b(?:as\s+(?:of|at|on)|up\s+(?:to|till|until))\s+(?:the\s+)?$", re.IGNORECASE)
_GATE = re.compile(
    r"\b(?:had|first|initial|original|earl|previous|preliminar|from|compared|instead|rather)", re.IGNORECASE
)
_AT_FIRST = re.compile(
    r"\b(?:at\s+first|initially|originally|earlier|previously|(?:in|during)\s+(?:the|its|their)\s+(?:very\s+)?(?:first|initial|early)"
    r"\s+(?:hours?|days?|reports?|moments|confusion|statements?))\b",
    re.IGNORECASE,
)
_FIRST_ONES = frozenset({"initial", "first", "early", "earlier", "earliest", "previous", "original", "preliminary"})
_UP_FROM = re.compile(
    r"\b(?:(?:up|down|rose|risen|rising|rises|increas\w+|fell|fallen|climb\w*|jump\w*|gr[eo]wn?|growing|drop\w*|cut|lower\w*|rais\w+"
    r"|revis\w+|reduc\w+|rise|correct\w+|chang\w+)\s+(?:up\s+|down\s+|upwards?\s+|downwards?\s+|sharply\s+)?from|compared\s+(?:with|to)"
    r"|instead\s+of|rather\s+than|as\s+against)(?:\s+(?:the|an?|its|his|their|earlier|previous|initial|first|about|some|around|over|at|least"
    r"|more|than|nearly))*\s*[\"“‘]?$",
    re.IGNORECASE,
)
# "Lowered its count of the dead from 60 to 41".
_MOVED_FROM = re.compile(
    r"\b(?:lower|rais|revis|cut|reduc|increas|ro?se|risen|rising|climb|gr[eo]w|jump|fell|fall|drop|correct|chang|went|gone|push|put\s+up)"
    r"\w*\b[^.;:\d]{0,80}\bfrom(?:\s+(?:the|an?|its|about|some|around|over|at|least|more|than|nearly))*\s*[\"“‘]?$",
    re.IGNORECASE,
)
_TO_NEXT = re.compile(r"[^.;:,\d]{0,30}\sto\s", re.IGNORECASE)
_FAR = 6


class Given(NamedTuple):
    """How a count is given.

    Attributes:
        days: Words for the day for which it is given, best first.
        earlier: The words say that it was given before another count.
        as_of: Of the days, those that are so by their own words ("as of 30 June"), whatever they hang on.
    """

    days: tuple[TimeMention, ...]
    earlier: bool
    as_of: tuple[TimeMention, ...] = ()


class Number(NamedTuple):
    """A count as far as its telling asks: rule and token of its measure, first and last token of its phrase."""

    rule: str
    at: int
    first: int
    last: int


def given(tagged: Tagged, count: Number, said_at: int, others: Sequence[Number]) -> Given:
    """The day for which a count is given, and whether words say that it is the older one.

    Args:
        tagged: The sentence.
        count: The count.
        said_at: Token of the verb of saying over it, -1 if none.
        others: The counts of the sentence.
    """
    verbs = _verbs(tagged, count, said_at)
    mate = count.rule == "figure.total" and _is_replaced(tagged, count, others)
    older = count.rule == OLDER or mate
    # the day of the verb is that of the newer number
    if older:
        return Given(_behind(tagged, count), earlier=True)
    pointing = [row for row in tagged.times if _points(row[0])]
    as_of = tuple(mention for mention, _, _ in pointing if is_as_of(tagged, mention))
    days = (*as_of, *_given_days(tagged, count, verbs, pointing))
    return Given(days, _is_earlier(tagged, verbs), as_of)


def is_as_of(tagged: Tagged, mention: TimeMention) -> bool:
    """Whether words say that a day is only that up to which is counted."""
    text, offset = tagged.parsed.sentence.text, tagged.parsed.sentence.start
    return _AS_OF.search(text[: mention.start - offset][-16:]) is not None


def is_older(tagged: Tagged, first: int, last: int) -> bool:
    """ "Up from 6,100", "compared with 39", "lowered from 60 to 41": a number that another has taken the place of."""
    text, offset = tagged.parsed.sentence.text, tagged.parsed.sentence.start
    if not _GATE.search(text):
        return False
    start = tagged.parsed.spans[first][0] - offset
    if _UP_FROM.search(text[max(0, start - 80) : start]) is not None:
        return True
    if not _TO_NEXT.match(text, tagged.parsed.spans[last][1] - offset):
        return False
    next_one = any(last < i <= last + _FAR for i in tagged.number_tokens)
    return next_one and _MOVED_FROM.search(text[max(0, start - 160) : start]) is not None


def _verbs(tagged: Tagged, count: Number, said_at: int) -> list[int]:
    """Verbs whose day is the count's: of reaching first, then of saying."""
    doc = tagged.parsed.doc
    found = []
    for i in dict.fromkeys((_top(doc, count), count.at)) if count.rule in REACHED else ():
        at = doc[i]
        for _ in range(_FAR):
            if at.pos_ in {"VERB", "AUX"} or at.dep_ == "ROOT":
                break
            at = at.head
        if at.pos_ in {"VERB", "AUX"} and at.i not in found:
            found.append(int(at.i))
            if at.tag_ == "VBG" and at.dep_ == "advcl":
                found.append(int(at.head.i))  # "were pulled out on Thursday, bringing the toll to 58"
            elif at.dep_ == "dep" and at.head.text.lower() in {"had", "has", "have"}:
                found.append(int(at.head.i))  # "had by noon on Saturday reached 73": the parser cuts the verb in two
    if count.rule in REACHED and doc[count.at].pos_ == "NOUN" and count.at < count.first:
        prep = doc[_top(doc, count)].head
        if prep.dep_ == "prep" and prep.text.lower() in {"as", "at"} and prep.head.i == count.at:
            found.insert(0, count.at)  # "the number, given as 70 on Friday": the parser hangs both on the noun
    if said_at >= 0 and said_at not in found:
        found.append(said_at)
    return found


def _top(doc: Any, count: Number) -> int:
    """The token of the number's phrase that hangs outside of it."""
    inside = range(count.first, count.last + 1)
    return next((i for i in inside if doc[i].head.i not in inside), count.last)


def _given_days(
    tagged: Tagged, count: Number, verbs: list[int], pointing: Sequence[tuple[TimeMention, int, int]]
) -> Iterator[TimeMention]:
    """Days on those verbs, and the day of the closing attribution."""
    for verb in verbs:
        for mention, first, last in pointing:
            if _hangs_on(tagged, (first, last), verb, count):
                yield mention
    yield from tagged.once("tail_times", lambda: _tail_days(tagged))


def _tail_days(tagged: Tagged) -> tuple[TimeMention, ...]:
    """ "…, the office said on Friday.": the closing attribution stands outside of the tree."""
    tail, sentence = tagged.parsed.tail, tagged.parsed.sentence
    if tail is None:
        return ()
    words = sentence.text[tail.start - sentence.start : tail.end - sentence.start]
    return tuple(mention for mention in find_times(words, tail.start) if _points(mention))


def _points(mention: TimeMention) -> bool:
    """Whether the words point at a day or a stretch with an end; "since May", "for a week" do not."""
    value = mention.value
    if isinstance(value, Bound):
        return value.bound in {"by", "until"}
    return isinstance(value, CalendarDate | Shift | PartOf | DayPart)


def _hangs_on(tagged: Tagged, run: tuple[int, int], verb: int, count: Number) -> bool:
    """Whether time words hang on a verb, over prepositions, its hearers, a dated paper and the number alone."""
    doc = tagged.parsed.doc
    at = next((doc[i] for i in range(run[0], run[1] + 1) if not run[0] <= doc[i].head.i <= run[1]), doc[run[1]])
    for _ in range(_FAR):
        if at.dep_ == "ROOT":
            return False
        at = at.head
        if at.i == verb:
            return True
        said = at.head.i == verb and tagged.lemmas[verb] in tagged.book.speech
        heard = said and at.dep_ in {"dobj", "dative"}
        under = at.dep_ == "pobj" and at.head.head.i == verb and tagged.lemmas[verb] in tagged.book.speech
        written = (under or (said and at.dep_ == "nsubj")) and tagged.lemmas[at.i] in _DATED
        passed = at.pos_ == "ADP" or at.dep_ in {"aux", "auxpass"} or at.i in tagged.time_tokens
        passed = passed or count.first <= at.i <= count.last
        if not (passed or heard or written):
            return False
    return False


def _is_replaced(tagged: Tagged, count: Number, others: Sequence[Number]) -> bool:
    """ "The number, 340 in April, was cut to 122": a total in the subject of another."""
    noun = tagged.parsed.doc[count.at]
    return noun.dep_ in {"nsubj", "nsubjpass"} and any(
        one.rule == count.rule and one.at == noun.head.i and one.first > one.at for one in others
    )


def _behind(tagged: Tagged, count: Number) -> tuple[TimeMention, ...]:
    """The day that stands behind an older number, before the next."""
    stop = min((i for i in tagged.number_tokens if i > count.last), default=len(tagged.words))
    return tuple(m for m, first, last in tagged.times if count.last < first and last < stop and _points(m))[:1]


def _is_earlier(tagged: Tagged, verbs: list[int]) -> bool:
    """Whether the verb that gives it tells of before: "had spoken of", "at first gave", "a first count put"."""
    text, offset = tagged.parsed.sentence.text, tagged.parsed.sentence.start
    if not verbs or not _GATE.search(text):
        return False
    doc = tagged.parsed.doc
    giving = [doc[i] for i in verbs if tagged.lemmas[i] in _GIVES or tagged.lemmas[i] in tagged.book.speech]
    for verb in giving:
        had = any(c.dep_ == "aux" and c.text.lower() in {"had", "'d", "’d"} for c in verb.children)
        if had and verb.tag_ == "VBN" and tagged.lemmas[verb.i] not in _COUNTS:
            return True
        subjects = (c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"})
        if any(c.text.lower() in _FIRST_ONES for subject in subjects for c in subject.lefts):
            return True
    for found in _AT_FIRST.finditer(text):
        run = tagged.tokens_of(found.start() + offset, found.end() + offset)
        if run is not None and not tagged.time_tokens & set(range(run[0], run[1] + 1)):
            at = _verb_over(doc[run[0]])
            if at in verbs:
                return True
    return False


def _verb_over(token: Any) -> int:
    for _ in range(_FAR):
        if token.dep_ == "ROOT":
            break
        token = token.head
        if token.pos_ in {"VERB", "AUX"}:
            break
    return int(token.i)
