"""Pane 3: the checklist of the bill under the cursor, walked with the keyboard."""

import msgspec
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, Static

from models.bill import Bill, Book
from models.checklist import STEPS, refusal, standing
from models.ledger import Done, Progress
from models.message import msg
from models.money import yuan
from tui.cells import cut
from tui.panes.pane import Pane
from tui.panes.remarks import Remark
from tui.present import time_left
from tui.session import Session
from tui.walk import STEP_NAMES, Aside, Ask, ask
from tui.walk_debit import ask_look
from tui.widgets.lines import Lines

START = msg("p starts the checklist for this bill: {amount}")


class Walk(msgspec.Struct, frozen=True):
    """The bill in question, how far its checklist is, and the half answer that is being given.

    `looking`: what is asked about is not the repayment, but what was seen of the auto-debit or in the app.
    `notes` are to be read before the checklist starts.
    """

    bill: Bill | None = None
    progress: Progress | None = None
    book: Book | None = None
    aside: Aside = Aside()
    looking: bool = False
    notes: tuple[Remark, ...] = ()

    @property
    def active(self) -> bool:
        """Whether something is asked."""
        return self.looking or self.progress is not None


class ChecklistPane(Pane):
    """What is done, what is asked, what comes next."""

    walk: reactive[Walk] = reactive(Walk(), init=False)

    class Answered(Message):
        """An option was chosen or a line was typed."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    def __init__(self, session: Session, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(session, id)
        self._ask: Ask | None = None

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Static(id="steps-done")
            yield Static(id="question")
            yield Lines(cursor=True, id="options")
            yield Input(compact=True, id="answer")
            yield Static(id="steps-next")

    def watch_walk(self, walk: Walk) -> None:
        t = self.session.tongue
        self.entitle(f"3 {t.t('Checklist')}", t.words(walk.bill.channel.short) if walk.bill else "")
        done, question, after = self._texts(walk)
        self.query_one("#steps-done", Static).update(done)
        self.query_one("#question", Static).update(question)
        self.query_one("#steps-next", Static).update(after)
        self._offer(self._ask)

    def _texts(self, walk: Walk) -> tuple[Content, Content, Content]:
        """What stands above the question, the question, and what stands below."""
        self._ask = None
        nothing = Content("")
        if walk.bill is None or walk.book is None:
            return nothing, nothing, nothing
        tongue = self.session.tongue
        if walk.looking:
            self._ask = ask_look(walk.bill, walk.aside, self.session)
            return self._heading(walk.bill), self._question(self._ask), nothing
        if walk.progress is None:
            why_not = refusal(walk.bill)
            if why_not:
                return Content.styled(f"✓ {tongue.say(why_not)}", "$text-success"), nothing, nothing
            start = Content.styled(tongue.t(START.template, amount=yuan(walk.bill.outstanding)), "bold")
            notes = [Content.styled(text, QUESTION_STYLES[style]) for text, style in walk.notes]
            return _stack([*notes, start]), nothing, self._next(0)
        self._ask = ask(walk.bill, walk.progress, walk.book, walk.aside, self.session)
        done = standing(walk.progress, walk.bill)
        above = [
            Content.styled(f"✓ {index} {self._done(each, walk.bill)}", "$text-success")
            for index, each in enumerate(done, 1)
        ]
        if len(done) < len(STEPS):
            above.append(
                Content.styled(f"▶ {len(done) + 1} {tongue.say(STEP_NAMES[STEPS[len(done)]])}", "bold $text-accent")
            )
        return _stack([self._heading(walk.bill), *above]), self._question(self._ask), self._next(len(done) + 1)

    def _heading(self, bill: Bill) -> Content:
        """The bill in a line: whose, how much, by when, and how long there is."""
        tongue, now = self.session.tongue, self.session.now()
        parts = (
            tongue.words(bill.channel.name),
            yuan(bill.outstanding),
            tongue.t("cut-off {when}", when=f"{bill.due_at:%m-%d %H:%M}"),
            time_left(bill, now, tongue),
        )
        return Content.styled(" · ".join(parts), "$text-warning")

    def _question(self, question: Ask) -> Content:
        return _stack([Content.styled(text, QUESTION_STYLES[style]) for text, style in question.text])

    def _done(self, done: Done, bill: Bill) -> str:
        tongue = self.session.tongue
        name = tongue.say(STEP_NAMES[done.step])
        answer = done.answer
        if done.pay:
            answer = yuan(done.figure) if done.pay == done.figure else f"{yuan(done.figure)} → {yuan(done.pay)}"
        elif bill.channel.takes(answer):
            answer = tongue.words(bill.channel.method_name(answer))
        return f"{name}  {answer}".rstrip()

    def _next(self, start: int) -> Content:
        tongue = self.session.tongue
        return _stack(
            [
                Content.styled(f"  {index} {tongue.say(STEP_NAMES[step])}", "$text-muted")
                for index, step in enumerate(STEPS[start:], start + 1)
            ]
        )

    def _offer(self, question: Ask | None) -> None:
        """Show the options or the line to type that belong to the question."""
        options, answer = self.query_one("#options", Lines), self.query_one("#answer", Input)
        active = options.has_focus or answer.has_focus
        options.display = bool(question and question.options)
        answer.display = bool(question and not question.options)
        answer.value = ""
        if question is None:
            return
        answer.placeholder = question.placeholder
        options.styles.height = max(1, len(question.options))
        options.show(len(question.options), lambda index, width: ((cut(question.options[index].label, width), ""),))
        if active:
            self.enter()

    def enter(self) -> None:
        """Put the keyboard on what is asked."""
        options, answer = self.query_one("#options", Lines), self.query_one("#answer", Input)
        if options.display:
            options.focus()
        elif answer.display:
            answer.focus()

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        event.stop()
        if self._ask and event.index < len(self._ask.options):
            self.post_message(self.Answered(self._ask.options[event.index].key))

    def on_lines_moved(self, event: Lines.Moved) -> None:
        event.stop()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Answered(event.value))


QUESTION_STYLES = {
    "": "",
    "bold": "bold",
    "accent": "$text-accent",
    "dim": "$text-muted",
    "good": "$text-success",
    "warn": "$text-warning",
    "bad": "bold $text-error",
}


def _stack(lines: list[Content]) -> Content:
    return Content("\n").join(lines)
