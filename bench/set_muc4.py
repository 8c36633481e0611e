"""Slot F1 over whole incidents, all templates counted: type, date, place, weapon, perpetrators, targets and victims.

Key and answer templates of a message are aligned so that most credit is had, only where incident types agree; fills of
templates left over count as wrong or missed. As in MUC-4 a fill earns 1, or 1/2 where it is partly right: strings by
their head and words (the set's own scorer asked a person), dates by one of two bounds, places by any of the names from
the country down. Optional templates and fills may be left out. The eight slots are those of the floor; number, effect,
nationality, category and confidence slots are not answered and not scored. Text goes in with its capitals put right.
The baseline makes one template for every incident type whose word stands in the message, with the dateline's day and
country.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

import muc4
from adapter import Measure, Outcome, Verdict, digest_of, need
from rashomon.extract.syntax.casing import recase
from rashomon.extract.syntax.parse import load_parser
from rashomon.model.claim import Actor, Claim, Place
from rashomon.model.text import Block, Report
from rashomon.pipeline import claims_of
from rashomon.reference.codebook import load_codebook
from rashomon.reference.gazetteer import open_gazetteer
from rashomon.reference.roster import load_roster

NAME = "muc4"
PUBLISHED = {
    "slot F1": (
        "FASTUS 0.49 (recall 0.44, precision 0.55) on tst3, fine-tuned GTT about 0.50 (both from memory)",
        (
            "FASTUS: patterns written for this domain and its keys, more slots, a person's judgement in scoring. "
            "GTT: a network trained on 1,300 of these reports; neither type, date nor place are its slots."
        ),
    )
}
FILES = {"test": (("tst3", "tst3-muc4", "key-tst3.v2"),), "dev": (("tst1", "tst1-muc3", "key-tst1.v7"),)}

TYPES = {
    "attack": "ATTACK", "execute": "ATTACK", "kill": "ATTACK", "wound": "ATTACK", "ambush": "ATTACK", "shell": "ATTACK",
    "airstrike": "ATTACK", "torture": "ATTACK", "destroy": "ATTACK", "ied": "BOMBING", "suicide_bomb": "BOMBING",
    "abduct": "KIDNAPPING", "loot": "ROBBERY", "repel": "ATTACK",
}  # fmt: skip
_FIRE = re.compile(
    r"\b(?:burn|burns|burned|burnt|burning|arson|set fire|set on fire|torch\w*|fires? to)\b", re.IGNORECASE
)
_BLAST = re.compile(
    r"\b(?:bomb|bombs|bombing|bombings|dynamit\w+|explo\w+|blew up|blown up|blow up|detonat\w+)\b", re.IGNORECASE
)
UNTOLD = frozenset({"denied", "doubted", "planned", "promised", "called_for", "predicted", "hypothetical", "feared"})
# Words of the two string slots that are things: general English for what is attacked and what with.
WEAPONS = frozenset(
    "bomb dynamite grenade rifle gun machinegun machine-gun pistol revolver explosive mortar rocket missile mine "
    "machete knife weapon submachinegun cocktail shotgun car-bomb bullet launcher firearm".split()
)
TARGETS = frozenset(
    "house building bus embassy bridge tower pylon bank car vehicle substation pipeline farm church headquarters "
    "office residence station plant store truck train railway road airport school hotel home facility installation "
    "post warehouse newspaper company consulate restaurant town-hall hall ministry airplane plane helicopter market "
    "hospital jeep van dam line aqueduct factory shop mill camp barracks oleoduct refinery".split()
)
ATTACKERS = frozenset(
    "terrorist guerrilla subversive rebel extremist gunman individual insurgent assassin commando kidnapper attacker "
    "trafficker man soldier hitman murderer criminal squad squads group youth".split()
)
FIGHTERS = frozenset(
    "guerrilla rebel terrorist subversive extremist soldier troop insurgent combatant enemy unit column patrol "
    "battalion brigade".split()
)
REBELS = FIGHTERS - frozenset("soldier troop unit patrol battalion brigade".split())
ARMIES = frozenset("army force forces government police military guard air-force navy regime".split())
_NO_PERSON = frozenset("it its they their he she we them him us i her who those others".split())
KEYWORDS = {
    "BOMBING": _BLAST,
    "KIDNAPPING": re.compile(r"\b(?:kidnap|abduct|hostage)\w*", re.IGNORECASE),
    "ATTACK": re.compile(r"\b(?:attack|murder|kill|assassinat|ambush)\w*", re.IGNORECASE),
    "ARSON": _FIRE,
    "ROBBERY": re.compile(r"\b(?:robb|loot)\w*", re.IGNORECASE),
}


class Incident(msgspec.Struct, kw_only=True):
    """Claims taken for one incident."""

    type: str
    claims: list[Claim]

    @property
    def day(self) -> tuple[dt.date | None, dt.date | None] | None:
        """Interval of the first claim that states one."""
        return next(((c.valid.start, c.valid.end) for c in self.claims if c.valid.basis == "stated"), None)

    @property
    def place(self) -> Place | None:
        """The narrowest place told."""
        ranks = {"exact": 4, "near": 4, "unresolved": 1, "admin2": 3, "admin1": 2, "country": 0}
        places = [c.place for c in self.claims if c.place is not None]
        return max(places, key=lambda p: ranks.get(p.precision, 0), default=None)


def report_of(message: muc4.Message) -> Report:
    """The message as a report, one block a paragraph, capitals put right."""
    blocks, at = [], 0
    for paragraph in message.paragraphs:
        blocks.append(Block(role="body", start=at, end=at + len(paragraph)))
        at += len(paragraph) + 2
    text = recase("\n\n".join(message.paragraphs))
    basis = {"published": message.published, "published_basis": "given"} if message.published else {}
    return msgspec.convert(
        {"name": message.id, "sha256": message.id, "text": text, "blocks": blocks, **basis},
        Report,
        from_attributes=True,
    )


def answer(message: muc4.Message, report: Report, claims: Iterable[Claim]) -> list[dict[str, list[str]]]:
    """Templates for one message."""
    told = [c for c in claims if not c.background and c.stance not in UNTOLD and c.frame in TYPES]
    incidents = group(told, report)
    home = country_of(message, claims)
    answers = []
    for incident in incidents:
        made = fill(incident, report, message, home)
        if is_relevant(incident, made):
            answers.append(made)
    return answers


def type_of(claim: Claim, report: Report) -> str:
    """The incident type of a claim: by its frame, and by fire or blast in its sentence."""
    words = report.text[slice(*claim.sentence)]
    kind = TYPES[claim.frame]
    if kind != "ATTACK":
        return kind
    if claim.frame == "destroy" and _FIRE.search(words):
        return "ARSON"
    return "BOMBING" if _BLAST.search(words) and claim.frame not in {"airstrike", "execute"} else "ATTACK"


def group(claims: Sequence[Claim], report: Report) -> list[Incident]:
    """Claims to incidents: one of a type and message, unless days or places tell them apart."""
    incidents: list[Incident] = []
    for claim in sorted(claims, key=lambda c: c.start):
        kind = type_of(claim, report)
        fitting = [i for i in incidents if i.type == kind and agrees(i, claim)]
        if fitting:
            fitting[-1].claims.append(claim)
        else:
            incidents.append(Incident(type=kind, claims=[claim]))
    return incidents


def agrees(incident: Incident, claim: Claim) -> bool:
    """Whether neither days nor places set the claim apart."""
    day, place = incident.day, incident.place
    if day and claim.valid.basis == "stated":
        starts, ends = (
            max(filter(None, (day[0], claim.valid.start)), default=None),
            min(filter(None, (day[1], claim.valid.end)), default=None),
        )
        if starts and ends and starts > ends:
            return False
    if place is None or claim.place is None or "country" in {place.precision, claim.place.precision}:
        return place is None or claim.place is None or place.country == claim.place.country
    same_area = "admin1" in {place.precision, claim.place.precision} and place.admin1 == claim.place.admin1
    return place.name == claim.place.name or same_area


def is_relevant(incident: Incident, made: dict[str, list[str]]) -> bool:
    """Whether it tells what was attacked, and is not a fight between armed sides alone (document part 1, 1.0)."""
    hurt = [a for c in incident.claims for a in c.recipients]
    if hurt and not made["target"] and all(head_of(a.text) in FIGHTERS or a.sector in {"MIL", "REB"} for a in hurt):
        return False
    # A blast or an abduction is specific by itself, an attack only with what it was on.
    return bool(made["victim"] or made["target"]) or incident.type in {"BOMBING", "KIDNAPPING"}


def fill(incident: Incident, report: Report, message: muc4.Message, home: str) -> dict[str, list[str]]:
    """Slots of one template."""
    sentences = sorted({c.sentence for c in incident.claims})
    chunks = [chunk for s in sentences for chunk in phrases(report.text[slice(*s)])]
    people = [a for c in incident.claims for a in c.recipients if a.text.lower() not in _NO_PERSON]
    actors = [a for c in incident.claims for a in c.actors if a.text.lower() not in _NO_PERSON]
    groups, persons = culprits(actors)
    named = [h for s in sentences for h in load_roster().scan(report.text[slice(*s)]) if is_group(h.actor_id)]
    groups += [entry.name for h in named if (entry := load_roster().get(h.actor_id)) is not None]
    if not persons:
        persons = [text for text, head in chunks if head in ATTACKERS and head not in {"man", "group", "soldier"}][:1]
    kidnap = incident.type == "KIDNAPPING"
    return {
        "type": [incident.type],
        "date": [day_of(incident, message)],
        "place": [place_of(incident.place, home)],
        "weapon": []
        if kidnap or incident.type == "ARSON"
        else unique(t for t, head in chunks if is_weapon(t, head))[:2],
        "individual": unique(persons)[:2],
        "organisation": unique(groups)[:2],
        "target": [] if kidnap or not strikes(incident) else unique(t for t, head in chunks if head in TARGETS)[:2],
        "victim": unique(victim(a.text) for a in people if is_victim(a))[:4],
    }


def culprits(actors: Iterable[Actor]) -> tuple[list[str], list[str]]:
    """Organisations and individuals among those who act: names and standing bodies, and all other words."""
    groups, persons = [], []
    for actor in actors:
        entry = load_roster().get(actor.id) if actor.id and not actor.id.startswith("kind:") else None
        words, head = plain(actor.text), head_of(actor.text)
        if head in ARMIES:
            groups.append(words)
        elif entry is not None and is_group(actor.id):
            groups.append(entry.name)
            if actor.text[:1].islower():
                persons.append(words)
        else:
            persons.append(words)
    return groups, persons


def strikes(incident: Incident) -> bool:
    """Whether things can be its target: not where people alone are killed or hurt."""
    return incident.type != "ATTACK" or any(
        c.frame not in {"kill", "execute", "wound", "torture"} for c in incident.claims
    )


def is_group(actor: str) -> bool:
    """Whether an id of the roster is an armed group's."""
    return load_roster().is_armed_group(actor)


def is_victim(actor: Actor) -> bool:
    """Whether the words can be somebody hurt: no thing, no count, no rebel."""
    head = head_of(actor.text)
    return head not in WEAPONS | TARGETS | REBELS | {"death", "casualty", "casualtie", "attack"}


def is_weapon(text: str, head: str) -> bool:
    """Whether a phrase names what an attack is done with; a charge only where it is explosive."""
    return head in WEAPONS or (head in {"charge", "device", "stick"} and bool(_BLAST.search(text)))


def head_of(text: str) -> str:
    """The last word of the phrase before its first preposition, singular."""
    return muc4.head(plain(text))


def phrases(sentence: str) -> list[tuple[str, str]]:
    """Noun phrases of a sentence without their article, with the lemma of their head."""
    found = []
    for chunk in _parsed(sentence).noun_chunks:
        words = [t for t in chunk if t.pos_ not in {"DET", "NUM", "PRON"}]
        if words:
            found.append((" ".join(t.text for t in words), chunk.root.lemma_.lower()))
    return found


def _parsed(sentence: str) -> Any:
    return load_parser()(sentence)


def plain(text: str) -> str:
    """Words without an aside in brackets."""
    return re.sub(r"\s*[\[(].*$", "", text).strip()


def victim(text: str) -> str:
    """A person's name without what stands before it; other phrases as they are."""
    words = plain(text).split()
    titles = [i for i, w in enumerate(words) if w.lower().strip(".") in load_codebook().titles]
    if titles and titles[-1] + 1 < len(words):
        words = words[titles[-1] + 1 :]
    return " ".join(words)


def unique(texts: Iterable[str]) -> list[str]:
    """Phrases once each, the longer of two with one head."""
    kept: list[str] = []
    for text in texts:
        rival = next((k for k in kept if muc4.credit("victim", text, muc4.Fill(any_of=(k,))) == 1.0), None)
        if rival is None:
            kept.append(text)
        elif len(text) > len(rival):
            kept[kept.index(rival)] = text
    return kept


def day_of(incident: Incident, message: muc4.Message) -> str:
    """The date fill: days told, else on or before the dateline's."""

    def show(day: dt.date) -> str:
        return f"{day:%d %b %y}".upper()

    start, end = incident.day or (None, None)
    if start and end and start != end:
        return f"{show(start)} - {show(end)}"
    if start and (end or not message.published):
        return show(start)
    last = end or message.published
    return f"- {show(last)}" if last else "-"


def place_of(place: Place | None, home: str) -> str:
    """The place fill: country, first-order area, name."""
    if place is None:
        return home
    row = open_gazetteer().country(place.country) if place.country else None
    names = [row.name if row else home, place.admin1, place.name if place.precision != "country" else ""]
    return ": ".join(dict.fromkeys(ascii_of(n).upper() for n in names if n))


def ascii_of(text: str) -> str:
    """Letters without marks, as the keys have them."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def country_of(message: muc4.Message, claims: Iterable[Claim]) -> str:
    """The country most often meant in the message, else the dateline's."""
    counts = Counter(c.place.country for c in claims if c.place is not None and c.place.country)
    if counts:
        row = open_gazetteer().country(counts.most_common(1)[0][0])
        if row is not None:
            return ascii_of(row.name).upper()
    return dateline_country(message)


def dateline_country(message: muc4.Message) -> str:
    """The country of the dateline's place."""
    told = re.search(r"\(([^)]*)\)", message.place)
    name = (told.group(1) if told else message.place).title()
    rows = open_gazetteer().lookup(name)
    best = max(rows, key=lambda r: (r.kind == "country", r.capital, r.population), default=None)
    row = open_gazetteer().country(best.country) if best else None
    return ascii_of(row.name).upper() if row else "-"


def keyword_answer(message: muc4.Message) -> list[dict[str, list[str]]]:
    """The baseline."""
    text = " ".join(message.paragraphs)
    day = f"- {message.published:%d %b %y}".upper() if message.published else "-"
    country = dateline_country(message)
    return [{"type": [t], "date": [day], "place": [country]} for t, pattern in KEYWORDS.items() if pattern.search(text)]


def measure(data: Path, split: str = "test", limit: int | None = None) -> Outcome:
    """Score one split; `limit` counts messages."""
    folder = data / NAME
    ours, plainly = ({slot: muc4.Tally() for slot in muc4.SLOTS} for _ in range(2))
    verdicts: dict[str, Verdict] = {}
    paths: list[Path] = []
    for part, texts, keyfile in FILES[split]:
        source, keyed = need(folder / part / texts), need(folder / part / keyfile)
        paths += [source, keyed]
        keys = muc4.read_keys(keyed)
        for message in list(muc4.read_messages(source))[:limit]:
            report = report_of(message)
            mine = muc4.score_message(answer(message, report, claims_of(report)), keys.get(message.id, []))
            theirs = muc4.score_message(keyword_answer(message), keys.get(message.id, []))
            for slot in muc4.SLOTS:
                ours[slot].add(mine[slot])
                plainly[slot].add(theirs[slot])
            verdicts[message.id] = round(_sum(mine).f1, 4) if _sum(mine).given + _sum(mine).asked else 1.0
    measures = {"slot F1": Measure(ours=_sum(ours).f1, baseline=_sum(plainly).f1, cases=_sum(ours).asked)}
    for slot in muc4.SLOTS:
        measures[f"{slot} F1"] = Measure(ours=ours[slot].f1, baseline=plainly[slot].f1, cases=ours[slot].asked)
    return {"measures": measures, "verdicts": verdicts, "digest": digest_of(paths, folder)}


def _sum(tallies: dict[str, muc4.Tally]) -> muc4.Tally:
    total = muc4.Tally()
    for tally in tallies.values():
        total.add(tally)
    return total
