"""Noun phrases to mentions: who and where, as printed."""

from __future__ import annotations

from typing import Any

from rashomon.extract.syntax.tagging import AIRCRAFT, TRANSPARENT, Tagged
from rashomon.model.draft import ActorMention
from rashomon.reference.roster import load_roster

# Before these one word for a fighter stands for all of his side.
_OF_MANY = frozenset(
    {"hand", "hands", "control", "territory", "administration", "rule", "occupation", "stronghold", "line", "lines"}
)
# Arms that stand for whose they are.
ARMS = frozenset({"aircraft", "weapon", "warship"})


# Agents that are substances, and bombers that are aircraft: words beside them tell.
_NO_PERSON = {
    "agent": frozenset("nerve chemical toxic biological choking blister blistering warfare asphyxiating".split()),
    "bomber": frozenset("long-range range strategic stealth fighter jet heavy supersonic warplane strike".split()),
}


def actors_of(tagged: Tagged, i: int) -> tuple[ActorMention, ...]:
    """The actors named by the phrase headed by token i, coordinated ones included.

    "Members of the army and Shia fighters" gives the army and the fighters: words such as "members"
    pass their role on.
    """
    heads = [owner for head in heads_of(tagged, i) for owner in _owners(tagged, head) or [head]]
    mentions = (actor_at(tagged, head) for head in dict.fromkeys(heads))
    return tuple(mention for mention in mentions if mention is not None)


def heads_of(tagged: Tagged, i: int) -> list[int]:
    """Heads of a phrase: through transparent nouns and over conjunctions."""
    doc = tagged.parsed.doc
    queue, heads = [i], []
    while queue:
        at = queue.pop(0)
        token = doc[at]
        inner = None
        if (tagged.lemmas[at] in TRANSPARENT or at in tagged.number_tokens) and at not in tagged.actor_hit:
            of = next((c for c in token.children if c.dep_ == "prep" and c.text.lower() in {"of", "among"}), None)
            inner = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
            inner = None if inner is not None and inner.text.lower() == "own" else inner  # "three of their own"
        if inner is not None and tagged.lemmas[at] == "member" and not tagged.sorts(inner.i) & {"person", "number"}:
            inner = None  # "members of a church": people of what is no party itself
        fights = tagged.lemmas[at] == "man" or tagged.book.sort_of(tagged.lemmas[at]) & {"armed"}
        if inner is None and fights and at not in tagged.actor_hit:
            inner = _group_of(tagged, token)  # "armed men of the front" as "fighters of the front"
        if (
            inner is None
            and tagged.lemmas[at] in {"prisoner", "hostage", "captive"}
            and tagged.lemmas[token.head.i] in {"take", "hold"}
        ):
            # "took 19 soldiers prisoner": the parser makes one phrase of the two
            inner = next((c for c in token.children if c.dep_ in {"compound", "nmod"} and c.i == at - 1), None)
        if inner is not None:
            queue.append(inner.i)
        else:
            heads.append(at)
        queue.extend(c.i for c in token.children if c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN", "PRON", "NUM"})
        queue.extend(_beside(token))
        queue.extend(_of_others(tagged, token))
    return heads


def _beside(token: Any) -> list[int]:
    """ "A, together with B": B does it too."""
    if token.dep_ not in {"nsubj", "conj"}:
        return []
    return [
        p.i
        for c in token.children
        if c.dep_ == "prep" and (c.text.lower() == "alongside" or (c.text.lower() == "with" and _joined(c)))
        for p in c.children
        if p.dep_ == "pobj"
    ]


def _joined(prep: Any) -> bool:
    before = prep.doc[prep.i - 1] if prep.i else None
    return before is not None and before.text.lower() in {"together", "along", "jointly"}


def _of_others(tagged: Tagged, token: Any) -> list[int]:
    """ "The ministers of A and B": the second country stands for its own minister."""
    first = _country_of(tagged, token)
    if first is None or "Plur" not in token.morph.get("Number"):
        return []
    return [c.i for c in first.children if c.dep_ == "conj" and c.i in tagged.actor_hit and c.i in tagged.place_hit]


def _country_of(tagged: Tagged, token: Any) -> Any | None:
    """The country or body right behind an office: "of Malawi" in "the president of Malawi", "the head of the union"."""
    heads = tagged.lemmas[token.i] == "head"
    if token.i in tagged.actor_hit or not (
        heads or tagged.book.sort_of(tagged.lemmas[token.i]) & {"official", "armed"}
    ):
        return None
    of = next((c for c in token.children if c.dep_ == "prep" and c.text.lower() == "of" and c.i == token.i + 1), None)
    inner = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    known = inner is not None and inner.i in tagged.actor_hit and (heads or inner.i in tagged.place_hit)
    return inner if known else None


def _group_of(tagged: Tagged, token: Any) -> Any | None:
    """ "Rebels of the M23 movement": the group whose rebels they are, where it is one we know."""
    of = next((c for c in token.children if c.dep_ == "prep" and c.text.lower() in {"of", "from"}), None)
    inner = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if inner is None:
        return None
    first, last = tagged.phrase(inner.i)
    known = any(k in tagged.actor_hit and k not in tagged.place_hit for k in range(first, last + 1))
    return inner if known else None


def _owners(tagged: Tagged, head: int) -> list[int]:
    """Whose arms they are: "drones of the army", "rebel rocket fire"; empty for anything else, or where untold."""
    if not tagged.book.sort_of(tagged.lemmas[head]) & ARMS or head in tagged.actor_hit:
        return []
    token = tagged.parsed.doc[head]
    of = next((c for c in token.children if c.dep_ == "prep" and c.text.lower() in {"of", "from"}), None)
    inner = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if inner is not None and tagged.sorts(inner.i) & {"armed", "official"}:
        return [int(inner.i)]
    before = [c for c in token.lefts if c.dep_ in {"compound", "nmod", "amod", "poss"}]
    before += [d for c in before for d in c.children if d.dep_ in {"conj", "compound"} and d.i < head]
    kept = {c.i for c in before if _is_owner(tagged, c)}
    return sorted(k for k in kept if k + 1 not in kept)  # "army sniper fire": two words side by side are one party


def _is_owner(tagged: Tagged, token: Any) -> bool:
    """A party we know, a nation's adjective, fighters or an office: not a kind of arms ("sniper fire")."""
    if is_nation(tagged, token):
        return True
    if token.i in tagged.actor_hit:
        return token.i not in tagged.place_hit or token.text.isupper()
    sorts = tagged.book.sort_of(tagged.lemmas[token.i])
    if tagged.lemmas[token.i] in {"fighter", "bomber"}:
        return False  # "fighter jets"
    return bool(sorts & {"armed", "official"}) and not sorts & ARMS and token.dep_ != "conj"


def is_nation(tagged: Tagged, token: Any) -> bool:
    """Whether a word before a noun is a country's adjective: "Burkinabe" in "Burkinabe air strikes"."""
    beside_place = token.i + 1 < len(token.doc) and token.i + 1 in tagged.place_hit
    return bool(
        token.dep_ in {"amod", "compound", "nmod", "conj"}
        and token.text[:1].isupper()
        and token.pos_ in {"ADJ", "PROPN"}
        and token.i not in tagged.place_hit
        and not beside_place
        and (load_roster().demonym(token.text) or "people" in tagged.book.sort_of(token.text.lower()))
    )


def actor_at(tagged: Tagged, i: int) -> ActorMention | None:
    """The mention headed by token i, None where it names nobody (a time, a bare number, a thing)."""
    return tagged.once(("actor", i), lambda: _actor_at(tagged, i))


def _actor_at(tagged: Tagged, i: int) -> ActorMention | None:
    doc = tagged.parsed.doc
    token = doc[i]
    if i in tagged.time_tokens or token.pos_ in {"VERB", "ADP", "PUNCT", "DET", "SYM"} or token.text in "“”\"'":
        return None
    if token.pos_ == "NUM" and i in tagged.number_tokens:
        return None
    if token.pos_ == "PRON" and tagged.words[i] in {"that", "which", "this", "there", "what", "those", "these"}:
        return None
    if token.pos_ == "ADJ" and is_nation(tagged, token):
        start, end = tagged.span_of(i, i)
        return ActorMention(start=start, end=end, text=words_under(tagged, start, end), head=token.text, proper=True)
    sorts = tagged.sorts(i)
    first, last = tagged.phrase(i)
    barred = _NO_PERSON.get(tagged.lemmas[i])
    if barred is not None and any(tagged.words[k] in barred or AIRCRAFT.match(doc[k].text) for k in range(first, i)):
        return None
    if "weapon" in tagged.book.sort_of(tagged.lemmas[i]) and not _manned(tagged, i, first):
        return None
    country = _country_of(tagged, token)
    if country is None and not sorts & {"person", "named_place"} and not _manned(tagged, i, first):
        return None
    if country is not None:
        last = max(last, tagged.phrase(country.i)[1])
    start, end = tagged.span_of(first, last)
    text = words_under(tagged, start, end)
    modifiers = tuple(doc[k].text for k in range(first, i) if doc[k].pos_ not in {"PUNCT", "ADP", "DET"})
    return ActorMention(
        start=start,
        end=end,
        text=text,
        head=tagged.lemmas[i],
        proper=token.pos_ == "PROPN" or i in tagged.actor_hit,
        definite=is_definite(token),
        plural="Plur" in token.morph.get("Number") or _stands_for_many(token),
        pronoun=token.pos_ == "PRON",
        modifiers=modifiers,
        apposition=_appositions(tagged, i),
    )


def _stands_for_many(token: Any) -> bool:
    """ "In rebel hands", "insurgent territory": before such a noun one word stands for all of them."""
    return token.dep_ in {"compound", "nmod", "amod"} and token.head.lemma_.lower() in _OF_MANY


def _manned(tagged: Tagged, i: int, first: int) -> bool:
    """ "Coalition warplanes", "Russian artillery": arms with an owner stand for the owner."""
    if not tagged.book.sort_of(tagged.lemmas[i]) & ARMS:
        return False
    doc = tagged.parsed.doc
    return any(
        k in tagged.actor_hit
        or bool(tagged.book.sort_of(tagged.lemmas[k]) & {"armed", "official"})
        or (doc[k].text[:1].isupper() and (k > 0 or bool(load_roster().demonym(doc[k].text))))
        for k in range(first, i)
    )


def is_definite(token: Any) -> bool:
    """Whether "the", "this" or a possessive pronoun stands before it."""
    return any(
        (c.dep_ == "det" and c.text.lower() in {"the", "this", "that", "these", "those"})
        or (c.dep_ == "poss" and c.pos_ == "PRON")
        for c in token.children
    )


def words_under(tagged: Tagged, start: int, end: int) -> str:
    """The characters of the report between two code points of this sentence."""
    offset = tagged.parsed.sentence.start
    return tagged.parsed.sentence.text[start - offset : end - offset]


def _appositions(tagged: Tagged, i: int) -> tuple[tuple[str, int, int], ...]:
    """Other names for the same: appositions, "known as", and names in brackets."""
    doc = tagged.parsed.doc
    found: list[tuple[str, int, int]] = []
    for child in doc[i].children:
        if child.dep_ == "appos":
            found.append(piece(tagged, child.i))
        elif child.dep_ == "acl" and tagged.lemmas[child.i] in {"know", "call", "name", "dub", "refer"}:
            for target in _named_as(child):
                found.extend(piece(tagged, head) for head in heads_of(tagged, target.i))
    last = tagged.phrase(i)[1]
    found.extend((text, start, end) for start, end, text, before in tagged.parsed.asides if before in {i, last})
    return tuple(found)


def _named_as(verb: Any) -> list[Any]:
    direct = [c for c in verb.children if c.dep_ in {"oprd", "dobj", "attr"} and c.i > verb.i]
    for prep in (c for c in verb.children if c.dep_ == "prep" and c.text.lower() in {"as", "to"}):
        direct.extend(c for c in prep.children if c.dep_ == "pobj")
    return direct


def piece(tagged: Tagged, i: int) -> tuple[str, int, int]:
    """Words, start and end of the phrase headed by token i."""
    first, last = tagged.phrase(i)
    start, end = tagged.span_of(first, last)
    return words_under(tagged, start, end), start, end


def inclusive(run: tuple[int, int]) -> tuple[int, int]:
    """First and last token as bounds of a range."""
    return run[0], run[1] + 1
