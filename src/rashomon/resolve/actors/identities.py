"""Who a report means: mentions to actors, by name, by tie, by back-reference, or left as words.

Each mention goes down one ladder and stops at the first rung that holds: a roster name, a person, words
that the report itself ties to a name ("Shia militias, known as ..."), an institution of the country
that it is about ("the army"), the one actor that a back-reference can mean ("the group"), a kind
("residents"). Where two actors fit, none is chosen: the id is "" and the words stand.

    >>> resolve_actors(report, (ActorMention(start=0, end=13, text="Isis fighters", head="fighter"),), "IQ")
    (Actor(id='islamic-state', name='Islamic State', text='Isis fighters', start=0, end=13, sector='REB'),)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from rashomon.model.claim import Actor
from rashomon.model.draft import ActorMention
from rashomon.model.text import Report
from rashomon.reference.roster import load_roster
from rashomon.reference.roster_text import fold
from rashomon.resolve.actors.context import Context
from rashomon.resolve.actors.following import following
from rashomon.resolve.actors.names import Identity, Names
from rashomon.resolve.actors.people import People, Person, read_person
from rashomon.resolve.actors.pronouns import antecedent
from rashomon.resolve.actors.speech import Sentences, Spoken
from rashomon.resolve.actors.ties import Ties
from rashomon.resolve.actors.words import Phrase, cut, is_number, lemma, vocabulary

# Neutral before a back-reference, but part of a kind's own name ("local officials", "armed group").
_KEPT = frozenset(
    {
        "local",
        "armed",
        "government",
        "opposition",
        "militant",
        "insurgent",
        "extremist",
        "terrorist",
        "rebel",
        "suicide",
        "foreign",
        "security",
    }
)


_SAYS = re.compile(
    r"(?: \([^)]*\))? (?:has |have |later )?(?:said|says|announced|claimed|declared|stated|reported|boasted|asserted|"
    r"insisted|confirmed|admitted|acknowledged|conceded|told)\b"
)
_POSSESSED = re.compile(r"^(?:his|her|their|its)\s|['’]s?\s", re.IGNORECASE)


def resolve_actors(report: Report, mentions: Sequence[ActorMention], focus: str) -> tuple[Actor, ...]:
    """Put an identity behind each mention where the report bears one out.

    Args:
        report: The report the mentions stand in.
        mentions: In any order; sources' mentions too. Earlier ones are what later ones point back to.
        focus: ISO 3166-1 alpha-2 of the country the report is about, "" if none.

    Returns:
        One actor a mention, in the order given. `id` is "" where no entry fits or more than one does;
        `name` is then the words. `sector` is told by roster, title or kind, "" if unknown.
    """
    reader = _Reader(report, focus)
    order = sorted(range(len(mentions)), key=lambda i: (mentions[i].start, mentions[i].end))
    found = reader.read([_tidy(mentions[i]) for i in order])
    placed: list[Actor | None] = [None] * len(mentions)
    for i, actor in zip(order, found, strict=True):
        placed[i] = actor
    return tuple(actor for actor in placed if actor is not None)


class _Reader:
    """Reads the mentions of one report from first to last."""

    def __init__(self, report: Report, focus: str) -> None:
        self._roster = load_roster()
        self._book = vocabulary()
        self._text = report.text
        day = report.published or (report.published_window.end if report.published_window else None)
        hits = self._roster.scan(report.text, focus, day.year if day else None)
        self._names = Names(self._roster, self._book, report.text, hits)
        self._people = People()
        self._sentences = Sentences(report.text)
        self._ties = Ties(self._roster, self._names, report.text, self._sentences)
        self._context = Context(self._roster, self._names, focus, self._sentences, report.blocks)

    def read(self, mentions: Sequence[ActorMention]) -> list[Actor]:
        """Actors of mentions in document order."""
        phrases = [cut(m.text) for m in mentions]
        named: list[Identity | None] = []
        persons: list[Person | None] = []
        for mention, phrase in zip(mentions, phrases, strict=True):
            person = None if mention.pronoun else self._person(mention, phrase)
            identity = None if mention.pronoun or person else self._names.identify(mention, phrase)
            named.append(identity)
            persons.append(person)
            if person is None and identity is None:
                person = self._named_beside(mention)
            if person is not None:
                self._people.add(person)
        for person in persons:
            if person is not None:
                self._people.add_titles(person)
        self._ties.learn(mentions, phrases, named)
        found: list[Actor] = []
        for mention, phrase, identity, person in zip(mentions, phrases, named, persons, strict=True):
            self._context.now = self._sentences.of(mention.start)
            spoken = self._resolve(mention, phrase, identity, person)
            if spoken.rung in {"kind", "words"}:
                spoken = self._of_speaker_behind(spoken, mentions, named)
            self._context.add(spoken)
            who = spoken.identity
            found.append(
                Actor(
                    id=who.id, name=who.name, text=mention.text, start=mention.start, end=mention.end, sector=who.sector
                )
            )
        return found

    def _of_speaker_behind(
        self, spoken: Spoken, mentions: Sequence[ActorMention], named: Sequence[Identity | None]
    ) -> Spoken:
        """ "The post was overrun by its fighters, the Front said": the one party that says so behind them."""
        mention = spoken.mention
        if spoken.head not in self._book.followers or not self._sentences.possessed(mention.start):
            return spoken
        behind = {
            who.id: who
            for other, who in zip(mentions, named, strict=True)
            if who is not None
            and other.start > mention.end
            and self._sentences.of(other.start) == self._context.now
            and self._roster.is_armed_group(who.id)
            and _SAYS.match(self._text, other.end)
        }
        return spoken._replace(identity=next(iter(behind.values())), rung="reference") if len(behind) == 1 else spoken

    def _person(self, mention: ActorMention, phrase: Phrase) -> Person | None:
        """The person a proper mention names, unless a roster name covers the very same words."""
        if not mention.proper and not mention.text[:1].isupper():
            return None
        person = read_person(mention.text[: phrase.length] if phrase.linked < 0 else mention.text, self._book)
        if person is None:
            return None
        at = mention.text.find(person.name)
        begin = mention.start + max(at, 0)
        if self._names.touching(begin, begin + len(person.name)) and (not person.sure or len(person.name.split()) == 1):
            return None
        if any(hit.start < begin and hit.end >= begin + len(person.name) for hit in self._names.over(begin)):
            return None  # "Doctors Without Borders": no doctor of that name
        words = person.name.split()
        if not person.sure and (len(words) < 2 or self._roster.is_people(words[-1]) or self._roster.demonym(words[-1])):
            return None
        sector = person.sector
        before = self._names.inside(mention.start, begin)
        entry = self._roster.get(before[-1].actor_id) if before else None
        if entry is not None and (entry.armed_group or entry.kind in {"media", "agency"}):
            sector = entry.sector
        sector = sector or self._sector_beside(mention)
        return Person(person.name, person.titles, sector, person.sure)

    def _named_beside(self, mention: ActorMention) -> Person | None:
        """ "The governor's spokesman, Adam Idris": an office whose bearer is named right behind it."""
        title = lemma(mention.head.lower())
        if mention.pronoun or mention.proper or mention.plural or title not in self._book.titles:
            return None
        named = [
            person
            for text, start, end in mention.apposition
            if not self._names.touching(start, end)
            and (person := read_person(text, self._book)) is not None
            and len(person.name.split()) > 1
        ]
        if len(named) != 1:
            return None
        return named[0]._replace(sector=named[0].sector or self._book.titles[title])

    def _sector_beside(self, mention: ActorMention) -> str:
        """A role told in apposition: "X, secretary-general of the council"."""
        for text, _, _ in mention.apposition:
            low = fold(text)
            for title, sector in self._book.titles.items():
                if low.startswith((title + " ", "a " + title, "the " + title)) or low == title:
                    return sector
        return ""

    def _resolve(
        self, mention: ActorMention, phrase: Phrase, identity: Identity | None, person: Person | None
    ) -> Spoken:
        """One mention down the ladder."""
        head = mention.head.lower() if not phrase.core else lemma(phrase.core[-1])
        spoken = Spoken(mention, phrase, head, Identity("", _own_words(mention), ""), "words")
        if mention.pronoun:
            who = self._ties.subject(mention) or antecedent(mention, self._context)
            return spoken if who is None else spoken._replace(identity=who, rung="pronoun")
        if person is not None:
            return spoken._replace(identity=self._full_person(person), rung="person")
        if identity is not None:
            return spoken._replace(identity=identity, rung="name")
        tied = self._ties.of(mention, phrase, head)
        if tied is not None:
            return spoken._replace(identity=tied, rung="tie")
        led = following(mention, phrase, head, self._text, self._book)
        if led is not None:
            kind = self._roster.kind_of_head(head)
            return spoken._replace(identity=led._replace(sector=kind.sector if kind is not None else ""))
        beside = self._named_beside(mention)
        if beside is not None:
            return spoken._replace(identity=self._full_person(beside), rung="person")
        short = self._short_name(mention, phrase)
        if short is not None:
            return spoken._replace(identity=short, rung="person")
        if mention.text.lower().startswith("our "):
            return self._by_kind(spoken)  # whose army it is hangs on who speaks, not on the country spoken of
        who, rung = self._context.refer(mention, phrase, head)
        if who is not None:
            return spoken._replace(identity=who, rung=rung)
        if rung == "ambiguous":
            return spoken._replace(rung=rung)
        return self._by_kind(spoken)

    def _full_person(self, person: Person) -> Identity:
        full = self._people.full(person.name)
        if full is None:
            return Identity("", person.name, person.sector)
        return Identity("", full.name, full.sector or person.sector)

    def _short_name(self, mention: ActorMention, phrase: Phrase) -> Identity | None:
        """A bare surname, or a title that one person bears in this report ("the prime minister")."""
        words = " ".join(phrase.core)
        if mention.proper or words[:1].isupper():
            full = self._people.full(words) if len(phrase.core) <= 2 else None
            if full is not None:
                return Identity("", full.name, full.sector)
        title = fold(words)
        titled = mention.definite or title in self._book.titles  # "Foreign Secretary said"
        if titled and not mention.plural and phrase.linked < 0:
            bearer = (
                self._people.reporter() if title in {"correspondent", "reporter"} else self._people.with_title(title)
            )
            if bearer is not None:
                return Identity("", bearer.name, bearer.sector)
        return None

    def _by_kind(self, spoken: Spoken) -> Spoken:
        """A kind by the whole phrase or by its head; words that narrow it stay in the name."""
        mention, phrase = spoken.mention, spoken.phrase
        core = tuple(
            w for w in phrase.core if not is_number(w) and (fold(w) not in self._book.neutral or fold(w) in _KEPT)
        )
        if spoken.head == "deputy" and not mention.plural and _POSSESSED.search(mention.text) is not None:
            return spoken  # a man's deputy, and no lawmaker
        kind = self._roster.kind_of(" ".join(core)) or self._roster.kind_of(" ".join(phrase.core))
        whole = kind is not None
        if kind is None and not mention.proper:
            kind = (
                self._roster.kind_of(" ".join(core[-2:]))
                or self._roster.kind_of(spoken.head)
                or self._roster.kind_of_head(spoken.head)
            )
        if kind is not None:
            told = phrase.narrowing or self._has_name(mention, core[:-1])
            name = " ".join(core) if told and not whole else kind.name
            return spoken._replace(identity=Identity(kind.id, name, kind.sector), rung="kind")
        title = next(
            (self._book.titles[t] for t in (fold(" ".join(phrase.core)), fold(spoken.head)) if t in self._book.titles),
            "",
        )
        people = self._roster.is_people(" ".join(phrase.core[-1:]))
        sector = title or ("CVL" if people else self._sector_beside(mention))
        return spoken._replace(identity=spoken.identity._replace(sector=sector))

    def _has_name(self, mention: ActorMention, words: tuple[str, ...]) -> bool:
        """Whether a modifier is a name; a capital that only opens the sentence tells nothing."""
        if words and self._sentences.opens(mention.start) and not self._names.inside(mention.start, mention.end):
            words = words[1:]
        return any(w[0].isupper() for w in words)


def _tidy(mention: ActorMention) -> ActorMention:
    """A mention whose article stood inside is definite; a head in small letters is no proper noun."""
    definite = mention.definite or mention.text[:4].lower() in {"the ", "our ", "its "}
    proper = mention.proper and any(c.isupper() for c in mention.text)
    if definite == mention.definite and proper == mention.proper:
        return mention
    return msgspec.structs.replace(mention, definite=definite, proper=proper)


def _own_words(mention: ActorMention) -> str:
    """The words as a name: without article and possessive ending."""
    words = mention.text.split()
    while len(words) > 1 and words[0].lower() in {
        "the",
        "a",
        "an",
        "their",
        "its",
        "his",
        "her",
        "our",
        "this",
        "these",
        "those",
        "that",
    }:
        words = words[1:]
    name = " ".join(words)
    return (name[:-2] if name.endswith(("'s", "’s")) else name) or mention.text
