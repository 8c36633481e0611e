"""Claims out of text: `extract(report)` reads one report into drafts, by grammar and lexicons alone.

Sentences are split by rule, and only those with a word of the codebook or a number are parsed. Each
parsed sentence is tagged (names, times, numbers), its predicates are matched to frames, and every
match, count and tie becomes a draft with its words, its sources and its stance. What a word means
in the world (which city, which army, which Tuesday) is left to `rashomon.resolve`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from rashomon.extract.acts.holding_lines import may_hold
from rashomon.extract.counts.corrections import is_correcting, with_corrections
from rashomon.extract.counts.count import Count
from rashomon.extract.counts.log_entries import with_hours
from rashomon.extract.counts.retold import topic_of
from rashomon.extract.counts.series import told_apart
from rashomon.extract.drafts import SentenceReader
from rashomon.extract.places.desks import is_desk, is_goal, is_spoken_in
from rashomon.extract.places.placing import place_heads
from rashomon.extract.places.unlisted import may_be_place
from rashomon.extract.places.whereabouts import name_at, place_at
from rashomon.extract.sources.credits import with_credits
from rashomon.extract.syntax.casing import recase
from rashomon.extract.syntax.parse import Parsed, parse
from rashomon.extract.syntax.phrases import actor_at
from rashomon.extract.syntax.sentences import Sentence, split_sentences
from rashomon.extract.syntax.stripped import is_stripped, part_headings, reworded
from rashomon.extract.syntax.tagging import Tagged
from rashomon.extract.times.expressions import find_times
from rashomon.model.draft import ActorMention, Draft, PlaceMention, Reading, SourceMention
from rashomon.model.text import Report
from rashomon.model.timex import TimeMention
from rashomon.reference.codebook import load_codebook
from rashomon.reference.gazetteer import open_gazetteer
from rashomon.reference.roster import load_roster

__all__ = ["extract", "find_times", "split_sentences"]

_WORD = re.compile(r"[A-Za-z][a-z]*(?:-[a-z]+)*|\d")
# "Fourteen of them are nuns", "eight were nurses": a part of a count told before. "Forty never came back alive".
_SOME_OF_THEM = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|\w{3,5}ty|[\w-]+-(?:one|two|three|four|five"
    r"|six|seven|eight|nine)|dozen|hundred)\s+(?:of\s+(?:them|these|those|whom|the)|were|are|did\s+not|never|others\s+(?:were|are))\b",
    re.IGNORECASE,
)
# Too common to be worth a parse by themselves: "We have had the hill since Friday", "is once more under the army".
_WE_HAVE = re.compile(
    r"\b[Ww]e\s+(?:now\s+|still\s+)?(?:have|had|’ve|'ve)\s+(?:had\s+)?(?:the\s+)?[A-Z]"
    r"|\b(?:is|are|was|were|been|be|remains?|again|now|more|still)\s+under\s+(?:the\s+)?(?:[A-Z]|rebels?|army|government|militias?|insurgents?)"
)
_HEADS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "poss", "appos", "attr", "dative", "ROOT", "agent"})


def extract(report: Report) -> Reading:
    """Read one report.

    Args:
        report: As `rashomon.read` gives it.

    Returns:
        Drafts and mentions in the order of the text. Every span lies in `report.text`.
    """
    printed = report
    text = recase(report.text)
    stripped = is_stripped(text)
    wording = ""
    if stripped:
        text = wording = reworded(report)
    if text != report.text:
        # an archive's wire in capitals, or without its marks: read in mended letters, quoted as printed
        report = msgspec.structs.replace(report, text=text)
    sentences = split_sentences(report)
    if stripped:
        sentences = part_headings(sentences)
    bearing = [s for s in sentences if bears(s)]
    collected = _Collected()
    before: list[Tagged] = []
    told: list[tuple[int, list[Count]]] = []
    drafts: list[tuple[Sentence, list[Draft]]] = []
    speakers: list[tuple[SourceMention, ...]] = []
    topic = topic_of(report.text)
    for parsed in parse(bearing, context=load_roster().named(report.text), stripped=stripped):
        tagged = Tagged(parsed)
        reader = SentenceReader(tagged, before, told, topic)
        found = reader.drafts()
        speakers.append(reader.speakers())
        collected.add(tagged, found)
        if parsed.dateline:
            collected.add_unparsed([_dateline(parsed)])
        drafts.append((parsed.sentence, found))
        before.append(tagged)
        told.append((parsed.sentence.start, reader.counts))
    collected.add_unparsed([*_datelines_cut_off(report), *(s for s in sentences if s not in set(bearing))])
    rows = with_credits(share_speakers(drafts, speakers), sentences)
    written = [draft for _, group in rows for draft in group]
    if is_correcting(text):
        written = with_corrections(rows, sentences, report.outlet or "")
    return Reading(
        report=printed,
        wording=wording,
        sentences=tuple((s.start, s.end) for s in sentences),
        drafts=tuple(_as_printed(draft, report, printed) for draft in with_hours(told_apart(written, sentences), text)),
        actors=collected.sorted_actors(),
        places=collected.sorted_places(),
        times=tuple(sorted(collected.times.values(), key=lambda t: t.start)),
    )


def _as_printed(draft: Draft, read: Report, printed: Report) -> Draft:
    """The draft with the words of its figure and statement as printed, where they were read in mended letters."""
    if read is printed or (draft.figure is None and not draft.about):
        return draft

    def words(mended: str) -> str:
        at = read.text.find(mended, *draft.sentence) if mended else -1
        return printed.text[at : at + len(mended)] if at >= 0 else mended

    figure = draft.figure
    if figure is not None:
        figure = msgspec.structs.replace(figure, text=words(figure.text))
    return msgspec.structs.replace(draft, figure=figure, about=words(draft.about))


def _datelines_cut_off(report: Report) -> list[Sentence]:
    """Datelines that reading a page has cut off its story: they still tell which country's towns it speaks of."""
    found = []
    for block in report.blocks:
        words = report.text[block.start : block.end]
        if block.role == "byline" and words.rstrip().endswith(("-", "–", "—")):
            found.append(Sentence(start=block.start, end=block.end, text=words, role=block.role, paragraph=0))
    return found


def _dateline(parsed: Parsed) -> Sentence:
    """The dateline that was kept out of a sentence's tree: its day and place still anchor the text."""
    whole = parsed.sentence
    words = whole.text[: parsed.dateline]
    return msgspec.structs.replace(whole, end=whole.start + len(words), text=words)


def bears(sentence: Sentence) -> bool:
    """Whether a sentence is worth a parse: it has a word of the codebook or a number."""
    if may_hold(sentence.text):
        return True
    forms = load_codebook().forms
    for match in _WORD.finditer(sentence.text):
        word = match.group().lower()
        if word in forms or word.isdigit() or ("-" in word and word.rsplit("-", 1)[1] in forms):
            return True
    return _WE_HAVE.search(sentence.text) is not None or _SOME_OF_THEM.search(sentence.text) is not None


def share_speakers(
    drafts: Iterable[tuple[Sentence, list[Draft]]], speakers: Sequence[tuple[SourceMention, ...]]
) -> list[tuple[Sentence, list[Draft]]]:
    """Give every sentence of a quotation the speaker that one of its sentences names.

    A quotation that opens in one sentence and closes in a later one is one person's speech. The
    speaker may come first (inherited forward) or after the last words (inherited backward).
    """
    rows = list(drafts)
    by_paragraph: dict[int, list[int]] = {}
    for index, (sentence, _) in enumerate(rows):
        by_paragraph.setdefault(sentence.paragraph, []).append(index)
    for indices in by_paragraph.values():
        run: list[int] = []
        for index in indices:
            if rows[index][0].quoted:
                run.append(index)
                continue
            _share(rows, run, speakers)
            run = [index]
        _share(rows, run, speakers)
    return rows


def _share(
    rows: list[tuple[Sentence, list[Draft]]], run: list[int], spoken: Sequence[tuple[SourceMention, ...]]
) -> None:
    if len(run) < 2:
        return
    speakers: tuple[SourceMention, ...] = next((spoken[i] for i in run if spoken[i]), ())
    if not speakers:
        return
    for i in run:
        sentence, group = rows[i]
        rows[i] = (
            sentence,
            [
                d
                if d.by
                else msgspec.structs.replace(d, by=speakers, stance="claimed" if d.stance == "asserted" else d.stance)
                for d in group
            ],
        )


# A name behind such a word may be a place's, in sentences that tell of nothing: "Our reporter has got to X."
_BEHIND = re.compile(r"\b(?:in|at|to|into|near|outside|over) ((?:[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+){0,2})")


class _Collected:
    """Every mention of a report, drafts' own included, once each."""

    def __init__(self) -> None:
        self.actors: dict[tuple[int, int], ActorMention] = {}
        self.places: dict[tuple[int, int, str], PlaceMention] = {}
        self.times: dict[tuple[int, int], TimeMention] = {}

    def add(self, tagged: Tagged, drafts: list[Draft]) -> None:
        for draft in drafts:
            for actor in (*draft.actors, *draft.recipients, *(s.actor for s in draft.by)):
                self.actors.setdefault((actor.start, actor.end), actor)
            for place in draft.places:
                self.places.setdefault((place.start, place.end, place.relation), place)
        for token in tagged.parsed.doc:
            if token.dep_ in _HEADS and (token.i not in tagged.place_hit or token.i in tagged.actor_hit):
                mention = actor_at(tagged, token.i)
                if mention is not None:
                    self.actors.setdefault((mention.start, mention.end), mention)
                if may_be_place(tagged, token):
                    name = name_at(tagged, token.i)
                    self.places.setdefault((name.start, name.end, name.relation), name)
        for i in place_heads(tagged):
            named = place_at(tagged, i)
            if named is not None and (is_desk(tagged, i) or is_spoken_in(tagged, i)):
                named = msgspec.structs.replace(named, unsure=True)
            elif named is not None and named.relation == "in" and is_goal(tagged, i):
                named = msgspec.structs.replace(named, relation="to")
            if named is not None:
                self.places.setdefault((named.start, named.end, named.relation), named)
        self._add_tail(tagged)
        for mention_, _, _ in tagged.times:
            self.times.setdefault((mention_.start, mention_.end), mention_)

    def _add_tail(self, tagged: Tagged) -> None:
        """Places of "the governor of X, John Smith, said": they tell which country the report is about."""
        tail, sentence = tagged.parsed.tail, tagged.parsed.sentence
        if tail is None or not tail.actor.apposition:
            return
        for hit in open_gazetteer().scan(sentence.text[tail.start - sentence.start : tail.end - sentence.start]):
            start, end = hit.start + tail.start, hit.end + tail.start
            self.places.setdefault((start, end, "in"), PlaceMention(start=start, end=end, text=hit.text))

    def add_unparsed(self, sentences: list[Sentence]) -> None:
        """Names in sentences that were not parsed: "the city" may point back to one of them."""
        gazetteer = open_gazetteer()
        for sentence in sentences:
            for hit in gazetteer.scan(sentence.text):
                start, end = hit.start + sentence.start, hit.end + sentence.start
                self.places.setdefault((start, end, "in"), PlaceMention(start=start, end=end, text=hit.text))
            for time in find_times(sentence.text, sentence.start):
                self.times.setdefault((time.start, time.end), time)
            for match in _BEHIND.finditer(sentence.text):
                start, end = (match.start(1) + sentence.start, match.end(1) + sentence.start)
                if not any(a < end and start < b for a, b in (*self.times, *((a, b) for a, b, _ in self.places))):
                    name = PlaceMention(start=start, end=end, text=match[1], unsure=True)
                    self.places.setdefault((start, end, "in"), name)

    def sorted_actors(self) -> tuple[ActorMention, ...]:
        return tuple(sorted(self.actors.values(), key=lambda m: (m.start, m.end)))

    def sorted_places(self) -> tuple[PlaceMention, ...]:
        return tuple(sorted(self.places.values(), key=lambda m: (m.start, m.end)))
