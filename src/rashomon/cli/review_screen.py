"""The review screen: questions on the left, the quotes of one on the right, an answer a key.

Every answer is one entry, on disk before the screen moves on, so that it can be left at any moment.
The account is folded anew beside the screen; until it is there the questions of before stay in place,
without those answered meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import Worker, WorkerState

from rashomon.errors import RashomonError
from rashomon.judgement import SHOWN_ID, Desk, Offer, Question, fold_contents, questions_of
from rashomon.model.event import Situation
from rashomon.pipeline import Contents
from rashomon.reconcile.questions import Words

KEYS = "s same  d different  u unsure  a accept  x discount  A X all of it  n name  z undo  ? help  q quit"
HELP = """j k, arrows   next, previous question
1 to 6        pick a quote: what accept and discount are said of
s d u         one thing, two things, cannot be told
a x           count the picked quote for certain, or not at all
A X           the same for the whole event or figure that the quote is counted in
n             name: choose which place, actor or day is meant, or type it
z             take back the last answer given here
/             only questions with these words; empty for all
r             another reason from here on
q             quit; every answer is kept already

Any key closes this."""

Folded = tuple[Contents, Situation, tuple[Question, ...]]


class Ask(ModalScreen[str | None]):
    """One line to be typed; Escape gives None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Cancel")]

    def __init__(self, prompt: str, given: str = "") -> None:
        super().__init__()
        self._prompt = prompt
        self._given = given

    def compose(self) -> ComposeResult:
        """Prompt and line."""
        with Vertical(classes="box"):
            yield Label(self._prompt)
            yield Input(self._given)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter."""
        self.dismiss(event.value.strip())


class Choose(ModalScreen[Offer | None]):
    """What is meant: one of the candidates, or an id or a name that is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel"),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
    ]

    def __init__(self, offers: list[Offer], typed: Offer) -> None:
        super().__init__()
        self._offers = offers
        self._typed = typed

    def compose(self) -> ComposeResult:
        """Candidates above, a line to type below."""
        with Vertical(classes="box"):
            yield Label("What is meant? Enter takes it, Tab goes to the line, Escape leaves it open.")
            if self._offers:
                yield OptionList(*(Option(Text(f"{one.label}  {one.value}")) for one in self._offers))
            yield Input(placeholder="a day, YYYY-MM-DD" if self._typed.field == "published" else "an id or a name")

    def action_move(self, step: int) -> None:
        """Up or down the candidates."""
        for options in self.query(OptionList):
            options.action_cursor_down() if step > 0 else options.action_cursor_up()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on a candidate."""
        self.dismiss(self._offers[event.option_index])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter on the line."""
        value = event.value.strip()
        typed = self._typed
        offer = Offer(word=typed.word, subjects=typed.subjects, field=typed.field, value=value)
        self.dismiss(offer if value else None)


class Keys(ModalScreen[None]):
    """What the keys do."""

    def compose(self) -> ComposeResult:
        """The list of keys."""
        with Vertical(classes="box"):
            yield Static(HELP)

    def on_key(self) -> None:
        """Any key closes it."""
        self.dismiss(None)


class ReviewScreen(App[None]):
    """The queue of a desk, answered by keys.

    Args:
        desk: The ledger with its account.
        reason: Why, for all answers; "": asked for before the first.
        author: Who answers.
    """

    TITLE = "Rashomon review"
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Screen { layout: vertical; }
    #panes { height: 1fr; }
    #list { width: 38%; border: none; border-right: solid $primary; padding: 0; }
    #detail { width: 1fr; padding: 0 1; }
    #status { height: 1; background: $panel; color: $text; }
    #keys { height: 1; color: $text-muted; }
    ModalScreen { align: center middle; }
    .box { width: 90%; max-width: 100; height: auto; max-height: 90%; border: solid $primary; padding: 0 1; }
    .box OptionList { height: auto; max-height: 10; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", priority=False),
        Binding("k,up", "move(-1)", priority=False),
        Binding("s", "answer('same')"),
        Binding("d", "answer('different')"),
        Binding("u", "answer('unsure')"),
        Binding("a", "answer('accept')"),
        Binding("x", "answer('discount')"),
        Binding("A", "answer('accept', True)"),
        Binding("X", "answer('discount', True)"),
        Binding("n", "name"),
        Binding("z", "take_back"),
        Binding("r", "reason"),
        Binding("slash", "filter"),
        Binding("question_mark", "keys"),
        Binding("q", "quit"),
        Binding("ctrl+c", "quit", priority=True),
        *(Binding(str(number), f"pick({number - 1})") for number in range(1, 7)),
    ]

    def __init__(self, desk: Desk, *, reason: str = "", author: str) -> None:
        super().__init__()
        self._desk = desk
        self._reason = reason.strip()
        self._author = author
        self._questions: tuple[Question, ...] = ()
        self._answered: set[str] = set()
        self._words = ""
        self._side = 0
        self._news = ""
        self._given: list[tuple[str, str]] = []

    # -- what is shown ------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """List, detail, one line of state and one of keys."""
        with Horizontal(id="panes"):
            yield OptionList(id="list")
            with VerticalScroll(id="detail", can_focus=False):
                yield Static(id="question")
        yield Static(id="status")
        yield Static(KEYS, id="keys")

    def on_mount(self) -> None:
        """Fold and show the first question."""
        self._questions = self._desk.questions()
        self._fill()
        self.query_one("#list", OptionList).focus()

    @property
    def shown(self) -> list[Question]:
        """Questions that are open and hold the words looked for."""
        words = self._words.casefold().split()
        return [
            one for one in self._questions
            if one.id not in self._answered and all(word in _searched(one) for word in words)
        ]  # fmt: skip

    @property
    def current(self) -> Question | None:
        """The question that the keys answer."""
        shown, at = self.shown, self.query_one("#list", OptionList).highlighted
        return shown[at] if at is not None and at < len(shown) else None

    def _fill(self, at: int | None = None) -> None:
        listed = self.query_one("#list", OptionList)
        place = at if at is not None else listed.highlighted or 0
        shown = self.shown
        listed.clear_options()
        listed.add_options([Option(_line(one)) for one in shown])
        listed.highlighted = min(place, len(shown) - 1) if shown else None
        self._side = 0
        self._detail()

    def _detail(self) -> None:
        question = self.current
        self.query_one("#question", Static).update(
            _told(question, self._side) if question else Text("Nothing is open.")
        )
        self.query_one("#detail", VerticalScroll).scroll_home(animate=False)
        self._say()

    def _say(self, news: str | None = None) -> None:
        """The line of state; the last news stays until there is other."""
        self._news = self._news if news is None else news
        count = f"{len(self.shown)} open" + (f" with “{self._words}”" if self._words else "")
        reason = f"reason: {self._reason}" if self._reason else "no reason yet"
        self.query_one("#status", Static).update(Text("  ·  ".join(filter(None, (self._news, count, reason)))))

    def on_option_list_option_highlighted(self) -> None:
        """Another question: its quotes."""
        self._side = 0
        self._detail()

    # -- keys ---------------------------------------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """To the next or the previous question."""
        listed = self.query_one("#list", OptionList)
        if self.shown:
            listed.highlighted = max(0, min((listed.highlighted or 0) + step, len(self.shown) - 1))

    def action_pick(self, side: int) -> None:
        """The quote of which accept and discount are said."""
        if self.current is not None and side < len(self.current.words):
            self._side = side
            self._detail()

    def action_answer(self, word: str, whole: bool = False) -> None:  # noqa: FBT001, FBT002 - a key binding gives it
        """Keep the verdict on the question shown: of accept and discount the quote picked, or all it is counted in."""
        question = self.current
        if question is None:
            return
        offers = [one for one in question.offers if one.word == word]
        if word in ("accept", "discount") and question.words:
            picked = question.words[self._side]
            offers = [one for one in offers if one.subjects == (picked.home if whole else picked.claim,)]
        if not offers and word == "discount" and not whole:
            offers = [one for one in question.offers if one.word == "undo"]
        if offers:
            self._with_reason(lambda: self._keep(question, offers[0]))
        else:
            self._say(f"“{word}{' all of it' if whole else ''}” is no answer to this")

    def action_name(self) -> None:
        """Choose or type what is meant."""
        question = self.current
        typed = _typed(question) if question is not None else None
        if question is None or typed is None:
            self._say("nothing here is to be named")
            return
        offers = [one for one in question.offers if one.word in ("name", "correct")]

        def chosen(offer: Offer | None) -> None:
            if offer is not None:
                self._with_reason(lambda: self._keep(question, offer))

        self.push_screen(Choose(offers, typed), chosen)

    def action_take_back(self) -> None:
        """Undo the last answer given here."""
        if not self._given:
            self._say("nothing was answered here yet; `rashomon undo` takes back older answers")
            return
        entry, question = self._given[-1]

        def undo() -> None:
            if self._note(Offer(word="undo", subjects=(entry,)), f"took back {entry[:SHOWN_ID]}"):
                self._given.pop()
                self._answered.discard(question)
                self._fill()

        self._with_reason(undo)

    def action_reason(self) -> None:
        """Another reason from here on."""

        def given(reason: str | None) -> None:
            self._reason = reason or self._reason
            self._say()

        self.push_screen(Ask("Reason for the answers from here on:", self._reason), given)

    def action_filter(self) -> None:
        """Only questions with some words."""

        def given(words: str | None) -> None:
            if words is not None:
                self._words = words
                self._fill(0)

        self.push_screen(Ask("Show questions with these words (empty: all):", self._words), given)

    def action_keys(self) -> None:
        """What the keys do."""
        self.push_screen(Keys())

    # -- keeping ------------------------------------------------------------------------------------------------------

    def _with_reason(self, act: Callable[[], None]) -> None:
        """Do it, once there is a reason."""
        if self._reason:
            act()
            return

        def given(reason: str | None) -> None:
            if reason:
                self._reason = reason
                act()
            else:
                self._say("nothing was kept: an answer needs a reason")

        self.push_screen(Ask("Why? The reason is shown wherever the answer counts, and kept for the next ones:"), given)

    def _keep(self, question: Question, offer: Offer) -> None:
        entry = self._note(offer, f"{offer.word}: kept")
        if entry:
            self._given.append((entry, question.id))
            self._answered.add(question.id)
            self._fill()

    def _note(self, offer: Offer, news: str) -> str:
        """Append it and begin to fold; "" where the ledger or the claims refuse it."""
        try:
            entry = self._desk.note(offer, reason=self._reason, author=self._author)
        except RashomonError as why:
            self.notify(str(why), severity="error", timeout=10)
            return ""
        held = self._desk.contents
        self.run_worker(lambda: _fold(held), thread=True, exclusive=True, exit_on_error=True)
        self._say(news)
        return entry

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """The account is folded: show what is open now."""
        folded: Folded | None = event.worker.result if event.state is WorkerState.SUCCESS else None
        if folded is not None and self._desk.settle(folded[0], folded[1]):
            current = self.current
            self._questions, self._answered = folded[2], set()
            ids = [one.id for one in self.shown]
            self._fill(ids.index(current.id) if current is not None and current.id in ids else None)


def _fold(held: Contents) -> Folded:
    account = fold_contents(held)
    return held, account, questions_of(held, account)


def _searched(question: Question) -> str:
    outlets = " ".join(f"{one.outlet} {one.report} {one.quote}" for one in question.words)
    return f"{question.kind.replace('_', ' ')} {question.title} {question.why} {outlets}".casefold()


def _line(question: Question) -> Text:
    line = Text(no_wrap=True, overflow="ellipsis")
    line.append(f"{question.rank:4.1f} ", style="bold")
    line.append(question.title)
    return line


def _told(question: Question, side: int) -> Text:
    """The question with all its quotes, the one picked marked."""
    told = Text()
    told.append(f"{question.title}\n", style="bold")
    told.append(f"{question.kind.replace('_', ' ')}: {question.why}\n", style="italic")
    told.append(f"impact {question.impact:.1f}, ambiguity {question.ambiguity:.1f}\n", style="dim")
    for number, words in enumerate(question.words):
        told.append("\n")
        told.append_text(_quote(words, number, picked=number == side))
    wholes = dict.fromkeys(one.label for one in question.offers if one.label.startswith("the whole "))
    if wholes:
        told.append("\nA X are said of:\n", style="bold")
        told.append("".join(f"  {label}\n" for label in wholes))
    labels = [f"{one.label}  {one.value}" for one in question.offers if one.word in ("name", "correct")]
    if labels:
        told.append("\nn offers:\n", style="bold")
        told.append("".join(f"  {label}\n" for label in labels))
    return told


def _quote(words: Words, number: int, *, picked: bool) -> Text:
    quote = Text()
    day = words.published or "no date"
    quote.append(f"{'▸' if picked else ' '}{number + 1} {words.outlet or 'outlet not told'}, {day}", style="bold")
    quote.append(f"  {words.report}\n", style="dim")
    if len(words.by) > 1:
        quote.append(f"   said by {' → '.join(words.by)}\n", style="dim")
    quote.append("   " + " ".join(words.before.split()) + (" " if words.before[-1:].isspace() else ""))
    quote.append(" ".join(words.quote.split()), style="reverse")
    quote.append((" " if words.after[:1].isspace() else "") + " ".join(words.after.split()) + "\n")
    return quote


def _typed(question: Question) -> Offer | None:
    """The answer that a typed value would complete."""
    if question.kind == "undated_report":
        return Offer(word="correct", subjects=question.subjects, field="published")
    if question.kind in ("unresolved_actor", "unresolved_place"):
        *claims, field = question.subjects
        named = any(one.word == "name" for one in question.offers) or field != "place"
        return Offer(word="name" if named else "correct", subjects=tuple(claims), field=field)
    return None
